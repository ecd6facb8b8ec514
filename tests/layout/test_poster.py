from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booklet.document.book import Book
from booklet.document.model import Paragraph, Passage, Phrase, Span
from booklet.document.theme_reader import read_theme
from booklet.errors import LayoutError
from booklet.geometry import Point, Rect, Size, paper_size
from booklet.languages import LANGUAGES, Direction
from booklet.layout.display import (
    Artifact,
    DisplayDocument,
    LineTo,
    Marked,
    MoveTo,
    Page,
    Path,
    Role,
    Rule,
    lines,
    walk,
)
from booklet.layout.figures import Figures
from booklet.layout.poster import lay_out_poster
from booklet.layout.poster_check import overlaps, strays
from booklet.layout.serpentine import Course, Slot, column_count, slots, stack_rows, track
from booklet.layout.setting import plain, set_text
from booklet.layout.styles import Styles, make_styles
from booklet.layout.time_axis import year_marks
from booklet.layout.words import CIRCA, UNDATED, year_text
from booklet.text.style import Alignment, ParagraphShape
from booklet.units import mm
from tests.support.posters import CODES, HERE, LIBRARY, elements, shipped, texts


@cache
def styles(code: str) -> Styles:
    return make_styles(read_theme("heritage"), LANGUAGES[code], LIBRARY)


@cache
def poster(code: str) -> DisplayDocument:
    return lay_out(shipped(), code)


def lay_out(book: Book, code: str) -> DisplayDocument:
    return lay_out_poster(book, book.editions[code], styles(code))


def with_events(book: Book, count: int, *, brief: bool = False, step: int = 5) -> Book:
    changes = {"text": None, "subtitle": None} if brief else {}
    events = tuple(replace(book.events[i % len(book.events)], year=1860 + step * i, **changes) for i in range(count))
    return replace(book, events=events)


# --- The shipped poster -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_nothing_overlaps_or_leaves_the_safe_area(code):
    (page,) = poster(code).pages
    assert page.safe_area == Rect(mm(12), mm(12), page.size.width - mm(24), page.size.height - mm(24))
    assert overlaps(page) == []
    assert strays(page) == []


@pytest.mark.parametrize("code", CODES)
def test_all_events_are_listed_in_order(code):
    book, document = shipped(), poster(code)
    events, points = elements(document.structure, Role.LIST)
    years = [label.text for label in elements(events, Role.LABEL)]
    assert years == [year_text(event, code, Figures()).text for event in book.events]
    for event, body in zip(book.events, elements(events, Role.LIST_BODY), strict=True):
        words = [leaf.text for leaf in elements(body, Role.PARAGRAPH)]
        assert event.title[code].text in words
        assert event.subtitle is None or event.subtitle[code].text in words
        assert event.place is None or event.place.name[code].text in words
    assert [leaf.text for leaf in elements(points, Role.LIST_BODY)] == [p[code].text for p in book.poster.points]


@pytest.mark.parametrize("code", CODES)
def test_drawn_words_are_those_of_the_structure(code):
    (page,) = poster(code).pages
    for role in (Role.H1, Role.PARAGRAPH, Role.LABEL):
        for leaf in elements(poster(code).structure, role):
            assert "".join(texts(page, leaf.id).split()) == "".join(leaf.text.split())


@pytest.mark.parametrize("code", CODES)
def test_title_comes_first_then_quotation_lists_map_code_and_imprint(code):
    roles = [child.role for child in poster(code).structure.children]
    frame, last = [Role.H1, Role.PARAGRAPH, Role.QUOTE, Role.LIST, Role.LIST], [Role.PARAGRAPH, Role.PARAGRAPH]
    assert roles == [*frame, Role.FIGURE, Role.LINK, *last]


@pytest.mark.parametrize("code", CODES)
def test_first_row_runs_in_reading_direction(code):
    page = poster(code).pages[0]
    labels = list(elements(poster(code).structure, Role.LABEL))
    boxes = [line_box(page, label.id) for label in labels]
    first_row = [box for box in boxes if box.y == boxes[0].y]
    order = sorted(first_row, key=lambda box: box.x, reverse=LANGUAGES[code].direction is Direction.RTL)
    assert len(first_row) == 3
    assert first_row == order


def line_box(page: Page, element: int) -> Rect:
    (found,) = [item for item in page.items if isinstance(item, Marked) and item.element == element]
    return found.items[0].box


def medallion_middles(document: DisplayDocument) -> list[Point]:
    """Where the leader lines begin, in order of time."""
    (page,) = document.pages
    (ornaments,) = [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.LAYOUT]
    starts = []
    for item in ornaments.items:
        match item:
            case Path(segments=(MoveTo(start), LineTo(end)), fill=None) if start.x == end.x:
                starts.append(start)
    return starts[: len(shipped().events)]


def test_right_to_left_poster_is_the_mirror_of_the_other():
    """The same few words in two directions: places of the medallions mirror each other."""
    same = {code: Phrase(spans=plain("1 2 3"), where=HERE) for code in CODES}
    book = shipped()
    events = tuple(replace(e, title=same, subtitle=None, text=None, place=None, circa=False) for e in book.events)
    bare = replace(book.poster, title=same, subtitle=None, quote=None, quote_source=None, points=(), imprint=None)
    book = replace(book, events=events, poster=bare)
    hebrew, english = medallion_middles(lay_out(book, "he")), medallion_middles(lay_out(book, "en"))
    width = bare.size.width
    assert [round(width - p.x, 6) for p in hebrew] == [round(p.x, 6) for p in english]
    assert hebrew[0].x > width / 2


def test_path_bleeds_and_grounds_cover_the_bleed():
    (page,) = poster("en").pages
    (grounds,) = [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.BACKGROUND]
    rules = [item.rect for item, _ in walk(grounds.items) if isinstance(item, Rule)]
    bleed = shipped().paper.bleed
    assert min(rule.y for rule in rules) == -bleed
    assert max(rule.bottom for rule in rules) == pytest.approx(page.size.height + bleed)
    assert all(rule.x == -bleed and rule.right == pytest.approx(page.size.width + bleed) for rule in rules)


def test_type_is_as_large_as_its_reader_is_far():
    (page,) = poster("en").pages
    tree = poster("en").structure
    (title,) = elements(tree, Role.H1)
    assert type_size(page, title.id) >= 90
    assert all(type_size(page, label.id) >= 40 for label in elements(tree, Role.LABEL))


def type_size(page: Page, element: int) -> float:
    (found,) = [item for item in page.items if isinstance(item, Marked) and item.element == element]
    return max(run.size for line in found.items for run in line.runs)


def test_layout_is_deterministic():
    first, second = lay_out(shipped(), "ar"), lay_out(shipped(), "ar")
    assert first.structure == second.structure
    assert [line.box for line in lines(first.pages[0])] == [line.box for line in lines(second.pages[0])]


@pytest.mark.parametrize("name", ["A1", "A3"])
def test_other_sizes_are_the_same_picture(name):
    book = shipped()
    size = paper_size(name)
    scaled = lay_out(replace(book, poster=replace(book.poster, size=size)), "he")
    (page,) = scaled.pages
    assert page.size == size
    assert overlaps(page) == strays(page) == []


# --- Other books --------------------------------------------------------------------------------------------------


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(count=st.integers(3, 30), code=st.sampled_from(CODES))
def test_any_number_of_events_fits_when_they_are_short(count, code):
    document = lay_out(with_events(shipped(), count, brief=True), code)
    (page,) = document.pages
    assert overlaps(page) == strays(page) == []
    assert len(list(elements(document.structure, Role.LABEL))) == count


def test_event_that_is_too_long_is_named():
    book = shipped()
    endless = Passage(blocks=(Paragraph(spans=(Span(text="far too long " * 400),), where=HERE),), where=HERE)
    events = list(book.events)
    events[4] = replace(events[4], text={code: endless for code in CODES}, where=HERE)
    with pytest.raises(LayoutError) as caught:
        lay_out(replace(book, events=tuple(events)), "en")
    (fault,) = caught.value.diagnostics
    assert fault.code == "poster-event-too-long"
    assert events[4].title["en"].text in fault.message
    assert fault.where == HERE
    assert fault.hint


def test_word_wider_than_its_column_is_named():
    book = shipped()
    wide = {code: Phrase(spans=plain("W" * 60), where=HERE) for code in CODES}
    events = (replace(book.events[0], title=wide), *book.events[1:])
    with pytest.raises(LayoutError) as caught:
        lay_out(replace(book, events=events), "en")
    assert [fault.code for fault in caught.value.diagnostics] == ["poster-event-too-long"]


def test_undated_and_approximate_events_have_their_place():
    book = shipped()
    events = (replace(book.events[0], circa=True), replace(book.events[1], year=None), *book.events[2:])
    document = lay_out(replace(book, events=events), "fr")
    labels = [label.text for label in elements(document.structure, Role.LABEL)]
    assert labels[:2] == ["v.\u00a0\u20681860\u2069", "sans date"]


def test_book_without_events_or_poster_has_no_poster():
    book = shipped()
    for empty in (replace(book, events=()), replace(book, poster=None)):
        with pytest.raises(LayoutError) as caught:
            lay_out(empty, "en")
        assert caught.value.diagnostics[0].code == "poster-empty"


def test_poster_without_frame_words_is_still_whole():
    book = shipped()
    bare = replace(book.poster, subtitle=None, quote=None, quote_source=None, points=(), imprint=None)
    bare = replace(bare, map=None, url=None, url_caption=None)
    document = lay_out(replace(book, poster=bare), "he")
    assert [child.role for child in document.structure.children] == [Role.H1, Role.LIST]


def test_every_language_has_words_for_years():
    assert set(CIRCA) == set(UNDATED) == set(LANGUAGES)


# --- The check ----------------------------------------------------------------------------------------------------


def page_of(*items) -> Page:
    return Page(Size(200.0, 200.0), items, safe_area=Rect(10.0, 10.0, 180.0, 180.0))


def words(x, y):
    shape = ParagraphShape(80.0, Alignment.START)
    return set_text(plain("word"), styles("en").text_manner(10.0), "en", shape, 12.0).place(x, y)


def test_check_finds_text_on_text():
    assert overlaps(page_of(*words(20, 20), *words(20, 60))) == []
    (found,) = overlaps(page_of(*words(20, 20), *words(25, 24)))
    assert (found.text, found.other) == ("word", "word")


def test_check_finds_text_on_an_ornament_but_not_on_a_ground():
    rule = Rule(Rect(0.0, 25.0, 100.0, 1.0), styles("en").palette.ornament)
    line = Path((MoveTo(Point(0.0, 50.0)), LineTo(Point(60.0, 50.0))), stroke=rule.fill, stroke_width=1.0)
    assert overlaps(page_of(Marked((rule,), Artifact.BACKGROUND), *words(20, 20))) == []
    assert len(overlaps(page_of(Marked((rule,), Artifact.LAYOUT), *words(20, 20)))) == 1
    assert len(overlaps(page_of(Marked((line,), Artifact.LAYOUT), *words(20, 45)))) == 1
    assert overlaps(page_of(Marked((line,), Artifact.LAYOUT), *words(20, 60))) == []


def test_check_finds_text_outside_the_safe_area():
    assert strays(page_of(*words(20, 20))) == []
    assert [stray.text for stray in strays(page_of(*words(5, 20)))] == ["word"]


# --- The path -----------------------------------------------------------------------------------------------------


def test_columns_suit_the_number_of_events():
    assert [column_count(n) for n in (1, 2, 3, 6, 7, 9, 12, 13, 20, 30)] == [1, 1, 2, 2, 3, 3, 3, 4, 4, 5]


def test_second_row_runs_backwards():
    assert slots([1, 2, 3, 4, 5, 6], 3) == tuple(Slot(0, c) for c in (0, 1, 2)) + tuple(Slot(1, c) for c in (2, 1, 0))


def test_empty_place_falls_into_the_long_gap():
    assert slots([1860, 1862, 1932, 1936, 1940], 3)[1:3] == (Slot(0, 1), Slot(1, 2))


def test_without_a_long_gap_places_are_left_at_the_end():
    assert slots([1860, 1862, None, 1864, 1866], 3) == slots([1, 2, 3, 4, 5, 6], 3)[:5]


def test_rows_stand_apart_evenly():
    rows = stack_rows([10.0, 20.0], room=60.0, gap_min=5.0, gap_max=20.0)
    assert rows is not None
    assert rows.tops == (10.0, 30.0)
    assert rows.spare == 0.0
    assert stack_rows([30.0, 20.0], room=60.0, gap_min=5.0, gap_max=20.0) is None
    loose = stack_rows([10.0, 20.0], room=120.0, gap_min=5.0, gap_max=20.0)
    assert loose is not None
    assert (loose.tops, loose.spare) == ((20.0, 50.0), 30.0)


COURSE = Course(first_x=20.0, turn_left=10.0, turn_right=90.0, radius=8.0, exit_left=-5.0, exit_right=105.0)


@pytest.mark.parametrize(("row_count", "exit_x"), [(1, 105.0), (2, -5.0), (3, 105.0), (4, -5.0)])
def test_path_is_unbroken_and_leaves_the_page(row_count, exit_x):
    path = track([30.0 * (i + 1) for i in range(row_count)], COURSE)
    ends = [(piece.at(0.0), piece.at(piece.length)) for piece in path.pieces]
    for (_, end), (start, _) in pairwise(ends):
        assert end == pytest.approx(start)
    assert ends[-1][1] == pytest.approx((exit_x, 30.0 * row_count))


def test_distance_along_the_path_leads_back_to_the_point():
    path = track([30.0, 60.0, 90.0], COURSE)
    for row, x in ((0, 50.0), (1, 70.0), (1, 30.0), (2, 40.0)):
        assert path.at(path.distance(row, x)) == pytest.approx((x, 30.0 * (row + 1)))


def test_marks_stand_at_years_that_passed():
    marks = year_marks([1898, 1902, None, 1910], [0.0, 40.0, 80.0, 120.0], clearance=5.0)
    assert [(mark.distance, mark.decade) for mark in marks] == [(10.0, False), (20.0, True), (30.0, False)]
    assert year_marks([1898, 1902], [0.0, 40.0], clearance=15.0) == marks[1:2]
