"""How a picture is framed: how wide it is, where it stands, and what of it is kept where it is cropped."""

from enum import Enum
from typing import NamedTuple


class Width(NamedTuple):
    """The width of a picture: a share of the measure, or a length."""

    share: float = 0.0
    """Above 0, at most 1; 0 for a length."""
    length: float = 0.0
    """Points; 0 for a share."""

    def of(self, measure: float) -> float:
        """Return points, the measure at most."""
        return min(self.share * measure + self.length, measure)


FULL_WIDTH = Width(1.0)


class Focus(NamedTuple):
    """The point of a picture that cropping leaves in sight, from its upper left corner, as shares of its sides."""

    x: float
    y: float


USUAL_FOCUS = Focus(1 / 2, 1 / 3)
"""Where nothing is said: in portraits and groups the heads are above the middle."""


class Placing(Enum):
    """Where a picture that is narrower than the measure stands."""

    START = "start"
    CENTER = "center"


class FullBleed(Enum):
    """What a picture that goes beyond the cut covers."""

    PAGE = "page"
    BAND = "band"
    """The head of a page, over its whole width."""
