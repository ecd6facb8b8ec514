"""Very many documents that are alike to PDFs: what they have in common is made once.

Each file is what it would be if it were made alone: nothing in it depends on the files before it. So what a series
shares follows from its reference document, and not from what has been met so far:

- the fonts, with the glyphs of the reference and the alphabets that are asked for; a file that needs others has its own
  subsets of those fonts;
- the numbers of glyphs and objects, and with them the operators of whatever is drawn alike.

What is drawn again and again is kept by the identity of the item and all that its operators depend on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from booklet.geometry import Point
from booklet.layout.display import DisplayDocument, Item, Link, Page
from booklet.pdf.assembly import Assembly, Part
from booklet.pdf.boxes import PageBoxes
from booklet.pdf.canvas import Ref
from booklet.pdf.claims import Archival, archival_level
from booklet.pdf.content import PageContent, Stock
from booklet.pdf.font import EmbeddedFonts
from booklet.pdf.inks import ScreenColors
from booklet.pdf.pictures import Pictures
from booklet.pdf.structure import StructureTree, Trunk
from booklet.pdf.writer import add_bookmarks, link_annotation, metadata_of, set_output_intent, set_viewing
from booklet.text.glyphs import ShapedRun

_APART = 4_000
"""Bytes of operators from which an item has a stream of its own: an ornament, compressed once for all copies."""
_KEPT_ITEMS = 20_000
"""Drawn items that are kept: some 20 MB of lines of text."""
_KEPT_PAGES = 500
"""Drawn pages that are kept: those that all copies have are few, the others are kept in vain."""


class CopyWriter:
    """Writes documents of one series."""

    def __init__(self, reference: DisplayDocument, alphabets: Iterable[ShapedRun], *, created: int) -> None:
        self._created = created
        self._base = Assembly(reference.language)
        self._fonts = EmbeddedFonts(self._base)
        self._pictures = Pictures(self._base)
        self._kept: dict[Any, tuple[Any, _Drawn]] = {}
        self._kept_pages: dict[int, _DrawnPage] = {}
        set_output_intent(self._base)
        for page_index, page in enumerate(reference.pages):
            content = PageContent(PageBoxes(trim=page.size), page_index, self._stock(None))
            content.draw(page.items)
        for run in alphabets:
            self._fonts.of(run.font).fragment(run)
        self._fonts.settle()

    def _stock(self, structure: StructureTree | None) -> Stock:
        return Stock(self._fonts, self._pictures, ScreenColors(), structure)

    def write(self, document: DisplayDocument) -> bytes:
        """Return the PDF of a document, tagged, with links and bookmarks, in RGB.

        Raises:
            BookletError: for the reasons that `writer.write_pdf` has.
        """
        canvas = Assembly(document.language, self._base)
        self._fonts.begin(canvas)
        structure = StructureTree(canvas, document.structure, page_count=len(document.pages))
        self._add_pages(canvas, document, structure)
        self._fonts.write()
        structure.write()
        add_bookmarks(canvas, document)
        set_viewing(canvas, document)
        archival = archival_level(document, glyph_texts=self._fonts.glyph_texts())
        if len(self._kept) > _KEPT_ITEMS:
            self._kept.clear()
        return canvas.to_bytes(metadata_of(document, self._created, archival))

    def write_joined(self, documents: Iterable[DisplayDocument]) -> bytes:
        """Return one PDF of documents, one after the other, each with a bookmark and a structure tree of its own.

        It says of itself what its first document does. Without a document it is empty.
        """
        canvas: Assembly | None = None
        first: DisplayDocument | None = None
        labels: list[str] = []
        is_accessible_to = Archival.ACCESSIBLE
        for document in documents:
            if canvas is None or first is None:
                first, canvas = document, Assembly(document.language, self._base)
                self._fonts.begin(canvas)
                trunk = Trunk(canvas)
            part = Part(canvas)
            structure = StructureTree(part, document.structure, page_count=len(document.pages), trunk=trunk)
            self._add_pages(part, document, structure)
            structure.write()
            labels += [page.label for page in document.pages]
            part.add_bookmark(document.title, page_index=0, y_up=document.pages[0].size.height, level=0)
            add_bookmarks(part.below(), document)
            if archival_level(document, glyph_texts=()) is not Archival.ACCESSIBLE:
                is_accessible_to = archival_level(document, glyph_texts=())
            if len(self._kept) > _KEPT_ITEMS:
                self._kept.clear()
        if canvas is None or first is None:
            return b""
        self._fonts.write()
        trunk.write()
        set_viewing(canvas, first, labels)
        texts = archival_level(first, glyph_texts=self._fonts.glyph_texts())
        archival = texts if is_accessible_to is Archival.ACCESSIBLE else is_accessible_to
        self._fonts.begin(self._base)
        return canvas.to_bytes(metadata_of(first, self._created, archival))

    def _add_pages(self, canvas: "Assembly | Part", document: DisplayDocument, structure: StructureTree) -> None:
        links: list[tuple[int, Link, Ref]] = []
        stock = self._stock(structure)
        for page_index, page in enumerate(document.pages):
            drawn = self._drawn_page(page, page_index, stock, structure)
            annotations = tuple(canvas.reserve() for _ in page.links)
            links.extend((page_index, link, ref) for link, ref in zip(page.links, annotations, strict=True))
            entries = drawn.entries | {"StructParents": str(structure.first_key + page_index)}
            if annotations:
                entries["Tabs"] = "/S"  # as in `writer`
            canvas.add_page(drawn.streams, entries, annotations)
        for page_index, link, ref in links:
            key = structure.add_link(link.element, page_index, ref)
            canvas.fill(ref, link_annotation(link, document.pages, canvas.page_refs, page_index, key))

    def _drawn_page(self, page: Page, page_index: int, stock: Stock, structure: StructureTree) -> "_DrawnPage":
        """Return a page as it is drawn, or was for another file, and tell the tree what is marked on it."""
        known = self._kept_pages.get(id(page))
        if known is not None:
            for mark in known.marks:
                mark(structure, page_index)
            return known
        boxes = PageBoxes(trim=page.size)
        content = _Pieces(boxes, page_index, stock, self._kept)
        streams = content.streams(page.items)
        drawn = _DrawnPage(page, streams, boxes.entries() | content.entries(), tuple(content.marks))
        if content.is_common:
            if len(self._kept_pages) >= _KEPT_PAGES:
                self._kept_pages.clear()
            self._kept_pages[id(page)] = drawn
        return drawn


class _State(NamedTuple):
    """All of a page's state that the operators of an item depend on or change."""

    font: Any
    fill: Any
    stroke: Any
    overprint: Any
    mitre_limit: float
    opened: Any


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An item as it was drawn once."""

    operators: str
    after: _State
    marks: tuple[Callable[[StructureTree, int], object], ...]
    fonts: dict[str, Ref]
    blends: bool


@dataclass(frozen=True, slots=True)
class _DrawnPage:
    """A page as it was drawn once."""

    page: Page
    """Kept alive, so that no other one gets its id."""
    streams: list[bytes]
    entries: dict[str, str]
    marks: tuple[Callable[[StructureTree, int], object], ...]


class _Pieces(PageContent):
    """A page whose items are drawn once for all the pages that have them at the same place and in the same state."""

    def __init__(self, boxes: PageBoxes, page_index: int, stock: Stock, kept: dict[Any, tuple[Any, _Drawn]]) -> None:
        recorder = _Recorder(stock.structure) if stock.structure else None
        super().__init__(boxes, page_index, stock._replace(structure=recorder))  # type: ignore[arg-type]
        self._recorder = recorder
        self._kept = kept
        self._height = boxes.trim.height
        self.marks: list[Callable[[StructureTree, int], object]] = []
        """What the structure tree was told of the page."""

    @property
    def is_common(self) -> bool:
        """Whether what is drawn so far is the same in another file: no pictures, nor glyphs that others lack."""
        # Pictures and overprint are rare and remember themselves; a glyph that others lack has its number here alone.
        return not (self._picture_refs or self._states or self._fonts.are_extended)

    def streams(self, items: Sequence[Item]) -> list[bytes]:
        """Return the operators of the page's items, those of a large one in a stream of their own."""
        streams: list[list[str]] = [self._operators]
        for item in items:
            operators = self._drawn(item)
            if len(operators) >= _APART:
                head = streams.pop() if len(streams) == 1 and len(streams[0]) == 1 else []  # the flip of the page
                streams += [[*head, operators], []]
            else:
                streams[-1].append(operators)
        self._operators = streams[-1]
        self._close_mark()
        return ["\n".join(part).encode("latin-1") for part in streams if part]

    def _drawn(self, item: Item) -> str:
        tree = self._recorder
        assert tree is not None, "copies are tagged"
        key = (id(item), self._height, self._state(), tree.count(self._page_index))
        known = self._kept.get(key)
        if known is not None:
            return self._replayed(known[1], tree)
        self._operators = []
        fonts, self._font_refs = self._font_refs, {}
        blends, self._blends = self._blends, False
        pictures, self._picture_refs = self._picture_refs, {}
        tree.marks.clear()
        self.draw((item,))
        operators = "\n".join(self._operators)
        drawn = _Drawn(operators, self._state(), tuple(tree.marks), self._font_refs, self._blends)
        if self.is_common:
            self._kept[key] = (item, drawn)
        self.marks += drawn.marks
        self._font_refs = fonts | self._font_refs
        self._picture_refs = pictures | self._picture_refs
        self._blends |= blends
        return operators

    def _replayed(self, drawn: _Drawn, tree: "_Recorder") -> str:
        for mark in drawn.marks:
            mark(tree.tree, self._page_index)
        self.marks += drawn.marks
        state = drawn.after
        self._font, self._fill, self._stroke = state.font, state.fill, state.stroke
        self._overprint, self._mitre_limit, self._opened = state.overprint, state.mitre_limit, state.opened
        self._font_refs |= drawn.fonts
        self._blends |= drawn.blends
        return drawn.operators

    def _state(self) -> _State:
        return _State(self._font, self._fill, self._stroke, self._overprint, self._mitre_limit, self._opened)


class _Recorder:
    """A structure tree that remembers what it was told, to be told again."""

    def __init__(self, tree: StructureTree) -> None:
        self.tree = tree
        self.figure_ids = tree.figure_ids
        self.marks: list[Callable[[StructureTree, int], object]] = []

    def count(self, page_index: int) -> int:
        """Return how many pieces of marked content a page has so far."""
        return self.tree.mark_count(page_index)

    def mark(self, element_id: int, page_index: int) -> tuple[str, int]:
        self.marks.append(lambda tree, page: tree.mark(element_id, page))
        return self.tree.mark(element_id, page_index)

    def extend_figure(self, element_id: int, page_index: int, points: Sequence[Point]) -> None:
        self.marks.append(lambda tree, page: tree.extend_figure(element_id, page, points))
        self.tree.extend_figure(element_id, page_index, points)
