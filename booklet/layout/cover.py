"""The two covers: a coloured ground that bleeds, a band of star pattern along the spine, the words at the start edge.

The band makes the spine unmistakable: right of the front cover in a right-bound book.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from booklet.document.model import BackCover, Cover, Paper, Phrase
from booklet.errors import Diagnostic, LayoutError, Where
from booklet.geometry import Point, Rect
from booklet.languages import Binding
from booklet.layout.display import Artifact, Close, Item, LineTo, Link, Marked, MoveTo, Page, Path, Role, Rule, Segment
from booklet.layout.master import safe_area
from booklet.layout.ornament import star_pattern
from booklet.layout.prose import Prose, passage_rows
from booklet.layout.qr import qr_modules
from booklet.layout.room import Room
from booklet.layout.rows import Row, Stack, TaggedText, stacked, text_rows, trimmed
from booklet.layout.setting import SetText, set_text, start_x, title_shape
from booklet.layout.styles import Manner, Styles
from booklet.layout.tags import StructureBuilder
from booklet.text.style import Alignment, ParagraphShape
from booklet.units import mm

_BAND = mm(30)
"""Width of the pattern band inside the trim."""
_PATTERN_CELL = mm(15)
_SIDE = mm(14)
"""From the band, and from the fore-edge, to the words."""
_HEAD, _FOOT = mm(24), mm(22)
"""From the trim to the words: the optical middle of the frame is above that of the page."""
_RULE = 1.2
"""Thickness of the rule under the title."""
_BESIDE_QR = mm(5)
"""From the code to its caption."""
_QR_SIDE = mm(26)
"""A code of 33 modules is read from a hand's distance at 0.6 mm a module or more."""
_QR_QUIET_MODULES = 4
"""ISO/IEC 18004:2015, 6.3.8."""


class _Plan(NamedTuple):
    """The places of a cover."""

    paper: Paper
    styles: Styles
    spine_on_right: bool

    @property
    def band(self) -> Rect:
        """The pattern band, with the bleed above, below and over the spine edge."""
        (width, height), bleed = self.paper.trim, self.paper.bleed
        x = width - _BAND if self.spine_on_right else -bleed
        return Rect(x, -bleed, _BAND + bleed, height + 2 * bleed)

    @property
    def frame(self) -> Rect:
        """Where the words may stand."""
        width, height = self.paper.trim
        x = _SIDE if self.spine_on_right else _BAND + _SIDE
        return Rect(x, _HEAD, width - _BAND - 2 * _SIDE, height - _HEAD - _FOOT)

    def room(self, tags: StructureBuilder) -> Room:
        """Return the frame as a room for text."""
        return Room(self.styles, self.frame.width, self.frame.height, tags)


def front_cover(cover: Cover, title: Phrase, paper: Paper, styles: Styles, tags: StructureBuilder) -> Page:
    """Return the front cover; its spine is the binding edge.

    Raises:
        LayoutError: when its words do not fit.
    """
    plan = _Plan(paper, styles, styles.language.binding is Binding.RIGHT)
    sizes, palette, language = styles.theme.sizes, styles.palette, styles.language.code
    frame, room = plan.frame, plan.room(tags)
    drawn = _Drawn([*_ground(plan)], [])
    title_text = _fitted_title(title, frame.width, styles)
    drawn.items.append(Marked(title_text.place(frame.x, frame.y), room.tag(Role.H1, title.text)))
    y = frame.y + title_text.height + 0.6 * sizes.cover_subtitle
    rule_width = 0.3 * frame.width
    rule = Rule(Rect(start_x(styles.direction, frame, rule_width), y, rule_width, _RULE), palette.ornament)
    drawn.items.append(Marked((rule,), Artifact.LAYOUT))
    y += 1.1 * sizes.cover_subtitle
    if cover.subtitle:
        manner = styles.text_manner(sizes.cover_subtitle, palette.paper)
        subtitle = _words(cover.subtitle[language], manner, 1.4, room)
        drawn.add(text_rows(subtitle), Point(frame.x, y))
        y += subtitle.text.height
    foot = frame.bottom
    if cover.years:
        manner = styles.display_manner(sizes.cover_subtitle * 1.2, palette.ornament)
        years = _words(cover.years[language], manner, 1.2, room)
        foot -= years.text.height
        drawn.add(text_rows(years), Point(frame.x, foot))
    _check_room(foot - y, "the words of the cover", cover.where)
    return drawn.page(plan)


def back_cover(block: BackCover, paper: Paper, styles: Styles, tags: StructureBuilder) -> Page:
    """Return the back cover: the same ground, a text at the head, a code to scan at the foot.

    Raises:
        LayoutError: when its words do not fit.
    """
    plan = _Plan(paper, styles, styles.language.binding is not Binding.RIGHT)
    sizes, palette, language = styles.theme.sizes, styles.palette, styles.language.code
    frame, room = plan.frame, plan.room(tags)
    drawn = _Drawn([*_ground(plan)], [])
    y, foot = frame.y, frame.bottom
    if block.text:
        manner = styles.text_manner(sizes.body, palette.paper)
        prose = Prose(manner, styles.leading, 0.5 * styles.leading, Alignment.START, hyphenate=False)
        rows = trimmed(passage_rows(block.text[language], room, prose))
        drawn.add(rows, Point(frame.x, y))
        y += sum(row.height for row in rows)
    if block.url:
        code = Rect(start_x(styles.direction, frame, _QR_SIDE), frame.bottom - _QR_SIDE, _QR_SIDE, _QR_SIDE)
        link = room.under(Role.LINK)
        drawn.items.append(Marked(_qr(block.url, code, styles), link.tag(Role.FIGURE, alt=block.url)))
        drawn.links.append(Link(code, block.url, block.url, link.parent))
        foot = code.y
        if block.url_caption:
            beside = room.inset(_QR_SIDE + _BESIDE_QR)
            small = styles.text_manner(sizes.small, palette.paper)
            caption = _words(block.url_caption[language], small, 1.45, beside)
            top = code.bottom - caption.text.height
            drawn.add(text_rows(caption), Point(frame.x, top))
            foot = min(foot, top)
    _check_room(foot - y, "the words of the back cover", block.where)
    return drawn.page(plan)


class _Drawn(NamedTuple):
    """What is drawn of a cover so far."""

    items: list[Item]
    links: list[Link]

    def add(self, rows: Sequence[Row], at: Point) -> None:
        """Draw rows, their column's upper left corner at a point of the page."""
        stack = Stack(stacked(rows, 0.0))
        self.items.extend(stack.place(at))
        self.links.extend(stack.links(at))

    def page(self, plan: _Plan) -> Page:
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


def _ground(plan: _Plan) -> tuple[Item, ...]:
    """Return the full-bleed ground, the pattern band, and the double rule between band and words."""
    palette, band = plan.styles.palette, plan.band
    ground = Rule(Rect(0.0, 0.0, *plan.paper.trim).grown(plan.paper.bleed), palette.primary)
    pattern = star_pattern(band, _PATTERN_CELL, palette.ornament, 0.45)
    edge = band.x if plan.spine_on_right else band.right
    outward = -1.0 if plan.spine_on_right else 1.0
    rules = tuple(
        Rule(Rect(edge + outward * offset - width / 2, band.y, width, band.height), palette.ornament)
        for offset, width in ((0.0, 1.0), (3.0, 0.4))
    )
    return (Marked((ground, pattern, *rules), Artifact.BACKGROUND),)


def _fitted_title(title: Phrase, width: float, styles: Styles) -> SetText:
    """Return the title at the largest size, down to half the theme's, at which no word is broken."""
    size = styles.theme.sizes.cover_title
    while True:
        manner = styles.display_manner(size, styles.palette.paper)
        text = set_text(title.spans, manner, styles.language.code, title_shape(width), size * 1.2, title.where)
        whole_words = all(_ends_at_space(title.text, line.end) for line in text.lines)
        if (whole_words and text.width <= width) or size <= styles.theme.sizes.cover_title / 2:
            return text
        size -= 1.0


def _ends_at_space(text: str, end: int) -> bool:
    return end >= len(text) or text[end - 1].isspace()


def _words(phrase: Phrase, manner: Manner, leading_em: float, room: Room) -> TaggedText:
    """Return a phrase set flush at the start."""
    shape = ParagraphShape(room.measure, Alignment.START)
    return room.text(Role.PARAGRAPH, phrase, manner, shape, manner.plain.size * leading_em)


def _qr(url: str, rect: Rect, styles: Styles) -> tuple[Item, ...]:
    """Return a QR code (ISO/IEC 18004) with its quiet zone, filling a square."""
    rows = qr_modules(url)
    module = rect.width / (len(rows) + 2 * _QR_QUIET_MODULES)
    segments: list[Segment] = []
    for j, row in enumerate(rows):
        for start, end in _dark_stretches(row):
            x, y = rect.x + (start + _QR_QUIET_MODULES) * module, rect.y + (j + _QR_QUIET_MODULES) * module
            right, bottom = x + (end - start) * module, y + module
            corners = (Point(right, y), Point(right, bottom), Point(x, bottom))
            segments += [MoveTo(Point(x, y)), *(LineTo(corner) for corner in corners), Close()]
    return (Rule(rect, styles.palette.paper), Path(tuple(segments), fill=styles.palette.ink))


def _dark_stretches(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return half-open ranges of neighbouring dark modules."""
    stretches = []
    end = 0
    for dark, modules in groupby(row):
        start, end = end, end + len(list(modules))
        if dark:
            stretches.append((start, end))
    return stretches
