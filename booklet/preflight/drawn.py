"""The letters of the source against those that are drawn: each once, none lost, none twice.

Compared by the place of the text in the source, so that a text of which a line is lost is found, wherever it stands.
Only letters are counted: numbers may be printed in the digits of the language, spaces and hyphens come and go where
lines end, and the numbers of notes are added.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from booklet.document.book import Book
from booklet.document.edition import Edition
from booklet.document.model import Paragraph
from booklet.errors import Where
from booklet.layout.display import DisplayDocument, lines
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.paragraphs import DrawnParagraph, paragraphs
from booklet.preflight.texts import texts

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A file, and what it is made of."""

    document: DisplayDocument
    source: Mapping[Where, str]
    """All that can be printed in the file's languages, by its place."""
    body: frozenset[Where]
    """Places that must be in a booklet."""


@dataclass(frozen=True, slots=True)
class Unlike:
    """A text that is not drawn as it is written."""

    where: Where
    text: str
    lost: str
    """Letters that are not drawn."""
    added: str
    """Letters that are drawn and not written."""


def drawn(document: DisplayDocument, book: Book, edition: Edition) -> Drawn:
    """Return a file of an edition with its texts."""
    codes = {language.code for language in edition.languages}
    # What the source writes once and repeats by an alias has one place: it is one text, however often it is drawn.
    found = dict.fromkeys((text.where, text.text) for code, text in texts(book) if code in codes)
    source: dict[Where, str] = {}
    for where, text in found:
        source[where] = f"{source[where]}\n{text}" if where in source else text
    parts = replace(book, poster=None, events=(), title={})
    body = {text.where for code, text in texts(parts) if code in codes and isinstance(text, Paragraph)}
    # Of a poster, which is one page, the events are drawn, and what the book says of them elsewhere is not.
    return Drawn(document, source, frozenset(body if len(document.pages) > 1 else ()))


def _find(subject: Drawn) -> Iterator[Unlike]:
    shown: dict[Where, Counter[str]] = {}
    for paragraph in paragraphs(map(lines, subject.document.pages)):
        written = subject.source.get(paragraph.where) if paragraph.where else None
        if paragraph.where and written is not None and _is_of(written, paragraph):
            shown.setdefault(paragraph.where, Counter()).update(_letters(_glyph_text(paragraph)))
    for where, written in subject.source.items():
        expected, found = Counter(_letters(written)), shown.get(where)
        if found is None and where in subject.body:
            found = Counter()
        if found is not None:
            times = max(1, found.total() // max(1, expected.total()))
            whole = Counter({letter: count * times for letter, count in expected.items()})
            if found != whole:
                yield Unlike(where, written, _joined(whole - found), _joined(found - whole))


def _is_of(written: str, paragraph: DrawnParagraph) -> bool:
    """Tell whether a paragraph has a word of a text: the date of an event has its place, and none of its words."""
    words = set(_WORD.findall(written))
    is_drop_cap = len(_WORD.findall(paragraph.text)) == 1 and written.startswith(paragraph.text)
    return is_drop_cap or any(word in words for word in _WORD.findall(paragraph.text))


def _glyph_text(paragraph: DrawnParagraph) -> str:
    return "".join(text for line in paragraph.lines for run in line.runs for text in run.run.glyph_texts)


def _joined(letters: Counter[str]) -> str:
    return "".join(letters.elements())


def _letters(text: str) -> Iterator[str]:
    return (c for c in text if unicodedata.category(c)[0] == "L" and c != "\u0640")


def _tell(found: Iterable[Unlike]) -> Iterator[Note]:
    for one in found:
        parts = [f"not drawn: {one.lost[:20]}"] if one.lost else []
        parts += [f"drawn and not written: {one.added[:20]}"] if one.added else []
        message = f"the text {quoted(one.text)} is not drawn as it is written ({'; '.join(parts)})"
        yield Note(one.where, message, "please report it: the fault is ours")


DRAWN = Check(
    code="text-lost",
    title="a text that is not drawn letter for letter",
    reason="a word that is lost is missed by no one until it is printed",
    find=_find,
    tell=_tell,
    severity="error",
)
