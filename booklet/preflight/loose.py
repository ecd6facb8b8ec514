"""Justified lines whose spaces had to grow very wide.

The line ends of a paragraph are chosen over the whole of it, so that nothing better was possible with these words at
this measure: only the words can mend it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from booklet.errors import Where
from booklet.layout.display import Line
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.sight import Sight

LIMIT = 2.5
"""Widths of a space. Half an em is the widest in careful setting (Bringhurst, *The Elements of Typographic Style*,
2.1.1), and the narrowest spaces of text fonts are a fifth of an em (EB Garamond): a line that passes this limit passes
half an em in any font."""


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A line whose spaces are wider than the limit."""

    where: Where | None
    """Of its paragraph."""
    growth: float
    """Width of its spaces as drawn, over that of the font."""
    text: str


def _find(sight: Sight) -> Iterator[LooseLine]:
    for line in sight.lines:
        growth = _growth(line)
        if growth > LIMIT:
            yield LooseLine(line.where, growth, line.text)


def _growth(line: Line) -> float:
    """Return how wide the spaces of a line are drawn, relative to their width; all that grow do so alike."""
    space = next((run for run in line.runs if run.extra > 0.0), None)
    return 1.0 + space.extra / space.run.width(space.size) if space else 1.0


def _tell(found: Iterable[LooseLine]) -> Iterator[Note]:
    """Yield one note for each paragraph, that of the loosest line first."""
    told: set[Where | None] = set()
    for line in sorted(found, key=lambda line: -line.growth):
        if line.where not in told:
            told.add(line.where)
            message = (
                f"the spaces of the line {quoted(line.text)} are {line.growth:.1f} times as wide as they should be"
            )
            yield Note(line.where, message, "change a few words of the paragraph, so that its lines end elsewhere")


LOOSE = Check(
    code="loose-line",
    title="a line with very wide spaces",
    reason="wide spaces part the words of a line more than the lines themselves are parted",
    find=_find,
    tell=_tell,
)
