"""YAML files that are asked for by name: themes and shops. Some came with the program; a book may have its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from booklet import resources
from booklet.document.shapes import Desk, Record, near
from booklet.document.sources import Faults, label_of, load
from booklet.document.yaml_nodes import compose
from booklet.errors import ContentError, Diagnostic, Where

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NamedFiles(Generic[T]):
    """The files of one kind, and how they are read."""

    folder: str
    """Of the program: `themes`. That of a book has the same name."""
    noun: str
    """As in `there is no print shop`."""
    code: str
    """Of the fault that there is none of that name."""
    record: Record[T]

    def names(self, beside: Path | None = None) -> list[str]:
        """Return the names that can be asked for, of a book in the folder `beside`."""
        return sorted({path.stem for place in self._folders(beside) for path in place.glob("*.yaml")})

    def unknown(self, name: str, known: Sequence[str]) -> tuple[str, str]:
        """Return sentence and hint for a name that none of them has."""
        return f"there is no {self.noun} “{name}”", near(name, known, self.folder)

    def read(self, name: str, beside: Path | None = None) -> T:
        """Return the one of that name; a book's own goes before that of the program.

        Raises:
            ContentError: when there is none, when it is a link out of the book's folder, or with all its faults.
        """
        known = self.names(beside)
        if name not in known:
            message, hint = self.unknown(name, known)
            raise ContentError(Diagnostic(code=self.code, message=message, hint=hint))
        places = (place / f"{name}.yaml" for place in self._folders(beside))
        path = next(path for path in places if path.is_file())
        if beside is not None and path.is_relative_to(beside) and not path.resolve().is_relative_to(beside.resolve()):
            message, where = "this is a link that leads out of the book's folder", Where(path=label_of(path))
            raise ContentError(Diagnostic(code="outside-folder", message=message, where=where, hint="copy the file"))
        return self.read_file(path)

    def read_file(self, path: Path) -> T:
        """Return the one of a file.

        Raises:
            ContentError: with all faults of the file.
            MissingFileError: when it is not there.
        """
        faults = Faults()
        value = self.record.read(compose(load(path), faults), Desk(folder=path.parent, faults=faults))
        faults.check()
        assert value is not None, "what could not be read has faults"
        return value

    def _folders(self, beside: Path | None) -> tuple[Path, ...]:
        own = () if beside is None else (beside / self.folder,)
        return (*own, resources.folder(self.folder))
