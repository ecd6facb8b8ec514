"""The timeline along an axis that runs across, proportional to time, words above and below it like flags on poles.

Marks stand where the years are; years of a crowd are moved no further than the medallions ask for. A pole stands at the
start of an event's words and is led to its mark by a slanted line, in a strip along the axis that has no words. On one
side the flags of a group hang from far to near, each pole beside the one before, so that no pole meets words; lines
from marks to poles keep their order, so that none crosses another. Many events go on several axes, one below the other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from booklet.geometry import Point, Rect
from booklet.layout.display import LineTo, MoveTo
from booklet.layout.poster_event import Cell, EventSizes, EventWords
from booklet.layout.poster_frame import BAND, BEYOND, INDENT
from booklet.layout.time_axis import apart, between, cut_silences, moments, shares, year_marks
from booklet.layout.timeline import Arrangement, Layout, PlacedEvent, Trial

_SIZES = EventSizes(year=40.0, date=13.5, title=20.0, subtitle=14.5, text=13.0, place=13.0)
_RADIUS = 17.0
_GUTTER = 26.0
_POLES = 12.0
"""Between the poles of a group."""
_FAN = (34.0, 90.0)
"""Least and greatest height of the strip of slanted lines."""
_LEVEL_GAP = 16.0
_AIR = 18.0
"""Above and below all, and between axes."""
_MOST_MEASURE = 330.0
_LOOSE = 0.94
"""Share of the width that words take where it is full: the rest lets them stand nearer to their marks."""
_MOST_AXES, _ON_AXIS = 10, 4
"""Most axes, and the fewest events of one of several."""
_ROOMY = 3
"""Axes, from which on what is no word is smaller."""
_YEAR_MARK = 4.0


class _Flag(NamedTuple):
    """Where an event's words hang."""

    axis: int
    side: int
    """0 above the axis, 1 below."""
    level: int
    """0 is the nearest to the axis."""


class Across(Layout):
    """Events along axes that are proportional to time."""

    @property
    def sizes(self) -> EventSizes:
        """Return the type sizes at factor 1."""
        return _SIZES

    def trials(self) -> tuple[Trial, ...]:
        """Return numbers of axes and of levels that leave words neither narrow nor wide."""
        most = min(_MOST_AXES, max(1, len(self.events) // _ON_AXIS))
        found = [Trial(axes, levels) for axes in range(1, most + 1) for levels in (1, 2, 3)]
        least = 9 * 1.2 * self.voice.floor
        fair = [trial for trial in found if trial.levels <= self._on_side(trial) and self._measure(trial) >= least]
        return tuple(fair) or (Trial(most, 1),)

    def fullness(self, trial: Trial) -> float:
        """Return less for axes with few events, whose time is hardly felt."""
        return 1.0 if trial.columns == 1 else 0.9

    def cell(self, trial: Trial, factor: float) -> Cell:
        """Return the width of a flag."""
        return Cell(self._measure(trial), self.sizes, factor)

    def spare(self, heights: Sequence[float], trial: Trial, room: float) -> float | None:
        """Return what is left when the strips of lines are as high as they may be."""
        least, most = (self._least(heights, trial, fan) for fan in _FAN)
        return None if least > room else max(0.0, room - most)

    def place(self, words: Sequence[EventWords], trial: Trial, room: Rect) -> Arrangement:
        """Return the axes one below the other, what height is left in the strips of lines and between them."""
        unit, heights = self.scale(trial), [event.height for event in words]
        low, high = (self._least(heights, trial, fan) for fan in _FAN)
        share = min(1.0, (room.height - low) / (high - low))
        fan = (_FAN[0] + share * (_FAN[1] - _FAN[0])) * unit
        air = _AIR * unit + max(0.0, room.height - high) / (trial.columns + 1)
        events: list[PlacedEvent] = []
        marks, breaks, bands = [], [], []
        y = room.y + air
        for number, chunk in enumerate(self._chunks(trial)):
            axis = _Axis(self, trial, chunk, number, fan, [words[i] for i in chunk], y)
            events += axis.events()
            marks += axis.year_marks()
            breaks += axis.breaks()
            begin = events[0].mark.x if number == 0 else -BEYOND
            bands.append((MoveTo(Point(begin, axis.y)), LineTo(Point(self.frame.size.width + BEYOND, axis.y))))
            y = axis.bottom + air
        return Arrangement(
            events=tuple(events),
            bands=tuple(bands),
            band=BAND * unit / self.unit,
            radius=_RADIUS * unit,
            marks=tuple(marks),
            breaks=tuple(breaks),
        )

    def scale(self, trial: Trial) -> float:
        """Return the points that a length of one on A2 has in what is no word: less where there are many axes."""
        return self.unit * min(1.0, _ROOMY / trial.columns)

    def _on_side(self, trial: Trial) -> int:
        """Return the most events on one side of an axis."""
        return -(-max(len(chunk) for chunk in self._chunks(trial)) // 2)

    def _measure(self, trial: Trial) -> float:
        """Return the width of words with which the fullest side has room."""
        unit, groups = self.scale(trial), -(-self._on_side(trial) // trial.levels)
        poles = groups * (trial.levels - 1) * _POLES + (groups - 1) * _GUTTER
        width = (self.frame.width - poles * unit) / groups - (INDENT * unit if groups > 1 else 0.0)
        return min(_LOOSE * width, _MOST_MEASURE * self.unit)

    def _chunks(self, trial: Trial) -> list[range]:
        """Return the events of each axis: as many on all, or one more."""
        count, axes = len(self.events), trial.columns
        ends = [count * i // axes for i in range(axes + 1)]
        return [range(begin, end) for begin, end in pairwise(ends)]

    def _flags(self, trial: Trial) -> Iterator[_Flag]:
        for axis, chunk in enumerate(self._chunks(trial)):
            for at in range(len(chunk)):
                yield _Flag(axis, at % 2, trial.levels - 1 - at // 2 % trial.levels)

    def _levels(self, heights: Sequence[float], trial: Trial) -> dict[_Flag, float]:
        """Return the height of each level that is taken."""
        found: dict[_Flag, float] = {}
        for flag, height in zip(self._flags(trial), heights, strict=True):
            found[flag] = max(found.get(flag, 0.0), height)
        return found

    def _least(self, heights: Sequence[float], trial: Trial, fan: float) -> float:
        """Return the height of the whole with strips of lines of a height, in lengths of A2."""
        levels = self._levels(heights, trial)
        sides = len({(flag.axis, flag.side) for flag in levels})
        fixed = trial.columns * (BAND + _AIR) + _AIR + sides * fan + (len(levels) - sides) * _LEVEL_GAP
        return sum(levels.values()) + fixed * self.scale(trial)


class _Axis:
    """One axis with what stands on both sides."""

    def __init__(
        self,
        layout: Across,
        trial: Trial,
        chunk: range,
        number: int,
        fan: float,
        words: Sequence[EventWords],
        top: float,
    ) -> None:
        self.layout, self.trial, self.chunk, self.fan, self.words = layout, trial, chunk, fan, words
        self.unit = unit = layout.scale(trial)
        self.flags = [flag for flag in layout._flags(trial) if flag.axis == number]
        self.levels: dict[tuple[int, int], float] = {}
        for flag, one in zip(self.flags, words, strict=True):
            key = (flag.side, flag.level)
            self.levels[key] = max(self.levels.get(key, 0.0), one.height)
        sides = [self._side_height(side) for side in (0, 1)]
        self.y = top + sides[0] + BAND * unit / 2
        self.bottom = self.y + BAND * unit / 2 + sides[1]
        self.times = moments(layout.events)[chunk.start : chunk.stop]
        self.marks = self._marks()

    def _side_height(self, side: int) -> float:
        heights = [height for (of, _), height in self.levels.items() if of == side]
        return sum(heights) + (len(heights) - 1) * _LEVEL_GAP * self.unit + self.fan if heights else 0.0

    def _marks(self) -> list[float]:
        """Return the places of the events' marks; those of one moment have one."""
        layout, unit = self.layout, self.unit
        low = layout.frame.left - INDENT * unit
        high = layout.frame.left + layout.frame.width - 0.3 * layout._measure(self.trial)
        counts = [len(list(group)) for _, group in groupby(self.times)]
        times = [moment for moment, _ in groupby(self.times)]
        self.gaps, self.cut = cut_silences([after - before for before, after in pairwise(times)])
        wanted = [low + (high - low) * share for share in shares(self.gaps)]
        step = min(2.1 * _RADIUS * unit, (high - low) / max(1, len(times) - 1))
        self.knots = apart(wanted, [step] * (len(times) - 1), low, high + 1e-6) or wanted
        self.moments = times
        return [place for place, count in zip(self.knots, counts, strict=True) for _ in range(count)]

    def events(self) -> list[PlacedEvent]:
        """Return the events in order of time."""
        placed = {i: event for side in (0, 1) for i, event in self._on_side(side)}
        return [placed[i] for i in range(len(self.chunk))]

    def _on_side(self, side: int) -> Iterator[tuple[int, PlacedEvent]]:
        layout, unit = self.layout, self.unit
        mine = [i for i, flag in enumerate(self.flags) if flag.side == side]
        measure = layout._measure(self.trial)
        low = layout.frame.left - INDENT * unit
        high = layout.frame.left + layout.frame.width - measure - INDENT * unit
        whole = measure + (INDENT + _GUTTER) * unit
        gaps = [whole if self.flags[i].level == 0 else _POLES * unit for i in mine[:-1]]
        if not mine:
            return
        poles = apart([self.marks[i] for i in mine], gaps, low, high + 0.01)
        assert poles is not None, "the measure is such that all have room"
        for i, pole in zip(mine, poles, strict=True):
            yield i, self._placed(i, pole)

    def _placed(self, i: int, pole: float) -> PlacedEvent:
        unit, flag, words = self.unit, self.flags[i], self.words[i]
        below = [height for (side, level), height in self.levels.items() if side == flag.side and level < flag.level]
        inner = BAND * unit / 2 + self.fan + sum(below) + len(below) * _LEVEL_GAP * unit
        sign = -1.0 if flag.side == 0 else 1.0
        top = self.y - inner - words.height if flag.side == 0 else self.y + inner
        end = top if flag.side == 0 else top + words.height
        mark = Point(self.marks[i], self.y)
        bend = Point(pole, self.y + sign * (BAND * unit / 2 + 0.8 * self.fan))
        leader = (mark, bend, Point(pole, end))
        return PlacedEvent(words, mark, Point(pole + INDENT * unit, top), leader, span=self._span(i))

    def _span(self, i: int) -> tuple[Point, Point] | None:
        event = self.layout.events[self.chunk[i]]
        if event.until is None:
            return None
        begin = between(float(event.year or 0), self.moments, self.knots)
        beyond = event.until + 1.0 > self.moments[-1]
        edge = self.layout.frame.left + self.layout.frame.width
        end = edge if beyond else between(event.until + 1.0, self.moments, self.knots)
        return Point(begin, self.y), Point(max(begin, end), self.y)

    def year_marks(self) -> list[tuple[Point, bool]]:
        """Return the marks of years, none where a silence is cut."""
        events = [self.layout.events[i] for i in self.chunk]
        first = dict(zip(reversed(self.times), reversed(events), strict=True))
        clearance = (_RADIUS + 5) * self.unit
        found = []
        for i, (before, after) in enumerate(pairwise(self.moments)):
            if i not in self.cut:
                ends = self.knots[i : i + 2]
                marks = year_marks([first[before].year, first[after].year], ends, clearance, _YEAR_MARK * self.unit)
                found += [(Point(mark.distance, self.y), mark.decade) for mark in marks]
        return found

    def breaks(self) -> list[Point]:
        """Return the middles of the silences that are cut."""
        return [Point((self.knots[i] + self.knots[i + 1]) / 2, self.y) for i in sorted(self.cut)]
