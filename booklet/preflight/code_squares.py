"""QR codes: squares large enough to be read by a telephone, and white around them.

Source: ISO/IEC 18004, 5.3.8 (a quiet zone of four modules) and 7.3.1. A module is one of the squares. They are known by
their shape: a path of upright squares and bars on a grid, that is square and has 21, 25, 29 ... modules a side.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from booklet.geometry import Rect
from booklet.layout.display import LineTo, MoveTo, Path, Rule
from booklet.preflight.check import Check, Note
from booklet.preflight.sight import Sight
from booklet.units import mm, to_mm

LEAST_MODULE = mm(0.35)
"""Of a square. Guides for print ask for a third to two fifths of a millimetre: 12 mm for a code of 33 squares."""
QUIET_MODULES = 4
_SMALLEST, _STEP = 21, 4
"""Modules a side of version 1, and how many more each next version has."""
_ROUNDED = 0.05  # modules


@dataclass(frozen=True, slots=True)
class PoorCode:
    """A code that may not be read."""

    page_number: int
    module: float
    """Side of a square, points."""
    quiet: float
    """White around it, modules."""


def _find(sight: Sight) -> Iterator[PoorCode]:
    for before, item in pairwise(item for item, _ in sight.items):
        code = _code(item) if isinstance(item, Path) else None
        if code is None:
            continue
        box, module = code
        quiet = _white_around(box, before.rect) / module if isinstance(before, Rule) else 0.0
        if module < LEAST_MODULE or quiet < QUIET_MODULES - _ROUNDED:
            yield PoorCode(sight.page_number, module, quiet)


def _code(path: Path) -> tuple[Rect, float] | None:
    """Return the box and the module of a path that is a QR code."""
    points = [segment.to for segment in path.segments if isinstance(segment, (MoveTo, LineTo))]
    if path.fill is None or len(points) < 4 * _SMALLEST or len(points) % 4:
        return None
    bars = [points[at : at + 4] for at in range(0, len(points), 4)]
    module = min(abs(bar[2].y - bar[0].y) for bar in bars)
    left, top = min(point.x for point in points), min(point.y for point in points)
    width, height = max(point.x for point in points) - left, max(point.y for point in points) - top
    if module <= 0 or abs(width - height) > _ROUNDED * module:
        return None
    side = width / module
    is_code = abs(side - round(side)) < _ROUNDED and round(side) >= _SMALLEST
    return (Rect(left, top, width, height), module) if is_code and (round(side) - _SMALLEST) % _STEP == 0 else None


def _white_around(box: Rect, ground: Rect) -> float:
    return min(box.x - ground.x, box.y - ground.y, ground.right - box.right, ground.bottom - box.bottom)


def _tell(found: Iterable[PoorCode]) -> Iterator[Note]:
    for one in found:
        if one.module < LEAST_MODULE:
            message = f"the QR code on page {one.page_number} has squares of {to_mm(one.module):.2f} mm"
            yield Note(None, message, "use a shorter address: a long one needs more and smaller squares")
        else:
            message = f"the QR code on page {one.page_number} has too little white around it"
            yield Note(None, message, "leave white as wide as four of its squares on all sides")


CODE = Check(
    code="qr-code",
    title="a QR code that may not be read",
    reason="a telephone cannot tell small squares apart, nor find a code without white around it",
    find=_find,
    tell=_tell,
)
