"""Set lines of text at places of a page: the bridge from `text` to the display list."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import NamedTuple

from booklet.document.model import Span
from booklet.errors import Where
from booklet.geometry import Rect
from booklet.languages import Direction
from booklet.layout.display import GlyphRun, Line
from booklet.layout.ink import clear_leading, clear_shifts
from booklet.layout.styles import Manner, styled_text
from booklet.text.linebreak import LOOSEST_WISH
from booklet.text.lines import SetLine
from booklet.text.paragraph import ShapedParagraph
from booklet.text.style import Alignment, CharacterStyle, ParagraphShape, StyledText

ASCENT_SHARE = 0.75
"""Share of the leading that lies above the baseline. Ascent to descent of our text fonts is 3 to 1 (EB Garamond
1007 to 298, Frank Ruhl Libre 957 to 334), so this centres the letters in their line."""

_KEPT = 512
"""Paragraphs that are kept: a text is often tried, or comes again on the next page, or in the next personal copy."""
_SHAPED = 16
"""Paragraphs in words: those that are asked for again at once, a line longer and a line shorter."""
_REACHING = re.compile("[\u0300-\u036f\u0591-\u05c7\u0600-\u06ff]")
"""What may meet the line above or below at a usual leading: marks, and letters of Arabic script."""


@dataclass(frozen=True, slots=True)
class SetText:
    """A paragraph in lines, ready to be placed."""

    lines: tuple[SetLine, ...]
    measure: float
    leading: float
    where: Where | None = None
    """The place in the source."""
    asked: "_Asked | None" = field(default=None, repr=False, compare=False)
    """What it was made of; None where it is not the best for that."""
    shifts: tuple[float, ...] = ()
    """How far down each line stands from its place on the grid; none where all stand there."""
    counts: tuple[int, int] = (0, 0)
    """It cannot be had in fewer lines than the first number, nor in more than the second."""

    @property
    def height(self) -> float:
        """Lines times leading, points."""
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        """Of the widest line, points."""
        return max((line.right - line.left for line in self.lines), default=0.0)

    def place(self, x: float, y: float) -> tuple[Line, ...]:
        """Return the lines with the top left corner of the measure at (x, y)."""
        return tuple(
            shifted(place_line(line, x, y + (i + ASCENT_SHARE) * self.leading, self.leading, self.where), self.shift(i))
            for i, line in enumerate(self.lines)
        )

    def shift(self, index: int) -> float:
        """Return how far down a line stands from its place, points."""
        return self.shifts[index] if self.shifts else 0.0


def set_text(
    spans: Sequence[Span],
    manner: Manner,
    language: str,
    shape: ParagraphShape,
    leading: float,
    where: Where | None = None,
) -> SetText:
    """Break spans into lines of a shape's measure, `leading` points apart."""
    asked = _Asked.of(styled_text(spans, manner, language, where), shape)
    made = _made(asked)
    return SetText(made.lines, shape.measure, leading, where, asked, _shifts_of(asked, leading), made.counts)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A text that may be set with another number of lines, and what it would be like."""

    line_count: int
    loosest: float
    """The greatest adjustment ratio of its lines."""
    last_width: float
    """Of its last line, points."""
    text: Callable[[], SetText]
    """Sets it, once."""

    @property
    def is_decent(self) -> bool:
        """Whether no line is looser than was thought when its end was chosen: not all kashidas can be drawn."""
        return all(line.ratio <= LOOSEST_WISH for line in self.text().lines)


def alternative(text: SetText, looseness: int) -> Alternative | None:
    """Return a text with so many lines more or fewer than is best, if it can be set so decently and is not yet."""
    asked, (fewest, most) = text.asked, text.counts
    if not fewest <= len(text.lines) + looseness <= most:
        return None
    broken = _shaped(asked).broken(looseness) if asked else None
    if not asked or not broken or broken.granted != looseness:
        return None

    @cache
    def made() -> SetText:
        lines = broken.set()
        return replace(text, lines=lines, asked=None, shifts=_shifts(lines, text.leading))

    if not asked.shape.justified and cleared(made()).leading > text.leading:
        return None  # its ink would meet
    return Alternative(len(broken.ranges), broken.loosest, broken.last_width, made)


def _shifts(lines: Sequence[SetLine], leading: float) -> tuple[float, ...]:
    return clear_shifts(lines, leading) if any(_REACHING.search(line.text) for line in lines) else ()


def cleared(text: SetText) -> SetText:
    """Return the lines as far apart as their ink asks for, where it would meet at their leading."""
    clear = _clear_leading(text.asked, text.leading) if text.asked else clear_leading(text.lines, text.leading)
    return replace(text, leading=clear, shifts=())


def clear_gap(upper: SetText, lower: SetText) -> float:
    """Return the space that two texts need between them so that their ink does not meet, points; 0 if none."""
    apart = (1 - ASCENT_SHARE) * upper.leading + ASCENT_SHARE * lower.leading
    return clear_leading((upper.lines[-1], lower.lines[0]), apart) - apart


@dataclass(frozen=True, slots=True)
class _Asked:
    """A paragraph that is asked for; equal to another one when its lines are the same."""

    key: tuple[Hashable, ...]
    styled: StyledText = field(compare=False)
    shape: ParagraphShape = field(compare=False)

    @classmethod
    def of(cls, styled: StyledText, shape: ParagraphShape) -> "_Asked":
        spans = [(span.start, span.link, *_look(span.style)) for span in styled.spans]
        return cls((styled.text, styled.language, shape, *spans), styled, shape)


def _look(style: CharacterStyle) -> tuple[Hashable, ...]:
    """Return all of a style; its typeface is kept alive by the paragraph, so that no other one gets its id."""
    return (
        id(style.typeface),
        style.size,
        style.color,
        style.tracking,
        style.features,
        style.rise,
        style.justification,
        style.hanging,
    )


@lru_cache(maxsize=_SHAPED)
def _shaped(asked: _Asked) -> ShapedParagraph:
    return ShapedParagraph(asked.styled, asked.shape)


class _Made(NamedTuple):
    """The lines of a paragraph, and of how many there may be at the least and the most."""

    lines: tuple[SetLine, ...]
    counts: tuple[int, int]


@lru_cache(maxsize=_KEPT)
def _made(asked: _Asked) -> _Made:
    if not asked.styled.text:
        return _Made((), (0, 0))
    shaped = _shaped(asked)
    return _Made(shaped.broken().set(), shaped.line_counts())


@lru_cache(maxsize=_KEPT)
def _clear_leading(asked: _Asked, leading: float) -> float:
    return clear_leading(_made(asked).lines, leading)


@lru_cache(maxsize=_KEPT)
def _shifts_of(asked: _Asked, leading: float) -> tuple[float, ...]:
    return _shifts(_made(asked).lines, leading)


def place_line(line: SetLine, x: float, baseline: float, leading: float, where: Where | None = None) -> Line:
    """Return a set line as a display line, the left edge of its measure at x; `where` is that of its paragraph."""
    runs = tuple(
        [
            # In the order of the fields: names would take half as long again. Most share one number for the baseline.
            GlyphRun(x + at, baseline - rise if rise else baseline, size, style.color, run, tracking, extra, instead_of)
            for at, run, size, style, _, _, extra, tracking, _, instead_of in line.pieces
            for rise in (style.rise,)
        ]
    )
    box = Rect(x + line.left, baseline - ASCENT_SHARE * leading, line.right - line.left, leading)
    return Line(runs, line.text, line.base_level, line.levels, box, where, line.start, line.divided)


def plain(text: str) -> tuple[Span, ...]:
    """Return unmarked text as spans."""
    return (Span(text=text),)


def shifted(line: Line, down: float) -> Line:
    """Return a line with its letters so many points further down; its box stays where it is."""
    return replace(line, runs=tuple(run._replace(y=run.y + down) for run in line.runs)) if down else line


def start_x(direction: Direction, frame: Rect, width: float, offset: float = 0.0) -> float:
    """Return the x of a thing of a width that stands `offset` points in from the start edge of a frame."""
    return frame.right - offset - width if direction is Direction.RTL else frame.x + offset


def title_shape(measure: float, alignment: Alignment = Alignment.START) -> ParagraphShape:
    """Return the shape of a title: lines of like length, flush at the start."""
    return ParagraphShape(measure, alignment, balanced=True)
