"""A text as a person wrote it, with the way back from a line of it to the line of the file."""

from dataclasses import dataclass

from booklet.document.sources import SourceFile, Spot
from booklet.document.yaml_nodes import ScalarNode


@dataclass(frozen=True, slots=True)
class Written:
    """A text and where its lines stand."""

    text: str
    spot: Spot
    """Of the text as a whole."""
    first_line: int = 0
    """1-based line in the file of the text's first line; 0 when the lines do not correspond (folded, escaped)."""
    indent: int = 0
    """Code points that stand in the file before each line of the text."""

    @classmethod
    def of_file(cls, file: SourceFile) -> "Written":
        """Return the whole of a file."""
        return cls(file.text, Spot(file, 1, 1), first_line=1)

    @classmethod
    def of_scalar(cls, node: ScalarNode) -> "Written":
        """Return a scalar's text; the lines of a literal (`|`) and of a text in one line are found again."""
        first_line = node.spot.line + 1 if node.style == "|" else node.spot.line
        lines = node.spot.file.lines
        first = next((i for i, line in enumerate(node.text.split("\n")) if line.strip()), 0)
        words = node.text.split("\n")[first]
        found = lines[first_line - 1 + first] if first_line - 1 + first < len(lines) else ""
        if node.style == "|" and found.endswith(words):
            return cls(node.text, node.spot, first_line, len(found) - len(words))
        start = node.spot.column - 1 + (node.style in ("'", '"'))
        if node.style not in ("|", ">") and found.startswith(words, start) and "\n" not in node.text:
            return cls(node.text, node.spot, first_line, start)
        return cls(node.text, node.spot)

    def at(self, line: int, column: int | None = None, length: int = 0) -> Spot:
        """Return the spot of a line and column (0-based); without them, from the line's first word to its end."""
        if not self.first_line:
            return self.spot
        file = self.spot.file
        number = self.first_line + line
        written = file.lines[number - 1] if number <= len(file.lines) else ""
        start = self.indent + (column or 0)
        if column is None:
            start += len(written[start:]) - len(written[start:].lstrip())
        return Spot(file, number, start + 1, length or max(1, len(written.rstrip()) - start))


@dataclass(frozen=True, slots=True, eq=False)
class SourceText:
    """A text of a book in one language, exactly as its author wrote it, with the signs of Markdown.

    Two that say the same are not the same: each has its place.
    """

    language: str
    """BCP 47."""
    text: str
    file: SourceFile
    node: ScalarNode | None
    """Its value in the YAML; None when it is a file of its own."""

    @property
    def begin(self) -> int:
        """Where it begins in its file, code points."""
        return self.node.begin if self.node else 0
