"""Drop caps: whole clusters, on the baseline of the last line beside them, as high as the first line's letters."""

import pytest

from booklet.document.model import Paragraph, Span
from booklet.document.theme_reader import read_theme
from booklet.errors import Where
from booklet.geometry import Point
from booklet.languages import LANGUAGES
from booklet.layout.display import Line, lines, walk
from booklet.layout.dropcap import drop_cap_rows
from booklet.layout.room import Room
from booklet.layout.styles import make_styles
from booklet.layout.tags import StructureBuilder
from tests.support.ink import meeting_lines
from tests.support.small_books import book_of, booklet_of

LEADING = 16.0
ENGLISH = "The story of Alliance offers a source of inspiration for our activities that benefit all society. " * 2
HEBREW = "הַסיפור של אליאנס הוא מקור השראה לפעילותנו למען החברה הישראלית כולה, והרצון לאגד יהודים לפעולות. " * 2
ARABIC = "تقدم قصة الأليانس مصدر إلهام لأنشطتنا التي تعود بالنفع على المجتمع الإسرائيلي بأسره والدافع إلى التنظيم. " * 2


def capped(text, language, library, lines=2):
    styles = make_styles(read_theme("heritage"), LANGUAGES[language], library)
    room = Room(styles, 300.0, 500.0, StructureBuilder(language))
    paragraph = Paragraph(spans=(Span(text=text.strip()),), where=Where(path="x"))
    return drop_cap_rows(paragraph, room, styles.text_manner(12.0), LEADING, lines)


def placed_lines(rows):
    items = [item for i, row in enumerate(rows) for item in row.drawing.place(Point(0.0, i * LEADING))]
    return [item for item, _ in walk(tuple(items)) if isinstance(item, Line)]


def top(run):
    """Of the outline of a run's first glyph, points."""
    *_, height = run.run.font.glyph_extents(run.run.glyph_ids[-1])
    return run.y - height * run.size / run.run.font.units_per_em


@pytest.mark.parametrize("lines", [2, 3])
def test_the_letter_stands_on_the_last_line_beside_it_and_is_as_high_as_the_first(library, lines):
    letter, first, *others = placed_lines(capped("H" + ENGLISH, "en", library, lines))
    assert letter.text == "H"
    assert letter.runs[0].y == pytest.approx([first, *others][lines - 1].runs[0].y)
    cap_top = (
        first.runs[0].y
        - first.runs[0].run.font.glyph_extents(first.runs[0].run.font.nominal_glyph(ord("H")))[3]
        * first.runs[0].size
        / first.runs[0].run.font.units_per_em
    )
    assert top(letter.runs[0]) == pytest.approx(cap_top, abs=0.01)


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (HEBREW, "he")])
def test_no_word_is_lost_and_none_touches_the_letter(library, text, language):
    letter, *lines = placed_lines(capped(text, language, library))
    words = "".join("".join(line.text.split()) for line in (letter, *lines))
    assert words == "".join(text.split())
    for line in lines[:2]:
        if language == "he":  # the letter is at the right
            assert line.box.right < letter.box.x
        else:
            assert line.box.x > letter.box.right
    assert any(line.box.width > 290 for line in lines[2:]), "the other lines have the whole measure"


def test_the_letter_takes_its_points_along(library):
    letter, first, *_ = placed_lines(capped(HEBREW, "he", library))
    assert letter.text == "הַ"
    assert first.text.startswith("סיפור")


def test_rows_beside_the_letter_stay_together(library):
    rows = capped(ENGLISH, "en", library, 3)
    assert [row.breakable for row in rows[:2]] == [False, False]


@pytest.mark.parametrize(
    ("text", "language"),
    [(ARABIC, "ar"), ("Short.", "en"), ("1860 was the year. " * 20, "en"), ("“Quoted words. " * 20, "en"), ("", "en")],
    ids=["letters that join", "a single line", "digits", "a quotation mark", "nothing"],
)
def test_what_can_have_no_drop_cap(library, text, language):
    assert capped(text, language, library) is None


def test_points_below_the_letter_keep_the_next_line_away(tmp_path):
    pages = {}
    for letter in ("", "\u05b0"):
        words = f"ב{letter}כל " + "ללל ללל לללל ללל " * 14  # lamed, the letter that rises
        book = book_of(tmp_path, "he", f"  - heading: פרק\n  - text: '{words}'\n")
        pages[letter] = booklet_of(book).pages[0]
        assert not meeting_lines(pages[letter])
    beside = {letter: short_lines(page) for letter, page in pages.items()}
    assert beside == {"": 2, "\u05b0": 3}


def short_lines(page):
    """Return how many lines of the text are shorter than the widest, at the letter."""
    text = [line for line in lines(page) if line.box.width > 100]
    right = max(line.box.right for line in text)
    return sum(line.box.right < right - 5 for line in text)
