"""The composition of the poster: from measured words to places, as pure numbers.

A poster is a head, a timeline and a foot, one below the other. All in reading coordinates, as in `timeline`; `unit` is
the short side of the poster over that of A2, and every constant below is a length on A2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booklet.document.book import Poster, PosterLayout
from booklet.document.model import Event, Phrase
from booklet.errors import LayoutError
from booklet.geometry import Point, Rect, paper_size
from booklet.layout.poster_frame import GUTTER, SAFE, Frame, frame_of
from booklet.layout.poster_text import (
    TextColumn,
    Voice,
    measure_imprint,
    measure_points,
    measure_quote,
    measure_title,
)
from booklet.layout.time_axis import in_order
from booklet.layout.timeline import Arrangement, Fit, Layout, solve, too_long
from booklet.layout.timeline_horizontal import Across
from booklet.layout.timeline_list import Columns
from booklet.layout.timeline_serpentine import Serpentine
from booklet.layout.timeline_vertical import Spine

HEAD_PAD, HEAD_FOOT = 54.0, 34.0
HEAD_ROOMS = (350.0, 280.0, 210.0)
"""What the words of the head may be high on an upright page: less when the events would else be small."""
FAIR_FACTOR = 0.96
"""Type of the events for whose sake the head need not give way."""
FRIEZE = (54.0, 108.0)
"""Least and greatest height of the pattern."""
FOOT_PAD = 36.0
POINT_COLUMNS = 4
POINT_INDENT = 30.0
"""From the edge of its column to a point's words, past the star."""
LAYOUTS: dict[PosterLayout, type[Layout]] = {
    PosterLayout.SERPENTINE: Serpentine,
    PosterLayout.VERTICAL: Spine,
    PosterLayout.HORIZONTAL: Across,
    PosterLayout.LIST: Columns,
}
MOST_ON_A_PATH = 30
"""Events, above which a list is better to survey than a serpentine."""


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
class Plan:
    """Everything at its place."""

    frame: Frame
    head: Head
    frieze: Rect
    foot: Foot
    foot_top: float
    timeline: Arrangement


def compose(poster: Poster, title: Phrase, events: Sequence[Event], voice: Voice) -> Plan:
    """Return the plan of a poster.

    Raises:
        LayoutError: when the events do not fit at the smallest type, naming those that are too long.
    """
    frame = frame_of(poster.size)
    foot = _foot(poster, voice, frame)
    least, most = (frame.unit * height for height in FRIEZE)
    heads = [_head(poster, title, voice, frame, room) for room in _head_rooms(frame)]
    layouts = [layout(in_order(events), voice, frame) for layout in _layouts(poster, len(events))]
    found = next(_fitted(layouts, heads, frame.size.height - foot.height - least), None)
    if found is None:
        raise LayoutError(too_long(layouts[0], frame.size.height - foot.height - least - heads[-1].height))
    head, fit = found
    # What the frieze cannot take goes to the timeline after all: better than a hole at the foot.
    frieze = Rect(0.0, head.height, frame.size.width, min(most, least + fit.spare))
    foot_top = frame.size.height - foot.height
    room = Rect(0.0, frieze.bottom, frame.size.width, foot_top - frieze.bottom)
    return Plan(frame=frame, head=head, frieze=frieze, foot=foot, foot_top=foot_top, timeline=fit.placed(room))


def _layouts(poster: Poster, count: int) -> list[type[Layout]]:
    """Return the layouts to try, the best first."""
    if poster.layout is not PosterLayout.AUTO:
        return [LAYOUTS[poster.layout]]
    return [Serpentine, Columns] if count <= MOST_ON_A_PATH else [Columns]


def _head_rooms(frame: Frame) -> list[float]:
    """Return what the words of the head may be high: on a page across, as large a part of it as on an upright one."""
    part = min(1.0, frame.size.height / (frame.unit * paper_size("A2").height))
    return [room * part * frame.unit for room in HEAD_ROOMS]


def _fitted(layouts: Sequence[Layout], heads: Sequence[Head], room: float) -> Iterator[tuple[Head, Fit]]:
    """Yield for each layout that fits the largest head beside which the events have fair type, else the least one."""
    for layout in layouts:
        for head in heads:
            fit = solve(layout, room - head.height)
            if fit and (fit.factor >= FAIR_FACTOR or head is heads[-1]):
                yield head, fit
                break


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
