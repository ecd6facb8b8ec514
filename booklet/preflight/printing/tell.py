"""Say what a shop would say of a finished file: by place, with the remedy; one object for a program."""

from collections.abc import Iterable, Iterator, Sequence

from booklet.errors import Diagnostic
from booklet.preflight.printing.check import PRINT_CHECKS, PrintReport
from booklet.preflight.printing.record import ERROR, PrintCheck
from booklet.preflight.x4.record import Found

_MOST = 5
"""Places told of a check; the others are counted."""
_MOST_RANGES = 8


def print_report_lines(report: PrintReport) -> list[str]:
    """Return the result as lines, grouped by place, that of the whole file first."""
    head = f"{report.name}: checked for {report.shop}: "
    if not report.failures:
        return [f"{head}nothing found ({len(report.checks)} checks)"]
    errors = sum(failure.check.severity == ERROR for failure in report.failures)
    warnings = len(report.failures) - errors
    lines = [f"{head}{_counted(errors, 'error')}, {_counted(warnings, 'warning')} ({len(report.checks)} checks)"]
    places: dict[tuple[int, ...], list[str]] = {}
    for check, pages, found, more in _merged(report):
        told = [f"  {check.severity}[{check.code}]: found {found.found}; expected {found.expected}{more}"]
        places.setdefault(pages, []).extend([*told, f"    {check.remedy}"])
    for pages in sorted(places):
        lines += [page_ranges(pages), *places[pages]]
    return lines


def print_diagnostics(report: PrintReport) -> list[Diagnostic]:
    """Return the result as what is told of a book."""
    return [
        Diagnostic(
            code=check.code,
            message=f"{report.name}, {page_ranges(pages)}: found {found.found}; expected {found.expected}{more}",
            hint=check.remedy,
            severity=check.severity,
        )
        for check, pages, found, more in _merged(report)
    ]


def _merged(report: PrintReport) -> Iterator[tuple[PrintCheck, tuple[int, ...], Found, str]]:
    """Yield each thing found once, with all the pages where it is; of one kind only so many."""
    for failure in report.failures:
        alike: dict[tuple[str, str], list[Found]] = {}
        for one in failure.found:
            alike.setdefault((one.found, one.expected), []).append(one)
        for index, founds in enumerate(alike.values()):
            rest = len(alike) - _MOST if index == _MOST - 1 else 0
            more = f"; and {rest} more of this kind" if rest > 0 else ""
            if index < _MOST:
                yield failure.check, tuple(sorted({one.place.page_number for one in founds})), founds[0], more


def page_ranges(pages: Sequence[int]) -> str:
    """Return pages in words: `pages 1–6, 9`; 0 is the file as a whole."""
    ranges: list[tuple[int, int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1 and ranges[-1][0] > 0:
            ranges[-1] = (ranges[-1][0], page)
        else:
            ranges.append((page, page))
    if ranges == [(0, 0)]:
        return "the file"
    told = [str(first) if first == last else f"{first}–{last}" for first, last in ranges if last]
    cut = [*told[:_MOST_RANGES], f"and {len(told) - _MOST_RANGES} more"] if len(told) > _MOST_RANGES else told
    return f"page{'' if ranges[-1][0] == ranges[-1][1] and len(told) == 1 else 's'} {', '.join(cut)}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def print_report_object(report: PrintReport) -> dict[str, object]:
    """Return the result as one object of JSON, with every record."""
    return {
        "file": report.name,
        "shop": report.shop,
        "conforms": report.conforms,
        "checks": len(report.checks),
        "records": [
            {
                "code": failure.check.code,
                "severity": failure.check.severity,
                "title": failure.check.title,
                "page": one.place.page_number,
                "object": one.place.path,
                "found": one.found,
                "expected": one.expected,
                "hint": failure.check.remedy,
            }
            for failure in report.failures
            for one in failure.found
        ],
    }


def print_check_lines(checks: Iterable[PrintCheck] = PRINT_CHECKS) -> list[str]:
    """Return the print checks, one a line."""
    listed = list(checks)
    width = max(len(check.code) for check in listed)
    return [f"{check.severity:<7} {check.code:<{width}} {check.title}" for check in listed]
