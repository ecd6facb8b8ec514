"""The checks of the texts as they are written."""

from booklet.document.model import Book
from booklet.errors import Diagnostic
from booklet.preflight.arabic_signs import ARABIC_SIGNS
from booklet.preflight.check import told
from booklet.preflight.geresh import GERESH
from booklet.preflight.maqaf import MAQAF

SOURCE_CHECKS = (MAQAF, GERESH, ARABIC_SIGNS)


def check_source(book: Book) -> list[Diagnostic]:
    """Return what the checks have to say of the texts of all editions."""
    return [diagnostic for check in SOURCE_CHECKS for diagnostic in told(check, check.find(book))]
