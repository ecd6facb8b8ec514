"""Count the footnotes of a book: from 1 in each chapter, each language by itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from booklet.document.book import Book
from booklet.document.model import (
    Block,
    Box,
    BoxedBlock,
    Event,
    Figure,
    Heading,
    ItemList,
    LocalizedPassage,
    Passage,
    Pictures,
    Point,
    Points,
    ProseBlock,
    Quote,
    Span,
    Table,
    Text,
    Timeline,
)

_HasText = TypeVar("_HasText", Point, Event)


def with_note_numbers(book: Book) -> Book:
    """Return the book with a number for each of its footnotes, in the order of reading."""
    counts: Counter[str] = Counter()
    body: list[Block] = []
    events = book.events
    for block in book.body:
        match block:
            case Heading(level=1):
                counts.clear()
            case Text() | Quote() | Points():
                block = _numbered(block, counts)
            case Box():
                block = replace(block, body=tuple(_numbered(one, counts) for one in block.body))
            case Timeline():
                events = _texts(events, counts)
            case _:
                pass
        body.append(block)
    return replace(book, body=tuple(body), events=events)


def _numbered(block: BoxedBlock, counts: Counter[str]) -> BoxedBlock:
    match block:
        case Text() | Quote():
            return replace(block, text=_localized(block.text, counts))
        case Points():
            return replace(block, items=_texts(block.items, counts))
        case Figure() | Pictures():
            return block
        case _:
            assert_never(block)


def _texts(items: Sequence[_HasText], counts: Counter[str]) -> tuple[_HasText, ...]:
    """Return points or events, those that have a text with its footnotes numbered."""
    return tuple(replace(item, text=_localized(item.text, counts)) if item.text else item for item in items)


def _localized(passages: LocalizedPassage, counts: Counter[str]) -> Mapping[str, Passage]:
    return {
        language: replace(passage, blocks=tuple(_block(block, language, counts) for block in passage.blocks))
        for language, passage in passages.items()
    }


def _block(block: ProseBlock, language: str, counts: Counter[str]) -> ProseBlock:
    """Return a paragraph or list with numbers; tables have no notes. The reader bounds the depth of lists."""
    if isinstance(block, ItemList):
        items = tuple(tuple(_block(inner, language, counts) for inner in item) for item in block.items)
        return replace(block, items=items)
    if isinstance(block, Table) or not any(span.note for span in block.spans):
        return block
    return replace(block, spans=tuple(_span(span, language, counts) for span in block.spans))


def _span(span: Span, language: str, counts: Counter[str]) -> Span:
    if span.note is None:
        return span
    counts[language] += 1
    return replace(span, note=replace(span.note, number=counts[language]))
