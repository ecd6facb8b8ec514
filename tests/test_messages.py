import unicodedata

import pytest
from bidi.algorithm import get_display
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import Diagnostic, Where
from booklet.messages import MAX_COLUMNS, explain


def told(line, marked, *, display_order=True, **kw):
    """Return the quoted line and the line of marks, without what stands before both."""
    column = line.index(marked) + 1
    diagnostic = Diagnostic(
        code="x",
        message="m",
        where=Where(path="a.yaml", line=1, column=column),
        source_line=line,
        length=len(marked),
        **kw,
    )
    _, shown, marks = explain(diagnostic, display_order=display_order).split("\n")
    assert shown[:4] == marks[:4] == "    "
    return shown[4:], marks[4:]


def test_the_lines_of_a_message():
    diagnostic = Diagnostic(
        code="unknown-key",
        message="`hedding` is not a block",
        where=Where(path="a.yaml", line=14, column=5),
        hint="did you mean `heading`?",
        source_line="  - hedding: x",
        length=7,
    )
    assert explain(diagnostic) == (
        "a.yaml:14:5: error[unknown-key]: `hedding` is not a block\n"
        "      - hedding: x\n"
        "        ^^^^^^^\n"
        "hint: did you mean `heading`?"
    )


def test_what_has_no_place_has_no_quotation():
    assert explain(Diagnostic(code="x", message="m", severity="warning")) == "warning[x]: m"
    assert explain(Diagnostic(code="x", message="m", where=Where(path="a"), hint="h")) == "a: error[x]: m\nhint: h"


def test_a_line_without_a_column_is_marked_as_a_whole():
    diagnostic = Diagnostic(code="x", message="m", where=Where(path="a", line=3), source_line="abc")
    assert explain(diagnostic).split("\n")[1:] == ["    abc", "    ^^^"]


@pytest.mark.parametrize(
    ("line", "marked", "shown", "marks"),
    [
        ("a: abc", "abc", "a: abc", "   ^^^"),
        ("\ta: b", "b", "    a: b", "       ^"),
        ("日本: b", "本", "日本: b", "  ^^"),
        ("e\u0301e: b", "b", "e\u0301e: b", "    ^"),
        ("a: אבג דהו", "אבג", "a: והד גבא", "       ^^^"),
        ("a: אבג דהו", "דהו", "a: והד גבא", "   ^^^"),
        ("{he: אבג, en: b}", "b", "{he: גבא, en: b}", "              ^"),
        ("a: אב 1860", "1860", "a: 1860 בא", "   ^^^^"),
        ("a: א\u05b8ב", "ב", "a: בא\u05b8", "   ^"),
        ("a: א\u05b8ב", "א\u05b8", "a: בא\u05b8", "    ^"),
        ("a: \u200fא\u200e b", "b", "a: א b", "     ^"),
        ("a: \x1b[2J", "\x1b", "a: ·[2J", "   ^"),
    ],
)
def test_the_mark_stands_under_the_place(line, marked, shown, marks):
    assert told(line, marked) == (shown, marks)


def test_arabic_letters_are_joined_and_a_ligature_is_marked_as_one():
    shown, marks = told("a: سلام b", "لا")
    assert unicodedata.normalize("NFKC", shown[marks.index("^")]) == "لا"
    assert marks.count("^") == 1
    assert told("a: سلام b", "b") == (shown, " " * 7 + "^")


def test_text_can_stay_in_logical_order():
    shown, marks = told("a: אבג דהו", "אבג", display_order=False)
    assert (shown, marks) == ("a: אבג דהו", "       ^^^")


def test_messages_and_hints_are_put_into_display_order():
    diagnostic = Diagnostic(code="x", message="“אבג” is bad", hint="דהו")
    assert explain(diagnostic) == "error[x]: “גבא” is bad\nhint: והד"
    assert explain(diagnostic, display_order=False) == "error[x]: “אבג” is bad\nhint: דהו"


def test_a_long_line_is_quoted_around_its_mark():
    shown, marks = told("word " * 200 + "HERE" + " word" * 200, "HERE")
    assert len(shown) == MAX_COLUMNS + 2 and shown[0] == shown[-1] == "…"
    assert shown[marks.index("^") :].startswith("HERE")


def test_a_place_behind_the_line_is_marked():
    diagnostic = Diagnostic(code="x", message="m", where=Where(path="a", line=1, column=4), source_line="abc")
    assert explain(diagnostic).split("\n")[2] == "       ^"


@given(st.text(alphabet="aב 1.,(א\u05b8لا日", min_size=1, max_size=30), st.data())
def test_the_mark_is_below_the_line_whatever_it_holds(line, data):
    start = data.draw(st.integers(0, len(line) - 1))
    length = data.draw(st.integers(1, len(line) - start))
    where = Where(path="a", line=1, column=start + 1)
    lines = explain(Diagnostic(code="x", message="m", where=where, source_line=line, length=length)).split("\n")
    assert len(lines) == 1 or "^" in lines[2]


@given(st.text(alphabet="aב 1.,(א", min_size=1, max_size=30))
def test_display_order_is_that_of_the_library(text):
    assert explain(Diagnostic(code="x", message=text)) == "error[x]: " + get_display("|" + text, base_dir="L")[1:]
