"""The compositions of a cover: what lies under the words, and where the words may stand.

Whatever the composition, the side of the spine is told at a glance: by the band, by where the tiles begin, by the rule.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from booklet.document.edition import Paper
from booklet.document.theme import CoverDesign
from booklet.geometry import Insets, Point, Rect
from booklet.layout.display import Artifact, Item, Marked, Rule
from booklet.layout.forms import tile_field
from booklet.layout.ornament import star_pattern
from booklet.layout.room import Room
from booklet.layout.styles import Styles
from booklet.units import mm

_BAND = mm(30)
"""Width of the pattern band inside the trim."""
_PATTERN_CELL = mm(15)
_SIDE = mm(14)
"""From the band, and from the fore-edge, to the words."""
_HEAD, _FOOT = mm(24), mm(22)
"""From the trim to the words: the optical middle of the frame is above that of the page."""
_TILES_ACROSS = 5
_TILE_ROWS_FRONT, _TILE_ROWS_BACK = 2, 1
_ABOVE_TILES = mm(10)
_SPINE_BAR = mm(4)
"""Width of the bar along the spine of a cover of planes."""
_PLAIN_RULE = 4.0
"""Thickness of the rule along the spine of a plain cover, over the theme's scale of rules."""


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """The places of a cover."""

    paper: Paper
    styles: Styles
    spine_on_right: bool
    front: bool

    @property
    def frame(self) -> Rect:
        """Where the words may stand."""
        page = Rect(0.0, 0.0, *self.paper.trim)
        match self.styles.theme.cover:
            case CoverDesign.BAND:
                return page.inset(self._insets(_BAND + _SIDE, _FOOT))
            case CoverDesign.PLANES:
                return page.inset(self._insets(_SPINE_BAR + _SIDE, self.tiles_height + _ABOVE_TILES))
            case CoverDesign.PLAIN:
                return page.inset(self._insets(2 * _SIDE, _FOOT))
            case _:
                assert_never(self.styles.theme.cover)

    def _insets(self, spine: float, foot: float) -> Insets:
        left, right = (_SIDE, spine) if self.spine_on_right else (spine, _SIDE)
        return Insets(left, _HEAD, right, foot)

    @property
    def tile(self) -> float:
        """Side of a tile: from bleed to bleed they are whole, so that no cut shows a sliver of another one."""
        return (self.paper.trim.width + 2 * self.paper.bleed) / _TILES_ACROSS

    @property
    def tiles_height(self) -> float:
        """Of the strip of tiles, above the trim at the foot."""
        return self.tile * (_TILE_ROWS_FRONT if self.front else _TILE_ROWS_BACK) - self.paper.bleed

    def along_spine(self, width: float) -> Rect:
        """Return the strip of a width along the spine, with the bleed above, below and over the spine edge."""
        trim, bleed = self.paper.trim, self.paper.bleed
        x = trim.width - width if self.spine_on_right else -bleed
        return Rect(x, -bleed, width + bleed, trim.height + 2 * bleed)

    def room(self, room: Room) -> Room:
        """Return the frame as a room for the text of a language."""
        return replace(room, measure=self.frame.width, height=self.frame.height, x=0.0)

    def ground(self) -> tuple[Item, ...]:
        """Return what lies under the words."""
        match self.styles.theme.cover:
            case CoverDesign.BAND:
                items = _band(self)
            case CoverDesign.PLANES:
                items = _planes(self)
            case CoverDesign.PLAIN:
                items = _plain(self)
            case _:
                assert_never(self.styles.theme.cover)
        return (Marked(items, Artifact.BACKGROUND),)

    def whole(self) -> Rule:
        """Return the ground's colour over the page and its bleed."""
        return Rule(Rect(0.0, 0.0, *self.paper.trim).grown(self.paper.bleed), self.styles.ground.fill)


def _band(plan: CoverPlan) -> tuple[Item, ...]:
    """Return the full-bleed ground, the pattern band, and the double rule between band and words."""
    palette, band = plan.styles.palette, plan.along_spine(_BAND)
    pattern = star_pattern(band, _PATTERN_CELL, palette.ornament, 0.45)
    edge = band.x if plan.spine_on_right else band.right
    outward = -1.0 if plan.spine_on_right else 1.0
    rules = tuple(
        Rule(Rect(edge + outward * offset - width / 2, band.y, width, band.height), palette.ornament)
        for offset, width in ((0.0, 1.0), (3.0, 0.4))
    )
    return (plan.whole(), pattern, *rules)


def _planes(plan: CoverPlan) -> tuple[Item, ...]:
    """Return the full-bleed ground, a dark bar along the spine, and tiles along the foot that begin at the spine."""
    palette, trim, bleed = plan.styles.palette, plan.paper.trim, plan.paper.bleed
    bar = Rule(plan.along_spine(_SPINE_BAR), palette.primary)
    area = Rect(-bleed, trim.height - plan.tiles_height, trim.width + 2 * bleed, plan.tiles_height + bleed)
    spine = Point(area.right if plan.spine_on_right else area.x, area.bottom)
    return (plan.whole(), bar, tile_field(area, spine, plan.tile, palette, mirrored=plan.spine_on_right))


def _plain(plan: CoverPlan) -> tuple[Item, ...]:
    """Return a thick rule along the spine, as high as the frame of the words."""
    frame, width = plan.frame, plan.styles.rule(_PLAIN_RULE)
    x = plan.paper.trim.width - _SIDE - width if plan.spine_on_right else _SIDE
    return (Rule(Rect(x, frame.y, width, frame.height), plan.styles.palette.ornament),)
