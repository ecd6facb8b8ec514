"""Draw the pictures of docs/gallery.md: spreads, covers and posters of the books that ship, in several themes.

Run `make gallery`. Each book is built from a copy with the theme changed; pictures are palette PNG, so that all of them
together stay small.
"""

import re
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from booklet.build import build
from booklet.made import Kind

ROOT = Path(__file__).parents[2]
OUT = Path(__file__).parent
COLORS, METHOD = 256, Image.Quantize.MAXCOVERAGE
"""Of a picture's palette. The median cut, which is the usual method, turns a red initial among greys grey."""
SHEET, POSTERS, COVERS = 1320, 620, 560
"""Width of a contact sheet; height of posters and of covers, pixels."""
GAP, GROUND = 24, (233, 231, 227)


class Shown(NamedTuple):
    """A book in a theme, and the editions of it that are shown."""

    book: str
    theme: str
    spreads: tuple[str, ...]
    """Editions whose contact sheet is shown."""
    covers: tuple[str, ...]
    posters: tuple[str, ...]


GALLERY = (
    Shown("legacy-of-alliance", "heritage", ("he", "en"), ("he", "ar", "en", "ar-fr"), ("he", "ar", "en")),
    Shown("legacy-of-alliance", "modern", ("ar",), ("he", "ar", "en", "fr"), ("he", "fr")),
    Shown("legacy-of-alliance", "plain", ("fr",), ("he", "ar", "en"), ("en",)),
    Shown("eight-evenings", "modern", ("he", "en"), ("he", "en"), ("he", "en")),
)


def main() -> None:
    """Make the pictures of each book in each theme anew."""
    for old in OUT.glob("gallery-*.png"):
        old.unlink()
    for shown in GALLERY:
        with tempfile.TemporaryDirectory() as folder:
            _draw(shown, Path(folder))
    total = sum(path.stat().st_size for path in OUT.glob("gallery-*.png"))
    print(f"{total / 1024:.0f} KB in all")


def _draw(shown: Shown, folder: Path) -> None:
    source, out = folder / "source", folder / "out"
    shutil.copytree(ROOT / "content" / shown.book, source)
    book = source / "booklet.yaml"
    book.write_text(re.sub(r"(?m)^theme: .*$", f"theme: {shown.theme}", book.read_text("utf-8")), "utf-8")
    editions = sorted({*shown.spreads, *shown.covers, *shown.posters})
    build(source, out, editions=editions, kinds=[Kind.PREVIEWS])

    def made(edition: str, what: str) -> Image.Image:
        with Image.open(out / f"{shown.book}-{edition}-{what}.png") as picture:
            return picture.convert("RGB")

    name = f"gallery-{shown.book}-{shown.theme}"
    for edition in shown.spreads:
        _save(f"{name}-spreads-{edition}", _fitted(made(edition, "spreads"), width=SHEET))
    for what, page, height, wanted in (
        ("covers", "page-01", COVERS, shown.covers),
        ("posters", "poster", POSTERS, shown.posters),
    ):
        if wanted:
            _save(f"{name}-{what}", _side_by_side([_fitted(made(one, page), height=height) for one in wanted]))


def _fitted(picture: Image.Image, *, width: int = 0, height: int = 0) -> Image.Image:
    """Return a picture of a width or of a height."""
    scale = width / picture.width if width else height / picture.height
    return picture.resize((round(scale * picture.width), round(scale * picture.height)), Image.Resampling.LANCZOS)


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(picture.width + GAP for picture in pictures) + GAP
    whole = Image.new("RGB", (width, max(picture.height for picture in pictures) + 2 * GAP), GROUND)
    x = GAP
    for picture in pictures:
        whole.paste(picture, (x, GAP))
        x += picture.width + GAP
    return whole


def _save(name: str, picture: Image.Image) -> None:
    data = BytesIO()
    picture.quantize(COLORS, METHOD, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    (OUT / f"{name}.png").write_bytes(data.getvalue())
    print(f"{name}.png: {len(data.getvalue()) // 1024} KB")


if __name__ == "__main__":
    main()
