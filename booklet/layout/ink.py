"""How far apart lines must stand so that their ink does not meet: a descender and the marks of the line below it.

Ink is measured in columns as narrow as a fine stroke, from the outlines of the glyphs at their places; curves are
taken as their control polygons, which contain them. Only glyphs whose boxes might meet are looked at so closely.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun
from booklet.text.lines import Piece, SetLine

_COLUMN = 0.25
"""Width of a column, points: about the thinnest stroke of small type."""
_CLEARANCE = 0.25
"""Least white between the ink of two lines, points: less, and an office printer closes it."""

_KEPT_BOXES, _KEPT_RUNS = 20_000, 2_000
"""The same words come again and again; few of them reach far from their line."""
_MOST_SHIFT = 0.06
"""Of the leading, by which a line may leave its place: about a point, which the eye does not see."""


def clear_leading(lines: Sequence[SetLine], leading: float) -> float:
    """Return a leading at which no ink of neighbouring lines meets: the one given, or the least larger one."""
    for need in _needs(_words_of(lines), leading):
        leading = max(leading, need)
    return leading


def clear_shifts(lines: Sequence[SetLine], leading: float) -> tuple[float, ...]:
    """Return how far down each line is to stand from its place so that no ink meets, points; none if all is clear.

    Two lines that meet each give way by half of what they lack, and their neighbours as far as that leaves them too
    little: the paragraph keeps its height and the grid its lines, but for a hair.
    """
    words = _words_of(lines)
    if all(need <= leading for need in _needs(words, leading)):
        return ()
    most = _MOST_SHIFT * leading
    lacks = [need - leading for need in _needs(words, leading - 2 * most)]
    shifts = [0.0] * len(lines)
    for _ in lines:  # what is lacking moves on by one line in each round
        for i, lack in enumerate(lacks):
            short = max(0.0, lack - (shifts[i + 1] - shifts[i]))
            shifts[i] -= short / 2
            shifts[i + 1] += short / 2
    return tuple(max(-most, min(most, shift)) for shift in shifts)


def extremes(line: SetLine) -> tuple[float, float]:
    """Return how far the ink rises above the baseline and goes below it, points."""
    words = _inked(line)
    return max([word.rise for word in words], default=0.0), max([word.depth for word in words], default=0.0)


class _Word(NamedTuple):
    """A word on a line, of which something is drawn; points from the left edge of the measure and the baseline."""

    left: float
    right: float
    rise: float
    """Of its ink above the baseline; 0 for none."""
    depth: float
    """Of its ink below the baseline; 0 for none."""
    piece: Piece
    scale: float
    """Points of a font unit."""


def _words_of(lines: Sequence[SetLine]) -> list[list[_Word]]:
    return [_inked(line) for line in lines]


def _inked(line: SetLine) -> list[_Word]:
    found = []
    for piece in line.pieces:
        left, low, right, high = _run_box(piece.run)
        if high > low:
            scale, up = piece.size / piece.run.font.units_per_em, piece.style.rise
            tracked = len(piece.run.glyph_ids) * piece.tracking
            rise, depth = max(up + high * scale, 0.0), max(-(up + low * scale), 0.0)
            found.append(_Word(piece.x + left * scale, piece.x + right * scale + tracked, rise, depth, piece, scale))
    return found


def _needs(lines: Sequence[Sequence[_Word]], least: float) -> Iterator[float]:
    """Yield for each two neighbouring lines the leading that they need, `least` where they need no more."""
    room = least - _CLEARANCE
    for upper, lower in pairwise(lines):
        rise, most = max([word.rise for word in lower], default=0.0), 0.0
        deep = [word for word in upper if word.depth + rise > room]
        for above in deep:
            for below in lower:
                # Ink for which all of the other word leaves room is not looked at.
                if (
                    above.depth + below.rise > room
                    and above.left < below.right + _COLUMN
                    and below.left < above.right + _COLUMN
                ):
                    down, up = _reaching(above, room - below.rise, -1.0), _reaching(below, room - above.depth, 1.0)
                    most = max(most, _most_ink(down, up, room))
        yield max(least, most + _CLEARANCE)


# --- Glyphs at their places ---------------------------------------------------------------------------------------


class _Ink(NamedTuple):
    """A glyph of a run that is not blank, font units from the left end of the run and the baseline, y up."""

    glyph_id: int
    x: int
    y: int
    """Of its origin."""
    left: int
    low: int
    right: int
    high: int
    advanced: int
    """How many glyphs before it have an advance, after each of which there is tracking."""


class _Reach(NamedTuple):
    """A glyph of a line, points from the left edge of the measure and the baseline."""

    columns: range
    """Those that its box touches."""
    reach: float
    """Of its box from the baseline towards the other line."""
    font: Font
    glyph_id: int
    x: float
    y: float
    """Of its origin, y up."""
    scale: float
    """Points of a font unit."""
    sign: float
    """-1 where the ink below the baseline is meant."""

    def edge(self, columns: range, least: float) -> dict[int, float]:
        """Return the outermost ink by column, where it is further than `least` from the baseline, points."""
        edge: dict[int, float] = {}
        x, y, scale, sign = self.x, self.y, self.scale, self.sign
        start, stop = ((column * _COLUMN - x) / scale for column in (columns.start, columns.stop))
        for x1, y1, x2, y2 in self.font.outline(self.glyph_id):
            if (x1 < start and x2 < start) or (x1 > stop and x2 > stop):
                continue
            if sign * (y + y1 * scale) <= least and sign * (y + y2 * scale) <= least:
                continue
            (left, from_y), (right, to_y) = sorted(((x + x1 * scale, y + y1 * scale), (x + x2 * scale, y + y2 * scale)))
            slope = (to_y - from_y) / (right - left) if right > left else 0.0
            first, last = int(left // _COLUMN), int(right // _COLUMN)
            for column in range(max(first, columns.start), min(last + 1, columns.stop)):
                ends = max(left, column * _COLUMN), min(right, (column + 1) * _COLUMN)
                heights = [from_y, to_y] if right == left else [from_y + slope * (end - left) for end in ends]
                edge[column] = max(edge.get(column, float("-inf")), *(sign * height for height in heights))
        return edge


@lru_cache(maxsize=_KEPT_RUNS)
def _inks(run: ShapedRun) -> tuple[_Ink, ...]:
    """Return the glyphs of a run that are not blank."""
    found: list[_Ink] = []
    pen = advanced = 0
    for glyph_id, advance, (right, up) in zip(run.glyph_ids, run.advances, run.offsets, strict=True):
        left, low, far, high = run.font.glyph_extents(glyph_id)
        if high > low:
            x = pen + right
            found.append(_Ink(glyph_id, x, up, x + left, up + low, x + far, up + high, advanced))
        pen += advance
        advanced += advance != 0
    return tuple(found)


@lru_cache(maxsize=_KEPT_BOXES)
def _run_box(run: ShapedRun) -> tuple[int, int, int, int]:
    """Return left, bottom, right and top of a run's ink, font units; zeros for one without ink."""
    inks = _inks(run)
    if not inks:
        return 0, 0, 0, 0
    _, _, _, lefts, lows, rights, highs, _ = zip(*inks, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _reaching(word: _Word, least: float, sign: float) -> list[_Reach]:
    """Return the glyphs of a word that reach further than `least` from the baseline, down (`sign` -1) or up (1)."""
    found: list[_Reach] = []
    piece, scale, up = word.piece, word.scale, word.piece.style.rise
    for ink in _inks(piece.run):
        reach = sign * (up + (ink.high if sign > 0 else ink.low) * scale)
        if reach > least:
            x = piece.x + ink.advanced * piece.tracking
            columns = range(int((x + ink.left * scale) // _COLUMN), int((x + ink.right * scale) // _COLUMN) + 1)
            place = x + ink.x * scale, up + ink.y * scale
            found.append(_Reach(columns, reach, piece.run.font, ink.glyph_id, *place, scale, sign))
    return found


def _most_ink(uppers: Sequence[_Reach], lowers: Sequence[_Reach], least: float) -> float:
    """Return the most ink, of both lines together, in one column; 0 where it is no more than `least`, points."""
    most = 0.0
    for upper in uppers:
        for lower in lowers:
            if upper.reach + lower.reach <= max(most, least):
                continue
            start, stop = max(upper.columns.start, lower.columns.start), min(upper.columns.stop, lower.columns.stop)
            if start < stop:
                columns = range(start, stop)
                edge = lower.edge(columns, least - upper.reach)
                above = upper.edge(columns, least - lower.reach) if edge else {}
                inks = [ink + edge[column] for column, ink in above.items() if column in edge]
                most = max(most, *inks) if inks else most
    return most
