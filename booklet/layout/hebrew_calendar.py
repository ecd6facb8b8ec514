"""The Hebrew calendar beside the civil one (the only importer of pyluach)."""

from pyluach.dates import GregorianDate


def hebrew_years(year: int) -> tuple[int, ...]:
    """Return the years of the Hebrew calendar, in order, that a Gregorian year (negative before year 1) has days of.

    They are two, since the Hebrew year begins in autumn; none before the epoch of the Hebrew calendar in 3761 BCE, nor
    for the year 0, which does not exist.
    """
    found: dict[int, None] = {}
    for month, day in ((1, 1), (12, 31)) if year else ():
        try:
            found[GregorianDate(year, month, day).to_heb().year] = None
        except ValueError:  # the library's way to say that there is no such date
            continue
    return tuple(found)
