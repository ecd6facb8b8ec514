"""Impose a finished PDF: its pages onto sheets that are folded, gathered and bound, for the printer at hand.

Notation: a cell is the place of a page between the creases of a sheet (`plan`); `spine` is the edge it stands against.
Preconditions: the pages are the booklet's in reading order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pikepdf

from booklet.errors import ContentError, Diagnostic
from booklet.geometry import Matrix, Rect, Size, in_mm
from booklet.languages import Binding, Direction
from booklet.press.cutting import cut_scheme, cut_sheets
from booklet.press.marks import Ink
from booklet.press.pages import add_page, form_of, new_file, opened, saved, shown_box
from booklet.press.plan import Plan, make_plan, most_places, room_for_page
from booklet.press.printer import OFFICE, Printer
from booklet.press.schemes import SADDLE, Joint, Scheme
from booklet.press.sheet_marks import Marks, Position, draw_marks
from booklet.press.signature import Cell, SheetPages, cover_scheme, covered_sheets, creep, sheets_of
from booklet.press.sizes import fit_unlike, usual_form
from booklet.units import mm, to_mm

_LEAST_SHEET = mm(20)
_MOST_CREEP = 0.05
"""Of the width of a page: less than the inner margin of any book, and half of what the proof lets pass."""
_ALL_MARKS = Marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSheet:
    """A cover on a sheet of its own, of heavier paper; lengths in points."""

    thickness: float
    spine: float = 0.0
    """Width of the back of a glued book; folded sheets have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImposedSheets:
    """The files of sheets and what is to be known about them."""

    files: tuple[bytes, ...]
    """One PDF; for a printer that prints one side and sheets that have two: the fronts, then the backs.

    Empty where the cover is all there is."""
    cover_files: tuple[bytes, ...]
    """The same for the cover on a sheet of its own; empty where the cover is part of the sheets."""
    page_count: int
    """Pages of the source, without the blanks."""
    sheet_count: int
    """Of `files`."""
    blank_count: int
    """Blanks that complete the sheets."""
    scale: float
    """1.0, or less when the pages are larger than their places on the sheet."""
    printer: Printer
    """What the files are made for, its flip decided."""
    notes: tuple[Diagnostic, ...]
    """Warnings for the person who prints."""
    scheme: Scheme
    """How they are handled."""

    @property
    def pdf(self) -> bytes:
        """The first file: for a printer that prints both sides, the only one."""
        return self.files[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What is the same for all sides."""

    plan: Plan
    sheets: tuple[SheetPages, ...]
    forms: list[pikepdf.Stream]
    binding: Binding
    printer: Printer
    marks: Marks
    paper_thickness: float
    around: float = 0.0
    """Thickness of the cover that all sheets lie in."""

    def shift(self, cell: Cell) -> float:
        """Return how far a page moves toward the spine."""
        return creep(cell.depth, self.paper_thickness) + self.around

    @property
    def place_count(self) -> int:
        """Pages and blanks."""
        return self.plan.scheme.pages_per_sheet * len(self.sheets)

    def files(self, source: pikepdf.Pdf) -> tuple[bytes, ...]:
        """Return a file for each run through the printer."""
        if not self.sheets:
            return ()
        runs = self.printer.runs(len(self.sheets), two_sided=self.plan.scheme.two_sided)
        return tuple(_file(self, source, run) for run in runs)


def impose(
    reader: bytes,
    *,
    binding: Binding,
    sheet: Size,
    scheme: Scheme = SADDLE,
    printer: Printer = OFFICE,
    marks: Marks = _ALL_MARKS,
    paper_thickness: float = 0.0,
    second_cover: int | None = None,
    cover: CoverSheet | None = None,
) -> ImposedSheets:
    """Return the sheets of a booklet; the pages stand at their true size against the spine.

    A `second_cover` is the page index where the part begins that is read from the other end (see `signature`). A
    `cover` sheet takes the two first and the two last pages into files of its own: around a bound scheme alone.

    Bleed is cut off: an office printer cannot print to the edge. If pages are larger than their place on the sheet, all
    are made smaller by the same factor and a note says so; a few that are larger than the others, by their own.

    Raises:
        ContentError: the PDF is locked, damaged or empty, has more pages than the scheme, or the sheet cannot carry a
            page.
    """
    if min(sheet) < _LEAST_SHEET or paper_thickness < 0:
        raise _fault(
            "sheet-size",
            "a booklet needs a sheet of at least 20 mm and a paper thickness that is not negative",
            "usual values are A4 and 0.1mm",
        )
    with opened(reader, "the booklet") as source:
        _refuse_too_many(scheme, len(source.pages))
        forms = [form_of(page) for page in source.pages]
        unlike = _fit_unlike(forms, scheme, sheet, printer)
        plan = _plan(forms, scheme, sheet, printer)
        job = _Job(
            plan=plan,
            sheets=sheets_of(scheme, len(forms), binding, second_cover),
            forms=forms,
            binding=binding,
            printer=printer.for_sheet(plan.sheet),
            marks=marks,
            paper_thickness=paper_thickness,
        )
        cover_job = None
        if cover:
            cover_job, job = _with_cover(job, cover, printer, second_cover)
        return ImposedSheets(
            files=job.files(source),
            cover_files=cover_job.files(source) if cover_job else (),
            page_count=len(forms),
            sheet_count=len(job.sheets),
            blank_count=job.place_count + (cover_job.place_count if cover_job else 0) - len(forms),
            scale=job.plan.scale,
            printer=job.printer,
            notes=(*_scale_notes(job.plan, *([cover_job.plan] if cover_job else [])), *unlike, *_creep_notes(job)),
            scheme=scheme,
        )


def impose_cut(
    reader: bytes,
    copies: Sequence[Sequence[int]],
    *,
    binding: Binding,
    sheet: Size,
    printer: Printer = OFFICE,
    marks: Marks = _ALL_MARKS,
) -> ImposedSheets:
    """Return sheets to be cut and stacked, with as many copies a side as the paper has room for (`cutting`).

    `copies` are the page indices of each: one page, or a front and a back.

    Raises:
        ContentError: the PDF is damaged, or the pages are larger than what the printer reaches of the sheet.
    """
    with opened(reader, "the file of copies") as source:
        forms = [form_of(page) for page in source.pages]
        used = [forms[page_index] for copy in copies for page_index in copy]
        boxes = [shown_box(form) for form in used]
        page = Size(max(box.width for box in boxes), max(box.height for box in boxes))
        columns, rows = most_places(page, sheet, printer.margin)
        if min(columns, rows) < 1:
            message = f"the pages are {in_mm(page)}, and the printer reaches less of a sheet of {in_mm(sheet)}"
            raise _fault("cut-size", message, "take larger paper: --sheet A3")
        scheme = cut_scheme(columns, rows, two_sided=any(len(copy) > 1 for copy in copies))
        plan = _plan(used, scheme, sheet, printer)
        job = _Job(
            plan=plan,
            sheets=cut_sheets(scheme, copies, binding),
            forms=forms,
            binding=binding,
            printer=printer.for_sheet(plan.sheet),
            marks=marks,
            paper_thickness=0.0,
        )
        return ImposedSheets(
            files=job.files(source),
            cover_files=(),
            page_count=len(used),
            sheet_count=len(job.sheets),
            blank_count=job.place_count - len(used),
            scale=plan.scale,
            printer=job.printer,
            notes=(),
            scheme=scheme,
        )


def _with_cover(job: _Job, cover: CoverSheet, printer: Printer, second_cover: int | None) -> tuple[_Job, _Job]:
    """Return the job of the cover and that of the inside, with pages of one scale and the marks that each needs."""
    scheme = job.plan.scheme
    sheet, inside = covered_sheets(scheme, len(job.forms), job.binding, second_cover)
    plan = _plan(job.forms, cover_scheme(scheme, cover.spine), job.plan.sheet, printer)
    scale = min(job.plan.scale, plan.scale)
    nested = scheme.joint is Joint.FOLD and scheme.signature is None
    around = replace(
        job,
        plan=plan.scaled(scale),
        sheets=(sheet,),
        printer=printer.for_sheet(plan.sheet),
        marks=replace(job.marks, sheet_numbers=False),
    )
    return around, replace(
        job,
        plan=job.plan.scaled(scale),
        sheets=inside,
        marks=replace(job.marks, staples=False),
        around=cover.thickness if nested else 0.0,
    )


def _fault(code: str, message: str, hint: str) -> ContentError:
    return ContentError(Diagnostic(code=code, message=message, hint=hint))


def _refuse_too_many(scheme: Scheme, page_count: int) -> None:
    most = (scheme.sheet_limit or page_count) * scheme.pages_per_sheet
    if page_count > most:
        raise _fault(
            "too-many-pages",
            f"a {scheme.name} has room for {most} pages, and the booklet has {page_count}",
            "leave out pages, or take saddle stitch",
        )


def _fit_unlike(
    forms: Sequence[pikepdf.Stream], scheme: Scheme, sheet: Size, printer: Printer
) -> tuple[Diagnostic, ...]:
    """Shrink the few pages that are larger than the others to the room that these have, and say which."""
    usual = _plan([usual_form(forms)], scheme, sheet, printer)
    return fit_unlike(forms, room_for_page(scheme, usual.sheet, usual.margin))


def _plan(forms: Sequence[pikepdf.Stream], scheme: Scheme, sheet: Size, printer: Printer) -> Plan:
    pages = [Size(box.width, box.height) for box in map(shown_box, forms)]
    if min(min(page) for page in pages) <= 0:
        raise _fault(
            "page-size",
            "a page of the booklet has no width or no height",
            "look at the page sizes and the trim boxes of the PDF",
        )
    try:
        return make_plan(scheme, pages, sheet, printer.margin)
    except ValueError as fault:
        raise _fault(
            "sheet-size",
            "the white edges of the printer and the spine leave no room for a page on this sheet",
            "take a larger sheet or smaller margins",
        ) from fault


def _scale_notes(*plans: Plan) -> tuple[Diagnostic, ...]:
    """Say of pages that were made smaller for which place: that of the plan with the least room."""
    rooms = [room_for_page(plan.scheme, plan.sheet, plan.margin) for plan in plans]
    room, plan = min(zip(rooms, plans, strict=True), key=lambda pair: min(pair[0]))
    if plan.scale == 1.0:
        return ()
    width, height = (round(to_mm(length / plan.scale)) for length in plan.trim)
    place = "half a sheet" if plan.scheme.is_bound and plan.scheme.rows == 1 else "their place on the sheet"
    place += " beside the spine" if plan.scheme.flat_back else ""
    return (
        Diagnostic(
            code="pages-scaled",
            message=f"the pages ({width} × {height} mm) are larger than {place} "
            f"({to_mm(2 * room.width) / 2:.0f} × {to_mm(room.height):.0f} mm) and are printed at {plan.scale:.0%}",
            hint="take a larger sheet or a smaller page to keep the size",
            severity="warning",
        ),
    )


def _creep_notes(job: _Job) -> tuple[Diagnostic, ...]:
    """Warn of sheets in one another that are too many to be folded: what is cut off inside would be missed."""
    depths = (cell.depth for sheet in job.sheets for side in sheet.sides for cell in side.cells)
    most = creep(max(depths, default=0), job.paper_thickness) + job.around
    if most <= _MOST_CREEP * job.plan.trim.width:
        return ()
    return (
        Diagnostic(
            code="thick-signature",
            message=f"so many sheets lie in one another that the inner pages lose {to_mm(most):.0f} mm at the spine",
            hint="make several signatures, for example of four sheets",
            severity="warning",
        ),
    )


def _file(job: _Job, source: pikepdf.Pdf, run: Sequence[tuple[int, bool]]) -> bytes:
    """Return the file of one run through the printer."""
    direction = Direction.RTL if job.binding is Binding.RIGHT else Direction.LTR
    result = new_file(source, direction=direction, duplex=job.printer.duplex(two_sided=job.plan.scheme.two_sided))
    positions = [_position(job, *impression) for impression in run]
    used = {index for position in positions for index in position.side.page_indices if index is not None}
    copied = {index: result.copy_foreign(job.forms[index]) for index in sorted(used)}
    for position in positions:
        _add_side(result, job, position, copied)
    return saved(result, source)


def _position(job: _Job, sheet_index: int, is_back: bool) -> Position:
    return Position(
        sheet=job.sheets[sheet_index],
        sheet_number=sheet_index + 1,
        signature_count=job.sheets[-1].signature + 1,
        binding=job.binding,
        is_back=is_back,
    )


def _add_side(pdf: pikepdf.Pdf, job: _Job, position: Position, forms: dict[int, pikepdf.Object]) -> None:
    plan, printer = job.plan, job.printer
    ink = Ink(plan.sheet)
    if position.is_back:
        if any(printer.back_offset):
            ink.put(1.0, 0.0, 0.0, 1.0, printer.back_offset.x, -printer.back_offset.y, "cm")
        if printer.turns_backs(plan.sheet):
            ink.put(-1.0, 0.0, 0.0, -1.0, plan.sheet.width, plan.sheet.height, "cm")
    used = {}
    for cell in position.side.cells:
        if cell.page_index is None:
            continue
        name = f"/P{cell.page_index + 1}"
        used[name] = forms[cell.page_index]
        ink.form(name, _placed(plan, used[name], cell, job.shift(cell)), plan.cell_box(cell))
    draw_marks(ink, plan, job.marks, position)
    block = plan.block
    trim = Rect(block.x, plan.sheet.height - block.bottom, block.width, block.height)
    add_page(pdf, plan.sheet, bytes(ink), used, trim)


def _placed(plan: Plan, form: pikepdf.Object, cell: Cell, shift: float) -> Matrix:
    """Return the PDF matrix that sets a page into its cell, `shift` nearer to the spine."""
    turned = plan.scale if cell.rotation == 0 else -plan.scale
    scaled = Matrix(turned, 0, 0, turned)
    box = shown_box(form, scaled)
    place = plan.trim_box(cell, Size(box.width, box.height))
    toward_spine = shift if cell.spine is Binding.RIGHT else -shift
    return scaled.then(Matrix(e=place.x + toward_spine - box.x, f=plan.sheet.height - place.bottom - box.y))
