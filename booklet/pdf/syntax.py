"""PDF syntax as text: the one way that numbers, names and strings are written (ISO 32000-1, 7.3).

Everything is `str` with one character for a byte, so that a page or an object can be joined and encoded once.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from booklet.geometry import Matrix, Rect

_IRREGULAR = re.compile(r"[^A-Za-z0-9+\-_.]+")
_ADDRESS_CHARACTERS = ":/?#[]@!$&'()*+,;=%-._~"  # RFC 3986, 2.2 and 2.3; "%" so that escapes stay as they are
_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


@lru_cache(maxsize=16_384)
def number(value: float, digits: int = 3) -> str:
    """Return a number without superfluous zeros, rounded: 3 digits of a point are 0.35 micrometres.

    The numbers of a pattern, and of many pages with one frame, come again and again.
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else str(round(value))
    return "0" if text == "-0" else text


def numbers(values: Iterable[float], digits: int = 3) -> str:
    """Return numbers with a space between two."""
    return " ".join(number(value, digits) for value in values)


def matrix(value: Matrix) -> str:
    """Return the six operands of `cm` or `Tm`; the linear part is finer, since it is multiplied by lengths."""
    return f"{numbers((value.a, value.b, value.c, value.d), 6)} {numbers((value.e, value.f))}"


def rectangle(rect: Rect, page_height: float) -> str:
    """Return a PDF rectangle (lower left, upper right; y up) for one of the display list (y down)."""
    return f"[{numbers((rect.x, page_height - rect.bottom, rect.right, page_height - rect.y))}]"


def pdf_name(text: str) -> str:
    """Return a name with its solidus; what is not a letter, a digit or one of `+-_.` is escaped (7.3.5)."""
    return "/" + _IRREGULAR.sub(lambda match: "".join(f"#{byte:02X}" for byte in match[0].encode()), text)


def text_string(text: str) -> str:
    """Return a text string: literal where it is plain ASCII, otherwise UTF-16 in hexadecimal (7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def uri(address: str) -> str:
    """Return an address in the characters that an address may have; others are escaped."""
    return quote(address, safe=_ADDRESS_CHARACTERS)
