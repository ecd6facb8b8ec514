"""The timeline in the booklet: events down the page on an axis along the start edge, years large, texts short."""

from dataclasses import dataclass
from typing import NamedTuple

from booklet.document.model import Event, Paragraph, Phrase
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Point, Rect
from booklet.layout.blocks import Room, small_leading
from booklet.layout.display import Artifact, Item, Marked, Role, Rule
from booklet.layout.flow import Column
from booklet.layout.ornament import medallion
from booklet.layout.rows import Drawing, Picture, Row, Stack, space, text_parts
from booklet.layout.setting import SetText, plain, set_text, title_shape
from booklet.layout.styles import Manner
from booklet.layout.words import year_text
from booklet.text.style import Alignment, ParagraphShape

_MEDALLION_EM = 0.95
"""Radius of a medallion over the size of the body text."""
_YEAR_EM = 2.3
"""Size of a year over the size of the body text: the largest thing on the page."""


@dataclass(frozen=True, slots=True)
class EventEntry(Stack):
    """An event's words and medallion: what the axis runs through."""


def event_rows(events: tuple[Event, ...], room: Room) -> list[Row]:
    """Return one row per event, never parted, with room between them that fills the page."""
    list_element = room.tags.add(Role.LIST)
    rows: list[Row] = []
    for event in events:
        rows += [_event_row(event, room, list_element), space(0.8 * room.styles.leading, stretch=1.0)]
    return rows


def axis(room: Room, column: Column) -> tuple[Item, ...]:
    """Return the line behind the medallions of a page, from the first to the last of the column."""
    tops = [placed.y for placed in column if isinstance(placed.row.drawing, EventEntry)]
    if not tops:
        return ()
    radius, middle = _medallion_radius(room), _medallion_middle(room)
    width = 1.6
    x = room.at_start(width, radius - width / 2)
    rect = Rect(x, tops[0] + middle, width, tops[-1] - tops[0])
    return (Marked((Rule(rect, room.styles.palette.ornament),), Artifact.LAYOUT),) if rect.height else ()


def _medallion_radius(room: Room) -> float:
    return _MEDALLION_EM * room.styles.theme.sizes.body


def _medallion_middle(room: Room) -> float:
    """Return the distance from the top of an event to the middle of its medallion: that of the year's digits."""
    return 0.62 * _YEAR_EM * room.styles.theme.sizes.body


def _event_row(event: Event, room: Room, list_element: int) -> Row:
    radius, middle = _medallion_radius(room), _medallion_middle(room)
    x = room.indented(_indent(room))
    item = room.tags.add(Role.LIST_ITEM, parent=list_element)
    star = medallion(Point(room.at_start(2 * radius) + radius, middle), radius, room.styles.palette)
    year, place, *words = _event_words(event, room)
    parts: list[tuple[Point, Drawing]] = [(Point(0.0, 0.0), Picture((Marked(star, Artifact.LAYOUT),)))]
    parts += text_parts(year.text, room.tags.add(Role.LABEL, year.words, parent=item), x, 0.0)
    body = room.tags.add(Role.LIST_BODY, parent=item)
    if place.words:  # on the line of the year, at its end
        parts += text_parts(place.text, room.tags.add(Role.PARAGRAPH, place.words, parent=body), x, 0.0)
    y = year.text.height
    for part in words:
        y += part.gap
        parts += text_parts(part.text, room.tags.add(Role.PARAGRAPH, part.words, parent=body), x, y)
        y += part.text.height
    if y > room.height:
        raise LayoutError(
            Diagnostic(
                code="event-too-long",
                message=f"the event “{event.title[room.language].text}” does not fit on a page of the booklet",
                where=event.where,
                hint=f"shorten its text to about {int(100 * room.height / y)} % of what it is",
            )
        )
    return Row(y, EventEntry(tuple(parts)))


class _Part(NamedTuple):
    """Some words of an event, set."""

    text: SetText
    words: str
    gap: float = 0.0
    """Above it."""


def _event_words(event: Event, room: Room) -> list[_Part]:
    """Return year, place (empty when unknown), title, subtitle, and the paragraphs of the text."""
    styles, language = room.styles, room.language
    sizes, palette = styles.theme.sizes, styles.palette
    measure = room.measure - _indent(room)
    ragged, at_end = ParagraphShape(measure, Alignment.START), ParagraphShape(measure, Alignment.END)
    year_size = _YEAR_EM * sizes.body
    year_leading = 1.12 * year_size

    def part(
        words: Phrase | Paragraph, manner: Manner, shape: ParagraphShape, leading: float, gap: float = 0.0
    ) -> _Part:
        return _Part(set_text(words.spans, manner, language, shape, leading, words.where), words.text, gap)

    year = Phrase(spans=plain(year_text(event, language)), where=event.where)
    place = event.place.name[language] if event.place else Phrase(spans=(), where=event.where)
    title_manner = styles.strong_manner(sizes.heading2, palette.primary)
    parts = [
        part(year, styles.display_manner(year_size, palette.accent), ragged, year_leading),
        part(place, styles.text_manner(sizes.small, palette.accent), at_end, year_leading),
        part(event.title[language], title_manner, title_shape(measure), 1.25 * sizes.heading2),
    ]
    if event.subtitle:
        parts.append(part(event.subtitle[language], styles.strong_manner(sizes.body), ragged, styles.leading))
    small, leading = styles.text_manner(sizes.small + 1), 1.08 * small_leading(styles)
    running = ParagraphShape(measure, hyphenate=True)
    for paragraph in event.text[language].blocks if event.text else ():
        if isinstance(paragraph, Paragraph):
            parts.append(part(paragraph, small, running, leading, 0.25 * leading))
    return parts


def _indent(room: Room) -> float:
    """Return the room that the medallion takes at the start edge."""
    return 2 * _medallion_radius(room) + 1.1 * room.styles.theme.sizes.body
