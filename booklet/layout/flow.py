"""Vertical breaking: rows into pages.

A page ends after the last row that fits and after which it may end. White space at the head and foot of a page
vanishes, and a row that begins a page has its header drawn above it. The footnotes called in a row stand on its page
and take their height from the column. `balanced` fills the least number of pages so that the elastic spaces stretch as
evenly as they can.

A few lines must not stand on a last page alone: `break_pages_tightly` draws spaces together where that saves the page,
and where it does not, the page before ends at an earlier paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from booklet.layout.rows import Row, TextLine, extent, foot_height, trimmed, within

_TOLERANCE = 0.01
"""Points by which a column may be overfull: what adding floats loses."""
_TIGHTEST = 0.45
"""Share of its height that an elastic space keeps at the least: the blocks it parts still stand apart."""
_LEAST_LAST_PAGE = 0.3
"""Share of its height that a section's last page holds where the page before can spare it: less looks forgotten."""
_LEAST_PAGE_BEFORE = 0.5
"""Share of its height that the page before keeps: it must not look forgotten in its turn."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row at its place in a column."""

    y: float
    """Of its top, points from the top of the column."""
    row: Row


Column = tuple[PlacedRow, ...]


def break_pages(rows: Sequence[Row], height: float, *, balanced: bool = False) -> list[Column]:
    """Fill columns of a height with rows, in their order.

    A run of rows that may not be parted and is higher than a column is parted all the same: text is never lost.
    """
    rows = bound(rows)
    parts = _balanced_parts(rows, height) if balanced else _parts(rows, height)
    return [_place(part) for part in parts]


def break_pages_tightly(rows: Sequence[Row], height: float, *, balanced: bool = False) -> list[Column]:
    """Fill columns as `break_pages` does, with elastic spaces drawn together where that saves a page.

    A last page that few lines would stand on gets more from the page before.
    """
    columns = break_pages(rows, height, balanced=balanced)
    if len(columns) < 2:
        return columns
    spaces_first = [drawn_together(rows, openings=False), drawn_together(rows)]
    tight = min((break_pages(one, height, balanced=balanced) for one in spaces_first), key=len)
    if len(tight) < len(columns):
        return tight
    return columns if balanced else [_place(part) for part in _evened(bound(rows), height)]


def drawn_together(rows: Sequence[Row], *, openings: bool = True) -> list[Row]:
    """Return the rows with the elastic spaces as low as they may be; with those of openings, or without."""

    def low(row: Row) -> Row:
        if row.stretch:
            return replace(row, height=row.height * _TIGHTEST)
        return replace(row, height=row.height - row.give, give=0.0) if openings and row.give else row

    return [low(row) for row in rows]


def bound(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, a space after one that may not end a page bound as that one is."""
    done: list[Row] = []
    for row in rows:
        follows_bound = row.drawing is None and bool(done) and not done[-1].breakable
        done.append(replace(row, breakable=False) if follows_bound else row)
    return done


def fill(column: Column, height: float, most: float = inf) -> Column:
    """Return the column with the room left over given to its spaces, `most` points at most per unit of `stretch`."""
    total = sum(placed.row.stretch for placed in column)
    left_over = min(height - _used(column), most * total)
    if not total or left_over <= 0:
        return column
    moved: list[PlacedRow] = []
    shift = 0.0
    for placed in column:
        moved.append(PlacedRow(placed.y + shift, placed.row))
        shift += left_over * placed.row.stretch / total
    return tuple(moved)


def column_height(rows: Sequence[Row]) -> float:
    """Return the height of rows set in one column, without the space at its ends."""
    return extent(trimmed(rows))


def _parts(rows: Sequence[Row], height: float) -> list[Sequence[Row]]:
    """Split rows into parts no higher than a column."""
    return [column_rows(rows[start:end]) for start, end in page_spans(rows, height)]


def _evened(rows: Sequence[Row], height: float) -> list[Sequence[Row]]:
    """Return the parts, a last one of few lines higher by what the one before can spare: whole paragraphs first."""
    spans = list(page_spans(rows, height))
    if len(spans) > 1:
        (start, _), (at, end) = spans[-2:]
        if column_height(column_rows(rows[at:end])) < _LEAST_LAST_PAGE * height:
            breaks = [i for i in range(at - 1, start, -1) if rows[i - 1].breakable and rows[i - 1].drawing is not None]
            whole = [i for i in breaks if _begins_paragraph(rows[i:end])]
            fitting = (i for i in (*whole, *breaks) if _is_even(rows[start:i], rows[i:end], height))
            at = next(fitting, at)
            spans[-2:] = [(start, at), (at, end)]
    return [column_rows(rows[start:end]) for start, end in spans]


def _is_even(first: Sequence[Row], last: Sequence[Row], height: float) -> bool:
    """Tell whether two pages fit and neither looks empty."""
    rest = column_height(column_rows(last))
    full = column_height(column_rows(first)) >= _LEAST_PAGE_BEFORE * height
    return full and _LEAST_LAST_PAGE * height <= rest and rest + foot_height(last) <= height + _TOLERANCE


def _begins_paragraph(rows: Sequence[Row]) -> bool:
    row = next((row for row in rows if row.drawing is not None), None)
    drawings = within(row.drawing) if row else ()
    return all(one.line is one.of.text.lines[0] for _, one in drawings if isinstance(one, TextLine))


def page_spans(rows: Sequence[Row], height: float, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where each page of `bound` rows begins and ends, half open, without the spaces at its head."""
    while start < len(rows):
        if rows[start].drawing is None:
            start += 1
            continue
        end = _last_break(rows, start, height)
        yield start, end
        start = end


def column_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows as a column has them: without the spaces at both ends, the header of the first one above it."""
    kept = trimmed(rows)
    header = kept[0].header if kept else None
    return [header, *kept] if header else kept


def _last_break(rows: Sequence[Row], start: int, height: float) -> int:
    """Return the index after the last row of the column that begins at `start`."""
    header = rows[start].header
    used, notes = header.height if header else 0.0, 0.0
    legal = start
    for i in range(start, len(rows)):
        row = rows[i]
        used = row.foot(used)
        if row.notes:
            notes = foot_height(rows[start : i + 1])
        if used + notes > height + _TOLERANCE and row.drawing is not None:
            return legal if legal > start else max(i, start + 1)
        if row.breakable:
            legal = i + 1
    return len(rows)


def _balanced_parts(rows: Sequence[Row], height: float) -> list[Sequence[Row]]:
    """Return as few parts as `_parts` does, with the least strain in all: a dynamic programme over the breaks."""
    fewest = _parts(rows, height)
    ends = [0, *(i + 1 for i, row in enumerate(rows) if row.breakable or i == len(rows) - 1)]
    # best[i] of a round: least strain of the rows before ends[i] in that many parts, and where the last part begins.
    rounds: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    columns = [list(_columns_from(rows, ends, first, height)) for first in range(len(ends))]
    for _ in fewest:
        best: dict[int, tuple[float, int]] = {}
        for first, (strain, _) in rounds[-1].items():
            for last, added in columns[first]:
                candidate = (strain + added, first)
                best[last] = min(best.get(last, candidate), candidate)
        rounds.append(best)
    place = len(ends) - 1
    if place not in rounds[-1]:
        return fewest  # something is higher than a column and is parted where it may not be
    parts: list[Sequence[Row]] = []
    for best in reversed(rounds[1:]):
        start = best[place][1]
        parts.append(column_rows(rows[ends[start] : ends[place]]))
        place = start
    return parts[::-1]


def _columns_from(rows: Sequence[Row], ends: Sequence[int], first: int, height: float) -> Iterator[tuple[int, float]]:
    """Yield where a column that begins after `ends[first]` may end, as an index into `ends`, and its strain."""
    for last in range(first + 1, len(ends)):
        part = column_rows(rows[ends[first] : ends[last]])
        left_over = height - extent(part) - foot_height(part)
        if left_over < -_TOLERANCE:
            return
        yield last, _strain(part, left_over)


def _strain(part: Sequence[Row], left_over: float) -> float:
    """Return the energy of a column's spaces, stretched like springs to its foot: length squared over stretch."""
    return left_over**2 / max(1.0, sum(row.stretch for row in part))


def _place(rows: Sequence[Row]) -> Column:
    """Return the rows one under the other."""
    placed = []
    y = 0.0
    for row in rows:
        placed.append(PlacedRow(y, row))
        y = row.foot(y)
    return tuple(placed)


def _used(column: Column) -> float:
    return column[-1].y + column[-1].row.height if column else 0.0
