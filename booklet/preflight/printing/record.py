"""What a print check is. Its findings are those of x4: a place, what was found, what was expected."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from booklet.preflight.printing.subject import PrintFile
from booklet.preflight.x4.record import Clause, Found
from booklet.shop import Shop
from booklet.units import to_mm

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCheck:
    """One thing that a shop asks."""

    code: str
    """Stable, lower case, words joined by hyphens; that of the clause, where it is one of PDF/X-4."""
    title: str
    """What the file should be."""
    reason: str
    """Why it matters on paper."""
    remedy: str
    """What to do, for a person who made the file with any program."""
    points: tuple[int, ...]
    """Of the print shop's list in docs/checks.md."""
    find: Callable[[PrintFile], Iterable[Found]]
    severity: str = ERROR
    applies: Callable[[Shop], bool] = lambda shop: True
    """Whether a shop asks for it."""


def of_clause(
    clause: Clause,
    *,
    reason: str,
    remedy: str,
    points: tuple[int, ...],
    severity: str = ERROR,
    applies: Callable[[Shop], bool] = lambda shop: True,
) -> PrintCheck:
    """Return a clause of PDF/X-4 as a check of files of no standard."""
    return PrintCheck(
        code=clause.code,
        title=clause.title,
        reason=reason,
        remedy=remedy,
        points=points,
        find=lambda file: clause.find(file.facts),
        severity=severity,
        applies=applies,
    )


def length(points: float) -> str:
    """Return a length for people: `3 mm`, `0.4 mm`."""
    return f"{round(to_mm(points), 1):g} mm"
