"""The eight-fold star of Moroccan tile work as geometry: single stars, rosettes, medallions, a woven pattern.

Everything grows from the khatam, two squares of one size turned by 45° to each other. Its tips lie on the radius, its
notches on `NOTCH` of it. Lengths in points, angles in degrees clockwise from the right. No fonts, no randomness.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import cos, floor, pi, radians, sin

from booklet.color import Color
from booklet.document.theme import Palette
from booklet.geometry import Point, Rect
from booklet.layout.display import Close, Group, Item, LineTo, MoveTo, Path, Segment

FOLDS = 8
NOTCH = cos(pi / 4) / cos(pi / 8)
"""Radius of the notches of a khatam whose tips lie on 1: where two sides of the squares cross."""
STRAP = 0.058
"""Half the width of a woven strap, in radii of the star: narrow enough that eight straps leave the inner star air."""

_SIDE = cos(pi / 4)
"""Half the side of the upright square of a khatam of radius 1."""

_FINE_RADIUS = 15.0
"""Of the smallest medallion with a rosette: in a smaller one its lines would stand closer than 1 pt and clog."""
_NOTHING = 1e-9
"""Share of a segment below which what a cut leaves is rounding."""

Polyline = tuple[Point, ...]

# --- Single figures -----------------------------------------------------------------------------------------------


def star(center: Point, radius: float, turn: float = 0.0) -> tuple[Segment, ...]:
    """Return the closed outline of a khatam, 16 corners, one tip at `turn` degrees."""
    corners = (_polar(center, radius * (NOTCH if k % 2 else 1.0), turn + k * 180 / FOLDS) for k in range(2 * FOLDS))
    return closed(corners)


def polygram(center: Point, radius: float, step: int, turn: float = 0.0) -> tuple[Segment, ...]:
    """Return the star polygon {8/step}: every chord from a corner to the one `step` further, each drawn once."""
    corners = [_polar(center, radius, turn + k * 360 / FOLDS) for k in range(FOLDS)]
    if step % 2:  # one closed line through all the corners
        return closed(corners[k * step % FOLDS] for k in range(FOLDS))
    return (*closed(corners[::2]), *closed(corners[1::2]))


def rosette(center: Point, radius: float, turn: float = 0.0) -> tuple[Segment, ...]:
    """Return the fine lines of a rosette: a khatam, the star {8/3} from its notches, a khatam in the heart of that.

    The corners of each figure are corners or crossings of the one around it, so all lines meet exactly.
    """
    half = 180 / FOLDS
    heart = radius * NOTCH * cos(3 * pi / FOLDS)  # apothem of {8/3}: the midpoints of its chords
    return (
        *star(center, radius, turn),
        *polygram(center, radius * NOTCH, 3, turn + half),
        *star(center, heart, turn),
    )


def small_star(center: Point, radius: float, fill: Color) -> Path:
    """Return a plain filled star: a list marker, a sign at the head of a chapter."""
    return Path(star(center, radius), fill=fill)


def chapter_star(center: Point, radius: float, palette: Palette, width: float = 0.4) -> tuple[Item, ...]:
    """Return a small star for a chapter opening: a rosette in fine lines around a filled heart."""
    return (
        Path(rosette(center, radius), stroke=palette.ornament, stroke_width=width),
        small_star(center, radius * NOTCH * cos(3 * pi / FOLDS) * NOTCH, palette.ornament),
    )


def medallion(
    center: Point,
    radius: float,
    palette: Palette,
    *,
    width: float = 0.5,
    hollow: bool = False,
) -> tuple[Item, ...]:
    """Return an eight-pointed medallion: a filled star within fine gold outlines, in it a rosette or a small star.

    Nothing is drawn beyond `radius` but half the outline's width. A hollow one keeps its middle (0.6 of the radius)
    free for a numeral.
    """
    body = radius * 0.88
    items: list[Item] = [
        Path(star(center, radius), fill=palette.paper, stroke=palette.ornament, stroke_width=width),
        Path(star(center, body), fill=palette.primary, stroke=palette.ornament, stroke_width=2 * width),
    ]
    if hollow:
        items.append(Path(star(center, body * 0.88), stroke=palette.ornament, stroke_width=width))
        return tuple(items)
    if radius < _FINE_RADIUS:
        items.append(small_star(center, body * 0.45, palette.ornament))
        return tuple(items)
    fine = body * 0.84
    items.append(Path(rosette(center, fine), stroke=palette.ornament, stroke_width=width))
    items.append(small_star(center, fine * NOTCH * cos(3 * pi / FOLDS) * NOTCH, palette.ornament))
    return tuple(items)


# --- The woven pattern --------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def star_pattern(rect: Rect, cell: float, stroke: Color, width: float) -> Group:
    """Return star-and-cross tiling as woven straps, cut at the edges of a rectangle.

    The stars stand on a square lattice `cell` points apart with one in the middle of the rectangle, so that opposite
    edges are cut alike. Each line is drawn once and ends on the edge; the pattern maps onto itself under a half turn
    about the middle (not in a mirror: a weave has a hand).
    """
    radius = cell / 2
    columns, rows = (floor(side / 2 / cell) + 2 for side in (rect.width, rect.height))
    middle = Point(rect.x + rect.width / 2, rect.y + rect.height / 2)
    segments: list[Segment] = []
    for row in range(-rows, rows + 1):
        for column in range(-columns, columns + 1):
            at = Point(middle.x + column * cell, middle.y + row * cell)
            for line in _unit_lines():
                moved = tuple(Point(at.x + radius * p.x, at.y + radius * p.y) for p in line)
                segments.extend(_cut(moved, rect))
    return Group((Path(tuple(segments), stroke=stroke, stroke_width=width),), clip=rect)


@dataclass(frozen=True, slots=True)
class _Line:
    """The points (x, y) with a x + b y = c; (a, b) has length 1, so that `c` counts distance across the line."""

    a: float
    b: float
    c: float

    def meet(self, other: "_Line") -> Point:
        """Return the crossing with another line, not parallel to this one."""
        determinant = self.a * other.b - self.b * other.a
        return Point(
            (self.c * other.b - self.b * other.c) / determinant,
            (self.a * other.c - self.c * other.a) / determinant,
        )


_RIGHT = _Line(1.0, 0.0, _SIDE)
_FOOT = _Line(0.0, 1.0, _SIDE)
_LOWER_RIGHT = _Line(_SIDE, _SIDE, _SIDE)
"""The side of the diamond from its right tip to its lower tip; x + y = 1."""
_LOWER_LEFT = _Line(-_SIDE, _SIDE, _SIDE)
_UPPER_RIGHT = _Line(_SIDE, -_SIDE, _SIDE)


def _moved(line: _Line, by: float) -> _Line:
    """Return the parallel `by` further out from the star's middle."""
    return _Line(line.a, line.b, line.c + by)


@cache
def _unit_lines() -> tuple[Polyline, ...]:
    """Return the lines of one star of radius 1 about (0, 0) and of the cross at its lower right.

    The sides of the diamond run on through the neighbours' diamonds; the upright square is a strap of its own. Along
    each strap over and under take turns: the diamond's side from the right to the lower tip is under at its first tip,
    over the square's right side, under its foot, over at the lower tip. Quarter turns give the rest.
    """
    lines: list[Polyline] = []
    for edge in (-STRAP, STRAP):
        side, right, foot = (_moved(line, edge) for line in (_LOWER_RIGHT, _RIGHT, _FOOT))
        across = (side.meet(_moved(_UPPER_RIGHT, -STRAP)), side.meet(_moved(_FOOT, -STRAP)))
        leave = side.meet(_moved(_FOOT, STRAP))
        through_tip = (leave, side.meet(_Line(0.0, 1.0, 2.0 - leave.y)))
        # The far edge of the strap is the other one after the half turn about the tip, so both ends fit there too.
        around_corner = (
            right.meet(_moved(_LOWER_RIGHT, STRAP)),
            right.meet(foot),
            foot.meet(_moved(_LOWER_LEFT, -STRAP)),
        )
        lines.extend(_turned(line, quarter) for line in (across, around_corner) for quarter in range(4))
        lines.extend(_turned(through_tip, quarter) for quarter in range(2))  # two tips belong to the neighbours
    middle, gap = Point(0.0, 0.0), Point(1.0, 1.0)
    lines.append(_outline(middle, 0.42, 180 / FOLDS))
    lines.append(_outline(middle, 0.42 * NOTCH * NOTCH, 180 / FOLDS))
    lines.append(_outline(gap, 0.28, 0.0))
    return tuple(lines)


def _outline(center: Point, radius: float, turn: float) -> Polyline:
    corners = [segment.to for segment in star(center, radius, turn) if not isinstance(segment, Close)]
    return (*corners, corners[0])


def _turned(line: Polyline, quarters: int) -> Polyline:
    """Return a polyline turned clockwise by quarter turns about (0, 0)."""
    for _ in range(quarters):
        line = tuple(Point(-p.y, p.x) for p in line)
    return line


def _cut(line: Polyline, rect: Rect) -> Iterator[Segment]:
    """Yield the parts of a polyline inside a rectangle; one that closes on itself uncut is closed."""
    pen: Point | None = None
    start = line[0]
    for a, b in pairwise(line):
        inside = _inside(a, b, rect)
        if inside is None:
            continue
        enter, leave = inside
        if enter != pen:
            yield MoveTo(enter)
            start = enter
        if leave == start == line[-1]:
            yield Close()
        else:
            yield LineTo(leave)
        pen = leave


def _inside(a: Point, b: Point, rect: Rect) -> tuple[Point, Point] | None:
    """Return the part of a segment in a rectangle (Liang & Barsky 1984); None when nothing of it is."""
    dx, dy = b.x - a.x, b.y - a.y
    enter, leave = 0.0, 1.0
    for step, room in ((-dx, a.x - rect.x), (dx, rect.right - a.x), (-dy, a.y - rect.y), (dy, rect.bottom - a.y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if leave - enter < _NOTHING:
        return None
    return (
        a if enter == 0.0 else Point(a.x + enter * dx, a.y + enter * dy),
        b if leave == 1.0 else Point(a.x + leave * dx, a.y + leave * dy),
    )


# --- Points on a circle -------------------------------------------------------------------------------------------


def closed(corners: Iterable[Point]) -> tuple[Segment, ...]:
    """Return the closed polygon of the corners."""
    first, *others = corners
    return (MoveTo(first), *(LineTo(corner) for corner in others), Close())


def _polar(center: Point, radius: float, turn: float) -> Point:
    angle = radians(turn)
    return Point(center.x + radius * cos(angle), center.y + radius * sin(angle))
