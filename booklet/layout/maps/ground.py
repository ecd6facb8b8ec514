"""What a map is drawn with, in the theme's manner: sea, net, coasts, frame, dots and leaders.

Notation: `unit` is the width of a usual fine line, points; it grows with the type of the map.
"""

from collections.abc import Iterator, Sequence
from math import floor
from typing import assert_never

from booklet.color import Color
from booklet.document.theme import MapDesign, Palette
from booklet.geometry import Insets, Point, Rect
from booklet.layout.display import Group, Item, LineTo, MoveTo, Path, Rule, Segment
from booklet.layout.forms import disc
from booklet.layout.maps.labels import Spot
from booklet.layout.maps.land import globe
from booklet.layout.maps.outline import Outline
from booklet.layout.maps.projection import Place
from booklet.layout.maps.view import View
from booklet.layout.ornament import closed
from booklet.layout.styles import Styles

LINE = 0.4 / 8.5
"""Width of a fine line over the size of the type: 0.4 pt beside names of 8.5 pt."""
_WATERLINES = (6.4, 3.2)
"""From the coast to the lines that follow it in the sea, the outer one first; units."""
_WATERLINE = 0.7
"""Width of one of them, units."""
_BOLD = 0.5
"""Of a coast on a map of lines alone, units, before the theme's scale of rules."""
_INNER_FRAME = 4.5
"""From the edge of a map to the inner line of a double frame, units: the ground ends there."""
_NET_STEPS = (1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
"""Degrees between the lines of the net."""
_NET_LINES = 6
"""About as many are seen across."""
_BEND = 1.0
"""Degrees of a line of the net that are drawn straight."""


def ground_items(view: View, coasts: Sequence[Outline], styles: Styles, unit: float) -> tuple[Item, ...]:
    """Return all but places and names."""
    shore = tuple(segment for outline in coasts for segment in closed(outline))
    frame = Rect(0.0, 0.0, *view.size)
    match styles.theme.map:
        case MapDesign.ENGRAVED:
            inside, border = _engraved(view, shore, styles.palette, unit), _double_frame(frame, styles.palette, unit)
            frame = _inset(frame, _INNER_FRAME * unit)
        case MapDesign.FLAT:
            inside, border = _flat(view, shore, styles.palette), ()
        case MapDesign.OUTLINE:
            line = styles.rule(_BOLD) * unit
            inside = _outline(view, shore, styles.palette, line)
            border = (Path(_box(frame, line), stroke=styles.palette.ink, stroke_width=2 * line),)
        case _:
            assert_never(styles.theme.map)
    return (Group(inside, clip=frame), *border)


def _engraved(view: View, shore: tuple[Segment, ...], palette: Palette, unit: float) -> tuple[Item, ...]:
    sea, net, water, coast = (palette.primary.tint(share) for share in (0.06, 0.2, 0.3, 0.7))
    land = palette.ornament.tint(0.2)
    return (
        *_sea(view, sea),
        Path(_net(view), stroke=net, stroke_width=0.6 * unit),
        *_waterlines(shore, _WATERLINES, (water, sea), unit),
        *_land(shore, land, coast, 0.8 * unit),
    )


def _double_frame(frame: Rect, palette: Palette, unit: float) -> tuple[Item, ...]:
    return tuple(
        Path(_box(frame, inset * unit), stroke=palette.ornament, stroke_width=width * unit)
        for inset, width in ((1.0, 2.0), (_INNER_FRAME, 0.8))
    )


def _flat(view: View, shore: tuple[Segment, ...], palette: Palette) -> tuple[Item, ...]:
    return (*_sea(view, palette.primary.tint(0.22)), Path(shore, fill=palette.primary.tint(0.07), even_odd=True))


def _outline(view: View, shore: tuple[Segment, ...], palette: Palette, line: float) -> tuple[Item, ...]:
    edge = (Path(closed(globe(view)), stroke=palette.ink, stroke_width=line),) if view.is_world else ()
    return (
        *edge,
        *_waterlines(shore, _WATERLINES[1:], (palette.ink, palette.paper), line),
        *_land(shore, palette.paper, palette.ink, line),
    )


def _land(shore: tuple[Segment, ...], fill: Color, coast: Color, width: float) -> tuple[Item, ...]:
    """Return land with a line around it on the side of the sea.

    The fill covers the other half of the line, and with it the seams where a land is cut that goes on behind a pole.
    """
    line = Path(shore, stroke=coast, stroke_width=2 * width, round_ends=True)
    return (line, Path(shore, fill=fill, even_odd=True))


def _sea(view: View, color: Color) -> tuple[Item, ...]:
    return (Path(closed(globe(view)), fill=color),) if view.is_world else (Rule(Rect(0.0, 0.0, *view.size), color),)


def _waterlines(
    shore: tuple[Segment, ...], distances: Sequence[float], colors: tuple[Color, Color], unit: float
) -> Iterator[Item]:
    """Yield lines in the first colour that follow the coast: each a wide stroke, and over it a narrower one of the sea.

    The land, which is drawn later, covers the half of them that runs inland.
    """
    for distance in distances:
        for reach, color in zip((distance + _WATERLINE, distance), colors, strict=True):
            yield Path(shore, stroke=color, stroke_width=2 * reach * unit, round_ends=True)


def _box(frame: Rect, inset: float) -> tuple[Segment, ...]:
    box = _inset(frame, inset)
    corners = [Point(box.x, box.y), Point(box.right, box.y), Point(box.right, box.bottom), Point(box.x, box.bottom)]
    return closed(corners)


def _inset(rect: Rect, by: float) -> Rect:
    return rect.inset(Insets(by, by, by, by))


def _net(view: View) -> tuple[Segment, ...]:
    """Return meridians and parallels, as far apart as the map is large."""
    window = view.window()
    wide = min(window.right - window.left, window.high - window.low)
    step = next((step for step in _NET_STEPS if wide / step <= _NET_LINES), _NET_STEPS[-1])
    meridians = [step * i for i in range(floor(window.left / step) + 1, floor(window.right / step) + 1)]
    parallels = [step * i for i in range(floor(window.low / step) + 1, floor(window.high / step) + 1)]
    segments: list[Segment] = []
    # Around a pole the meridians would run into a blot.
    low, high = max(window.low, step - 90.0), min(window.high, 90.0 - step)
    for longitude in meridians:
        segments += _bent(view, [Place(longitude, latitude) for latitude in _from_to(low, high)])
    for latitude in parallels:
        segments += _bent(view, [Place(longitude, latitude) for longitude in _from_to(window.left, window.right)])
    return tuple(segments)


def _from_to(start: float, end: float) -> list[float]:
    count = max(1, round((end - start) / _BEND))
    return [start + (end - start) * i / count for i in range(count + 1)]


def _bent(view: View, places: Sequence[Place]) -> list[Segment]:
    first, *others = (view.at(place) for place in places)
    return [MoveTo(first), *(LineTo(point) for point in others)]


def place_items(
    dots: Sequence[Point], spots: Sequence[Spot], radius: float, styles: Styles, unit: float
) -> tuple[Item, ...]:
    """Return leaders, and dots with white around them."""
    palette = styles.theme.palette
    leaders = tuple(
        Path((MoveTo(spot.leader[0]), LineTo(spot.leader[1])), stroke=palette.ink, stroke_width=1.1 * unit)
        for spot in spots
        if spot.leader
    )
    color = palette.ink if styles.theme.map is MapDesign.OUTLINE else palette.accent
    rings = tuple(Path(disc(dot, radius), fill=palette.paper) for dot in dots)
    return (*_cleared(spots, styles), *leaders, *rings, *(Path(disc(dot, 0.76 * radius), fill=color) for dot in dots))


def _cleared(spots: Sequence[Spot], styles: Styles) -> Iterator[Item]:
    """Yield white under names on a map of bare lines, where a strong coast line would run through the letters."""
    if styles.theme.map is MapDesign.OUTLINE:
        for spot in spots:
            # The box has a line's white above and below the letters.
            above = 0.12 * spot.box.height
            yield Rule(spot.box.inset(Insets(0.0, above, 0.0, above)), styles.palette.paper)
