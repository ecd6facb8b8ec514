"""The composition of the poster: from measured words to places, as pure numbers.

A poster is a head, a timeline and a foot, one below the other. All in reading coordinates, as in `timeline`; `unit` is
the short side of the poster over that of A2, and every constant below is a length on A2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from booklet.document.book import Poster, PosterLayout
from booklet.document.model import Event, Phrase
from booklet.errors import LayoutError
from booklet.geometry import Rect, paper_size
from booklet.layout.poster_foot import Foot, compose_foot
from booklet.layout.poster_frame import GUTTER, SAFE, Frame, frame_of
from booklet.layout.poster_text import (
    TextColumn,
    Voice,
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
HEAD_ROOMS = (350.0, 280.0, 210.0, 210.0)
"""What the words of the head may be high on an upright page: less when the events would else be small."""
MAP_ROOMS = (350.0, 310.0, 270.0, 220.0)
"""What a map in the foot may be high: it gives way as the head does."""
FAIR_FACTOR = 0.94
"""Type of the events for whose sake head and map need not give way: texts of 12 pt on A2, at arm's length."""
FRIEZE = (54.0, 108.0)
"""Least and greatest height of the pattern."""
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
    least, most = (frame.unit * height for height in FRIEZE)
    outer = [
        _Outer(_head(poster, title, voice, frame, head_room), compose_foot(poster, voice, frame, map_room))
        for head_room, map_room in zip(_rooms(HEAD_ROOMS, frame), _rooms(MAP_ROOMS, frame), strict=True)
    ]
    outer = [one for one, lower in pairwise(outer) if lower.height < one.height] + outer[-1:]
    layouts = [layout(in_order(events), voice, frame) for layout in _layouts(poster, len(events))]
    room = frame.size.height - least
    found = next(_fitted(layouts, outer, room), None)
    if found is None:
        raise LayoutError(too_long(layouts[0], room - outer[-1].height))
    (head, foot), fit = found
    # What the frieze cannot take goes to the timeline after all: better than a hole at the foot.
    frieze = Rect(0.0, head.height, frame.size.width, min(most, least + fit.spare))
    foot_top = frame.size.height - foot.height
    middle = Rect(0.0, frieze.bottom, frame.size.width, foot_top - frieze.bottom)
    return Plan(frame=frame, head=head, frieze=frieze, foot=foot, foot_top=foot_top, timeline=fit.placed(middle))


def _layouts(poster: Poster, count: int) -> list[type[Layout]]:
    """Return the layouts to try, the best first."""
    if poster.layout is not PosterLayout.AUTO:
        return [LAYOUTS[poster.layout]]
    return [Serpentine, Columns] if count <= MOST_ON_A_PATH else [Columns]


def _rooms(heights: Sequence[float], frame: Frame) -> list[float]:
    """Return heights on an upright page: on one across, as large a part of it."""
    part = min(1.0, frame.size.height / (frame.unit * paper_size("A2").height))
    return [height * part * frame.unit for height in heights]


class _Outer(NamedTuple):
    """What the timeline stands between."""

    head: Head
    foot: Foot

    @property
    def height(self) -> float:
        return self.head.height + self.foot.height


def _fitted(layouts: Sequence[Layout], outer: Sequence[_Outer], room: float) -> Iterator[tuple[_Outer, Fit]]:
    """Yield for each layout that fits the largest head and foot that leave events a fair type, or else the least."""
    for layout in layouts:
        for one in outer:
            fit = solve(layout, room - one.height)
            if fit and (fit.factor >= FAIR_FACTOR or one is outer[-1]):
                yield one, fit
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
