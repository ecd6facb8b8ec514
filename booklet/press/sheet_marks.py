"""The marks of a sheet: where to cut, fold and staple, which sheet it is, and the order of the signatures.

All marks stand outside the trimmed pages, within what the printer reaches; one that has no room is left out.
Notation: points, origin at the top left of the sheet, y down.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from booklet.geometry import Point, Rect, Size
from booklet.languages import Binding
from booklet.press.marks import BLACK, HAIRLINE, MARK_GAP, Ink, corner_marks, cut_mark, fold_mark, lettering_width
from booklet.press.plan import Plan
from booklet.press.schemes import Joint
from booklet.press.signature import Cell, SheetPages, Side
from booklet.units import mm

_NUMBER_HEIGHT = mm(2)
_NUMBER_INDENT = mm(8)
"""From the corner of the block: clear of its cut marks."""
_STAPLE_PEN = 1.0
_STAPLE_LENGTH = mm(3)
_STAPLES = (0.25, 0.75)
"""Of the height of the spine: no part of the fold is then farther from a staple than a quarter of its length."""
_STEP_WIDTH = mm(3)
_STEP_HEIGHT = mm(6)
_LEAST_STEP = 0.8
"""Points: a thinner step is not seen on the back of a pile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Which marks are drawn."""

    crop: bool = True
    fold: bool = True
    collation: bool = True
    """Steps on the spine, one a signature: a signature out of its place breaks the stair."""
    staples: bool = True
    sheet_numbers: bool = True


NO_MARKS = Marks(crop=False, fold=False, collation=False, staples=False, sheet_numbers=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The side that is marked."""

    sheet: SheetPages
    sheet_number: int
    """1-based."""
    signature_count: int
    binding: Binding
    is_back: bool

    @property
    def side(self) -> Side:
        """What stands on it."""
        side = self.sheet.back if self.is_back else self.sheet.front
        assert side is not None
        return side

    @property
    def shows_cover(self) -> bool:
        """Tell whether it is the outside of its signature."""
        return not self.is_back and self.sheet.number == 0


def draw_marks(ink: Ink, plan: Plan, marks: Marks, position: Position) -> None:
    """Draw the chosen marks of one side."""
    is_cut = plan.scheme.joint is Joint.CUT
    if marks.crop and is_cut:
        _cuts(ink, plan)
    elif marks.crop:
        _crop(ink, plan, position.side)
    if marks.fold and not is_cut:
        _folds(ink, plan)
    if marks.collation and plan.scheme.is_bound and position.shows_cover and position.signature_count > 1:
        _collation(ink, plan, position)
    if marks.staples and plan.scheme.sheet_limit != 1 and position.shows_cover and position.sheet.signature == 0:
        _staples(ink, plan, position)
    if marks.sheet_numbers:
        _sheet_number(ink, plan, position)


def _rooms(plan: Plan, cell: Cell) -> dict[str, float]:
    """Return the white between a page and the end of its cell or of what the printer reaches, at each edge.

    A cell at the edge of the paper goes on to the edge of the sheet.
    """
    trim, box, reach = plan.trim_box(cell), plan.cell_box(cell), plan.printable
    scheme = plan.scheme
    return {
        "left": trim.x - (reach.x if cell.column == 0 else box.x),
        "right": (reach.right if cell.column == scheme.columns - 1 else box.right) - trim.right,
        "top": trim.y - (reach.y if cell.row == 0 else box.y),
        "bottom": (reach.bottom if cell.row == scheme.rows - 1 else box.bottom) - trim.bottom,
    }


def _crop(ink: Ink, plan: Plan, side: Side) -> None:
    """Mark the corners of each page but those at the spine, and of a leaflet its outer corners alone."""
    for cell in side.cells:
        trim, rooms = plan.trim_box(cell), _rooms(plan, cell)
        for x, edge, to_x in ((trim.x, "left", -1), (trim.right, "right", 1)):
            for y, end, to_y in ((trim.y, "top", -1), (trim.bottom, "bottom", 1)):
                if {edge, end} <= _cut_edges(plan, cell):
                    corner_marks(ink, Point(x, y), Point(to_x, to_y), Size(rooms[edge], rooms[end]))


def _cut_edges(plan: Plan, cell: Cell) -> set[str]:
    if cell.spine is not None:
        return {"top", "bottom", "left" if cell.spine is Binding.RIGHT else "right"}
    scheme = plan.scheme
    ends = {
        "left": cell.column == 0,
        "right": cell.column == scheme.columns - 1,
        "top": cell.row == 0,
        "bottom": cell.row == scheme.rows - 1,
    }
    return {edge for edge, at_end in ends.items() if at_end}


def _cuts(ink: Ink, plan: Plan) -> None:
    """Mark both ends of every cut through the sheet."""
    block, reach, scheme = plan.block, plan.printable, plan.scheme
    ink.pen(HAIRLINE)
    for x in (block.x + column * plan.cell.width for column in range(scheme.columns + 1)):
        cut_mark(ink, Point(x, block.y), Point(0, -1), block.y - reach.y)
        cut_mark(ink, Point(x, block.bottom), Point(0, 1), reach.bottom - block.bottom)
    for y in (block.y + row * plan.cell.height for row in range(scheme.rows + 1)):
        cut_mark(ink, Point(block.x, y), Point(-1, 0), block.x - reach.x)
        cut_mark(ink, Point(block.right, y), Point(1, 0), reach.right - block.right)


def _folds(ink: Ink, plan: Plan) -> None:
    """Mark both ends of every crease: two beside the back of a book."""
    block, reach, paper = plan.block, plan.printable, plan.paper
    gap = plan.scheme.spine_gap
    beside = (-gap, gap) if plan.scheme.flat_back else (0.0,)
    for x in (paper.x + column * plan.cell.width + to for column in range(1, plan.scheme.columns) for to in beside):
        fold_mark(ink, Point(x, block.y), Point(0, -1), block.y - reach.y)
        fold_mark(ink, Point(x, block.bottom), Point(0, 1), reach.bottom - block.bottom)
    for row in range(1, plan.scheme.rows):
        y = paper.y + row * plan.cell.height
        fold_mark(ink, Point(block.x, y), Point(-1, 0), block.x - reach.x)
        fold_mark(ink, Point(block.right, y), Point(1, 0), reach.right - block.right)


def _cover(plan: Plan, position: Position) -> Cell:
    """Return the cell of the first page of a signature: upright, with the spine at the bound edge, in the last row.

    The steps of a scheme bring it to the top of the pile without turning it; so its column is the one at the far end.
    """
    column = plan.scheme.columns - 1 if position.binding is Binding.LEFT else 0
    (cell,) = (c for c in position.side.cells if (c.row, c.column) == (plan.scheme.rows - 1, column))
    return cell


def _collation(ink: Ink, plan: Plan, position: Position) -> None:
    """Draw the step of this signature upon the fold: in the gap of the spine, or else above the pages."""
    cover = _cover(plan, position)
    trim, box = plan.trim_box(cover), plan.cell_box(cover)
    x = box.x if position.binding is Binding.LEFT else box.right
    gap, count = plan.scheme.spine_gap, position.signature_count
    if gap >= mm(1):
        strip = Rect(x - gap, trim.y, 2 * gap, trim.height)
    else:
        head = _rooms(plan, cover)["top"] - MARK_GAP
        strip = Rect(x - _STEP_WIDTH / 2, trim.y - MARK_GAP - head, _STEP_WIDTH, max(0.0, head))
    height = min(_STEP_HEIGHT, strip.height / count)
    if height >= _LEAST_STEP:
        top = strip.bottom - (count - position.sheet.signature) * height
        ink.box(Rect(strip.x, top, strip.width, height), fill=BLACK)


def _staples(ink: Ink, plan: Plan, position: Position) -> None:
    for start, end in _staple_strokes(plan, position):
        ink.pen(_STAPLE_PEN)
        ink.line(start, end)


def _staple_strokes(plan: Plan, position: Position) -> Iterator[tuple[Point, Point]]:
    """Yield strokes at the ends of the lines on which the staples lie: their own places are within the trim."""
    block, reach = plan.block, plan.printable
    length = _STAPLE_LENGTH
    if plan.scheme.joint is Joint.FOLD and min(block.x - reach.x, reach.right - block.right) >= MARK_GAP + length:
        spine = plan.trim_box(_cover(plan, position))
        for part in _STAPLES:
            y = spine.y + part * spine.height
            yield Point(block.x - MARK_GAP, y), Point(block.x - MARK_GAP - length, y)
            yield Point(block.right + MARK_GAP, y), Point(block.right + MARK_GAP + length, y)
    if plan.scheme.joint is Joint.CORNER and min(block.x - reach.x, block.y - reach.y) >= length:
        x, sign = (block.x, -1) if position.binding is Binding.LEFT else (block.right, 1)
        # Across the corner, clear of its cut marks, which begin a gap away from it.
        near, far = MARK_GAP, length
        yield Point(x + sign * near, block.y - far), Point(x + sign * far, block.y - near)


def _sheet_number(ink: Ink, plan: Plan, position: Position) -> None:
    """Write the number of the sheet and A for its front, B for its back, at the foot or else beside the pages."""
    block, reach = plan.block, plan.printable
    text = f"{position.sheet_number}{'B' if position.is_back else 'A'}"
    width = lettering_width(text, _NUMBER_HEIGHT)
    if reach.bottom - block.bottom >= MARK_GAP + _NUMBER_HEIGHT + mm(1):
        at = Point(block.x + _NUMBER_INDENT, block.bottom + MARK_GAP + _NUMBER_HEIGHT)
        ink.lettering(text, at, _NUMBER_HEIGHT)
    elif block.x - reach.x >= MARK_GAP + width + mm(1):
        at = Point(block.x - MARK_GAP - width, block.bottom - _NUMBER_INDENT)
        ink.lettering(text, at, _NUMBER_HEIGHT)
