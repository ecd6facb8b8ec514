"""Pictures of finished pages as PNG: each page, and contact sheets that show a booklet opened, spread by spread.

Lengths are pixels. They are the same for every paper, so that a large poster asks for little more memory than a page,
and a long book has several contact sheets. There are no dates in the files: the same PDF gives the same bytes.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple, TypeAlias

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from booklet.languages import Binding

_PAGE, _POSTER, _SMALL = 1000, 1800, 440
"""Longer side of a page (A5: 121 pixels to the inch), of a poster, and of a page on a contact sheet."""
_COLUMNS = (3, 4)
"""Spreads in a row of a contact sheet: the number that leaves the last row fullest."""
_MOST_SPREADS = 24
"""On one contact sheet: 47 pages with the cover, about 2000 x 4000 pixels of A5."""
_GAP = 44
"""Around spreads and between them."""
_GROUND, _EDGE, _SHADOW = (233, 231, 227), (202, 199, 194), (88, 84, 78)
"""Colours: a warm light grey that white pages stand out from, their edges, what falls beside and between them."""
_SHADOW_DROP, _SHADOW_BLUR, _SHADOW_STRENGTH = 4, 7, 90
_FOLD_WIDTH, _FOLD_STRENGTH = 16, 46
"""Of the shade that falls from the spine on both pages; strengths are those at its darkest, of 255."""

_Spread: TypeAlias = tuple[int | None, int | None]
"""The page indices at the left and at the right; None where the opened booklet has no page."""


class Preview(NamedTuple):
    """A picture of a page, or of several."""

    ending: str
    """Of the file's name: `-page-01.png`."""
    png: bytes
    page_count: int
    """Pages shown."""


def booklet_previews(pdf: bytes, order: Sequence[int], binding: Binding) -> Iterator[Preview]:
    """Yield a picture of each page of a booklet, then its contact sheets.

    `order` gives the page indices from cover to cover; `binding` is that of the part that begins with the first.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        digits = max(2, len(str(len(document))))
        for index in range(len(document)):
            yield Preview(f"-page-{index + 1:0{digits}}.png", _png(_drawn(document, index, _PAGE)), 1)
        spreads = _spreads(order, binding)
        sheets = [spreads[start : start + _MOST_SPREADS] for start in range(0, len(spreads), _MOST_SPREADS)]
        for number, sheet in enumerate(sheets, 1):
            ending = f"-spreads-{number}.png" if len(sheets) > 1 else "-spreads.png"
            count = sum(index is not None for spread in sheet for index in spread)
            yield Preview(ending, _png(_contact_sheet(document, sheet, binding)), count)


def poster_preview(pdf: bytes) -> Preview:
    """Return a picture of a poster."""
    with pypdfium2.PdfDocument(pdf) as document:
        return Preview("-poster.png", _png(_drawn(document, 0, _POSTER)), 1)


def _spreads(order: Sequence[int], binding: Binding) -> list[_Spread]:
    """Return what lies open at a time: the cover alone, verso and recto, the back cover alone."""
    pages = [None, *order, *([None] * (1 - len(order) % 2))]
    pairs = zip(pages[::2], pages[1::2], strict=True)
    return [(recto, verso) if binding is Binding.RIGHT else (verso, recto) for verso, recto in pairs]


def _drawn(document: pypdfium2.PdfDocument, index: int, longer_side: int) -> Image.Image:
    page = document[index]
    picture: Image.Image = page.render(scale=longer_side / max(page.get_size())).to_pil().convert("RGB")
    page.close()
    return picture


def _png(picture: Image.Image) -> bytes:
    data = BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


# --- Contact sheets -------------------------------------------------------------------------------------------------


def _contact_sheet(document: pypdfium2.PdfDocument, spreads: Sequence[_Spread], binding: Binding) -> Image.Image:
    """Return spreads in rows that run as the booklet is read: from the right when it is bound there."""
    first = next(index for spread in spreads for index in spread if index is not None)
    width, height = _drawn(document, first, _SMALL).size
    columns = min(len(spreads), min(_COLUMNS, key=lambda count: -len(spreads) % count))
    rows = -(-len(spreads) // columns)
    across, down = 2 * width + _GAP, height + _GAP
    sheet = Image.new("RGB", (columns * across + _GAP, rows * down + _GAP), _GROUND)
    for place, spread in enumerate(spreads):
        row, column = divmod(place, columns)
        column = columns - 1 - column if binding is Binding.RIGHT else column
        x, y = _GAP + column * across, _GAP + row * down
        pages = [
            (x + side * width, _drawn(document, index, _SMALL))
            for side, index in enumerate(spread)
            if index is not None
        ]
        _lay(sheet, pages, y)
    return sheet


def _lay(sheet: Image.Image, pages: Sequence[tuple[int, Image.Image]], y: int) -> None:
    """Lay the pages of a spread on the sheet, with the shadow that they throw and the shade of the fold."""
    left, height = pages[0][0], pages[0][1].height
    right = pages[-1][0] + pages[-1][1].width
    _throw_shadow(sheet, (left, y, right, y + height))
    for x, page in pages:
        sheet.paste(page, (x, y))
    if len(pages) == 2:
        _shade_fold(sheet, pages[1][0], y, height)
    ImageDraw.Draw(sheet).rectangle((left - 1, y - 1, right, y + height), outline=_EDGE)


def _throw_shadow(sheet: Image.Image, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    reach = 3 * _SHADOW_BLUR  # where the blur has faded out
    mask = Image.new("L", (right - left + 2 * reach, bottom - top + 2 * reach))
    ImageDraw.Draw(mask).rectangle((reach, reach, reach + right - left, reach + bottom - top), fill=_SHADOW_STRENGTH)
    mask = mask.filter(ImageFilter.GaussianBlur(_SHADOW_BLUR))
    sheet.paste(_SHADOW, (left - reach, top - reach + _SHADOW_DROP), mask)


def _shade_fold(sheet: Image.Image, spine: int, y: int, height: int) -> None:
    line = [round(_FOLD_STRENGTH * (1 - abs(x + 0.5 - _FOLD_WIDTH) / _FOLD_WIDTH) ** 2) for x in range(2 * _FOLD_WIDTH)]
    mask = Image.frombytes("L", (len(line), 1), bytes(line)).resize((len(line), height))
    sheet.paste(_SHADOW, (spine - _FOLD_WIDTH, y), mask)
