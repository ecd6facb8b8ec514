"""Words and the points where lines may end, as the box, glue and penalty items of Knuth & Plass.

Source of the items: Knuth & Plass 1981, "Formulating the Problem"; of the points: UAX #14 by `breaks`, and `hyphens`.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache
from math import inf
from typing import NamedTuple

from booklet.text.atoms import SHRINK, STRETCH, Atom, Kind
from booklet.text.items import FINISH, FORBIDDEN, FORCED_BREAK, Box, Glue, Item, Penalty
from booklet.text.style import ParagraphShape
from booklet.text.words import Word, hyphen_atom


class Point(Enum):
    """What it means to end a line inside or after a word."""

    FREE = auto()
    """The text itself allows it: after a space, a maqaf, a dash."""
    HYPHEN = auto()
    """The word is divided, and a hyphen drawn."""
    EMERGENCY = auto()
    """Between two graphemes of a word that is too wide for the measure."""


_INSIDE_COST = 30.0  # a compound is better left whole, but rather broken at its own hyphen than hyphenated
_HYPHEN_COST = 50.0  # as in the paper
_LAST_WORD_COST = 1000.0  # the last word of a paragraph stays whole if it can
_EMERGENCY_COST = 3000.0

NOWHERE = -1

_KEPT = 20_000
"""Words that may be hyphenated."""


class Boxes(NamedTuple):
    """The items of a paragraph up to a forced break; the two lists run in parallel."""

    items: list[Item]
    offsets: list[int]
    """The code point that the next line starts with when a line ends at the item; NOWHERE where it may not."""

    def point(self, index: int) -> Point:
        """Return what it means to end a line at an item."""
        item = self.items[index]
        if not isinstance(item, Penalty):
            return Point.FREE
        return Point.HYPHEN if item.flagged else Point.EMERGENCY if item.cost == _EMERGENCY_COST else Point.FREE


class Division(NamedTuple):
    """Where words may be divided."""

    points: Mapping[int, Point]
    """By offset into the paragraph: what UAX #14 allows, and what must be."""
    language: str = ""
    """Whose patterns divide the words that are in it; empty for none."""


def boxes(words: Sequence[Word], division: Division, shape: ParagraphShape, base_level: int) -> Boxes:
    """Return the items for words and spaces that no forced break divides; spaces at the end have no width."""
    points, language = division
    justified = shape.justified
    level = base_level if justified else NOWHERE  # a level that no word has: nothing hangs
    made = items, offsets = Boxes([], [])
    inside = [*sorted(points.keys() - {word[2] for word in words if word[0].kind is not Kind.WORD}), inf]
    last_place = next((i for i in range(len(words) - 1, -1, -1) if words[i].atom.kind is Kind.WORD), -1)
    next_place = next_inside = 0
    hang = 0.0  # by how much a line hangs out that ends with the last word
    run, on_level, hyphenates = None, False, False
    for place, (atom, start, end, source) in enumerate(words):
        if atom.kind is not Kind.WORD:
            continue
        if place > next_place:
            _add_spaces(made, words[next_place:place], points, hang, justified=justified)
        next_place = place + 1
        if source is not run:
            run, on_level = source, source.manner.level == level
            hyphenates = source.manner.language == language
        while inside[next_inside] <= start:  # before the first word, or among controls
            next_inside += 1
        if inside[next_inside] <= end or (hyphenates and atom.hyphen_offsets):
            first = next_inside
            while inside[next_inside] <= end:
                next_inside += 1
            own = inside[first:next_inside]
            if own or place == last_place or not on_level:
                cuts = dict.fromkeys(atom.hyphen_offsets, Point.HYPHEN) if hyphenates else {}
                cuts |= {int(at) - start: points[int(at)] for at in own}
                parts = _divided(atom, cuts, on_level=on_level, is_last=place == last_place)
            else:
                parts = _hyphenated(atom)
            items += parts.items
            offsets += [NOWHERE if at == NOWHERE else start + at for at in parts.offsets]
        else:
            items.append(atom.box if on_level else Box(atom.width, atom.stretch if justified else 0.0))
            offsets.append(NOWHERE)
        hang = atom.hang_at_end if on_level else 0.0
    finish = (FORCED_BREAK,) if shape.balanced else FINISH
    items += finish
    offsets += [*[NOWHERE] * (len(finish) - 1), words[-1].end]
    return made


def _add_spaces(
    made: Boxes, spaces: Sequence[Word], points: Mapping[int, Point], hang: float, *, justified: bool
) -> None:
    """Add adjacent spaces as one glue, at which a line may end if it may end after any of them.

    `hang` is by how much the line then stands out of the measure.
    """
    if len(spaces) == 1 and justified and spaces[0].atom.kind is Kind.SPACE and spaces[0].end in points:
        _add_glue(made, spaces[0].atom.glue, spaces[0].end, hang)  # nearly all
        return
    width = elastic = 0.0
    offset = NOWHERE
    # A no-break space after a space: it begins the next line, and an empty box keeps it there.
    last_held = max((i for i, space in enumerate(spaces) if space.atom.width and space.end not in points), default=-1)
    for i, space in enumerate(spaces):
        width += space.atom.width
        if space.atom.kind is Kind.SPACE and justified:
            elastic += space.atom.width
        if space.end in points:
            offset = space.end
            if i < last_held:
                _add_glue(made, Glue(width, elastic * STRETCH, elastic * SHRINK), offset, hang)
                made.items.append(Box(0.0))
                made.offsets.append(NOWHERE)
                width, elastic, offset = 0.0, 0.0, NOWHERE
    if offset == NOWHERE:
        made.items.append(Penalty(0.0, FORBIDDEN))
        made.offsets.append(NOWHERE)
    _add_glue(made, Glue(width, elastic * STRETCH, elastic * SHRINK), offset, hang)


def _add_glue(made: Boxes, glue: Glue, offset: int, hang: float) -> None:
    if hang and offset != NOWHERE:
        # The line ends before the glue, at a penalty whose width counts only then.
        made.items.append(Penalty(-hang, 0.0))
        made.offsets.append(offset)
        offset = NOWHERE
    made.items.append(glue)
    made.offsets.append(offset)


@lru_cache(maxsize=_KEPT)
def _hyphenated(atom: Atom) -> Boxes:
    """Return a word at the level of its paragraph and not its last, in the parts that hyphens may divide it into."""
    return _divided(atom, dict.fromkeys(atom.hyphen_offsets, Point.HYPHEN), on_level=True, is_last=False)


def _divided(atom: Atom, cuts: Mapping[int, Point], *, on_level: bool, is_last: bool) -> Boxes:
    """Return a word in as many boxes as it may be divided into; offsets are from its start."""
    before = atom.widths_before
    length = len(before) - 1
    made = items, offsets = Boxes([], [])
    start = 0
    for end in sorted(cuts):
        if cuts[end] is Point.HYPHEN:
            drawn = hyphen_atom(atom.style)
            hyphen_width = drawn.width - (drawn.hang_at_end if on_level else 0.0)
            penalty = Penalty(hyphen_width, _LAST_WORD_COST if is_last else _HYPHEN_COST, flagged=True)
        elif cuts[end] is Point.EMERGENCY:
            penalty = Penalty(0.0, _EMERGENCY_COST)
        else:
            penalty = Penalty(-atom.hang_after(end) if on_level else 0.0, _INSIDE_COST if end < length else 0.0)
        items += (Box(before[end] - before[start], 0.0, atom.hang_at_start(start) if on_level else 0.0), penalty)
        offsets += (NOWHERE, end)
        start = end
    if start < length:
        items.append(Box(before[-1] - before[start], 0.0, atom.hang_at_start(start) if on_level else 0.0))
        offsets.append(NOWHERE)
    return made
