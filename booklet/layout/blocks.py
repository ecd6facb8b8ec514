"""Blocks of the body into rows: headings, running text, quotations, points, pictures."""

from dataclasses import dataclass
from typing import assert_never

from booklet.document.model import (
    Figure,
    Heading,
    ItemList,
    LocalizedPassage,
    Paragraph,
    Passage,
    Phrase,
    Points,
    Quote,
    Text,
    TextStyle,
)
from booklet.geometry import Point, Rect
from booklet.languages import Direction
from booklet.layout.display import Artifact, Image, Marked, Role, Rule
from booklet.layout.ornament import chapter_star, small_star
from booklet.layout.pictures import picture_size
from booklet.layout.rows import Anchor, Drawing, Picture, Row, Stack, on_grid, space, text_parts, text_rows
from booklet.layout.setting import ASCENT_SHARE, plain, set_text, title_shape
from booklet.layout.styles import Manner, Styles
from booklet.layout.tags import StructureBuilder
from booklet.text.style import Alignment, ParagraphShape

_HEADING_LEADING = 1.18
"""Leading of titles over their size: display lines stand closer than text lines."""
_BELOW_HEADING = 0.25
"""Of a line of the grid, so that descenders of the heading clear the ascenders under it."""
_SMALL_LEADING = 1.38
_QUOTE_LEADING = 1.42
_OPENING_LINES = 3
"""Lines of the grid left empty above a chapter's title."""
_MARKER_RADIUS_EM = 0.36
_MARKER_GAP_EM = 1.5
"""From the start edge to the text of a list item, in ems of the body size."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a block needs to know of the place it goes to."""

    styles: Styles
    measure: float
    """Width of the column, points."""
    height: float
    """Of a full column, points."""
    tags: StructureBuilder

    @property
    def language(self) -> str:
        """BCP 47 code of the edition's first language."""
        return self.styles.language.code

    def indented(self, width: float) -> float:
        """Return the x of the left edge of a measure that is shorter by `width` at its start."""
        return 0.0 if self.styles.direction is Direction.RTL else width

    def at_start(self, width: float, offset: float = 0.0) -> float:
        """Return the x of something `width` wide that stands `offset` in from the start edge."""
        return self.measure - offset - width if self.styles.direction is Direction.RTL else offset


# --- Headings -----------------------------------------------------------------------------------------------------


def heading_rows(block: Heading, room: Room) -> list[Row]:
    """Return a heading; level 1 opens a chapter with room above it, a small star and a fine rule under it."""
    phrase = block.text[room.language]
    if block.level == 1:
        return _opening_rows(phrase, room)
    styles = room.styles
    size = styles.theme.sizes.heading2 if block.level == 2 else styles.theme.sizes.heading3
    manner = styles.strong_manner(size, styles.palette.primary)
    title = set_text(
        phrase.spans, manner, room.language, title_shape(room.measure), size * _HEADING_LEADING, phrase.where
    )
    element = room.tags.add(Role.H2 if block.level == 2 else Role.H3, phrase.text)
    rows = text_rows(title, element, 0.0, keep=True, anchor=Anchor(phrase.text, block.level))
    # What the grid leaves over stands above the heading, which belongs to what follows: half a line at the least.
    below = _BELOW_HEADING * styles.leading
    above = -(title.height + below) % styles.leading
    above += styles.leading if above < styles.leading / 2 else 0.0
    return [space(above), *rows, space(below, breakable=False)]


def _opening_rows(phrase: Phrase, room: Room) -> list[Row]:
    styles, leading = room.styles, room.styles.leading
    size = styles.theme.sizes.heading1
    title = set_text(
        phrase.spans,
        styles.display_manner(size),
        room.language,
        title_shape(room.measure),
        size * _HEADING_LEADING,
        phrase.where,
    )
    element = room.tags.add(Role.H1, phrase.text)
    radius = 0.75 * leading
    sinkage = _OPENING_LINES * leading
    star = chapter_star(Point(room.at_start(2 * radius) + radius, sinkage - 2.2 * radius), radius, styles.palette)
    rule_width = 0.2 * room.measure
    rule = Rule(Rect(room.at_start(rule_width), 0.35 * leading, rule_width, 0.6), styles.palette.ornament)
    head = [
        Row(sinkage, Picture((Marked(star, Artifact.LAYOUT),)), breakable=False),
        *text_rows(title, element, 0.0, keep=True, anchor=Anchor(phrase.text, 1)),
        Row(leading, Picture((Marked((rule,), Artifact.LAYOUT),)), breakable=False),
    ]
    return [row for row in on_grid([*head, space(leading, breakable=False)], leading)]


# --- Running text -------------------------------------------------------------------------------------------------


def prose_rows(block: Text, room: Room, *, goes_on: bool = False) -> list[Row]:
    """Return running text: justified body, a lead at the start of a chapter, or small print.

    Body text that `goes_on` after other body text begins with an indent, as its other paragraphs do.
    """
    styles, sizes = room.styles, room.styles.theme.sizes
    passage = block.text[room.language]
    match block.style:
        case TextStyle.BODY:
            return _passage_rows(passage, room, styles.text_manner(sizes.body), styles.leading, goes_on=goes_on)
        case TextStyle.LEAD:
            rows = _passage_rows(passage, room, styles.text_manner(sizes.lead), styles.leading * 1.1)
            return [*on_grid(rows, styles.leading), space(0.5 * styles.leading)]
        case TextStyle.SMALL:
            manner = styles.text_manner(sizes.small)
            rows = _passage_rows(passage, room, manner, small_leading(styles), loose=True)
            return on_grid([space(0.4 * styles.leading, breakable=False), *rows], styles.leading)
        case _:
            assert_never(block.style)


def small_leading(styles: Styles) -> float:
    """Return the leading of small print: the body's, in proportion to the size."""
    return max(styles.leading * styles.theme.sizes.small / styles.theme.sizes.body, _SMALL_LEADING)


def _passage_rows(
    passage: Passage, room: Room, manner: Manner, leading: float, *, loose: bool = False, goes_on: bool = False
) -> list[Row]:
    """Return paragraphs told apart by indents or, when `loose`, by half a line between them."""
    rows: list[Row] = []
    for i, block in enumerate(passage.blocks):
        match block:
            case Paragraph():
                follows_paragraph = isinstance(passage.blocks[i - 1], Paragraph) if i else goes_on
                if loose and i:
                    rows.append(space(0.5 * leading))
                indent = manner.plain.size * 1.2 if follows_paragraph and not loose else 0.0
                rows += _paragraph_rows(block, room, manner, leading, first_indent=indent)
            case ItemList():
                rows += [*_list_rows(block, room, manner, leading, 0.0), space(0.5 * leading)]
            case _:
                assert_never(block)
    return rows


def _paragraph_rows(
    paragraph: Paragraph, room: Room, manner: Manner, leading: float, *, first_indent: float = 0.0
) -> list[Row]:
    shape = ParagraphShape(room.measure, first_indent=first_indent, hyphenate=True)
    text = set_text(paragraph.spans, manner, room.language, shape, leading, paragraph.where)
    return text_rows(text, room.tags.add(Role.PARAGRAPH, paragraph.text), 0.0)


def _list_rows(
    items: ItemList, room: Room, manner: Manner, leading: float, depth_indent: float, parent: int = 0
) -> list[Row]:
    """Return a Markdown list; a nested one stands further in."""
    rows: list[Row] = [] if parent else [space(0.5 * leading, breakable=False)]
    list_element = room.tags.add(Role.LIST, parent=parent)
    em = manner.plain.size
    indent = depth_indent + _MARKER_GAP_EM * em
    for number, blocks in enumerate(items.items, items.start):
        item = room.tags.add(Role.LIST_ITEM, parent=list_element)
        label = f"{number}." if items.ordered else "•"
        label_element = room.tags.add(Role.LABEL, label, parent=item)
        body = room.tags.add(Role.LIST_BODY, parent=item)
        marker = _marker(label if items.ordered else "", room, manner, leading, depth_indent, label_element)
        for block in blocks:
            if isinstance(block, ItemList):
                rows += _list_rows(block, room, manner, leading, indent, body)
                continue
            shape = ParagraphShape(room.measure - indent, hyphenate=True)
            text = set_text(block.spans, manner, room.language, shape, leading, block.where)
            element = room.tags.add(Role.PARAGRAPH, block.text, parent=body)
            item_rows = text_rows(text, element, room.indented(indent))
            rows += [_with(marker, item_rows[0]), *item_rows[1:]] if marker else item_rows
            marker = ()
    return rows


def _marker(
    label: str, room: Room, manner: Manner, leading: float, indent: float, element: int
) -> tuple[tuple[Point, Drawing], ...]:
    """Return a number, or a drawn star where the label is empty."""
    if label:
        text = set_text(plain(label), manner, room.language, ParagraphShape(room.measure, Alignment.START), leading)
        return text_parts(text, element, room.indented(indent), 0.0)
    radius = _MARKER_RADIUS_EM * manner.plain.size
    middle = ASCENT_SHARE * leading - 0.3 * manner.plain.size  # half the height of small letters
    star = small_star(Point(room.at_start(2 * radius, indent) + radius, middle), radius, room.styles.palette.ornament)
    return ((Point(0.0, 0.0), Picture((Marked((star,), element),))),)


def _with(parts: tuple[tuple[Point, Drawing], ...], row: Row) -> Row:
    """Return the row with more drawn in it."""
    drawing = Stack((*parts, (Point(0.0, 0.0), row.drawing))) if row.drawing else Stack(parts)
    return Row(row.height, drawing, row.breakable, row.stretch, row.anchor)


# --- Quotations ---------------------------------------------------------------------------------------------------


def quote_rows(block: Quote, room: Room) -> list[Row]:
    """Return a quotation, set in from the start edge behind a fine rule; a full page's is as large as fits."""
    sizes = room.styles.theme.sizes
    if not block.full_page:
        rows = _quote_at(block, room, sizes.lead)
        return [space(room.styles.leading), *on_grid(rows, room.styles.leading), space(room.styles.leading)]
    size = sizes.quote
    while size > sizes.body:
        # A trial run must leave no elements behind, so it builds a tree of its own.
        trial = Room(room.styles, room.measure, room.height, StructureBuilder(room.language))
        if sum(row.height for row in _quote_at(block, trial, size)) <= room.height:
            break
        size -= 0.5
    return _quote_at(block, room, size)


def _quote_at(block: Quote, room: Room, size: float) -> list[Row]:
    styles = room.styles
    leading = max(size * _QUOTE_LEADING, size * styles.leading / styles.theme.sizes.body)
    indent = 1.4 * size
    element = room.tags.add(Role.QUOTE)
    manner = styles.text_manner(size, styles.palette.primary)
    shape = ParagraphShape(room.measure - indent, Alignment.START, hyphenate=False)
    rows: list[Row] = []
    for i, paragraph in enumerate(block.text[room.language].blocks):
        if not isinstance(paragraph, Paragraph):
            continue
        text = set_text(paragraph.spans, manner, room.language, shape, leading, paragraph.where)
        if i:
            rows.append(space(0.5 * leading))
        rows += text_rows(text, room.tags.add(Role.PARAGRAPH, paragraph.text, parent=element), room.indented(indent))
    if block.source:
        source = block.source[room.language]
        small = styles.text_manner(max(styles.theme.sizes.small, 0.62 * size), styles.palette.accent)
        text = set_text(source.spans, small, room.language, shape, small.plain.size * 1.5, source.where)
        rows[-1] = Row(rows[-1].height, rows[-1].drawing, breakable=False)
        rows.append(space(0.6 * leading, breakable=False))
        rows += text_rows(text, room.tags.add(Role.PARAGRAPH, source.text, parent=element), room.indented(indent))
    return [_beside_rule(row, room) for row in rows]


def _beside_rule(row: Row, room: Room) -> Row:
    """Return the row with its part of the quotation's rule."""
    rule = Rule(Rect(room.at_start(1.2), 0.0, 1.2, row.height), room.styles.palette.ornament)
    return _with(((Point(0.0, 0.0), Picture((Marked((rule,), Artifact.LAYOUT),))),), row)


# --- Points and pictures ------------------------------------------------------------------------------------------


def points_rows(block: Points, room: Room) -> list[Row]:
    """Return the statements as quiet blocks, each with a star at its start edge."""
    styles, leading = room.styles, room.styles.leading
    sizes = styles.theme.sizes
    list_element = room.tags.add(Role.LIST)
    radius = 0.62 * sizes.heading2
    indent = 2 * radius + sizes.body
    title_leading = max(sizes.heading2 * 1.25, leading)
    shape = ParagraphShape(room.measure - indent, Alignment.START)
    rows: list[Row] = []
    for point in block.items:
        item = room.tags.add(Role.LIST_ITEM, parent=list_element)
        star = small_star(
            Point(room.at_start(2 * radius) + radius, ASCENT_SHARE * title_leading - 0.32 * sizes.heading2),
            radius,
            styles.palette.ornament,
        )
        label = room.tags.add(Role.LABEL, "•", parent=item)
        body = room.tags.add(Role.LIST_BODY, parent=item)
        phrase = point.title[room.language]
        manner = styles.strong_manner(sizes.heading2, styles.palette.primary)
        title = set_text(phrase.spans, manner, room.language, shape, title_leading, phrase.where)
        element = room.tags.add(Role.PARAGRAPH, phrase.text, parent=body)
        lines = text_rows(title, element, room.indented(indent), keep=point.text is not None)
        block_rows = [_with(((Point(0.0, 0.0), Picture((Marked((star,), label),))),), lines[0]), *lines[1:]]
        if point.text:
            block_rows += _point_text_rows(point.text, room, indent, body)
        rows += [*on_grid(block_rows, leading), space(leading, stretch=1.0)]
    return rows


def _point_text_rows(texts: LocalizedPassage, room: Room, indent: float, parent: int) -> list[Row]:
    styles = room.styles
    rows: list[Row] = []
    shape = ParagraphShape(room.measure - indent, hyphenate=True)
    manner = styles.text_manner(styles.theme.sizes.body)
    for paragraph in texts[room.language].blocks:
        if isinstance(paragraph, Paragraph):
            text = set_text(paragraph.spans, manner, room.language, shape, styles.leading, paragraph.where)
            element = room.tags.add(Role.PARAGRAPH, paragraph.text, parent=parent)
            rows += text_rows(text, element, room.indented(indent))
    return rows


def figure_rows(block: Figure, room: Room) -> list[Row]:
    """Return a picture at the width of the column, or less where it would be too high, with its words under it."""
    styles, leading = room.styles, room.styles.leading
    alt = block.alt[room.language]
    natural = picture_size(block.file, block.where)
    words = [
        set_text(
            phrase.spans,
            styles.text_manner(styles.theme.sizes.small),
            room.language,
            ParagraphShape(room.measure, Alignment.START),
            small_leading(styles),
            phrase.where,
        )
        for phrase in _captions(block, room.language)
    ]
    most = room.height - 2 * leading - sum(text.height for text in words)
    width = min(room.measure, most * natural.width / natural.height)
    height = width * natural.height / natural.width
    element = room.tags.add(Role.FIGURE, alt=alt.text)
    image = Image(Rect(room.at_start(width), 0.0, width, height), str(block.file))
    rows = [Row(height, Picture((Marked((image,), element),)), breakable=not words)]
    for i, (text, phrase) in enumerate(zip(words, _captions(block, room.language), strict=True)):
        caption = room.tags.add(Role.CAPTION, phrase.text)
        rows += [space(0.3 * leading, breakable=False), *text_rows(text, caption, 0.0, keep=i < len(words) - 1)]
    return [space(leading), *on_grid(rows, leading), space(leading)]


def _captions(block: Figure, language: str) -> list[Phrase]:
    return [phrases[language] for phrases in (block.caption, block.credit) if phrases]
