"""Mend the texts of a book in its files: `booklet check --fix`.

The files are changed at the places of the slips and nowhere else: comments, order, layout, line ends and a byte order
mark stay. Nothing is written before the whole book has been read again as it will be.
"""

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from booklet.document.reader import read_book
from booklet.document.sources import SourceFile, label_of, load
from booklet.errors import BookletError, Diagnostic, MissingFileError
from booklet.files import read_whole, rewrite
from booklet.preflight.mend import mended_files

_MOST_ROUNDS = 10
"""A word can have a slip of several kinds, which are mended one after the other; seldom more than three."""
_CONTEXT = 1
"""Lines shown before and after a change: the key above the text."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Cure:
    """What can be mended in the files of a book."""

    before: Mapping[str, SourceFile]
    """The files that change, as they are, by label."""
    after: Mapping[str, SourceFile]
    count: int
    """Of the places."""

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff."""
        for label, file in self.after.items():
            lines = difflib.unified_diff(self.before[label].lines, file.lines, label, label, n=_CONTEXT, lineterm="")
            yield from lines


def find_cure(source: Path) -> Cure:
    """Return what can be mended without asking in a book.

    Raises:
        BookletError: for every fault of the source.
    """
    before: dict[str, SourceFile] = {}
    after: dict[str, SourceFile] = {}
    count = 0

    def load_mended(path: Path) -> SourceFile:
        label = label_of(path)
        if label not in before:
            before[label] = load(path)
        return after.get(label, before[label])

    book = read_book(source, load_mended)
    for _ in range(_MOST_ROUNDS):
        mended = mended_files(book)
        if not mended.files:
            break
        kept = dict(after)
        after.update(mended.files)
        try:
            book = read_book(source, load_mended)
        except BookletError:  # what is mended would be read as Markdown: a line that begins with a number and a stop
            after.clear()
            after.update(kept)
            break
        count += mended.count
    return Cure({label: before[label] for label in after}, after, count)


def write_cure(cure: Cure, folder: Path) -> list[Path]:
    """Write the mended files of a book's folder, each whole or not at all; return their paths.

    Raises:
        MissingFileError: when one cannot be written, has been changed meanwhile, or lies elsewhere than it seems to.
    """
    written = []
    for label, file in cure.after.items():
        path = Path(label).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise _refused(label, "it is a link to a file outside the book's folder", "mend that file by hand")
        if not os.access(path, os.W_OK):
            raise _refused(label, "it is protected from being changed", "allow it to be written, and try again")
        data = read_whole(path)
        if load(Path(label)).text != cure.before[label].text:
            raise _refused(label, "it was changed while this ran", "run the command again")
        rewrite(path, _with_line_ends(file, data))
        written.append(Path(label))
    return written


def _refused(label: str, reason: str, hint: str) -> MissingFileError:
    return MissingFileError(Diagnostic(code="cannot-write", message=f"{label} is left as it is: {reason}", hint=hint))


def _with_line_ends(file: SourceFile, old: bytes) -> bytes:
    """Return a file's text with the byte order mark and the line ends that it had.

    Raises:
        MissingFileError: when its lines end in several ways, and it has other lines than before.
    """
    ends = re.findall("\r\n|\r|\n", old.decode("utf-8-sig"))
    if len(set(ends)) == 1:
        ends = ends[:1] * (len(file.lines) - 1)
    if len(ends) != len(file.lines) - 1:
        raise _refused(file.label, "its lines end in several ways", "save it with one kind of line ends")
    text = "".join(line + end for line, end in zip(file.lines, [*ends, ""], strict=True))
    return (_BOM if old.startswith(_BOM) else b"") + text.encode("utf-8")
