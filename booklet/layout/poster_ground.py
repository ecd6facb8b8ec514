"""The compositions of a poster: what lies under its head and its foot, and what parts them from the path."""

from typing import assert_never

from booklet.document.theme import CoverDesign
from booklet.geometry import Point, Rect
from booklet.languages import Direction
from booklet.layout.display import Item, Rule
from booklet.layout.forms import tile_field
from booklet.layout.ornament import star_pattern
from booklet.layout.poster_frame import MARGIN_END, MARGIN_START
from booklet.layout.poster_plan import Plan
from booklet.layout.styles import Styles

_PATTERN_CELL = 54.0
"""Of the frieze, on A2: its least height, so that one row of stars is whole."""
_PLAIN_RULE = 4.0
"""Thickness of the rules on bare paper, A2, over the theme's scale of rules."""


def poster_ground(plan: Plan, styles: Styles, bleed: float) -> list[Item]:
    """Return what lies under the words of head and foot, bleeding where it reaches the edge."""
    match styles.theme.cover:
        case CoverDesign.BAND:
            return _band(plan, styles, bleed)
        case CoverDesign.PLANES:
            return _planes(plan, styles, bleed)
        case CoverDesign.PLAIN:
            return _plain(plan, styles)
        case _:
            assert_never(styles.theme.cover)


def _across(plan: Plan, bleed: float, top: float, height: float) -> Rect:
    return Rect(-bleed, top, plan.frame.size.width + 2 * bleed, height)


def _band(plan: Plan, styles: Styles, bleed: float) -> list[Item]:
    """Return the head and foot bands and the pattern between head and path."""
    palette, frieze, unit = styles.palette, plan.frieze, plan.frame.unit
    items: list[Item] = [
        Rule(_across(plan, bleed, -bleed, frieze.bottom + bleed), palette.primary),
        Rule(_across(plan, bleed, plan.foot_top, plan.foot.height + bleed), palette.primary),
        star_pattern(_across(plan, bleed, frieze.y, frieze.height), _PATTERN_CELL * unit, palette.ornament, 0.6 * unit),
    ]
    for y, height in (
        (frieze.y - 1.6 * unit, 1.6),
        (frieze.y - 5.0 * unit, 0.6),
        (frieze.bottom, 3.2),
        (plan.foot_top - 3.2 * unit, 3.2),
    ):
        items.append(Rule(_across(plan, bleed, y, height * unit), palette.ornament))
    return items


def _planes(plan: Plan, styles: Styles, bleed: float) -> list[Item]:
    """Return the head and foot bands, and a row of tiles between head and path that begins at the start edge."""
    frieze, mirrored = plan.frieze, styles.direction is Direction.RTL
    area = _across(plan, bleed, frieze.y, frieze.height)
    start = Point(area.right if mirrored else area.x, area.bottom)
    return [
        Rule(_across(plan, bleed, -bleed, frieze.bottom + bleed), styles.ground.fill),
        Rule(_across(plan, bleed, plan.foot_top, plan.foot.height + bleed), styles.ground.fill),
        tile_field(area, start, frieze.height, styles.palette, mirrored=mirrored),
    ]


def _plain(plan: Plan, styles: Styles) -> list[Item]:
    """Return a thick rule under the head and one above the foot, as wide as the words."""
    unit, mirrored = plan.frame.unit, styles.direction is Direction.RTL
    x, thickness = (MARGIN_END if mirrored else MARGIN_START) * unit, styles.rule(_PLAIN_RULE) * unit
    return [
        Rule(Rect(x, y, plan.frame.width, thickness), styles.palette.ornament)
        for y in (plan.frieze.y, plan.foot_top - thickness)
    ]
