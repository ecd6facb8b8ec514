"""Fold sheets of paper in space and read them: what the proof does with the sheets it finds.

This is not how pages are put on sheets. There, piles of paper are laid on each other (`folding`); here every panel has
a place in space and is reflected at each crease, signatures are built from the inside out, and what is read follows
from the heights of the panels. Both follow the steps of a scheme, and a mistake in either one shows.

Notation: x to the right and y down, in panels, the sheet's corner at 0, 0; z is the height above the table.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from booklet.languages import Binding
from booklet.press.folding import Edge, Fold, Place, Step
from booklet.press.schemes import Reading, Scheme

PrintedPlace = tuple[int, Place]
"""The index of a sheet, in the order of the booklet, and a place on it."""


@dataclass(slots=True)
class _Panel:
    row: int
    column: int
    x: float
    y: float
    """Of its middle."""
    z: float = 0.0
    front_up: bool = True
    head_up: bool = True


def read_paper(scheme: Scheme, binding: Binding, sheets: Sequence[int]) -> list[PrintedPlace]:
    """Return where the pages are met by who reads the folded, gathered sheets from the first page to the last."""
    faces = _read_sheet(scheme, binding)
    half = len(faces) // 2
    booklet: list[PrintedPlace] = []
    rest = list(sheets)
    for sheet_count in scheme.signature_sizes(len(rest)):
        within: list[PrintedPlace] = []
        for sheet in reversed(rest[:sheet_count]):  # the innermost first; each next one is laid around it
            around = [(sheet, face) for face in faces]
            within = around[:half] + within + around[half:]
        booklet += within
        rest = rest[sheet_count:]
    return booklet


def _read_sheet(scheme: Scheme, binding: Binding) -> list[Place]:
    """Return the places of one folded sheet in the order of reading."""
    panels = [
        _Panel(row, column, column + 0.5, row + 0.5) for row in range(scheme.rows) for column in range(scheme.columns)
    ]
    for step in scheme.steps_for(binding):
        _take_step(panels, step)
    faces: list[Place] = []
    for panel in sorted(panels, key=lambda panel: -panel.z):
        faces += [_face(panel, scheme, front=front) for front in (panel.front_up, not panel.front_up)]
    met = [face for face in faces if scheme.two_sided or not face.on_back]
    return met if scheme.reading is Reading.LEAVES else _read_across(met, scheme, binding)


def _take_step(panels: list[_Panel], step: Step) -> None:
    if isinstance(step, Fold):
        _reflect(panels, step)
    else:
        _push(panels, first_at_right=step.first is Edge.RIGHT)


def _face(panel: _Panel, scheme: Scheme, *, front: bool) -> Place:
    column = panel.column if front else scheme.columns - panel.column - 1
    return Place(on_back=not front, row=panel.row, column=column, upside_down=not panel.head_up)


def _reflect(panels: list[_Panel], fold: Fold) -> None:
    """Swing the paper beyond the crease around it, below all the rest or above it."""
    where = {panel_id: (panel.y if fold.edge.across else panel.x) for panel_id, panel in enumerate(panels)}
    if fold.edge in (Edge.LEFT, Edge.TOP):
        crease = min(where.values()) - 0.5 + fold.panels
        moved = [panels[i] for i, at in where.items() if at < crease]
    else:
        crease = max(where.values()) + 0.5 - fold.panels
        moved = [panels[i] for i, at in where.items() if at > crease]
    heights = [panel.z for panel in panels]
    plane = max(heights) + 0.5 if fold.over else min(heights) - 0.5
    for panel in moved:
        panel.z = 2 * plane - panel.z
        panel.front_up = not panel.front_up
        if fold.edge.across:
            panel.y = 2 * crease - panel.y
            panel.head_up = not panel.head_up
        else:
            panel.x = 2 * crease - panel.x


def _push(panels: list[_Panel], *, first_at_right: bool) -> None:
    """Stand the doubled strip on its edge and look down on it: the leaves follow each other around the middle.

    The cover is the near one at the first end; the panels take turns in facing up and down as they are laid flat.
    """
    middle = (min(panel.x for panel in panels) + max(panel.x for panel in panels)) / 2
    height = (min(panel.z for panel in panels) + max(panel.z for panel in panels)) / 2

    def along(panel: _Panel) -> float:
        return panel.x - middle if first_at_right else middle - panel.x

    def angle(panel: _Panel) -> float:
        return math.atan2(height - panel.z, along(panel))  # what was above is nearer to the reader

    cover = max(panels, key=lambda panel: (panel.z > height, along(panel)))
    start = angle(cover)
    for index, panel in enumerate(sorted(panels, key=lambda panel: (angle(panel) - start) % math.tau)):
        panel.front_up = index % 2 == 0
        panel.z = -float(index)


def _read_across(faces: list[Place], scheme: Scheme, binding: Binding) -> list[Place]:
    """Return the places of a leaflet that is drawn open: its panels are read along the row, in reading direction."""
    columns = range(scheme.columns) if binding is Binding.LEFT else range(scheme.columns)[::-1]
    met = {(face.on_back, face.column): face for face in faces}
    cover, last = faces[0], faces[-1]
    if scheme.reading is Reading.OPEN:
        inside = [met[not cover.on_back, column] for column in columns]
        outside = [met[cover.on_back, column] for column in columns]
        return [cover, *inside, *(face for face in outside if face is not cover)]
    opened = [met[side, column] for side in (not cover.on_back, cover.on_back) for column in columns]
    return [cover, *(face for face in opened if face not in (cover, last)), last]
