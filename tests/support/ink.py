"""Where the ink of lines meets on a page, measured on the outlines as fontTools reads them from the font files."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, pairwise
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from booklet.layout.display import GlyphRun, Line, Page, lines
from tests.support.small_books import glyph_boxes

_STEP = 0.1
"""Width of the columns that are compared, points."""


class _Flattened(BasePen):
    """The sides of an outline, each curve in eight."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.sides = []

    def _moveTo(self, pt):
        self.start = self.at = pt

    def _lineTo(self, pt):
        self.sides.append((self.at, pt))
        self.at = pt

    def _curveToOne(self, pt1, pt2, pt3):
        corners = (self.at, pt1, pt2, pt3)
        for t in (i / 8 for i in range(1, 9)):
            weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
            self._lineTo(tuple(sum(w * c[k] for w, c in zip(weights, corners, strict=True)) for k in (0, 1)))

    def _closePath(self):
        self._lineTo(self.start)


@lru_cache
def _glyphs(path: Path):
    font = TTFont(path)
    return font.getGlyphSet(), font.getGlyphOrder()


@cache
def _sides(path: Path, glyph_id: int):
    glyphs, names = _glyphs(path)
    pen = _Flattened(glyphs)
    glyphs[names[glyph_id]].draw(pen)
    return pen.sides


def _edges(run: GlyphRun, place: int) -> dict[int, tuple[float, float]]:
    """Return the upper and lower end of a glyph's ink on the page, by column."""
    font, scale = run.run.font, run.size / run.run.font.units_per_em
    advances = run.run.advances[:place]
    right, up = run.run.offsets[place]
    x0 = run.x + sum(a * scale + (run.tracking if a else 0.0) for a in advances) + right * scale
    edges: dict[int, tuple[float, float]] = {}
    for side in _sides(font.path, run.run.glyph_ids[place]):
        (x1, y1), (x2, y2) = sorted((x0 + x * scale, run.y - (up + y) * scale) for x, y in side)
        cuts = [x1, *(c * _STEP for c in range(int(x1 // _STEP) + 1, int(x2 // _STEP) + 1)), x2]
        for left, far in pairwise(cuts):
            heights = [y1 + (y2 - y1) * ((x - x1) / (x2 - x1) if x2 > x1 else 0.0) for x in (left, far)]
            column = int((left + far) / 2 // _STEP)
            top, bottom = edges.get(column, (1e9, -1e9))
            edges[column] = min(top, *heights), max(bottom, *heights)
    return edges


def _placed(line: Line) -> Iterator[tuple[GlyphRun, int, tuple[float, float, float, float]]]:
    for run in line.runs:
        for place, box in enumerate(glyph_boxes(run)):
            if box[0] < box[2]:
                yield run, place, box


def meeting_lines(page: Page) -> list[tuple[str, str]]:
    """Return the pairs of lines of a page whose ink meets, upper line first."""
    drawn = sorted(lines(page), key=lambda line: line.runs[0].y)
    pairs = [(a, b) for a, b in combinations(drawn, 2) if 1.0 < b.runs[0].y - a.runs[0].y < 100.0]
    return [(upper.text, lower.text) for upper, lower in pairs if _meet(upper, lower)]


def _meet(upper: Line, lower: Line) -> bool:
    below = list(_placed(lower))
    for run, place, box in _placed(upper):
        for other_run, other_place, other in below:
            if box[0] < other[2] and other[0] < box[2] and box[3] > other[1]:
                above, under = _edges(run, place), _edges(other_run, other_place)
                if any(above[column][1] > under[column][0] for column in above.keys() & under.keys()):
                    return True
    return False
