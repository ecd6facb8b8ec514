"""Say what was found in a finished PDF: lines for a person, one object for a program."""

from collections.abc import Iterator

from booklet.preflight.x4.check import X4_CLAUSES, Failure, Report

_STANDARD = "PDF/X-4"
_MOST = 5
"""Places told of a clause; the others are counted."""


def report_lines(report: Report) -> list[str]:
    """Return the result as lines, the failures grouped by clause."""
    count = len(X4_CLAUSES)
    if report.conforms:
        return [f"{report.path}: conforms to {_STANDARD} as far as we check ({count} clauses)"]
    lines = [f"{report.path}: does not conform to {_STANDARD}: {len(report.failures)} of {count} clauses fail"]
    for failure in report.failures:
        lines += _failure_lines(failure)
    return lines


def _failure_lines(failure: Failure) -> Iterator[str]:
    clause = failure.clause
    yield f"ISO 15930-7, {clause.number}: {clause.title} [{clause.code}]"
    for one in failure.found[:_MOST]:
        yield f"  {one.place}: found {one.found}; expected {one.expected}"
    if (rest := len(failure.found) - _MOST) > 0:
        yield f"  and {rest} more of this kind"


def report_object(report: Report) -> dict[str, object]:
    """Return the result as one object of JSON, with every record."""
    return {
        "file": str(report.path),
        "standard": _STANDARD,
        "conforms": report.conforms,
        "clauses": len(X4_CLAUSES),
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
