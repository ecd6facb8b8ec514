"""The Hebrew calendar beside the civil one (the only importer of pyluach)."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from pyluach.dates import GregorianDate, HebrewDate
from pyluach.hebrewcal import Year

from booklet.document.dates import CivilDate

_COMMON, _LEAP = 5785, 5784
"""Hebrew years of our time without and with a second Adar."""


class HebrewDay(NamedTuple):
    """A day of the Hebrew calendar: the one that is light with the civil day, and began on the evening before."""

    year: int
    day: int
    like: date
    """A civil day of our time in the middle of a month of the same name."""


def hebrew_day(of: CivilDate) -> HebrewDay:
    """Return the Hebrew day of a civil one; the date must have a day."""
    found = GregorianDate(of.year, of.month, of.day).to_heb()
    like = HebrewDate(_LEAP if Year(found.year).leap else _COMMON, found.month, 15).to_pydate()
    return HebrewDay(found.year, found.day, like)


def hebrew_years(year: int, month: int | None = None) -> tuple[int, ...]:
    """Return the Hebrew years, in order, that a Gregorian year (negative before year 1), or a month of it, has days of.

    They are two, since the Hebrew year begins in autumn, and one for most months; none before the epoch of the Hebrew
    calendar in 3761 BCE, nor for the year 0, which does not exist.
    """
    found: dict[int, None] = {}
    first, last = ((month, 1), (month, monthrange(year, month)[1])) if month else ((1, 1), (12, 31))
    for end in (first, last) if year else ():
        try:
            found[GregorianDate(year, *end).to_heb().year] = None
        except ValueError:  # the library's way to say that there is no such date
            continue
    return tuple(found)
