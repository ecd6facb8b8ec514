"""The command line: arguments, printing, exit codes; no other logic."""

import gc
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet import __version__
from booklet.cli_check import check_for_shop, check_source, mend_source, print_what_matters
from booklet.cli_finished import impose, prove, tile
from booklet.cli_merge import merge
from booklet.cli_printers import calibrate, printers, printers_folder
from booklet.errors import BookletError, Diagnostic, ExitCode, MissingFileError
from booklet.terminal import complain, print_diagnostic, print_json, print_line, progress_shown

if TYPE_CHECKING:
    from concurrent.futures import Executor

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
    type=click.Choice(["reader", "sheets", "press", "poster", "poster-press", "tiles", "instructions", "previews"]),
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
@click.option(
    "--jobs",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes at work, an edition each.",
)
@click.option("--no-cache", is_flag=True, help="Make all files anew, also those that are there as they would be made.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but faults.")
def build(
    source: Path | None,
    output: Path,
    editions: tuple[str, ...],
    kinds: tuple[str, ...],
    shop: str,
    printer: str | None,
    jobs: int,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Make the PDF files of a book; pictures of its pages with --only previews.

    SOURCE is a YAML file or a folder that holds booklet.yaml; left out, the book in this folder, or the one under
    content/; where there are several, they are named.
    """
    from booklet.build import build as build_book
    from booklet.made import Kind
    from booklet.press.printer import OFFICE

    chosen = OFFICE if printer is None else _saved_printer(printer)
    pool = _pool(jobs) if jobs > 1 else nullcontext()
    with progress_shown(quiet) as progress, pool as executor:
        built = build_book(
            source or _only_book(),
            output,
            editions=editions,
            kinds=[Kind(kind) for kind in kinds],
            shop=shop,
            printer=chosen,
            executor=executor,
            use_kept=not no_cache,
            progress=lambda edition: progress(f"making the edition {edition}"),
        )
    print_what_matters(built.warnings, quiet)
    if not quiet:
        for file in built.files:
            print_line(str(file))
    if any(warning.severity == "error" for warning in built.warnings):
        sys.exit(ExitCode.PREFLIGHT)


def _saved_printer(name: str) -> "Printer":
    from booklet.press.profiles import load_printer

    return load_printer(printers_folder(), name)


def _pool(process_count: int) -> "Executor":
    from booklet.processes import local_pool

    return local_pool(process_count)()


@commands.command()
@click.argument("path", required=False, type=click.Path(path_type=Path, readable=False))
@click.option("--standard", type=click.Choice(["x4"]), help="Check a PDF against PDF/X-4 (ISO 15930-7).")
@click.option(
    "--shop", metavar="NAME", help="The shop it is for: `office` for a PDF, `print-shop` for a book, if left out."
)
@click.option("--format", "form", default="text", show_default=True, type=click.Choice(["text", "json"]))
@click.option("--list", "listing", is_flag=True, help="Print what is looked for in PDFs.")
@click.option("--fix", is_flag=True, help="Mend what is sure in the texts of a book; show the changes and ask first.")
@click.option("--yes", is_flag=True, help="With --fix: write the changes without asking.")
def check(
    path: Path | None, standard: str | None, shop: str | None, form: str, listing: bool, fix: bool, yes: bool
) -> None:
    """Look for faults in a finished PDF, or in a book: its texts, its pages, and the files made of them for a shop.

    PATH is a PDF, of this program or any other, or the YAML file or folder of a book; left out, the book that would be
    built. Nothing is written without --fix. The exit code is 3 when something fails, 0 when nothing does.
    """
    if listing:
        from booklet.preflight.printing.tell import print_check_lines
        from booklet.preflight.x4.tell import clause_lines

        for line in (*print_check_lines(), *clause_lines()):
            print_line(line)
    elif shop and standard:
        raise click.UsageError("--shop and --standard are two ways to check a file; name one")
    elif path is None or path.is_dir() or path.suffix.lower() in (".yaml", ".yml"):
        if standard:
            raise click.UsageError("--standard is for finished files; name a PDF")
        source = path or _only_book()
        if fix and form == "json" and not yes:
            raise click.UsageError("with --format json no question can be asked; add --yes")
        if fix and not mend_source(source, ask=not yes, quiet=form == "json"):
            sys.exit(ExitCode.PREFLIGHT)
        check_source(source, shop or "print-shop", form)
    elif fix:
        raise click.UsageError("--fix is for the texts of a book; name its folder or YAML file")
    elif shop or not standard:
        check_for_shop(path, shop or "office", form)
    else:
        _check_x4(path, form)


def _check_x4(path: Path, form: str) -> None:
    from booklet.preflight.x4.check import check_x4
    from booklet.preflight.x4.tell import report_lines, report_object

    report = check_x4(path)
    if form == "json":
        print_json(report_object(report))
    else:
        for line in report_lines(report):
            print_line(line)
    if not report.conforms:
        sys.exit(ExitCode.PREFLIGHT)


@commands.command()
def schema() -> None:
    """Print the JSON Schema of the source, for editors."""
    from booklet.document.schema import json_schema

    print_json(json_schema())


for command in (impose, tile, prove, merge, calibrate, printers):
    commands.add_command(command)


def main() -> None:
    """Run the command; every way out is an exit code of `ExitCode`, or one that shells know: 130 and 141."""
    # Nothing that grows with the pages refers to itself (tests/test_garbage.py), and looking for such things, again and
    # again among a million values, takes a fifth of the time of a long book.
    gc.disable()
    try:
        _check_working_folder()
        commands(standalone_mode=False)
    except BookletError as error:
        for diagnostic in error.diagnostics:
            print_diagnostic(diagnostic)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        complain("stopped")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("BOOKLET_TRACEBACK"):
            raise
        print_diagnostic(_own_fault(error))
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
            commands = "".join(f"\n    booklet {click.get_current_context().info_name} {book}" for book in books)
            raise click.UsageError(f"there are several books here; write which you mean:\n{commands}\n")
    raise click.UsageError("there is no book here; name a YAML file or a folder that holds booklet.yaml")


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
