"""Cut a poster of one page to office sheets at its true size, with an assembly map before the tiles.

How it is put together: row by row in reading direction, each sheet laid upon the one before. A tile is cut at its
start and its top and covers the glue zone of its neighbours there; the glue zone is the strip of `overlap` at the
end and the foot of a tile, which also stands on the next one. What is drawn into it disappears under the next tile.

Notation: lengths in points; origin at the top left of the sheet, y down; `start` and `end` by reading direction.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf

from booklet.errors import ContentError, Diagnostic
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.languages import Direction
from booklet.press.marks import BLACK, HAIRLINE, WHITE, Ink, corner_marks, lettering_width, ruler
from booklet.press.pages import add_page, form_of, new_file, opened, saved, shown_box
from booklet.press.signature import Tile, TileGrid, tile_grid, tile_name, tiles_of
from booklet.units import mm, to_mm

MARGIN = mm(5)
"""What office printers leave white, 4.2 mm at most for laser printers, rounded up."""
OVERLAP = mm(10)
"""Wide enough for a glue stick and a crooked cut."""
_MARK_ROOM = mm(5)
_NAME_HEIGHT = mm(4)
_NEXT_HEIGHT = mm(2.4)
"""Of the name of the tile that will cover a glue zone."""
_FORM = "/Poster"
_QUIET = 0.45
"""Grey of lines that guide and are not cut along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TiledPoster:
    """A file of tiles and what is to be known about it."""

    pdf: bytes
    """The assembly map, then the tiles in the order of pasting."""
    names: tuple[str, ...]
    """Of the tiles, in the order of the file."""
    grid: TileGrid


def tile(
    poster: bytes,
    *,
    sheet: Size,
    overlap: float = OVERLAP,
    direction: Direction = Direction.LTR,
    margin: float = MARGIN,
) -> TiledPoster:
    """Return the poster on as few sheets as it needs, portrait or landscape, at 100 %.

    Raises:
        ContentError: the PDF is locked, damaged, or not of one page; or the sheet is too small.
    """
    with opened(poster, "the poster") as source:
        if len(source.pages) != 1:
            raise ContentError(
                Diagnostic(
                    code="poster-pages",
                    message=f"the poster has {len(source.pages)} pages, and only one can be cut into tiles",
                    hint="give a PDF of one page",
                )
            )
        form = form_of(source.pages[0])
        box = shown_box(form)
        grid = _grid(Size(box.width, box.height), sheet, overlap, margin)
        tiles = tuple(tiles_of(grid, direction))
        result = new_file(source, direction=direction, duplex="/Simplex")
        shown = _Poster(result.copy_foreign(form), box, grid, direction)
        _add_map(result, shown, tiles)
        for one in tiles:
            _add_tile(result, shown, one)
        return TiledPoster(pdf=saved(result, source), names=tuple(t.name for t in tiles), grid=grid)


def _grid(poster: Size, sheet: Size, overlap: float, margin: float) -> TileGrid:
    try:
        if min(poster) <= 0 or overlap < 0 or margin < 0:
            raise ValueError("a length is negative")
        return tile_grid(poster, sheet, overlap=overlap, margin=margin, mark_room=_MARK_ROOM)
    except ValueError as fault:
        raise ContentError(
            Diagnostic(
                code="tile-size",
                message=f"a poster of {_mm(poster)} cannot be cut to sheets of {_mm(sheet)} with an overlap of "
                f"{to_mm(overlap):.0f} mm and a margin of {to_mm(margin):.0f} mm",
                hint="take a larger sheet or a smaller overlap, for example A4 and 10mm",
            )
        ) from fault


def _mm(size: Size) -> str:
    return f"{to_mm(size.width):.0f} × {to_mm(size.height):.0f} mm"


@dataclass(frozen=True, slots=True)
class _Poster:
    """What all pages of the file show."""

    form: pikepdf.Object
    box: Rect
    """Of the form; x and y are its lower left corner, y up."""
    grid: TileGrid
    direction: Direction

    def matrix(self, paper: Size, corner: Point, scale: float = 1.0) -> Matrix:
        """Return the PDF matrix that brings the top left of the poster to a point of the sheet (y down)."""
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
        if self.direction is Direction.RTL:
            before, after = after, before
        return {"left": before, "right": after, "top": tile.row > 0, "bottom": tile.row < self.grid.rows - 1}


def _add_tile(pdf: pikepdf.Pdf, poster: _Poster, tile: Tile) -> None:
    grid = poster.grid
    ink = Ink(grid.sheet)
    picture = Rect((grid.sheet.width - grid.tile.width) / 2, (grid.sheet.height - grid.tile.height) / 2, *grid.tile)
    corner = Point(picture.x - tile.area.x, picture.y - tile.area.y)
    ink.form(_FORM, poster.matrix(grid.sheet, corner), picture)
    for zone, name, upright in _glue_zones(poster, tile, picture):
        _hatch(ink, zone)
        middle = Point(zone.x + zone.width / 2, zone.y + zone.height / 2)
        if (zone.width if upright else zone.height) >= 3 * _NEXT_HEIGHT:
            ink.plate(name, middle, _NEXT_HEIGHT)
    _cut_marks(ink, poster, tile, picture)
    _label(ink, grid, tile, picture)
    add_page(pdf, grid.sheet, bytes(ink), {_FORM: poster.form})


def _glue_zones(poster: _Poster, tile: Tile, picture: Rect) -> Iterator[tuple[Rect, str, bool]]:
    """Yield the strips that the next tile of the row and of the column cover, their names, and if they stand."""
    overlap = poster.grid.overlap
    joins = poster.neighbours(tile)
    rtl = poster.direction is Direction.RTL
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


def _cut_marks(ink: Ink, poster: _Poster, tile: Tile, picture: Rect) -> None:
    """Mark where to cut: at the poster's own edges, and where this tile lies upon another one.

    Where there is no white for a mark beside the picture, the edge itself is drawn, just outside the picture.
    """
    joins = poster.neighbours(tile)
    under = {"bottom", "left" if poster.direction is Direction.RTL else "right"}
    cut = {edge for edge, joined in joins.items() if not (joined and edge in under)}
    room = poster.grid.room
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


def _label(ink: Ink, grid: TileGrid, tile: Tile, picture: Rect) -> None:
    """Draw the name of the tile, and a ruler where it has room, in the white that is cut off."""
    indent = mm(8)  # clear of the cut marks
    room = grid.room
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


def _add_map(pdf: pikepdf.Pdf, poster: _Poster, tiles: tuple[Tile, ...]) -> None:
    """Draw the poster small with its seams, the names of the tiles, and a ruler to check the size of the print."""
    whole = Size(poster.box.width, poster.box.height)
    paper = poster.grid.sheet.landscape if whole.width > whole.height else poster.grid.sheet.portrait
    ink = Ink(paper)
    page = Rect(0, 0, *paper).grown(-max(mm(12), poster.grid.margin))
    head, foot = mm(16), mm(20)
    scale = min(page.width / whole.width, (page.height - head - foot) / whole.height)
    picture = Rect(
        page.x + (page.width - whole.width * scale) / 2,
        page.y + head + (page.height - head - foot - whole.height * scale) / 2,
        whole.width * scale,
        whole.height * scale,
    )
    ink.form(_FORM, poster.matrix(paper, Point(picture.x, picture.y), scale), picture)
    _map_seams(ink, poster, picture, scale)
    ink.pen(HAIRLINE)
    ink.box(picture)
    height = min(mm(6), 0.18 * min(poster.grid.tile) * scale)
    for one in tiles:
        ink.plate(one.name, _map_centre(poster, one, picture, scale), height)
    _map_head(ink, poster, page, len(tiles), whole)
    length_mm = 100 if page.width >= mm(110) else 50
    ruler(ink, Point(page.x + (page.width - mm(length_mm)) / 2, page.bottom - mm(6)), length_mm)
    add_page(pdf, paper, bytes(ink), {_FORM: poster.form})


def _map_seams(ink: Ink, poster: _Poster, picture: Rect, scale: float) -> None:
    """Draw the edges of the tiles as they will lie: the cut edge of the upper tile."""
    grid = poster.grid
    pitch = Size(grid.tile.width - grid.overlap, grid.tile.height - grid.overlap)
    past = grid.overlap if poster.direction is Direction.RTL else 0.0
    lines = [
        (Point(x, picture.y), Point(x, picture.bottom))
        for column in range(1, grid.columns)
        for x in [picture.x + (column * pitch.width + past) * scale]
    ]
    lines += [
        (Point(picture.x, y), Point(picture.right, y))
        for row in range(1, grid.rows)
        for y in [picture.y + row * pitch.height * scale]
    ]
    for width, grey in ((2.0, WHITE), (0.6, BLACK)):
        ink.pen(width, grey)
        for ends in lines:
            ink.line(*ends)


def _map_centre(poster: _Poster, tile: Tile, picture: Rect, scale: float) -> Point:
    """Return the middle of what is seen of a tile once the next ones lie upon it."""
    seen = tile.area
    joins = poster.neighbours(tile)
    overlap = poster.grid.overlap
    if joins["bottom"]:
        seen = replace(seen, height=seen.height - overlap)
    if poster.direction is Direction.LTR and joins["right"]:
        seen = replace(seen, width=seen.width - overlap)
    if poster.direction is Direction.RTL and joins["left"]:
        seen = replace(seen, x=seen.x + overlap, width=seen.width - overlap)
    return Point(picture.x + (seen.x + seen.width / 2) * scale, picture.y + (seen.y + seen.height / 2) * scale)


def _map_head(ink: Ink, poster: _Poster, page: Rect, tile_count: int, whole: Size) -> None:
    """Write the size and the number of sheets at the start; at the end, draw two tiles as they overlap."""
    rtl = poster.direction is Direction.RTL
    start, anchor = (page.right, 1.0) if rtl else (page.x, 0.0)
    ink.lettering(_mm(whole), Point(start, page.y + mm(5)), mm(5), anchor=anchor)
    grid = poster.grid
    line = f"100 %   {grid.columns} × {grid.rows} = {tile_count}"
    ink.lettering(line, Point(start, page.y + mm(11)), mm(3), anchor=anchor, grey=_QUIET)
    width, height = mm(16), mm(11)
    strip = mm(4)
    first = Rect(page.right - 2 * width + strip, page.y, width, height)
    second = Rect(page.right - width, page.y, width, height)
    if rtl:
        first = Rect(page.x + width - strip, page.y, width, height)
        second = Rect(page.x, page.y, width, height)
    _overlap_picture(ink, first, second, strip, poster, rtl=rtl)


def _overlap_picture(ink: Ink, first: Rect, second: Rect, strip: float, poster: _Poster, *, rtl: bool) -> None:
    """Draw how the second tile lies upon the hatched strip of the first, with the width of the strip."""
    ink.pen(0.6)
    ink.box(first)
    ink.pen(0.6)
    ink.box(second)
    zone = Rect(first.x if rtl else second.x, first.y, strip, first.height)
    ink.pen(HAIRLINE)
    for step in range(1, 5):
        y = zone.y + step * zone.height / 5
        ink.line(Point(zone.x, y + mm(1)), Point(zone.x + strip, y - mm(1)))
    shift = strip / 2 if not rtl else -strip / 2
    for rect, name, side in ((first, "A1", -shift), (second, "A2", shift)):
        centre = Point(rect.x + rect.width / 2 + side, rect.y + rect.height / 2 + mm(1.2))
        ink.lettering(name, centre, mm(2.4), anchor=0.5)
    text = f"{to_mm(poster.grid.overlap):.0f} mm"
    ink.lettering(text, Point(zone.x + strip / 2, zone.bottom + mm(3.4)), mm(1.8), anchor=0.5, grey=_QUIET)
