"""What a PDF from anywhere says of itself: the edge it wants to be bound on, and what of it paper cannot show."""

from dataclasses import dataclass

from booklet.errors import Diagnostic
from booklet.languages import Binding, Direction
from booklet.pdf_letters import has_rtl_letters
from booklet.press.losses import losses
from booklet.press.pages import declared_direction, opened

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
        lost, is_rtl = losses(pdf), has_rtl_letters(pdf)
        is_damaged = bool(pdf.get_warnings())  # asked last: qpdf reads an object when it is looked at
        return Foreign(
            page_count=len(pdf.pages),
            binding=bindings[direction],
            reason=reason,
            has_rtl_letters=is_rtl,
            is_damaged=is_damaged,
            notes=(*([_DAMAGED] if is_damaged else []), *lost),
        )
