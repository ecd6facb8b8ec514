"""What is to be made of an edition, in this process or another one, and the stamp of all that it is made of."""

from dataclasses import dataclass, replace
from pathlib import Path

from booklet.document.book import Book
from booklet.document.edition import Edition
from booklet.document.theme import Theme
from booklet.made import Kind
from booklet.press.printer import Printer
from booklet.shop import Shop
from booklet.source_date import source_date
from booklet.stamp import Stamp, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An edition to be built."""

    book: Book
    edition: Edition
    theme: Theme
    shop: Shop
    printer: Printer
    wanted: tuple[Kind, ...]
    is_proof: bool = False
    """Whether its pages are read against the source, which takes longer."""

    @property
    def key(self) -> str:
        """The name under which its files are kept."""
        return " ".join([self.edition.id, *sorted(self.wanted)])

    def stamp(self) -> Stamp:
        """Return the stamp of all that its files are made of, beside the program."""
        book = self.book
        # The texts as written are for the checks of the source, and of other editions their texts do not count.
        bare = replace(book, path=Path(), texts=(), editions={})
        parts = (bare, self.edition, tuple(book.editions.values()), self.theme)
        wish = (self.shop, self.printer, self.wanted, source_date())
        return stamp((*parts, *wish), [language.code for language in self.edition.languages])
