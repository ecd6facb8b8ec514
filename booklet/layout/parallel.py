"""One text in several languages: one version under the other, side by side, or on the two pages of a spread.

Notation: a *unit* is what stands together in every arrangement: the rows of a paragraph, a heading, a point. Each
language makes the units of a block in a room of its own; units of the same place begin at the same height.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile, zip_longest

from booklet.document.edition import Arrangement
from booklet.geometry import Point, Rect, Size
from booklet.languages import Language
from booklet.layout.memo import NO_MEMO, Memo
from booklet.layout.room import Foot, Room
from booklet.layout.rows import Row, Stack, notes_in, space, trimmed
from booklet.layout.setting import start_x
from booklet.layout.styles import Styles
from booklet.layout.tags import StructureBuilder

Unit = list[Row]
"""Rows of one paragraph, heading or point."""

_TOUCHING = 0.01
"""Points between two edges that are one: what adding floats loses."""
_SHARE_OF_PAGE = 0.5
"""Of its height: so far rows of unlike heights run side by side before they are made to begin together again, since a
page must be able to end somewhere."""
_STACKED_GAP = 0.25
"""Lines of the grid between two versions of a paragraph."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """The rooms of an edition's languages, and how they stand to each other."""

    rooms: tuple[Room, ...]
    """One for each language, in the order of the edition."""
    arrangement: Arrangement = Arrangement.STACKED

    @property
    def first(self) -> Room:
        """The room of the language that decides the binding."""
        return self.rooms[0]

    @property
    def is_facing(self) -> bool:
        """Whether each language has a page of the spread."""
        return len(self.rooms) > 1 and self.arrangement is Arrangement.FACING

    @property
    def is_stacked(self) -> bool:
        """Whether languages stand under each other."""
        return len(self.rooms) > 1 and self.arrangement is Arrangement.STACKED

    def in_box(self, inset: float, parent: int) -> "Parallel":
        """Return the rooms of a box, so far in from both edges of the column; what they set belongs to an element."""
        whole = max(room.x + room.measure for room in self.rooms)
        share = 1 - 2 * inset / whole
        rooms = tuple(
            replace(room, x=inset + share * room.x, measure=share * room.measure, parent=parent, boxed=True)
            for room in self.rooms
        )
        return replace(self, rooms=rooms)

    def rows(self, units_of: Callable[[Room], Sequence[Unit]], share_of_page: float = _SHARE_OF_PAGE) -> list[Row]:
        """Return what `units_of` makes in the room of each language, arranged.

        Rows of unlike heights run side by side for that share of a page before they are made to begin together again.
        """
        versions = [units_of(room) for room in self.rooms]
        if len(versions) == 1:
            return [*chain.from_iterable(versions[0])]
        if len({len(units) for units in versions}) > 1:
            # What does not correspond unit by unit begins together and runs on by itself.
            versions = [[[*chain.from_iterable(units)]] for units in versions]
        return [row for units in zip_longest(*versions, fillvalue=[]) for row in self._arranged(units, share_of_page)]

    def page_rows(self, units_of: Callable[[Room], Sequence[Unit]]) -> list[Row]:
        """Return the same for what may fill a page: stacked, each language gets its share of the height."""
        if not self.is_stacked:
            return self.rows(units_of, share_of_page=1.0)
        share = self.first.height / len(self.rooms) - self.first.styles.leading
        return replace(self, rooms=tuple(replace(room, height=share) for room in self.rooms)).rows(units_of)

    def once(self, units_of: Callable[[Sequence[Room]], Sequence[Unit]]) -> list[Row]:
        """Return what is made for all languages of a page together: a picture with the captions of each."""
        if self.is_facing:
            return self.rows(lambda room: units_of([room]))
        return [*chain.from_iterable(units_of(self.rooms))]

    def _arranged(self, units: Sequence[Unit], share_of_page: float) -> list[Row]:
        """Return the versions of one unit, with the widest of the spaces that they have above and below."""
        above, versions, below = _parted(units)
        if self.arrangement is Arrangement.STACKED:
            return [*above, *_stacked(versions, _STACKED_GAP * self.first.styles.leading), *below]
        bands = _abreast(versions, share_of_page * self.first.height)
        return [*above, *map(_on_facing_pages if self.is_facing else _side_by_side, bands), *below]


def _parted(units: Sequence[Unit]) -> tuple[list[Row], list[Unit], list[Row]]:
    """Return the widest space above any of the units, the units without the spaces at their ends, and that below."""
    # Languages of unlike leading share no grid.
    units = [[replace(row, grid=0.0) for row in unit] for unit in units]
    inner = [[*trimmed(unit)] for unit in units]
    above = [[*takewhile(_is_space, unit)] for unit in units]
    below = [[*takewhile(_is_space, reversed(unit))][::-1] for unit in units]
    return max(above, key=_height, default=[]), inner, max(below, key=_height, default=[])


def _is_space(row: Row) -> bool:
    return row.drawing is None


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _stacked(units: Sequence[Unit], gap: float) -> list[Row]:
    """Return versions one under the other, those of one unit nearer to each other than to the next unit's."""
    rows: list[Row] = []
    for unit in filter(None, units):
        if rows:  # a page does not end between the versions
            rows[-1] = replace(rows[-1], breakable=False)
            rows.append(space(gap))
        rows += unit
    return [*rows, space(2 * gap)] if rows else []


_GUTTER_EM = 1.6
"""Between two columns, ems of the body text: more than a wide space, less than a margin."""


def make_parallel(
    styles: Sequence[Styles], arrangement: Arrangement, frame: Size, tags: StructureBuilder, parent: int
) -> Parallel:
    """Return the rooms of languages that share the pages of a frame; what they set belongs to element `parent`."""
    if len(styles) == 1 or arrangement is not Arrangement.COLUMNS:
        below = arrangement is Arrangement.STACKED
        rooms = tuple(Room(one, *frame, tags, parent=parent, below=below and i > 0) for i, one in enumerate(styles))
        return Parallel(rooms, arrangement)
    first, *_ = styles
    gutter = _GUTTER_EM * first.theme.sizes.body
    width = (frame.width - (len(styles) - 1) * gutter) / len(styles)
    whole = Rect(0.0, 0.0, *frame)
    rooms = tuple(
        Room(one, width, frame.height, tags, start_x(first.direction, whole, width, i * (width + gutter)), parent)
        for i, one in enumerate(styles)
    )
    return Parallel(rooms, arrangement)


def with_feet(parallel: Parallel, languages: tuple[Language, ...], memo: Memo = NO_MEMO) -> Parallel:
    """Return the rooms with places for footnotes; those of languages that share a column share its foot."""

    def foot(index: int, room: Room) -> Foot:
        return Foot(room.x, room.measure, 0 if parallel.is_stacked else index, languages)

    rooms = tuple(replace(room, foot=foot(index, room), memo=memo) for index, room in enumerate(parallel.rooms))
    return replace(parallel, rooms=rooms)


# --- Side by side ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Band:
    """The rows of all sides between two heights at which each side has an edge."""

    height: float
    sides: tuple[tuple[Row, ...], ...]
    breakable: bool


def _abreast(units: Sequence[Unit], most: float) -> Iterator[_Band]:
    """Yield units that begin at the same height as bands; a page may end after a band if it may end after its rows.

    A band ends where all sides have an edge; when it is `most` points high, also where each side has an edge a little
    above, and what follows begins below.
    """
    starts = [0] * len(units)
    while any(start < len(unit) for start, unit in zip(starts, units, strict=True)):
        ends, height = _band_ends(units, starts, most)
        sides = tuple(tuple(unit[start:end]) for unit, start, end in zip(units, starts, ends, strict=True))
        yield _Band(height, sides, all(side[-1].breakable for side in sides if side))
        starts = ends


def _band_ends(units: Sequence[Unit], starts: Sequence[int], most: float) -> tuple[list[int], float]:
    """Return the index after the last row of each side of the band that begins at `starts`, and the band's height."""
    ends, heights = list(starts), [0.0] * len(units)
    while True:
        go_on = [i for i, unit in enumerate(units) if ends[i] < len(unit)]
        height = max(heights)
        if not go_on:
            return ends, height
        least = min(go_on, key=heights.__getitem__)
        next_row = units[least][ends[least]]
        may_differ = next_row.height if height >= most and _all_breakable(units, starts, ends) else _TOUCHING
        if 0.0 < height <= heights[least] + may_differ:
            return ends, height
        heights[least] += units[least][ends[least]].height
        ends[least] += 1


def _all_breakable(units: Sequence[Unit], starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Tell whether a page may end after the rows taken from each unit; a unit may not stay behind altogether."""
    return all(
        end == len(unit) or (end > start and unit[end - 1].breakable)
        for unit, start, end in zip(units, starts, ends, strict=True)
    )


def _side(rows: Sequence[Row], height: float) -> Row:
    """Return the rows of one side as one row of a height."""
    if len(rows) == 1:
        return replace(rows[0], height=height)
    parts = []
    y = 0.0
    for row in rows:
        if row.drawing is not None:
            parts.append((Point(0.0, y), row.drawing))
        y += row.height
    anchors = tuple(anchor for row in rows for anchor in row.anchors)
    drawing = Stack(tuple(parts)) if parts else None
    return Row(height, drawing, anchors=anchors, header=rows[0].header if rows else None, notes=notes_in(rows))


def _side_by_side(band: _Band) -> Row:
    """Return a band as one row; the rooms say where each side stands."""
    row = _side([_side(side, 0.0) for side in band.sides if side], band.height)
    return replace(row, breakable=band.breakable, header=_header(band, _side_by_side))


def _on_facing_pages(band: _Band) -> Row:
    """Return a band as one row that knows what stands on each page of the spread."""
    sides = tuple(_side(side, band.height) for side in band.sides)
    drawing = next((side.drawing for side in sides if side.drawing is not None), None)
    header = _header(band, _on_facing_pages)
    notes = notes_in(sides)
    return Row(band.height, drawing, breakable=band.breakable, sides=sides, header=header, notes=notes)


def _header(band: _Band, arranged: Callable[[_Band], Row]) -> Row | None:
    """Return what is drawn again above a band where it begins a page: the headers of its sides, as they stand."""
    headers = [side[0].header if side else None for side in band.sides]
    height = max((header.height for header in headers if header), default=0.0)
    sides = tuple((header,) if header else () for header in headers)
    return arranged(_Band(height, sides, breakable=False)) if height else None
