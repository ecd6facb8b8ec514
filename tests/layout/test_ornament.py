from itertools import pairwise
from math import dist

import pytest

from booklet.color import BLACK, WHITE, Color
from booklet.document.theme import Palette
from booklet.geometry import Point, Rect
from booklet.layout.display import Close, LineTo, MoveTo, Path, walk
from booklet.layout.ornament import NOTCH, chapter_star, medallion, rosette, small_star, star, star_pattern

GOLD = Color.from_hex("#A9823F")
PALETTE = Palette(ink=BLACK, primary=BLACK, ornament=GOLD, accent=BLACK, paper=WHITE)


def corners(segments):
    return [segment.to for segment in segments if not isinstance(segment, Close)]


def strokes(segments):
    """Each straight stroke as a pair of points, rounded and without direction."""
    pen = first = None
    for segment in segments:
        match segment:
            case MoveTo(to):
                pen = first = to
            case LineTo(to):
                yield frozenset((rounded(pen), rounded(to)))
                pen = to
            case Close():
                yield frozenset((rounded(pen), rounded(first)))


def rounded(point):
    return round(point.x, 4) + 0.0, round(point.y, 4) + 0.0


def pattern_strokes(rect, cell):
    (path,) = star_pattern(rect, cell, GOLD, 0.4).items
    return list(strokes(path.segments))


def test_star_has_sixteen_corners_on_two_radii():
    center = Point(10.0, 20.0)
    distances = [dist(center, corner) for corner in corners(star(center, 8.0))]
    assert distances == pytest.approx([8.0, 8.0 * NOTCH] * 8)


def test_star_is_two_squares():
    tips = corners(star(Point(0.0, 0.0), 1.0))[::2]
    for square in (tips[::2], tips[1::2]):
        sides = [dist(a, b) for a, b in pairwise([*square, square[0]])]
        assert sides == pytest.approx([2**0.5] * 4)


def test_star_turned_by_a_fold_is_the_same_star():
    def outline(turn):
        return sorted(rounded(corner) for corner in corners(star(Point(0.0, 0.0), 5.0, turn)))

    assert outline(0.0) == outline(45.0)
    assert outline(0.0) != outline(22.5)


def test_notches_of_a_star_lie_on_sides_of_its_squares():
    notch = corners(star(Point(0.0, 0.0), 1.0))[1]
    assert notch.x + notch.y == pytest.approx(1.0)  # the side from the right tip to the lower one
    assert notch.x == pytest.approx(0.5**0.5)  # the right side of the upright square


def test_rosette_draws_no_line_twice():
    lines = list(strokes(rosette(Point(0.0, 0.0), 10.0)))
    assert len(lines) == len(set(lines)) == 16 + 8 + 16


@pytest.mark.parametrize("radius", [4.0, 40.0])
def test_medallion_stays_in_its_radius(radius):
    center = Point(50.0, 60.0)
    for items in (medallion(center, radius, PALETTE), medallion(center, radius, PALETTE, hollow=True)):
        for item in items:
            assert all(dist(center, corner) <= radius + 1e-9 for corner in corners(item.segments))


def test_chapter_star_and_small_star_are_paths():
    assert all(isinstance(item, Path) for item in chapter_star(Point(0.0, 0.0), 8.0, PALETTE))
    assert small_star(Point(0.0, 0.0), 3.0, GOLD).fill == GOLD


@pytest.mark.parametrize("rect", [Rect(0, 0, 400, 90), Rect(-9, -9, 103, 640), Rect(5, 7, 10, 10)])
def test_pattern_lies_in_its_rectangle(rect):
    group = star_pattern(rect, 36.0, GOLD, 0.4)
    assert group.clip == rect
    items = [item for item, _ in walk((group,))]
    assert items
    for item in items:
        for corner in corners(item.segments):
            assert rect.grown(1e-6).contains(Rect(corner.x, corner.y, 0.0, 0.0))


def test_pattern_draws_each_line_once():
    lines = pattern_strokes(Rect(0.0, 0.0, 200.0, 130.0), 36.0)
    assert len(lines) == len(set(lines))


def test_pattern_maps_onto_itself_under_a_half_turn():
    rect = Rect(10.0, 20.0, 150.0, 70.0)
    lines = set(pattern_strokes(rect, 30.0))

    def turned(line):
        return frozenset(rounded(Point(rect.x + rect.right - x, rect.y + rect.bottom - y)) for x, y in line)

    assert {turned(line) for line in lines} == lines


def test_pattern_repeats_by_the_cell():
    cell = 30.0
    inner = Rect(60.0, 60.0, 60.0, 60.0)
    lines = set(pattern_strokes(Rect(0.0, 0.0, 300.0, 300.0), cell))
    for line in lines:
        if all(inner.contains(Rect(x, y, 0.0, 0.0)) for x, y in line):
            assert frozenset((round(x + cell, 4), y) for x, y in line) in lines


def test_straps_of_the_pattern_end_on_other_straps():
    """Every end of an open line inside the rectangle lies on some other line: corners meet exactly."""
    rect = Rect(0.0, 0.0, 120.0, 120.0)
    (path,) = star_pattern(rect, 60.0, GOLD, 0.4).items
    lines = list(strokes(path.segments))
    inner = rect.grown(-0.01)
    ends = {}
    for line in lines:
        for point in line:
            ends[point] = ends.get(point, 0) + 1
    for point, count in ends.items():
        if count == 1 and inner.contains(Rect(*point, 0.0, 0.0), tolerance=0.0):
            assert any(on(point, line) for line in lines if point not in line), point


def on(point, line):
    a, b = tuple(line)
    return dist(a, point) + dist(point, b) - dist(a, b) < 1e-3
