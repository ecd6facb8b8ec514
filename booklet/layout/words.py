"""The few words that the program itself prints, in every language of `LANGUAGES`."""

from typing import NamedTuple

from booklet.document.model import Event
from booklet.languages import LANGUAGES
from booklet.layout.figures import Figures
from booklet.layout.hebrew_calendar import hebrew_years
from booklet.numerals import hebrew_year

_FSI, _PDI = "\u2068", "\u2069"
"""First strong isolate and its end (UAX #9, 2.4.2): what is put into a phrase keeps its order to itself."""

CONTENTS = {
    "ar": "المحتويات",
    "de": "Inhalt",
    "en": "Contents",
    "es": "Índice",
    "fa": "فهرست",
    "fr": "Sommaire",
    "he": "תוכן העניינים",
    "it": "Indice",
    "lad": "Kontenido",
    "pt": "Índice",
    "ur": "فہرست",
    "yi": "אינהאַלט",
}
"""Title of the table of contents."""

CIRCA = {
    "ar": "نحو {year}",
    "de": "um {year}",
    "en": "c. {year}",
    "es": "c. {year}",
    "fa": "حدود {year}",
    "fr": "v. {year}",
    "he": "סביב {year}",
    "it": "c. {year}",
    "lad": "c. {year}",
    "pt": "c. {year}",
    "ur": "تقریباً {year}",
    "yi": "אַרום {year}",
}
"""An approximate year; the space is a no-break one."""

UNDATED = {
    "ar": "بلا تاريخ",
    "de": "ohne Jahr",
    "en": "undated",
    "es": "sin fecha",
    "fa": "بدون تاریخ",
    "fr": "sans date",
    "he": "ללא תאריך",
    "it": "senza data",
    "lad": "sin data",
    "pt": "sem data",
    "ur": "بلا تاریخ",
    "yi": "אָן אַ דאַטע",
}
"""In the place of a year that nobody knows."""


class YearText(NamedTuple):
    """The year of an event as it is printed."""

    civil: str
    """`1862`, `c. 1870`, or the word for an undated one."""
    hebrew: str
    """` · תרכ״ב–תרכ״ג`; empty unless the edition asks for it."""

    @property
    def text(self) -> str:
        """Both, in the order of reading."""
        return self.civil + self.hebrew


def year_text(event: Event, language: str, figures: Figures) -> YearText:
    """Return the year of an event: a bare year spans two of the Hebrew calendar, in letters or in the digits."""
    if event.year is None:
        return YearText(UNDATED[language], "")
    year = figures.number(event.year)
    hebrew = _hebrew_years(event.year, language, figures) if figures.hebrew_years else ""
    if event.circa:
        return YearText(CIRCA[language].format(year=_isolated(year)).replace(" ", "\u00a0"), hebrew)
    return YearText(_isolated(year) if hebrew else year, hebrew)


def _hebrew_years(year: int, language: str, figures: Figures) -> str:
    """Return the Hebrew years with a point before them, each isolated: their order is that of the paragraph."""

    def written(one: int) -> str:
        in_letters = LANGUAGES[language].script == "Hebr" and one <= _LAST_IN_LETTERS
        return hebrew_year(one) if in_letters else figures.number(one)

    years = [written(one) for one in hebrew_years(year)]
    return f"\u00a0· {'–'.join(map(_isolated, years))}" if years else ""


def _isolated(field: str) -> str:
    return f"{_FSI}{field}{_PDI}"


_LAST_IN_LETTERS = 9999
"""Of the Hebrew calendar: as far as its numerals go."""
