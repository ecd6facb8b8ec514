"""The few words that the program itself prints, in every language of `LANGUAGES`."""

from booklet.document.model import Event

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


def year_text(event: Event, language: str) -> str:
    """Return the year of an event as it is printed: `1862`, `c. 1870`, or the word for an undated one."""
    if event.year is None:
        return UNDATED[language]
    if event.circa:
        return CIRCA[language].format(year=f"{_FSI}{event.year}{_PDI}").replace(" ", "\u00a0")
    return str(event.year)
