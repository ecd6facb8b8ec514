"""Colours as a theme gives them: sRGB always, CMYK where the designer chose the inks."""

import re
from dataclasses import dataclass

_HEX = re.compile(r"#([0-9A-Fa-f]{6})")


@dataclass(frozen=True, slots=True)
class Color:
    """A solid colour; components from 0 to 1."""

    red: float
    green: float
    blue: float
    cmyk: tuple[float, float, float, float] | None = None
    """The inks to print it with, as shares; None when they are to be computed."""

    @classmethod
    def from_hex(cls, text: str, cmyk: tuple[float, float, float, float] | None = None) -> "Color":
        """Return the colour of `#RRGGBB`; a ValueError for any other form."""
        match = _HEX.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a colour of the form #RRGGBB")
        red, green, blue = bytes.fromhex(match[1])
        return cls(red / 255, green / 255, blue / 255, cmyk)

    def tint(self, share: float) -> "Color":
        """Return the colour thinned out to a share of its strength: 0 is the white of the paper."""
        red, green, blue = (1 - share * (1 - part) for part in (self.red, self.green, self.blue))
        if self.cmyk is None:
            return Color(red, green, blue)
        cyan, magenta, yellow, black = (share * ink for ink in self.cmyk)
        return Color(red, green, blue, (cyan, magenta, yellow, black))


BLACK = Color(0.0, 0.0, 0.0, cmyk=(0.0, 0.0, 0.0, 1.0))
WHITE = Color(1.0, 1.0, 1.0, cmyk=(0.0, 0.0, 0.0, 0.0))
