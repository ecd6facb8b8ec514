"""Say what was found in a finished PDF: lines for a person, one object for a program."""

from collections.abc import Iterator

from booklet.preflight.x4.check import X4_CLAUSES, Failure, Report

_MOST = 5
"""Places told of a clause; the others are counted."""


def report_lines(report: Report) -> list[str]:
    """Return the result as lines, the failures grouped by clause."""
    count = len(report.clauses)
    if report.conforms and report.standard:
        return [f"{report.path}: conforms to {report.standard} as far as we check ({count} clauses)"]
    if report.conforms:
        return [f"{report.path}: nothing found ({count} general checks; name a standard with --standard for more)"]
    failed = f"{len(report.failures)} of {count} {'clauses fail' if report.standard else 'general checks fail'}"
    verdict = f"does not conform to {report.standard}: " if report.standard else ""
    lines = [f"{report.path}: {verdict}{failed}"]
    for failure in report.failures:
        lines += _failure_lines(failure, report.standard)
    return lines


def _failure_lines(failure: Failure, standard: str) -> Iterator[str]:
    clause = failure.clause
    yield f"{f'ISO 15930-7, {clause.number}: ' if standard else ''}{clause.title} [{clause.code}]"
    for one in failure.found[:_MOST]:
        yield f"  {one.place}: found {one.found}; expected {one.expected}"
    if (rest := len(failure.found) - _MOST) > 0:
        yield f"  and {rest} more of this kind"


def report_object(report: Report) -> dict[str, object]:
    """Return the result as one object of JSON, with every record."""
    return {
        "file": str(report.path),
        "standard": report.standard,
        "conforms": report.conforms,
        "clauses": len(report.clauses),
        "records": [
            {
                "code": failure.clause.code,
                "clause": failure.clause.number,
                "title": failure.clause.title,
                "page": one.place.page_number,
                "object": one.place.path,
                "found": one.found,
                "expected": one.expected,
            }
            for failure in report.failures
            for one in failure.found
        ],
    }


def clause_lines() -> list[str]:
    """Return the clauses of PDF/X-4 that are checked, one a line."""
    width = max(len(clause.code) for clause in X4_CLAUSES)
    return [f"ISO 15930-7, {clause.number:<6} {clause.code:<{width}} {clause.title}" for clause in X4_CLAUSES]
