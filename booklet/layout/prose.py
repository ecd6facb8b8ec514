"""Passages into rows: paragraphs, lists and tables, wherever they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import assert_never

from booklet.document.model import ItemList, Paragraph, Passage, Phrase, ProseBlock, Table
from booklet.geometry import Point
from booklet.layout.calls import with_calls
from booklet.layout.display import Role
from booklet.layout.dropcap import drop_cap_rows
from booklet.layout.marks import list_mark
from booklet.layout.notes import with_notes
from booklet.layout.room import Room
from booklet.layout.rows import Drawing, Row, Stack, before, picture, space, text_parts, text_rows
from booklet.layout.setting import ASCENT_SHARE, cleared, plain, set_text
from booklet.layout.styles import Manner, Styles, styled_text
from booklet.layout.tables import table_rows
from booklet.layout.voice import is_brief, line_at_start, voice_of
from booklet.text.paragraph import natural_width
from booklet.text.style import Alignment, ParagraphShape
from booklet.text.vocalized import vocalized_script

_INDENT_EM = 1.2
"""Of the first line of a paragraph that follows another one."""
_MARKER_RADIUS_EM = 0.36
_MARKER_GAP_EM = 1.5
"""From the start edge to the text of a list item, at the least."""
_AFTER_LABEL_EM = 0.25
"""Between the widest number of a list and the text, at the least: the space of a text face."""
_HALF_X_HEIGHT_EM = 0.3
"""Above the baseline: where the eye seeks the middle of a marker."""


@dataclass(frozen=True, slots=True)
class Prose:
    """How running text is set."""

    manner: Manner
    leading: float
    gap: float = 0.0
    """Between two paragraphs, points; 0 where an indent tells them apart."""
    alignment: Alignment = Alignment.JUSTIFY
    hyphenate: bool = True
    drop_cap_lines: int = 0
    """Height of the first letter of the passage; 0 for one like the others."""

    @property
    def em(self) -> float:
        """Size of the type, points."""
        return self.manner.plain.size


def passage_rows(passage: Passage, room: Room, prose: Prose, *, goes_on: bool = False) -> list[Row]:
    """Return the blocks of a passage; one that `goes_on` after a paragraph begins as its others do."""
    return [*chain.from_iterable(passage_units(passage, room, prose, goes_on=goes_on))]


def passage_units(passage: Passage, room: Room, prose: Prose, *, goes_on: bool = False) -> list[list[Row]]:
    """Return the rows of each block of a passage."""
    prose = _as_vocalized(passage, room.styles, prose)
    if room.styles.theme.ragged:
        prose = replace(prose, alignment=Alignment.START, hyphenate=False)
    prose = _apart(passage, room, prose)
    units: list[list[Row]] = []
    blocks = list(passage.blocks)
    follows_paragraph = goes_on
    if prose.drop_cap_lines and isinstance(blocks[0], Paragraph):
        capped = drop_cap_rows(blocks[0], room, prose.manner, prose.leading, prose.drop_cap_lines)
        if capped is not None:
            units, blocks, follows_paragraph = [capped], blocks[1:], True
    for block in blocks:
        match block:
            case Paragraph():
                indent = _INDENT_EM * prose.em if follows_paragraph and not prose.gap else 0.0
                gap = [space(prose.gap)] if follows_paragraph and prose.gap else []
                units.append([*gap, *_paragraph_rows(block, room, prose, indent)])
            case ItemList():
                around = 0.5 * prose.leading
                units.append([space(around, breakable=False), *_list_rows(block, room, prose), space(around)])
            case Table():
                around = room.styles.leading
                above = [space(around, breakable=False)] if units or goes_on else []  # under a heading it stands close
                units.append([*above, *_table_rows(block, room, prose), space(around)])
            case _:
                assert_never(block)
        follows_paragraph = isinstance(block, Paragraph)
    return units


def paragraphs(passage: Passage) -> Iterator[Paragraph]:
    """Yield the paragraphs of a passage in order, with those of its lists; tables have a leading of their own."""
    pending = list(reversed(passage.blocks))
    while pending:
        match block := pending.pop():
            case Paragraph():
                yield block
            case ItemList():
                pending.extend(inner for item in reversed(block.items) for inner in reversed(item))
            case Table():
                pass
            case _:
                assert_never(block)


def _as_vocalized(passage: Passage, styles: Styles, prose: Prose) -> Prose:
    """Return how the passage is set: in one way throughout, by the share of its letters that bear points."""
    script = vocalized_script("\n".join(paragraph.text for paragraph in paragraphs(passage)))
    if script is None or script not in styles.theme.vocalized:
        return prose
    factor = styles.theme.vocalized[script].leading
    manner = styles.vocalized(prose.manner, script)
    return replace(prose, manner=manner, leading=factor * prose.leading, gap=factor * prose.gap)


def _apart(passage: Passage, room: Room, prose: Prose) -> Prose:
    """Return ragged prose with one leading at which no ink of its lines meets, so that its paragraphs agree."""
    shape = _shape(room, prose)
    if shape.justified:
        return prose
    leading = prose.leading
    for one in paragraphs(passage):
        text = set_text(one.spans, prose.manner, room.language, shape, leading, one.where)
        leading = cleared(text).leading
    return replace(prose, leading=leading)


def _shape(room: Room, prose: Prose, first_indent: float = 0.0) -> ParagraphShape:
    return ParagraphShape(room.measure, prose.alignment, first_indent=first_indent, hyphenate=prose.hyphenate)


def _paragraph_rows(paragraph: Paragraph, room: Room, prose: Prose, first_indent: float = 0.0) -> list[Row]:
    """Return a paragraph, that of another copy where a text has one without a field."""
    style, styles = prose.manner.plain, room.styles
    manner = (id(style.typeface), style.size, style.color, prose.leading, prose.alignment, prose.hyphenate)
    place = (room.parent, room.x, room.measure, room.height)
    return room.memo.tagged(
        ("paragraph", id(paragraph), id(styles), manner, place, first_indent),
        (paragraph, styles),
        room.tags,
        lambda: _new_paragraph_rows(paragraph, room, prose, first_indent),
    )


def _new_paragraph_rows(paragraph: Paragraph, room: Room, prose: Prose, first_indent: float) -> list[Row]:
    """Return a paragraph; one whose letters all run the other way has its own direction, and no indent."""
    voice = voice_of(paragraph.text, room)
    if voice.language is room.styles.language:
        shape = _shape(room, prose, first_indent)
        text = room.text(Role.PARAGRAPH, paragraph, prose.manner, shape, prose.leading)
    else:
        shape = replace(_shape(room, prose), hyphenate=prose.hyphenate and voice.hyphenates)
        spoken = room.speaking(voice.language)
        text = spoken.text(Role.PARAGRAPH, paragraph, prose.manner, shape, prose.leading)
        text = line_at_start(text, room.styles.direction) if is_brief(text) else text
    return with_notes(text_rows(text), text.text, with_calls(paragraph.spans, room.styles.figures.number), room)


def _list_rows(items: ItemList, room: Room, prose: Prose) -> list[Row]:
    """Return a list; a nested one stands further in. Its depth is bounded by the reader."""
    rows: list[Row] = []
    whole = room.under(Role.LIST)
    labels = _labels(items, room) if items.ordered else ()
    inset = max(_MARKER_GAP_EM * prose.em, *(_width(label, room, prose) for label in labels), 0.0)
    for i, blocks in enumerate(items.items):
        item = whole.under(Role.LIST_ITEM)
        marker = _number(labels[i], item, prose) if labels else _mark(item, prose)
        body = item.inset(inset).under(Role.LIST_BODY)
        first, *others = (row for block in blocks for row in _item_rows(block, body, prose))
        rows += [before(marker, first), *others]
    return rows


def _labels(items: ItemList, room: Room) -> list[Phrase]:
    """Return the number of each item, with a full stop."""
    labels = []
    for number, (first, *_) in enumerate(items.items, items.start):
        while isinstance(first, ItemList):
            first = first.items[0][0]
        written = room.styles.figures.item(number, first.where)
        labels.append(Phrase(spans=plain(f"{written}."), where=first.where))
    return labels


def _width(label: Phrase, room: Room, prose: Prose) -> float:
    """Return the room that a number takes before the text."""
    return natural_width(styled_text(label.spans, prose.manner, room.language)) + _AFTER_LABEL_EM * prose.em


def _item_rows(block: ProseBlock, room: Room, prose: Prose) -> list[Row]:
    """Return a block of a list's item."""
    match block:
        case Paragraph():
            return _paragraph_rows(block, room, prose)
        case ItemList():
            return _list_rows(block, room, prose)
        case Table():
            return [*_table_rows(block, room, prose), space(0.5 * prose.leading)]
        case _:
            assert_never(block)


def _table_rows(table: Table, room: Room, prose: Prose) -> list[Row]:
    return table_rows(table, room, prose.manner.plain.color)


def _number(label: Phrase, room: Room, prose: Prose) -> Drawing:
    shape = ParagraphShape(room.measure, Alignment.START)
    return Stack(text_parts(room.text(Role.LABEL, label, prose.manner, shape, prose.leading), 0.0))


def _mark(room: Room, prose: Prose) -> Drawing:
    radius = _MARKER_RADIUS_EM * prose.em
    middle = Point(room.at_start(2 * radius) + radius, ASCENT_SHARE * prose.leading - _HALF_X_HEIGHT_EM * prose.em)
    return picture((list_mark(middle, radius, room.styles.theme),), room.tag(Role.LABEL, "•"))
