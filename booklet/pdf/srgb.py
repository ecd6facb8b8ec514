"""The colour profile of sRGB (IEC 61966-2-1), which says what the numbers of a screen file mean.

It is a display profile of a matrix and a curve, written out here from the standard (ICC.1:2004-10, version 4.2, the
edition that PDF 1.7 names): a tenth of the size of the usual files, with no date of its own and no other's licence.
Numbers are big-endian; a colour is X, Y, Z under the profile connection space's white, D50.
"""

import struct
from collections.abc import Iterable

NAME = "sRGB IEC61966-2.1"

_WHITE = (0.9642, 1.0, 0.8249)  # D50
# The primaries of the standard, adapted from its white (D65) to D50 by the Bradford matrix (annex E).
_RED, _GREEN, _BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02960, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
# Y = (aX + b) ** g where X >= d, otherwise cX (parametricCurveType, function 3): g, a, b, c, d.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEADER_SIZE, _ENTRY_SIZE = 128, 12


def srgb_profile() -> bytes:
    """Return the profile; the same bytes each time."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(_CURVE)
    elements = {
        "desc": _text(NAME),
        "cprt": _text("No copyright, use freely"),
        "wtpt": _color(_WHITE),
        "chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        "rXYZ": _color(_RED),
        "gXYZ": _color(_GREEN),
        "bXYZ": _color(_BLUE),
        "rTRC": curve,
        "gTRC": curve,
        "bTRC": curve,
    }
    places: dict[bytes, int] = {}  # equal elements are stored once
    body = b""
    table = struct.pack(">I", len(elements))
    start = _HEADER_SIZE + len(table) + _ENTRY_SIZE * len(elements)
    for signature, element in elements.items():
        if element not in places:
            places[element] = start + len(body)
            body += element + bytes(-len(element) % 4)
        table += struct.pack(">4sII", signature.encode("ascii"), places[element], len(element))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    """Return the header: version, class, spaces, a date, the mark of the format and the white; all else zero."""
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4xI", size, 0x0420_0000) + b"mntrRGB XYZ " + date + b"acsp"
    return (head.ljust(68, b"\0") + _fixed(_WHITE)).ljust(_HEADER_SIZE, b"\0")


def _fixed(values: Iterable[float]) -> bytes:
    """Return s15Fixed16Numbers."""
    return b"".join(struct.pack(">i", round(value * 0x1_0000)) for value in values)


def _color(values: Iterable[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _text(text: str) -> bytes:
    """Return a multiLocalizedUnicodeType in one language: count, record size, code, length, offset."""
    data = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"enUS", len(data), 28) + data
