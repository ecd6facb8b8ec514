"""The book as typed values: editions, blocks, spans, events. Frozen; every value that a person wrote knows its place.

A book holds all its languages. A `Phrase` or `Passage` is one language's version; the maps named `Localized...` hold
one version per language, keyed by language code. The reader guarantees that every language of every edition is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from booklet.document.dates import CivilDate
from booklet.document.framing import FULL_WIDTH, USUAL_FOCUS, Focus, FullBleed, Placing, Width
from booklet.errors import Where

# --- Text ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text in one manner."""

    text: str
    """In logical order, white space collapsed as CommonMark does; `\\n` is a forced line break."""
    emphasis: bool = False
    strong: bool = False
    link: str | None = None
    """Target address; only http, https and mailto pass the reader."""
    note: "Note | None" = None
    """The footnote called at the end of this text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One line of text with inline Markdown: a title, a caption, a name."""

    spans: tuple[Span, ...]
    where: Where

    @property
    def text(self) -> str:
        """The words without their manner."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    spans: tuple[Span, ...]
    where: Where

    @property
    def text(self) -> str:
        """The words without their manner."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote. There are notes in passages alone, and no notes in them."""

    paragraphs: tuple[Paragraph, ...]
    """At least one."""
    where: Where
    number: int = 0
    """1-based in its chapter and language; 0 until the book is read as a whole."""

    @property
    def text(self) -> str:
        """The words without their manner, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A list; an item holds paragraphs, lists and tables."""

    items: tuple[tuple["ProseBlock", ...], ...]
    ordered: bool
    start: int = 1
    """The number of the first item of an ordered list."""


class ColumnAlignment(Enum):
    """Where the words of a column of a table stand; start and end follow the direction of its language."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. Every row has as many cells as there are alignments; an empty cell is a phrase without spans."""

    header: tuple[Phrase, ...]
    """What the columns hold; empty for a table without a header."""
    rows: tuple[tuple[Phrase, ...], ...]
    """At least one."""
    alignments: tuple[ColumnAlignment, ...]
    """Of the columns, the first one first."""
    where: Where


ProseBlock: TypeAlias = Paragraph | ItemList | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Paragraphs, lists and tables, written in Markdown."""

    blocks: tuple[ProseBlock, ...]
    where: Where


LocalizedPhrase: TypeAlias = Mapping[str, Phrase]
LocalizedPassage: TypeAlias = Mapping[str, Passage]

# --- Blocks of the body -------------------------------------------------------------------------------------------


class TextStyle(Enum):
    """The part a text plays."""

    BODY = "body"
    LEAD = "lead"
    """The first words of a chapter, larger."""
    SMALL = "small"
    """Imprint, credits, notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The front cover; stands first, once."""

    title: LocalizedPhrase | None
    """None takes the book's title (a pointed or shorter form may be given here)."""
    subtitle: LocalizedPhrase | None
    years: LocalizedPhrase | None
    """The span of time the book covers, as it is to be printed."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class BackCover:
    """The back cover; stands last, once."""

    text: LocalizedPassage | None
    credits: LocalizedPassage | None
    """Who made and who publishes it; small, at the foot."""
    url: str | None
    """Address of a QR code; None for no code."""
    url_caption: LocalizedPhrase | None
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents."""

    title: LocalizedPhrase | None
    """None takes the usual word of the language."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 (opens a chapter on a new page) to 3."""

    text: LocalizedPhrase
    level: int
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Running text."""

    text: LocalizedPassage
    style: TextStyle
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation with its source."""

    text: LocalizedPassage
    source: LocalizedPhrase | None
    full_page: bool
    """Set large on a page of its own."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class PullQuote:
    """Words set large in the flow of the text, to draw the eye; mostly they are taken from the chapter."""

    text: LocalizedPhrase
    source: LocalizedPhrase | None
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One item of a `Points` list: a short statement and, where given, what stands behind it."""

    title: LocalizedPhrase
    text: LocalizedPassage | None
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list of statements, each with a drawn marker."""

    items: tuple[Point, ...]
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its words."""

    file: Path
    """Absolute; inside the book's folder; exists; JPEG, PNG or SVG."""
    alt: LocalizedPhrase
    caption: LocalizedPhrase | None
    credit: LocalizedPhrase | None
    """Printed below it, unless the body has a place for the credits of all pictures."""
    width: Width = FULL_WIDTH
    place: Placing = Placing.START
    full_bleed: FullBleed | None = None
    """None for a picture inside the measure; width and place say nothing of any other."""
    ratio: float | None = None
    """Width over height to which it is cropped; None for its own shape."""
    focus: Focus = USUAL_FOCUS
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Pictures side by side, all of one height."""

    figures: tuple[Figure, ...]
    """Two or three, in the order of reading."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Who made the pictures of the book, with their pages."""

    title: LocalizedPhrase | None
    """None takes the usual words of the language."""
    where: Where


BoxedBlock: TypeAlias = Text | Quote | Points | Figure | Pictures
"""What can stand in a box. The reader lets no quotation and no picture in that asks for a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Facts set apart from the text, on a ground or in a frame."""

    title: LocalizedPhrase | None
    body: tuple[BoxedBlock, ...]
    """At least one."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place on a map."""

    name: LocalizedPhrase
    latitude: float
    """Degrees, north positive, -90 to 90."""
    longitude: float
    """Degrees, east positive, -180 to 180."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A map with places on it, drawn from data."""

    places: tuple[MapPlace, ...]
    """At least one."""
    alt: LocalizedPhrase | None
    """None says the names of the places."""
    caption: LocalizedPhrase | None
    credit: LocalizedPhrase | None
    width: float
    """As a share of the measure, above 0, at most 1."""
    height: float | None
    """Points; None takes what the places ask for."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The book's events, in their order, as pages of the booklet."""

    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A page left empty on purpose."""

    where: Where


class PageTurn(Enum):
    """Where the text goes on after a page break."""

    NEXT = "next"
    RECTO = "recto"
    VERSO = "verso"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The text goes on at the top of another page."""

    to: PageTurn
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPage:
    """A ruled page to write on."""

    title: LocalizedPhrase | None
    where: Where


PageBlock: TypeAlias = Cover | BackCover | Contents | Blank | PageBreak | NotesPage
FlowBlock: TypeAlias = Heading | Text | Quote | PullQuote | Points | Figure | Pictures | Map | Credits | Box | Timeline
Block: TypeAlias = PageBlock | FlowBlock


# --- Events -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event took place."""

    name: LocalizedPhrase
    latitude: float | None
    """Degrees, north positive, -90 to 90."""
    longitude: float | None
    """Degrees, east positive, -180 to 180."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPicture:
    """What an event looked like."""

    file: Path
    """Absolute; inside the book's folder; exists; JPEG, PNG or SVG."""
    alt: LocalizedPhrase
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, for the timeline and the poster."""

    title: LocalizedPhrase
    year: int | None
    """Gregorian; None when unknown. That of the date where there is one."""
    date: CivilDate | None
    by_day: bool
    """It is of a programme: its day stands where others have their year."""
    until: int | None
    """The year in which it ended, after that of the beginning; None for what had no length."""
    circa: bool
    """The year is approximate, and is printed so."""
    subtitle: LocalizedPhrase | None
    text: LocalizedPassage | None
    place: Place | None
    picture: EventPicture | None
    sources: tuple[str, ...]
    """Where the facts are from; kept with the data and listed for the editor, not printed on the poster."""
    where: Where
