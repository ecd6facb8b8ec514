"""Posters in each layout: the shipped events, the map, ranges and silences, pictures, sizes of type."""

import re
from dataclasses import replace

import pytest

from booklet.document.book import PosterLayout, PosterMap
from booklet.document.model import EventPicture, MapPlace
from booklet.document.theme_reader import read_theme, theme_names
from booklet.errors import LayoutError
from booklet.geometry import Rect, paper_size
from booklet.layout.display import Artifact, Image, Line, Marked, Path, Role, Rule, lines
from booklet.layout.figures import Figures
from booklet.layout.poster import lay_out_poster
from booklet.layout.poster_check import overlaps, strays
from booklet.layout.words import year_text
from tests.support.posters import (
    CODES,
    HERE,
    LAYOUTS,
    WITHOUT_MAP,
    elements,
    passage,
    phrase,
    shipped,
    squeezed,
    styles,
    texts,
)

# --- Each layout --------------------------------------------------------------------------------------------------


def poster_of(layout, code, *, size=None, events=None, theme="heritage", **changes):
    book = shipped()
    changes = WITHOUT_MAP | changes | {"layout": layout, "size": size or book.poster.size}
    book = replace(book, poster=replace(book.poster, **changes), events=events or book.events)
    return lay_out_poster(book, book.editions[code], styles(theme, code))


def label_boxes(document):
    """Return where the years stand, in order of time."""
    (page,) = document.pages
    marked = (item for item in page.items if isinstance(item.element, int))
    found = {item.element: item.items[0].box for item in marked if isinstance(item.items[0], Line)}
    return [found[label.id] for label in elements(document.structure, Role.LABEL)]


A3_ACROSS = paper_size("A3").landscape


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", [None, A3_ACROSS], ids=["A2", "A3-across"])
def test_the_shipped_events_fit_in_every_layout(layout, code, size):
    document = poster_of(layout, code, size=size)
    (page,) = document.pages
    assert overlaps(page) == strays(page) == []
    years = [label.text for label in elements(document.structure, Role.LABEL)]
    assert years == [year_text(event, code, Figures()).text for event in shipped().events]
    for leaf in elements(document.structure, Role.PARAGRAPH):
        assert squeezed(texts(page, leaf.id)) == squeezed(leaf.text)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_time_begins_at_the_side_where_reading_does(layout):
    width = shipped().poster.size.width
    for code, at_start in (("en", lambda box: box.x < width / 2), ("he", lambda box: box.right > width / 2)):
        first = label_boxes(poster_of(layout, code))[0]
        assert at_start(first)


def test_an_axis_that_runs_across_is_in_order_from_the_start():
    boxes = {code: label_boxes(poster_of(PosterLayout.HORIZONTAL, code, size=A3_ACROSS)) for code in ("en", "ar")}
    for side in (0, 1):  # above and below the axis in turn
        assert [box.x for box in boxes["en"][side::2]] == sorted(box.x for box in boxes["en"][side::2])
        ends = [box.right for box in boxes["ar"][side::2]]
        assert ends == sorted(ends, reverse=True)
    above, below = boxes["en"][0::2], boxes["en"][1::2]
    assert max(box.bottom for box in above) < min(box.y for box in below)


def test_events_hang_at_both_sides_of_a_spine_in_order_of_time():
    document = poster_of(PosterLayout.VERTICAL, "en")
    marks, boxes = axis_marks_of(document), label_boxes(document)
    assert {box.x < marks[0].x for box in boxes} == {True, False}
    assert [mark.y for mark in marks] == sorted(mark.y for mark in marks)
    assert all(mark.y < box.y for mark, box in zip(marks, boxes, strict=True))


def test_a_list_runs_down_its_columns():
    boxes = label_boxes(poster_of(PosterLayout.LIST, "en"))
    assert boxes == sorted(boxes, key=lambda box: (round(box.x), box.y))


def test_auto_is_a_serpentine_for_few_and_a_list_for_many():
    few = poster_of(PosterLayout.AUTO, "en")
    assert label_boxes(few) == label_boxes(poster_of(PosterLayout.SERPENTINE, "en"))
    event = replace(shipped().events[0], text=None, subtitle=None)
    many = tuple(replace(event, year=1860 + i, date=None) for i in range(60))
    assert label_boxes(poster_of(PosterLayout.AUTO, "en", events=many)) == label_boxes(
        poster_of(PosterLayout.LIST, "en", events=many)
    )


# --- The map ------------------------------------------------------------------------------------------------------


def with_map(layout, code, **changes):
    poster = shipped().poster
    return poster_of(
        layout, code, **({"map": poster.map, "url": poster.url, "url_caption": poster.url_caption} | changes)
    )


def figures(document):
    """Return the figures of a poster, each with what is drawn as it."""
    (page,) = document.pages
    drawn = {item.element: item for item in page.items if isinstance(item, Marked)}
    return [(figure, drawn[figure.id]) for figure in elements(document.structure, Role.FIGURE)]


def ground_of(marked):
    return next(item.rect for item in marked.items if isinstance(item, Rule))


@pytest.mark.parametrize(("layout", "code", "theme"), list(zip(LAYOUTS, CODES, sorted(theme_names()), strict=True)))
def test_every_layout_has_room_for_a_map_and_a_code(layout, code, theme):
    document = with_map(layout, code, theme=theme)
    (page,) = document.pages
    assert overlaps(page) == strays(page) == []
    (shown, map_drawn), (scanned, code_drawn) = figures(document)
    for event in shipped().events:
        assert event.place.name[code].text in shown.alt
        assert year_text(event, code, Figures()).text in shown.text
    assert scanned.alt == page.links[0].target == shipped().poster.url
    assert page.links[0].rect == ground_of(code_drawn)
    spot = ground_of(map_drawn)
    assert all(spot.contains(item.box) for item in map_drawn.items if isinstance(item, Line))
    smallest = min(run.size for line in lines(page) for run in line.runs)
    assert min(run.size for item in map_drawn.items if isinstance(item, Line) for run in item.runs) >= smallest


def test_the_place_of_the_map_is_mirrored_and_the_map_is_not():
    hebrew, english = (with_map(PosterLayout.SERPENTINE, code) for code in ("he", "en"))
    width = shipped().poster.size.width
    spots = [ground_of(figures(document)[0][1]) for document in (hebrew, english)]
    assert width - spots[0].right == pytest.approx(spots[1].x)
    for document in (hebrew, english):
        ((_, drawn), _) = figures(document)
        found = {line.text: line.box.x for line in drawn.items if isinstance(line, Line)}
        west, east = ("קזבלנקה", "ירושלים") if document is hebrew else ("Casablanca", "Jerusalem")
        assert found[west] < found[east]


def test_events_of_one_place_share_a_name_and_a_crowd_of_years_is_a_span():
    places = [event.place for event in shipped().events]
    events = tuple(replace(dated(1860 + i)[0], place=places[0]) for i in range(5)) + tuple(
        replace(dated(1880)[0], place=place) for place in places[1:2]
    )
    (figure, _), _ = figures(with_map(PosterLayout.LIST, "en", events=events))
    assert figure.text.replace("\u2068", "").replace("\u2069", "") == "Paris\n1860–1864\nTétouan\n1880"


def test_a_map_of_listed_places_has_the_years_of_the_events_there():
    there = MapPlace(name=phrase("en", "Hills of Judaea"), latitude=31.78, longitude=35.22, where=HERE)
    far = MapPlace(name=phrase("en", "Cairo"), latitude=30.05, longitude=31.25, where=HERE)
    shown = PosterMap(places=(there, far), where=HERE)
    (figure, _), _ = figures(with_map(PosterLayout.LIST, "en", map=shown))
    assert figure.text.replace("\u2068", "").replace("\u2069", "") == "Hills of Judaea\n1882, 1932\nCairo"


def test_a_map_is_as_high_as_its_author_says():
    shown = PosterMap(height=420.0, where=HERE)
    (_, drawn), _ = figures(with_map(PosterLayout.LIST, "en", map=shown))
    assert ground_of(drawn).height == pytest.approx(420.0)


def test_names_that_have_no_room_are_told():
    place = shipped().events[0].place
    crowd = tuple(
        replace(
            one, place=replace(place, name=phrase("en", f"Village number {i} in the far hills"), latitude=48 + i / 400)
        )
        for i, one in enumerate(dated(*range(1860, 1900)))
    )
    with pytest.raises(LayoutError) as caught:
        with_map(PosterLayout.LIST, "en", events=crowd)
    (fault,) = caught.value.diagnostics
    assert fault.code == "map-crowded"
    assert "Village number" in fault.message


# --- Ranges, crowds, silences -------------------------------------------------------------------------------------


def dated(*years, **changes):
    event = replace(shipped().events[0], date=None, circa=False, text=None, subtitle=None, place=None)
    return tuple(replace(event, year=year, **changes) for year in years)


def layout_strokes(document, color):
    (page,) = document.pages
    (drawn,) = [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.LAYOUT]
    return [item for item in drawn.items if isinstance(item, Path) and item.stroke == color]


@pytest.mark.parametrize("layout", [PosterLayout.VERTICAL, PosterLayout.HORIZONTAL])
def test_what_lasted_is_drawn_on_the_axis_from_year_to_year(layout):
    war, *others = dated(1939, 1946, 1950)
    document = poster_of(layout, "en", events=(replace(war, until=1945), *others))
    (span,) = layout_strokes(document, read_theme("heritage").palette.accent)
    begin, end = (segment.to for segment in span.segments)
    first, second, _ = axis_marks_of(document)
    assert begin == first
    assert end == second  # at the end of 1945, which is where 1946 begins


def axis_marks_of(document):
    leaders = layout_strokes(document, read_theme("heritage").palette.ornament)
    count = len(list(elements(document.structure, Role.LABEL)))
    thin = [path for path in leaders if path.stroke_width == pytest.approx(0.9) and len(path.segments) <= 3]
    return [path.segments[0].to for path in thin][:count]


@pytest.mark.parametrize(
    ("code", "years"),
    [("en", "1939–1945"), ("he", "1945–1939"), ("ar", "1945–1939")],  # from left to right
)
def test_the_first_year_of_a_range_stands_where_reading_begins(code, years):
    event = replace(dated(1939)[0], until=1945)
    document = poster_of(PosterLayout.LIST, code, events=(event,))
    (page,) = document.pages
    (label,) = elements(document.structure, Role.LABEL)
    (item,) = [item for item in page.items if isinstance(item, Marked) and item.element == label.id]
    (line,) = item.items
    pieces = sorted((run.x, run.run.text) for run in line.runs)
    assert "".join(text for _, text in pieces).translate(ISOLATES) == years


ISOLATES = {0x2068: None, 0x2069: None}


def test_events_of_one_year_share_a_mark_and_a_long_silence_is_cut():
    years = (1860, 1860, 1860, 1862, 1864, 1865, 1867, 1869, 1871, 1872, 1873, 1940)
    document = poster_of(PosterLayout.HORIZONTAL, "en", events=dated(*years), size=paper_size("A2").landscape)
    marks = axis_marks_of(document)
    assert marks[0] == marks[1] == marks[2]
    assert len({mark.x for mark in marks}) == 10
    ground = read_theme("heritage").palette.paper
    breaks = [path for path in layout_strokes(document, ground) if len(path.segments) == 2 and leans(path)]
    assert len(breaks) == 1
    assert marks[-2].x < breaks[0].segments[0].to.x < marks[-1].x
    assert marks[-1].x - marks[-2].x < 0.25 * (marks[-1].x - marks[0].x)


def leans(path):
    first, last = (segment.to for segment in path.segments)
    return first.x != last.x and first.y != last.y


# --- Pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_picture_of_an_event_stands_in_its_column(layout, tmp_path):
    file = tmp_path / "tree.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 90"><path d="M0 0h30v90h-30z"/></svg>')
    picture = EventPicture(file=file, alt=phrase("en", "A tree"), where=HERE)
    first, *others = shipped().events
    document = poster_of(layout, "en", events=(replace(first, picture=picture), *others))
    (page,) = document.pages
    (figure,) = elements(document.structure, Role.FIGURE)
    assert figure.alt == "A tree"
    (shown,) = [item for item in page.items if isinstance(item, Marked) and item.element == figure.id]
    (group,) = shown.items
    box = Rect(group.matrix.e, group.matrix.f, 30 * group.matrix.a, 90 * group.matrix.d)
    year, following = label_boxes(document)[:2]
    assert box.height == pytest.approx(3 * box.width)
    assert box.y > year.bottom
    assert box.x >= year.x - 0.01
    assert not box.overlaps(following)
    assert overlaps(page) == []


# --- Sizes of type ------------------------------------------------------------------------------------------------


def smallest_type(document):
    (page,) = document.pages
    return min(run.size for line in lines(page) for run in line.runs)


@pytest.mark.parametrize("theme", sorted(theme_names()))
@pytest.mark.parametrize("distance", [0.4, 0.7, 1.0])
def test_no_type_is_smaller_than_its_distance_asks_for(theme, distance):
    brief = tuple(replace(event, text=None) for event in shipped().events)
    size = paper_size("A1")
    document = poster_of(PosterLayout.SERPENTINE, "en", size=size, events=brief, theme=theme, viewing_distance=distance)
    font = styles(theme, "en").text.chains["Latn"][0]
    # 0.2 degrees: at a metre 3.49 mm, which are 9.89 points
    assert smallest_type(document) * font.x_height / font.units_per_em >= 9.89 * distance


def test_who_is_to_read_from_far_is_told_which_events_are_too_long():
    with pytest.raises(LayoutError) as caught:
        poster_of(PosterLayout.SERPENTINE, "en", viewing_distance=0.8)
    faults = caught.value.diagnostics
    assert {fault.code for fault in faults} == {"poster-event-too-long"}
    assert all(re.search(r"too long for the poster by \d+ %|\d+ mm too wide", fault.message) for fault in faults)


def test_only_the_longest_events_are_to_be_shortened():
    endless = passage("en", "far too long " * 800)
    events = (replace(shipped().events[0], text=endless), *shipped().events[1:])
    for layout in LAYOUTS:
        with pytest.raises(LayoutError) as caught:
            poster_of(layout, "en", events=events, size=paper_size("A3"))
        (fault,) = caught.value.diagnostics
        assert events[0].title["en"].text in fault.message
        assert re.search(r"too long for the poster by \d\d %", fault.message)


def test_proof_fails_a_poster_with_a_picture_on_words():
    page = poster_of(PosterLayout.LIST, "en").pages[0]
    line = next(iter(lines(page)))
    over = Marked((Image(line.box, "x.png"),), 1)
    assert [collision.box for collision in overlaps(replace(page, items=(*page.items, over)))] == [line.box]
    outside = Marked((Image(Rect(-5.0, 5.0, 10.0, 10.0), "x.png"),), 1)
    assert len(strays(replace(page, items=(outside,)))) == 1
