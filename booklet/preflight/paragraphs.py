"""The paragraphs of a display list, put together again from their lines: what checks of the drawn text share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from booklet.errors import Where
from booklet.layout.display import Line


@dataclass(slots=True)
class DrawnParagraph:
    """The lines of a paragraph, wherever they stand."""

    where: Where | None
    """None for what the program wrote, and for running heads."""
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, with spaces for what was left out where lines end."""
        parts: list[str] = []
        length = 0
        for line in self.lines:
            parts += (" " * (line.start - length), line.text)
            length = max(length, line.start) + len(line.text)
        return "".join(parts)


def paragraphs(lines: Iterable[Line]) -> Iterator[DrawnParagraph]:
    """Yield the paragraphs of all lines, in the order in which they end; columns and facing pages may weave them."""
    open_ones: dict[Where | None, DrawnParagraph] = {}
    for line in lines:
        known = open_ones.get(line.where)
        if known is not None and _goes_on(known.lines[-1], line):
            known.lines.append(line)
            continue
        if known is not None:
            yield known
        open_ones[line.where] = DrawnParagraph(line.where, [line])
    yield from open_ones.values()


def _goes_on(before: Line, line: Line) -> bool:
    """Tell whether a line is one of a paragraph whose last line is known: its place is behind that one."""
    return line.start >= before.start + len(before.text) > 0 and line.start > 0
