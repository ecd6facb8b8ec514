"""The body of a book as sections: runs of rows that begin on a page of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from itertools import pairwise
from typing import TypeAlias, assert_never

from booklet.document.book import Book
from booklet.document.framing import FullBleed
from booklet.document.model import (
    BackCover,
    Blank,
    Block,
    Box,
    Contents,
    Cover,
    Credits,
    Figure,
    Heading,
    Map,
    NotesPage,
    PageBreak,
    PageTurn,
    Paragraph,
    Phrase,
    Pictures,
    Points,
    PullQuote,
    Quote,
    Text,
    TextStyle,
    Timeline,
)
from booklet.errors import LayoutError
from booklet.geometry import Rect
from booklet.layout.blocks import heading_rows, points_units, prose_units, quote_rows
from booklet.layout.boxes import BOX_INSET_EM, box_title_rows, boxed
from booklet.layout.contents import contents_units
from booklet.layout.credits import credits_units
from booklet.layout.display import Artifact, Item, Role, Rule
from booklet.layout.flow import column_height
from booklet.layout.illustrations import Manner, bleeding, figure_rows, pictures_rows
from booklet.layout.parallel import Parallel, Unit
from booklet.layout.pull_quotes import pull_quote_rows
from booklet.layout.room import Room
from booklet.layout.rows import Anchor, Row, picture, space, text_rows
from booklet.layout.setting import plain, title_shape
from booklet.layout.tags import StructureBuilder
from booklet.layout.words import CONTENTS

_Words: TypeAlias = Heading | Text | Quote | PullQuote | Points | Timeline
"""What stands in a section beside others, but for pictures and boxes."""

_RULE = 0.4
"""Thickness of the rules to write on: pencil grey, not a fence."""


_LEAST_LOWER = 0.75
"""Of its own height, that a map under the contents may be made low to: lower, it is crammed."""


class Kind(Enum):
    """How the pages of a section are made up."""

    TEXT = "text"
    CONTENTS = "contents"
    QUOTE = "quote"
    """Set in the optical middle of the page."""
    TIMELINE = "timeline"
    """Filled to the foot, as evenly as may be, with an axis."""
    PLATE = "plate"
    """One picture up to the edges, without folio and running head."""
    NOTES = "notes"
    BLANK = "blank"


@dataclass(slots=True)
class Section:
    """Rows that begin on a new page."""

    kind: Kind
    turn: PageTurn = PageTurn.NEXT
    rows: list[Row] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    """The running head, for each language: the chapter's title."""
    grounds: tuple[Item, ...] = ()
    """What lies under the rows of the first page: one for each language where they have facing pages, or one."""
    has_credits: bool = False


def make_sections(book: Book, parallel: Parallel) -> list[Section]:
    """Return the sections of the body in its order, without the covers."""
    collected = any(isinstance(block, Credits) for block in book.body)
    body = _Body(book, parallel, Manner(book.paper, collected), ("",) * len(parallel.rooms))
    for before, block in pairwise([None, *book.body]):
        if block is not None:
            body.add(block, before)
    return body.sections


@dataclass(slots=True)
class _Body:
    """The sections made so far, and what the next block goes on from."""

    book: Book
    parallel: Parallel
    manner: Manner
    chapter: tuple[str, ...]
    """Its title in each language."""
    turn: PageTurn = PageTurn.NEXT
    """Of the next section."""
    sections: list[Section] = field(default_factory=list)
    open: Section | None = None
    """The section that text goes on in; None where a new one must begin."""

    def add(self, block: Block, before: Block | None) -> None:
        """Add a block; `before` is the one that it follows in the source."""
        match block:
            case Cover() | BackCover():
                pass
            case Map() if isinstance(before, Contents):
                # The contents leave most of their page white: a map is at home there.
                gap, above = space(2 * self.parallel.first.styles.leading), self.sections[-1].rows
                parallel = _under(above, gap, block, self.parallel)
                above += [gap, *_pictures(block, parallel, self.manner)]
            case PageBreak():
                # It says where the next section begins, whatever that is; of two, the one that names a side counts.
                self.turn = self.turn if block.to is PageTurn.NEXT else block.to
                self.open = None
            case Contents() | NotesPage() | Blank() | Quote(full_page=True) | Figure(full_bleed=FullBleed.PAGE):
                self._add_page(block)
                self.open = None
            case Figure(full_bleed=FullBleed.BAND):
                self._add_band(block, before)
            case Heading(level=1):
                self._add_chapter(block, before)
            case Credits():
                self._add_credits(block)
            case (
                Heading()
                | Text()
                | Quote()
                | PullQuote()
                | Points()
                | Timeline()
                | Figure()
                | Pictures()
                | Map()
                | Box()
            ):
                self._add_rows(block, before)
            case _:
                assert_never(block)

    def _begin(self, kind: Kind, rows: Iterable[Row] = ()) -> Section:
        self.sections.append(Section(kind, self.turn, [*rows], self.chapter))
        self.turn = PageTurn.NEXT
        return self.sections[-1]

    def _add_page(self, block: Contents | NotesPage | Blank | Quote | Figure) -> None:
        """Add what has a page of its own."""
        parallel = self.parallel
        match block:
            case Contents():
                self._begin(Kind.CONTENTS, parallel.rows(partial(_contents, block, self.book)))
            case NotesPage():
                self._begin(Kind.NOTES, parallel.page_rows(partial(_notes_page, block)))
            case Blank():
                self._begin(Kind.BLANK)
            case Quote():
                self._begin(Kind.QUOTE, parallel.page_rows(partial(_quote, block)))
            case Figure():
                grounds, rows = _bleeding(block, parallel, self.manner)
                self._begin(Kind.PLATE, rows).grounds = grounds
            case _:
                assert_never(block)

    def _add_band(self, block: Figure, before: Block | None) -> None:
        """Add a picture at the head of a page: of the chapter's first one, when its title is all that stands there."""
        grounds, rows = _bleeding(block, self.parallel, self.manner)
        after_title = isinstance(before, Heading) and before.level == 1
        if self.open is None or self.open.grounds or not after_title:
            self.open = self._begin(Kind.TEXT)
        self.open.rows[:0], self.open.grounds = rows, grounds

    def _add_chapter(self, block: Heading, before: Block | None) -> None:
        """Add the title of a chapter, which opens a page, or stands under the band at the head of one."""
        self.chapter = tuple(block.text[room.language].text for room in self.parallel.rooms)
        under_band = isinstance(before, Figure) and before.full_bleed is FullBleed.BAND
        if self.open is None or not under_band:
            self.open = self._begin(Kind.TEXT)
        self.open.rows += _rows(block, before, self.book, self.parallel)
        self.open.heads = self.chapter

    def _add_credits(self, block: Credits) -> None:
        rows = self.parallel.rows(partial(credits_units, block, self.book))
        if rows:
            self.open = self.open or self._begin(Kind.TEXT)
            self.open.rows += rows
            self.open.has_credits = True

    def _add_rows(self, block: _Words | Figure | Pictures | Map | Box, before: Block | None) -> None:
        """Add what goes on in the open section."""
        section = self.open = self.open or self._begin(Kind.TEXT)
        if isinstance(block, Timeline):
            section.kind = Kind.TIMELINE
        if isinstance(block, Box):
            section.rows += self._box(block)
        else:
            section.rows += self._flowing(block, before if section.rows else None, self.parallel)

    def _flowing(self, block: _Words | Figure | Pictures | Map, before: Block | None, parallel: Parallel) -> list[Row]:
        if isinstance(block, Figure | Pictures | Map):
            return _pictures(block, parallel, self.manner)
        return _rows(block, before, self.book, parallel)

    def _box(self, block: Box) -> list[Row]:
        """Return a box, which holds all languages that share a page."""
        room = self.parallel.first
        element = room.tag(Role.SECTION)
        inside = self.parallel.in_box(BOX_INSET_EM * room.styles.theme.sizes.body, element)
        rows = inside.rows(lambda one: [box_title_rows(block, one)])
        for before, inner in pairwise([None, *block.body]):
            if inner is not None:
                rows += self._flowing(inner, before, inside)
        return boxed(rows, element, room)


def _rows(block: _Words, before: Block | None, book: Book, parallel: Parallel) -> list[Row]:
    """Return a block in all languages; `before` is the one that it follows on the page."""
    # What of the block before matters: what it is, and of a heading or a text its level or style.
    after = (type(before), getattr(before, "level", None), getattr(before, "style", None))
    # What a block is made of besides itself: events, or the words that a pull quote repeats.
    others = book.events if isinstance(block, Timeline) else book.body if isinstance(block, PullQuote) else None
    room = parallel.first
    return room.memo.tagged(
        (id(block), id(others), after, id(room.styles), room.parent, room.x, room.measure),
        (block, others, room.styles),
        room.tags,
        lambda: _new_rows(block, before, book, parallel),
    )


def _new_rows(block: _Words, before: Block | None, book: Book, parallel: Parallel) -> list[Row]:
    match block:
        case Heading():
            return parallel.rows(lambda room: [heading_rows(block, room)])
        case Text():
            opens = isinstance(before, Heading) and before.level == 1

            def units(room: Room) -> list[Unit]:
                return prose_units(block, room, goes_on=_goes_on(before, block, room.language), opens=opens)

            return parallel.rows(units)
        case Quote():
            return parallel.rows(partial(_quote, block))
        case PullQuote():
            return parallel.rows(lambda room: [pull_quote_rows(block, book.body, room)])
        case Points():
            return [*_apart(before, parallel), *parallel.rows(lambda room: points_units(block, room.off_grid))]
        case Timeline():
            from booklet.layout.chronicle import event_units

            return [*_apart(before, parallel), *parallel.rows(lambda room: event_units(book.events, room.off_grid))]
        case _:
            assert_never(block)


def _apart(before: Block | None, parallel: Parallel) -> list[Row]:
    """Return the space between a text and what is no text."""
    return [space(parallel.first.styles.leading)] if isinstance(before, Text) else []


def _pictures(block: Figure | Pictures | Map, parallel: Parallel, manner: Manner) -> list[Row]:
    room = parallel.first
    return room.memo.tagged(
        (id(block), manner.collected, id(room.styles), room.parent, room.x, room.measure),
        (block, room.styles),
        room.tags,
        lambda: parallel.once(lambda rooms: [_picture_rows(block, rooms, manner)]),
    )


def _picture_rows(block: Figure | Pictures | Map, rooms: Sequence[Room], manner: Manner) -> list[Row]:
    match block:
        case Map():
            from booklet.layout.maps.block import map_rows

            return map_rows(block, rooms)
        case Pictures():
            return pictures_rows(block, rooms, manner)
        case Figure():
            return figure_rows(block, rooms, manner)
        case _:
            assert_never(block)


def _under(above: Sequence[Row], gap: Row, block: Map, parallel: Parallel) -> Parallel:
    """Return the rooms as low as what rows leave of their page, where a map can do with that; else as they are."""
    left = parallel.first.height - column_height(above) - gap.height
    low = replace(parallel, rooms=tuple(replace(room, height=left) for room in parallel.rooms))
    try:
        return low if _map_height(block, low) >= _LEAST_LOWER * _map_height(block, parallel) else parallel
    except LayoutError:
        return parallel


def _map_height(block: Map, parallel: Parallel) -> float:
    """Return the height of a map in rooms, points, from a trial that leaves no elements behind."""
    from booklet.layout.maps.block import map_rows

    room = parallel.first
    unread = tuple(replace(one, tags=StructureBuilder(room.language), parent=0) for one in parallel.rooms)
    rows = replace(parallel, rooms=unread).once(lambda rooms: [map_rows(block, rooms)])
    return max(row.height for row in rows)


def _bleeding(block: Figure, parallel: Parallel, manner: Manner) -> tuple[tuple[Item, ...], list[Row]]:
    """Return the grounds of the pages that a picture bleeds from, and the rows on them."""
    grounds: list[Item] = []

    def unit(rooms: Sequence[Room]) -> list[Unit]:
        made = bleeding(block, rooms, manner)
        grounds.append(made.ground)
        return [made.rows]

    rows = parallel.once(unit)
    return tuple(grounds), rows


def _quote(block: Quote, room: Room) -> list[Unit]:
    return [quote_rows(block, room)]


def _goes_on(before: Block | None, block: Text, language: str) -> bool:
    """Tell whether a text follows a paragraph of the body as another one does: not after a table or a list."""
    if not isinstance(before, Text) or not before.style is block.style is TextStyle.BODY:
        return False
    return isinstance(before.text[language].blocks[-1], Paragraph)


def _contents(block: Contents, book: Book, room: Room) -> list[Unit]:
    """Return the title of the contents and a line for each chapter, still without its folio."""
    title = (
        block.title[room.language] if block.title else Phrase(spans=plain(CONTENTS[room.language]), where=block.where)
    )
    chapters = [one.text[room.language] for one in book.body if isinstance(one, Heading) and one.level == 1]
    return [_page_title(title, room), *contents_units(chapters, room)]


def _page_title(title: Phrase, room: Room) -> Unit:
    styles = room.styles
    manner = styles.display_manner(0.75 * styles.theme.sizes.heading1)
    text = room.text(Role.H1, title, manner, title_shape(room.measure), 2 * styles.leading)
    return [*text_rows(text, keep=True, anchor=Anchor(title.text, 1)), space(styles.leading)]


def _notes_page(block: NotesPage, room: Room) -> list[Unit]:
    """Return a title, where there is one, and ruled lines down to the foot."""
    title = _page_title(block.title[room.language], room) if block.title else []
    used = sum(row.height for row in title)
    pitch = 2 * room.styles.leading  # a hand writes at about 10 mm
    rule = Rule(Rect(room.x, pitch - _RULE, room.measure, room.styles.rule(_RULE)), room.styles.palette.ornament)
    ruled = Row(pitch, picture((rule,), Artifact.LAYOUT))
    return [title, [ruled] * int((room.height - used) / pitch)]
