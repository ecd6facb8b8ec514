"""The timeline in the booklet: events down the page on an axis along the start edge, years large, texts short."""

from dataclasses import dataclass

from booklet.document.model import Event, Paragraph
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Point, Rect
from booklet.layout.blocks import Room, small_leading
from booklet.layout.display import Artifact, Item, Marked, Role, Rule
from booklet.layout.flow import Column
from booklet.layout.ornament import medallion
from booklet.layout.rows import Drawing, Picture, Row, Stack, space, text_parts
from booklet.layout.setting import SetText, plain, set_text, title_shape
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
    styles, language = room.styles, room.language
    sizes, palette = styles.theme.sizes, styles.palette
    indent = 2 * _medallion_radius(room) + 1.1 * sizes.body
    x = room.indented(indent)
    item = room.tags.add(Role.LIST_ITEM, parent=list_element)
    centre = Point(room.at_start(2 * _medallion_radius(room)) + _medallion_radius(room), _medallion_middle(room))
    star = medallion(centre, _medallion_radius(room), palette)
    parts: list[tuple[Point, Drawing]] = [(Point(0.0, 0.0), Picture((Marked(star, Artifact.LAYOUT),)))]
    y = 0.0

    def add(text: SetText, role: Role, words: str, gap: float = 0.0) -> None:
        nonlocal y
        y += gap
        parts.extend(text_parts(text, room.tags.add(role, words, parent=item), x, y))
        y += text.height

    measure = room.measure - indent
    ragged, at_end = ParagraphShape(measure, Alignment.START), ParagraphShape(measure, Alignment.END)
    year = year_text(event, language)
    year_size = _YEAR_EM * sizes.body
    year_leading = 1.12 * year_size
    year_manner = styles.display_manner(year_size, palette.accent)
    add(set_text(plain(year), year_manner, language, ragged, year_leading), Role.LABEL, year)
    title = event.title[language]
    title_manner = styles.strong_manner(sizes.heading2, palette.primary)
    words = set_text(title.spans, title_manner, language, title_shape(measure), sizes.heading2 * 1.25, title.where)
    add(words, Role.PARAGRAPH, title.text)
    if event.subtitle:
        subtitle = event.subtitle[language]
        manner = styles.strong_manner(sizes.body, palette.ink)
        words = set_text(subtitle.spans, manner, language, ragged, styles.leading, subtitle.where)
        add(words, Role.PARAGRAPH, subtitle.text)
    if event.place:  # on the line of the year, at its end
        place = event.place.name[language]
        manner = styles.text_manner(sizes.small, palette.accent)
        words = set_text(place.spans, manner, language, at_end, year_leading, place.where)
        parts.extend(text_parts(words, room.tags.add(Role.PARAGRAPH, place.text, parent=item), x, 0.0))
    small, leading = styles.text_manner(sizes.small + 1), small_leading(styles) * 1.08
    for paragraph in event.text[language].blocks if event.text else ():
        if isinstance(paragraph, Paragraph):
            shape = ParagraphShape(measure, hyphenate=True)
            text = set_text(paragraph.spans, small, language, shape, leading, paragraph.where)
            add(text, Role.PARAGRAPH, paragraph.text, gap=0.25 * leading)
    if y > room.height:
        raise LayoutError(
            Diagnostic(
                code="event-too-long",
                message=f"the event “{title.text}” does not fit on a page of the booklet",
                where=event.where,
                hint=f"shorten its text to about {int(100 * room.height / y)} % of what it is",
            )
        )
    return Row(y, EventEntry(tuple(parts)))
