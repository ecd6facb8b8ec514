"""Pictures in the file for a print shop: ink without loss, grey as grey, their profiles heeded."""

from dataclasses import replace

import pikepdf
import pytest
from pdf_support import SHOP, opened, page, pressed, rendered
from PIL import Image as pillow
from PIL import ImageCms

from booklet.geometry import Rect
from booklet.layout.display import Image
from booklet.pdf.separation import Separation

# --- Pictures -----------------------------------------------------------------------------------------------------


def saved(folder, name, picture, **options):
    path = folder / name
    picture.save(path, **options)
    return str(path)


def stored(path):
    """The picture as decoded inks, its dictionary and its bytes."""
    with opened(pressed(page(Image(Rect(0, 0, 80, 60), path)))) as pdf:
        (sheet,) = pdf.pages
        picture = sheet.Resources.XObject.I1
        entries = {key: str(value) for key, value in picture.items()} | {"/Group": str(sheet.get("/Group", {}))}
        raw = picture.read_raw_bytes()
        if "/SMask" in picture:
            del picture.SMask
        return pikepdf.PdfImage(picture).as_pil_image(), entries, raw


def colorful():
    ramps = [
        pillow.linear_gradient("L"),
        pillow.linear_gradient("L").rotate(90),
        pillow.linear_gradient("L").rotate(180),
    ]
    return pillow.merge("RGB", ramps)


def total_ink(picture):
    return max(map(sum, picture.get_flattened_data())) / 255


def test_an_rgb_png_becomes_ink_without_loss(tmp_path):
    picture, entries, _ = stored(saved(tmp_path, "a.png", colorful()))
    assert entries["/ColorSpace"] == "/DeviceCMYK" and entries["/Filter"] == "/FlateDecode"
    profile = ImageCms.ImageCmsProfile(str(SHOP.condition.profile))
    options = {"outputMode": "CMYK", "renderingIntent": 1, "flags": ImageCms.Flags.BLACKPOINTCOMPENSATION}
    expected = ImageCms.profileToProfile(colorful(), ImageCms.createProfile("sRGB"), profile, **options)
    pairs = zip(picture.get_flattened_data(), expected.get_flattened_data(), strict=True)
    differences = [abs(a - b) for one, other in pairs for a, b in zip(one, other, strict=True)]
    assert sum(differences) / len(differences) < 0.6
    assert max(differences) < 10


def test_an_rgb_jpeg_becomes_ink_and_stays_a_jpeg(tmp_path):
    path = saved(tmp_path, "a.jpg", pillow.new("RGB", (40, 30), (200, 30, 60)), quality=95)
    _, entries, raw = stored(path)
    assert entries["/ColorSpace"] == "/DeviceCMYK" and entries["/Filter"] == "/DCTDecode"
    assert raw != (tmp_path / "a.jpg").read_bytes()
    seen = rendered(pressed(page(Image(Rect(0, 0, 80, 60), path))), scale=1).getpixel((40, 40))
    assert seen[0] > 150 > 110 > max(seen[1:]), "red, and not turned into its contrary"


def test_no_pixel_has_more_ink_than_the_limit(tmp_path):
    noise = pillow.merge("RGB", [pillow.effect_noise((200, 200), 140).point(lambda v: v // 3) for _ in range(3)])
    picture, _, _ = stored(saved(tmp_path, "a.png", noise))
    assert 2.8 < total_ink(picture) <= SHOP.ink_limit
    strict = Separation(replace(SHOP, ink_limit=2.5))
    assert total_ink(strict.picture(noise)) <= 2.5


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_jpeg_in_inks_or_grey_passes_through_untouched(tmp_path, mode):
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[12:20] = b"prtrCMYK" if mode == "CMYK" else b"prtrGRAY"
    path = saved(tmp_path, "a.jpg", pillow.new(mode, (40, 30)), icc_profile=bytes(profile))
    _, entries, raw = stored(path)
    assert raw == (tmp_path / "a.jpg").read_bytes()
    assert entries["/ColorSpace"] == ("/DeviceCMYK" if mode == "CMYK" else "/DeviceGray")
    assert ("/Decode" in entries) is (mode == "CMYK"), "Adobe's files have 255 for no ink"


def test_adobe_cmyk_is_turned_back(tmp_path):
    path = saved(tmp_path, "a.jpg", pillow.new("CMYK", (40, 30), (0, 255, 255, 0)))
    red, green, blue = rendered(pressed(page(Image(Rect(0, 0, 80, 60), path))), scale=1).getpixel((40, 40))
    assert red > 200 > 90 > max(green, blue)


@pytest.mark.parametrize("mode", ["L", "LA", "1", "I;16"])
def test_grey_stays_grey(tmp_path, mode):
    assert stored(saved(tmp_path, "a.png", pillow.new(mode, (40, 30))))[1]["/ColorSpace"] == "/DeviceGray"


def test_transparency_stays_a_mask_and_blends_in_inks(tmp_path):
    clear = pillow.new("RGBA", (40, 30), (10, 20, 30, 99))
    _, entries, _ = stored(saved(tmp_path, "a.png", clear))
    assert "/SMask" in entries and "/DeviceCMYK" in entries["/Group"]
    _, entries, _ = stored(saved(tmp_path, "b.png", clear.convert("RGB")))
    assert "/SMask" not in entries and "/DeviceCMYK" not in entries["/Group"]


def test_the_profile_of_a_picture_is_heeded(tmp_path):
    """A file whose profile has red and blue exchanged shows red where its numbers say blue."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    blue_numbers = pillow.new("RGB", (40, 30), (0, 0, 255))
    as_red, _, _ = stored(saved(tmp_path, "a.png", blue_numbers, icc_profile=bytes(profile)))
    red_numbers = pillow.new("RGB", (40, 30), (255, 0, 0))
    expected, _, _ = stored(saved(tmp_path, "b.png", red_numbers))
    assert as_red.getpixel((5, 5)) == pytest.approx(expected.getpixel((5, 5)), abs=8)


def test_a_profile_that_makes_no_sense_is_passed_over(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()[:160]
    red = pillow.new("RGB", (40, 30), (255, 0, 0))
    broken, _, _ = stored(saved(tmp_path, "a.png", red, icc_profile=profile))
    plain, _, _ = stored(saved(tmp_path, "b.png", red))
    assert broken.getpixel((5, 5)) == plain.getpixel((5, 5))
