"""Broken pictures and drawings in a book."""

import pytest

from tests.bad.make import PICTURES
from tests.bad.support import HEAD, run


@pytest.mark.parametrize("name", PICTURES)
def test_a_broken_picture_is_refused(tmp_path, capsys, monkeypatch, name):
    code, data = PICTURES[name]
    (tmp_path / "a.png").write_bytes(data)
    (tmp_path / "booklet.yaml").write_text(HEAD + "body:\n  - figure: {file: a.png, alt: A house}\n", "utf-8")
    outcome = run(tmp_path, "build", "booklet.yaml", "--only", "reader", capsys=capsys, monkeypatch=monkeypatch)
    place = "booklet.yaml:7:20" if code == "bad-picture" else "booklet.yaml:7:5"
    expected = (1, (code,), (place,)) if code else (0, (), ())
    assert (outcome.exit_code, outcome.codes, outcome.places) == expected, outcome.told
