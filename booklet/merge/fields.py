"""Fields in the texts of a book: where they stand, and the book as one row of the data fills them.

A field is `{name}`; a brace that is meant as such is written twice: `{{`. What is put in is isolated (FSI and PDI,
UAX #9), so that it keeps its order to itself, and is never read as Markdown. The parts of the book that hold no field
are the very same objects in every copy: what is made of them can be kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from booklet.document.book import Book, Condition
from booklet.document.model import Block, ItemList, Note, Paragraph, Phrase, Span
from booklet.document.notes import with_note_numbers
from booklet.errors import ContentError, Diagnostic, Where

Values: TypeAlias = Mapping[str, str]
"""The values of a row by the names of their columns."""
Filler: TypeAlias = Callable[[Values], Any]

_FSI, _PDI = "\u2068", "\u2069"
_BRACES = re.compile(r"(\{\{|\}\})|\{([^{}\n]*)\}|([{}])")
"""A brace written twice, a field, a stray brace."""
_ENCODED = re.compile(r"%7B((?:(?!%7[BD]).)*)%7D|\{([^{}]*)\}", re.IGNORECASE)
"""A field in an address, whose braces Markdown has escaped."""
_GAPS = re.compile("  +")


class RowFault(ContentError):
    """A row cannot be filled in."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A field, and where it is used."""

    name: str
    where: Where | None
    stray: bool = False
    """It is no field, but a brace without its partner."""


@dataclass(frozen=True)
class Form:
    """A book with fields, made ready to be filled in again and again."""

    book: Book
    names: tuple[str, ...]
    """Of the fields that texts and conditions use, sorted."""
    _fillers: Mapping[str, Filler]
    _body: tuple[tuple[Block, Filler | None, tuple[Condition, ...]], ...]
    _has_notes: bool

    def filled(self, values: Values) -> Book:
        """Return the book of one row.

        Raises:
            RowFault: when a text is left without words, or the book without blocks.
        """
        body = tuple(
            fill(values) if fill else block
            for block, fill, conditions in self._body
            if all(_holds(condition, values) for condition in conditions)
        )
        if not body:
            hint = "delete the row, or give the book a block that has no condition"
            raise RowFault(Diagnostic(code="empty-copy", message="no block of the book is for this row", hint=hint))
        parts = {name: fill(values) for name, fill in self._fillers.items()}
        book = replace(self.book, body=body, **parts)
        return with_note_numbers(book) if self._has_notes and len(body) < len(self._body) else book

    def reference(self, value: str) -> Book:
        """Return the book with all its blocks, and one value in every field."""
        values = dict.fromkeys(self.names, value)
        body = tuple(fill(values) if fill else block for block, fill, _ in self._body)
        return replace(self.book, body=body, **{name: fill(values) for name, fill in self._fillers.items()})


def read_form(book: Book, columns: Sequence[str], label: str) -> Form:
    """Return the form that a book is, checked against the columns of the data in the file `label`.

    Raises:
        ContentError: with each field or condition that names no column, and each stray brace.
    """
    uses = [*_uses(book.body, None), *_uses((book.title, book.events), None)]
    conditions = [condition for found in book.conditions.values() for condition in found]
    uses += [_Use(condition.field, condition.where) for condition in conditions]
    faults = [_fault(use, columns, label) for use in uses if use.stray or use.name not in columns]
    if faults:
        raise ContentError(dict.fromkeys(faults))
    fillers = {"title": _filler(book.title), "events": _filler(book.events)}
    body = tuple((block, _filler(block), book.conditions.get(block.where, ())) for block in book.body)
    names = tuple(sorted({use.name for use in uses}))
    found = {name: fill for name, fill in fillers.items() if fill}
    return Form(book, names, found, body, any(isinstance(part, Note) for part in _parts(book.body)))


def _fault(use: _Use, columns: Sequence[str], label: str) -> Diagnostic:
    if use.stray:
        hint = "a brace that is no field is written twice: {{ or }}"
        return Diagnostic(code="stray-brace", message="this text has a brace alone", where=use.where, hint=hint)
    known = ", ".join(column for column in columns if column)
    message = f"there is no column “{use.name}” in {label}"
    hint = f"its columns are: {known}; a brace that is no field is written twice: {{{{"
    return Diagnostic(code="unknown-field", message=message, where=use.where, hint=hint)


def _holds(condition: Condition, values: Values) -> bool:
    found = values[condition.field].strip().casefold()
    return (found in [value.strip().casefold() for value in condition.values]) != condition.unless


# --- Where fields stand ---------------------------------------------------------------------------------------------


def _children(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif type(value) is tuple:  # not a NamedTuple such as a size
        yield from value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))


def _parts(value: Any) -> Iterator[Any]:
    """Yield a value of the model and all that is in it."""
    pending = [value]
    while pending:
        part = pending.pop()
        yield part
        pending.extend(_children(part))


def _uses(value: Any, where: Where | None) -> Iterator[_Use]:
    """Yield the fields in a value; `where` is the nearest place around it."""
    where = getattr(value, "where", where)
    if isinstance(value, Span):
        yield from _uses_in(value.text, where)
        for match in _ENCODED.finditer(value.link or ""):
            yield _Use((match[1] or match[2] or "").strip(), where)
        yield from _uses(value.note, where)
        return
    url = getattr(value, "url", None)
    for match in _ENCODED.finditer(url) if isinstance(url, str) else ():
        yield _Use((match[1] or match[2] or "").strip(), where)
    for child in _children(value):
        yield from _uses(child, where)


def _uses_in(text: str, where: Where | None) -> Iterator[_Use]:
    for match in _BRACES.finditer(text):
        if match[3] or (match[2] is not None and not match[2].strip()):
            yield _Use(match[0], where, stray=True)
        elif match[2]:
            yield _Use(match[2].strip(), where)


# --- Filling them in ------------------------------------------------------------------------------------------------


def _filler(value: Any) -> Filler | None:
    """Return what makes a row's version of a value of the model; None where all rows have the value itself."""
    if isinstance(value, Span):
        return _span_filler(value)
    if type(value) is tuple:
        return _tuple_filler(value)
    if isinstance(value, Mapping):
        found = {key: _filler(child) for key, child in value.items()}
        if not any(found.values()):
            return None
        return lambda values: {key: fill(values) if (fill := found[key]) else child for key, child in value.items()}
    if not is_dataclass(value) or isinstance(value, type | Where | Path):
        return None
    return _record_filler(value)


def _tuple_filler(value: tuple[Any, ...]) -> Filler | None:
    found = [_filler(child) for child in value]
    if not any(found):
        return None
    pairs = list(zip(value, found, strict=True))
    return lambda values: tuple([fill(values) if fill else child for child, fill in pairs])


def _record_filler(value: Any) -> Filler | None:
    found = {field.name: fill for field in fields(value) if (fill := _filler(getattr(value, field.name)))}
    url = getattr(value, "url", None)
    if isinstance(url, str) and _ENCODED.search(url):
        found["url"] = lambda values: _filled_address(url, values)
    if not found:
        return None
    if isinstance(value, Paragraph | Phrase):
        return lambda values: replace(value, spans=_spans(found["spans"](values), value.where))
    if isinstance(value, ItemList):  # its items are tuples of blocks: the general way
        return lambda values: replace(value, items=found["items"](values))
    return lambda values: replace(value, **{name: fill(values) for name, fill in found.items()})


def _span_filler(span: Span) -> Filler | None:
    pieces = _pieces(span.text)
    note = _filler(span.note)
    link = span.link if span.link and _ENCODED.search(span.link) else None
    if len(pieces) == 1 and pieces[0] == span.text and note is None and link is None:
        return None

    def fill(values: Values) -> Span:
        text = "".join([part if i % 2 == 0 else _isolated(values[part]) for i, part in enumerate(pieces)])
        return replace(
            span,
            text=text,
            link=_filled_address(link, values) if link else span.link,
            note=note(values) if note else span.note,
        )

    return fill


def _pieces(text: str) -> list[str]:
    """Return plain text and names of fields by turns, the text first and last."""
    pieces = [""]
    end = 0
    for match in _BRACES.finditer(text):
        pieces[-1] += text[end : match.start()]
        end = match.end()
        if match[1]:
            pieces[-1] += match[1][0]
        elif match[2]:
            pieces += [match[2].strip(), ""]
    pieces[-1] += text[end:]
    return pieces


def _isolated(value: str) -> str:
    return f"{_FSI}{value}{_PDI}" if value else ""


def _filled_address(address: str, values: Values) -> str:
    """Return an address whose fields are escaped as the standard of addresses asks (RFC 3986, 2.1)."""
    return _ENCODED.sub(lambda match: quote(values[(match[1] or match[2]).strip()], safe=""), address)


def _spans(filled: tuple[Span, ...], where: Where) -> tuple[Span, ...]:
    """Return spans without the gaps that empty fields leave.

    Raises:
        RowFault: when there are no words.
    """
    kept: list[Span] = []
    for span in filled:
        text = _GAPS.sub(" ", span.text)
        if not kept or kept[-1].text[-1] in " \n":
            text = text.lstrip(" ")
        if text or (span.note and kept):
            kept.append(replace(span, text=text) if text != span.text else span)
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    if not any(span.text.strip() for span in kept):
        hint = "fill the cell, or write `if: name-of-the-field` under the block, so that it is left out"
        raise RowFault(Diagnostic(code="empty-text", message=f"the text at {where} is left without words", hint=hint))
    return tuple(kept)
