"""The five calls that make lines: read this file first.

A paragraph gets its embedding levels as a whole (UAX #9), is split into runs that can be shaped, and shaped word by
word; then the ends of its lines are chosen in logical order (UAX #14, Knuth & Plass 1981); last, each line is put into
visual order and placed. All offsets are code points of the paragraph; all lengths are points.
"""

from collections.abc import Sequence

from booklet.languages import Direction
from booklet.text.bidi import embedding_levels, line_levels
from booklet.text.choose import least_measure, line_ranges, line_width
from booklet.text.itemize import itemize
from booklet.text.justify import LineRange, set_line_range
from booklet.text.lines import Room, SetLine
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
    return _lines(styled, shape, only_as_wished=False) or ()


def set_as_wished(styled: StyledText, shape: ParagraphShape) -> tuple[SetLine, ...] | None:
    """Return the lines of a paragraph if they are as many more or fewer as its shape wishes, else None."""
    return _lines(styled, shape, only_as_wished=True)


def _lines(styled: StyledText, shape: ParagraphShape, *, only_as_wished: bool) -> tuple[SetLine, ...] | None:
    if not styled.text:
        return None
    base_level = styled.direction.base_level
    levels = embedding_levels(styled.text, base_level)
    shaped = words(styled.text, itemize(styled, levels))
    ranges, granted = line_ranges(styled, shaped, shape)
    if only_as_wished and granted != shape.looseness:
        return None
    lines: list[SetLine] = []
    for line, on_line in zip(ranges, words_on_lines(shaped, [line.start for line in ranges]), strict=True):
        room = _room(shape, styled.direction, lines)
        drawn_levels = line_levels(styled.text, levels, line.start, line.end, base_level)
        lines.append(set_line_range(styled.text, on_line, line, room, drawn_levels, base_level))
    return tuple(lines)


def _room(shape: ParagraphShape, direction: Direction, done: Sequence[SetLine]) -> Room:
    """Return the part of the measure for the line after those done: indents and drop caps are at the start edge."""
    width = line_width(shape, len(done))
    above = done[-1] if done else None
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
