"""The timeline on a path that winds through rows of columns, each event below its medallion."""

from collections.abc import Sequence
from math import ceil

from booklet.geometry import Point, Rect
from booklet.layout.poster_event import Cell, EventSizes, EventWords
from booklet.layout.poster_frame import BAND, BEYOND, BODY_GAP, INDENT, MARGIN_END, MEDALLION
from booklet.layout.serpentine import Course, Slot, column_count, slots, stack_rows, track
from booklet.layout.time_axis import year_marks
from booklet.layout.timeline import Arrangement, Layout, PlacedEvent, Trial

_SIZES = EventSizes(year=54.0, date=14.0, title=23.0, subtitle=15.0, text=13.0, place=13.5)
"""Read from three metres, from one, and at arm's length."""
_TURN_INSET, _TURN_RADIUS = 42.0, 54.0
_ROW_GAP = (22.0, 62.0)
_MARK = 4.0
"""Least distance of the marks of years."""


class Serpentine(Layout):
    """Events on a path that winds."""

    @property
    def sizes(self) -> EventSizes:
        """Return the type sizes at factor 1."""
        return _SIZES

    def trials(self) -> tuple[Trial, ...]:
        """Return as many columns as suit the number of events and the shape of the page, and one more or less."""
        suited = column_count(len(self.events), self.frame.size.width / self.frame.size.height)
        return tuple(Trial(columns) for columns in (suited, suited + 1, suited - 1) if columns >= min(suited, 2))

    def fullness(self, trial: Trial) -> float:
        """Return the share of the places that are taken."""
        return len(self.events) / (trial.columns * ceil(len(self.events) / trial.columns))

    def cell(self, trial: Trial, factor: float) -> Cell:
        """Return a column's width; a place stands on the path beside the medallion."""
        measure = self.frame.column_width(trial.columns)
        turn = _TURN_INSET + _TURN_RADIUS + BAND / 2 + 2 - MARGIN_END  # begins so far before the end of the last column
        place_room = measure - self._radius(trial) + (INDENT - 6 - turn) * self.unit
        return Cell(measure, self.sizes, factor, place_room)

    def spare(self, heights: Sequence[float], trial: Trial, room: float) -> float | None:
        """Return what is left when the gaps between rows are as wide as they may be."""
        stack = stack_rows(self._rows(heights, trial), room, *(gap * self.unit for gap in _ROW_GAP))
        return None if stack is None else stack.spare

    def place(self, words: Sequence[EventWords], trial: Trial, room: Rect) -> Arrangement:
        """Return the rows evenly apart."""
        rows = self._rows([event.height for event in words], trial)
        stack = stack_rows(rows, room.height, 0.0, room.height)
        assert stack is not None, "what has been fitted has room"
        ys = [room.y + top + self._radius(trial) for top in stack.tops]
        places = self._slots(trial)
        events = tuple(self._placed(one, slot, trial, ys[slot.row]) for one, slot in zip(words, places, strict=True))
        path = track(ys, self._course(events[0].mark.x))
        distances = [path.distance(slot.row, event.mark.x) for slot, event in zip(places, events, strict=True)]
        clearance = self._radius(trial) + 6 * self.unit
        marks = year_marks([event.year for event in self.events], distances, clearance, _MARK * self.unit)
        return Arrangement(
            events=events,
            bands=(path.segments(),),
            band=BAND,
            radius=self._radius(trial),
            marks=tuple((path.at(mark.distance), mark.decade) for mark in marks),
        )

    def _radius(self, trial: Trial) -> float:
        """Return the radius of the medallions: smaller where columns are narrow."""
        return MEDALLION * self.unit * min(1.0, 3.5 / trial.columns)

    def _slots(self, trial: Trial) -> tuple[Slot, ...]:
        return slots([event.year for event in self.events], trial.columns)

    def _rows(self, heights: Sequence[float], trial: Trial) -> list[float]:
        """Return the heights of rows from the top of the medallions to the foot of the words."""
        places = self._slots(trial)
        rows = [0.0] * (places[-1].row + 1)
        for height, slot in zip(heights, places, strict=True):
            rows[slot.row] = max(rows[slot.row], height)
        return [2 * self._radius(trial) + BODY_GAP * self.unit + row for row in rows]

    def _placed(self, words: EventWords, slot: Slot, trial: Trial, y: float) -> PlacedEvent:
        unit, radius, x = self.unit, self._radius(trial), self.frame.column_x(slot.column, trial.columns)
        mark = Point(x - INDENT * unit, y)
        body = Point(x, y + radius + BODY_GAP * unit)
        place_height = words.place.text.height if words.place else 0.0
        return PlacedEvent(
            words,
            mark,
            body,
            leader=(mark, Point(mark.x, body.y + words.height - 4 * unit)),
            place=Point(mark.x + radius + 6 * unit, y - (BAND / 2 + 2) * unit - place_height),
        )

    def _course(self, first_x: float) -> Course:
        unit, width = self.unit, self.frame.size.width
        return Course(
            first_x=first_x,
            turn_left=_TURN_INSET * unit,
            turn_right=width - _TURN_INSET * unit,
            radius=_TURN_RADIUS * unit,
            exit_left=-BEYOND,
            exit_right=width + BEYOND,
        )
