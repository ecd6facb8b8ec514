"""The timeline on both sides of a spine, or of several ones side by side, the first event on the reading side.

Each event hangs from a rule that leads from its mark on the spine to the outer edge of its column. Events stand as
close as their words ask for, and what height is left goes between them as time went: so silences are felt, and nothing
meets.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from booklet.geometry import Point, Rect
from booklet.layout.display import LineTo, MoveTo
from booklet.layout.poster_event import Cell, EventSizes, EventWords
from booklet.layout.poster_frame import BAND, BODY_GAP, MEDALLION
from booklet.layout.time_axis import between, cut_silences, moments, shares, year_marks
from booklet.layout.timeline import Arrangement, Layout, PlacedEvent, Trial

_SIZES = EventSizes(year=46.0, date=14.0, title=22.0, subtitle=15.0, text=13.0, place=13.5)
_GUTTER = 40.0
_GAP = 24.0
"""Least distance of an event's words from the rule of the next one on its side."""
_AIR = 22.0
"""Above the first medallion and below the last words."""
_BESIDE = 12.0
"""From a medallion to the columns."""
_CROWDED = 12
"""Events on a spine, from which on medallions are smaller."""
_ON_SPINE = 8
"""Events that one of several spines should have."""
_LEAST_MARK = 9.0
_EVEN = 0.35
"""Share of the height to spare that goes evenly between events, so that those of one year have air."""
_SILENT = 0.06
"""Share of the height that words leave to time."""
_YEAR_MARK = 4.0


class _Stand(NamedTuple):
    """Where an event stands on its spine."""

    side: int
    """0 for the reading side."""
    y: float


class Spine(Layout):
    """Events at both sides of a spine."""

    @property
    def sizes(self) -> EventSizes:
        """Return the type sizes at factor 1."""
        return _SIZES

    def trials(self) -> tuple[Trial, ...]:
        """Return the numbers of spines that are not too narrow for words."""
        found = [Trial(1)]
        while len(found) < min(6, (len(self.events) + 3) // 4) and self._is_wide(len(found) + 1):
            found.append(Trial(len(found) + 1))
        return tuple(reversed(found))

    def _is_wide(self, columns: int) -> bool:
        return self._measure(Trial(columns)) >= 10 * 1.2 * self.voice.floor

    def fullness(self, trial: Trial) -> float:
        """Return less for spines with few events: they do not look like one path."""
        return min(1.0, len(self.events) / (trial.columns * _ON_SPINE)) if trial.columns > 1 else 1.0

    def cell(self, trial: Trial, factor: float) -> Cell:
        """Return the width of a column beside a spine."""
        return Cell(self._measure(trial), self.sizes, factor)

    def spare(self, heights: Sequence[float], trial: Trial, room: float) -> float | None:
        """Return nothing where the events fit: they take all the height there is."""
        return 0.0 if self._stands(heights, trial, (1 - _SILENT) * room) else None

    def place(self, words: Sequence[EventWords], trial: Trial, room: Rect) -> Arrangement:
        """Return the spines with all that hangs on them."""
        spines = self._stands([event.height for event in words], trial, room.height)
        assert spines, "what has been fitted has room"
        times, bands = moments(self.events), []
        events: list[PlacedEvent] = []
        marks: list[tuple[Point, bool]] = []
        for spine, stands in enumerate(spines):
            first = len(events)
            ys = [room.y + stand.y for stand in stands]
            mine = slice(first, first + len(stands))
            x = self._spine_x(spine, trial)
            for i, (stand, y) in enumerate(zip(stands, ys, strict=True), first):
                span = self._span(i, x, times[mine], ys)
                events.append(self._placed(words[i], stand, Point(x, y), trial, span))
            clearance = self._radius(trial) + 6 * self.unit
            years = [event.year for event in self.events[mine]]
            for mark in year_marks(years, ys, clearance, _YEAR_MARK * self.unit):
                marks.append((Point(x, mark.distance), mark.decade))
            top = ys[0] if spine == 0 else room.y
            bands.append((MoveTo(Point(x, top)), LineTo(Point(x, room.bottom))))
        return Arrangement(
            events=tuple(events),
            bands=tuple(bands),
            band=self._band(trial),
            radius=self._radius(trial),
            marks=tuple(marks),
        )

    def _span(self, i: int, x: float, times: Sequence[float], ys: Sequence[float]) -> tuple[Point, Point] | None:
        until = self.events[i].until
        if until is None:
            return None
        begin = between(float(self.events[i].year or 0), times, ys)
        return Point(x, begin), Point(x, max(begin, between(until + 1.0, times, ys)))

    def _radius(self, trial: Trial) -> float:
        """Return the radius of the medallions: smaller on a crowded spine and beside narrow columns."""
        crowd = -(-len(self.events) // trial.columns)
        return self.unit * max(_LEAST_MARK, MEDALLION * min(1.0, _CROWDED / crowd, 1.6 / trial.columns))

    def _band(self, trial: Trial) -> float:
        return max(5.6, BAND * self._radius(trial) / (MEDALLION * self.unit))

    def _measure(self, trial: Trial) -> float:
        whole = self.frame.column_width(trial.columns, _GUTTER)
        return whole / 2 - self._radius(trial) - _BESIDE * self.unit

    def _spine_x(self, spine: int, trial: Trial) -> float:
        return self.frame.column_x(spine, trial.columns, _GUTTER) + self.frame.column_width(trial.columns, _GUTTER) / 2

    def _stands(self, heights: Sequence[float], trial: Trial, room: float) -> list[list[_Stand]] | None:
        """Return the events by spine; None when they need more height than there is."""
        radius = self._radius(trial)
        bottom = room - _AIR * self.unit
        taken = [BODY_GAP * self.unit + height for height in heights]
        # The lowest height into which as many spines take them all, so that they are filled alike.
        low, high = 0.0, bottom
        parts = list(self._tight(taken, radius, high))
        if len(parts) > trial.columns or any(not _ends(part, high) for part in parts):
            return None
        for _ in range(20):
            middle = (low + high) / 2
            tried = list(self._tight(taken, radius, middle))
            if len(tried) <= trial.columns and all(_ends(part, middle) for part in tried):
                high, parts = middle, tried
            else:
                low = middle
        return self._stretched(parts, bottom)

    def _tight(self, taken: Sequence[float], radius: float, bottom: float) -> Iterator[list[tuple[_Stand, float]]]:
        """Yield the events of each spine as high as they can stand, each with its lower edge."""
        gap, apart = _GAP * self.unit, 2.2 * radius
        part: list[tuple[_Stand, float]] = []
        free = [0.0, 0.0]
        for height in taken:
            stand = self._next(part, free, apart, radius)
            if part and stand.y + height > bottom:
                yield part
                part, free = [], [0.0, 0.0]
                stand = self._next(part, free, apart, radius)
            part.append((stand, stand.y + height))
            free[stand.side] = stand.y + height + gap
        yield part

    def _next(self, part: Sequence[tuple[_Stand, float]], free: Sequence[float], apart: float, radius: float) -> _Stand:
        side = 0 if not part or free[0] <= free[1] else 1
        above = part[-1][0].y + apart if part else radius + _AIR * self.unit
        return _Stand(side, max(above, free[side]))

    def _stretched(self, parts: Sequence[Sequence[tuple[_Stand, float]]], bottom: float) -> list[list[_Stand]]:
        """Return the events with the height to spare between them; each is moved by no less than the one before."""
        times, found = moments(self.events), []
        first = 0
        for part in parts:
            mine = times[first : first + len(part)]
            lengths, _ = cut_silences([after - before for before, after in pairwise(mine)])
            even = _EVEN * sum(lengths) / max(1, len(lengths))
            moved = shares([length + even for length in lengths])
            rooms = ((bottom - end) / share for (_, end), share in zip(part, moved, strict=True) if share)
            spare = min(rooms, default=0.0)  # none may be moved below the edge: the nearest to it decides
            stands = (stand for stand, _ in part)
            found.append([_Stand(one.side, one.y + spare * share) for one, share in zip(stands, moved, strict=True)])
            first += len(part)
        return found

    def _placed(
        self, words: EventWords, stand: _Stand, mark: Point, trial: Trial, span: tuple[Point, Point] | None
    ) -> PlacedEvent:
        measure, beside = self._measure(trial), self._radius(trial) + _BESIDE * self.unit
        x = mark.x - beside - measure if stand.side == 0 else mark.x + beside
        end = Point(x if stand.side == 0 else x + measure, mark.y)
        return PlacedEvent(words, mark, Point(x, mark.y + BODY_GAP * self.unit), leader=(mark, end), span=span)


def _ends(part: Sequence[tuple[_Stand, float]], bottom: float) -> bool:
    return all(end <= bottom for _, end in part)
