"""Running text whose last sentence has no end.

Titles, captions and single phrases have no full stop and need none: a paragraph is looked at when it has a sentence
that does end, and is as long as a sentence; so are those that end in a comma or hyphen.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from booklet.document.book import Book
from booklet.document.model import Paragraph
from booklet.errors import Where
from booklet.preflight.check import Check, Note
from booklet.preflight.texts import MOST_TOLD, texts

_FEWEST_WORDS = 8
"""A line of an imprint or an address is shorter, and has full stops."""
_SENTENCE_END = re.compile(r"[.!?؟۔…][)\]»”’\"'״]*[\s]+\S")
_CLOSED = re.compile(r"[.!?؟۔…:;؛][)\]»”’\"'״\s\u2066-\u2069\u200e\u200f]*$|[)\]»”’\"״–—]$")
_OPEN = re.compile(r"[,\u060c\-\u05be–—]$")
_LAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """A paragraph without an end."""

    where: Where
    end: str
    """Its last words."""


def _find(book: Book) -> Iterator[BrokenOff]:
    for _, written in texts(book):
        text = written.text
        words = text.split()
        if isinstance(written, Paragraph) and len(words) >= _FEWEST_WORDS and not _is_address(words[-1]):
            is_prose = _SENTENCE_END.search(text) or _OPEN.search(text)
            if is_prose and (not _CLOSED.search(text) or _OPEN.search(text)):
                yield BrokenOff(written.where, " ".join(words[-_LAST_WORDS:]))


def _is_address(word: str) -> bool:
    return "/" in word or "@" in word or re.search(r"\w\.\w", word) is not None


def _tell(found: Iterable[BrokenOff]) -> Iterator[Note]:
    for one in found:
        message = f"this paragraph breaks off: it ends in “{one.end}”, without a full stop"
        yield Note(one.where, message, "write the rest of the sentence, or its full stop")


BREAKS_OFF = Check(
    code="breaks-off",
    title="a paragraph whose last sentence has no end",
    reason="the end of a sentence is lost easily when text is copied from page to page",
    find=_find,
    tell=_tell,
    most=MOST_TOLD,
    severity="remark",
)
