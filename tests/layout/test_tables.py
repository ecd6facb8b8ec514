"""Tables: columns from the start edge, widths from the words, nothing lost and nothing outside the frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import LayoutError
from booklet.languages import LANGUAGES, Direction
from booklet.layout.display import Artifact, Element, Marked, Page, Role, Rule, lines, walk
from booklet.layout.master import page_master
from booklet.layout.tables import column_widths
from tests.support.small_books import book_of, booklet_of, line_with, poster_of, styles_of

WORDS = {
    "he": ["שעה", "שיעור", "תלמידים", "צרפתית עם Mme Picard", "1,120"],
    "ar": ["الساعة", "الدرس", "التلاميذ", "الفرنسية مع Mme Picard", "1,120"],
    "en": ["Time", "Lesson", "Pupils", "French with Mme Picard", "1,120"],
}


def text_block(*rows: str) -> str:
    return "  - text: |\n" + "".join(f"      {row}\n" for row in rows)


def document_of(folder, language, *rows):
    book = book_of(folder, language, text_block(*rows))
    return book, booklet_of(book)


def lesson_table(language, dashes="|---|---|---|", rows=1):
    time, lesson, pupils, french, number = WORDS[language]
    header = f"| {time} | {lesson} | {pupils} |"
    return [header, dashes, *(f"| 8:0{i} | {french} | {number} |" for i in range(rows))]


def frame_of(book, number=1):
    styles = styles_of(book)
    return page_master(
        number, book.paper.trim, styles.theme.margins, book.editions["one"].binding, styles.leading
    ).frame


def rules_of(page: Page) -> list[tuple[float, float, float, float]]:
    """Return x, y, width and height of the rules of a page, from head to foot."""
    found = [(matrix, item.rect) for item, matrix in walk(page.items) if isinstance(item, Rule)]
    return sorted(((rect.x + m.e, rect.y + m.f, rect.width, rect.height) for m, rect in found), key=lambda r: r[1])


def elements(root: Element, role: Role) -> list[Element]:
    own = [root] if root.role is role else []
    return own + [found for child in root.children for found in elements(child, role)]


def placed(line, direction: Direction) -> float:
    """Return the edge at which a line starts, growing in the direction of reading."""
    return -line.box.right if direction is Direction.RTL else line.box.x


@pytest.mark.parametrize("language", WORDS)
def test_columns_run_with_the_direction(tmp_path, language):
    book, document = document_of(tmp_path, language, *lesson_table(language))
    (page, *_), direction = document.pages, LANGUAGES[language].direction
    header = [line_with(page, word) for word in WORDS[language][:3]]
    body = [line_with(page, word) for word in ("8:00", "Picard", "1,120")]
    for row in (header, body):
        starts = [placed(line, direction) for line in row]
        assert starts == sorted(starts) and len({line.runs[0].y for line in row}) == 1
    frame = frame_of(book)
    assert placed(header[0], direction) == pytest.approx(-frame.right if direction is Direction.RTL else frame.x)
    for name, cell in zip(header, body, strict=True):
        assert placed(name, direction) == pytest.approx(placed(cell, direction), abs=0.02)
    assert {run.run.font.name for run in header[0].runs} != {run.run.font.name for run in body[1].runs}, "in strong"


@pytest.mark.parametrize("language", ["he", "en"])
def test_alignment_follows_the_direction(tmp_path, language):
    _, document = document_of(tmp_path, language, *lesson_table(language, "|:---|:---:|---:|"))
    (page, *_) = document.pages
    (start, start_cell), (middle, middle_cell), (end, end_cell) = (
        (line_with(page, name).box, line_with(page, cell).box)
        for name, cell in zip(WORDS[language][:3], ("8:00", "Picard", "1,120"), strict=True)
    )
    near, far = ("right", "x") if language == "he" else ("x", "right")
    assert getattr(start, near) == pytest.approx(getattr(start_cell, near), abs=0.02)
    assert (middle.x + middle.right) / 2 == pytest.approx((middle_cell.x + middle_cell.right) / 2, abs=0.02)
    assert getattr(end, far) == pytest.approx(getattr(end_cell, far), abs=0.02)


def test_a_small_table_keeps_its_width_and_a_large_one_fills_the_measure(tmp_path):
    book, document = document_of(tmp_path, "he", "| א | ב |", "|--|--|", "| 1862 | טטואן |")
    frame = frame_of(book)
    for x, _, width, _ in rules_of(document.pages[0]):
        assert x + width == pytest.approx(frame.right) and width < frame.width / 3
    book, document = document_of(tmp_path, "he", "| א | ב |", "|--|--|", f"| {'מילה ' * 11} | טטואן |")
    for x, _, width, _ in rules_of(document.pages[0]):
        assert (x, width) == (pytest.approx(frame.x), pytest.approx(frame.width))


def test_what_follows_a_table_stands_on_the_grid(tmp_path):
    table = ["| a | b |", "|--|--|", f"| {'one two three ' * 9} | b |", "| c | d |"]
    book, document = document_of(tmp_path, "en", "Before.", "", *table, "", "After.")
    (page, *_), leading = document.pages, styles_of(book).leading
    between = (line_with(page, "After").runs[0].y - line_with(page, "Before").runs[0].y) / leading
    assert between == pytest.approx(round(between))


def test_words_too_wide_for_their_columns_are_divided_and_not_lost(tmp_path):
    words = ["Internationalisierungsgesellschaften", "https\\://example.org/a/very/long/address/of/no/use", "8:00"]
    table = ["|h" * 12 + "|", "|-" * 12 + "|", "|" + "|".join(words * 4) + "|"]
    book, document = document_of(tmp_path, "en", *table)
    (page, *_), frame = document.pages, frame_of(book)
    body = [line for line in lines(page) if line.text != "h" and line.text != "1"]
    assert all(frame.x - 0.01 <= line.box.x and line.box.right <= frame.right + 0.01 for line in body)
    drawn = "".join(line.text for line in body)
    assert drawn == "".join(words * 4).replace("\\", "")
    for x, _, width, _ in rules_of(page):
        assert frame.x - 0.01 <= x and x + width <= frame.right + 0.01


@pytest.mark.parametrize("language", WORDS)
def test_the_header_is_repeated_on_each_page_and_is_no_text_there(tmp_path, language):
    table = lesson_table(language, rows=2)
    book, document = document_of(tmp_path, language, *table[:2], *table[2:] * 40)
    name, frame = WORDS[language][0], frame_of(book)
    pages = [page for page in document.pages if any("8:0" in line.text for line in lines(page))]
    assert len(pages) > 2
    for number, page in enumerate(pages):
        header = line_with(page, name)
        assert all(header.box.y <= line.box.y for line in lines(page) if line.box.y > frame.y)
        marks = {item.element for item in page.items if isinstance(item, Marked) and header in item.items}
        assert marks == (
            {Artifact.PAGINATION} if number else {elements(document.structure, Role.HEADER_CELL)[0].id + 1}
        )
        assert max(line.box.bottom for line in lines(page) if "8:0" in line.text) <= frame.bottom + 0.01
    assert sum("8:0" in line.text for page in pages for line in lines(page)) == 80
    assert len(elements(document.structure, Role.HEADER_CELL)) == 3


def test_rows_are_never_parted_and_the_last_one_is_not_left_alone(tmp_path):
    cells = "four lines of words in a narrow cell " * 9
    for count in range(2, 16):
        _, document = document_of(tmp_path, "en", "| a | b |", "|--|--|", *[f"| {cells} | END |"] * count)
        pages = [sum(line.text == "END" for line in lines(page)) for page in document.pages]
        assert sum(pages) == count
        assert all(full != 1 for full in pages), pages
        for page in document.pages:
            drawn = sum(line.text.count("four") for line in lines(page))
            assert drawn == 9 * sum(line.text == "END" for line in lines(page))


def test_empty_cells_and_a_table_without_a_header(tmp_path):
    _, document = document_of(tmp_path, "en", "| | |", "|--|--|", "| a | |", "| | |")
    assert [line.text for line in lines(document.pages[0])] == ["a", "1"]
    assert not elements(document.structure, Role.HEADER_CELL)
    assert [len(row.children) for row in elements(document.structure, Role.TABLE_ROW)] == [2, 2]
    assert len(rules_of(document.pages[0])) == 2


def test_a_row_higher_than_a_page_is_named(tmp_path):
    with pytest.raises(LayoutError) as caught:
        document_of(tmp_path, "en", "| a | b |", "|--|--|", "| c | d |", f"| e | {'words ' * 3000} |")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where.line) == ("table-row-too-high", 10)
    assert "shorten" in fault.hint


def test_links_in_cells_lead_somewhere_and_those_of_repeated_headers_do_not(tmp_path):
    header = "| [here](https://a.b/) | c |"
    _, document = document_of(tmp_path, "en", header, "|--|--|", *["| [there](https://c.d/) | e |"] * 50)
    first, second, *_ = document.pages
    assert [link.target for link in first.links] == ["https://a.b/"] + ["https://c.d/"] * (len(first.links) - 1)
    assert {link.target for link in second.links} == {"https://c.d/"}
    assert len(first.links) + len(second.links) == 51


@pytest.mark.parametrize("block", ["lead", "small", "quote", "list"])
def test_a_table_stands_wherever_text_stands(tmp_path, block):
    table = "| key | value |\n        |--|--|\n        | one | two |\n"
    body = {
        "lead": f"  - lead: |\n        {table}",
        "small": f"  - small: |\n        {table}",
        "quote": f"  - quote:\n      text: |\n        {table}",
        "list": f"  - list:\n    - title: x\n      text: |\n        {table}",
    }[block]
    (page, *_) = booklet_of(book_of(tmp_path, "he", body)).pages
    assert line_with(page, "key").box.x > line_with(page, "value").box.right
    assert line_with(page, "one").box.y > line_with(page, "key").box.y


def test_a_table_in_an_item_of_a_list_stands_beside_its_marker(tmp_path):
    _, document = document_of(tmp_path, "en", "1. | a | b |", "   |--|--|", "   | c | d |", "2. e")
    marker, header = line_with(document.pages[0], "1."), line_with(document.pages[0], "a")
    assert header.box.x > marker.box.right and abs(header.runs[0].y - marker.runs[0].y) < 2


def test_a_table_is_read_in_lines_on_the_poster(tmp_path):
    table = "| a | b |\n      |--|--|\n      | c | |\n      | d | e |\n"
    events = f"events:\n  - year: 1862\n    title: x\n    text: |\n      {table}poster: {{size: A2}}\n"
    (page,) = poster_of(book_of(tmp_path, "en", "  - blank\n", rest=events)).pages
    drawn = [line.text for line in lines(page)]
    assert [text for text in drawn if text in ("a · b", "c", "d · e")] == ["a · b", "c", "d · e"]


def test_the_rule_of_a_quotation_stands_beside_repeated_headers(tmp_path):
    table = "| key | value |\n        |--|--|\n" + "        | one | two |\n" * 60
    (_, second, *_) = booklet_of(book_of(tmp_path, "en", f"  - quote:\n      text: |\n        {table}")).pages
    header = line_with(second, "key").box
    beside = [(y, height) for x, y, width, height in rules_of(second) if height > 2 * width]
    assert any(y <= header.y and header.bottom <= y + height for y, height in beside)


def test_digits_stand_under_each_other(tmp_path):
    _, document = document_of(tmp_path, "en", "| a | b |", "|--|--:|", "| c | 111,111 |", "| d | 408,408 |")
    ones, others = (line_with(document.pages[0], number).box for number in ("111,111", "408,408"))
    assert (ones.x, ones.width) == (pytest.approx(others.x), pytest.approx(others.width))


# --- Widths -------------------------------------------------------------------------------------------------------


def test_columns_have_their_natural_width_where_there_is_room():
    assert column_widths([10, 20], [30, 40], 70) == [30, 40]


def test_a_short_column_keeps_its_width_beside_long_ones():
    short, long, longer = column_widths([20, 30, 30], [40, 400, 1600], 340)
    assert short == 40
    assert longer == pytest.approx(2 * long), "a text four times as long is set twice as wide"


def test_a_column_is_never_narrower_than_its_longest_word_while_there_is_room():
    assert column_widths([90, 5], [100, 900], 100) == pytest.approx([90, 10])


WIDTHS = st.lists(st.tuples(st.floats(0, 200), st.floats(0, 900)), min_size=1, max_size=12)


@given(WIDTHS, st.floats(20, 500))
def test_widths_fill_the_measure_within_their_bounds(columns, measure):
    least = [width for width, _ in columns]
    natural = [width + more for width, more in columns]
    widths = column_widths(least, natural, measure)
    assert sum(widths) <= measure + 0.01
    assert sum(widths) == pytest.approx(min(measure, sum(natural)), abs=0.01)
    assert all(width <= most + 0.01 for width, most in zip(widths, natural, strict=True))
    if sum(least) <= measure:
        assert all(width >= fewest - 0.01 for width, fewest in zip(widths, least, strict=True))
