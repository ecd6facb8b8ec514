"""Glyphs that stand for no character: the empty box of a font that lacks it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from booklet.errors import Where
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.sight import Sight

_NOTDEF = 0
"""OpenType 1.9, glyf: the first glyph of every font."""


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font has."""

    where: Where | None
    character: str
    text: str


def _find(sight: Sight) -> Iterator[MissingGlyph]:
    lacking = {run for run in sight.shaped if _NOTDEF in run.glyph_ids}
    for line in sight.lines if lacking else ():
        for run in line.runs:
            if run.run in lacking:
                for glyph_id, cluster in zip(run.run.glyph_ids, run.run.clusters, strict=True):
                    if glyph_id == _NOTDEF:
                        yield MissingGlyph(line.where, run.run.text[cluster], line.text)


def _tell(found: Iterable[MissingGlyph]) -> Iterator[Note]:
    for one in found:
        message = f"no font has U+{ord(one.character):04X}: an empty box is drawn in {quoted(one.text)}"
        yield Note(one.where, message, "write another character, or name a font that has it in the theme")


MISSING = Check(
    code="empty-box",
    title="an empty box in place of a letter",
    reason="paper cannot be patched",
    find=_find,
    tell=_tell,
    severity="error",
)
