"""Rows: what a page is filled with, from head to foot. Coordinates inside a row start at its top left corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import Artifact, Group, Item, Link, Marked
from booklet.layout.setting import ASCENT_SHARE, SetText, place_line
from booklet.text.lines import SetLine


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
    """1 to 3."""


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
    anchor: Anchor | None = None


def space(height: float, *, stretch: float = 0.0, breakable: bool = True) -> Row:
    """Return white space; it vanishes at the head and the foot of a page."""
    return Row(height, breakable=breakable, stretch=stretch)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a paragraph."""

    line: SetLine
    x: float
    """Left edge of the measure."""
    drop: float
    """From the top of the row to the top of the line."""
    leading: float
    element: int | Artifact

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the line, marked as part of its element."""
        baseline = at.y + self.drop + ASCENT_SHARE * self.leading
        return (Marked((place_line(self.line, at.x + self.x, baseline, self.leading),), self.element),)

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return one area for each stretch of the line that carries one link."""
        areas: list[Link] = []
        for piece in self.line.pieces:
            if piece.link is None:
                continue
            left = at.x + self.x + piece.x
            width = piece.run.width(piece.size) + piece.extra
            rect = Rect(left, at.y + self.drop, width, self.leading)
            last = areas[-1] if areas else None
            if last is not None and last.target == piece.link and abs(last.rect.right - left) < _TOUCHING:
                joined = Rect(last.rect.x, rect.y, rect.right - last.rect.x, rect.height)
                areas[-1] = Link(joined, last.target, last.text)
            else:
                areas.append(Link(rect, piece.link, str(piece.link)))
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

    parts: tuple[tuple[Point, Drawing], ...]

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


def text_parts(text: SetText, element: int | Artifact, x: float, y: float) -> tuple[tuple[Point, Drawing], ...]:
    """Return the lines of a paragraph as parts of a stack, its top left corner at (x, y)."""
    return tuple(
        (Point(x, y + i * text.leading), TextLine(line, 0.0, 0.0, text.leading, element))
        for i, line in enumerate(text.lines)
    )


def text_rows(
    text: SetText, element: int | Artifact, x: float, *, keep: bool = False, anchor: Anchor | None = None
) -> list[Row]:
    """Return a paragraph as rows that leave no widow and no orphan; `keep` binds its end to what follows."""
    last = len(text.lines) - 1
    return [
        Row(
            text.leading,
            TextLine(line, x, 0.0, text.leading, element),
            # A page may not end after the first line (orphan) nor before the last (widow).
            breakable=not keep if i == last else not (i == 0 or i == last - 1),
            anchor=anchor if i == 0 else None,
        )
        for i, line in enumerate(text.lines)
    ]


def on_grid(rows: Sequence[Row], leading: float) -> list[Row]:
    """Return the rows with space after them so that their height is a whole number of lines of the grid."""
    height = sum(row.height for row in rows)
    missing = -height % leading
    if missing < _GRID_TOLERANCE or leading - missing < _GRID_TOLERANCE:
        return list(rows)
    return [*rows, space(missing, breakable=rows[-1].breakable if rows else True)]


_GRID_TOLERANCE = 0.01
"""Points: below what any printer resolves, above what adding floats loses."""
