"""Where the names of places stand: beside their dots, or at the end of a leader where places are dense. Pure numbers.

Each name has *candidates*, each with a cost: near ones on eight sides of its dot, far ones around it at the end of a
leader. A candidate that leaves the frame or touches a dot is dropped at once. Then names are placed one by one, each at
its cheapest candidate; one that finds no free candidate *ejects* the names in its way, which are placed anew. A name
costs more to eject each time, so that no two names eject each other for ever.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from math import cos, hypot, radians, sin

from booklet.geometry import Point, Rect, Size


class Side(Enum):
    """Where a name stands, seen from its dot or from the end of its leader."""

    RIGHT = "right"
    LEFT = "left"
    CENTER = "center"
    """Above or below."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to set a name: in one line, or in more."""

    size: Size
    middle: float
    """From its upper edge to the height that the eye takes for its middle, points."""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants a place."""

    dot: Point
    forms: tuple[Form, ...]
    """At least one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A candidate, or the place of a name."""

    form: int
    box: Rect
    side: Side
    leader: tuple[Point, Point] | None
    """From the edge of the dot to the name; None for a name beside its dot."""
    cost: float
    reach: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, top, right and bottom of all that it takes, with the white around it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the names stand on."""

    frame: Rect
    """That they may not leave."""
    dots: tuple[Point, ...]
    """Of all places; several may be in one point."""
    radius: float
    """Of a dot."""
    unit: float
    """Height of a line of type: distances grow with it."""
    onwards: Side
    """Where a reader looks for what follows a dot: to the right, in a text that runs to the left, to the left."""
    burden: Callable[[Rect], float]
    """What it costs to cover what is drawn in an area."""


class Crowded(Exception):
    """Names that found no place; `indices` says which."""

    def __init__(self, indices: Sequence[int]) -> None:
        super().__init__(indices)
        self.indices = tuple(indices)


_GAP = 0.28
"""From the edge of a dot to a name beside it, units."""
_AIR = 0.08
"""Least white around a name, units."""
_SIDES: tuple[tuple[int, int, float], ...] = (
    *((1, 0, 0.0), (-1, 0, 0.5), (1, -1, 0.9), (1, 1, 1.0), (-1, -1, 1.4), (-1, 1, 1.5), (0, -1, 1.1), (0, 1, 1.2)),
)
"""Steps onwards and down from a dot to the name, and what each costs: onwards is best, then backwards (Imhof 1975)."""
_LEADERS = (0.9, 1.6, 2.5, 3.6, 5.0, 6.6)
"""Lengths of leaders, units."""
_ANGLES = tuple(range(0, 360, 30))
_LEADER_COST, _LENGTH_COST = 3.0, 0.7
_CLEARLY = 1.5
"""How much further from a name than its own dot another one is that nobody takes for its dot."""
_DOUBT_COST = 4.0
_STEPS, _STEPS_PER_NAME = 600, 30
"""Names placed, and so many more for each name, before a map is called crowded: a few in one point take hundreds."""
_EJECTION = 4.0


def place_names(names: Sequence[Name], ground: Ground) -> list[Spot]:
    """Return a spot for each name: none meets another, a dot, or a leader, and none leaves the frame.

    Raises:
        Crowded: when some names find no place.
    """
    candidates = [sorted(_candidates(name, ground), key=lambda spot: spot.cost) for name in names]
    hopeless = [index for index, found in enumerate(candidates) if not found]
    if hopeless:
        raise Crowded(hopeless)
    air = _AIR * ground.unit
    placed = _placed(candidates, air)
    return _settled(placed, candidates, air)


def _placed(candidates: Sequence[Sequence[Spot]], air: float) -> dict[int, Spot]:
    """Return a spot for each name, by index; any that fit."""
    placed: dict[int, Spot] = {}
    weights = [1.0] * len(candidates)
    waiting = deque(sorted(range(len(candidates)), key=lambda index: len(candidates[index])))
    for _ in range(_STEPS + _STEPS_PER_NAME * len(candidates)):
        if not waiting:
            return placed
        index = waiting.popleft()
        best, ejected = _cheapest(candidates[index], placed, weights, air)
        for other in ejected:
            del placed[other]
            weights[other] += 1.0
            waiting.append(other)
        placed[index] = best
    raise Crowded(sorted(waiting))


def _cheapest(
    spots: Sequence[Spot], placed: dict[int, Spot], weights: Sequence[float], air: float
) -> tuple[Spot, list[int]]:
    """Return the spot that costs least, with the names that it ejects."""
    found: tuple[float, Spot, list[int]] | None = None
    for spot in spots:
        if found and spot.cost >= found[0]:
            break  # they are in the order of their cost
        left, top, right, bottom = spot.reach
        ejected = [
            index
            for index, other in placed.items()
            if left < other.reach[2]  # most names are far from each other: so much is seen at once
            and other.reach[0] < right
            and top < other.reach[3]
            and other.reach[1] < bottom
            and conflict(spot, other, air)
        ]
        cost = spot.cost + _EJECTION * sum(weights[index] ** 2 for index in ejected)
        if found is None or cost < found[0]:
            found = cost, spot, ejected
    assert found, "every name has candidates"
    return found[1], found[2]


def _settled(placed: dict[int, Spot], candidates: Sequence[Sequence[Spot]], air: float) -> list[Spot]:
    """Return the spots after each name has moved to a cheaper free one, until none can."""
    moved = True
    while moved:
        moved = False
        for index, spots in enumerate(candidates):
            others = [spot for other, spot in placed.items() if other != index]
            for spot in spots:
                if spot.cost >= placed[index].cost:
                    break
                if not any(conflict(spot, other, air) for other in others):
                    placed[index], moved = spot, True
                    break
    return [placed[index] for index in range(len(candidates))]


# --- Candidates ---------------------------------------------------------------------------------------------------


def _candidates(name: Name, ground: Ground) -> Iterator[Spot]:
    """Yield the spots of a name that leave the frame in no way and touch no dot."""
    for spot in _wished(name, ground):
        if ground.frame.contains(spot.box, tolerance=0.0) and not _hits_dot(spot, name.dot, ground):
            burden = ground.burden(spot.box) + _doubt(spot, name.dot, ground)
            yield replace(spot, cost=spot.cost + burden, reach=_reach(spot, _AIR * ground.unit))


def _reach(spot: Spot, air: float) -> tuple[float, float, float, float]:
    box, ends = spot.box.grown(air), spot.leader or ()
    return (
        min([box.x, *(end.x for end in ends)]),
        min([box.y, *(end.y for end in ends)]),
        max([box.right, *(end.x for end in ends)]),
        max([box.bottom, *(end.y for end in ends)]),
    )


def _doubt(spot: Spot, own: Point, ground: Ground) -> float:
    """Return what it costs that a name beside its dot is not much nearer to that one than to another."""
    if spot.leader:
        return 0.0
    near = _away(own, spot.box)
    others = [_away(dot, spot.box) / near for dot in ground.dots if dot != own]
    nearest = min(others, default=_CLEARLY)
    return _DOUBT_COST * max(0.0, (_CLEARLY - nearest) / (_CLEARLY - 1))


def _away(point: Point, box: Rect) -> float:
    """Return how far a point is from a rectangle."""
    return hypot(max(box.x - point.x, 0.0, point.x - box.right), max(box.y - point.y, 0.0, point.y - box.bottom))


def _wished(name: Name, ground: Ground) -> Iterator[Spot]:
    onwards = 1 if ground.onwards is Side.RIGHT else -1
    near = ground.radius + _GAP * ground.unit
    for index, form in enumerate(name.forms):
        for step, down, cost in _SIDES:
            across = onwards * step
            # Diagonal names come nearer: their corner, which has no ink, is beside the dot.
            reach = near if not down or not step else 0.7 * near
            box = _beside(name.dot, across, down, reach, form)
            yield Spot(index, box, _side(across), None, form.cost + cost)
        for length in _LEADERS:
            for angle in _ANGLES:
                leader = _leader(name.dot, radians(angle), length * ground.unit, ground.radius)
                cost = _LEADER_COST + _LENGTH_COST * length + form.cost
                across, down = _attached(angle)
                box = _beside(leader[1], across, down, 0.12 * ground.unit, form)
                yield Spot(index, box, _side(across), leader, cost)


def _side(across: int) -> Side:
    return {1: Side.RIGHT, -1: Side.LEFT, 0: Side.CENTER}[across]


def _beside(point: Point, across: int, down: int, reach: float, form: Form) -> Rect:
    """Return the box of a name that stands so from a point."""
    width, height = form.size
    x = point.x + (across * reach if across else -width / 2) - (width if across < 0 else 0.0)
    if not down:
        return Rect(x, point.y - form.middle, width, height)
    y = point.y + reach if down > 0 else point.y - reach - height
    return Rect(x, y, width, height)


def _leader(dot: Point, angle: float, length: float, radius: float) -> tuple[Point, Point]:
    along = Point(cos(angle), sin(angle))
    near, far = radius, radius + length
    return Point(dot.x + near * along.x, dot.y + near * along.y), Point(dot.x + far * along.x, dot.y + far * along.y)


def _attached(angle: int) -> tuple[int, int]:
    """Return which way a name goes on from the end of a leader at that angle, clockwise from the right."""
    return (0, 1 if angle < 180 else -1) if 60 < angle % 180 < 120 else (1 if angle < 90 or angle > 270 else -1, 0)


# --- Conflicts ----------------------------------------------------------------------------------------------------


def _hits_dot(spot: Spot, own: Point, ground: Ground) -> bool:
    """Tell whether a name, or its leader, comes too near to a dot: a leader may touch its own."""
    clear = ground.radius + _AIR * ground.unit
    for dot in ground.dots:
        around = Rect(dot.x - clear, dot.y - clear, 2 * clear, 2 * clear)
        if spot.box.overlaps(around, tolerance=0.0):
            return True
        if spot.leader and dot != own and distance(dot, *spot.leader) < clear:
            return True
    return False


def conflict(a: Spot, b: Spot, air: float) -> bool:
    """Tell whether two names, or their leaders, come nearer to each other than `air`."""
    if a.box.grown(air).overlaps(b.box, tolerance=0.0):
        return True
    if a.leader and meets_box(*a.leader, b.box.grown(air)):
        return True
    if b.leader and meets_box(*b.leader, a.box.grown(air)):
        return True
    return bool(a.leader and b.leader and _cross(*a.leader, *b.leader))


def meets_box(start: Point, end: Point, box: Rect) -> bool:
    """Tell whether a straight line touches a rectangle."""
    if box.x <= start.x <= box.right and box.y <= start.y <= box.bottom:
        return True
    corners = [Point(box.x, box.y), Point(box.right, box.y), Point(box.right, box.bottom), Point(box.x, box.bottom)]
    return any(_cross(start, end, a, b) for a, b in pairwise([*corners, corners[0]]))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether two straight lines cross; lines that only touch, or lie in each other, need not count."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a straight line, points."""
    dx, dy = end.x - start.x, end.y - start.y
    length = dx * dx + dy * dy
    along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return hypot(point.x - start.x - along * dx, point.y - start.y - along * dy)
