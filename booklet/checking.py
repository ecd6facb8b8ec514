"""Check a book: its texts, its pages, and the files that a print shop would be sent. Nothing is written."""

from collections.abc import Sequence
from pathlib import Path

from booklet.build import book_folder, files_for_shop
from booklet.document.book import Book
from booklet.document.edition import Joining
from booklet.document.reader import read_book
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.errors import Diagnostic
from booklet.geometry import Size
from booklet.made import Kind, Made
from booklet.preflight.check import PageRecords
from booklet.preflight.pages import tell_pages
from booklet.preflight.printing.check import check_print
from booklet.preflight.printing.subject import Order
from booklet.preflight.printing.tell import print_diagnostics
from booklet.preflight.source import check_source


def check(source: Path, *, shop: str = DEFAULT_SHOP) -> tuple[Diagnostic, ...]:
    """Return what the checks have to say of a book for a shop.

    Raises:
        BookletError: for every fault of the source.
    """
    book, chosen = read_book(source), read_shop(shop, book_folder(source))
    records: list[PageRecords] = []
    printed: list[Diagnostic] = []
    for files in files_for_shop(book, chosen, records):
        for made in files:
            report = check_print(made.data, chosen, _order(book, made, files), made.name)
            printed += print_diagnostics(report)
    return (*check_source(book), *tell_pages(records), *printed)


def _order(book: Book, made: Made, files: Sequence[Made]) -> Order | None:
    """Return what is known of one of the files for a shop; of a poster it says all itself."""
    if made.kind is not Kind.PRESS:
        return None
    paper, width = book.paper, book.paper.trim.width
    is_glued, is_cover = paper.joining is Joining.PERFECT, made.name.endswith("-cover.pdf")
    if is_glued and is_cover:
        inside = sum(one.page_count for one in files if one.name.endswith("-inside.pdf"))
        width += width + paper.spine_width(inside)
    return Order(size=Size(width, paper.trim.height), is_glued=is_glued, is_cover=is_cover)
