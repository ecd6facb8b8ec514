"""From a source to files: the only module that knows every stage.

All bytes are made before anything is written, and each file is written beside its place and then moved there, so that
a build that fails leaves the earlier files as they were.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from booklet.document.edition import Edition
from booklet.document.model import Book
from booklet.document.reader import read_book
from booklet.document.theme import Theme
from booklet.document.theme_reader import read_theme
from booklet.errors import ContentError, Diagnostic, MissingFileError
from booklet.layout.display import DisplayDocument
from booklet.layout.pages import lay_out_booklet
from booklet.layout.poster import lay_out_poster
from booklet.layout.styles import Styles, make_styles
from booklet.pdf.writer import write_pdf
from booklet.preflight.pages import PageRecords, look_at, tell_pages
from booklet.preflight.source import check_source
from booklet.press.prove import prove_sheets
from booklet.press.sheets import impose
from booklet.press.tiles import tile
from booklet.resources import folder
from booklet.text.fonts import FontLibrary

DEFAULT_DATE = 946_684_800
"""2000-01-01 UTC: the date in files when SOURCE_DATE_EPOCH names none. A clock would make every build differ."""
_LAST_DATE = 253_402_300_799
"""9999-12-31 23:59:59 UTC: a PDF's dates have four digits for the year (ISO 32000-1, 7.9.4)."""
_REPORT_FORMAT = 1


class Kind(StrEnum):
    """The files that are made of an edition."""

    READER = "reader"
    SHEETS = "sheets"
    POSTER = "poster"
    TILES = "tiles"


_ENDINGS = {Kind.READER: "", Kind.SHEETS: "-sheets", Kind.POSTER: "-poster", Kind.TILES: "-poster-tiles"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One finished file and its line of the report."""

    name: str
    kind: Kind
    edition: str
    pdf: bytes = field(repr=False)
    page_count: int
    """Pages of the PDF."""
    sheet_count: int | None
    """Sheets of paper to print it on; None for a file that is not for the office printer."""
    fonts: tuple[str, ...]
    """Names of the fonts used, sorted."""


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
    progress: Callable[[str], None] = lambda _: None,
) -> Built:
    """Make the files of a book's editions (all, unless some are named) of the kinds (likewise) in a folder.

    Raises:
        BookletError: for every fault of the source, a file that is missing, or a result that does not pass its proof.
    """
    reading = read_book(source)
    book = reading.book
    theme = read_theme(book.theme)
    library = FontLibrary(folder("fonts"))
    wanted = tuple(kinds) or tuple(Kind)
    made: list[Made] = []
    warnings = [*reading.warnings, *check_source(book)]
    records: list[PageRecords] = []
    for edition in _chosen(book, editions):
        progress(edition.id)
        styles = [make_styles(theme, language, library) for language in edition.languages]
        files, seen = _edition_files(book, edition, styles, wanted, warnings)
        made += files
        records += seen
    warnings += tell_pages(records)
    report = _report(book, theme, made, warnings)
    contents = [(one.name, one.pdf) for one in made] + [(f"{book.id}-report.json", report)]
    return Built(tuple(_write_all(out, contents)), tuple(warnings))


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


def _edition_files(
    book: Book, edition: Edition, styles: Sequence[Styles], kinds: Sequence[Kind], warnings: list[Diagnostic]
) -> tuple[list[Made], list[PageRecords]]:
    """Return the files of one edition, in the order of `Kind`, and what the checks found on their pages."""
    created = _created()
    made: list[Made] = []
    records: list[PageRecords] = []

    def keep(kind: Kind, pdf: bytes, document: DisplayDocument, pages: int, sheets: int | None) -> None:
        name = f"{book.id}-{edition.id}{_ENDINGS[kind]}.pdf"
        fonts = tuple(sorted(document.font_names()))
        made.append(
            Made(
                name=name,
                kind=kind,
                edition=edition.id,
                pdf=pdf,
                page_count=pages,
                sheet_count=sheets,
                fonts=fonts,
            )
        )

    if Kind.READER in kinds or Kind.SHEETS in kinds:
        document = lay_out_booklet(book, edition, *styles)
        records.append(look_at(document))
        reader = write_pdf(document, created=created)
        if Kind.READER in kinds:
            keep(Kind.READER, reader, document, len(document.pages), None)
        if Kind.SHEETS in kinds:
            paper = book.paper
            sheets = impose(
                reader,
                binding=edition.binding,
                sheet=paper.sheet,
                paper_thickness=paper.thickness,
                second_cover=document.second_cover,
            )
            prove_sheets(sheets.pdf, reader, edition.binding, document.second_cover)
            warnings += (note for note in sheets.notes if note not in warnings)
            keep(Kind.SHEETS, sheets.pdf, document, 2 * sheets.sheet_count, sheets.sheet_count)
    if _has_poster(book, edition) and (Kind.POSTER in kinds or Kind.TILES in kinds):
        document = lay_out_poster(book, edition, styles[0])
        records.append(look_at(document))
        poster = write_pdf(document, created=created)
        if Kind.POSTER in kinds:
            keep(Kind.POSTER, poster, document, 1, None)
        if Kind.TILES in kinds:
            tiles = tile(poster, sheet=book.paper.sheet, direction=edition.language.direction)
            keep(Kind.TILES, tiles.pdf, document, 1 + len(tiles.names), 1 + len(tiles.names))
    return made, records


def _has_poster(book: Book, edition: Edition) -> bool:
    """Tell whether an edition has a poster of its own.

    A poster is in one language. One of several languages has it in its first, unless that language has an edition.
    """
    others = [one for one in book.editions.values() if one.languages == (edition.language,) and one is not edition]
    return book.poster is not None and (len(edition.languages) == 1 or not others)


def _created() -> int:
    """Return the date of the files, seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return DEFAULT_DATE
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(_LAST_DATE)) and int(value) <= _LAST_DATE):
        raise ContentError(
            Diagnostic(
                code="source-date",
                message=f"SOURCE_DATE_EPOCH is “{value[:40]}”, which is no number of seconds, or one too large",
                hint="set it to the seconds since 1970-01-01 (before the year 10000), or unset it",
            )
        )
    return int(value)


def _report(book: Book, theme: Theme, made: Iterable[Made], warnings: Iterable[Diagnostic]) -> bytes:
    """Return the record of a build as JSON, one entry a file."""
    report = {
        "report": _REPORT_FORMAT,
        "book": book.id,
        "theme": theme.name,
        "files": [
            {
                "name": one.name,
                "kind": one.kind.value,
                "edition": one.edition,
                "pages": one.page_count,
                "sheets": one.sheet_count,
                "bytes": len(one.pdf),
                "fonts": list(one.fonts),
            }
            for one in made
        ],
        "warnings": [
            {"code": warning.code, "message": warning.message, "where": str(warning.where or "")}
            for warning in warnings
        ],
    }
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _write_all(out: Path, contents: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write every file into a new folder beside its place, then move all of them there.

    Raises:
        MissingFileError: when the folder cannot be made or written to; nothing has been moved then.
    """
    finals = [out / name for name, _ in contents]
    try:
        out.mkdir(parents=True, exist_ok=True)
        # A name that nothing has yet: what lies there under a name we can foretell may be a link, a pipe, a folder.
        with tempfile.TemporaryDirectory(prefix=".booklet-", dir=out) as parts:
            for name, data in contents:
                (Path(parts) / name).write_bytes(data)
            for final in finals:
                if final.is_dir():
                    raise _cannot_write(f"the file {final} cannot be written: a folder has its name")
            for final in finals:
                (Path(parts) / final.name).replace(final)
    except OSError as error:
        is_file = out.exists() and not out.is_dir()
        reason = "it is a file" if is_file else error.strerror
        raise _cannot_write(f"the folder {out} cannot be written to: {reason}") from error
    return finals


def _cannot_write(message: str) -> MissingFileError:
    hint = "choose another folder with -o, or make room on the disk"
    return MissingFileError(Diagnostic(code="cannot-write", message=message, hint=hint))
