"""What stands too near the edge: text, frames, and text of the inner pages of a thick booklet."""

from collections.abc import Iterator

from booklet.preflight.printing.marks import Shape, Text
from booklet.preflight.printing.record import WARNING, PrintCheck, length
from booklet.preflight.printing.subject import PrintFile, distances, overlap, trim
from booklet.preflight.x4.facts import Page
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.record import Found

_ROUNDED = 0.3  # points: the tenth of a millimetre that lengths are told in
_SIDES = ("left", "bottom", "right", "top")
_ALONG = 0.8
"""Share of the page's width and height that a frame around it has at least."""


def _insets(file: PrintFile, page: Page) -> list[tuple[float, float, float, float]]:
    """Return how far each string of a page lies inside the trim; those that lie beyond it are printer's notes."""
    cut = trim(page)
    if cut is None:
        return []
    texts = (mark for mark in file.marks(page) if isinstance(mark, Text))
    return [distances(mark.box, cut) for mark in texts if overlap(mark.box, cut)]


def _near_edge(file: PrintFile) -> Iterator[Found]:
    safe = file.asked.safe_area
    for page in file.pages:
        least: dict[str, float] = {}
        for inset in _insets(file, page):
            for side, one in zip(_SIDES, inset, strict=True):
                if one < safe - _ROUNDED:
                    least[side] = min(one, least.get(side, one))
        for side, one in least.items():
            where = f"{length(one)} from the {side} edge" if one > 0 else f"cut off at the {side} edge"
            yield Found(Place(page.number), f"text {where}", f"{length(safe)} or more")


def _in_creep(file: PrintFile) -> Iterator[Found]:
    """Trimmed flush, a page of a stapled booklet loses a thickness of paper for each leaf around its own."""
    count, safe = len(file.pages), file.asked.safe_area
    if not file.is_booklet or file.is_glued or count % 4:
        return
    is_rtl = file.stated_direction == "R2L"
    for index, page in enumerate(file.pages):
        creep = min(index, count - 1 - index) // 2 * file.asked.paper_thickness
        fore_edge = 2 if (index % 2 == 0) is not is_rtl else 0  # page 1 of a left-bound book is cut at the right
        least = min((inset[fore_edge] for inset in _insets(file, page)), default=safe + creep)
        if safe - _ROUNDED <= least < safe + creep - _ROUNDED:
            found = f"text {length(least)} from the fore-edge, of which the knife takes {length(creep)}"
            yield Found(Place(page.number), found, f"{length(safe + creep)} or more")


def _frames(file: PrintFile) -> Iterator[Found]:
    for page in file.pages:
        cut = trim(page)
        if cut is None:
            continue
        width, height = cut[2] - cut[0], cut[3] - cut[1]
        for mark in file.marks(page):
            if not isinstance(mark, Shape) or mark.line_width is None or not mark.is_rectangle or mark.paint.is_white:
                continue
            inset = distances(mark.box, cut)
            is_long = mark.box[2] - mark.box[0] > _ALONG * width and mark.box[3] - mark.box[1] > _ALONG * height
            if is_long and 0 < min(inset) < file.asked.frame_distance - _ROUNDED:
                found = f"a frame {length(min(inset))} from the edge"
                yield Found(Place(page.number), found, f"{length(file.asked.frame_distance)} or more, or none")


SAFE_AREA = PrintCheck(
    code="safe-area",
    title="text keeps away from the trim",
    reason="paper moves in the machine: what stands too near the edge is cut, or looks so",
    remedy="move the text away from the edge, or make the page margins wider",
    points=(8,),
    find=_near_edge,
    severity=WARNING,
)
CREEP = PrintCheck(
    code="creep",
    title="inner pages leave room for creep",
    reason="the inner leaves of a stapled booklet stand out, and the knife takes more of them",
    remedy="make the outer margin wider, or ask the shop to move the inner pages (and do not do both)",
    points=(13,),
    find=_in_creep,
    severity=WARNING,
    applies=lambda shop: shop.asked.paper_thickness > 0,
)
FRAME = PrintCheck(
    code="frame",
    title="no frame runs close to the trim",
    reason="a cut that is half a millimetre off is seen beside a line that runs along it",
    remedy="move the frame inward, let it run out into the bleed, or leave it out",
    points=(9,),
    find=_frames,
    severity=WARNING,
    applies=lambda shop: shop.asked.frame_distance > 0,
)
SAFE_CHECKS = (SAFE_AREA, CREEP, FRAME)
