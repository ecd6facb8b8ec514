"""Map projections on a sphere of radius 1: both keep areas true.

Notation: longitudes and latitudes in degrees, east and north positive; projected x to the east, y to the north.
Sources: Snyder 1987, *Map Projections: A Working Manual* (USGS Professional Paper 1395), equations numbered as there;
Šavrič, Patterson & Jenny 2019, "The Equal Earth map projection", IJGIS 33(3), equations 8 to 10.
"""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import NamedTuple

from booklet.geometry import Point


class Place(NamedTuple):
    """A place on the Earth."""

    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection about a place (Snyder 1987, pages 182 to 190)."""

    longitude: float
    """Of the meridian that is drawn straight and upright, degrees."""
    latitude: float

    def forward(self, place: Place) -> Point:
        """Return the place in the plane; the place opposite the middle has none, its neighbours are 2 radii away."""
        turn, latitude, middle = radians(place.longitude - self.longitude), *map(radians, (place[1], self.latitude))
        cos_distance = sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(turn)  # 5-3
        scale = sqrt(2 / max(1 + cos_distance, _OPPOSITE))  # 24-2
        return Point(
            scale * cos(latitude) * sin(turn),  # 22-4
            scale * (cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(turn)),  # 22-5
        )

    def inverse(self, point: Point) -> Place:
        """Return the place of a point at most 2 radii from the middle; its longitude is within 180° of the middle's."""
        rho, middle = hypot(*point), radians(self.latitude)  # 20-18
        if rho == 0:
            return Place(self.longitude, self.latitude)
        distance = 2 * asin(min(1.0, rho / 2))  # 24-16
        sine = cos(distance) * sin(middle) + point.y * sin(distance) * cos(middle) / rho  # 20-14
        turn = atan2(  # 20-15
            point.x * sin(distance), rho * cos(middle) * cos(distance) - point.y * sin(middle) * sin(distance)
        )
        return Place(self.longitude + degrees(turn), degrees(asin(max(-1.0, min(1.0, sine)))))


_OPPOSITE = 1e-12
"""Least 1 + cos(distance): where the projection would divide by nothing."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection of the whole world about a meridian."""

    longitude: float

    def forward(self, place: Place) -> Point:
        """Return the place in the plane; its longitude is within 180° of the middle's."""
        turn, theta = radians(place.longitude - self.longitude), asin(_M * sin(radians(place.latitude)))
        six = theta**6
        slope = _A1 + 3 * _A2 * theta**2 + six * (7 * _A3 + 9 * _A4 * theta**2)
        return Point(
            turn * cos(theta) / (_M * slope),
            theta * (_A1 + _A2 * theta**2 + six * (_A3 + _A4 * theta**2)),
        )


WORLD_WIDTH = 2 * EqualEarth(0.0).forward(Place(180.0, 0.0)).x
WORLD_HEIGHT = 2 * EqualEarth(0.0).forward(Place(0.0, 90.0)).y
"""Of the whole Earth in that projection, radii."""
