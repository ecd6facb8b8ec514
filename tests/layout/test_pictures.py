import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from booklet.errors import ContentError, Where
from booklet.geometry import Size
from booklet.layout.pictures import picture_size

HERE = Where(path="booklet.yaml", line=9)


def picture(form, *, size=(300, 200), **options):
    stream = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, form, **options)
    return stream.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


JPEG, PNG = picture("JPEG"), picture("PNG")
IHDR_END = 33
LONG_NOTE = chunk(b"zTXt", b"k\0\0" + zlib.compress(b"a" * 2_000_000))
LARGE = PNG[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 12_000, 12_000, 8, 2, 0, 0, 0)) + PNG[IHDR_END:]

BROKEN = {
    "half a JPEG": (JPEG[: len(JPEG) // 2], "picture-damaged"),
    "the head of a JPEG": (JPEG[:200], "picture-damaged"),
    "half a PNG": (PNG[: len(PNG) // 2], "picture-damaged"),
    "a PNG with a note without end": (PNG[:IHDR_END] + LONG_NOTE + PNG[IHDR_END:], "picture-damaged"),
    "a PNG of 144 million pixels": (LARGE, "picture-too-large"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_picture_that_cannot_be_printed_whole_is_refused_with_its_place(tmp_path, name):
    data, code = BROKEN[name]
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        picture_size(path, HERE)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.where) == (code, HERE)


def test_a_picture_on_its_side_is_measured_as_it_is_seen(tmp_path):
    exif = Image.Exif()
    for orientation, size in ((1, Size(300, 200)), (6, Size(200, 300)), (99, Size(300, 200))):
        exif[0x0112] = orientation
        path = tmp_path / "a.jpg"
        path.write_bytes(picture("JPEG", exif=exif))
        assert picture_size(path, HERE) == size
