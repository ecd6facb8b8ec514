"""Numbers in the manner of an edition: those that the program writes, and the digits in the book's texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from booklet.document.book import Book
from booklet.document.edition import Edition
from booklet.document.model import Note, Paragraph, Span
from booklet.errors import Diagnostic, LayoutError, Where
from booklet.languages import LANGUAGES, Direction, Language
from booklet.layout.memo import NO_MEMO, Memo
from booklet.numerals import Digits, Numbering, in_digits, numeral
from booklet.text.ucd import only_direction

_AS_WRITTEN = "\u2066[^\u2066\u2069]*\u2069|[^\\s\u2066]*[A-Za-z\u00c0-\u024f][^\\s\u2066]*"
"""What an author isolates as left to right, and words with Latin letters: A4, ISBN10, www.example.org/1862."""
_WORD = re.compile(f"({_AS_WRITTEN})|[^\\s\u2066]+")


@dataclass(frozen=True, slots=True)
class Figures:
    """How an edition writes numbers."""

    digits: Digits = Digits.EUROPEAN
    page_numbers: Numbering = Numbering.DECIMAL
    hebrew_years: bool = False
    list_numbers: Numbering = Numbering.DECIMAL
    number_marks: bool = False

    def number(self, number: int) -> str:
        """Return a number in the edition's digits."""
        return in_digits(number, self.digits)

    def folio(self, page_number: int) -> str:
        """Return a page number (1-based) as it is printed.

        Raises:
            LayoutError: when the edition's numbering does not go so far.
        """
        try:
            return numeral(page_number, self.page_numbers, self.digits, marks=self.number_marks)
        except ValueError as error:
            message = f"page {page_number} cannot be numbered: {error}"
            hint = "write `page-numbers: decimal` in the edition"
            raise LayoutError(Diagnostic(code="too-many-pages", message=message, hint=hint)) from error

    def item(self, number: int, where: Where) -> str:
        """Return the number of a list's item as it is printed.

        Raises:
            LayoutError: when the edition's numbering does not have the number.
        """
        try:
            return numeral(number, self.list_numbers, self.digits, marks=self.number_marks)
        except ValueError as error:
            message = f"item {number} of this list cannot be numbered: {error}"
            hint = "begin the list with `1.`, or write `list-numbers: decimal` in the edition"
            raise LayoutError(Diagnostic(code="list-number", message=message, where=where, hint=hint)) from error


def figures_of(edition: Edition, language: Language | None = None) -> Figures:
    """Return how an edition writes numbers in its first language, or in another one: in Latin script as typed there."""
    is_other = language not in (None, edition.language)
    digits = Digits.EUROPEAN if is_other and language and language.script == "Latn" else edition.digits
    return Figures(digits, edition.page_numbers, edition.hebrew_years, edition.list_numbers, edition.number_marks)


def with_digits(book: Book, edition: Edition, memo: Memo = NO_MEMO) -> Book:
    """Return the book with the digits of its texts as an edition has them, for all that is made of the texts.

    Texts of languages in Latin script stay as they are, and so do all texts where the edition has European digits:
    what an author typed is not undone. Addresses of links are no text.
    """
    if edition.digits is Digits.EUROPEAN:
        return book

    def converted(value: Any) -> Any:
        return memo.of(("digits", id(value)), (value,), lambda: _converted(value, edition.digits))

    parts = {name: converted(getattr(book, name)) for name in ("title", "events", "poster")}
    return replace(book, body=tuple(map(converted, book.body)), **parts)


def _converted(value: Any, digits: Digits) -> Any:
    """Return a value of the model with the text of its spans converted; the value itself where none changes."""
    if isinstance(value, Span):
        return replace(value, text=_text_in_digits(value.text, digits), note=_converted(value.note, digits))
    if isinstance(value, Note | Paragraph) and only_direction(value.text) is Direction.LTR:
        return value  # it is set as a text in Latin script
    if isinstance(value, Mapping):
        return {key: _converted(one, digits) if _is_converted(key) else one for key, one in value.items()}
    if type(value) is tuple:  # not a NamedTuple such as a size
        return tuple(_converted(one, digits) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: new for name, one in found.items() if (new := _converted(one, digits)) is not one}
    return replace(value, **changed) if changed else value


def _is_converted(code: str) -> bool:
    return code not in LANGUAGES or LANGUAGES[code].script != "Latn"


def _text_in_digits(text: str, digits: Digits) -> str:
    return _WORD.sub(lambda word: word[0] if word[1] else in_digits(word[0], digits), text)
