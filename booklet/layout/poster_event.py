"""The words and the picture of an event on the poster, measured before they have a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from booklet.document.model import Event, Paragraph, Phrase, Span
from booklet.document.theme import USUAL_YEAR_EM
from booklet.geometry import Rect, Size
from booklet.layout.display import Role
from booklet.layout.pictures import AnyPicture
from booklet.layout.poster_text import SHRINK, Part, TextColumn, Voice, column, is_whole, paragraphs
from booklet.layout.setting import ASCENT_SHARE, SetText, set_text, title_shape
from booklet.layout.styles import Manner
from booklet.layout.words import RANGE, YearText, date_line, year_text
from booklet.text.style import Alignment, ParagraphShape

LEAST_TITLE, LEAST_YEAR = 1.15, 1.3
"""Least sizes over the least of all, so that titles and years stay what they are."""
_PICTURE_HEIGHT = 0.75
"""Most height of an event's picture over the measure of its words."""
_PICTURE_GAP = 8.0
"""Above it."""


@dataclass(frozen=True, slots=True)
class EventWords:
    """What an event says and shows."""

    place: Part | None
    """Stands on the path beside the medallion, one line; None where it is among the others."""
    body: TextColumn
    """The year's part is the first."""
    picture: tuple[AnyPicture, Rect] | None = None
    """And where it stands, from the top of the column and its start edge."""
    alt: str = ""
    """What the picture shows."""

    @property
    def height(self) -> float:
        """To the lower edge of the words or the picture."""
        return max(self.body.height, self.picture[1].bottom if self.picture else 0.0)


@dataclass(frozen=True, slots=True)
class EventSizes:
    """Type sizes of an event at factor 1, A2."""

    year: float
    date: float
    title: float
    subtitle: float
    text: float
    place: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The room of an event's words."""

    measure: float
    sizes: EventSizes
    factor: float
    """Of the sizes."""
    place_room: float | None = None
    """Width of the place's name on the path; None where it stands among the words."""
    year_room: float = 0.0
    """Width that the year has beside the words; 0 where it stands above them."""


def measure_event(event: Event, voice: Voice, cell: Cell, picture: "AnyPicture | None" = None) -> EventWords:
    """Return the words of an event in a column, the year above them or beside; the place may have its own room."""
    year_size = cell.factor * cell.sizes.year * voice.styles.theme.year_em / USUAL_YEAR_EM
    beside, size = cell.year_room, max(LEAST_YEAR * voice.floor, voice.unit * year_size)
    year = _year(event, voice, beside or cell.measure, size)
    place = _place(event, voice, cell)
    rows = list(_event_rows(event, voice, cell, placed=place is not None))
    first = (0.0, year, Role.LABEL, _year_text(event, voice).text)
    if not beside:
        body = column([first, *rows], cell.measure)
    else:
        told = column(rows, cell.measure - beside)
        label = Part(year, 0.0, Role.LABEL, first[3])
        down = _baseline(year) - _baseline(told.parts[0].text)  # year and title stand on one line
        parts = (replace(part, x=beside, y=part.y + max(0.0, down)) for part in told.parts)
        body = TextColumn((replace(label, y=max(0.0, -down)), *parts), cell.measure)
    words = EventWords(place, body)
    if picture is None or event.picture is None:
        return words
    box = Rect(beside, body.height + _PICTURE_GAP * voice.unit, *picture_size(picture, cell))
    return replace(words, picture=(picture, box), alt=event.picture.alt[voice.code].text)


def picture_size(picture: AnyPicture, cell: Cell) -> Size:
    """Return the size of an event's picture: as wide as the words or as high as it may be."""
    measure = cell.measure - cell.year_room
    scale = min(measure / picture.size.width, _PICTURE_HEIGHT * measure / picture.size.height)
    return Size(scale * picture.size.width, scale * picture.size.height)


def _baseline(text: SetText) -> float:
    """Return the first baseline of a paragraph from its top."""
    return ASCENT_SHARE * text.leading


def _event_rows(event: Event, voice: Voice, cell: Cell, *, placed: bool) -> "Iterator[_Row]":
    """Yield what stands below the year, each with the gap above it: date, place if it has none, title, text."""
    styles, palette, sizes, code = voice.styles, voice.styles.palette, cell.sizes, voice.code
    measure = cell.measure - cell.year_room
    title, running = title_shape(measure), ParagraphShape(measure, Alignment.START)
    unit, tight = voice.unit * cell.factor, voice.text_ratio * 0.92

    def size(on_a2: float) -> float:
        return voice.size(cell.factor * on_a2)

    def row(gap: float, phrase: Phrase | Paragraph, manner: Manner, ratio: float, shape: ParagraphShape) -> _Row:
        return gap * unit, voice.set(phrase.spans, manner, shape, ratio, phrase.where), Role.PARAGRAPH, phrase.text

    large = styles.display_manner(max(LEAST_TITLE * voice.floor, unit * sizes.title))
    heading = row(0.0 if cell.year_room else 3.0, event.title[code], large, voice.title_ratio, title)
    if cell.year_room:
        yield heading
    if words := date_line(event, code, styles.figures):
        date = Phrase(spans=(Span(text=words),), where=event.where)
        yield row(0.0, date, styles.text_manner(size(sizes.date), palette.accent), tight, running)
    if event.place and not placed:
        manner = styles.strong_manner(size(sizes.place), palette.primary)
        yield row(1.0, event.place.name[code], manner, tight, running)
    if not cell.year_room:
        yield heading
    if event.subtitle:
        yield row(2.0, event.subtitle[code], voice.quiet(size(sizes.subtitle), palette.primary), tight, title)
    for i, paragraph in enumerate(paragraphs(event.text, code)):
        manner = styles.text_manner(size(sizes.text))
        yield row(3.0 if i else 7.0, paragraph, manner, voice.text_ratio, running)


_Row: TypeAlias = tuple[float, SetText, Role, str]


def _year_text(event: Event, voice: Voice) -> YearText:
    return year_text(event, voice.code, voice.styles.figures)


def _year(event: Event, voice: Voice, measure: float, size: float) -> SetText:
    """Return the year on one line, smaller where the column is too narrow; what is beside its digits is small."""
    year = _year_text(event, voice)
    spans = [Span(text=word, strong=_is_large(word)) for word in re.split(r"(\d+)", year.civil) if word]
    spans += [Span(text=year.hebrew)] if year.hebrew else []
    shape, accent = ParagraphShape(measure, Alignment.START), voice.styles.palette.accent
    while True:
        sizes = max(voice.floor, 0.5 * size), size
        small, large = (voice.styles.display_manner(one, accent).plain for one in sizes)
        text = set_text(spans, Manner(small, small, large, large), voice.code, shape, size, event.where)
        if (len(text.lines) == 1 and text.width <= measure) or size <= voice.floor:
            return text
        size = max(voice.floor, size * SHRINK)


def _is_large(word: str) -> bool:
    """Tell whether a piece of a year is of its digits: the dash between two of them is."""
    return word.isdecimal() or RANGE in word


def _place(event: Event, voice: Voice, cell: Cell) -> Part | None:
    """Return the name of a place on one line, smaller where there is little room; None where there is none for it."""
    if event.place is None or cell.place_room is None:
        return None
    name, room = event.place.name[voice.code], cell.place_room
    size = voice.size(cell.factor * cell.sizes.place)
    least = max(voice.floor, 0.6 * size)
    while True:
        manner = voice.styles.strong_manner(size, voice.styles.palette.primary)
        text = voice.set(name.spans, manner, ParagraphShape(room, Alignment.START), 1.2, name.where)
        if len(text.lines) == 1 and is_whole(text, name.text):
            return Part(text, 0.0, Role.PARAGRAPH, name.text)
        if size <= least:
            return None
        size = max(least, size * SHRINK)


def widest_word(words: EventWords) -> tuple[str, float]:
    """Return the first word of an event that is wider than its room, and by about how much, points."""
    for part in words.body.parts:
        if not is_whole(part.text, part.words):
            at = next((line.end for line in part.text.lines[:-1] if part.words[line.end - 1].isalnum()), 0)
            begin = max((i + 1 for i in range(at) if part.words[i].isspace()), default=0)
            word = part.words[begin:].split(maxsplit=1)[0]
            fitting = max(1, at - begin)
            wide = part.text.measure * (len(word) / fitting - 1) if at else part.text.width - part.text.measure
            return word, wide
    return "", 0.0
