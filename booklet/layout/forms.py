"""Large plain forms: discs, squares, quarters of a disc, and a field of square tiles made of them.

Corners of a square are counted clockwise from the upper left one, from 0.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor, sqrt

from booklet.color import Color
from booklet.document.theme import Palette
from booklet.geometry import Point, Rect
from booklet.layout.display import Close, CurveTo, Group, Item, LineTo, MoveTo, Path, Rule, Segment

ARC_HANDLE = 4 / 3 * (sqrt(2) - 1)
"""Length of the Bézier handles of a quarter circle of radius 1 (error below 0.03 %)."""

Outline = tuple[Segment, ...]


def disc(center: Point, radius: float) -> Outline:
    """Return a circle."""
    around = [Point(center.x + x * radius, center.y + y * radius) for x, y in ((1, 0), (0, 1), (-1, 0), (0, -1))]
    segments: list[Segment] = [MoveTo(around[0])]
    for k, start in enumerate(around):
        end = around[(k + 1) % 4]
        segments.append(_arc(start, end, Point(start.x + end.x - center.x, start.y + end.y - center.y)))
    return (*segments, Close())


def square(center: Point, radius: float) -> Outline:
    """Return an upright square whose sides are `radius` from its middle."""
    corners = _corners(Rect(center.x - radius, center.y - radius, 2 * radius, 2 * radius))
    return (MoveTo(corners[0]), *map(LineTo, corners[1:]), Close())


def quarter(cell: Rect, corner: int) -> Outline:
    """Return the quarter of a disc that fills a square, its centre in a corner."""
    center, start, opposite, end = _from(cell, corner)
    return (MoveTo(center), LineTo(start), _arc(start, end, opposite), Close())


def spandrel(cell: Rect, corner: int) -> Outline:
    """Return what the quarter of a disc about the opposite corner leaves of a square."""
    tip, start, _, end = _from(cell, corner)
    return (MoveTo(tip), LineTo(start), _arc(start, end, tip), Close())


def triangle(cell: Rect, corner: int) -> Outline:
    """Return the half of a square that has a corner whole."""
    center, start, _, end = _from(cell, corner)
    return (MoveTo(center), LineTo(start), LineTo(end), Close())


def _dot(cell: Rect, corner: int) -> Outline:
    """Return a disc of half the square's width in its middle."""
    return disc(Point(cell.x + cell.width / 2, cell.y + cell.height / 2), cell.width / 4)


def _arc(start: Point, end: Point, tangents_meet: Point) -> CurveTo:
    """Return a quarter of a circle; its tangents at both ends meet in a point."""

    def towards(p: Point) -> Point:
        return Point(p.x + ARC_HANDLE * (tangents_meet.x - p.x), p.y + ARC_HANDLE * (tangents_meet.y - p.y))

    return CurveTo(towards(start), towards(end), end)


def _corners(cell: Rect) -> list[Point]:
    return [
        Point(cell.x, cell.y),
        Point(cell.right, cell.y),
        Point(cell.right, cell.bottom),
        Point(cell.x, cell.bottom),
    ]


def _from(cell: Rect, corner: int) -> list[Point]:
    """Return the corners, beginning with one."""
    corners = _corners(cell)
    return corners[corner:] + corners[:corner]


# --- Tiles --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Tile:
    ground: str
    """The name of a colour of the palette."""
    form: Callable[[Rect, int], Outline]
    corner: int
    fill: str


_TILES = (
    _Tile("accent", spandrel, 3, "ornament"),
    _Tile("primary", _dot, 0, "paper"),
    _Tile("accent", quarter, 2, "primary"),
    _Tile("primary", triangle, 1, "ornament"),
    _Tile("primary", quarter, 0, "paper"),
    _Tile("accent", _dot, 0, "ornament"),
    _Tile("primary", quarter, 3, "ornament"),
    _Tile("primary", triangle, 2, "paper"),
)
_ALONG, _DOWN = 3, 2
"""From a tile to its neighbour in the row, and to the one below it: of eight kinds no two that touch are alike, as none
of 3, 2, 3 + 2 and 3 - 2 is a multiple of eight."""
_SLIVER = 1e-6
"""Share of a cell."""


def tile_field(area: Rect, corner: Point, cell: float, palette: Palette, *, mirrored: bool) -> Group:
    """Return square tiles over an area, cut at its edges; four of them meet at `corner`.

    They are counted from there to the right, or to the left when mirrored.
    """
    items: list[Item] = [Rule(area, palette.primary)]
    for row in _cells(area.y - corner.y, area.bottom - corner.y, cell):
        for column in _cells(area.x - corner.x, area.right - corner.x, cell):
            place = Rect(corner.x + column * cell, corner.y + row * cell, cell, cell)
            along = -1 - column if mirrored else column
            items += _drawn(_TILES[(_ALONG * along + _DOWN * row) % len(_TILES)], place, palette, mirrored)
    return Group(tuple(items), clip=area)


def _cells(start: float, end: float, cell: float) -> range:
    """Return the numbers of the cells between two places; one of which rounding alone leaves a sliver is none."""
    return range(floor(start / cell + _SLIVER), ceil(end / cell - _SLIVER))


def _drawn(tile: _Tile, place: Rect, palette: Palette, mirrored: bool) -> Iterator[Item]:
    def color(name: str) -> Color:
        chosen = getattr(palette, name)
        assert isinstance(chosen, Color)
        return chosen

    yield Rule(place, color(tile.ground))
    # In a mirror the upper left corner (0) is the upper right one (1), and the lower right (2) the lower left (3).
    yield Path(tile.form(place, tile.corner ^ mirrored), fill=color(tile.fill))
