"""Direction marks that do nothing, and embeddings and isolates that are not closed or not opened.

Source: UAX #9, 2.1 to 2.6. Word processors and web pages leave them behind. A mark is stray when the order of all that
is around it stays the same without it (the levels are computed with and without); one that is needed is left alone.
"""

import re
import unicodedata
from collections.abc import Iterator

from booklet.languages import LANGUAGES
from booklet.preflight.prose import Prose
from booklet.preflight.texts import Slip, each_prose, slip_check
from booklet.text.bidi import embedding_levels

_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKS = "\u061c\u200e\u200f"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_MOST_TRIED = 50
"""Marks of a paragraph that are tried one by one; each time costs the levels of the whole."""


def _find(prose: Prose) -> Iterator[Slip]:
    text = prose.text
    found = [] if text.isascii() else [match.start() for match in _CONTROL.finditer(text)]
    if not found:
        return
    level = LANGUAGES[prose.language].direction.base_level
    unmatched = set(_unmatched(text, found))
    marks = [at for at in found if text[at] in _MARKS]
    gone: set[int] = set()
    for at in marks if len(marks) <= _MOST_TRIED else ():
        if _order(text, gone | {at}, level) == _order(text, gone, level):
            gone.add(at)
    is_safe = bool(unmatched) and _order(text, gone | unmatched, level) == _order(text, gone, level)
    for at in found:
        name = f"U+{ord(text[at]):04X} {unicodedata.name(text[at]).lower()}"
        if at in gone:
            yield Slip(prose, at, at + 1, "", detail=f"{name}, an invisible sign, which changes nothing")
        elif at in unmatched:
            what = "is not closed" if text[at] in _ISOLATES + _EMBEDDINGS else "closes nothing"
            yield Slip(prose, at, at + 1, "", is_safe=is_safe, detail=f"{name}, an invisible sign, which {what}")


def _unmatched(text: str, found: list[int]) -> Iterator[int]:
    """Yield the places of what is opened and not closed, or closed and not opened (BD9, X6a, X7)."""
    opened: list[int] = []
    isolate_count = 0
    for at in found:
        sign = text[at]
        if sign in _ISOLATES + _EMBEDDINGS:
            opened.append(at)
            isolate_count += sign in _ISOLATES
        elif sign == _END_OF_ISOLATE and isolate_count:
            while text[opened[-1]] in _EMBEDDINGS:
                yield opened.pop()
            opened.pop()
            isolate_count -= 1
        elif sign == _END_OF_ISOLATE:
            yield at
        elif sign == _END_OF_EMBEDDING:
            if opened and text[opened[-1]] in _EMBEDDINGS:
                opened.pop()
            else:
                yield at
    yield from opened


def _order(text: str, without: set[int], level: int) -> list[int]:
    """Return the levels of all that is seen, once some code points are taken out."""
    kept = "".join(character for at, character in enumerate(text) if at not in without)
    return [
        one for one, character in zip(embedding_levels(kept, level), kept, strict=True) if not _CONTROL.match(character)
    ]


DIRECTION_MARKS = slip_check(
    each_prose(_find),
    code="direction-mark",
    title="invisible signs of direction that are left over",
    reason="they spoil searching and copying, and an unclosed one turns the order of all that follows it",
    message="in {} stands {}",
    hint="write {}, without it",
)
