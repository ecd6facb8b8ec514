"""Mend what a page says of its own size and turn, so that whatever a viewer shows is what is printed.

Cases, after ISO 32000-2, 14.11.2 (page boxes) and 7.7.3.3 (page objects):

    MediaBox missing or no rectangle          a Letter page, as viewers take it
    CropBox or TrimBox no rectangle, empty,   it counts as missing
      or outside the box around it
    CropBox larger than MediaBox, TrimBox     what they have in common: a page that someone has cropped in a viewer
      larger than CropBox                     has a trim box from before
    Rotate no multiple of 90                  0

Attributes inherited from a node of the page tree have been given to the pages by qpdf.
"""

from decimal import Decimal

import pikepdf
from pikepdf import Array

_Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_LETTER: _Box = (0.0, 0.0, 612.0, 792.0)


def mend_page(page: pikepdf.Page) -> None:
    """Give a page boxes that lie within each other and a turn that is one; sound ones are left as they are."""
    media = _box(page.obj.get("/MediaBox")) or _LETTER
    crop = _common(_box(page.obj.get("/CropBox")), media) or media
    trim = _common(_box(page.obj.get("/TrimBox")), crop) or crop
    _set(page, "/MediaBox", media, default=None)
    _set(page, "/CropBox", crop, default=media)
    _set(page, "/TrimBox", trim, default=crop)
    turn = page.obj.get("/Rotate", 0)
    if not isinstance(turn, int) or turn % 90:
        is_right = isinstance(turn, Decimal) and turn % 90 == 0
        page.obj.Rotate = int(turn) if is_right else 0


def _box(value: pikepdf.Object | None) -> _Box | None:
    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(number) for number in value)
    except (TypeError, ValueError):
        return None
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _common(box: _Box | None, around: _Box) -> _Box | None:
    if box is None:
        return None
    left, bottom = max(box[0], around[0]), max(box[1], around[1])
    right, top = min(box[2], around[2]), min(box[3], around[3])
    return (left, bottom, right, top) if right > left and top > bottom else None


def _set(page: pikepdf.Page, key: str, box: _Box, default: _Box | None) -> None:
    """Write a box where the page has another one, or none and the box is not its default."""
    is_missing = key not in page.obj
    if (is_missing and box == default) or (not is_missing and _box(page.obj[key]) == box):
        return
    page.obj[key] = Array([Decimal(repr(value)) for value in box])
