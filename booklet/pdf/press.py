"""A display document to a file for a print shop: PDF/X-4, single pages with bleed, in the inks of the shop.

What ISO 15930-7:2010 asks of a file, beside what it takes from PDF 1.6, and where it is done:

| of the file | here |
|---|---|
| header %PDF-1.6, no encryption, an identifier in the trailer | `Canvas(version=...)`; `finish` |
| one output intent GTS_PDFX with the profile of the printing condition in the file | `_set_output_intent` |
| pdfxid:GTS_PDFXVersion, title, dates, DocumentID, VersionID, RenditionClass in XMP, and Trapped | `finish` |
| MediaBox holds BleedBox, that holds TrimBox, on each page | `boxes` |
| colours are those of the output intent: DeviceCMYK and DeviceGray | `inks`, `pictures` |
| transparency is mixed in a space of the same inks | `inks`, `ColorPolicy.blend_space` |
| all fonts are embedded, with the widths that are in them | `font` |
| no actions, no JavaScript; annotations lie outside the bleed | there are none: links are left out |

Tags, bookmarks and the names of pages are left out too: nothing in print comes of them.
"""

from booklet.geometry import Rect
from booklet.languages import Direction
from booklet.layout.display import DisplayDocument
from booklet.pdf.boxes import PageBoxes
from booklet.pdf.canvas import Canvas
from booklet.pdf.content import PageContent, Stock
from booklet.pdf.finish import Metadata, finish
from booklet.pdf.font import EmbeddedFonts
from booklet.pdf.inks import PressColors
from booklet.pdf.pictures import Pictures
from booklet.pdf.separation import separation_for
from booklet.pdf.syntax import numbers, text_string
from booklet.shop import Condition, Shop
from booklet.units import mm

_VERSION = (1, 6)
_MARK_LENGTH = mm(5)
_MARK_WIDTH = 0.25
# Prints on every plate (ISO 32000-1, 8.6.6.4), so that the plates can be laid over each other by the marks.
_ALL_PLATES = "/All[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]"


def write_press(document: DisplayDocument, shop: Shop, *, bleed: float, created: int) -> bytes:
    """Return the file of a document for a shop; `created` is its date in seconds since 1970-01-01 UTC.

    The pages are in the order of the document; its grounds must reach the `bleed`. For a shop without a printing
    condition the file does not call itself PDF/X-4, which has to name one.

    Raises:
        MissingFileError: when a picture is not there or cannot be read.
        ContentError: when a picture is too large or of another kind than JPEG or PNG.
        FontError: when a run holds the glyph that stands for no character.
    """
    canvas = Canvas(language=document.language, version=_VERSION)
    separation = separation_for(shop)
    fonts, pictures = EmbeddedFonts(canvas), Pictures(canvas, separation)
    stock = Stock(fonts, pictures, PressColors(separation), structure=None)
    for page_index, page in enumerate(document.pages):
        boxes = PageBoxes(trim=page.size, bleed=bleed, slug=_MARK_LENGTH if shop.crop_marks else 0.0)
        content = PageContent(boxes, page_index, stock)
        content.draw(page.items)
        operators = content.to_bytes()
        if shop.crop_marks:
            operators = _with_marks(operators, boxes)
        canvas.add_page(operators, boxes.entries() | content.entries(_ALL_PLATES if shop.crop_marks else ""))
    fonts.write()
    _set_viewing(canvas, document)
    if shop.condition is not None:
        _set_output_intent(canvas, shop.condition, separation.profile)
    metadata = Metadata(
        title=document.title,
        language=document.language,
        created=created,
        author=document.author,
        subject=document.subject,
        prepress=shop.condition is not None,
    )
    return finish(canvas.to_bytes(), metadata)


def _set_viewing(canvas: Canvas, document: DisplayDocument) -> None:
    """Say on which side the booklet is bound (ISO 32000-1, table 150): shops fold by it."""
    direction = "/R2L" if document.direction is Direction.RTL else "/L2R"
    canvas.set_catalog("ViewerPreferences", f"<</DisplayDocTitle true/Direction{direction}>>")
    canvas.set_catalog("PageLayout", "/SinglePage" if len(document.pages) == 1 else "/TwoPageRight")


def _set_output_intent(canvas: Canvas, condition: Condition, profile: bytes) -> None:
    """Say how the file is to be printed, with the profile (ISO 15930-7, output intents; ISO 32000-1, 14.11.5)."""
    registry = f"/RegistryName{text_string(condition.registry)}" if condition.registry else ""
    canvas.set_catalog(
        "OutputIntents",
        f"[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier{text_string(condition.identifier)}"
        f"/OutputCondition{text_string(condition.name)}/Info{text_string(condition.name)}{registry}"
        f"/DestOutputProfile {canvas.add_stream(profile, '/N 4')}>>]",
    )


def _with_marks(operators: bytes, boxes: PageBoxes) -> bytes:
    """Return a page cut off at its bleed, with crop marks beyond it: two at each corner of the trim."""
    bleed, trim = boxes.bleed or 0.0, Rect(boxes.edge, boxes.edge, *boxes.trim)
    clip = numbers((boxes.slug, boxes.slug, trim.width + 2 * bleed, trim.height + 2 * bleed))
    right, top = trim.right + boxes.edge, trim.bottom + boxes.edge
    lines = [(x, y, x, y + boxes.slug) for x in (trim.x, trim.right) for y in (0.0, top - boxes.slug)]
    lines += [(x, y, x + boxes.slug, y) for y in (trim.y, trim.bottom) for x in (0.0, right - boxes.slug)]
    marks = "\n".join(f"{numbers(line[:2])} m {numbers(line[2:])} l S" for line in lines)
    head = f"q {clip} re W n\n".encode("ascii")
    tail = f"\nQ\n/All CS 1 SCN {numbers((_MARK_WIDTH,))} w\n{marks}".encode("ascii")
    return head + operators + tail
