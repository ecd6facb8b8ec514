"""Read a table of data: CSV, JSON Lines, or a spreadsheet (`workbook`). Nothing in it is ever run or followed.

The separator of a CSV is found, not asked for: the comma, semicolon or tab that divides the first lines alike. Files in
UTF-16 that say so (as Excel's "Unicode text") are read as they are; of other encodings the person is told what to do.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from booklet.errors import ContentError, Diagnostic, MissingFileError, Where
from booklet.merge.rows import MAX_COLUMNS, MAX_ROWS, MAX_VALUE, Row, Table, checked_columns, numbered
from booklet.merge.workbook import workbook_lines

MAX_BYTES = 2 * 1024**3
"""A million rows of two thousand characters."""
_MAX_LINE = MAX_COLUMNS * MAX_VALUE
_SEPARATORS = ",;\t"
_LINES_TRIED = 50
_HIGH = re.compile(rb"[\x80-\xff]+")
_GUESSED = {"cp1255": "Hebrew", "cp1256": "Arabic", "cp1252": "Western European"}
"""What a spreadsheet writes where it is not asked for UTF-8, and for whom."""


def read_table(path: Path, encoding: str = "") -> Table:
    """Return the table of a file; its rows are read while they are gone through, so that a million need no room.

    `encoding` is that of a CSV or of JSON Lines which are not UTF-8.

    Raises:
        MissingFileError: when the file is not there or cannot be read.
        ContentError: when it is of another kind, or its head is not sound.
    """
    label = str(path)
    try:
        if not path.is_file():
            reason = "this is not a file" if path.exists() else "there is no such file"
            raise MissingFileError(Diagnostic(code="missing-file", message=reason, where=Where(path=label)))
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(4)
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        raise MissingFileError(Diagnostic(code="cannot-read", message=message, where=Where(path=label))) from error
    if size > MAX_BYTES:
        raise _fault(label, "too-large", "this file is larger than 2 GB", "divide it into several")
    if start.startswith(b"PK\x03\x04"):
        return _table(label, lambda: workbook_lines(path))
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        hint = "open it in the spreadsheet program and save it as .xlsx, or as CSV UTF-8"
        raise _fault(label, "old-workbook", "this is a workbook of the old kind (.xls)", hint)
    text = _Text(path, label, encoding or _encoding(start))
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return _json_table(text)
    separator = _separator(text)
    return _table(label, lambda: _csv_lines(text, separator))


def _encoding(start: bytes) -> str:
    return "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def _fault(label: str, code: str, message: str, hint: str = "", line: int = 0) -> ContentError:
    return ContentError(Diagnostic(code=code, message=message, where=Where(path=label, line=line), hint=hint))


@dataclass(frozen=True)
class _Rows:
    """Rows that can be gone through more than once."""

    lines: Callable[[], Iterator[tuple[int, Sequence[str]]]]
    columns: tuple[str, ...]
    skipped: int = 1
    """Lines of the header."""

    def __iter__(self) -> Iterator[Row]:
        yield from islice(numbered(islice(self.lines(), self.skipped, None), self.columns), MAX_ROWS)


def _table(label: str, lines: Callable[[], Iterator[tuple[int, Sequence[str]]]]) -> Table:
    header = next(lines(), None)
    if header is None:
        raise _fault(label, "empty-file", "this file is empty", "the first line names the columns: id,name,table")
    columns = checked_columns(_without_empty_end(header[1]), label)
    return Table(label, columns, _Rows(lines, columns))


def _without_empty_end(values: Sequence[str]) -> Sequence[str]:
    end = len(values)
    while end and not values[end - 1].strip():
        end -= 1
    return values[:end]


# --- Text -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Text:
    """A file of text."""

    path: Path
    label: str
    encoding: str

    def read(self) -> Iterator[str]:
        """Yield the lines with their ends.

        Raises:
            ContentError: at a line that is not in the encoding.
        """
        try:
            with self.path.open(encoding=self.encoding, newline="") as stream:
                while text := stream.readline(_MAX_LINE):
                    if len(text) == _MAX_LINE:
                        raise _fault(self.label, "too-large", "a line of this file has no end", "is it a table?")
                    yield text
        except UnicodeError as error:
            message = f"this file is not saved as {_shown(self.encoding)}"
            raise _fault(self.label, "not-utf8", message, self._hint()) from error
        except (LookupError, ValueError) as error:  # the second of a name with a NUL
            raise _fault(self.label, "encoding", f"there is no encoding “{self.encoding}”", "try cp1255") from error

    def _hint(self) -> str:
        """Return what to do, by which of the usual encodings makes letters of the file."""
        with self.path.open("rb") as stream:
            words = _HIGH.findall(stream.read(65_536))
        sample = b"".join(words)
        # Accents stand alone among Latin letters; letters of another alphabet stand in words.
        is_latin = len(sample) < 2 * len(words)
        guess = next((code for code in _GUESSED if not is_latin and _is_words(sample, code)), "cp1252")
        return (
            "save it from the spreadsheet as “CSV UTF-8”, or name its encoding: "
            f"--encoding {guess} is that of older {_GUESSED[guess]} files"
        )


def _shown(encoding: str) -> str:
    return "UTF-8" if encoding == "utf-8-sig" else encoding


def _is_words(sample: bytes, encoding: str) -> bool:
    """Tell whether most of the letters beyond ASCII are of the alphabet of an encoding's name."""
    first, last = {"cp1255": ("\u05d0", "\u05ea"), "cp1256": ("\u0621", "\u06d2")}.get(encoding, ("\xc0", "\xff"))
    text = sample.decode(encoding, errors="replace")
    return sum(first <= letter <= last for letter in text) > 0.8 * len(text)


def _csv_lines(text: _Text, separator: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each record of a CSV with the line that it begins in.

    Raises:
        ContentError: where a quotation mark is not closed, or a value has no end.
    """
    csv.field_size_limit(64 * MAX_VALUE)
    reader = csv.reader(text.read(), delimiter=separator, strict=True)
    line = 1
    try:
        for values in reader:
            yield line, values
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "a quotation mark inside a value is written twice, and one at its start needs one at its end"
        raise _fault(text.label, "bad-csv", "from here on the quotation marks do not match", hint, line) from error


def _separator(text: _Text) -> str:
    """Return what parts the values: the separator that divides the first records into the most columns, all alike."""
    sample = "".join(islice(text.read(), _LINES_TRIED))
    if "\0" in sample:
        raise _fault(text.label, "binary-file", "this file is not text", "save it as CSV UTF-8, or give the .xlsx")
    if not sample.strip():
        raise _fault(text.label, "empty-file", "this file is empty", "the first line names the columns: id,name,table")
    return max(_SEPARATORS, key=lambda separator: _fitness(sample, separator))


def _fitness(sample: str, separator: str) -> tuple[float, int]:
    """Return the share of records with as many values as the header, and how many these are."""
    counts = []
    try:
        counts += [len(values) for values in csv.reader(io.StringIO(sample), delimiter=separator) if values]
    except csv.Error:
        return 0.0, 0
    columns = counts[0] if counts else 0
    if columns < 2:
        return 0.0, columns
    return sum(count == columns for count in counts) / len(counts), columns


# --- JSON Lines -----------------------------------------------------------------------------------------------------


def _json_table(text: _Text) -> Table:
    """Return the table of a file with an object in each line; the first one names the columns."""
    first = next((line for line in text.read() if line.strip()), "")
    found = _json_object(first)
    if not isinstance(found, dict):
        hint = 'each line is an object: {"id": "1", "name": "Miriam Levy"}'
        raise _fault(text.label, "bad-json", "the first line is not a JSON object", hint, 1)
    columns = checked_columns(list(found), text.label)
    names = tuple(found)

    def lines() -> Iterator[tuple[int, Sequence[str]]]:
        for number, line in enumerate(text.read(), 1):
            if line.strip():
                yield number, _json_values(line, names)

    return Table(text.label, columns, _Rows(lines, columns, skipped=0))


def _json_object(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _json_values(line: str, names: Sequence[str]) -> Sequence[str]:
    """Return the values of an object by the names of the columns; too few where it is none, or holds others."""
    found = _json_object(line)
    if not isinstance(found, dict) or not set(found) <= set(names):
        return (line[:20],)
    values = [found.get(name, "") for name in names]
    if any(isinstance(value, list | dict) for value in values):
        return (line[:20],)
    return [_json_text(value) for value in values]


def _json_text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
