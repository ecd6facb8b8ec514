"""What checks of pages look at: a page of the display list, walked through once for all of them."""

from dataclasses import dataclass

from booklet.geometry import Matrix
from booklet.layout.display import Item, Line, Page, walk
from booklet.text.glyphs import ShapedRun


@dataclass(frozen=True, slots=True)
class Sight:
    """One page."""

    page: Page
    page_number: int
    """1-based, in its file."""
    items: tuple[tuple[Item, Matrix], ...]
    """All that draws, in drawing order, each with the map from its coordinates to the page's."""
    lines: tuple[Line, ...]
    """The lines of text among them."""
    shaped: frozenset[ShapedRun]
    """The words and spaces that are drawn, of those that come often one."""


def seen(page: Page, page_number: int) -> Sight:
    """Return what is drawn on a page."""
    items = tuple(walk(page.items))
    lines = tuple([item for item, _ in items if isinstance(item, Line)])
    return Sight(page, page_number, items, lines, frozenset([run.run for line in lines for run in line.runs]))
