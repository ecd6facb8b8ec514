"""A book with fields, made ready: what does not depend on the row is made once, each copy from what is left.

A copy depends on the book, the edition, the date and its row, and on nothing else: not on the rows before it, nor on
the process that makes it.
"""

from collections.abc import Iterable

from booklet.document.book import Book
from booklet.document.edition import Edition
from booklet.document.theme import Theme
from booklet.languages import LANGUAGES
from booklet.layout.display import DisplayDocument
from booklet.layout.memo import SeriesMemo
from booklet.layout.pages import lay_out_booklet
from booklet.layout.styles import make_styles
from booklet.merge.alphabets import alphabets, sample
from booklet.merge.fields import Form, Values
from booklet.pdf.copies import CopyWriter
from booklet.resources import folder
from booklet.text.fonts import FontLibrary


class Template:
    """Makes the copies of one recipe."""

    def __init__(self, form: Form, edition: Edition, theme: Theme, *, created: int) -> None:
        self._form = form
        self._edition = edition
        self._memo = SeriesMemo()
        library = FontLibrary(folder("fonts"))
        self._styles = [make_styles(theme, language, library) for language in edition.languages]
        scripts = [language.script for language in (*edition.languages, LANGUAGES["en"])]
        reference = self._laid_out(form.reference(sample(scripts)))
        self._writer = CopyWriter(reference, alphabets(reference), created=created)

    def _laid_out(self, book: Book) -> DisplayDocument:
        return lay_out_booklet(book, self._edition, *self._styles, memo=self._memo).with_pages_kept()

    def document(self, values: Values) -> DisplayDocument:
        """Return the pages of a row.

        Raises:
            BookletError: when the row's texts do not fit, or no font has one of their characters.
        """
        return self._laid_out(self._form.filled(values))

    def copy(self, values: Values) -> bytes:
        """Return the PDF of a row.

        Raises:
            BookletError: when the row's texts do not fit, or no font has one of their characters.
        """
        return self._writer.write(self.document(values))

    def joined(self, documents: Iterable[DisplayDocument]) -> bytes:
        """Return one PDF of the pages of several rows."""
        return self._writer.write_joined(documents)
