"""Bleed: that it is there, and that what touches the trim runs on into it."""

from collections.abc import Iterator

from booklet.preflight.printing.marks import Box, Mark, Picture, Shading, Shape
from booklet.preflight.printing.record import WARNING, PrintCheck, length
from booklet.preflight.printing.subject import PrintFile, distances, overlap, printed, trim
from booklet.preflight.x4.facts import Page
from booklet.preflight.x4.place import FILE, Place
from booklet.preflight.x4.record import Found

_ROUNDED = 0.1  # points: boxes are written with two decimals, and millimetres are rounded before
_TOUCHES = 0.75  # points inside the trim, a quarter of a millimetre, that no knife leaves standing
_SHORT = 0.75  # points that bleed may fall short by
_SIDES = ("left", "bottom", "right", "top")


def _too_little(file: PrintFile) -> Iterator[Found]:
    wanted = file.shop.bleed
    for page in file.pages:
        least = _bleed(page)
        if least is not None and least < wanted - _ROUNDED:
            found = f"{length(least)} of bleed" if least > 0 else "no bleed"
            yield Found(Place(page.number), found, f"{length(wanted)} on all sides")


def _bleed(page: Page) -> float | None:
    """Return the bleed of the side that has least; None where no one knows where to cut: another check tells."""
    cut, outer = page.boxes.get("TrimBox"), printed(page)
    if cut is None or outer is None:
        return None
    return min(distances((cut[0], cut[1], cut[2], cut[3]), outer))


def _stops_short(file: PrintFile) -> Iterator[Found]:
    """Look at upright grounds, pictures and gradients alone: a curve or a letter may end where it likes."""
    for page in file.pages:
        cut, bleed = trim(page), min(_bleed(page) or 0.0, file.shop.bleed)
        if cut is None or bleed <= _SHORT:
            continue
        for mark in file.marks(page):
            if _is_ground(mark) and (sides := _short_sides(mark.box, cut, bleed)):
                what = {Picture: "a picture", Shading: "a gradient"}.get(type(mark), "a ground")
                found = f"{what} that ends at the trim ({', '.join(sides)})"
                yield Found(Place(page.number), found, f"one that runs on for {length(bleed)}")


def _is_ground(mark: Mark) -> bool:
    is_filled = isinstance(mark, Shape) and mark.line_width is None and mark.is_rectangle
    return (is_filled or isinstance(mark, (Picture, Shading))) and not mark.paint.is_white


def _short_sides(box: Box, cut: Box, bleed: float) -> list[str]:
    beyond = [-one for one in distances(box, cut)]
    return [side for side, one in zip(_SIDES, beyond, strict=True) if -_TOUCHES < one < bleed - _SHORT]


def _marks(file: PrintFile) -> Iterator[Found]:
    """Marks lie outside the bleed, or the trim where there is none, and inside the MediaBox."""
    with_marks = []
    for page in file.pages:
        inner = page.boxes.get("BleedBox") or page.boxes.get("TrimBox")
        if inner is None:
            return
        area: Box = (inner[0], inner[1], inner[2], inner[3])
        if any(not overlap(mark.box, area) and not mark.paint.is_white for mark in file.marks(page)):
            with_marks.append(page.number)
    if file.shop.crop_marks and not with_marks:
        yield Found(FILE, "no crop marks", "marks at the corners, outside the bleed")
    elif not file.shop.crop_marks:
        for page_number in with_marks:
            yield Found(Place(page_number), "marks outside the bleed", "none: the shop places its own")


BLEED = PrintCheck(
    code="bleed",
    title="every page has bleed",
    reason="the knife is never quite exact: without bleed a white line is left at the edge",
    remedy="set the bleed in your program, and let it go into the PDF",
    points=(5, 6),
    find=_too_little,
    applies=lambda shop: shop.bleed > 0,
)
BLEED_REACH = PrintCheck(
    code="bleed-reach",
    title="what touches the trim runs on into the bleed",
    reason="the bleed is there and is white: a white line is left at the edge",
    remedy="draw grounds and pictures out to the end of the bleed",
    points=(7,),
    find=_stops_short,
    applies=lambda shop: shop.bleed > 0,
)
CROP_MARKS = PrintCheck(
    code="crop-marks",
    title="crop marks as the shop wants them",
    reason="two sets of marks mislead the person at the knife",
    remedy="switch marks on or off where your program saves PDFs",
    points=(32,),
    find=_marks,
    severity=WARNING,
    applies=lambda shop: not shop.asked.screen_parts,
)
BLEED_CHECKS = (BLEED, BLEED_REACH, CROP_MARKS)
