"""The timeline poster on one page: all events, framed by title and points.

`poster_text` measures, `poster_plan` and `timeline` find places in reading coordinates, this module draws: it mirrors
every place for languages that run from right to left, and tags the words in reading order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from booklet.color import Color
from booklet.document.book import Book, Poster, PosterMap
from booklet.document.edition import Edition
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Insets, Point, Rect, Size
from booklet.languages import Direction
from booklet.layout.display import (
    Artifact,
    CurveTo,
    DisplayDocument,
    Item,
    Line,
    LineTo,
    Link,
    Marked,
    MoveTo,
    Page,
    Path,
    Role,
    Rule,
    Segment,
)
from booklet.layout.figures import figures_of, with_digits
from booklet.layout.maps.drawing import Pin, collisions, drawn_text
from booklet.layout.marks import event_mark, list_mark, path_strokes
from booklet.layout.poster_check import overlaps, strays
from booklet.layout.poster_foot import POINT_INDENT
from booklet.layout.poster_frame import BAND, INDENT, SAFE, frame_of
from booklet.layout.poster_ground import poster_ground
from booklet.layout.poster_map import draw_poster_map, map_alt, map_pins
from booklet.layout.poster_plan import Plan, compose
from booklet.layout.poster_text import Part, TextColumn, Voice, least_type
from booklet.layout.qr import qr_items
from booklet.layout.styles import Styles
from booklet.layout.tags import StructureBuilder
from booklet.layout.timeline import PlacedEvent


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far, and the mirror."""

    plan: Plan
    voice: Voice
    bleed: float
    tags: StructureBuilder
    ground: list[Item] = field(default_factory=list)
    """Backgrounds: may lie under anything."""
    path: list[Item] = field(default_factory=list)
    """Ornaments that no text may meet."""
    words: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    """Found while drawing."""

    @property
    def styles(self) -> Styles:
        return self.voice.styles

    @property
    def unit(self) -> float:
        return self.plan.frame.unit

    @property
    def mirrored(self) -> bool:
        return self.styles.direction is Direction.RTL

    def x(self, x: float, width: float = 0.0) -> float:
        """Return the left edge on the page of a thing that begins at x in reading coordinates."""
        return self.plan.frame.size.width - x - width if self.mirrored else x

    def point(self, point: Point) -> Point:
        return Point(self.x(point.x), point.y)

    def rect(self, place: Rect) -> Rect:
        """Return where a thing stands on the page that has its place in the foot."""
        return Rect(self.x(place.x, place.width), self.plan.foot_top + place.y, place.width, place.height)

    def write(self, part: Part, at: Point, element: int) -> None:
        """Set a part, the top left of its column at a point, as the words of an element."""
        lines = part.text.place(self.x(at.x + part.x, part.text.measure), at.y + part.y)
        self.words.append(Marked(tuple(_lowered(line, at.y) for line in lines), element))


def _lowered(line: Line, top: float) -> Line:
    """Return a line whose box begins no higher than its column: that of a hung one begins at its letters."""
    box = line.box
    return line if box.y >= top else replace(line, box=Rect(box.x, top, box.width, box.bottom - top))


def lay_out_poster(book: Book, edition: Edition, styles: Styles) -> DisplayDocument:
    """Return the poster of a book in the first language of an edition, on one page.

    Raises:
        LayoutError: when the book has no poster or no events, or its words do not fit the page.
    """
    book, styles = with_digits(book, edition), replace(styles, figures=figures_of(edition))
    poster = book.poster
    if poster is None or not book.events:
        raise LayoutError(
            Diagnostic(
                code="poster-empty",
                message="there is nothing to put on a poster",
                where=edition.where if poster is None else poster.where,
                hint="give the book events and a poster, or leave the poster out of the build",
            )
        )
    language = edition.language
    pins = map_pins(poster, book.events, styles) if poster.map else []
    poster = poster if pins else replace(poster, map=None)
    title = (poster.title or book.title)[language.code]
    voice = Voice(styles, frame_of(poster.size).unit, least_type(styles, poster.viewing_distance))
    plan = compose(poster, title, book.events, voice)
    sheet = _Sheet(plan, voice, book.paper.bleed, StructureBuilder(language.code))
    sheet.ground += poster_ground(plan, styles, book.paper.bleed)
    _draw_path(sheet)
    _write_head(sheet)
    _write_events(sheet)
    _write_foot(sheet, poster, pins)
    items = (
        Marked(tuple(sheet.ground), Artifact.BACKGROUND),
        Marked(tuple(sheet.path), Artifact.LAYOUT),
        *sheet.words,
    )
    safe_area = Rect(0.0, 0.0, *poster.size).inset(Insets(SAFE, SAFE, SAFE, SAFE))
    page = Page(poster.size, items, tuple(sheet.links), safe_area=safe_area)
    _check(page, sheet.faults)
    return DisplayDocument(
        title=title.text,
        language=language.code,
        direction=language.direction,
        binding=edition.binding,
        pages=(page,),
        structure=sheet.tags.finish(),
    )


_MEETS = "collides with another text or an ornament"


def _check(page: Page, found: Sequence[Diagnostic]) -> None:
    """Refuse a page on which words meet or leave the safe area, or of which other faults are known."""
    faults = [*found, *(_fault("poster-overlap", c.text, _MEETS) for c in overlaps(page))]
    faults += [_fault("poster-outside", c.text, "reaches into the margin that may be cut off") for c in strays(page)]
    if faults:
        raise LayoutError(faults)


def _fault(code: str, words: str, what: str) -> Diagnostic:
    return Diagnostic(code=code, message=f"on the poster, “{words}” {what}", hint="shorten this text")


# --- Ornament -----------------------------------------------------------------------------------------------------


_SPAN = 0.36
"""Width of what lasted over that of the axis it lies on."""


def _draw_path(sheet: _Sheet) -> None:
    """Draw the axis with its years and what lasted, the leader lines, the medallions, the stars of the points."""
    plan, unit, timeline = sheet.plan, sheet.unit, sheet.plan.timeline
    theme = sheet.styles.theme
    for band in timeline.bands:
        course = _mirrored(band, sheet)
        strokes = path_strokes(timeline.band, theme)
        sheet.path += [Path(course, stroke=color, stroke_width=width * unit) for width, color in strokes]
    size = timeline.band / BAND * unit
    sheet.path += [list_mark(sheet.point(at), (4.4 if decade else 1.5) * size, theme) for at, decade in timeline.marks]
    sheet.path += [item for at in timeline.breaks for item in _break(sheet, at)]
    sheet.path += [
        _stroke(sheet, event.span, _SPAN * timeline.band, theme.palette.accent)
        for event in timeline.events
        if event.span
    ]
    for event in timeline.events:
        if event.leader:
            sheet.path.append(_stroke(sheet, event.leader, 0.9, theme.palette.ornament))
        sheet.path += event_mark(sheet.point(event.mark), timeline.radius, theme, width=_fine(sheet))
    if plan.head.quote.parts:
        sheet.path.append(_quote_rule(sheet))
    for at, text in plan.foot.points:
        first = text.parts[0].text
        center = Point(at.x - (POINT_INDENT - 10) * unit, plan.foot_top + at.y + 0.5 * first.leading)
        sheet.path.append(list_mark(sheet.point(center), 10 * unit, theme))


def _fine(sheet: _Sheet) -> float:
    """Return the width of the fine lines of a medallion: thinner in small ones."""
    return 0.8 * sheet.unit * min(1.0, sheet.plan.timeline.radius / (16 * sheet.unit))


def _stroke(sheet: _Sheet, points: Iterable[Point], width: float, color: Color) -> Path:
    first, *others = (sheet.point(point) for point in points)
    return Path((MoveTo(first), *map(LineTo, others)), stroke=color, stroke_width=width * sheet.unit)


def _break(sheet: _Sheet, at: Point) -> Iterator[Item]:
    """Yield the sign that an axis leaves out time: two slanted strokes of the ground, between lines."""
    half, lean = 0.75 * sheet.plan.timeline.band, 0.35 * sheet.plan.timeline.band
    unit, palette = sheet.unit, sheet.styles.palette
    for width, color in ((9.0, palette.ornament), (6.4, palette.paper)):
        ends = (Point(at.x - lean * unit, at.y + half * unit), Point(at.x + lean * unit, at.y - half * unit))
        yield _stroke(sheet, ends, width, color)


def _quote_rule(sheet: _Sheet) -> Path:
    """Return the line at the start of the quotation, as high as the words: the kin of the leader lines."""
    head, unit = sheet.plan.head, sheet.unit
    top = sheet.point(Point(head.quote_x - INDENT * unit, head.top))
    foot = Point(top.x, head.top + max(head.title.last_baseline, head.quote.last_baseline))
    return Path((MoveTo(top), LineTo(foot)), stroke=sheet.styles.palette.ornament, stroke_width=0.9 * unit)


def _mirrored(segments: Iterable[Segment], sheet: _Sheet) -> tuple[Segment, ...]:
    def moved(segment: Segment) -> Segment:
        match segment:
            case MoveTo(to):
                return MoveTo(sheet.point(to))
            case LineTo(to):
                return LineTo(sheet.point(to))
            case CurveTo(control1, control2, to):
                return CurveTo(sheet.point(control1), sheet.point(control2), sheet.point(to))
            case _:
                return segment

    return tuple(moved(segment) for segment in segments)


# --- Words --------------------------------------------------------------------------------------------------------


def _write_column(sheet: _Sheet, column: TextColumn, at: Point, parent: int = 0) -> None:
    for part in column.parts:
        sheet.write(part, at, sheet.tags.add(part.role, part.words, parent=parent))


def _write_head(sheet: _Sheet) -> None:
    head, frame = sheet.plan.head, sheet.plan.frame
    _write_column(sheet, head.title, Point(frame.left, head.top))
    if head.quote.parts:
        quote = sheet.tags.add(Role.QUOTE)
        _write_column(sheet, head.quote, Point(head.quote_x, head.top), quote)


def _write_events(sheet: _Sheet) -> None:
    """Write the events as a list in order of time: the year is the label, the rest the body."""
    tags = sheet.tags
    list_element = tags.add(Role.LIST)
    for placed in sheet.plan.timeline.events:
        item = tags.add(Role.LIST_ITEM, parent=list_element)
        label, *rest = placed.words.body.parts
        sheet.write(label, placed.body, tags.add(Role.LABEL, label.words, parent=item))
        body = tags.add(Role.LIST_BODY, parent=item)
        if placed.words.place and placed.place:
            place = placed.words.place
            sheet.write(place, placed.place, tags.add(Role.PARAGRAPH, place.words, parent=body))
        for part in rest:
            sheet.write(part, placed.body, tags.add(part.role, part.words, parent=body))
        _show_picture(sheet, placed, body)


def _show_picture(sheet: _Sheet, placed: PlacedEvent, parent: int) -> None:
    if placed.words.picture:
        found, box = placed.words.picture
        rect = Rect(sheet.x(placed.body.x + box.x, box.width), placed.body.y + box.y, box.width, box.height)
        element = sheet.tags.add(Role.FIGURE, parent=parent, alt=placed.words.alt)
        sheet.words.append(Marked((found.at(rect),), element))


def _write_foot(sheet: _Sheet, poster: Poster, pins: Sequence[Pin]) -> None:
    plan, tags = sheet.plan, sheet.tags
    if plan.foot.points:
        list_element = tags.add(Role.LIST)
        for at, text in plan.foot.points:
            item = tags.add(Role.LIST_ITEM, parent=list_element)
            _write_column(sheet, text, Point(at.x, plan.foot_top + at.y), item)
    if poster.map and plan.foot.map:
        _show_map(sheet, poster.map, pins, plan.foot.map)
    if poster.url and plan.foot.qr:
        _show_code(sheet, poster.url, plan.foot.qr)
    at = Point(plan.foot.imprint_at.x, plan.foot_top + plan.foot.imprint_at.y)
    _write_column(sheet, plan.foot.imprint, at)


def _show_map(sheet: _Sheet, shown: PosterMap, pins: Sequence[Pin], place: Rect) -> None:
    """Draw the map on paper of its own; its place is mirrored, the map is not."""
    rect = sheet.rect(place)
    drawn = draw_poster_map(pins, Size(rect.width, rect.height), sheet.voice)
    sheet.faults += [_fault("poster-overlap", name, _MEETS) for name in collisions(drawn)]
    element = sheet.tags.add(Role.FIGURE, drawn_text(pins), alt=map_alt(shown, pins, sheet.voice.code))
    ground = Rule(rect, sheet.styles.palette.paper)
    sheet.words.append(Marked((ground, *drawn.place(Point(rect.x, rect.y))), element))


def _show_code(sheet: _Sheet, url: str, place: Rect) -> None:
    rect = sheet.rect(place)
    link = sheet.tags.add(Role.LINK)
    code = sheet.tags.add(Role.FIGURE, parent=link, alt=url)
    sheet.words.append(Marked(qr_items(url, rect, sheet.styles.palette), code))
    sheet.links.append(Link(rect, url, url, link))
