"""QR codes as modules (the only importer of segno)."""

import segno


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a QR code (ISO/IEC 18004), True for dark, without the quiet zone; error correction M."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
