"""The checks of the texts as they are written."""

from typing import Any

from booklet.document.model import Book
from booklet.errors import Diagnostic
from booklet.preflight.alternative import ALTERNATIVE
from booklet.preflight.arabic_signs import ARABIC_SIGNS
from booklet.preflight.check import Check, told
from booklet.preflight.geresh import GERESH
from booklet.preflight.maqaf import MAQAF

SOURCE_CHECKS: tuple[Check[Book, Any], ...] = (MAQAF, GERESH, ARABIC_SIGNS, ALTERNATIVE)


def check_source(book: Book) -> list[Diagnostic]:
    """Return what the checks have to say of the texts of all editions."""
    return [diagnostic for check in SOURCE_CHECKS for diagnostic in told(check, check.find(book))]
