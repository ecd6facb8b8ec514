"""Numbers as an edition asks for them, from the source to the pages."""

from dataclasses import replace

import pytest

from booklet.document.model import Span
from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.errors import LayoutError
from booklet.layout.display import Artifact, DisplayDocument, Element, Group, Line, Marked, Page, Role, lines
from booklet.layout.figures import Figures, figures_of, with_digits
from booklet.layout.hebrew_calendar import hebrew_years
from booklet.layout.pages import lay_out_booklet
from booklet.layout.poster import lay_out_poster
from booklet.layout.styles import make_styles
from booklet.layout.words import year_text
from booklet.numerals import Digits, Numbering
from booklet.text.paragraph import set_paragraph
from booklet.text.style import ParagraphShape
from tests.support.fonts import LIBRARY, styled
from tests.support.order import drawn_order

SOURCE = """\
booklet: 1
id: numbers
title: {title}
editions:
  one: {{languages: [{code}]{settings}}}
body:
  - cover: {{years: 1860–1948}}
  - contents
  - heading: {title}
  - text: |
      {word} 1862, {word} 1,234.5 [2024](https://example.org/1862) A4 \u2066050-12\u2069.

      1. {word}
      2. {word}
  - heading: {word} 12
  - timeline
events:
  - {{year: 1862, title: {word} 7, place: {{name: {word} 8}}}}
  - {{year: 1870, circa: true, title: {word}}}
  - {{title: {word}}}
poster: {{}}
"""
WORDS = {
    "he": {"title": "מורשת", "word": "מילה"},
    "ar": {"title": "إرث", "word": "كلمة"},
    "fa": {"title": "میراث", "word": "واژه"},
    "ur": {"title": "ورثہ", "word": "لفظ"},
    "en": {"title": "Legacy", "word": "word"},
}


def book_of(folder, code, settings=""):
    path = folder / "booklet.yaml"
    path.write_text(SOURCE.format(code=code, settings=settings and f", {settings}", **WORDS[code]), "utf-8")
    return read_book(path)


def styles_of(book):
    return make_styles(read_theme(book.theme), book.editions["one"].language, LIBRARY)


@pytest.fixture
def booklet(tmp_path):
    def made(code, settings=""):
        book = book_of(tmp_path, code, settings)
        return lay_out_booklet(book, book.editions["one"], styles_of(book))

    return made


@pytest.fixture
def poster(tmp_path):
    def made(code, settings=""):
        book = book_of(tmp_path, code, settings)
        return lay_out_poster(book, book.editions["one"], styles_of(book))

    return made


def folio(page: Page) -> str:
    """Return the last of the lines that are no text: running head, folio."""
    found = [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.PAGINATION]
    heads = [line for item in found for line in item.items]
    return max(heads, key=lambda line: line.box.y).text if heads else ""


def written(document: DisplayDocument) -> str:
    """Return all that is drawn, a line a line."""
    return "\n".join(line.text for page in document.pages for line in lines(page))


def leaves(root: Element, role: Role) -> list[str]:
    found = [root.text] if root.role is role else []
    return found + [text for child in root.children for text in leaves(child, role)]


# --- Folios, contents, labels, lists ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "settings", "folios", "labels"),
    [
        ("he", "", ["2", "3", "4"], ["1.", "2."]),
        ("he", "page-numbers: hebrew", ["ב", "ג", "ד"], ["1.", "2."]),
        ("ar", "", ["2", "3", "4"], ["1.", "2."]),
        ("ar", "digits: arabic-indic", ["٢", "٣", "٤"], ["١.", "٢."]),
        ("ar", "page-numbers: abjad", ["ب", "ج", "د"], ["1.", "2."]),
        ("fa", "", ["۲", "۳", "۴"], ["۱.", "۲."]),
        ("fa", "digits: european", ["2", "3", "4"], ["1.", "2."]),
        ("ur", "", ["۲", "۳", "۴"], ["۱.", "۲."]),
        ("en", "page-numbers: roman", ["ii", "iii", "iv"], ["1.", "2."]),
    ],
)
def test_pages_and_lists_are_numbered_as_asked(booklet, code, settings, folios, labels):
    document = booklet(code, settings)
    pages = document.pages[1:4]
    assert [folio(page) for page in pages] == folios
    assert [page.label for page in pages] == folios
    contents = [line.text for line in lines(pages[0])]
    assert folios[1] in contents and folios[2] in contents
    assert leaves(document.structure, Role.LABEL)[:2] == labels
    assert all(label in written(document).splitlines() for label in labels)


def test_a_numbering_that_ends_before_the_book_is_an_error():
    figures = Figures(page_numbers=Numbering.ABJAD)
    assert figures.folio(1999) == "غظصط"
    with pytest.raises(LayoutError, match="page 2000 cannot be numbered: abjad numerals go from 1 to 1999"):
        figures.folio(2000)


# --- Texts --------------------------------------------------------------------------------------------------------


def test_digits_in_texts_are_those_of_the_edition(booklet):
    document = booklet("ar", "digits: arabic-indic")
    shown = written(document)
    assert "كلمة ١٨٦٢, كلمة ١٬٢٣٤٫٥ ٢٠٢٤ A4 \u2066050-12\u2069." in shown.replace("\n", " ")
    assert "١٨٦٠–١٩٤٨" in shown
    assert "كلمة ١٢" in shown.splitlines()
    assert [entry.title for entry in document.outline][-1] == "كلمة ١٢"
    targets = {link.target for page in document.pages for link in page.links if isinstance(link.target, str)}
    assert targets == {"https://example.org/1862"}


@pytest.mark.parametrize(
    ("code", "settings"), [("ar", "digits: arabic-indic"), ("fa", ""), ("he", "hebrew-years: true")]
)
def test_what_is_drawn_is_what_the_structure_says(booklet, poster, code, settings):
    for document in (booklet(code, settings), poster(code, settings)):
        drawn = drawn_by_element(document)
        checked = [element for role in TEXTS for element in found(document.structure, role) if element.id in drawn]
        assert len(checked) > 5
        for element in checked:
            assert "".join(drawn[element.id].split()) == "".join(element.text.split())


TEXTS = (Role.PARAGRAPH, Role.LABEL, Role.H1)


def drawn_by_element(document: DisplayDocument) -> dict[int, str]:
    """Return the text of the lines of each element."""
    texts: dict[int, str] = {}
    pending = [(item, None) for page in reversed(document.pages) for item in reversed(page.items)]
    while pending:
        item, element = pending.pop()
        if isinstance(item, Line) and isinstance(element, int):
            texts[element] = texts.get(element, "") + item.text
        elif isinstance(item, Group | Marked):
            inner = item.element if isinstance(item, Marked) else element
            pending.extend((child, inner) for child in reversed(item.items))
    return texts


def found(root: Element, role: Role) -> list[Element]:
    return [root] * (root.role is role) + [one for child in root.children for one in found(child, role)]


def test_texts_in_latin_script_stay_as_they_are(booklet):
    document = booklet("en", "digits: arabic-indic")
    assert "word 1862, word 1,234.5" in written(document).replace("\n", " ")
    assert folio(document.pages[1]) == "٢"


def test_european_digits_undo_nothing(tmp_path):
    book = book_of(tmp_path, "ar", "digits: european")
    edition = book.editions["one"]
    assert with_digits(book, edition) is book
    title = {"ar": replace(book.title["ar"], spans=(Span(text="عام ١٨٦٢"),))}
    assert with_digits(replace(book, title=title), edition).title["ar"].text == "عام ١٨٦٢"


def test_only_what_holds_text_is_made_anew(tmp_path):
    book = book_of(tmp_path, "fa")
    converted = with_digits(book, book.editions["one"])
    assert converted.paper is book.paper and converted.editions is book.editions
    assert converted.poster.size is book.poster.size
    assert converted.events[0].where is book.events[0].where
    assert converted.events[0].place.name["fa"].text == "واژه ۸"


# --- Years --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "years"),
    [(1862, (5622, 5623)), (1948, (5708, 5709)), (1, (3761, 3762)), (-1, (3760, 3761)), (0, ()), (-3761, (1,)),
     (-9999, ()), (9999, (13759, 13760))],
)  # fmt: skip
def test_a_civil_year_spans_two(year, years):
    assert hebrew_years(year) == years


@pytest.mark.parametrize(
    ("code", "settings", "years"),
    [
        ("he", "", ["1862", "סביב\u00a0⁨1870⁩"]),
        ("he", "hebrew-years: true", ["⁨1862⁩\u00a0· ⁨תרכ״ב⁩–⁨תרכ״ג⁩", "סביב\u00a0⁨1870⁩\u00a0· ⁨תר״ל⁩–⁨תרל״א⁩"]),
        ("en", "hebrew-years: true", ["⁨1862⁩\u00a0· ⁨5622⁩–⁨5623⁩", "c.\u00a0⁨1870⁩\u00a0· ⁨5630⁩–⁨5631⁩"]),
        ("ar", "digits: arabic-indic", ["١٨٦٢", "نحو\u00a0⁨١٨٧٠⁩"]),
        ("fa", "", ["۱۸۶۲", "حدود\u00a0⁨۱۸۷۰⁩"]),
        ("fa", "hebrew-years: true", ["⁨۱۸۶۲⁩\u00a0· ⁨۵۶۲۲⁩–⁨۵۶۲۳⁩", "حدود\u00a0⁨۱۸۷۰⁩\u00a0· ⁨۵۶۳۰⁩–⁨۵۶۳۱⁩"]),
    ],
)
def test_years_of_events(booklet, poster, code, settings, years):
    for document in (booklet(code, settings), poster(code, settings)):
        labels = leaves(document.structure, Role.LABEL)
        assert labels[-3:-1] == years
        shown = written(document).splitlines()
        assert all(year in shown for year in years), "on one line"


def test_the_second_calendar_is_set_smaller(booklet):
    document = booklet("he", "hebrew-years: true")
    (line,) = (line for page in document.pages for line in lines(page) if line.text.startswith("⁨1862"))
    sizes = {run.size for run in line.runs}
    assert len(sizes) == 2 and max(sizes) == pytest.approx(2 * min(sizes))


def test_a_year_without_hebrew_years_stays_alone(tmp_path):
    book = book_of(tmp_path, "he", "hebrew-years: true")
    figures = figures_of(book.editions["one"])
    event = replace(book.events[0], year=-5000)
    assert year_text(event, "he", figures).text == "-5000"
    assert year_text(replace(event, year=9999), "he", figures).hebrew == "\u00a0· ⁨13759⁩–⁨13760⁩"


def test_settings_are_off_unless_asked(tmp_path):
    for code, digits in (("he", Digits.EUROPEAN), ("ar", Digits.EUROPEAN), ("fa", Digits.EXTENDED)):
        edition = book_of(tmp_path, code).editions["one"]
        assert figures_of(edition) == Figures(digits, Numbering.DECIMAL, hebrew_years=False)


# --- Order --------------------------------------------------------------------------------------------------------


def drawn(text: str, language: str) -> str:
    """Return the digits and signs of a line from left to right."""
    (line,) = set_paragraph(styled(text, language), ParagraphShape(1000.0))
    order = drawn_order((piece.run.glyph_texts, piece.run.level) for piece in line.pieces)
    return "".join(c for c in order if c.isdecimal() or c in "–-/:.٫٬·" or c in "תרכבג״")


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("he", "שנים 1860–1862", "1862–1860"),
        ("he", "שנים 1860-1862", "1860-1862"),
        ("he", "24/06/1862", "24/06/1862"),
        ("ar", "بين 1860–1862", "1862–1860"),
        ("ar", "بين 1860-1862", "1862-1860"),
        ("ar", "1860-1862 بين", "1860-1862"),
        ("ar", "بين ١٨٦٠–١٨٦٢", "١٨٦٢–١٨٦٠"),
        ("ar", "١٨٦٠-١٨٦٢ بين", "١٨٦٢-١٨٦٠"),
        ("ar", "في ١٨٦٢/٠٦/٢٤", "١٨٦٢/٠٦/٢٤"),
        ("ar", "في ١٠:٣٠", "١٠:٣٠"),
        ("ar", "ثمن ١٬٢٣٤٫٥", "١٬٢٣٤٫٥"),
        ("fa", "از ۱۸۶۰–۱۸۶۲", "۱۸۶۲–۱۸۶۰"),
        ("fa", "۱۸۶۰-۱۸۶۲ تا", "۱۸۶۰-۱۸۶۲"),
        ("fa", "قیمت ۱٬۲۳۴٫۵", "۱٬۲۳۴٫۵"),
        ("en", "in 1860–1862", "1860–1862"),
        ("he", "⁨1862⁩\u00a0· ⁨תרכ״ב⁩–⁨תרכ״ג⁩", "ג״כרת–ב״כרת·1862"),
        ("he", "⁨1862⁩\u00a0· ⁨5622⁩–⁨5623⁩", "5623–5622·1862"),
        ("en", "⁨1862⁩\u00a0· ⁨5622⁩–⁨5623⁩", "1862·5622–5623"),
    ],
)
def test_ranges_go_the_way_of_the_line(language, text, shown):
    assert drawn(text, language) == shown


# --- Lists --------------------------------------------------------------------------------------------------------


def test_a_list_that_begins_outside_its_numbering_is_an_error_with_its_place(tmp_path):
    path = tmp_path / "booklet.yaml"
    settings = "{languages: [he], list-numbers: hebrew}"
    path.write_text(
        f"booklet: 1\nid: a\ntitle: T\neditions: {{one: {settings}}}\nbody:\n  - text: |\n      0. א\n", "utf-8"
    )
    book = read_book(path)
    with pytest.raises(LayoutError, match="item 0 of this list cannot be numbered: Hebrew numerals go from 1") as error:
        lay_out_booklet(book, book.editions["one"], styles_of(book))
    (fault,) = error.value.diagnostics
    assert (fault.code, fault.where.line) == ("list-number", 7)
    assert "list-numbers: decimal" in fault.hint
