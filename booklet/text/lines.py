"""What comes out of `paragraph`: lines of shaped runs at their places, in the room that each has."""

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from booklet.text.atoms import Atom, Kind
from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun
from booklet.text.itemize import TextRun
from booklet.text.reorder import visual_order
from booklet.text.style import CharacterStyle


class Piece(NamedTuple):
    """A word, part of a word, or space on a line. A tuple because there are very many."""

    x: float
    """Of the left end of the piece, points from the left edge of the measure."""
    run: ShapedRun
    size: float
    """Type size, points: the style's times the script's scale."""
    style: CharacterStyle
    start: int
    end: int
    """Half open: the code points of the paragraph that the piece stands for (empty for an added hyphen)."""
    extra: float = 0.0
    """Points by which a space is wider (negative: narrower) than the font makes it."""
    tracking: float = 0.0
    """Points added after each glyph that has an advance."""
    link: str | int | None = None
    instead_of: Font | None = None
    """The first font of its script, where that one lacks what the piece is made of."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of a paragraph. A book has very many: what they are made of they share."""

    atoms: tuple[Atom, ...]
    """In logical order."""
    sources: tuple[TextRun, ...]
    """The run that each atom is from."""
    growth: float
    """By how much each space is wider (negative: narrower) than the font makes it, of its width."""
    start: int
    end: int
    """Half open: the code points of the paragraph on this line, with the spaces at its end."""
    text: str
    """The drawn part of those code points in logical order: without the white space at the end of the line."""
    levels: bytes
    """One embedding level per code point of `text`, L1 applied."""
    base_level: int
    left: float
    right: float
    """Where the drawn glyphs begin and end, points from the left edge of the measure; outside of it by what hangs."""
    ratio: float
    """Adjustment ratio of the spaces: 0 natural, 1 all the stretch used, -1 all the shrink; 0 when not justified."""
    divided: bool = False
    """It ends between two letters of a word that was wider than the measure, without a hyphen: someone should know."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is drawn, from left to right (L2); made anew each time."""
        pieces: list[Piece] = []
        starts = [*accumulate([atom.length for atom in self.atoms], initial=self.start)]
        x = self.left
        for i in visual_order([source.manner.level for source in self.sources]):
            atom, source = self.atoms[i], self.sources[i]
            if atom.run is None:
                continue
            extra = atom.width * self.growth if atom.kind is Kind.SPACE else 0.0
            span = source.span
            # In the order of the fields: names would take half the time.
            pieces.append(
                Piece(
                    x,
                    atom.run,
                    source.size,
                    span.style,
                    starts[i],
                    starts[i + 1],
                    extra,
                    source.tracking,
                    span.link,
                    source.instead_of,
                )
            )
            x += atom.width + extra
        return tuple(pieces)


class Extent(NamedTuple):
    """Where a kashida is drawn: points from the left edge of the measure."""

    at: int
    """The place in its word."""
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Half way."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Room:
    """The part of the measure that a line may use."""

    left: float
    width: float
    share_before: float
    """The part of the room left over that goes to the left of the line: 0, 1/2 or 1."""
    above: tuple[Extent, ...] = ()
    """The kashidas of the line before it in the paragraph, under which there may be none."""
