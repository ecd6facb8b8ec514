"""The flat cover of a glued book: which half is which, where the title stands along the spine, and how it is read."""

from itertools import pairwise

import pypdfium2
import pytest

from booklet.document.reader import read_book
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.geometry import Point
from booklet.languages import LANGUAGES
from booklet.layout.display import Line, Rule, walk
from booklet.layout.spread import LEAST_LETTERED_SPINE, cover_spread
from booklet.pdf.press import write_press
from booklet.units import mm
from tests.support.small_books import booklet_of, glyph_boxes, styles_of

TITLES = {
    "he": "מוֹרֶשֶׁת אַלְיַאנְס",
    "ar": "إرْثُ الأَلْيانْس",
    "en": "The Legacy",
    "fr": "L’héritage",
    "de": "Das Erbe",
}
BODY = """  - cover: {years: YEARS}
  - text: INSIDE-FRONT
  - page-break
  - text: INSIDE-BACK
  - back-cover: {text: BACK}
"""


@pytest.fixture
def spread_of(tmp_path):
    def make(language, spine, title="", body=BODY):
        path = tmp_path / "booklet.yaml"
        head = (
            f"booklet: 1\nid: a\ntitle: {title or TITLES[language]}\neditions: {{one: {{languages: [{language}]}}}}\n"
        )
        path.write_text(f"{head}body:\n{body}", "utf-8")
        book = read_book(path)
        document = booklet_of(book)
        assert len(document.pages) == 4
        return book, cover_spread(document, book, styles_of(book), spine)

    return make


def placed_lines(page):
    return [(item, matrix) for item, matrix in walk(page.items) if isinstance(item, Line)]


def middle_of(page, words):
    """How far from the left a line stands whose text has these words."""
    (found,) = {
        round(matrix.apply(Point(line.box.x + line.box.width / 2, line.box.y)).x)
        for line, matrix in placed_lines(page)
        if words in line.text
    }
    return found


def on_spine(page):
    return [(line, matrix) for line, matrix in placed_lines(page) if matrix.b]


@pytest.mark.parametrize("language", TITLES)
def test_front_and_back_lie_as_the_binding_asks(spread_of, language):
    book, spread = spread_of(language, mm(10))
    outside, inside = spread.pages
    width, height = book.paper.trim
    assert outside.size == inside.size == pytest.approx((2 * width + mm(10), height))
    from_left = [
        ("BACK", "YEARS", outside) if language in ("en", "fr", "de") else ("YEARS", "BACK", outside),
        ("INSIDE-FRONT", "INSIDE-BACK", inside)
        if language in ("en", "fr", "de")
        else ("INSIDE-BACK", "INSIDE-FRONT", inside),
    ]
    for left, right, page in from_left:
        assert middle_of(page, left) < width < width + mm(10) < middle_of(page, right)


@pytest.mark.parametrize("language", TITLES)
def test_the_title_is_read_toward_the_foot_or_in_french_the_head(spread_of, language):
    book, spread = spread_of(language, mm(10))
    ((line, matrix),) = on_spine(spread.pages[0])
    left, right = line.box.x, line.box.right
    begins, ends = (right, left) if LANGUAGES[language].direction.base_level else (left, right)
    top, bottom = matrix.apply(Point(begins, 0)).y, matrix.apply(Point(ends, 0)).y
    assert (top < bottom) == (language != "fr")
    above, below = matrix.apply(Point(0, -1)).x, matrix.apply(Point(0, 1)).x
    assert (above > below) == (language in ("en", "de")), "the tops of the letters are at the right"
    assert top + bottom == pytest.approx(book.paper.trim.height, abs=1), "in the middle of the height"
    assert on_spine(spread.pages[1]) == []


@pytest.mark.parametrize("language", ["he", "ar", "en"])
def test_ink_stays_within_the_spine_and_grows_with_it(spread_of, language):
    sizes = []
    for width_mm in (6, 7, 9, 14, 22, 40):
        book, spread = spread_of(language, mm(width_mm))
        ((line, matrix),) = on_spine(spread.pages[0])
        boxes = [box for run in line.runs for box in glyph_boxes(run) if box[3] > box[1]]
        xs = [matrix.apply(Point(box[0], y)).x - book.paper.trim.width for box in boxes for y in (box[1], box[3])]
        assert mm(1.5) - 0.01 <= min(xs) and max(xs) <= mm(width_mm - 1.5) + 0.01
        assert min(xs) + max(xs) == pytest.approx(mm(width_mm), abs=0.01), "the ink stands in the middle"
        sizes.append(line.runs[0].size)
    assert all(one <= next_one for one, next_one in pairwise(sizes)) and sizes[0] < sizes[-1]


def test_a_narrow_spine_and_a_long_title_have_no_words_on_it(spread_of):
    _, spread = spread_of("en", LEAST_LETTERED_SPINE - 0.1)
    assert on_spine(spread.pages[0]) == []
    _, spread = spread_of("en", mm(8), title="A title " * 4)
    ((line, _),) = on_spine(spread.pages[0])
    _, spread = spread_of("en", mm(8), title="Words " * 40, body=BODY.replace("{years: YEARS}", "{title: T}"))
    assert on_spine(spread.pages[0]) == []
    assert line.text.startswith("A title A title A title A title")


def test_a_book_without_a_cover_has_a_white_spine(spread_of):
    for body, ground in ((BODY, True), (BODY.replace("  - cover: {years: YEARS}\n", "  - text: YEARS\n"), False)):
        book, spread = spread_of("en", mm(10), body=body)
        grounds = [
            matrix.apply(Point(item.rect.x, 0)).x
            for item, matrix in walk(spread.pages[0].items)
            if isinstance(item, Rule) and item.rect.height > book.paper.trim.height
        ]
        assert any(abs(x - book.paper.trim.width) < 0.01 for x in grounds) == ground


@pytest.mark.parametrize("language", ["he", "en"])
def test_what_bleeds_at_the_spine_edge_of_a_page_is_cut_off_there(spread_of, language):
    book, spread = spread_of(language, mm(4))
    pdf = write_press(spread, read_shop(DEFAULT_SHOP), bleed=book.paper.bleed, created=0)
    with pypdfium2.PdfDocument(pdf) as file:
        page = file[0]
        width, height = page.get_size()
        assert (width, height) == pytest.approx(
            (2 * book.paper.trim.width + mm(4) + 2 * book.paper.bleed, book.paper.trim.height + 2 * book.paper.bleed)
        )
        picture = page.render(scale=2, may_draw_forms=False).to_pil().convert("RGB")
    left = book.paper.bleed + book.paper.trim.width
    spine = picture.crop((int(2 * left) + 2, 0, int(2 * (left + mm(4))) - 2, picture.height))
    assert len(spine.getcolors()) == 1, "one ground, from bleed to bleed"
    assert spine.getpixel((0, 0)) == picture.getpixel((1, 1)) != (255, 255, 255)
