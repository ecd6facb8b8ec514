"""Atoms: a word or space in one style, with all that line breaking asks of it, made once for all its uses.

A text of a hundred thousand words has some twenty thousand different ones, and a page uses most of them again. What
depends on the place of a word in its line or paragraph is not here.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from booklet.justification import Justification
from booklet.text.glyphs import ShapedRun
from booklet.text.hang import hang_at_end, hang_at_start
from booklet.text.hyphens import hyphen_offsets
from booklet.text.items import Box, Glue
from booklet.text.kashida import Place, stretch_of
from booklet.text.shape import Manner

STRETCH = 0.5
"""By how much of its width a space grows at ratio 1."""
SHRINK = 0.22
"""By how much of its width a space gives way at ratio -1: below 0.78 of it words run together."""


class Kind(Enum):
    """What an atom is to the line."""

    WORD = auto()
    SPACE = auto()
    """U+0020 or U+00A0: takes its share of what the line has too much or too little."""
    FIXED_SPACE = auto()
    UNDRAWN = auto()
    """Line ends and bidi controls."""


class AtomStyle(NamedTuple):
    """All that makes an atom besides its text."""

    manner: Manner
    size: float
    """Type size, points."""
    tracking: float
    """Points after each glyph that has an advance."""
    justification: Justification | None
    """How words of Arabic script are lengthened; None for those of others."""
    hanging: bool
    """Signs at the edges of justified lines hang out of the measure."""


@dataclass(frozen=True, eq=False)
class Atom:
    """A word or space in one style. What is worked out from its glyphs is kept (and so it has no slots)."""

    style: AtomStyle
    kind: Kind
    run: ShapedRun | None
    """None for UNDRAWN."""
    length: int
    """Code points that it stands for: none for an added hyphen."""
    places: tuple[Place, ...] = ()
    """Where kashidas may lengthen it, the best first."""
    gaps: tuple[int, ...] = ()
    """The indices of its letters that may stand further from the one before."""

    @property
    def lengthens(self) -> bool:
        """Whether there is a place for anything."""
        return bool(self.places or self.gaps)

    @cached_property
    def width(self) -> float:
        """Natural, with tracking, points."""
        if self.run is None:
            return 0.0
        width, tracking = self.run.width(self.style.size), self.style.tracking
        return width + tracking * sum(1 for advance in self.run.advances if advance) if tracking else width

    @cached_property
    def stretch(self) -> float:
        """By how much it stretches when the ends of justified lines are chosen, points."""
        style = self.style
        if style.justification is None or not self.lengthens:
            return 0.0
        return stretch_of(self.places, self.gaps, style.justification, style.manner.font, style.size)

    @cached_property
    def box(self) -> Box:
        """The word as an item of a justified line, at the level of its paragraph."""
        return Box(self.width, self.stretch, self.hang_at_start())

    @cached_property
    def glue(self) -> Glue:
        """The space as an item of a justified line."""
        return Glue(self.width, self.width * STRETCH, self.width * SHRINK)

    def hang_at_start(self, index: int = 0) -> float:
        """Return the points by which a line hangs out that begins with a code point of the word."""
        return hang_at_start(self.run, index, self.style.size) if self.run and self.style.hanging else 0.0

    def hang_after(self, length: int) -> float:
        """Return the points by which a line hangs out that ends after so many code points of the word."""
        return hang_at_end(self.run, length, self.style.size) if self.run and self.style.hanging else 0.0

    @cached_property
    def hang_at_end(self) -> float:
        """The points by which a line hangs out that ends with the word."""
        return self.hang_after(len(self.run.text)) if self.run else 0.0

    @cached_property
    def hyphen_offsets(self) -> tuple[int, ...]:
        """Where patterns divide the word, in code points from its start."""
        return hyphen_offsets(self.run.text, self.style.manner.language) if self.run else ()

    @cached_property
    def widths_before(self) -> tuple[float, ...]:
        """The natural width of the first 0, 1, 2... code points, points, as they stand in the whole."""
        run = self.run
        assert run is not None, "only drawn words are divided"
        added = [0.0] * (len(run.text) + 1)
        scale = self.style.size / run.font.units_per_em
        for cluster, advance in zip(run.clusters, run.advances, strict=True):
            if advance:
                added[cluster + 1] += advance * scale + self.style.tracking
        total = 0.0
        for i, width in enumerate(added):
            total += width
            added[i] = total
        return tuple(added)
