"""Pictures in the file, each stored once: JPEG as it is, PNG as pixels with its transparency as a soft mask.

A JPEG is not decoded: its bytes pass through (DCTDecode, ISO 32000-1, 7.4.8), grey, RGB or CMYK. A colour profile in
the file goes with it. Ink colours that do not say for which press they are get the profile of offset on coated paper,
so that they look alike everywhere and the file may be kept (ISO 19005-2, 6.2.4.3). A camera's note that the picture
lies on its side (Exif orientation) is honoured by the matrix.
For a press RGB is separated into inks; grey and CMYK stay as they are and leave their profiles behind, since numbers in
such a file are those of its output intent.
"""

import hashlib
import struct
import warnings
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image as pillow
from PIL import UnidentifiedImageError

from booklet.errors import ContentError, Diagnostic, MissingFileError
from booklet.geometry import Matrix, Rect
from booklet.pdf.assembly import Objects
from booklet.pdf.canvas import Ref
from booklet.pdf.separation import Separation
from booklet.resources import folder

_COLOR_SPACES = {
    "L": ("/DeviceGray", 1, b"GRAY"),
    "RGB": ("/DeviceRGB", 3, b"RGB "),
    "CMYK": ("/DeviceCMYK", 4, b"CMYK"),
}
_JPEG = {"JPEG", "MPO"}  # MPO is what telephones write: a JPEG with another one after it
_BROKEN = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
)  # what Pillow raises on a broken file
_INPUT_CLASSES = {b"scnr", b"mntr", b"prtr", b"spac"}
_ORIENTATION_TAG = 0x0112
# Unit square, y up, to unit square, y down, for each Exif orientation (Exif 2.32, tag 274).
_ORIENTATIONS = {
    1: Matrix(1, 0, 0, -1, 0, 1),
    2: Matrix(-1, 0, 0, -1, 1, 1),
    3: Matrix(-1, 0, 0, 1, 1, 0),
    4: Matrix(1, 0, 0, 1, 0, 0),
    5: Matrix(0, 1, -1, 0, 1, 0),
    6: Matrix(0, 1, 1, 0, 0, 0),
    7: Matrix(0, -1, 1, 0, 0, 1),
    8: Matrix(0, -1, -1, 0, 1, 1),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the file."""

    name: str
    """Key in the resources: `I1`."""
    ref: Ref
    is_transparent: bool
    upright: Matrix
    """From the unit square of the stored picture (y up) to the unit square as seen (y down)."""

    def placed(self, rect: Rect) -> Matrix:
        """Return the map from the stored picture to a rectangle of the page."""
        return self.upright.then(Matrix(rect.width, 0.0, 0.0, rect.height, rect.x, rect.y))


class Pictures:
    """The pictures of one file, in the order of their first use."""

    def __init__(self, canvas: Objects, separation: Separation | None = None) -> None:
        self._canvas = canvas
        self._separation = separation
        """None for a file for screens."""
        self._by_path: dict[str, Picture] = {}
        self._by_content: dict[bytes, Picture] = {}
        self._profiles: dict[bytes, Ref] = {}

    def of(self, path: str) -> Picture:
        """Return the picture of a file; stored at the first use, also when two files are the same.

        Raises:
            MissingFileError: when the file is not there or is no picture.
            ContentError: when it is too large or of a kind that cannot be used.
        """
        picture = self._by_path.get(path)
        if picture is None:
            data = _read(path)
            digest = hashlib.sha256(data).digest()
            picture = self._by_content.get(digest) or self._store(path, data)
            self._by_path[path] = self._by_content[digest] = picture
        return picture

    def _store(self, path: str, data: bytes) -> Picture:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", pillow.DecompressionBombWarning)
                with pillow.open(BytesIO(data)) as image:
                    orientation = image.getexif().get(_ORIENTATION_TAG, 1)
                    ref, is_transparent = (
                        (self._store_jpeg(path, image, data), False)
                        if image.format in _JPEG
                        else self._store_pixels(path, image)
                    )
        except (pillow.DecompressionBombWarning, pillow.DecompressionBombError) as error:
            raise ContentError(
                Diagnostic(
                    code="picture-too-large",
                    message=f"the picture {Path(path).name} has more than {pillow.MAX_IMAGE_PIXELS:,} pixels",
                    hint="make it smaller: 300 pixels to the inch at its printed size are enough",
                )
            ) from error
        except _BROKEN as error:
            raise MissingFileError(
                Diagnostic(
                    code="picture-unreadable",
                    message=f"the picture {Path(path).name} cannot be read; it may be damaged",
                    hint="open it in a picture editor and save it again as JPEG or PNG",
                )
            ) from error
        upright = _ORIENTATIONS.get(orientation, _ORIENTATIONS[1])
        return Picture(f"I{len(self._by_content) + 1}", ref, is_transparent, upright)

    def _store_jpeg(self, path: str, image: pillow.Image, data: bytes) -> Ref:
        if image.mode not in _COLOR_SPACES:
            raise _unsupported(path, f"JPEG of mode {image.mode}")
        if self._separation is not None and image.mode == "RGB":
            profile = self._profile(image, "RGB")
            image, data = _encoded(self._separation.picture(image, profile), self._separation.quality)
        # Adobe's programs store CMYK with 255 for no ink and say so by a marker (Adobe technical note 5116).
        inverted = image.mode == "CMYK" and "adobe" in image.info
        decode = "/Decode[1 0 1 0 1 0 1 0]" if inverted else ""
        entries = self._entries(image, self._color_space(image, image.mode)) + decode + "/Filter/DCTDecode"
        return self._canvas.add_stream(data, entries, encoded=True)

    def _store_pixels(self, path: str, image: pillow.Image) -> tuple[Ref, bool]:
        """Store a PNG; return its reference and whether it has transparent parts."""
        if image.format != "PNG":
            raise _unsupported(path, str(image.format))
        if image.mode == "1" and not image.has_transparency_data:  # eight pixels a byte, as PDF has them too
            return self._canvas.add_stream(image.tobytes(), self._entries(image, "/DeviceGray", bits=1)), False
        mode = "L" if image.mode in {"1", "L", "LA"} or image.mode.startswith("I") else "RGB"
        alpha = None
        if image.mode.startswith("I"):  # 16 bits: Pillow would clip at 255 instead of scaling
            pixels = image.point(lambda value: value / 256).convert(mode)
        elif image.has_transparency_data:
            with_alpha = image.convert("RGBA")
            alpha = with_alpha.getchannel("A")
            pixels = with_alpha.convert(mode)
        else:
            pixels = image.convert(mode)
        if self._separation is not None and mode == "RGB":
            pixels, mode = self._separation.picture(pixels, self._profile(image, mode)), "CMYK"
        entries = self._entries(image, self._color_space(image, mode))
        is_transparent = alpha is not None and alpha.getextrema() != (255, 255)
        if alpha is not None and is_transparent:
            mask = self._canvas.add_stream(alpha.tobytes(), self._entries(image, "/DeviceGray"))
            entries += f"/SMask {mask}"
        return self._canvas.add_stream(pixels.tobytes(), entries), is_transparent

    def _entries(self, image: pillow.Image, color_space: str, *, bits: int = 8) -> str:
        return (
            f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
            f"/ColorSpace{color_space}/BitsPerComponent {bits}"
        )

    def _color_space(self, image: pillow.Image, mode: str) -> str:
        """Return a space with a profile, or the device's where the output intent already says what it means."""
        device, component_count, _ = _COLOR_SPACES[mode]
        profile = self._profile(image, mode) or (_usual_inks() if mode == "CMYK" else None)
        if profile is None or self._separation is not None:
            return device
        if profile not in self._profiles:
            entries = f"/N {component_count}/Alternate{device}"
            self._profiles[profile] = self._canvas.add_stream(profile, entries)
        return f"[/ICCBased {self._profiles[profile]}]"

    def _profile(self, image: pillow.Image, mode: str) -> bytes | None:
        """Return the file's own profile, where it is one for pixels of this mode."""
        profile: bytes | None = image.info.get("icc_profile")
        return profile if profile and _is_input_profile(profile, _COLOR_SPACES[mode][2]) else None


def _encoded(image: pillow.Image, quality: int) -> tuple[pillow.Image, bytes]:
    """Return a CMYK picture as a JPEG, and that JPEG opened again, which knows how it stores its inks."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    data = buffer.getvalue()
    return pillow.open(BytesIO(data)), data


@cache
def _usual_inks() -> bytes:
    return (folder("icc") / "FOGRA39L_coated.icc").read_bytes()


def _is_input_profile(profile: bytes, color_space: bytes) -> bool:
    """Tell by its header (ICC.1:2022, 7.2) whether a profile can describe pictures (ISO 19005-2, 6.2.4.2)."""
    major_version, device_class = profile[8:9], profile[12:16]
    return (
        major_version < b"\5"
        and device_class in _INPUT_CLASSES
        and profile[16:20] == color_space
        and profile[36:40] == b"acsp"
    )


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise MissingFileError(
            Diagnostic(
                code="picture-missing",
                message=f"the picture {Path(path).name} cannot be opened: {error.strerror}",
                hint="check the name of the file and that it lies in the book's folder",
            )
        ) from error


def _unsupported(path: str, kind: str) -> ContentError:
    return ContentError(
        Diagnostic(
            code="picture-kind",
            message=f"the picture {Path(path).name} is of a kind that cannot be used ({kind})",
            hint="save it as JPEG or PNG",
        )
    )
