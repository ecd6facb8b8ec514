"""Shaped text: what HarfBuzz made of a stretch of one font, direction, script and language.

Advances and offsets are in font units ("upem" units), so that one shaped run serves every size.
"""

from dataclasses import dataclass

from booklet.text.fonts import Font

KASHIDA = ""
"""The text of a glyph that is nothing but kashida: it is no letter, and who copies the word gets it as it was written.
At its left, in the same run, there is always a glyph that has a text."""


@dataclass(frozen=True, slots=True, eq=False)
class ShapedRun:
    """Glyphs in visual order, left to right; the four tuples run in parallel, one entry per glyph."""

    font: Font
    text: str
    """The code points that were shaped, in logical order."""
    glyph_ids: tuple[int, ...]
    advances: tuple[int, ...]
    """Horizontal advance of each glyph, font units."""
    offsets: tuple[tuple[int, int], ...]
    """Displacement of each glyph from the pen, x to the right and y up, font units."""
    glyph_texts: tuple[str, ...]
    """The code points that each glyph stands for: U+200B for a glyph that stands for none, `KASHIDA` for kashidas.
    Joined in logical order they give `text`."""
    clusters: tuple[int, ...]
    """For each glyph, the index into `text` of the first code point of its cluster."""
    advance: int
    """Sum of `advances`."""
    level: int
    """The embedding level (UAX #9); odd is right to left."""
    joins: tuple[int, ...] = ()
    """The indices into `text`, in Arabic script, before which the font lets a kashida stand; rising."""

    def width(self, size: float) -> float:
        """Return the advance in points at a type size in points."""
        return self.advance * size / self.font.units_per_em
