"""Posters of any events: nothing meets, nothing is cut off, nothing is lost, or the events in the way are named."""

import time
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from booklet.document.book import PosterLayout
from booklet.document.model import Place
from booklet.document.theme_reader import theme_names
from booklet.errors import LayoutError
from booklet.geometry import Size, paper_size
from booklet.layout.display import lines
from booklet.layout.figures import Figures
from booklet.layout.poster import lay_out_poster
from booklet.layout.poster_check import overlaps, strays
from booklet.layout.words import year_text
from tests.support.posters import (
    CODES,
    LAYOUTS,
    WITHOUT_MAP,
    passage,
    phrase,
    shipped,
    squeezed,
    styles,
)

PAPERS = ("A4", "A3", "A2", "A1", "A0", "Letter", "Legal", "Tabloid", "ANSI-C", "ANSI-D", "ANSI-E")
WORDS = {
    "he": "בשנה ההיא נוסד בית הספר הראשון לבנות בעיר והתלמידים באו אליו מכל הארץ 1862 ״כל ישראל חברים״ (Paris)",
    "ar": "في تلك السنة تأسست المدرسة الأولى للبنات في المدينة وجاء إليها التلاميذ من كل البلاد 1862 «التحالف»",
    "en": "In that year the first school for girls was founded and pupils came from the whole country, 1862 – ‘x’ of",
    "fr": "Cette année-là fut fondée la première école de filles ; des élèves y vinrent de tout le pays (1862) « où »",
}
"""What random texts are made of: also numbers, signs and another script."""

# --- Random timelines ---------------------------------------------------------------------------------------------


def told(code: str, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS[code].split()), min_size=1, max_size=most).map(" ".join)


class Case(NamedTuple):
    """A random poster, in few words."""

    code: str
    theme: str
    size: Size
    layout: PosterLayout
    bare: bool
    """Without quotation and points."""
    mapped: bool
    """With a map of three places and a code."""
    count: int
    steps: tuple[int, ...]
    """Years from one event to the next, again and again."""
    kinds: tuple[int, ...]
    """What the events are, again and again."""
    titles: tuple[str, ...]
    texts: tuple[str, ...]


@st.composite
def cases(draw, most):
    """Posters of events in any order, without a year or with a length, crowded in one year or far apart."""
    code, paper = draw(st.sampled_from(CODES)), paper_size(draw(st.sampled_from(PAPERS)))
    step, kind = st.sampled_from((0, 0, 1, 1, 2, 5, 9, 60)), st.integers(0, 9)
    length = draw(st.sampled_from((5, 30, 90)))
    return Case(
        code,
        draw(st.sampled_from(sorted(theme_names()))),
        draw(st.sampled_from((paper, paper.landscape))),
        draw(st.sampled_from(LAYOUTS)),
        draw(st.booleans()),
        draw(st.sampled_from((False, False, False, True))),
        draw(st.one_of(st.integers(3, 12), st.integers(13, 40), st.integers(41, most))),
        tuple(draw(st.lists(step, min_size=5, max_size=11))),
        tuple(draw(st.lists(kind, min_size=3, max_size=7))),
        tuple(draw(st.lists(told(code, 8), min_size=1, max_size=5))),
        tuple(draw(st.lists(told(code, length), min_size=1, max_size=4))),
    )


def events_of(case):
    year, code = 1492, case.code
    for i in range(case.count):
        kind = case.kinds[i % len(case.kinds)]
        year += case.steps[i % len(case.steps)]
        title, text = case.titles[i % len(case.titles)], case.texts[i % len(case.texts)]
        yield replace(
            shipped().events[0],
            title=phrase(code, title),
            year=None if kind == 0 else year,
            circa=kind == 1,
            until=year + 1 + 3 * i % 70 if kind == 2 else None,
            subtitle=phrase(code, text[:40]) if kind == 3 else None,
            place=place_of(case, i, title) if kind in (4, 5) or (case.mapped and i < 3) else None,
            text=passage(code, text) if kind > 6 else None,
        )


def place_of(case, i, title):
    """Return a place; of a poster with a map the first three events, and some others, are somewhere in the world."""
    name = phrase(case.code, title[:25])
    if not case.mapped:
        return Place(name=name, latitude=None, longitude=None)
    return Place(name=name, latitude=31.0 + 7 * (i % 3), longitude=(case.count * (i % 3)) % 180 - 0.5)


def book_of(case):
    poster = replace(shipped().poster, size=case.size, layout=case.layout)
    if case.bare:
        poster = replace(poster, quote=None, quote_source=None, subtitle=None, points=())
    if not case.mapped:
        poster = replace(poster, **WITHOUT_MAP)
    return replace(shipped(), poster=poster, events=tuple(events_of(case)))


def is_sound_or_named(case):
    """Tell whether a poster was made; check that it is whole, or else that an event is named."""
    book, code = book_of(case), case.code
    try:
        document = lay_out_poster(book, book.editions[code], styles(case.theme, code))
    except LayoutError as error:
        titles = {event.title[code].text for event in book.events}
        for fault in error.diagnostics:
            assert fault.code in {"poster-event-too-long", "poster-too-many-events", "map-crowded"}, fault
            assert fault.where is not None
            assert fault.hint
            assert any(title in fault.message for title in titles)
        return False
    (page,) = document.pages
    assert overlaps(page) == []
    assert strays(page) == []
    shown = drawn_words(page)
    for event in book.events:
        for words in spoken(event, code):
            assert squeezed(words) in shown
    return True


def spoken(event, code):
    yield year_text(event, code, Figures()).text
    yield event.title[code].text
    yield from (part[code].text for part in (event.subtitle,) if part)
    yield from (event.place.name[code].text for _ in [0] if event.place)
    yield from (block.text for block in (event.text[code].blocks if event.text else ()))


def drawn_words(page):
    return squeezed("".join(line.text for line in lines(page)))


CAREFUL = dict(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))


@settings(max_examples=30, **CAREFUL)
@given(cases(60))
def test_any_timeline_is_sound_or_names_what_is_in_its_way(case):
    is_sound_or_named(case)


@pytest.mark.slow
@settings(max_examples=400, **CAREFUL)
@given(cases(200))
def test_many_timelines_are_sound_or_name_what_is_in_their_way(case):
    is_sound_or_named(case)


def two_hundred(layout):
    return Case("en", "heritage", paper_size("A0"), layout, True, False, 200, (1,), (6,), ("School founded",), ("x",))


def test_two_hundred_events_on_a0_take_seconds():
    begin = time.process_time()
    assert is_sound_or_named(two_hundred(PosterLayout.LIST))
    assert time.process_time() - begin < 10


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_hundred_short_events_fit_in_every_layout(layout):
    assert is_sound_or_named(two_hundred(layout))
