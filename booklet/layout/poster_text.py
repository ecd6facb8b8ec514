"""The words of the poster, measured: columns of set text with their heights, before anything has a place.

`unit` is the width of the poster over that of A2: every size below is one for A2. Lengths in points.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import radians
from typing import assert_never

from booklet.color import Color
from booklet.document.book import Poster
from booklet.document.model import ItemList, LocalizedPassage, LocalizedPhrase, Paragraph, Passage, Phrase, Span, Table
from booklet.errors import Where
from booklet.layout.display import Role
from booklet.layout.setting import ASCENT_SHARE, SetText, set_text, title_shape
from booklet.layout.styles import Manner, Styles
from booklet.text.lines import SetLine
from booklet.text.style import Alignment, ParagraphShape
from booklet.units import mm

CRITICAL_SIZE = radians(0.2)
"""Height of small letters over the distance from which they are read, below which reading slows down (Legge and
Bigelow, "Does print size matter for reading?", Journal of Vision 11(5):8, 2011)."""
TITLE_SIZES = (190.0, 92.0)
"""Largest and smallest size of the poster's title, A2."""
HEAD_SUBTITLE = 28.0
QUOTE_SIZES = (34.0, 12.0)
_TITLE_RISE = 1.3
"""Least leading of the title over the height of its letters, for scripts that have little below the baseline."""
POINT, CODE_CAPTION, IMPRINT = 19.0, 15.0, 12.0
POINTS_BESIDE_MAP = (24.0, 21.0, 19.0, 17.5, 16.0)
"""Sizes that are tried: as large as the map is high."""
_BETWEEN_CELLS = " · "
_UNBOUNDED = 1e5
SHRINK = 0.94
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
    x: float = 0.0
    """Of its start edge, from that of the column."""


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
        return all(is_whole(part.text, part.words) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Voice:
    """The styles of an edition and the poster's unit: what every measuring needs."""

    styles: Styles
    unit: float
    floor: float = 0.0
    """Least size of type."""

    def size(self, on_a2: float) -> float:
        """Return the size of a type that has the given one on A2."""
        return max(self.floor, self.unit * on_a2)

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


def least_type(styles: Styles, viewing_distance: float) -> float:
    """Return the least size of type on a poster: the theme's, or what is read from a distance in metres.

    A theme sets its scripts as large as its Latin letters look, so the height of those is that of all.
    """
    fonts, font = styles.theme.fonts, styles.text.chains["Latn"][0]
    x_height = fonts.scales.get("Latn", 1.0) * font.x_height / font.units_per_em
    return max(styles.theme.poster_least, mm(1000 * viewing_distance) * CRITICAL_SIZE / x_height)


def measure_title(
    title: Phrase, subtitle: LocalizedPhrase | None, voice: Voice, measure: float, room: float
) -> TextColumn:
    """Return the title, as large as two lines of the measure and the height of the room allow, and its subtitle."""
    size, smallest = (voice.size(size) for size in TITLE_SIZES)
    while True:
        manner = voice.styles.display_manner(size, voice.styles.ground.words)
        text = voice.set(title.spans, manner, title_shape(measure), 1.0, title.where)
        top, bottom = _ink(text.lines)
        text = replace(text, leading=max(top + bottom, _TITLE_RISE * top))
        fits = len(text.lines) <= 2 and text.height <= room and is_whole(text, title.text)
        if fits or size <= smallest:
            break
        size = max(smallest, size * SHRINK)
    parts = [(0.0, text, Role.H1, title.text)]
    if subtitle:
        phrase = subtitle[voice.code]
        quiet = voice.quiet(voice.size(HEAD_SUBTITLE), voice.styles.ground.words)
        below = voice.set(phrase.spans, quiet, ParagraphShape(measure, Alignment.START), 1.25, phrase.where)
        parts.append((max(0.0, bottom - 0.25 * text.leading) + 12.0 * voice.unit, below, Role.PARAGRAPH, phrase.text))
    return column(parts, measure, hung=True)


def measure_quote(
    quote: LocalizedPassage | None, source: LocalizedPhrase | None, voice: Voice, measure: float, title: TextColumn
) -> TextColumn:
    """Return the quotation as large as the height of the title beside it allows; both end on one baseline."""
    words = voice.styles.ground.words
    size, smallest = (voice.size(size) for size in QUOTE_SIZES)
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
            for i, p in enumerate(paragraphs(quote, voice.code))
        ]
        if source:
            phrase = source[voice.code]
            small = voice.quiet(max(smallest, 0.62 * size), words)
            text = voice.set(phrase.spans, small, shape, voice.text_ratio, phrase.where)
            parts.append((0.6 * size, text, Role.PARAGRAPH, phrase.text))
        done = column(parts, measure, hung=True)
        if not parts or (done.last_baseline <= title.last_baseline and done.whole) or size <= smallest:
            return _lowered(done, title.last_baseline) if source and parts else done
        size = max(smallest, size * SHRINK)


def _lowered(quote: TextColumn, baseline: float) -> TextColumn:
    """Return a quotation with its source moved down to a baseline."""
    *body, source = quote.parts
    down = max(0.0, baseline - quote.last_baseline)
    return TextColumn((*body, replace(source, y=source.y + down)), quote.measure)


def measure_points(
    points: Sequence[LocalizedPhrase], voice: Voice, width: float, indent: float, on_a2: float = POINT
) -> tuple[TextColumn, ...]:
    """Return points as columns that share a width, longer ones in wider columns; `indent` stands before each."""
    manner = voice.styles.display_manner(voice.size(on_a2), voice.styles.ground.words)
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


def measure_imprint(poster: Poster, voice: Voice, measure: float) -> TextColumn:
    """Return the line beside the QR code and the imprint; an empty column where there is neither."""
    words, code = voice.styles.ground.words, voice.code
    # Beside a code the column is narrow: lines of like length.
    shape = ParagraphShape(measure, Alignment.START, balanced=poster.url is not None)
    parts: list[tuple[float, SetText, Role, str]] = []
    if poster.url_caption:
        phrase = poster.url_caption[code]
        large = voice.styles.text_manner(voice.styles.on_ground(voice.size(CODE_CAPTION)), words)
        text = voice.set(phrase.spans, large, shape, 0.92 * voice.text_ratio, phrase.where)
        parts.append((0.0, text, Role.PARAGRAPH, phrase.text))
    if poster.imprint:
        phrase = poster.imprint[code]
        small = voice.styles.text_manner(voice.styles.on_ground(voice.size(IMPRINT)), words)
        text = voice.set(phrase.spans, small, shape, voice.text_ratio, phrase.where)
        parts.append((6.0 * voice.unit if parts else 0.0, text, Role.PARAGRAPH, phrase.text))
    return column(parts, measure)


def paragraphs(passage: Mapping[str, Passage] | None, language: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a passage in order; lists stand without markers, a row of a table in one line."""
    pending = list(reversed(passage[language].blocks)) if passage else []
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


def is_whole(text: SetText, words: str) -> bool:
    """Tell whether no word is wider than the measure or broken at a line's end to fit it."""
    ends = (line.end for line in text.lines[:-1])
    return text.width <= text.measure + _TOLERANCE and all(not words[end - 1].isalnum() for end in ends)
