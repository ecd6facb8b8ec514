"""What lies in a folder of copies and what each was made of: a second run makes only what is missing or changed.

A copy is as it was when its row's digest is: that is over the recipe (book, edition, date), pictures, fonts, themes and
the program itself, and the row's values in the fields that the book uses. Its file must have the size and the time of
change that it was written with.

The manifest has a line for each copy (JSON: name, digest, size, time of change), written as soon as the copy is. A name
alone means that its copy counts no more; of several lines with a name the last one counts.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO, TypeAlias

from booklet.files import write_beside
from booklet.merge.work import Recipe
from booklet.stamp import program_digest, stamp

_HEAD = {"manifest": 2}
"""The first line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A copy in the folder."""

    digest: str
    """Of what it was made of."""
    size: int
    changed: int
    """Time of change of the file, nanoseconds."""


Record: TypeAlias = Callable[[str, Entry | None], None]
"""Notes the copy that is now in the folder under a name, or that there is none that counts."""


def read_manifest(path: Path) -> dict[str, Entry]:
    """Return the copies by the names of their files; none where the manifest is missing or of another form.

    What cannot be read of it is passed over: the last line is cut short when the program is killed at it.
    """
    found: dict[str, Entry] = {}
    try:
        head, *lines = path.read_text("utf-8", errors="replace").split("\n")
        if json.loads(head) != _HEAD:
            return {}
    except (OSError, ValueError, RecursionError):
        return {}
    for line in lines:
        with suppress(ValueError, TypeError, RecursionError):
            name, *entry = json.loads(line)
            found.pop(name, None)
            if entry:
                digest, size, changed = entry
                found[name] = Entry(str(digest), int(size), int(changed))
    return found


@contextmanager
def recorded(path: Path, before: Mapping[str, Entry]) -> Iterator[Record]:
    """Give what adds a line to the manifest at once, so that whatever happens next does not undo it.

    The manifest begins with the copies that were there before, without what later lines had changed.
    """
    with ExitStack() as stack:
        streams: list[TextIO] = []

        def record(name: str, entry: Entry | None) -> None:
            if not streams:
                write_beside([(path, "".join(_lines(before)).encode("utf-8"))])
                streams.append(stack.enter_context(path.open("a", encoding="utf-8", newline="\n")))
            streams[0].write(_line(name, entry))
            streams[0].flush()

        yield record


def _lines(entries: Mapping[str, Entry]) -> Iterator[str]:
    yield f"{json.dumps(_HEAD)}\n"
    for name, entry in sorted(entries.items()):
        yield _line(name, entry)


def _line(name: str, entry: Entry | None) -> str:
    parts = [name, entry.digest, entry.size, entry.changed] if entry else [name]
    return f"{json.dumps(parts, ensure_ascii=False)}\n"


def entry_of(path: Path, digest: str) -> Entry:
    """Return the entry of a file that has just been written."""
    found = path.stat()
    return Entry(digest, found.st_size, found.st_mtime_ns)


def is_current(path: Path, digest: str, entry: Entry | None) -> bool:
    """Tell whether a file is the copy that would be made."""
    try:
        return entry is not None and entry == entry_of(path, digest)
    except OSError:
        return False


def recipe_digest(recipe: Recipe) -> str:
    """Return the digest of all that copies depend on beside their rows."""
    # The texts as written are for the checks of the source.
    book = replace(recipe.book, path=Path(), texts=())
    return stamp((program_digest(), book, recipe.edition, recipe.theme, recipe.created)).digest


def row_digest(recipe: str, names: Sequence[str], values: Mapping[str, str]) -> str:
    """Return the digest of a copy: of the recipe's digest, and of the values of the fields in use."""
    used = [values[name] for name in names]
    return hashlib.sha256(json.dumps([recipe, used], ensure_ascii=False).encode()).hexdigest()[:32]
