"""A booklet from a book: sections into pages, with folios, running heads, contents, covers and blanks.

The number of pages is a multiple of four, as folded sheets ask; what is missing stands as blank pages before the back
cover, so that the last leaf stays the cover.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf

from booklet.document.book import Book
from booklet.document.edition import Arrangement, Edition
from booklet.document.model import BackCover, Cover, PageTurn
from booklet.document.theme import FolioPlace, HeadLetters
from booklet.errors import Where
from booklet.geometry import Matrix, Point, Size
from booklet.layout.boxes import box_grounds
from booklet.layout.contents import EntryLine, numbered
from booklet.layout.credits import CreditFolio
from booklet.layout.display import (
    Artifact,
    DisplayDocument,
    Group,
    Item,
    Link,
    Marked,
    OutlineEntry,
    Page,
    PagesOnDemand,
    Role,
)
from booklet.layout.figures import figures_of, with_digits
from booklet.layout.flow import Column, PlacedRow, break_pages_tightly, column_height, fill
from booklet.layout.master import PageMaster, page_master
from booklet.layout.memo import NO_MEMO, Memo
from booklet.layout.mend import mended
from booklet.layout.notes import check_feet, foot_row
from booklet.layout.parallel import Parallel, make_parallel, with_feet
from booklet.layout.room import Room
from booklet.layout.rows import Anchor, Drawing, changed, foot_height
from booklet.layout.sections import Kind, Section, make_sections
from booklet.layout.setting import place_line, plain, set_text
from booklet.layout.styles import Manner, Styles, small_leading
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
    side: int = 0
    """Index of the language that has this page of a spread; 0 where languages share their pages."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What lies between a front cover and a back cover: a booklet, or one of two that share their sheets."""

    parallel: Parallel
    title: str
    cover: Page | None
    drafts: tuple[_Draft, ...]
    back: Page | None

    @property
    def page_count(self) -> int:
        """Pages with the covers."""
        return self.first_index + len(self.drafts) + (self.back is not None)

    @property
    def first_index(self) -> int:
        """Page index of the first draft."""
        return int(self.cover is not None)

    def completed(self, multiple: int) -> "_Part":
        """Return the part with blank pages before the back cover, up to a multiple."""
        return replace(self, drafts=self.drafts + (_Draft(None),) * (-self.page_count % multiple))


def lay_out_booklet(book: Book, edition: Edition, *styles: Styles, memo: Memo = NO_MEMO) -> DisplayDocument:
    """Return the pages of an edition, drawn on demand; `styles` are those of its languages, in their order.

    `memo` is for a series of documents of the same edition and styles.

    Raises:
        LayoutError: when something that may not be parted is higher than a page.
        FontError: when no font has a character.
    """
    book = with_digits(book, edition, memo)
    given = styles
    styles = memo.of("styles", given, lambda: tuple(_with_figures(one, edition) for one in given))
    tags = StructureBuilder(edition.language.code)
    two_covers = len(styles) > 1 and edition.arrangement is Arrangement.TWO_COVERS
    parts: list[_Part]
    if two_covers:
        first, second = (_make_part(book, edition, (one,), tags, tags.add(Role.SECTION), memo) for one in styles)
        parts = [first.completed(2), second.completed(2)]
        if sum(part.page_count for part in parts) % PAGES_PER_SHEET:
            parts[1] = replace(parts[1], drafts=(*parts[1].drafts, _Draft(None), _Draft(None)))
    else:
        parts = [_make_part(book, edition, styles, tags, 0, memo).completed(PAGES_PER_SHEET)]
    pages: list[Callable[[], Page]] = []
    outline: list[OutlineEntry] = []
    for part in parts:
        outline += [replace(entry, page_index=entry.page_index + len(pages)) for entry in _outline(part, book)]
        pages += [partial(_moved, page, len(pages)) for page in _pages(part, book)]
    return DisplayDocument(
        title=" · ".join(dict.fromkeys(book.title[one.language.code].text for one in styles)),
        language=edition.language.code,
        direction=edition.language.direction,
        binding=edition.binding,
        pages=PagesOnDemand(pages),
        structure=tags.finish(),
        outline=tuple(outline),
        second_cover=parts[0].page_count if two_covers else None,
    )


def _with_figures(styles: Styles, edition: Edition) -> Styles:
    return replace(styles, figures=figures_of(edition, styles.language))


def _make_part(
    book: Book, edition: Edition, given: Sequence[Styles], tags: StructureBuilder, parent: int, memo: Memo
) -> _Part:
    """Return the pages of one or several languages that share them, still without the blanks at the end."""
    grid = max(one.leading for one in given)  # facing pages share it
    styles = memo.of((*map(id, given), "grid"), given, lambda: [replace(one, leading=grid) for one in given])
    frame = _master(1, book, styles[0]).frame
    languages = dict.fromkeys(language for one in book.editions.values() for language in one.languages)
    parallel = make_parallel(styles, edition.arrangement, Size(frame.width, frame.height), tags, parent)
    parallel = with_feet(parallel, tuple(languages), memo)
    cover = next((block for block in book.body if isinstance(block, Cover)), None)
    back = next((block for block in book.body if isinstance(block, BackCover)), None)
    if cover or back:
        from booklet.layout.cover import back_cover, front_cover
    cover_page = front_cover(cover, book, parallel.rooms) if cover else None
    first_index = int(cover is not None)
    drafts = _with_folios(_drafts(make_sections(book, parallel), parallel, first_index), first_index)
    back_page = back_cover(back, book, parallel.rooms) if back else None
    return _Part(parallel, book.title[parallel.first.language].text, cover_page, tuple(drafts), back_page)


def _master(page_number: int, book: Book, styles: Styles) -> PageMaster:
    """Return the places of a page of a part; the first language of the part says where it is bound."""
    return page_master(page_number, book.paper.trim, styles.theme.margins, styles.language.binding, styles.leading)


def _moved(make: Callable[[], Page], by: int) -> Page:
    """Return a page whose links inside the file lead `by` pages further."""
    page = make()
    links = tuple(
        replace(link, target=link.target + by) if isinstance(link.target, int) else link for link in page.links
    )
    return replace(page, links=links) if by else page


# --- Sections into pages --------------------------------------------------------------------------------------------


def _drafts(sections: Sequence[Section], parallel: Parallel, first_page_index: int) -> list[_Draft]:
    """Return the pages of the sections; one that turns to a recto or verso may leave an empty page before it."""
    drafts: list[_Draft] = []
    for section in sections:
        recto_next = (first_page_index + len(drafts)) % 2 == 0
        turn = PageTurn.VERSO if parallel.is_facing else section.turn  # facing pages are a verso and its recto
        if (turn is PageTurn.RECTO and not recto_next) or (turn is PageTurn.VERSO and recto_next):
            drafts.append(_Draft(None))
        for i, column in enumerate(_kept_columns(section, parallel.first)):
            if parallel.is_facing:
                drafts += [
                    _Draft(section, _side(column, side), opening=i == 0, side=side)
                    for side in range(len(parallel.rooms))
                ]
            else:
                drafts.append(_Draft(section, column, opening=i == 0))
    return drafts


def _kept_columns(section: Section, room: Room) -> list[Column]:
    """Return the columns of a section, those of the last copy where its rows are the same."""
    key = ("columns", section.kind, room.height, id(room.styles), *map(id, section.rows))
    return room.memo.of(key, (room.styles, *section.rows), lambda: _columns(section, room))


def _columns(section: Section, room: Room) -> list[Column]:
    """Return the rows of a section as columns; those that are full enough are stretched to the foot."""
    timeline = section.kind is Kind.TIMELINE
    most = inf if timeline else _MOST_STRETCH * room.styles.leading
    rows = section.rows if timeline else mended(section.rows, room.height, room.styles.leading)
    columns = break_pages_tightly(rows, room.height, balanced=timeline) or [()]

    done: list[Column] = []
    for column in columns:
        placed_rows = [placed.row for placed in column]
        check_feet(placed_rows, room.height)
        height = room.height - foot_height(placed_rows)
        full = column_height(placed_rows) > _FULL_ENOUGH * height
        done.append(fill(column, height, most) if full or column is not columns[-1] else column)
    return done


def _side(column: Column, side: int) -> Column:
    """Return what stands on one of two facing pages."""
    return tuple(
        replace(placed, row=replace(placed.row.sides[side], box=placed.row.box)) if placed.row.sides else placed
        for placed in column
    )


def _with_folios(drafts: Sequence[_Draft], first_page_index: int) -> list[_Draft]:
    """Return the drafts with the pages of the chapters in the contents, and those of the pictures in the credits."""
    chapters: dict[str, list[int]] = {}
    pictures: dict[tuple[Where, str], int] = {}
    for page_index, draft in enumerate(drafts, first_page_index):
        for anchor in _anchors(draft):
            if anchor.credit:
                pictures.setdefault((anchor.credit, anchor.listed_in), page_index)
            else:
                chapters.setdefault(anchor.listed_in, []).append(page_index)

    def with_folio(drawing: Drawing) -> Drawing:
        match drawing:
            case EntryLine():
                return numbered(drawing, chapters[drawing.room.language][drawing.chapter_index])
            case CreditFolio():
                return drawing.on_page(pictures[drawing.credit, drawing.room.language])
            case _:
                return drawing

    def numbered_draft(draft: _Draft) -> _Draft:
        if draft.section is None or not (draft.section.kind is Kind.CONTENTS or draft.section.has_credits):
            return draft
        rows = [replace(placed.row, drawing=changed(placed.row.drawing, with_folio)) for placed in draft.column]
        return replace(draft, column=tuple(map(PlacedRow, [placed.y for placed in draft.column], rows)))

    return [numbered_draft(draft) for draft in drafts]


def _anchors(draft: _Draft) -> Iterator[Anchor]:
    return (anchor for placed in draft.column for anchor in placed.row.anchors)


# --- Drawing --------------------------------------------------------------------------------------------------------


def _pages(part: _Part, book: Book) -> Iterator[Callable[[], Page]]:
    """Yield what draws each page of a part, as if it were alone in its file."""
    if part.cover:
        yield partial(_same, part.cover)
    for page_index, draft in enumerate(part.drafts, part.first_index):
        yield partial(_draw, draft, book, part.parallel, page_index + 1)
    if part.back:
        yield partial(_same, part.back)


def _same(page: Page) -> Page:
    return page


def _outline(part: _Part, book: Book) -> Iterator[OutlineEntry]:
    """Yield the bookmarks of a part, as if it were alone in its file."""
    if part.cover:
        yield OutlineEntry(part.title, 0, 0.0, 0)
    for page_index, draft in enumerate(part.drafts, part.first_index):
        top = _master(page_index + 1, book, part.parallel.first.styles).frame.y
        for placed in draft.column:
            for anchor in placed.row.anchors:
                if not anchor.credit:
                    yield OutlineEntry(anchor.title, page_index, top + placed.y, anchor.level - 1)


def _draw(draft: _Draft, book: Book, parallel: Parallel, page_number: int) -> Page:
    """Return a finished page (page_number is 1-based), that of another copy where it is the same."""
    section, room = draft.section, parallel.rooms[draft.side]
    master = _master(page_number, book, parallel.first.styles)
    folio = room.styles.figures.folio(page_number)
    if section is None or section.kind is Kind.BLANK:
        return Page(master.size, (), label=folio, safe_area=master.safe_area)
    # A chapter's title that a band leaves no room for opens the page after it.
    opens = draft.opening or any(anchor.level == 1 for anchor in _anchors(draft))
    head = ""
    if not opens and room.styles.theme.running_heads is not HeadLetters.NONE:
        of_chapter = parallel.is_facing or page_number % 2
        head = section.heads[draft.side] if of_chapter else book.title[room.language].text
    parts = (room.styles, *section.grounds, *draft.column)
    key = ("page", page_number, draft.side, draft.opening, section.kind, head, *map(id, parts))
    return room.memo.of(key, parts, lambda: _draw_section(draft, master, parallel, folio, head))


def _draw_section(draft: _Draft, master: PageMaster, parallel: Parallel, folio: str, head: str) -> Page:
    """Return a page of a section, with a running head unless that is empty."""
    section = draft.section
    assert section, "blank pages have nothing to draw"
    frame, room = master.frame, parallel.rooms[draft.side]
    top = frame.y
    rows = [placed.row for placed in draft.column]
    foot = foot_row(rows)
    if section.kind is Kind.QUOTE:
        top += _OPTICAL_MIDDLE * (frame.height - foot.height - column_height(rows))
    items: list[Item] = [section.grounds[draft.side]] if section.grounds and draft.opening else []
    items += box_grounds(draft.column, Point(frame.x, top), frame.width, room.styles)
    links: list[Link] = []
    if section.kind is Kind.TIMELINE and not parallel.is_stacked:
        from booklet.layout.chronicle import axes

        items.append(Group(axes(draft.column, room.styles.palette.ornament), Matrix(e=frame.x, f=top)))
    for y, row in [*((top + placed.y, placed.row) for placed in draft.column), (frame.bottom - foot.height, foot)]:
        if row.drawing is not None:
            placed, areas = _kept_drawing(row.drawing, Point(frame.x, y), room.memo)
            items += placed
            links += areas
    if section.kind is Kind.PLATE:
        return Page(master.size, tuple(items), tuple(links), label=folio, safe_area=master.safe_area)
    styles = room.styles
    size, color = styles.theme.sizes.small, styles.palette.primary
    items.append(_folio(folio, styles.text_manner(size, color), master, room))
    if head:
        items.append(_outer_line(head, styles.head_manner(size, color), master, master.head_baseline, room))
    return Page(master.size, tuple(items), tuple(links), label=folio, safe_area=master.safe_area)


def _folio(words: str, manner: Manner, master: PageMaster, room: Room) -> Item:
    """Return the page number where the theme has it, under the text."""
    baseline = master.folio_baseline
    if room.styles.theme.folio is FolioPlace.OUTER:
        return _outer_line(words, manner, master, baseline, room)
    line = _one_line(words, manner, master, room)
    middle = master.frame.x + master.frame.width / 2
    return _placed(line, Point(middle - (line.left + line.right) / 2, baseline), room)


def _outer_line(words: str, manner: Manner, master: PageMaster, baseline: float, room: Room) -> Item:
    """Return a small line flush with the outer edge of the frame: a folio or running head."""
    line, frame = _one_line(words, manner, master, room), master.frame
    return _placed(line, Point(frame.x - line.left if master.on_left else frame.right - line.right, baseline), room)


def _kept_drawing(drawing: Drawing, at: Point, memo: Memo) -> tuple[tuple[Item, ...], tuple[Link, ...]]:
    return memo.of((id(drawing), at), (drawing,), lambda: (drawing.place(at), drawing.links(at)))


def _one_line(words: str, manner: Manner, master: PageMaster, room: Room) -> SetLine:
    """Return words cut short to one line of the frame."""
    style = manner.plain  # a running head and a folio of the same words differ in some of these
    key = ("one line", words, id(room.styles), style.size, style.color, style.features, style.tracking)
    return room.memo.of(key, (room.styles,), lambda: _cut_line(words, manner, master, room))


def _cut_line(words: str, manner: Manner, master: PageMaster, room: Room) -> SetLine:
    shape, leading = ParagraphShape(master.frame.width), small_leading(room.styles)

    def lines_of(text: str) -> tuple[SetLine, ...]:
        return set_text(plain(text), manner, room.language, shape, leading).lines

    first, *others = lines_of(words)
    while others:
        kept = first.text.removesuffix(_CUT)
        first, *others = lines_of((kept.rpartition(" ")[0] or kept[: len(kept) // 2]).rstrip() + _CUT)
    return first


def _placed(line: SetLine, at: Point, room: Room) -> Item:
    """Return a line of the page's make-up, the left edge of its measure and its baseline at a point."""
    return Marked((place_line(line, at.x, at.y, small_leading(room.styles)),), Artifact.PAGINATION)
