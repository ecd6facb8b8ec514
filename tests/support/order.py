"""A second opinion on the order in which a line is drawn: python-bidi's.

python-bidi reorders text and nothing else. To ask it for one line of a paragraph, the rest of the paragraph is given
to it in stand-ins: code points of the same bidi class that are taken out of the answer again.

Its one known fault: in a paragraph with an isolate it seeks the strong character before a bracket pair in the wrong
place (N0). Do not ask it about paragraphs with both.
"""

import re
from collections.abc import Iterable, Sequence

from bidi import get_display

from booklet.text import ucd
from booklet.text.glyphs import ShapedRun

_UNDRAWN = re.compile("[\u00ad\u061c\u200b\u200d\u200e\u200f\u2028\u202a-\u202e\u2066-\u2069]")
"""What leaves no mark on paper: compared without."""

_STAND_INS = {
    "L": "\u4e00", "R": "\U00010800", "AL": "\U0001ee00", "EN": "\U0001d7ce", "ES": "\ufe62", "ET": "\ufe5f",
    "AN": "\U00010e60", "CS": "\ufe52", "NSM": "\U000e0100", "WS": "\u2005", "ON": "\u2603",
}  # fmt: skip

# A pair of brackets may stand on two lines. U+2329 and U+3009 are a pair too (BD16), so we know ours from theirs.
_BRACKETS = str.maketrans(
    dict.fromkeys(ucd.CLOSING_BRACKETS, "\u2329") | dict.fromkeys(ucd.CLOSING_BRACKETS.values(), "\u232a")
)
_STAND_IN_BRACKETS = {"\u2329": "\u3008", "\u232a": "\u3009"}


def expected_order(text: str, base_level: int, before: str = "", after: str = "") -> str:
    """Return the code points of a line from left to right: all opening brackets as U+2329, all closing as U+232A.

    `before` and `after` are the rest of its paragraph; `text` has no white space at its end. Brackets of different
    kinds must be well nested, since they are made alike.
    """
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    standing_in = {*_STAND_INS.values(), *_STAND_IN_BRACKETS.values()}
    assert not standing_in & set(text.translate(_BRACKETS)), "the text has one of our stand-ins"
    paragraph = _stand_in(before) + text.translate(_BRACKETS) + _stand_in(after)
    shown = get_display(paragraph, base_dir="R" if base_level else "L")
    return _UNDRAWN.sub("", "".join(c for c in shown if c not in standing_in))


def _stand_in(text: str) -> str:
    """Return text of the same bidi classes and bracket pairs."""
    return "".join(
        _STAND_IN_BRACKETS.get(c) or _STAND_INS.get(ucd.bidi_class(ord(c)), c) for c in text.translate(_BRACKETS)
    )


def drawn_order(glyph_texts: Iterable[tuple[Sequence[str], int]]) -> str:
    """Return the code points of runs (the texts of their glyphs, and the level) drawn from left to right."""
    drawn = ["".join(text[:: -1 if level % 2 else 1] for text in texts) for texts, level in glyph_texts]
    return _UNDRAWN.sub("", "".join(drawn))


def assert_order(text: str, base_level: int, runs: Iterable[ShapedRun], *, before: str = "", after: str = "") -> None:
    """Fail unless runs drawn from left to right show a line's text in the order that python-bidi gives it."""
    drawn = drawn_order((run.glyph_texts, run.level) for run in runs).translate(_BRACKETS)
    expected = expected_order(text, base_level, before, after)
    assert drawn == expected, f"drawn {drawn!r}, expected {expected!r}"
