"""The drawings of the page of instructions, for a book bound at the left; the page mirrors them for the others.

Notation: points in a box of `DRAWING`, origin at its top left, y down. Paper in space is (x, y, z): x to the right on
the table, y away from the viewer, z up; `_seen` is a cavalier projection from the front left, above.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from booklet.color import WHITE, Color
from booklet.document.theme import Palette
from booklet.geometry import Point, Rect, Size
from booklet.layout.display import Item, LineTo, MoveTo, Path, Rule, Segment
from booklet.layout.ornament import closed, small_star

DRAWING = Size(240.0, 140.0)

_LINE = 1.0
_DASH = (4.0, 3.0)
_GREY = Color(0.72, 0.72, 0.72, cmyk=(0.0, 0.0, 0.0, 0.28))
"""Lines of print on a drawn page: no one is to read them."""


@dataclass(frozen=True, slots=True)
class TileDrawing:
    """The drawing of the tiles, and where their names go."""

    items: tuple[Item, ...]
    names: tuple[tuple[str, Point], ...]
    """Each with the middle of its place."""


def print_drawing(palette: Palette) -> tuple[Item, ...]:
    """Return a sheet that turns over its short edge: its outside at the left, its inside at the right."""
    front, back, axis = Rect(2, 46, 112, 79), Rect(126, 46, 112, 79), 120.0
    middle = Rect(front.x + 56, front.y, 56, front.height)
    return (
        *_sheet(front, palette),
        *_cover(middle, palette),
        Rule(Rect(front.x, front.y, 56, front.height), palette.primary),
        *_sheet(back, palette),
        *_bars(Rect(back.x, back.y, 56, back.height)),
        *_bars(Rect(back.x + 56, back.y, 56, back.height)),
        _stroke((Point(front.x + 56, front.y), Point(front.x + 56, front.bottom)), WHITE, 0.7, dash=_DASH),
        _dashed(Point(back.x + 56, back.y), Point(back.x + 56, back.bottom), palette),
        _stroke((Point(axis, 34), Point(axis, 137)), palette.accent, 1.6, dash=(7.0, 3.0, 1.0, 3.0)),
        *_arrow([_on_arc(Point(axis, 40), 56, 33, angle) for angle in range(172, 7, -6)], palette.accent),
    )


def fold_drawing(palette: Palette) -> tuple[Item, ...]:
    """Return the pile on the table, its left half on the way over; the cover, which lay below, comes into sight."""
    depth, half, angle = 92.0, 78.0, 118.0
    flat = [_seen(0, 0, 0), _seen(half, 0, 0), _seen(half, depth, 0), _seen(0, depth, 0)]
    was = [_seen(0, 0, 0), _seen(-half, 0, 0), _seen(-half, depth, 0), _seen(0, depth, 0)]

    def lifted(r: float, y: float) -> Point:
        return _seen(-r * cos(radians(angle)), y, r * sin(radians(angle)))

    cover = [lifted(0, 0), lifted(half, 0), lifted(half, depth), lifted(0, depth)]
    pages = [
        Path(closed(Point(p.x, p.y + 2.2 * layer) for p in flat), fill=WHITE, stroke=palette.ink, stroke_width=_LINE)
        for layer in (2, 1, 0)
    ]
    bars = [_stroke((_seen(12, y, 0), _seen(half - 10, y, 0)), _GREY, 2.0) for y in range(14, 84, 10)]
    way = [_seen(-62 * cos(radians(a)), depth / 2, 62 * sin(radians(a))) for a in range(14, 97, 6)]
    on = [_seen(-62 * cos(radians(a)), depth / 2, 62 * sin(radians(a))) for a in range(122, 165, 6)]
    return (
        Path(closed(was), stroke=palette.ink, stroke_width=0.8, dash=_DASH),
        *pages,
        *bars,
        Path(closed(cover), fill=palette.primary, stroke=palette.ink, stroke_width=_LINE),
        Path(
            closed([lifted(10, 10), lifted(half - 10, 10), lifted(half - 10, depth - 10), lifted(10, depth - 10)]),
            stroke=palette.ornament,
            stroke_width=0.8,
        ),
        small_star(lifted(half / 2, depth / 2), 9, palette.ornament),
        _stroke(way, palette.accent, 2.6),
        *_arrow(on, palette.accent),
    )


def staple_drawing(palette: Palette) -> tuple[Item, ...]:
    """Return the open pile on the table with the cover up, and two staples that come down on the fold."""
    depth, half = 124.0, 78.0

    def spread(left: float, right: float, drop: float) -> tuple[Point, ...]:
        corners = (_seen(left, 0, 0), _seen(right, 0, 0), _seen(right, depth, 0), _seen(left, depth, 0))
        return tuple(Point(p.x, p.y + drop) for p in corners)

    inset = (_seen(9, 9, 0), _seen(half - 9, 9, 0), _seen(half - 9, depth - 9, 0), _seen(9, depth - 9, 0))
    items: list[Item] = [
        *(
            Path(closed(spread(-half, half, drop)), fill=WHITE, stroke=palette.ink, stroke_width=_LINE)
            for drop in (4.4, 2.2)
        ),
        Path(closed(spread(-half, half, 0)), fill=palette.primary, stroke=palette.ink, stroke_width=_LINE),
        Path(closed(inset), stroke=palette.ornament, stroke_width=0.8),
        small_star(_seen(half / 2, depth / 2, 0), 9, palette.ornament),
        _stroke((_seen(0, -6, 0), _seen(0, depth + 6, 0)), WHITE, 1.4, dash=_DASH),
    ]
    for y in (depth * 0.75, depth * 0.25):
        near, far = _seen(0, y - 17, 20), _seen(0, y + 17, 20)
        staple = (Point(near.x, near.y + 11), near, far, Point(far.x, far.y + 11))
        middle = _seen(0, y, 0)
        items += [
            *_arrow([Point(middle.x, middle.y - 62), Point(middle.x, middle.y - 24)], palette.accent, under=WHITE),
            _stroke(staple, WHITE, 6.5),
            _stroke(staple, palette.accent, 3.2),
        ]
    return tuple(items)


def trim_drawing(palette: Palette, *, marks: bool) -> tuple[Item, ...]:
    """Return the closed booklet and where it is cut: at the fore-edge, or along marks at three edges."""
    book = Rect(76, 16, 80, 112)
    inner = [_plain(Rect(book.x + 4, book.y, book.width + d, book.height), palette) for d in (6.0, 3.0, 0.0)]
    spine = [
        _stroke((Point(book.x, y - 6), Point(book.x, y + 6)), palette.accent, 3.0)
        for y in (book.y + book.height * 0.25, book.y + book.height * 0.75)
    ]
    cut = book.right - (5 if marks else 2)
    lines = [(Point(cut, 3), Point(cut, 138))]
    if marks:
        lines += [(Point(book.x - 8, y), Point(book.right + 22, y)) for y in (book.y + 7, book.bottom - 7)]
    return (
        *inner,
        *_cover(book, palette),
        *spine,
        *(_stroke(line, palette.paper, 3.0) for line in lines),
        *(_stroke(line, palette.accent, 1.6, dash=_DASH) for line in lines),
        *_scissors(Point(cut, 132), palette.accent),
    )


def tile_drawing(palette: Palette, columns: int, rows: int) -> TileDrawing:
    """Return the first tiles as they are laid, the last one of the drawing on its way to its place."""
    columns, rows = min(columns, 3), min(rows, 2)
    strip, away = 10.0, 15.0
    width = min(88.0, (DRAWING.width - away - strip) / columns + strip / 2)
    height = min(66.0, (DRAWING.height - away - strip) / rows + strip / 2)
    left = (DRAWING.width - away - columns * (width - strip) - strip) / 2
    items: list[Item] = []
    names: list[tuple[str, Point]] = []
    for row in range(rows):
        for column in range(columns):
            last = row == rows - 1 and column == columns - 1
            shift = away if last else 0.0
            area = Rect(left + column * (width - strip) + shift, 1 + row * (height - strip) + shift, width, height)
            items += [_plain(area, palette), *_strips(area, strip, palette, (column < columns - 1, row < rows - 1))]
            middle = Point(area.x + (width - strip) / 2 + strip / 2 * last, area.y + height / 2)
            names.append((f"{'AB'[row]}{column + 1}", middle))
            if last:
                items += _arrow([Point(area.x + 8, area.y + 8), Point(area.x - 12, area.y - 12)], palette.accent)
    return TileDrawing(tuple(items), tuple(names))


def tick(box: Rect, palette: Palette) -> tuple[Item, ...]:
    """Return a ticked box."""
    size = box.width
    points = [Point(box.x + size * x, box.y + size * y) for x, y in ((0.2, 0.5), (0.45, 0.78), (0.95, 0.05))]
    frame = closed(_corners(box))
    return (
        Path(frame, stroke=palette.ink, stroke_width=_LINE),
        _stroke(points, palette.accent, size * 0.17),
    )


# --- Pieces -------------------------------------------------------------------------------------------------------


def _seen(x: float, y: float, z: float) -> Point:
    return Point(134 + x - 0.38 * y, 128 - 0.42 * y - z)


def _on_arc(center: Point, across: float, up: float, angle: float) -> Point:
    return Point(center.x + across * cos(radians(angle)), center.y - up * sin(radians(angle)))


def _corners(rect: Rect) -> tuple[Point, ...]:
    return (
        Point(rect.x, rect.y),
        Point(rect.right, rect.y),
        Point(rect.right, rect.bottom),
        Point(rect.x, rect.bottom),
    )


def _plain(rect: Rect, palette: Palette) -> Path:
    return Path(closed(_corners(rect)), fill=WHITE, stroke=palette.ink, stroke_width=_LINE)


def _sheet(rect: Rect, palette: Palette) -> tuple[Item, ...]:
    return (_plain(rect, palette),)


def _cover(rect: Rect, palette: Palette) -> tuple[Item, ...]:
    frame = Path(closed(_corners(rect.grown(-6))), stroke=palette.ornament, stroke_width=0.8)
    star = small_star(Point(rect.x + rect.width / 2, rect.y + rect.height / 2), 9, palette.ornament)
    return (Rule(rect, palette.primary), frame, star)


def _bars(page: Rect) -> tuple[Item, ...]:
    inside = page.grown(-9)
    count = int(inside.height / 8)
    return tuple(
        Rule(Rect(inside.x, inside.y + 8 * i, inside.width * (0.6 if i == count else 1.0), 2), _GREY)
        for i in range(count + 1)
    )


def _stroke(points: Iterable[Point], color: Color, width: float, dash: tuple[float, ...] = ()) -> Path:
    first, *rest = points
    segments: tuple[Segment, ...] = (MoveTo(first), *(LineTo(point) for point in rest))
    return Path(segments, stroke=color, stroke_width=width, dash=dash, round_ends=not dash)


def _dashed(start: Point, end: Point, palette: Palette) -> Path:
    return _stroke((start, end), palette.ink, 0.7, dash=_DASH)


def _arrow(way: list[Point], color: Color, under: Color | None = None) -> tuple[Item, ...]:
    """Return a thick arrow along a line; its head points as the end of the line runs."""
    tip, before = way[-1], way[-2]
    length = ((tip.x - before.x) ** 2 + (tip.y - before.y) ** 2) ** 0.5
    along = Point((tip.x - before.x) / length, (tip.y - before.y) / length)
    head = 9.0
    base = Point(tip.x - head * along.x, tip.y - head * along.y)
    wing = Point(-along.y * head * 0.55, along.x * head * 0.55)
    triangle = closed([tip, Point(base.x + wing.x, base.y + wing.y), Point(base.x - wing.x, base.y - wing.y)])
    shaft = [*(p for p in way[:-1] if (p.x - tip.x) ** 2 + (p.y - tip.y) ** 2 > head**2), base]
    halo = (_stroke(shaft, under, 5.0), Path(triangle, stroke=under, stroke_width=3.0)) if under else ()
    return (*halo, _stroke(shaft, color, 2.6), Path(triangle, fill=color))


def _strips(tile: Rect, strip: float, palette: Palette, joins: tuple[bool, bool]) -> tuple[Item, ...]:
    """Return the striped strips of a tile, at its end and at its foot, where another one will cover it."""
    lines: list[Item] = []
    if joins[0]:
        x = tile.right - strip
        for i in range(1, int(tile.height / 5)):
            y = tile.y + 5 * i
            lines.append(_stroke((Point(x + 1.5, y + 3), Point(tile.right - 1.5, y - 3)), palette.ink, 0.6))
    if joins[1]:
        y = tile.bottom - strip
        for i in range(1, int((tile.width - strip * joins[0]) / 5)):
            x = tile.x + 5 * i
            lines.append(_stroke((Point(x - 3, tile.bottom - 1.5), Point(x + 3, y + 1.5)), palette.ink, 0.6))
    return tuple(lines)


def _scissors(at: Point, color: Color) -> tuple[Item, ...]:
    """Return open scissors that cut upwards from a point."""
    blades = [
        _stroke((Point(at.x - 6 * sign, at.y - 26), Point(at.x + 5 * sign, at.y)), color, 2.2) for sign in (-1, 1)
    ]
    rings = [
        Path(
            closed(_on_arc(Point(at.x + 7 * sign, at.y + 4), 4.5, 4.5, a) for a in range(0, 360, 15)),
            fill=WHITE,
            stroke=color,
            stroke_width=2.0,
        )
        for sign in (-1, 1)
    ]
    return (*blades, *rings)
