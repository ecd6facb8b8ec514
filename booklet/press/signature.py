"""Page order of folded sheets: arithmetic on page indices, nothing drawn.

Notation: `page_index` is 0-based, None is a blank. A place in a signature is counted from its first page to its last.
Row 0 of a side is at its top, column 0 at its left, as that side is seen; the back is seen once the sheet is turned
over like the page of a book. Sheet 0 of a signature is the outermost. Where the pages of a sheet stand is found by
folding it (`folding`), for the scheme's own steps.
Source: blanks stand before the back cover, as PDF::Imposition does with its `cover` setting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booklet.languages import Binding
from booklet.press.folding import Place
from booklet.press.schemes import SADDLE, Scheme

COVER_PAGES = 4
"""Of the sheet around a booklet: front, inside front, inside back, back."""


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
    return _completed(page_count, -page_count % scheme.pages_per_sheet, second_cover, scheme.has_covers)


def _completed(page_count: int, blank_count: int, second_cover: int | None, has_covers: bool) -> list[int | None]:
    """Return the page indices from cover to cover with so many blanks."""
    blanks: list[int | None] = [None] * blank_count
    if second_cover is not None:
        if not 0 < second_cover < page_count:
            raise ValueError("the second cover is a page after the first one")
        return [*range(second_cover), *blanks, *reversed(range(second_cover, page_count))]
    if page_count == 1 or not has_covers:
        return [*range(page_count), *blanks]
    return [*range(page_count - 1), *blanks, page_count - 1]


def sheets_of(
    scheme: Scheme, page_count: int, binding: Binding, second_cover: int | None = None
) -> tuple[SheetPages, ...]:
    """Return the sheets in the order of the booklet: signature after signature, each from its outermost sheet.

    `second_cover` is that of `reading_order`; `binding` is the edge of the part that begins with page 0.
    """
    return _sheets(scheme, reading_order(scheme, page_count, second_cover), binding)


def cover_scheme(scheme: Scheme, spine: float) -> Scheme:
    """Return how the one sheet of a cover is made that goes around sheets of a scheme, over a back of this width."""
    return replace(SADDLE, name="cover sheet", joint=scheme.joint, spine_gap=spine / 2, flat_back=spine > 0)


def covered_sheets(
    scheme: Scheme, page_count: int, binding: Binding, second_cover: int | None = None
) -> tuple[SheetPages, tuple[SheetPages, ...]]:
    """Return the sheet of the cover and those of the inside, as `sheets_of` does; a leaflet of four has no inside.

    The two first and the two last pages are the cover's. What completes the sheets of the inside stands where it ends,
    so that the text goes on from page to page: the back cover, and after blanks the page inside it, stay last.
    """
    if not scheme.is_bound or scheme.sheet_limit:
        raise ValueError("only a booklet of several sheets has a cover around them")
    inside_count = max(0, page_count - COVER_PAGES)
    whole = COVER_PAGES + inside_count + -inside_count % scheme.pages_per_sheet
    pages = _completed(page_count, whole - page_count, second_cover, scheme.has_covers)
    half = COVER_PAGES // 2
    (cover,) = _sheets(cover_scheme(scheme, 0.0), [*pages[:half], *pages[-half:]], binding)
    return cover, _sheets(scheme, pages[half:-half], binding)


def _sheets(scheme: Scheme, pages: Sequence[int | None], binding: Binding) -> tuple[SheetPages, ...]:
    """Return the sheets for pages that lie in this order from one end to the other; none for no pages."""
    if not pages:
        return ()
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
