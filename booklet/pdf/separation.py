"""From sRGB to the four inks of a press, through the ICC profile of its printing condition.

Colours keep their look where the press can show them (relative colorimetric), and dark ones their drawing (black point
compensation). Two kinds are not left to the profile: white is bare paper, and what is nearly black is black ink alone,
since letters made of four inks are coloured at their edges as soon as one plate is a hair off.

Notation: inks are cyan, magenta, yellow, black, shares from 0 to 1; `total` is their sum, 3.0 for 300 %.
"""

from functools import lru_cache
from io import BytesIO
from typing import Any, TypeAlias

from PIL import Image as pillow
from PIL import ImageCms, ImageFilter

from booklet.color import Color
from booklet.pdf.srgb import srgb_profile
from booklet.resources import folder
from booklet.shop import Shop

Inks: TypeAlias = tuple[float, float, float, float]

_NO_INK, BLACK_ALONE = (0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0)
_DARKEST, _MOST_TINT = 0.2, 0.06
"""Of the largest component, and between the components, of what passes for black: the inks of text are warm or cold
blacks such as #231F1C or #1C1C24, and beside white paper no one sees the tint in a stroke of a letter."""
_COATED = "FOGRA39L_coated.icc"
_CUBE_SIDE = 33
"""Colours a side of the cube by which pictures are converted: as many as the tables of usual profiles have."""
_FULL = 255
_ROUNDING = 2 / _FULL
"""Share by which the total of a pixel can grow when its four inks are rounded, each by half a step."""


class Separation:
    """The way to the inks of one shop."""

    def __init__(self, shop: Shop) -> None:
        self.quality = shop.picture_quality
        """Of JPEG pictures that are encoded anew."""
        known = shop.condition.profile if shop.condition else folder("icc") / _COATED
        self.profile = known.read_bytes()
        """The ICC profile of the printing condition; where there is none, that of coated paper stands in."""
        self._limit = shop.ink_limit
        self._colors: dict[Color, Inks] = {}
        self._cubes: dict[bytes, ImageFilter.Color3DLUT] = {}

    def inks(self, color: Color) -> Inks:
        """Return the inks of a colour: those its designer chose, else in whole per cent; none above the limit."""
        found = self._colors.get(color)
        if found is None:
            found = self._colors[color] = within_limit(color.cmyk or self._computed(color), self._limit)
        return found

    def _computed(self, color: Color) -> Inks:
        components = color.red, color.green, color.blue
        if min(components) >= 1:
            return _NO_INK
        if max(components) <= _DARKEST and max(components) - min(components) <= _MOST_TINT:
            return BLACK_ALONE
        dot = pillow.new("RGB", (1, 1), tuple(round(part * _FULL) for part in components))
        ((cyan, magenta, yellow, black),) = _pixels(self._convert(dot, srgb_profile()))
        return round(cyan, 2), round(magenta, 2), round(yellow, 2), round(black, 2)

    def picture(self, image: pillow.Image, profile: bytes | None = None) -> pillow.Image:
        """Return an RGB picture in inks, none of its pixels above the limit; `profile` is that of its file.

        The limit is kept at the corners of a cube of colours; between them inks are averaged, and so are their sums.
        """
        profile = profile or srgb_profile()
        cube = self._cubes.get(profile)
        if cube is None:
            cube = self._cubes[profile] = self._cube(profile)
        return image.filter(cube)

    def _cube(self, profile: bytes) -> ImageFilter.Color3DLUT:
        steps = [round(i * _FULL / (_CUBE_SIDE - 1)) for i in range(_CUBE_SIDE)]
        corners = bytes(part for blue in steps for green in steps for red in steps for part in (red, green, blue))
        converted = self._convert(pillow.frombytes("RGB", (_CUBE_SIDE**2, _CUBE_SIDE), corners), profile)
        table = [ink for pixel in _pixels(converted) for ink in within_limit(pixel, self._limit - _ROUNDING)]
        return ImageFilter.Color3DLUT(_CUBE_SIDE, table, channels=4, target_mode="CMYK")

    def _convert(self, image: pillow.Image, profile: bytes) -> pillow.Image:
        """Return an RGB picture in inks as the profiles have it; sRGB is read where the file's own makes no sense."""
        try:
            transform = _transform(profile, self.profile)
        except (ImageCms.PyCMSError, OSError):
            transform = _transform(srgb_profile(), self.profile)
        converted = ImageCms.applyTransform(image, transform)
        assert converted is not None, "only a conversion in place returns nothing"
        return converted


@lru_cache(maxsize=1)
def separation_for(shop: Shop) -> Separation:
    """Return the way to a shop's inks; all files of a build share what it has worked out."""
    return Separation(shop)


def within_limit(inks: Inks, limit: float) -> Inks:
    """Return inks whose total is no more than the limit (at least 1), of the same hue and, nearly, the same darkness.

    Equal parts of the three colours are a grey, which black can give with a third of the ink: black covers
    a share of what is still light, so that `part` of each colour is worth `part * (1 - black)` of it. What black cannot
    take over, because one of the colours is used up, is taken from the other colours in proportion.
    """
    cyan, magenta, yellow, black = inks
    excess = cyan + magenta + yellow + black - limit
    if excess <= 0:
        return inks
    part = min(cyan, magenta, yellow, excess / (2 + black))  # 3 part - part (1 - black) = excess
    cyan, magenta, yellow, black = cyan - part, magenta - part, yellow - part, black + part * (1 - black)
    colors = cyan + magenta + yellow
    share = min(1.0, (limit - black) / colors) if colors else 1.0
    return cyan * share, magenta * share, yellow * share, black


def _transform(source: bytes, target: bytes) -> Any:
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(source)),
        ImageCms.ImageCmsProfile(BytesIO(target)),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _pixels(image: pillow.Image) -> list[Inks]:
    parts = [value / _FULL for value in image.tobytes()]
    return list(zip(*[iter(parts)] * 4, strict=True))
