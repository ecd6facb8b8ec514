"""Blocks of the body into rows: headings, running text, quotations, points."""

from dataclasses import replace
from typing import assert_never

from booklet.document.model import Heading, Phrase, Points, Quote, Text, TextStyle
from booklet.geometry import Point, Rect
from booklet.layout.display import Artifact, Role, Rule
from booklet.layout.marks import chapter_mark, list_mark
from booklet.layout.prose import Prose, passage_rows, passage_units
from booklet.layout.room import Room
from booklet.layout.rows import (
    Anchor,
    Row,
    Stack,
    before,
    foot_height,
    grid_stop,
    on_grid,
    picture,
    space,
    text_rows,
    trimmed,
    whole_lines,
)
from booklet.layout.setting import ASCENT_SHARE, title_shape
from booklet.layout.styles import small_leading
from booklet.layout.tags import StructureBuilder
from booklet.layout.titles import title_size
from booklet.text.style import Alignment, ParagraphShape

_HEADING_LEADING = 1.18
"""Leading of titles over their size: display lines stand closer than text lines."""
_BELOW_HEADING = 0.25
"""Of a line of the grid, so that descenders of the heading clear the ascenders under it."""
_QUOTE_LEADING = 1.42
_OPENING_LINES, _OPENING_LINES_BARE = 3, 1
"""Lines of the grid left empty above a chapter's title: with a sign in them, and without one."""
_QUOTE_STEP = 0.5
"""Points from one tried size of a full-page quotation to the next."""
_QUOTE_RULE = 1.2
"""Width of the rule beside a quotation."""
_BOXED_GAP = 0.25
"""Lines of the grid between two statements in a box."""


# --- Headings -----------------------------------------------------------------------------------------------------


def heading_rows(block: Heading, room: Room) -> list[Row]:
    """Return a heading; level 1 opens a chapter with room above it, the theme's sign and a rule under it."""
    phrase = block.text[room.language]
    if block.level == 1:
        return _opening_rows(phrase, room)
    styles = room.styles
    usual = styles.theme.sizes.heading2 if block.level == 2 else styles.theme.sizes.heading3
    size = title_size(phrase, lambda size: styles.strong_manner(size, styles.palette.primary), usual, room)
    manner = styles.strong_manner(size, styles.palette.primary)
    role = Role.H2 if block.level == 2 else Role.H3
    title = room.text(role, phrase, manner, title_shape(room.measure), size * _HEADING_LEADING)
    rows = text_rows(title, keep=True, anchor=Anchor(phrase.text, block.level))
    # What the grid leaves over stands above the heading, which belongs to what follows: half a line at the least.
    below = _BELOW_HEADING * styles.leading
    above = -(title.text.height + below) % styles.leading
    above += styles.leading if above < styles.leading / 2 else 0.0
    return [space(above), *rows, space(below, breakable=False)]


def _opening_rows(phrase: Phrase, room: Room) -> list[Row]:
    styles, leading = room.styles, room.styles.leading
    size = title_size(phrase, styles.display_manner, styles.theme.sizes.heading1, room)
    title = room.text(Role.H1, phrase, styles.display_manner(size), title_shape(room.measure), size * _HEADING_LEADING)
    rows = text_rows(title, keep=True, anchor=Anchor(phrase.text, 1, listed_in=room.language))
    if room.below:
        return on_grid([space(0.5 * leading, breakable=False), *rows, space(leading, breakable=False)], leading)
    radius = 0.75 * leading
    middle = Point(room.at_start(2 * radius) + radius, _OPENING_LINES * leading - 2.2 * radius)
    mark = chapter_mark(middle, radius, styles.theme)
    sinkage = ((_OPENING_LINES if mark else _OPENING_LINES_BARE) - 1) * leading
    rule_width = 0.2 * room.measure
    rule = Rule(Rect(room.at_start(rule_width), 0.35 * leading, rule_width, styles.rule(0.6)), styles.palette.ornament)
    head = [
        Row(leading, Stack(()), breakable=False, give=leading),  # a mere space would vanish
        Row(sinkage, Stack(((Point(0.0, -leading), picture(mark, Artifact.LAYOUT)),)), breakable=False),
        *rows,
        Row(leading, picture((rule,), Artifact.LAYOUT), breakable=False),
    ]
    return on_grid([*head, space(leading, breakable=False, give=leading)], leading)


# --- Running text -------------------------------------------------------------------------------------------------


def prose_units(block: Text, room: Room, *, goes_on: bool = False, opens: bool = False) -> list[list[Row]]:
    """Return running text: the paragraphs of a justified body, a lead at the start of a chapter, or small print.

    Body text that `goes_on` after other body text begins with an indent, as its other paragraphs do; text that
    `opens` a chapter begins with a drop cap where the theme has them.
    """
    styles, sizes = room.styles, room.styles.theme.sizes
    passage = block.text[room.language]
    cap = styles.theme.drop_cap_lines if opens else 0
    match block.style:
        case TextStyle.BODY:
            prose = Prose(styles.text_manner(sizes.body), styles.leading, drop_cap_lines=cap)
            units = passage_units(passage, room, prose, goes_on=goes_on)
            # A heading at the head of a page, where the space above it vanishes, ends between two lines of the grid.
            before_text = grid_stop([], styles.leading)
            after_text = grid_stop([row for unit in units for row in unit], styles.leading)
            units[0] = [before_text, *units[0]]
            units[-1] = [*units[-1], after_text]
            return units
        case TextStyle.LEAD:
            prose = Prose(styles.text_manner(sizes.lead), styles.leading * 1.1, drop_cap_lines=cap)
            return [on_grid([*passage_rows(passage, room, prose), space(0.5 * styles.leading)], styles.leading)]
        case TextStyle.SMALL:
            leading = small_leading(styles)
            prose = Prose(styles.text_manner(sizes.small), leading, gap=0.5 * leading)
            rows = [space(0.4 * styles.leading, breakable=False), *passage_rows(passage, room, prose)]
            return [on_grid(rows, styles.leading)]
        case _:
            assert_never(block.style)


# --- Quotations ---------------------------------------------------------------------------------------------------


def quote_rows(block: Quote, room: Room) -> list[Row]:
    """Return a quotation, set in from the start edge behind a fine rule; a full page's is as large as fits."""
    sizes = room.styles.theme.sizes
    if not block.full_page:
        rows = _quote_at(block, room, sizes.lead)
        return [space(room.styles.leading), *on_grid(rows, room.styles.leading), space(room.styles.leading)]
    size = sizes.quote
    while size >= sizes.small:
        # A trial run must leave no elements behind, so it builds a tree of its own.
        trial = replace(room, tags=StructureBuilder(room.language), parent=0)
        rows = _quote_at(block, trial, size)
        if sum(row.height for row in rows) + foot_height(rows) <= room.height:
            return _quote_at(block, room, size)
        size -= _QUOTE_STEP
    return _quote_at(block, room, sizes.body)  # a text that goes over to another page need not be small


def _quote_at(block: Quote, room: Room, size: float) -> list[Row]:
    styles = room.styles
    leading = size * max(_QUOTE_LEADING, styles.own_leading / styles.theme.sizes.body)
    inner = room.inset(1.4 * size).under(Role.QUOTE)
    manner = styles.text_manner(size, styles.palette.primary)
    prose = Prose(manner, leading, gap=0.5 * leading, alignment=Alignment.START, hyphenate=False)
    rows = list(trimmed(passage_rows(block.text[room.language], inner, prose)))
    if block.source:
        small = styles.text_manner(max(styles.theme.sizes.small, 0.62 * size), styles.palette.accent)
        shape = ParagraphShape(inner.measure, Alignment.START)
        source = inner.text(Role.PARAGRAPH, block.source[room.language], small, shape, small.plain.size * 1.5)
        rows[-1] = replace(rows[-1], breakable=False)
        rows += [space(0.6 * leading, breakable=False), *text_rows(source)]
    return [_beside_rule(row, room) for row in rows]


def _beside_rule(row: Row, room: Room) -> Row:
    """Return the row with its part of the quotation's rule."""
    width = room.styles.rule(_QUOTE_RULE)
    rect = Rect(room.at_start(width), 0.0, width, row.height)
    header = _beside_rule(row.header, room) if row.header else None
    return before(picture((Rule(rect, room.styles.palette.ornament),), Artifact.LAYOUT), replace(row, header=header))


# --- Points -------------------------------------------------------------------------------------------------------


def points_units(block: Points, room: Room) -> list[list[Row]]:
    """Return the statements as quiet blocks, each with a sign at its start edge; small and close in a box."""
    styles, leading = room.styles, room.styles.leading
    sizes = styles.theme.sizes
    size = sizes.body if room.boxed else sizes.heading2
    radius = 0.62 * size
    title_leading = max(size * 1.25, leading)
    middle = Point(room.at_start(2 * radius) + radius, ASCENT_SHARE * title_leading - 0.32 * size)
    mark = list_mark(middle, radius, styles.theme)
    manner = styles.strong_manner(size, styles.palette.primary)
    gap = space(_BOXED_GAP * leading) if room.boxed else space(leading, stretch=1.0)
    prose = Prose(styles.text_manner(sizes.body), leading)
    whole = room.under(Role.LIST)
    units: list[list[Row]] = []
    for point in block.items:
        item = whole.under(Role.LIST_ITEM)
        marker = picture((mark,), item.tag(Role.LABEL, "•"))
        body = item.inset(2 * radius + sizes.body).under(Role.LIST_BODY)
        shape = ParagraphShape(body.measure, Alignment.START)
        title = body.text(Role.PARAGRAPH, point.title[room.language], manner, shape, title_leading)
        first, *others = text_rows(title, keep=point.text is not None)
        if point.text:
            others += trimmed(passage_rows(point.text[room.language], body, prose))
        units.append([*whole_lines([before(marker, first), *others], leading), gap])
    return units
