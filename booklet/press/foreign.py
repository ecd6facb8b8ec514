"""What a PDF from anywhere says of itself: the edge it wants to be bound on, and what of it paper cannot show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Stream

from booklet.errors import Diagnostic
from booklet.languages import Binding, Direction
from booklet.press.losses import losses
from booklet.press.pages import declared_direction, opened

_CODE = re.compile(rb"<([0-9A-Fa-f]{4})")
_RTL_LETTERS = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
"""Hebrew, Arabic and their presentation forms; the blocks between them are right-to-left too."""
_LEAST_LETTERS = 8
"""Different ones: a sign or a word in a book of another language is less."""

_DAMAGED = Diagnostic(
    code="pdf-mended",
    message="the PDF is damaged; what could be saved of it is printed",
    hint="compare the sheets with the PDF, page by page",
    severity="warning",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A finished PDF, looked at."""

    page_count: int
    binding: Binding | None
    """None where the file does not tell."""
    reason: str
    """A clause that says how that is known: `the language of the PDF is “he”`."""
    has_rtl_letters: bool
    """Whether it is set with Hebrew or Arabic letters: many programs write `en-US` into any file."""
    is_damaged: bool
    """Whether it had to be mended to be read at all."""
    notes: tuple[Diagnostic, ...]
    """Warnings: what will not be on paper."""


def look_at_pdf(data: bytes) -> Foreign:
    """Return what a PDF says of itself.

    Raises:
        ContentError: the PDF is locked, damaged or empty.
    """
    with opened(data, "the PDF", flat=False) as pdf:
        direction, reason = declared_direction(pdf)
        bindings = {Direction.RTL: Binding.RIGHT, Direction.LTR: Binding.LEFT, None: None}
        lost, has_rtl_letters = losses(pdf), _has_rtl_letters(pdf)
        is_damaged = bool(pdf.get_warnings())  # asked last: qpdf reads an object when it is looked at
        return Foreign(
            page_count=len(pdf.pages),
            binding=bindings[direction],
            reason=reason,
            has_rtl_letters=has_rtl_letters,
            is_damaged=is_damaged,
            notes=(*([_DAMAGED] if is_damaged else []), *lost),
        )


def _has_rtl_letters(pdf: pikepdf.Pdf) -> bool:
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
