"""File names from data: safe on every system, never outside of the folder, never the same for two rows."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from booklet.errors import Diagnostic, UsageFault

ROW = "row"
"""The field of a pattern that stands for the row's number, unless the data has a column of that name."""
_ROW_DIGITS = 6
"""So that a million files are in order in a folder."""
_MAX_BYTES = 200
"""Of a name; file systems take 255."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile(r"[^\w\-. ()+,&=@]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names of devices on Windows."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern such as `{id}-{name}.pdf`."""

    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields, as they stand there."""
        return tuple(match.strip() for match in _FIELD.findall(self.text))

    def name(self, values: Mapping[str, str], row_number: int) -> str:
        """Return the name of a row's file; empty when nothing safe is left of it."""
        known = {ROW: f"{row_number:0{_ROW_DIGITS}}", **values}
        name = _FIELD.sub(lambda match: _safe(known[match[1].strip()]), self.text)
        stem = _safe(name.removesuffix(".pdf")).strip(" .-")
        if not re.search(r"\w", stem) or len(f"{stem}.pdf".encode()) > _MAX_BYTES:
            return ""
        return f"_{stem}.pdf" if _RESERVED.fullmatch(stem) else f"{stem}.pdf"


def _safe(text: str) -> str:
    """Return text without what means something in a path, is invisible, or cannot stand in a name everywhere."""
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", text))


def name_key(name: str) -> str:
    """Return what two names share that are one on some file system: there `A.pdf` is `a.pdf`."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def read_pattern(text: str) -> NamePattern:
    """Return the pattern that a person typed.

    Raises:
        UsageFault: when it names a folder, holds a stray brace, or is the same for all rows.
    """
    pattern = NamePattern(text if text.endswith(".pdf") else f"{text}.pdf")
    message = ""
    if re.search(r"[/\\]", text):
        message = "the pattern of the names holds a / or \\: all files go to one folder"
    elif re.search(r"[{}]", _FIELD.sub("", text)):
        message = "a brace of the pattern of the names has no partner"
    elif not pattern.fields:
        message = "the pattern of the names has no field, so that all files would have one name"
    if message:
        raise UsageFault(Diagnostic(code="name-pattern", message=message, hint='write for example --name "{id}.pdf"'))
    return pattern
