"""What layout must know of a picture: its size in pixels, and that it can be decoded to its end."""

import warnings
from pathlib import Path

from PIL import Image

from booklet.errors import ContentError, Diagnostic, Where
from booklet.geometry import Size

_ORIENTATION = 0x0112
_PROBE = (64, 64)
"""A JPEG is decoded at an eighth of its size or less (ISO 10918-1: the first coefficients alone), which is quick."""
_TURNED = frozenset({5, 6, 7, 8})
"""Values of the Exif orientation at which the picture lies on its side (CIPA DC-008, 4.6.4)."""


def picture_size(path: Path, where: Where) -> Size:
    """Return width and height in pixels, as the picture is to be seen.

    Raises:
        ContentError: when the file is damaged, or so large that opening it would be dangerous.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                size = Size(float(image.width), float(image.height))
                turned = image.getexif().get(_ORIENTATION) in _TURNED
                image.draft(None, _PROBE)
                image.load()
                return Size(size.height, size.width) if turned else size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
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
