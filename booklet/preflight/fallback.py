"""Letters in another font than the others of their script, because that one lacks them or their marks.

A letter and its marks always come from one font, the next of the theme's that has both; in the middle of a word the
change is seen.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from booklet.errors import Where
from booklet.layout.display import GlyphRun
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.sight import Sight

_INSTEAD = attrgetter("instead_of")
_NAMED = 3
"""Characters named of a font: enough to know what is meant."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A word, or a part of one, in another font."""

    where: Where | None
    """Of its paragraph."""
    lacking: str
    """Family of the first font of the script."""
    used: str
    """Family of the font that it is drawn in."""
    missing: tuple[str, ...]
    """The characters that the first font lacks."""
    text: str


def _find(sight: Sight) -> Iterator[Replaced]:
    for line in sight.lines:
        if not any(map(_INSTEAD, line.runs)):
            continue
        for run in line.runs[:: -1 if line.base_level else 1]:
            if run.instead_of is not None and any(unicodedata.category(c)[0] == "L" for c in run.run.text):
                yield _replaced(run, line.where)


def _replaced(run: GlyphRun, where: Where | None) -> Replaced:
    first = run.instead_of
    assert first is not None, "asked for runs in another font"
    drawn = (c for c in dict.fromkeys(run.run.text) if unicodedata.category(c) != "Cf")
    missing = tuple(c for c in drawn if ord(c) not in first.coverage)
    return Replaced(where, first.family, run.run.font.family, missing, run.run.text)


def _tell(found: Iterable[Replaced]) -> Iterator[Note]:
    """Yield one note for each pair of fonts, at the first place where one stands in for the other."""
    pairs: dict[tuple[str, str], list[Replaced]] = {}
    for one in found:
        pairs.setdefault((one.lacking, one.used), []).append(one)
    for (lacking, used), places in pairs.items():
        missing = list(dict.fromkeys(c for place in places for c in place.missing))
        first = next((place for place in places if place.where), places[0])
        named = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'no name')}" for c in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        message = f"the font {lacking} lacks {named}{more}; {quoted(first.text)} is set in {used}"
        yield Note(
            first.where, message, "leave out the marks, or name a font first in the theme that has all the letters"
        )


FALLBACK = Check(
    code="other-font",
    title="letters in another font than the others",
    reason="a letter of another cut is seen in the middle of a word",
    find=_find,
    tell=_tell,
)
