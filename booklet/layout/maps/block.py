"""A map as a block of the body: rows with the map and its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from booklet.document.model import Map, MapPlace
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Point, Rect, Size
from booklet.layout.display import Item, Link, Marked, Role
from booklet.layout.illustrations import captions, word_rows
from booklet.layout.maps.drawing import DrawnMap, Pin, Words, draw_map, drawn_text
from booklet.layout.maps.projection import Place
from booklet.layout.maps.view import fair_ratio
from booklet.layout.room import Room
from booklet.layout.rows import Row, on_grid, space
from booklet.layout.setting import start_x
from booklet.layout.words import COMMA, MAP

_LEAST_MAP = 0.2
"""Share of the column's height below which a map that its words crowd out shows nothing."""


@dataclass(frozen=True, slots=True)
class TaggedMap:
    """A map, and its place in the structure tree."""

    drawn: DrawnMap
    element: int
    x: float
    """Of its left edge, points from the left edge of the column."""

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the map, marked as its element."""
        return (Marked(self.drawn.place(Point(at.x + self.x, at.y)), self.element),)

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return none."""
        return ()


def map_rows(block: Map, rooms: Sequence[Room]) -> list[Row]:
    """Return a map over the whole width of its rooms, names in the language of each, the first one's on top.

    Raises:
        LayoutError: when its words leave it no room, or the names find none on it.
    """
    room, leading = rooms[0], rooms[0].styles.leading
    pins = [_pin(place, rooms) for place in block.places]
    element = room.tag(Role.FIGURE, drawn_text(pins), alt=_alt(block, room.language))
    words = captions(rooms, block.caption, block.credit)
    most = room.height - 2 * leading - sum(text.text.height for text in words)
    if most < _LEAST_MAP * room.height:
        raise LayoutError(
            Diagnostic(
                code="caption-too-long",
                message="the words under this map leave no room for it on the page",
                where=block.where,
                hint="shorten them, or move them to a `text` below the map",
            )
        )
    left, right = min(one.x for one in rooms), max(one.x + one.measure for one in rooms)
    whole = Rect(left, 0.0, right - left, 0.0)
    width = block.width * whole.width
    size = Size(width, min(block.height or width * fair_ratio([pin.place for pin in pins]), most))
    drawn = draw_map(pins, size, room.styles, room.styles.theme.sizes.small)
    drawing = TaggedMap(drawn, element, start_x(room.styles.direction, whole, width))
    shown = Row(size.height, drawing, breakable=not words)
    return [space(leading), *on_grid([shown, *word_rows(words, leading)], leading), space(leading)]


def _pin(place: MapPlace, rooms: Sequence[Room]) -> Pin:
    """Return a place with its names; one that is the same in two languages is drawn once."""
    names = {place.name[room.language].text: Words(place.name[room.language], room.styles) for room in reversed(rooms)}
    return Pin(Place(place.longitude, place.latitude), tuple(reversed(names.values())))


def _alt(block: Map, language: str) -> str:
    """Return what a map shows: what its author says, or the names of its places."""
    if block.alt:
        return block.alt[language].text
    return MAP[language].format(places=COMMA[language].join(place.name[language].text for place in block.places))
