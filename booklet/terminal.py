"""What the commands print: results on the standard output, faults and progress on the standard error."""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from booklet.errors import Diagnostic, MissingFileError


def print_diagnostic(diagnostic: Diagnostic) -> None:
    """Tell a fault or a warning on the standard error."""
    from booklet.messages import explain

    complain(explain(diagnostic))


def print_line(text: str) -> None:
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


def print_json(value: object) -> None:
    """Print a value as JSON, for programs."""
    print_line(json.dumps(value, ensure_ascii=False, indent=2))


def complain(text: str) -> None:
    """Print to the standard error, as well as it can be done."""
    with suppress(OSError):
        click.echo(text, err=True)


def _silence() -> None:
    """Send the standard output nowhere: Python would try once more to write to it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def progress_shown(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show on a terminal what is being done; show nothing in a pipe."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield status.update
