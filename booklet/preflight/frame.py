"""Lines of text that leave the safe area of their page, which the layout has promised to keep."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from booklet.errors import Where
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import Line
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.sight import Sight

_UNMOVED = Matrix()
_TOLERANCE = 0.5
"""Points: a sixth of a millimetre, which no one sees."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A line beyond the safe area."""

    where: Where | None
    page_number: int
    text: str
    beyond: float
    """How far, points."""


def _find(sight: Sight) -> Iterator[Outside]:
    area = sight.page.safe_area or Rect(0.0, 0.0, *sight.page.size)
    for item, matrix in sight.items:
        if isinstance(item, Line) and item.runs:
            box = item.box if matrix == _UNMOVED else _placed(item.box, matrix)
            edges = (area.x - box.x, area.y - box.y, box.right - area.right, box.bottom - area.bottom)
            if max(edges) > _TOLERANCE:
                yield Outside(item.where, sight.page_number, item.text, max(edges))


def _placed(box: Rect, matrix: Matrix) -> Rect:
    corners = [matrix.apply(Point(x, y)) for x in (box.x, box.right) for y in (box.y, box.bottom)]
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _tell(found: Iterable[Outside]) -> Iterator[Note]:
    for one in sorted(found, key=lambda one: -one.beyond):
        message = f"the line {quoted(one.text)} on page {one.page_number} leaves the safe area by {one.beyond:.1f} pt"
        yield Note(one.where, message, "shorten the text; if it stands where it should not, please report it")


OUTSIDE = Check(
    code="outside-frame",
    title="a line outside the safe area of its page",
    reason="what stands too near the edge is cut off",
    find=_find,
    tell=_tell,
)
