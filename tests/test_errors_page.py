"""Every code that the program can give has one place in the documentation, and every code there is given."""

import re

import pytest

from booklet.preflight.x4.check import X4_CLAUSES
from tests.conftest import ROOT
from tests.support.codes import codes_in

DOCS = ROOT / "docs"
PAGE = (DOCS / "errors.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### `([a-z0-9-]+)`\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
_ROW = r"^\| (?:(?:error|warning|remark) \| )?(`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \|"
ROWS = {
    page: re.findall(r"`([a-z0-9-]+)`", " ".join(re.findall(_ROW, (DOCS / page).read_text("utf-8"), re.MULTILINE)))
    for page in ("checks.md", "merge.md")
}
"""Codes of pages that explain them in a table."""


def test_every_code_is_explained_and_every_code_that_is_explained_is_given():
    given = codes_in(ROOT / "booklet")
    assert given.unclear == [], "write the code out where it is given, see tests/support/codes.py"
    explained = [*SECTIONS, *(code for codes in ROWS.values() for code in codes)]
    missing = {code: place for code, place in given.places.items() if code not in explained}
    assert missing == {}, "write a section in docs/errors.md, or a row in docs/checks.md"
    own = sorted(code for code in explained if code not in {clause.code for clause in X4_CLAUSES})
    assert own == sorted(given.places), "a code that nothing gives, or that is explained twice"
    assert len(given.places) > 110


def test_a_section_is_found_once():
    headings = re.findall(r"^### `(.*)`$", PAGE, re.MULTILINE)
    assert headings == list(SECTIONS)


@pytest.mark.parametrize("code", SECTIONS)
def test_a_section_says_what_it_means_an_example_and_what_to_do(code):
    form = r"(.+)\n\n- Example: (.+)\n- What to do: (.+)"
    meaning, example, remedy = re.fullmatch(form, SECTIONS[code].strip(), re.DOTALL).groups()
    assert meaning.endswith((".", "%.")) and len(meaning) > 20
    assert "\n" not in example and "\n" not in remedy
    assert remedy[-1] in ".…`)"


def test_the_codes_of_clauses_are_others():
    assert not {clause.code for clause in X4_CLAUSES} & {*SECTIONS}


def test_the_collector_finds_what_is_hidden_and_tells_what_it_cannot_find(tmp_path):
    (tmp_path / "a.py").write_text(
        "def f(code): return Diagnostic(code=code)\n"
        "class Diagnostic:\n    code: str\n"
        "def g(): return 'one-more', 'words'\n"
        "def h(x):\n    for code, y in (('first', 1), ('second', 2)):\n        f(code)\n"
        "    f('third' if x else 'fourth')\n    f(*g())\n    f(x)\n    f(x.lower())\n    f(x.code)\n"
    )
    found = codes_in(tmp_path)
    assert sorted(found.places) == ["first", "fourth", "one-more", "second", "third"]
    assert sorted(found.unclear) == ["a.py:10: x", "a.py:11: x.lower()"]
