"""The few words that the program itself prints, in every language of `LANGUAGES`."""

from typing import NamedTuple

from booklet.document.dates import CivilDate
from booklet.document.model import Event
from booklet.languages import LANGUAGES
from booklet.layout.figures import Figures
from booklet.layout.months import civil_month, hebrew_month, weekday
from booklet.numerals import hebrew_numeral, hebrew_year

RANGE = "–"
"""From one year to another."""
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

CREDITS = {
    "ar": "مصادر الصور",
    "de": "Bildnachweis",
    "en": "Picture credits",
    "es": "Créditos de las imágenes",
    "fa": "منابع تصاویر",
    "fr": "Crédits iconographiques",
    "he": "מקורות התמונות",
    "it": "Crediti delle immagini",
    "lad": "Kreditos de las imajes",
    "pt": "Créditos das imagens",
    "ur": "تصاویر کے ماخذ",
    "yi": "מקורים פֿון די בילדער",
}
"""Heading of the list of who made the pictures."""

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

MAP = {
    "ar": "خريطة: {places}",
    "de": "Karte: {places}",
    "en": "Map: {places}",
    "es": "Mapa: {places}",
    "fa": "نقشه: {places}",
    "fr": "Carte\u00a0: {places}",
    "he": "מפה: {places}",
    "it": "Mappa: {places}",
    "lad": "Mapa: {places}",
    "pt": "Mapa: {places}",
    "ur": "نقشہ: {places}",
    "yi": "מאַפּע: {places}",
}
"""What a map shows, for those who do not see it."""

COMMA = dict.fromkeys(MAP, ", ") | dict.fromkeys(("ar", "fa", "ur"), "، ")
"""Between the items of a list in a line."""

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


CIVIL_DAY = {
    "ar": "{day} {month} {year}",
    "de": "{day}. {month} {year}",
    "en": "{day} {month} {year}",
    "es": "{day} de {month} de {year}",
    "fa": "{day} {month} {year}",
    "fr": "{day} {month} {year}",
    "he": "{day} ב{month} {year}",
    "it": "{day} {month} {year}",
    "lad": "{day}.{month}.{year}",
    "pt": "{day} de {month} de {year}",
    "ur": "{day} {month}، {year}",
    "yi": "{day}טן {month} {year}",
}
"""A day (CLDR, the long date of each language; that of Britain in English). Ladino has no data there: in numbers."""

CIVIL_MONTH = dict.fromkeys(CIVIL_DAY, "{month} {year}") | {
    "es": "{month} de {year}",
    "lad": "{month}.{year}",
    "pt": "{month} de {year}",
}
"""A month of a year."""

DAY_OF_MONTH = dict.fromkeys(CIVIL_DAY, "{day} {month}") | {
    "de": "{day}. {month}",
    "es": "{day} de {month}",
    "he": "{day} ב{month}",
    "lad": "{day}.{month}.",
    "pt": "{day} de {month}",
    "yi": "{day}טן {month}",
}
"""A day of a month, in a programme, where the year goes without saying."""

HEBREW_DAY = CIVIL_DAY | {"lad": "{day} {month} {year}", "yi": "{day} {month} {year}"}
"""A day of the Hebrew calendar; in Hebrew and Yiddish with day and year in letters."""

_FIRST = {"fr": "1er"}
"""The first day of a month where it is not written as the others are."""


class YearText(NamedTuple):
    """The year of an event as it is printed."""

    civil: str
    """`1862`, `c. 1870`, or the word for an undated one; in a programme the day, `4 December`."""
    hebrew: str
    """` · תרכ״ב–תרכ״ג`; empty unless the edition asks for it, and in a programme."""

    @property
    def text(self) -> str:
        """Both, in the order of reading."""
        return self.civil + self.hebrew


def year_text(event: Event, language: str, figures: Figures) -> YearText:
    """Return the year of an event: without a date it spans two of the Hebrew calendar, in letters or in the digits."""
    if event.by_day and event.date:
        return YearText(_day_of_month(event.date, language, figures), "")
    if event.year is None:
        return YearText(UNDATED[language], "")
    years = [figures.number(year) for year in (event.year, event.until) if year is not None]
    hebrew = _hebrew_years(event, language, figures) if figures.hebrew_years else ""
    # Each by itself: within one isolate the first of two numbers would stand at the left in every language.
    isolated = RANGE.join(map(_isolated, years))
    if event.circa:
        return YearText(_unbroken(CIRCA[language].format(year=isolated)), hebrew)
    return YearText(isolated if hebrew or event.until is not None else years[0], hebrew)


def date_line(event: Event, language: str, figures: Figures) -> str:
    """Return what stands below the year: the date in words, in a programme the day of the week; empty without one."""
    if event.date is None:
        return ""
    if not event.by_day:
        return date_text(event.date, language, figures)
    name = weekday(event.date.begin, language)
    hebrew = [_isolated(_hebrew_date(event.date, language, figures))] if figures.hebrew_years else []
    return "\u00a0· ".join([*([name] if name else []), *hebrew])


def date_text(date: CivilDate, language: str, figures: Figures) -> str:
    """Return a day or a month in words, and beside a day that of the Hebrew calendar where the edition asks for it."""
    day, year = date.day, figures.number(date.year)
    month = _month(date, language, figures)
    if day is None:
        return _unbroken(CIVIL_MONTH[language].format(month=month, year=year))
    civil = _unbroken(CIVIL_DAY[language].format(day=_day(day, language, figures), month=month, year=year))
    if not figures.hebrew_years:
        return civil
    return f"{_isolated(civil)}\u00a0· {_isolated(_hebrew_date(date, language, figures))}"


def _day_of_month(date: CivilDate, language: str, figures: Figures) -> str:
    day = _day(date.begin.day, language, figures)
    return _unbroken(DAY_OF_MONTH[language].format(day=day, month=_month(date, language, figures)))


def _month(date: CivilDate, language: str, figures: Figures) -> str:
    return civil_month(date.month, language) or figures.number(date.month)


def _day(day: int, language: str, figures: Figures) -> str:
    return _FIRST.get(language, figures.number(day)) if day == 1 else figures.number(day)


def _hebrew_date(date: CivilDate, language: str, figures: Figures) -> str:
    from booklet.layout.hebrew_calendar import hebrew_day

    found = hebrew_day(date)
    in_letters = LANGUAGES[language].script == "Hebr"
    day = hebrew_numeral(found.day, marks=True) if in_letters else _day(found.day, language, figures)
    month, year = hebrew_month(found.like, language), _hebrew_year(found.year, language, figures)
    return _unbroken(HEBREW_DAY[language].format(day=day, month=month, year=year))


def _hebrew_years(event: Event, language: str, figures: Figures) -> str:
    """Return the Hebrew years with a point before them, each isolated: their order is that of the paragraph."""
    from booklet.layout.hebrew_calendar import hebrew_day, hebrew_years

    date = event.date
    if date and date.day:
        found: tuple[int, ...] = (hebrew_day(date).year,)
    else:
        found = hebrew_years(event.year or 0, date.month if date else None)
    if event.until is not None:
        found = (*found[:1], *hebrew_years(event.until)[-1:])
    years = [_isolated(_hebrew_year(year, language, figures)) for year in found]
    return f"\u00a0· {RANGE.join(years)}" if years else ""


def _hebrew_year(year: int, language: str, figures: Figures) -> str:
    in_letters = LANGUAGES[language].script == "Hebr" and year <= _LAST_IN_LETTERS
    return hebrew_year(year) if in_letters else figures.number(year)


def _unbroken(phrase: str) -> str:
    return phrase.replace(" ", "\u00a0")


def _isolated(field: str) -> str:
    return f"{_FSI}{field}{_PDI}"


_LAST_IN_LETTERS = 9999
"""Of the Hebrew calendar: as far as its numerals go."""
