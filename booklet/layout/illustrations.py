"""Pictures on the page: inside the measure, side by side, and beyond the cut.

A picture is never mirrored, whatever the direction; where it is cropped, its focus stays in sight. What bleeds is the
ground of its page: it is drawn under the rows of the page, which hold its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from booklet.document.edition import Paper
from booklet.document.framing import Focus, FullBleed, Placing
from booklet.document.model import Figure, LocalizedPhrase, Pictures
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Point, Rect
from booklet.layout.display import Artifact, Group, Item, Marked, Role, Rule
from booklet.layout.pictures import AnyPicture, open_picture
from booklet.layout.room import Room
from booklet.layout.rows import Anchor, Part, Picture, Row, Stack, TaggedText, on_grid, picture, space, text_rows
from booklet.layout.rows import stacked as stacked_parts
from booklet.layout.styles import small_leading
from booklet.text.style import Alignment, ParagraphShape

_LEAST_PICTURE = 0.25
"""Share of the column's height below which a picture that its words crowd out shows nothing."""
_ABOVE_WORDS = 0.3
"""Lines of the grid between a picture and its words."""
_HIGHEST_ABREAST = 0.6
"""Share of the column's height that pictures side by side take: their words, in narrow columns, are high."""
_HIGHEST_BAND, _HIGHEST_ASKED_BAND = 0.5, 0.75
"""Share of the page that a band covers when it says nothing, and at most: some text stands under it."""
_HIGHEST_PANEL = 0.4
"""Share of the column's height that words on a full-bleed picture may cover."""
_LOW = 2 / 3
"""A focus below this part of the page would be covered by words at its foot: they stand at the head."""
_PANEL_PAD = 0.6
"""Around words on a picture, lines of small print."""


class Manner(NamedTuple):
    """How the pictures of a book are treated alike."""

    paper: Paper
    collected: bool
    """Their credits stand in a place of their own, not under the pictures."""


@dataclass(frozen=True, slots=True)
class Bleeding:
    """A picture beyond the cut."""

    ground: Item
    """In the coordinates of the page."""
    rows: list[Row]
    """The room that it takes in the column, and its words."""


# --- Inside the measure -------------------------------------------------------------------------------------------


def figure_rows(block: Figure, rooms: Sequence[Room], manner: Manner) -> list[Row]:
    """Return a picture with its words in each language, as wide as it is to be, or less where it would be too high.

    Raises:
        LayoutError: when the words leave the picture no room.
    """
    room = rooms[0]
    leading = room.styles.leading
    found = open_picture(block.file, block.where)
    element = _element(block, room)
    is_centered = block.place is Placing.CENTER
    words = _words(block, rooms, manner, Alignment.CENTER if is_centered else Alignment.START)
    most = room.height - 2 * leading - sum(text.text.height for text in words)
    if most < _LEAST_PICTURE * room.height:
        raise _too_long(block)
    ratio = _ratio(block, found)
    width = min(block.width.of(room.measure), most * ratio)
    x = room.x + (room.measure - width) / 2 if is_centered else room.at_start(width)
    placed = covering(found, Rect(x, 0.0, width, width / ratio), block.focus)
    anchors = _credit_anchors(block, rooms, manner)
    rows = [Row(width / ratio, picture((placed,), element), breakable=not words, anchors=anchors)]
    return [space(leading), *on_grid([*rows, *word_rows(words, leading)], leading), space(leading)]


def pictures_rows(block: Pictures, rooms: Sequence[Room], manner: Manner) -> list[Row]:
    """Return pictures of one height side by side, the first at the start edge, each with its words below it.

    Raises:
        LayoutError: when the words leave the pictures no room.
    """
    rooms = _whole(rooms)
    room, leading = rooms[0], rooms[0].styles.leading
    found = [open_picture(figure.file, figure.where) for figure in block.figures]
    ratios = [_ratio(figure, one) for figure, one in zip(block.figures, found, strict=True)]
    free = room.measure - (len(found) - 1) * leading
    height = min(free / sum(ratios), _HIGHEST_ABREAST * room.height)
    parts: list[Part] = []
    below: list[Part] = []
    depth = offset = 0.0
    for figure, one, ratio in zip(block.figures, found, ratios, strict=True):
        width = height * ratio
        x = room.at_start(width, offset)
        placed = covering(one, Rect(x, 0.0, width, height), figure.focus)
        parts.append((Point(0.0, 0.0), picture((placed,), _element(figure, room))))
        words = _words(figure, [replace(any_room, x=x, measure=width) for any_room in rooms], manner)
        rows = word_rows(words, leading)
        below += stacked_parts(rows, 0.0)
        depth = max(depth, sum(row.height for row in rows))
        offset += width + leading
        if height + depth + 2 * leading > room.height:
            raise _too_long(figure)
    anchors = tuple(anchor for figure in block.figures for anchor in _credit_anchors(figure, rooms, manner))
    made = [Row(height, Stack(tuple(parts)), breakable=not below, anchors=anchors)]
    made += [Row(depth, Stack(tuple(below)))] if below else []
    return [space(leading), *on_grid(made, leading), space(leading)]


def covering(found: AnyPicture, area: Rect, focus: Focus) -> Item:
    """Return a picture that covers an area, what is beyond it cut off."""
    rect = _covering_rect(found, area, focus)
    if abs(rect.width - area.width) + abs(rect.height - area.height) < _SAME:
        return found.at(area)
    return Group((found.at(rect),), clip=area)


def _covering_rect(found: AnyPicture, area: Rect, focus: Focus) -> Rect:
    """Return where the whole picture is: its focus as near the middle of the area as may be."""
    scale = max(area.width / found.size.width, area.height / found.size.height)
    width, height = found.size.width * scale, found.size.height * scale
    x = area.x + area.width / 2 - focus.x * width
    y = area.y + area.height / 2 - focus.y * height
    return Rect(min(area.x, max(x, area.right - width)), min(area.y, max(y, area.bottom - height)), width, height)


_SAME = 0.01
"""Points: less is what dividing floats loses."""


# --- Beyond the cut -----------------------------------------------------------------------------------------------


def bleeding(block: Figure, rooms: Sequence[Room], manner: Manner) -> Bleeding:
    """Return a picture that covers a page or the head of one, up to the bleed.

    Raises:
        LayoutError: when its words are too long.
    """
    rooms = _whole(rooms)
    found = open_picture(block.file, block.where)
    element = _element(block, rooms[0])
    page = Rect(0.0, 0.0, *manner.paper.trim).grown(manner.paper.bleed)
    if block.full_bleed is FullBleed.BAND:
        depth = _band_depth(block, found, manner.paper)
        area = Rect(page.x, page.y, page.width, depth + manner.paper.bleed)
        rows = _under_band(block, rooms, manner, depth)
    else:
        area = page
        whole = _covering_rect(found, page, block.focus)
        is_low = whole.y + block.focus.y * whole.height > _LOW * manner.paper.trim.height
        rows = [_on_picture(block, rooms, manner, at_head=is_low)]
    return Bleeding(Marked((covering(found, area, block.focus),), element), rows)


def _band_depth(block: Figure, found: AnyPicture, paper: Paper) -> float:
    """Return how far a band reaches from the head of the trim."""
    depth = paper.trim.width / _ratio(block, found)
    return min(depth, paper.trim.height * (_HIGHEST_ASKED_BAND if block.ratio else _HIGHEST_BAND))


def _under_band(block: Figure, rooms: Sequence[Room], manner: Manner, depth: float) -> list[Row]:
    leading = rooms[0].styles.leading
    words = _words(block, rooms, manner)
    taken = max(0.0, depth - rooms[0].styles.theme.margins.head)
    if taken + sum(text.text.height for text in words) + 3 * leading > rooms[0].height:
        raise _too_long(block)
    room = Row(taken, Picture(()), breakable=False, anchors=_credit_anchors(block, rooms, manner))
    return [*on_grid([room, *word_rows(words, leading)], leading), space(leading, breakable=False)]


def _on_picture(block: Figure, rooms: Sequence[Room], manner: Manner, *, at_head: bool) -> Row:
    """Return a row as high as the column, with the words of a picture on a panel at its foot or its head."""
    room, anchors = rooms[0], _credit_anchors(block, rooms, manner)
    pad = _PANEL_PAD * small_leading(room.styles)
    inner = [replace(one, x=one.x + pad, measure=one.measure - 2 * pad) for one in rooms]
    words = _words(block, inner, manner)
    if not words:
        return Row(room.height, Picture(()), anchors=anchors)
    rows = word_rows(words, room.styles.leading)[1:]
    height = sum(row.height for row in rows) + 2 * pad
    if height > _HIGHEST_PANEL * room.height:
        raise _too_long(block)
    # Words of both directions stand at both edges of the measure.
    one_way = len({one.styles.direction for one in rooms}) == 1
    width = max(text.text.width for text in words) + 2 * pad if one_way else room.measure
    y = 0.0 if at_head else room.height - height
    panel = Rule(Rect(room.at_start(width), y, width, height), room.styles.palette.paper)
    parts = ((Point(0.0, 0.0), picture((panel,), Artifact.BACKGROUND)), *stacked_parts(rows, y + pad))
    return Row(room.height, Stack(parts), anchors=anchors)


def _whole(rooms: Sequence[Room]) -> list[Room]:
    """Return the rooms over the whole width that they take together: columns of languages share a picture."""
    x, right = min(room.x for room in rooms), max(room.x + room.measure for room in rooms)
    return [replace(room, x=x, measure=right - x) for room in rooms]


# --- Words --------------------------------------------------------------------------------------------------------


def _element(block: Figure, room: Room) -> int:
    return room.tag(Role.FIGURE, alt=block.alt[room.language].text)


def _ratio(block: Figure, found: AnyPicture) -> float:
    """Return width over height of a picture as it is shown."""
    return block.ratio or found.size.width / found.size.height


def _words(
    block: Figure, rooms: Sequence[Room], manner: Manner, alignment: Alignment = Alignment.START
) -> list[TaggedText]:
    """Return the caption of a picture in each language, and its credit unless that is collected elsewhere."""
    return captions(rooms, block.caption, None if manner.collected else block.credit, alignment=alignment)


def captions(
    rooms: Sequence[Room], *words: LocalizedPhrase | None, alignment: Alignment = Alignment.START
) -> list[TaggedText]:
    """Return the words of a picture or map in each language, those that there are."""
    return [
        room.text(
            Role.CAPTION,
            phrases[room.language],
            room.styles.text_manner(room.styles.theme.sizes.small),
            ParagraphShape(room.measure, alignment),
            small_leading(room.styles),
        )
        for room in rooms
        for phrases in words
        if phrases
    ]


def word_rows(words: Sequence[TaggedText], leading: float) -> list[Row]:
    """Return words below a picture, each with a space above it; a page does not end between them."""
    rows: list[Row] = []
    for i, text in enumerate(words):
        rows += [space(_ABOVE_WORDS * leading, breakable=False), *text_rows(text, keep=i < len(words) - 1)]
    return rows


def _credit_anchors(block: Figure, rooms: Sequence[Room], manner: Manner) -> tuple[Anchor, ...]:
    """Return what tells the list of credits the page of a picture, for each language."""
    if not (manner.collected and block.credit):
        return ()
    return tuple(
        Anchor(block.credit[room.language].text, 0, listed_in=room.language, credit=block.where) for room in rooms
    )


def _too_long(block: Figure) -> LayoutError:
    return LayoutError(
        Diagnostic(
            code="caption-too-long",
            message="the words under this picture leave no room for it on the page",
            where=block.where,
            hint="shorten them, or move them to a `text` below the picture",
        )
    )
