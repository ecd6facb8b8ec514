"""Lengths. Inside the program every length is a float in points (1/72 inch); other units are converted here alone."""

import re

from booklet.errors import ContentError, Diagnostic

POINTS_PER_INCH = 72.0
MM_PER_INCH = 25.4

_POINTS_PER_UNIT = {
    "pt": 1.0,
    "mm": POINTS_PER_INCH / MM_PER_INCH,
    "cm": 10 * POINTS_PER_INCH / MM_PER_INCH,
    "in": POINTS_PER_INCH,
}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in)\s*")

PAPER_SIZES_MM = {
    "A0": (841.0, 1189.0),
    "A1": (594.0, 841.0),
    "A2": (420.0, 594.0),
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "A6": (105.0, 148.0),
    "B5": (176.0, 250.0),
    "Letter": (215.9, 279.4),
    "Half-Letter": (139.7, 215.9),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
    "ANSI-B": (279.4, 431.8),
    "ANSI-C": (431.8, 558.8),
    "ANSI-D": (558.8, 863.6),
    "ANSI-E": (863.6, 1117.6),
}
"""Portrait width and height in millimetres: ISO 216; ANSI/ASME Y14.1 (Letter, and ANSI-B, which is Tabloid, to E)."""


def mm(length_mm: float) -> float:
    """Return a length given in millimetres in points: 25.4 gives 72.0."""
    return length_mm * POINTS_PER_INCH / MM_PER_INCH


def to_mm(length: float) -> float:
    """Return a length given in points in millimetres."""
    return length * MM_PER_INCH / POINTS_PER_INCH


def parse_length(text: str) -> float:
    """Return points for a number with a unit (pt, mm, cm, in): `3mm` gives 8.504.

    Raises:
        ContentError: without a unit, or with another one.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ContentError(
            Diagnostic(
                code="length",
                message=f"“{text}” is not a length",
                hint="write a number and a unit: 3mm, 1.5cm, 10.5pt or 0.25in",
            )
        )
    return float(match[1]) * _POINTS_PER_UNIT[match[2]]


def parse_percent(text: str) -> float:
    """Return a factor for a percentage: `200%` gives 2.0.

    Raises:
        ContentError: for anything else, or nothing more than 0.
    """
    match = re.fullmatch(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*%\s*", text)
    if match is None or float(match[1]) <= 0:
        raise ContentError(
            Diagnostic(code="percent", message=f"“{text[:40]}” is not a percentage", hint="write a number and %: 200%")
        )
    return float(match[1]) / 100
