"""Words and the points where lines may end, as the box, glue and penalty items of Knuth & Plass.

Source of the items: Knuth & Plass 1981, "Formulating the Problem"; of the points: UAX #14 by `breaks`, and `hyphens`.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import chain
from typing import NamedTuple

from booklet.text.hang import hang_at_end, hang_at_start
from booklet.text.items import FINISH, FORBIDDEN, FORCED_BREAK, Box, Glue, Item, Penalty
from booklet.text.justify import SHRINK, STRETCH
from booklet.text.lengthen import word_stretch
from booklet.text.style import ParagraphShape
from booklet.text.words import Kind, Word, hyphen_after, widths_before


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


def boxes(words: Sequence[Word], points: Mapping[int, Point], shape: ParagraphShape, base_level: int) -> Boxes:
    """Return the items for words and spaces that no forced break divides; spaces at the end have no width."""
    justified = shape.justified
    level = base_level if justified else NOWHERE  # a level that no word has: nothing hangs
    after_spaces = {word.end for word in words if word.kind is not Kind.WORD}
    inside = sorted(points.keys() - after_spaces)
    word_places = [i for i, word in enumerate(words) if word.kind is Kind.WORD]
    made = Boxes([], [])
    next_place = 0
    for place in word_places:
        word = words[place]
        if place > next_place:
            hang = hang_at_end(words[next_place - 1], _length(words[next_place - 1]), level) if next_place else 0.0
            _add_spaces(made, words[next_place:place], points, hang, justified=justified)
        first, last = (bisect_right(inside, word.start), bisect_right(inside, word.end)) if inside else (0, 0)
        if first == last:
            stretch = word_stretch(word) if justified and word.lengthens else 0.0
            made.items.append(Box(word.width, stretch, hang_at_start(word, 0, level)))
            made.offsets.append(NOWHERE)
        else:
            own = {offset: points[offset] for offset in inside[first:last]}
            _add_divided_word(made, word, own, level, is_last=place == word_places[-1])
        next_place = place + 1
    finish = (FORCED_BREAK,) if shape.balanced else FINISH
    made.items.extend(finish)
    made.offsets.extend(chain([NOWHERE] * (len(finish) - 1), [words[-1].end]))
    return made


def _length(word: Word) -> int:
    return word.end - word.start


def _add_spaces(
    made: Boxes, spaces: Sequence[Word], points: Mapping[int, Point], hang: float, *, justified: bool
) -> None:
    """Add adjacent spaces as one glue, at which a line may end if it may end after any of them.

    `hang` is by how much the line then stands out of the measure.
    """
    width = elastic = 0.0
    offset = NOWHERE
    # A no-break space after a space: it begins the next line, and an empty box keeps it there.
    last_held = max((i for i, space in enumerate(spaces) if space.width and space.end not in points), default=-1)
    for i, space in enumerate(spaces):
        width += space.width
        if space.kind is Kind.SPACE and justified:
            elastic += space.width
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


def _add_divided_word(made: Boxes, word: Word, own: Mapping[int, Point], level: int, *, is_last: bool) -> None:
    """Add a word in as many boxes as it may be divided into."""
    before = widths_before(word)
    start = 0
    for offset, point in own.items():
        end = offset - word.start
        if point is Point.HYPHEN:
            drawn = hyphen_after(word, offset)
            hyphen_width = drawn.width - hang_at_end(drawn, 1, level)
            penalty = Penalty(hyphen_width, _LAST_WORD_COST if is_last else _HYPHEN_COST, flagged=True)
        elif point is Point.EMERGENCY:
            penalty = Penalty(0.0, _EMERGENCY_COST)
        else:
            penalty = Penalty(-hang_at_end(word, end, level), _INSIDE_COST if offset < word.end else 0.0)
        made.items.extend((Box(before[end] - before[start], 0.0, hang_at_start(word, start, level)), penalty))
        made.offsets.extend((NOWHERE, offset))
        start = end
    if start < word.end - word.start:
        made.items.append(Box(before[-1] - before[start], 0.0, hang_at_start(word, start, level)))
        made.offsets.append(NOWHERE)
