"""What a file may say of itself: that it is accessible (PDF/UA-1) and that it will keep (PDF/A-2).

The writer makes every file alike. What cannot be mended on the way (a picture that no one described) costs the file its
claim, not the reader the file. `tests/test_conformance.py` asks a validator.

| what is in the document | standard | what is left to claim |
|---|---|---|
| a figure without a description, a document without a title | ISO 14289-1, 7.3 and 7.1; ISO 19005-2, 6.7.5 | PDF/A-2u |
| a code point for private use: no one else knows what it means | ISO 19005-2, 6.2.11.7.3 | PDF/UA-1 and PDF/A-2u |
| a text of over 32,767 bytes, a page outside 3 to 14,400 points | ISO 19005-2, 6.1.13 | PDF/UA-1 |
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from booklet.layout.display import DisplayDocument, Element, Role
from booklet.pdf.syntax import uri

_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_MAX_STRING_BYTES = 32_767
_MIN_PAGE_SIDE, _MAX_PAGE_SIDE = 3.0, 14_400.0


class Archival(Enum):
    """The level of PDF/A-2 that a file claims."""

    NONE = ""
    UNICODE = "U"
    """All text has its code points."""
    ACCESSIBLE = "A"
    """And its structure."""


def is_accessible(document: DisplayDocument) -> bool:
    """Tell whether the file may claim PDF/UA-1."""
    return bool(document.title) and all(
        element.alt for element in _elements(document.structure) if element.role is Role.FIGURE
    )


def archival_level(document: DisplayDocument, *, glyph_texts: Iterable[str]) -> Archival:
    """Return the level of PDF/A-2 that the file may claim; `glyph_texts` are those of all its fonts."""
    if not _within_limits(document):
        return Archival.NONE
    if not is_accessible(document) or _PRIVATE_USE.search("".join(glyph_texts)):
        return Archival.UNICODE
    return Archival.ACCESSIBLE


def _within_limits(document: DisplayDocument) -> bool:
    sides = (side for page in document.pages for side in (page.size.width, page.size.height))
    return all(_MIN_PAGE_SIDE <= side <= _MAX_PAGE_SIDE for side in sides) and not any(
        _is_too_long(text) for text in _texts(document)
    )


def _texts(document: DisplayDocument) -> Iterator[str]:
    """Yield what becomes a text string of the file."""
    yield from (document.title, document.author, document.subject)
    yield from (entry.title for entry in document.outline)
    for link in (link for page in document.pages for link in page.links):
        yield link.text
        if isinstance(link.target, str):
            yield uri(link.target)
    for element in _elements(document.structure):
        yield element.text
        yield element.alt


def _is_too_long(text: str) -> bool:
    """Tell whether a text does not fit in a string; most are so short that nothing need be encoded."""
    return len(text) > _MAX_STRING_BYTES // 4 - 1 and len(text.encode("utf-16")) > _MAX_STRING_BYTES


def _elements(root: Element) -> Iterator[Element]:
    pending = [root]
    while pending:
        element = pending.pop()
        yield element
        pending.extend(element.children)
