"""What layout must know of a picture: its size, that it can be decoded to its end, and how it is placed."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from booklet.errors import ContentError, Diagnostic, Where
from booklet.geometry import Rect, Size
from booklet.layout.display import Image, Pixels

if TYPE_CHECKING:
    from booklet.layout.svg.reader import Drawing

_ORIENTATION = 0x0112
_PROBE = (64, 64)
"""A JPEG is decoded at an eighth of its size or less (ISO 10918-1: the first coefficients alone), which is quick."""
_TURNED = frozenset({5, 6, 7, 8})
"""Values of the Exif orientation at which the picture lies on its side (CIPA DC-008, 4.6.4)."""
MAX_BYTES = 400 * 1024 * 1024
"""Of a file: more than the largest picture that is let in, 89 million pixels of three bytes, has unpacked."""
_PIXEL_SIGNS = (b"\xff\xd8\xff", b"\x89PNG")


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture of pixels ready to be placed."""

    path: Path
    pixels: Pixels
    where: Where

    @property
    def size(self) -> Size:
        """The pixels across and down; the ratio is what counts."""
        return self.pixels.size

    def at(self, rect: Rect) -> Image:
        """Return the picture in a rectangle of the page."""
        return Image(rect, str(self.path), self.pixels, self.where)


AnyPicture: TypeAlias = "Photograph | Drawing"


def open_picture(path: Path, where: Where) -> AnyPicture:
    """Return what can be placed of a file: its pixels, or its paths.

    Raises:
        ContentError: when the file is damaged, dangerously large, or a drawing with what cannot be printed.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith(_PIXEL_SIGNS):
        return Photograph(path, picture_pixels(path, where), where)
    from booklet.layout.svg.reader import read_drawing

    return read_drawing(path, where)


def picture_pixels(path: Path, where: Where) -> Pixels:
    """Return the pixels of a JPEG or PNG, as the picture is to be seen.

    Raises:
        ContentError: when the file is damaged, or so large that opening it would be dangerous.
    """
    from PIL import Image as pillow

    try:
        if path.stat().st_size > MAX_BYTES:
            raise pillow.DecompressionBombError
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", pillow.DecompressionBombWarning)
            with pillow.open(path, formats=("JPEG", "PNG")) as image:
                size = Size(float(image.width), float(image.height))
                is_line_art = image.mode == "1"
                turned = image.getexif().get(_ORIENTATION) in _TURNED
                image.draft(None, _PROBE)
                image.load()
                return Pixels(Size(size.height, size.width) if turned else size, is_line_art)
    except (pillow.DecompressionBombError, pillow.DecompressionBombWarning) as error:
        raise ContentError(
            Diagnostic(
                code="picture-too-large",
                message=f"the picture {path.name} has far too many pixels",
                where=where,
                hint="save it at the size it is printed, 300 pixels an inch",
            )
        ) from error
    except Exception as error:  # on a broken file Pillow's decoders raise ten kinds and more
        raise ContentError(
            Diagnostic(
                code="picture-damaged",
                message=f"the picture {path.name} is damaged: it cannot be read to its end",
                where=where,
                hint="open it in a picture program and save it again as JPEG or PNG",
            )
        ) from error
