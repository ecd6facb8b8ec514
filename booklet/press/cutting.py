"""Copies that are cut and stacked: where each stands, so that the piles, laid on one another, have them in their order.

The whole pile of sheets is cut at once, into as many piles as a side has places. Each pile holds copies that follow
each other, one a sheet; the pile of the first place is laid on that of the second, and so on.
Notation: as in `signature`. A copy has one page, or two: its front and its back. Places are counted along the rows from
the top, in reading direction.
"""

from collections.abc import Sequence

from booklet.languages import Binding
from booklet.press.schemes import Joint, Scheme
from booklet.press.signature import Cell, SheetPages, Side

MOST_PAGES = 2
"""Of a copy: its front and its back."""


def cut_scheme(columns: int, rows: int, *, two_sided: bool) -> Scheme:
    """Return how sheets are made that are cut into columns and rows."""
    return Scheme(name="cut and stack", joint=Joint.CUT, columns=columns, rows=rows, steps=(), two_sided=two_sided)


def cut_sheets(scheme: Scheme, copies: Sequence[Sequence[int]], binding: Binding) -> tuple[SheetPages, ...]:
    """Return the sheets for the page indices of each copy; the places that are left over are the last of the stack.

    Copies that are bound on the right would be read from the right: their piles are stacked from there.
    """
    if not copies or not all(1 <= len(copy) <= MOST_PAGES for copy in copies):
        raise ValueError("there are copies, of one page or two")
    places = _places(scheme, binding)
    sheet_count = -(-len(copies) // len(places))
    sheets = []
    for number in range(sheet_count):
        fronts, backs = [], []
        for (row, column), first in zip(places, range(number, len(places) * sheet_count, sheet_count), strict=True):
            front, back = (*copies[first], None, None)[:2] if first < len(copies) else (None, None)
            fronts.append(Cell(row, column, front, 0))
            # The sheet is turned like the page of a book: what was at the left is at the right.
            backs.append(Cell(row, scheme.columns - 1 - column, back, 0))
        back_side = _side(backs) if scheme.two_sided else None
        sheets.append(SheetPages(front=_side(fronts), back=back_side, signature=0, number=number))
    return tuple(sheets)


def _places(scheme: Scheme, binding: Binding) -> list[tuple[int, int]]:
    """Return the row and the column of each place of a front, in the order of stacking."""
    columns = range(scheme.columns) if binding is Binding.LEFT else range(scheme.columns)[::-1]
    return [(row, column) for row in range(scheme.rows) for column in columns]


def _side(cells: Sequence[Cell]) -> Side:
    return Side(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
