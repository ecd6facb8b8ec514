"""The header of an ICC profile (ISO 15076-1:2005, 7.2), as much of it as decides whether a press can use it."""

from dataclasses import dataclass

import pikepdf
from pikepdf import Stream

COMPONENTS = {"GRAY": 1, "RGB": 3, "CMYK": 4, "Lab": 3}
"""Colour spaces of profiles that PDF can use, and their numbers of components (ISO 32000-1, 8.6.5.5)."""
LAST_VERSION = (4, 2)
"""ISO 15076-1:2005 is version 4.2 of the ICC format, the last that PDF 1.6 knows."""
_HEADER = 128
_TAG_ENTRY = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """What the header of a profile says."""

    device_class: str
    """`prtr`, `mntr`, `scnr`, `spac`..."""
    space: str
    """`CMYK`, `RGB`, `GRAY`, `Lab`..."""
    version: tuple[int, int]
    tags: frozenset[str]


def read_profile(stream: object) -> Profile | str:
    """Return the profile, or what is wrong with it in words that follow `found`."""
    if not isinstance(stream, Stream):
        return "no ICC profile"
    try:
        data = stream.read_bytes()
    except pikepdf.PikepdfError:
        return "an ICC profile that cannot be decoded"
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return "data that is no ICC profile"
    if int.from_bytes(data[:4]) > len(data):
        return "an ICC profile that is cut short"
    count = int.from_bytes(data[_HEADER : _HEADER + 4])
    if _HEADER + 4 + count * _TAG_ENTRY > len(data):
        return "an ICC profile whose table of tags is damaged"
    starts = range(_HEADER + 4, _HEADER + 4 + count * _TAG_ENTRY, _TAG_ENTRY)
    return Profile(
        device_class=_text(data[12:16]),
        space=_text(data[16:20]),
        version=(data[8], data[9] >> 4),
        tags=frozenset(_text(data[start : start + 4]) for start in starts),
    )


def _text(signature: bytes) -> str:
    return signature.decode("latin-1").strip(" \0")
