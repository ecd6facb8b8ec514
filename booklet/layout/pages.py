"""A booklet from a book: sections into pages, with folios, running heads, contents, covers and blanks.

The number of pages is a multiple of four, as folded sheets ask; what is missing stands as blank pages before the back
cover, so that the last leaf stays the cover.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from booklet.document.model import BackCover, Book, Cover, Edition, PageTurn
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.blocks import small_leading
from booklet.layout.chronicle import axis
from booklet.layout.contents import EntryLine, numbered
from booklet.layout.cover import back_cover, front_cover
from booklet.layout.display import (
    Artifact,
    DisplayDocument,
    Group,
    Item,
    Link,
    Marked,
    OutlineEntry,
    Page,
)
from booklet.layout.figures import figures_of, with_digits
from booklet.layout.flow import Column, PlacedRow, break_pages_tightly, column_height, fill
from booklet.layout.master import PageMaster, page_master
from booklet.layout.room import Room
from booklet.layout.sections import Kind, Section, make_sections
from booklet.layout.setting import place_line, plain, set_text
from booklet.layout.styles import Styles
from booklet.layout.tags import StructureBuilder
from booklet.text.lines import SetLine
from booklet.text.style import ParagraphShape

PAGES_PER_SHEET = 4
_FULL_ENOUGH = 0.6
"""Share of a page that must be filled before its last column is stretched to the foot."""
_CUT = "…"
"""At the end of a running head that is too long for its line."""
_MOST_STRETCH = 1.5
"""Lines of the grid by which a space between points grows at the most: wider, they no longer belong together."""
_OPTICAL_MIDDLE = 0.42
"""Share of the free room that stands above a quotation: the eye's middle is above the ruler's."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page before it is drawn."""

    section: Section | None
    """None for a blank page that completes the sheets."""
    column: Column = ()
    opening: bool = False
    """The first page of its section."""


def lay_out_booklet(book: Book, edition: Edition, styles: Styles) -> DisplayDocument:
    """Return the pages of an edition.

    Raises:
        LayoutError: when something that may not be parted is higher than a page.
        FontError: when no font has a character.
    """
    book, styles = with_digits(book, edition), replace(styles, figures=figures_of(edition))
    paper, margins = book.paper, styles.theme.margins

    def master(page_number: int) -> PageMaster:
        return page_master(page_number, paper.trim, margins, edition.binding, styles.leading)

    tags = StructureBuilder(styles.language.code)
    frame = master(1).frame
    room = Room(styles, frame.width, frame.height, tags)
    title = book.title[room.language]
    cover = next((block for block in book.body if isinstance(block, Cover)), None)
    back = next((block for block in book.body if isinstance(block, BackCover)), None)
    pages: list[Page] = []
    if cover:
        words = cover.title[room.language] if cover.title else title
        pages.append(front_cover(cover, words, paper, styles, tags))
    first_index = len(pages)
    drafts = _drafts(make_sections(book, room), room, first_index)
    page_count = first_index + len(drafts) + (1 if back else 0)
    drafts += [_Draft(None)] * (-page_count % PAGES_PER_SHEET)
    drafts = _with_folios(drafts, first_index)
    pages += [_draw(draft, master(number), book, room, number) for number, draft in enumerate(drafts, first_index + 1)]
    if back:
        pages.append(back_cover(back, paper, styles, tags))
    return DisplayDocument(
        title=title.text,
        language=room.language,
        direction=styles.direction,
        binding=edition.binding,
        pages=tuple(pages),
        structure=tags.finish(),
        outline=_outline(drafts, first_index, title.text if cover else "", frame),
    )


def _drafts(sections: Sequence[Section], room: Room, first_page_index: int) -> list[_Draft]:
    """Return the pages of the sections; one that turns to a recto or verso may leave an empty page before it."""
    drafts: list[_Draft] = []
    for section in sections:
        recto_next = (first_page_index + len(drafts)) % 2 == 0
        if (section.turn is PageTurn.RECTO and not recto_next) or (section.turn is PageTurn.VERSO and recto_next):
            drafts.append(_Draft(None))
        timeline = section.kind is Kind.TIMELINE
        most = inf if timeline else _MOST_STRETCH * room.styles.leading
        columns = break_pages_tightly(section.rows, room.height, balanced=timeline) or [()]
        for i, column in enumerate(columns):
            full = column_height([placed.row for placed in column]) > _FULL_ENOUGH * room.height
            last = i == len(columns) - 1
            filled = fill(column, room.height, most) if full or not last else column
            drafts.append(_Draft(section, filled, opening=i == 0))
    return drafts


def _with_folios(drafts: Sequence[_Draft], first_page_index: int) -> list[_Draft]:
    """Return the drafts with the pages of the chapters in the lines of the contents."""
    chapters = (
        page_index
        for page_index, draft in enumerate(drafts, first_page_index)
        for placed in draft.column
        if placed.row.anchor and placed.row.anchor.listed
    )
    return [replace(draft, column=tuple(_with_folio(placed, chapters) for placed in draft.column)) for draft in drafts]


def _with_folio(placed: PlacedRow, chapters: Iterator[int]) -> PlacedRow:
    """Return a row; a line of the contents takes the next chapter's page."""
    if not isinstance(placed.row.drawing, EntryLine):
        return placed
    page_index = next(chapters)
    line = numbered(placed.row.drawing, page_index)
    return replace(placed, row=replace(placed.row, drawing=line))


def _draw(draft: _Draft, master: PageMaster, book: Book, room: Room, page_number: int) -> Page:
    """Return a finished page (page_number is 1-based)."""
    section, frame = draft.section, master.frame
    folio = room.styles.figures.folio(page_number)
    if section is None or section.kind is Kind.BLANK:
        return Page(master.size, (), label=folio, safe_area=master.safe_area)
    top = frame.y
    if section.kind is Kind.QUOTE:
        top += _OPTICAL_MIDDLE * (frame.height - column_height([placed.row for placed in draft.column]))
    items: list[Item] = []
    links: list[Link] = []
    if section.kind is Kind.TIMELINE:
        items.append(Group(axis(room, draft.column), Matrix(e=frame.x, f=top)))
    for placed in draft.column:
        if placed.row.drawing is not None:
            at = Point(frame.x, top + placed.y)
            items += placed.row.drawing.place(at)
            links += placed.row.drawing.links(at)
    items += _outer_line(folio, master, master.folio_baseline, room)
    if not draft.opening:
        words = section.head if page_number % 2 else book.title[room.language].text
        items += _outer_line(words, master, master.head_baseline, room)
    return Page(master.size, tuple(items), tuple(links), label=folio, safe_area=master.safe_area)


def _outer_line(words: str, master: PageMaster, baseline: float, room: Room) -> tuple[Item, ...]:
    """Return a small line flush with the outer edge of the frame: a folio or running head, cut short to one line."""
    if not words:
        return ()
    styles, frame = room.styles, master.frame
    manner = styles.text_manner(styles.theme.sizes.small, styles.palette.primary)
    leading = small_leading(styles)

    def lines_of(text: str) -> tuple[SetLine, ...]:
        return set_text(plain(text), manner, room.language, ParagraphShape(frame.width), leading).lines

    first, *others = lines_of(words)
    while others:
        kept = first.text.removesuffix(_CUT)
        first, *others = lines_of((kept.rpartition(" ")[0] or kept[: len(kept) // 2]).rstrip() + _CUT)
    x = frame.x - first.left if master.on_left else frame.right - first.right
    return (Marked((place_line(first, x, baseline, leading),), Artifact.PAGINATION),)


def _outline(
    drafts: Sequence[_Draft], first_page_index: int, cover_title: str, frame: Rect
) -> tuple[OutlineEntry, ...]:
    """Return a bookmark for the cover and for each heading."""
    entries = [OutlineEntry(cover_title, 0, 0.0, 0)] if cover_title else []
    for page_index, draft in enumerate(drafts, first_page_index):
        for placed in draft.column:
            anchor = placed.row.anchor
            if anchor is not None:
                entries.append(OutlineEntry(anchor.title, page_index, frame.y + placed.y, anchor.level - 1))
    return tuple(entries)
