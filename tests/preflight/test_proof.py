"""Proof-reading of display lists: a clean page, and the same broken in one way, expecting that code and no other."""

from dataclasses import replace

import pytest
from test_preflight_pages import WHERE, document, paragraph

from booklet.color import Color
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import Close, DisplayDocument, Group, Line, LineTo, MoveTo, Path, Rule, lines
from booklet.layout.qr import qr_modules
from booklet.preflight.code_squares import LEAST_MODULE
from booklet.preflight.drawn import Drawn, drawn
from booklet.preflight.pages import proof_read, tell_pages
from booklet.preflight.sight import seen
from tests.conftest import SHIPPED
from tests.support.small_books import book_of, booklet_of

BLACK, WHITE = Color.from_hex("#000000"), Color.from_hex("#FFFFFF")
TEXT = "בשנת 1860 נוסדה (בפריז) Alliance Israélite, ואחריה 12 בתי ספר."


def codes(found: DisplayDocument, source=None) -> set[str]:
    return {note.code for note in tell_pages([proof_read(Drawn(found, source or {}, frozenset()))])}


def test_a_clean_page():
    assert codes(document(*paragraph(TEXT, 150.0)), {WHERE: TEXT}) == set()


# --- The order of a line ------------------------------------------------------------------------------------------


def swapped(line: Line) -> Line:
    """Return a line whose first and last runs stand in each other's place."""
    runs = line.runs
    return replace(line, runs=(runs[-1]._replace(x=runs[0].x), *runs[1:-1], runs[0]._replace(x=runs[-1].x)))


def test_runs_in_the_wrong_order_are_found():
    (line,) = paragraph(TEXT, 380.0)
    assert codes(document(swapped(line))) == {"drawn-order"}


@pytest.mark.parametrize(
    "text",
    [
        "שלום Alliance (1860), אחר כך עוד.",
        "English words in a Hebrew line, 12–15, 3.5%",
        "מספר 1,120 ו־25% ועוד [ABC (דה) ו] סוף",
        "א ב ג ABC, DEF. 17/5/1860",
        "שלום \u2067abc \u05d0\u2069 סוף",
    ],
)
@pytest.mark.parametrize("measure", [40.0, 75.0, 380.0])
def test_lines_of_every_length_are_in_the_order_of_the_second_engine(text, measure):
    assert "drawn-order" not in codes(document(*paragraph(text, measure)))


@pytest.mark.parametrize(
    "text",
    [
        "שלום לכל הילדים באשר הם שם, ולכל הבאים אחריהם",  # nothing but Hebrew, for which no one is asked
        "נוסד בשנת 1862 ונקרא Alliance עד 1960 ועוד",
        "English words, then \u05d0\u05d1 12% and more words",
        "אחת (שתיים) שלוש ארבע [חמש] שש שבע שמונה",
    ],
)
def test_runs_in_the_wrong_order_are_found_on_every_line(text):
    lines = paragraph(text, 75.0)
    for i, line in enumerate(lines):
        if line.runs[0].run.text != line.runs[-1].run.text:
            assert "drawn-order" in codes(document(*lines[:i], swapped(line), *lines[i + 1 :]))


def test_the_second_engine_is_not_asked_about_brackets_beside_isolates():
    (line,) = paragraph("שלום (\u2066abc\u2069) סוף", 380.0)
    assert codes(document(line)) == codes(document(swapped(line))) == set()


# --- Glyphs, frame, overlaps, codes -------------------------------------------------------------------------------


def test_an_empty_box_is_found():
    (line,) = paragraph("שלום", 380.0)
    run = line.runs[0]
    boxed = run._replace(run=replace(run.run, glyph_ids=(0, *run.run.glyph_ids[1:])))
    assert codes(document(replace(line, runs=(boxed,)))) == {"empty-box"}


def test_a_line_that_leaves_the_page_is_found():
    (line,) = paragraph("שלום", 100.0)
    assert codes(document(line)) == set()
    assert codes(document(Group((line,), Matrix(e=-100.0)))) == {"outside-frame"}


def test_a_line_outside_the_safe_area_is_found():
    (line,) = paragraph("שלום", 100.0)
    page = document(line).pages[0]
    for area, expected in ((Rect(5, 5, 390, 590), set()), (Rect(60, 60, 300, 400), {"outside-frame"})):
        found = replace(document(line), pages=(replace(page, safe_area=area),))
        assert codes(found) == expected


def test_lines_whose_ink_meets_are_found():
    upper = paragraph("שלום לכולם", 200.0, y=10.0)
    for y, expected in ((25.0, set()), (12.0, {"lines-meet"})):
        assert codes(document(*upper, *paragraph("בוקר טוב", 200.0, y=y))) == expected


def code(module: float, quiet: int) -> tuple[Rule, Path]:
    segments = []
    rows = qr_modules("https://example.org")
    for j, row in enumerate(rows):
        for i, is_dark in enumerate(row):
            if is_dark:
                x, y = 100 + i * module, 100 + j * module
                corners = (Point(x + module, y), Point(x + module, y + module), Point(x, y + module))
                segments += [MoveTo(Point(x, y)), *map(LineTo, corners), Close()]
    side, white = len(rows) * module, quiet * module
    return Rule(Rect(100 - white, 100 - white, side + 2 * white, side + 2 * white), WHITE), Path(tuple(segments), BLACK)


@pytest.mark.parametrize(
    ("module", "quiet", "expected"),
    [
        (LEAST_MODULE, 4, set()),
        (3.0, 4, set()),
        (LEAST_MODULE * 0.9, 4, {"qr-code"}),
        (3.0, 2, {"qr-code"}),
    ],
)
def test_codes_that_are_too_small_or_have_no_white_are_found(module, quiet, expected):
    assert codes(document(*code(module, quiet))) == expected


def test_the_code_of_the_shipped_book_is_looked_at_and_good(shop):
    from booklet.layout.display import walk
    from booklet.preflight.code_squares import CODE, _code

    back = shop.booklet(SHIPPED, "he").pages[-1]
    assert [item for item, _ in walk(back.items) if isinstance(item, Path) and _code(item)]
    assert not any(list(CODE.find(seen(page, 1))) for page in shop.booklet(SHIPPED, "he").pages)


# --- Against the source -------------------------------------------------------------------------------------------


def test_a_letter_that_is_lost_or_drawn_twice_is_found():
    set_lines = paragraph(TEXT, 150.0)
    assert codes(document(*set_lines), {WHERE: TEXT}) == set()
    assert codes(document(*set_lines[:-1]), {WHERE: TEXT}) == {"text-lost"}
    assert codes(document(*set_lines), {WHERE: TEXT + " עוד"}) == {"text-lost"}
    # Twice as a whole is no fault: titles stand on the cover and in the contents.
    again = paragraph(TEXT, 150.0, y=200.0)
    assert codes(document(*set_lines, *again), {WHERE: TEXT}) == set()
    assert codes(document(*set_lines, again[0]), {WHERE: TEXT}) == {"text-lost"}


def test_a_paragraph_that_is_not_on_the_pages_is_found(tmp_path):
    book = book_of(tmp_path, "en", "  - text: |\n      First words.\n\n      Second words.\n" * 9)
    pages = booklet_of(book)
    assert len(pages.pages) > 1
    edition = book.editions["one"]
    assert tell_pages([proof_read(drawn(pages, book, edition))]) == []
    first = next(line.where for page in pages.pages for line in lines(page) if line.text == "First words.")

    def without(page):
        return replace(page, items=tuple(item for item in page.items if not holds(item, first)))

    def holds(item, where):
        return (isinstance(item, Line) and item.where == where) or any(
            holds(one, where) for one in getattr(item, "items", ())
        )

    lost = replace(pages, pages=tuple(without(page) for page in pages.pages))
    (note,) = tell_pages([proof_read(drawn(lost, book, edition))])
    assert (note.code, note.severity) == ("text-lost", "error")


@pytest.mark.parametrize("edition", ["he", "ar-fr", "he-en"])
def test_the_shipped_book_is_in_order_and_whole(shop, edition):
    book = shop.book(SHIPPED)
    found = proof_read(drawn(shop.booklet(SHIPPED, edition), book, book.editions[edition]))
    # Harakat and deep letters of the Arabic meet in a few places; loose lines are told too. Nothing else.
    assert {note.code for note in tell_pages([found])} <= {"lines-meet", "loose-line"}
    assert all(note.severity == "warning" for note in tell_pages([found]))
