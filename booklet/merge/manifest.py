"""What lies in a folder of copies and what each was made of: a second run makes only what is missing or changed.

A copy is as it was when its row's digest is: that is over the recipe (book, edition, date), pictures, fonts, themes and
the program itself, and the row's values in the fields that the book uses. Its file must have the size and the time of
change that it was written with.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booklet.files import write_beside
from booklet.merge.work import Recipe
from booklet.stamp import program_digest, stamp

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A copy in the folder."""

    digest: str
    """Of what it was made of."""
    size: int
    changed: int
    """Time of change of the file, nanoseconds."""


def read_manifest(path: Path) -> dict[str, Entry]:
    """Return the copies by the names of their files; none where the manifest is missing, damaged or of another form."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["manifest"] != _FORMAT:
            return {}
        return {name: Entry(str(one[0]), int(one[1]), int(one[2])) for name, one in found["copies"].items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return {}


def write_manifest(path: Path, entries: Mapping[str, Entry]) -> None:
    """Write the copies that are in the folder."""
    copies = {name: [one.digest, one.size, one.changed] for name, one in sorted(entries.items())}
    data = json.dumps({"manifest": _FORMAT, "copies": copies}, ensure_ascii=False, indent=0)
    write_beside([(path, data.encode("utf-8"))])


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
