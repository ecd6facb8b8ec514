"""The drawn order of each line against a second engine: python-bidi, which shares nothing with ours.

The engine is given a paragraph as one line. In which order two characters stand depends on the levels from the one to
the other alone (UAX #9, L2), so that what it gives, without the characters of other lines, is the order of one line.
Those stand for themselves by a character of the same class that no text has, to be known again. Compared are letters
and signs; marks, spaces and controls are not, and a bracket is as good as its mirror image.

The engine pairs brackets across isolates (UAX #9, N0, BD16), so that it is not asked where a paragraph has both.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import bidi
from bidi.mirror import MIRRORED

from booklet.errors import Where
from booklet.layout.display import DisplayDocument, Line
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.paragraphs import paragraphs

_STAND_INS = {
    "L": "\U00010000",
    "R": "\U00010800",
    "AL": "\U0001ee00",
    "EN": "\U0001d7ce",
    "AN": "\U00010e60",
    "ES": "\uff0b",
    "ET": "\ufe5f",
    "CS": "\uff0c",
    "NSM": "\U000e0100",
    "ON": "\u2bd0",
    "WS": " ",
    "S": " ",
    "B": " ",
}
"""By bidirectional class."""
_BRACKETS = dict(zip("()[]{}", "\uff5f\uff60\u27e6\u27e7\u2983\u2984", strict=True))
_FOREIGN = frozenset((*_STAND_INS.values(), *_BRACKETS.values()))
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_PASSED_OVER = frozenset(("Mn", "Me", "Mc", "Cf", "Cc", "Zs", "Zl", "Zp"))
"""General categories."""
_AS_ANY = {sign: min(sign, mirror) for sign, mirror in MIRRORED.items()}


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """A line that the second engine would draw otherwise."""

    where: Where | None
    text: str
    drawn: str
    """From left to right."""
    expected: str


def _find(document: DisplayDocument) -> Iterator[OtherOrder]:
    for paragraph in paragraphs(document):
        if paragraph.is_rtl_anywhere and not (_ISOLATES & set(paragraph.text) and set(_BRACKETS) & set(paragraph.text)):
            for line in paragraph.lines:
                drawn, expected = _drawn(line), _expected(paragraph.text, line)
                if drawn != expected:
                    yield OtherOrder(line.where, line.text, drawn, expected)


def _drawn(line: Line) -> str:
    """Return what a line shows, from left to right; a glyph of several letters gives them in its direction."""
    shown = (text[:: -1 if run.run.level % 2 else 1] for run in line.runs for text in run.run.glyph_texts)
    return _compared("".join(shown))


def _expected(text: str, line: Line) -> str:
    end = line.start + len(line.text)
    masked = "".join(c if line.start <= at < end else _stand_in(c) for at, c in enumerate(text))
    return _compared(str(bidi.get_display(masked, base_dir="R" if line.base_level else "L")))


def _stand_in(character: str) -> str:
    if character in _BRACKETS:
        return _BRACKETS[character]
    return _STAND_INS.get(unicodedata.bidirectional(character), character)


def _compared(text: str) -> str:
    return "".join(_AS_ANY.get(c, c) for c in text if c not in _FOREIGN and unicodedata.category(c) not in _PASSED_OVER)


def _tell(found: Iterable[OtherOrder]) -> Iterator[Note]:
    for one in found:
        message = f"the line {quoted(one.text)} is drawn in another order than a second program gives it"
        yield Note(one.where, message, "read the line on the page; if it is wrong, please report it: the fault is ours")


ORDER = Check(
    code="drawn-order",
    title="a line drawn in another order than by a second engine",
    reason="words and numbers in the wrong order say something else",
    find=_find,
    tell=_tell,
)
