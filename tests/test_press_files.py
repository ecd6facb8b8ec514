"""The print shop's files of the books that ship, as `booklet build` writes them, through the checker of PDF/X-4."""

import pytest

from booklet.build import Kind, build
from booklet.preflight.x4.check import check_x4
from tests.conftest import PROGRAMME, ROOT, SHIPPED

BOOKS = {
    SHIPPED: 10,  # six booklets and four posters
    PROGRAMME: 5,  # three booklets and two posters
}


def test_all_books_that_ship_are_known_here():
    assert {path.parent for path in (ROOT / "content").glob("*/booklet.yaml")} == set(BOOKS)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_press_file_conforms(tmp_path, book):
    built = build(book, tmp_path, kinds=[Kind.PRESS, Kind.POSTER_PRESS])
    files = [path for path in built.files if path.suffix == ".pdf"]
    assert len(files) == BOOKS[book]
    for path in files:
        report = check_x4(path)
        assert report.conforms, (path.name, report.failures)
    if book == PROGRAMME:
        assert not built.warnings, "neither of its texts nor of its files"
