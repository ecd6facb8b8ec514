"""What a line costs by itself: fitness classes and demerits (Knuth & Plass 1981)."""

from math import cbrt, sqrt

from booklet.text.items import FORCED

_WORST_BADNESS = 1e7
"""Its square is exact in a float together with the demerits of a hundred good lines (2**53 is 9e15)."""

_ROUNDING = 1e-9


def fitness_class(ratio: float) -> int:
    """Return 0 for a tight line, 1 normal, 2 loose, 3 very loose ("More Bells and Whistles")."""
    if ratio < -0.5:
        return 0
    if ratio <= 0.5:
        return 1
    return 2 if ratio <= 1.0 else 3


def line_demerits(ratio: float, cost: float) -> float:
    """Return the demerits of one line by itself ("Desirability Criteria"); `ratio` is not below -1.

    The badness is not rounded to an integer as in the paper.
    """
    badness = 1.0 + min(100.0 * abs(ratio) ** 3, _WORST_BADNESS)
    if cost >= 0.0:
        return (badness + cost) ** 2
    return badness**2 if cost == FORCED else badness**2 - cost**2


def ratio_of(demerits: float) -> float:
    """Return the ratio at which a line without other cost has so many demerits, at least 1; worse ones have more."""
    return cbrt((sqrt(demerits) - 1.0) / 100.0) + _ROUNDING
