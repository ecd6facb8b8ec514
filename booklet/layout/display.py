"""The display list: what stands on each page, and what each thing is. Final before anything is drawn.

Coordinates: points from the top left corner of the trim box, x to the right, y down; bleed is negative or beyond the
size. Structure: the items of a page are wrapped in `Marked` groups that name an `Element` of the document's structure
tree by its id, or are artifacts (folios, running heads, ornaments). The tree's depth-first order is the reading order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum
from typing import NamedTuple, TypeAlias, overload

from booklet.color import Color
from booklet.errors import Where
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.languages import Binding, Direction
from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun

# --- Items --------------------------------------------------------------------------------------------------------


class GlyphRun(NamedTuple):
    """A shaped run set at a place. A tuple because there are very many."""

    x: float
    """Of the left end of the run."""
    y: float
    """Of the baseline."""
    size: float
    color: Color
    run: ShapedRun
    tracking: float = 0.0
    """Points added after each glyph that has an advance."""
    extra: float = 0.0
    """Points added to the advance of a space (a run that is one space glyph), so that the pen moves on as drawn."""
    instead_of: Font | None = None
    """The first font of its script in the theme, where that one lacks what the run is made of."""

    @property
    def width(self) -> float:
        """Advance in points, with tracking and extra."""
        tracked = sum(1 for advance in self.run.advances if advance) * self.tracking if self.tracking else 0.0
        return self.run.width(self.size) + tracked + self.extra


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as drawn: what a reader's eye takes in one sweep. The unit of the order proof."""

    runs: tuple[GlyphRun, ...]
    """From left to right."""
    text: str
    """Logical order, as in the source (a hyphen added at the end of the line is not in it)."""
    base_level: int
    """0 or 1: the paragraph embedding level."""
    levels: bytes
    """One embedding level per code point of `text`, L1 applied."""
    box: Rect
    """From ascent to descent of the line's leading, over the width of the drawn glyphs."""
    where: Where | None = None
    """The place of its paragraph in the source; None for what the program wrote, and for running heads."""
    start: int = 0
    """Code points of the paragraph before this line; 0 for its first."""
    divided: bool = False
    """It ends between two letters of a word that is wider than the line."""


@dataclass(frozen=True, slots=True)
class MoveTo:
    """Start a subpath."""

    to: Point


@dataclass(frozen=True, slots=True)
class LineTo:
    """A straight segment."""

    to: Point


@dataclass(frozen=True, slots=True)
class CurveTo:
    """A cubic Bézier segment."""

    control1: Point
    control2: Point
    to: Point


@dataclass(frozen=True, slots=True)
class Close:
    """Close the subpath."""


Segment: TypeAlias = MoveTo | LineTo | CurveTo | Close


class Cap(IntEnum):
    """How an open line ends (ISO 32000-1, 8.4.3.3)."""

    BUTT = 0
    ROUND = 1
    SQUARE = 2


class Join(IntEnum):
    """How a line turns (ISO 32000-1, 8.4.3.4)."""

    MITRE = 0
    ROUND = 1
    BEVEL = 2


@dataclass(frozen=True, slots=True)
class Pen:
    """What a stroke is drawn with, where it is more than a width."""

    cap: Cap = Cap.BUTT
    join: Join = Join.MITRE
    mitre_limit: float = 10.0
    """Length of a mitre over the width of the line, above which it is cut off."""
    dash_start: float = 0.0
    """Points into the pattern of dashes at which the line begins."""


@dataclass(frozen=True, slots=True)
class Path:
    """A shape, filled, stroked or both."""

    segments: tuple[Segment, ...]
    fill: Color | None = None
    stroke: Color | None = None
    stroke_width: float = 0.0
    dash: tuple[float, ...] = ()
    round_ends: bool = False
    """Round caps and joins instead of butt caps and mitred joins."""
    pen: Pen | None = None
    """Tells of caps and joins instead of `round_ends`."""
    even_odd: bool = False
    """Fill by the even-odd rule instead of the non-zero winding rule (ISO 32000-1, 8.5.3.3)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle: a rule, a bar, a background."""

    rect: Rect
    fill: Color


@dataclass(frozen=True, slots=True)
class Pixels:
    """What a picture is made of, as it is to be seen."""

    size: Size
    """Their number across and down."""
    is_line_art: bool = False
    """Every one of them is black or white."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture placed to fill a rectangle; never mirrored, in no direction of the text."""

    rect: Rect
    path: str
    """Absolute path of a JPEG or PNG file."""
    pixels: Pixels | None = None
    where: Where | None = None
    """Its place in the source."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one transform, clip or both."""

    items: "tuple[Item, ...]"
    matrix: Matrix = field(default_factory=Matrix)
    clip: Rect | None = None
    """In the coordinates inside the group."""


class Artifact(Enum):
    """Content that is no part of the text (ISO 32000-2, 14.8.2.2)."""

    PAGINATION = "Pagination"
    LAYOUT = "Layout"
    BACKGROUND = "Background"


@dataclass(frozen=True, slots=True)
class Marked:
    """Items that belong to one structure element, or to none."""

    items: "tuple[Item, ...]"
    element: int | Artifact
    """Id of an `Element`, or the kind of artifact."""


Item: TypeAlias = Line | GlyphRun | Path | Rule | Image | Group | Marked

# --- Structure ----------------------------------------------------------------------------------------------------


class Role(Enum):
    """Standard structure types (ISO 32000-2, 14.8.4)."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    LIST = "L"
    LIST_ITEM = "LI"
    LABEL = "Lbl"
    LIST_BODY = "LBody"
    FIGURE = "Figure"
    CAPTION = "Caption"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    LINK = "Link"
    TABLE = "Table"
    TABLE_ROW = "TR"
    HEADER_CELL = "TH"
    DATA_CELL = "TD"
    NOTE = "Note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A node of the structure tree."""

    id: int
    """Unique in the document; the root is 0."""
    role: Role
    language: str
    """BCP 47."""
    text: str = ""
    """The exact logical text of what is marked with this very element; a link in it may be its child without a mark."""
    alt: str = ""
    """What a picture shows; for FIGURE."""
    children: "tuple[Element, ...]" = ()


# --- Pages --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """An area of a page that leads somewhere."""

    rect: Rect
    target: str | int
    """An address, or the page_index of a page of this document."""
    text: str
    """What the link says, for those who do not see it."""
    element: int | None = None
    """Id of the LINK element that the area belongs to; None when the tree has none for it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    size: Size
    """Of the trim box."""
    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()
    label: str = ""
    """The folio as printed, or as it would be; empty for a page without a number."""
    safe_area: Rect | None = None
    """Nothing but bleeding backgrounds and ornaments may leave it; None when no one promised."""


class PagesOnDemand(Sequence[Page]):
    """Pages that are drawn each time they are asked for, and not kept: drawn, a page is larger than what it is made of.

    Who needs them more than once takes the document `with_pages_kept`.
    """

    def __init__(self, makers: Sequence[Callable[[], Page]]) -> None:
        self._makers = makers

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, index: int) -> Page: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Page, ...]: ...

    def __getitem__(self, index: int | slice) -> Page | tuple[Page, ...]:
        if isinstance(index, slice):
            return tuple(make() for make in self._makers[index])
        return self._makers[index]()


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark."""

    title: str
    page_index: int
    y: float
    level: int
    """0 for the outermost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayDocument:
    """All pages of one file."""

    title: str
    language: str
    """BCP 47, of the file as a whole."""
    direction: Direction
    binding: Binding
    pages: Sequence[Page]
    """Of a booklet they may be drawn when they are asked for: look at them once, from the first to the last."""
    structure: Element
    outline: tuple[OutlineEntry, ...] = ()
    author: str = ""
    subject: str = ""
    second_cover: int | None = None
    """Page index of the cover at the other end of the booklet: the pages from it on are read from that end."""

    def with_pages_kept(self) -> "DisplayDocument":
        """Return the document with all its pages drawn, for who asks for them in any order, or again."""
        return replace(self, pages=tuple(self.pages))

    def font_names(self) -> set[str]:
        """Return the names of the fonts in use."""
        return {run.run.font.name for page in self.pages for line in lines(page) for run in line.runs}


def walk(items: tuple[Item, ...], matrix: Matrix | None = None) -> Iterator[tuple[Item, Matrix]]:
    """Yield each item that draws, in drawing order, with the map from its coordinates to the page's."""
    matrix = matrix or Matrix()
    pending = [(item, matrix) for item in reversed(items)]
    while pending:
        item, at = pending.pop()
        match item:
            case Group():
                inner = item.matrix.then(at)
                pending.extend((child, inner) for child in reversed(item.items))
            case Marked():
                pending.extend((child, at) for child in reversed(item.items))
            case _:
                yield item, at


def lines(page: Page) -> Iterator[Line]:
    """Yield the lines of text of a page, in drawing order."""
    pending: list[Item] = [*reversed(page.items)]
    while pending:
        item = pending.pop()
        if isinstance(item, Line):
            yield item
        elif isinstance(item, Group | Marked):
            pending.extend(reversed(item.items))


def boxes(page: Page) -> Iterator[Rect]:
    """Yield where the lines of text and the pictures of a page stand: what should not be cut through."""
    for item, at in walk(page.items):
        if isinstance(item, Line | Image):
            box = item.box if isinstance(item, Line) else item.rect
            xs, ys = zip(*(at.apply(Point(x, y)) for x in (box.x, box.right) for y in (box.y, box.bottom)), strict=True)
            yield Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
