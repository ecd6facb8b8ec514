"""Draw a tile: its part of the poster, the glue zones, the marks to cut along, its name, a ruler.

Notation: origin at the top left of the sheet, y down; `joins` tells at which edges another tile joins.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from booklet.geometry import Matrix, Point, Rect, Size
from booklet.languages import Direction
from booklet.press.marks import BLACK, HAIRLINE, WHITE, Ink, corner_marks, lettering_width, ruler
from booklet.press.pages import add_page
from booklet.press.tiling import Tile, TileGrid, tile_name
from booklet.units import mm

FORM = "/Poster"
_NAME_HEIGHT = mm(4)
_NEXT_HEIGHT = mm(2.4)
"""Of the name of the tile that will cover a glue zone."""


@dataclass(frozen=True, slots=True)
class PlacedPoster:
    """What all pages of the file show."""

    form: pikepdf.Object
    box: Rect
    """Of the form; x and y are its lower left corner, y up."""
    scale: float
    """Of the form as printed."""
    grid: TileGrid

    @property
    def whole(self) -> Size:
        """The poster as printed."""
        return Size(self.box.width * self.scale, self.box.height * self.scale)

    @property
    def is_rtl(self) -> bool:
        """Tell whether the tiles are laid from right to left."""
        return self.grid.direction is Direction.RTL

    def matrix(self, paper: Size, corner: Point, reduced: float = 1.0) -> Matrix:
        """Return the PDF matrix that brings the top left of the poster to a point of the sheet (y down)."""
        scale = self.scale * reduced
        scaled = Matrix(scale, 0, 0, scale)
        return scaled.then(
            Matrix(
                e=corner.x - self.box.x * scale,
                f=paper.height - corner.y - self.box.bottom * scale,
            )
        )

    def neighbours(self, tile: Tile) -> dict[str, bool]:
        """Tell at which edges another tile joins: left, right, top, bottom."""
        before, after = tile.column > 0, tile.column < self.grid.columns - 1
        if self.is_rtl:
            before, after = after, before
        return {"left": before, "right": after, "top": tile.row > 0, "bottom": tile.row < self.grid.rows - 1}


def add_tile(pdf: pikepdf.Pdf, poster: PlacedPoster, tile: Tile) -> None:
    """Append the sheet of a tile."""
    grid = poster.grid
    ink = Ink(grid.sheet)
    picture = tile.picture
    corner = Point(picture.x - tile.area.x, picture.y - tile.area.y)
    ink.form(FORM, poster.matrix(grid.sheet, corner), picture)
    for zone, name, upright in _glue_zones(poster, tile, picture):
        _hatch(ink, zone)
        middle = Point(zone.x + zone.width / 2, zone.y + zone.height / 2)
        if (zone.width if upright else zone.height) >= 3 * _NEXT_HEIGHT:
            ink.plate(name, middle, _NEXT_HEIGHT)
    _cut_marks(ink, poster, tile, picture)
    _label(ink, tile)
    add_page(pdf, grid.sheet, bytes(ink), {FORM: poster.form})


def _glue_zones(poster: PlacedPoster, tile: Tile, picture: Rect) -> Iterator[tuple[Rect, str, bool]]:
    """Yield the strips that the next tile of the row and of the column cover, their names, and if they stand."""
    overlap = poster.grid.overlap
    joins = poster.neighbours(tile)
    rtl = poster.is_rtl
    if not overlap:
        return
    if joins["left" if rtl else "right"]:
        # The strip at the foot goes under the next row whole, so this one ends above it.
        height = picture.height - (overlap if joins["bottom"] else 0)
        x = picture.x if rtl else picture.right - overlap
        yield Rect(x, picture.y, overlap, height), tile_name(tile.row, tile.column + 1), True
    if joins["bottom"]:
        strip = Rect(picture.x, picture.bottom - overlap, picture.width, overlap)
        yield strip, tile_name(tile.row + 1, tile.column), False


def _hatch(ink: Ink, zone: Rect) -> None:
    """Draw short slanted strokes, white under black so that they show on any picture, well inside the strip.

    A tile laid on a millimetre askew still covers them.
    """
    inset = min(mm(2), min(zone.width, zone.height) / 4)
    upright = zone.height > zone.width
    across = (zone.width if upright else zone.height) - 2 * inset
    along = (zone.height if upright else zone.width) - 2 * inset - across
    count = int(along // mm(8))
    if count < 1 or across < mm(1):
        return
    for width, grey in ((1.6, WHITE), (HAIRLINE, BLACK)):
        ink.pen(width, grey)
        for step in range(count + 1):
            first = inset + along * step / count
            x, y = (inset, first) if upright else (first, inset)
            ink.line(Point(zone.x + x, zone.y + y + across), Point(zone.x + x + across, zone.y + y))


def _cut_marks(ink: Ink, poster: PlacedPoster, tile: Tile, picture: Rect) -> None:
    """Mark where to cut: at the poster's own edges, and where this tile lies upon another one.

    Where there is no white for a mark beside the picture, the edge itself is drawn, just outside the picture.
    """
    joins = poster.neighbours(tile)
    under = {"bottom", "left" if poster.is_rtl else "right"}
    cut = {edge for edge, joined in joins.items() if not (joined and edge in under)}
    room = tile.room
    for x, side, to_x in ((picture.x, "left", -1), (picture.right, "right", 1)):
        for y, end, to_y in ((picture.y, "top", -1), (picture.bottom, "bottom", 1)):
            # The mark that runs on sideways belongs to the cut along the top or the bottom.
            marks = Size(room.width if end in cut else 0.0, room.height if side in cut else 0.0)
            corner_marks(ink, Point(x, y), Point(to_x, to_y), marks)
    ink.pen(HAIRLINE, dash=(3.0, 2.0))
    edge = picture.grown(HAIRLINE / 2)
    for x, side in ((edge.x, "left"), (edge.right, "right")):
        if side in cut and room.height < mm(2):
            ink.line(Point(x, picture.y), Point(x, picture.bottom))
    for y, end in ((edge.y, "top"), (edge.bottom, "bottom")):
        if end in cut and room.width < mm(2):
            ink.line(Point(picture.x, y), Point(picture.right, y))


def _label(ink: Ink, tile: Tile) -> None:
    """Draw the name of the tile, and a ruler where it has room, in the white that is cut off."""
    indent = mm(8)  # clear of the cut marks
    picture, room = tile.picture, tile.room
    if room.height >= min(room.width, mm(9)):
        height = min(_NAME_HEIGHT, room.height - mm(1))
        middle = picture.bottom + room.height / 2
        ink.lettering(tile.name, Point(picture.x + indent, middle + height / 2), height)
        if room.height >= mm(9) and picture.width >= mm(90):
            ruler(ink, Point(picture.right - indent - mm(58), middle + mm(1)), 50)
        return
    fitting = (room.width - mm(1)) / lettering_width(tile.name, 1.0)
    at = Point(picture.x - room.width / 2, picture.bottom - indent)
    ink.lettering(tile.name, at, min(_NAME_HEIGHT, fitting), anchor=0.5)
