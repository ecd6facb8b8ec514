"""The command line: arguments, printing, exit codes; no other logic."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from booklet import __version__
from booklet.errors import BookletError, Diagnostic, ExitCode

_BOOK_FILE = "booklet.yaml"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="booklet")
def commands() -> None:
    """Make booklets and timeline posters, in right-to-left and left-to-right languages, from one YAML file."""


@commands.command()
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--output", default="output", show_default=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("-e", "--edition", "editions", multiple=True, help="Only this edition; may be given again.")
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(["reader", "sheets", "poster", "tiles"]),
    help="Only files of this kind; may be given again.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but faults.")
def build(source: Path | None, output: Path, editions: tuple[str, ...], kinds: tuple[str, ...], quiet: bool) -> None:
    """Make the PDF files of a book.

    SOURCE is a YAML file or a folder that holds booklet.yaml; left out, the book under content/ here, or the one
    that came with the program.
    """
    from booklet.build import Kind
    from booklet.build import build as build_book

    with _progress(quiet) as progress:
        built = build_book(
            source or _only_book(),
            output,
            editions=editions,
            kinds=[Kind(kind) for kind in kinds],
            progress=progress,
        )
    for warning in built.warnings:
        _print_diagnostic(warning)
    if not quiet:
        for file in built.files:
            click.echo(str(file))


@commands.command()
def schema() -> None:
    """Print the JSON Schema of the source, for editors."""
    from booklet.document.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def main() -> None:
    """Run the command; every way out is an exit code of `ExitCode`."""
    try:
        commands(standalone_mode=False)
    except BookletError as error:
        for diagnostic in error.diagnostics:
            _print_diagnostic(diagnostic)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; nothing was written", err=True)
        sys.exit(130)


def _only_book() -> Path:
    """Return the one book under content/, of this folder or of the program."""
    from booklet.resources import folder

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

    click.echo(explain(diagnostic), err=True)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show on a terminal which edition is being made; show nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda edition: status.update(f"making the edition {edition}")
