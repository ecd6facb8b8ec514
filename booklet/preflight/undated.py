"""Events that do not say when they were."""

from collections.abc import Iterable, Iterator

from booklet.document.book import Book
from booklet.document.model import Event
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.texts import MOST_TOLD


def _find(book: Book) -> Iterator[Event]:
    return (event for event in book.events if event.year is None)


def _tell(found: Iterable[Event]) -> Iterator[Note]:
    for event in found:
        title = quoted(next(iter(event.title.values())).text)
        hint = "it stands in the timeline without one; add `year:` when it is known"
        yield Note(event.where, f"the event {title} has no year", hint)


UNDATED = Check(
    code="no-year",
    title="an event without a year",
    reason="a line of time has no place for it, and a reader cannot tell what came first",
    find=_find,
    tell=_tell,
    most=MOST_TOLD,
)
