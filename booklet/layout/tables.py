"""Tables into rows: the columns run with the direction of the text, the first one at its start edge.

Widths after the automatic layout of CSS 2.1 (17.5.2.2): a column is as wide as its widest text in one line where the
measure has room for that in all columns, and no narrower than its longest word where it has room for those. Each row
is a whole number of lines of the grid high, so that on whichever page the table ends, what follows stands on the grid.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from booklet.color import Color
from booklet.document.model import ColumnAlignment, Phrase, Table
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Point, Rect
from booklet.layout.display import Artifact, Role, Rule
from booklet.layout.room import Room
from booklet.layout.rows import Row, Stack, TaggedText, picture, text_parts
from booklet.layout.styles import Manner, small_leading, styled_text
from booklet.text.paragraph import least_width, natural_width
from booklet.text.style import Alignment, ParagraphShape

_GAP_EM = 1.2
"""Between two columns: wider than any space between words, narrower than an empty column."""
_MOST_GAPS = 0.25
"""Share of the measure that the gaps of a table with very many columns take at the most."""
_NEARLY_FULL = 2 / 3
"""Share of the measure from which on a table fills it: what ends a little before the text looks like a mistake."""
_HEADER_RULE, _HAIRLINE = 0.6, 0.25
"""Thickness of the rule under the header and of those under the other rows."""
_SLACK = 0.01
"""Points by which a measured length may be off: more than adding floats in another order loses."""
_ALIGNMENTS = {
    ColumnAlignment.START: Alignment.START,
    ColumnAlignment.CENTER: Alignment.CENTER,
    ColumnAlignment.END: Alignment.END,
}


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the cells of a column stand."""

    x: float
    """Left edge, points from the left edge of the page's column."""
    width: float
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class _Cells:
    """How the cells of a row are set."""

    role: Role
    manner: Manner
    rule: float
    """Thickness of the rule under the row."""


def table_rows(table: Table, room: Room, color: Color) -> list[Row]:
    """Return a table in a colour, small; a page may not end after its header, its first row and its last but one.

    Raises:
        LayoutError: naming every row that is higher than a page, with the header above it.
    """
    styles = room.styles
    manner = _tabular(styles.text_manner(styles.theme.sizes.small, color))
    head = _Cells(Role.HEADER_CELL, _strengthened(manner), _HEADER_RULE)
    body = _Cells(Role.DATA_CELL, manner, _HAIRLINE)
    columns = _columns(table, room, (head.manner, body.manner))
    whole = room.under(Role.TABLE)
    rows: list[Row] = []
    header = None
    if table.header:
        texts = _texts(table.header, columns, head, whole)
        rows.append(_row(texts, columns, head, room))
        repeated = [text and replace(text, element=Artifact.PAGINATION, links={}) for text in texts]
        header = replace(_row(repeated, columns, head, room), breakable=False)
    for cells in table.rows:
        texts = _texts(cells, columns, body, whole)
        rows.append(replace(_row(texts, columns, body, room), header=header))
    _check_heights(rows[-len(table.rows) :], table, room)
    last = len(rows) - 1
    kept = {0, len(rows) - len(table.rows), last - 1}
    return [replace(row, breakable=i == last or i not in kept) for i, row in enumerate(rows)]


def _tabular(manner: Manner) -> Manner:
    """Return a manner with digits of one width, so that those of a column stand under each other."""
    styles = (manner.plain, manner.emphasis, manner.strong, manner.strong_emphasis)
    return Manner(*(replace(style, features=(("tnum", 1),)) for style in styles))


def _strengthened(manner: Manner) -> Manner:
    """Return a manner whose plain text is strong."""
    return replace(manner, plain=manner.strong, emphasis=manner.strong_emphasis)


def _check_heights(rows: Sequence[Row], table: Table, room: Room) -> None:
    heights = [row.height + (row.header.height if row.header else 0.0) for row in rows]
    too_high = [cells[0] for height, cells in zip(heights, table.rows, strict=True) if height > room.height]
    if too_high:
        raise LayoutError(
            Diagnostic(
                code="table-row-too-high",
                message="this row of the table does not fit on a page",
                where=cell.where,
                hint="shorten its texts, make two rows of it, or take a column out of the table",
            )
            for cell in too_high
        )


# --- Rows ---------------------------------------------------------------------------------------------------------


def _texts(row: Sequence[Phrase], columns: Sequence[_Column], cells: _Cells, room: Room) -> list[TaggedText | None]:
    """Return the cells of a row in lines, as elements of a new row in the structure tree; None for an empty one."""
    whole = room.under(Role.TABLE_ROW)
    leading = small_leading(room.styles)
    texts: list[TaggedText | None] = []
    for phrase, column in zip(row, columns, strict=True):
        cell = replace(whole, x=column.x, measure=column.width).under(cells.role)
        shape = ParagraphShape(column.width, column.alignment)
        texts.append(cell.text(Role.PARAGRAPH, phrase, cells.manner, shape, leading) if phrase.spans else None)
    return texts


def _row(texts: Sequence[TaggedText | None], columns: Sequence[_Column], cells: _Cells, room: Room) -> Row:
    """Return a row: the first lines of its cells on one baseline, a rule at its foot."""
    grid, line = room.styles.leading, small_leading(room.styles)
    text_height = max((text.text.height for text in texts if text), default=line)
    height = grid * ceil((text_height - _SLACK) / grid)
    parts = [part for text in texts if text for part in text_parts(text, (height - text_height) / 2)]
    left, right = min(column.x for column in columns), max(column.x + column.width for column in columns)
    thickness = room.styles.rule(cells.rule)
    rule = Rule(Rect(left, height - thickness, right - left, thickness), room.styles.palette.ornament)
    return Row(height, Stack((*parts, (Point(0.0, 0.0), picture((rule,), Artifact.LAYOUT)))))


# --- Columns ------------------------------------------------------------------------------------------------------


def _columns(table: Table, room: Room, manners: tuple[Manner, Manner]) -> list[_Column]:
    """Return the columns, the first one at the start edge; `manners` are those of the header and of the other rows."""
    count = len(table.alignments)
    gap = min(_GAP_EM * manners[1].plain.size, _MOST_GAPS * room.measure / count)
    least, natural = [0.0] * count, [0.0] * count
    for i, row in enumerate([table.header, *table.rows]):
        for place, phrase in enumerate(row):
            if not phrase.spans:
                continue
            styled = styled_text(phrase.spans, manners[i > 0], room.language, phrase.where)
            least[place] = max(least[place], least_width(styled) + _SLACK)
            natural[place] = max(natural[place], natural_width(styled) + _SLACK)
    widths = column_widths(least, natural, room.measure - gap * (count - 1))
    left_over = room.measure - sum(widths) - gap * (count - 1)
    if count > 1 and left_over < (1 - _NEARLY_FULL) * room.measure:
        gap += left_over / (count - 1)
    columns: list[_Column] = []
    offset = 0.0
    for width, alignment in zip(widths, table.alignments, strict=True):
        columns.append(_Column(room.at_start(width, offset), width, _ALIGNMENTS[alignment]))
        offset += width + gap
    return columns


def column_widths(least: Sequence[float], natural: Sequence[float], measure: float) -> list[float]:
    """Return the widths of columns, together no more than a measure; below the least ones, words are divided.

    CSS leaves open how columns share a measure that is too small for all. Here one that asks for no more than an equal
    part (times, numbers) has its text in one line, if the others still have room for their longest words.
    """
    part = measure / len(natural)
    short_whole = [most if most <= part else fewest for fewest, most in zip(least, natural, strict=True)]
    for low in (natural, short_whole, least):
        if sum(low) <= measure:
            return _shared(low, natural, measure)
    return _shared([0.0] * len(least), least, measure)


def _shared(low: Sequence[float], high: Sequence[float], measure: float) -> list[float]:
    """Return widths between two bounds, together a measure or less where no column wants more.

    A text that is four times as long is set twice as wide: so both its lines and their number grow alike.
    """

    def widths(unit: float) -> list[float]:
        return [min(max(unit * sqrt(most), least), most) for least, most in zip(low, high, strict=True)]

    too_little, too_much = 0.0, sqrt(max(high))
    for _ in range(_HALVINGS):
        unit = (too_little + too_much) / 2
        too_little, too_much = (unit, too_much) if sum(widths(unit)) <= measure else (too_little, unit)
    return widths(too_little)


_HALVINGS = 40
"""Of an interval of at most a few hundred: what remains is far below what a printer resolves."""
