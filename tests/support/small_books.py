"""Small books from a few lines of YAML, laid out and written with the shipped theme and fonts."""

from dataclasses import replace
from pathlib import Path

from booklet.document.book import Book
from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.layout.display import Artifact, DisplayDocument, GlyphRun, Line, Marked, Page, lines
from booklet.layout.pages import lay_out_booklet
from booklet.layout.poster import lay_out_poster
from booklet.layout.styles import Styles, make_styles
from tests.support.fonts import LIBRARY


def book_of(folder: Path, language: str, body: str, *, settings: str = "", rest: str = "") -> Book:
    """Return a book of one edition, `one`; `settings` are further keys of the edition, `rest` of the book."""
    path = folder / "booklet.yaml"
    edition = f"{{languages: [{language}]{settings and ', '}{settings}}}"
    path.write_text(f"booklet: 1\nid: a\ntitle: T\neditions: {{one: {edition}}}\nbody:\n{body}{rest}", "utf-8")
    return read_book(path)


def styles_of(book: Book) -> Styles:
    """Return the styles of the first language."""
    return make_styles(read_theme(book.theme), book.editions["one"].language, LIBRARY)


def booklet_of(book: Book, **changes: object) -> DisplayDocument:
    """Return the pages of a book; `changes` are other values of its theme."""
    edition, theme = book.editions["one"], replace(read_theme(book.theme), **changes)
    styles = (make_styles(theme, language, LIBRARY) for language in edition.languages)
    return lay_out_booklet(book, edition, *styles).with_pages_kept()


def poster_of(book: Book) -> DisplayDocument:
    return lay_out_poster(book, book.editions["one"], styles_of(book))


def line_with(page: Page, words: str) -> Line:
    """Return the one line of a page that has these words."""
    (found,) = (line for line in lines(page) if words in line.text)
    return found


def folio_of(page: Page) -> Line:
    """Return the lowest line of the page that is no text."""
    found = [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.PAGINATION]
    return max((line for item in found for line in item.items), key=lambda line: line.box.y)


def glyph_boxes(run: GlyphRun) -> list[tuple[float, float, float, float]]:
    """Return left, top, right, bottom of the ink of each glyph on the page; empty boxes for blank ones."""
    scale = run.size / run.run.font.units_per_em
    pen, boxes = run.x, []
    for glyph_id, advance, (right, up) in zip(run.run.glyph_ids, run.run.advances, run.run.offsets, strict=True):
        left, low, far, high = run.run.font.glyph_extents(glyph_id)
        boxes.append(
            (
                pen + (right + left) * scale,
                run.y - (up + high) * scale,
                pen + (right + far) * scale,
                run.y - (up + low) * scale,
            )
        )
        pen += advance * scale + (run.tracking if advance else 0.0)
    return boxes
