"""The two covers: a coloured ground that bleeds, a band of star pattern along the spine, the words at the start edge.

The band makes the spine unmistakable: right of the front cover in a right-bound book.
"""

from typing import NamedTuple

from booklet.document.model import BackCover, Cover, LocalizedPhrase, Paragraph, Phrase
from booklet.geometry import Point, Rect, Size
from booklet.languages import Binding, Direction
from booklet.layout.display import Artifact, Close, Item, LineTo, Link, Marked, MoveTo, Page, Path, Role, Rule, Segment
from booklet.layout.ornament import star_pattern
from booklet.layout.qr import qr_modules
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
_QR_SIDE = mm(26)
"""A code of 33 modules is read from a hand's distance at 0.6 mm a module or more."""
_QR_QUIET_MODULES = 4
"""ISO/IEC 18004:2015, 6.3.8."""


class CoverPlan(NamedTuple):
    """The places of a cover."""

    size: Size
    bleed: float
    styles: Styles
    spine_on_right: bool

    @property
    def band(self) -> Rect:
        """The pattern band, with the bleed above, below and over the spine edge."""
        x = self.size.width - _BAND if self.spine_on_right else -self.bleed
        return Rect(x, -self.bleed, _BAND + self.bleed, self.size.height + 2 * self.bleed)

    @property
    def room(self) -> Rect:
        """Where the words may stand."""
        x = _SIDE if self.spine_on_right else _BAND + _SIDE
        return Rect(x, mm(24), self.size.width - _BAND - 2 * _SIDE, self.size.height - mm(46))


def front_cover(cover: Cover, title: Phrase, size: Size, bleed: float, styles: Styles, tags: StructureBuilder) -> Page:
    """Return the front cover; its spine is the binding edge."""
    plan = CoverPlan(size, bleed, styles, styles.language.binding is Binding.RIGHT)
    sizes, palette, language = styles.theme.sizes, styles.palette, styles.language.code
    room = plan.room
    items: list[Item] = [*_ground(plan)]
    title_text = _fitted_title(title, room.width, styles)
    y = room.y
    items.append(Marked(title_text.place(room.x, y), tags.add(Role.H1, title.text)))
    y += title_text.height + 0.6 * sizes.cover_subtitle
    rule_width = 0.3 * room.width
    rule = Rule(Rect(start_x(styles.direction, room, rule_width), y, rule_width, 1.2), palette.ornament)
    items.append(Marked((rule,), Artifact.LAYOUT))
    y += 1.1 * sizes.cover_subtitle
    if cover.subtitle:
        manner = styles.text_manner(sizes.cover_subtitle, palette.paper)
        text, phrase = _words(cover.subtitle, manner, room.width, 1.4, language)
        items.append(Marked(text.place(room.x, y), tags.add(Role.PARAGRAPH, phrase.text)))
    if cover.years:
        manner = styles.display_manner(sizes.cover_subtitle * 1.2, palette.ornament)
        text, phrase = _words(cover.years, manner, room.width, 1.2, language)
        items.append(Marked(text.place(room.x, room.bottom - text.height), tags.add(Role.PARAGRAPH, phrase.text)))
    return Page(size, tuple(items), safe_area=Rect(0, 0, *size).grown(-mm(5)))


def back_cover(block: BackCover, size: Size, bleed: float, styles: Styles, tags: StructureBuilder) -> Page:
    """Return the back cover: the same ground, a paragraph at the head, a code to scan at the foot."""
    plan = CoverPlan(size, bleed, styles, styles.language.binding is not Binding.RIGHT)
    sizes, palette, language = styles.theme.sizes, styles.palette, styles.language.code
    room = plan.room
    items: list[Item] = [*_ground(plan)]
    links: tuple[Link, ...] = ()
    y = room.y
    manner = styles.text_manner(sizes.body, palette.paper)
    for paragraph in block.text[language].blocks if block.text else ():
        if isinstance(paragraph, Paragraph):
            shape = ParagraphShape(room.width, Alignment.START)
            text = set_text(paragraph.spans, manner, language, shape, styles.leading, paragraph.where)
            items.append(Marked(text.place(room.x, y), tags.add(Role.PARAGRAPH, paragraph.text)))
            y += text.height + 0.5 * styles.leading
    if block.url:
        code = Rect(start_x(styles.direction, room, _QR_SIDE), room.bottom - _QR_SIDE, _QR_SIDE, _QR_SIDE)
        items.append(Marked(_qr(block.url, code, styles), tags.add(Role.FIGURE, alt=block.url)))
        links = (Link(code, block.url, block.url),)
        if block.url_caption:
            small = styles.text_manner(sizes.small, palette.paper)
            measure = room.width - _QR_SIDE - mm(5)
            text, phrase = _words(block.url_caption, small, measure, 1.45, language)
            x = room.x if styles.direction is Direction.RTL else code.right + mm(5)
            items.append(Marked(text.place(x, code.bottom - text.height), tags.add(Role.PARAGRAPH, phrase.text)))
    return Page(size, tuple(items), links=links, safe_area=Rect(0, 0, *size).grown(-mm(5)))


def _ground(plan: CoverPlan) -> tuple[Item, ...]:
    """Return the full-bleed ground, the pattern band, and the double rule between band and words."""
    palette, band = plan.styles.palette, plan.band
    ground = Rule(Rect(0.0, 0.0, *plan.size).grown(plan.bleed), palette.primary)
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


def _words(
    phrases: LocalizedPhrase, manner: Manner, width: float, leading_em: float, language: str
) -> tuple[SetText, Phrase]:
    """Return one phrase set flush at the start, and the phrase."""
    phrase = phrases[language]
    shape = ParagraphShape(width, Alignment.START)
    return set_text(phrase.spans, manner, language, shape, manner.plain.size * leading_em, phrase.where), phrase


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
    start: int | None = None
    for i, dark in enumerate((*row, False)):
        if dark and start is None:
            start = i
        elif not dark and start is not None:
            stretches.append((start, i))
            start = None
    return stretches
