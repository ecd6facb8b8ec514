"""Draw the map of a poster: where each tile goes, in which order, and a ruler that shows if the printer kept the size.

Notation: origin at the top left of the sheet, y down. Nothing here needs a language: names, numbers, arrows.
"""

from itertools import pairwise

import pikepdf

from booklet.geometry import Point, Rect, Size, in_mm
from booklet.press.marks import BLACK, HAIRLINE, WHITE, Ink, ruler
from booklet.press.pages import add_page
from booklet.press.tile_drawing import FORM, PlacedPoster
from booklet.press.tiling import Tile
from booklet.units import mm, to_mm

_QUIET = 0.45
"""Grey of lines that guide and are not cut along."""


def add_map(pdf: pikepdf.Pdf, poster: PlacedPoster, tiles: tuple[Tile, ...]) -> None:
    """Draw the poster small with its seams, the names of the tiles, and a ruler to check the size of the print."""
    whole = poster.whole
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
    ink.form(FORM, poster.matrix(paper, Point(picture.x, picture.y), scale), picture)
    _map_seams(ink, poster, picture, scale)
    ink.pen(HAIRLINE)
    ink.box(picture)
    height = min(mm(6), 0.18 * min(min(one.seen.width, one.seen.height) for one in tiles) * scale)
    for one in tiles:
        ink.plate(one.name, _map_centre(one, picture, scale), height)
    for one, following in pairwise(tiles):
        if one.row == following.row:
            _arrow(ink, _map_centre(one, picture, scale), _map_centre(following, picture, scale), height)
    _map_head(ink, poster, page, len(tiles), whole)
    length_mm = 100 if page.width >= mm(110) else 50
    ruler(ink, Point(page.x + (page.width - mm(length_mm)) / 2, page.bottom - mm(6)), length_mm)
    add_page(pdf, paper, bytes(ink), {FORM: poster.form})


def _map_seams(ink: Ink, poster: PlacedPoster, picture: Rect, scale: float) -> None:
    """Draw the edges of the tiles as they will lie: the cut edge of the upper tile."""
    across, down = poster.grid.seams
    lines = [(Point(x, picture.y), Point(x, picture.bottom)) for x in (picture.x + cut * scale for cut in across)]
    lines += [(Point(picture.x, y), Point(picture.right, y)) for y in (picture.y + cut * scale for cut in down)]
    for width, grey in ((2.0, WHITE), (0.6, BLACK)):
        ink.pen(width, grey)
        for ends in lines:
            ink.line(*ends)


def _map_centre(tile: Tile, picture: Rect, scale: float) -> Point:
    """Return the middle of what is seen of a tile once the next ones lie upon it."""
    seen = tile.seen
    return Point(picture.x + (seen.x + seen.width / 2) * scale, picture.y + (seen.y + seen.height / 2) * scale)


def _arrow(ink: Ink, start: Point, end: Point, height: float) -> None:
    """Draw the way from a name to the next one of its row, between their plates, where there is room."""
    sign = 1.0 if end.x > start.x else -1.0
    clear, head = 2.2 * height, 0.5 * height  # half a plate and some air
    if abs(end.x - start.x) < 2 * clear + 2 * head:
        return
    tail, tip = start.x + sign * clear, end.x - sign * clear
    for width, grey in ((2.6, WHITE), (1.0, BLACK)):
        ink.pen(width, grey)
        ink.line(Point(tail, start.y), Point(tip, start.y))
        ink.line(
            Point(tip - sign * head, start.y - head), Point(tip, start.y), Point(tip - sign * head, start.y + head)
        )


def _percent(scale: float) -> str:
    """Return per cent with four digits that count, never as a power of ten: the marks have no letter for it."""
    return f"{float(f'{100 * scale:.4g}'):f}".rstrip("0").rstrip(".")


def _map_head(ink: Ink, poster: PlacedPoster, page: Rect, tile_count: int, whole: Size) -> None:
    """Write the size and the number of sheets at the start; at the end, draw two tiles as they overlap."""
    rtl = poster.is_rtl
    start, anchor = (page.right, 1.0) if rtl else (page.x, 0.0)
    ink.lettering(in_mm(whole), Point(start, page.y + mm(5)), mm(5), anchor=anchor)
    grid = poster.grid
    line = f"{_percent(poster.scale)} %   {grid.columns} × {grid.rows} = {tile_count}"
    ink.lettering(line, Point(start, page.y + mm(11)), mm(3), anchor=anchor, grey=_QUIET)
    width, height = mm(16), mm(11)
    strip = mm(4)
    first = Rect(page.right - 2 * width + strip, page.y, width, height)
    second = Rect(page.right - width, page.y, width, height)
    if rtl:
        first = Rect(page.x + width - strip, page.y, width, height)
        second = Rect(page.x, page.y, width, height)
    _overlap_picture(ink, first, second, strip, poster, rtl=rtl)


def _overlap_picture(ink: Ink, first: Rect, second: Rect, strip: float, poster: PlacedPoster, *, rtl: bool) -> None:
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
