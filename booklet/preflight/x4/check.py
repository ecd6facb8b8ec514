"""Check a finished PDF: run the clauses, keep the records. Printing is for `tell` and the command line."""

from dataclasses import dataclass
from pathlib import Path

from booklet.preflight.x4.clauses_color import COLOR_CLAUSES
from booklet.preflight.x4.clauses_drawing import DRAWING_CLAUSES
from booklet.preflight.x4.clauses_file import FILE_CLAUSES, encryption
from booklet.preflight.x4.clauses_interaction import INTERACTION_CLAUSES
from booklet.preflight.x4.clauses_metadata import METADATA_CLAUSES
from booklet.preflight.x4.clauses_pages import PAGE_CLAUSES
from booklet.preflight.x4.reading import LockedError, opened
from booklet.preflight.x4.record import LOCKED, Clause, Found, all_found


def _by_number(clause: Clause) -> list[int]:
    return [int(part) for part in clause.number.split(".")]


X4_CLAUSES: tuple[Clause, ...] = tuple(
    sorted(
        (
            *FILE_CLAUSES,
            *METADATA_CLAUSES,
            *INTERACTION_CLAUSES,
            *PAGE_CLAUSES,
            *COLOR_CLAUSES,
            *DRAWING_CLAUSES,
        ),
        key=_by_number,
    )
)
"""In the order of the standard."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A clause that a file breaks, and where."""

    clause: Clause
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of checking a file."""

    path: Path
    failures: tuple[Failure, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.failures


def check_x4(path: Path) -> Report:
    """Return what the clauses of PDF/X-4 find in a file.

    Raises:
        MissingFileError: when the file cannot be read.
        ContentError: when it is no PDF.
    """
    try:
        with opened(path) as facts:
            failures = [Failure(clause, found) for clause in X4_CLAUSES if (found := all_found(clause.find, facts))]
    except LockedError:
        failures = [Failure(encryption, (LOCKED,))]
    return Report(path, tuple(failures))
