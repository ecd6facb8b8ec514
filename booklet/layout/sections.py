"""The body of a book as sections: runs of rows that begin on a page of their own."""

from dataclasses import dataclass, field
from enum import Enum
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
from booklet.layout.blocks import figure_rows, heading_rows, points_rows, prose_rows, quote_rows
from booklet.layout.chronicle import event_rows
from booklet.layout.contents import contents_rows
from booklet.layout.display import Artifact, Role, Rule
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
    head: str = ""
    """The running head: the chapter's title."""


def make_sections(book: Book, room: Room) -> list[Section]:
    """Return the sections of the body in its order, without the covers."""
    sections: list[Section] = []
    open_section: Section | None = None
    chapter = ""
    turn = PageTurn.NEXT

    def begin(kind: Kind) -> Section:
        nonlocal turn
        sections.append(Section(kind, turn, head=chapter))
        turn = PageTurn.NEXT
        return sections[-1]

    for before, block in pairwise([None, *book.body]):
        match block:
            case None | Cover() | BackCover():
                continue
            case Contents():
                begin(Kind.CONTENTS).rows += _contents(block, book, room)
                open_section = None
            case NotesPage():
                begin(Kind.NOTES).rows += _notes_page(block, room)
                open_section = None
            case Blank():
                begin(Kind.BLANK)
                open_section = None
            case Quote(full_page=True):
                begin(Kind.QUOTE).rows += quote_rows(block, room)
                open_section = None
            case PageBreak():
                # It says where the next section begins, whatever that is; of two, the one that names a side counts.
                turn = turn if block.to is PageTurn.NEXT else block.to
                open_section = None
            case Heading(level=1):
                chapter = block.text[room.language].text
                open_section = begin(Kind.TEXT)
                open_section.rows += heading_rows(block, room)
            case Heading() | Text() | Quote() | Points() | Figure() | Timeline():
                open_section = open_section or begin(Kind.TEXT)
                if isinstance(block, Timeline):
                    open_section.kind = Kind.TIMELINE
                goes_on = bool(open_section.rows) and _is_body(before) and _is_body(block)
                if open_section.rows and isinstance(before, Text) and isinstance(block, Points | Timeline):
                    open_section.rows.append(space(room.styles.leading))
                opens = isinstance(before, Heading) and before.level == 1
                open_section.rows += _rows(block, book, room, goes_on=goes_on, opens=opens)
            case _:
                assert_never(block)
    return sections


def _is_body(block: Block | None) -> bool:
    return isinstance(block, Text) and block.style is TextStyle.BODY


def _rows(
    block: Heading | Text | Quote | Points | Figure | Timeline, book: Book, room: Room, *, goes_on: bool, opens: bool
) -> list[Row]:
    match block:
        case Heading():
            return heading_rows(block, room)
        case Text():
            return prose_rows(block, room, goes_on=goes_on, opens=opens)
        case Quote():
            return quote_rows(block, room)
        case Points():
            return points_rows(block, room)
        case Figure():
            return figure_rows(block, room)
        case Timeline():
            return event_rows(book.events, room)
        case _:
            assert_never(block)


def _contents(block: Contents, book: Book, room: Room) -> list[Row]:
    """Return the title of the contents and a line for each chapter, still without its folio."""
    title = (
        block.title[room.language] if block.title else Phrase(spans=plain(CONTENTS[room.language]), where=block.where)
    )
    chapters = [one.text[room.language] for one in book.body if isinstance(one, Heading) and one.level == 1]
    return [*_page_title(title, room), *contents_rows(chapters, room)]


def _page_title(title: Phrase, room: Room) -> list[Row]:
    styles = room.styles
    manner = styles.display_manner(0.75 * styles.theme.sizes.heading1)
    text = room.text(Role.H1, title, manner, title_shape(room.measure), 2 * styles.leading)
    return [*text_rows(text, keep=True, anchor=Anchor(title.text, 1)), space(styles.leading)]


def _notes_page(block: NotesPage, room: Room) -> list[Row]:
    """Return a title, where there is one, and ruled lines down to the foot."""
    title = _page_title(block.title[room.language], room) if block.title else []
    used = sum(row.height for row in title)
    pitch = 2 * room.styles.leading  # a hand writes at about 10 mm
    rule = Rule(Rect(0.0, pitch - _RULE, room.measure, _RULE), room.styles.palette.ornament)
    ruled = Row(pitch, picture((rule,), Artifact.LAYOUT))
    return [*title, *[ruled] * int((room.height - used) / pitch)]
