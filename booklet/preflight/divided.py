"""Words wider than their line, divided between two letters because nothing else kept them on the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from booklet.errors import Where
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.sight import Sight


@dataclass(frozen=True, slots=True)
class DividedWord:
    """A line that ends inside a word."""

    where: Where | None
    """Of its paragraph."""
    text: str
    """The last word on the line: the first part of the one that is divided."""


def _find(sight: Sight) -> Iterator[DividedWord]:
    for line in sight.lines:
        if line.divided:
            yield DividedWord(line.where, line.text.split(" ")[-1])


def _tell(found: Iterable[DividedWord]) -> Iterator[Note]:
    for word in found:
        message = f"a word is wider than its line and was divided after {quoted(word.text)}"
        hint = "put a space, a hyphen or a soft hyphen (U+00AD) where the word may be divided"
        yield Note(word.where, message, hint)


DIVIDED = Check(
    code="divided-word",
    title="a word that is wider than its line",
    reason="it is divided between any two letters, without a hyphen, and reads as two words",
    find=_find,
    tell=_tell,
)
