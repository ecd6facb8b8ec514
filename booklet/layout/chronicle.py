"""The timeline in the booklet: events down the page on an axis along the start edge, years large, texts short."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from booklet.color import Color
from booklet.document.model import Event, Phrase, Span
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Point, Rect
from booklet.layout.display import Artifact, Item, Marked, Role, Rule
from booklet.layout.flow import Column
from booklet.layout.marks import event_mark
from booklet.layout.pictures import open_picture
from booklet.layout.prose import Prose, passage_rows
from booklet.layout.room import Room
from booklet.layout.rows import (
    Part,
    Row,
    Stack,
    foot_height,
    notes_in,
    picture,
    space,
    stacked,
    text_parts,
    text_rows,
    trimmed,
    within,
)
from booklet.layout.setting import clear_gap, plain, title_shape
from booklet.layout.styles import Manner, Styles, small_leading
from booklet.layout.words import date_line, year_text
from booklet.text.style import Alignment, ParagraphShape

_MEDALLION_EM = 0.95
"""Radius of a medallion over the size of the body text."""
_SECOND_YEAR = 0.5
"""Size of a year of the Hebrew calendar over that of the civil year beside it."""
_PICTURE_HEIGHT = 0.3
"""Most height of an event's picture over that of the page."""
_PARTED_FROM = 0.45
"""Mean height of an event over that of the page from which events are parted: else a page would hold one alone."""
_AXIS = 1.6
"""Width of the line that the medallions stand on."""


@dataclass(frozen=True, slots=True)
class EventEntry(Stack):
    """An event's words and medallion: what the axis runs through."""

    middle: Point
    """Of the medallion."""


@dataclass(frozen=True, slots=True)
class EventLine(Stack):
    """A line of an event that may stand on another page than its medallion: the axis runs beside it."""

    axis_x: float
    height: float


def event_units(events: tuple[Event, ...], room: Room) -> list[list[Row]]:
    """Return one row per event, each with room below it that fills the page; one row a line where type is large.

    Raises:
        LayoutError: naming every event that is higher than a page.
    """
    whole = room.under(Role.LIST)
    entries = [_event_rows(event, whole) for event in events]
    heights = [sum(row.height for row in one) + foot_height(one) for one in entries]
    too_high = [(event, height) for event, height in zip(events, heights, strict=True) if height > room.height]
    if too_high:
        raise LayoutError(_too_long(event, height, room) for event, height in too_high)
    if sum(heights) > _PARTED_FROM * room.height * len(events):
        axis = room.at_start(2 * _medallion_radius(room)) + _medallion_radius(room)
        between = space(0.8 * room.styles.leading)  # pages fill by themselves
        return [*([*_beside_axis(one, axis), between] for one in entries[:-1]), entries[-1]]
    between = space(0.8 * room.styles.leading, stretch=1.0)
    return [[_whole(one), between] for one in entries]


def _whole(rows: Sequence[Row]) -> Row:
    """Return the rows of an event as one, which is never parted."""
    first, *others = rows
    assert isinstance(first.drawing, EventEntry), "an event begins with its medallion"
    drawing = replace(first.drawing, parts=(*first.drawing.parts, *stacked(others, first.height)))
    return Row(sum(row.height for row in rows), drawing, notes=notes_in(rows))


def _beside_axis(rows: Sequence[Row], x: float) -> list[Row]:
    """Return the rows of an event that the axis runs on beside, as far as they are words."""
    first, *others = rows
    lines = (
        replace(one, drawing=EventLine(((Point(0.0, 0.0), one.drawing),), x, one.height)) if one.drawing else one
        for one in others
    )
    return [first, *lines]


def _too_long(event: Event, height: float, room: Room) -> Diagnostic:
    return Diagnostic(
        code="event-too-long",
        message=f"the event “{event.title[room.language].text}” does not fit on a page of the booklet",
        where=event.where,
        hint=f"shorten its text to about {int(100 * room.height / height)} % of what it is",
    )


def axes(column: Column, color: Color) -> tuple[Item, ...]:
    """Return the lines behind the medallions that stand above each other, from the first to the last of a column.

    Beside a parted event they run on to the end of its words on the page.
    """
    middles: dict[float, list[float]] = {}
    for placed in column:
        for at, drawing in within(placed.row.drawing):
            if isinstance(drawing, EventEntry):
                middles.setdefault(at.x + drawing.middle.x, []).append(placed.y + at.y + drawing.middle.y)
            if isinstance(drawing, EventLine):
                top = placed.y + at.y
                middles.setdefault(at.x + drawing.axis_x, []).extend((top, top + drawing.height))
    rules = [Rule(Rect(x - _AXIS / 2, ys[0], _AXIS, ys[-1] - ys[0]), color) for x, ys in middles.items() if len(ys) > 1]
    return (Marked(tuple(rules), Artifact.LAYOUT),) if rules else ()


def _medallion_radius(room: Room) -> float:
    return _MEDALLION_EM * room.styles.theme.sizes.body


def _medallion_middle(room: Room) -> float:
    """Return the distance from the top of an event to the middle of its medallion: that of the year's digits."""
    return 0.62 * room.styles.theme.year_em * room.styles.theme.sizes.body


def _event_rows(event: Event, room: Room) -> list[Row]:
    """Return the medallion with year, title and subtitle as one row, then the lines of the text, and the picture."""
    radius, middle = _medallion_radius(room), _medallion_middle(room)
    item = room.under(Role.LIST_ITEM)
    center = Point(room.at_start(2 * radius) + radius, middle)
    mark = event_mark(center, radius, room.styles.theme)
    parts: list[Part] = [(Point(0.0, 0.0), picture(mark, Artifact.LAYOUT))]
    head = item.inset(_indent(room))
    size = room.styles.theme.year_em * room.styles.theme.sizes.body
    leading = 1.12 * size
    shape = ParagraphShape(head.measure, Alignment.START)
    year = head.text(Role.LABEL, _year(event, room), _year_manner(room.styles, size), shape, leading)
    parts += text_parts(year, 0.0)
    y = year.text.height
    body = head.under(Role.LIST_BODY)
    if event.place:  # on the line of the year, at its end, or below it where both are long
        manner = room.styles.text_manner(room.styles.theme.sizes.small, room.styles.palette.accent)
        shape = ParagraphShape(body.measure, Alignment.END)
        place = body.text(Role.PARAGRAPH, event.place.name[room.language], manner, shape, leading)
        beside = year.text.width + place.text.width + 0.5 * size <= body.measure
        parts += text_parts(place, 0.0 if beside else y)
        y += 0.0 if beside else place.text.height
    titles = [*_date_rows(event, body), *_title_rows(event, body)]
    drawing = EventEntry((*parts, *stacked(titles, y)), center)
    others = [*_event_text(event, body), *_event_picture(event, body)]
    first = Row(y + sum(one.height for one in titles), drawing, breakable=not others, notes=notes_in(titles))
    return [first, *others]


def _year(event: Event, room: Room) -> Phrase:
    """Return the year, or the day of a programme; as emphasised words that of the Hebrew calendar, and the month."""
    year = year_text(event, room.language, room.styles.figures)
    if event.by_day:
        words = (word for word in re.split(r"(\d+)", year.civil) if word)
        return Phrase(spans=tuple(Span(text=one, emphasis=not one.isdecimal()) for one in words), where=event.where)
    hebrew = (Span(text=year.hebrew, emphasis=True),) if year.hebrew else ()
    return Phrase(spans=(*plain(year.civil), *hebrew), where=event.where)


def _year_manner(styles: Styles, size: float) -> Manner:
    """Return the display face, smaller for what is emphasised: the second of two calendars, a month."""
    large, small = (styles.display_manner(size * share, styles.palette.accent).plain for share in (1.0, _SECOND_YEAR))
    return Manner(large, small, large, small)


def _date_rows(event: Event, room: Room) -> list[Row]:
    """Return the day or month in words, where it is known: below the year, above the title."""
    words = date_line(event, room.language, room.styles.figures)
    if not words:
        return []
    manner = room.styles.text_manner(room.styles.theme.sizes.small + 1, room.styles.palette.accent)
    shape = ParagraphShape(room.measure, Alignment.START)
    phrase = Phrase(spans=plain(words), where=event.where)
    leading = 1.08 * small_leading(room.styles)
    return [*text_rows(room.text(Role.PARAGRAPH, phrase, manner, shape, leading)), space(0.15 * leading)]


def _title_rows(event: Event, room: Room) -> list[Row]:
    """Return title and subtitle of an event."""
    styles, language = room.styles, room.language
    sizes, palette = styles.theme.sizes, styles.palette
    title = room.text(
        Role.PARAGRAPH,
        event.title[language],
        styles.strong_manner(sizes.heading2, palette.primary),
        title_shape(room.measure),
        1.25 * sizes.heading2,
    )
    rows = text_rows(title)
    if event.subtitle:
        shape = ParagraphShape(room.measure, Alignment.START)
        manner = styles.strong_manner(sizes.body)
        subtitle = room.text(Role.PARAGRAPH, event.subtitle[language], manner, shape, styles.leading)
        rows += [space(clear_gap(title.text, subtitle.text)), *text_rows(subtitle)]
    return rows


def _event_text(event: Event, room: Room) -> list[Row]:
    """Return the text of an event, with the space above it."""
    if not event.text:
        return []
    leading = 1.08 * small_leading(room.styles)
    prose = Prose(room.styles.text_manner(room.styles.theme.sizes.small + 1), leading, gap=0.25 * leading)
    return [space(prose.gap, breakable=False), *trimmed(passage_rows(event.text[room.language], room, prose))]


def _event_picture(event: Event, room: Room) -> list[Row]:
    """Return the picture of an event, as wide as its words or as high as it may be."""
    if event.picture is None:
        return []
    found = open_picture(event.picture.file, event.picture.where)
    scale = min(room.measure / found.size.width, _PICTURE_HEIGHT * room.height / found.size.height)
    width, height = scale * found.size.width, scale * found.size.height
    element = room.tag(Role.FIGURE, alt=event.picture.alt[room.language].text)
    placed = found.at(Rect(room.at_start(width), 0.0, width, height))
    return [space(0.5 * room.styles.leading), Row(height, picture((placed,), element), breakable=False)]


def _indent(room: Room) -> float:
    """Return the room that the medallion takes at the start edge."""
    return 2 * _medallion_radius(room) + 1.1 * room.styles.theme.sizes.body
