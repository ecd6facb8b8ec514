"""The body of a book as sections: runs of rows that begin on a page of their own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from itertools import pairwise
from typing import assert_never

from booklet.document.model import (
    BackCover,
    Blank,
    Block,
    Book,
    Contents,
    Cover,
    Figure,
    Heading,
    NotesPage,
    PageBreak,
    PageTurn,
    Phrase,
    Points,
    Quote,
    Text,
    TextStyle,
    Timeline,
)
from booklet.geometry import Rect
from booklet.layout.blocks import figure_rows, heading_rows, points_units, prose_units, quote_rows
from booklet.layout.chronicle import event_units
from booklet.layout.contents import contents_units
from booklet.layout.display import Artifact, Role, Rule
from booklet.layout.parallel import Parallel, Unit
from booklet.layout.room import Room
from booklet.layout.rows import Anchor, Row, picture, space, text_rows
from booklet.layout.setting import plain, title_shape
from booklet.layout.words import CONTENTS

_RULE = 0.4
"""Thickness of the rules to write on: pencil grey, not a fence."""


class Kind(Enum):
    """How the pages of a section are made up."""

    TEXT = "text"
    CONTENTS = "contents"
    QUOTE = "quote"
    """Set in the optical middle of the page."""
    TIMELINE = "timeline"
    """Filled to the foot, as evenly as may be, with an axis."""
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


def make_sections(book: Book, parallel: Parallel) -> list[Section]:
    """Return the sections of the body in its order, without the covers."""
    sections: list[Section] = []
    open_section: Section | None = None
    chapter = ("",) * len(parallel.rooms)
    turn = PageTurn.NEXT

    def begin(kind: Kind, rows: Iterable[Row] = ()) -> Section:
        nonlocal turn
        sections.append(Section(kind, turn, [*rows], chapter))
        turn = PageTurn.NEXT
        return sections[-1]

    for before, block in pairwise([None, *book.body]):
        match block:
            case None | Cover() | BackCover():
                continue
            case Contents():
                begin(Kind.CONTENTS, parallel.rows(partial(_contents, block, book)))
                open_section = None
            case NotesPage():
                begin(Kind.NOTES, parallel.page_rows(partial(_notes_page, block)))
                open_section = None
            case Blank():
                begin(Kind.BLANK)
                open_section = None
            case Quote(full_page=True):
                begin(Kind.QUOTE, parallel.page_rows(partial(_quote, block)))
                open_section = None
            case PageBreak():
                # It says where the next section begins, whatever that is; of two, the one that names a side counts.
                turn = turn if block.to is PageTurn.NEXT else block.to
                open_section = None
            case Heading(level=1):
                chapter = tuple(block.text[room.language].text for room in parallel.rooms)
                open_section = begin(Kind.TEXT, _rows(block, before, book, parallel))
            case Heading() | Text() | Quote() | Points() | Figure() | Timeline():
                open_section = open_section or begin(Kind.TEXT)
                if isinstance(block, Timeline):
                    open_section.kind = Kind.TIMELINE
                if open_section.rows and isinstance(before, Text) and isinstance(block, Points | Timeline):
                    open_section.rows.append(space(parallel.first.styles.leading))
                goes_on = before if open_section.rows else None
                open_section.rows += _rows(block, goes_on, book, parallel)
            case _:
                assert_never(block)
    return sections


def _rows(
    block: Heading | Text | Quote | Points | Figure | Timeline, before: Block | None, book: Book, parallel: Parallel
) -> list[Row]:
    """Return a block in all languages; `before` is the one that it follows on the page."""
    match block:
        case Heading():
            return parallel.rows(lambda room: [heading_rows(block, room)])
        case Text():
            opens = isinstance(before, Heading) and before.level == 1
            goes_on = _is_body(before) and _is_body(block)
            return parallel.rows(lambda room: prose_units(block, room, goes_on=goes_on, opens=opens))
        case Quote():
            return parallel.rows(partial(_quote, block))
        case Points():
            return parallel.rows(lambda room: points_units(block, room.off_grid))
        case Figure():
            return parallel.once(lambda rooms: [figure_rows(block, rooms)])
        case Timeline():
            return parallel.rows(lambda room: event_units(book.events, room.off_grid))
        case _:
            assert_never(block)


def _quote(block: Quote, room: Room) -> list[Unit]:
    return [quote_rows(block, room)]


def _is_body(block: Block | None) -> bool:
    return isinstance(block, Text) and block.style is TextStyle.BODY


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
