"""Dates of events in the languages of books, from the words to the pages."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from booklet.document.dates import CivilDate
from booklet.languages import LANGUAGES, Direction
from booklet.layout import words
from booklet.layout.display import Role, lines
from booklet.layout.figures import Figures
from booklet.layout.hebrew_calendar import hebrew_day, hebrew_years
from booklet.layout.months import civil_month, hebrew_month
from booklet.layout.words import date_text
from booklet.numerals import Digits
from booklet.text.paragraph import set_line
from tests.conftest import ROOT
from tests.support.fonts import styled
from tests.support.order import drawn_order
from tests.support.small_books import book_of, booklet_of, line_with, poster_of

FOUNDING = CivilDate(year=1860, month=5, day=17)
ISOLATES = str.maketrans({"\u2068": "", "\u2069": "", "\xa0": " "})


def shown(text: str) -> str:
    return text.translate(ISOLATES)


def text_of(day: CivilDate, language: str, *, hebrew: bool = False) -> str:
    return shown(date_text(day, language, Figures(LANGUAGES[language].digits, hebrew_years=hebrew)))


# --- Words --------------------------------------------------------------------------------------------------------

IN_WORDS = {
    "ar": ("17 أيار/مايو 1860", "أيار/مايو 1860", "25 أيار 5620"),
    "de": ("17. Mai 1860", "Mai 1860", "25. Ijjar 5620"),
    "en": ("17 May 1860", "May 1860", "25 Iyar 5620"),
    "es": ("17 de mayo de 1860", "mayo de 1860", "25 de iyar de 5620"),
    "fa": ("۱۷ مهٔ ۱۸۶۰", "مهٔ ۱۸۶۰", "۲۵ ایار ۵۶۲۰"),
    "fr": ("17 mai 1860", "mai 1860", "25 iyar 5620"),
    "he": ("17 במאי 1860", "מאי 1860", "כ״ה באייר תר״ך"),
    "it": ("17 maggio 1860", "maggio 1860", "25 Iyar 5620"),
    "lad": ("17.5.1860", "5.1860", "25 Iyar 5620"),
    "pt": ("17 de maio de 1860", "maio de 1860", "25 de Iyar de 5620"),
    "ur": ("۱۷ مئی، ۱۸۶۰", "مئی ۱۸۶۰", "۲۵ ایئر، ۵۶۲۰"),
    "yi": ("17טן מיי 1860", "מיי 1860", "כ״ה אייר תר״ך"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_in_every_language(language):
    day, month, hebrew = IN_WORDS[language]
    assert text_of(FOUNDING, language) == day
    assert text_of(CivilDate(year=1860, month=5, day=None), language) == month
    assert text_of(FOUNDING, language, hebrew=True) == f"{day} · {hebrew}"
    assert text_of(CivilDate(year=1860, month=5, day=None), language, hebrew=True) == month


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"ar", "lad"}))
def test_days_are_written_as_the_cldr_has_them(language):
    region = "en-GB" if language == "en" else language
    cldr = MessageFormat("{day, date, long}", f"{region}-u-ca-gregory-nu-latn")
    for month in range(1, 13):
        day = CivilDate(year=1948, month=month, day=14)
        noon = datetime(1948, month, 14, 12, tzinfo=UTC)
        expected = cldr.format({"day": noon}).replace("\u200f", "")
        assert shown(date_text(day, language, Figures())) == expected.replace("\xa0", " ")


def test_every_language_has_every_form():
    for table in (words.CIVIL_DAY, words.CIVIL_MONTH, words.HEBREW_DAY):
        assert set(table) == set(LANGUAGES)


def test_the_first_of_a_month_in_french():
    assert text_of(CivilDate(year=1900, month=12, day=1), "fr") == "1er décembre 1900"
    assert text_of(CivilDate(year=1900, month=12, day=11), "fr") == "11 décembre 1900"


def test_both_arabic_names_of_every_month():
    names = [civil_month(month, "ar").split("/") for month in range(1, 13)]
    assert names[0] == ["كانون الثاني", "يناير"]
    assert len({name for pair in names for name in pair}) == 24


@pytest.mark.parametrize("digits", Digits)
def test_digits_are_those_of_the_edition(digits):
    written = date_text(FOUNDING, "ar", Figures(digits, hebrew_years=True))
    zero = {Digits.EUROPEAN: "0", Digits.ARABIC_INDIC: "٠", Digits.EXTENDED: "۰"}[digits]
    assert {ord(c) - int(c) for c in written if c.isdecimal()} == {ord(zero)}


def test_a_date_is_not_parted_at_the_end_of_a_line():
    written = date_text(FOUNDING, "es", Figures(hebrew_years=True))
    assert written.split(" ") == [
        "\u206817\xa0de\xa0mayo\xa0de\xa01860\u2069\xa0·",
        "\u206825\xa0de\xa0iyar\xa0de\xa05620\u2069",
    ]


def test_neither_the_machines_time_zone_nor_its_language_matters():
    code = (
        "from booklet.layout.months import civil_month as c, hebrew_month as h; from datetime import date;"
        "print([c(m, l) for m in range(1, 13) for l in ('en', 'he', 'lad')], h(date(2024, 5, 23), 'lad'))"
    )
    printed = set()
    for zone, language in (("UTC", "en_US"), ("Pacific/Kiritimati", "fr_FR"), ("Etc/GMT+12", "he_IL")):
        variables = {**os.environ, "TZ": zone, "LC_ALL": f"{language}.UTF-8", "PYTHONPATH": str(ROOT)}
        printed.add(subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, check=True).stdout)
    assert len(printed) == 1


# --- The Hebrew calendar ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hebrew"),
    [
        ((1948, 5, 14), "ה׳ באייר תש״ח"),
        ((1860, 9, 16), "כ״ט באלול תר״ך"),
        ((1860, 9, 17), "א׳ בתשרי תרכ״א"),
        ((2024, 2, 24), "ט״ו באדר א׳ תשפ״ד"),
        ((2024, 3, 24), "י״ד באדר ב׳ תשפ״ד"),
        ((2025, 3, 14), "י״ד באדר תשפ״ה"),
        ((1990, 10, 5), "ט״ז בתשרי תשנ״א"),
        ((1, 1, 1), "י״ח בטבת ג׳תשס״א"),
    ],
)
def test_hebrew_days(day, hebrew):
    written = text_of(CivilDate(year=day[0], month=day[1], day=day[2]), "he", hebrew=True)
    assert written.endswith(f" · {hebrew}")


CLDR_HEBREW = MessageFormat("{day, date,d MMMM y}", "en-u-ca-hebrew")


@given(st.dates(date(1600, 1, 1), date(9990, 1, 1)))
def test_days_agree_with_another_library(day):
    found = hebrew_day(CivilDate(year=day.year, month=day.month, day=day.day))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert f"{found.day} {hebrew_month(found.like, 'en')} {found.year}" == CLDR_HEBREW.format({"day": noon})


@given(st.dates())
def test_the_year_of_a_day_is_one_of_those_of_its_month_and_year(day):
    year = hebrew_day(CivilDate(year=day.year, month=day.month, day=day.day)).year
    assert year in hebrew_years(day.year, day.month)
    assert set(hebrew_years(day.year, day.month)) <= set(hebrew_years(day.year))


def test_most_months_have_one_year():
    assert hebrew_years(1860, 5) == (5620,)
    assert hebrew_years(1860, 9) == (5620, 5621)
    assert hebrew_years(1860, 12) == (5621,)
    assert hebrew_years(2019, 9) == (5779, 5780), "5780 began on the 30th"


@pytest.mark.parametrize(("day", "years"), [(16, "תר״ך"), (17, "תרכ״א"), (None, "תר״ך–תרכ״א")])
def test_a_day_in_the_month_of_two_years_has_one(tmp_path, day, years):
    written = f"1860-09-{day}" if day else "1860-09"
    rest = f"events:\n  - {{date: {written}, title: א}}\n"
    (event,) = book_of(tmp_path, "he", "  - timeline\n", rest=rest).events
    assert shown(words.year_text(event, "he", Figures(hebrew_years=True)).hebrew) == f" · {years}"


# --- Pages --------------------------------------------------------------------------------------------------------

EVENTS = """\
events:
  - {date: 1860-05-17, title: @, place: {name: @ @}}
  - {date: 1873-09, title: @}
  - {year: 1900, title: @}
poster: {}
"""
WORD = {"he": "מילה", "ar": "كلمة", "fa": "واژه", "en": "word", "fr": "mot"}


def documents(folder, language, settings=""):
    book = book_of(folder, language, "  - timeline\n", settings=settings, rest=EVENTS.replace("@", WORD[language]))
    return booklet_of(book), poster_of(book)


@pytest.mark.parametrize("language", WORD)
def test_the_date_stands_between_year_and_title_and_a_bare_year_has_none(tmp_path, language):
    for document in documents(tmp_path, language):
        page = document.pages[0]
        found = [shown(line.text) for line in lines(page)]
        day = IN_WORDS[language][0]
        date_line = line_with(page, day.replace(" ", "\xa0"))
        title = next(line for line in lines(page) if line.text == WORD[language])
        year = min((line for line in lines(page) if line.text.isdecimal()), key=lambda line: line.box.y)
        assert year.box.y < date_line.box.y < title.box.y
        assert max(run.size for run in year.runs) > 2 * max(run.size for run in date_line.runs)
        edge = "right" if document.direction is Direction.RTL else "x"
        assert getattr(date_line.box, edge) == pytest.approx(getattr(title.box, edge), abs=0.5)
        assert sum(any(c.isdecimal() for c in text) for text in found) in (5, 6), (
            "3 years, 2 dates, in booklets a folio"
        )


@pytest.mark.parametrize(
    ("language", "years"),
    [
        ("he", ["1860 · תר״ך", "1873 · תרל״ג–תרל״ד", "1900 · תר״ס–תרס״א"]),
        ("en", ["1860 · 5620", "1873 · 5633–5634", "1900 · 5660–5661"]),
    ],
)
def test_a_day_has_one_hebrew_year(tmp_path, language, years):
    for document in documents(tmp_path, language, "hebrew-years: true"):
        labels = [shown(text) for text in leaves(document.structure, Role.LABEL)]
        assert labels == years
        assert " · ".join(IN_WORDS[language][::2]) in [shown(line.text) for line in lines(document.pages[0])]


def leaves(root, role):
    found = [root.text] if root.role is role else []
    return found + [text for child in root.children for text in leaves(child, role)]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("he", "ך״רת רייאב ה״כ · 1860 יאמב 17"),
        ("ar", "5620 رايأ 25 · 1860 ويام/رايأ 17"),
        ("fa", "۵۶۲۰ رایا ۲۵ · ۱۸۶۰ ٔهم ۱۷"),
        ("en", "17 May 1860 · 25 Iyar 5620"),
    ],
)
def test_dates_go_the_way_of_the_line(language, order):
    text = date_text(FOUNDING, language, Figures(LANGUAGES[language].digits, hebrew_years=True))
    line = set_line(styled(text, language))
    drawn = drawn_order((piece.run.glyph_texts, piece.run.level) for piece in line.pieces)
    assert shown(drawn) == order


# --- Lists --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "settings", "start", "number"),
    [
        ("en", "list-numbers: roman", 88, "lxxxviii."),
        ("he", "list-numbers: hebrew", 998, "תתקצח."),
        ("en", "", 1000, "1000."),
    ],
)
def test_the_text_makes_room_for_a_wide_number(tmp_path, language, settings, start, number):
    word = WORD[language]
    page = booklet_of(
        book_of(tmp_path, language, f'  - text: "{start}. {word}\\n{start}. {word} {word}"\n', settings=settings)
    ).pages[0]
    label = line_with(page, number).box
    first, second = (line.box for line in lines(page) if word in line.text)
    if language == "he":
        assert first.right < label.x and first.right == second.right
    else:
        assert label.right < first.x and first.x == second.x


# --- A programme --------------------------------------------------------------------------------------------------

DAYS = {
    "ar": ("4 كانون الأول/ديسمبر", "الجمعة"),
    "de": ("4. Dezember", "Freitag"),
    "en": ("4 December", "Friday"),
    "es": ("4 de diciembre", "viernes"),
    "fa": ("۴ دسامبر", "جمعه"),
    "fr": ("4 décembre", "vendredi"),
    "he": ("4 בדצמבר", "יום שישי"),
    "it": ("4 dicembre", "venerdì"),
    "lad": ("4.12.", ""),
    "pt": ("4 de dezembro", "sexta-feira"),
    "ur": ("۴ دسمبر", "جمعہ"),
    "yi": ("4טן דעצעמבער", "פֿרײַטיק"),
}


def programme(folder, language, *dates):
    events = "".join(f"  - {{date: {one}, title: A}}\n" for one in dates)
    return book_of(folder, language, "  - timeline\n", rest=f"events:\n{events}poster: {{}}\n")


@pytest.mark.parametrize("language", DAYS)
def test_events_of_a_week_show_their_days_and_weekdays(tmp_path, language):
    first, _ = programme(tmp_path, language, "2026-12-04", "2026-12-05").events
    figures = Figures(LANGUAGES[language].digits)
    assert shown(words.year_text(first, language, figures).text) == DAYS[language][0]
    assert shown(words.date_line(first, language, figures)) == DAYS[language][1]


@pytest.mark.parametrize(
    ("dates", "by_day"),
    [
        (("2024-12-25", "2025-01-02"), True),  # over the end of a year
        (("2026-12-01", "2026-12-31"), True),
        (("2026-12-01", "2027-01-01"), False),  # longer than a month
        (("2026-12-04",), False),
        (("2026-12-04", "2026-12"), False),
    ],
)
def test_a_programme_is_of_a_month_at_the_most_and_all_on_days(tmp_path, dates, by_day):
    assert [event.by_day for event in programme(tmp_path, "en", *dates).events] == [by_day] * len(dates)


def test_a_programme_shows_no_year_in_the_booklet_or_on_the_poster(tmp_path):
    book = programme(tmp_path, "en", "2026-12-04", "2026-12-05")
    for document in (booklet_of(book), poster_of(book)):
        found = [shown(line.text) for page in document.pages for line in lines(page)]
        assert {"4 December", "Friday", "5 December", "Saturday"} <= set(found)
        assert not any("2026" in text for text in found)
