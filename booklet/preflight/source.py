"""The checks of the texts as they are written."""

from collections.abc import Iterator, Sequence
from typing import Any

from booklet.document.book import Book
from booklet.errors import Diagnostic
from booklet.preflight.alternative import ALTERNATIVE
from booklet.preflight.arabic_signs import ARABIC_SIGNS
from booklet.preflight.breaks_off import BREAKS_OFF
from booklet.preflight.broken_words import BROKEN_WORDS
from booklet.preflight.check import Check, told
from booklet.preflight.direction_marks import DIRECTION_MARKS
from booklet.preflight.french_spaces import FRENCH_SPACES
from booklet.preflight.geresh import GERESH
from booklet.preflight.lagging import LAGGING
from booklet.preflight.look_alikes import LOOK_ALIKES
from booklet.preflight.maqaf import MAQAF
from booklet.preflight.mixed_digits import MIXED_DIGITS
from booklet.preflight.presentation_forms import PRESENTATION_FORMS
from booklet.preflight.prose import Prose, read_proses
from booklet.preflight.reversed_order import REVERSED_ORDER
from booklet.preflight.texts import Slip
from booklet.preflight.two_spaces import TWO_SPACES
from booklet.preflight.undated import UNDATED

TEXT_CHECKS: tuple[Check[Sequence[Prose], Slip], ...] = (
    REVERSED_ORDER,
    PRESENTATION_FORMS,
    DIRECTION_MARKS,
    MAQAF,
    GERESH,
    ARABIC_SIGNS,
    LOOK_ALIKES,
    BROKEN_WORDS,
    FRENCH_SPACES,
    TWO_SPACES,
    MIXED_DIGITS,
)
"""In the order in which they are heard: what one has found, those after it leave alone."""
BOOK_CHECKS: tuple[Check[Book, Any], ...] = (ALTERNATIVE, BREAKS_OFF, LAGGING, UNDATED)
_OF_SENTENCES = (BREAKS_OFF, LAGGING)
"""Those that would misread a text that runs backwards."""
SOURCE_CHECKS: tuple[Check[Any, Any], ...] = (*TEXT_CHECKS, *BOOK_CHECKS)


def find_slips(book: Book) -> Iterator[tuple[Check[Sequence[Prose], Slip], list[Slip]]]:
    """Yield the checks of the texts with what each has found and no one before it."""
    proses = read_proses(book.texts)
    taken: dict[int, set[int]] = {id(prose): set() for prose in proses}
    for check in TEXT_CHECKS:
        found = [slip for slip in check.find(proses) if taken[id(slip.prose)].isdisjoint(slip.stretch)]
        for slip in found:
            taken[id(slip.prose)].update(slip.stretch)
        yield check, found


def check_source(book: Book) -> list[Diagnostic]:
    """Return what the checks have to say of the texts of all editions."""
    found = dict(find_slips(book))
    of_texts = [diagnostic for check, slips in found.items() for diagnostic in told(check, slips)]
    checks = [check for check in BOOK_CHECKS if not (found[REVERSED_ORDER] and check in _OF_SENTENCES)]
    return of_texts + [diagnostic for check in checks for diagnostic in told(check, check.find(book))]
