"""What earlier builds left in a folder: an edition of the same stamp, whose files are whole, is not made again.

A file beside the results says of each edition what it was made of, the digests of its files, and what the checks found
on its pages. Its first line names the program, so that another version begins anew; the second is the digest of the
rest. It is made of a few kinds of plain values and read as nothing else, wherever it may come from.
"""

import io
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

from booklet.errors import Where
from booklet.made import EditionFiles
from booklet.stamp import Stamp, program_digest

_MOST_BYTES = 1 << 26
"""Some ten million places and finds: no book has as many."""
_USES = 4
"""Sets of kinds that are remembered of an edition: all, those for the screen, and what else was asked for last."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An edition that lies in the folder."""

    stamp: Stamp
    files: EditionFiles
    """Without their bytes."""
    digests: tuple[bytes, ...]
    """Of the bytes, file by file."""


class _Reader(pickle.Unpickler):
    """Reads values of the program, and calls nothing else."""

    def find_class(self, module: str, name: str) -> type:
        if module.partition(".")[0] == "booklet" and "." not in name:
            found: type = super().find_class(module, name)
            is_value = isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | tuple))
            if is_value and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not kept")


class Shelf:
    """The editions that lie in a folder, and what has to be written there."""

    def __init__(self, out: Path, name: str, use_kept: bool) -> None:
        self._out, self._name = out, name
        self._before = _read(out / name) if use_kept else {}
        self._kept = dict(self._before)
        self._whole: set[str] = set()
        """Names of the files that are there as they should be."""

    def find(self, key: str, stamp: Stamp) -> EditionFiles | None:
        """Return the files of an edition as they lie there; None when they have to be made."""
        found = self._found(key, stamp)
        if found:
            self._whole.update(one.name for one in found.files)
        return found

    def put(self, key: str, stamp: Stamp, made: EditionFiles) -> None:
        """Remember the files of an edition."""
        bare = replace(made, files=tuple(replace(one, data=b"") for one in made.files))
        self._kept.pop(key, None)  # so that it becomes the last one
        self._kept[key] = _Kept(stamp, bare, tuple(sha256(one.data).digest() for one in made.files))

    def changed(self, contents: Iterable[tuple[str, bytes]], edition_count: int) -> list[tuple[str, bytes]]:
        """Return what is not in the folder as it is given, and after it what is remembered of a book's editions."""
        last = list(self._kept.items())[-_USES * edition_count :]
        changed = [one for one in contents if one[0] not in self._whole and not self._has(*one)]
        # Compared not by bytes, which say the same in more than one way.
        if not _is_folder(self._out / self._name) and last != list(self._before.items()):
            data = pickle.dumps(dict(last), protocol=5)
            head = f"{program_digest()}\n{sha256(data).hexdigest()}\n"
            changed.append((self._name, head.encode() + data))
        return changed

    def _has(self, name: str, data: bytes) -> bool:
        path = self._out / name
        try:
            return path.stat().st_size == len(data) and path.read_bytes() == data
        except OSError:
            return False

    def _found(self, key: str, stamp: Stamp) -> EditionFiles | None:
        """Return an edition as if it had been made, with the bytes in the folder; None when it has to be made."""
        kept = self._kept.get(key)
        if kept is None or kept.stamp.digest != stamp.digest:
            return None
        files = [
            replace(one, data=_read_if(self._out / one.name, digest))
            for one, digest in zip(kept.files.files, kept.digests, strict=True)
        ]
        moves = _moves(kept.stamp.places, stamp.places)
        if moves is None or not all(one.data for one in files):
            return None
        try:
            notes, records = (_moved(part, moves) for part in (kept.files.notes, kept.files.records))
        except KeyError:  # it tells of a place that is none of the book's values
            return None
        return EditionFiles(tuple(files), notes, records)


def _is_folder(path: Path) -> bool:
    """Say whether a folder has the name of the file; what cannot be asked is told when the files are written."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _read(path: Path) -> dict[str, _Kept]:
    """Return what is kept, by edition and kinds; nothing from another program, or where it is damaged."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return {}
        with path.open("rb") as stream:
            program, check = (stream.readline(1000).strip().decode("ascii") for _ in range(2))
            data = stream.read(_MOST_BYTES)
        if program != program_digest() or check != sha256(data).hexdigest():
            return {}
        return dict(_Reader(io.BytesIO(data)).load())
    except Exception:  # whatever a stranger's file makes of it, nothing is kept then
        return {}


def _read_if(path: Path, digest: bytes) -> bytes:
    """Return what a file holds, if it has this digest; nothing otherwise."""
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""
    return data if sha256(data).digest() == digest else b""


def _moves(before: Iterable[Where], now: Iterable[Where]) -> dict[Where, Where] | None:
    """Return where each place of the source is now; None when some are in another order, by which things are found."""
    pairs = dict.fromkeys(zip(before, now, strict=True))
    ordered = sorted(pairs, key=lambda pair: _order(pair[0]))
    new = [_order(place) for _, place in ordered]
    moves = dict(ordered)
    is_same = len(moves) == len(set(moves.values())) == len(pairs) and new == sorted(new)
    return moves if is_same else None


def _order(place: Where) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _moved(value: Any, moves: Mapping[Where, Where]) -> Any:
    """Return a record with the places as they are now."""
    if isinstance(value, Where):
        return moves[value]
    if type(value) is tuple:
        return tuple(_moved(one, moves) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _moved(getattr(value, field.name), moves) for field in fields(value)})
    return value
