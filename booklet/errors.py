"""What can go wrong, where, and what to do about it.

Every fault is a `Diagnostic` (place, code, sentence, hint): data, made by the stages and printed by `cli` alone.
The exception class decides the exit code of the command (DESIGN.md, section 3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    CONTENT = 1
    """The content has errors."""
    USAGE = 2
    """Wrong use of the command."""
    PREFLIGHT = 3
    """A check of the result failed."""
    MISSING = 4
    """A font or file is missing."""
    FAULT = 70
    """Our own fault (EX_SOFTWARE of sysexits.h)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a source file."""

    path: str
    """As a person would type it: relative to the working folder where that is shorter."""
    line: int = 0
    """1-based; 0 when the fault is in the file as a whole."""
    column: int = 0
    """1-based, in code points; 0 when the fault is in the line as a whole."""

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault or warning."""

    code: str
    """Stable, lower case, words joined by hyphens: `unknown-key`."""
    message: str
    """One sentence without a full stop, in words for someone who does not program."""
    where: Where | None = None
    hint: str = ""
    """What to do next; empty when there is nothing useful to say."""
    source_line: str = ""
    """The line at `where`, as it stands in the file."""
    length: int = 1
    """Code points to mark in `source_line`, from `where.column` on."""
    severity: str = "error"
    """`error`, `warning`, or `remark` for what may well be right."""
    mended: str = ""
    """The words at `where` as they should be; empty where only a person can say."""


class BookletError(Exception):
    """A fault with a place and a remedy; carries one or more diagnostics."""

    exit_code = ExitCode.FAULT

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        self.diagnostics = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        super().__init__("\n".join(d.message for d in self.diagnostics))

    def __reduce__(self) -> "tuple[type[BookletError], tuple[tuple[Diagnostic, ...]]]":
        """Return what another process makes the same fault of."""
        return type(self), (self.diagnostics,)


class ContentError(BookletError):
    """The source cannot be read, or says something that cannot be done."""

    exit_code = ExitCode.CONTENT


class LayoutError(ContentError):
    """The content is sound but does not fit the page."""


class MissingFileError(BookletError):
    """A file that the book, the theme or the command names is not there or cannot be used."""

    exit_code = ExitCode.MISSING


class FontError(MissingFileError):
    """A font is missing, may not be embedded, or lacks a character."""


class UsageFault(BookletError):
    """The command is given what cannot go together."""

    exit_code = ExitCode.USAGE


class PreflightFailed(BookletError):
    """The result was made but did not pass a check."""

    exit_code = ExitCode.PREFLIGHT
