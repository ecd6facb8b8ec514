"""The composition of the poster: from measured words to places, as pure numbers.

All in reading coordinates, as in `serpentine`; `unit` is the width of the poster over that of A2, and every constant
below is a length on A2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from booklet.document.model import Event, Phrase, Poster
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Point, Rect, Size
from booklet.layout.poster_text import (
    EventWords,
    TextColumn,
    Voice,
    measure_event,
    measure_imprint,
    measure_points,
    measure_quote,
    measure_title,
)
from booklet.layout.serpentine import Course, RowStack, Slot, Track, column_count, slots, stack_rows, track, year_marks
from booklet.units import mm

SAFE = mm(12)
"""From the trim; the same on every size, as a cutter's play is."""
MARGIN_START, MARGIN_END = 110.0, 84.0
"""To the words. The start margin holds the medallions too."""
GUTTER = 46.0
INDENT = 15.0
"""From the leader line, below the middle of a medallion, to the words."""
TURN_INSET, TURN_RADIUS = 42.0, 54.0
BAND = 19.0
"""Width of the path."""
MEDALLION = 33.0
"""Radius, in three columns or less."""
HEAD_PAD, HEAD_FOOT = 54.0, 34.0
HEAD_ROOMS = (350.0, 280.0, 210.0)
"""What the words of the head may be high: less when the events would else be small."""
FAIR_FACTOR = 0.96
"""Type of the events for whose sake the head need not give way."""
FRIEZE = (54.0, 108.0)
"""Least and greatest height of the pattern."""
FOOT_PAD = 36.0
POINT_COLUMNS = 4
POINT_INDENT = 30.0
"""From the edge of its column to a point's words, past the star."""
ROW_GAP = (22.0, 62.0)
BODY_GAP = 5.0
"""From a medallion to the words below it."""
FACTORS = tuple(percent / 100 for percent in range(160, 76, -2))
"""Sizes of the events' type that are tried. At the least, texts on A2 are 10 pt."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The page and its margins."""

    size: Size
    unit: float

    @property
    def left(self) -> float:
        """Where words begin."""
        return MARGIN_START * self.unit

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size.width - (MARGIN_START + MARGIN_END) * self.unit

    def column_width(self, columns: int) -> float:
        """Return the measure of one of so many columns."""
        return (self.width - (columns - 1) * GUTTER * self.unit) / columns

    def medallion(self, columns: int) -> float:
        """Return the radius of the medallions: smaller where columns are narrow."""
        return MEDALLION * self.unit * min(1.0, 3.5 / columns)

    def column_x(self, column: int, columns: int) -> float:
        """Return the left edge of a column."""
        return self.left + column * (self.column_width(columns) + GUTTER * self.unit)


@dataclass(frozen=True, slots=True)
class Head:
    """The head band: title at the start, quotation in the last third."""

    title: TextColumn
    quote: TextColumn
    quote_x: float
    top: float
    height: float
    """Of the plain ground, without the frieze."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot band: the points in columns, the imprint below."""

    points: tuple[tuple[Point, TextColumn], ...]
    """Places from the top left corner of the band."""
    imprint: TextColumn
    imprint_y: float
    height: float


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event at its place."""

    words: EventWords
    medallion: Point
    body: Point
    """Top left of the column of words."""
    place: Point
    """Top left of the place's name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything at its place."""

    frame: Frame
    head: Head
    frieze: Rect
    foot: Foot
    foot_top: float
    events: tuple[PlacedEvent, ...]
    track: Track
    marks: tuple[tuple[Point, bool], ...]
    """Where years begin on the path, and whether a decade does."""
    radius: float
    """Of the medallions."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Events measured in columns that fit the room."""

    words: tuple[EventWords, ...]
    slots: tuple[Slot, ...]
    columns: int
    rows: RowStack
    factor: float

    @property
    def fullness(self) -> float:
        """Share of the places that are taken."""
        return len(self.slots) / (len(self.rows.tops) * self.columns)


def compose(poster: Poster, title: Phrase, events: Sequence[Event], voice: Voice) -> Plan:
    """Return the plan of a poster.

    Raises:
        LayoutError: when the events do not fit at the smallest type, naming those that are too long.
    """
    frame = Frame(poster.size, voice.unit)
    foot = _foot(poster, voice, frame)
    least, most = (frame.unit * height for height in FRIEZE)
    head, fit = _head_and_events(poster, title, events, voice, frame, foot.height + least)
    frieze = Rect(0.0, head.height, poster.size.width, min(most, least + fit.rows.spare))
    # What the frieze cannot take widens the gaps after all: better than a hole at the foot.
    gap = (fit.rows.spare - (frieze.height - least)) / (len(fit.rows.tops) + 1)
    radius = frame.medallion(fit.columns)
    row_ys = [frieze.bottom + y + gap * (i + 1) + radius for i, y in enumerate(fit.rows.tops)]
    placed = tuple(
        _placed(words, slot, fit.columns, row_ys[slot.row], frame)
        for words, slot in zip(fit.words, fit.slots, strict=True)
    )
    path = track(row_ys, _course(placed[0].medallion.x, frame))
    distances = [path.distance(slot.row, event.medallion.x) for slot, event in zip(fit.slots, placed, strict=True)]
    marks = year_marks([event.year for event in events], distances, radius + 6 * frame.unit)
    return Plan(
        frame=frame,
        head=head,
        frieze=frieze,
        foot=foot,
        foot_top=poster.size.height - foot.height,
        events=placed,
        track=path,
        marks=tuple((path.at(mark.distance), mark.decade) for mark in marks),
        radius=radius,
    )


def _head_and_events(
    poster: Poster, title: Phrase, events: Sequence[Event], voice: Voice, frame: Frame, taken: float
) -> tuple[Head, _Fit]:
    """Return the largest head beside which the events have fair type, else the least one; and the events."""
    for head_room in HEAD_ROOMS:
        head = _head(poster, title, voice, frame, head_room * frame.unit)
        room = frame.size.height - head.height - taken
        fit = _fitted(events, voice, frame, room)
        if fit and fit.factor >= FAIR_FACTOR:
            return head, fit
    if fit is None:
        raise LayoutError(_too_long(events, voice, frame, room))
    return head, fit


def _head(poster: Poster, title: Phrase, voice: Voice, frame: Frame, room: float) -> Head:
    """Return the head band around its words; without a quotation the title has the whole width."""
    unit = frame.unit
    quote_x, third = frame.column_x(2, 3), frame.column_width(3)
    width = quote_x - frame.left - GUTTER * unit if poster.quote else frame.width
    words = measure_title(title, poster.subtitle, voice, width, room)
    quote = measure_quote(poster.quote, poster.quote_source, voice, third, words)
    top = max(HEAD_PAD * unit, SAFE + 4)
    return Head(words, quote, quote_x, top, top + max(words.height, quote.height) + HEAD_FOOT * unit)


def _foot(poster: Poster, voice: Voice, frame: Frame) -> Foot:
    """Return the foot band: rows of points, the imprint under them."""
    unit = frame.unit
    places: list[tuple[Point, TextColumn]] = []
    y = FOOT_PAD * unit
    for first in range(0, len(poster.points), POINT_COLUMNS):
        row = measure_points(poster.points[first : first + POINT_COLUMNS], voice, frame.width, POINT_INDENT * unit)
        x = frame.left
        for text in row:
            x += POINT_INDENT * unit
            places.append((Point(x, y), text))
            x += text.measure
        y += max(text.height for text in row) + 22 * unit
    imprint = measure_imprint(poster.imprint, voice, frame.width)
    bottom = max(38 * unit, SAFE + 2)
    return Foot(tuple(places), imprint, y, y + imprint.height + bottom)


def _fitted(events: Sequence[Event], voice: Voice, frame: Frame, room: float) -> _Fit | None:
    """Return the events in as many columns as suit their number or one more or less: whichever fill the page best."""
    suited = column_count(len(events))
    found: list[_Fit] = []
    for columns in (suited, suited + 1, suited - 1):
        fit = _largest(events, voice, frame, room, columns) if columns >= min(suited, 2) else None
        if fit:
            found.append(fit)
            if fit.fullness == 1.0:
                break
    return max(found, key=lambda fit: fit.factor * sqrt(fit.fullness) * (1.0 - fit.rows.spare / room), default=None)


def _largest(events: Sequence[Event], voice: Voice, frame: Frame, room: float, columns: int) -> _Fit | None:
    """Return the events at the first factor that fits, found by halving: smaller type fits wherever larger does."""
    low, high, best = 0, len(FACTORS), None
    while low < high:
        middle = (low + high) // 2
        fit = _fit(events, voice, frame, room, columns, FACTORS[middle])
        if fit:
            best, high = fit, middle
        else:
            low = middle + 1
    return best


def _fit(events: Sequence[Event], voice: Voice, frame: Frame, room: float, columns: int, factor: float) -> _Fit | None:
    words = _measured(events, voice, frame, columns, factor)
    if not all(event.body.whole for event in words):
        return None
    places = slots([event.year for event in events], columns)
    rows = range(places[-1].row + 1)
    heights = [
        max(_height(event, frame, columns) for event, slot in zip(words, places, strict=True) if slot.row == row)
        for row in rows
    ]
    least, most = (frame.unit * gap for gap in ROW_GAP)
    stack = stack_rows(heights, room, least, most)
    return None if stack is None else _Fit(words, places, columns, stack, factor)


def _measured(
    events: Sequence[Event], voice: Voice, frame: Frame, columns: int, factor: float
) -> tuple[EventWords, ...]:
    measure = frame.column_width(columns)
    place_room = measure - frame.medallion(columns) + (INDENT - 6) * frame.unit
    return tuple(measure_event(event, voice, measure, place_room, factor) for event in events)


def _height(event: EventWords, frame: Frame, columns: int) -> float:
    """Return the height of an event from the top of its medallion to the foot of its words."""
    return 2 * frame.medallion(columns) + BODY_GAP * frame.unit + event.body.height


def _too_long(events: Sequence[Event], voice: Voice, frame: Frame, room: float) -> Iterator[Diagnostic]:
    """Yield a fault for each event that is higher than its share of the room at the smallest type, or too wide."""
    columns = column_count(len(events))
    rows = -(-len(events) // columns)
    share = (room - (rows + 1) * ROW_GAP[0] * frame.unit) / rows
    words = _measured(events, voice, frame, columns, FACTORS[-1])
    for event, measured in zip(events, words, strict=True):
        if _height(measured, frame, columns) > share or not measured.body.whole:
            yield Diagnostic(
                code="poster-event-too-long",
                message=f"the event “{event.title[voice.code].text}” is too long for the poster",
                where=event.where,
                hint="shorten its text, move some of it to the booklet, or choose a larger poster",
            )


def _placed(words: EventWords, slot: Slot, columns: int, y: float, frame: Frame) -> PlacedEvent:
    unit, radius, x = frame.unit, frame.medallion(columns), frame.column_x(slot.column, columns)
    medallion = Point(x - INDENT * unit, y)
    place_height = words.place.text.height if words.place else 0.0
    return PlacedEvent(
        words,
        medallion,
        Point(x, y + radius + BODY_GAP * unit),
        Point(medallion.x + radius + 6 * unit, y - (BAND / 2 + 2) * unit - place_height),
    )


def _course(first_x: float, frame: Frame) -> Course:
    unit, width = frame.unit, frame.size.width
    beyond = mm(10)  # past any bleed: the page cuts it
    return Course(
        first_x=first_x,
        turn_left=TURN_INSET * unit,
        turn_right=width - TURN_INSET * unit,
        radius=TURN_RADIUS * unit,
        exit_left=-beyond,
        exit_right=width + beyond,
    )
