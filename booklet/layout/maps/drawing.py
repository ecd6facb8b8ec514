"""A map of places as items of the display list, for any rectangle: a figure of the booklet, a part of the poster.

What `draw_map` returns can be placed anywhere, still without a tag: the caller marks it as part of a figure whose
alternative text names the places. A map is never mirrored; the direction of the text only says on which side of its
dot a name is looked for first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from booklet.color import Color
from booklet.document.model import Phrase
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Insets, Matrix, Point, Rect, Size
from booklet.languages import Direction
from booklet.layout.display import Group, Item, Line, walk
from booklet.layout.maps.ground import LINE, ground_items, place_items
from booklet.layout.maps.labels import Crowded, Form, Ground, Name, Side, Spot, place_names
from booklet.layout.maps.land import land
from booklet.layout.maps.outline import Outline
from booklet.layout.maps.projection import Place
from booklet.layout.maps.view import fitted
from booklet.layout.setting import ASCENT_SHARE, SetText
from booklet.layout.styles import Styles, small_leading, styled_text
from booklet.text.paragraph import least_width, set_paragraph
from booklet.text.style import Alignment, ParagraphShape, StyledText

DOT = 0.26
"""Radius of a dot over the size of the type."""
_EDGE = 0.55
"""From the edge of the map to the nearest name, over the size of the type: the frame's lines, and white."""
_MIDDLE = 0.24
"""Height over the baseline that the eye takes for the middle of a name, over the size of the type."""
_TWO_LINES = 0.62
"""Share of the width of a name that it is broken to."""
_NARROWER = 0.8
"""Share of the width of a name that its longest word may have, for two lines to be worth while."""
_TWO_LINES_COST = 0.7
_COAST_COST = 0.18
"""Of each cell with a coast line that a name covers."""
_CELL = 0.35
"""Side of a cell, over the size of the type."""
_UNBOUNDED = 1e4


class Words(NamedTuple):
    """A name in one language."""

    phrase: Phrase
    """A line break in it is kept."""
    styles: Styles
    strong: Color | None = None
    """Of what is strong in it; None for the ink."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place to be shown with its name in each language of the map."""

    place: Place
    words: tuple[Words, ...]
    """At least one; one under the other."""


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map that is ready to be placed; all coordinates from its top left corner."""

    size: Size
    ground: tuple[Item, ...]
    """All but the names."""
    names: tuple[tuple[Point, SetText], ...]
    """With their top left corners; one for each place and language."""
    dots: tuple[Rect, ...]
    """The squares around the dots."""

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the map with its top left corner at a point, without a tag."""
        lines = (line for corner, text in self.names for line in text.place(at.x + corner.x, at.y + corner.y))
        return (Group(self.ground, Matrix(e=at.x, f=at.y)), *lines)


def draw_map(pins: Sequence[Pin], size: Size, styles: Styles, type_size: float) -> DrawnMap:
    """Return a map of a size that shows all pins, names in `type_size`, coloured and drawn as the theme says.

    Raises:
        LayoutError: when there is no room for all the names, naming those that find none.
    """
    view = fitted([pin.place for pin in pins], size)
    coasts = land(view)
    dots = tuple(view.dot(pin.place) for pin in pins)
    settings = [_settings(pin, type_size) for pin in pins]
    names = [Name(dot, tuple(one.form for one in forms)) for dot, forms in zip(dots, settings, strict=True)]
    radius = DOT * type_size
    edge = _EDGE * type_size
    ground = Ground(
        frame=Rect(0.0, 0.0, *size).inset(Insets(edge, edge, edge, edge)),
        dots=dots,
        radius=radius,
        unit=small_leading(styles) * type_size / styles.theme.sizes.small,
        onwards=Side.LEFT if styles.direction is Direction.RTL else Side.RIGHT,
        burden=_burden(coasts, _CELL * type_size),
    )
    try:
        spots = place_names(names, ground)
    except Crowded as crowded:
        raise _too_crowded([pins[index] for index in crowded.indices]) from crowded
    names_set = tuple(part for spot, forms in zip(spots, settings, strict=True) for part in forms[spot.form].at(spot))
    unit = type_size * LINE
    below = (*ground_items(view, coasts, styles, unit), *place_items(dots, spots, radius, styles, unit))
    squares = tuple(Rect(dot.x - radius, dot.y - radius, 2 * radius, 2 * radius) for dot in dots)
    return DrawnMap(size, below, names_set, squares)


def drawn_text(pins: Sequence[Pin]) -> str:
    """Return the names as drawn, a line for each: the text of the figure that the map is marked as."""
    return "\n".join(words.phrase.text for pin in pins for words in pin.words)


def _too_crowded(pins: Sequence[Pin]) -> LayoutError:
    first, *others = (pin.words[0].phrase for pin in pins)
    named = ", ".join(f"“{phrase.text}”" for phrase in (first, *others))
    return LayoutError(
        Diagnostic(
            code="map-crowded",
            message=f"there is no room on the map for {named}",
            where=first.where,
            hint="make the map wider or higher, shorten the names, or leave out places that are far from the others",
        )
    )


# --- Names in their forms -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Setting:
    """A name set in one form: `texts` sets it anew, flush to a side."""

    form: Form
    texts: Callable[[Side], list[SetText]]

    def at(self, spot: Spot) -> Iterator[tuple[Point, SetText]]:
        """Yield what the name is made of, each with its top left corner."""
        y = spot.box.y
        for text in self.texts(spot.side):
            yield Point(spot.box.x, y), text
            y += text.height


def _settings(pin: Pin, type_size: float) -> list[_Setting]:
    """Return a pin's name in one line, and broken in two where that makes it narrower."""
    width = max(_set(words, type_size, _UNBOUNDED, Side.RIGHT).width for words in pin.words)
    settings = [_setting(pin, type_size, width, 0.0)]
    least = max(least_width(_styled(words, type_size)) for words in pin.words)
    broken = _setting(pin, type_size, max(_TWO_LINES * width, least), _TWO_LINES_COST)
    return [*settings, broken] if least < _NARROWER * width else settings


def _setting(pin: Pin, type_size: float, width: float, cost: float) -> _Setting:
    measure = width + 0.01  # what adding floats loses
    texts = partial(_all_set, pin, type_size, measure)
    found = texts(Side.RIGHT)
    height = sum(text.height for text in found)
    # From the middle of the first line to that of the last one.
    between = height - (found[0].leading + found[-1].leading) / 2
    middle = ASCENT_SHARE * found[0].leading - _MIDDLE * type_size + between / 2
    return _Setting(Form(Size(measure, height), middle, cost), texts)


def _all_set(pin: Pin, type_size: float, measure: float, side: Side) -> list[SetText]:
    return [_set(words, type_size, measure, side) for words in pin.words]


def _set(words: Words, type_size: float, measure: float, side: Side) -> SetText:
    """Return a name in lines that are flush on the side of the dot."""
    styles, phrase = words.styles, words.phrase
    is_rtl = styles.direction is Direction.RTL
    at_start = Side.LEFT if is_rtl else Side.RIGHT
    alignment = Alignment.CENTER if side is Side.CENTER else Alignment.START if side is at_start else Alignment.END
    shape = ParagraphShape(measure, alignment, balanced=measure < _UNBOUNDED)
    leading = small_leading(styles) * type_size / styles.theme.sizes.small
    return SetText(set_paragraph(_styled(words, type_size), shape), measure, leading, phrase.where)


def _styled(words: Words, type_size: float) -> StyledText:
    styles, phrase = words.styles, words.phrase
    manner = styles.text_manner(type_size)
    if words.strong:
        manner = replace(manner, strong=replace(manner.strong, color=words.strong))
    return styled_text(phrase.spans, manner, styles.language.code, phrase.where)


# --- Coasts -------------------------------------------------------------------------------------------------------


def _burden(coasts: Sequence[Outline], cell: float) -> Callable[[Rect], float]:
    """Return what it costs to cover an area: names are read best where no coast line runs through them."""
    cells: set[tuple[int, int]] = set()
    for outline in coasts:
        for a, b in pairwise([*outline, outline[0]]):
            steps = max(1, ceil(max(abs(b.x - a.x), abs(b.y - a.y)) / cell))
            for i in range(steps + 1):
                cells.add(
                    (floor((a.x + (b.x - a.x) * i / steps) / cell), floor((a.y + (b.y - a.y) * i / steps) / cell))
                )

    def burden(box: Rect) -> float:
        columns = range(floor(box.x / cell), floor(box.right / cell) + 1)
        rows = range(floor(box.y / cell), floor(box.bottom / cell) + 1)
        return _COAST_COST * sum((column, row) in cells for column in columns for row in rows)

    return burden


# --- Proof --------------------------------------------------------------------------------------------------------


def collisions(drawn: DrawnMap) -> list[str]:
    """Return the names that meet another name or a dot, or leave the map, looked for in what is drawn."""
    found = [item for item, _ in walk(drawn.place(Point(0.0, 0.0))) if isinstance(item, Line)]
    whole = Rect(0.0, 0.0, *drawn.size)
    return [
        line.text
        for index, line in enumerate(found)
        if not whole.contains(line.box)
        or any(line.box.overlaps(other.box) for other in found[:index])
        or any(line.box.overlaps(dot) for dot in drawn.dots)
    ]
