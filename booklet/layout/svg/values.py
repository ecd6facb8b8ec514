"""Values of SVG attributes: lengths, transforms, and how a picture is fitted into its place.

Source: SVG 1.1 (second edition), chapters 4, 7 and 8. All lengths come out in user units (1/96 inch).
"""

import math
import re

from booklet.geometry import Matrix, Rect, Size

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(rf"\s*({_NUMBER.pattern})\s*([a-zA-Z]*|%)\s*")
_UNITS = {"": 1.0, "px": 1.0, "in": 96.0, "pt": 96 / 72, "pc": 16.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": 16.0}
"""User units in a unit (CSS 2.1, 4.3.2); an em is that of a browser's usual font, 16 px."""
_TRANSFORM = re.compile(r"\s*,?\s*(\w+)\s*\(([^()]*)\)\s*")
_ALIGNMENT = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_ASPECT = re.compile(r"x(M\w\w)Y(M\w\w)(?:\s+(meet|slice))?")
LARGEST = 1e6
"""A number beyond this is a mistake, or meant to be one: a drawing of 260 metres."""


def numbers(text: str) -> list[float]:
    """Return the numbers of a list; a ValueError when there is anything else in it, or one out of all bounds."""
    if _NUMBER.sub("", text).strip(" ,\t\r\n"):
        raise ValueError(f"not a list of numbers: {text[:40]!r}")
    return [bounded(float(number)) for number in _NUMBER.findall(text)]


def bounded(value: float) -> float:
    """Return the number itself; a ValueError when no drawing can have it."""
    if not abs(value) <= LARGEST:  # so that NaN is refused too
        raise ValueError(f"{value} is out of bounds")
    return value


def length(text: str, whole: float = 0.0) -> float:
    """Return a length in user units; `whole` is what per cent are of."""
    match = _LENGTH.fullmatch(text)
    if match is None or match[2] not in {*_UNITS, "%"}:
        raise ValueError(f"not a length: {text[:40]!r}")
    return bounded(float(match[1]) * (whole / 100 if match[2] == "%" else _UNITS[match[2]]))


def transform(text: str) -> Matrix:
    """Return the map of a `transform` attribute; the last of its parts is applied first (SVG 1.1, 7.6)."""
    done, result = 0, Matrix()
    for match in _TRANSFORM.finditer(text):
        if match.start() != done:
            break
        done = match.end()
        result = _one_transform(match[1], numbers(match[2])).then(result)
    if text[done:].strip():
        raise ValueError(f"not a transform: {text[:40]!r}")
    return result


def _one_transform(name: str, values: list[float]) -> Matrix:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, *y]:
            return Matrix(e=x, f=sum(y))
        case "scale", [x, *y]:
            return Matrix(a=x, d=y[0] if y else x)
        case "rotate", [angle]:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            return Matrix(cos, sin, -sin, cos)
        case "rotate", [angle, x, y]:
            return Matrix(e=-x, f=-y).then(_one_transform("rotate", [angle])).then(Matrix(e=x, f=y))
        case "skewX", [angle]:
            return Matrix(c=math.tan(math.radians(angle)))
        case "skewY", [angle]:
            return Matrix(b=math.tan(math.radians(angle)))
        case _:
            raise ValueError(f"not a transform: {name[:40]!r}")


def view_box(text: str) -> Rect:
    """Return the rectangle of a `viewBox`; a ValueError when it is empty."""
    x, y, width, height = numbers(text)
    if width <= 0 or height <= 0:
        raise ValueError("an empty view box")
    return Rect(x, y, width, height)


def fitted(box: Rect, size: Size, aspect: str) -> Matrix:
    """Return the map from a view box to a place of a size at the origin (SVG 1.1, 7.8: preserveAspectRatio)."""
    x, y = size.width / box.width, size.height / box.height
    match = _ASPECT.fullmatch(aspect.strip())
    if aspect.strip() == "none":
        return Matrix(x, 0.0, 0.0, y, -box.x * x, -box.y * y)
    across, down = (_ALIGNMENT.get(match[1], 0.5), _ALIGNMENT.get(match[2], 0.5)) if match else (0.5, 0.5)
    scale = max(x, y) if match and match[3] == "slice" else min(x, y)
    left = across * (size.width - box.width * scale) - box.x * scale
    top = down * (size.height - box.height * scale) - box.y * scale
    return Matrix(scale, 0.0, 0.0, scale, left, top)
