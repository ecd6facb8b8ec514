"""Read PDFs that may be hostile: what their objects can raise, and a bound for what their parts unpack to.

A file of a thousand bytes can hold one of a thousand million.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

LARGEST_STREAM = 64 << 20
"""Bytes, unpacked: of a page's content, a profile, a table of objects. Pictures can be used as they are packed."""
DAMAGE = (
    pikepdf.PikepdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a file can raise: objects nested a thousand deep or of an unforeseen kind, names that are no text."""
_LIMITS = ("flate_max_memory", "png_max_memory", "tiff_max_memory", "run_length_max_memory")


@contextmanager
def bounded_unpacking() -> Iterator[None]:
    """Bound what qpdf unpacks; the limits hold for the whole process, so they are put back."""
    before = pikepdf.settings.get_qpdf_limits()
    _set_limits({key: LARGEST_STREAM for key in _LIMITS})
    try:
        yield
    finally:
        _set_limits({key: int(before[key]) for key in _LIMITS})


def _set_limits(limits: dict[str, int]) -> None:
    pikepdf.settings.set_qpdf_limits(**limits)  # type: ignore[arg-type]  # none of them is the one that is a bool
