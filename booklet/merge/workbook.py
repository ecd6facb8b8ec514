"""The first sheet of a workbook (.xlsx), through openpyxl: values as they were last computed; formulas are not run.

openpyxl is an optional part of the installation and takes long to import: only here, and only for a workbook.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

from booklet.errors import ContentError, Diagnostic, MissingFileError, Where

_MAX_UNPACKED = 512 * 1024**2
"""A million rows of a few columns; more is no table of people."""
_MAX_LINES = 1_048_576
"""Of a sheet in any spreadsheet. A row can say that it has a higher number, and openpyxl makes all those before it."""
_AS_CSV = "save the sheet as CSV UTF-8"


def workbook_lines(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield number and values of each line of the first sheet.

    Raises:
        ContentError: when the workbook is damaged or too large.
        MissingFileError: when openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError as error:
        hint = "pip install 'booklet[xlsx]', or save the sheet as CSV UTF-8"
        raise MissingFileError(_fault(path, "no-openpyxl", "the part that reads workbooks is missing", hint)) from error
    _check_size(path)
    try:
        with path.open("rb") as stream:  # which it leaves open where the workbook is damaged
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            for number, values in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                if number > _MAX_LINES:
                    raise ContentError(
                        _fault(path, "too-large", "this sheet has rows that no spreadsheet has", _AS_CSV)
                    )
                yield number, [_text(value) for value in values]
    except (OSError, ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile, SyntaxError) as error:
        hint = "open it in the spreadsheet program and save it as CSV UTF-8"
        raise ContentError(_fault(path, "bad-workbook", "this workbook cannot be read", hint)) from error


def _check_size(path: Path) -> None:
    """Refuse what would fill the memory when it is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (OSError, zipfile.BadZipFile) as error:
        raise ContentError(_fault(path, "bad-workbook", "this workbook is damaged", "save it again")) from error
    if size > _MAX_UNPACKED:
        raise ContentError(_fault(path, "too-large", "this workbook is too large", _AS_CSV))


def _fault(path: Path, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, where=Where(path=str(path)), hint=hint)


def _text(value: object) -> str:
    """Return a cell's value as it would be typed: whole numbers without a point, dates by year, month and day."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value)
