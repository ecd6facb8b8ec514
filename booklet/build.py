"""From a source to files: the only module that knows every stage.

All bytes are made before anything is written, and each file is written beside its place and then moved there, so that
a build that fails leaves the earlier files as they were.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from booklet.document.book import Book
from booklet.document.edition import Edition, Joining
from booklet.document.reader import read_book
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.document.theme import Theme
from booklet.document.theme_reader import read_theme
from booklet.errors import ContentError, Diagnostic
from booklet.files import write_all
from booklet.layout.display import DisplayDocument, Page, boxes
from booklet.layout.figures import with_digits
from booklet.layout.instructions import HandWork, PrintedSheets, PrintedTiles, lay_out_instructions
from booklet.layout.pages import lay_out_booklet
from booklet.layout.poster import lay_out_poster
from booklet.layout.spread import cover_spread
from booklet.layout.styles import Styles, make_styles
from booklet.made import ENDINGS, USUAL_KINDS, Kind, Made, report
from booklet.pdf.press import write_press
from booklet.pdf.writer import write_pdf
from booklet.preflight.drawn import drawn
from booklet.preflight.pages import PageRecords, look_at, proof_read, tell_pages
from booklet.preflight.source import check_source
from booklet.press.printer import OFFICE, Printer
from booklet.press.prove import prove_sheets
from booklet.press.schemes import PERFECT, SADDLE
from booklet.press.sheets import CoverSheet, impose
from booklet.press.signature import COVER_PAGES, reading_order
from booklet.press.tiles import TiledPoster, TileOptions, tile
from booklet.resources import folder
from booklet.shop import CoverFile, Shop
from booklet.source_date import source_date
from booklet.text.fonts import FontLibrary
from booklet.units import mm

if TYPE_CHECKING:
    from booklet.previews import Preview

_OTHER_FOLDER = "choose another folder with -o, or make room on the disk"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """An edition to be built, in this process or another one."""

    book: Book
    edition: Edition
    theme: Theme
    shop: Shop
    printer: Printer
    wanted: tuple[Kind, ...]


class _EditionFiles(NamedTuple):
    """What came of a task."""

    made: list[Made]
    notes: list[Diagnostic]
    records: list[PageRecords]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What the files of one edition are made of."""

    book: Book
    edition: Edition
    styles: Sequence[Styles]
    shop: Shop
    printer: Printer
    kinds: Sequence[Kind]
    is_proof: bool = False
    """Whether its pages are read against the source, which takes longer."""

    def looked_at(self, document: DisplayDocument) -> PageRecords:
        """Return what the checks find on the pages of a file."""
        return proof_read(drawn(document, self.book, self.edition)) if self.is_proof else look_at(document)

    def made(
        self,
        kind: Kind,
        pdf: bytes,
        document: DisplayDocument,
        sheets: tuple[int, int] | None = None,
        ending: str | None = None,
    ) -> Made:
        """Return a finished file; `sheets` are the pages and the sheets of one that is for the office printer.

        Its name ends as that of its kind, unless it is a part with an `ending` of its own.
        """
        pages, sheet_count = sheets or (len(document.pages), None)
        return Made(
            name=f"{self.book.id}-{self.edition.id}{ENDINGS[kind] if ending is None else ending}.pdf",
            kind=kind,
            edition=self.edition.id,
            data=pdf,
            page_count=pages,
            sheet_count=sheet_count,
            fonts=tuple(sorted(document.font_names())),
        )

    def shown(self, preview: "Preview") -> Made:
        """Return a picture as a finished file."""
        return Made(
            name=f"{self.book.id}-{self.edition.id}{preview.ending}",
            kind=Kind.PREVIEWS,
            edition=self.edition.id,
            data=preview.png,
            page_count=preview.page_count,
            sheet_count=None,
            fonts=(),
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    files: tuple[Path, ...]
    warnings: tuple[Diagnostic, ...]


def build(
    source: Path,
    out: Path,
    *,
    editions: Sequence[str] = (),
    kinds: Sequence[Kind] = (),
    shop: str = DEFAULT_SHOP,
    printer: Printer = OFFICE,
    executor: Executor | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Built:
    """Make the files of a book's editions (all, unless some are named) of the kinds (the usual ones) in a folder.

    `shop` names the print shop that the press files are for; the sheets are for the printer. The page of instructions
    shows what an office printer does and how to staple, so that there is none for another one or for glued books.
    An `executor` makes the editions side by side; the files are the same.

    Raises:
        BookletError: for every fault of the source, a file that is missing, or a result that does not pass its proof.
    """
    book = read_book(source).book
    chosen_shop = read_shop(shop, book_folder(source))
    book = _with_bleed(book, chosen_shop)
    themes = {name: read_theme(name, book.path.parent) for name in _theme_names(book)}
    instructed = printer == OFFICE and book.paper.joining is Joining.SADDLE
    wanted = tuple(kind for kind in kinds or USUAL_KINDS if kind is not Kind.INSTRUCTIONS or instructed)
    made: list[Made] = []
    warnings = check_source(book)
    records: list[PageRecords] = []
    tasks = [
        _Task(
            book=book,
            edition=edition,
            theme=themes[book.theme_of(edition)],
            shop=chosen_shop,
            printer=printer,
            wanted=wanted,
        )
        for edition in _chosen(book, editions)
    ]
    for done in _in_order(tasks, executor, progress):
        made += done.made
        warnings += (note for note in done.notes if note not in warnings)
        records += done.records
    warnings += tell_pages(records)
    record = report(book, chosen_shop, made, warnings)
    contents = [(one.name, one.data) for one in made] + [(f"{book.id}-report.json", record)]
    return Built(tuple(write_all(out, contents, _OTHER_FOLDER)), tuple(warnings))


def _in_order(
    tasks: Sequence[_Task], executor: Executor | None, progress: Callable[[str], None]
) -> Iterator[_EditionFiles]:
    """Yield what comes of each task, in their order whoever is first; what a dying process loses is made here."""
    library = FontLibrary(folder("fonts"))
    futures = [executor.submit(_make_edition, task) for task in tasks] if executor else []
    for task, future in zip_longest(tasks, futures):
        progress(task.edition.id)
        try:
            yield future.result() if future else _make_edition(task, library)
        except BrokenExecutor:
            yield _make_edition(task, library)


def _make_edition(task: _Task, library: FontLibrary | None = None) -> _EditionFiles:
    """Return the files of an edition in the order of their kinds; a library keeps fonts open for the next one."""
    library = library or FontLibrary(folder("fonts"))
    edition, wanted = task.edition, task.wanted
    job = _Job(
        book=task.book,
        edition=edition,
        styles=[make_styles(task.theme, language, library) for language in edition.languages],
        shop=task.shop,
        printer=task.printer,
        kinds=_needed(wanted),
    )
    notes: list[Diagnostic] = []
    records: list[PageRecords] = []
    files = [*_booklet_files(job, notes, records), *_poster_files(job, records)]
    if Kind.INSTRUCTIONS in wanted:
        files.append(_instructions(job, files))
    made = sorted((one for one in files if one.kind in wanted), key=lambda one: list(Kind).index(one.kind))
    return _EditionFiles(made, notes, records)


def files_for_shop(book: Book, shop: Shop, records: list[PageRecords]) -> Iterator[tuple[Made, ...]]:
    """Yield, edition by edition, what a print shop would be sent; add to what is told of the pages."""
    themes = {name: read_theme(name, book.path.parent) for name in _theme_names(book)}
    library = FontLibrary(folder("fonts"))
    book, kinds = _with_bleed(book, shop), (Kind.PRESS, Kind.POSTER_PRESS)
    for edition in book.editions.values():
        theme = themes[book.theme_of(edition)]
        styles = [make_styles(theme, language, library) for language in edition.languages]
        job = _Job(book=book, edition=edition, styles=styles, shop=shop, printer=OFFICE, kinds=kinds, is_proof=True)
        yield (*_booklet_files(job, [], records), *_poster_files(job, records))


def book_folder(source: Path) -> Path:
    """Return where a book is, whose source may be named by its folder or by its file."""
    return source if source.is_dir() else source.parent


def _theme_names(book: Book) -> list[str]:
    """Return the themes of all editions, and that of the book, which the faults of a source are told with too."""
    return list(dict.fromkeys([book.theme, *map(book.theme_of, book.editions.values())]))


def _chosen(book: Book, names: Sequence[str]) -> list[Edition]:
    unknown = [name for name in names if name not in book.editions]
    if unknown:
        raise ContentError(
            Diagnostic(
                code="unknown-edition",
                message=f"the book has no edition “{unknown[0]}”",
                hint=f"its editions are: {', '.join(book.editions)}",
            )
        )
    return [edition for edition in book.editions.values() if not names or edition.id in names]


def _with_bleed(book: Book, shop: Shop) -> Book:
    """Return the book with as much bleed as the shop asks for at least."""
    return replace(book, paper=replace(book.paper, bleed=max(book.paper.bleed, shop.bleed)))


def _booklet_files(job: _Job, warnings: list[Diagnostic], records: list[PageRecords]) -> Iterator[Made]:
    """Yield the files of an edition's booklet; add to what is told of it and of its pages."""
    if not {Kind.READER, Kind.SHEETS, Kind.PRESS, Kind.PREVIEWS} & set(job.kinds):
        return
    document = lay_out_booklet(job.book, job.edition, *job.styles)
    records.append(job.looked_at(document))
    if {Kind.READER, Kind.SHEETS, Kind.PREVIEWS} & set(job.kinds):
        reader = write_pdf(document, created=source_date())
        if Kind.READER in job.kinds:
            yield job.made(Kind.READER, reader, document)
        if Kind.SHEETS in job.kinds:
            yield from _sheets(job, reader, document, warnings)
        if Kind.PREVIEWS in job.kinds:
            from booklet.previews import booklet_previews

            order = reading_order(SADDLE, len(document.pages), document.second_cover)
            whole = [index for index in order if index is not None]  # all: the layout has completed the sheets
            yield from map(job.shown, booklet_previews(reader, whole, job.edition.binding))
    if Kind.PRESS in job.kinds:
        for ending, pages in _press_parts(document, job):
            pdf = write_press(pages, job.shop, bleed=job.book.paper.bleed, created=source_date())
            yield job.made(Kind.PRESS, pdf, pages, ending=ending)


def _sheets(job: _Job, reader: bytes, document: DisplayDocument, warnings: list[Diagnostic]) -> Iterator[Made]:
    """Yield the proved sheets of a booklet, and after them the sheet of a cover that is printed apart.

    For a pile that is turned by hand, fronts and backs are files of their own.
    """
    paper, binding = job.book.paper, job.edition.binding
    scheme = PERFECT if paper.joining is Joining.PERFECT else SADDLE
    spine = paper.spine_width(len(document.pages) - COVER_PAGES)
    sheets = impose(
        reader,
        binding=binding,
        sheet=paper.sheet,
        scheme=scheme,
        printer=job.printer,
        paper_thickness=paper.thickness,
        second_cover=document.second_cover,
        cover=CoverSheet(thickness=paper.cover_leaf, spine=spine) if paper.has_cover_sheet else None,
    )
    covers = sheets.cover_files
    prove_sheets(sheets.files, reader, binding, document.second_cover, scheme=scheme, printer=job.printer, cover=covers)
    warnings += (note for note in sheets.notes if note not in warnings)
    for ending, files, count in (("-sheets", sheets.files, sheets.sheet_count), ("-cover-sheet", covers, 1)):
        parts = ("-fronts", "-backs") if len(files) > 1 else ("",) * len(files)
        for part, pdf in zip(parts, files, strict=True):
            yield job.made(Kind.SHEETS, pdf, document, (2 * count // len(parts), count), ending + part)


def _press_parts(document: DisplayDocument, job: _Job) -> list[tuple[str, DisplayDocument]]:
    """Return the files that a shop wants of a booklet, by what their names end with.

    Pages lie in them as they lie in the booklet: of one with two covers from the first cover to the second, so that the
    pages read from there come last to first. The cover of a glued book is one flat sheet.
    """
    blank = Page(document.pages[0].size, ())
    order = reading_order(SADDLE, len(document.pages), document.second_cover)
    pages = tuple(blank if index is None else document.pages[index] for index in order)
    # What names pages by their place in the book has no place here.
    whole = replace(document, pages=pages, outline=(), second_cover=None)
    glued = job.book.paper.joining is Joining.PERFECT
    if len(pages) <= COVER_PAGES or not (glued or job.shop.cover is CoverFile.APART):
        return [("-press", whole)]
    half = COVER_PAGES // 2
    cover = replace(whole, pages=(*pages[:half], *pages[-half:]))
    if glued:
        spine = job.book.paper.spine_width(len(pages) - COVER_PAGES)
        cover = cover_spread(cover, with_digits(job.book, job.edition), job.styles[0], spine)
    return [("-press-cover", cover), ("-press-inside", replace(whole, pages=pages[half:-half]))]


def _poster_files(job: _Job, records: list[PageRecords]) -> Iterator[Made]:
    """Yield the files of an edition's poster, if it has one; add to what is told of its page."""
    posters = {Kind.POSTER, Kind.POSTER_PRESS, Kind.TILES, Kind.PREVIEWS}
    if not posters & set(job.kinds) or not _has_poster(job.book, job.edition):
        return
    document = lay_out_poster(job.book, job.edition, job.styles[0])
    records.append(job.looked_at(document))
    if {Kind.POSTER, Kind.TILES, Kind.PREVIEWS} & set(job.kinds):
        poster = write_pdf(document, created=source_date())
        if Kind.POSTER in job.kinds:
            yield job.made(Kind.POSTER, poster, document)
        if Kind.TILES in job.kinds:
            tiles = _tiles(job, poster, document)
            made = job.made(Kind.TILES, tiles.pdf, document, (tiles.page_count, tiles.page_count))
            cut = (tiles.grid.columns, tiles.grid.rows) if len(tiles.names) > 1 else None
            yield replace(made, tiles=cut)
        if Kind.PREVIEWS in job.kinds:
            from booklet.previews import poster_preview

            yield job.shown(poster_preview(poster))
    if Kind.POSTER_PRESS in job.kinds:
        pdf = write_press(document, job.shop, bleed=job.book.paper.bleed, created=source_date())
        yield job.made(Kind.POSTER_PRESS, pdf, document)


def _tiles(job: _Job, poster: bytes, document: DisplayDocument) -> TiledPoster:
    """Return the tiles of a poster, whose seams keep away from its words and pictures."""
    avoid = tuple(boxes(document.pages[0]))
    wish = TileOptions(sheet=job.book.paper.sheet, direction=job.edition.language.direction, avoid=avoid)
    return tile(poster, wish)


def _needed(wanted: Sequence[Kind]) -> tuple[Kind, ...]:
    """Return the kinds to make: the instructions count the sheets of the others."""
    return (*wanted, Kind.SHEETS, Kind.TILES) if Kind.INSTRUCTIONS in wanted else tuple(wanted)


def _instructions(job: _Job, files: Sequence[Made]) -> Made:
    """Return the page that shows what to do with the sheets and the tiles among the files of an edition."""
    sheets = [one for one in files if one.kind is Kind.SHEETS]
    tiles = next((one for one in files if one.kind is Kind.TILES), None)
    cut = None
    if tiles and tiles.tiles:
        cut = PrintedTiles(tiles.name, tiles.page_count, *tiles.tiles)
    count = sum(one.sheet_count or 0 for one in sheets)
    cover = sheets[-1].name if len(sheets) > 1 else ""
    printed = PrintedSheets(sheets[0].name, count, has_marks=_has_cut_marks(job.book), cover_file=cover)
    document = lay_out_instructions(job.book, job.edition, job.styles[0], HandWork(sheets=printed, tiles=cut))
    return job.made(Kind.INSTRUCTIONS, write_pdf(document, created=source_date()), document, (1, 1))


def _has_cut_marks(book: Book) -> bool:
    """Tell whether two pages leave room for cut marks on a sheet (`press.marks`: a gap and a stroke of 1 mm each)."""
    sheet, trim = book.paper.sheet.landscape, book.paper.trim
    return max(sheet.width / 2 - trim.width, (sheet.height - trim.height) / 2) >= mm(2)


def _has_poster(book: Book, edition: Edition) -> bool:
    """Tell whether an edition has a poster of its own.

    A poster is in one language. One of several languages has it in its first, unless that language has an edition.
    """
    others = [one for one in book.editions.values() if one.languages == (edition.language,) and one is not edition]
    return book.poster is not None and (len(edition.languages) == 1 or not others)
