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
    Points,
    Quote,
    Text,
    TextStyle,
    Timeline,
)
from booklet.geometry import Rect
from booklet.layout.blocks import Room, figure_rows, heading_rows, points_rows, prose_rows, quote_rows
from booklet.layout.chronicle import event_rows
from booklet.layout.contents import Entry, contents_rows
from booklet.layout.display import Artifact, Marked, Role, Rule
from booklet.layout.rows import Anchor, Picture, Row, space, text_rows
from booklet.layout.setting import plain, set_text, title_shape
from booklet.layout.words import CONTENTS


class Kind(Enum):
    """How the pages of a section are made up."""

    TEXT = "text"
    CONTENTS = "contents"
    QUOTE = "quote"
    """Set in the optical middle of the page, without running head."""
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
    entries: list[Entry] = field(default_factory=list)
    """Of a CONTENTS section: its lines follow `rows` when the folios are known."""


def make_sections(book: Book, room: Room) -> list[Section]:
    """Return the sections of the body in its order, without the covers."""
    sections: list[Section] = []
    open_section: Section | None = None
    chapter = ""

    def begin(kind: Kind, turn: PageTurn = PageTurn.NEXT) -> Section:
        sections.append(Section(kind, turn, head=chapter))
        return sections[-1]

    for before, block in pairwise([None, *book.body]):
        match block:
            case None | Cover() | BackCover():
                continue
            case Contents():
                _contents(block, book, begin(Kind.CONTENTS), room)
                open_section = None
            case NotesPage():
                _notes_page(block, begin(Kind.NOTES), room)
                open_section = None
            case Blank():
                begin(Kind.BLANK)
                open_section = None
            case Quote(full_page=True):
                begin(Kind.QUOTE).rows += quote_rows(block, room)
                open_section = None
            case PageBreak():
                open_section = begin(Kind.TEXT, block.to)
            case Heading(level=1):
                chapter = block.text[room.language].text
                if open_section is None or open_section.rows:
                    open_section = begin(Kind.TEXT)
                open_section.head = chapter
                open_section.rows += heading_rows(block, room)
            case Heading() | Text() | Quote() | Points() | Figure() | Timeline():
                open_section = open_section or begin(Kind.TEXT)
                if isinstance(block, Timeline):
                    open_section.kind = Kind.TIMELINE
                goes_on = bool(open_section.rows) and _is_body(before) and _is_body(block)
                open_section.rows += _rows(block, book, room, goes_on=goes_on)
            case _:
                assert_never(block)
    return sections


def _is_body(block: Block | None) -> bool:
    return isinstance(block, Text) and block.style is TextStyle.BODY


def _rows(
    block: Heading | Text | Quote | Points | Figure | Timeline, book: Book, room: Room, *, goes_on: bool
) -> list[Row]:
    match block:
        case Heading():
            return heading_rows(block, room)
        case Text():
            return prose_rows(block, room, goes_on=goes_on)
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


def _contents(block: Contents, book: Book, section: Section, room: Room) -> None:
    """Put the title of the contents into a section, and an entry for each chapter."""
    title = block.title[room.language].text if block.title else CONTENTS[room.language]
    section.rows += _page_title(title, room)
    element = room.tags.add(Role.CONTENTS)
    for chapter in book.body:
        if isinstance(chapter, Heading) and chapter.level == 1:
            words = chapter.text[room.language].text
            section.entries.append(Entry(words, room.tags.add(Role.CONTENTS_ITEM, words, parent=element)))
    # Until the folios are known, lines of the right height hold their place.
    section.rows += contents_rows(section.entries, [(0, "0")] * len(section.entries), room)


def _page_title(words: str, room: Room) -> list[Row]:
    styles = room.styles
    size = styles.theme.sizes.heading1 * 0.75
    manner = styles.display_manner(size)
    text = set_text(plain(words), manner, room.language, title_shape(room.measure), 2 * styles.leading)
    element = room.tags.add(Role.H2, words)
    return [*text_rows(text, element, 0.0, keep=True, anchor=Anchor(words, 2)), space(styles.leading)]


def _notes_page(block: NotesPage, section: Section, room: Room) -> None:
    """Put a title and ruled lines down to the foot into a section."""
    if block.title:
        section.rows += _page_title(block.title[room.language].text, room)
    used = sum(row.height for row in section.rows)
    pitch = 2 * room.styles.leading  # a hand writes at about 10 mm
    rule = Rule(Rect(0.0, pitch - 0.4, room.measure, 0.4), room.styles.palette.ornament)
    ruled = Row(pitch, Picture((Marked((rule,), Artifact.LAYOUT),)))
    section.rows += [ruled] * int((room.height - used) / pitch)
