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


class Paragraphs:
    """Those of pages that are given one after the other; columns and facing pages may weave them."""

    def __init__(self) -> None:
        self._open: dict[Where | None, DrawnParagraph] = {}
        """With a line on the last page."""
        self._waiting: dict[Where | None, DrawnParagraph] = {}
        """With one on the page before that, and none on the last: the next page of their language may go on."""

    def add(self, lines: Iterable[Line]) -> list[DrawnParagraph]:
        """Return the paragraphs that end where these lines of the next page begin, or go on to the page after it."""
        ended: list[DrawnParagraph] = []
        here: dict[Where | None, DrawnParagraph] = {}
        for line in lines:
            known = here.get(line.where) or self._open.pop(line.where, None) or self._waiting.pop(line.where, None)
            if known is not None and _goes_on(known.lines[-1], line):
                known.lines.append(line)
            else:
                if known is not None:
                    ended.append(known)
                known = DrawnParagraph(line.where, [line])
            here[line.where] = known
        ended += self._waiting.values()
        self._open, self._waiting = here, self._open
        return ended

    def rest(self) -> list[DrawnParagraph]:
        """Return those that are left after the last page."""
        return [*self._waiting.values(), *self._open.values()]


def paragraphs(pages: Iterable[Iterable[Line]]) -> Iterator[DrawnParagraph]:
    """Yield the paragraphs of the lines of all pages, about in the order in which they end."""
    found = Paragraphs()
    for lines in pages:
        yield from found.add(lines)
    yield from found.rest()


def _goes_on(before: Line, line: Line) -> bool:
    """Tell whether a line is one of a paragraph whose last line is known: its place is behind that one."""
    return line.start >= before.start + len(before.text) > 0 and line.start > 0
