"""What a result depends on, as a digest: values, the files that they name, the program with its fonts and libraries.

Places in the source are no part of it: a text that moves down a line is the same text. They are returned beside the
digest, for what has to be told of a result that is kept.
"""

import hashlib
import platform
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from booklet.errors import Where
from booklet.languages import LANGUAGES
from booklet.resources import folder

_PROGRAM = Path(__file__).parent
_FOLDERS = ("fonts", "icc", "maps", "shops", "themes")
"""What came with the program and goes into its results, beside its code."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a value is, and where it was written."""

    digest: str
    """The same for what gives the same result."""
    places: tuple[Where, ...]
    """In the order of the value's parts."""


def stamp(value: Any, languages: Collection[str] | None = None) -> Stamp:
    """Return the stamp of a value; of maps from languages only some languages, where they are named.

    Dataclasses, maps, sequences, enumerations, plain values and files on the disk (a path is its name and what it
    holds) can be stamped; anything else is refused, since leaving it out would make different values alike.
    """
    digest, places = hashlib.sha256(), []
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, Where):
            places.append(part)
            token, inner = "where", ()
        else:
            token, inner = _opened(part, languages)
        data = token.encode("utf-8", "surrogatepass")
        digest.update(b"%d:%b" % (len(data), data))
        pending.extend(reversed(inner))
    return Stamp(digest.hexdigest(), tuple(places))


def _opened(value: Any, languages: Collection[str] | None) -> tuple[str, tuple[Any, ...]]:
    """Return what tells a value from others of its size and type, and its parts."""
    kind = type(value).__qualname__
    if isinstance(value, Enum):
        return f"{kind}.{value.name}", ()
    if value is None or isinstance(value, bool | int | float | str | bytes):
        return f"{kind} {value!r}", ()
    if isinstance(value, Path):
        return f"path {value} {file_digest(value)}", ()
    if isinstance(value, Mapping):
        if languages is not None and value.keys() <= LANGUAGES.keys():
            value = {code: one for code, one in value.items() if code in languages}
        return f"map {len(value)}", tuple(part for pair in value.items() for part in pair)
    if isinstance(value, tuple | list):
        return f"{kind} {len(value)}", tuple(value)
    assert is_dataclass(value), f"a {kind} cannot be stamped"
    return f"{kind} {len(fields(value))}", tuple(getattr(value, field.name) for field in fields(value))


def file_digest(path: Path) -> str:
    """Return the digest of what a file holds; empty where there is no such file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Return the digest of all that every result depends on: code, fonts, themes, profiles, Python, libraries."""
    digest = hashlib.sha256(f"{sys.version}\n{sys.platform} {platform.machine()}\n".encode())
    for name in _library_names(sys.path):
        digest.update(f"{name}\n".encode())
    for path in _program_files():
        digest.update(f"{path.name} {file_digest(path)}\n".encode())
    return digest.hexdigest()


def _library_names(search_path: Iterable[str]) -> list[str]:
    """Return the names with versions of the installed libraries: their records' folders are called so (PEP 376)."""
    places = [Path(place) for place in search_path if place.endswith("-packages")]
    names = (one.name for place in places if place.is_dir() for one in place.iterdir())
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _program_files() -> Iterator[Path]:
    yield from sorted(_PROGRAM.rglob("*.py"))
    for name in _FOLDERS:
        yield from sorted(path for path in folder(name).rglob("*") if path.is_file())
