"""Presentation forms: drawn forms of letters, that old programs and PDFs give in place of the letters.

Source: The Unicode Standard 17.0, 23.8 and 9.2; the letters are those of NFKC, of these code points alone. Left as they
are: the ornate parentheses U+FD3E and U+FD3F, the signs that are words of honour or money (U+FDF0 to U+FDFF), and what
NFKC leaves.
"""

import re
import unicodedata
from collections.abc import Iterator

from booklet.preflight.prose import Prose
from booklet.preflight.texts import Slip, each_prose, slip_check

_FORM = re.compile("[\ufb00-\ufb06\ufb1d-\ufd3d\ufd40-\ufdef\ufe70-\ufefc]")
_CARRIERS = " \u0640"
"""What NFKC puts below a mark that stands alone: in a word it is the letter before that carries it."""


def spelled_out(character: str) -> str:
    """Return the letters and marks that a presentation form stands for; any other character as it is."""
    if not _FORM.match(character):
        return character
    letters = unicodedata.normalize("NFKC", character)
    return letters.lstrip(_CARRIERS) or letters


def _find(prose: Prose) -> Iterator[Slip]:
    for form in () if prose.text.isascii() else _FORM.finditer(prose.text):
        letters = spelled_out(form[0])
        if letters != form[0]:
            yield Slip(prose, form.start(), form.end(), letters)


PRESENTATION_FORMS = slip_check(
    each_prose(_find),
    code="presentation-form",
    title="drawn forms in place of letters",
    reason="they do not join, cannot be searched, and most fonts lack them",
    message="in {} stand drawn forms in place of letters, as copied from a PDF",
    hint="write {}, with the letters themselves",
)
