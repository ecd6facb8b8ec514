"""Commands on finished PDFs, of this program or any other: read, impose, cut or prove, and only then write."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from booklet.errors import ContentError, Diagnostic, PreflightFailed, UsageFault, Where
from booklet.files import names_of_runs, read_whole, refuse_same, write_beside
from booklet.geometry import Size, in_mm
from booklet.languages import Binding
from booklet.press.foreign import Foreign, look_at_pdf
from booklet.press.instructions import instructions
from booklet.press.printer import OFFICE, Printer
from booklet.press.prove import prove_sheets
from booklet.press.schemes import SADDLE, SCHEMES, Scheme
from booklet.press.sheet_marks import Marks
from booklet.press.sheets import ImposedSheets, impose
from booklet.press.tiles import TiledPoster, TileOptions, tile

_ALL_MARKS = Marks()
_TOO_DAMAGED = Diagnostic(
    code="pdf-damaged",
    message="the PDF is damaged, so that its pages are not the same each time they are read",
    hint="open it in a PDF viewer and print it from there to a new PDF",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImposeOptions:
    """What the person asks for."""

    sheet: Size
    binding: Binding | None = None
    """None for the one that the PDF itself tells."""
    scheme: Scheme = SADDLE
    printer: Printer = OFFICE
    marks: Marks = _ALL_MARKS
    paper_thickness: float = 0.0
    second_cover: int | None = None
    """1-based number of the page that begins the part read from the other end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """What was made of a PDF."""

    files: tuple[Path, ...]
    summary: tuple[str, ...]
    """Sentences for the person who prints: what was made, then what to do with it, step by step."""
    notes: tuple[Diagnostic, ...]


def scheme_of(name: str, *, signature: int | None = None, spine_gap: float = 0.0) -> Scheme:
    """Return a scheme of `SCHEMES`, with this many sheets in a signature.

    Raises:
        UsageFault: when its sheets do not lie in one another, or it has no spine that is glued.
    """
    scheme = SCHEMES[name]
    if signature and (not scheme.is_bound or scheme.sheet_limit):
        raise _usage("signature", f"a {scheme.name} has no signatures", "leave --signature out, or take saddle stitch")
    if spine_gap and not name.startswith("perfect"):
        raise _usage("spine-gap", f"a {scheme.name} has no glued spine", "leave --spine-gap out, or take perfect")
    return replace(scheme, signature=signature or scheme.signature, spine_gap=spine_gap)


def impose_file(
    source: Path, out: Path, options: ImposeOptions, progress: Callable[[str], None] = lambda _: None
) -> Imposed:
    """Make the sheets of a PDF, prove them, and write them.

    For a printer that prints one side, `out` gives the names of two files: `-fronts` and `-backs` are added to it.

    Raises:
        BookletError: the PDF cannot be read or imposed, the sheets do not read in order, or the result cannot be
            written; what was at `out` is there still.
    """
    refuse_same(source, out)
    progress(f"reading {source}")
    reader = read_whole(source)
    try:
        foreign = look_at_pdf(reader)
        binding = options.binding or foreign.binding or Binding.LEFT
        progress("laying the pages on sheets")
        sheets = _imposed(reader, foreign, binding, options)
        progress("folding the sheets to see whether they read in order")
        _prove_imposed(sheets, reader, foreign, binding, options)
    except ContentError as error:
        where = Where(path=str(source))
        raise ContentError(replace(fault, where=where) for fault in error.diagnostics) from error
    files = names_of_runs(out, len(sheets.files))
    for file in files:
        refuse_same(source, file)
    write_beside(list(zip(files, sheets.files, strict=True)))
    reason = "as you asked" if options.binding else foreign.reason
    return Imposed(
        files=files,
        summary=(
            _counts(sheets, options.sheet),
            f"bound on the {binding.value}: {reason}",
            *instructions(options.scheme, binding, sheets.printer, sheets.sheet_count),
        ),
        notes=(*foreign.notes, *sheets.notes, *(() if options.binding else _doubts(foreign, binding))),
    )


def tile_file(source: Path, out: Path, wish: TileOptions) -> TiledPoster:
    """Cut a page of a PDF to office sheets and write them; a fault leaves what was at `out` as it was.

    Raises:
        BookletError: the file cannot be read or cut, or the result cannot be written.
    """
    refuse_same(source, out)
    data = read_whole(source)
    try:
        tiled = tile(data, wish)
    except ContentError as error:
        where = Where(path=str(source))
        raise ContentError(replace(fault, where=where) for fault in error.diagnostics) from error
    write_beside([(out, tiled.pdf)])
    return tiled


def _imposed(reader: bytes, foreign: Foreign, binding: Binding, options: ImposeOptions) -> ImposedSheets:
    return impose(
        reader,
        binding=binding,
        sheet=options.sheet,
        scheme=options.scheme,
        printer=options.printer,
        marks=options.marks,
        paper_thickness=options.paper_thickness,
        second_cover=_page_index(options.second_cover, foreign.page_count),
    )


def _prove_imposed(
    sheets: ImposedSheets, reader: bytes, foreign: Foreign, binding: Binding, options: ImposeOptions
) -> None:
    second_cover = _page_index(options.second_cover, foreign.page_count)
    try:
        prove_sheets(sheets.files, reader, binding, second_cover, scheme=options.scheme, printer=sheets.printer)
    except PreflightFailed as error:
        if foreign.is_damaged:
            raise ContentError(_TOO_DAMAGED) from error
        raise


def _counts(sheets: ImposedSheets, sheet: Size) -> str:
    blanks = f" and {_count(sheets.blank_count, 'blank')}" if sheets.blank_count else ""
    return f"{_count(sheets.page_count, 'page')}{blanks} on {_count(sheets.sheet_count, 'sheet')} of {in_mm(sheet)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _page_index(page_number: int | None, page_count: int) -> int | None:
    """Return where the second cover stands, if there is one."""
    if page_number is None or 1 < page_number <= page_count:
        return None if page_number is None else page_number - 1
    message = f"page {page_number} cannot be the second cover: the PDF has {_count(page_count, 'page')}"
    raise _usage("second-cover", message, "name the page on the outside of the other end, as your viewer counts")


def _usage(code: str, message: str, hint: str) -> UsageFault:
    return UsageFault(Diagnostic(code=code, message=message, hint=hint))


def _doubts(foreign: Foreign, binding: Binding) -> tuple[Diagnostic, ...]:
    if binding is Binding.RIGHT or not foreign.has_rtl_letters:
        return ()
    return (
        Diagnostic(
            code="binding-guessed",
            message=f"the PDF has Hebrew or Arabic letters, and yet it is bound on the left: {foreign.reason}",
            hint="if it is read from right to left, give --binding right",
            severity="warning",
        ),
    )


# The proof of files that lie there.


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveOptions:
    """What the person says of the sheets; what is left out is found."""

    binding: Binding | None = None
    scheme: Scheme | None = None
    printer: Printer | None = None
    """None for the one that the file itself names (/Duplex)."""
    second_cover: int | None = None
    """1-based page number."""


def prove_files(sheets: tuple[Path, ...], reader: Path, options: ProveOptions) -> str:
    """Return the sentence that the sheets read as the reader does, and how; fronts and backs may be in two files.

    Raises:
        BookletError: a file cannot be read, or the sheets do not read in order.
    """
    data = [read_whole(path) for path in sheets]
    book = read_whole(reader)
    foreign = look_at_pdf(book)
    second_cover = _page_index(options.second_cover, foreign.page_count)
    faults: list[PreflightFailed] = []
    for scheme, binding in _candidates(options, foreign):
        try:
            prove_sheets(data, book, binding, second_cover, scheme=scheme, printer=options.printer)
        except PreflightFailed as error:
            faults.append(error)
        else:
            return f"{sheets[0]} reads as {reader} does, in order: {scheme.name}, bound on the {binding.value}"
    raise faults[0]


def _candidates(options: ProveOptions, foreign: Foreign) -> Iterator[tuple[Scheme, Binding]]:
    """Yield what the sheets may be, the likeliest first: the faults that are told are those of the first."""
    binding = options.binding or foreign.binding
    bindings = (binding,) if binding else tuple(Binding)
    return product((options.scheme,) if options.scheme else SCHEMES.values(), bindings)
