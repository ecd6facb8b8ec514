"""Whether renderers agree: each page of the shipped files by pdfium, poppler and Ghostscript, compared pixel by pixel.

Run `.venv/bin/python bench/renderings.py`, or with the names of PDF files. It needs `pdftoppm` and `gs`.

Grey pictures at 192 pixels to the inch. Renderers differ in how they smooth edges, so the pictures are compared as the
means of squares of 8 x 8 pixels (3 points). A letter that one of them does not draw makes a square differ by 60 (a full
stop) to 210 of 255, by 92 in the middle.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from booklet.pdf.writer import write_pdf
from booklet.text.fonts import FontLibrary
from tests.conftest import ROOT, SHIPPED, Shop

DPI = 192
SQUARE = 8
LIMIT = 64
"""Of 255: a square that differs by more is counted."""

COMMANDS = {
    "poppler": ["pdftoppm", "-r", str(DPI), "-gray", "{file}", "{folder}/page"],
    "Ghostscript": [
        *("gs", "-q", "-sDEVICE=pgmraw", f"-r{DPI}", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4"),
        *("-o", "{folder}/page-%04d.pgm", "{file}"),
    ],
}


def pages_by(command: list[str], path: Path) -> list[Image.Image]:
    """Return the pages as a program draws them."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([part.format(file=path, folder=folder) for part in command], check=True)
        return [Image.open(page).convert("L") for page in sorted(Path(folder).iterdir())]


def pages_by_pdfium(path: Path) -> list[Image.Image]:
    """Return the pages as pdfium draws them."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=DPI / 72).to_pil().convert("L") for page in pdf]


def compare(one: Image.Image, other: Image.Image) -> tuple[float, int, int]:
    """Return mean and greatest difference of squares, and how many differ by more than the limit."""
    small = [page.crop((0, 0, *one.size)).reduce(SQUARE) for page in (one, other)]
    assert all(abs(a - b) <= 1 for a, b in zip(one.size, other.size, strict=True)), "pages of one size"
    difference = ImageChops.difference(*small)
    return ImageStat.Stat(difference).mean[0], difference.getextrema()[1], sum(difference.histogram()[LIMIT + 1 :])


def report(name: str, path: Path) -> None:
    """Print a row of the table for each other renderer."""
    ours = pages_by_pdfium(path)
    for renderer, command in COMMANDS.items():
        theirs = pages_by(command, path)
        assert len(ours) == len(theirs)
        means, worst, counts = zip(*(compare(*pair) for pair in zip(ours, theirs, strict=True)), strict=True)
        print(f"| {name} | {len(ours)} | {renderer} | {max(means):.2f} | {max(worst)} | {sum(counts)} |", flush=True)


def main(names: list[str]) -> None:
    """Compare the files named, or those of the shipped book."""
    print("| file | pages | renderer | mean, worst page | greatest | squares above 64 |\n|---|---|---|---|---|---|")
    for name in names:
        report(Path(name).stem, Path(name))
    if names:
        return
    shop = Shop(FontLibrary(ROOT / "fonts"))
    for edition in shop.book(SHIPPED).editions:
        for kind in ("booklet", "poster"):
            if kind == "poster" and "-" in edition:
                continue
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "file.pdf")
                path.write_bytes(write_pdf(getattr(shop, kind)(SHIPPED, edition), created=0))
                report(f"{edition} {kind}", path)


if __name__ == "__main__":
    main(sys.argv[1:])
