"""The timeline of a poster: what every layout of it can do, and the one solver behind them all.

A layout says into how many columns events may go, how wide their words then are, how much height words of given heights
leave in a room, and where everything stands. The solver finds the columns and the largest type with which all of them
have room. All in reading coordinates: x grows away from the start edge; `poster` mirrors the whole.
"""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil, sqrt
from typing import NamedTuple

from booklet.document.model import Event
from booklet.errors import Diagnostic
from booklet.geometry import Point, Rect
from booklet.layout.display import Segment
from booklet.layout.pictures import AnyPicture, open_picture
from booklet.layout.poster_event import Cell, EventSizes, EventWords, measure_event, picture_size, widest_word
from booklet.layout.poster_frame import Frame
from booklet.layout.poster_text import Part, Voice
from booklet.units import to_mm

_FACTORS = tuple(percent / 100 for percent in range(160, 14, -2))
"""Sizes of the events' type that are tried."""
_LEAST_TITLE = 1.2
"""Size of titles over the least type, below which they are not made smaller."""
_UNBOUNDED = 1e5
_DOUBTFUL = 0.85
"""Share of the estimated heights that must fit, for measuring to be worth while."""
_FILLED = 0.93
"""How full ragged lines are, for an estimate."""

_FAIR_EMS = (18.0, 36.0)
"""Measure over the size of running text: of 40 to 75 letters (Bringhurst, The Elements of Typographic Style, 2.1.2)."""

# --- What layouts give --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event at its place."""

    words: EventWords
    mark: Point
    """Of its year on the axis: the middle of the medallion."""
    body: Point
    """Top left of the column of words."""
    leader: tuple[Point, ...]
    """From the mark to the words."""
    place: Point | None = None
    """Top left of the place's name, where it stands apart."""
    span: tuple[Point, Point] | None = None
    """Of what lasted, on an axis where time is felt as distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A timeline with everything at its place."""

    events: tuple[PlacedEvent, ...]
    """In order of time."""
    bands: tuple[tuple[Segment, ...], ...]
    """The axis, in pieces."""
    band: float
    """Width of the axis."""
    radius: float
    """Of the medallions."""
    marks: tuple[tuple[Point, bool], ...] = ()
    """Where years begin on the axis, and whether a decade does."""
    breaks: tuple[Point, ...] = ()
    """Where the axis runs across and leaves out part of a silence."""


class Trial(NamedTuple):
    """How a layout divides its events."""

    columns: int
    levels: int = 1
    """Rows of words on one side of an axis that runs across."""


@dataclass(frozen=True)
class Layout(ABC):
    """A way to set out events in order of time."""

    events: tuple[Event, ...]
    """At least one."""
    voice: Voice
    frame: Frame
    _measured: dict[tuple[Trial, float], tuple[EventWords, ...]] = field(default_factory=dict, repr=False)
    """What has been measured already: the same type is tried in rooms of several heights."""

    @property
    def unit(self) -> float:
        """Return the points that a length of one on A2 has."""
        return self.frame.unit

    @property
    @abstractmethod
    def sizes(self) -> EventSizes:
        """Return the type sizes at factor 1."""

    @abstractmethod
    def trials(self) -> Sequence[Trial]:
        """Return the divisions to try, the likeliest first."""

    @abstractmethod
    def cell(self, trial: Trial, factor: float) -> Cell:
        """Return the room of an event's words."""

    @abstractmethod
    def spare(self, heights: Sequence[float], trial: Trial, room: float) -> float | None:
        """Return the height that words of such heights leave of a room, beyond good gaps; None when they do not fit."""

    @abstractmethod
    def place(self, words: Sequence[EventWords], trial: Trial, room: Rect) -> Arrangement:
        """Return everything at its place in a room as wide as the page."""

    def fullness(self, trial: Trial) -> float:
        """Return the share of the places that are taken."""
        return 1.0

    def factors(self) -> tuple[float, ...]:
        """Return the sizes to try, largest first: titles stay larger than the least type."""
        least = _LEAST_TITLE * self.voice.floor / (self.unit * self.sizes.title)
        return tuple(factor for factor in _FACTORS if factor >= least) or (least,)

    @cached_property
    def pictures(self) -> tuple["AnyPicture | None", ...]:
        """Return the picture of each event that has one."""
        shown = (event.picture for event in self.events)
        return tuple(open_picture(one.file, one.where) if one else None for one in shown)

    @cached_property
    def gauge(self) -> "Gauge":
        """Return what estimates heights."""
        return Gauge(self)

    def measured(self, trial: Trial, factor: float) -> tuple[EventWords, ...]:
        """Return the words of all events."""
        key = (trial, factor)
        if key not in self._measured:
            cell = self.cell(trial, factor)
            told = zip(self.events, self.pictures, strict=True)
            self._measured[key] = tuple(measure_event(event, self.voice, cell, picture) for event, picture in told)
        return self._measured[key]


# --- The solver ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """Words that have room."""

    layout: Layout
    words: tuple[EventWords, ...]
    trial: Trial
    factor: float
    spare: float
    """Height that is left of the room."""

    def placed(self, room: Rect) -> Arrangement:
        """Return the words in a room that is not lower than the one they were tried in less what they spared."""
        return self.layout.place(self.words, self.trial, room)


def solve(layout: Layout, room: float) -> Fit | None:
    """Return the words in the largest type that fits a height, in the division that fills it best.

    Which division that is, is judged by an estimate; whether words fit, by measuring them.
    """
    factors = layout.factors()
    ranked: list[tuple[float, int, Trial]] = []
    for trial in layout.trials():
        at = bisect_left(factors, True, key=lambda factor: _spared(layout, trial, factor, room) is not None)
        if at < len(factors):
            spare = _spared(layout, trial, factors[at], room) or 0.0
            ranked.append((-_score(layout, trial, factors[at], spare / room), at, trial))
        elif _spared(layout, trial, factors[-1], room, share=_DOUBTFUL) is not None:
            ranked.append((0.0, len(factors) - 1, trial))
    found = (_largest(layout, trial, room, at) for _, at, trial in sorted(ranked, key=lambda one: one[0]))
    return next((fit for fit in found if fit), None)


def _spared(layout: Layout, trial: Trial, factor: float, room: float, share: float = 1.0) -> float | None:
    """Return what estimated heights, or a share of them, leave of a room; None when they do not fit."""
    return layout.spare([share * height for height in layout.gauge.heights(trial, factor)], trial, room)


def _score(layout: Layout, trial: Trial, factor: float, empty: float) -> float:
    """Return how good a division is: large type, no empty places or room, lines neither short nor long."""
    cell = layout.cell(trial, factor)
    ems = (cell.measure - cell.year_room) / max(layout.voice.floor, factor * layout.unit * layout.sizes.text)
    return factor * sqrt(layout.fullness(trial)) * (1.0 - empty) * min(1.0, ems / _FAIR_EMS[0], _FAIR_EMS[1] / ems)


def _largest(layout: Layout, trial: Trial, room: float, guess: int) -> Fit | None:
    """Return the words at the first factor that fits: smaller type fits wherever larger does.

    From a guess it is sought in steps that double, and then by halving.
    """
    factors = layout.factors()
    fits: dict[int, Fit | None] = {}
    low, high, step = -1, len(factors), 1  # nothing fits at `low`, all fits at `high`
    at = guess
    while high - low > 1:
        fits[at] = _fit(layout, trial, room, factors[at])
        if fits[at]:
            high, at = at, at - step
        else:
            low, at = at, at + step
        step *= 2
        if not low < at < high:
            at = (low + high) // 2
    return fits.get(high)


def _fit(layout: Layout, trial: Trial, room: float, factor: float) -> Fit | None:
    words = layout.measured(trial, factor)
    if not all(event.body.whole for event in words):
        return None
    spare = layout.spare([event.height for event in words], trial, room)
    return None if spare is None else Fit(layout, words, trial, factor, spare)


class Gauge:
    """Heights of events in columns of any width, estimated from their words in one line."""

    def __init__(self, layout: Layout) -> None:
        cell = replace(layout.cell(layout.trials()[0], 1.0), measure=_UNBOUNDED, place_room=None)
        words = (measure_event(event, layout.voice, cell) for event in layout.events)
        self._layout = layout
        self._lines = [list(_lines(one.body.parts)) for one in words]

    def heights(self, trial: Trial, factor: float) -> list[float]:
        """Return the height of each event."""
        cell = self._layout.cell(trial, factor)
        measure = _FILLED * (cell.measure - cell.year_room) / factor
        words = (
            factor * sum(gap + leading * max(1, ceil(width / measure)) for gap, width, leading in lines)
            for lines in self._lines
        )
        shown = (picture_size(one, cell).height if one else 0.0 for one in self._layout.pictures)
        return [height + picture for height, picture in zip(words, shown, strict=True)]


def _lines(parts: Sequence[Part]) -> Iterator[tuple[float, float, float]]:
    """Yield gap above, width and leading of each paragraph; what stands beside the first is of its line."""
    bottom = 0.0
    for part in parts:
        if part.x == 0.0 or part is not parts[0]:
            yield part.y - bottom, part.text.width, part.text.leading
            bottom = part.y + part.text.height


# --- What does not fit --------------------------------------------------------------------------------------------


_LIKELY = 3
"""Divisions that are looked into when none has room."""


def too_long(layout: Layout, room: float) -> Iterator[Diagnostic]:
    """Yield a fault for each event that must be shorter, so that all have room in the smallest type, and by how much.

    The longest have to give way, down to one height for all of them.
    """
    factor = layout.factors()[-1]
    likely = sorted(
        layout.trials(), key=lambda trial: -_allowed(layout, layout.gauge.heights(trial, factor), trial, room)
    )
    tried = [(trial, layout.measured(trial, factor)) for trial in likely[:_LIKELY]]
    whole = [(trial, words) for trial, words in tried if all(one.body.whole for one in words)]
    if not whole:
        yield from _too_wide(layout, tried)
        return
    allowed = [_allowed(layout, [one.height for one in words], trial, room) for trial, words in whole]
    most = max(allowed)
    if most <= 0.0:
        yield _too_many(layout)
        return
    _, words = whole[allowed.index(most)]
    for event, one in zip(layout.events, words, strict=True):
        if one.height > most:
            share = ceil(100 * (1 - most / one.height))
            yield Diagnostic(
                code="poster-event-too-long",
                message=f"the event “{_title(event, layout)}” is too long for the poster by {share} % of its height",
                where=event.where,
                hint="shorten its text, move some of it to the booklet, or choose another `layout` or a larger poster",
            )


def _allowed(layout: Layout, heights: Sequence[float], trial: Trial, room: float) -> float:
    """Return the greatest height to which events would have to be cut to fit; 0 when no cut would do."""
    low, high = 0.0, max(heights)
    least = min(heights)
    if layout.spare([min(height, least) for height in heights], trial, room) is None:
        return 0.0
    for _ in range(24):
        middle = (low + high) / 2
        fits = layout.spare([min(height, middle) for height in heights], trial, room) is not None
        low, high = (middle, high) if fits else (low, middle)
    return low


def _too_many(layout: Layout) -> Diagnostic:
    """Return the fault that there are more events than would fit if all were short, naming the last ones."""
    names = "”, “".join(_title(event, layout) for event in layout.events[-3:])
    return Diagnostic(
        code="poster-too-many-events",
        message=f"{len(layout.events)} events have no room on the poster, up to “{names}”",
        where=layout.events[-1].where,
        hint="choose `layout: list` or a larger poster, or leave events out",
    )


def _too_wide(layout: Layout, tried: Sequence[tuple[Trial, Sequence[EventWords]]]) -> Iterator[Diagnostic]:
    """Yield a fault for each event with a word that is wider than a column, where columns are widest."""
    _, words = max(tried, key=lambda one: one[1][0].body.measure)
    for event, one in zip(layout.events, words, strict=True):
        if not one.body.whole:
            word, width = widest_word(one)
            yield Diagnostic(
                code="poster-event-too-long",
                message=f"in the event “{_title(event, layout)}” the word “{word}” is {to_mm(width):.0f} mm too wide",
                where=event.where,
                hint="divide it by a hyphen or a soft hyphen, or choose another `layout` or a larger poster",
            )


def _title(event: Event, layout: Layout) -> str:
    return event.title[layout.voice.code].text
