"""The part of the Earth that a map shows: a projection fitted to places, and where each place comes to stand.

North is up, whatever the direction of the text. Points of the map: from its top left corner, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from booklet.geometry import Point, Size
from booklet.layout.maps.outline import Box, around
from booklet.layout.maps.projection import WORLD_HEIGHT, WORLD_WIDTH, Azimuthal, EqualEarth, Place

EARTH_KM = 6371.0
"""Mean radius of the Earth."""
_LEAST_KM = 900.0
"""Across a map: coast lines made for 1:50,000,000 are bare strokes on a smaller piece of the Earth."""
_FURTHEST = 1.0
"""Radii in the plane from the middle of an azimuthal map to its corners: 60° of arc (Snyder 1987, 24-1). Beyond, shapes
lean and shrink, and the whole world is the better map."""
_ASIDE, _ABOVE = 0.15, 0.13
"""Shares of width and height kept free beside and above the outermost places, for their names."""
_WORLD_MARGIN = 0.02
"""Share of the width and of the height that the globe leaves free at each side."""
_MIDDLES = (11.0, 150.0)
"""Meridians of maps of the world: cut at 169° west in the Bering Strait, or at 30° west in the Atlantic, none tears a
continent."""
_NEAR_EDGE = 165.0
"""Degrees from the middle of the world to a place that leaves its name no room."""
_LEAST_RATIO, _MOST_RATIO = 0.6, 1.0
"""Height over width of a map whose height nobody chose."""
_SAMPLES = 24
"""Points on a side of the frame whose places tell what is inside."""


@dataclass(frozen=True, slots=True)
class View:
    """A projection at a scale, its middle in the middle of the map."""

    projection: Azimuthal | EqualEarth
    scale: float
    """Points for a radius of the Earth."""
    size: Size
    """Of the map, points."""

    @property
    def is_world(self) -> bool:
        """Whether the whole Earth is to be seen."""
        return isinstance(self.projection, EqualEarth)

    def at(self, place: Place) -> Point:
        """Return where a place stands on the map, if it is not far outside."""
        x, y = self.projection.forward(place)
        return Point(self.size.width / 2 + self.scale * x, self.size.height / 2 - self.scale * y)

    def dot(self, place: Place) -> Point:
        """Return the same for a place whose longitude is counted from anywhere."""
        middle = self.projection.longitude
        return self.at(Place(middle + (place.longitude - middle + 180) % 360 - 180, place.latitude))

    def window(self) -> Box:
        """Return longitudes and latitudes between which all that the map shows lies.

        The place opposite the middle of an azimuthal map, which has no point, is never inside.
        """
        middle = self.projection.longitude
        if isinstance(self.projection, EqualEarth):
            return Box(middle - 180, -90.0, middle + 180, 90.0)
        places = [self.projection.inverse(point) for point in self._border()]
        box = around([Point(*place) for place in places]) if places else Box(0, 0, 0, 0)
        low, high = max(-90.0, box.low - 1), min(90.0, box.high + 1)
        for pole in (90.0, -90.0):
            x, y = self.at(Place(middle, pole))
            if 0 <= x <= self.size.width and 0 <= y <= self.size.height:
                return Box(middle - 180, min(low, pole), middle + 180, max(high, pole))
        return Box(max(middle - 180, box.left - 1), low, min(middle + 180, box.right + 1), high)

    def _border(self) -> list[Point]:
        """Return points along the frame as the projection has them."""
        x, y = self.size.width / 2 / self.scale, self.size.height / 2 / self.scale
        corners = [Point(-x, -y), Point(x, -y), Point(x, y), Point(-x, y), Point(-x, -y)]
        steps = [step / _SAMPLES for step in range(_SAMPLES)]
        return [
            Point(a.x + (b.x - a.x) * step, a.y + (b.y - a.y) * step) for a, b in pairwise(corners) for step in steps
        ]


def fitted(places: Sequence[Place], size: Size) -> View:
    """Return the view of a map of a size that shows all places with room around them; at least one place."""
    projection = _about(places)
    if projection is not None:
        width, height = _extent(places, projection)
        room = Size(size.width * (1 - 2 * _ASIDE), size.height * (1 - 2 * _ABOVE))
        widest = size.width * EARTH_KM / _LEAST_KM
        scale = min(widest, room.width / max(width, _POINT), room.height / max(height, _POINT))
        if hypot(*size) / 2 / scale <= _FURTHEST:
            return View(projection, scale, size)
    share = 1 - 2 * _WORLD_MARGIN
    scale = min(share * size.width / WORLD_WIDTH, share * size.height / WORLD_HEIGHT)
    return View(_world(places), scale, size)


def fair_ratio(places: Sequence[Place]) -> float:
    """Return the height over the width of a map that the places ask for."""
    projection = _about(places)
    if projection is None:
        return WORLD_HEIGHT / WORLD_WIDTH
    width, height = (max(side, _LEAST_KM / EARTH_KM / 4) for side in _extent(places, projection))
    ratio = height / (1 - 2 * _ABOVE) / (width / (1 - 2 * _ASIDE))
    ratio = max(_LEAST_RATIO, min(_MOST_RATIO, ratio))
    return WORLD_HEIGHT / WORLD_WIDTH if fitted(places, Size(1.0, ratio)).is_world else ratio


_POINT = 1e-9
"""Extent of places that are one, radii."""


def _about(places: Sequence[Place]) -> Azimuthal | None:
    """Return the projection with the places around its middle; None when they are too far apart for one."""
    west, width = _arc([place.longitude for place in places])
    latitudes = [place.latitude for place in places]
    projection = Azimuthal((west + width / 2 + 180) % 360 - 180, (min(latitudes) + max(latitudes)) / 2)
    for _ in range(4):  # each time the middle of the drawn places comes nearer to that of the map
        points = [projection.forward(place) for place in places]
        if max(hypot(*point) for point in points) > _FURTHEST:
            return None
        box = around(points)
        middle = projection.inverse(Point((box.left + box.right) / 2, (box.low + box.high) / 2))
        projection = Azimuthal(*middle)
    return projection


def _extent(places: Sequence[Place], projection: Azimuthal) -> tuple[float, float]:
    box = around([projection.forward(place) for place in places])
    # What the last step of `_about` left between its middle and that of the places goes to the wider side.
    return 2 * max(-box.left, box.right), 2 * max(-box.low, box.high)


def _arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the western end and the width of the least arc of a parallel with all longitudes on it, degrees."""
    ordered = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(b - a, b) for a, b in pairwise([*ordered, ordered[0] + 360])]
    widest, west = max(gaps)
    return west % 360, 360 - widest


def _world(places: Sequence[Place]) -> EqualEarth:
    """Return the world about the first meridian on which no place is near its edge, or the one that is best."""

    def reach(middle: float) -> float:
        return max(abs((place.longitude - middle + 180) % 360 - 180) for place in places)

    best = min(_MIDDLES, key=reach)
    return EqualEarth(_MIDDLES[0] if reach(_MIDDLES[0]) <= _NEAR_EDGE else best)
