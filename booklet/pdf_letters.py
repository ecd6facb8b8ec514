"""Which letters the fonts of a PDF stand for."""

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Stream

_CODE = re.compile(rb"<([0-9A-Fa-f]{4})")
_RTL_LETTERS = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
"""Hebrew, Arabic and their presentation forms; the blocks between them are right-to-left too."""
_LEAST_LETTERS = 8
"""Different ones: a sign or a word in a book of another language is less."""


def has_rtl_letters(pdf: pikepdf.Pdf) -> bool:
    """Tell whether a PDF is set with Hebrew or Arabic letters: many programs write `en-US` into any file."""
    letters = {
        code
        for font_map in _font_maps(pdf)
        for code in (int(match[1], 16) for match in _CODE.finditer(font_map))
        if any(first <= code <= last for first, last in _RTL_LETTERS)
    }
    return len(letters) >= _LEAST_LETTERS


def _font_maps(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield what tells the characters of each font (ISO 32000-2, 9.10.3)."""
    for value in pdf.objects:
        if isinstance(value, Dictionary) and isinstance(value.get("/ToUnicode"), Stream):
            try:
                yield value["/ToUnicode"].read_bytes()
            except pikepdf.PdfError:
                continue
