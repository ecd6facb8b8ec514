"""The checks of the pages as they are laid out. The records of all display lists of a build are told together."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, TypeAlias

from booklet.errors import Diagnostic
from booklet.layout.display import DisplayDocument
from booklet.preflight.check import Check, told
from booklet.preflight.divided import DIVIDED
from booklet.preflight.fallback import FALLBACK
from booklet.preflight.loose import LOOSE
from booklet.preflight.resolution import RESOLUTION
from booklet.preflight.rivers import RIVERS

PAGE_CHECKS: tuple[Check[DisplayDocument, Any], ...] = (FALLBACK, DIVIDED, LOOSE, RIVERS, RESOLUTION)

PageRecords: TypeAlias = tuple[tuple[Any, ...], ...]
"""What each of `PAGE_CHECKS` found, in their order."""


def look_at(document: DisplayDocument) -> PageRecords:
    """Return what the checks find on the pages of one file."""
    return tuple(tuple(check.find(document)) for check in PAGE_CHECKS)


def tell_pages(records: Iterable[PageRecords]) -> list[Diagnostic]:
    """Return what is to be said of all the files of a book, each thing once."""
    by_check = zip(PAGE_CHECKS, zip(*records, strict=True), strict=False)  # not strict: there may be no records
    return [diagnostic for check, found in by_check for diagnostic in told(check, chain.from_iterable(found))]
