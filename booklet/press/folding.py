"""Fold a sheet of numbered panels: piles of paper that are turned over and laid under or upon each other.

Notation: a sheet lies on the table with its front up; row 0 is at the top, column 0 at the left. A pile is a tuple of
layers, the top one first. A place is a panel of one side, counted as that side is seen once the sheet is turned over
like the page of a book (left to right), so that the heads of both sides point the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum


class Edge(Enum):
    """An edge of the paper as it lies on the table."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"

    @property
    def mirrored(self) -> "Edge":
        """Return the edge as a mirror shows it: left and right exchanged."""
        return {Edge.LEFT: Edge.RIGHT, Edge.RIGHT: Edge.LEFT}.get(self, self)

    @property
    def across(self) -> bool:
        """Tell whether the crease runs across: at the top and the bottom, where rows are folded."""
        return self in (Edge.TOP, Edge.BOTTOM)


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold: the paper along an edge goes under the rest, or over it."""

    edge: Edge
    panels: int = 1
    """Columns or rows that move."""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """Cut the crease along all panels but the outer ones, then push the ends together until four arms stand out.

    The paper is one row of piles of two. The arms are leaves; the one at `first` holds the cover.
    """

    first: Edge


Step = Fold | Push


def mirrored(step: Step) -> Step:
    """Return the same step with left and right exchanged."""
    return replace(step, edge=step.edge.mirrored) if isinstance(step, Fold) else Push(step.first.mirrored)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands on a sheet."""

    on_back: bool
    row: int
    column: int
    """As the side is seen."""
    upside_down: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """One panel in a pile."""

    row: int
    column: int
    """Of the front."""
    back_up: bool = False
    upside_down: bool = False
    """Whether the head of the sheet points down."""

    def turned(self, *, across: bool) -> "Layer":
        """Return the panel turned over: like the page of a book, or across, which puts it on its head."""
        return replace(self, back_up=not self.back_up, upside_down=self.upside_down != across)

    def faces(self, columns: int) -> tuple[Place, Place]:
        """Return the places of the upper and the lower face, for a sheet of so many columns."""
        front = Place(False, self.row, self.column, self.upside_down)
        back = Place(True, self.row, columns - 1 - self.column, self.upside_down)
        return (back, front) if self.back_up else (front, back)


Pile = tuple[Layer, ...]
Paper = list[list[Pile]]


def fold_sheet(rows: int, columns: int, steps: Sequence[Step]) -> Pile:
    """Return the layers of the folded sheet from top to bottom; the steps must leave one pile."""
    paper: Paper = [[(Layer(row, column),) for column in range(columns)] for row in range(rows)]
    for step in steps:
        paper = _folded(paper, step) if isinstance(step, Fold) else [[_pushed(paper[0], step)]]
    ((pile,),) = paper
    return pile


def _folded(paper: Paper, fold: Fold) -> Paper:
    """Fold every line of piles that runs from the moving edge to the opposite one."""
    far = fold.edge in (Edge.RIGHT, Edge.BOTTOM)
    lines = _transposed(paper) if fold.edge.across else paper
    lines = [_line_folded(line[::-1] if far else line, fold) for line in lines]
    lines = [line[::-1] if far else line for line in lines]
    return _transposed(lines) if fold.edge.across else lines


def _transposed(paper: Paper) -> Paper:
    return [list(line) for line in zip(*paper, strict=True)]


def _line_folded(line: list[Pile], fold: Fold) -> list[Pile]:
    """Fold the first piles of a line: the last of them comes to lie on its neighbour, and so on."""
    moved, rest = line[: fold.panels], line[fold.panels :]
    for index, pile in enumerate(reversed(moved)):
        turned = tuple(layer.turned(across=fold.edge.across) for layer in reversed(pile))
        rest[index] = turned + rest[index] if fold.over else rest[index] + turned
    return rest


def _pushed(line: list[Pile], push: Push) -> Pile:
    """Walk around the loop of panels; laid flat, each panel lies face to face with the next, or back to back."""
    first, *middle, last = reversed(line) if push.first is Edge.RIGHT else line
    loop = [
        *first,
        *(lower for _, lower in middle),
        *reversed(last),
        *(upper for upper, _ in reversed(middle)),
    ]
    return tuple(
        layer if layer.back_up == bool(index % 2) else layer.turned(across=False) for index, layer in enumerate(loop)
    )
