"""Pull quotes: large, whole, and heard once."""

import pytest

from booklet.document.theme_reader import theme_names
from booklet.languages import LANGUAGES, Direction
from booklet.layout.display import Artifact, Line, Marked, Path, Role, Rule, lines, walk
from tests.layout.test_tables import elements, frame_of
from tests.support.small_books import book_of, booklet_of, line_with

TEXTS = {
    "he": ("בֹּקֶר אחד באו אחד־עשר תלמידים; עד האביב היו תשעים.", "בקר אחד באו אחד עשר תלמידים"),
    "ar": ("جاءَ أحد عشر تلميذًا في اليوم الأول؛ وفي الربيع صاروا تسعين.", "جاء أحد عشر تلميذا … صاروا تسعين!"),
    "en": ("One morning eleven pupils came; by the spring they were ninety.", "Eleven pupils came … they were ninety"),
}


PULL_QUOTE = 8
"""Line of the source."""


def body(text, words, source=""):
    extra = f", source: '{source}'" if source else ""
    return f"  - heading: One\n  - text: '{text}'\n  - pull-quote: {{text: '{words}'{extra}}}\n"


def marks_of(document, line_number):
    """Return what the drawn lines of a line of the source belong to."""
    found, pending = set(), [item for page in document.pages for item in page.items]
    while pending:
        item = pending.pop()
        if isinstance(item, Marked):
            drawn = [one for one in item.items if isinstance(one, Line) and one.where]
            found |= {item.element for one in drawn if one.where.line == line_number}
        pending += getattr(item, "items", ())
    return found


@pytest.mark.parametrize("language", TEXTS)
def test_words_that_the_chapter_says_are_not_told_again(tmp_path, language):
    text, words = TEXTS[language]
    document = booklet_of(book_of(tmp_path, language, body(text, words, "Who")))
    assert marks_of(document, PULL_QUOTE) == {Artifact.LAYOUT}
    assert [one.text for one in elements(document.structure, Role.PARAGRAPH)] == [text]


@pytest.mark.parametrize("words", ["Eleven teachers came", "pupils came … in autumn", "…"])
def test_other_words_are_a_quotation(tmp_path, words):
    document = booklet_of(book_of(tmp_path, "en", body(TEXTS["en"][0], words, "A teacher")))
    (quote,) = elements(document.structure, Role.QUOTE)
    assert [one.text for one in quote.children] == [words, "A teacher"]
    assert marks_of(document, PULL_QUOTE) == {one.id for one in quote.children}


def test_words_of_another_chapter_are_told(tmp_path):
    text, words = TEXTS["en"]
    said, asked = f"  - text: '{text}'\n", f"  - pull-quote: {{text: '{words}'}}\n"
    apart = f"  - heading: One\n{said}  - heading: Two\n  - text: x\n{asked}"
    assert elements(booklet_of(book_of(tmp_path, "en", apart)).structure, Role.QUOTE)
    boxed = f"  - heading: One\n{asked}  - box: {{body: [text: '{text}']}}\n"
    assert not elements(booklet_of(book_of(tmp_path, "en", boxed)).structure, Role.QUOTE)


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("language", TEXTS)
def test_it_stands_between_two_rules_that_begin_with_the_line(tmp_path, language, theme):
    words = TEXTS[language][0].rstrip(".")
    book = book_of(tmp_path, language, body("x", words), rest=f"theme: {theme}\n")
    page, frame = booklet_of(book).pages[0], frame_of(book)
    drawn = [line for line in lines(page) if line.text.strip() and line.where and line.where.line == PULL_QUOTE]
    found = [(item.rect, at) for item, at in walk(page.items) if isinstance(item, Rule)]
    rules = sorted((at.f + rect.y, at.e + rect.x, rect.width) for rect, at in found)[-2:]
    (upper, left, width), (lower, low_left, low_width) = rules
    assert upper < min(line.box.y for line in drawn) and max(line.box.bottom for line in drawn) < lower
    assert (low_left, low_width) == pytest.approx((frame.x, frame.width))
    has_sign = not theme.startswith("plain")
    from_right = LANGUAGES[language].direction is Direction.RTL
    assert left == pytest.approx(frame.x) if from_right or not has_sign else left > frame.x
    assert (left + width == pytest.approx(frame.right)) is (not from_right or not has_sign)
    signs = [item for item, at in walk(page.items) if isinstance(item, Path) and abs(at.f - upper) < 1]
    assert bool(signs) is has_sign


@pytest.mark.parametrize("before", range(14, 34))
def test_no_page_ends_inside_it(tmp_path, before):
    text = "One after another the schools were opened. " * before
    words = "Not said: " + "of all the rooms of the house the yard was the best " * 3
    document = booklet_of(book_of(tmp_path, "en", body(text, words, "The teacher") + "  - text: Afterwards.\n"))
    (page,) = [page for page in document.pages if any("Not said" in line.text for line in lines(page))]
    line_with(page, "The teacher")
