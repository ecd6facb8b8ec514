"""QR codes as modules (the only importer of segno)."""

import segno


def qr_modules(text: str, mask: int | None = None) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code (ISO/IEC 18004), True for dark, without the quiet zone; error correction M.

    `mask` is one of the eight patterns of 7.8.2; without it, the one with the best contrast is found.
    """
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=mask)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
