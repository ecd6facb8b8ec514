"""How a poster is divided among sheets: arithmetic on lengths and rectangles, nothing drawn.

Notation: lengths in points; origin at the top left of the poster, y down. A tile shares a strip of `overlap` with each
neighbour; `start` is where a strip begins, left or top, and with it the tile to its right or below. Of two tiles the
later one in reading order lies on top: what is seen of the seam is that tile's edge, the `cut`.
"""

import math
import string
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from booklet.geometry import Rect, Size
from booklet.languages import Direction
from booklet.units import mm

_ROUNDING = 1e-6
"""A hundred-thousandth of a hair: A1 is three tiles high or it is not, whatever the last bit of a float says."""
_STEP = mm(1)
"""Of the places tried for a seam: finer than scissors."""
_MOST_MOVED = mm(40)
"""Farther from its even place a seam would leave tiles of such unlike sizes that they are taken for misprints."""
_CLEAR = mm(1.5)
"""Between a cut and the nearest text: a tile is laid on a millimetre askew."""
_NEAR = 0.25
"""What a cut too near to a text costs, as a share of one through it: between two lines is better than in one."""
_MOVED = 0.01
"""What a point away from the even place costs, in points of text cut through: only a tie is decided by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """How a poster is to be cut."""

    sheet: Size
    overlap: float
    margin: float
    """The white edge of the sheet that a printer does not reach."""
    mark_room: float
    """White at two opposite sides of the picture at least, for the name and the cut marks."""
    direction: Direction
    avoid: tuple[Rect, ...] = ()
    """What cuts should not go through, where a seam can be moved: words, faces; in points of the poster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileGrid:
    """A poster divided: neighbours share `overlap`, and no tile is larger than its sheet allows."""

    poster: Size
    sheet: Size
    """As the tiles are printed: portrait or landscape."""
    lefts: tuple[float, ...]
    """Of the columns, from the left; the first is 0."""
    tops: tuple[float, ...]
    overlap: float
    margin: float
    direction: Direction

    @property
    def columns(self) -> int:
        """Tiles in a row."""
        return len(self.lefts)

    @property
    def rows(self) -> int:
        """Tiles in a column."""
        return len(self.tops)

    @property
    def count(self) -> int:
        """The number of tiles."""
        return self.columns * self.rows

    @property
    def seams(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """The x of the cuts between columns and the y of those between rows."""
        past = self.overlap if self.direction is Direction.RTL else 0.0
        return tuple(left + past for left in self.lefts[1:]), self.tops[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile; its place counted from the top and, along the row, in reading direction."""

    name: str
    """Row letter and column number: `A1` is at the top, at the left or, right to left, at the right."""
    row: int
    """0-based, from the top."""
    column: int
    """0-based, in reading direction."""
    area: Rect
    """Its part of the poster, overlap included."""
    seen: Rect
    """What of that is seen once the next tiles lie upon it."""
    picture: Rect
    """Where the area stands on the sheet, y down."""
    room: Size
    """The white between the picture and the margin, on each side: where marks can be drawn."""


def tile_grid(poster: Size, wish: Cutting, most: int = 1000) -> TileGrid:
    """Return the grid with the fewest sheets; of equals, the one that cuts least text, then the one with most white.

    Raises:
        ValueError: when the sheet is too small for the margin and the overlap.
        OverflowError: when more than `most` sheets are needed.
    """
    windows = [
        (paper, Size(paper.width - 2 * (wish.margin + spare[0]), paper.height - 2 * (wish.margin + spare[1])))
        for paper in (wish.sheet.portrait, wish.sheet.landscape)
        for spare in ((wish.mark_room, 0.0), (0.0, wish.mark_room))
    ]
    # Of a smaller window the strips at both ends would cover the whole.
    counted = [
        (_count(poster.width, window.width, wish.overlap) * _count(poster.height, window.height, wish.overlap), at)
        for at, (_, window) in enumerate(windows)
        if min(window) > 2 * wish.overlap
    ]
    if not counted:
        raise ValueError("the sheet is too small")
    fewest = min(count for count, _ in counted)
    if fewest > most:
        raise OverflowError("too many sheets")
    divided = [_divided(poster, *windows[at], wish) for count, at in counted if count == fewest]
    return min(divided, key=lambda one: (round(one[0], 3), -_least_room(one[1])))[1]


def _count(whole: float, window: float, overlap: float) -> int:
    return max(1, math.ceil((whole - overlap) / (window - overlap) - _ROUNDING))


def _divided(poster: Size, paper: Size, window: Size, wish: Cutting) -> tuple[float, TileGrid]:
    """Return the grid of a window, and what its cuts cost."""
    past = wish.overlap if wish.direction is Direction.RTL else 0.0
    across = _Crossed([(r.x, r.right, r.height) for r in wish.avoid], past)
    down = _Crossed([(r.y, r.bottom, r.width) for r in wish.avoid], 0.0)
    cost_across, lefts = _starts(poster.width, window.width, wish.overlap, across)
    cost_down, tops = _starts(poster.height, window.height, wish.overlap, down)
    grid = TileGrid(
        poster=poster,
        sheet=paper,
        lefts=lefts,
        tops=tops,
        overlap=wish.overlap,
        margin=wish.margin,
        direction=wish.direction,
    )
    return cost_across + cost_down, grid


class _Crossed:
    """How much text a cut goes through, and how much it comes near to: a length along the cut, points."""

    def __init__(self, spans: Sequence[tuple[float, float, float]], past: float) -> None:
        """Take spans along the axis with their lengths across it; the cut is `past` points beyond a start."""
        self._past = past
        self._edges = sorted({round(edge - past, 3) for low, high, _ in spans for edge in (low, high)})
        self._exact = _Sums(spans)
        self._near = _Sums([(low - _CLEAR, high + _CLEAR, length) for low, high, length in spans])

    def places(self, even: float, reach: float) -> list[float]:
        """Return where a strip may start, the even place first: steps around it, and the very edges of texts."""
        steps = int(reach / _STEP) if self._edges else 0
        around = {even + step * _STEP for step in range(-steps, steps + 1)}
        around.update(self._edges[bisect_left(self._edges, even - reach) : bisect_right(self._edges, even + reach)])
        return sorted(around, key=lambda place: (abs(place - even), place))

    def at(self, start: float) -> float:
        """Return the length that is cut through."""
        cut = start + self._past
        return self._exact.at(cut) + _NEAR * self._near.at(cut)


class _Sums:
    """Lengths of the spans around a place, by bisection."""

    def __init__(self, spans: Sequence[tuple[float, float, float]]) -> None:
        lows = sorted((low, length) for low, _, length in spans)
        highs = sorted((high, length) for _, high, length in spans)
        self._lows, self._highs = [low for low, _ in lows], [high for high, _ in highs]
        self._begun = [0.0, *accumulate(length for _, length in lows)]
        self._ended = [0.0, *accumulate(length for _, length in highs)]

    def at(self, place: float) -> float:
        # A hair inside: a cut along the edge of a line goes through nothing.
        hair = 1e-6
        return self._begun[bisect_left(self._lows, place - hair)] - self._ended[bisect_right(self._highs, place + hair)]


def _starts(whole: float, window: float, overlap: float, crossed: _Crossed) -> tuple[float, tuple[float, ...]]:
    """Return the cost and the starts of the tiles along one axis, the first 0: the cheapest chain of places.

    Each tile fits the window; without text in the way, all are of one length.
    """
    count = _count(whole, window, overlap)
    even = (whole - overlap) / count
    most, least = window - overlap, min(overlap, even)
    chains: list[tuple[float, tuple[float, ...]]] = [(0.0, (0.0,))]
    for seam in range(1, count):
        longer = []
        for place in crossed.places(seam * even, min(_MOST_MOVED, even / 3)):
            before = [one for one in chains if least - _ROUNDING <= place - one[1][-1] <= most + _ROUNDING]
            if before:
                cost, places = min(before, key=lambda one: one[0])
                longer.append((cost + crossed.at(place) + _MOVED * abs(place - seam * even), (*places, place)))
        chains = longer
    end = whole - overlap
    fitting = [one for one in chains if count == 1 or least - _ROUNDING <= end - one[1][-1] <= most + _ROUNDING]
    return min(fitting, key=lambda one: one[0])


def tiles_of(grid: TileGrid) -> Iterator[Tile]:
    """Yield the tiles in the order of printing and pasting: row by row, each in reading direction."""
    rtl = grid.direction is Direction.RTL
    columns, rows = (
        _spans(grid.lefts, grid.poster.width, grid.overlap),
        _spans(grid.tops, grid.poster.height, grid.overlap),
    )
    for row, (top, bottom) in enumerate(rows):
        for column, (left, right) in enumerate(reversed(columns) if rtl else columns):
            area = Rect(left, top, right - left, bottom - top)
            under = grid.overlap if column < grid.columns - 1 else 0.0
            below = grid.overlap if row < grid.rows - 1 else 0.0
            picture = _centred(area, grid.sheet)
            yield Tile(
                name=tile_name(row, column),
                row=row,
                column=column,
                area=area,
                seen=Rect(left + (under if rtl else 0.0), top, area.width - under, area.height - below),
                picture=picture,
                room=Size(max(0.0, picture.x - grid.margin), max(0.0, picture.y - grid.margin)),
            )


def _spans(starts: Sequence[float], whole: float, overlap: float) -> list[tuple[float, float]]:
    return [(start, end + overlap) for start, end in pairwise([*starts, whole - overlap])]


def _centred(area: Rect, sheet: Size) -> Rect:
    return Rect((sheet.width - area.width) / 2, (sheet.height - area.height) / 2, area.width, area.height)


def _least_room(grid: TileGrid) -> float:
    return min(min(tile.room) for tile in tiles_of(grid))


def tile_name(row: int, column: int) -> str:
    """Return the letters of the row and the number of the column, both 0-based here: 0, 0 is A1; 26, 1 is AA2."""
    letters = ""
    rest = row + 1
    while rest:
        rest, letter = divmod(rest - 1, len(string.ascii_uppercase))
        letters = string.ascii_uppercase[letter] + letters
    return f"{letters}{column + 1}"
