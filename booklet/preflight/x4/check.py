"""Check a finished PDF: run the clauses, keep the records. Printing is for `tell` and the command line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from booklet.preflight.x4.clauses_color import COLOR_CLAUSES
from booklet.preflight.x4.clauses_drawing import DRAWING_CLAUSES, fonts
from booklet.preflight.x4.clauses_file import FILE_CLAUSES, encryption
from booklet.preflight.x4.clauses_interaction import INTERACTION_CLAUSES
from booklet.preflight.x4.clauses_metadata import METADATA_CLAUSES
from booklet.preflight.x4.clauses_pages import PAGE_CLAUSES, nested_boxes, sound_boxes
from booklet.preflight.x4.facts import Facts
from booklet.preflight.x4.place import FILE
from booklet.preflight.x4.reading import LockedError, opened
from booklet.preflight.x4.record import Clause, Found

PDF_X4 = "PDF/X-4"


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
GENERAL_CLAUSES: tuple[Clause, ...] = (fonts, sound_boxes, nested_boxes, encryption)
"""What holds for a file of no standard too."""

DAMAGE = (
    pikepdf.PikepdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What an object of an unforeseen kind can raise in a clause; the clause then says so instead of passing."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A clause that a file breaks, and where."""

    clause: Clause
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of checking a file."""

    path: Path
    standard: str
    """`PDF/X-4`; empty when none was asked for."""
    clauses: tuple[Clause, ...]
    """Those that were looked at."""
    failures: tuple[Failure, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found."""
        return not self.failures


def check_pdf(path: Path, *, standard: str = "") -> Report:
    """Return what the clauses of a standard, or the general ones, find in a file.

    Raises:
        MissingFileError: when the file cannot be read.
        ContentError: when it is no PDF.
    """
    clauses = X4_CLAUSES if standard == PDF_X4 else GENERAL_CLAUSES
    try:
        with opened(path) as facts:
            failures = tuple(_failures(clauses, facts))
    except LockedError:
        found = Found(FILE, "a file locked with a password", "a file that can be read without a key")
        failures = (Failure(encryption, (found,)),)
    return Report(path, standard, clauses, failures)


def _failures(clauses: Sequence[Clause], facts: Facts) -> Iterator[Failure]:
    for clause in clauses:
        if found := tuple(dict.fromkeys(_run(clause, facts))):
            yield Failure(clause, found)


def _run(clause: Clause, facts: Facts) -> Iterator[Found]:
    try:
        yield from clause.find(facts)
    except DAMAGE:
        yield Found(FILE, "objects so damaged that this cannot be checked", "a sound file")
