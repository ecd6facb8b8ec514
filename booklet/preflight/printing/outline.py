"""The box of a path while it is being built (ISO 32000-1, 8.5.2), and whether it is made of upright rectangles."""

from collections.abc import Sequence
from math import inf

from booklet.geometry import Matrix, Point
from booklet.preflight.printing.marks import Box

_STRAIGHT = 1e-3
"""Points by which a corner may be off."""


class Outline:
    """A path: its points so far."""

    def __init__(self) -> None:
        self.box: Box = (inf, inf, -inf, -inf)
        """Of all points and control points; the wrong way round while there are none."""
        self._parts: list[list[Point]] = []
        self._curves = False

    def add(self, operator: str, numbers: Sequence[float], matrix: Matrix) -> None:
        """Add one operator of a path, through the matrix in force."""
        if operator == "re":
            x, y, width, height = numbers
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            self._parts.append([self._met(matrix, *corner) for corner in corners])
        elif operator in "ml":
            point = self._met(matrix, numbers[0], numbers[1])
            if operator == "m" or not self._parts:
                self._parts.append([])
            self._parts[-1].append(point)
        elif operator in "cvy":
            self._curves = True
            for at in range(0, len(numbers), 2):
                self._met(matrix, numbers[at], numbers[at + 1])

    def _met(self, matrix: Matrix, x: float, y: float) -> Point:
        point = matrix.apply(Point(x, y))
        left, bottom, right, top = self.box
        self.box = (min(left, point.x), min(bottom, point.y), max(right, point.x), max(top, point.y))
        return point

    @property
    def is_rectangle(self) -> bool:
        """Whether it is one upright rectangle."""
        return not self._curves and len(self._parts) == 1 and _is_upright(self._parts[0])

    @property
    def thinnest(self) -> float | None:
        """The shortest side of its rectangles; None when it has other parts, or none."""
        if self._curves or not self._parts or not all(_is_upright(part) for part in self._parts):
            return None
        return min(min(abs(part[2].x - part[0].x), abs(part[2].y - part[0].y)) for part in self._parts)


def _is_upright(part: Sequence[Point]) -> bool:
    if len(part) == 5 and part[4] == part[0]:
        part = part[:4]
    if len(part) != 4:
        return False
    sides = zip(part, (*part[1:], part[0]), strict=True)
    return all(min(abs(b.x - a.x), abs(b.y - a.y)) < _STRAIGHT for a, b in sides)


def meet(first: Box, second: Box) -> Box | None:
    """Return what two boxes share; None when they do not touch."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def grown(box: Box, by: float) -> Box:
    """Return a box with so much more on all sides."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
