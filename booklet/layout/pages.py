"""A booklet from a book: sections into pages, with folios, running heads, contents, covers and blanks.

The number of pages is a multiple of four, as folded sheets ask; what is missing stands as blank pages before the back
cover, so that the last leaf stays the cover.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from booklet.document.model import BackCover, Book, Cover, Edition, PageTurn
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.blocks import Room, small_leading
from booklet.layout.chronicle import axis
from booklet.layout.contents import contents_rows
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
from booklet.layout.flow import Column, break_pages, break_pages_tightly, column_height, fill
from booklet.layout.master import PageMaster, page_master
from booklet.layout.sections import Kind, Section, make_sections
from booklet.layout.setting import place_line, plain, set_text
from booklet.layout.styles import Styles
from booklet.layout.tags import StructureBuilder
from booklet.text.style import ParagraphShape
from booklet.units import mm

PAGES_PER_SHEET = 4
_FULL_ENOUGH = 0.6
"""Share of a page that must be filled before its last column is stretched to the foot."""
_OPTICAL_MIDDLE = 0.42
"""Share of the free room that stands above a quotation: the eye's middle is above the ruler's."""
_SAFE = mm(5)


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
        pages.append(front_cover(cover, words, paper.trim, paper.bleed, styles, tags))
    first_index = len(pages)
    drafts = _drafts(make_sections(book, room), room, first_index)
    page_count = first_index + len(drafts) + (1 if back else 0)
    drafts += [_Draft(None)] * (-page_count % PAGES_PER_SHEET)
    drafts = _with_folios(drafts, room, first_index)
    pages += [_draw(draft, master(number), book, room, number) for number, draft in enumerate(drafts, first_index + 1)]
    if back:
        pages.append(back_cover(back, paper.trim, paper.bleed, styles, tags))
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
        columns = break_pages_tightly(section.rows, room.height, balanced=section.kind is Kind.TIMELINE) or [()]
        for i, column in enumerate(columns):
            full = column_height([placed.row for placed in column]) > _FULL_ENOUGH * room.height
            last = i == len(columns) - 1
            drafts.append(_Draft(section, fill(column, room.height) if full or not last else column, opening=i == 0))
    return drafts


def _with_folios(drafts: Sequence[_Draft], room: Room, first_page_index: int) -> list[_Draft]:
    """Return the drafts with the contents' lines made again, now that the pages of the chapters are known."""
    chapters = [
        (page_index, str(page_index + 1))
        for page_index, draft in enumerate(drafts, first_page_index)
        for placed in draft.column
        if placed.row.anchor and placed.row.anchor.level == 1
    ]
    done: list[_Draft] = []
    for draft in drafts:
        section = draft.section
        if section is None or section.kind is not Kind.CONTENTS:
            done.append(draft)
        elif draft.opening:
            lines = contents_rows(section.entries, chapters, room)
            rows = [*section.rows[: len(section.rows) - len(lines)], *lines]
            columns = break_pages(rows, room.height)
            done += [_Draft(section, column, opening=i == 0) for i, column in enumerate(columns)]
    return done


def _draw(draft: _Draft, master: PageMaster, book: Book, room: Room, page_number: int) -> Page:
    """Return a finished page (page_number is 1-based)."""
    section, frame = draft.section, master.frame
    if section is None or section.kind is Kind.BLANK:
        return Page(master.size, (), safe_area=master.trim.grown(-_SAFE))
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
    items += _folio(str(page_number), master, room)
    if not draft.opening:
        words = section.head if page_number % 2 else book.title[room.language].text
        items += _outer_line(words, master, master.head_baseline, room)
    return Page(master.size, tuple(items), tuple(links), label=str(page_number), safe_area=master.trim.grown(-_SAFE))


def _folio(number: str, master: PageMaster, room: Room) -> tuple[Item, ...]:
    return _outer_line(number, master, master.folio_baseline, room)


def _outer_line(words: str, master: PageMaster, baseline: float, room: Room) -> tuple[Item, ...]:
    """Return a small line flush with the outer edge of the frame: a folio or running head."""
    if not words:
        return ()
    styles, frame = room.styles, master.frame
    manner = styles.text_manner(styles.theme.sizes.small, styles.palette.primary)
    leading = small_leading(styles)
    line = set_text(plain(words), manner, room.language, ParagraphShape(frame.width), leading).lines[0]
    x = frame.x - line.left if master.on_left else frame.right - line.right
    return (Marked((place_line(line, x, baseline, leading),), Artifact.PAGINATION),)


def _outline(
    drafts: Sequence[_Draft], first_page_index: int, cover_title: str, frame: Rect
) -> tuple[OutlineEntry, ...]:
    """Return a bookmark for the cover and for each heading."""
    entries = [OutlineEntry(cover_title, 0, 0.0, 0)] if cover_title else []
    for page_index, draft in enumerate(drafts, first_page_index):
        for placed in draft.column:
            anchor = placed.row.anchor
            if anchor is not None:
                level = min(anchor.level - 1, entries[-1].level + 1) if entries else 0
                entries.append(OutlineEntry(anchor.title, page_index, frame.y + placed.y, level))
    return tuple(entries)
