"""Fold finished files of sheets in software and read them: the proof that the booklet on the table will be right.

Nothing of the imposition is taken on trust. The pages are found where the content of each side shows them; which page
it is, is told by comparing its content with that of the reader's pages; the sheets are then handled as paper: piled as
the printer piles them, turned over, folded, gathered, read (`paper`).

Notation: numbers in messages are 1-based; `page_index` and the numbers of sides and cells are 0-based. A cell is a
(side number, row, column): two sides a sheet, the back seen when the sheet is turned like the page of a book.
Limits: pages must be placed directly on the sides, and the creases divide the paper evenly.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from booklet.errors import Diagnostic, PreflightFailed
from booklet.languages import Binding
from booklet.press.found import Fingerprints, FoundPage
from booklet.press.pages import form_of, opened
from booklet.press.paper import read_paper
from booklet.press.pile import CellKey, PrintedSheets, find_sheets, fold_fault
from booklet.press.printer import Flip, Printer
from booklet.press.schemes import SADDLE, Scheme
from booklet.press.signature import COVER_PAGES, cover_scheme

_BEYOND_FOLD = 0.1
"""The part of a cell by which a page may reach beyond a crease: creep moves it there, and it is clipped."""
_SLANT = 1.0
"""Degrees. A page is upright or on its head; anything between is a mistake."""
_SHOWN_FAULTS = 12
"""More faults than these say nothing new."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The pages as they are to be read."""

    contents: tuple[bytes, ...]
    """The fingerprint of each page; pages that look the same share one."""
    turns: tuple[float, ...]
    """Degrees, counterclockwise, by which a viewer turns each page (/Rotate)."""
    empty: tuple[bool, ...]
    """Whether a page draws nothing, so that it may be left off the sheet."""
    second_cover: int | None
    """Index of the page that begins the part read from the other end; None where there is one front cover."""
    indices: dict[bytes, list[int]]
    """Where each content stands; several places for pages that look the same."""

    @classmethod
    def of(cls, reader: bytes, second_cover: int | None = None) -> "Reader":
        """Return the pages of a PDF.

        Raises:
            ContentError: it is locked, damaged or empty.
        """
        with opened(reader, "the booklet") as pdf:
            fingerprints = Fingerprints()
            forms = [form_of(page) for page in pdf.pages]
            contents = tuple(fingerprints.of_form(form) for form in forms)
            indices: dict[bytes, list[int]] = {}
            for page_index, content in enumerate(contents):
                indices.setdefault(content, []).append(page_index)
            return cls(
                contents=contents,
                turns=tuple(-float(page.obj.get("/Rotate", 0)) for page in pdf.pages),
                empty=tuple(not form.read_bytes().split() for form in forms),
                second_cover=second_cover,
                indices=indices,
            )

    def expected(self, blank_count: int, scheme: Scheme) -> list[int | None]:
        """Return the page indices as they must be met from the first cover to the other end, blanks as None."""
        page_count = len(self.contents)
        blanks: list[int | None] = [None] * blank_count
        if self.second_cover is not None:
            return [*range(self.second_cover), *blanks, *range(page_count - 1, self.second_cover - 1, -1)]
        if page_count == 1 or not scheme.has_covers:
            return [*range(page_count), *blanks]
        return [*range(page_count - 1), *blanks, page_count - 1]


@dataclass(frozen=True, slots=True)
class _Part:
    """Sheets that are printed and folded together, and what is to be read in them."""

    sheets: PrintedSheets
    expected: tuple[int | None, ...]


def prove_sheets(
    sheets: bytes | Sequence[bytes],
    reader: bytes,
    binding: Binding,
    second_cover: int | None = None,
    *,
    scheme: Scheme = SADDLE,
    printer: Printer | None = None,
    cover: Sequence[bytes] = (),
) -> None:
    """Return if the folded sheets read as the reader does, cover to cover, blanks before the back cover alone.

    From a second cover on (a page index) the pages must be read in order from the other end, blanks in the middle.
    Fronts and backs in files of their own are given one after the other. Without a printer, the sheets are turned over
    the edge that the file itself names (/Duplex), or the short one. A `cover` sheet (files as of `sheets`) is folded
    and laid around the folded sheets, of which there may then be none.

    Raises:
        ContentError: one of the files is locked, damaged or empty.
        PreflightFailed: a page is missing, on the wrong place, on its head, or not of this reader.
    """
    book = Reader.of(reader, second_cover)
    files = [sheets] if isinstance(sheets, bytes) else list(sheets)
    faults: list[Diagnostic] = []
    found: list[PrintedSheets] = []
    for part, part_scheme, name in ((cover, cover_scheme(scheme, 0.0), "cover sheet"), (files, scheme, "")):
        if part:
            part_faults, part_found = find_sheets(part, part_scheme, printer)
            faults += part_faults
            found.append(replace(part_found, name=name))
    refuse(faults or _check_parts(found, book, binding, covered=bool(cover)))


def refuse(faults: Sequence[Diagnostic]) -> None:
    """Return if there are none.

    Raises:
        PreflightFailed: with as many as say something new.
    """
    if faults:
        rest = len(faults) - _SHOWN_FAULTS
        raise PreflightFailed(
            [*faults[:_SHOWN_FAULTS], *([fold_fault(f"and {rest} more such faults")] if rest > 0 else [])]
        )


def _check_parts(found: list[PrintedSheets], book: Reader, binding: Binding, *, covered: bool) -> list[Diagnostic]:
    """Lay the cover around the inside, if there are two parts, and check what is then read in each of them."""
    sheets = found[-1]
    page_count, per_sheet = len(book.contents), sheets.scheme.pages_per_sheet
    around = COVER_PAGES if covered else 0
    inside_count = sheets.count if len(found) > covered else 0
    if covered and found[0].count != 1:
        return [fold_fault(f"the cover is one sheet, and its file has {found[0].count}")]
    blank_count = around + per_sheet * inside_count - page_count
    if not 0 <= blank_count < max(per_sheet, around):
        needed = -(-max(0, page_count - around) // per_sheet)
        counted = f"{needed} sheet{'s' * (needed != 1)}" + (" in the cover" if covered else "")
        return [fold_fault(f"the booklet has {page_count} pages and needs {counted}; the file has {inside_count}")]
    expected = tuple(book.expected(blank_count, sheets.scheme))
    half = around // 2
    outer = expected[:half] + expected[len(expected) - half :]
    wanted = [*([outer] if covered else []), expected[half : len(expected) - half]]
    parts = (_Part(*pair) for pair in zip(found, wanted, strict=False))  # a leaflet is all cover
    return [fault for part in parts for fault in _check_and_explain(part, book, binding)]


def _check_and_explain(part: _Part, book: Reader, binding: Binding) -> list[Diagnostic]:
    faults = _check(part, book, binding)
    if faults and _is_right_for_the_other_edge(part, book, binding):
        return [_edge_fault(part.sheets.printer)]
    return faults


def _check(part: _Part, book: Reader, binding: Binding) -> list[Diagnostic]:
    cells, faults = sort_into_cells(part.sheets, book, _heads_down(part.sheets, binding))
    return faults or _check_reading(part, cells, book, binding)


def _is_right_for_the_other_edge(part: _Part, book: Reader, binding: Binding) -> bool:
    printer = part.sheets.printer
    if printer.flip is Flip.MANUAL:
        return False
    other = Flip.SHORT_EDGE if printer.flip is Flip.LONG_EDGE else Flip.LONG_EDGE
    turned = replace(part.sheets, printer=replace(printer, flip=other))
    return not _check(replace(part, sheets=turned), book, binding)


def _edge_fault(printer: Printer) -> Diagnostic:
    if printer.flip is Flip.MANUAL:
        return fold_fault(
            "the backs of all sheets are upside down when the pile is turned by hand",
            "turn the pile like the page of a book, or make the sheets again",
        )
    edges = ("long", "short")
    wrong, right = edges if printer.flip is Flip.LONG_EDGE else edges[::-1]
    return fold_fault(
        f"the backs of all sheets are upside down when the sheet is turned over its {wrong} edge",
        f"set the printer to turn over the {right} edge, or make the sheets again",
    )


# What lies in each cell.


def sort_into_cells(
    sheets: PrintedSheets, book: Reader, heads_down: Mapping[CellKey, bool]
) -> tuple[dict[CellKey, bytes], list[Diagnostic]]:
    """Return the content of each cell that is not blank, and the pages that lie where no page may.

    `heads_down` tells for each cell of one sheet whether what is done with it puts it on its head.
    """
    cells: dict[CellKey, bytes] = {}
    faults: list[Diagnostic] = []
    on_head: list[CellKey] = []
    for side_number, side in enumerate(sheets.sides):
        turned = sheets.turned(side_number)
        for page in side.pages:
            cell = sheets.cell_at(side_number, page.box)
            sentence = _position_fault(page, sheets.beyond_fold(side_number, page.box))
            if page.content not in book.indices:
                faults.append(
                    fold_fault(f"what is printed there is no page of this booklet ({sheets.cell_name(cell)})")
                )
                continue
            if cell in cells:
                sentence = "lies over another page"
            cells[cell] = page.content
            on_its_head = turned != heads_down[side_number % sheets.per_sheet, *cell[1:]]
            turn = _turn(page, book, 180.0 * on_its_head)
            if abs(math.remainder(turn - 180, 360)) <= _SLANT:
                on_head.append(cell)
            elif abs(math.remainder(turn, 360)) > _SLANT:
                sentence = "lies on its side or aslant"
            if sentence:
                faults.append(fold_fault(f"page {_number(page.content, book)} {sentence} ({sheets.cell_name(cell)})"))
    return cells, faults + _on_head_faults(on_head, cells, sheets, book)


def _heads_down(sheets: PrintedSheets, binding: Binding) -> dict[CellKey, bool]:
    """Tell for each cell of one sheet whether folding puts it on its head."""
    return {
        (int(place.on_back), place.row, place.column): place.upside_down
        for _, place in read_paper(sheets.scheme, binding, [0])
    }


def _position_fault(page: FoundPage, beyond_fold: float) -> str:
    if page.mirrored:
        return "is printed as in a mirror"
    return "lies across the fold" if beyond_fold > _BEYOND_FOLD else ""


def _turn(page: FoundPage, book: Reader, turned_later: float) -> float:
    """Return by how many degrees a page is turned from upright once folded; of pages that look the same, the best."""
    turns = [page.turn + turned_later - book.turns[page_index] for page_index in book.indices[page.content]]
    return min(turns, key=lambda turn: abs(math.remainder(turn, 360)))


def _number(content: bytes, book: Reader) -> int:
    """Return the page number of a content, the first of those that look the same."""
    return book.indices[content][0] + 1


def _on_head_faults(
    on_head: list[CellKey], cells: dict[CellKey, bytes], sheets: PrintedSheets, book: Reader
) -> list[Diagnostic]:
    backs = [cell for cell in cells if sheets.is_back(cell[0])]
    if on_head and set(on_head) == set(backs):
        return [_edge_fault(sheets.printer)]
    return [
        fold_fault(f"page {_number(cells[cell], book)} is upside down ({sheets.cell_name(cell)})") for cell in on_head
    ]


# What is read.


def _check_reading(part: _Part, cells: dict[CellKey, bytes], book: Reader, binding: Binding) -> list[Diagnostic]:
    """Fold, and compare what is read with the booklet: its pages in order, blanks before the back cover alone."""
    sheets = part.sheets
    in_order = range(sheets.count)
    misread = _misread(part, in_order, binding, cells, book)
    if not misread:
        return []
    other = Binding.LEFT if binding is Binding.RIGHT else Binding.RIGHT
    if not _misread(part, in_order, other, cells, book):
        return [
            fold_fault(
                f"the sheets make a booklet that is bound on the {other.value}, and this one is bound on the "
                f"{binding.value}: it would be read from back to front",
                f"make the sheets again with the binding on the {binding.value}",
            )
        ]
    if not _misread(part, in_order[::-1], binding, cells, book):
        nested = sheets.scheme.signature is None
        first = "the innermost" if nested else "the last one"
        return [fold_fault(f"the sheets are in reverse order: {first} comes first", "reverse the order of the sheets")]
    return [fold_fault(f"{sentence} ({sheets.cell_name(cell)})") for cell, sentence in misread] + _missing(
        cells, part, book
    )


def _misread(
    part: _Part, sheet_order: Sequence[int], binding: Binding, cells: dict[CellKey, bytes], book: Reader
) -> list[tuple[CellKey, str]]:
    """Return each cell that does not carry what should be read there, with a sentence."""
    sheets = part.sheets
    order = [
        (sheet * sheets.per_sheet + place.on_back, place.row, place.column)
        for sheet, place in read_paper(sheets.scheme, binding, sheet_order)
    ]
    nothing = {None, *_empty(book)}
    misread = []
    for cell, page_index in zip(order, part.expected, strict=True):
        content = cells.get(cell)
        wanted = None if page_index is None else book.contents[page_index]
        if content == wanted or (content in nothing and wanted in nothing):
            continue
        found = "a blank" if content is None else f"page {_number(content, book)}"
        if page_index is None:
            place = "before the back cover" if book.second_cover is None else "in the middle"
            misread.append((cell, f"where a blank should be, {place}, there is {found}"))
        else:
            misread.append((cell, f"where page {page_index + 1} should be, there is {found}"))
    return misread


def _missing(cells: dict[CellKey, bytes], part: _Part, book: Reader) -> list[Diagnostic]:
    met = set(cells.values()) | _empty(book)
    return [
        fold_fault(f"page {page_index + 1} is missing")
        for page_index in sorted(index for index in part.expected if index is not None)
        if book.contents[page_index] not in met
    ]


def _empty(book: Reader) -> set[bytes]:
    """Return the contents that draw nothing: they may be left off a sheet."""
    return {content for content, empty in zip(book.contents, book.empty, strict=True) if empty}
