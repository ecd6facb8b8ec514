"""A second opinion on the order in which a line is drawn: python-bidi's.

python-bidi reorders text and nothing else. To ask it for one line of a paragraph, the rest of the paragraph is given
to it in stand-ins: code points of the same bidi class that are taken out of the answer again.
"""

import re
from collections.abc import Iterable, Sequence

from bidi import get_display

from booklet.text import ucd
from booklet.text.glyphs import ShapedRun

_UNDRAWN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2028\u202a-\u202e\u2066-\u2069]")
"""What leaves no mark on paper: compared without."""

_STAND_INS = {
    "L": "\u4e00", "R": "\U00010800", "AL": "\U0001ee00", "EN": "\U0001d7ce", "ES": "\ufe62", "ET": "\ufe5f",
    "AN": "\U00010e60", "CS": "\ufe52", "NSM": "\U000e0100", "WS": "\u2005", "ON": "\u2603",
}  # fmt: skip
_BRACKETS = dict(zip("()[]{}", "⦅⦆⦗⦘⟬⟭", strict=True))


def expected_order(text: str, base_level: int, before: str = "", after: str = "") -> str:
    """Return the code points of a line from left to right, brackets not mirrored.

    `before` and `after` are the rest of its paragraph; `text` has no white space at its end.
    """
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    standing_in = set(_STAND_INS.values()) | set(_BRACKETS.values())
    assert not standing_in & set(text), "the text has one of our stand-ins"
    shown = get_display(_stand_in(before) + text + _stand_in(after), base_dir="R" if base_level else "L")
    return _UNDRAWN.sub("", "".join(c for c in shown if c not in standing_in))


def _stand_in(text: str) -> str:
    """Return text of the same bidi classes and bracket pairs."""
    return "".join(_BRACKETS.get(c) or _STAND_INS.get(ucd.bidi_class(ord(c)), c) for c in text)


def drawn_order(glyph_texts: Iterable[tuple[Sequence[str], int]]) -> str:
    """Return the code points of runs (the texts of their glyphs, and the level) drawn from left to right."""
    drawn = ["".join(text[:: -1 if level % 2 else 1] for text in texts) for texts, level in glyph_texts]
    return _UNDRAWN.sub("", "".join(drawn))


def assert_order(text: str, base_level: int, runs: Iterable[ShapedRun], *, before: str = "", after: str = "") -> None:
    """Fail unless runs drawn from left to right show a line's text in the order that python-bidi gives it."""
    drawn = drawn_order((run.glyph_texts, run.level) for run in runs)
    expected = expected_order(text, base_level, before, after)
    assert drawn == expected, f"drawn {drawn!r}, expected {expected!r}"
