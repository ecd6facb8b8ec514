"""Where the cells and the trimmed pages of a side lie on the sheet: lengths alone, nothing drawn.

Notation: points, origin at the top left of the sheet, y down. A cell is what lies between the creases around a page;
its trim is the page as cut. In bound booklets the sheet is divided evenly and pages stand against the spine, in the
middle of the height; in leaflets the cells are the pages, in the middle of the sheet.
"""

from dataclasses import dataclass, replace

from booklet.geometry import Rect, Size
from booklet.languages import Binding
from booklet.press.schemes import Scheme
from booklet.press.signature import Cell

_FITS = 0.5
"""Points by which a page may be larger than its place before it is made smaller: word processors round A5 to
420 x 595, and 0.2 mm at the edge is less than any printer reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What all sides have in common."""

    scheme: Scheme
    sheet: Size
    trim: Size
    """The largest page, scaled."""
    scale: float
    margin: Size
    """What the printer does not reach, at left and right, and at top and foot."""

    def scaled(self, scale: float) -> "Plan":
        """Return the plan with its pages at another scale, no larger than they are."""
        share = scale / self.scale
        return replace(self, scale=scale, trim=Size(self.trim.width * share, self.trim.height * share))

    @property
    def cell(self) -> Size:
        """The size of a cell."""
        if not self.scheme.is_bound:
            return self.trim
        return Size(self.sheet.width / self.scheme.columns, self.sheet.height / self.scheme.rows)

    @property
    def paper(self) -> Rect:
        """The paper that is folded: all cells together."""
        width, height = self.cell.width * self.scheme.columns, self.cell.height * self.scheme.rows
        return Rect((self.sheet.width - width) / 2, (self.sheet.height - height) / 2, width, height)

    @property
    def printable(self) -> Rect:
        """What the printer reaches."""
        return Rect(
            self.margin.width,
            self.margin.height,
            max(0.0, self.sheet.width - 2 * self.margin.width),
            max(0.0, self.sheet.height - 2 * self.margin.height),
        )

    @property
    def block(self) -> Rect:
        """The smallest rectangle that holds all trimmed pages of a side."""
        inset_x = self.cell.width - self.trim.width - self.scheme.spine_gap if self.scheme.is_bound else 0.0
        inset_y = (self.cell.height - self.trim.height) / 2
        paper = self.paper
        return Rect(paper.x + inset_x, paper.y + inset_y, paper.width - 2 * inset_x, paper.height - 2 * inset_y)

    def cell_box(self, cell: Cell) -> Rect:
        """Return the cell on the sheet."""
        x = self.paper.x + cell.column * self.cell.width
        return Rect(x, self.paper.y + cell.row * self.cell.height, *self.cell)

    def trim_box(self, cell: Cell, page: Size | None = None) -> Rect:
        """Return the place of a page of this size, or of the largest, before creep moves it."""
        box = self.cell_box(cell)
        page = page or self.trim
        gap = self.scheme.spine_gap
        match cell.spine:
            case Binding.LEFT:
                x = box.x + gap
            case Binding.RIGHT:
                x = box.right - gap - page.width
            case None:
                x = box.x + (box.width - page.width) / 2
        return Rect(x, box.y + (box.height - page.height) / 2, *page)


def make_plan(scheme: Scheme, pages: list[Size], sheet: Size, margin: Size) -> Plan:
    """Return the plan with the paper upright or across, whichever keeps the pages larger; two side by side lie across.

    Raises:
        ValueError: when margins and spine leave no room for a page.
    """
    largest = Size(max(page.width for page in pages), max(page.height for page in pages))
    block = Size(largest.width * scheme.columns, largest.height * scheme.rows)
    wide, upright = sheet.landscape, sheet.portrait
    papers = [wide, upright] if block.width > block.height else [upright, wide]
    if scheme.is_bound and (scheme.columns, scheme.rows) == (2, 1):
        papers = [wide]
    scale, chosen = max(((_scale(scheme, largest, one, margin), one) for one in papers), key=lambda pair: pair[0])
    return Plan(
        scheme=scheme,
        sheet=chosen,
        trim=Size(largest.width * scale, largest.height * scale),
        scale=scale,
        margin=margin,
    )


def most_places(page: Size, sheet: Size, margin: Size) -> tuple[int, int]:
    """Return the columns and rows of the most pages of a size that a sheet carries, upright or across; 0 for none."""
    grids = [
        (
            int((paper.width - 2 * margin.width) / (page.width - _FITS)),
            int((paper.height - 2 * margin.height) / (page.height - _FITS)),
        )
        for paper in (sheet.portrait, sheet.landscape)
    ]
    return max(grids, key=lambda grid: max(0, grid[0]) * max(0, grid[1]))


def room_for_page(scheme: Scheme, sheet: Size, margin: Size) -> Size:
    """Return the largest page that a sheet of this size and direction carries."""
    if scheme.is_bound:
        return Size(
            sheet.width / scheme.columns - scheme.spine_gap - margin.width,
            sheet.height / scheme.rows - 2 * margin.height,
        )
    return Size((sheet.width - 2 * margin.width) / scheme.columns, (sheet.height - 2 * margin.height) / scheme.rows)


def _scale(scheme: Scheme, page: Size, sheet: Size, margin: Size) -> float:
    room = room_for_page(scheme, sheet, margin)
    if min(room) <= 0:
        raise ValueError("no room for a page")
    if page.width <= room.width + _FITS and page.height <= room.height + _FITS:
        return 1.0
    return min(room.width / page.width, room.height / page.height)
