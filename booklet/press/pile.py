"""Take the sides of finished files and lay them as the printer does: the pile of sheets that is folded and read.

Notation: a cell is a (side number, row, column), 0-based: two sides a sheet, or one where one is printed; the back is
seen when the sheet is turned like the page of a book. Boxes on a displayed side have their origin at its lower left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary

from booklet.errors import Diagnostic
from booklet.geometry import Point, Rect
from booklet.press.found import Fingerprints, FoundSide, find_pages
from booklet.press.pages import opened
from booklet.press.printer import Flip, Printer
from booklet.press.schemes import Scheme

_SIDES = ("front", "back")
_HALVES = ("left", "right")

CellKey = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheets:
    """The sides as they lie when the pile is made: front and back in turn, or fronts alone."""

    sides: tuple[FoundSide, ...]
    scheme: Scheme
    printer: Printer
    name: str = ""
    """For messages, of the one sheet that is no other: `cover sheet`."""

    @property
    def per_sheet(self) -> int:
        """Sides of a sheet that are printed."""
        return 2 if self.scheme.two_sided else 1

    @property
    def count(self) -> int:
        """The number of sheets."""
        return len(self.sides) // self.per_sheet

    def is_back(self, side_number: int) -> bool:
        """Tell whether a side is the back of its sheet."""
        return side_number % self.per_sheet == 1

    def turned(self, side_number: int) -> bool:
        """Tell whether a side comes out turned by 180 degrees from how the file shows it."""
        return self.is_back(side_number) and self.printer.turns_backs(self.sides[side_number].size)

    def cell_at(self, side_number: int, box: Rect) -> CellKey:
        """Return the cell that holds the middle of a box on the displayed side."""
        scheme, paper = self.scheme, self._paper(side_number)
        column = int((box.x + box.width / 2 - paper.x) / paper.width * scheme.columns)
        from_foot = int((box.y + box.height / 2 - paper.y) / paper.height * scheme.rows)
        column = min(max(column, 0), scheme.columns - 1)
        row = scheme.rows - 1 - min(max(from_foot, 0), scheme.rows - 1)
        return self._other_way(side_number, row, column)

    def _other_way(self, side_number: int, row: int, column: int) -> CellKey:
        """Exchange a cell as displayed and a cell as it comes out."""
        if self.turned(side_number):
            return side_number, self.scheme.rows - 1 - row, self.scheme.columns - 1 - column
        return side_number, row, column

    def _paper(self, side_number: int) -> Rect:
        """Return the paper that is folded, y up: the whole side; of a leaflet, what its largest page tells of it."""
        side = self.sides[side_number]
        moved = self.printer.back_offset if self.is_back(side_number) else Point(0.0, 0.0)
        width, height = side.size
        if not self.scheme.is_bound and side.pages:
            width = max(page.box.width for page in side.pages) * self.scheme.columns
            height = max(page.box.height for page in side.pages) * self.scheme.rows
        return Rect((side.size.width - width) / 2 + moved.x, (side.size.height - height) / 2 - moved.y, width, height)

    def beyond_fold(self, side_number: int, box: Rect) -> float:
        """Return the part of a cell by which a page reaches beyond the creases around its own."""
        scheme, paper = self.scheme, self._paper(side_number)
        _, row, column = self._other_way(*self.cell_at(side_number, box))
        width, height = paper.width / scheme.columns, paper.height / scheme.rows
        x, y = paper.x + column * width, paper.y + (scheme.rows - 1 - row) * height
        return max(
            (x - box.x) / width if column > 0 else 0.0,
            (box.right - x - width) / width if column < scheme.columns - 1 else 0.0,
            (box.bottom - y - height) / height if row > 0 else 0.0,
            (y - box.y) / height if row < scheme.rows - 1 else 0.0,
        )

    def cell_name(self, cell: CellKey) -> str:
        """Return the place of a cell as the side is displayed in the file."""
        side_number, row, column = self._other_way(*cell)
        side = self.side_name(side_number)
        match self.scheme.columns, self.scheme.rows:
            case 1, 1:
                return side
            case 2, 1:
                return f"{side}, {_HALVES[column]} half"
            case _, 1:
                return f"{side}, panel {column + 1} from the left"
        return f"{side}, row {row + 1}, place {column + 1} from the left"

    def side_name(self, side_number: int) -> str:
        """Return the sheet and the side for messages: `sheet 1, front`."""
        sheet = self.name or f"sheet {side_number // self.per_sheet + 1}"
        return f"{sheet}, {_SIDES[side_number % 2]}" if self.per_sheet == 2 else sheet


def fold_fault(message: str, hint: str = "") -> Diagnostic:
    """Return a fault of the proof."""
    return Diagnostic(code="fold-proof", message=message, hint=hint)


def find_sheets(
    files: Sequence[bytes], scheme: Scheme, printer: Printer | None
) -> tuple[list[Diagnostic], PrintedSheets]:
    """Return the faults of the files as such, and the sides in the order of the booklet, as the printer piles them."""
    found_in: list[list[FoundSide]] = []
    named = ""
    for data in files:
        with opened(data, "the file of sheets") as pdf:
            fingerprints = Fingerprints()
            found_in.append([find_pages(page, fingerprints) for page in pdf.pages])
            named = _duplex(pdf)
    if printer is None:
        flip = Flip.LONG_EDGE if named == "/DuplexFlipLongEdge" else Flip.SHORT_EDGE
        printer = Printer(flip=Flip.MANUAL if len(files) > 1 else flip)
    printer = printer.for_sheet(found_in[0][0].size)
    sides, faults = _piled(found_in, scheme, printer)
    found = PrintedSheets(sides=tuple(sides), scheme=scheme, printer=printer)
    return faults or _check_sides(found), found


def _piled(
    files: Sequence[list[FoundSide]], scheme: Scheme, printer: Printer
) -> tuple[list[FoundSide], list[Diagnostic]]:
    """Return the sides as they lie in the finished pile, sheet after sheet."""
    first, *others = files
    by_hand = scheme.two_sided and printer.flip is Flip.MANUAL
    if len(others) != by_hand:
        wanted = "two files, the fronts and the backs," if by_hand else "one file"
        return [], [fold_fault(f"this printer needs {wanted} and {len(files)} came")]
    if not by_hand:
        per_sheet = 2 if scheme.two_sided else 1
        sheets = [first[at : at + per_sheet] for at in range(0, len(first), per_sheet)]
        # The first sheet printed lies lowest, face up: the last one on top is where reading begins.
        pile = sheets[::-1] if printer.reverse else sheets
        return [side for sheet in pile for side in sheet], []
    (backs,) = others
    if len(first) != len(backs):
        return [], [fold_fault(f"there are {len(first)} fronts and {len(backs)} backs")]
    printed = backs[::-1] if printer.reverse else backs
    return [side for sheet in zip(first, printed, strict=True) for side in sheet], []


def _check_sides(found: PrintedSheets) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    if found.scheme.is_bound and (found.scheme.columns, found.scheme.rows) == (2, 1):
        faults = [
            fold_fault(
                f"{found.side_name(number)}, is upright; two pages side by side need a wide sheet",
                "make the sheets again, in landscape",
            )
            for number, side in enumerate(found.sides)
            if side.size.width < side.size.height
        ]
    if len(found.sides) % found.per_sheet:
        faults.append(fold_fault(f"the file has {len(found.sides)} sides: the last sheet has no back"))
    return faults


def _duplex(pdf: pikepdf.Pdf) -> str:
    preferences = pdf.Root.get("/ViewerPreferences")
    return str(preferences.get("/Duplex", "")) if isinstance(preferences, Dictionary) else ""
