"""A book: everything that its source says, with the poster beside its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from booklet.document.edition import Edition, Paper
from booklet.document.model import Block, Event, LocalizedPassage, LocalizedPhrase, MapPlace
from booklet.document.written import SourceText
from booklet.errors import Where
from booklet.geometry import Size


class PosterLayout(Enum):
    """How the events stand on the poster."""

    AUTO = "auto"
    """A serpentine; a list where the events are too many for one."""
    SERPENTINE = "serpentine"
    """On a path that winds through rows."""
    VERTICAL = "vertical"
    """On both sides of a spine."""
    HORIZONTAL = "horizontal"
    """Above and below an axis that is proportional to time."""
    LIST = "list"
    """In columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterMap:
    """The map on the poster."""

    places: tuple[MapPlace, ...] = ()
    """Empty shows those of the events."""
    alt: LocalizedPhrase | None = None
    """None says the names of the places."""
    height: float | None = None
    """Points; None takes what the composition has for it."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """The timeline poster."""

    size: Size
    """As printed, in points."""
    layout: PosterLayout
    viewing_distance: float
    """Metres from which all of it is to be read."""
    title: LocalizedPhrase | None
    """None takes the book's title."""
    subtitle: LocalizedPhrase | None
    quote: LocalizedPassage | None
    quote_source: LocalizedPhrase | None
    points: tuple[LocalizedPhrase, ...]
    map: PosterMap | None
    url: str | None
    """Printed as a QR code."""
    url_caption: LocalizedPhrase | None
    imprint: LocalizedPhrase | None
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """For whom a block stands in personal copies."""

    field: str
    """Name of a column of the data."""
    values: tuple[str, ...]
    """At least one; "" for an empty field. Case and white space around them do not count."""
    unless: bool
    """The block is left out for these values, instead of for all others."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that the source says."""

    id: str
    """Part of file names: lower-case letters, digits, hyphens."""
    title: LocalizedPhrase
    theme: str
    """Name of a theme; editions may have others."""
    paper: Paper
    editions: Mapping[str, Edition]
    """By id, in the order of the source; at least one."""
    body: tuple[Block, ...]
    events: tuple[Event, ...]
    poster: Poster | None
    path: Path
    """The YAML file, absolute."""
    texts: tuple[SourceText, ...] = field(default=(), repr=False)
    """Every text that an edition needs, as it was written, each once, in the order of its file."""
    conditions: Mapping[Where, tuple[Condition, ...]] = field(default_factory=dict)
    """Of the blocks that not every personal copy has, by the place of the block; all of them must hold."""

    def theme_of(self, edition: Edition) -> str:
        """Return the name of an edition's theme."""
        return edition.theme or self.theme
