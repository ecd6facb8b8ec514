"""Boxes: rows that stand together, set in from the edges of their column, and what is drawn under them.

The rows of a box are ordinary ones that know their box, so that text in it stays on the grid and breaks as elsewhere;
the ground is drawn when a page is done, under all rows of one box at once and a little beyond.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from booklet.document.model import Box
from booklet.document.theme import BoxDesign
from booklet.geometry import Point, Rect
from booklet.layout.display import Artifact, Item, Marked, Role, Rule
from booklet.layout.flow import PlacedRow
from booklet.layout.room import Room
from booklet.layout.rows import Row, extent, foot_height, on_grid, space, text_rows, trimmed, whole_lines
from booklet.layout.setting import title_shape
from booklet.layout.styles import Styles

BOX_INSET_EM = 1.1
"""From the edge of the ground to the text, ems of the body text."""
_ABOVE, _BELOW = 0.36, 0.5
"""Lines of the grid by which the ground reaches beyond its rows, into the line left empty there. A line of text has
more white above its letters than below, so that inside and outside the two edges look alike."""
_TINT = 0.13
"""Share of the colour of ornaments in the ground: seen as a ground on any paper, and no hindrance to small print."""
_HEAD_RULE, _FRAME = 1.2, 0.6
"""Thickness of the rule along the head of a ground, and of a frame."""


def box_title_rows(block: Box, room: Room) -> list[Row]:
    """Return the title of a box, a whole number of lines high; empty without one."""
    if block.title is None:
        return []
    styles = room.styles
    manner = styles.display_manner(styles.theme.sizes.lead)
    phrase = block.title[room.language]
    title = room.text(Role.PARAGRAPH, phrase, manner, title_shape(room.measure), styles.leading)
    return [replace(row, breakable=False) for row in whole_lines(text_rows(title, keep=True), styles.leading)]


def boxed(rows: Sequence[Row], element: int, room: Room) -> list[Row]:
    """Return rows as those of a box, with a line of the grid around them.

    They stay on one page if one has room for them; else no page ends after the first two or before the last two.
    """
    rows = trimmed(rows)
    fits = extent(rows) + foot_height(rows) <= room.height
    last = len(rows) - 1
    kept = {0, 1, last - 2, last - 1}
    inside = [
        replace(
            row,
            box=element,
            stretch=0.0,
            breakable=i == last or (row.breakable and not fits and i not in kept),
            header=row.header and replace(row.header, box=element),
        )
        for i, row in enumerate(rows)
    ]
    leading = room.styles.leading
    return [space(leading), *on_grid(inside, leading), space(leading)]


def box_grounds(column: Sequence[PlacedRow], at: Point, width: float, styles: Styles) -> Iterator[Item]:
    """Yield what lies under the boxes of a column of a width, its upper left corner at a point of the page."""
    above, below = _ABOVE * styles.leading, _BELOW * styles.leading
    for element, group in groupby(column, lambda placed: placed.row.box):
        if element is not None:
            placed = [*group]
            top, foot = placed[0].y, placed[-1].row.foot(placed[-1].y)
            area = Rect(at.x, at.y + top - above, width, above + foot - top + below)
            yield Marked(_ground(area, styles), Artifact.BACKGROUND)


def _ground(area: Rect, styles: Styles) -> tuple[Item, ...]:
    color = styles.palette.ornament
    match styles.theme.box:
        case BoxDesign.GROUND:
            thick = styles.rule(_HEAD_RULE)
            rule = Rect(area.x, area.y - thick, area.width, thick)  # on the ground it would crowd the title
            return Rule(area, color.tint(_TINT)), Rule(rule, color)
        case BoxDesign.FRAME:
            return _frame(area, styles)
        case _:
            assert_never(styles.theme.box)


def _frame(area: Rect, styles: Styles) -> tuple[Item, ...]:
    """Return four rules inside the edges."""
    thick, color = styles.rule(_FRAME), styles.palette.ornament
    return (
        Rule(Rect(area.x, area.y, area.width, thick), color),
        Rule(Rect(area.x, area.bottom - thick, area.width, thick), color),
        Rule(Rect(area.x, area.y, thick, area.height), color),
        Rule(Rect(area.right - thick, area.y, thick, area.height), color),
    )
