"""Words and the points where lines may end, as the box, glue and penalty items of Knuth & Plass.

Source of the items: Knuth & Plass 1981, "Formulating the Problem"; of the points: UAX #14 by `breaks`, and `hyphens`.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import chain
from typing import NamedTuple

from booklet.text.atoms import SHRINK, STRETCH, Kind
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
    after_spaces = {word.end for word in words if word.atom.kind is not Kind.WORD}
    inside = sorted(points.keys() - after_spaces)
    made = Boxes([], [])
    items, offsets = made
    last_place = max((i for i, word in enumerate(words) if word.atom.kind is Kind.WORD), default=-1)
    next_place = 0
    for place, word in enumerate(words):
        atom = word.atom
        if atom.kind is not Kind.WORD:
            continue
        if place > next_place:
            before = words[next_place - 1] if next_place else None
            hang = before.atom.hang_at_end if before and before.source.manner.level == level else 0.0
            _add_spaces(made, words[next_place:place], points, hang, justified=justified)
        next_place = place + 1
        own = inside[bisect_right(inside, word.start) : bisect_right(inside, word.end)] if inside else []
        hyphens = atom.hyphen_offsets if word.source.manner.language == language else ()
        on_level = word.source.manner.level == level
        if own or hyphens:
            cuts = {word.start + at: Point.HYPHEN for at in hyphens} | {at: points[at] for at in own}
            _add_divided_word(made, word, cuts, on_level=on_level, is_last=place == last_place)
        else:
            items.append(atom.box if on_level else Box(atom.width, atom.stretch if justified else 0.0))
            offsets.append(NOWHERE)
    finish = (FORCED_BREAK,) if shape.balanced else FINISH
    items.extend(finish)
    offsets.extend(chain([NOWHERE] * (len(finish) - 1), [words[-1].end]))
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


def _add_divided_word(made: Boxes, word: Word, cuts: Mapping[int, Point], *, on_level: bool, is_last: bool) -> None:
    """Add a word in as many boxes as it may be divided into; `cuts` are places in the paragraph."""
    atom, length = word.atom, word.end - word.start
    before = atom.widths_before
    start = 0
    for offset in sorted(cuts):
        end = offset - word.start
        if cuts[offset] is Point.HYPHEN:
            drawn = hyphen_atom(atom.style)
            hyphen_width = drawn.width - (drawn.hang_at_end if on_level else 0.0)
            penalty = Penalty(hyphen_width, _LAST_WORD_COST if is_last else _HYPHEN_COST, flagged=True)
        elif cuts[offset] is Point.EMERGENCY:
            penalty = Penalty(0.0, _EMERGENCY_COST)
        else:
            penalty = Penalty(-atom.hang_after(end) if on_level else 0.0, _INSIDE_COST if end < length else 0.0)
        made.items.extend(
            (Box(before[end] - before[start], 0.0, atom.hang_at_start(start) if on_level else 0.0), penalty)
        )
        made.offsets.extend((NOWHERE, offset))
        start = end
    if start < length:
        made.items.append(Box(before[-1] - before[start], 0.0, atom.hang_at_start(start) if on_level else 0.0))
        made.offsets.append(NOWHERE)
