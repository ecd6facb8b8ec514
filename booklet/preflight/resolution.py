"""Pictures with too few pixels for the size at which they are printed.

An offset screen of 150 lines an inch, the usual one on coated paper, asks for two pixels a line: 300. Down to 200
hardly anyone sees a difference in a photograph. Line art is black or white without the greys that hide the steps.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import PurePath

from booklet.errors import Where
from booklet.geometry import Size
from booklet.layout.display import Image
from booklet.preflight.check import Check, Note
from booklet.preflight.sight import Sight
from booklet.units import POINTS_PER_INCH

LEAST, WANTED = 200, 300
LEAST_LINE_ART, WANTED_LINE_ART = 600, 1200
"""Pixels an inch: below the first it is told, the second is what is asked for."""


@dataclass(frozen=True, slots=True)
class SoftPicture:
    """A picture with fewer pixels than it needs."""

    where: Where | None
    name: str
    per_inch: float
    """Pixels at the printed size."""
    wanted: int
    least_size: Size
    """Pixels across and down that would be enough."""


def _find(sight: Sight) -> Iterator[SoftPicture]:
    for item, matrix in sight.items:
        if isinstance(item, Image) and item.pixels is not None:
            scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            width_in, height_in = (side * scale / POINTS_PER_INCH for side in (item.rect.width, item.rect.height))
            per_inch = min(item.pixels.size.width / width_in, item.pixels.size.height / height_in)
            line_art = item.pixels.is_line_art
            if per_inch < (LEAST_LINE_ART if line_art else LEAST):
                wanted = WANTED_LINE_ART if line_art else WANTED
                enough = Size(ceil(width_in * wanted), ceil(height_in * wanted))
                yield SoftPicture(item.where, PurePath(item.path).name, per_inch, wanted, enough)


def _tell(found: Iterable[SoftPicture]) -> Iterator[Note]:
    """Yield one note for each place, that of the fewest pixels first."""
    told: set[tuple[Where | None, str]] = set()
    for one in sorted(found, key=lambda one: one.per_inch / one.wanted):
        if (one.where, one.name) not in told:
            told.add((one.where, one.name))
            message = (
                f"the picture {one.name} is printed at {one.per_inch:.0f} pixels an inch and will look soft or jagged"
            )
            hint = (
                f"use one of {one.least_size.width:.0f} x {one.least_size.height:.0f} pixels ({one.wanted} an inch), "
                "or print it smaller with `width`"
            )
            yield Note(one.where, message, hint)


RESOLUTION = Check(
    code="low-resolution",
    title="a picture with too few pixels",
    reason="a picture made for a screen is soft or jagged on paper, where ten times as many dots are seen",
    find=_find,
    tell=_tell,
)
