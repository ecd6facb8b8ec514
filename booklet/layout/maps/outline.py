"""Closed outlines in the plane: cut to a box, made of fewer points. Pure numbers."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

from booklet.geometry import Point

Outline = Sequence[Point]
"""The corners of a closed polygon, the first one not repeated."""


class Box(NamedTuple):
    """An area between two columns and two rows; unlike a `Rect` it may be of degrees, and upside down on the page."""

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share anything."""
        return (
            self.left <= other.right and other.left <= self.right and self.low <= other.high and other.low <= self.high
        )


def around(points: Outline) -> Box:
    """Return the least box with all points in it."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def cut(outline: Outline, box: Box) -> Outline:
    """Return the part of an outline inside a box (Sutherland & Hodgman 1974); empty when there is none.

    Where several parts are left they hang together by edges along the sides of the box.
    """
    whole = around(outline)
    for side, axis, sign in ((box.left, 0, 1.0), (box.right, 0, -1.0), (box.low, 1, 1.0), (box.high, 1, -1.0)):
        if sign * (whole[axis + (0 if sign > 0 else 2)] - side) >= 0:
            continue  # nothing lies beyond this side
        if not outline:
            break
        outline = _cut_at(outline, lambda p, side=side, axis=axis, sign=sign: sign * (p[axis] - side))  # type: ignore[misc]
    return outline


def _cut_at(outline: Outline, depth: Callable[[Point], float]) -> list[Point]:
    """Return the part of an outline where `depth`, a linear function, is not negative."""
    kept: list[Point] = []
    before, deep_before = outline[-1], depth(outline[-1])
    for point in outline:
        deep = depth(point)
        if (deep < 0) != (deep_before < 0):
            share = deep_before / (deep_before - deep)
            kept.append(Point(before.x + share * (point.x - before.x), before.y + share * (point.y - before.y)))
        if deep >= 0:
            kept.append(point)
        before, deep_before = point, deep
    return kept


def divided(outline: Outline, longest: float) -> list[Point]:
    """Return an outline with no edge longer than that in either direction: a projection bends long ones."""
    points: list[Point] = []
    for a, b in pairwise([*outline, outline[0]]):
        parts = max(1, ceil(max(abs(b.x - a.x), abs(b.y - a.y)) / longest))
        points += [Point(a.x + (b.x - a.x) * i / parts, a.y + (b.y - a.y) * i / parts) for i in range(parts)]
    return points


def thinned(outline: Outline, least: float) -> list[Point]:
    """Return an outline without the points that are nearer than that to the last one that was kept."""
    kept = [outline[0]]
    for point in outline:
        if abs(point.x - kept[-1].x) >= least or abs(point.y - kept[-1].y) >= least:
            kept.append(point)
    return kept


def simplified(outline: Outline, tolerance: float) -> list[Point]:
    """Return an outline of some of its points, no other one further than `tolerance` from it (Douglas & Peucker 1973).

    The chords end in the first point and in the one that is furthest from it.
    """
    if len(outline) < 4:
        return list(outline)
    line = [*outline, outline[0]]
    far = max(range(len(outline)), key=lambda i: hypot(line[i].x - line[0].x, line[i].y - line[0].y))
    keep = {0, far}
    pending = [(0, far), (far, len(outline))]
    while pending:
        start, end = pending.pop()
        index, distance = _furthest(line, start, end)
        if distance > tolerance:
            keep.add(index)
            pending += [(start, index), (index, end)]
    return [line[i] for i in sorted(keep)]


def _furthest(line: Sequence[Point], start: int, end: int) -> tuple[int, float]:
    """Return the point between two that is furthest from their chord, and how far it is."""
    a, b = line[start], line[end]
    dx, dy = b.x - a.x, b.y - a.y
    length = dx * dx + dy * dy
    found, most = start, 0.0
    for index in range(start + 1, end):
        x, y = line[index].x - a.x, line[index].y - a.y
        along = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
        square = (x - along * dx) ** 2 + (y - along * dy) ** 2
        if square > most:
            found, most = index, square
    return found, most**0.5
