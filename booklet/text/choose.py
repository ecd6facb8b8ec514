"""Choose where the lines of a paragraph end: forced breaks, total fit between them, lines of like length for titles.

A word too wide for the measure is divided with hyphens where its language allows it, else between graphemes: it never
runs out of the measure while it has two letters, and no text is lost.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from booklet.justification import Justification
from booklet.text.atoms import STRETCH, Kind
from booklet.text.boxes import NOWHERE, Boxes, Division, Point, boxes
from booklet.text.breaks import LineBreaks, grapheme_boundaries, line_breaks
from booklet.text.items import Box, Glue, Penalty
from booklet.text.justify import LineRange
from booklet.text.linebreak import LineBreaker, Settings, balanced_measure
from booklet.text.shape import SOFT_HYPHEN
from booklet.text.style import Alignment, ParagraphShape, StyledText
from booklet.text.words import BIDI_CONTROLS, Word

_CONTROLS_OR_SPACE = re.compile(f"[{BIDI_CONTROLS}]+(\\s)?|(\\s)")

_LEAST_WIDTH = 1.0  # points: a measure that indents have eaten up still takes one letter a line
_EDGE_STRETCH = 1.5  # of the type size: by how much a ragged line falls short at ratio 1
_LEAST_LAST_LINE = 1 / 6  # of the measure: less than that looks lost


def line_width(shape: ParagraphShape, index: int) -> float:
    """Return the room of a line of a paragraph (0-based), points."""
    width = shape.measure
    if index == 0:
        width -= shape.first_indent
    if index < shape.short_lines:
        width -= shape.short_by
    return max(width, _LEAST_WIDTH)


class LineEnds:
    """Where the lines of a paragraph may end: chosen once for the best lines, and again for more or fewer of them."""

    def __init__(
        self, styled: StyledText, words: Sequence[Word], shape: ParagraphShape, justification: Justification | None
    ) -> None:
        breaks = line_breaks(styled.text, styled.language)
        self._styled = styled
        self._words = words
        self._shape = shape
        self._justification = justification
        """How words are lengthened, if any can be."""
        self._division = Division(_points(styled.text, breaks), styled.language if shape.hyphenate else "")
        self._forced = breaks.mandatory
        self._segments: list[_Segment] = []
        """By what forced breaks divide: as far as they have been asked for, and still with as many lines above them."""

    def ranges(self, looseness: int = 0) -> tuple[list[LineRange], int]:
        """Return the lines, which are all the code points, and how many more than the best they are."""
        lines: list[LineRange] = []
        wish = 0 if self._shape.balanced else looseness
        for segment in self._in_order(lines):
            chosen, granted = segment.lines(wish)
            lines.extend(chosen)
            wish -= granted
        return lines, 0 if self._shape.balanced else looseness - wish

    def line_counts(self) -> tuple[int, int]:
        """Return bounds of the number of lines that may be had by asking for more or fewer; after `ranges`."""
        fewest, most = zip(*(segment.breaker.line_counts() for segment in self._segments), strict=True)
        return sum(fewest), sum(most)

    def _in_order(self, above: Sequence[LineRange]) -> "Iterator[_Segment]":
        """Yield what stands between forced breaks; `above` grows with the lines that are chosen before."""
        starts = [word.start for word in self._words]
        for i, (start, end) in enumerate(zip([0, *self._forced], self._forced, strict=False)):
            first_index = min(len(above), max(self._shape.short_lines, 1))
            if i == len(self._segments) or self._segments[i].first_index != first_index:
                segment = self._words[bisect_left(starts, start) : bisect_left(starts, end)]
                self._segments[i:] = [self._segment(segment, first_index)]
            yield self._segments[i]

    def _segment(self, words: Sequence[Word], first_index: int) -> "_Segment":
        styled, shape, division, justification = self._styled, self._shape, self._division, self._justification
        # One index beyond those that differ from the rest, and at least one.
        widths = [line_width(shape, i) for i in range(first_index, max(first_index, shape.short_lines, 1) + 1)]
        settings = Settings(
            edge_stretch=0.0 if shape.justified else _EDGE_STRETCH * words[0].source.size,
            min_last_fill=0.0 if shape.balanced else _LEAST_LAST_LINE,
            boxes_from=justification.first_growth / STRETCH if justification else 0.0,
        )
        made = boxes(words, division, shape, styled.direction.base_level)
        breaker = LineBreaker(made.items, widths, settings)
        if shape.balanced or breaker.widest_piece > min(widths):
            made = _fitting_boxes(made, styled, words, division, shape, min(widths))
            if shape.balanced:
                less = widths[-1] - balanced_measure(made.items, widths[-1])
                widths = [max(width - less, _LEAST_WIDTH) for width in widths]
            breaker = LineBreaker(made.items, widths, settings)
        return _Segment(first_index, words[0].start, made, breaker, shape.justified)


def _points(text: str, breaks: LineBreaks) -> dict[int, Point]:
    """Return what the breaks that UAX #14 allows mean for the line."""
    points = dict.fromkeys(breaks.offsets, Point.FREE)
    for offset in breaks.mandatory:
        del points[offset]
    if SOFT_HYPHEN in text:
        points.update({offset: Point.HYPHEN for offset in points if text[offset - 1] == SOFT_HYPHEN})
    return points


class _Segment(NamedTuple):
    """What stands between two forced breaks."""

    first_index: int
    """How many lines are above it, as far as that matters."""
    start: int
    """Code point of the paragraph."""
    made: Boxes
    breaker: LineBreaker
    justified: bool

    def lines(self, looseness: int) -> tuple[list[LineRange], int]:
        """Return the lines, and how many more than the best they are."""
        best = chosen = self.breaker.best
        if looseness:
            chosen = self.breaker.loosened(looseness) or best
        lines = []
        start, last = self.start, chosen[-1].item_index
        for item, ratio, _ in chosen:
            end, is_last = self.made.offsets[item], item == last
            point = None if is_last else self.made.point(item)
            lines.append(
                LineRange(
                    start,
                    end,
                    hyphen=point is Point.HYPHEN,
                    filled=self.justified and not is_last,
                    justified=self.justified,
                    divided=point is Point.EMERGENCY,
                    ratio=ratio,
                )
            )
            start = end
        return lines, len(chosen) - len(best)


# --- Words too wide -------------------------------------------------------------------------------------------------


def _fitting_boxes(
    made: Boxes,
    styled: StyledText,
    words: Sequence[Word],
    division: Division,
    shape: ParagraphShape,
    narrowest: float,
) -> Boxes:
    """Return boxes of which all fit, as far as there are graphemes; `made` are those of the text as it is."""
    for added in (_pattern_points, _grapheme_points):
        wide = list(_too_wide(made, words[0].start, narrowest))
        if not wide:
            break
        more = {at: point for start, end in wide for at, point in added(styled, words, start, end).items()}
        division = division._replace(points={**more, **division.points})
        made = boxes(words, division, shape, styled.direction.base_level)
    return made


def least_measure(styled: StyledText, words: Sequence[Word]) -> float:
    """Return the width of the widest stretch in which no line may end: a narrower measure divides a word."""
    division = Division(_points(styled.text, line_breaks(styled.text, styled.language)))
    made = boxes(words, division, ParagraphShape(_LEAST_WIDTH, Alignment.START), styled.direction.base_level)
    return max(width for _, _, width in _stretches(made, words[0].start))


def _too_wide(made: Boxes, start: int, narrowest: float) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text that are wider than the narrowest line."""
    return ((first, end) for first, end, width in _stretches(made, start) if width > narrowest)


def _stretches(made: Boxes, start: int) -> Iterator[tuple[int, int, float]]:
    """Yield the text between two places where a line may end, and its width with the hyphen that is drawn there."""
    width = 0.0
    dropped = False
    for item, offset in zip(made.items, made.offsets, strict=True):
        if offset != NOWHERE:
            hyphen_width = item.width if isinstance(item, Penalty) else 0.0
            yield start, offset, width + hyphen_width
            start, width, dropped = offset, 0.0, True
        elif isinstance(item, Box) or (isinstance(item, Glue) and not dropped):
            width, dropped = width + item.width, False


def _pattern_points(styled: StyledText, words: Sequence[Word], start: int, end: int) -> dict[int, Point]:
    """Return where the patterns of the paragraph's language divide a stretch, wanted or not."""
    offsets = (
        word.start + at
        for word in words
        if word.atom.kind is Kind.WORD and word.source.manner.language == styled.language
        for at in word.atom.hyphen_offsets
    )
    return {offset: Point.HYPHEN for offset in offsets if start < offset < end}


def _grapheme_points(styled: StyledText, words: Sequence[Word], start: int, end: int) -> dict[int, Point]:
    """Return the places between the graphemes of a stretch, but none before a space or the controls before it."""
    before_space: set[int] = set()
    for match in _CONTROLS_OR_SPACE.finditer(styled.text, start, end):
        if match.lastindex:
            before_space.update(range(*match.span()))
    offsets = [start + offset for offset in grapheme_boundaries(styled.text[start:end])]
    return {at: Point.EMERGENCY for at in offsets if start < at < end and at not in before_space}
