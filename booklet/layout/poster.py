"""The timeline poster on one page: a serpentine path through all events, framed by title and points.

`poster_text` measures, `poster_plan` and `serpentine` find places in reading coordinates, this module draws: it
mirrors every place for languages that run from right to left, and tags the words in reading order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from booklet.color import Color
from booklet.document.edition import Edition
from booklet.document.model import Book, Event
from booklet.errors import Diagnostic, LayoutError
from booklet.geometry import Insets, Point, Rect, paper_size
from booklet.languages import Direction
from booklet.layout.display import (
    Artifact,
    CurveTo,
    DisplayDocument,
    Item,
    Line,
    LineTo,
    Marked,
    MoveTo,
    Page,
    Path,
    Role,
    Segment,
)
from booklet.layout.figures import figures_of, with_digits
from booklet.layout.marks import event_mark, list_mark, path_strokes
from booklet.layout.poster_check import overlaps, strays
from booklet.layout.poster_ground import poster_ground
from booklet.layout.poster_plan import BAND, INDENT, POINT_INDENT, SAFE, PlacedEvent, Plan, compose
from booklet.layout.poster_text import Part, TextColumn, Voice
from booklet.layout.styles import Styles
from booklet.layout.tags import StructureBuilder


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far, and the mirror."""

    plan: Plan
    styles: Styles
    bleed: float
    tags: StructureBuilder
    ground: list[Item] = field(default_factory=list)
    """Backgrounds: may lie under anything."""
    path: list[Item] = field(default_factory=list)
    """Ornaments that no text may meet."""
    words: list[Item] = field(default_factory=list)

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

    def write(self, part: Part, at: Point, element: int) -> None:
        """Set a part, the top left of its column at a point, as the words of an element."""
        lines = part.text.place(self.x(at.x, part.text.measure), at.y + part.y)
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
    title = (poster.title or book.title)[language.code]
    plan = compose(poster, title, book.events, Voice(styles, poster.size.width / paper_size("A2").width))
    sheet = _Sheet(plan, styles, book.paper.bleed, StructureBuilder(language.code))
    sheet.ground += poster_ground(plan, styles, book.paper.bleed)
    _draw_path(sheet)
    _write_head(sheet)
    _write_events(sheet, book.events)
    _write_foot(sheet)
    items = (
        Marked(tuple(sheet.ground), Artifact.BACKGROUND),
        Marked(tuple(sheet.path), Artifact.LAYOUT),
        *sheet.words,
    )
    page = Page(poster.size, items, safe_area=Rect(0.0, 0.0, *poster.size).inset(Insets(SAFE, SAFE, SAFE, SAFE)))
    _check(page)
    return DisplayDocument(
        title=title.text,
        language=language.code,
        direction=language.direction,
        binding=edition.binding,
        pages=(page,),
        structure=sheet.tags.finish(),
    )


def _check(page: Page) -> None:
    """Refuse a page on which words meet or leave the safe area."""
    faults = [_fault("poster-overlap", c.text, "collides with another text or an ornament") for c in overlaps(page)]
    faults += [_fault("poster-outside", c.text, "reaches into the margin that may be cut off") for c in strays(page)]
    if faults:
        raise LayoutError(faults)


def _fault(code: str, words: str, what: str) -> Diagnostic:
    return Diagnostic(code=code, message=f"on the poster, “{words}” {what}", hint="shorten this text")


# --- Ornament -----------------------------------------------------------------------------------------------------


def _draw_path(sheet: _Sheet) -> None:
    """Draw the path with its year marks, the leader lines, the medallions, the stars of the points."""
    plan, unit = sheet.plan, sheet.unit
    course = _mirrored(plan.track.segments(), sheet)
    theme = sheet.styles.theme
    sheet.path += [Path(course, stroke=color, stroke_width=width * unit) for width, color in path_strokes(BAND, theme)]
    sheet.path += [list_mark(sheet.point(at), (4.4 if decade else 1.5) * unit, theme) for at, decade in plan.marks]
    for event in plan.events:
        sheet.path.append(_leader(event, sheet))
        sheet.path += event_mark(sheet.point(event.medallion), plan.radius, theme, width=0.8 * unit)
    if plan.head.quote.parts:
        sheet.path.append(_quote_rule(sheet))
    for at, text in plan.foot.points:
        first = text.parts[0].text
        center = Point(at.x - (POINT_INDENT - 10) * unit, plan.foot_top + at.y + 0.5 * first.leading)
        sheet.path.append(list_mark(sheet.point(center), 10 * unit, theme))


def _leader(event: PlacedEvent, sheet: _Sheet) -> Path:
    top = sheet.point(event.medallion)
    foot = event.body.y + event.words.body.height - 4 * sheet.unit
    color: Color = sheet.styles.palette.ornament
    return Path((MoveTo(top), LineTo(Point(top.x, foot))), stroke=color, stroke_width=0.9 * sheet.unit)


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


def _write_events(sheet: _Sheet, events: Iterable[Event]) -> None:
    """Write the events as a list in order of time: the year is the label, the rest the body."""
    tags = sheet.tags
    list_element = tags.add(Role.LIST)
    for placed in sheet.plan.events:
        item = tags.add(Role.LIST_ITEM, parent=list_element)
        label, *rest = placed.words.body.parts
        sheet.write(label, placed.body, tags.add(Role.LABEL, label.words, parent=item))
        body = tags.add(Role.LIST_BODY, parent=item)
        if placed.words.place:
            place = placed.words.place
            sheet.write(place, placed.place, tags.add(Role.PARAGRAPH, place.words, parent=body))
        for part in rest:
            sheet.write(part, placed.body, tags.add(part.role, part.words, parent=body))


def _write_foot(sheet: _Sheet) -> None:
    plan, tags = sheet.plan, sheet.tags
    if plan.foot.points:
        list_element = tags.add(Role.LIST)
        for at, text in plan.foot.points:
            item = tags.add(Role.LIST_ITEM, parent=list_element)
            _write_column(sheet, text, Point(at.x, plan.foot_top + at.y), item)
    at = Point(plan.frame.left, plan.foot_top + plan.foot.imprint_y)
    _write_column(sheet, plan.foot.imprint, at)
