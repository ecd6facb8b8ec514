"""Names of months and weekdays in the languages of books: those of the Unicode CLDR, through ICU.

ICU counts days in the time zone of the machine, and knows a Julian calendar before 1582. So it is only ever asked for
the name of a month or a weekday, and shown a day in the middle of one of our time.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from icu4py.messageformat import MessageFormat

_NO_DATA = frozenset({"lad"})
"""Languages that the CLDR does not have. ICU would answer in the language of the machine."""


@cache
def civil_month(month: int, language: str) -> str:
    """Return the name of a Gregorian month (1 to 12) as it stands in a date; empty for a language without names.

    Arabic has two sets of names, of the Mashriq and of Egypt; both are given, as is the custom in what all are to read.
    """
    if language in _NO_DATA:
        return ""
    example = date(2000, month, 15)
    if language == "ar":
        return "/".join(_name(example, f"{region}-u-ca-gregory") for region in ("ar-LB", "ar"))
    return _name(example, f"{language}-u-ca-gregory")


@cache
def hebrew_month(example: date, language: str) -> str:
    """Return the name of the Hebrew month that a day lies in the middle of; in English letters where CLDR has none."""
    return _name(example, f"{'en' if language in _NO_DATA else language}-u-ca-hebrew")


@cache
def weekday(day: date, language: str) -> str:
    """Return the name of a day of the week by itself; empty for a language without names."""
    monday = date(2000, 1, 3)
    return "" if language in _NO_DATA else _name(monday + timedelta(days=day.weekday()), language, "EEEE")


def _name(example: date, locale: str, pattern: str = "MMMM") -> str:
    noon = datetime(example.year, example.month, example.day, 12, tzinfo=UTC)
    return str(MessageFormat(f"{{day, date,{pattern}}}", locale).format({"day": noon}))
