"""How colours are written into a page: the one place that knows the operators of colour (ISO 32000-1, 8.6.8).

Screens are given RGB. A press is given its inks, and black letters and fine lines are printed over what lies under them
(overprint, 8.6.7): knocked out of a coloured ground they would have a white rim as soon as a plate is a hair off. In
overprint mode 1 an ink of which there is none leaves what is there; so white, which has none, must never overprint.
"""

from abc import ABC, abstractmethod
from typing import NamedTuple

from booklet.color import Color
from booklet.pdf.separation import BLACK_ALONE, Separation
from booklet.pdf.syntax import numbers


class Overprint(NamedTuple):
    """Whether what is painted next leaves the other inks as they are."""

    fill: bool = False
    stroke: bool = False

    @property
    def name(self) -> str:
        """Key of the graphics state in the resources."""
        return f"O{self.fill:d}{self.stroke:d}"

    @property
    def syntax(self) -> str:
        """The dictionary of the graphics state (8.4.5)."""
        return f"<</Type/ExtGState/op {_boolean(self.fill)}/OP {_boolean(self.stroke)}/OPM 1>>"


class ColorPolicy(ABC):
    """How the colours of a file are written."""

    blend_space: str
    """Name of the space in which transparent things are mixed (11.4.7)."""

    @abstractmethod
    def fill(self, color: Color) -> str:
        """Return the operator that fills with a colour from now on."""

    @abstractmethod
    def stroke(self, color: Color) -> str:
        """Return the operator that strokes with a colour from now on."""

    @abstractmethod
    def overprints(self, color: Color) -> bool:
        """Tell whether letters and fine lines of a colour leave what lies under them."""


class ScreenColors(ColorPolicy):
    """RGB; nothing overprints."""

    blend_space = "/DeviceRGB"

    def fill(self, color: Color) -> str:
        """Return the operator that fills with a colour from now on."""
        return f"{_rgb(color)} rg"

    def stroke(self, color: Color) -> str:
        """Return the operator that strokes with a colour from now on."""
        return f"{_rgb(color)} RG"

    def overprints(self, color: Color) -> bool:
        """Return False: a screen has no plates."""
        return False


class PressColors(ColorPolicy):
    """The four inks of a shop; black alone overprints."""

    blend_space = "/DeviceCMYK"

    def __init__(self, separation: Separation) -> None:
        self._separation = separation

    def fill(self, color: Color) -> str:
        """Return the operator that fills with a colour from now on."""
        return f"{self._inks(color)} k"

    def stroke(self, color: Color) -> str:
        """Return the operator that strokes with a colour from now on."""
        return f"{self._inks(color)} K"

    def overprints(self, color: Color) -> bool:
        """Tell whether a colour is black ink alone."""
        return self._separation.inks(color) == BLACK_ALONE

    def _inks(self, color: Color) -> str:
        return numbers(self._separation.inks(color), 4)


def _rgb(color: Color) -> str:
    return numbers((color.red, color.green, color.blue), 4)


def _boolean(value: bool) -> str:
    return "true" if value else "false"
