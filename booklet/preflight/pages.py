"""The checks of the pages as they are laid out. The records of all display lists of a build are told together."""

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from booklet.errors import Diagnostic
from booklet.layout.display import DisplayDocument, Page
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
from booklet.preflight.paragraphs import DrawnParagraph, Paragraphs
from booklet.preflight.resolution import RESOLUTION
from booklet.preflight.rivers import RIVERS
from booklet.preflight.sight import Sight, seen

PAGE_CHECKS: tuple[Check[Sight, Any], ...] = (
    MISSING,
    OUTSIDE,
    CODE,
    FALLBACK,
    DIVIDED,
    LOOSE,
    RIVERS,
    RESOLUTION,
)
PARAGRAPH_CHECKS: tuple[Check[Iterable[DrawnParagraph], Any], ...] = (ORDER,)
"""Those of paragraphs, which may begin on one page and end on another."""
PROOF_CHECKS: tuple[Check[Drawn, Any], ...] = (DRAWN, OVERLAPS)
"""Those that need the source beside the pages, or time: not for every build."""


def look_at(document: DisplayDocument, then: Callable[[Page], object] = lambda page: None) -> PageRecords:
    """Return what the checks find on the pages of one file.

    `then` is given each page when it has been looked at: who writes the file need not have it drawn again.
    """
    return (*_looked_at(document, then), *(() for _ in PROOF_CHECKS))


def proof_read(subject: Drawn, then: Callable[[Page], object] = lambda page: None) -> PageRecords:
    """Return what all checks find on the pages of one file, against its source."""
    return (*_looked_at(subject.document, then), *(tuple(check.find(subject)) for check in PROOF_CHECKS))


def _looked_at(document: DisplayDocument, then: Callable[[Page], object]) -> PageRecords:
    """Return what the checks find that look at the pages one after the other, and keep none."""
    of_pages: list[list[Any]] = [[] for _ in PAGE_CHECKS]
    of_paragraphs: list[list[Any]] = [[] for _ in PARAGRAPH_CHECKS]
    paragraphs = Paragraphs()

    def read(ended: Iterable[DrawnParagraph]) -> None:
        for check, found in zip(PARAGRAPH_CHECKS, of_paragraphs, strict=True):
            found += check.find(ended)

    for page_number, page in enumerate(document.pages, 1):
        sight = seen(page, page_number)
        for check, found in zip(PAGE_CHECKS, of_pages, strict=True):
            found += check.find(sight)
        read(paragraphs.add(sight.lines))
        then(page)
    read(paragraphs.rest())
    return (*map(tuple, of_pages), *map(tuple, of_paragraphs))


def tell_pages(records: Iterable[PageRecords]) -> list[Diagnostic]:
    """Return what is to be said of all the files of a book, each thing once."""
    checks: tuple[Check[Any, Any], ...] = (*PAGE_CHECKS, *PARAGRAPH_CHECKS, *PROOF_CHECKS)
    by_check = zip(checks, zip(*records, strict=True), strict=False)  # not strict: there may be no records
    return [diagnostic for check, found in by_check for diagnostic in told(check, chain.from_iterable(found))]
