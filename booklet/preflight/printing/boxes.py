"""Pages: all of one size, upright, single, and of the size that was ordered."""

from collections import Counter
from collections.abc import Iterator

from booklet.geometry import Size, in_mm
from booklet.preflight.printing.record import WARNING, PrintCheck
from booklet.preflight.printing.subject import PrintFile, trim
from booklet.preflight.x4.place import FILE, Place
from booklet.preflight.x4.record import Found
from booklet.preflight.x4.values import entry, inherited, name, number

_ALIKE = 0.75
"""Points, a quarter of a millimetre: programs round A5 to 420 or 419.53."""


def _sizes(file: PrintFile) -> dict[int, Size]:
    """Return the page sizes as seen, by page number."""
    found = {}
    for page in file.pages:
        box = trim(page)
        if box is not None:
            width, height = box[2] - box[0], box[3] - box[1]
            turned = int(number(inherited(page.dictionary, "/Rotate")) or 0) % 180 == 90
            found[page.number] = Size(height, width) if turned else Size(width, height)
    return found


def _differ(one: Size, other: Size) -> bool:
    return abs(one.width - other.width) > _ALIKE or abs(one.height - other.height) > _ALIKE


def _unlike(file: PrintFile) -> Iterator[Found]:
    sizes = _sizes(file)
    if not sizes:
        return
    usual = Counter(sizes.values()).most_common(1)[0][0]
    for page_number, size in sizes.items():
        if _differ(size, usual):
            yield Found(Place(page_number), f"a page of {in_mm(size)}", f"{in_mm(usual)}, as the others")


def _not_ordered(file: PrintFile) -> Iterator[Found]:
    if file.order is None:
        return
    for page_number, size in _sizes(file).items():
        if _differ(size, file.order.size):
            yield Found(Place(page_number), f"a page of {in_mm(size)}", f"{in_mm(file.order.size)}")


def _turned(file: PrintFile) -> Iterator[Found]:
    for page in file.pages:
        if (number(inherited(page.dictionary, "/Rotate")) or 0) % 360:
            yield Found(Place(page.number), "a page that a viewer turns (Rotate)", "an upright page")


def _imposed(file: PrintFile) -> Iterator[Found]:
    duplex = name(entry(entry(file.facts.pdf.Root, "/ViewerPreferences"), "/Duplex"))
    if duplex and all(size.width > size.height for size in _sizes(file).values()):
        yield Found(FILE, f"sheets for an office printer ({duplex})", "single pages, in the order of reading")


PAGE_SIZES = PrintCheck(
    code="page-sizes",
    title="all pages have one size",
    reason="pages of other sizes are cut off, or stand with white beside them",
    remedy="make all pages of one size, in one orientation",
    points=(3,),
    find=_unlike,
)
ORDERED_SIZE = PrintCheck(
    code="ordered-size",
    title="pages have the size that was ordered; a flat cover has its spine",
    reason="the booklet is cut to another size, or its spine lies beside the back",
    remedy="a fault of this program: please report it",
    points=(4, 16),
    find=_not_ordered,
)
ROTATION = PrintCheck(
    code="page-rotation",
    title="no page is turned by the viewer",
    reason="machines that lay out sheets may pass over the turn, and print the page lying on its side",
    remedy="turn the page in the program that it comes from",
    points=(31,),
    find=_turned,
    severity=WARNING,
    applies=lambda shop: not shop.asked.screen_parts,
)
IMPOSED = PrintCheck(
    code="imposed",
    title="single pages, not sheets",
    reason="a shop lays the pages on its own sheets, and cannot take two pages apart again",
    remedy="send the file whose name ends with -press.pdf",
    points=(2,),
    find=_imposed,
    applies=lambda shop: not shop.asked.screen_parts,
)
BOX_CHECKS = (PAGE_SIZES, ORDERED_SIZE, ROTATION, IMPOSED)
