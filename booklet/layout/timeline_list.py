"""The timeline as a plain list in columns: for many events."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from booklet.geometry import Point, Rect
from booklet.layout.display import LineTo, MoveTo
from booklet.layout.poster_event import LEAST_YEAR, Cell, EventSizes, EventWords, measure_event
from booklet.layout.poster_frame import INDENT
from booklet.layout.timeline import Arrangement, Layout, PlacedEvent, Trial

_SIZES = EventSizes(year=18.0, date=12.5, title=18.0, subtitle=13.5, text=12.5, place=12.5)
_GUTTER = 40.0
_GAP = (5.0, 26.0)
"""Least and greatest distance of events."""
_AIR = 26.0
"""Above the first and below the last."""
_BESIDE = 0.4
"""Share of a column that years may take: wider ones stand above the words."""
_YEAR_GAP_EM = 0.5
_MARK = 5.0
_AXIS = 2.0
_MEASURE_EMS = 13.0
"""Least width of a column over the size of its titles."""


class Columns(Layout):
    """Events one below the other, years at the start."""

    @property
    def sizes(self) -> EventSizes:
        """Return the type sizes at factor 1."""
        return _SIZES

    def trials(self) -> tuple[Trial, ...]:
        """Return numbers of columns that are neither empty nor narrow."""
        most = 1
        while most < len(self.events) and self._measure(most + 1) >= _MEASURE_EMS * 1.2 * self.voice.floor:
            most += 1
        return tuple(Trial(columns) for columns in range(min(most, 12), 0, -1))

    def cell(self, trial: Trial, factor: float) -> Cell:
        """Return the width of a column, and of the years in it."""
        measure = self._measure(trial.columns)
        size = max(factor * self.unit * self.sizes.year, LEAST_YEAR * self.voice.floor)
        beside = (self._year_em + _YEAR_GAP_EM) * size
        return Cell(measure, self.sizes, factor, year_room=beside if beside <= _BESIDE * measure else 0.0)

    def spare(self, heights: Sequence[float], trial: Trial, room: float) -> float | None:
        """Return what the highest column leaves when events are as far apart as they may be."""
        least, most = (gap * self.unit for gap in _GAP)
        inner = room - 2 * _AIR * self.unit
        if not self._fits(heights, trial.columns, inner, least):
            return None
        highest = max(sum(part) + most * (len(part) - 1) for part in self._parts(heights, trial.columns, least))
        return max(0.0, inner - highest)

    def place(self, words: Sequence[EventWords], trial: Trial, room: Rect) -> Arrangement:
        """Return columns of like height; the gaps of the fullest one are those of all."""
        unit, (least, most) = self.unit, (gap * self.unit for gap in _GAP)
        parts = self._parts([event.height for event in words], trial.columns, least)
        inner = room.height - 2 * _AIR * unit
        gap = min(((inner - sum(part)) / (len(part) - 1) for part in parts if len(part) > 1), default=most)
        gap, top = min(gap, 1.5 * most), room.y + _AIR * unit
        events: list[PlacedEvent] = []
        bands = []
        for column, part in enumerate(parts):
            x = self.frame.column_x(column, trial.columns, _GUTTER)
            ys = accumulate((height + gap for height in part[:-1]), initial=top)
            mine = [self._placed(words[len(events) + i], Point(x, y)) for i, y in enumerate(ys)]
            events += mine
            axis = mine[0].mark.x
            bands.append((MoveTo(Point(axis, top)), LineTo(Point(axis, mine[-1].body.y + part[-1]))))
        return Arrangement(events=tuple(events), bands=tuple(bands), band=_AXIS, radius=_MARK * unit)

    def _measure(self, columns: int) -> float:
        return self.frame.column_width(columns, _GUTTER)

    @cached_property
    def _year_em(self) -> float:
        """Width of the widest year at a size of 1: measured large, so that no least size tells."""
        cell = Cell(1e5, replace(self.sizes, year=1000.0), 1.0)
        bare = (replace(event, text=None, subtitle=None) for event in self.events)
        return max(measure_event(event, self.voice, cell).body.parts[0].text.width for event in bare) / (
            1000.0 * self.unit
        )

    def _placed(self, words: EventWords, at: Point) -> PlacedEvent:
        first = words.body.parts[0]
        mark = Point(at.x - INDENT * self.unit, at.y + first.y + 0.5 * first.text.leading)
        return PlacedEvent(words, mark, at, leader=())

    def _parts(self, heights: Sequence[float], columns: int, gap: float) -> list[list[float]]:
        """Return the heights by column, in order, the highest column as low as it can be."""
        low, high = max(heights), sum(heights) + gap * len(heights)
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (low, middle) if self._fits(heights, columns, middle, gap) else (middle, high)
        return list(_filled(heights, high, gap))

    def _fits(self, heights: Sequence[float], columns: int, room: float, gap: float) -> bool:
        return max(heights) <= room and sum(1 for _ in _filled(heights, room, gap)) <= columns


def _filled(heights: Sequence[float], room: float, gap: float) -> Iterator[list[float]]:
    """Yield columns, each as full as it can be."""
    column: list[float] = []
    used = 0.0
    for height in heights:
        if column and used + gap + height > room:
            yield column
            column, used = [], 0.0
        used += height + (gap if column else 0.0)
        column.append(height)
    yield column
