"""Finished paths: their lines, where they come to lie, how far they reach."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from booklet.color import Color
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.layout.display import Cap, Close, CurveTo, Join, LineTo, MoveTo, Path, Pen, Segment
from booklet.layout.svg.style import Properties
from booklet.layout.svg.values import bounded, length, numbers

_ALIKE = 1e-6
"""Share by which two lengths may differ that a drawing program wrote with six digits."""


def stroked(path: Path, color: Color, style: Properties, viewport: Size) -> Path:
    """Return the path with the line that a style says; lengths in per cent are of the viewport."""
    diagonal = (viewport.width**2 / 2 + viewport.height**2 / 2) ** 0.5
    dash = style["stroke-dasharray"]
    lengths = () if dash == "none" else tuple(length(one, diagonal) for one in dash.replace(",", " ").split())
    if any(one < 0 for one in lengths) or not sum(lengths):
        lengths = ()
    caps = {"butt": Cap.BUTT, "round": Cap.ROUND, "square": Cap.SQUARE}
    joins = {"miter": Join.MITRE, "round": Join.ROUND, "bevel": Join.BEVEL}
    pen = Pen(
        caps[style["stroke-linecap"]],
        joins.get(style["stroke-linejoin"], Join.MITRE),  # SVG 2 has more, to be drawn so where they are not known
        max(1.0, numbers(style["stroke-miterlimit"])[0]),
        length(style["stroke-dashoffset"], diagonal),
    )
    width = length(style["stroke-width"], diagonal)
    return replace(path, stroke=color, stroke_width=width, dash=lengths * (1 + len(lengths) % 2), pen=pen)


def uniform_scale(matrix: Matrix) -> float | None:
    """Return by how much a map scales all lengths alike; None when it does not."""
    across, down = complex(matrix.a, matrix.b), complex(matrix.c, matrix.d)
    size = abs(across)
    as_long = abs(size - abs(down)) <= _ALIKE * size
    upright = abs((across.conjugate() * down).real) <= _ALIKE * size**2
    return size if size and as_long and upright else None


def moved(path: Path, matrix: Matrix, scale: float) -> Path:
    """Return the path under a map that scales lengths by `scale`."""
    made = tuple(_moved_segment(segment, matrix) for segment in path.segments)
    dash = tuple(one * scale for one in path.dash)
    pen = path.pen and replace(path.pen, dash_start=path.pen.dash_start * scale)
    return replace(path, segments=made, stroke_width=path.stroke_width * scale, dash=dash, pen=pen)


def _moved_segment(segment: Segment, matrix: Matrix) -> Segment:
    def at(point: Point) -> Point:
        x, y = matrix.apply(point)
        return Point(bounded(x), bounded(y))

    match segment:
        case MoveTo():
            return MoveTo(at(segment.to))
        case LineTo():
            return LineTo(at(segment.to))
        case CurveTo():
            return CurveTo(at(segment.control1), at(segment.control2), at(segment.to))
        case Close():
            return segment


def _points(path: Iterable[Segment]) -> Iterator[Point]:
    for segment in path:
        if isinstance(segment, CurveTo):
            yield from (segment.control1, segment.control2)
        if not isinstance(segment, Close):
            yield segment.to


def bounds(points: Iterable[Point]) -> Rect:
    """Return the smallest rectangle that holds the points, of which there is one at least."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def reach(path: Path) -> Rect:
    """Return a rectangle that nothing of a path leaves, its mitres included."""
    grown = path.stroke_width / 2 * max(path.pen.mitre_limit, 1.5) if path.pen else 0.0
    return bounds(_points(path.segments)).grown(grown)


def rectangle_of(path: tuple[Segment, ...]) -> Rect | None:
    """Return the upright rectangle that a path is; None for any other shape."""
    corners = list(_points(path))
    if any(isinstance(segment, CurveTo) for segment in path) or len(corners) not in (4, 5):
        return None
    if len(corners) == 5 and corners.pop() != corners[0]:
        return None
    rect = bounds(corners)
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    upright = all((a.x == b.x) != (a.y == b.y) for a, b in sides)
    return rect if upright and len(set(corners)) == 4 else None
