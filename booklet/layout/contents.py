"""The table of contents: titles at the start edge, folios at the end edge, dotted leaders between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from booklet.geometry import Point, Rect
from booklet.languages import Direction
from booklet.layout.blocks import Room
from booklet.layout.display import Artifact, Item, LineTo, Link, Marked, MoveTo, Path
from booklet.layout.rows import Row, space
from booklet.layout.setting import ASCENT_SHARE, SetText, plain, set_text
from booklet.layout.styles import Styles
from booklet.text.style import ParagraphShape


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    title: str
    element: int


@dataclass(frozen=True, slots=True)
class _EntryLine:
    title: SetText
    folio: SetText
    entry: Entry
    page_index: int
    styles: Styles

    def place(self, at: Point) -> tuple[Item, ...]:
        measure, leading = self.title.measure, self.title.leading
        x = at.x + measure - self.title.measure
        title = self.title.place(x, at.y)
        rtl = self.styles.direction is Direction.RTL
        folio_x = at.x - self.folio.lines[0].left if rtl else at.x + measure - self.folio.lines[0].right
        folio = self.folio.place(folio_x, at.y)
        last = title[-1].box
        baseline = at.y + (len(title) - 1 + ASCENT_SHARE) * leading
        gap = 0.7 * self.styles.theme.sizes.body
        if rtl:
            left, right = folio[0].box.right + gap, last.x - gap
        else:
            left, right = last.right + gap, folio[0].box.x - gap
        leader = Path(
            (MoveTo(Point(left, baseline)), LineTo(Point(right, baseline))),
            stroke=self.styles.palette.ornament,
            stroke_width=0.9,
            dash=(0.0, 4.0),
            round_ends=True,
        )
        leaders = (Marked((leader,), Artifact.LAYOUT),) if right > left else ()
        return (Marked((*title, *folio), self.entry.element), *leaders)

    def links(self, at: Point) -> tuple[Link, ...]:
        rect = Rect(at.x, at.y, self.title.measure, self.title.height)
        return (Link(rect, self.page_index, self.entry.title),)


def contents_rows(entries: Sequence[Entry], pages: Sequence[tuple[int, str]], room: Room) -> list[Row]:
    """Return one row per entry; `pages` gives each one's page_index and folio."""
    styles, size = room.styles, room.styles.theme.sizes.lead
    manner = styles.text_manner(size)
    leading = styles.leading
    rows: list[Row] = []
    for entry, (page_index, folio) in zip(entries, pages, strict=True):
        title = set_text(plain(entry.title), manner, room.language, ParagraphShape(room.measure), leading)
        number = set_text(plain(folio), manner, room.language, ParagraphShape(room.measure), leading)
        rows += [Row(title.height, _EntryLine(title, number, entry, page_index, styles)), space(0.5 * leading)]
    return rows
