"""Proof that nothing on a poster collides: a pure look at the display list.

Text is taken as the boxes of its lines. The path, the medallions and the leader lines are artifacts of kind LAYOUT;
backgrounds are of kind BACKGROUND and may lie under anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import (
    Artifact,
    Close,
    CurveTo,
    Group,
    Item,
    Line,
    LineTo,
    Marked,
    MoveTo,
    Page,
    Path,
    Rule,
    lines,
    walk,
)

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
    """Return every pair of lines whose boxes share an area, and every line that meets a drawn ornament."""
    texts = list(lines(page))
    obstacles = list(_obstacles(page.items))
    found = [
        Collision(a.text, b.text, a.box) for i, a in enumerate(texts) for b in texts[i + 1 :] if a.box.overlaps(b.box)
    ]
    found.extend(Collision(a.text, "", a.box) for a in texts if any(a.box.overlaps(o) for o in obstacles))
    return found


def strays(page: Page) -> list[Collision]:
    """Return the lines that leave the page's safe area."""
    area = page.safe_area or Rect(0.0, 0.0, *page.size)
    return [Collision(line.text, "", line.box) for line in lines(page) if not area.contains(line.box)]


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
