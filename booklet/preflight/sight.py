"""What checks of pages look at: the display list, walked through once for all of them."""

from dataclasses import dataclass

from booklet.geometry import Matrix
from booklet.layout.display import DisplayDocument, Item, Line, Page, walk
from booklet.text.glyphs import ShapedRun


@dataclass(frozen=True, slots=True)
class SeenPage:
    """One page."""

    page: Page
    items: tuple[tuple[Item, Matrix], ...]
    """All that draws, in drawing order, each with the map from its coordinates to the page's."""
    lines: tuple[Line, ...]
    """The lines of text among them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A whole file."""

    pages: tuple[SeenPage, ...]
    shaped: frozenset[ShapedRun]
    """The words and spaces that are drawn, of those that come often one."""


def seen(document: DisplayDocument) -> Sight:
    """Return what is drawn on the pages of a file."""
    pages = tuple(_seen_page(page) for page in document.pages)
    return Sight(pages, frozenset([run.run for page in pages for line in page.lines for run in line.runs]))


def _seen_page(page: Page) -> SeenPage:
    items = tuple(walk(page.items))
    return SeenPage(page, items, tuple([item for item, _ in items if isinstance(item, Line)]))
