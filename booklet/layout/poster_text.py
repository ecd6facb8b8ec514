"""The words of the poster, measured: columns of set text with their heights, before anything has a place.

`unit` is the width of the poster over that of A2: every size below is one for A2. Lengths in points.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from booklet.color import Color
from booklet.document.model import (
    Event,
    ItemList,
    LocalizedPassage,
    LocalizedPhrase,
    Paragraph,
    Passage,
    Phrase,
    Span,
    Table,
)
from booklet.document.theme import USUAL_YEAR_EM
from booklet.errors import Where
from booklet.layout.display import Role
from booklet.layout.setting import ASCENT_SHARE, SetText, set_text, title_shape
from booklet.layout.styles import Manner, Styles
from booklet.layout.words import YearText, date_text, year_text
from booklet.text.lines import SetLine
from booklet.text.style import Alignment, ParagraphShape

YEAR, DATE, EVENT_TITLE, SUBTITLE, EVENT_TEXT, PLACE = 54.0, 14.0, 23.0, 15.0, 13.0, 13.5
"""Type sizes of an event at factor 1, A2: read from three metres, from one, and at arm's length."""
TITLE_SIZES = (190.0, 92.0)
"""Largest and smallest size of the poster's title, A2."""
HEAD_SUBTITLE = 28.0
QUOTE_SIZES = (34.0, 12.0)
_TITLE_RISE = 1.3
"""Least leading of the title over the height of its letters, for scripts that have little below the baseline."""
POINT, IMPRINT = 19.0, 12.0
_BETWEEN_CELLS = " · "
_UNBOUNDED = 1e5
_SHRINK = 0.94
"""From one tried size to the next."""
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph in a column."""

    text: SetText
    y: float
    """Of its upper edge, from the top of the column."""
    role: Role
    words: str
    """The logical text."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Paragraphs one below the other."""

    parts: tuple[Part, ...]
    measure: float

    @property
    def height(self) -> float:
        """To the lower edge of the last line."""
        return self.parts[-1].y + self.parts[-1].text.height if self.parts else 0.0

    @property
    def last_baseline(self) -> float:
        """From the top of the column."""
        last = self.parts[-1]
        return last.y + last.text.height - (1 - ASCENT_SHARE) * last.text.leading

    @property
    def whole(self) -> bool:
        """Whether no word is wider than the measure or broken at a line's end to fit it."""
        return all(_is_whole(part.text, part.words) for part in self.parts)


@dataclass(frozen=True, slots=True)
class EventWords:
    """What an event says."""

    place: Part | None
    """Stands on the path beside the medallion, one line."""
    year: Part
    body: TextColumn
    """The year's part is the first."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The styles of an edition and the poster's unit: what every measuring needs."""

    styles: Styles
    unit: float

    @property
    def code(self) -> str:
        """Language of the text."""
        return self.styles.language.code

    @property
    def text_ratio(self) -> float:
        """Leading of running text over its size, as in the booklet."""
        return self.styles.leading / self.styles.theme.sizes.body

    @property
    def title_ratio(self) -> float:
        """Leading of titles over their size: tighter, but scripts that need more room keep a share of it."""
        return 1.14 + 0.8 * max(0.0, self.text_ratio - 1.38)

    def set(self, spans: Sequence[Span], manner: Manner, shape: ParagraphShape, ratio: float, where: Where) -> SetText:
        """Return a paragraph, leading `ratio` times the size of the manner."""
        return set_text(spans, manner, self.code, shape, ratio * manner.plain.size, where)

    def quiet(self, size: float, color: Color) -> Manner:
        """Return the manner of second lines: italic where the script has one, else the plain text face."""
        manner = self.styles.text_manner(size, color)
        slanted = any(font.italic for font in self.styles.emphasis.chains.get(self.styles.language.script, ()))
        style = manner.emphasis if slanted else manner.plain
        return Manner(style, style, style, style)


def column(parts: Sequence[tuple[float, SetText, Role, str]], measure: float, *, hung: bool = False) -> TextColumn:
    """Return set paragraphs, each with the gap above it, as a column; hung, the first line's letters touch the top."""
    placed: list[Part] = []
    y = 0.0
    if hung and parts:
        first = parts[0][1]
        y = _ink(first.lines[:1])[0] - ASCENT_SHARE * first.leading
    for gap, text, role, words in parts:
        y += gap
        placed.append(Part(text, y, role, words))
        y += text.height
    return TextColumn(tuple(placed), measure)


def _ink(lines: Sequence[SetLine]) -> tuple[float, float]:
    """Return how far the letters of lines rise above the baseline and hang below it, at the most."""
    tops, bottoms = [0.0], [0.0]
    for piece in (piece for line in lines for piece in line.pieces):
        font, scale = piece.run.font, piece.size / piece.run.font.units_per_em
        for glyph_id, (_, rise) in zip(piece.run.glyph_ids, piece.run.offsets, strict=True):
            _, bottom, _, top = font.glyph_extents(glyph_id)
            tops.append((top + rise) * scale)
            bottoms.append(-(bottom + rise) * scale)
    return max(tops), max(bottoms)


def measure_event(event: Event, voice: Voice, measure: float, place_room: float, factor: float) -> EventWords:
    """Return the words of an event in a column, `factor` times the sizes for A2; the place has its own room."""
    styles, palette = voice.styles, voice.styles.palette
    size = voice.unit * factor
    year = _year(event, voice, measure, size * YEAR * styles.theme.year_em / USUAL_YEAR_EM)
    parts = [(0.0, year, Role.LABEL, _year_text(event, voice).text)]
    title, running = title_shape(measure), ParagraphShape(measure, Alignment.START)

    def add(gap: float, phrase: Phrase | Paragraph, manner: Manner, ratio: float, shape: ParagraphShape) -> None:
        text = voice.set(phrase.spans, manner, shape, ratio, phrase.where)
        parts.append((gap * size, text, Role.PARAGRAPH, phrase.text))

    if event.date:
        words = date_text(event.date, voice.code, styles.figures)
        date = Phrase(spans=(Span(text=words),), where=event.where)
        add(0.0, date, styles.text_manner(size * DATE, palette.accent), voice.text_ratio * 0.92, running)
    add(3.0, event.title[voice.code], styles.display_manner(size * EVENT_TITLE), voice.title_ratio, title)
    if event.subtitle:
        add(
            2.0,
            event.subtitle[voice.code],
            voice.quiet(size * SUBTITLE, palette.primary),
            voice.text_ratio * 0.92,
            title,
        )
    for i, paragraph in enumerate(_paragraphs(event.text, voice.code)):
        add(3.0 if i else 7.0, paragraph, styles.text_manner(size * EVENT_TEXT), voice.text_ratio, running)
    body = column(parts, measure)
    return EventWords(_place(event, voice, place_room, size * PLACE), body.parts[0], body)


def _year_text(event: Event, voice: Voice) -> YearText:
    return year_text(event, voice.code, voice.styles.figures)


def _year(event: Event, voice: Voice, measure: float, size: float) -> SetText:
    """Return the year on one line, smaller where the column is too narrow; what is beside its digits is small."""
    year = _year_text(event, voice)
    spans = [Span(text=word, strong=word.isdecimal()) for word in re.split(r"(\d+)", year.civil) if word]
    spans += [Span(text=year.hebrew)] if year.hebrew else []
    shape, accent = ParagraphShape(measure, Alignment.START), voice.styles.palette.accent
    while True:
        small, large = (voice.styles.display_manner(size * share, accent).plain for share in (0.5, 1.0))
        text = set_text(spans, Manner(small, small, large, large), voice.code, shape, size, event.where)
        if (len(text.lines) == 1 and text.width <= measure) or size < EVENT_TITLE * voice.unit:
            return text
        size *= _SHRINK


def _place(event: Event, voice: Voice, room: float, size: float) -> Part | None:
    """Return the name of the place on one line, smaller where there is little room."""
    if event.place is None:
        return None
    name = event.place.name[voice.code]
    while True:
        manner = voice.styles.strong_manner(size, voice.styles.palette.primary)
        text = voice.set(name.spans, manner, ParagraphShape(room, Alignment.START), 1.2, name.where)
        if (len(text.lines) == 1 and _is_whole(text, name.text)) or size < 0.6 * PLACE * voice.unit:
            return Part(text, 0.0, Role.PARAGRAPH, name.text)
        size *= _SHRINK


def measure_title(
    title: Phrase, subtitle: LocalizedPhrase | None, voice: Voice, measure: float, room: float
) -> TextColumn:
    """Return the title, as large as two lines of the measure and the height of the room allow, and its subtitle."""
    size, smallest = (voice.unit * size for size in TITLE_SIZES)
    while True:
        manner = voice.styles.display_manner(size, voice.styles.ground.words)
        text = voice.set(title.spans, manner, title_shape(measure), 1.0, title.where)
        top, bottom = _ink(text.lines)
        text = replace(text, leading=max(top + bottom, _TITLE_RISE * top))
        fits = len(text.lines) <= 2 and text.height <= room and _is_whole(text, title.text)
        if fits or size <= smallest:
            break
        size = max(smallest, size * _SHRINK)
    parts = [(0.0, text, Role.H1, title.text)]
    if subtitle:
        phrase = subtitle[voice.code]
        quiet = voice.quiet(HEAD_SUBTITLE * voice.unit, voice.styles.ground.words)
        below = voice.set(phrase.spans, quiet, ParagraphShape(measure, Alignment.START), 1.25, phrase.where)
        parts.append((max(0.0, bottom - 0.25 * text.leading) + 12.0 * voice.unit, below, Role.PARAGRAPH, phrase.text))
    return column(parts, measure, hung=True)


def measure_quote(
    quote: LocalizedPassage | None, source: LocalizedPhrase | None, voice: Voice, measure: float, title: TextColumn
) -> TextColumn:
    """Return the quotation as large as the height of the title beside it allows; both end on one baseline."""
    words = voice.styles.ground.words
    size, smallest = (voice.unit * size for size in QUOTE_SIZES)
    shape = ParagraphShape(measure, Alignment.START)
    while True:
        manner = voice.styles.text_manner(size, words)
        parts = [
            (
                0.4 * size if i else 0.0,
                voice.set(p.spans, manner, shape, voice.text_ratio, p.where),
                Role.PARAGRAPH,
                p.text,
            )
            for i, p in enumerate(_paragraphs(quote, voice.code))
        ]
        if source:
            phrase = source[voice.code]
            small = voice.quiet(max(smallest, 0.62 * size), words)
            text = voice.set(phrase.spans, small, shape, voice.text_ratio, phrase.where)
            parts.append((0.6 * size, text, Role.PARAGRAPH, phrase.text))
        done = column(parts, measure, hung=True)
        if not parts or (done.last_baseline <= title.last_baseline and done.whole) or size <= smallest:
            return _lowered(done, title.last_baseline) if source and parts else done
        size = max(smallest, size * _SHRINK)


def _lowered(quote: TextColumn, baseline: float) -> TextColumn:
    """Return a quotation with its source moved down to a baseline."""
    *body, source = quote.parts
    down = max(0.0, baseline - quote.last_baseline)
    return TextColumn((*body, replace(source, y=source.y + down)), quote.measure)


def measure_points(
    points: Sequence[LocalizedPhrase], voice: Voice, width: float, indent: float
) -> tuple[TextColumn, ...]:
    """Return points as columns that share a width, longer ones in wider columns; `indent` stands before each."""
    manner = voice.styles.display_manner(POINT * voice.unit, voice.styles.ground.words)
    phrases = [point[voice.code] for point in points]

    def set_in(phrase: Phrase, measure: float) -> SetText:
        return voice.set(phrase.spans, manner, title_shape(measure), voice.title_ratio, phrase.where)

    lengths = [set_in(phrase, _UNBOUNDED).width for phrase in phrases]
    fair = sum(lengths) / len(lengths)
    shares = [(length + fair) / (2 * sum(lengths)) for length in lengths]  # halfway between even and by length
    columns = []
    for phrase, share in zip(phrases, shares, strict=True):
        measure = (width - len(phrases) * indent) * share
        text = set_in(phrase, measure - indent / 2)
        columns.append(column([(0.0, text, Role.LIST_BODY, phrase.text)], measure))
    return tuple(columns)


def measure_imprint(imprint: LocalizedPhrase | None, voice: Voice, measure: float) -> TextColumn:
    """Return the imprint; an empty column where there is none."""
    if imprint is None:
        return column([], measure)
    phrase = imprint[voice.code]
    manner = voice.styles.text_manner(IMPRINT * voice.unit, voice.styles.ground.words)
    text = voice.set(phrase.spans, manner, ParagraphShape(measure, Alignment.START), voice.text_ratio, phrase.where)
    return column([(0.0, text, Role.PARAGRAPH, phrase.text)], measure)


def _paragraphs(passage: Mapping[str, Passage] | None, code: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a passage in order; lists stand without markers, a row of a table in one line."""
    pending = list(reversed(passage[code].blocks)) if passage else []
    while pending:
        match block := pending.pop():
            case Paragraph():
                yield block
            case ItemList():
                pending.extend(inner for item in reversed(block.items) for inner in reversed(item))
            case Table():
                yield from (_in_a_line(row) for row in (block.header, *block.rows) if any(cell.spans for cell in row))
            case _:
                assert_never(block)


def _in_a_line(row: Sequence[Phrase]) -> Paragraph:
    """Return a row of a table as a paragraph, points between its cells."""
    spans = [span for cell in row if cell.spans for span in (Span(text=_BETWEEN_CELLS), *cell.spans)]
    return Paragraph(spans=tuple(spans[1:]), where=row[0].where)


def _is_whole(text: SetText, words: str) -> bool:
    ends = (line.end for line in text.lines[:-1])
    return text.width <= text.measure + _TOLERANCE and all(not words[end - 1].isalnum() for end in ends)
