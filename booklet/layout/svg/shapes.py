"""The shapes of SVG as segments: path data, rectangles, circles, ellipses, lines, polygons.

Source: SVG 1.1 (second edition), chapters 8 and 9. Curves of the second degree are raised to the third, arcs are drawn
by curves of at most a quarter turn.
"""

import math
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from svg.path import Arc, CubicBezier, Move, QuadraticBezier, parse_path
from svg.path import Close as CloseSegment

from booklet.geometry import Point, Size
from booklet.layout.display import Close, CurveTo, LineTo, MoveTo, Segment
from booklet.layout.svg.values import length, numbers

_TOKEN = re.compile(r"[a-zA-Z]|\d+")
_TOKENS_OF_ONE = 15
"""Tokens of the longest segment: an arc's letter, and seven numbers of two parts each."""


def segments(element: Element, tag: str, viewport: Size, most: int) -> tuple[Segment, ...]:
    """Return the segments of a shape in its own coordinates; none for one without extent.

    Raises:
        ValueError: when its data cannot be read.
        TooManyError: when there are more than `most` of them.
    """
    read = _Lengths(element.attrib, viewport)
    match tag:
        case "path":
            return _path(element.get("d", ""), most)
        case "rect":
            return _rectangle(read)
        case "circle":
            radius = read("r")
            return _ellipse(read("cx"), read("cy"), radius, radius)
        case "ellipse":
            return _ellipse(read("cx"), read("cy"), read("rx"), read("ry"))
        case "line":
            return MoveTo(Point(read("x1"), read("y1"))), LineTo(Point(read("x2"), read("y2")))
        case _:
            return _polygon(element.get("points", ""), tag == "polygon", most)


class TooManyError(Exception):
    """A drawing has more segments than is good for a page."""


class _Lengths:
    """The lengths that an element's attributes say."""

    def __init__(self, attributes: Mapping[str, str], viewport: Size) -> None:
        self._attributes = attributes
        diagonal = math.hypot(*viewport) / math.sqrt(2)  # SVG 1.1, 7.10
        across = dict.fromkeys(("x", "x1", "x2", "cx", "rx", "width"), viewport.width)
        down = dict.fromkeys(("y", "y1", "y2", "cy", "ry", "height"), viewport.height)
        self._wholes = across | down | {"r": diagonal}

    def __call__(self, name: str) -> float:
        text = self._attributes.get(name, "").strip()
        return 0.0 if text in ("", "auto") else length(text, self._wholes[name])

    def has(self, name: str) -> bool:
        return self._attributes.get(name, "auto").strip() not in ("", "auto")


def _rectangle(read: _Lengths) -> tuple[Segment, ...]:
    x, y, width, height = read("x"), read("y"), read("width"), read("height")
    if width <= 0 or height <= 0:
        return ()
    rx = read("rx") if read.has("rx") else read("ry")
    ry = read("ry") if read.has("ry") else rx
    rx, ry = min(max(rx, 0.0), width / 2), min(max(ry, 0.0), height / 2)
    if not rx or not ry:
        corners = Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)
        return MoveTo(corners[0]), *(LineTo(corner) for corner in corners[1:]), Close()
    made: list[Segment] = [MoveTo(Point(x + rx, y))]
    turns = (
        (x + width - rx, y + ry, -90.0),
        (x + width - rx, y + height - ry, 0.0),
        (x + rx, y + height - ry, 90.0),
        (x + rx, y + ry, 180.0),
    )
    for cx, cy, angle in turns:
        made.append(LineTo(_on_ellipse(complex(cx, cy), complex(rx, ry), 0.0, angle)))
        made += _arc(complex(cx, cy), complex(rx, ry), 0.0, angle, 90.0)
    return *made, Close()


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> tuple[Segment, ...]:
    if rx <= 0 or ry <= 0:
        return ()
    return MoveTo(Point(cx + rx, cy)), *_arc(complex(cx, cy), complex(rx, ry), 0.0, 0.0, 360.0), Close()


def _polygon(text: str, closed: bool, most: int) -> tuple[Segment, ...]:
    _check_length(text, most)
    values = numbers(text)
    points = [Point(x, y) for x, y in zip(values[::2], values[1::2], strict=False)]
    if not points:
        return ()
    return MoveTo(points[0]), *(LineTo(point) for point in points[1:]), *((Close(),) if closed else ())


# --- Path data ----------------------------------------------------------------------------------------------------

_DISTRUST = (ArithmeticError, AssertionError, AttributeError, IndexError, TypeError)
"""What the library raises on data that it takes on trust."""


def _path(data: str, most: int) -> tuple[Segment, ...]:
    if not data.strip() or data.strip() == "none":
        return ()
    _check_length(data, most)
    made: list[Segment] = []
    try:
        for piece in parse_path(data):
            made += _curves(piece)
    except _DISTRUST as error:
        raise ValueError(f"not the data of a path: {data[:40]!r}") from error
    if len(made) > most:
        raise TooManyError
    return tuple(made)


def _check_length(data: str, most: int) -> None:
    """Raise TooManyError for data that must hold more segments, before time is spent on it."""
    if sum(1 for _ in _TOKEN.finditer(data)) > _TOKENS_OF_ONE * most:
        raise TooManyError


def _curves(piece: object) -> Iterator[Segment]:
    """Yield a piece of path data as segments that PDF has too."""
    match piece:
        case Move():
            yield MoveTo(_point(piece.end))
        case CloseSegment():
            yield Close()
        case CubicBezier():
            yield CurveTo(_point(piece.control1), _point(piece.control2), _point(piece.end))
        case QuadraticBezier():
            control1 = piece.start + (piece.control - piece.start) * 2 / 3
            control2 = piece.end + (piece.control - piece.end) * 2 / 3
            yield CurveTo(_point(control1), _point(control2), _point(piece.end))
        case Arc() if piece.start == piece.end:
            return
        case Arc() if piece.radius.real and piece.radius.imag:
            yield from _arc(piece.center, piece.radius * piece.radius_scale, piece.rotation, piece.theta, piece.delta)
        case _:
            yield LineTo(_point(piece.end))  # type: ignore[attr-defined]


def _arc(center: complex, radius: complex, rotation: float, start: float, sweep: float) -> Iterator[CurveTo]:
    """Yield curves along an ellipse from an angle on; angles in degrees, clockwise on the page.

    The controls stand on the tangents, at 4/3 tan(sweep / 4) of the radius: the curve leaves a quarter of a circle by
    less than 0.03 % of its radius.
    """
    count = max(1, math.ceil(abs(sweep) / 90 - 1e-9))
    step = sweep / count
    reach = 4 / 3 * math.tan(math.radians(step) / 4)
    for i in range(count):
        here, there = start + i * step, start + (i + 1) * step
        yield CurveTo(
            _on_ellipse(center, radius, rotation, here, reach),
            _on_ellipse(center, radius, rotation, there, -reach),
            _on_ellipse(center, radius, rotation, there),
        )


def _on_ellipse(center: complex, radius: complex, rotation: float, angle: float, reach: float = 0.0) -> Point:
    """Return a point of an ellipse, or the one `reach` along its tangent there."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    around = complex(radius.real * (cos - reach * sin), radius.imag * (sin + reach * cos))
    turn = complex(math.cos(math.radians(rotation)), math.sin(math.radians(rotation)))
    return _point(center + around * turn)


def _point(place: complex) -> Point:
    return Point(place.real, place.imag)
