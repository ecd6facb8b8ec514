"""The header of a JPEG 2000 picture (ISO/IEC 15444-1, Annex I): channels, depth, colour."""

from collections.abc import Iterator
from dataclasses import dataclass

_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_MOST_BOXES = 1000


@dataclass(frozen=True, slots=True)
class JpxHeader:
    """What the boxes before the picture say."""

    channels: int
    depth: int
    """Bits of a channel; 0 when they differ."""
    methods: tuple[int, ...]
    """How each colour specification is given: 1 by number, 2 and 3 by an ICC profile, 4 by a vendor's way."""
    numbers: tuple[int, ...]
    """The colour spaces given by number: 12 CMYK, 16 sRGB, 17 grey, 18 sYCC, 19 CIEJab..."""


def read_jpx(data: bytes) -> JpxHeader | None:
    """Return the header of a picture in a JP2 or JPX file; None when there is none."""
    if not data.startswith(_SIGNATURE):
        return None
    inside = next((box for kind, box in _boxes(data) if kind == b"jp2h"), b"")
    boxes = list(_boxes(inside))
    size = next((box for kind, box in boxes if kind == b"ihdr"), b"")
    if len(size) < 14:
        return None
    colors = [box for kind, box in boxes if kind == b"colr" and len(box) >= 3]
    return JpxHeader(
        channels=int.from_bytes(size[8:10]),
        depth=0 if size[10] == 255 else (size[10] & 0x7F) + 1,
        methods=tuple(box[0] for box in colors),
        numbers=tuple(int.from_bytes(box[3:7]) for box in colors if box[0] == 1 and len(box) >= 7),
    )


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    start = 0
    for _ in range(_MOST_BOXES):
        if start + 8 > len(data):
            return
        length, kind, head = int.from_bytes(data[start : start + 4]), data[start + 4 : start + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[start + 8 : start + 16]), 16
        end = len(data) if length == 0 else start + length
        if end < start + head:
            return
        yield kind, data[start + head : end]
        start = end
