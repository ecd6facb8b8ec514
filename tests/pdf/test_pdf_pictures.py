import struct
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_support import opened, page, rendered, written
from PIL import Image as pillow
from PIL import ImageCms, ImageOps

from booklet.errors import ContentError, MissingFileError
from booklet.geometry import Rect
from booklet.layout.display import Image
from booklet.resources import folder

SIZE = (40, 30)
COLORS = {"L": 200, "RGB": (200, 30, 60), "CMYK": (0, 255, 255, 0)}


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# Two by two grey pixels by Adam7 (ISO 15948, 8.2): pass 1 has the first, pass 6 the one beside it, pass 7 the others.
INTERLACED = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 1))
    + _chunk(b"IDAT", zlib.compress(bytes([0, 10, 0, 60, 0, 110, 160])))
    + _chunk(b"IEND", b"")
)


def saved(where, name, picture, **options):
    path = where / name
    picture.save(path, **options)
    return str(path)


def stored(data, name="/I1"):
    """Return the dictionary of a picture as plain values, and its bytes as stored."""
    with opened(data) as pdf:
        picture = pdf.pages[0].Resources.XObject[name]
        return {key: str(value) for key, value in picture.items()}, picture.read_raw_bytes()


@pytest.mark.parametrize(("mode", "space"), [("L", "/DeviceGray"), ("RGB", "/DeviceRGB"), ("CMYK", "/ICCBased")])
def test_a_jpeg_passes_through_untouched(tmp_path, mode, space):
    path = saved(tmp_path, "a.jpg", pillow.new(mode, SIZE, COLORS[mode]))
    entries, raw = stored(written(page(Image(Rect(0, 0, 80, 60), path))))
    assert raw == Path(path).read_bytes()
    assert space in entries["/ColorSpace"]
    assert entries["/Filter"] == "/DCTDecode"
    assert (entries["/Width"], entries["/Height"]) == ("40", "30")


def test_adobe_cmyk_is_turned_back(tmp_path):
    path = saved(tmp_path, "a.jpg", pillow.new("CMYK", SIZE, COLORS["CMYK"]))
    data = written(page(Image(Rect(0, 0, 80, 60), path)))
    assert "/Decode" in stored(data)[0]
    red, green, blue = rendered(data, scale=1).getpixel((40, 30))
    assert red > 200 > 90 > max(green, blue)


def test_a_picture_is_drawn_upright_in_its_rectangle(tmp_path):
    picture = pillow.new("RGB", (2, 2), "white")
    picture.putpixel((0, 0), (255, 0, 0))
    picture.putpixel((1, 1), (0, 0, 255))
    data = written(page(Image(Rect(20, 40, 80, 60), saved(tmp_path, "a.png", picture))))
    seen = rendered(data, scale=1)
    assert seen.getpixel((25, 45)) == (255, 0, 0)
    assert seen.getpixel((95, 95)) == (0, 0, 255)
    assert seen.getpixel((15, 45)) == seen.getpixel((95, 45)) == seen.getpixel((25, 103)) == (255, 255, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_that_lies_on_its_side_is_turned(tmp_path, orientation):
    picture = pillow.new("RGB", (32, 32), "white")
    picture.paste((255, 0, 0), (0, 0, 16, 16))
    picture.paste((0, 0, 255), (16, 0, 32, 16))
    exif = pillow.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path, "a.jpg", picture, exif=exif, quality=95)
    with pillow.open(path) as reopened:
        upright = ImageOps.exif_transpose(reopened).convert("RGB")
    seen = rendered(written(page(Image(Rect(0, 0, 32, 32), path))), scale=1)
    for place in ((6, 6), (26, 6), (6, 26), (26, 26)):
        assert seen.getpixel(place) == pytest.approx(upright.getpixel(place), abs=12)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_becomes_a_soft_mask(tmp_path, mode):
    picture = pillow.new("RGBA", (20, 20), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (10, 0, 20, 20))
    path = saved(tmp_path, "a.png", picture.quantize() if mode == "P" else picture.convert(mode))
    data = written(page(Image(Rect(0, 0, 100, 100), path)))
    assert "/SMask" in stored(data)[0]
    seen = rendered(data, scale=1)
    assert seen.getpixel((20, 50)) == (255, 255, 255)
    assert seen.getpixel((80, 50)) == (0, 0, 0)


def test_an_alpha_channel_that_hides_nothing_is_left_out(tmp_path):
    path = saved(tmp_path, "a.png", pillow.new("RGBA", SIZE, (10, 20, 30, 255)))
    assert "/SMask" not in stored(written(page(Image(Rect(0, 0, 80, 60), path))))[0]


def test_line_art_is_stored_a_bit_for_a_pixel(tmp_path):
    picture = pillow.new("1", (20, 20), 1)
    picture.paste(0, (10, 0, 20, 20))
    data = written(page(Image(Rect(0, 0, 100, 100), saved(tmp_path, "a.png", picture))))
    assert stored(data)[0]["/BitsPerComponent"] == "1"
    seen = rendered(data, scale=1)
    assert (seen.getpixel((20, 50)), seen.getpixel((80, 50))) == ((255, 255, 255), (0, 0, 0))


def test_an_interlaced_png_is_drawn_like_another(tmp_path):
    (tmp_path / "a.png").write_bytes(INTERLACED)
    data = written(page(Image(Rect(0, 0, 80, 80), str(tmp_path / "a.png"))))
    seen = rendered(data, scale=1)
    assert [seen.getpixel((x, y))[0] for y in (20, 60) for x in (20, 60)] == [10, 60, 110, 160]


@pytest.mark.parametrize(("mode", "white"), [("1", 1), ("L", 255), ("I;16", 65535), ("P", None)])
def test_other_kinds_of_png_keep_their_brightness(tmp_path, mode, white):
    yellow = pillow.new("RGB", SIZE, (255, 255, 0)).quantize(4)
    picture = yellow if mode == "P" else pillow.new(mode, SIZE, white)
    data = written(page(Image(Rect(0, 0, 80, 60), saved(tmp_path, "a.png", picture))))
    assert rendered(data, scale=1).getpixel((40, 30)) == ((255, 255, 0) if mode == "P" else (255, 255, 255))


def test_a_picture_is_stored_once(tmp_path):
    picture = pillow.new("RGB", SIZE, (1, 2, 3))
    first, second = saved(tmp_path, "a.png", picture), saved(tmp_path, "b.png", picture)
    data = written(
        page(Image(Rect(0, 0, 9, 9), first), Image(Rect(9, 0, 9, 9), first)), page(Image(Rect(0, 0, 9, 9), second))
    )
    with opened(data) as pdf:
        assert sum(isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image" for obj in pdf.objects) == 1
        assert list(pdf.pages[1].Resources.XObject) == ["/I1"]


def test_a_colour_profile_goes_with_the_picture(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(tmp_path, "a.jpg", pillow.new("RGB", SIZE), icc_profile=profile)
    with opened(written(page(Image(Rect(0, 0, 80, 60), path)))) as pdf:
        space, stream = pdf.pages[0].Resources.XObject.I1.ColorSpace
        assert (space, stream.N, stream.read_bytes()) == ("/ICCBased", 3, profile)


def test_a_profile_of_another_kind_is_ignored(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = saved(tmp_path, "a.jpg", pillow.new("L", SIZE), icc_profile=profile)
    assert stored(written(page(Image(Rect(0, 0, 80, 60), path))))[0]["/ColorSpace"] == "/DeviceGray"


@pytest.mark.parametrize(("start", "value"), [(8, b"\5"), (12, b"link"), (12, b"nmcl"), (16, b"GRAY"), (36, b"none")])
def test_a_profile_that_describes_no_picture_is_ignored(tmp_path, start, value):
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[start : start + len(value)] = value
    path = saved(tmp_path, "a.jpg", pillow.new("RGB", SIZE), icc_profile=bytes(profile))
    assert stored(written(page(Image(Rect(0, 0, 80, 60), path))))[0]["/ColorSpace"] == "/DeviceRGB"


def test_ink_colours_have_their_profile_or_the_usual_one(tmp_path):
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[12:20] = b"prtrCMYK"  # nothing here reads more than the header
    picture = pillow.new("CMYK", SIZE, COLORS["CMYK"])
    with_profile = saved(tmp_path, "a.jpg", picture, icc_profile=bytes(profile))
    without = saved(tmp_path, "b.jpg", picture)
    usual = (folder("icc") / "FOGRA39L_coated.icc").read_bytes()
    for path, expected in ((with_profile, bytes(profile)), (without, usual)):
        with opened(write_picture(path)) as pdf:
            space, stream = pdf.pages[0].Resources.XObject.I1.ColorSpace
            assert (space, stream.N, stream.read_bytes()) == ("/ICCBased", 4, expected)


def test_a_page_says_in_which_colours_it_blends(tmp_path):
    clear = saved(tmp_path, "a.png", pillow.new("RGBA", SIZE, (10, 20, 30, 99)))
    solid = saved(tmp_path, "b.png", pillow.new("RGBA", SIZE, (10, 20, 30, 255)))
    pages = [page(Image(Rect(0, 0, 80, 60), path)) for path in (clear, solid, clear)]
    with opened(written(*pages)) as pdf:
        assert [str(sheet.Group.CS) if "/Group" in sheet else "" for sheet in pdf.pages] == [
            "/DeviceRGB",
            "",
            "/DeviceRGB",
        ]
        assert pdf.pages[0].Group.S == "/Transparency"


def write_picture(path):
    return written(page(Image(Rect(0, 0, 80, 60), str(path))))


def test_a_missing_picture_is_named(tmp_path):
    with pytest.raises(MissingFileError, match=r"gone\.jpg cannot be opened"):
        write_picture(tmp_path / "gone.jpg")


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_damaged_picture_is_named(tmp_path, content):
    (tmp_path / "bad.png").write_bytes(content)
    with pytest.raises(MissingFileError, match=r"bad\.png cannot be read"):
        write_picture(tmp_path / "bad.png")


def test_a_png_cut_short_is_named(tmp_path):
    buffer = BytesIO()
    pillow.effect_noise((64, 64), 90).save(buffer, "PNG")
    (tmp_path / "cut.png").write_bytes(buffer.getvalue()[:1500])
    with pytest.raises(MissingFileError, match=r"cut\.png cannot be read"):
        write_picture(tmp_path / "cut.png")


def test_another_kind_of_picture_is_refused(tmp_path):
    with pytest.raises(ContentError, match=r"a\.gif is of a kind that cannot be used \(GIF\)"):
        write_picture(saved(tmp_path, "a.gif", pillow.new("P", SIZE)))


@pytest.mark.parametrize("limit", [100, 900])  # far beyond and just beyond: Pillow fails on the one, warns of the other
def test_a_decompression_bomb_is_refused(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(pillow, "MAX_IMAGE_PIXELS", limit)
    with pytest.raises(ContentError, match=rf"more than {limit} pixels"):
        write_picture(saved(tmp_path, "a.png", pillow.new("L", SIZE)))
