"""Pull quotes: a few words set large between two rules, to draw the eye to what a chapter says.

Words that the chapter says as well are set for the eye alone: who listens to the file meets them where they belong, and
is not told them twice. Other words are a quotation in the flow of the text.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from booklet.document.model import Block, Box, Heading, PullQuote, Text
from booklet.errors import Where
from booklet.geometry import Point, Rect
from booklet.layout.display import Artifact, Item, Role, Rule
from booklet.layout.marks import rule_mark
from booklet.layout.prose import paragraphs
from booklet.layout.room import Room
from booklet.layout.rows import Row, TaggedText, picture, space, text_rows
from booklet.layout.setting import title_shape
from booklet.layout.tags import StructureBuilder

_LEADING, _SOURCE_LEADING = 1.3, 1.5
"""Over the sizes of the words and of their source."""
_RULE = 0.8
_MARK_RADIUS_EM, _AFTER_MARK_EM = 0.34, 0.4
"""Of the sign at the start of the upper rule, and from it to the rule; ems of the words."""
_ABOVE_EM, _BELOW_EM = 0.8, 0.7
"""From the upper rule to the line of the first words, and from that of the last to the lower rule."""
_SHARE_ABOVE = 0.6
"""More than half: a line of text has less white below its letters than above."""
_LEFT_OUT = "…"
"""In a pull quote: here the chapter says more."""


def pull_quote_rows(block: PullQuote, body: Sequence[Block], room: Room) -> list[Row]:
    """Return a pull quote that stands in a body, with a line of the grid around it; no page ends inside it."""
    leading = room.styles.leading
    if is_said(block.text[room.language].text, chapter_of(block.where, body), room.language):
        unheard = replace(room, tags=StructureBuilder(room.language), parent=0)  # a tree that no one keeps
        texts = [replace(text, element=Artifact.LAYOUT, links={}) for text in _texts(block, unheard)]
    else:
        texts = _texts(block, room.under(Role.QUOTE))
    size = room.styles.theme.sizes.quote
    rows = [
        Row(_ABOVE_EM * size, picture(_upper_rule(room), Artifact.LAYOUT)),
        *chain.from_iterable(text_rows(text) for text in texts),
        Row(_BELOW_EM * size, picture(_lower_rule(room), Artifact.LAYOUT)),
    ]
    whole = [*(replace(row, breakable=False) for row in rows[:-1]), rows[-1]]
    # What the grid leaves over is shared by the white above and below; at the head of a page all of it is below.
    over = -sum(row.height for row in rows) % leading
    stop = replace(space((1 - _SHARE_ABOVE) * over), grid=leading)
    return [space(leading + _SHARE_ABOVE * over), *whole, stop, space(leading)]


def _texts(block: PullQuote, room: Room) -> list[TaggedText]:
    """Return the words and their source."""
    styles, shape = room.styles, title_shape(room.measure)
    sizes, palette = styles.theme.sizes, styles.palette
    manner = styles.display_manner(sizes.quote, palette.primary)
    texts = [room.text(Role.PARAGRAPH, block.text[room.language], manner, shape, _LEADING * sizes.quote)]
    if block.source:
        small = styles.text_manner(sizes.small, palette.accent)
        leading = _SOURCE_LEADING * sizes.small
        texts.append(room.text(Role.PARAGRAPH, block.source[room.language], small, shape, leading))
    return texts


def _upper_rule(room: Room) -> tuple[Item, ...]:
    """Return the theme's sign at the start edge and a rule from there to the end, at the head of their row."""
    styles = room.styles
    size, thick = styles.theme.sizes.quote, styles.rule(_RULE)
    radius = _MARK_RADIUS_EM * size
    mark = rule_mark(Point(room.at_start(2 * radius) + radius, thick / 2), radius, styles.theme)
    offset = 2 * radius + _AFTER_MARK_EM * size if mark else 0.0
    width = room.measure - offset
    return (*mark, Rule(Rect(room.at_start(width, offset), 0.0, width, thick), styles.palette.ornament))


def _lower_rule(room: Room) -> tuple[Item, ...]:
    """Return a rule at the foot of its row."""
    thick = room.styles.rule(_RULE)
    top = _BELOW_EM * room.styles.theme.sizes.quote - thick
    return (Rule(Rect(room.x, top, room.measure, thick), room.styles.palette.ornament),)


# --- What the chapter says ------------------------------------------------------------------------------------------


def chapter_of(where: Where, body: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of a body between the chapter headings around a place; its blocks stand in order of place."""
    index = bisect_left(body, (where.line, where.column), key=lambda block: (block.where.line, block.where.column))
    start, end = index, index
    while start > 0 and not _opens_chapter(body[start]):
        start -= 1
    while end < len(body) and not _opens_chapter(body[end]):
        end += 1
    return body[start:end]


def _opens_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def is_said(words: str, chapter: Sequence[Block], language: str) -> bool:
    """Tell whether texts of a chapter have these words, or all parts of them between signs that some are left out.

    Letters and digits alone count: a pull quote may be pointed, or end in another stop than the sentence it is from.
    """
    said = "".join(_letters(text) for text in _said(chapter, language))
    parts = [_letters(part) for part in words.split(_LEFT_OUT)]
    return any(parts) and all(part in said for part in parts)


def _said(chapter: Sequence[Block], language: str) -> Iterator[str]:
    for block in chapter:
        for one in block.body if isinstance(block, Box) else (block,):
            if isinstance(one, Text):
                yield from (paragraph.text for paragraph in paragraphs(one.text[language]))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
