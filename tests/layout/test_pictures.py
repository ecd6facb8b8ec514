import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from booklet.errors import ContentError, Where
from booklet.geometry import Point, Rect, Size
from booklet.layout.display import Image as DrawnImage
from booklet.layout.display import Path, Pixels, Role, walk
from booklet.layout.pictures import open_picture, picture_pixels
from tests.support.small_books import book_of, booklet_of

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

HUGE = PNG[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)) + PNG[IHDR_END:]
FRAME = JPEG.index(b"\xff\xc0")  # ISO 10918-1, B.2.2: marker, length, precision, lines, samples a line
HUGE_JPEG = JPEG[: FRAME + 5] + struct.pack(">HH", 60_000, 60_000) + JPEG[FRAME + 9 :]

BROKEN = {
    "half a JPEG": (JPEG[: len(JPEG) // 2], "picture-damaged"),
    "the head of a JPEG": (JPEG[:200], "picture-damaged"),
    "half a PNG": (PNG[: len(PNG) // 2], "picture-damaged"),
    "a PNG with a note without end": (PNG[:IHDR_END] + LONG_NOTE + PNG[IHDR_END:], "picture-damaged"),
    "a PNG of 144 million pixels": (LARGE, "picture-too-large"),
    "a small PNG that says it is huge": (HUGE, "picture-too-large"),
    "a small JPEG that says it is huge": (HUGE_JPEG, "picture-too-large"),
    "neither pixels nor paths": (b"GIF89a", "picture-damaged"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_picture_that_cannot_be_printed_whole_is_refused_with_its_place(tmp_path, name):
    data, code = BROKEN[name]
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        open_picture(path, HERE)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.where) == (code, HERE)


def test_a_picture_on_its_side_is_measured_as_it_is_seen(tmp_path):
    exif = Image.Exif()
    for orientation, size in ((1, Size(300, 200)), (6, Size(200, 300)), (99, Size(300, 200))):
        exif[0x0112] = orientation
        path = tmp_path / "a.jpg"
        path.write_bytes(picture("JPEG", exif=exif))
        assert picture_pixels(path, HERE) == Pixels(size)


def test_line_art_is_known(tmp_path):
    for mode in ("1", "L", "RGB"):
        Image.new(mode, (9, 9)).save(tmp_path / "a.png")
        assert picture_pixels(tmp_path / "a.png", HERE) == Pixels(Size(9, 9), is_line_art=mode == "1")


# --- On the page ----------------------------------------------------------------------------------------------------

SVG = '<svg viewBox="0 0 30 20"><path d="M0 0h30v20z"/></svg>'


def corners_on_page(folder, language, name, settings=""):
    """Return the top left and bottom right corner of the one picture of a book, on its page."""
    (folder / "a.png").write_bytes(PNG)
    (folder / "a.svg").write_text(SVG)
    page = booklet_of(book_of(folder, language, f"  - figure: {{file: {name}, alt: A road{settings}}}\n")).pages[0]
    ((item, matrix),) = [(item, matrix) for item, matrix in walk(page.items) if isinstance(item, DrawnImage | Path)]
    rect = item.rect if isinstance(item, DrawnImage) else Rect(0, 0, 30, 20)
    return matrix.apply(Point(rect.x, rect.y)), matrix.apply(Point(rect.right, rect.bottom))


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
def test_a_picture_has_its_width_at_the_start_edge_and_is_never_mirrored(tmp_path, name):
    for language in ("en", "he"):
        left_top, right_bottom = corners_on_page(tmp_path, language, name)
        half_left_top, half_right_bottom = corners_on_page(tmp_path, language, name, ", width: 50%")
        measure = right_bottom.x - left_top.x
        assert measure > 300
        assert right_bottom.y - left_top.y == pytest.approx(measure * 2 / 3)
        assert half_right_bottom.x - half_left_top.x == pytest.approx(measure / 2)
        assert half_right_bottom.y - half_left_top.y == pytest.approx(measure / 3)
        start = (half_left_top.x, left_top.x) if language == "en" else (half_right_bottom.x, right_bottom.x)
        assert start[0] == pytest.approx(start[1])


def test_a_drawing_is_one_figure_with_its_words(tmp_path):
    (tmp_path / "a.svg").write_text(SVG.replace("</svg>", '<path d="M0 0h9v9z" fill="red"/></svg>'))
    document = booklet_of(book_of(tmp_path, "he", "  - figure: {file: a.svg, alt: דרך אל הים}\n"))
    (element,) = document.structure.children
    assert (element.role, element.alt) == (Role.FIGURE, "דרך אל הים")


def test_a_fault_of_a_drawing_has_the_place_of_its_figure(tmp_path):
    (tmp_path / "a.svg").write_text("<svg><text>Haifa</text></svg>")
    with pytest.raises(ContentError) as caught:
        booklet_of(book_of(tmp_path, "en", "  - figure: {file: a.svg, alt: A road}\n"))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where.line) == ("picture-unsupported", 6)
