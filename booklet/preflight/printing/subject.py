"""What every print check looks at: a finished file, what its pages paint, and the shop that it is for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from booklet.geometry import Size
from booklet.preflight.printing.marks import Box, Mark
from booklet.preflight.printing.painting import Painter
from booklet.preflight.x4.facts import Facts, Page
from booklet.preflight.x4.values import entry, name
from booklet.shop import Asked, Shop

_STAPLED_FROM = 3
"""Pages: one or two are a leaf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is known of a file beside what is in it: only of those that this program makes."""

    size: Size
    """Of its pages as cut, with the spine where a cover is flat."""
    is_glued: bool = False
    is_cover: bool = False
    """It is a cover alone."""


@dataclass(slots=True)
class PrintFile:
    """The subject of print checks; pages are painted when they are first asked for, and once."""

    facts: Facts
    shop: Shop
    order: Order | None = None
    _painter: Painter = field(default_factory=Painter)
    _marks: dict[int, tuple[Mark, ...]] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        """What the shop measures by."""
        return self.shop.asked

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages, in order."""
        return self.facts.pages

    @property
    def is_booklet(self) -> bool:
        """Whether its pages are folded or bound; a leaf, a poster and a flat cover are not."""
        is_cover = self.order is not None and self.order.is_cover
        return len(self.pages) >= _STAPLED_FROM and not is_cover

    @property
    def is_glued(self) -> bool:
        """Whether it is known to be glued; a file does not tell."""
        return self.order is not None and self.order.is_glued

    @property
    def stated_direction(self) -> str:
        """`L2R`, `R2L`, or empty when the file does not say how it is read (ISO 32000-1, 12.2)."""
        return name(entry(entry(self.facts.pdf.Root, "/ViewerPreferences"), "/Direction"))

    def marks(self, page: Page) -> tuple[Mark, ...]:
        """Return what a page paints."""
        if page.number not in self._marks:
            self._marks[page.number] = tuple(self._painter.marks(page))
        return self._marks[page.number]

    def all_marks(self) -> Iterator[Mark]:
        """Yield what the pages paint on what is printed of them, in order."""
        for page in self.pages:
            area = printed(page)
            yield from (mark for mark in self.marks(page) if area is None or overlap(mark.box, area))

    def was_read(self, page: Page) -> bool:
        """Tell whether all content of a page could be followed."""
        self.marks(page)
        return self._painter.was_read(page.number)


def trim(page: Page) -> Box | None:
    """Return the page as cut (ISO 32000-1, 14.11.2: each box defaults to the next larger)."""
    return _first(page, "TrimBox", "ArtBox", "CropBox", "MediaBox")


def printed(page: Page) -> Box | None:
    """Return the page with its bleed."""
    return _first(page, "BleedBox", "TrimBox", "CropBox", "MediaBox")


def _first(page: Page, *names: str) -> Box | None:
    found = next((page.boxes[name] for name in names if page.boxes.get(name)), None)
    return None if found is None else (found[0], found[1], found[2], found[3])


def overlap(first: Box, second: Box) -> bool:
    """Tell whether two boxes share a place, be it a line."""
    return all(max(first[i], second[i]) <= min(first[i + 2], second[i + 2]) for i in (0, 1))


def distances(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """Return how far a box lies inside another: left, bottom, right, top; negative where it reaches beyond."""
    return inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]
