"""Page order of folded sheets: arithmetic on page indices, nothing drawn.

Notation: `page_index` is 0-based, None is a blank. A place in a signature is counted from its first page to its last.
Row 0 of a side is at its top, column 0 at its left, as that side is seen; the back is seen once the sheet is turned
over like the page of a book. Sheet 0 of a signature is the outermost. Where the pages of a sheet stand is found by
folding it (`folding`), for the scheme's own steps.
Source: blanks stand before the back cover, as PDF::Imposition does with its `cover` setting.
"""

from dataclasses import dataclass

from booklet.languages import Binding
from booklet.press.folding import Place
from booklet.press.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a side and what stands there."""

    row: int
    column: int
    page_index: int | None
    """None for a blank."""
    rotation: int
    """Degrees, 0 or 180."""
    spine: Binding | None = None
    """The edge of the cell, as the side is seen, that the page stands against; None where it touches its neighbours."""
    depth: int = 0
    """Leaves of the signature that lie around this one."""


@dataclass(frozen=True, slots=True)
class Side:
    """One printed side of a sheet."""

    cells: tuple[Cell, ...]
    """Row by row, each from left to right."""

    @property
    def page_indices(self) -> tuple[int | None, ...]:
        """What stands on the side, row by row from left to right."""
        return tuple(cell.page_index for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPages:
    """The pages of one sheet."""

    front: Side
    """The side that carries the first page, outside once the sheet is folded."""
    back: Side | None
    """None when one side is printed."""
    signature: int
    """0-based, counted from the front cover."""
    number: int
    """0-based within the signature; 0 is the outermost."""

    @property
    def sides(self) -> tuple[Side, ...]:
        """The front, and the back if it is printed."""
        return (self.front,) if self.back is None else (self.front, self.back)


def reading_order(scheme: Scheme, page_count: int, second_cover: int | None = None) -> list[int | None]:
    """Return the page indices from cover to cover, enough for whole sheets, blanks as None.

    The last page is the back cover and stays last; a booklet of one page has a front cover and no back cover.
    A booklet of two covers has a `second_cover`, the page index of the one at its other end: the pages from there on
    are read from that end, so that they lie last to first, and blanks are in the middle, where both parts end.
    """
    if page_count < 1:
        raise ValueError("a booklet has at least one page")
    if scheme.sheet_limit and page_count > scheme.sheet_limit * scheme.pages_per_sheet:
        raise ValueError("the scheme has no room for so many pages")
    blanks: list[int | None] = [None] * (-page_count % scheme.pages_per_sheet)
    if second_cover is not None:
        if not 0 < second_cover < page_count:
            raise ValueError("the second cover is a page after the first one")
        return [*range(second_cover), *blanks, *reversed(range(second_cover, page_count))]
    if page_count == 1 or not scheme.has_covers:
        return [*range(page_count), *blanks]
    return [*range(page_count - 1), *blanks, page_count - 1]


def sheets_of(
    scheme: Scheme, page_count: int, binding: Binding, second_cover: int | None = None
) -> tuple[SheetPages, ...]:
    """Return the sheets in the order of the booklet: signature after signature, each from its outermost sheet.

    `second_cover` is that of `reading_order`; `binding` is the edge of the part that begins with page 0.
    """
    pages = reading_order(scheme, page_count, second_cover)
    places = scheme.places(binding)
    half = len(places) // 2
    sheets = []
    first = 0
    for signature, sheet_count in enumerate(scheme.signature_sizes(len(pages) // len(places))):
        last = first + sheet_count * len(places)
        for number in range(sheet_count):
            # A sheet holds as many pages before those of the sheets within it as after them.
            start, end = first + number * half, last - number * half
            counted = [*range(start, start + half), *range(end - half, end)]
            cells = [
                (place.on_back, _cell(scheme, place, binding, pages[n], min(n - first, last - 1 - n), n))
                for place, n in zip(places, counted, strict=True)
            ]
            sheets.append(_sheet(cells, scheme, signature, number))
        first = last
    return tuple(sheets)


def _cell(scheme: Scheme, place: Place, binding: Binding, page_index: int | None, around: int, n: int) -> Cell:
    """Return the cell of the n-th place; `around` pages lie outside it, at its nearer end of the signature."""
    rotation = 180 if place.upside_down else 0
    if not scheme.is_bound:
        return Cell(place.row, place.column, page_index, rotation)
    # A recto has the spine at the bound edge, a verso at the other one, and a page on its head the other way round.
    exchanged = (binding is Binding.RIGHT) ^ (n % 2 == 1) ^ place.upside_down
    spine = Binding.RIGHT if exchanged else Binding.LEFT
    return Cell(place.row, place.column, page_index, rotation, spine, depth=around // 2)


def _sheet(cells: list[tuple[bool, Cell]], scheme: Scheme, signature: int, number: int) -> SheetPages:
    front, back = (
        Side(tuple(sorted((cell for there, cell in cells if there == on_back), key=lambda c: (c.row, c.column))))
        for on_back in (False, True)
    )
    return SheetPages(front=front, back=back if scheme.two_sided else None, signature=signature, number=number)


def creep(depth: int, paper_thickness: float) -> float:
    """Return how far a page moves toward the spine, in points, with so many leaves around its own.

    Each of them pushes it out by one thickness of paper; trimmed flush, it loses that much at the fore-edge.
    """
    return depth * paper_thickness
