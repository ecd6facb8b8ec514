"""Impose a finished PDF as a stapled booklet: two pages a side, ready for an office printer that prints both sides.

Notation: coordinates are PDF's own, y up; `half` is half a sheet in landscape, the fold is its inner edge.
Preconditions: the pages are the booklet's in reading order; sheets are turned over the short edge, or, where
`Flip.LONG_EDGE` is asked for, over the long one (the backs are then printed upside down, and come out upright).
"""

from dataclasses import dataclass
from enum import Enum

import pikepdf

from booklet.errors import ContentError, Diagnostic
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.languages import Binding, Direction
from booklet.press.marks import Ink, corner_marks, fold_marks
from booklet.press.pages import add_page, form_of, new_file, opened, saved, shown_box
from booklet.press.signature import Side, creep, saddle_stitch
from booklet.units import mm, to_mm

_FITS = 0.5
"""Points by which a page may be larger than half the sheet before it is made smaller: word processors round A5 to
420 x 595, and 0.2 mm at the edge is less than any printer reaches."""
_LEAST_HALF = mm(20)


class Flip(Enum):
    """The edge over which the printer turns the sheet."""

    SHORT_EDGE = "short"
    LONG_EDGE = "long"


_DUPLEX = {Flip.SHORT_EDGE: "/DuplexFlipShortEdge", Flip.LONG_EDGE: "/DuplexFlipLongEdge"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImposedSheets:
    """A file of sheets and what is to be known about it."""

    pdf: bytes
    """Front and back of sheet after sheet, the outermost first."""
    page_count: int
    """Pages of the source, without the blanks."""
    sheet_count: int
    blank_count: int
    """Blanks before the back cover."""
    scale: float
    """1.0, or less when the pages are larger than half a sheet."""
    notes: tuple[Diagnostic, ...]
    """Warnings for the person who prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What all sides have in common."""

    sheet: Size
    trim: Size
    """The largest page, scaled."""
    scale: float
    flip: Flip

    @property
    def fold(self) -> float:
        return self.sheet.width / 2

    @property
    def spread(self) -> Rect:
        """The two trimmed pages of a side; x and y are its lower left corner."""
        return Rect(
            self.fold - self.trim.width,
            (self.sheet.height - self.trim.height) / 2,
            2 * self.trim.width,
            self.trim.height,
        )


def impose(
    reader: bytes,
    *,
    binding: Binding,
    sheet: Size,
    paper_thickness: float = 0.0,
    flip: Flip = Flip.SHORT_EDGE,
    second_cover: int | None = None,
) -> ImposedSheets:
    """Return the sheets of a stapled booklet; the pages stand at their true size against the fold.

    A `second_cover` is the page index where the part begins that is read from the other end (see `signature`).

    Bleed is cut off: an office printer cannot print to the edge. If any page is larger than half the sheet, all
    pages are made smaller by the same factor and a note says so.

    Raises:
        ContentError: the PDF is locked, damaged or empty, or the sheet cannot carry a page.
    """
    if min(sheet) < _LEAST_HALF or paper_thickness < 0:
        raise ContentError(
            Diagnostic(
                code="sheet-size",
                message="a booklet needs a sheet of at least 20 mm and a paper thickness that is not negative",
                hint="usual values are A4 and 0.1mm",
            )
        )
    with opened(reader, "the booklet") as source:
        forms = [form_of(page) for page in source.pages]
        plan = _plan(forms, sheet.landscape, flip)
        direction = Direction.RTL if binding is Binding.RIGHT else Direction.LTR
        result = new_file(source, direction=direction, duplex=_DUPLEX[flip])
        placed = [result.copy_foreign(form) for form in forms]
        sheets = saddle_stitch(len(placed), binding, second_cover)
        for index, pages in enumerate(sheets):
            shift = creep(index, paper_thickness)
            _add_side(result, plan, pages.front, placed, shift, turned=False)
            _add_side(result, plan, pages.back, placed, shift, turned=flip is Flip.LONG_EDGE)
        return ImposedSheets(
            pdf=saved(result, source),
            page_count=len(forms),
            sheet_count=len(sheets),
            blank_count=4 * len(sheets) - len(forms),
            scale=plan.scale,
            notes=_notes(plan, sheet.landscape),
        )


def _plan(forms: list[pikepdf.Stream], sheet: Size, flip: Flip) -> _Plan:
    boxes = [shown_box(form) for form in forms]
    largest = Size(max(box.width for box in boxes), max(box.height for box in boxes))
    if min(min(box.width, box.height) for box in boxes) <= 0:
        raise ContentError(
            Diagnostic(
                code="page-size",
                message="a page of the booklet has no width or no height",
                hint="look at the page sizes and the trim boxes of the PDF",
            )
        )
    half = Size(sheet.width / 2, sheet.height)
    fits = largest.width <= half.width + _FITS and largest.height <= half.height + _FITS
    scale = 1.0 if fits else min(half.width / largest.width, half.height / largest.height)
    return _Plan(sheet=sheet, trim=Size(largest.width * scale, largest.height * scale), scale=scale, flip=flip)


def _notes(plan: _Plan, sheet: Size) -> tuple[Diagnostic, ...]:
    if plan.scale == 1.0:
        return ()
    width, height = (round(to_mm(length / plan.scale)) for length in plan.trim)
    return (
        Diagnostic(
            code="pages-scaled",
            message=f"the pages ({width} × {height} mm) are larger than half a sheet "
            f"({to_mm(sheet.width) / 2:.0f} × {to_mm(sheet.height):.0f} mm) and are printed at {plan.scale:.0%}",
            hint="take a larger sheet or a smaller page to keep the size",
            severity="warning",
        ),
    )


def _add_side(
    pdf: pikepdf.Pdf, plan: _Plan, side: Side, forms: list[pikepdf.Object], shift: float, *, turned: bool
) -> None:
    ink = Ink(plan.sheet)
    if turned:
        ink.put(-1.0, 0.0, 0.0, -1.0, plan.sheet.width, plan.sheet.height, "cm")
    used = {}
    for page_index, on_right in ((side.left, False), (side.right, True)):
        if page_index is None:
            continue
        name = f"/P{page_index + 1}"
        used[name] = forms[page_index]
        half = Rect(plan.fold if on_right else 0.0, 0.0, plan.fold, plan.sheet.height)
        ink.form(name, _placed(plan, forms[page_index], shift, on_right=on_right), half)
    _draw_marks(ink, plan)
    add_page(pdf, plan.sheet, bytes(ink), used, plan.spread)


def _placed(plan: _Plan, form: pikepdf.Object, shift: float, *, on_right: bool) -> Matrix:
    """Return the matrix that sets a page against the fold, `shift` beyond it, in the middle of the height."""
    scaled = Matrix(plan.scale, 0, 0, plan.scale)
    box = shown_box(form, scaled)
    left = plan.fold - shift if on_right else plan.fold - box.width + shift
    return scaled.then(Matrix(e=left - box.x, f=(plan.sheet.height - box.height) / 2 - box.y))


def _draw_marks(ink: Ink, plan: _Plan) -> None:
    """Cut marks at the outer corners and marks of the fold, where the sheet is larger than the trim."""
    spread = plan.spread
    room = Size(spread.x, spread.y)
    for x, to_x in ((spread.x, -1), (spread.right, 1)):
        for y, to_y in ((spread.y, -1), (spread.bottom, 1)):
            corner_marks(ink, Point(x, y), Point(to_x, to_y), room)
    fold_marks(ink, plan.fold, spread.y, spread.bottom, room.height)
