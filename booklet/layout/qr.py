"""QR codes (the only importer of segno)."""

from itertools import groupby

from booklet.document.theme import Palette
from booklet.geometry import Point, Rect
from booklet.layout.display import Close, Item, LineTo, MoveTo, Path, Rule, Segment
from booklet.units import mm

_QUIET_MODULES = 4
"""Around a code (ISO/IEC 18004, 5.3.8)."""
_FAIR_MODULE = mm(0.5)
"""Side of a square that any telephone reads."""


def qr_modules(text: str, mask: int | None = None) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code (ISO/IEC 18004), True for dark, without the quiet zone; error correction M.

    `mask` is one of the eight patterns of 7.8.2; without it, the one with the best contrast is found.
    """
    import segno  # few books have a code

    code = segno.make(text, error="m", micro=False, boost_error=False, mask=mask)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def fair_side(text: str) -> float:
    """Return the side of a code, with its quiet zone, below which it may not be read."""
    return (len(qr_modules(text)) + 2 * _QUIET_MODULES) * _FAIR_MODULE


def qr_items(text: str, rect: Rect, palette: Palette, mask: int | None = None) -> tuple[Item, ...]:
    """Return a QR code with its quiet zone, filling a square."""
    rows = qr_modules(text, mask)
    module = rect.width / (len(rows) + 2 * _QUIET_MODULES)
    segments: list[Segment] = []
    for j, row in enumerate(rows):
        for start, end in _dark_stretches(row):
            x, y = rect.x + (start + _QUIET_MODULES) * module, rect.y + (j + _QUIET_MODULES) * module
            right, bottom = x + (end - start) * module, y + module
            corners = (Point(right, y), Point(right, bottom), Point(x, bottom))
            segments += [MoveTo(Point(x, y)), *(LineTo(corner) for corner in corners), Close()]
    return (Rule(rect, palette.paper), Path(tuple(segments), fill=palette.ink))


def _dark_stretches(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return half-open ranges of neighbouring dark modules."""
    stretches = []
    end = 0
    for dark, modules in groupby(row):
        start, end = end, end + len(list(modules))
        if dark:
            stretches.append((start, end))
    return stretches
