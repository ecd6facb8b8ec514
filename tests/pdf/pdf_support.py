"""Small display documents by hand: shaping straight from HarfBuzz, one line in one direction."""

import re
import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import uharfbuzz as hb

from booklet.color import BLACK, Color
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.geometry import Rect, Size
from booklet.languages import Binding, Direction
from booklet.layout.display import DisplayDocument, Element, GlyphRun, Item, Line, Page, Role
from booklet.pdf.press import write_press
from booklet.pdf.writer import write_pdf
from booklet.shop import Shop
from booklet.text.fonts import Font, FontLibrary
from booklet.text.glyphs import ShapedRun

LIBRARY = FontLibrary(Path(__file__).parents[2] / "fonts")
HEBREW = LIBRARY.font("frank-ruhl-libre")
HEBREW_BOLD = LIBRARY.font("frank-ruhl-libre", weight=700)
ARABIC = LIBRARY.font("amiri")
LATIN = LIBRARY.font("eb-garamond")
LATIN_ITALIC = LIBRARY.font("eb-garamond", italic=True)
SCRIPTS = {HEBREW: ("Hebr", "he"), HEBREW_BOLD: ("Hebr", "he"), ARABIC: ("Arab", "ar")}

CREATED = 1_700_000_000
PAGE = Size(300.0, 200.0)
BLEED = 9.0
SHOP = read_shop(DEFAULT_SHOP)
ROOT = Element(id=0, role=Role.DOCUMENT, language="en")


def shaped(font: Font, text: str) -> ShapedRun:
    """Return a run in the direction of the font's script."""
    script, language = SCRIPTS.get(font, ("Latn", "en"))
    right_to_left = script != "Latn"
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.direction, buffer.script, buffer.language = "rtl" if right_to_left else "ltr", script, language
    hb.shape(font.shaper, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    texts = []
    for info in infos:
        texts.append("\u200b" if info.cluster in seen else text[info.cluster : ends[info.cluster]])
        seen.add(info.cluster)
    advances = tuple(position.x_advance for position in positions)
    return ShapedRun(
        font=font,
        text=text,
        glyph_ids=tuple(info.codepoint for info in infos),
        advances=advances,
        offsets=tuple((position.x_offset, position.y_offset) for position in positions),
        glyph_texts=tuple(texts),
        clusters=tuple(info.cluster for info in infos),
        advance=sum(advances),
        level=1 if right_to_left else 0,
    )


def line(
    font: Font,
    text: str,
    x: float = 20.0,
    y: float = 50.0,
    *,
    size: float = 12.0,
    color: Color = BLACK,
    tracking: float = 0.0,
    extra: float = 0.0,
) -> Line:
    """Return a line of words and spaces of one direction; `extra` widens each space."""
    runs = []
    pen = x
    words = [word for word in re.split("( )", text) if word]
    level = 1 if font in SCRIPTS else 0
    for word in reversed(words) if level else words:
        run = GlyphRun(pen, y, size, color, shaped(font, word), tracking, extra if word == " " else 0.0)
        runs.append(run)
        pen += run.width
    box = Rect(x, y - size, pen - x, size * 1.3)
    return Line(tuple(runs), text, level, bytes([level]) * len(text), box)


def document(*pages: Page, structure: Element = ROOT, direction: Direction = Direction.LTR, **others: object):
    binding = Binding.RIGHT if direction is Direction.RTL else Binding.LEFT
    return DisplayDocument(
        title=str(others.pop("title", "A test")),
        language=str(others.pop("language", "en")),
        direction=direction,
        binding=binding,
        pages=pages,
        structure=structure,
        **others,
    )


def page(*items: Item, size: Size = PAGE, **others: object) -> Page:
    return Page(size, items, **others)


def written(*pages: Page, **others: object) -> bytes:
    return write_pdf(document(*pages, **others), created=CREATED)


def pressed(*pages: Page, shop: Shop = SHOP, bleed: float = BLEED, **others: object) -> bytes:
    return write_press(document(*pages, **others), shop, bleed=bleed, created=CREATED)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def operators(data: bytes, page_index: int = 0) -> list[str]:
    """Return the operators of a page, each as it would be typed."""
    with opened(data) as pdf:
        instructions = pikepdf.parse_content_stream(pdf.pages[page_index])
        return [pikepdf.unparse_content_stream([instruction]).decode().strip() for instruction in instructions]


def extracted(data: bytes) -> str:
    """Return the text of the first page as pdfium finds it."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return pdf[0].get_textpage().get_text_bounded().strip()
    finally:
        pdf.close()


def rendered(data: bytes, *, scale: float = 4.0, page_index: int = 0):
    """Return the page as an RGB picture, `scale` pixels to the point."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return pdf[page_index].render(scale=scale).to_pil().convert("RGB")
    finally:
        pdf.close()


def ink_box(data: bytes, *, scale: float = 4.0) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of what is not white, in points."""
    mask = rendered(data, scale=scale).convert("L").point(lambda value: 255 if value < 128 else 0)
    box = mask.getbbox()
    assert box is not None, "the page is blank"
    left, top, right, bottom = (edge / scale for edge in box)
    return left, top, right, bottom


@dataclass(frozen=True)
class Drawn:
    """A glyph as a viewer places it."""

    font: str
    """Resource name, with its solidus."""
    cid: int
    x: float
    y: float
    """Points, from the top left corner, rise included."""


def drawn_glyphs(data: bytes, page_index: int = 0) -> list[Drawn]:
    """Follow the text operators of a page, with the widths of the file (ISO 32000-1, 9.4.4)."""
    glyphs: list[Drawn] = []
    with opened(data) as pdf:
        page = pdf.pages[page_index]
        widths = {name: width_array(font) for name, font in page.Resources.Font.items()}
        name, x, y, size, rise = "", 0.0, 0.0, 1.0, 0.0
        for instruction in pikepdf.parse_content_stream(page):
            operands = instruction.operands
            match str(instruction.operator):
                case "Tf":
                    name = str(operands[0])
                    assert operands[1] == 1
                case "Tm":
                    size, _, _, flipped, x, y = (float(operand) for operand in operands)
                    assert flipped == -size
                case "Ts":
                    rise = float(operands[0])
                case "TJ":
                    for part in operands[0]:
                        if not isinstance(part, pikepdf.String):
                            x -= float(part) * size / 1000
                            continue
                        for high, low in zip(*[iter(bytes(part))] * 2, strict=True):
                            cid = high << 8 | low
                            glyphs.append(Drawn(name, cid, x, y - rise * size))
                            x += widths[name][cid] * size / 1000
    return glyphs


@dataclass(frozen=True)
class EmbeddedFile:
    """A font as it is in a file, by CID."""

    face: hb.Font
    glyph_ids: tuple[int, ...]
    widths: list[float]

    @classmethod
    def of(cls, font: pikepdf.Object) -> "EmbeddedFile":
        """Return what a Type0 font holds."""
        descendant = font.DescendantFonts[0]
        face = hb.Font(hb.Face(descendant.FontDescriptor.FontFile2.read_bytes()))
        map_bytes = descendant.CIDToGIDMap.read_bytes()
        return cls(face, struct.unpack(f">{len(map_bytes) // 2}H", map_bytes), width_array(font))

    def extents(self, cid: int) -> tuple[int, int, int, int]:
        """Return bearing to the right, top, width and height (negative) of the ink, font units."""
        found = self.face.get_glyph_extents(self.glyph_ids[cid])
        return found.x_bearing, found.y_bearing, found.width, found.height


def width_array(font: pikepdf.Object) -> list[float]:
    """Return the widths of a Type0 font by CID."""
    first, widths = font.DescendantFonts[0].W
    assert first == 0
    return [float(width) for width in widths]


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """Return the text of each CID."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9A-F]{4})><([0-9A-F]+)>$", cmap, re.MULTILINE)
    return {int(cid, 16): bytes.fromhex(text).decode("utf-16-be") for cid, text in pairs}
