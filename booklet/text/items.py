"""What a paragraph is to `linebreak`: a list of box, glue and penalty (Knuth & Plass 1981, "Formulating the Problem").

Boxes may stretch too, which those of the paper do not. Any unit of length will do; ours is the point.
"""

from math import inf
from typing import NamedTuple


class Box(NamedTuple):
    """Something to be set: a word, or part of one."""

    width: float
    stretch: float = 0.0
    """By how much it is longer at a ratio that is 1 above `Settings.boxes_from`: the kashidas of Arabic."""
    hang: float = 0.0
    """By how much a line that begins with it stands out of the measure: so much more room there is."""


class Glue(NamedTuple):
    """A space."""

    width: float
    stretch: float
    shrink: float


class Penalty(NamedTuple):
    """A place where the line may be broken at a cost."""

    width: float
    """Of what is added when the line is broken here: the hyphen; negative by what hangs out of the measure."""
    cost: float
    """`FORBIDDEN` and `FORCED`, or between them; 50 for a hyphen, as in the paper's examples."""
    flagged: bool = False
    """Two lines in succession had better not both end at a flagged penalty."""


Item = Box | Glue | Penalty

FORBIDDEN = inf
FORCED = -inf

FORCED_BREAK = Penalty(0.0, FORCED)

FILL_STRETCH = 1e7
"""Stretch of glue that fills any line: 3.5 km, so that r is below 1e-3 on a line of 10 m, its badness below 1e-7, and
the prefix sums of a paragraph with a thousand forced breaks are still exact to 1e-5 points."""

FINISH: tuple[Item, ...] = (Penalty(0.0, FORBIDDEN), Glue(0.0, FILL_STRETCH, 0.0), Penalty(0.0, FORCED, True))
"""The end of a justified paragraph, and of each part of it before a forced break. It is flagged, as in the paper, so
that the last line but one does not like to end in a hyphen ("Formulating the Problem")."""
