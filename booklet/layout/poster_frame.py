"""The page of a poster, its margins, and the measures that its parts share.

`unit` is the short side of the poster over that of A2, and every constant is a length on A2.
"""

from dataclasses import dataclass

from booklet.geometry import Size, paper_size
from booklet.units import mm

SAFE = mm(12)
"""From the trim; the same on every size, as a cutter's play is."""
BEYOND = mm(10)
"""Past any bleed: the page cuts what reaches there."""
MARGIN_START, MARGIN_END = 110.0, 84.0
"""To the words. The start margin holds the medallions too."""
GUTTER = 46.0
INDENT = 15.0
"""From a leader line to the words beside it."""
BAND = 19.0
"""Width of the path."""
MEDALLION = 33.0
"""Greatest radius."""
BODY_GAP = 5.0
"""From a medallion to the words below it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The page and its margins."""

    size: Size
    unit: float

    @property
    def left(self) -> float:
        """Where words begin."""
        return MARGIN_START * self.unit

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size.width - (MARGIN_START + MARGIN_END) * self.unit

    def column_width(self, columns: int, gutter: float = GUTTER) -> float:
        """Return the measure of one of so many columns."""
        return (self.width - (columns - 1) * gutter * self.unit) / columns

    def column_x(self, column: int, columns: int, gutter: float = GUTTER) -> float:
        """Return the left edge of a column."""
        return self.left + column * (self.column_width(columns, gutter) + gutter * self.unit)


def frame_of(size: Size) -> Frame:
    """Return the frame of a page."""
    return Frame(size, min(size) / paper_size("A2").width)
