"""What comes out of `paragraph`: lines of shaped runs at their places, in the room that each has."""

from dataclasses import dataclass
from typing import NamedTuple

from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun
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
    """One line of a paragraph."""

    pieces: tuple[Piece, ...]
    """From left to right."""
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


@dataclass(frozen=True, slots=True)
class Room:
    """The part of the measure that a line may use."""

    left: float
    width: float
    share_before: float
    """The part of the room left over that goes to the left of the line: 0, 1/2 or 1."""
    above: SetLine | None = None
    """The line before it in the paragraph, under whose kashidas there may be none."""
