"""Large forms, tiles and small signs, measured on their outlines."""

from dataclasses import replace
from itertools import pairwise, product
from math import dist, pi

import pytest

from booklet.document.theme import MedallionShape, Ornament
from booklet.document.theme_reader import read_theme
from booklet.geometry import Point, Rect
from booklet.layout.display import Close, CurveTo, LineTo, MoveTo, Path, Rule
from booklet.layout.forms import disc, quarter, spandrel, square, tile_field, triangle
from booklet.layout.marks import chapter_mark, event_mark, list_mark, path_strokes

MODERN = read_theme("modern")
CELL = Rect(10.0, 20.0, 8.0, 8.0)
STEPS = 64


def flattened(outline):
    """The corners of an outline, curves in many."""
    points = []
    for segment in outline:
        match segment:
            case MoveTo(to) | LineTo(to):
                points.append(to)
            case CurveTo(one, two, end):
                corners = (points[-1], one, two, end)
                for t in (k / STEPS for k in range(1, STEPS + 1)):
                    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
                    points.append(
                        Point(*(sum(w * c[k] for w, c in zip(weights, corners, strict=True)) for k in (0, 1)))
                    )
            case Close():
                points.append(points[0])
    return points


def area(outline):
    return abs(sum(a.x * b.y - b.x * a.y for a, b in pairwise(flattened(outline)))) / 2


def test_a_disc_is_round():
    center = Point(3.0, 4.0)
    assert all(dist(center, point) == pytest.approx(5.0, rel=3e-4) for point in flattened(disc(center, 5.0)))
    assert area(disc(center, 5.0)) == pytest.approx(25 * pi, rel=2e-3)


def test_forms_fill_their_share_of_the_square():
    assert area(square(Point(0.0, 0.0), 3.0)) == pytest.approx(36.0)
    for corner in range(4):
        assert area(quarter(CELL, corner)) == pytest.approx(16 * pi, rel=2e-3)
        assert area(triangle(CELL, corner)) == pytest.approx(32.0)
        # A quarter and the spandrel of the opposite corner make the whole square.
        whole = area(quarter(CELL, corner)) + area(spandrel(CELL, (corner + 2) % 4))
        assert whole == pytest.approx(64.0)


@pytest.mark.parametrize("form", [quarter, triangle, spandrel])
def test_the_corner_of_a_form_is_where_it_says(form):
    places = [Point(10.0, 20.0), Point(18.0, 20.0), Point(18.0, 28.0), Point(10.0, 28.0)]
    for corner, place in enumerate(places):
        assert form(CELL, corner)[0] == MoveTo(place)
        assert all(CELL.contains(Rect(*point, 0.0, 0.0)) for point in flattened(form(CELL, corner)))


def tiles(field):
    """What is drawn of each tile, with the place of the tile taken off; by its column and row."""
    _, *drawn = field.items
    found = {}
    for ground, form in zip(drawn[::2], drawn[1::2], strict=True):
        assert isinstance(ground, Rule) and isinstance(form, Path)
        x, y = ground.rect.x, ground.rect.y
        outline = tuple((round(p.x - x, 6), round(p.y - y, 6)) for p in flattened(form.segments))
        found[round(x / 10), round(y / 10)] = (ground.fill, form.fill, outline)
    return found


def test_no_two_tiles_that_touch_are_alike():
    found = tiles(tile_field(Rect(0.0, 0.0, 90.0, 90.0), Point(0.0, 0.0), 10.0, MODERN.palette, mirrored=False))
    assert len(found) == 81
    for (column, row), tile in found.items():
        for right, down in product((-1, 0, 1), repeat=2):
            if (right, down) != (0, 0) and (column + right, row + down) in found:
                assert tile != found[column + right, row + down]


def test_mirrored_tiles_are_the_others_in_a_mirror():
    area_ = Rect(0.0, 0.0, 50.0, 20.0)
    left = tiles(tile_field(area_, Point(0.0, 20.0), 10.0, MODERN.palette, mirrored=False))
    right = tiles(tile_field(area_, Point(50.0, 20.0), 10.0, MODERN.palette, mirrored=True))
    for (column, row), (ground, fill, outline) in left.items():
        other_ground, other_fill, other = right[4 - column, row]
        assert (other_ground, other_fill) == (ground, fill)
        assert {(round(10 - x, 3), round(y, 3)) for x, y in other} == {(round(x, 3), round(y, 3)) for x, y in outline}


def test_rounding_adds_no_tile():
    width = 5 * 30.1
    field = tile_field(Rect(-3.0, 0.0, width, 30.1), Point(-3.0, 30.1), 30.1, MODERN.palette, mirrored=False)
    assert len(field.items) == 1 + 2 * 5


@pytest.mark.parametrize("shape", MedallionShape)
@pytest.mark.parametrize("radius", [9.0, 33.0])
def test_a_medallion_stays_in_its_radius(shape, radius):
    center = Point(50.0, 60.0)
    drawn = event_mark(center, radius, replace(MODERN, medallion=shape))
    assert drawn
    for item in drawn:
        assert all(dist(center, point) <= radius * 1.0004 for point in flattened(item.segments))


def test_a_theme_without_a_sign_has_dots_before_items_alone():
    bare = replace(MODERN, ornament=Ornament.NONE)
    assert chapter_mark(Point(0.0, 0.0), 5.0, bare) == ()
    assert area(list_mark(Point(0.0, 0.0), 5.0, bare).segments) > 0
    assert chapter_mark(Point(0.0, 0.0), 5.0, MODERN)


def test_list_marks_have_about_as_much_ink_each():
    marks = {one: area(list_mark(Point(0.0, 0.0), 1.0, replace(MODERN, ornament=one)).segments) for one in Ornament}
    assert max(marks.values()) < 2.0 * min(marks.values())


@pytest.mark.parametrize("shape", MedallionShape)
def test_the_path_is_no_wider_than_its_place(shape):
    widths = [width for width, _ in path_strokes(19.0, replace(MODERN, medallion=shape))]
    assert widths == sorted(widths, reverse=True) and widths[0] == 19.0 and widths[-1] > 0
