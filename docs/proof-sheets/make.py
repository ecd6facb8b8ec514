"""Draw the proof sheets: a page of test sentences in each language, as PDF and PNG.

Run `make proof-sheets`. The source is tests/golden/proof-sheet.yaml, whose pages are golden display lists too.
"""

from dataclasses import replace
from pathlib import Path

import pypdfium2

from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.layout.pages import lay_out_booklet
from booklet.layout.styles import make_styles
from booklet.pdf.writer import write_pdf
from booklet.source_date import DEFAULT_DATE
from booklet.text.fonts import FontLibrary

ROOT = Path(__file__).parents[2]
OUT = Path(__file__).parent
DPI = 150


def main() -> None:
    """Write a PDF and a PNG for each edition."""
    book = read_book(ROOT / "tests" / "golden" / "proof-sheet.yaml")
    theme, library = read_theme(book.theme), FontLibrary(ROOT / "fonts")
    for name, edition in book.editions.items():
        document = lay_out_booklet(book, edition, make_styles(theme, edition.language, library))
        used = tuple(page for page in document.pages if page.items)  # the others fill the folded sheet
        pdf = write_pdf(replace(document, pages=used), created=DEFAULT_DATE)
        (OUT / f"{name}.pdf").write_bytes(pdf)
        pages = pypdfium2.PdfDocument(pdf)
        print(f"{name}: {len(used)} page(s), {len(pdf) // 1024} KB")
        picture = pages[0].render(scale=DPI / 72).to_pil().convert("P", palette=1, colors=64)
        picture.save(OUT / f"{name}.png", optimize=True, dpi=(DPI, DPI))
        pages.close()


if __name__ == "__main__":
    main()
