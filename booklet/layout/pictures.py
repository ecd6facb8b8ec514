"""What layout must know of a picture: its size in pixels. The file's head is read, nothing is decoded."""

from pathlib import Path

from PIL import Image, UnidentifiedImageError

from booklet.errors import ContentError, Diagnostic, Where
from booklet.geometry import Size

_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})
"""Values of the Exif orientation at which the picture lies on its side (CIPA DC-008, 4.6.4)."""


def picture_size(path: Path, where: Where) -> Size:
    """Return width and height in pixels, as the picture is to be seen.

    Raises:
        ContentError: when the file is damaged, or so large that opening it would be dangerous.
    """
    try:
        with Image.open(path) as image:
            size = Size(float(image.width), float(image.height))
            return Size(size.height, size.width) if image.getexif().get(_ORIENTATION) in _TURNED else size
    except Image.DecompressionBombError as error:
        raise ContentError(
            Diagnostic(
                code="picture-too-large",
                message=f"the picture {path.name} has far too many pixels",
                where=where,
                hint="save it at the size it is printed, 300 pixels an inch",
            )
        ) from error
    except (UnidentifiedImageError, OSError) as error:
        raise ContentError(
            Diagnostic(
                code="picture-damaged",
                message=f"the picture {path.name} cannot be read",
                where=where,
                hint="open it in a picture program and save it again as JPEG or PNG",
            )
        ) from error
