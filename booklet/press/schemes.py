"""The ways to make a booklet or a leaflet of sheets: how a sheet is divided, folded, gathered and read.

A scheme is the instruction a person follows with paper; where a page stands is found by following it (`folding`).
Notation: steps are those of a left-bound booklet, the front of the sheet up; a right-bound one is its mirror image.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from booklet.languages import Binding
from booklet.press.folding import Edge, Fold, Place, Push, Step, fold_sheet, mirrored


class Joint(Enum):
    """What holds the leaves together."""

    FOLD = "fold"
    """Staples or thread through the last fold."""
    SPINE = "spine"
    """Glue: folded signatures lie one upon the other."""
    CORNER = "corner"
    """One staple in the corner at the top of the bound edge."""
    NONE = "none"
    """One sheet, folded."""
    CUT = "cut"
    """Nothing: the pages are cut apart and stacked (`cutting`)."""


class Reading(Enum):
    """The order in which a person meets the pages."""

    LEAVES = "leaves"
    """From the top of the folded pile down: leaf after leaf is turned."""
    SPREADS = "spreads"
    """The same, but two pages that lie open together are read in reading direction, wherever their joint is."""
    OPEN = "open"
    """The cover, then the whole inside, then the rest of the outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One way; a copy with another `signature` or `spine_gap` is made with `dataclasses.replace`."""

    name: str
    """For messages: `letter fold`."""
    joint: Joint
    columns: int = 2
    rows: int = 1
    """Panels of a side."""
    steps: tuple[Step, ...] = (Fold(Edge.LEFT),)
    signature: int | None = None
    """Sheets that lie in one another, at most; None for all of them."""
    sheet_limit: int | None = None
    two_sided: bool = True
    reading: Reading = Reading.LEAVES
    spine_gap: float = 0.0
    """Points from the last fold to the page: what is milled off before it is glued."""
    flat_back: bool = False
    """The gaps at both sides of the fold are the back of a book: the paper is creased at their ends, not between."""

    @property
    def is_bound(self) -> bool:
        """Tell whether leaves are turned at a spine: pages stand against it, and are trimmed after folding.

        Else the pages touch each other, and the sheet is trimmed before it is folded.
        """
        return self.joint in (Joint.FOLD, Joint.SPINE)

    @property
    def has_covers(self) -> bool:
        """Tell whether the last page must lie outside; a stack of leaves has its blanks at the very end."""
        return self.joint is not Joint.CORNER

    @property
    def pages_per_sheet(self) -> int:
        """The number of pages of one sheet, both sides."""
        return self.columns * self.rows * (2 if self.two_sided else 1)

    def steps_for(self, binding: Binding) -> tuple[Step, ...]:
        """Return the steps of folding a sheet that is bound on this edge."""
        return self.steps if binding is Binding.LEFT else tuple(mirrored(step) for step in self.steps)

    def places(self, binding: Binding) -> tuple[Place, ...]:
        """Return the places of a sheet in the order in which they are read."""
        pile = fold_sheet(self.rows, self.columns, self.steps_for(binding))
        faces = [face for layer in pile for face in layer.faces(self.columns) if self.two_sided or not face.on_back]
        match self.reading:
            case Reading.LEAVES:
                return tuple(faces)
            case Reading.SPREADS:
                return tuple(_by_spreads(faces, binding))
            case Reading.OPEN:
                return tuple(_as_opened(faces, binding))

    def signature_sizes(self, sheet_count: int) -> tuple[int, ...]:
        """Return the sheets of each signature: as few signatures as may be, as even as may be, larger ones first."""
        count = -(-sheet_count // (self.signature or sheet_count))
        size, larger = divmod(sheet_count, count)
        return tuple(size + (index < larger) for index in range(count))


def _as_opened(faces: list[Place], binding: Binding) -> list[Place]:
    cover, *rest = faces
    return [cover, *sorted(rest, key=lambda face: (face.on_back == cover.on_back, _along(face, binding)))]


def _by_spreads(faces: list[Place], binding: Binding) -> Iterator[Place]:
    cover, *inside, back_cover = faces
    yield cover
    for spread in zip(inside[::2], inside[1::2], strict=True):
        yield from sorted(spread, key=lambda face: _along(face, binding))
    yield back_cover


def _along(place: Place, binding: Binding) -> int:
    """Return how far along its side a place lies in reading direction."""
    return place.column if binding is Binding.LEFT else -place.column


_QUARTO = (Fold(Edge.TOP), Fold(Edge.LEFT))
_OCTAVO = (Fold(Edge.LEFT, 2), Fold(Edge.TOP), Fold(Edge.LEFT))
_PERFECT_SHEETS = 4
"""Sixteen pages of sheets folded once: the usual signature, thick enough to fold by hand."""

SADDLE = Scheme(name="saddle stitch", joint=Joint.FOLD)
SADDLE_4UP = Scheme(name="saddle stitch, four pages a side", joint=Joint.FOLD, rows=2, steps=_QUARTO)
SADDLE_8UP = Scheme(name="saddle stitch, eight pages a side", joint=Joint.FOLD, columns=4, rows=2, steps=_OCTAVO)
PERFECT = Scheme(name="perfect binding", joint=Joint.SPINE, signature=_PERFECT_SHEETS)
PERFECT_4UP = Scheme(name="perfect binding, four pages a side", joint=Joint.SPINE, signature=2, rows=2, steps=_QUARTO)
PERFECT_8UP = Scheme(
    name="perfect binding, eight pages a side", joint=Joint.SPINE, signature=1, columns=4, rows=2, steps=_OCTAVO
)
FOLDER = Scheme(name="folded sheet of four pages", joint=Joint.FOLD, sheet_limit=1)
LETTER = Scheme(
    name="letter fold",
    joint=Joint.NONE,
    columns=3,
    steps=(Fold(Edge.LEFT), Fold(Edge.LEFT)),
    sheet_limit=1,
    reading=Reading.OPEN,
)
ZIGZAG = Scheme(
    name="Z fold",
    joint=Joint.NONE,
    columns=3,
    steps=(Fold(Edge.LEFT, over=True), Fold(Edge.LEFT)),
    sheet_limit=1,
    reading=Reading.SPREADS,
)
ZINE = Scheme(
    name="mini-zine",
    joint=Joint.NONE,
    columns=4,
    rows=2,
    steps=(Fold(Edge.TOP), Push(Edge.RIGHT)),
    sheet_limit=1,
    two_sided=False,
)
CORNER = Scheme(name="stapled corner", joint=Joint.CORNER, columns=1, steps=(), signature=1)

SCHEMES = {
    "saddle": SADDLE,
    "saddle-4up": SADDLE_4UP,
    "saddle-8up": SADDLE_8UP,
    "perfect": PERFECT,
    "perfect-4up": PERFECT_4UP,
    "perfect-8up": PERFECT_8UP,
    "folder": FOLDER,
    "letter": LETTER,
    "z": ZIGZAG,
    "zine": ZINE,
    "corner": CORNER,
}
"""By the name a person types."""
