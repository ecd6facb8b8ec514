"""A finished PDF, ours or another program's: read it, hand it to the press, put the result in its place."""

import tempfile
from pathlib import Path

from booklet.errors import Diagnostic, MissingFileError
from booklet.press.tiles import TiledPoster, TileOptions, tile


def tile_file(source: Path, out: Path, wish: TileOptions) -> TiledPoster:
    """Cut a page of a PDF to office sheets and write them; a fault leaves what was at `out` as it was.

    Raises:
        BookletError: the file cannot be read or cut, or the result cannot be written.
    """
    tiled = tile(read_pdf(source), wish)
    write_pdf_file(out, tiled.pdf)
    return tiled


def read_pdf(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        MissingFileError: when it is not there or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the file {path} cannot be read: {(error.strerror or 'unknown reason').lower()}"
        hint = "look at the name, and whether you may read the file"
        raise MissingFileError(Diagnostic(code="missing-file", message=message, hint=hint)) from error


def write_pdf_file(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there.

    Raises:
        MissingFileError: when the folder is not there, is full, or may not be written to.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "a folder has its name")
        with tempfile.TemporaryDirectory(prefix=".booklet-", dir=path.parent) as folder:
            part = Path(folder) / path.name
            part.write_bytes(data)
            part.replace(path)
    except OSError as error:
        message = f"the file {path} cannot be written: {(error.strerror or 'unknown reason').lower()}"
        raise MissingFileError(
            Diagnostic(code="cannot-write", message=message, hint="choose another folder, or make room on the disk")
        ) from error
