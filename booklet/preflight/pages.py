"""The checks of the pages as they are laid out. The records of all display lists of a build are told together."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from booklet.errors import Diagnostic
from booklet.layout.display import DisplayDocument
from booklet.preflight.check import Check, PageRecords, told
from booklet.preflight.code_squares import CODE
from booklet.preflight.divided import DIVIDED
from booklet.preflight.drawn import DRAWN, Drawn
from booklet.preflight.fallback import FALLBACK
from booklet.preflight.frame import OUTSIDE
from booklet.preflight.loose import LOOSE
from booklet.preflight.missing import MISSING
from booklet.preflight.order import ORDER
from booklet.preflight.overlaps import OVERLAPS
from booklet.preflight.resolution import RESOLUTION
from booklet.preflight.rivers import RIVERS
from booklet.preflight.sight import Sight, seen

PAGE_CHECKS: tuple[Check[Sight, Any], ...] = (
    MISSING,
    ORDER,
    OUTSIDE,
    CODE,
    FALLBACK,
    DIVIDED,
    LOOSE,
    RIVERS,
    RESOLUTION,
)
PROOF_CHECKS: tuple[Check[Drawn, Any], ...] = (DRAWN, OVERLAPS)
"""Those that need the source beside the pages, or time: not for every build."""


def look_at(document: DisplayDocument) -> PageRecords:
    """Return what the checks find on the pages of one file."""
    sight = seen(document)
    return (*(tuple(check.find(sight)) for check in PAGE_CHECKS), *(() for _ in PROOF_CHECKS))


def proof_read(subject: Drawn) -> PageRecords:
    """Return what all checks find on the pages of one file, against its source."""
    sight = seen(subject.document)
    return (
        *(tuple(check.find(sight)) for check in PAGE_CHECKS),
        *(tuple(check.find(subject)) for check in PROOF_CHECKS),
    )


def tell_pages(records: Iterable[PageRecords]) -> list[Diagnostic]:
    """Return what is to be said of all the files of a book, each thing once."""
    checks: tuple[Check[Any, Any], ...] = (*PAGE_CHECKS, *PROOF_CHECKS)
    by_check = zip(checks, zip(*records, strict=True), strict=False)  # not strict: there may be no records
    return [diagnostic for check, found in by_check for diagnostic in told(check, chain.from_iterable(found))]
