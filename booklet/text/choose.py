"""Choose where the lines of a paragraph end: forced breaks, total fit between them, lines of like length for titles.

A word too wide for the measure is divided with hyphens where its language allows it, else between graphemes: it never
runs out of the measure while it has two letters, and no text is lost.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from booklet.text.atoms import STRETCH, Kind
from booklet.text.boxes import NOWHERE, Boxes, Division, Point, boxes
from booklet.text.breaks import Break, grapheme_boundaries, line_breaks
from booklet.text.items import Box, Glue, Penalty
from booklet.text.justify import LineRange
from booklet.text.linebreak import Settings, balanced_measure, break_lines, loosened
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


def line_ranges(styled: StyledText, words: Sequence[Word], shape: ParagraphShape) -> tuple[list[LineRange], int]:
    """Return the lines of a paragraph, which are all its code points, and how many more than the best they are."""
    breaks = line_breaks(styled.text, styled.language)
    forced = [b.offset for b in breaks if b.mandatory]
    division = Division(_points(styled.text, breaks), styled.language if shape.hyphenate else "")
    lines: list[LineRange] = []
    starts = [word.start for word in words]
    wish = 0 if shape.balanced else shape.looseness
    for start, end in zip([0, *forced], forced, strict=False):
        segment = words[bisect_left(starts, start) : bisect_left(starts, end)]
        chosen, granted = _segment_lines(styled, segment, division, replace(shape, looseness=wish), len(lines))
        lines.extend(chosen)
        wish -= granted
    return lines, 0 if shape.balanced else shape.looseness - wish


def _points(text: str, breaks: Sequence[Break]) -> dict[int, Point]:
    """Return what the breaks that UAX #14 allows mean for the line."""
    points = {offset: Point.FREE for offset, mandatory in breaks if not mandatory}
    if SOFT_HYPHEN in text:
        points.update({offset: Point.HYPHEN for offset in points if text[offset - 1] == SOFT_HYPHEN})
    return points


def _segment_lines(
    styled: StyledText, words: Sequence[Word], division: Division, shape: ParagraphShape, first_index: int
) -> tuple[list[LineRange], int]:
    """Return the lines up to a forced break, and how many more than the best they are."""
    # One index beyond those that differ from the rest, and at least one.
    widths = [line_width(shape, i) for i in range(first_index, max(first_index, shape.short_lines, 1) + 1)]
    made = _fitting_boxes(styled, words, division, shape, min(widths))
    if shape.balanced:
        less = widths[-1] - balanced_measure(made.items, widths[-1])
        widths = [max(width - less, _LEAST_WIDTH) for width in widths]
    justified = shape.justified
    edge_stretch = 0.0 if justified else _EDGE_STRETCH * words[0].source.size
    justification = next((word.source.span.style.justification for word in words if word.atom.lengthens), None)
    settings = Settings(
        edge_stretch=edge_stretch,
        min_last_fill=0.0 if shape.balanced else _LEAST_LAST_LINE,
        boxes_from=justification.first_growth / STRETCH if justification else 0.0,
    )
    best = chosen = break_lines(made.items, widths, settings)
    if shape.looseness:
        chosen = loosened(made.items, widths, settings, len(best), shape.looseness) or best
    lines = []
    start = words[0].start
    for i, *_ in chosen:
        end, last = made.offsets[i], i == chosen[-1].item_index
        point = None if last else made.point(i)
        lines.append(
            LineRange(
                start,
                end,
                hyphen=point is Point.HYPHEN,
                filled=justified and not last,
                justified=justified,
                divided=point is Point.EMERGENCY,
            )
        )
        start = end
    return lines, len(chosen) - len(best)


# --- Words too wide -------------------------------------------------------------------------------------------------


def _fitting_boxes(
    styled: StyledText, words: Sequence[Word], division: Division, shape: ParagraphShape, narrowest: float
) -> Boxes:
    """Return boxes of which all fit, as far as there are graphemes."""
    made = boxes(words, division, shape, styled.direction.base_level)
    if _surely_fit(words, division.points, narrowest):
        return made
    for added in (_pattern_points, _grapheme_points):
        wide = list(_too_wide(made, words[0].start, narrowest))
        if not wide:
            break
        more = {at: point for start, end in wide for at, point in added(styled, words, start, end).items()}
        division = division._replace(points={**more, **division.points})
        made = boxes(words, division, shape, styled.direction.base_level)
    return made


def _surely_fit(words: Sequence[Word], points: Mapping[int, Point], narrowest: float) -> bool:
    """Say whether all between two spaces at which a line may end fits, with a hyphen, undivided: nearly always."""
    width, largest = 0.0, max(word.source.size for word in words)
    for atom, _, end, _ in words:
        if atom.kind is Kind.SPACE and end in points:
            width = 0.0
        else:
            width += atom.width
            if width + largest > narrowest:
                return False
    return True


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
