"""Fold a finished file of sheets in software and read it: the proof that the booklet on the table will be right.

Nothing of the imposition is taken on trust. The pages are found where the content of each side shows them; which page
it is, is told by comparing its content with that of the reader's pages; the sheets are then handled as paper: turned
over, laid on each other, folded, read.

Notation: numbers in messages are 1-based; `page_index` and the numbers of sides and halves are 0-based.
Limits: pages must be placed directly on the sides, and the sheets be in landscape with the fold in the middle.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary

from booklet.errors import Diagnostic, PreflightFailed
from booklet.geometry import Size
from booklet.languages import Binding
from booklet.press.found import Fingerprints, FoundPage, FoundSide, find_pages
from booklet.press.pages import form_of, opened
from booklet.press.signature import PAGES_PER_SHEET, SheetPages, Side, fold

_SIDES = ("front", "back")
_HALVES = ("left", "right")
_BEYOND_FOLD = 0.1
"""The part of a half by which a page may reach beyond the fold: creep moves it there, and it is clipped."""
_SLANT = 1.0
"""Degrees. A page is upright or on its head; anything between is a mistake."""
_SHOWN_FAULTS = 12
"""More faults than these say nothing new."""


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The sides of the file, front and back in turn.

    A half has one number: 4 a sheet, front left, front right, back left, back right, as the sheet is seen when it is
    turned over its short edge. Over the long edge the back comes out turned by 180 degrees, its halves exchanged.
    """

    sides: tuple[FoundSide, ...]
    long_edge: bool

    @property
    def count(self) -> int:
        return len(self.sides) // 2

    def turned(self, side_number: int) -> bool:
        """Tell whether a side comes out turned by 180 degrees."""
        return self.long_edge and side_number % 2 == 1

    def half_name(self, half: int) -> str:
        """Return the place of a half as the side is displayed in the file."""
        side_number, right = divmod(half, 2)
        shown = _HALVES[right != self.turned(side_number)]
        return f"sheet {side_number // 2 + 1}, {_SIDES[side_number % 2]}, {shown} half"


@dataclass(frozen=True, slots=True)
class _Reader:
    """The pages as they are to be read."""

    contents: tuple[bytes, ...]
    """The fingerprint of each page; pages that look the same share one."""
    turns: tuple[float, ...]
    """Degrees, counterclockwise, by which a viewer turns each page (/Rotate)."""
    empty: tuple[bool, ...]
    """Whether a page draws nothing, so that it may be left off the sheet."""
    second_cover: int | None
    """Index of the page that begins the part read from the other end; None where there is one front cover."""

    def expected(self, blank_count: int) -> list[int | None]:
        """Return the page indices as they must be met from the first cover to the other end, blanks as None."""
        page_count = len(self.contents)
        blanks: list[int | None] = [None] * blank_count
        if self.second_cover is not None:
            return [*range(self.second_cover), *blanks, *range(page_count - 1, self.second_cover - 1, -1)]
        return [0, *blanks] if page_count == 1 else [*range(page_count - 1), *blanks, page_count - 1]


def prove_sheets(sheets: bytes, reader: bytes, binding: Binding, second_cover: int | None = None) -> None:
    """Return if the folded sheets read as the reader does, cover to cover, blanks before the back cover alone.

    From a second cover on (a page index) the pages must be read in order from the other end, blanks in the middle.
    The sheets are turned over the edge that the file itself names (/Duplex), or the short one.

    Raises:
        ContentError: one of the two files is locked, damaged or empty.
        PreflightFailed: a page is missing, on the wrong place, on its head, or not of this reader.
    """
    book = _read(reader, second_cover)
    found = _find(sheets)
    faults = _check_sides(found.sides)
    if not faults:
        halves, faults = _sort_into_halves(found, book)
        faults = faults or _check_reading(found, halves, book, binding)
    if faults:
        rest = len(faults) - _SHOWN_FAULTS
        raise PreflightFailed(
            [*faults[:_SHOWN_FAULTS], *([_fault(f"and {rest} more such faults")] if rest > 0 else [])]
        )


def _fault(message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code="fold-proof", message=message, hint=hint)


def _duplex(pdf: pikepdf.Pdf) -> str:
    preferences = pdf.Root.get("/ViewerPreferences")
    return str(preferences.get("/Duplex", "")) if isinstance(preferences, Dictionary) else ""


def _read(reader: bytes, second_cover: int | None) -> _Reader:
    with opened(reader, "the booklet") as pdf:
        fingerprints = Fingerprints()
        forms = [form_of(page) for page in pdf.pages]
        return _Reader(
            contents=tuple(fingerprints.of_form(form) for form in forms),
            turns=tuple(-float(page.obj.get("/Rotate", 0)) for page in pdf.pages),
            empty=tuple(not form.read_bytes().split() for form in forms),
            second_cover=second_cover,
        )


def _find(sheets: bytes) -> _Sheets:
    with opened(sheets, "the file of sheets") as pdf:
        fingerprints = Fingerprints()
        return _Sheets(
            sides=tuple(find_pages(page, fingerprints) for page in pdf.pages),
            long_edge=_duplex(pdf) == "/DuplexFlipLongEdge",
        )


def _check_sides(sides: Sequence[FoundSide]) -> list[Diagnostic]:
    faults = [
        _fault(
            f"sheet {number // 2 + 1}, {_SIDES[number % 2]}, is upright; two pages side by side need a wide sheet",
            "make the sheets again, in landscape",
        )
        for number, side in enumerate(sides)
        if side.size.width < side.size.height
    ]
    if len(sides) % 2:
        faults.append(_fault(f"the file has {len(sides)} sides: the last sheet has no back"))
    return faults


# What lies on each half.


def _sort_into_halves(sheets: _Sheets, book: _Reader) -> tuple[dict[int, bytes], list[Diagnostic]]:
    """Return the content of each half that is not blank, and the pages that lie where no page may."""
    halves: dict[int, bytes] = {}
    faults: list[Diagnostic] = []
    on_head: list[int] = []
    for side_number, side in enumerate(sheets.sides):
        turned = sheets.turned(side_number)
        for page in side.pages:
            on_right = page.box.x + page.box.width / 2 > side.size.width / 2
            half = 2 * side_number + (on_right != turned)
            sentence = _position_fault(page, side.size, on_right=on_right)
            if page.content not in book.contents:
                faults.append(_fault(f"what is printed there is no page of this booklet ({sheets.half_name(half)})"))
                continue
            if half in halves:
                sentence = "lies over another page"
            halves[half] = page.content
            turn = _turn(page, book) + (180 if turned else 0)
            if abs(math.remainder(turn - 180, 360)) <= _SLANT:
                on_head.append(half)
            elif abs(math.remainder(turn, 360)) > _SLANT:
                sentence = "lies on its side or aslant"
            if sentence:
                faults.append(_fault(f"page {_number(page.content, book)} {sentence} ({sheets.half_name(half)})"))
    return halves, faults + _on_head_faults(on_head, halves, sheets, book)


def _position_fault(page: FoundPage, side: Size, *, on_right: bool) -> str:
    fold_at = side.width / 2
    beyond = fold_at - page.box.x if on_right else page.box.right - fold_at
    if page.mirrored:
        return "is printed as in a mirror"
    if beyond > _BEYOND_FOLD * fold_at:
        return "lies across the fold"
    return ""


def _turn(page: FoundPage, book: _Reader) -> float:
    """Return by how many degrees a page is turned from upright; of pages that look the same, the best."""
    turns = [
        page.turn - upright
        for upright, content in zip(book.turns, book.contents, strict=True)
        if content == page.content
    ]
    return min(turns, key=lambda turn: abs(math.remainder(turn, 360)))


def _number(content: bytes, book: _Reader) -> int:
    """Return the page number of a content, the first of those that look the same."""
    return book.contents.index(content) + 1


def _on_head_faults(on_head: list[int], halves: dict[int, bytes], sheets: _Sheets, book: _Reader) -> list[Diagnostic]:
    backs = [half for half in halves if half % PAGES_PER_SHEET >= 2]
    if on_head and set(on_head) == set(backs):
        wrong, right = ("long", "short") if sheets.long_edge else ("short", "long")
        return [
            _fault(
                f"the backs of all sheets are upside down when the sheet is turned over its {wrong} edge",
                f"set the printer to turn over the {right} edge, or make the sheets again",
            )
        ]
    return [_fault(f"page {_number(halves[half], book)} is upside down ({sheets.half_name(half)})") for half in on_head]


# What is read.


def _check_reading(sheets: _Sheets, halves: dict[int, bytes], book: _Reader, binding: Binding) -> list[Diagnostic]:
    """Fold, and compare what is read with the booklet: its pages in order, blanks before the back cover alone."""
    page_count = len(book.contents)
    if not 0 <= PAGES_PER_SHEET * sheets.count - page_count < PAGES_PER_SHEET:
        return [
            _fault(
                f"the booklet has {page_count} pages and needs {-(-page_count // PAGES_PER_SHEET)} sheets; "
                f"the file has {sheets.count}"
            )
        ]
    in_order = range(sheets.count)
    misread = _misread(_folded(in_order, binding), halves, book)
    if not misread:
        return []
    other = Binding.LEFT if binding is Binding.RIGHT else Binding.RIGHT
    if not _misread(_folded(in_order, other), halves, book):
        return [
            _fault(
                f"the sheets make a booklet that is bound on the {other.value}, and this one is bound on the "
                f"{binding.value}: it would be read from back to front",
                f"make the sheets again with the binding on the {binding.value}",
            )
        ]
    if not _misread(_folded(in_order[::-1], binding), halves, book):
        return [_fault("the sheets are in reverse order: the innermost comes first", "reverse the order of the sheets")]
    return [_fault(f"{sentence} ({sheets.half_name(half)})") for half, sentence in misread] + _missing(halves, book)


def _folded(sheet_order: Sequence[int], binding: Binding) -> list[int]:
    """Return the numbers of the halves in the order in which they are read."""
    sheets = [
        SheetPages(front=Side(first, first + 1), back=Side(first + 2, first + 3))
        for first in (PAGES_PER_SHEET * index for index in sheet_order)
    ]
    return [half for half in fold(sheets, binding) if half is not None]


def _misread(order: Sequence[int], halves: dict[int, bytes], book: _Reader) -> list[tuple[int, str]]:
    """Return each half that does not carry what should be read there, with a sentence."""
    expected = book.expected(len(order) - len(book.contents))
    nothing = {None, *_empty(book)}
    misread = []
    for half, page_index in zip(order, expected, strict=True):
        content = halves.get(half)
        wanted = None if page_index is None else book.contents[page_index]
        if content == wanted or (content in nothing and wanted in nothing):
            continue
        found = "a blank" if content is None else f"page {_number(content, book)}"
        if page_index is None:
            place = "before the back cover" if book.second_cover is None else "in the middle"
            misread.append((half, f"where a blank should be, {place}, there is {found}"))
        else:
            misread.append((half, f"where page {page_index + 1} should be, there is {found}"))
    return misread


def _missing(halves: dict[int, bytes], book: _Reader) -> list[Diagnostic]:
    met = set(halves.values()) | _empty(book)
    return [
        _fault(f"page {page_index + 1} is missing")
        for page_index, content in enumerate(book.contents)
        if content not in met
    ]


def _empty(book: _Reader) -> set[bytes]:
    """Return the contents that draw nothing: they may be left off a sheet."""
    return {content for content, empty in zip(book.contents, book.empty, strict=True) if empty}
