"""Rows: what a page is filled with, from head to foot. Coordinates inside a row start at its top left corner."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import ceil
from typing import Protocol

from booklet.errors import Where
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import Artifact, Group, Item, Link, Marked
from booklet.layout.setting import ASCENT_SHARE, SetText, place_line, shifted
from booklet.text.lines import SetLine

_ORIGIN = Point(0.0, 0.0)


class Drawing(Protocol):
    """Something that can be put at a place of a page."""

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the items with the top left corner of the drawing at a point."""
        ...

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return the areas that lead somewhere."""
        ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that the contents and the bookmarks lead to."""

    title: str
    level: int
    """1 to 3; 0 for a picture."""
    listed_in: str = ""
    """BCP 47 code of the contents that name it because it opens a chapter, or of the credits; empty for others."""
    credit: Where | None = None
    """Of a picture that the list of credits leads to, its place in the source; None for a heading."""


@dataclass(frozen=True, slots=True)
class SetNote:
    """A footnote in lines, for the foot of the page on which it is called."""

    drawing: Drawing
    height: float
    above: float
    """Height of what parts the first note of a page from the text."""
    rule: Drawing
    """That part."""
    where: Where
    """Place in the source."""
    lane: int = 0
    """Notes of several lanes stand side by side, or on the pages of a spread."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a line, a drawing or a space."""

    height: float
    drawing: Drawing | None = None
    """None for a space, which vanishes at the head of a page."""
    breakable: bool = True
    """A page may end after this row."""
    stretch: float = 0.0
    """Share of the room left over on a filled page that this space takes."""
    give: float = 0.0
    """Points of its height that the row can do without, where that saves a page."""
    anchors: tuple[Anchor, ...] = ()
    sides: "tuple[Row, ...]" = ()
    """Where languages have facing pages: what stands at this height on the verso and on the recto."""
    header: "Row | None" = None
    """What is drawn again above this row where it begins a page: the header of a table."""
    grid: float = 0.0
    """Of a space that reaches to the next line of the column's grid: its leading; `height` is then a guess."""
    notes: tuple[SetNote, ...] = ()
    """Those called in this row, in the order of reading."""
    box: int | None = None
    """Id of the element of the box that the row stands in."""

    def foot(self, top: float) -> float:
        """Return the y of the row's lower edge, points from the head of the column, when its upper edge is at `top`."""
        if not self.grid:
            return top + self.height
        return max(top, ceil((top - _GRID_TOLERANCE) / self.grid) * self.grid)


def notes_in(rows: Iterable[Row]) -> tuple[SetNote, ...]:
    """Return the notes called in rows."""
    return tuple(note for row in rows for note in row.notes)


def foot_height(rows: Iterable[Row]) -> float:
    """Return the height of the notes called in rows, with what parts them from the text; 0 without notes."""
    lanes: dict[int, float] = {}
    for row in rows:
        for note in row.notes:
            lanes[note.lane] = lanes.get(note.lane, note.above) + note.height
    return max(lanes.values(), default=0.0)


def space(height: float, *, stretch: float = 0.0, breakable: bool = True, give: float = 0.0) -> Row:
    """Return white space; it vanishes at the head and the foot of a page."""
    return Row(height, breakable=breakable, stretch=stretch, give=give)


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A paragraph in lines, and its place in the structure tree."""

    text: SetText
    element: int | Artifact
    x: float
    """Left edge of the measure, points from the left edge of the column."""
    links: Mapping[str, tuple[int, str]]
    """For each address that the words lead to, the id of its LINK element and the words; others lead nowhere."""
    can_change: bool = False
    """It may be set anew with a line more or fewer."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a paragraph."""

    line: SetLine
    of: TaggedText
    shift: float = 0.0
    """How far down the line stands from its place, points."""

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the line, marked as part of its element."""
        leading = self.of.text.leading
        baseline = at.y + ASCENT_SHARE * leading
        placed = place_line(self.line, at.x + self.of.x, baseline, leading, self.of.text.where)
        return (Marked((shifted(placed, self.shift),), self.of.element),)

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return one area for each stretch of the line that carries one link."""
        areas: list[Link] = []
        for piece in self.line.pieces if self.of.links else ():
            if piece.link is None or str(piece.link) not in self.of.links:
                continue
            element, words = self.of.links[str(piece.link)]
            left = at.x + self.of.x + piece.x
            rect = Rect(left, at.y, piece.run.width(piece.size) + piece.extra, self.of.text.leading)
            last = areas[-1] if areas else None
            if last is not None and last.target == piece.link and abs(last.rect.right - left) < _TOUCHING:
                areas[-1] = replace(last, rect=replace(last.rect, width=rect.right - last.rect.x))
            else:
                areas.append(Link(rect, piece.link, words, element))
        return tuple(areas)


_TOUCHING = 0.5
"""Points between two pieces of one link that are still one area: rounding, never a space."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Items drawn at the origin, put anywhere."""

    items: tuple[Item, ...]

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the items moved."""
        return (Group(self.items, Matrix(e=at.x, f=at.y)),) if self.items else ()

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return none: pictures of the layout lead nowhere."""
        return ()


@dataclass(frozen=True, slots=True)
class Stack:
    """Drawings at places inside one row."""

    parts: "tuple[Part, ...]"

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the items of all parts, in their order."""
        return tuple(
            item for offset, part in self.parts for item in part.place(Point(at.x + offset.x, at.y + offset.y))
        )

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return the links of all parts."""
        return tuple(
            link for offset, part in self.parts for link in part.links(Point(at.x + offset.x, at.y + offset.y))
        )


Part = tuple[Point, Drawing]
"""Of a stack: a drawing and its place."""


def text_parts(text: TaggedText, y: float) -> tuple[Part, ...]:
    """Return the lines of a paragraph as parts of a stack, its upper edge at y."""
    return stacked(text_rows(text), y)


def stacked(rows: Sequence[Row], y: float) -> tuple[Part, ...]:
    """Return rows one under the other as parts of a stack, the first with its upper edge at y."""
    parts: list[Part] = []
    for row in rows:
        if row.drawing is not None:
            parts.append((Point(0.0, y), row.drawing))
        y += row.height
    return tuple(parts)


def text_rows(text: TaggedText, *, keep: bool = False, anchor: Anchor | None = None) -> list[Row]:
    """Return a paragraph as rows that leave no widow and no orphan; `keep` binds its end to what follows."""
    last = len(text.text.lines) - 1
    return [
        Row(
            text.text.leading,
            TextLine(line, text, text.text.shift(i)),
            breakable=may_end_page(i, last, keep=keep),
            anchors=(anchor,) if anchor and i == 0 else (),
        )
        for i, line in enumerate(text.text.lines)
    ]


def may_end_page(line: int, last: int, *, keep: bool) -> bool:
    """Tell whether a page may end after a line: neither the first (orphan) nor the last but one (widow)."""
    return not keep if line == last else line not in (0, last - 1)


def within(drawing: Drawing | None, at: Point = _ORIGIN) -> Iterator[tuple[Point, Drawing]]:
    """Yield a drawing and all that are inside it, each with its place."""
    if drawing is None:
        return
    yield at, drawing
    if isinstance(drawing, Stack):
        for offset, part in drawing.parts:
            yield from within(part, Point(at.x + offset.x, at.y + offset.y))


def changed(drawing: Drawing | None, change: Callable[[Drawing], Drawing]) -> Drawing | None:
    """Return a drawing changed; of a stack, each drawing inside it."""
    match drawing:
        case None:
            return None
        case Stack(parts=parts):
            return replace(drawing, parts=tuple((at, changed(part, change) or part) for at, part in parts))
        case _:
            return change(drawing)


def picture(items: Sequence[Item], element: int | Artifact) -> Picture:
    """Return items in the coordinates of a row, marked as part of an element."""
    return Picture((Marked(tuple(items), element),))


def before(drawing: Drawing, row: Row) -> Row:
    """Return the row with more drawn in it, before what it has."""
    both = ((_ORIGIN, drawing),) if row.drawing is None else ((_ORIGIN, drawing), (_ORIGIN, row.drawing))
    return replace(row, drawing=Stack(both))


def trimmed(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows without the spaces at both ends."""
    start, end = 0, len(rows)
    while start < end and rows[start].drawing is None:
        start += 1
    while end > start and rows[end - 1].drawing is None:
        end -= 1
    return rows[start:end]


def on_grid(rows: Sequence[Row], leading: float) -> list[Row]:
    """Return the rows with space after them down to the next line of the grid, wherever in the column they end."""
    return [*rows, grid_stop(rows, leading)]


def grid_stop(rows: Sequence[Row], leading: float) -> Row:
    """Return a space after rows that reaches down to the next line of the grid."""
    return replace(_missing(rows, leading), grid=leading)


def whole_lines(rows: Sequence[Row], leading: float) -> list[Row]:
    """Return the rows with space after them so that their height is a whole number of lines."""
    return [*rows, _missing(rows, leading)]


def _missing(rows: Sequence[Row], leading: float) -> Row:
    missing = -sum(row.height for row in rows) % leading
    height = 0.0 if min(missing, leading - missing) < _GRID_TOLERANCE else missing
    return space(height, breakable=rows[-1].breakable if rows else True)


def extent(rows: Sequence[Row]) -> float:
    """Return the height of rows that begin at the head of a column."""
    return reduce(lambda top, row: row.foot(top), rows, 0.0)


_GRID_TOLERANCE = 0.01
"""Points: below what any printer resolves, above what adding floats loses."""
