"""The timeline in the booklet: events down the page on an axis along the start edge, years large, texts short."""

import re
from dataclasses import dataclass

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
from booklet.layout.setting import plain, title_shape
from booklet.layout.styles import Manner, Styles, small_leading
from booklet.layout.words import date_line, year_text
from booklet.text.style import Alignment, ParagraphShape

_MEDALLION_EM = 0.95
"""Radius of a medallion over the size of the body text."""
_SECOND_YEAR = 0.5
"""Size of a year of the Hebrew calendar over that of the civil year beside it."""
_PICTURE_HEIGHT = 0.3
"""Most height of an event's picture over that of the page."""

_AXIS = 1.6
"""Width of the line that the medallions stand on."""


@dataclass(frozen=True, slots=True)
class EventEntry(Stack):
    """An event's words and medallion: what the axis runs through."""

    middle: Point
    """Of the medallion."""


def event_units(events: tuple[Event, ...], room: Room) -> list[list[Row]]:
    """Return one row per event, never parted, each with room below it that fills the page.

    Raises:
        LayoutError: naming every event that is higher than a page.
    """
    whole = room.under(Role.LIST)
    rows = [_event_row(event, whole) for event in events]
    heights = [row.height + foot_height([row]) for row in rows]
    too_high = [(event, height) for event, height in zip(events, heights, strict=True) if height > room.height]
    if too_high:
        raise LayoutError(_too_long(event, height, room) for event, height in too_high)
    between = space(0.8 * room.styles.leading, stretch=1.0)
    return [[row, between] for row in rows]


def _too_long(event: Event, height: float, room: Room) -> Diagnostic:
    return Diagnostic(
        code="event-too-long",
        message=f"the event “{event.title[room.language].text}” does not fit on a page of the booklet",
        where=event.where,
        hint=f"shorten its text to about {int(100 * room.height / height)} % of what it is",
    )


def axes(column: Column, color: Color) -> tuple[Item, ...]:
    """Return the lines behind the medallions that stand above each other, from the first to the last of a column."""
    middles: dict[float, list[float]] = {}
    for placed in column:
        for at, drawing in within(placed.row.drawing):
            if isinstance(drawing, EventEntry):
                middles.setdefault(at.x + drawing.middle.x, []).append(placed.y + at.y + drawing.middle.y)
    rules = [Rule(Rect(x - _AXIS / 2, ys[0], _AXIS, ys[-1] - ys[0]), color) for x, ys in middles.items() if len(ys) > 1]
    return (Marked(tuple(rules), Artifact.LAYOUT),) if rules else ()


def _medallion_radius(room: Room) -> float:
    return _MEDALLION_EM * room.styles.theme.sizes.body


def _medallion_middle(room: Room) -> float:
    """Return the distance from the top of an event to the middle of its medallion: that of the year's digits."""
    return 0.62 * room.styles.theme.year_em * room.styles.theme.sizes.body


def _event_row(event: Event, room: Room) -> Row:
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
    rows = [*_date_rows(event, body), *_event_text(event, body), *_event_picture(event, body)]
    drawing = EventEntry((*parts, *stacked(rows, y)), center)
    return Row(y + sum(row.height for row in rows), drawing, notes=notes_in(rows))


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


def _event_text(event: Event, room: Room) -> list[Row]:
    """Return title, subtitle and text of an event."""
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
        rows += text_rows(room.text(Role.PARAGRAPH, event.subtitle[language], manner, shape, styles.leading))
    if event.text:
        leading = 1.08 * small_leading(styles)
        prose = Prose(styles.text_manner(sizes.small + 1), leading, gap=0.25 * leading)
        rows += [space(prose.gap), *trimmed(passage_rows(event.text[language], room, prose))]
    return rows


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
