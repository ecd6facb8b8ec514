"""How much ink the pictures of a file take, where they are in the four inks of the press."""

from math import ceil
from typing import Any

import pikepdf
from pikepdf import Stream

from booklet.preflight.x4.values import entry, items, name, number

_MOST_PIXELS = 60_000_000
"""That are decoded: larger ones are not looked at."""
_ACROSS = 256
"""Pixels that are looked at, across and down: ink is a matter of areas, not of single dots."""
_FULL = 255
_FILTERS: tuple[list[str], ...] = (["DCTDecode"], ["FlateDecode"], [])


def most_ink(image: Any) -> float:
    """Return the total ink of the darkest place of a CMYK picture, 3.0 for 300 %; 0 where it cannot be told."""
    filters = [name(one) for one in items(entry(image, "/Filter"))]
    size = (number(entry(image, "/Width")) or 0) * (number(entry(image, "/Height")) or 0)
    if not isinstance(image, Stream) or filters not in _FILTERS or size > _MOST_PIXELS:
        return 0.0
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
        if picture.mode != "CMYK":
            return 0.0
        factor = ceil(max(picture.size) / _ACROSS)
        data = (picture.reduce(factor) if factor > 1 else picture).tobytes()
    except (pikepdf.PikepdfError, ArithmeticError, LookupError, OSError, TypeError, ValueError, RuntimeError):
        return 0.0
    totals = map(sum, zip(*[iter(data)] * 4, strict=True))
    decode = [number(part) for part in items(entry(image, "/Decode"))]
    # Pillow turns the inks of every JPEG over, as Adobe's are; in a PDF Decode does so (ISO 32000-1, 8.9.5.2).
    is_turned = (filters == ["DCTDecode"]) is not (decode[:2] == [1, 0])
    return (4 * _FULL - min(totals) if is_turned else max(totals)) / _FULL
