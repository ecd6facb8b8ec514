"""The pictures that the documentation shows: all there, none too many, small."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 2_500_000


def named_in(page: Path) -> set[Path]:
    """Return the pictures that a page of the documentation names."""
    found = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8"))
    assert all(words for words, _ in found), "each is told in words too"
    return {(page.parent / name).resolve() for _, name in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_that_is_named_is_there(page):
    assert all(path.is_file() for path in named_in(page)), page


def test_every_picture_is_shown_and_all_are_small():
    pictures = set(IMAGES.glob("*.png"))
    assert pictures == {path for page in PAGES for path in named_in(page) if path.parent == IMAGES}
    assert sum(path.stat().st_size for path in pictures) < MOST_BYTES
