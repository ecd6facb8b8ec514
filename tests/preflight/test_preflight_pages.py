"""Each check of the pages: a clean book, and the same broken in one way."""

from dataclasses import replace

import pytest
from PIL import Image as pillow

from booklet.document.model import Span
from booklet.errors import Where
from booklet.geometry import Matrix, Rect, Size
from booklet.languages import Binding, Direction
from booklet.layout.display import DisplayDocument, Element, Group, Image, Item, Line, Page, Pixels, Role
from booklet.layout.setting import set_text
from booklet.layout.styles import Manner
from booklet.preflight.loose import LIMIT
from booklet.preflight.pages import PAGE_CHECKS, look_at, tell_pages
from booklet.preflight.resolution import LEAST, LEAST_LINE_ART
from booklet.preflight.rivers import LEAST_LINES, SEEN_EM
from booklet.text.style import ParagraphShape
from tests.conftest import SHIPPED
from tests.support.fonts import TEXT
from tests.support.small_books import book_of, booklet_of

MANNER = Manner(TEXT, TEXT, TEXT, TEXT)
WHERE = Where(path="a.yaml", line=7)


def paragraph(text: str, measure: float, *, where: Where = WHERE, y: float = 10.0) -> tuple[Line, ...]:
    done = set_text((Span(text=text),), MANNER, "he", ParagraphShape(measure), 15.0, where)
    return done.place(10.0, y)


def document(*lines: Item) -> DisplayDocument:
    page = Page(Size(400.0, 600.0), lines)
    root = Element(id=0, role=Role.DOCUMENT, language="he")
    return DisplayDocument(
        title="T", language="he", direction=Direction.RTL, binding=Binding.RIGHT, pages=(page,), structure=root
    )


def notes(*documents: DisplayDocument):
    return tell_pages([look_at(one) for one in documents])


def width(text: str) -> float:
    (line,) = paragraph(text, 1000.0)
    return line.box.width


SPACE = width("אב גד") - width("אב") - width("גד")
LONG = "לפעילותינו"  # wider than what a line below has left, narrower than a line


def loose(growth: float, **place: object) -> tuple[Line, ...]:
    """Return two lines, the two spaces of the first grown to so many times their width."""
    return paragraph(f"של בית ספר {LONG}", width("של בית ספר") + 2 * (growth - 1.0) * SPACE, **place)


# --- Divided words ------------------------------------------------------------------------------------------------


def test_a_word_that_was_cut_between_its_letters_is_told():
    whole, cut = paragraph("בית לפעילותינו", width("לפעילותינו") + 1), paragraph("בית לפעילותינו", 30.0)
    assert notes(document(*whole)) == []
    told = notes(document(*cut))
    assert {(note.code, note.where) for note in told} == {("divided-word", WHERE)}
    first_part = told[0].message.split("“")[1].removesuffix("”")
    assert first_part and "לפעילותינו".startswith(first_part)


# --- Loose lines --------------------------------------------------------------------------------------------------


def test_a_line_is_told_from_the_limit_on():
    first, *_ = loose(LIMIT + 0.2)
    assert first.text == "של בית ספר"
    (note,) = notes(document(first))
    assert (note.code, note.where, note.severity) == ("loose-line", WHERE, "warning")
    assert "“של בית ספר” are 2.7 times" in note.message
    assert notes(document(loose(LIMIT - 0.2)[0])) == []


def test_the_loosest_lines_are_told_first_one_for_a_paragraph_and_the_rest_counted():
    def at(number: int) -> Where:
        return Where(path="a.yaml", line=number)

    lines = [loose(2.6 + number / 10, where=at(number % 7))[0] for number in range(14)]
    found = notes(document(*lines))
    assert [note.where for note in found] == [*(at(number) for number in (6, 5, 4, 3, 2)), None]
    assert "are 3.9 times" in found[0].message
    assert found[-1].message.startswith("not listed: 2 more")


def test_what_two_editions_share_is_told_once():
    one = document(*loose(3.0)[:1])
    assert len(notes(one, one)) == 1


# --- Rivers -------------------------------------------------------------------------------------------------------


def column(line_count: int, gap_em: float) -> tuple[Line, ...]:
    """Return lines that are all alike, with spaces of a width."""
    words = "שלום בית ספר"
    extra = gap_em * TEXT.size - SPACE
    # The word that ends the paragraph is too long to stand with others.
    return paragraph(f"{words} " * line_count + LONG, width(words) + 2 * extra)[:line_count]


def test_spaces_above_one_another_are_told_from_three_lines_on():
    lines = column(LEAST_LINES, SEEN_EM + 0.02)
    assert {line.text for line in lines} == {"שלום בית ספר"}
    (note,) = notes(document(*lines))
    assert (note.code, note.where) == ("river", WHERE)
    assert "on 3 lines, from “שלום בית ספר” on" in note.message
    assert notes(document(*lines[:-1])) == []
    (longer,) = notes(document(*column(5, SEEN_EM + 0.02)))
    assert "on 5 lines" in longer.message


def test_narrow_spaces_above_one_another_are_no_river():
    assert notes(document(*column(LEAST_LINES, SEEN_EM - 0.02))) == []


def test_a_river_ends_where_another_paragraph_begins_and_where_spaces_are_elsewhere():
    first, second, third = column(3, SEEN_EM + 0.02)
    assert notes(document(first, second, replace(third, where=Where(path="a.yaml", line=9)))) == []
    assert notes(document(first, second, replace(third, start=0))) == []
    assert notes(document(first, second, replace(third, box=replace(third.box, y=third.box.y + 15.0)))) == []
    moved = tuple(run._replace(x=run.x + 1.5 * SPACE) for run in third.runs)
    assert notes(document(first, second, replace(third, runs=moved))) == []


# --- Pictures -----------------------------------------------------------------------------------------------------


def printed(pixels: Size, inches: Size, *, line_art: bool = False, scale: float = 1.0):
    """Return what is told of a picture at its printed size."""
    rect = Rect(0.0, 0.0, 72 * inches.width / scale, 72 * inches.height / scale)
    image = Image(rect, "/a/school.jpg", Pixels(pixels, line_art), WHERE)
    return notes(document(Group((image,), Matrix(0, scale, -scale, 0))))


@pytest.mark.parametrize(("line_art", "least"), [(False, LEAST), (True, LEAST_LINE_ART)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_picture_with_too_few_pixels_is_told(line_art, least, scale):
    assert printed(Size(2 * least, 3 * least), Size(2, 3), line_art=line_art, scale=scale) == []
    (note,) = printed(Size(2 * least - 2, 3 * least), Size(2, 3), line_art=line_art, scale=scale)
    assert (note.code, note.where) == ("low-resolution", WHERE)
    assert f"school.jpg is printed at {least - 1} pixels an inch" in note.message
    assert ("2400 x 3600" if line_art else "600 x 900") in note.hint


def test_a_picture_is_told_once_at_its_largest():
    images = [Image(Rect(0, 0, side, side), "/a/b.png", Pixels(Size(90, 90)), WHERE) for side in (72, 36, 144)]
    (note,) = notes(*(document(image) for image in images))
    assert "at 45 pixels" in note.message


def test_a_picture_of_a_book_is_looked_at_and_a_drawing_is_not(tmp_path):
    pillow.new("RGB", (60, 40)).save(tmp_path / "a.png")
    (tmp_path / "a.svg").write_text('<svg viewBox="0 0 6 4"><path d="M0 0h6v4z"/></svg>')
    book = book_of(tmp_path, "he", "".join(f"  - figure: {{file: {name}, alt: x}}\n" for name in ("a.png", "a.svg")))
    (note,) = notes(booklet_of(book))
    assert (note.code, note.where.line) == ("low-resolution", 6)


# --- Fonts --------------------------------------------------------------------------------------------------------

ACCENTED = "שִׁ֖"  # Frank Ruhl Libre has no U+0596


def test_letters_in_another_font_are_told_once_for_a_font():
    text = f"ברא{ACCENTED}ת א֖ ב֑ →"
    (note,) = notes(document(*paragraph(text, 300.0)), document(*paragraph(f"ג֖ {text}", 300.0)))
    assert (note.code, note.where) == ("other-font", WHERE)
    assert note.message == (
        "the font frank-ruhl-libre lacks U+0596 HEBREW ACCENT TIPEHA, U+0591 HEBREW ACCENT ETNAHTA; "
        f"“ברא{ACCENTED}ת” is set in noto-serif-hebrew"
    )


@pytest.mark.parametrize("text", ["בְּרֵאשִׁית ברא", "של Alliance في ١٨٦٢", "α → № ₪"])
def test_nothing_is_told_of_letters_in_the_first_font_of_their_script(text):
    assert notes(document(*paragraph(text, 300.0))) == []


# --- All of them --------------------------------------------------------------------------------------------------


def test_a_book_has_its_places_in_the_source(tmp_path):
    text = "  - heading: א\n  - text: |\n      ב.\n\n      ג֖ ד.\n"
    (note,) = notes(booklet_of(book_of(tmp_path, "he", text)))
    assert (note.where.line, note.where.column) == (10, 7)


def test_nothing_is_told_of_a_build_without_pages():
    assert tell_pages([]) == []


@pytest.mark.parametrize("edition", ["he", "ar", "en", "fr"])
def test_what_is_told_of_the_shipped_book(edition, shop):
    found = notes(shop.booklet(SHIPPED, edition), shop.poster(SHIPPED, edition))
    assert [(note.code, note.severity) for note in found] == [("loose-line", "warning")] * (edition == "he")
    assert {check.code for check in PAGE_CHECKS} >= {note.code for note in found}
