"""What `booklet check` prints of the source of a book, and how it asks before it mends it."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from booklet.errors import Diagnostic, ExitCode, Where
from booklet.terminal import complain, print_diagnostic, print_json, print_line

_DEGREES = ("error", "warning", "remark")
"""The worst first."""


def print_what_matters(found: Sequence[Diagnostic], quiet: bool) -> None:
    """Print what was told of a build; what may well be right is only counted."""
    remarks = [one for one in found if one.severity == "remark"]
    for one in found:
        if one.severity != "remark":
            print_diagnostic(one)
    if remarks and not quiet:
        count = "1 remark" if len(remarks) == 1 else f"{len(remarks)} remarks"
        complain(f"{count} on the texts; `booklet check` tells them")


def check_source(source: Path, shop: str, form: str) -> None:
    """Print what the checks have to say of a book; end with exit code 3 when one of them fails."""
    from booklet.checking import check

    found = check(source, shop=shop)
    failed = any(one.severity == "error" for one in found)
    if form == "json":
        print_json({"file": str(source), "conforms": not failed, "records": [_record(one) for one in found]})
    else:
        for one in by_place(found):
            print_diagnostic(one)
        if not found:
            print_line(f"{source}: nothing found")
    if failed:
        sys.exit(ExitCode.PREFLIGHT)


def by_place(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return findings by file and line, the worst of a line first; behind them those that have no place."""

    def key(one: Diagnostic) -> tuple[bool, str, int, int, int]:
        where = one.where or Where(path="")
        return one.where is None, where.path, where.line, _DEGREES.index(one.severity), where.column

    return sorted(found, key=key)


def check_for_shop(path: Path, shop: str, form: str) -> None:
    """Print what the checks of a shop have to say of a PDF; end with exit code 3 when one of them fails."""
    from booklet.document.shop_reader import read_shop
    from booklet.preflight.printing.check import check_print
    from booklet.preflight.printing.tell import print_report_lines, print_report_object

    report = check_print(path, read_shop(shop, path.parent))
    if form == "json":
        print_json(print_report_object(report))
    else:
        for line in print_report_lines(report):
            print_line(line)
    if not report.conforms:
        sys.exit(ExitCode.PREFLIGHT)


def _record(one: Diagnostic) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity,
        "where": str(one.where or ""),
        "message": one.message,
        "hint": one.hint,
        "mended": one.mended,
    }


def mend_source(source: Path, *, ask: bool, quiet: bool) -> bool:
    """Show what can be mended in a book's files and write it; say whether that was done, or nothing had to be."""
    from booklet.doctor import find_cure, write_cure

    cure = find_cure(source)
    if not cure.count:
        return True
    if not quiet:
        _print_diff(list(cure.diff()))
    if ask and not _agreed(cure.count):
        complain("nothing was written")
        return False
    for path in write_cure(cure, source if source.is_dir() else source.parent):
        complain(f"mended: {path}")
    return True


def _agreed(count: int) -> bool:
    """Ask on a terminal; elsewhere there is no one to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        complain("there is no one to ask here; --yes writes the changes without asking")
        return False
    places = "1 place" if count == 1 else f"{count} places"
    return click.confirm(f"Mend {places}?", err=True)


def _print_diff(lines: Sequence[str]) -> None:
    """Print a diff: on a terminal as it is to be read, in a pipe as programs need it."""
    if sys.stdout.isatty():
        from booklet.messages import shown_line

        lines = [line[:1] + shown_line(line[1:]) if line[:1] in " -+" else line for line in lines]
    for line in lines:
        print_line(line)
