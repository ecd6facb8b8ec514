"""Lines of text whose ink meets: the outlines of two glyphs that cross.

Boxes first, of lines and then of glyphs, so that outlines are only looked at where they may meet. Curves are taken as
their control polygons; one outline wholly inside another is not seen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from booklet.errors import Where
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import GlyphRun, Item, Line, walk
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.drawn import Drawn

_TOUCH = 0.1
"""Points that boxes must share: less is a rounding."""
_Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two lines that meet."""

    where: Where | None
    page_number: int
    upper: str
    lower: str


@dataclass(frozen=True, slots=True)
class _Glyph:
    run: GlyphRun
    glyph_id: int
    at: Matrix
    """From font units to the page."""
    box: Rect


def _find(subject: Drawn) -> Iterator[Overlap]:
    for page_number, page in enumerate(subject.document.pages, 1):
        inked = [(line, glyphs) for line, glyphs in _inked(page.items) if glyphs]
        boxes = [_around(glyphs) for _, glyphs in inked]
        for i, j in combinations(range(len(inked)), 2):
            if boxes[i].overlaps(boxes[j], _TOUCH) and _meet(inked[i][1], inked[j][1], boxes[i], boxes[j]):
                upper, lower = sorted((inked[i][0], inked[j][0]), key=lambda line: line.box.y)
                yield Overlap(lower.where or upper.where, page_number, upper.text, lower.text)


def _inked(items: tuple[Item, ...]) -> Iterator[tuple[Line, list[_Glyph]]]:
    for item, matrix in walk(items):
        if isinstance(item, Line):
            yield item, [glyph for run in item.runs for glyph in _glyphs(run, matrix)]


def _glyphs(run: GlyphRun, matrix: Matrix) -> Iterator[_Glyph]:
    shaped, pen = run.run, run.x
    scale = run.size / shaped.font.units_per_em
    for glyph_id, advance, (right, up) in zip(shaped.glyph_ids, shaped.advances, shaped.offsets, strict=True):
        left, low, far, high = shaped.font.glyph_extents(glyph_id)
        if far > left and high > low:
            at = Matrix(scale, 0.0, 0.0, -scale, pen + right * scale, run.y - up * scale).then(matrix)
            yield _Glyph(run, glyph_id, at, _box(at.apply(Point(left, low)), at.apply(Point(far, high))))
        pen += advance * scale + (run.tracking if advance else 0.0)


def _box(one: Point, other: Point) -> Rect:
    return Rect(min(one.x, other.x), min(one.y, other.y), abs(one.x - other.x), abs(one.y - other.y))


def _around(glyphs: list[_Glyph]) -> Rect:
    left, top = min(glyph.box.x for glyph in glyphs), min(glyph.box.y for glyph in glyphs)
    right, bottom = max(glyph.box.right for glyph in glyphs), max(glyph.box.bottom for glyph in glyphs)
    return Rect(left, top, right - left, bottom - top)


def _meet(first: list[_Glyph], second: list[_Glyph], box: Rect, other: Rect) -> bool:
    near = [glyph for glyph in first if glyph.box.overlaps(other, _TOUCH)]
    far = [glyph for glyph in second if glyph.box.overlaps(box, _TOUCH)]
    return any(a.box.overlaps(b.box, _TOUCH) and _cross(a, b) for a in near for b in far)


def _cross(first: _Glyph, second: _Glyph) -> bool:
    others = _segments(second)
    return any(_crosses(one, other) for one in _segments(first) for other in others)


def _segments(glyph: _Glyph) -> list[_Segment]:
    outline = glyph.run.run.font.outline(glyph.glyph_id)
    return [(glyph.at.apply(Point(x, y)), glyph.at.apply(Point(to_x, to_y))) for x, y, to_x, to_y in outline]


def _crosses(one: _Segment, other: _Segment) -> bool:
    """Tell whether two stretches cross: the ends of each lie on both sides of the other."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def _tell(found: Iterable[Overlap]) -> Iterator[Note]:
    for one in found:
        message = f"on page {one.page_number} the line {quoted(one.lower)} meets the line {quoted(one.upper)}"
        yield Note(
            one.where, message, "change a few words, leave out marks, or give the script more `leading` in the theme"
        )


OVERLAPS = Check(
    code="lines-meet",
    title="two lines whose letters meet",
    reason="letters over letters cannot be read",
    find=_find,
    tell=_tell,
)
