"""From a source to files: the only module that knows every stage, with `editions`, which it imports when it makes one.

All bytes are made before anything is written, and each file is written beside its place and then moved there, so that
a build that fails leaves the earlier files as they were. An edition that an earlier build left there as it would be
made is not made again (`kept`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from booklet.document.book import Book
from booklet.document.edition import Edition, Joining
from booklet.document.reader import read_book
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.document.theme import Theme
from booklet.document.theme_reader import read_theme
from booklet.errors import ContentError, Diagnostic
from booklet.files import write_all
from booklet.kept import Shelf
from booklet.made import USUAL_KINDS, EditionFiles, Kind, Made, report
from booklet.preflight.check import PageRecords
from booklet.preflight.source import check_source
from booklet.press.printer import OFFICE, Printer
from booklet.resources import folder
from booklet.shop import Shop
from booklet.task import Task
from booklet.text.fonts import FontLibrary

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_OTHER_FOLDER = "choose another folder with -o, or make room on the disk"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    files: tuple[Path, ...]
    """All that was asked for, also what was there already."""
    warnings: tuple[Diagnostic, ...]


def build(
    source: Path,
    out: Path,
    *,
    editions: Sequence[str] = (),
    kinds: Sequence[Kind] = (),
    shop: str = DEFAULT_SHOP,
    printer: Printer = OFFICE,
    executor: "Executor | None" = None,
    use_kept: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> Built:
    """Make the files of a book's editions (all, unless some are named) of the kinds (the usual ones) in a folder.

    `shop` names the print shop that the press files are for; the sheets are for the printer. The page of instructions
    shows what an office printer does and how to staple, so that there is none for another one or for glued books.
    An `executor` makes the editions side by side; the files are the same.
    What lies in the folder as it would be made is left alone, unless `use_kept` is false.

    Raises:
        BookletError: for every fault of the source, a file that is missing, or a result that does not pass its proof.
    """
    book = read_book(source)
    chosen_shop = read_shop(shop, book_folder(source))
    book = _with_bleed(book, chosen_shop)
    themes = _themes(book)
    instructed = printer == OFFICE and book.paper.joining is Joining.SADDLE
    wanted = tuple(kind for kind in kinds or USUAL_KINDS if kind is not Kind.INSTRUCTIONS or instructed)
    warnings = [*check_source(book)]
    tasks = [
        Task(
            book=book,
            edition=edition,
            theme=themes[book.theme_of(edition)],
            shop=chosen_shop,
            printer=printer,
            wanted=wanted,
        )
        for edition in _chosen(book, editions)
    ]
    shelf = Shelf(out, f".{book.id}-build", use_kept)
    finished = list(_in_order(tasks, shelf, executor, progress))
    for one in finished:
        warnings += (note for note in one.notes if note not in warnings)
    warnings += _told([record for one in finished for record in one.records])
    made = [file for one in finished for file in one.files]
    record = report(book, chosen_shop, made, warnings)
    contents = [(one.name, one.data) for one in made] + [(f"{book.id}-report.json", record)]
    changed = shelf.changed(contents, len(book.editions))
    if changed:
        write_all(out, changed, _OTHER_FOLDER)
    return Built(tuple(out / name for name, _ in contents), tuple(warnings))


def _in_order(
    tasks: Sequence[Task], shelf: Shelf, executor: "Executor | None", progress: Callable[[str], None]
) -> Iterator[EditionFiles]:
    """Yield what comes of each task, in their order whoever is first: as it lies there, or made.

    What a dying process loses is made here.
    """
    stamps = [task.stamp() for task in tasks]
    there = [shelf.find(task.key, of) for task, of in zip(tasks, stamps, strict=True)]
    if not all(there):
        from booklet.editions import make_edition
    library = FontLibrary(folder("fonts"))
    futures = [
        executor.submit(make_edition, task) if executor and not found else None
        for task, found in zip(tasks, there, strict=True)
    ]
    for task, of, found, future in zip(tasks, stamps, there, futures, strict=True):
        made = found
        if not made:
            progress(task.edition.id)
            made = (future and _result(future)) or make_edition(task, library)
        shelf.put(task.key, of, made)
        yield made


def _result(future: "Future[EditionFiles]") -> EditionFiles | None:
    """Return what another process has made; None when that has died."""
    from concurrent.futures import BrokenExecutor

    try:
        return future.result()
    except BrokenExecutor:
        return None


def files_for_shop(book: Book, shop: Shop, records: list[PageRecords]) -> Iterator[tuple[Made, ...]]:
    """Yield, edition by edition, what a print shop would be sent; add to what is told of the pages."""
    from booklet.editions import make_edition

    themes, library = _themes(book), FontLibrary(folder("fonts"))
    book = _with_bleed(book, shop)
    for edition in book.editions.values():
        task = Task(
            book=book,
            edition=edition,
            theme=themes[book.theme_of(edition)],
            shop=shop,
            printer=OFFICE,
            wanted=(Kind.PRESS, Kind.POSTER_PRESS),
            is_proof=True,
        )
        made = make_edition(task, library)
        records += made.records
        yield made.files


def _told(records: Sequence[PageRecords]) -> list[Diagnostic]:
    """Return what is to be said of the pages."""
    if not any(found for record in records for found in record):
        return []
    from booklet.preflight.pages import tell_pages

    return tell_pages(records)


def book_folder(source: Path) -> Path:
    """Return where a book is, whose source may be named by its folder or by its file."""
    return source if source.is_dir() else source.parent


def _themes(book: Book) -> dict[str, Theme]:
    """Return the themes of all editions, and that of the book, which the faults of a source are told with too."""
    names = dict.fromkeys([book.theme, *map(book.theme_of, book.editions.values())])
    return {name: read_theme(name, book.path.parent) for name in names}


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
