"""What a build makes: the kinds of files, what is known of each, and the record of them all."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from booklet.document.book import Book
from booklet.errors import Diagnostic
from booklet.preflight.check import PageRecords
from booklet.shop import Shop

_REPORT_FORMAT = 1


class Kind(StrEnum):
    """The files that are made of an edition."""

    READER = "reader"
    SHEETS = "sheets"
    PRESS = "press"
    POSTER = "poster"
    POSTER_PRESS = "poster-press"
    TILES = "tiles"
    INSTRUCTIONS = "instructions"
    PREVIEWS = "previews"


ENDINGS = {
    Kind.READER: "",
    Kind.SHEETS: "-sheets",
    Kind.PRESS: "-press",
    Kind.POSTER: "-poster",
    Kind.POSTER_PRESS: "-poster-press",
    Kind.TILES: "-poster-tiles",
    Kind.INSTRUCTIONS: "-instructions",
}
"""Of the names of PDFs."""
USUAL_KINDS = tuple(kind for kind in Kind if kind is not Kind.PREVIEWS)
"""What is made where nothing is asked for: pictures of pages take longer than all the rest, and few want them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One finished file and its line of the report."""

    name: str
    kind: Kind
    edition: str
    data: bytes = field(repr=False)
    page_count: int
    """Pages of the PDF, or shown in the picture."""
    sheet_count: int | None
    """Sheets of paper to print it on; None for a file that is not for the office printer."""
    fonts: tuple[str, ...]
    """Names of the fonts used, sorted."""
    tiles: tuple[int, int] | None = None
    """Columns and rows, of a poster that is cut."""


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """What is made of an edition."""

    files: tuple[Made, ...]
    """In the order of their kinds."""
    notes: tuple[Diagnostic, ...]
    """What is to be told of its sheets."""
    records: tuple[PageRecords, ...]
    """What the checks found, file by file."""


def report(book: Book, shop: Shop, made: Iterable[Made], warnings: Iterable[Diagnostic]) -> bytes:
    """Return the record of a build as JSON, one entry a file."""
    record = {
        "report": _REPORT_FORMAT,
        "book": book.id,
        "theme": book.theme,
        "shop": shop.name,
        "files": [
            {
                "name": one.name,
                "kind": one.kind.value,
                "edition": one.edition,
                "theme": book.theme_of(book.editions[one.edition]),
                "pages": one.page_count,
                "sheets": one.sheet_count,
                "bytes": len(one.data),
                "fonts": list(one.fonts),
            }
            for one in made
        ],
        "warnings": [
            {"code": warning.code, "message": warning.message, "where": str(warning.where or "")}
            for warning in warnings
        ],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
