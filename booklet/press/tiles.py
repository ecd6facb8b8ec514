"""Cut a page of any PDF to office sheets, at its true size or enlarged, with an assembly map before the tiles.

How it is put together: row by row in reading direction, each sheet laid upon the one before. A tile is cut at its
start and its top and covers the glue zone of its neighbours there; the glue zone is the strip of `overlap` at the
end and the foot of a tile, which also stands on the next one. What is drawn into it disappears under the next tile.
`tiling` divides the page, `tile_drawing` draws the sheets, `tile_map` the map.

Notation: lengths in points; origin at the top left of the sheet, y down; `start` and `end` by reading direction.
"""

from dataclasses import dataclass

import pikepdf

from booklet.errors import ContentError, Diagnostic
from booklet.geometry import Point, Rect, Size, in_mm
from booklet.languages import Direction
from booklet.press.marks import Ink
from booklet.press.pages import add_page, declared_direction, form_of, new_file, opened, saved, shown_box
from booklet.press.tile_drawing import FORM, PlacedPoster, add_tile
from booklet.press.tile_map import add_map
from booklet.press.tiling import Cutting, TileGrid, tile_grid, tiles_of
from booklet.units import mm, to_mm

MARGIN = mm(5)
"""What office printers leave white, 4.2 mm at most for laser printers, rounded up."""
OVERLAP = mm(10)
"""Wide enough for a glue stick and a crooked cut."""
_MARK_ROOM = mm(5)
_MOST_TILES = 500
"""A ream of paper."""
_FITS = 0.5
"""Points by which a page may be larger than the sheet it is taken for: programs round A4 to 595 x 842."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileOptions:
    """What the person who prints has chosen."""

    sheet: Size
    overlap: float = OVERLAP
    direction: Direction | None = None
    """In which the tiles are named and pasted; None asks the PDF."""
    page_number: int | None = None
    """1-based; None for the only page."""
    scale: float = 1.0
    size: Size | None = None
    """In place of a scale: what the page is enlarged to fill, upright or across as the page is."""
    margin: float = MARGIN
    avoid: tuple[Rect, ...] = ()
    """What seams should keep away from where they can: in points of the page as it is, y down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TiledPoster:
    """A file of tiles and what is to be known about it."""

    pdf: bytes
    """The assembly map, then the tiles in the order of pasting; a page that fits on one sheet stands alone."""
    names: tuple[str, ...]
    """Of the tiles, in the order of the file."""
    grid: TileGrid
    size: Size
    """Of the poster as printed."""
    direction_reason: str
    """A clause that tells where the direction comes from; empty when it was given."""
    notes: tuple[Diagnostic, ...] = ()
    """Warnings for the person who prints."""

    @property
    def summary(self) -> str:
        """One line for the person who prints."""
        if len(self.names) == 1:
            return "1 sheet, to be printed at actual size (100 %)"
        way = "from right to left" if self.grid.direction is Direction.RTL else "from left to right"
        reason = f", because {self.direction_reason}" if self.direction_reason else ""
        return (
            f"{in_mm(self.size)} on {len(self.names)} sheets and a map, to be printed at actual size (100 %); "
            f"the tiles are laid {way}{reason}"
        )

    @property
    def page_count(self) -> int:
        """Pages of the file: each is one sheet of paper."""
        return len(self.names) + (len(self.names) > 1)


def tile(poster: bytes, wish: TileOptions) -> TiledPoster:
    """Return a page on as few sheets as it needs, portrait or landscape.

    Raises:
        ContentError: the PDF is locked or damaged, the page is not there, or the sheet is too small.
    """
    with opened(poster, "the poster") as source:
        form = form_of(_page(source, wish.page_number))
        box = shown_box(form)
        scale = _scale(Size(box.width, box.height), wish)
        whole = Size(box.width * scale, box.height * scale)
        declared, reason = declared_direction(source)
        direction = wish.direction or declared or Direction.LTR
        grid = _grid(whole, wish, scale, direction)
        result = new_file(source, direction=direction, duplex="/Simplex")
        shown = PlacedPoster(result.copy_foreign(form), box, scale, grid)
        tiles = tuple(tiles_of(grid))
        alone = _paper_of(whole, wish.sheet)
        if alone is not None:
            tiles = tiles[:1]
            _add_whole(result, shown, alone)
        else:
            add_map(result, shown, tiles)
            for one in tiles:
                add_tile(result, shown, one)
        return TiledPoster(
            pdf=saved(result, source),
            names=tuple(one.name for one in tiles),
            grid=grid,
            size=whole,
            direction_reason="" if wish.direction else reason,
            notes=() if alone is None else (_fits(wish.sheet),),
        )


def _page(source: pikepdf.Pdf, page_number: int | None) -> pikepdf.Page:
    count = len(source.pages)
    if page_number is None and count > 1:
        raise _fault(
            "poster-pages",
            f"the poster has {count} pages, and only one can be cut into tiles",
            "choose a page with --page, for example --page 1",
        )
    if not 1 <= (page_number or 1) <= count:
        raise _fault("poster-pages", f"there is no page {page_number}", f"the pages are numbered from 1 to {count}")
    return source.pages[(page_number or 1) - 1]


def _scale(page: Size, wish: TileOptions) -> float:
    if min(page) <= 0:
        raise _fault("tile-size", "the page has no width or no height", "look at the page size of the PDF")
    if wish.size is None:
        return wish.scale
    size = wish.size.landscape if page.width > page.height else wish.size.portrait
    return min(size.width / page.width, size.height / page.height)


def _grid(poster: Size, wish: TileOptions, scale: float, direction: Direction) -> TileGrid:
    try:
        if wish.overlap < 0 or wish.margin < 0 or scale <= 0:
            raise ValueError("a length is negative")
        cutting = Cutting(
            sheet=wish.sheet,
            overlap=wish.overlap,
            margin=wish.margin,
            mark_room=_MARK_ROOM,
            direction=direction,
            avoid=tuple(Rect(r.x * scale, r.y * scale, r.width * scale, r.height * scale) for r in wish.avoid),
        )
        return tile_grid(poster, cutting, most=_MOST_TILES)
    except OverflowError as fault:
        raise _fault(
            "too-many-tiles",
            f"a poster of {in_mm(poster)} would take more than {_MOST_TILES} sheets of {in_mm(wish.sheet)}",
            "make it smaller with --size or --scale, or take larger sheets",
        ) from fault
    except ValueError as fault:
        raise _fault(
            "tile-size",
            f"a poster of {in_mm(poster)} cannot be cut to sheets of {in_mm(wish.sheet)} with an overlap of "
            f"{to_mm(wish.overlap):.0f} mm and a margin of {to_mm(wish.margin):.0f} mm",
            "take a larger sheet or a smaller overlap, for example A4 and 10mm",
        ) from fault


def _paper_of(poster: Size, sheet: Size) -> Size | None:
    """Return the sheet, as it is turned, that takes the whole poster; None where it must be cut."""
    for paper in (sheet.portrait, sheet.landscape):
        if poster.width <= paper.width + _FITS and poster.height <= paper.height + _FITS:
            return paper
    return None


def _add_whole(pdf: pikepdf.Pdf, poster: PlacedPoster, paper: Size) -> None:
    """Add the page in the middle of a sheet, without marks."""
    ink = Ink(paper)
    whole = poster.whole
    picture = Rect((paper.width - whole.width) / 2, (paper.height - whole.height) / 2, *whole)
    ink.form(FORM, poster.matrix(paper, Point(picture.x, picture.y)), picture)
    add_page(pdf, paper, bytes(ink), {FORM: poster.form})


def _fits(sheet: Size) -> Diagnostic:
    return Diagnostic(
        code="tile-fits",
        message=f"the page fits on one sheet of {in_mm(sheet)}: there is nothing to cut and to paste",
        hint="to make a poster of it, enlarge it with --size A2 or --scale 200%",
        severity="warning",
    )


def _fault(code: str, message: str, hint: str) -> ContentError:
    return ContentError(Diagnostic(code=code, message=message, hint=hint))
