"""What the tests of posters share: the shipped book's poster, made in other layouts and of other texts."""

from collections.abc import Iterator
from functools import cache

from booklet.document.book import Book, PosterLayout
from booklet.document.model import Paragraph, Passage, Phrase
from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.errors import Where
from booklet.languages import LANGUAGES
from booklet.layout.display import Element, Marked, Page, Role
from booklet.layout.setting import plain
from booklet.layout.styles import make_styles
from booklet.resources import folder
from booklet.text.fonts import FontLibrary

CODES = ("he", "ar", "en", "fr")
HERE = Where(path="poster.yaml", line=7)
LIBRARY = FontLibrary(folder("fonts"))
LAYOUTS = [layout for layout in PosterLayout if layout is not PosterLayout.AUTO]
WITHOUT_MAP = {"map": None, "url": None, "url_caption": None}


@cache
def shipped() -> Book:
    return read_book(folder("content") / "legacy-of-alliance")


@cache
def styles(theme, code):
    return make_styles(read_theme(theme), LANGUAGES[code], LIBRARY)


def elements(root: Element, role: Role) -> Iterator[Element]:
    if root.role is role:
        yield root
    for child in root.children:
        yield from elements(child, role)


def texts(page: Page, element: int) -> str:
    (found,) = [item for item in page.items if isinstance(item, Marked) and item.element == element]
    return "".join(line.text for line in found.items)


def phrase(code, text):
    return {code: Phrase(spans=plain(text), where=HERE)}


def passage(code, text):
    return {code: Passage(blocks=(Paragraph(spans=plain(text), where=HERE),), where=HERE)}


def squeezed(text):
    return "".join(text.split())
