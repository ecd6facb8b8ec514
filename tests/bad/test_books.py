"""Broken books: each is refused with the right code at the right place, and nothing else happens."""

from pathlib import Path

import pytest
import yaml

from tests.bad.support import HEAD, TEXT_HEAD, place_of, run
from tests.document.books import GOOD, faults_of

TABLE = yaml.safe_load((Path(__file__).parent / "books.yaml").read_text("utf-8"))


def indented(text: str) -> str:
    return "".join(f"      {line}\n" for line in text.split("\n"))


CASES = {
    **{f"book {name}": (code, text, *rest) for name, code, text, *rest in TABLE["books"]},
    **{f"body {name}": (code, HEAD + text, *rest) for name, code, text, *rest in TABLE["bodies"]},
    **{f"text {name}": (code, TEXT_HEAD + indented(text), *rest) for name, code, text, *rest in TABLE["texts"]},
}


@pytest.mark.parametrize("name", CASES)
def test_a_broken_book_is_refused(tmp_path, capsys, monkeypatch, name):
    code, marked, *exit_code = CASES[name]
    text, place = place_of(marked)
    (tmp_path / "booklet.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    outcome = run(tmp_path, "build", "booklet.yaml", "--only", "reader", capsys=capsys, monkeypatch=monkeypatch)
    assert (outcome.exit_code, outcome.codes[0], outcome.places[0]) == (*(exit_code or [1]), code, place), outcome.told


def test_the_names_are_different():
    assert len(CASES) == sum(map(len, TABLE.values())) >= 120


# --- Every value of the format, once of a kind that it cannot be ------------------------------------------------------


def paths_in(tree, path=()):
    """Yield the way to every value of a tree."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from paths_in(value, (*path, key))


WHOLE = yaml.safe_load(GOOD)
PATHS = ["/".join(map(str, path)) for path in paths_in(WHOLE) if path[-1] != "fr"]
STAND_IN = "STANDIN"


def test_there_are_many_values():
    assert len(PATHS) > 120


def test_every_value_of_the_wrong_kind_is_told_in_its_line(tmp_path):
    """All in one test: there are more than a hundred, and each takes a few milliseconds."""
    untold = []
    for path in PATHS:
        tree = yaml.safe_load(GOOD)
        *parents, last = [int(part) if part.isdigit() else part for part in path.split("/")]
        at = tree
        for key in parents:
            at = at[key]
        at[last] = STAND_IN
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10_000).replace(STAND_IN, "[[]]")
        line = next(number for number, words in enumerate(text.split("\n"), 1) if "[[]]" in words)
        if line not in {fault.where.line for fault in faults_of(tmp_path, text)}:
            untold.append(path)
    assert untold == []
