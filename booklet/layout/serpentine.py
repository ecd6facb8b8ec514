"""The path of the poster's timeline as pure numbers: which event stands where, how rows stack, how the path runs.

All in reading coordinates: the first row runs from left to right, x grows away from the start edge. `poster` mirrors
the whole for languages that run from right to left. No text, no fonts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, isqrt, pi, sin, sqrt
from statistics import median

from booklet.geometry import Point
from booklet.layout.display import CurveTo, LineTo, MoveTo, Segment
from booklet.layout.forms import ARC_HANDLE

# --- Where events stand -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """A place on the path."""

    row: int
    """0-based, from the head."""
    column: int
    """0-based, from the start edge, in rows that run backwards too."""


_LONG_GAP = 2.5
"""Years of a gap over the median gap, to be worth an empty place."""


def column_count(event_count: int, shape: float = 0.0) -> int:
    """Return the columns for a number of events: rows are as many as columns or one more (9: 3 x 3, 12: 3 x 4).

    On a page across, of which `shape` is the width over the height, there are about twice as many columns as rows.
    """
    squares = round(event_count * sqrt(2) * shape) if shape > 1 else event_count
    root = isqrt(max(squares, 1))
    return root + (squares > root * (root + 1))


def slots(years: Sequence[int | None], columns: int) -> tuple[Slot, ...]:
    """Return a slot for each event, along the path; places left over fall into gaps of years far longer than most.

    So a long silence is felt as distance; without one they are left at the end. Rows are ceil(events / columns).
    """
    rows = -(-len(years) // columns)
    gaps = [after - before if before and after else 0 for before, after in pairwise(years)]
    by_length = sorted(range(len(gaps)), key=lambda i: (-gaps[i], i))
    skipped = {i for i in by_length[: rows * columns - len(years)] if gaps[i] > _LONG_GAP * median(gaps)}
    steps = (1 + (i in skipped) for i in range(len(years) - 1))
    places = accumulate(steps, initial=0)
    return tuple(_slot(place, columns) for place, _ in zip(places, years, strict=False))


def _slot(place: int, columns: int) -> Slot:
    row, along = divmod(place, columns)
    return Slot(row, columns - 1 - along if row % 2 else along)


# --- How rows stack -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowStack:
    """Rows one below the other."""

    tops: tuple[float, ...]
    """Of each row, from the upper end of the room."""
    spare: float
    """Height that is left when every gap is as wide as it may be."""


def stack_rows(heights: Sequence[float], room: float, gap_min: float, gap_max: float) -> RowStack | None:
    """Return where rows stand in a room, with even gaps above, between and below; None when they do not fit."""
    gap = (room - sum(heights)) / (len(heights) + 1)
    if gap < gap_min:
        return None
    spare = max(0.0, gap - gap_max) * (len(heights) + 1)
    gap = min(gap, gap_max)
    tops = accumulate((height + gap for height in heights[:-1]), initial=gap)
    return RowStack(tuple(tops), spare)


# --- How the path runs --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Straight:
    start: Point
    end: Point

    @property
    def length(self) -> float:
        return abs(self.end.x - self.start.x) + abs(self.end.y - self.start.y)

    def at(self, distance: float) -> Point:
        share = distance / self.length if self.length else 0.0
        return Point(
            self.start.x + share * (self.end.x - self.start.x),
            self.start.y + share * (self.end.y - self.start.y),
        )

    def segment(self) -> Segment:
        return LineTo(self.end)


@dataclass(frozen=True, slots=True)
class _Corner:
    """A quarter circle."""

    center: Point
    radius: float
    angle: float
    """Of the first point, radians clockwise from the right."""
    sweep: float
    """Pi/2 clockwise or -pi/2."""

    @property
    def length(self) -> float:
        return self.radius * pi / 2

    def at(self, distance: float) -> Point:
        angle = self.angle + self.sweep * distance / self.length
        return Point(self.center.x + self.radius * cos(angle), self.center.y + self.radius * sin(angle))

    def segment(self) -> Segment:
        handle = ARC_HANDLE * self.radius * (1 if self.sweep > 0 else -1)
        first, last = self.angle, self.angle + self.sweep
        start, end = self.at(0.0), self.at(self.length)
        return CurveTo(
            Point(start.x - handle * sin(first), start.y + handle * cos(first)),
            Point(end.x + handle * sin(last), end.y - handle * cos(last)),
            end,
        )


@dataclass(frozen=True, slots=True)
class Track:
    """A path of straight rows joined by turns at alternate ends."""

    pieces: tuple[_Straight | _Corner, ...]
    row_starts: tuple[tuple[float, float], ...]
    """For each row, the distance along the path at which it begins, and the x there."""

    def segments(self) -> tuple[Segment, ...]:
        """Return the path to be stroked."""
        return (MoveTo(self.pieces[0].at(0.0)), *(piece.segment() for piece in self.pieces))

    def distance(self, row: int, x: float) -> float:
        """Return how far along the path the point of a row at x lies."""
        begin, start_x = self.row_starts[row]
        return begin + abs(x - start_x)

    def at(self, distance: float) -> Point:
        """Return the point at a distance along the path."""
        for piece in self.pieces[:-1]:
            if distance <= piece.length:
                return piece.at(distance)
            distance -= piece.length
        return self.pieces[-1].at(distance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a path must keep to."""

    first_x: float
    """Where the first row begins."""
    turn_left: float
    """The x of the upright parts between rows, at the left and at the right."""
    turn_right: float
    radius: float
    """Of the turns; less where rows are close."""
    exit_left: float
    """Where the path leaves the page after a last row that runs to the left, or to the right."""
    exit_right: float


def track(row_ys: Sequence[float], course: Course) -> Track:
    """Return the path along rows at the given heights, increasing."""
    pieces: list[_Straight | _Corner] = []
    row_starts: list[tuple[float, float]] = []
    x = course.first_x
    for row, y in enumerate(row_ys):
        row_starts.append((sum(piece.length for piece in pieces), x))
        forward = row % 2 == 0
        if row == len(row_ys) - 1:
            pieces.append(_Straight(Point(x, y), Point(course.exit_right if forward else course.exit_left, y)))
            break
        below = row_ys[row + 1]
        radius = min(course.radius, (below - y) / 2)
        turn_x = course.turn_right if forward else course.turn_left
        outward = 1 if forward else -1
        x_next = turn_x - outward * radius
        sweep = outward * pi / 2
        pieces += [
            _Straight(Point(x, y), Point(x_next, y)),
            _Corner(Point(x_next, y + radius), radius, -pi / 2, sweep),
            _Straight(Point(turn_x, y + radius), Point(turn_x, below - radius)),
            _Corner(Point(x_next, below - radius), radius, 0.0 if forward else pi, sweep),
        ]
        x = x_next
    return Track(tuple(pieces), tuple(row_starts))
