"""Fonts: none that are drawings, and none that may not be in a file."""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Stream

from booklet.preflight.printing.record import ERROR, WARNING, PrintCheck
from booklet.preflight.printing.subject import PrintFile
from booklet.preflight.x4.facts import Kind
from booklet.preflight.x4.record import Found, shown
from booklet.preflight.x4.values import entry, items, name

_SUBSET = re.compile("[A-Z]{6}[+]")
_RESTRICTED, _PREVIEW, _EDITABLE = 0x2, 0x4, 0x8
_NO_SUBSETS, _BITMAPS_ONLY = 0x100, 0x200
"""Of fsType (OpenType 1.9, OS/2)."""


def _type3(file: PrintFile) -> Iterator[Found]:
    for use in file.facts.used(Kind.FONT):
        if name(entry(use.value, "/Subtype")) == "Type3":
            yield Found(use.place, "a font whose letters are drawings (Type 3)", "an outline font")


def _not_allowed(file: PrintFile) -> Iterator[Found]:
    for use in file.facts.used(Kind.FONT):
        called = name(entry(use.value, "/BaseFont"))
        rights = _rights(use.value)
        if rights is None:
            continue
        fault = ""
        if rights & _RESTRICTED and not rights & (_PREVIEW | _EDITABLE):
            fault = "whose maker does not let it be embedded"
        elif rights & _BITMAPS_ONLY:
            fault = "of which only bitmaps may be embedded"
        elif rights & _NO_SUBSETS and _SUBSET.match(called):
            fault = "of which no part may be embedded alone"
        if fault:
            yield Found(use.place, f"the font {shown(called)}, {fault}", "a font that may be embedded")


def _rights(font: object) -> int | None:
    """Return fsType of the program of a font; None for those that do not have it, as most parts of fonts do not."""
    if name(entry(font, "/Subtype")) == "Type0":
        font = next(iter(items(entry(font, "/DescendantFonts"))), None)
    descriptor = entry(font, "/FontDescriptor")
    program = entry(descriptor, "/FontFile2") or entry(descriptor, "/FontFile3")
    if not isinstance(program, Stream):
        return None
    try:
        data = program.read_bytes()
    except pikepdf.PikepdfError:
        return None
    count = int.from_bytes(data[4:6])
    for at in range(12, 12 + 16 * count, 16):  # the table directory of an OpenType font
        if data[at : at + 4] == b"OS/2":
            start = int.from_bytes(data[at + 8 : at + 12])
            return int.from_bytes(data[start + 8 : start + 10]) if len(data) >= start + 10 else None
    return None


TYPE3_FONT = PrintCheck(
    code="type3-font",
    title="letters are outlines of a font",
    reason="letters that are drawings or bitmaps are jagged, and cannot be searched",
    remedy="choose another font, or another way to save the PDF",
    points=(26,),
    find=_type3,
    severity=WARNING,
    applies=lambda shop: not shop.asked.screen_parts,
)
FONT_LICENCE = PrintCheck(
    code="font-licence",
    title="fonts may be embedded",
    reason="the shop may not print with a font that its maker keeps to himself",
    remedy="use another font, or ask its maker",
    points=(26,),
    find=_not_allowed,
    severity=ERROR,
)
FONT_CHECKS = (TYPE3_FONT, FONT_LICENCE)
