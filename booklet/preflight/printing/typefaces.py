"""How wide the strings of a PDF's fonts are (ISO 32000-1, 9.2.4, 9.6 and 9.7.4.3): enough to say where they end."""

from collections.abc import Mapping
from dataclasses import dataclass

from booklet.preflight.x4.values import entry, items, name, number

_PER_EM = 1000.0
_ALIKE = 0.05
_USUAL = 350.0
"""Of the fourteen fonts that need no widths: less than their letters have, so that no line is told as too long."""
_MOST_WIDTHS = 70_000  # as many glyphs as a font can have


@dataclass(frozen=True, slots=True)
class Typeface:
    """The widths of a font's codes; in ems, for a size of 1."""

    code_length: int
    """Bytes."""
    widths: Mapping[int, float]
    usual: float
    """Of codes without a width."""
    scale: float = 1.0
    """Height of an em; 0 where it is not known, in fonts whose letters are drawings."""

    def advances(self, string: bytes) -> list[tuple[int, float]]:
        """Return the codes of a string, each with its width."""
        step = self.code_length
        codes = (int.from_bytes(string[at : at + step], "big") for at in range(0, len(string), step))
        return [(code, self.widths.get(code, self.usual)) for code in codes]


def typeface(font: object) -> Typeface:
    """Return the widths of a font dictionary."""
    if name(entry(font, "/Subtype")) == "Type0":
        part = next(iter(items(entry(font, "/DescendantFonts"))), None)
        usual = number(entry(part, "/DW"))
        widths = _composite_widths(items(entry(part, "/W")))
        return Typeface(2, widths, (_PER_EM if usual is None else usual) / _PER_EM)
    first = number(entry(font, "/FirstChar")) or 0.0
    unit, scale = 1 / _PER_EM, 1.0
    if name(entry(font, "/Subtype")) == "Type3":
        matrix = [number(part) or 0.0 for part in items(entry(font, "/FontMatrix"))]
        if len(matrix) == 6:  # how high its letters are is only known where they are drawn as in other fonts
            unit, scale = matrix[0], 1.0 if abs(abs(matrix[3]) * _PER_EM - 1.0) < _ALIKE else 0.0
    given = [number(width) for width in items(entry(font, "/Widths"))[:_MOST_WIDTHS]]
    widths = {int(first) + i: width * unit for i, width in enumerate(given) if width is not None}
    missing = number(entry(entry(font, "/FontDescriptor"), "/MissingWidth"))
    return Typeface(1, widths, (missing or 0.0 if widths else _USUAL) / _PER_EM, scale)


def _composite_widths(parts: list[object]) -> dict[int, float]:
    """Read `first [w w ...]` and `first last w` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(parts) and len(widths) < _MOST_WIDTHS:
        first, second = number(parts[at]), number(parts[at + 1])
        if second is None:
            for i, width in enumerate(items(parts[at + 1])[:_MOST_WIDTHS]):
                widths[int(first or 0) + i] = (number(width) or 0.0) / _PER_EM
            at += 2
        else:
            width = (number(parts[at + 2]) or 0.0) / _PER_EM if at + 2 < len(parts) else 0.0
            last = min(int(second), int(first or 0) + _MOST_WIDTHS)
            widths.update(dict.fromkeys(range(int(first or 0), last + 1), width))
            at += 3
    return widths
