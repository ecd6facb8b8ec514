"""Glyphs made of other glyphs, added to a font file: a letter and the kashidas that lengthen it, drawn as one.

Source: OpenType 1.9.1, tables `glyf`, `loca`, `hmtx`, `hhea`, `maxp`, `head`, and "Calculating Checksums". Lengths are
font units. The file has TrueType outlines, no hinting, and no other table with an entry for each glyph: a subset as
HarfBuzz makes it.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

_WORDS, _ARE_OFFSETS, _MORE, _OVERLAP = 0x0001, 0x0002, 0x0020, 0x0400  # flags of a component
_LOCA_FORMAT, _CHECKSUM = slice(50, 52), slice(8, 12)  # in `head`
_MAGIC = 0xB1B0AFBA
_MOST = 0xFFFF


class Part(NamedTuple):
    """A glyph in a composite, and how far its origin is from that of the composite."""

    glyph_id: int
    right: int
    up: int


class Composite(NamedTuple):
    """What is drawn as one glyph."""

    parts: tuple[Part, ...]
    advance: int


def with_composites(data: bytes, composites: Sequence[Composite]) -> bytes:
    """Return the font file with composites as its last glyphs, in their order."""
    tables = _tables(data)
    glyph_count = int.from_bytes(tables["maxp"][4:6], "big")
    offsets = _offsets(tables, glyph_count)
    outlines = tables["glyf"][: offsets[-1]]
    metrics = _metrics(tables, glyph_count)
    for composite in composites:
        outline = _outline(composite, outlines, offsets[: glyph_count + 1])
        outlines += outline
        offsets.append(len(outlines))
        metrics += struct.pack(">H", composite.advance) + outline[2:4]  # the bearing is the left edge
    total = glyph_count + len(composites)
    tables |= {
        "glyf": outlines,
        "loca": struct.pack(f">{total + 1}I", *offsets),
        "hmtx": metrics,
        "hhea": tables["hhea"][:34] + struct.pack(">H", total),
        "maxp": _limits(tables["maxp"], total, max(len(composite.parts) for composite in composites)),
    }
    return _file(tables)


def _tables(data: bytes) -> dict[str, bytes]:
    found = {}
    for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        tag, _, start, length = struct.unpack_from(">4sIII", data, at)
        found[tag.decode("ascii")] = data[start : start + length]
    return found


def _offsets(tables: dict[str, bytes], glyph_count: int) -> list[int]:
    """Return where each outline begins in `glyf`, and where the last one ends."""
    if any(tables["head"][_LOCA_FORMAT]):
        return [*struct.unpack(f">{glyph_count + 1}I", tables["loca"])]
    return [2 * half for half in struct.unpack(f">{glyph_count + 1}H", tables["loca"])]


def _metrics(tables: dict[str, bytes], glyph_count: int) -> bytes:
    """Return advance and bearing of every glyph: those at the end of `hmtx` may share the last advance."""
    long_count = int.from_bytes(tables["hhea"][34:36], "big")
    table = tables["hmtx"]
    last_advance = table[4 * long_count - 4 : 4 * long_count - 2]
    bearings = range(4 * long_count, 2 * (glyph_count + long_count), 2)
    return table[: 4 * long_count] + b"".join(last_advance + table[at : at + 2] for at in bearings)


def _outline(composite: Composite, outlines: bytes, offsets: Sequence[int]) -> bytes:
    """Return the entry of a composite in `glyf`."""
    boxes = []
    components = b""
    for i, (glyph_id, right, up) in enumerate(composite.parts):
        start, end = offsets[glyph_id], offsets[glyph_id + 1]
        if start < end:
            left, bottom, far, top = struct.unpack_from(">4h", outlines, start + 2)
            boxes.append((left + right, bottom + up, far + right, top + up))
        more = _MORE if i + 1 < len(composite.parts) else 0
        overlap = 0 if i else _OVERLAP  # joins overlap, or there would be seams
        components += struct.pack(">HHhh", _WORDS | _ARE_OFFSETS | more | overlap, glyph_id, right, up)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True) if boxes else ((0,),) * 4
    return struct.pack(">5h", -1, min(lefts), min(bottoms), max(rights), max(tops)) + components


def _limits(maxp: bytes, glyph_count: int, part_count: int) -> bytes:
    """Return `maxp` for a file with composites of so many parts: bounds, which may be too high."""
    values = [*struct.unpack(">I14H", maxp)]
    points, contours = max(values[2], values[4]), max(values[3], values[5])
    values[1] = glyph_count
    values[4], values[5] = min(points * part_count, _MOST), min(contours * part_count, _MOST)
    values[13] = max(values[13], part_count)
    values[14] += 1  # the parts may be composites
    return struct.pack(">I14H", *values)


def _file(tables: dict[str, bytes]) -> bytes:
    """Return a font file of tables, with the offsets in `loca` four bytes long."""
    head = bytearray(tables["head"])
    head[_LOCA_FORMAT], head[_CHECKSUM] = b"\0\1", bytes(4)
    tables = tables | {"head": bytes(head)}
    power = len(tables).bit_length() - 1
    directory = struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    start = len(directory) + 16 * len(tables)
    body = b""
    for tag, table in sorted(tables.items()):
        if tag == "head":
            head_at = start + len(body)
        directory += struct.pack(">4sIII", tag.encode("ascii"), _checksum(table), start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    made = bytearray(directory + body)
    made[head_at + 8 : head_at + 12] = struct.pack(">I", (_MAGIC - _checksum(made)) % 2**32)
    return bytes(made)


def _checksum(table: bytes | bytearray) -> int:
    padded = bytes(table) + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) % 2**32
