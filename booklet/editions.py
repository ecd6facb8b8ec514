"""The files of one edition, from its texts to finished PDFs. A stage that only some files need is imported for them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from booklet.document.book import Book
from booklet.document.edition import Edition, Joining
from booklet.errors import Diagnostic
from booklet.layout.display import DisplayDocument, Page, boxes
from booklet.layout.styles import Styles, make_styles
from booklet.made import ENDINGS, EditionFiles, Kind, Made
from booklet.pdf.writer import PdfWriter, write_pdf
from booklet.preflight.check import PageRecords
from booklet.preflight.pages import look_at
from booklet.press.printer import Printer
from booklet.resources import folder
from booklet.shop import CoverFile, Shop
from booklet.source_date import source_date
from booklet.task import Task
from booklet.text.fonts import FontLibrary
from booklet.units import mm

if TYPE_CHECKING:
    from booklet.press.tiles import TiledPoster
    from booklet.previews import Preview


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

    def looked_at(self, document: DisplayDocument, then: Callable[[Page], object] = lambda page: None) -> PageRecords:
        """Return what the checks find on the pages of a file; `then` is given each of them after that."""
        if not self.is_proof:
            return look_at(document, then)
        from booklet.preflight.drawn import drawn
        from booklet.preflight.pages import proof_read

        return proof_read(drawn(document, self.book, self.edition), then)

    def made(
        self,
        kind: Kind,
        pdf: bytes,
        fonts: Collection[str],
        counts: tuple[int, int | None],
        ending: str | None = None,
    ) -> Made:
        """Return a finished file; `counts` are its pages, and its sheets if it is for the office printer.

        Its name ends as that of its kind, unless it is a part with an `ending` of its own.
        """
        page_count, sheet_count = counts
        return Made(
            name=f"{self.book.id}-{self.edition.id}{ENDINGS[kind] if ending is None else ending}.pdf",
            kind=kind,
            edition=self.edition.id,
            data=pdf,
            page_count=page_count,
            sheet_count=sheet_count,
            fonts=tuple(sorted(fonts)),
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


def make_edition(task: Task, library: FontLibrary | None = None) -> EditionFiles:
    """Return the files of an edition, in the order of their kinds, and what is to be told of them.

    A library keeps fonts open for the next one.
    """
    library = library or FontLibrary(folder("fonts"))
    job = _Job(
        book=task.book,
        edition=task.edition,
        styles=[make_styles(task.theme, language, library) for language in task.edition.languages],
        shop=task.shop,
        printer=task.printer,
        kinds=_needed(task.wanted),
        is_proof=task.is_proof,
    )
    notes: list[Diagnostic] = []
    records: list[PageRecords] = []
    files = [*_booklet_files(job, notes, records), *_poster_files(job, records)]
    if Kind.INSTRUCTIONS in task.wanted:
        files.append(_instructions(job, files))
    made = sorted((one for one in files if one.kind in task.wanted), key=lambda one: list(Kind).index(one.kind))
    return EditionFiles(tuple(made), tuple(notes), tuple(records))


def _booklet_files(job: _Job, warnings: list[Diagnostic], records: list[PageRecords]) -> Iterator[Made]:
    """Yield the files of an edition's booklet; add to what is told of it and of its pages."""
    if not {Kind.READER, Kind.SHEETS, Kind.PRESS, Kind.PREVIEWS} & set(job.kinds):
        return
    from booklet.layout.pages import lay_out_booklet

    document = lay_out_booklet(job.book, job.edition, *job.styles)
    if Kind.PRESS in job.kinds:
        document = document.with_pages_kept()  # its files have them in another order
    if not {Kind.READER, Kind.SHEETS, Kind.PREVIEWS} & set(job.kinds):
        records.append(job.looked_at(document))
    else:
        writer = PdfWriter(document)
        records.append(job.looked_at(document, writer.add))
        if Kind.PRESS not in job.kinds:
            document = writer.document  # what the pages are drawn from is most of what a long book holds
        reader, fonts = writer.to_bytes(source_date()), writer.font_names()
        if Kind.READER in job.kinds:
            yield job.made(Kind.READER, reader, fonts, (len(document.pages), None))
        if Kind.SHEETS in job.kinds:
            for ending, pdf, counts in _sheets(job, reader, document, warnings):
                yield job.made(Kind.SHEETS, pdf, fonts, counts, ending)
        if Kind.PREVIEWS in job.kinds:
            from booklet.press.schemes import SADDLE
            from booklet.press.signature import reading_order
            from booklet.previews import booklet_previews

            order = reading_order(SADDLE, len(document.pages), document.second_cover)
            whole = [index for index in order if index is not None]  # all: the layout has completed the sheets
            yield from map(job.shown, booklet_previews(reader, whole, job.edition.binding))
    if Kind.PRESS in job.kinds:
        from booklet.pdf.press import write_press

        for ending, pages in _press_parts(document, job):
            pdf = write_press(pages, job.shop, bleed=job.book.paper.bleed, created=source_date())
            yield job.made(Kind.PRESS, pdf, pages.font_names(), (len(pages.pages), None), ending)


def _sheets(
    job: _Job, reader: bytes, document: DisplayDocument, warnings: list[Diagnostic]
) -> Iterator[tuple[str, bytes, tuple[int, int]]]:
    """Yield the proved sheets of a booklet, and after them the sheet of a cover that is printed apart.

    Each comes with the end of its name and the numbers of its pages and sheets. For a pile that is turned by hand,
    fronts and backs are files of their own.
    """
    from booklet.press.prove import prove_sheets
    from booklet.press.schemes import PERFECT, SADDLE
    from booklet.press.sheets import CoverSheet, impose
    from booklet.press.signature import COVER_PAGES

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
            yield ending + part, pdf, (2 * count // len(parts), count)


def _press_parts(document: DisplayDocument, job: _Job) -> list[tuple[str, DisplayDocument]]:
    """Return the files that a shop wants of a booklet, by what their names end with.

    Pages lie in them as they lie in the booklet: of one with two covers from the first cover to the second, so that the
    pages read from there come last to first. The cover of a glued book is one flat sheet.
    """
    from booklet.layout.figures import with_digits
    from booklet.layout.spread import cover_spread
    from booklet.press.schemes import SADDLE
    from booklet.press.signature import COVER_PAGES, reading_order

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
    from booklet.layout.poster import lay_out_poster

    document = lay_out_poster(job.book, job.edition, job.styles[0])
    fonts = document.font_names()
    records.append(job.looked_at(document))
    if {Kind.POSTER, Kind.TILES, Kind.PREVIEWS} & set(job.kinds):
        poster = write_pdf(document, created=source_date())
        if Kind.POSTER in job.kinds:
            yield job.made(Kind.POSTER, poster, fonts, (1, None))
        if Kind.TILES in job.kinds:
            tiles = _tiles(job, poster, document)
            made = job.made(Kind.TILES, tiles.pdf, fonts, (tiles.page_count, tiles.page_count))
            cut = (tiles.grid.columns, tiles.grid.rows) if len(tiles.names) > 1 else None
            yield replace(made, tiles=cut)
        if Kind.PREVIEWS in job.kinds:
            from booklet.previews import poster_preview

            yield job.shown(poster_preview(poster))
    if Kind.POSTER_PRESS in job.kinds:
        from booklet.pdf.press import write_press

        pdf = write_press(document, job.shop, bleed=job.book.paper.bleed, created=source_date())
        yield job.made(Kind.POSTER_PRESS, pdf, fonts, (1, None))


def _tiles(job: _Job, poster: bytes, document: DisplayDocument) -> "TiledPoster":
    """Return the tiles of a poster, whose seams keep away from its words and pictures."""
    from booklet.press.tiles import TileOptions, tile

    avoid = tuple(boxes(document.pages[0]))
    wish = TileOptions(sheet=job.book.paper.sheet, direction=job.edition.language.direction, avoid=avoid)
    return tile(poster, wish)


def _needed(wanted: Sequence[Kind]) -> tuple[Kind, ...]:
    """Return the kinds to make: the instructions count the sheets of the others."""
    return (*wanted, Kind.SHEETS, Kind.TILES) if Kind.INSTRUCTIONS in wanted else tuple(wanted)


def _instructions(job: _Job, files: Sequence[Made]) -> Made:
    """Return the page that shows what to do with the sheets and the tiles among the files of an edition."""
    from booklet.layout.instructions import HandWork, PrintedSheets, PrintedTiles, lay_out_instructions

    sheets = [one for one in files if one.kind is Kind.SHEETS]
    tiles = next((one for one in files if one.kind is Kind.TILES), None)
    cut = None
    if tiles and tiles.tiles:
        cut = PrintedTiles(tiles.name, tiles.page_count, *tiles.tiles)
    count = sum(one.sheet_count or 0 for one in sheets)
    cover = sheets[-1].name if len(sheets) > 1 else ""
    printed = PrintedSheets(sheets[0].name, count, has_marks=_has_cut_marks(job.book), cover_file=cover)
    document = lay_out_instructions(job.book, job.edition, job.styles[0], HandWork(sheets=printed, tiles=cut))
    pdf = write_pdf(document, created=source_date())
    return job.made(Kind.INSTRUCTIONS, pdf, document.font_names(), (1, 1))


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
