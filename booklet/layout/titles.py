"""Titles with a field of personal copies: set smaller where a value is long, within a limit (docs/merge.md)."""

from collections.abc import Callable

from booklet.document.model import Phrase
from booklet.errors import Diagnostic, LayoutError
from booklet.layout.room import Room
from booklet.layout.setting import set_text, title_shape
from booklet.layout.styles import Manner

_FSI = "\u2068"
"""Begins each value that is put in (UAX #9, 2.4.2)."""
_MOST_LINES = 3
_LEAST = 0.7
"""Of the usual size: smaller, a title is no longer told from those around it."""
_STEPS = 6
"""From the usual size to the least: a twentieth of it each."""


def title_size(phrase: Phrase, manner_at: Callable[[float], Manner], usual: float, room: Room) -> float:
    """Return the size that a title is set in, points: the largest at which a filled one has three lines at most.

    No word may be divided for it. Titles that are the same in all copies keep their size.

    Raises:
        LayoutError: when it is too long at the least size.
    """
    if not room.memo.fits_titles or _FSI not in phrase.text:
        return usual
    for step in range(_STEPS + 1):
        size = usual * (1.0 - step * (1.0 - _LEAST) / _STEPS)
        lines = set_text(phrase.spans, manner_at(size), room.language, title_shape(room.measure), size).lines
        if len(lines) <= _MOST_LINES and not any(line.divided for line in lines):
            return size
    message = f"this title does not fit in {_MOST_LINES} lines, even at {_LEAST:.0%} of its size"
    hint = "shorten the value, or move the field to a text, which wraps"
    raise LayoutError(Diagnostic(code="title-too-long", message=message, where=phrase.where, hint=hint))
