"""What the content of a page paints, mark by mark: where it lies, in which inks, how large.

A box is left, bottom, right, top in points, in the page's own coordinates (ISO 32000-1, 8.3.2.3: y goes up), cut to
what the clip lets through.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Paint:
    """What a mark is painted with."""

    family: str
    """Of the colour space: `DeviceCMYK`, `DeviceGray`, `ICCBased`, `Separation` ...; empty for patterns."""
    inks: tuple[float, float, float, float] | None = None
    """Cyan, magenta, yellow, black, 0 to 1; None where only a conversion could tell."""
    spots: float = 0.0
    """Inks of their own, added up."""
    is_registration: bool = False
    """Prints on every plate (ISO 32000-1, 8.6.6.4: `All`)."""
    is_white: bool = False

    @property
    def total(self) -> float:
        """All inks added up, 3.0 for 300 %; 0 where it is not known."""
        return sum(self.inks or ()) + self.spots

    @property
    def is_black_alone(self) -> bool:
        """Whether it is full black and nothing else."""
        return self.inks is not None and self.inks[3] >= _FULL and self.total <= self.inks[3] + _NOTHING

    @property
    def is_rich_black(self) -> bool:
        """Whether it is black, or nearly so, with other inks under it."""
        return self.inks is not None and self.inks[3] >= _DARK and sum(self.inks[:3]) > _NOTHING


_FULL, _NOTHING = 0.995, 0.005  # plates have 256 steps: half of one is seen by no one
_DARK = 0.85  # letters of a dark blue or brown have less black than this in any usual separation

UNKNOWN = Paint("")
"""Of patterns, pictures and shadings, whose colours change from place to place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something painted."""

    page_number: int
    """1-based."""
    box: Box
    paint: Paint
    overprints: bool = False
    """Lets what lies under it be (ISO 32000-1, 8.6.7)."""
    overprint_mode: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Mark):
    """A string of glyphs."""

    size: float
    """Points, as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Mark):
    """A path, filled or stroked."""

    line_width: float | None = None
    """Points, as printed; None of a filled one."""
    thinnest: float | None = None
    """Of a path of rectangles alone, the shortest side of all, points."""
    is_rectangle: bool = False
    """One upright rectangle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Mark):
    """A picture at the size at which it is printed."""

    name: str
    """As the file calls it."""
    pixels: tuple[int, int]
    """Across and down."""
    per_inch: float
    """Pixels, of the coarser of both directions."""
    is_line_art: bool
    """One bit for a pixel."""
    image: Any
    """The image dictionary or stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shading(Mark):
    """A gradient that fills the clip."""
