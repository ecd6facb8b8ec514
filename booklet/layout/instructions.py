"""A page that shows how to print, fold, staple and trim the booklet, and how to lay the tiles of the poster.

The panels follow each other in reading direction. A drawing is mirrored as a whole for a book bound at the right, and
that of the tiles for one read from the right; the names in it are set afterwards, so that they stay legible.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from booklet.color import Color
from booklet.document.book import Book
from booklet.document.edition import Edition
from booklet.document.theme import CoverDesign, Palette
from booklet.geometry import Matrix, Rect, Size
from booklet.languages import Binding, Direction
from booklet.layout import instruction_words_ltr, instruction_words_rtl
from booklet.layout.display import Artifact, DisplayDocument, Group, Item, Marked, Page, Role, Rule
from booklet.layout.figures import figures_of
from booklet.layout.instruction_drawings import (
    DRAWING,
    fold_drawing,
    print_drawing,
    staple_drawing,
    tick,
    tile_drawing,
    trim_drawing,
)
from booklet.layout.instruction_words import InstructionWords, StepWords, isolated, sheets_text
from booklet.layout.setting import cleared, plain, set_text, start_x
from booklet.layout.styles import Manner, Styles
from booklet.layout.tags import StructureBuilder
from booklet.text.style import Alignment, ParagraphShape

WORDS = {**instruction_words_ltr.WORDS, **instruction_words_rtl.WORDS}
"""By language."""
_BASE = Size(595.0, 780.0)
"""The page for which sizes are given here: what A4 and Letter have in common."""
_MARGIN = 34.0
_GAP = 12.0
_PAD = 10.0
_LEADING = 1.3
_FIRST_SHARE = 0.27
"""Of the height for the panel across: its drawing is beside its words, not below them."""
_COVER_GREY = Color(0.75, 0.75, 0.75, cmyk=(0.0, 0.0, 0.0, 0.25))
"""Of a drawn cover that is white in the book: black lines and arrows show on it."""


@dataclass(frozen=True, slots=True)
class PrintedSheets:
    """The sheets of the booklet."""

    file: str
    """Its name."""
    count: int
    has_marks: bool
    """The pages are smaller than half a sheet and have cut marks."""
    cover_file: str = ""
    """Of the cover, where it is a sheet of its own: one of those counted, and the outermost of the pile."""


@dataclass(frozen=True, slots=True)
class PrintedTiles:
    """The tiles of the poster."""

    file: str
    """Its name."""
    count: int
    """Sheets to print, with the map."""
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class HandWork:
    """What is printed, in numbers."""

    sheets: PrintedSheets
    tiles: PrintedTiles | None
    """None without a poster, or with one that fits on a sheet."""


@dataclass(slots=True)
class _Desk:
    """What is drawn so far."""

    styles: Styles
    words: InstructionWords
    unit: float
    """Points for a length of one in the constants of this module."""
    mirrored: bool
    tags: StructureBuilder
    items: list[Item] = field(default_factory=list)

    @property
    def rtl(self) -> bool:
        return self.styles.direction is Direction.RTL

    def manner(self, size: float) -> Manner:
        return self.styles.text_manner(size * self.unit)

    def head_manner(self, size: float) -> Manner:
        return self.styles.display_manner(size * self.unit)

    def write(
        self, text: str, manner: Manner, frame: Rect, element: int, alignment: Alignment = Alignment.START
    ) -> float:
        """Set words at the head of a frame and return the y below them."""
        shape = ParagraphShape(frame.width, alignment)
        leading = manner.plain.size * _LEADING
        done = cleared(set_text(plain(text), manner, self.styles.language.code, shape, leading))
        self.items.append(Marked(done.place(frame.x, frame.y), element))
        return frame.y + done.height

    def draw(self, drawing: Sequence[Item], frame: Rect, element: int) -> Matrix:
        """Fit a drawing into a frame, mirrored if the book is; return the map of its points."""
        scale = min(frame.width / DRAWING.width, frame.height / DRAWING.height)
        left = frame.x + (frame.width - DRAWING.width * scale) / 2
        top = frame.y + (frame.height - DRAWING.height * scale) / 2
        matrix = Matrix(scale, 0, 0, scale, left, top)
        if self.mirrored:
            matrix = Matrix(-scale, 0, 0, scale, left + DRAWING.width * scale, top)
        self.items.append(Marked((Group(tuple(drawing), matrix),), element))
        return matrix


def lay_out_instructions(book: Book, edition: Edition, styles: Styles, work: HandWork) -> DisplayDocument:
    """Return the page of instructions of an edition, in its first language, on the paper of the office printer."""
    size, figures = book.paper.sheet.portrait, figures_of(edition)
    styles = replace(styles, figures=figures)
    language = edition.language.code
    words = WORDS[language]
    unit = min(size.width / _BASE.width, size.height / _BASE.height)
    tags = StructureBuilder(language)
    desk = _Desk(styles, words, unit, edition.binding is Binding.RIGHT, tags)

    def paper(count: int) -> str:
        return sheets_text(language, count, figures.number(count), book.paper.sheet_name)

    page = Rect(0, 0, *size).grown(-_MARGIN * unit)
    top = _write_title(desk, book.title[language].text, page)
    frames = _frames(desk, Rect(page.x, top, page.width, page.bottom - top))
    palette = _drawing_palette(styles)
    printing = words.print._replace(text=words.print.text.format(sheets=paper(work.sheets.count)))
    _print_panel(desk, frames[0], printing, work.sheets)
    _panel(desk, frames[1], 2, words.fold, fold_drawing(palette))
    _panel(desk, frames[2], 3, words.staple, staple_drawing(palette))
    trim = words.trim._replace(text=words.marks) if work.sheets.has_marks else words.trim
    _panel(desk, frames[3], 4, trim, trim_drawing(palette, marks=work.sheets.has_marks))
    if work.tiles is not None:
        _poster_panel(desk, frames[4], paper(work.tiles.count), work.tiles)
    return DisplayDocument(
        title=f"{words.title} – {book.title[language].text}",
        language=language,
        direction=edition.language.direction,
        binding=edition.binding,
        pages=(Page(size, tuple(desk.items), safe_area=page),),
        structure=tags.finish(),
    )


def _drawing_palette(styles: Styles) -> Palette:
    """Return the colours of drawings: in them a white cover is grey, so that it is told from the pages."""
    plain_cover = styles.theme.cover is CoverDesign.PLAIN
    return replace(styles.palette, primary=_COVER_GREY) if plain_cover else styles.palette


def _write_title(desk: _Desk, book_title: str, page: Rect) -> float:
    """Write what the page is and for which book; return the y where the panels begin."""
    unit = desk.unit
    y = desk.write(desk.words.title, desk.head_manner(27), page, desk.tags.add(Role.H1, desk.words.title))
    frame = Rect(page.x, y, page.width, 0)
    y = desk.write(book_title, desk.manner(12), frame, desk.tags.add(Role.PARAGRAPH, book_title)) + 5 * unit
    rule = Rule(Rect(page.x, y, page.width, 1.2 * unit), desk.styles.palette.ornament)
    desk.items.append(Marked((rule,), Artifact.LAYOUT))
    return y + _GAP * unit


def _frames(desk: _Desk, area: Rect) -> list[Rect]:
    """Return the places of the panels in reading order: one across, then two in a row."""
    gap = _GAP * desk.unit
    width, wide = (area.width - gap) / 2, Rect(area.x, area.y, area.width, area.height * _FIRST_SHARE)
    height = (area.height - wide.height) / 2 - gap
    frames = [wide]
    for index in range(4):
        x = start_x(desk.styles.direction, area, width, (index % 2) * (width + gap))
        frames.append(Rect(x, wide.bottom + gap + (index // 2) * (height + gap), width, height))
    return frames


def _open_panel(desk: _Desk, frame: Rect, number: int, head: str) -> Rect:
    """Draw the number and the head of a panel; return what is left of its frame."""
    unit, palette = desk.unit, desk.styles.palette
    edge = Rule(Rect(frame.x, frame.y, frame.width, 0.6 * unit), palette.ornament)
    if number != 1:
        desk.items.append(Marked((edge,), Artifact.LAYOUT))
    text = f"{desk.styles.figures.number(number)}. {head}" if number else head
    box = Rect(frame.x, frame.y + 5 * unit, frame.width, 0)
    y = desk.write(text, desk.head_manner(18), box, desk.tags.add(Role.H2, text))
    y += 4 * unit  # below the deepest letter of a head
    return Rect(frame.x, y, frame.width, frame.bottom - y)


def _panel(desk: _Desk, frame: Rect, number: int, step: StepWords, drawing: Sequence[Item]) -> None:
    """Draw a panel: the head, what to do, the drawing below."""
    rest = _open_panel(desk, frame, number, step.head)
    y = desk.write(step.text, desk.manner(13.2), rest, desk.tags.add(Role.PARAGRAPH, step.text))
    room = Rect(rest.x, y + 4 * desk.unit, rest.width, rest.bottom - y - 4 * desk.unit)
    desk.draw(drawing, room, desk.tags.add(Role.FIGURE, alt=step.alt))


def _print_panel(desk: _Desk, frame: Rect, step: StepWords, sheets: PrintedSheets) -> None:
    """Draw the first panel: what to choose in the print window beside the sheet that turns over."""
    unit = desk.unit
    rest = _open_panel(desk, frame, 1, step.head)
    half = (rest.width - 2 * _GAP * unit) / 2
    words = Rect(start_x(desk.styles.direction, rest, half), rest.y, half, rest.height)
    y = words.y
    for file in filter(None, (sheets.cover_file, sheets.file)):
        y = _write_file(desk, file, Rect(words.x, y, half, rest.height))
    at = Rect(words.x, y, half, 0)
    y = desk.write(step.text, desk.manner(14), at, desk.tags.add(Role.PARAGRAPH, step.text)) + 8 * unit
    _settings(desk, desk.words.settings, Rect(words.x, y, half, 0), 15)
    room = Rect(start_x(desk.styles.direction, rest, half, rest.width - half), frame.y, half, frame.height)
    desk.draw(print_drawing(_drawing_palette(desk.styles)), room, desk.tags.add(Role.FIGURE, alt=step.alt))


def _write_file(desk: _Desk, name: str, frame: Rect) -> float:
    """Write the name of a file; return the y below it."""
    text = isolated(name)
    manner = desk.styles.strong_manner(10.5 * desk.unit, desk.styles.palette.accent)
    return desk.write(text, manner, frame, desk.tags.add(Role.PARAGRAPH, text)) + 2 * desk.unit


def _settings(desk: _Desk, settings: Sequence[str], frame: Rect, size: float) -> float:
    """Write settings with a tick before each; return the y below them."""
    unit, y = desk.unit, frame.y
    box = size * 0.72 * unit
    indent = box + 8 * unit
    listed = desk.tags.add(Role.LIST)
    for setting in settings:
        x = start_x(desk.styles.direction, frame, box)
        left = frame.x if desk.rtl else frame.x + indent
        at = Rect(x, y + (size * _LEADING * unit - box) / 2, box, box)
        desk.items.append(Marked(tick(at, desk.styles.palette), Artifact.LAYOUT))
        item = desk.tags.add(Role.LIST_ITEM, parent=listed)
        element = desk.tags.add(Role.LIST_BODY, setting, parent=item)
        manner = desk.styles.strong_manner(size * unit)
        y = desk.write(setting, manner, Rect(left, y, frame.width - indent, 0), element) + 3 * unit
    return y


def _poster_panel(desk: _Desk, frame: Rect, sheets: str, tiles: PrintedTiles) -> None:
    """Draw the panel of the poster: its tiles as they are laid, with their names."""
    step, unit = desk.words.poster, desk.unit
    first = isolated("A1")
    rest = _open_panel(desk, frame, 0, step.head)
    text = step.text.format(tiles=sheets, first=first)
    rest = Rect(rest.x, _write_file(desk, tiles.file, rest), rest.width, rest.height)
    y = desk.write(text, desk.manner(13.2), rest, desk.tags.add(Role.PARAGRAPH, text)) + 3 * unit
    half = rest.width / 2
    below = y
    for index, setting in enumerate((desk.words.settings[0], desk.words.one_side)):
        x = start_x(desk.styles.direction, rest, half, index * half)
        below = max(below, _settings(desk, (setting,), Rect(x, y, half, 0), 11))
    drawn = tile_drawing(desk.styles.palette, tiles.columns, tiles.rows)
    figure = desk.tags.add(Role.FIGURE, alt=step.alt.format(first=first))
    matrix = desk.draw(drawn.items, Rect(rest.x, below + 4 * unit, rest.width, frame.bottom - below - 4 * unit), figure)
    for name, middle in drawn.names:
        at = matrix.apply(middle)
        box = Rect(at.x - 20 * unit, at.y - 9 * unit, 40 * unit, 0)
        desk.write(name, desk.styles.strong_manner(13 * unit), box, figure, Alignment.CENTER)
