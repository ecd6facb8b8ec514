"""How far apart lines must stand so that their ink does not meet: a descender and the marks of the line below it.

Ink is measured in columns as narrow as a fine stroke, from the outlines of the glyphs at their places; curves are
taken as their control polygons, which contain them.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun
from booklet.text.lines import SetLine

_COLUMN = 0.25
"""Width of a column, points: about the thinnest stroke of small type."""
_CLEARANCE = 0.25
"""Least white between the ink of two lines, points: less, and an office printer closes it."""

_KEPT_RUNS = 20_000
"""The same words come again and again."""
_MOST_SHIFT = 0.06
"""Of the leading, by which a line may leave its place: about a point, which the eye does not see."""

_Edge = dict[int, float]
"""The outermost ink of a line by column, points from the baseline, outwards."""


def clear_leading(lines: Sequence[SetLine], leading: float) -> float:
    """Return a leading at which no ink of neighbouring lines meets: the one given, or the least larger one."""
    for need in _needs(lines, leading):
        leading = max(leading, need)
    return leading


def clear_shifts(lines: Sequence[SetLine], leading: float) -> tuple[float, ...]:
    """Return how far down each line is to stand from its place so that no ink meets, points; none if all is clear.

    Two lines that meet each give way by half of what they lack, and their neighbours as far as that leaves them too
    little: the paragraph keeps its height and the grid its lines, but for a hair.
    """
    if all(need <= leading for need in _needs(lines, leading)):
        return ()
    most = _MOST_SHIFT * leading
    lacks = [need - leading for need in _needs(lines, leading - 2 * most)]
    shifts = [0.0] * len(lines)
    for _ in lines:  # what is lacking moves on by one line in each round
        for i, lack in enumerate(lacks):
            short = max(0.0, lack - (shifts[i + 1] - shifts[i]))
            shifts[i] -= short / 2
            shifts[i + 1] += short / 2
    return tuple(max(-most, min(most, shift)) for shift in shifts)


def _needs(lines: Sequence[SetLine], least: float) -> Iterator[float]:
    """Yield for each two neighbouring lines the leading that they need, `least` where they need no more."""
    reaches = [extremes(line) for line in lines]
    for (upper, lower), ((_, depth), (rise, _)) in zip(pairwise(lines), pairwise(reaches), strict=True):
        if depth + rise + _CLEARANCE <= least:
            yield least  # the usual case: no need to look closer
            continue
        room = least - _CLEARANCE  # ink that all of the other line leaves room for need not be looked at
        above, below = _edge(upper, room - rise, downwards=True), _edge(lower, room - depth, downwards=False)
        need = max((ink + below[column] for column, ink in above.items() if column in below), default=0.0)
        yield max(least, need + _CLEARANCE)


def _placed_glyphs(line: SetLine) -> Iterator[tuple[Font, int, float, float, float]]:
    """Yield font, glyph, x and y (up) of its origin, and points per font unit."""
    for piece in line.pieces:
        run = piece.run
        scale, x = piece.size / run.font.units_per_em, piece.x
        for glyph_id, advance, (right, up) in zip(run.glyph_ids, run.advances, run.offsets, strict=True):
            yield run.font, glyph_id, x + right * scale, up * scale + piece.style.rise, scale
            x += advance * scale + (piece.tracking if advance else 0.0)


def extremes(line: SetLine) -> tuple[float, float]:
    """Return how far the ink rises above the baseline and goes below it, points."""
    rise = depth = 0.0
    for piece in line.pieces:
        low, high = _run_extremes(piece.run)
        if high > low:
            scale, up = piece.size / piece.run.font.units_per_em, piece.style.rise
            rise, depth = max(rise, up + high * scale), max(depth, -(up + low * scale))
    return rise, depth


@lru_cache(maxsize=_KEPT_RUNS)
def _run_extremes(run: ShapedRun) -> tuple[int, int]:
    """Return the lowest and the highest ink of a run, font units from the baseline; zeros for one without ink."""
    inked = [
        (up + low, up + high)
        for glyph_id, (_, up) in zip(run.glyph_ids, run.offsets, strict=True)
        for _, low, _, high in (run.font.glyph_extents(glyph_id),)
        if high > low
    ]
    return min((low for low, _ in inked), default=0), max((high for _, high in inked), default=0)


def _edge(line: SetLine, least: float, *, downwards: bool) -> _Edge:
    """Return the lower or upper edge of those glyphs of a line that reach further than `least` from its baseline."""
    edge: _Edge = {}
    sign = -1.0 if downwards else 1.0
    for font, glyph_id, x, y, scale in _placed_glyphs(line):
        _, low, _, high = font.glyph_extents(glyph_id)
        if (-(y + low * scale) if downwards else y + high * scale) <= least:
            continue
        for x1, y1, x2, y2 in font.outline(glyph_id):
            (left, from_y), (right, to_y) = sorted(((x + x1 * scale, y + y1 * scale), (x + x2 * scale, y + y2 * scale)))
            slope = (to_y - from_y) / (right - left) if right > left else 0.0
            for column in range(int(left // _COLUMN), int(right // _COLUMN) + 1):
                ends = max(left, column * _COLUMN), min(right, (column + 1) * _COLUMN)
                heights = [from_y, to_y] if right == left else [from_y + slope * (end - left) for end in ends]
                edge[column] = max(edge.get(column, float("-inf")), *(sign * height for height in heights))
    return edge
