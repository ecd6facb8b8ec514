"""The texts of a book, and words in them that another sign belongs in: what the checks of the source share.

A check of signs is a function from a text to the text as it should be, code point for code point. The words in which
the two differ are what it found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from booklet.document.model import Book, Paragraph, Phrase
from booklet.errors import Where
from booklet.preflight.check import Note

MOST_TOLD = 20
"""Of one sign: a screenful. Who has more of them will search and replace."""

_WORD = re.compile(r"\S+")
_NOT_PROSE = re.compile(r"[A-Za-z\u00c0-\u024f_/@\\#=&<>{}\u2066]|\S[.:]\S")
"""In addresses, codes, Latin words, and what an author isolates as left to right."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A word with a sign in it in place of another."""

    where: Where
    """Of its paragraph."""
    around: str
    """The word as it stands, with its neighbours."""
    mended: str
    """The word as it should be."""


def texts(book: Book) -> Iterator[tuple[str, Phrase | Paragraph]]:
    """Yield what an edition can print, in the order of the model, each with its language (BCP 47)."""
    used = {language.code for edition in book.editions.values() for language in edition.languages}
    pending: list[tuple[str, Any]] = [("", part) for part in (book.poster, book.events, book.body, book.title)]
    while pending:
        language, value = pending.pop()
        inner: list[tuple[str, Any]] = []
        if isinstance(value, Phrase | Paragraph):
            yield language, value
            inner = [(language, span.note) for span in value.spans if span.note]
        elif isinstance(value, Mapping):
            inner = [(code, one) for code, one in value.items() if code in used]
        elif type(value) is tuple:  # not a NamedTuple such as a size
            inner = [(language, one) for one in value]
        elif is_dataclass(value):
            inner = [(language, getattr(value, field.name)) for field in fields(value)]
        pending.extend(reversed(inner))


def slips(
    found: Iterable[tuple[str, Phrase | Paragraph]], sign: re.Pattern[str], mend: Callable[[str], str]
) -> Iterator[Slip]:
    """Yield the words that `mend` would write otherwise; `sign` is what a text must have to be looked at."""
    for _, written in found:
        text = written.text
        if not sign.search(text):
            continue
        right = mend(text)
        words = list(_WORD.finditer(text))
        for i, word in enumerate(words):
            mended = right[word.start() : word.end()]
            if mended != word[0] and not _NOT_PROSE.search(word[0]):
                around = text[words[max(0, i - 1)].start() : words[min(len(words) - 1, i + 1)].end()]
                yield Slip(written.where, around, mended)


def tell_slips(message: str, hint: str) -> Callable[[Iterable[Slip]], Iterator[Note]]:
    """Return how slips are told, by a message with a place for the words around, and a hint with one for the word."""
    return lambda found: (
        Note(slip.where, message.format(f"“{slip.around}”"), hint.format(f"“{slip.mended}”")) for slip in found
    )


# --- Letters, for `re` --------------------------------------------------------------------------------------------

HEBREW_LETTER = "[\u05d0-\u05ea\u05ef-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f]"
HEBREW_MARKS = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e\u034f]*"
ARABIC_LETTER = (
    "[\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
)
ARABIC_MARKS = "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08ff]*"
