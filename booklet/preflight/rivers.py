"""Rivers: spaces one above another on several lines of a paragraph, which the eye sees as a crack through the text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from booklet.errors import Where
from booklet.layout.display import GlyphRun, Line
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.sight import Sight
from booklet.text.glyphs import ShapedRun

LEAST_LINES = 3
SEEN_EM = 1 / 3
"""How far the white of two neighbouring lines has to overlap: a thick space of the hand compositor, the usual one
between words. Two natural spaces of a text font, a fifth to a quarter of an em, never do, and one above another they
are in every paragraph."""
_ROUNDED = 1e-6  # em
_TOUCHING = 0.1  # points: the leading between two lines, added in another order, is the same up to this


@dataclass(frozen=True, slots=True)
class River:
    """White that runs down through lines."""

    where: Where
    """Of the paragraph."""
    line_count: int
    text: str
    """Of the first line."""


class _Gap(NamedTuple):
    """White between two words of a line; lengths in points."""

    left: float
    right: float
    first: Line
    """Where the river through this gap begins."""
    line_count: int
    """Of the river, down to this gap."""


def _find(sight: Sight) -> Iterator[River]:
    lacking_em = {run: SEEN_EM - run.width(1.0) - _ROUNDED for run in sight.shaped if run.text.isspace()}
    last: dict[Where, tuple[Line, list[_Gap]]] = {}  # by paragraph: columns may be drawn line by line in turn
    for line in sight.lines:
        if line.where is None:
            continue
        before, above = last.get(line.where, (None, []))
        white = _white(line, lacking_em)
        gaps = _gaps(line, white, above if before is not None and _follows(before, line) else []) if white else []
        last[line.where] = line, gaps
        longest = max(gaps, key=lambda gap: gap.line_count, default=None)
        if longest is not None and longest.line_count >= LEAST_LINES:
            yield River(line.where, longest.line_count, longest.first.text)


def _follows(before: Line, line: Line) -> bool:
    """Say whether a line of a paragraph stands right under another; a text may give all its paragraphs one place."""
    return line.start > before.start and abs(line.box.y - before.box.bottom) < _TOUCHING


def _white(line: Line, lacking_em: Mapping[ShapedRun, float]) -> list[GlyphRun]:
    """Return the spaces of a line that can be seen from another; without tracking, those that have what they lacked."""
    spaces = [run for run in line.runs if run.run in lacking_em]
    grown = [run for run in spaces if run.extra >= lacking_em[run.run] * run.size or run.tracking]
    return [run for run in grown if run.width >= SEEN_EM * run.size]


def _gaps(line: Line, white: Iterable[GlyphRun], above: Sequence[_Gap]) -> list[_Gap]:
    """Return the gaps of a line, each with the longest river of those above that runs on in it, from left to right."""
    gaps: list[_Gap] = []
    passed = 0  # those above that end before this gap, and so before all that are still to come
    for run in white:
        seen = SEEN_EM * run.size
        left, right = run.x, run.x + run.width
        while passed < len(above) and above[passed].right <= left:
            passed += 1
        source: _Gap | None = None
        for gap in above[passed:]:
            if gap.left >= right:
                break
            if (source is None or gap.line_count > source.line_count) and (
                min(gap.right, right) - max(gap.left, left) >= seen
            ):
                source = gap
        gaps.append(_Gap(left, right, source.first, source.line_count + 1) if source else _Gap(left, right, line, 1))
    return gaps


def _tell(found: Iterable[River]) -> Iterator[Note]:
    """Yield one note for each paragraph, that of the longest river first."""
    told: set[Where] = set()
    for river in sorted(found, key=lambda river: -river.line_count):
        if river.where not in told:
            told.add(river.where)
            message = f"spaces stand one above another on {river.line_count} lines, from {quoted(river.text)} on"
            yield Note(river.where, message, "change a few words of the paragraph, so that its lines end elsewhere")


RIVERS = Check(
    code="river",
    title="spaces one above another",
    reason="a crack of white through a paragraph draws the eye away from the lines",
    find=_find,
    tell=_tell,
)
