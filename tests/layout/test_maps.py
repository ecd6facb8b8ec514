"""Maps: published numbers of the projections, land and sea where they are, names that meet nothing, never a mirror."""

import gzip
from itertools import combinations, pairwise
from math import cos, hypot, pi, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.document.model import Phrase, Span
from booklet.document.theme_reader import read_theme, theme_names
from booklet.errors import LayoutError, Where
from booklet.geometry import Point, Rect, Size
from booklet.languages import LANGUAGES
from booklet.layout.display import Group, Line, Path, Role, walk
from booklet.layout.maps.drawing import Pin, Words, collisions, draw_map, drawn_text
from booklet.layout.maps.labels import Crowded, Form, Ground, Name, Side, distance, meets_box, place_names
from booklet.layout.maps.land import OVERLAP, land
from booklet.layout.maps.outline import Box, around, cut, simplified
from booklet.layout.maps.projection import WORLD_HEIGHT, WORLD_WIDTH, Azimuthal, EqualEarth, Place
from booklet.layout.maps.view import fair_ratio, fitted
from booklet.layout.styles import make_styles
from tests.conftest import ROOT, SHIPPED
from tests.maps.make_land import land as made_land
from tests.support.fonts import LIBRARY
from tests.support.small_books import book_of, booklet_of

HERE = Where(path="booklet.yaml", line=9)
PLACES = {
    "Tétouan": Place(-5.37, 35.57),
    "Paris": Place(2.35, 48.86),
    "Edirne (Adrianople)": Place(26.56, 41.68),
    "Mikve Israel": Place(34.78, 32.03),
    "Jerusalem": Place(35.22, 31.78),
    "Istanbul": Place(28.98, 41.01),
    "Casablanca": Place(-7.59, 33.57),
}
HEBREW = ("טטואן", "פריז", "אדירנה", "מקוה ישראל", "ירושלים", "איסטנבול", "קזבלנקה")
SIZE = Size(323.0, 194.0)


def styles_of(theme, language):
    return make_styles(read_theme(theme), LANGUAGES[language], LIBRARY)


def pins(styles, names, places=None):
    places = places or PLACES.values()
    phrases = (Phrase(spans=(Span(text=name),), where=HERE) for name in names)
    return [Pin(place, (Words(phrase, styles),)) for place, phrase in zip(places, phrases, strict=True)]


# --- Projections --------------------------------------------------------------------------------------------------


def test_the_azimuthal_projection_gives_the_numbers_of_snyder():
    """Snyder 1987, pages 332 and 333: R = 3, middle 40° N 100° W, place 20° S 100° E."""
    projection, place = Azimuthal(-100.0, 40.0), Place(100.0, -20.0)
    x, y = projection.forward(place)
    assert (3 * x, 3 * y) == (pytest.approx(-4.2339303, abs=1e-7), pytest.approx(4.0257775, abs=1e-7))
    back = projection.inverse(Point(-4.2339303 / 3, 4.0257775 / 3))
    assert (back.longitude % 360, back.latitude) == (pytest.approx(100.0, abs=1e-5), pytest.approx(-20.0, abs=1e-5))


def test_the_projection_of_the_world_has_the_published_shape():
    """Šavrič, Patterson & Jenny 2019: 2.05458 times as wide as high, poles 0.59247 times as long as the equator."""
    assert pytest.approx(2.05458, abs=1e-5) == WORLD_WIDTH / WORLD_HEIGHT
    world = EqualEarth(0.0)
    pole, equator = world.forward(Place(180.0, 90.0)).x, world.forward(Place(180.0, 0.0)).x
    assert pole / equator == pytest.approx(0.59247, abs=1e-5)


@pytest.mark.parametrize("projection", [Azimuthal(14.0, 41.0), Azimuthal(-170.0, -60.0), EqualEarth(11.0)])
@pytest.mark.parametrize("place", [Place(30.0, 35.0), Place(-20.0, -15.0), Place(100.0, 70.0)])
def test_areas_are_true(projection, place):
    step = 1e-4
    here, east, north = (
        projection.forward(Place(place.longitude + a, place.latitude + b)) for a, b in ((0, 0), (step, 0), (0, step))
    )
    drawn = (east.x - here.x) * (north.y - here.y) - (east.y - here.y) * (north.x - here.x)
    assert drawn / radians(step) ** 2 == pytest.approx(cos(radians(place.latitude)), rel=1e-3)


# --- Outlines -----------------------------------------------------------------------------------------------------


def area(outline):
    return sum(a.x * b.y - b.x * a.y for a, b in pairwise([*outline, outline[0]])) / 2


def test_an_outline_is_cut_to_a_box():
    diamond = [Point(0, -2), Point(2, 0), Point(0, 2), Point(-2, 0)]
    part = cut(diamond, Box(-1, -1, 1, 1))
    assert around(part) == Box(-1, -1, 1, 1) and area(part) == pytest.approx(4.0)
    assert cut(diamond, Box(-9, -9, 9, 9)) == diamond
    assert not cut(diamond, Box(3, 3, 4, 4))


def test_what_is_left_out_of_an_outline_is_nearer_than_the_tolerance():
    ring = [Point(10 * cos(pi * k / 200), 6 * cos(pi * k / 200 - pi / 2)) for k in range(400)]
    kept = simplified(ring, 0.05)
    assert set(kept) < set(ring) and len(kept) < 80
    edges = list(pairwise([*kept, kept[0]]))
    assert all(min(distance(point, a, b) for a, b in edges) <= 0.05 for point in ring)


# --- Land ---------------------------------------------------------------------------------------------------------

LAND = (Place(2.35, 48.86), Place(37.6, 55.8), Place(-60, -10), Place(178.0, -17.8), Place(-172, 66.5), Place(20, -80))
SEA = (Place(5, 38.5), Place(51, 42), Place(-30, 0), Place(179.9, -25), Place(-40, 50), Place(0, 88))


def is_land(view, place):
    """Even-odd rule, along a ray to the right."""
    x, y = view.dot(place)
    crossings = 0
    for outline in land(view):
        for a, b in pairwise([*outline, outline[0]]):
            if (a.y > y) != (b.y > y) and a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) > x:
                crossings += 1
    return crossings % 2 == 1


VIEWS = {
    "Mediterranean": (tuple(PLACES.values()), SIZE),
    "Pacific": ((Place(178.4, -18.1), Place(-171.8, -13.8), Place(174.8, -36.8)), SIZE),
    "Arctic": ((Place(19, 69.6), Place(-165.4, 64.5), Place(-51.7, 64.2)), Size(300.0, 300.0)),
    "Antarctic": ((Place(166.7, -77.8), Place(-64, -64.8), Place(40, -69)), Size(300.0, 300.0)),
    "world": ((Place(-74, 40.7), Place(151.2, -33.9), Place(35.2, 31.8)), SIZE),
    "world about the Pacific": ((Place(-157.9, 21.3), Place(121, 14.6), Place(-77, -12)), SIZE),
}


@pytest.mark.parametrize("name", VIEWS)
def test_land_is_land_and_sea_is_sea(name):
    view = fitted(*VIEWS[name])
    assert view.is_world is name.startswith("world")
    frame = Rect(0.0, 0.0, *view.size)
    seen = 0
    for places, expected in ((LAND, True), (SEA, False)):
        for place in places:
            if view.is_world or hypot(*view.projection.forward(place)) < 1:
                point = view.dot(place)
                if frame.contains(Rect(*point, 0.0, 0.0)):
                    assert is_land(view, place) is expected, place
                    seen += 1
    assert seen >= (11 if view.is_world else 1)


@pytest.mark.parametrize("name", VIEWS)
def test_coasts_end_a_little_beyond_the_frame_and_all_places_are_inside(name):
    places, size = VIEWS[name]
    view = fitted(places, size)
    whole = Rect(0.0, 0.0, *size)
    for outline in land(view):
        left, top, right, bottom = around(outline)
        assert whole.grown(OVERLAP).contains(Rect(left, top, right - left, bottom - top))
    assert all(whole.contains(Rect(*view.dot(place), 0.0, 0.0)) for place in places)


def test_a_place_alone_is_shown_in_a_piece_of_the_earth():
    view = fitted([PLACES["Jerusalem"]], SIZE)
    assert view.dot(PLACES["Jerusalem"]) == pytest.approx((SIZE.width / 2, SIZE.height / 2))
    assert fair_ratio([PLACES["Jerusalem"]]) == 1.0 or 0.5 < fair_ratio([PLACES["Jerusalem"]]) < 1.0
    assert any(outline for outline in land(view))


def test_the_coasts_are_those_that_the_script_makes():
    shipped = (ROOT / "booklet" / "maps" / "land.json.gz").read_bytes()
    assert gzip.decompress(shipped) == gzip.decompress(made_land()), "run tests/maps/make_land.py"
    assert len(shipped) < 400_000


# --- Names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("language", ["en", "he"])
def test_the_shipped_places_meet_nothing_in_any_theme(theme, language):
    styles = styles_of(theme, language)
    names = tuple(PLACES) if language == "en" else HEBREW
    drawn = draw_map(pins(styles, names), SIZE, styles, styles.theme.sizes.small)
    assert collisions(drawn) == []
    said = "".join(item.text for item, _ in walk(drawn.place(Point(0, 0))) if isinstance(item, Line))
    assert said.replace(" ", "") == "".join(names).replace(" ", "")
    assert drawn_text(pins(styles, names)).split("\n") == list(names)


def test_collisions_are_seen():
    styles = styles_of("heritage", "en")
    drawn = draw_map(pins(styles, tuple(PLACES)), SIZE, styles, 8.5)
    (_, first), *others = drawn.names
    moved = type(drawn)(drawn.size, drawn.ground, ((others[0][0], first), *others), drawn.dots)
    assert collisions(moved) == ["Paris"]
    outside = type(drawn)(drawn.size, drawn.ground, ((Point(-5.0, 20.0), first), *others), drawn.dots)
    assert collisions(outside) == ["Tétouan"]


def test_a_map_is_never_mirrored():
    """The ground and the dots of a Hebrew map are those of the English one, west at the left."""
    drawn = [
        draw_map(pins(styles_of("heritage", language), names), SIZE, styles_of("heritage", language), 8.5)
        for language, names in (("en", tuple(PLACES)), ("he", HEBREW))
    ]
    coasts = [[item for item in one.ground if isinstance(item, Group)] for one in drawn]
    assert coasts[0] == coasts[1] and drawn[0].dots == drawn[1].dots
    tetouan, paris, edirne, mikve_israel, jerusalem, _, casablanca = drawn[1].dots
    assert casablanca.x < tetouan.x < paris.x < edirne.x < mikve_israel.x < jerusalem.x
    assert paris.y < edirne.y < tetouan.y < jerusalem.y


def test_of_two_places_side_by_side_each_has_its_own_name():
    styles = styles_of("heritage", "en")
    drawn = draw_map(pins(styles, tuple(PLACES)), SIZE, styles, 8.5)
    boxes = {
        name: Rect(*corner, text.width, text.height) for name, (corner, text) in zip(PLACES, drawn.names, strict=True)
    }
    mikve_israel, jerusalem = drawn.dots[3], drawn.dots[4]
    assert boxes["Mikve Israel"].right < mikve_israel.x and jerusalem.right < boxes["Jerusalem"].x


def test_two_languages_of_a_page_stand_under_each_other():
    hebrew, english = styles_of("heritage", "he"), styles_of("heritage", "en")
    both = [
        Pin(one.place, (*one.words, *other.words))
        for one, other in zip(pins(hebrew, HEBREW), pins(english, tuple(PLACES)), strict=True)
    ]
    drawn = draw_map(both, SIZE, hebrew, 8.5)
    assert collisions(drawn) == []
    for (above, text), (below, _) in zip(drawn.names[::2], drawn.names[1::2], strict=True):
        assert (below.x, below.y) == pytest.approx((above.x, above.y + text.height))


def test_a_map_without_room_says_for_which_names():
    styles = styles_of("heritage", "en")
    names = [f"A name that is rather long {k}" for k in range(30)]
    places = [Place(30 + k % 6 * 0.2, 40 + k // 6 * 0.2) for k in range(30)]
    with pytest.raises(LayoutError) as caught:
        draw_map(pins(styles, names, places), Size(200.0, 100.0), styles, 8.5)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.where) == ("map-crowded", HERE)
    assert "“A name that is rather long" in diagnostic.message and "wider or higher" in diagnostic.hint


def spots_are_free(names, ground, spots):
    frame = ground.frame
    for index, spot in enumerate(spots):
        assert frame.contains(spot.box)
        for dot in ground.dots:
            square = Rect(dot.x - ground.radius, dot.y - ground.radius, 2 * ground.radius, 2 * ground.radius)
            assert not spot.box.overlaps(square)
            if spot.leader and dot != names[index].dot:
                assert distance(dot, *spot.leader) >= ground.radius
        for other_index, other in enumerate(spots):
            if other_index != index:
                assert not spot.box.overlaps(other.box)
                assert spot.leader is None or not meets_box(*spot.leader, other.box)


def any_half_covered(names):
    """Whether two dots all but cover each other: no leader of the one may touch the other, so there may be none."""
    pairs = combinations([name.dot for name in names], 2)
    return any(0 < hypot(one.x - other.x, one.y - other.y) < 8 for one, other in pairs)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(45, 275), st.floats(24, 170), st.floats(8, 110), st.booleans()), min_size=1, max_size=24
    ),
    st.sampled_from([Side.RIGHT, Side.LEFT]),
)
def test_any_names_meet_nothing_or_are_told(wanted, onwards):
    """Dots are where `fitted` leaves them: not at the edges, and as many as there are in one point."""
    names = [
        Name(Point(x, y), (Form(Size(width, 11.0), 6.0), *([Form(Size(0.6 * width, 22.0), 11.5, 0.7)] * two)))
        for x, y, width, two in wanted
    ]
    ground = Ground(Rect(4, 4, 315, 190), tuple(name.dot for name in names), 2.0, 11.0, onwards, lambda box: 0.0)
    try:
        spots = place_names(names, ground)
    except Crowded as crowded:
        assert crowded.indices and set(crowded.indices) <= set(range(len(names)))
        few = len(names) <= 6 and all(name.forms[0].size.width <= 60 for name in names)
        assert not few or any_half_covered(names), "a few short names have room"
        return
    assert len(spots) == len(names)
    spots_are_free(names, ground, spots)


# --- In a book ----------------------------------------------------------------------------------------------------

BODY = """\
  - text: |
      Some words.
  - map:
      places: [{name: "Haifa", latitude: 32.8, longitude: 35.0}, {name: "Paris", latitude: 48.86, longitude: 2.35}]
      caption: Where they went
"""


def figures(element):
    return [
        *([element] if element.role is Role.FIGURE else []),
        *(one for kid in element.children for one in figures(kid)),
    ]


def test_a_map_is_a_figure_that_names_its_places(tmp_path):
    document = booklet_of(book_of(tmp_path, "en", BODY))
    (figure,) = figures(document.structure)
    assert (figure.alt, figure.text) == ("Map: Haifa, Paris", "Haifa\nParis")
    told = booklet_of(book_of(tmp_path, "en", BODY + "      alt: From Haifa to Paris\n"))
    assert figures(told.structure)[0].alt == "From Haifa to Paris"


def test_a_map_is_as_wide_and_as_high_as_it_is_told_at_the_start_of_its_column(tmp_path):
    boxes = []
    for language in ("en", "he"):
        document = booklet_of(book_of(tmp_path, language, BODY + "      width: 50%\n      height: 40mm\n"))
        items = [(item, at) for page in document.pages for item, at in walk(page.items) if isinstance(item, Path)]
        frame, at = next((item, at) for item, at in items if item.stroke and not item.fill and len(item.segments) == 5)
        corners = [at.apply(segment.to) for segment in frame.segments[:4]]
        boxes.append((min(x for x, _ in corners), max(x for x, _ in corners), max(y for _, y in corners)))
        heights = max(y for _, y in corners) - min(y for _, y in corners)
        assert heights == pytest.approx(40 * 72 / 25.4, abs=2.0)
    (left, right, _), (other_left, other_right, _) = boxes
    assert right - left == pytest.approx(other_right - other_left) and other_left > left


@pytest.mark.parametrize(("edition", "count"), [("he", 1), ("ar", 1), ("en", 1), ("fr", 1), ("he-en", 2), ("ar-fr", 2)])
def test_the_shipped_book_has_its_map_on_the_page_of_the_contents(shop, edition, count):
    document = shop.booklet(SHIPPED, edition)
    found = figures(document.structure)
    maps = [one for one in found if one.text]
    assert len(maps) == count
    assert all(len(one.text.split("\n")) == 7 for one in maps)
    assert {one.language for one in maps} == set(edition.split("-"))
