"""Page order of folded sheets and of poster tiles: arithmetic on page indices, nothing drawn.

Notation: `page_index` is 0-based, None is a blank. A sheet lies on the table in landscape, its front up; `left`
and `right` are the halves of a side as that side is seen. Sheet 0 is the outermost of the folded booklet.
Preconditions: both sides of a sheet stand upright when it is turned over its short edge.
Sources: the stapled booklet of four pages a sheet is saddle stitch; blanks stand before the back cover, as
PDF::Imposition does with its `cover` setting.
"""

import math
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booklet.geometry import Rect, Size
from booklet.languages import Binding, Direction

PAGES_PER_SHEET = 4

_ROUNDING = 1e-6
"""A hundred-thousandth of a hair: A1 is three tiles high or it is not, whatever the last bit of a float says."""


@dataclass(frozen=True, slots=True)
class Side:
    """One printed side of a sheet."""

    left: int | None
    """Page index on the left half, None for a blank."""
    right: int | None
    """Page index on the right half, None for a blank."""


@dataclass(frozen=True, slots=True)
class SheetPages:
    """The four pages of one sheet."""

    front: Side
    """The side that is outside once the sheet is folded."""
    back: Side
    """The side that is inside, seen after the sheet is turned over its short edge."""


def reading_order(page_count: int, second_cover: int | None = None) -> list[int | None]:
    """Return the page indices of the booklet from cover to cover, a multiple of four, blanks as None.

    The last page is the back cover and stays last; a booklet of one page has a front cover and no back cover.
    A booklet of two covers has a `second_cover`, the page index of the one at its other end: the pages from there on
    are read from that end, so that they lie last to first, and blanks are in the middle, where both parts end.
    """
    if page_count < 1:
        raise ValueError("a booklet has at least one page")
    blanks: list[int | None] = [None] * (-page_count % PAGES_PER_SHEET)
    if second_cover is not None:
        if not 0 < second_cover < page_count:
            raise ValueError("the second cover is a page after the first one")
        return [*range(second_cover), *blanks, *reversed(range(second_cover, page_count))]
    if page_count == 1:
        return [0, *blanks]
    return [*range(page_count - 1), *blanks, page_count - 1]


def saddle_stitch(page_count: int, binding: Binding, second_cover: int | None = None) -> tuple[SheetPages, ...]:
    """Return the sheets of a stapled booklet, outermost first: 8 pages, left: [7 0 | 1 6], [5 2 | 3 4].

    `second_cover` is that of `reading_order`; `binding` is the edge of the part that begins with page 0.
    """
    pages = reading_order(page_count, second_cover)
    last = len(pages) - 1
    return tuple(
        SheetPages(
            front=_side(verso=pages[last - first], recto=pages[first], binding=binding),
            back=_side(verso=pages[first + 1], recto=pages[last - first - 1], binding=binding),
        )
        for first in range(0, len(pages) // 2, 2)
    )


def _side(*, verso: int | None, recto: int | None, binding: Binding) -> Side:
    """Recto is on the right in a left-bound book, on the left in a right-bound one."""
    return Side(verso, recto) if binding is Binding.LEFT else Side(recto, verso)


def fold(sheets: Sequence[SheetPages], binding: Binding) -> list[int | None]:
    """Return the page indices in the order in which a reader meets them, blanks as None.

    Nothing of `saddle_stitch` is used: the sheets are handled as paper. Sheet 0 is laid down with its back up and
    the others upon it; the pile is folded so that the backs are inside; then leaf after leaf is turned.
    """
    # Turned over the short edge, the right half of the back has the left half of the front behind it.
    # A leaf is (face down, face up) of the open booklet lying on its cover.
    left_pile = [(sheet.front.right, sheet.back.left) for sheet in sheets]
    right_pile = [(sheet.front.left, sheet.back.right) for sheet in sheets]
    read, unread = (left_pile, right_pile) if binding is Binding.LEFT else (right_pile, left_pile)
    pages: list[int | None] = []
    for outer, inner in read:  # from the cover up: the first leaves lie at the bottom of the pile
        pages += [outer, inner]
    for outer, inner in reversed(unread):  # from the middle down
        pages += [inner, outer]
    return pages


def creep(sheet_index: int, paper_thickness: float) -> float:
    """Return how far the pages of a sheet move toward the spine, in points.

    Each sheet outside this one pushes it out by one thickness of paper; trimmed flush, it loses that much at the
    fore-edge.
    """
    return sheet_index * paper_thickness


@dataclass(frozen=True, slots=True, kw_only=True)
class TileGrid:
    """How a poster is divided among sheets: all tiles are of one size and share `overlap` with each neighbour."""

    columns: int
    rows: int
    sheet: Size
    """As the tiles are printed: portrait or landscape."""
    tile: Size
    """The part of the poster on one tile, overlap included."""
    overlap: float
    margin: float
    """The white edge of the sheet that a printer does not reach."""

    @property
    def count(self) -> int:
        """The number of tiles."""
        return self.columns * self.rows

    @property
    def room(self) -> Size:
        """The white between the picture and the margin, on each side: where marks can be drawn."""
        return Size(
            max(0.0, (self.sheet.width - self.tile.width) / 2 - self.margin),
            max(0.0, (self.sheet.height - self.tile.height) / 2 - self.margin),
        )


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
    """Its part of the poster, overlap included; origin at the top left of the poster."""


def tile_grid(poster: Size, sheet: Size, *, overlap: float, margin: float, mark_room: float) -> TileGrid:
    """Return the grid with the fewest sheets; of equals, the one with the most white around the picture.

    There is `mark_room` of white at least at two opposite sides of the picture, for the name and the cut marks.

    Raises:
        ValueError: when the sheet is too small for the margin and the overlap.
    """
    grids = [
        grid
        for paper in (sheet.portrait, sheet.landscape)
        for spare in (Size(mark_room, 0.0), Size(0.0, mark_room))
        if (grid := _grid(poster, paper, spare, overlap, margin)) is not None
    ]
    if not grids:
        raise ValueError("the sheet is too small")
    return min(grids, key=lambda grid: (grid.count, -min(grid.room)))


def _grid(poster: Size, paper: Size, spare: Size, overlap: float, margin: float) -> TileGrid | None:
    counts = []
    lengths = []
    for whole, edge, white in zip(poster, paper, spare, strict=True):
        window = edge - 2 * (margin + white)
        if window <= 2 * overlap:  # the strips at both ends would cover the tile
            return None
        count = max(1, math.ceil((whole - overlap) / (window - overlap) - _ROUNDING))
        counts.append(count)
        lengths.append((whole - overlap) / count + overlap)
    return TileGrid(columns=counts[0], rows=counts[1], sheet=paper, tile=Size(*lengths), overlap=overlap, margin=margin)


def tiles_of(grid: TileGrid, direction: Direction) -> Iterator[Tile]:
    """Yield the tiles in the order of printing and pasting: row by row, each in reading direction."""
    for row in range(grid.rows):
        for column in range(grid.columns):
            from_left = column if direction is Direction.LTR else grid.columns - 1 - column
            yield Tile(
                name=tile_name(row, column),
                row=row,
                column=column,
                area=Rect(
                    from_left * (grid.tile.width - grid.overlap),
                    row * (grid.tile.height - grid.overlap),
                    *grid.tile,
                ),
            )


def tile_name(row: int, column: int) -> str:
    """Return the letters of the row and the number of the column, both 0-based here: 0, 0 is A1; 26, 1 is AA2."""
    letters = ""
    rest = row + 1
    while rest:
        rest, letter = divmod(rest - 1, len(string.ascii_uppercase))
        letters = string.ascii_uppercase[letter] + letters
    return f"{letters}{column + 1}"
