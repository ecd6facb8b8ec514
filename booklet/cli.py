"""The command line: arguments, printing, exit codes; no other logic."""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet import __version__
from booklet.errors import BookletError, Diagnostic, ExitCode, MissingFileError

if TYPE_CHECKING:
    from booklet.geometry import Size
    from booklet.press.printer import Printer

_BOOK_FILE = "booklet.yaml"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="booklet")
def commands() -> None:
    """Make booklets and timeline posters, in right-to-left and left-to-right languages, from one YAML file."""


@commands.command()
@click.argument("source", required=False, type=click.Path(path_type=Path, readable=False))
@click.option("-o", "--output", default="output", show_default=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("-e", "--edition", "editions", multiple=True, help="Only this edition; may be given again.")
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(["reader", "sheets", "press", "poster", "poster-press", "tiles", "instructions"]),
    help="Only files of this kind; may be given again.",
)
@click.option(
    "--shop",
    default="print-shop",
    show_default=True,
    metavar="NAME",
    help="The print shop that the press files are for: a file of booklet/shops/.",
)
@click.option(
    "--printer",
    metavar="NAME",
    help="The printer that the sheets are for, one of `booklet printers`; without it, one turning over the short edge.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but faults.")
def build(
    source: Path | None,
    output: Path,
    editions: tuple[str, ...],
    kinds: tuple[str, ...],
    shop: str,
    printer: str | None,
    quiet: bool,
) -> None:
    """Make the PDF files of a book.

    SOURCE is a YAML file or a folder that holds booklet.yaml; left out, the book in this folder or under content/
    here, or the one that came with the program.
    """
    from booklet.build import Kind
    from booklet.build import build as build_book
    from booklet.press.printer import OFFICE
    from booklet.press.profiles import load_printer

    chosen = OFFICE if printer is None else load_printer(_printers_folder(), printer)
    with _progress(quiet) as progress:
        built = build_book(
            source or _only_book(),
            output,
            editions=editions,
            kinds=[Kind(kind) for kind in kinds],
            shop=shop,
            printer=chosen,
            progress=progress,
        )
    for warning in built.warnings:
        _print_diagnostic(warning)
    if not quiet:
        for file in built.files:
            _print(str(file))


@commands.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, readable=False))
@click.option("--standard", type=click.Choice(["x4"]), help="Check a PDF against PDF/X-4 (ISO 15930-7).")
@click.option("--format", "form", default="text", show_default=True, type=click.Choice(["text", "json"]))
@click.option("--list", "listing", is_flag=True, help="Print the clauses of PDF/X-4 that are checked.")
def check(path: Path | None, standard: str | None, form: str, listing: bool) -> None:
    """Look for faults in a finished PDF, or in the texts of a book.

    PATH is a PDF, of this program or any other, or the YAML file or folder of a book; left out, the book that would be
    built. Nothing is written. The exit code is 3 when something fails, 0 when nothing does.
    """
    if listing:
        from booklet.preflight.x4.tell import clause_lines

        for line in clause_lines():
            _print(line)
    elif path is None or path.is_dir() or path.suffix.lower() in (".yaml", ".yml"):
        if standard:
            raise click.UsageError("--standard is for finished files; name a PDF")
        _check_source(path or _only_book(), form)
    else:
        _check_pdf(path, standard, form)


def _check_source(source: Path, form: str) -> None:
    from booklet.build import check as check_book

    found = check_book(source)
    failed = any(one.severity == "error" for one in found)
    if form == "json":
        records = [
            {
                "code": one.code,
                "severity": one.severity,
                "where": str(one.where or ""),
                "message": one.message,
                "hint": one.hint,
            }
            for one in found
        ]
        _print_json({"file": str(source), "conforms": not failed, "records": records})
    else:
        for one in found:
            _print_diagnostic(one)
        if not found:
            _print(f"{source}: nothing found")
    if failed:
        sys.exit(ExitCode.PREFLIGHT)


def _check_pdf(path: Path, standard: str | None, form: str) -> None:
    from booklet.preflight.x4.check import PDF_X4, check_pdf
    from booklet.preflight.x4.tell import report_lines, report_object

    report = check_pdf(path, standard=PDF_X4 if standard else "")
    if form == "json":
        _print_json(report_object(report))
    else:
        for line in report_lines(report):
            _print(line)
    if not report.conforms:
        sys.exit(ExitCode.PREFLIGHT)


@commands.command()
@click.argument("source", metavar="IN.pdf", type=click.Path(path_type=Path, readable=False))
@click.argument("output", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.option("--sheet", default="A4", show_default=True, metavar="PAPER", help="The paper in your printer.")
@click.option("--overlap", default="10mm", show_default=True, metavar="LENGTH", help="The strip for the glue.")
@click.option("--direction", type=click.Choice(["ltr", "rtl"]), help="Order of the tiles; else as the PDF says.")
@click.option("--scale", default="100%", show_default=True, metavar="PERCENT", help="How much to enlarge the page.")
@click.option("--size", metavar="PAPER", help="Enlarge the page to this paper instead: A1, or 70cm x 100cm.")
@click.option("--page", "page_number", type=click.IntRange(min=1), help="Which page, if there are several.")
def tile(
    source: Path,
    output: Path,
    sheet: str,
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
    from booklet.languages import Direction
    from booklet.press.tiles import TileOptions
    from booklet.units import parse_length, parse_percent

    if size and scale != "100%":
        raise click.UsageError("give --scale or --size, not both")
    wish = TileOptions(
        sheet=_paper(sheet),
        overlap=parse_length(overlap),
        direction=Direction(direction) if direction else None,
        page_number=page_number,
        scale=parse_percent(scale),
        size=_paper(size) if size else None,
    )
    tiled = tile_file(source, output, wish)
    for note in tiled.notes:
        _print_diagnostic(note)
    _print(f"{output}: {tiled.summary}")


def _paper(text: str) -> "Size":
    from booklet.geometry import parse_paper

    return parse_paper(text)


@commands.command()
@click.argument("out", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[OUT.pdf]")
@click.option("--sheet", default="A4", show_default=True, type=click.Choice(["A4", "Letter"]), help="The paper.")
@click.option("--answers", is_flag=True, help="Ask about the printed sheets, and save what the printer does.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Save what is known, without questions.")
@click.option("--name", metavar="NAME", help="The name to save the printer under.")
def calibrate(out: Path | None, sheet: str, answers: bool, settings: tuple[str, ...], name: str | None) -> None:
    """Learn what a printer does: write its test sheets to OUT.pdf, or save what they tell.

    Settings are flip=short|long|manual, reverse=yes|no, back-offset=0.5,-1mm (right, down) and margins=4,4,4,5mm (left,
    top, right, bottom). Those left out are as in any office printer.
    """
    from booklet.press.profiles import check_name, save_printer, set_printer
    from booklet.press.questions import described

    if [out is not None, answers, bool(settings)].count(True) != 1 or (name is None) != (out is not None):
        raise click.UsageError("give OUT.pdf for the test sheets; then --answers, or --set, with --name NAME")
    if out is not None:
        _write_test_sheets(out, sheet)
        return
    assert name is not None
    check_name(name)
    printer = _ask_about_printer() if answers else set_printer(settings)
    path = save_printer(_printers_folder(), name, printer)
    for sentence in described(printer):
        _print(sentence)
    _print(f"saved as {path}; use it with: booklet build --printer {name}")


def _write_test_sheets(out: Path, paper: str) -> None:
    from booklet.geometry import paper_size
    from booklet.press.calibration import HOW_TO_PRINT, calibration_sheets

    data = calibration_sheets(paper_size(paper))
    try:
        out.write_bytes(data)
    except OSError as error:
        message = f"the file {out} cannot be written: {error.strerror}"
        raise MissingFileError(Diagnostic(code="cannot-write", message=message, hint="name another file")) from error
    _print(str(out))
    for sentence in HOW_TO_PRINT:
        _print(sentence)


def _ask_about_printer() -> "Printer":
    """Ask one question after the other, until nothing is left to ask or the sheets must be printed again."""
    from booklet.press.questions import Question, check, questions, understood

    answers: dict[str, str] = {}

    def ask(question: Question) -> str:
        def read(answer: str) -> str:
            try:
                return question.read(answer)
            except ValueError as fault:
                raise click.UsageError(str(fault)) from fault

        return str(click.prompt(f"\n{question.text}\n", value_proc=read, prompt_suffix="> "))

    while left := [question for question in questions(answers) if question.name not in answers]:
        answers[left[0].name] = ask(left[0])
        check(answers)
    return understood(answers)


def _printers_folder() -> Path:
    """Return the folder where the user's printers are kept."""
    return Path(os.environ.get("BOOKLET_CONFIG") or click.get_app_dir("booklet")) / "printers"


@commands.command()
def printers() -> None:
    """List the printers that were saved by `booklet calibrate`."""
    from booklet.press.profiles import printer_names

    for name in printer_names(_printers_folder()):
        _print(name)


@commands.command()
def schema() -> None:
    """Print the JSON Schema of the source, for editors."""
    from booklet.document.schema import json_schema

    _print_json(json_schema())


def main() -> None:
    """Run the command; every way out is an exit code of `ExitCode`, or one that shells know: 130 and 141."""
    try:
        _check_working_folder()
        commands(standalone_mode=False)
    except BookletError as error:
        for diagnostic in error.diagnostics:
            _print_diagnostic(diagnostic)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("BOOKLET_TRACEBACK"):
            raise
        _print_diagnostic(_own_fault(error))
        sys.exit(ExitCode.FAULT)


def _only_book() -> Path:
    """Return the book in this folder, or the one under content/, of this folder or of the program."""
    from booklet.resources import folder

    if Path(_BOOK_FILE).is_file():
        return Path(_BOOK_FILE)
    for place in (Path("content"), folder("content")):
        books = sorted(path.parent for path in place.glob(f"*/{_BOOK_FILE}"))
        if len(books) == 1:
            return books[0]
        if books:
            names = ", ".join(str(book) for book in books)
            raise click.UsageError(f"there are several books here; name one: {names}")
    raise click.UsageError("there is no book here; name a YAML file or a folder that holds booklet.yaml")


def _print_diagnostic(diagnostic: Diagnostic) -> None:
    from booklet.messages import explain

    _complain(explain(diagnostic))


def _own_fault(error: Exception) -> Diagnostic:
    """Return what to tell of an exception that no one foresaw: enough for a report, no more than two lines."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return Diagnostic(
        code="our-fault",
        message=f"the program itself has failed: {type(error).__name__} at {place}: {str(error)[:200]}",
        hint="the fault is not yours; please report this line. With BOOKLET_TRACEBACK=1 you see more of it",
    )


def _check_working_folder() -> None:
    """Refuse to work in a folder that has been deleted: libraries ask for its name as soon as they are imported."""
    try:
        Path.cwd()
    except OSError as error:
        message = f"the folder you are in cannot be used: {error.strerror}"
        raise MissingFileError(
            Diagnostic(code="working-folder", message=message, hint="go to another folder with cd")
        ) from error


def _print(text: str) -> None:
    """Print to the standard output.

    Raises:
        MissingFileError: when it is a file on a full disk. If its reader has gone, as `head` does, the program ends.
    """
    try:
        click.echo(text)
    except OSError as error:
        _silence()
        if error.errno == errno.EPIPE:
            sys.exit(141)
        message = f"the standard output cannot be written to: {error.strerror}"
        raise MissingFileError(Diagnostic(code="cannot-write", message=message)) from error


def _print_json(value: object) -> None:
    _print(json.dumps(value, ensure_ascii=False, indent=2))


def _complain(text: str) -> None:
    """Print to the standard error, as well as it can be done."""
    with suppress(OSError):
        click.echo(text, err=True)


def _silence() -> None:
    """Send the standard output nowhere: Python would try once more to write to it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show on a terminal which edition is being made; show nothing in a pipe."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda edition: status.update(f"making the edition {edition}")
