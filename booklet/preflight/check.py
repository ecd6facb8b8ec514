"""What a check is: one thing that is looked for, and how it is told.

A check has a file of its own. `find` is a pure function that looks at one value (the book, a display list) and answers
with records; `tell` makes sentences of the records of a whole build, so that what several editions share is told once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from booklet.errors import Diagnostic, Where

Subject = TypeVar("Subject")
"""What a check looks at."""
Found = TypeVar("Found")
"""Its record of what it found at one place."""
PageRecords: TypeAlias = tuple[tuple[Any, ...], ...]
"""What the checks found on the pages of a file, check by check (`pages`)."""

_QUOTED = 48
"""Code points: about a line of a small page, enough to find the words again."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person is told of one place."""

    where: Where | None
    message: str
    """One sentence without a full stop."""
    hint: str
    mended: str = ""
    """The words as they should be; empty where only a person can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Generic[Subject, Found]):
    """One thing that is looked for."""

    code: str
    """Stable, lower case, words joined by hyphens."""
    title: str
    """What it finds, as a heading of docs/checks.md."""
    reason: str
    """Why it matters on paper."""
    find: Callable[[Subject], Iterable[Found]]
    tell: Callable[[Iterable[Found]], Iterable[Note]]
    """The worst first, where there are worse ones."""
    most: int = 5
    """How many are told of a book; the others are counted in a closing line."""
    severity: str = "warning"
    """`error` when no one can want it printed, `warning`, or `remark` for what may well be right."""


def told(check: Check[Subject, Found], found: Iterable[Found]) -> list[Diagnostic]:
    """Return what is printed and kept of what a check found, each once."""
    notes = list(dict.fromkeys(check.tell(found)))
    rest = len(notes) - check.most
    if rest > 0:
        notes[check.most :] = [Note(None, f"not listed: {rest} more of this kind, {check.title}", "")]
    return [
        Diagnostic(
            code=check.code,
            message=note.message,
            where=note.where,
            hint=note.hint,
            severity=check.severity,
            mended=note.mended,
        )
        for note in notes
    ]


def quoted(text: str) -> str:
    """Return the beginning of a text in quotation marks, cut at a word."""
    if len(text) > _QUOTED:
        text = text[:_QUOTED].rpartition(" ")[0] or text[:_QUOTED]
        text += "…"
    return f"“{text}”"
