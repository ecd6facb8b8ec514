"""The land of the Earth (Natural Earth, 1:50,000,000; see `booklet/maps/ORIGIN.md`) as outlines on a map."""

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from math import radians
from typing import NamedTuple

from booklet import resources
from booklet.geometry import Point
from booklet.layout.maps.outline import Box, Outline, around, cut, divided, simplified, thinned
from booklet.layout.maps.projection import EqualEarth, Place
from booklet.layout.maps.view import View

_TOLERANCE = 0.28
"""Points by which a coast line may be off: half the width of the line that draws it. Each of two steps takes half."""
_SPECK = 0.7
"""Points across: a smaller island is a spot that looks like dirt."""
_LONGEST = 1.0
"""Degrees of an edge that is drawn straight: its arc is less than a hair away."""
OVERLAP = 8.0
"""Points that an outline goes on beyond the edges of the map, so that the strokes along its cuts are not seen."""


class _Ring(NamedTuple):
    box: Box
    """Longitudes and latitudes, degrees."""
    steps: Sequence[int]
    """Longitude and latitude of the first place, then how far each is from the one before it."""
    steps_per_degree: int

    def points(self, turn: float) -> list[Point]:
        """Return its places as longitude, counted on from a turn, and latitude."""
        unit = self.steps_per_degree
        xs, ys = accumulate(self.steps[::2]), accumulate(self.steps[1::2])
        return [Point(x / unit + turn, y / unit) for x, y in zip(xs, ys, strict=True)]


@cache
def _rings() -> tuple[_Ring, ...]:
    """Return the shores of all lands and of the inland sea that is cut out of them."""
    data = json.loads(gzip.decompress((resources.folder("maps") / "land.json.gz").read_bytes()))
    unit = data["steps_per_degree"]
    return tuple(
        _Ring(Box(*(side / unit for side in box)), steps, unit)
        for box, steps in zip(data["boxes"], data["rings"], strict=True)
    )


@lru_cache(maxsize=16)
def land(view: View) -> tuple[Outline, ...]:
    """Return the outlines of the land on a map, a little beyond its edges; drawn by the even-odd rule."""
    frame = Box(-OVERLAP, -OVERLAP, view.size.width + OVERLAP, view.size.height + OVERLAP)
    found: list[Outline] = []
    for ring in _inside(view):
        placed = [view.at(Place(*point)) for point in divided(ring, _LONGEST)]
        outline = simplified(cut(placed, frame), _TOLERANCE / 2) if around(placed).meets(frame) else []
        if len(outline) > 2 and _is_seen(around(outline), 1.0):
            found.append([Point(round(x, 2), round(y, 2)) for x, y in outline])  # shorter to write, and no less true
    return tuple(found)


def _inside(view: View) -> Iterator[Outline]:
    """Yield what of each ring lies in the window of a map, whichever turn its longitudes are counted in."""
    window, scale = view.window(), radians(view.scale)
    for ring in _rings():
        box = ring.box
        if not _is_seen(box, scale):
            continue
        for turn in (-360.0, 0.0, 360.0):
            if window.meets(Box(box.left + turn, box.low, box.right + turn, box.high)):
                part = cut(ring.points(turn), window)
                if part:
                    yield thinned(part, _TOLERANCE / 2 / scale)


def _is_seen(box: Box, scale: float) -> bool:
    """Tell whether an island is more than a speck; `scale` is in points for what its box is measured in."""
    return scale * max(box.right - box.left, box.high - box.low) >= _SPECK


def globe(view: View) -> Outline:
    """Return the edge of a map of the world."""
    assert isinstance(view.projection, EqualEarth), "other maps fill their frame"
    window = view.window()
    corners = [
        Point(window.left, -90.0),
        Point(window.right, -90.0),
        Point(window.right, 90.0),
        Point(window.left, 90.0),
    ]
    return [view.at(Place(*point)) for point in divided(corners, 2.0)]
