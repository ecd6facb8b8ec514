"""A theme as typed values: what makes a book look as it does, in any language and direction.

Lengths in points. Type is set on a baseline grid: `leading` is the distance between its lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from booklet.color import Color
from booklet.justification import Justification

USUAL_YEAR_EM = 2.3
"""Size of a year on the timeline over the size of the body text, where a theme says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Page margins of a recto or verso alike; the binding decides which side is inner."""

    inner: float
    head: float
    outer: float
    foot: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSizes:
    """The type scale of the booklet."""

    body: float
    lead: float
    small: float
    quote: float
    heading1: float
    heading2: float
    heading3: float
    cover_title: float
    cover_subtitle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of the theme by the part they play."""

    ink: Color
    """Text."""
    primary: Color
    """Covers and large areas, headings."""
    ornament: Color
    """Fine lines and patterns."""
    accent: Color
    """Years and initials."""
    paper: Color
    """Text on `primary`; the ground of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Font families per script, best first; the ones that follow fill in what the first lacks."""

    text: Mapping[str, tuple[str, ...]]
    """ISO 15924 script code to family names (folders of `fonts/`)."""
    display: Mapping[str, tuple[str, ...]]
    """For titles and years."""
    scales: Mapping[str, float]
    """Size of a script's letters in `text` relative to the nominal size; 1 where absent."""
    display_scales: Mapping[str, float]
    """The same for `display`."""
    display_weight: int
    """Weight asked of the display families, 100 to 900."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocalized:
    """How text whose letters bear points or harakat is set, beside plain text of the same part."""

    size: float = 1.0
    """Over that of plain text."""
    leading: float = 1.0
    """Over that of plain text: room for stacked marks."""
    fonts: tuple[str, ...] = ()
    """Families before those of the text; none where it has the same."""


class HeadLetters(Enum):
    """The letters of running heads."""

    PLAIN = "plain"
    SMALL_CAPS = "small-caps"
    """Where the font of a Latin script has them; made ones are never drawn."""
    NONE = "none"
    """No running heads: large print has no room for them."""


class FolioPlace(Enum):
    """Where the page number stands under the text."""

    OUTER = "outer"
    CENTER = "center"


class CoverDesign(Enum):
    """The composition of the covers, and of the head and the foot of the poster."""

    BAND = "band"
    """A ground in `primary`, a band of woven stars."""
    PLANES = "planes"
    """A ground in `accent`, large geometric forms in all the colours."""
    PLAIN = "plain"
    """Type and thick rules on the bare paper."""


class Ornament(Enum):
    """The sign at the head of a chapter and before the items of a list."""

    STAR = "star"
    SQUARE = "square"
    NONE = "none"
    """No sign at the head of a chapter; before items, a dot."""


class MedallionShape(Enum):
    """What marks an event on the timeline."""

    STAR = "star"
    DISC = "disc"
    RING = "ring"


class MapDesign(Enum):
    """How maps are drawn."""

    ENGRAVED = "engraved"
    """Tinted land and sea, fine lines along the coasts, a net of meridians and parallels, a double frame."""
    FLAT = "flat"
    """White land in a tinted sea, without a line."""
    OUTLINE = "outline"
    """Lines alone, on the bare paper."""


class BoxDesign(Enum):
    """What sets a box apart from the text."""

    GROUND = "ground"
    """A light tint of the colour of ornaments, a rule along its head."""
    FRAME = "frame"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A whole theme."""

    name: str
    fonts: Fonts
    sizes: TypeSizes
    leading: Mapping[str, float]
    """Baseline to baseline of the body text, by the script of the edition's first language; `Latn` must be there."""
    margins: Margins
    palette: Palette
    justification: Justification = field(default_factory=Justification)
    hanging_punctuation: bool = False
    """Stops, commas, hyphens and quotation marks at the edges of justified lines stand partly outside the measure."""
    drop_cap_lines: int = 0
    """Height of the first letter of a chapter, lines; 0 for none. Letters of Arabic script, which join, get none."""
    vocalized: Mapping[str, Vocalized] = field(default_factory=dict)
    """By the script of the points; a script that is not there is set as plain text."""
    running_heads: HeadLetters = HeadLetters.PLAIN
    folio: FolioPlace = FolioPlace.OUTER
    cover: CoverDesign = CoverDesign.BAND
    ornament: Ornament = Ornament.STAR
    medallion: MedallionShape = MedallionShape.STAR
    poster_least: float = 0.0
    """Least size of type on posters; they may ask for more by the distance from which they are read."""
    map: MapDesign = MapDesign.ENGRAVED
    box: BoxDesign = BoxDesign.GROUND
    year_em: float = USUAL_YEAR_EM
    """Size of a year of the timeline over the size of the body text: the largest thing on the page."""
    rule_scale: float = 1.0
    """How thick rules are, over what is usual."""
    ragged: bool = False
    """Running text ends where its words end, with even spaces and no divided words."""
