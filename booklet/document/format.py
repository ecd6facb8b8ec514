"""The format of a book's source, as one table: every key, its shape, its help, and the value of the model it becomes.

The reader reads by it and `booklet schema` writes it out for editors. What it cannot say, because it concerns two
places at once, is in `reader.py`: the order of the covers, events for a timeline.
"""

from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

from booklet.document.blocks import ADDRESS, BODY_BLOCK, LATITUDE, LONGITUDE, MAP_ALT, MAP_PLACES
from booklet.document.book import Book, Poster, PosterLayout, PosterMap
from booklet.document.dates import CivilDate, is_programme
from booklet.document.edition import Arrangement, Edition, Joining, Paper
from booklet.document.model import Event, EventPicture, Place
from booklet.document.scalars import Day, Flag, Length, NamedSize, Number, OneOf, PaperSize, Whole, Word
from booklet.document.shapes import Desk, Field, Listed, Mapped, Record, Schema, Shape, near, placeless, wrong_type
from booklet.document.texts import PASSAGE, PASSAGE_WITHOUT_NOTES, PHRASE, Picture, Plain
from booklet.document.yaml_nodes import Kind, Node, ScalarNode
from booklet.errors import Where
from booklet.geometry import paper_size
from booklet.languages import LANGUAGES, Language
from booklet.numerals import Digits, Numbering
from booklet.units import mm

FORMAT_VERSION = 1
READING_DISTANCE = 0.4
"""Metres between the eyes and what is read at rest (Legge and Bigelow 2011, Journal of Vision 11(5):8)."""

NAME = Word(
    "a name for files",
    "^[a-z0-9]+(-[a-z0-9]+)*$",
    "write lower-case Latin letters, digits and single hyphens: legacy-of-alliance",
    longest=60,
)

# --- Events -------------------------------------------------------------------------------------------------------

_PLACE = Record(
    "a place",
    placeless(Place),
    {
        "name": Field(PHRASE, "Its name.", "name", required=True),
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
    },
    needs={"latitude": "longitude", "longitude": "latitude"},
)


_EVENT_PICTURE = Record(
    "the picture of an event",
    EventPicture,
    {
        "file": Field(Picture(), "A JPEG, PNG or SVG in the book's folder: pictures/school.jpg", "file", required=True),
        "alt": Field(PHRASE, "What it shows, for readers who cannot see it.", "alt", required=True),
    },
)


def _event(*, year: int | None, date: CivilDate | None, where: Where, **values: Any) -> Event:
    return Event(year=date.year if date else year, date=date, by_day=False, where=where, **values)


EVENT = Record(
    "an event",
    _event,
    {
        "year": Field(Whole(-9999, 9999, "a year"), "The Gregorian year; left out when nobody knows it.", "year"),
        "date": Field(Day(), "The day, or the month alone; in place of the year: 1860-05-17, 1860-05", "date"),
        "until": Field(Whole(-9999, 9999, "a year"), "The year in which it ended: 1945", "until"),
        "circa": Field(Flag(), "The year is approximate, and is printed so.", "circa", default=False),
        "title": Field(PHRASE, "What happened, in a few words.", "title", required=True),
        "subtitle": Field(PHRASE, "A line below the title.", "subtitle"),
        "text": Field(PASSAGE, "What happened, in a few sentences.", "text"),
        "place": Field(_PLACE, "Where it happened.", "place"),
        "picture": Field(_EVENT_PICTURE, "A picture of it.", "picture"),
        "sources": Field(
            Listed(Plain(), "sources"), "Where the facts are from; for the editor, not printed.", "sources", default=()
        ),
    },
    needs={"circa": "year"},
    definition="event",
)

# --- The book -----------------------------------------------------------------------------------------------------


class _Version(Shape[int]):
    """The version of the format that the book is written in."""

    def read(self, node: Node, desk: Desk) -> int | None:
        if not isinstance(node, ScalarNode) or node.kind is not Kind.INTEGER:
            wrong_type(node, Kind.INTEGER.value, desk, f"write `booklet: {FORMAT_VERSION}`")
            return None
        if node.text == str(FORMAT_VERSION):
            return FORMAT_VERSION
        message = f"this book is written in version {node.text} of the format; this program knows {FORMAT_VERSION}"
        desk.faults.error(node.spot, "unknown-version", message, f"write `booklet: {FORMAT_VERSION}`")
        return None

    def schema(self, definitions: Schema) -> Schema:
        return {"const": FORMAT_VERSION}


class _LanguageCode(Shape[Language]):
    """The code of a language that a book can be set in."""

    def read(self, node: Node, desk: Desk) -> Language | None:
        if not isinstance(node, ScalarNode) or node.kind is not Kind.TEXT:
            wrong_type(node, "the code of a language", desk)
            return None
        if node.text in LANGUAGES:
            return LANGUAGES[node.text]
        hint = near(node.text, list(LANGUAGES), "languages")
        desk.faults.error(node.spot, "unknown-language", f"“{node.text}” is not the code of a language", hint)
        return None

    def schema(self, definitions: Schema) -> Schema:
        return {"enum": list(LANGUAGES)}


def _paper(*, trim: NamedSize, sheet: NamedSize, where: Where, **values: Any) -> Paper:
    return Paper(trim=trim.size, sheet=sheet.size.portrait, sheet_name=sheet.name, **values)


def _named(name: str) -> NamedSize:
    return NamedSize(name, paper_size(name))


_COVER_PAPER = Record(
    "the paper of the cover",
    lambda *, thickness, where: thickness,
    {"thickness": Field(Length("0.02mm", "2mm"), "Of one leaf of it: 0.3mm.", "thickness", required=True)},
)
_PAPER = Record(
    "the paper",
    _paper,
    {
        "trim": Field(PaperSize(), "The page as cut: A5, or 148mm x 210mm.", "trim", default=_named("A5")),
        "bleed": Field(Length(most="10mm"), "What is printed beyond the cut: 3mm.", "bleed", default=mm(3)),
        "sheet": Field(PaperSize(), "The paper of the office printer: A4 or Letter.", "sheet", default=_named("A4")),
        "thickness": Field(Length("0.02mm", "2mm"), "Of one leaf: 0.1mm.", "thickness", default=mm(0.1)),
        "cover": Field(
            _COVER_PAPER,
            "The paper of a cover that is printed apart; left out, it is of the same paper.",
            "cover_thickness",
        ),
        "binding": Field(
            OneOf(Joining),
            "How the leaves are joined: saddle (stapled in the fold), or perfect (glued at a spine); left out, saddle.",
            "joining",
            default=Joining.SADDLE,
        ),
    },
)


def _edition(*, languages: tuple[Language, ...], digits: Digits | None, where: Where, **values: Any) -> Edition:
    """Return an edition that does not know its name yet."""
    return Edition(id="", languages=languages, digits=digits or languages[0].digits, where=where, **values)


EDITION = Record(
    "an edition",
    _edition,
    {
        "languages": Field(
            Listed(_LanguageCode(), "languages", most=4, too_many="an edition has one language to four"),
            "The languages of this edition: [he], or [he, en]; the first decides the binding.",
            "languages",
            required=True,
        ),
        "arrangement": Field(
            OneOf(Arrangement),
            "How several languages stand together; left out, stacked: one under the other.",
            "arrangement",
            default=Arrangement.STACKED,
        ),
        "digits": Field(
            OneOf(Digits),
            "The digits of this edition; left out, extended in Persian and Urdu, else european.",
            "digits",
        ),
        "page-numbers": Field(
            OneOf(Numbering), "What the pages are numbered with.", "page_numbers", default=Numbering.DECIMAL
        ),
        "list-numbers": Field(
            OneOf(Numbering), "What the items of lists are numbered with.", "list_numbers", default=Numbering.DECIMAL
        ),
        "number-marks": Field(
            Flag(), "Geresh and gershayim in pages and items with Hebrew letters.", "number_marks", default=False
        ),
        "theme": Field(NAME, "How this edition looks; left out, as the book: plain-large", "theme"),
        "hebrew-years": Field(
            Flag(), "Write years and days of the Hebrew calendar beside those of events.", "hebrew_years", default=False
        ),
    },
)
_EDITIONS = Mapped(
    NAME,
    EDITION,
    lambda name, edition, where: replace(edition, id=name, where=where),
    "a map of editions",
)


class _Orientation(Enum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


def _poster(*, size: NamedSize, orientation: _Orientation | None, where: Where, **values: Any) -> Poster:
    """Return a poster; a named paper is upright unless it is turned, a size stands as it is written."""
    turned = {None: size.size, _Orientation.PORTRAIT: size.size.portrait, _Orientation.LANDSCAPE: size.size.landscape}
    return Poster(size=turned[orientation], where=where, **values)


_POSTER_MAP = Record(
    "the map of the poster",
    PosterMap,
    {
        "places": Field(MAP_PLACES, "What it shows; left out, the places of the events.", "places", default=()),
        "height": Field(Length("25mm", "1000mm"), "How high it is; left out, as the poster has room.", "height"),
        "alt": MAP_ALT,
    },
)


class _PosterMapShape(Shape[PosterMap]):
    """A map, or `true` for one of the places of the events."""

    def read(self, node: Node, desk: Desk) -> PosterMap | None:
        if isinstance(node, ScalarNode) and node.kind is Kind.BOOLEAN and node.text.lower() == "true":
            return PosterMap(where=node.spot.where)
        if isinstance(node, ScalarNode):
            hint = "write `map: true` for the places of the events, or delete the line"
            wrong_type(node, "true, or the keys of a map", desk, hint)
            return None
        return _POSTER_MAP.read(node, desk)

    def schema(self, definitions: Schema) -> Schema:
        return {"anyOf": [{"const": True}, _POSTER_MAP.schema(definitions)]}


_POSTER = Record(
    "the poster",
    _poster,
    {
        "size": Field(
            PaperSize(least_mm=200), "A4 to A0, Letter to ANSI-E, width x height.", "size", default=_named("A2")
        ),
        "orientation": Field(OneOf(_Orientation), "Upright or across; left out, as the size is.", "orientation"),
        "layout": Field(OneOf(PosterLayout), "How the events stand on it.", "layout", default=PosterLayout.AUTO),
        "viewing-distance": Field(
            Number(0.25, 20, "metres"),
            "How many metres away it is read: no letter is smaller than that asks for.",
            "viewing_distance",
            default=READING_DISTANCE,
        ),
        "title": Field(PHRASE, "Left out, the book's title.", "title"),
        "subtitle": Field(PHRASE, "A line below the title.", "subtitle"),
        "quote": Field(PASSAGE_WITHOUT_NOTES, "A quotation.", "quote"),
        "quote-source": Field(PHRASE, "Who said it, and where.", "quote_source"),
        "points": Field(Listed(PHRASE, "points"), "Short statements that frame it.", "points", default=()),
        "map": Field(_PosterMapShape(), "`true`: a map of the places of the events.", "map"),
        "qr": Field(ADDRESS, "A web address, printed as a QR code.", "url"),
        "qr-caption": Field(PHRASE, "The line beside the QR code.", "url_caption"),
        "imprint": Field(PHRASE, "Who publishes it; small, at the foot.", "imprint"),
    },
    needs={"quote-source": "quote", "qr-caption": "qr"},
)


def _book(*, version: int, paper: Paper | None, events: tuple[Event, ...], where: Where, **values: Any) -> Book:
    default = _paper(**{entry.attribute: entry.default for entry in _PAPER.fields.values()}, where=where)
    by_day = is_programme([event.date for event in events])
    events = tuple(replace(event, by_day=by_day) for event in events)
    return Book(paper=paper or default, path=Path(where.path), events=events, **values)


BOOK = Record(
    "a book",
    _book,
    {
        "booklet": Field(_Version(), "Version of this format; always 1.", "version", required=True),
        "id": Field(NAME, "The book's name in file names: legacy-of-alliance", "id", required=True),
        "title": Field(PHRASE, "The book's title.", "title", required=True),
        "theme": Field(NAME, "How the book looks; left out, heritage.", "theme", default="heritage"),
        "paper": Field(_PAPER, "What the booklet is printed on; left out, A5 on A4 sheets.", "paper"),
        "editions": Field(_EDITIONS, "The booklets to make, each by its name: he: {languages: [he]}", "editions", True),
        "body": Field(
            Listed(BODY_BLOCK, "blocks", 50_000), "The parts of the booklet, in their order.", "body", required=True
        ),
        "events": Field(
            Listed(EVENT, "events", 1000), "What happened when; for the timeline and the poster.", "events", default=()
        ),
        "poster": Field(_POSTER, "The timeline poster; left out, there is none.", "poster"),
    },
)
