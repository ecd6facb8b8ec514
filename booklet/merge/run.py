"""The whole of a merge: read the book and its data, make the copies that are wanted, write them, tell what is wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from booklet.document.book import Book
from booklet.document.edition import Edition
from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.errors import ContentError, Diagnostic, MissingFileError, UsageFault
from booklet.files import folder_of_parts
from booklet.merge.data import read_table
from booklet.merge.engine import Pool, make_copies
from booklet.merge.fields import read_form
from booklet.merge.manifest import (
    Record,
    entry_of,
    is_current,
    read_manifest,
    recipe_digest,
    recorded,
    row_digest,
)
from booklet.merge.names import ROW, NamePattern, name_key, read_pattern
from booklet.merge.rows import Row, Table
from booklet.merge.work import Done, Job, Recipe
from booklet.processes import Here
from booklet.source_date import source_date

MAX_TOLD = 100
"""Bad rows that are told one by one: more than a person reads."""
_OTHER_FOLDER = "choose another folder with -o, or make room on the disk"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOptions:
    """What the person asks for."""

    edition: str = ""
    """Empty for the only one that the book has."""
    name: str = ""
    """Pattern of the names of the files; empty for the book's, the edition's and the row's number."""
    rows: tuple[int, ...] = ()
    """Numbers of the rows to make; all, unless some are named."""
    encoding: str = ""
    use_manifest: bool = True
    """Leave alone the copies that are there as they would be made."""
    pool: Pool = Here
    worker_count: int = 1


@dataclass(slots=True)
class Merged:
    """What came of a merge."""

    folder: Path
    row_count: int = 0
    """Of the rows that were asked for."""
    made: list[str] = field(default_factory=list)
    """Names of the files that were written."""
    current: int = 0
    """Copies that were there already."""
    faults: list[Diagnostic] = field(default_factory=list)
    """Of rows that are left out, in their order."""
    steps: tuple[str, ...] = ()
    """What to do with sheets that are to be cut, a sentence each."""
    gone: tuple[str, ...] = ()
    """Files of an earlier run that no row makes any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A book and its data, checked against each other."""

    recipe: Recipe
    table: Table
    field_names: tuple[str, ...]
    """Those that the book uses."""
    pattern: NamePattern

    def values(self, row: Row) -> dict[str, str]:
        """Return the values of a row by its columns."""
        return dict(zip(self.table.columns, row.values, strict=True))


def read_plan(source: Path, data: Path, options: MergeOptions) -> Plan:
    """Return what is to be done, with everything checked that does not concern a single row.

    Raises:
        BookletError: for every fault of the book, of the head of the data, and of what they have to do with each other.
    """
    book = read_book(source)
    edition = _edition(book, options.edition)
    table = read_table(data, options.encoding)
    form = read_form(book, table.columns, table.label)
    pattern = read_pattern(options.name or f"{book.id}-{edition.id}-{{{ROW}}}.pdf")
    unknown = [name for name in pattern.fields if name not in (*table.columns, ROW)]
    if unknown:
        hint = f"its columns are: {', '.join(filter(None, table.columns))}; {{{ROW}}} is the number of the row"
        message = f"--name has the field “{unknown[0]}”, but {table.label} has no such column"
        raise UsageFault(Diagnostic(code="unknown-field", message=message, hint=hint))
    theme = read_theme(book.theme_of(edition), book.path.parent)
    recipe = Recipe(book, edition, theme, table.columns, table.label, source_date())
    return Plan(recipe=recipe, table=table, field_names=form.names, pattern=pattern)


def _edition(book: Book, name: str) -> Edition:
    if name in book.editions or (not name and len(book.editions) == 1):
        return book.editions[name] if name else next(iter(book.editions.values()))
    known = ", ".join(book.editions)
    if name:
        message = f"the book has no edition “{name}”"
        raise ContentError(Diagnostic(code="unknown-edition", message=message, hint=f"its editions are: {known}"))
    message = "the book has several editions, and copies are made of one"
    raise UsageFault(Diagnostic(code="which-edition", message=message, hint=f"name it with -e: {known}"))


def merge(
    source: Path, data: Path, out: Path, options: MergeOptions, progress: Callable[[str], None] = lambda _: None
) -> Merged:
    """Make a file for each row of the data.

    Rows that cannot be made are left out and told in what is returned; the others are made all the same.

    Raises:
        BookletError: for what concerns all rows; nothing has been written then.
    """
    plan = read_plan(source, data, options)
    recipe = recipe_digest(plan.recipe)
    packed = plan.recipe.packed()
    manifest = out / f".{plan.recipe.book.id}-{plan.recipe.edition.id}-merge.jsonl"
    before = read_manifest(manifest)
    merged = Merged(out)
    digests: dict[str, str] = {}
    total = len(options.rows) or sum(1 for _ in plan.table.rows)

    def wanted() -> Iterator[Job]:
        for job, values in jobs(plan, options.rows, merged):
            digest = digests[job.name] = row_digest(recipe, plan.field_names, values)
            if options.use_manifest and is_current(out / job.name, digest, before.get(job.name)):
                merged.current += 1
            else:
                yield job

    done = make_copies(packed, plan.table.columns, wanted(), pool=options.pool, worker_count=options.worker_count)
    with _writer(out) as write, recorded(manifest, before) as record:
        for one in done:
            _take(one, digests, merged, record, write)
            progress(f"copy {len(merged.made) + merged.current} of {total}")
    merged.faults.sort(key=lambda fault: fault.where.line if fault.where else 0)
    if not options.rows:
        merged.gone = tuple(sorted(name for name in before if name not in digests and (out / name).is_file()))
    return merged


def jobs(plan: Plan, numbers: Sequence[int], merged: Merged) -> Iterator[tuple[Job, Mapping[str, str]]]:
    """Yield the rows to make, with their values; add to what is told of those that cannot be made."""
    taken: dict[str, int] = {}
    missing = set(numbers)
    for row in plan.table.rows:
        name = _name_of(row, plan, taken)  # of every row, so that a copy is called the same whatever is asked for
        if numbers and row.number not in numbers:
            continue
        missing.discard(row.number)
        merged.row_count += 1
        if isinstance(name, Diagnostic):
            merged.faults.append(name)
        else:
            yield Job(row.number, row.line, name, row.values), plan.values(row)
    for number in sorted(missing):
        merged.faults.append(Diagnostic(code="no-row", message=f"there is no row {number} in {plan.table.label}"))


def _name_of(row: Row, plan: Plan, taken: dict[str, int]) -> str | Diagnostic:
    """Return the name of a row's file, or what is wrong with the row; the rows that have names are noted in `taken`."""
    if row.fault:
        return plan.table.fault(row, row.fault, row.hint)
    name = plan.pattern.name(plan.values(row), row.number)
    if not name:
        hint = "see --name in docs/merge.md"
        return plan.table.fault(row, "no file can have the name that its values make", hint)
    first = taken.setdefault(name_key(name), row.number)
    if first != row.number:
        hint = "take a field into --name that is another one in each row"
        return plan.table.fault(row, f"its file would have the name of row {first}: {name}", hint)
    return name


def _take(
    one: Done, digests: Mapping[str, str], merged: Merged, record: Record, write: Callable[[str, bytes], Path]
) -> None:
    """Write a copy and note it, or note what is wrong with its row."""
    if one.faults:
        merged.faults += one.faults
        record(one.job.name, None)
        return
    path = write(one.job.name, one.pdf)
    record(one.job.name, entry_of(path, digests[one.job.name]))
    merged.made.append(one.job.name)


@contextmanager
def _writer(out: Path) -> Iterator[Callable[[str, bytes], Path]]:
    """Give what writes a file whole or not at all.

    Raises:
        MissingFileError: when the folder cannot be made or written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with folder_of_parts(out) as parts:
            part = parts / "part"

            def write(name: str, data: bytes) -> Path:
                part.write_bytes(data)
                return part.replace(out / name)

            yield write
    except OSError as error:
        reason = "it is a file" if out.exists() and not out.is_dir() else error.strerror
        message = f"the folder {out} cannot be written to: {reason}"
        raise MissingFileError(Diagnostic(code="cannot-write", message=message, hint=_OTHER_FOLDER)) from error
