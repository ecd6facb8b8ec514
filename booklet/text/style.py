"""How characters and paragraphs are to be set: what `paragraph` is asked for. No fonts are opened here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from booklet.color import Color
from booklet.errors import Where
from booklet.justification import Justification
from booklet.languages import Direction
from booklet.text.fonts import Font


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """Fonts of one manner (text, bold, display) for every script."""

    chains: Mapping[str, tuple[Font, ...]]
    """By ISO 15924 script code. A cluster takes the first font of its script's chain that has all its code points,
    then the first of any other chain, in the order of the map."""
    scales: Mapping[str, float]
    """Size of a script's letters relative to the nominal size, for one grey over the page; 1 where absent."""

    def height_em(self, script: str, character: str) -> float:
        """Return the height of a character above the baseline in the first font of a script, nominal ems."""
        font = self.chains[script][0]
        glyph = font.nominal_glyph(ord(character))
        assert glyph is not None, "a font for a script has its letters, and digits"
        _, _, _, top = font.glyph_extents(glyph)
        return top / font.units_per_em * self.scales.get(script, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class CharacterStyle:
    """The manner of a stretch of text."""

    typeface: Typeface
    size: float
    """Nominal type size."""
    color: Color
    tracking: float = 0.0
    """Points added after each cluster; never applied to joined scripts (Arabic)."""
    features: tuple[tuple[str, int], ...] = ()
    """OpenType features over the defaults: (("smcp", 1),). Discretionary ligatures are off unless asked."""
    rise: float = 0.0
    """Points by which the text stands above the baseline."""
    justification: Justification | None = None
    """How Arabic words are lengthened; None where they keep their width, as in titles."""
    hanging: bool = False
    """Signs at the edges of justified lines hang out of the measure."""


@dataclass(frozen=True, slots=True)
class StyleSpan:
    """A stretch of a paragraph in one style."""

    start: int
    end: int
    """Half open, code points."""
    style: CharacterStyle
    link: str | int | None = None
    """Carried through to the pieces of the lines."""


class Alignment(Enum):
    """How lines fill the measure; `START` and `END` follow the direction of the paragraph."""

    JUSTIFY = "justify"
    """Both edges even; the last line is set at the start."""
    START = "start"
    END = "end"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class StyledText:
    """A paragraph before it is broken."""

    text: str
    """Logical order; U+2028 or `\\n` forces a line break; no other control characters but those of UAX #9."""
    spans: tuple[StyleSpan, ...]
    """In order, without gap or overlap, over the whole text."""
    language: str
    """BCP 47: passed to the shaper and to the hyphenator."""
    direction: Direction
    where: Where | None = None
    """The place in the source, for faults."""


@dataclass(frozen=True, slots=True)
class ParagraphShape:
    """The room for a paragraph."""

    measure: float
    alignment: Alignment = Alignment.JUSTIFY
    first_indent: float = 0.0
    """At the start edge of the first line."""
    short_lines: int = 0
    """How many lines at the top are shorter than the measure, to leave room for a drop cap at the start edge."""
    short_by: float = 0.0
    """By how much."""
    hyphenate: bool = False
    balanced: bool = False
    """Break a title into lines of like length, never filled to the measure."""

    @property
    def justified(self) -> bool:
        """Whether lines are filled to the measure."""
        return self.alignment is Alignment.JUSTIFY and not self.balanced
