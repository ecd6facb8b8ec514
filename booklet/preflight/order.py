"""The drawn order of each line against a second engine: python-bidi, which shares nothing with ours.

The engine is given a paragraph as one line. In which order two characters stand depends on the levels from the one to
the other alone (UAX #9, L2), so that what it gives, without the characters of other lines, is the order of one line.
Those stand for themselves by a character of the same class that no text has, to be known again; beyond the last letter
before the line and the first one after it they are left out, since the rules look no further (W1 to N2), unless there
are brackets or controls. Compared are letters and signs; marks, spaces and controls are not, and a bracket is as good
as its mirror image.

The engine pairs brackets across isolates (UAX #9, N0, BD16), so that it is not asked where a paragraph has both.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

import bidi
from bidi.mirror import MIRRORED

from booklet.errors import Where
from booklet.layout.display import Line
from booklet.preflight.characters import EachCharacter
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.paragraphs import DrawnParagraph
from booklet.text.glyphs import ShapedRun

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
_AS_ANY: dict[str, str] = {sign: min(sign, mirror) for sign, mirror in MIRRORED.items()}
_STRONG = frozenset(("L", "R", "AL"))
_SHAPED = attrgetter("run")

_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FAR = re.compile(f"{_CONTROL.pattern}|[][(){{}}]")
_NOT_RIGHT = re.compile("[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufeff\U00010800-\U0001efff]")
"""All letters and numbers that run to the left, and controls, are here, and some other signs."""
_LETTERS_LEFT = "\u05d0-\u05ea\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5"
_MARKS_AND_SIGNS = " !\"'*,./:;?\u0591-\u05c7\u05f3\u05f4\u060c\u061b\u061f\u064b-\u065f\u0670\u2010-\u2027"
_LEFT = re.compile(f"[{_MARKS_AND_SIGNS}]*[{_LETTERS_LEFT}][{_MARKS_AND_SIGNS}{_LETTERS_LEFT}]*")
"""A line all of which runs to the left in a paragraph that does, whatever stands in the lines around it: a sign beside
such a letter never runs to the right (N1, N2), and there is no number that it could belong to."""


@dataclass(frozen=True, slots=True)
class OtherOrder:
    """A line that the second engine would draw otherwise."""

    where: Where | None
    text: str
    drawn: str
    """From left to right."""
    expected: str


def _find(paragraphs: Iterable[DrawnParagraph]) -> Iterator[OtherOrder]:
    shown = _Shown()
    for paragraph in paragraphs:
        text = paragraph.text
        if not (any(line.base_level for line in paragraph.lines) or _NOT_RIGHT.search(text)):
            continue
        controls = _CONTROL.search(text)
        if controls and not (_ISOLATES.isdisjoint(text) or set(_BRACKETS).isdisjoint(text)):
            continue
        for line in paragraph.lines:
            drawn = "".join(map(shown.__getitem__, map(_SHAPED, line.runs)))
            if drawn == line.text[::-1] and line.base_level and not controls and _LEFT.fullmatch(line.text):
                continue  # most lines
            drawn, expected = drawn.translate(_COMPARED), _expected(text, line)
            if drawn != expected:
                yield OtherOrder(line.where, line.text, drawn, expected)


class _Shown(dict[ShapedRun, str]):
    """What runs show: that of words which come often is found once."""

    def __missing__(self, run: ShapedRun) -> str:
        text = self[run] = _shown(run)
        return text


def _shown(run: ShapedRun) -> str:
    """Return what a run shows, from left to right; a glyph of several letters gives them in its direction."""
    step = -1 if run.level % 2 else 1
    texts = run.glyph_texts
    return "".join(texts if max(map(len, texts), default=1) == 1 else [text[::step] for text in texts])


def _expected(text: str, line: Line) -> str:
    """Return what a line of a paragraph should show."""
    start, end = line.start, line.start + len(line.text)
    first, last = _reach(text, start, end)
    masked = f"{text[first:start].translate(_STAND_IN)}{text[start:end]}{text[end:last].translate(_STAND_IN)}"
    return str(bidi.get_display(masked, base_dir="R" if line.base_level else "L")).translate(_COMPARED)


def _reach(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a paragraph that decides the order of a stretch of it, half open."""
    if _FAR.search(text):
        return 0, len(text)
    first, last = start, end
    while first > 0 and (first == start or unicodedata.bidirectional(text[first]) not in _STRONG):
        first -= 1
    while last < len(text) and (last == end or unicodedata.bidirectional(text[last - 1]) not in _STRONG):
        last += 1
    return first, last


def _stand_in(character: str) -> str:
    if character in _BRACKETS:
        return _BRACKETS[character]
    return _STAND_INS.get(unicodedata.bidirectional(character), character)


def _compared(character: str) -> str:
    """Return a character as it is compared: not at all if it is a mark, a space or a stand-in."""
    if character in _FOREIGN or unicodedata.category(character) in _PASSED_OVER:
        return ""
    return _AS_ANY.get(character, character)


_STAND_IN, _COMPARED = EachCharacter(_stand_in), EachCharacter(_compared)


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
