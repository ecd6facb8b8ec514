"""The two covers: a ground with the words on it, at the start edge of their frame (see `grounds`)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from booklet.document.book import Book
from booklet.document.model import BackCover, Cover, LocalizedPassage, LocalizedPhrase, Phrase
from booklet.errors import Diagnostic, LayoutError, Where
from booklet.geometry import Point, Rect
from booklet.languages import Binding
from booklet.layout.display import Artifact, Item, Link, Marked, Page, Role, Rule
from booklet.layout.grounds import CoverPlan
from booklet.layout.master import safe_area
from booklet.layout.prose import Prose, passage_rows
from booklet.layout.qr import qr_items
from booklet.layout.room import Room
from booklet.layout.rows import Row, Stack, TaggedText, space, stacked, text_rows, trimmed
from booklet.layout.setting import SetText, cleared, set_text, start_x, title_shape
from booklet.layout.styles import Manner, Styles, small_leading
from booklet.layout.tags import StructureBuilder
from booklet.text.style import Alignment, ParagraphShape
from booklet.units import mm

_SECOND_LANGUAGE = 0.62
"""Size of a further language's words over that of the first's."""
_BETWEEN_LANGUAGES = 2.2
"""Room above a further language's title, in sizes of the subtitle."""
_RULE, _RULE_WIDTH = 1.2, 0.3
"""Thickness of the rule under the title, and its share of the measure."""
_MISSION_SHARE = 0.45
"""Of the frame's height, that the text of a back cover takes at the most where it is set large."""
_CAPTION_LEADING = 1.45
"""Of the line beside the code, over its size."""
_BESIDE_QR = mm(5)
"""From the code to its caption."""
_QR_SIDE = mm(26)
"""A code of 33 modules is read from a hand's distance at 0.6 mm a module or more."""
"""ISO/IEC 18004:2015, 6.3.8."""


def front_cover(cover: Cover, book: Book, rooms: Sequence[Room]) -> Page:
    """Return the front cover with the words of each language, the first large; its spine is the binding edge.

    Raises:
        LayoutError: when its words do not fit.
    """
    styles = rooms[0].styles
    plan = CoverPlan(book.paper, styles, styles.language.binding is Binding.RIGHT, front=True)
    sizes, frame = styles.theme.sizes, plan.frame
    drawn = _Drawn([*_ground(plan, rooms[0])], [])
    y = frame.y
    for i, room in enumerate(map(plan.room, rooms)):
        y += _BETWEEN_LANGUAGES * sizes.cover_subtitle if i else 0.0
        y = _add_title(drawn, cover, book, room, Point(frame.x, y), _SECOND_LANGUAGE if i else 1.0)
    foot = frame.bottom
    if cover.years:
        manner = styles.display_manner(sizes.cover_subtitle * 1.2, styles.ground.years)
        years = _words(cover.years, manner, 1.2, plan.room(rooms[0]))
        foot -= years.text.height
        drawn.add(text_rows(years), Point(frame.x, foot))
    _check_room(foot - y, "the words of the cover", cover.where)
    return drawn.page(plan)


def _ground(plan: CoverPlan, room: Room) -> tuple[Item, ...]:
    return room.memo.of(("ground", id(plan.styles), plan.front), (plan.styles,), plan.ground)


def _add_title(drawn: "_Drawn", cover: Cover, book: Book, room: Room, at: Point, share: float) -> float:
    """Draw title, rule and subtitle at a share of the theme's sizes; return where they end."""
    styles = room.styles
    size = share * styles.theme.sizes.cover_subtitle
    title = (cover.title or book.title)[room.language]
    text = _fitted_title(title, room.measure, styles, share * styles.theme.sizes.cover_title)
    drawn.items.append(Marked(text.place(at.x, at.y), room.tag(Role.H1, title.text)))
    y = at.y + text.height + 0.6 * size
    _add_rule(drawn, Point(at.x, y), room, share)
    y += 1.1 * size
    if cover.subtitle:
        subtitle = _words(cover.subtitle, styles.text_manner(size, styles.ground.words), 1.4, room)
        drawn.add(text_rows(subtitle), Point(at.x, y))
        y += subtitle.text.height
    return y


def _add_rule(drawn: "_Drawn", at: Point, room: Room, share: float = 1.0) -> float:
    """Draw a short rule at the start edge of a room; return its thickness."""
    styles = room.styles
    width, thick = _RULE_WIDTH * share * room.measure, styles.rule(_RULE)
    x = start_x(styles.direction, Rect(at.x, 0.0, room.measure, 0.0), width)
    drawn.items.append(Marked((Rule(Rect(x, at.y, width, thick), styles.ground.years),), Artifact.LAYOUT))
    return thick


def back_cover(block: BackCover, book: Book, rooms: Sequence[Room]) -> Page:
    """Return the back cover: the same ground, a text at the head; at the foot a code to scan, credits beside it.

    Raises:
        LayoutError: when its words do not fit.
    """
    styles = rooms[0].styles
    plan = CoverPlan(book.paper, styles, styles.language.binding is not Binding.RIGHT, front=False)
    frame = plan.frame
    drawn = _Drawn([*_ground(plan, rooms[0])], [])
    framed = [plan.room(room.off_grid) for room in rooms]
    rows = _mission(block.text, framed) if block.text else []
    y = frame.y + sum(row.height for row in rows)
    drawn.add(rows, Point(frame.x, frame.y))
    foot = _add_foot(drawn, block, framed, frame)
    _check_room(foot - y, "the words of the back cover", block.where)
    gap = 0.8 * styles.leading
    if rows and foot - y > 3 * gap:
        _add_rule(drawn, Point(frame.x, y + gap), framed[0])
    return drawn.page(plan)


def _mission(text: LocalizedPassage, rooms: Sequence[Room]) -> list[Row]:
    """Return the text in each language: large, or of the size of running text where it would take too much room."""
    sizes = rooms[0].styles.theme.sizes
    unread = [replace(room, tags=StructureBuilder(room.language), parent=0) for room in rooms]
    large = _mission_at(sizes.lead, text, unread)
    fits = sum(row.height for row in large) <= _MISSION_SHARE * rooms[0].height
    return _mission_at(sizes.lead if fits else sizes.body, text, rooms)


def _mission_at(size: float, text: LocalizedPassage, rooms: Sequence[Room]) -> list[Row]:
    rows: list[Row] = []
    for room in rooms:
        styles = room.styles
        leading = size * styles.leading / styles.theme.sizes.body
        manner = styles.text_manner(size, styles.ground.words)
        prose = Prose(manner, leading, 0.5 * leading, Alignment.START, hyphenate=False)
        rows += [space(styles.leading), *trimmed(passage_rows(text[room.language], room, prose))]
    return [*trimmed(rows)]


def _add_foot(drawn: "_Drawn", block: BackCover, rooms: Sequence[Room], frame: Rect) -> float:
    """Draw code, credits and caption at the foot of the frame; return where they begin."""
    first, top = rooms[0], frame.bottom
    if block.url:
        x = start_x(first.styles.direction, frame, _QR_SIDE)
        code = Rect(x, frame.bottom - _QR_SIDE, _QR_SIDE, _QR_SIDE)
        link = first.under(Role.LINK)
        drawn.items.append(Marked(_qr(block.url, code, first), link.tag(Role.FIGURE, alt=block.url)))
        drawn.links.append(Link(code, block.url, block.url, link.parent))
        top = code.y
        beside = first.inset(_QR_SIDE + _BESIDE_QR)
        rooms = [replace(room, measure=beside.measure, x=beside.x) for room in rooms]
    rows: list[Row] = []
    for room in rooms:
        styles = room.styles
        small = styles.text_manner(styles.on_ground(styles.theme.sizes.small), styles.ground.words)
        leading = small_leading(room.styles)
        if block.credits:
            prose = Prose(small, leading, 0.4 * leading, Alignment.START, hyphenate=False)
            rows += [*trimmed(passage_rows(block.credits[room.language], room, prose)), space(0.4 * leading)]
        if block.url_caption:
            rows += text_rows(_words(block.url_caption, small, _CAPTION_LEADING, room))
        rows.append(space(0.8 * leading))
    rows = [*trimmed(rows)]
    begin = frame.bottom - sum(row.height for row in rows)
    drawn.add(rows, Point(frame.x, begin))
    return min(top, begin)


class _Drawn(NamedTuple):
    """What is drawn of a cover so far."""

    items: list[Item]
    links: list[Link]

    def add(self, rows: Sequence[Row], at: Point) -> None:
        """Draw rows, their column's upper left corner at a point of the page."""
        stack = Stack(stacked(rows, 0.0))
        self.items.extend(stack.place(at))
        self.links.extend(stack.links(at))

    def page(self, plan: CoverPlan) -> Page:
        """Return the finished page."""
        return Page(plan.paper.trim, tuple(self.items), tuple(self.links), safe_area=safe_area(plan.paper.trim))


def _check_room(left_over: float, what: str, where: Where) -> None:
    """Refuse words that meet others or leave the cover: nothing there can go over to another page."""
    if left_over < 0:
        raise LayoutError(
            Diagnostic(
                code="cover-too-full", message=f"{what} do not fit on it", where=where, hint="shorten the longest text"
            )
        )


def _fitted_title(title: Phrase, width: float, styles: Styles, most: float) -> SetText:
    """Return the title at the largest size, `most` points or down to half of it, at which no word is broken."""
    size = most
    while True:
        manner = styles.display_manner(size, styles.ground.words)
        text = set_text(title.spans, manner, styles.language.code, title_shape(width), size * 1.2, title.where)
        whole_words = all(_ends_at_space(title.text, line.end) for line in text.lines)
        if (whole_words and text.width <= width) or size <= most / 2:
            return cleared(text)
        size -= 1.0


def _ends_at_space(text: str, end: int) -> bool:
    return end >= len(text) or text[end - 1].isspace()


def _words(phrase: LocalizedPhrase, manner: Manner, leading_em: float, room: Room) -> TaggedText:
    """Return a phrase set flush at the start."""
    shape = ParagraphShape(room.measure, Alignment.START)
    return room.text(Role.PARAGRAPH, phrase[room.language], manner, shape, manner.plain.size * leading_em)


def _qr(url: str, rect: Rect, room: Room) -> tuple[Item, ...]:
    """Return a QR code with its quiet zone, filling a square."""
    palette, mask = room.styles.palette, room.memo.fixed_qr_mask
    return room.memo.of(("qr", url, rect, palette.ink, palette.paper), (), lambda: qr_items(url, rect, palette, mask))
