"""Cut and stack finished files of sheets in software: the proof that copies come in order, fronts with their backs.

As in `prove`, nothing of the imposition is taken on trust: pages are found where the sides show them and told by their
content; the sheets are piled as the printer piles them, cut, and the piles laid on one another.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from booklet.errors import Diagnostic
from booklet.languages import Binding
from booklet.press.pile import CellKey, PrintedSheets, find_sheets, fold_fault
from booklet.press.printer import Printer
from booklet.press.prove import Reader, refuse, sort_into_cells
from booklet.press.schemes import Scheme

Piece = tuple[CellKey, ...]
"""Where the printed sides of a piece of paper stand: its front, and its back."""


def prove_cut(
    files: Sequence[bytes],
    reader: bytes,
    copies: Sequence[Sequence[int]],
    binding: Binding,
    *,
    scheme: Scheme,
    printer: Printer,
) -> None:
    """Return if the cut and stacked sheets are the copies, in order; `copies` are the page indices of each.

    Raises:
        ContentError: one of the files is locked, damaged or empty.
        PreflightFailed: a page is missing, on the wrong place, on its head, or not of this reader.
    """
    book = Reader.of(reader)
    faults, sheets = find_sheets(files, scheme, printer)
    if not faults:
        upright = dict.fromkeys(product(range(2), range(scheme.rows), range(scheme.columns)), False)
        cells, faults = sort_into_cells(sheets, book, upright)
        faults = faults or list(_misplaced(sheets, cells, book, copies, binding))
    refuse(faults)


def _misplaced(
    sheets: PrintedSheets,
    cells: dict[CellKey, bytes],
    book: Reader,
    copies: Sequence[Sequence[int]],
    binding: Binding,
) -> Iterator[Diagnostic]:
    pieces = list(_stacked(sheets, binding))
    left_over = len(pieces) - len(copies)
    if not 0 <= left_over < sheets.scheme.columns * sheets.scheme.rows:
        yield fold_fault(f"there are {len(copies)} copies, and the sheets have {len(pieces)} places")
        return
    if max(map(len, copies)) > sheets.per_sheet:
        yield fold_fault("the copies have backs, and the sheets have none")
        return
    for number, (piece, copy) in enumerate(zip(pieces, [*copies, *[()] * left_over], strict=True), 1):
        wanted = [book.contents[page_index] for page_index in copy]
        for cell, content in zip(piece, [*wanted, None], strict=False):
            if cells.get(cell) != content:
                place = f"in place {number} of the stack there is another page ({sheets.cell_name(cell)})"
                yield fold_fault(f"once the sheets are cut and stacked, {place}")


def _stacked(sheets: PrintedSheets, binding: Binding) -> Iterator[Piece]:
    """Yield the pieces of the stack from its top: pile after pile, row by row in reading direction."""
    scheme = sheets.scheme
    for row in range(scheme.rows):
        for from_start in range(scheme.columns):
            from_end = scheme.columns - 1 - from_start
            left, right = (from_start, from_end) if binding is Binding.LEFT else (from_end, from_start)
            for sheet in range(sheets.count):
                side = sheet * sheets.per_sheet
                # Turned like the page of a book, what is behind the left column is the right one.
                yield ((side, row, left), (side + 1, row, right))[: sheets.per_sheet]
