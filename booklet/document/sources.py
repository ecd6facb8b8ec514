"""The files of a book as text: read safely, inside the book's folder alone; and a spot in one of them.

Text is kept exactly as written, except that line ends become line feeds and a byte order mark is dropped. Control
characters, line separators that no editor counts (U+0085, U+2028, U+2029) and U+FFFD are refused: none can be printed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from booklet.errors import BookletError, ContentError, Diagnostic, MissingFileError, Where

MAX_FILE_BYTES = 4 * 1024 * 1024
"""A thousand pages in two languages are about 3 MB."""
MAX_FAULTS = 300
"""More than a person reads; keeps a hostile file from filling the screen."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff]")
_FILE_CODES = frozenset({"missing-file", "unreadable-file"})
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file of the book."""

    label: str
    """The path as a person would type it."""
    text: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, label: str, text: str) -> "SourceFile":
        """Return a file of that text, whose line ends are line feeds."""
        return cls(label, text, tuple(text.split("\n")))


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one line of a source file."""

    file: SourceFile
    line: int
    """1-based; 0 for the file as a whole."""
    column: int
    """1-based, in code points; 0 for the line as a whole."""
    length: int = 1
    """In code points."""

    @property
    def where(self) -> Where:
        """The place without its file's text."""
        return Where(path=self.file.label, line=self.line, column=self.column)

    def diagnostic(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """Return a diagnostic that quotes the line."""
        lines = self.file.lines
        return Diagnostic(
            code=code,
            message=message,
            where=self.where,
            hint=hint,
            source_line=lines[self.line - 1] if 0 < self.line <= len(lines) else "",
            length=max(1, self.length),
        )


class Faults:
    """What was found wrong so far; every stage of reading adds to it and goes on."""

    def __init__(self) -> None:
        self.errors: list[Diagnostic] = []

    def error(self, spot: Spot, code: str, message: str, hint: str = "") -> None:
        """Note an error."""
        self.errors.append(spot.diagnostic(code, message, hint))

    def take(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Note errors that were raised elsewhere."""
        self.errors.extend(diagnostics)

    def check(self) -> None:
        """Raise all errors together, in the order of the source, when there are any.

        Raises:
            MissingFileError: when nothing else is wrong than that files are missing.
            ContentError: otherwise.
        """
        if self.errors:
            raise _error_for(_in_order(self.errors))


def _in_order(errors: list[Diagnostic]) -> list[Diagnostic]:
    """Return the first errors by file and place, each once, and how many more there are."""
    places = {
        error: (error.where.path, error.where.line, error.where.column) if error.where else () for error in errors
    }
    ordered = sorted(places, key=lambda error: places[error])
    if len(ordered) > MAX_FAULTS:
        rest = len(ordered) - MAX_FAULTS
        ordered[MAX_FAULTS:] = [Diagnostic(code="too-many-faults", message=f"{rest} more faults are not listed")]
    return ordered


def _error_for(errors: list[Diagnostic]) -> BookletError:
    """Return the exception whose exit code fits the faults."""
    missing = all(error.code in _FILE_CODES for error in errors)
    return MissingFileError(errors) if missing else ContentError(errors)


# --- Reading ------------------------------------------------------------------------------------------------------


def label_of(path: Path) -> str:
    """Return the path relative to the working folder where that is shorter."""
    absolute = path.absolute()
    try:
        relative = absolute.relative_to(Path.cwd())
    except (ValueError, OSError):
        return str(absolute)
    return min(str(relative), str(absolute), key=len)


def load(path: Path) -> SourceFile:
    """Return the file's text.

    Raises:
        MissingFileError: when it is not there or cannot be read.
        ContentError: when it is no UTF-8 text, is empty or too large, or holds what cannot be printed.
    """
    label = label_of(path)
    data = _bytes(path, label)
    if not data.strip():
        raise ContentError(
            _of_file(label, "empty-file", "this file is empty", "docs/source.md shows how a book begins")
        )
    if len(data) > MAX_FILE_BYTES:
        hint = "move long parts to files of their own: {file: part.en.md}"
        limit = f"{MAX_FILE_BYTES // 1024 // 1024} MB"
        raise ContentError(_of_file(label, "too-large", f"this file is larger than {limit}", hint))
    file = SourceFile.of(label, _decoded(data, label))
    _refuse_unprintable(file)
    return file


def _of_file(label: str, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code=code, message=message, where=Where(path=label), hint=hint)


def _bytes(path: Path, label: str) -> bytes:
    """Return at most one byte more than a file may have."""
    try:
        if path.exists() and not path.is_file():
            fault = _of_file(label, "unreadable-file", "this is not a file")
            raise MissingFileError(fault)
        with path.open("rb") as stream:
            return stream.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFileError(_of_file(label, "missing-file", "there is no such file")) from error
    except (OSError, ValueError) as error:
        hint = "see whether you may open it, and whether its name is sound"
        raise MissingFileError(_of_file(label, "unreadable-file", "this file cannot be opened", hint)) from error


def _decoded(data: bytes, label: str) -> str:
    save = "save it as UTF-8 in your editor"
    if data.startswith(_UTF16_MARKS):
        raise ContentError(_of_file(label, "not-utf8", "this file is saved as UTF-16", save))
    if b"\0" in data:
        raise ContentError(
            _of_file(label, "binary-file", "this file is not text", "a book is a text file: booklet.yaml")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a byte order mark the position is counted after it.
        body = data.removeprefix(b"\xef\xbb\xbf")
        before = _unified(body[: error.start].decode("utf-8"))
        line = _unified(body.decode("utf-8", errors="replace")).split("\n")[before.count("\n")]
        raise ContentError(
            Diagnostic(
                code="not-utf8",
                message="this letter is not saved as UTF-8",
                where=Where(path=label, line=before.count("\n") + 1, column=len(before) - before.rfind("\n")),
                hint=save,
                source_line=line,
            )
        ) from error
    return _unified(text)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_unprintable(file: SourceFile) -> None:
    if UNPRINTABLE.search(file.text) is None:
        return
    faults = Faults()
    for number, line in enumerate(file.lines, start=1):
        for match in UNPRINTABLE.finditer(line):
            faults.error(Spot(file, number, match.start() + 1), *unprintable(match[0]))
        if len(faults.errors) > MAX_FAULTS:
            break
    faults.check()


def unprintable(character: str) -> tuple[str, str, str]:
    """Return code, sentence and hint for a character that `UNPRINTABLE` matches."""
    point = f"U+{ord(character):04X}"
    if character == "\ufffd":
        return (
            "lost-character",
            f"here stands {point}, the sign for a letter that was lost",
            "type the letter that belongs here: the file was once read with the wrong encoding",
        )
    return (
        "control-character",
        f"here stands an invisible control character ({point})",
        "delete it: it often comes with text copied from a PDF or a word processor",
    )


# --- Files named in the book --------------------------------------------------------------------------------------


def inside(folder: Path, name: str, spot: Spot, faults: Faults) -> Path | None:
    """Return the absolute path of a file named in the book; None after a fault that has been noted.

    Symbolic links are followed first: a link may not lead out of the folder either.
    """
    parts = name.split("/")
    if "\\" in name or name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name):
        hint = "copy the file into the book's folder and write its name with /: pictures/school.jpg"
        faults.error(spot, "outside-folder", f"“{name}” is not a path inside the book's folder", hint)
        return None
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            faults.error(spot, "outside-folder", f"“{name}” leads out of the book's folder", "copy the file into it")
            return None
        if path.is_file():
            return path
        hint = "this is a folder: write the name of a file in it" if path.is_dir() else _similar_file(folder / name)
    except (OSError, RuntimeError, ValueError):  # a loop of links; a name too long
        hint = ""
    faults.error(spot, "missing-file", f"there is no file “{name}” in the book's folder", hint)
    return None


def _similar_file(path: Path) -> str:
    if not path.parent.is_dir():
        return f"there is no folder “{path.parent.name}”"
    near = get_close_matches(path.name, sorted(child.name for child in path.parent.iterdir() if child.is_file()), n=1)
    return f"did you mean “{near[0]}”?" if near else ""
