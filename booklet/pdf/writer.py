"""A display document to a PDF for screens: one page after another, tagged, with links and bookmarks, in RGB.

The parts: `content` makes the operators of a page, `font` and `pictures` what they name, `structure` the tags; this
module adds what belongs to the document as a whole, `claims` which standards it meets, and `finish` the metadata.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from booklet.languages import Direction
from booklet.layout.display import DisplayDocument, Link, Page
from booklet.pdf.assembly import Objects
from booklet.pdf.boxes import PageBoxes
from booklet.pdf.canvas import Canvas, Ref
from booklet.pdf.claims import Archival, archival_level, is_accessible
from booklet.pdf.content import PageContent, Stock
from booklet.pdf.finish import Metadata, finish
from booklet.pdf.font import EmbeddedFonts
from booklet.pdf.inks import ScreenColors
from booklet.pdf.pictures import Pictures
from booklet.pdf.srgb import NAME as SRGB_NAME
from booklet.pdf.srgb import srgb_profile
from booklet.pdf.structure import StructureTree
from booklet.pdf.syntax import number, rectangle, text_string, uri

_PRINTED = 4  # annotation flag, ISO 32000-1, table 165; PDF/A asks for it
_PAGE_NUMBER = re.compile(r"[1-9][0-9]*")


def write_pdf(document: DisplayDocument, *, created: int) -> bytes:
    """Return the PDF of a document; `created` is its date in seconds since 1970-01-01 UTC.

    Bleed is cut off at the trim.

    Raises:
        BookletError: for the reasons that `PdfWriter.add` has.
    """
    writer = PdfWriter(document)
    for page in document.pages:
        writer.add(page)
    return writer.to_bytes(created)


class PdfWriter:
    """Writes a document whose pages are given to it one after the other; it keeps none of them."""

    def __init__(self, document: DisplayDocument) -> None:
        self._document = replace(document, pages=())
        self._canvas = Canvas(language=document.language)
        self._fonts = EmbeddedFonts(self._canvas)
        self._structure = StructureTree(self._canvas, document.structure, page_count=len(document.pages))
        self._stock = Stock(self._fonts, Pictures(self._canvas), ScreenColors(), self._structure)
        self.font_names = self._fonts.names
        """Returns the names of the fonts in use so far."""
        self._pages: list[Page] = []
        self._links: list[tuple[int, Link, Ref]] = []

    def add(self, page: Page) -> None:
        """Add the next page.

        Raises:
            MissingFileError: when a picture is not there or cannot be read.
            ContentError: when a picture is too large or of another kind than JPEG or PNG.
            FontError: when a run holds the glyph that stands for no character.
        """
        page_index, boxes = len(self._pages), PageBoxes(trim=page.size)
        content = PageContent(boxes, page_index, self._stock)
        content.draw(page.items)
        annotations = tuple(self._canvas.reserve() for _ in page.links)
        self._links.extend((page_index, link, ref) for link, ref in zip(page.links, annotations, strict=True))
        entries = boxes.entries() | content.entries() | {"StructParents": str(page_index)}
        if annotations:
            entries["Tabs"] = "/S"  # ISO 14289-1, 7.18.3: tab order follows the structure
        self._canvas.add_page(content.to_bytes(), entries, annotations)
        self._pages.append(replace(page, items=()))

    @property
    def document(self) -> DisplayDocument:
        """The document with the pages added so far, without what is drawn on them."""
        return replace(self._document, pages=self._pages)

    def to_bytes(self, created: int) -> bytes:
        """Return the file, once all pages are added."""
        canvas, document = self._canvas, self.document
        for page_index, link, ref in self._links:
            key = self._structure.add_link(link.element, page_index, ref)
            canvas.fill(ref, link_annotation(link, self._pages, canvas.page_refs, page_index, key))
        self._fonts.write()
        self._structure.write()
        _add_outline(canvas, document)
        set_viewing(canvas, document)
        set_output_intent(canvas)
        archival = archival_level(document, glyph_texts=self._fonts.glyph_texts())
        return finish(canvas.to_bytes(), metadata_of(document, created, archival))


def link_annotation(
    link: Link, pages: Sequence[Page], page_refs: Sequence[Ref], page_index: int, structure_key: int
) -> str:
    """Return an annotation without a border (ISO 32000-1, 12.5.6.5) that says where it leads."""
    if isinstance(link.target, int):
        action = f"/Dest[{page_refs[link.target]}/XYZ null {number(pages[link.target].size.height)} null]"
    else:
        action = f"/A<</S/URI/URI{text_string(uri(link.target))}>>"
    return (
        f"<</Type/Annot/Subtype/Link/Rect{rectangle(link.rect, pages[page_index].size.height)}/F {_PRINTED}"
        f"/Border[0 0 0]/P {page_refs[page_index]}/StructParent {structure_key}"
        f"/Contents{text_string(link.text)}{action}>>"
    )


def _add_outline(canvas: Canvas, document: DisplayDocument) -> None:
    """Add the bookmarks."""
    add_bookmarks(canvas, document)
    if document.outline:
        canvas.showOutline()


class _Bookmarked(Protocol):
    def add_bookmark(self, title: str, *, page_index: int, y_up: float, level: int) -> None: ...


def add_bookmarks(canvas: _Bookmarked, document: DisplayDocument) -> None:
    """Add the bookmarks. A level that skips one is drawn in: the outline of a PDF cannot have gaps."""
    parents: list[int] = []  # the levels, as given, of the entries around the current one
    for entry in document.outline:
        while parents and parents[-1] >= entry.level:
            parents.pop()
        y_up = document.pages[entry.page_index].size.height - entry.y
        canvas.add_bookmark(entry.title, page_index=entry.page_index, y_up=y_up, level=len(parents))
        parents.append(entry.level)


def set_viewing(canvas: Objects, document: DisplayDocument, labels: Sequence[str] = ()) -> None:
    """Say how to show the file: facing pages in the order of the book, under the names printed on them.

    `labels` are the names of the pages of a file that holds more than this document.
    """
    labels = labels or [page.label for page in document.pages]
    right_to_left = "/Direction/R2L" if document.direction is Direction.RTL else ""
    canvas.set_catalog("ViewerPreferences", f"<</DisplayDocTitle true{right_to_left}>>")
    canvas.set_catalog("PageLayout", "/SinglePage" if len(document.pages) == 1 else "/TwoPageRight")
    if any(labels):
        canvas.set_catalog("PageLabels", f"<</Nums[{_page_labels(labels)}]>>")


def set_output_intent(canvas: Objects) -> None:
    """Say that the colours are those of sRGB (ISO 32000-1, 14.11.5; ISO 19005-2, 6.2.3)."""
    profile = canvas.add_stream(srgb_profile(), "/N 3")
    name = text_string(SRGB_NAME)
    canvas.set_catalog(
        "OutputIntents",
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{name}/Info{name}/DestOutputProfile {profile}>>]",
    )


def _page_labels(labels: Sequence[str]) -> str:
    """Return a number tree (ISO 32000-1, 12.4.2): one range for folios that count on, one for each other label."""
    ranges: list[str] = []
    expected = ""
    for page_index, label in enumerate(labels):
        counts = _PAGE_NUMBER.fullmatch(label) is not None
        if counts and label != expected:
            ranges.append(f"{page_index}<</S/D/St {label}>>")
        elif not counts:
            ranges.append(f"{page_index}<</P{text_string(label)}>>" if label else f"{page_index}<<>>")
        expected = str(int(label) + 1) if counts else ""
    return " ".join(ranges)


def metadata_of(document: DisplayDocument, created: int, archival: Archival) -> Metadata:
    """Return what the file says of itself."""
    return Metadata(
        title=document.title,
        language=document.language,
        created=created,
        author=document.author,
        subject=document.subject,
        accessible=is_accessible(document),
        archival=archival,
    )
