from io import BytesIO

import pytest
from pdf_support import opened, page, written
from PIL import Image as pillow
from PIL import ImageCms

from booklet.pdf.srgb import NAME, srgb_profile

REFERENCE = ImageCms.createProfile("sRGB")


def loaded():
    return ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))


def test_little_cms_reads_the_profile_as_ours():
    profile = loaded().profile
    assert profile.profile_description == NAME
    assert (profile.version, profile.device_class, profile.xcolor_space.strip()) == (4.2, "mntr", "RGB")
    assert profile.is_matrix_shaper
    expected = ImageCms.ImageCmsProfile(REFERENCE).profile
    for color in ("red_colorant", "green_colorant", "blue_colorant", "media_white_point"):
        ours, theirs = getattr(profile, color)[0], getattr(expected, color)[0]
        assert ours == pytest.approx(theirs, abs=2e-4)


def test_every_colour_is_that_of_another_srgb():
    steps = range(0, 256, 15)
    colors = [(red, green, blue) for red in steps for green in steps for blue in steps]
    picture = pillow.new("RGB", (len(colors), 1))
    picture.putdata(colors)
    lab = ImageCms.createProfile("LAB")
    seen = [
        ImageCms.applyTransform(picture, ImageCms.buildTransform(profile, lab, "RGB", "LAB")).tobytes()
        for profile in (loaded(), REFERENCE)
    ]
    assert max(abs(ours - theirs) % 255 for ours, theirs in zip(*seen, strict=True)) <= 1
    assert len(set(seen[0])) > 200


def test_the_profile_is_small_and_says_its_size():
    profile = srgb_profile()
    assert len(profile) == int.from_bytes(profile[:4], "big") < 600
    assert profile == srgb_profile()


def test_the_file_says_that_its_colours_are_those_of_srgb():
    with opened(written(page())) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFA1", NAME)
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes() == srgb_profile()
