"""The calls that make lines: read this file first.

A paragraph gets its embedding levels as a whole (UAX #9), is split into runs that can be shaped, and shaped word by
word; then the ends of its lines are chosen in logical order (UAX #14, Knuth & Plass 1981); last, each line is put into
visual order and placed. All offsets are code points of the paragraph; all lengths are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from booklet.languages import Direction
from booklet.text.bidi import embedding_levels, line_levels
from booklet.text.choose import LineEnds, least_measure, line_width
from booklet.text.itemize import itemize
from booklet.text.justify import LineRange, set_line_range
from booklet.text.lengthen import kashidas_of
from booklet.text.lines import Extent, Room, SetLine
from booklet.text.style import Alignment, ParagraphShape, StyledText
from booklet.text.words import words, words_on_lines

_SHARE_BEFORE = {Alignment.JUSTIFY: 0.0, Alignment.START: 0.0, Alignment.CENTER: 0.5, Alignment.END: 1.0}
"""Of the room that a line leaves, the part at its start edge."""

_UNBOUNDED = Room(left=0.0, width=1e6, share_before=0.0)


def set_paragraph(styled: StyledText, shape: ParagraphShape) -> tuple[SetLine, ...]:
    """Return the lines of a paragraph; none for an empty text.

    Raises:
        FontError: with one diagnostic for each character that no font has.
    """
    return ShapedParagraph(styled, shape).broken().set() if styled.text else ()


class ShapedParagraph:
    """A paragraph that is not empty, in words, before the ends of its lines are chosen."""

    def __init__(self, styled: StyledText, shape: ParagraphShape) -> None:
        self.styled = styled
        self.shape = shape
        self.levels = embedding_levels(styled.text, styled.direction.base_level)
        runs = itemize(styled, self.levels)
        self.words = words(styled.text, runs)
        self.justification = next((run.justification for run in runs if run.justification), None)
        """How its words may be lengthened; None where there are none for that."""
        self._ends = LineEnds(styled, self.words, shape, self.justification)

    def broken(self, looseness: int = 0) -> "BrokenParagraph":
        """Return the best lines; so many more, or fewer if negative, as far as there are such that are good enough."""
        return BrokenParagraph(self, *self._ends.ranges(looseness))

    def line_counts(self) -> tuple[int, int]:
        """Return the least and the greatest number of lines that it may have, or fewer and more; once it is broken."""
        return self._ends.line_counts()


@dataclass(frozen=True, slots=True)
class BrokenParagraph:
    """A paragraph whose line ends are chosen, and nothing placed."""

    shaped: ShapedParagraph
    ranges: Sequence[LineRange]
    granted: int
    """How many lines more than the best ones these are."""

    @property
    def loosest(self) -> float:
        """The greatest adjustment ratio of its filled lines; 0 where none is filled."""
        return max((line.ratio for line in self.ranges if line.filled), default=0.0)

    @property
    def last_width(self) -> float:
        """Natural width of the last line, points."""
        start, width = self.ranges[-1].start, 0.0
        for word in reversed(self.shaped.words):
            if word.end <= start:
                break
            before = word.atom.widths_before[start - word.start] if word.start < start else 0.0  # a divided word
            width += word.atom.width - before
        return width

    def set(self) -> tuple[SetLine, ...]:
        """Return the lines, their words in visual order at their places."""
        styled, shape, levels = self.shaped.styled, self.shaped.shape, self.shaped.levels
        base_level = styled.direction.base_level
        lines: list[SetLine] = []
        above: tuple[Extent, ...] = ()
        on_lines = words_on_lines(self.shaped.words, [line.start for line in self.ranges])
        for i, (line, on_line) in enumerate(zip(self.ranges, on_lines, strict=True)):
            drawn_levels = line_levels(styled.text, levels, line.start, line.end, base_level)
            room = _room(shape, styled.direction, i, above)
            lines.append(set_line_range(styled.text, on_line, line, room, drawn_levels, base_level))
            if self.shaped.justification:
                above = kashidas_of(lines[-1])
        return tuple(lines)


def _room(shape: ParagraphShape, direction: Direction, index: int, above: tuple[Extent, ...]) -> Room:
    """Return the part of the measure for a line: indents and drop caps are at the start edge."""
    width = line_width(shape, index)
    share = _SHARE_BEFORE[shape.alignment]
    if direction is Direction.RTL:
        return Room(left=0.0, width=width, share_before=1.0 - share, above=above)
    return Room(left=shape.measure - width, width=width, share_before=share, above=above)


def set_line(styled: StyledText) -> SetLine:
    """Return a text of one line at its natural width, beginning at 0: a folio, a label."""
    levels = embedding_levels(styled.text, styled.direction.base_level)
    shaped = words(styled.text, itemize(styled, levels))
    line = LineRange(0, len(styled.text), hyphen=False, filled=False)
    drawn = line_levels(styled.text, levels, 0, len(styled.text), styled.direction.base_level)
    return set_line_range(styled.text, shaped, line, _UNBOUNDED, drawn, styled.direction.base_level)


def natural_width(styled: StyledText) -> float:
    """Return the width of a text on one line, without the spaces at its end, points."""
    return set_line(styled).right


def least_width(styled: StyledText) -> float:
    """Return the measure that a text needs for all its lines to end where its language allows it, points."""
    levels = embedding_levels(styled.text, styled.direction.base_level)
    return least_measure(styled, words(styled.text, itemize(styled, levels)))
