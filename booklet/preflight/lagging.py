"""A language whose version of a text says less, or another thing, than the others.

Compared is what all languages write alike: paragraphs, items and cells, years in digits, and words in Latin letters
inside Hebrew and Arabic, which the versions in Latin letters must have somewhere. Other names cannot be compared: each
script and language has its own spelling of them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from booklet.document.book import Book
from booklet.document.model import ItemList, Paragraph, Passage, Phrase, ProseBlock, Table
from booklet.errors import Where
from booklet.languages import LANGUAGES
from booklet.numerals import Digits, in_digits
from booklet.preflight.check import Check, Note
from booklet.preflight.texts import LATIN_LETTER, MOST_TOLD, versions

T = TypeVar("T")

_YEAR = re.compile(r"(?:1\d|20)(?<![\d.,\u00a0\u202f:/]..)\d\d(?![\d/]|[.,:\u00a0\u202f]\d)")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(LATIN_LETTER)
_NAME = re.compile(f"{LATIN_LETTER}{{3,}}")


@dataclass(frozen=True, slots=True)
class Lag:
    """A version that differs from the others."""

    where: Where
    language: str
    what: str
    """In words that follow the name of the language."""


def _find(book: Book) -> Iterator[Lag]:
    for version in versions(book):
        plain = {code: _plain(value) for code, value in version.items()}
        yield from _by_shape(version)
        yield from _by_years(version, plain)
        yield from _by_names(version, plain)


def _by_shape(version: Mapping[str, Phrase | Passage]) -> Iterator[Lag]:
    """Yield versions with fewer or more paragraphs; not one that only quotes what the others quote too."""
    parts = {code: list(_texts(value.blocks)) for code, value in version.items() if isinstance(value, Passage)}
    counts = {code: len(texts) for code, texts in parts.items()}
    usual = _usual(counts)
    for code, texts in parts.items():
        shared = {text for other, theirs in parts.items() if other != code for text in theirs}
        if len(texts) != usual and not shared.issuperset(texts):
            yield Lag(version[code].where, code, f"has {_paragraphs(len(texts))}, and the others have {usual}")


def _by_years(version: Mapping[str, Phrase | Passage], plain: Mapping[str, str]) -> Iterator[Lag]:
    years = {code: _years(text) for code, text in plain.items()}
    usual = _usual(years) or frozenset()
    for code, found in years.items():
        if lacking := sorted(usual - found):
            yield Lag(version[code].where, code, f"lacks the year {', '.join(lacking)}, which the others have")
        if added := sorted(found - usual):
            yield Lag(version[code].where, code, f"has the year {', '.join(added)}, which the others lack")


def _by_names(version: Mapping[str, Phrase | Passage], plain: Mapping[str, str]) -> Iterator[Lag]:
    latin = {code: _names(text) for code, text in plain.items() if LANGUAGES[code].script != "Latn"}
    if not any(latin.values()):  # the ordinary case
        return
    latin = {code: latin.get(code) or _names(text) for code, text in plain.items()}
    known = frozenset().union(*(names for code, names in latin.items() if LANGUAGES[code].script == "Latn"))
    for code, names in latin.items():
        if known and LANGUAGES[code].script != "Latn" and (other := sorted(names - known)):
            yield Lag(
                version[code].where, code, f"has “{', '.join(other)}” in Latin letters, which no other version has"
            )


def _years(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(in_digits(text, Digits.EUROPEAN)) if _DIGIT.search(text) else ())


def _names(text: str) -> frozenset[str]:
    spelled = unicodedata.normalize("NFD", text)
    if not _LETTER.search(spelled):
        return frozenset()
    bare = "".join(c for c in spelled if not unicodedata.combining(c))
    return frozenset(name.casefold() for name in _NAME.findall(bare))


def _usual(found: Mapping[str, T]) -> T | None:
    """Return what most versions have; of two that are as frequent, what comes first; None of no version."""
    return Counter(found.values()).most_common(1)[0][0] if found else None


def _plain(value: Phrase | Passage) -> str:
    if isinstance(value, Phrase):
        return value.text
    return "\n".join(_texts(value.blocks))


def _texts(blocks: Iterable[ProseBlock]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
                yield from (span.note.text for span in block.spans if span.note)
            case ItemList():
                for item in block.items:
                    yield from _texts(item)
            case Table():
                yield from (cell.text for row in (block.header, *block.rows) for cell in row)


def _paragraphs(count: int) -> str:
    return f"{count} paragraph{'s' if count > 1 else ''}"


def _tell(found: Iterable[Lag]) -> Iterator[Note]:
    for one in found:
        message = f"the {LANGUAGES[one.language].name} version {one.what}"
        yield Note(one.where, message, "see whether it has been changed in one language alone")


LAGGING = Check(
    code="language-lags",
    title="a version that differs from those in other languages",
    reason="a text was changed in one language, and the others were forgotten",
    find=_find,
    tell=_tell,
    most=MOST_TOLD,
    severity="remark",
)
