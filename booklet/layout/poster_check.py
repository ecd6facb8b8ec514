"""Proof that nothing on a poster collides: a pure look at the display list.

Text is taken as the boxes of its lines, a picture, a map and a code as its frame. The path, the medallions and the
leader lines are artifacts of kind LAYOUT; backgrounds are of kind BACKGROUND and may lie under anything.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import (
    Artifact,
    Close,
    CurveTo,
    Group,
    Image,
    Item,
    Line,
    LineTo,
    Marked,
    MoveTo,
    Page,
    Path,
    Rule,
    walk,
)

_CELL = 36.0
"""Side of the squares by which near boxes are found."""
_STEPS = 12
"""Boxes around a quarter turn."""


@dataclass(frozen=True, slots=True)
class Collision:
    """A line of text and what it meets."""

    text: str
    other: str
    """The other line's text, or empty for an ornament."""
    box: Rect
    """Of the first line."""


def overlaps(page: Page) -> list[Collision]:
    """Return every pair of lines or pictures whose boxes share an area, and every one that meets a drawn ornament."""
    things = list(_things(page.items))
    grid = _Grid(thing.box for thing in things)
    found = []
    for i, thing in enumerate(things):
        met = (things[j] for j in grid.meeting(thing.box) if j > i)
        found += [Collision(thing.text or other.text, other.text, thing.box) for other in met if _clash(thing, other)]
    hit = {i for obstacle in _obstacles(page.items) for i in grid.meeting(obstacle)}
    return found + [Collision(things[i].text, "", things[i].box) for i in sorted(hit)]


def strays(page: Page) -> list[Collision]:
    """Return the lines and pictures that leave the page's safe area."""
    area = page.safe_area or Rect(0.0, 0.0, *page.size)
    return [Collision(one.text, "", one.box) for one in _things(page.items) if not area.contains(one.box)]


class _Thing(NamedTuple):
    """A line of text, or a picture, which has no text."""

    text: str
    box: Rect
    element: int
    """That it is marked as; 0 for none."""
    is_ground: bool = False
    """What words of the same element may stand on."""


def _clash(one: _Thing, other: _Thing) -> bool:
    """Tell whether two things whose boxes meet may not: the names of a map stand on its grounds.

    That they stay inside it and clear of its dots, `maps.drawing.collisions` proves.
    """
    return one.element != other.element or not (one.is_ground or other.is_ground)


class _Grid:
    """Boxes by the squares of the page that they touch: so that none is compared with all the others."""

    def __init__(self, boxes: Iterable[Rect]) -> None:
        self._boxes = list(boxes)
        self._cells: dict[tuple[int, int], list[int]] = {}
        for i, box in enumerate(self._boxes):
            for cell in _cells(box):
                self._cells.setdefault(cell, []).append(i)

    def meeting(self, box: Rect) -> list[int]:
        """Return the boxes that share an area with one, by their places in the order."""
        near = {i for cell in _cells(box) for i in self._cells.get(cell, ())}
        return [i for i in sorted(near) if self._boxes[i].overlaps(box)]


def _cells(box: Rect) -> Iterator[tuple[int, int]]:
    across = range(int(box.x // _CELL), int(box.right // _CELL) + 1)
    down = range(int(box.y // _CELL), int(box.bottom // _CELL) + 1)
    return product(across, down)


def _things(items: Iterable[Item]) -> Iterator[_Thing]:
    """Yield the lines of text, the pictures, and the grounds of maps and codes."""
    pending = deque((item, Matrix(), 0) for item in items)
    while pending:
        match pending.popleft():
            case Line(text=text, box=box), at, element:
                yield _Thing(text, _moved(box, at), element)
            case Image(rect=rect), at, element:
                yield _Thing("", _moved(rect, at), element)
            case Rule(rect=rect), at, element:
                yield _Thing("", _moved(rect, at), element, is_ground=True)
            case Group(clip=Rect() as clip, matrix=matrix), at, element:
                yield _Thing("", _moved(clip, matrix.then(at)), element, is_ground=True)
            case Group(items=inner, matrix=matrix), at, element:
                pending += [(item, matrix.then(at), element) for item in inner]
            case Marked(items=inner, element=int(element)), at, _:
                pending += [(item, at, element) for item in inner]
            case _:
                pass


def _moved(box: Rect, matrix: Matrix) -> Rect:
    return _around((matrix.apply(Point(box.x, box.y)), matrix.apply(Point(box.right, box.bottom))), 0.0)


def _obstacles(items: Iterable[Item]) -> Iterator[Rect]:
    """Yield boxes that cover what layout artifacts draw."""
    pending = list(items)
    while pending:
        match pending.pop():
            case Marked(items=inner, element=Artifact.LAYOUT):
                for item, matrix in walk(inner):
                    yield from _boxes(item, matrix)
            case Marked(items=inner) | Group(items=inner):
                pending.extend(inner)
            case _:
                pass


def _boxes(item: Item, matrix: Matrix) -> Iterator[Rect]:
    match item:
        case Rule(rect=rect):
            yield _around((matrix.apply(Point(rect.x, rect.y)), matrix.apply(Point(rect.right, rect.bottom))), 0.0)
        case Path() if item.fill is not None:
            corners = [matrix.apply(point) for _, points in _strokes(item) for point in points]
            yield _around(corners, item.stroke_width / 2)
        case Path():
            for begin, points in _strokes(item):
                yield _around([matrix.apply(point) for point in (begin, *points)], item.stroke_width / 2)
        case Line(box=box):
            yield box
        case _:
            pass


def _strokes(path: Path) -> Iterator[tuple[Point, tuple[Point, ...]]]:
    """Yield each drawn segment as its first point and the points that, with it, span a box around it."""
    first = pen = Point(0.0, 0.0)
    for segment in path.segments:
        match segment:
            case MoveTo(to):
                first = pen = to
            case LineTo(to):
                yield pen, (to,)
                pen = to
            case CurveTo(to=to):
                for end in _flattened(pen, segment):
                    yield pen, (end,)
                    pen = end
                pen = to
            case Close():
                yield pen, (first,)
                pen = first


def _flattened(start: Point, curve: CurveTo) -> Iterator[Point]:
    """Yield points along a Bézier curve, so close that the boxes between them hug it."""
    for i in range(1, _STEPS + 1):
        t = i / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        points = (start, curve.control1, curve.control2, curve.to)
        yield Point(
            sum(weight * point.x for weight, point in zip(weights, points, strict=True)),
            sum(weight * point.y for weight, point in zip(weights, points, strict=True)),
        )


def _around(points: Sequence[Point], margin: float) -> Rect:
    xs, ys = [p.x for p in points], [p.y for p in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(margin)
