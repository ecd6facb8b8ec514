"""The fonts that ship: their right to be embedded, and their licence beside them."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "fonts"
FILES = sorted(FONTS.glob("*/*.ttf"))
RESTRICTED, PREVIEW_AND_PRINT, NO_SUBSETTING, BITMAP_ONLY = 0x0002, 0x0004, 0x0100, 0x0200
"""Bits of OS/2 fsType (OpenType 1.9)."""


def test_the_families_of_the_themes_are_here():
    families = {path.parent.name for path in FILES}
    assert families == {
        "amiri",
        "eb-garamond",
        "frank-ruhl-libre",
        "heebo",
        "ibm-plex-sans-arabic",
        "inter",
        "noto-kufi-arabic",
        "noto-sans",
        "noto-sans-arabic",
        "noto-sans-hebrew",
        "noto-serif-hebrew",
        "suez-one",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_font_may_be_embedded_and_subset(path):
    with TTFont(path) as font:
        rights = font["OS/2"].fsType
    assert not rights & (RESTRICTED | PREVIEW_AND_PRINT | NO_SUBSETTING | BITMAP_ONLY)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_font_says_itself_that_it_is_under_the_open_font_licence(path):
    with TTFont(path) as font:
        assert "SIL Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=lambda folder: folder.name)
def test_the_licence_lies_beside_the_font(folder):
    assert "SIL Open Font License, Version 1.1" in (folder / "OFL.txt").read_text("utf-8")
