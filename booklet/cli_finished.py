"""The commands on finished PDFs: arguments and printing; `finished` does the work."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from booklet.errors import BookletError
from booklet.terminal import print_diagnostic, print_line, progress_shown

if TYPE_CHECKING:
    from booklet.geometry import Size

T = TypeVar("T")

_PAPER_HELP = "The paper in your printer: A4, A3, Letter, Tabloid, or width x height: 200x280mm."
_SCHEME_HELP = "How the sheets are folded and bound; see docs/sheets.md."
_FLIP_HELP = "The edge over which your printer turns the sheet; manual: you turn the pile."
_OFFSET_HELP = "How far backs are moved, right and down, to lie behind the fronts."
_CREEP_HELP = "Of one leaf, 0.1mm for office paper: inner pages are moved to the spine by as much as they stand out."
_SECOND_COVER_HELP = "Where the part begins that is read from the other end, in a book with two covers."


def _paper(_context: click.Context, _parameter: click.Parameter, text: str) -> "Size":
    """Return the paper that an option names."""
    from booklet.geometry import parse_paper

    return _parsed(parse_paper, text)


def _length(_context: click.Context, _parameter: click.Parameter, text: str) -> float:
    """Return the points that an option names, not below zero."""
    from booklet.units import parse_length

    length = _parsed(parse_length, text)
    if length < 0:
        raise click.BadParameter("a length below zero makes no sense here")
    return length


def _parsed(parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except BookletError as error:
        (fault,) = error.diagnostics
        raise click.BadParameter(f"{fault.message}; {fault.hint}") from error


def _offset(_context: click.Context, _parameter: click.Parameter, text: str) -> tuple[float, float]:
    """Return the points to the right and down that an option names."""
    from booklet.units import parse_length

    right, comma, down = text.partition(",")
    if not comma:
        raise click.BadParameter("write two lengths, to the right and down: 1mm,-0.5mm")
    return _parsed(parse_length, right), _parsed(parse_length, down)


_PDF = click.Path(path_type=Path, readable=False)
_SCHEMES = ["saddle", "saddle-4up", "saddle-8up", "perfect", "perfect-4up", "perfect-8up"]
_SCHEMES += ["folder", "letter", "z", "zine", "corner"]
"""Those of `press.schemes`, which is not imported to print a help."""
_BINDING = click.option(
    "--binding", type=click.Choice(["left", "right"]), help="The bound edge; else as the PDF tells."
)
_SIGNATURE = click.option(
    "--signature", type=click.IntRange(min=1), metavar="N", help="Sheets that lie in one another."
)
_FLIP = click.option("--flip", type=click.Choice(["short", "long", "manual"]), help=_FLIP_HELP)
_REVERSE = click.option(
    "--reverse", is_flag=True, help="The last run of the printer is from the last sheet to the first."
)
_SECOND_COVER = click.option("--second-cover", type=click.IntRange(min=2), metavar="PAGE", help=_SECOND_COVER_HELP)


@click.command()
@click.argument("source", metavar="IN.pdf", type=_PDF)
@click.argument("output", metavar="OUT.pdf", type=_PDF)
@_BINDING
@click.option("--sheet", default="A4", show_default=True, metavar="PAPER", callback=_paper, help=_PAPER_HELP)
@click.option("--scheme", default="saddle", show_default=True, type=click.Choice(_SCHEMES), help=_SCHEME_HELP)
@_SIGNATURE
@click.option(
    "--spine-gap", default="0mm", metavar="LENGTH", callback=_length, help="What is milled off a glued spine."
)
@click.option("--paper-thickness", default="0mm", metavar="LENGTH", callback=_length, help=_CREEP_HELP)
@_FLIP
@_REVERSE
@click.option("--margin", default="0mm", metavar="LENGTH", callback=_length, help="What the printer leaves white.")
@click.option("--back-offset", default="0mm,0mm", metavar="X,Y", callback=_offset, help=_OFFSET_HELP)
@click.option("--no-marks", is_flag=True, help="Draw no marks for cutting, folding and gathering.")
@_SECOND_COVER
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but faults.")
def impose(
    source: Path,
    output: Path,
    binding: str | None,
    sheet: "Size",
    scheme: str,
    signature: int | None,
    spine_gap: float,
    paper_thickness: float,
    flip: str | None,
    reverse: bool,
    margin: float,
    back_offset: tuple[float, float],
    no_marks: bool,
    second_cover: int | None,
    quiet: bool,
) -> None:
    """Make the sheets of a booklet of any PDF, to be printed, folded and bound.

    The sheets are folded in software and read before they are written. With --flip manual, for a printer that prints
    one side, there are two files: OUT-fronts.pdf and OUT-backs.pdf.
    """
    from booklet.finished import ImposeOptions, impose_file, scheme_of
    from booklet.geometry import Insets, Point
    from booklet.languages import Binding
    from booklet.press.printer import Flip, Printer
    from booklet.press.sheet_marks import NO_MARKS, Marks

    options = ImposeOptions(
        sheet=sheet,
        binding=Binding(binding) if binding else None,
        scheme=scheme_of(scheme, signature=signature, spine_gap=spine_gap),
        printer=Printer(
            flip=Flip(flip) if flip else None,
            reverse=reverse,
            margins=Insets(margin, margin, margin, margin),
            back_offset=Point(*back_offset),
        ),
        marks=NO_MARKS if no_marks else Marks(),
        paper_thickness=paper_thickness,
        second_cover=second_cover,
    )
    with progress_shown(quiet) as progress:
        imposed = impose_file(source, output, options, progress)
    for note in imposed.notes:
        print_diagnostic(note)
    if not quiet:
        for line in (*map(str, imposed.files), *imposed.summary):
            print_line(line)


@click.command()
@click.argument("sheets", metavar="SHEETS.pdf", type=_PDF)
@click.argument("reader", metavar="READER.pdf", type=_PDF)
@click.option("--backs", metavar="BACKS.pdf", type=_PDF, help="The backs, where SHEETS.pdf holds the fronts alone.")
@_BINDING
@click.option("--scheme", type=click.Choice(_SCHEMES), help="How the sheets are to be folded; else it is found.")
@_SIGNATURE
@_FLIP
@_REVERSE
@_SECOND_COVER
def prove(
    sheets: Path,
    reader: Path,
    backs: Path | None,
    binding: str | None,
    scheme: str | None,
    signature: int | None,
    flip: str | None,
    reverse: bool,
    second_cover: int | None,
) -> None:
    """Fold the sheets of a booklet in software, read them, and say whether they are READER.pdf in order.

    Left out, the edge for turning is that which SHEETS.pdf names. The exit code is 3 when the pages are not in order.
    """
    from booklet.finished import ProveOptions, prove_files, scheme_of
    from booklet.languages import Binding
    from booklet.press.printer import Flip, Printer

    turn = "manual" if backs else flip
    options = ProveOptions(
        binding=Binding(binding) if binding else None,
        scheme=scheme_of(scheme or "saddle", signature=signature) if scheme or signature else None,
        printer=Printer(flip=Flip(turn) if turn else None, reverse=reverse) if turn or reverse else None,
        second_cover=second_cover,
    )
    print_line(prove_files((sheets, backs) if backs else (sheets,), reader, options))


@click.command()
@click.argument("source", metavar="IN.pdf", type=_PDF)
@click.argument("output", metavar="OUT.pdf", type=_PDF)
@click.option("--sheet", default="A4", show_default=True, metavar="PAPER", callback=_paper, help=_PAPER_HELP)
@click.option("--overlap", default="10mm", show_default=True, metavar="LENGTH", help="The strip for the glue.")
@click.option("--direction", type=click.Choice(["ltr", "rtl"]), help="Order of the tiles; else as the PDF says.")
@click.option("--scale", default="100%", show_default=True, metavar="PERCENT", help="How much to enlarge the page.")
@click.option("--size", metavar="PAPER", help="Enlarge the page to this paper instead: A1, or 70cm x 100cm.")
@click.option("--page", "page_number", type=click.IntRange(min=1), help="Which page, if there are several.")
def tile(
    source: Path,
    output: Path,
    sheet: "Size",
    overlap: str,
    direction: str | None,
    scale: str,
    size: str | None,
    page_number: int | None,
) -> None:
    """Cut a page of any PDF to sheets for an office printer, to be pasted together to a poster.

    The first sheet is a map: where each tile goes, and a ruler to see whether the printer kept the size.
    """
    from booklet.finished import tile_file
    from booklet.geometry import parse_paper
    from booklet.languages import Direction
    from booklet.press.tiles import TileOptions
    from booklet.units import parse_length, parse_percent

    if size and scale != "100%":
        raise click.UsageError("give --scale or --size, not both")
    wish = TileOptions(
        sheet=sheet,
        overlap=parse_length(overlap),
        direction=Direction(direction) if direction else None,
        page_number=page_number,
        scale=parse_percent(scale),
        size=parse_paper(size) if size else None,
    )
    tiled = tile_file(source, output, wish)
    for note in tiled.notes:
        print_diagnostic(note)
    print_line(f"{output}: {tiled.summary}")
