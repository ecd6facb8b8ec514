"""The page of instructions: every language, what is filled in, and the side of the spine."""

import string

import pypdfium2
import pytest

from booklet.geometry import Rect, paper_size
from booklet.languages import LANGUAGES, Direction
from booklet.layout.display import Artifact, Group, Line, Marked, Role, boxes, walk
from booklet.layout.instruction_words import SHEETS, isolated, sheets_text
from booklet.layout.instructions import WORDS, HandWork, PrintedSheets, PrintedTiles, lay_out_instructions
from booklet.pdf.writer import write_pdf
from tests.support.small_books import book_of, styles_of
from tests.support.verapdf import validator

CODES = sorted(LANGUAGES)


def page_of(folder, language, *, settings="", rest="", sheets=3, marks=False, tiles=(9, 2, 4)):
    book = book_of(folder, language, "  - text: x\n", settings=settings, rest=rest)
    work = HandWork(
        PrintedSheets("a-one-sheets.pdf", sheets, marks),
        PrintedTiles("a-one-poster-tiles.pdf", *tiles) if tiles else None,
    )
    return lay_out_instructions(book, book.editions["one"], styles_of(book), work)


def words_of(document):
    return "\n".join(item.text for item, _ in walk(document.pages[0].items) if isinstance(item, Line))


def elements(root):
    yield root
    for child in root.children:
        yield from elements(child)


def all_words(words):
    for value in words:
        if isinstance(value, str):
            yield value
        else:
            yield from all_words(value)


def test_every_language_has_the_words():
    assert set(WORDS) == set(SHEETS) == set(LANGUAGES)
    filled = {"{sheets}", "{tiles}", "{first}"}
    for code in CODES:
        texts = list(all_words(WORDS[code]))
        assert all(text.strip() == text != "" for text in texts)
        fields = {f"{{{name}}}" for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
        assert fields == filled
        # The head of a step is a word or two, and no sentence is one that is not read at eleven at night.
        assert all(len(step.text) <= 125 for step in WORDS[code] if hasattr(step, "head")), code


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 1, "1 sheet of A4"),
        ("en", 3, "3 sheets of A4"),
        ("he", 1, "גיליון A4 אחד"),
        ("he", 2, "שני גיליונות A4"),
        ("he", 11, "11 גיליונות A4"),
        ("ar", 1, "ورقة واحدة A4"),
        ("ar", 2, "ورقتان A4"),
        ("ar", 3, "3 أوراق A4"),
        ("ar", 10, "10 أوراق A4"),
        ("ar", 11, "11 ورقة A4"),
        ("ar", 103, "103 أوراق A4"),
        ("fr", 1, "1 feuille A4"),
        ("fr", 2, "2 feuilles A4"),
        ("fa", 1, "1 برگ A4"),
    ],
)
def test_sheets_are_counted_as_the_language_counts(language, count, text):
    plain = sheets_text(language, count, str(count), "A4").replace(isolated("A4"), "A4")
    assert plain.replace(isolated(str(count)), str(count)) == text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("full", [True, False])
def test_words_and_drawings_have_room(tmp_path, language, paper, full):
    document = page_of(
        tmp_path,
        language,
        rest=f"paper: {{sheet: {paper}}}\n",
        marks=full,
        tiles=(13, 3, 4) if full else None,
    )
    (page,) = document.pages
    assert page.size == paper_size(paper)
    words = list(boxes(page))
    assert all(page.safe_area.contains(box) for box in words)
    drawn = {}
    for item in page.items:
        if isinstance(item, Marked) and isinstance(item.items[0], Group):
            group = item.items[0]
            scale, left = abs(group.matrix.a), group.matrix.e - (240 * abs(group.matrix.a) if group.matrix.a < 0 else 0)
            drawn[item.element] = Rect(left, group.matrix.f, 240 * scale, 140 * scale)
            assert scale > 0.55, "a drawing is large or it is nothing"
    assert len(drawn) == 4 + full
    assert all(page.safe_area.contains(frame) for frame in drawn.values())
    for item in page.items:
        inside = [line for line in item.items if isinstance(line, Line)]
        for line in inside:
            others = [frame for element, frame in drawn.items() if element != item.element]
            assert not any(line.box.overlaps(frame, 1.0) for frame in others), line.text
    assert not any(one.overlaps(other, 1.0) for i, one in enumerate(words) for other in words[:i])


@pytest.mark.parametrize("language", ["he", "en", "ar"])
def test_every_word_is_tagged_and_every_drawing_described(tmp_path, language):
    document = page_of(tmp_path, language)
    found = {element.id: element for element in elements(document.structure)}
    for item in document.pages[0].items:
        assert isinstance(item, Marked)
        if isinstance(item.element, Artifact) or found[item.element].role is Role.FIGURE:
            continue
        drawn = "".join("".join(line.text.split()) for line in item.items)
        assert drawn == "".join(found[item.element].text.split())
    figures = [one for one in found.values() if one.role is Role.FIGURE]
    assert len(figures) == 5
    assert len({figure.alt for figure in figures}) == 5
    assert all(figure.alt for figure in figures)
    assert not any("{" in element.text + element.alt for element in found.values())


def test_what_is_printed_is_named_and_counted(tmp_path):
    text = words_of(page_of(tmp_path, "en", sheets=7)).replace("\u2068", "").replace("\u2069", "")
    assert "7 sheets of A4" in text
    assert "9 sheets of A4" in text
    assert "a-one-sheets.pdf" in text
    assert "a-one-poster-tiles.pdf" in text


def test_without_a_poster_nothing_is_said_of_one(tmp_path):
    text = words_of(page_of(tmp_path, "en", tiles=None))
    assert "poster" not in text


def test_numbers_are_in_the_digits_of_the_edition(tmp_path):
    text = words_of(page_of(tmp_path, "ar", settings="digits: arabic-indic"))
    assert "٣" in text
    assert "٩" in text


def columns_of_ink(document, element, color):
    """Return where, from 0 at the left to 1 at the right of a drawing, dots of a colour are."""
    group = next(
        item.items[0]
        for item in document.pages[0].items
        if isinstance(item, Marked) and item.element == element and isinstance(item.items[0], Group)
    )
    scale = abs(group.matrix.a)
    left = group.matrix.e - (240 * scale if group.matrix.a < 0 else 0)
    pdf = pypdfium2.PdfDocument(write_pdf(document, created=0))
    picture = pdf[0].render(scale=2).to_pil().convert("RGB")
    pdf.close()
    box = tuple(round(2 * v) for v in (left, group.matrix.f, left + 240 * scale, group.matrix.f + 140 * scale))
    drawing = picture.crop(box)
    width = drawing.width
    wanted = tuple(round(255 * part) for part in (color.red, color.green, color.blue))
    dots = drawing.load()
    return [x / width for y in range(drawing.height) for x in range(width) if dots[x, y] == wanted]


@pytest.mark.parametrize("language", CODES)
def test_the_spine_is_drawn_where_the_book_is_bound(tmp_path, language):
    """In the drawing of the closed booklet the cut is opposite the spine; in that of the fold the cover comes over."""
    document = page_of(tmp_path, language, tiles=None)
    book = book_of(tmp_path, language, "  - text: x\n")
    palette = styles_of(book).palette
    figures = [one.id for one in elements(document.structure) if one.role is Role.FIGURE]
    printing, folding, _, trimming = figures
    rtl = LANGUAGES[language].direction is Direction.RTL

    def middle(values):
        return sum(values) / len(values)

    cut = middle(columns_of_ink(document, trimming, palette.accent))
    cover = middle(columns_of_ink(document, trimming, palette.primary))
    assert (cut < cover) is rtl
    # Printed: the outside of the sheet is where reading starts, and turns over toward its end.
    outside = middle(columns_of_ink(document, printing, palette.primary))
    assert (outside > 0.5) is rtl
    over = middle(columns_of_ink(document, folding, palette.primary))
    assert 0.2 < over < 0.8


def test_the_first_tile_is_where_reading_starts(tmp_path):
    for language, first_at_left in (("en", True), ("he", False)):
        document = page_of(tmp_path, language)
        at = {item.text: item.box.x for item, _ in walk(document.pages[0].items) if isinstance(item, Line)}
        assert (at["A1"] < at["A2"]) is first_at_left
        assert (at["B1"] < at["B2"]) is first_at_left


@pytest.mark.xdist_group("java")
@pytest.mark.parametrize("language", ["he", "ar", "en"])
def test_the_page_conforms(tmp_path, language):
    data = write_pdf(page_of(tmp_path, language), created=0)
    for standard in ("ua1", "2a"):
        verdict = validator().check(data, standard)
        assert verdict.faults == {}
        assert verdict.assertion_count > 300
