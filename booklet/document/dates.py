"""Days and months of the calendar, and whether events that have them are a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_LONGEST = 31
"""Days from the first to the last event of a programme: a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CivilDate:
    """A day or a month of the Gregorian calendar, which is carried back before 1582."""

    year: int
    """1 to 9999."""
    month: int
    """1 to 12."""
    day: int | None
    """None when only the month is known."""

    @property
    def begin(self) -> date:
        """The day, or the first one of the month."""
        return date(self.year, self.month, self.day or 1)


def is_programme(dates: Sequence[CivilDate | None]) -> bool:
    """Tell whether events are those of a week or a month: several, all on days, so that the year tells them nothing."""
    days = [one.begin.toordinal() for one in dates if one and one.day]
    return len(days) == len(dates) > 1 and max(days) - min(days) < _LONGEST
