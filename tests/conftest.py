"""Options and books that several tests use."""

from pathlib import Path

import pytest
from hypothesis import settings

from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.layout.pages import lay_out_booklet
from booklet.layout.poster import lay_out_poster
from booklet.layout.styles import make_styles
from booklet.text.fonts import FontLibrary

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "content" / "legacy-of-alliance"
PROGRAMME = ROOT / "content" / "eight-evenings"

# A machine that is busy with something else for a second is no fault of a test.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite the golden display lists; read the diff")


@pytest.fixture(scope="session")
def library():
    return FontLibrary(ROOT / "fonts")


class Shop:
    """Books laid out once for all tests."""

    def __init__(self, library):
        self.library = library
        self.done = {}

    def book(self, source):
        return self._once(("book", source), lambda: read_book(source))

    def styles(self, book, edition):
        """Styles of the edition's languages, in their order."""
        chosen = book.editions[edition]
        theme = read_theme(book.theme_of(chosen), book.path.parent)
        return [make_styles(theme, language, self.library) for language in chosen.languages]

    def booklet(self, source, edition):
        book = self.book(source)
        return self._once(
            ("booklet", source, edition),
            lambda: lay_out_booklet(book, book.editions[edition], *self.styles(book, edition)).with_pages_kept(),
        )

    def poster(self, source, edition):
        book = self.book(source)
        return self._once(
            ("poster", source, edition),
            lambda: lay_out_poster(book, book.editions[edition], self.styles(book, edition)[0]),
        )

    def _once(self, key, make):
        if key not in self.done:
            self.done[key] = make()
        return self.done[key]


@pytest.fixture(scope="session")
def shop(library):
    return Shop(library)
