"""Unicode properties and the one `UCD_VERSION`: bidi classes, brackets, mirroring, scripts, marks.

Source: Unicode Character Database (UAX #44) of that version; code points without an entry have the defaults given
there, so the right-to-left blocks are right to left throughout. Python's own `unicodedata` is older: do not mix.
"""

from bisect import bisect_right

from booklet.languages import Direction
from booklet.text import ucd_tables

UCD_VERSION = ucd_tables.UCD_VERSION

BIDI_CLASS_OF_LETTER = {
    "L": "L", "R": "R", "A": "AL",
    "E": "EN", "S": "ES", "T": "ET", "N": "AN", "C": "CS", "M": "NSM", "b": "BN",
    "p": "B", "t": "S", "w": "WS", "o": "ON",
    "1": "LRE", "2": "RLE", "3": "LRO", "4": "RLO", "5": "PDF",
    "6": "LRI", "7": "RLI", "8": "FSI", "9": "PDI",
}  # fmt: skip
"""The property value that each letter of `BIDI_LETTERS` stands for (UAX #9, table 4)."""


class _BidiLetters(dict[int, str]):
    """Fills itself as code points are asked for: a book has a few hundred."""

    def __missing__(self, code_point: int) -> str:
        letter = ucd_tables.BIDI_CLASSES[bisect_right(ucd_tables.BIDI_STARTS, code_point) - 1]
        self[code_point] = letter
        return letter


BIDI_LETTERS = _BidiLetters()
"""For `str.translate`: gives each code point one ASCII letter for its bidi class."""

CLOSING_BRACKETS = dict(zip(ucd_tables.OPENING_BRACKETS, ucd_tables.CLOSING_BRACKETS, strict=True))
"""Bidi_Paired_Bracket of each opening bracket."""

MIRRORED = dict(zip(ucd_tables.MIRRORED_FROM, ucd_tables.MIRRORED_TO, strict=True))
"""Bidi_Mirroring_Glyph. Not for text that goes to the shaper: it mirrors right-to-left runs by itself."""


def bidi_class(code_point: int) -> str:
    """Return the value of Bidi_Class: `AL`."""
    return BIDI_CLASS_OF_LETTER[BIDI_LETTERS[code_point]]


_STRONG = {"L": Direction.LTR, "R": Direction.RTL, "A": Direction.RTL}
"""By the letters of `BIDI_LETTERS`."""


def only_direction(text: str) -> Direction | None:
    """Return the direction that all letters of a text have; None where they differ, or there are none."""
    found = {_STRONG[letter] for letter in set(text.translate(BIDI_LETTERS)) if letter in _STRONG}
    return found.pop() if len(found) == 1 else None


def script(code_point: int) -> str:
    """Return the ISO 15924 code of the script: `Hebr`; `Zyyy` is common, `Zinh` inherited, `Zzzz` unknown."""
    place = bisect_right(ucd_tables.SCRIPT_STARTS, code_point) - 1
    return ucd_tables.SCRIPT_CODES[ucd_tables.SCRIPT_INDICES[place]]


def is_mark(code_point: int) -> bool:
    """Tell whether the general category is Mn, Mc or Me: the code point belongs to the base before it."""
    return bisect_right(ucd_tables.MARK_STARTS, code_point) % 2 == 1
