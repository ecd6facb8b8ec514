"""Rows of data as they come from a file, and what may be wrong with them: the words that the readers share.

Notation: a row's number counts the rows of data from 1, without the header and without empty lines; its line is where
it begins in the file, from 1.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from booklet.errors import ContentError, Diagnostic, Where

MAX_VALUE = 10_000
"""Code points of a value: some three pages."""
MAX_COLUMNS = 500
MAX_ROWS = 1_000_000

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffd-\uffff]")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""An embedding, override or isolate of the data could reach out of its field: the field has an isolate of its own."""
_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n|[\r\n\u2028\u2029])[ \t]*")
_BLANKS = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the data."""

    number: int
    line: int
    values: tuple[str, ...]
    """One for each column."""
    fault: str = ""
    """What is wrong with it, a sentence; empty for a sound row."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file, and a way to go through its rows again and again."""

    label: str
    """The file as a person would type it."""
    columns: tuple[str, ...]
    rows: Iterable[Row]

    def at(self, row: Row) -> Where:
        """Return the place of a row."""
        return Where(path=self.label, line=row.line)

    def fault(self, row: Row, message: str, hint: str = "", code: str = "bad-row") -> Diagnostic:
        """Return what is to be told of a row."""
        return Diagnostic(code=code, message=f"row {row.number}: {message}", where=self.at(row), hint=hint)


def checked_columns(names: Sequence[str], label: str) -> tuple[str, ...]:
    """Return the names of the columns, without white space around them.

    Raises:
        ContentError: when one is missing or stands there twice.
    """
    columns = tuple(unicodedata.normalize("NFC", name).strip() for name in names)
    where = Where(path=label, line=1)
    if len(columns) > MAX_COLUMNS:
        raise ContentError(
            Diagnostic(code="too-many", message=f"there are more than {MAX_COLUMNS} columns", where=where)
        )
    if _CONTROLS.search("".join(columns)):
        message = "the name of a column holds a character that cannot be printed"
        hint = "write the names anew, or save the file as UTF-8 again"
        raise ContentError(Diagnostic(code="bad-header", message=message, where=where, hint=hint))
    named = [name for name in columns if name]
    again = next((name for name in named if named.count(name) > 1), None)
    if not named or again is not None:
        message = f"two columns have the name “{again}”" if again else "no column has a name"
        hint = "the first line names the columns, each once: id,name,table"
        raise ContentError(Diagnostic(code="bad-header", message=message, where=where, hint=hint))
    return columns


def numbered(found: Iterable[tuple[int, Sequence[str]]], columns: Sequence[str]) -> Iterator[Row]:
    """Yield a row for each line number and its values; lines without any value are passed over."""
    number = 0
    for line, values in found:
        if not any(value.strip() for value in values):
            continue
        number += 1
        yield _row(number, line, values, len(columns))


def _row(number: int, line: int, values: Sequence[str], column_count: int) -> Row:
    extra = [value for value in values[column_count:] if value.strip()]
    if extra or len(values) < column_count:
        message = f"it has {len(values)} values, and there are {column_count} columns"
        hint = "a value that holds the separator, or a line end, must stand in quotes"
        return Row(number, line, (), message, hint)
    if any(len(value) > MAX_VALUE for value in values):
        return Row(number, line, (), f"a value is longer than {MAX_VALUE:,} characters", "is a quotation mark missing?")
    cleaned = tuple(map(clean, values[:column_count]))
    bad = next((match for value in cleaned if (match := _CONTROLS.search(value))), None)
    if bad is not None:
        message = f"a value holds a character that cannot be printed (U+{ord(bad[0]):04X})"
        return Row(number, line, (), message, "delete it, or save the file as UTF-8 again")
    return Row(number, line, cleaned)


def clean(value: str) -> str:
    """Return a value in composed characters, without white space at its ends, each line end a line feed."""
    value = _BIDI_CONTROLS.sub("", unicodedata.normalize("NFC", value).strip())
    return _BLANKS.sub(" ", _LINE_ENDS.sub("\n", value))
