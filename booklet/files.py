"""Reading and writing files whole: a command that fails leaves earlier files as they were."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from booklet.errors import ContentError, Diagnostic, MissingFileError, UsageFault

if sys.platform != "win32":
    import fcntl

_MOST_BYTES = 1 << 30
"""A thousand pages of photographs; what is made of a file takes a few times as much memory."""
_PARTS = ".booklet-"
_LOCK = ".booklet-lock"


def read_whole(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        MissingFileError: when it is not there, is no file on a disk (a device has no end), or cannot be read.
        ContentError: when it is too large.
    """
    try:
        if path.exists() and not path.is_file():
            what = "this is a folder" if path.is_dir() else "it is not a file on a disk"
            raise MissingFileError(Diagnostic(code="cannot-read", message=f"{path}: {what}"))
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            message = f"{path} is larger than {_MOST_BYTES >> 30} GB"
            hint = "print it in parts from a PDF viewer to new PDFs"
            raise ContentError(Diagnostic(code="pdf-too-large", message=message, hint=hint))
        return data
    except OSError as error:
        is_missing = isinstance(error, FileNotFoundError)
        reason = "there is no such file" if is_missing else f"it cannot be read: {error.strerror}"
        raise MissingFileError(Diagnostic(code="cannot-read", message=f"{path}: {reason}")) from error


def refuse_same(source: Path, out: Path) -> None:
    """Refuse to write a result over what it is made of.

    Raises:
        UsageFault: when both names lead to one file.
    """
    try:
        is_same = source.samefile(out)
    except OSError:
        return
    if is_same:
        raise UsageFault(
            Diagnostic(
                code="same-file",
                message=f"{out} is the file that is to be read; it would be lost",
                hint="give the result another name",
            )
        )


@contextmanager
def folder_of_parts(out: Path) -> Iterator[Path]:
    """Give a new hidden folder in another one, for files until they are whole; afterwards it is gone.

    What a run that was killed left of its own is removed first. A run holds the lock of its folder; it is free as soon
    as the run has ended, however it ended. Where files have no locks nothing is removed.
    """
    _remove_left(out)
    # A name that nothing has yet: what lies there under a name we can foretell may be a link, a pipe, a folder.
    with tempfile.TemporaryDirectory(prefix=_PARTS, dir=out) as name, (Path(name) / "new-lock").open("wb") as lock:
        if _is_ours(lock):
            Path(lock.name).rename(Path(name) / _LOCK)  # only now, so that no other run finds it free
        yield Path(name)


def _remove_left(out: Path) -> None:
    for path in out.glob(f"{_PARTS}*/{_LOCK}"):
        with suppress(OSError), path.open("r+b") as lock:
            if _is_ours(lock):
                shutil.rmtree(path.parent)


def _is_ours(lock: BinaryIO) -> bool:
    """Take the lock of a file until it is closed; False when another run has it, or there are no locks here."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_all(out: Path, contents: Sequence[tuple[str, bytes]], hint: str) -> list[Path]:
    """Write every file into a new folder beside its place, then move all of them there.

    `hint` says how to choose another folder.

    Raises:
        MissingFileError: when the folder cannot be made or written to; nothing has been moved then.
    """
    finals = [out / name for name, _ in contents]
    try:
        out.mkdir(parents=True, exist_ok=True)
        with folder_of_parts(out) as parts:
            for name, data in contents:
                (parts / name).write_bytes(data)
            for final in finals:
                if final.is_dir():
                    raise _cannot_write(f"the file {final} cannot be written: a folder has its name", hint)
            for final in finals:
                (parts / final.name).replace(final)
    except OSError as error:
        reason = "it is a file" if isinstance(error, FileExistsError) else error.strerror
        raise _cannot_write(f"the folder {out} cannot be written to: {reason}", hint) from error
    return finals


def names_of_runs(out: Path, run_count: int) -> tuple[Path, ...]:
    """Return where the file for one run through a printer goes, or those of fronts and backs; links are followed."""
    place = out.resolve() if out.is_symlink() else out
    if run_count == 1:
        return (place,)
    return tuple(place.with_name(f"{place.stem}-{part}{place.suffix}") for part in ("fronts", "backs"))


def write_beside(contents: Sequence[tuple[Path, bytes]]) -> None:
    """Write files of one folder, all or none.

    Raises:
        MissingFileError: when one cannot be written, or its place is taken by a folder, a device or a pipe.
    """
    hint = "give another name, or make room on the disk"
    for path, _ in contents:
        if path.exists() and not path.is_file():
            what = "a folder has its name" if path.is_dir() else "it is not a file on a disk"
            raise _cannot_write(f"{path} cannot be written: {what}", hint)
    write_all(contents[0][0].parent, [(path.name, data) for path, data in contents], hint)


def rewrite(path: Path, data: bytes) -> None:
    """Put other bytes in place of those of a file, all or none; who may read and write it stays the same.

    Raises:
        MissingFileError: when it cannot be written.
    """
    try:
        with folder_of_parts(path.parent) as parts:
            part = parts / path.name
            part.write_bytes(data)
            shutil.copymode(path, part)
            part.replace(path)
    except OSError as error:
        message = f"the file {path} cannot be written: {error.strerror}"
        raise _cannot_write(message, "make room on the disk, or see whether you may write there") from error


def _cannot_write(message: str, hint: str) -> MissingFileError:
    return MissingFileError(Diagnostic(code="cannot-write", message=message, hint=hint))
