"""Longer words in a line: by how much they may grow, and which of its words get kashidas.

The means follow each other as the style has it. Kashidas are drawn, as few as will do, of like length, at the best
places, not in adjacent words where that can be helped, and never under one of the line above; what is still missing is
for the spaces. For the choice of the line ends each word that has a place is a box that stretches.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from booklet.justification import Justification, Means
from booklet.text.atoms import Kind
from booklet.text.glyphs import KASHIDA, ShapedRun
from booklet.text.joining import spread
from booklet.text.kashida import Added, Place, lengthened, most_tatweels, tatweel_width
from booklet.text.lines import Extent, Room, SetLine
from booklet.text.reorder import visual_order
from booklet.text.words import Word

_NEXT_COST = 3.0  # ranks: a place in the word next to another kashida is as bad as one three ranks worse
_UNDER_COST = 5.0  # ranks: the same below a kashida of the line above
_UNDER_EM = 1.5  # from middle to middle; places are known to some half em before all kashidas are
_STACKED_EM = 0.5  # from middle to middle: the longest kashidas of the usual style just touch

_SECOND_FROM = 2.0  # of the natural width: wider spaces are worse than a second kashida in a word
_APART = 3  # code points at least between two kashidas of one word


class _Kashida(NamedTuple):
    """One that may be drawn."""

    part: int
    """Index of its word in the parts of the line."""
    place: Place
    x: float
    """Where it would be, about: points from the left edge of the measure."""
    em: float
    """Type size, points."""
    unit: float
    """Width of one tatweel, points."""
    most: int
    """The greatest number of tatweels."""


def kashidas_of(line: SetLine) -> tuple[Extent, ...]:
    """Return the kashidas of a line from left to right."""
    return tuple([extent for piece in line.pieces for extent in _extents(piece.run, piece.x, piece.size)])


def _is_under(one: Extent, other: Extent, em: float) -> bool:
    """Say whether a kashida stands under one of the line above."""
    widths = (one.right - one.left) + (other.right - other.left)
    return abs(one.middle - other.middle) < max(widths / 2, _STACKED_EM * em)


def lengthened_parts(parts: list[Word], room: Room) -> list[Word]:
    """Return the parts of a line, in logical order, with longer words; together at most as wide as the room.

    At least one of them may be lengthened, and they are narrower than the room.
    """
    refused: set[tuple[int, int]] = set()
    while True:
        longer = _by_all_means(parts, room, refused)
        # Where a kashida comes to stand is known only when all of the line is: one that is under another is not used,
        # and the line filled anew without it.
        stacked = _stacked(longer, room)
        if not stacked:
            return longer
        refused |= stacked


def _by_all_means(parts: list[Word], room: Room, refused: set[tuple[int, int]]) -> list[Word]:
    """Return the parts as the means of the style make them, the spaces as they are; some places are refused."""
    style = next(_justification(part) for part in parts if part.atom.lengthens)
    elastic, gap_size = _elastic(parts), sum(len(part.atom.gaps) * part.source.size for part in parts)
    kept = gap_em = 0.0  # what spaces and letters take up of the room
    for means in style.order[:-1]:
        missing = room.width - sum(part.atom.width for part in parts)
        match means:
            case Means.SPACES:
                kept += (style.spaces_first - 1.0) * elastic
            case Means.LETTERS if gap_size and missing > kept:
                gap_em = min((missing - kept) / gap_size, style.letters_most_em)
                kept += gap_em * gap_size
            case Means.KASHIDA:
                second = missing - (_SECOND_FROM - 1.0) * elastic - style.letters_most_em * gap_size
                parts = _with_kashidas(parts, _Wanted(style, missing, missing - kept, second), room, refused)
    return [_spread(part, gap_em) for part in parts] if gap_em else parts


def _spread(word: Word, gap_em: float) -> Word:
    """Return a word with space between those of its letters that do not join."""
    if not word.atom.gaps:
        return word
    assert word.run is not None, "a word with gaps is drawn"
    # Rounded down, so that the line is not too wide; the spaces take the rest.
    run = spread(word.run, word.atom.gaps, int(gap_em * word.run.font.units_per_em))
    return word._replace(atom=replace(word.atom, run=run))


def _elastic(parts: Sequence[Word]) -> float:
    """Return the width of the spaces that grow, points."""
    return sum(part.atom.width for part in parts if part.atom.kind is Kind.SPACE)


def _justification(word: Word) -> Justification:
    style = word.source.span.style.justification
    assert style is not None, "the word may be lengthened"
    return style


# --- Kashidas -----------------------------------------------------------------------------------------------------


class _Wanted(NamedTuple):
    """What kashidas are asked for, points."""

    style: Justification
    missing: float
    """By how much the line is too short."""
    width: float
    """The part of it that kashidas should take up."""
    second: float
    """The part of it for which a word may have more than one."""


def _with_kashidas(parts: list[Word], wanted: _Wanted, room: Room, refused: set[tuple[int, int]]) -> list[Word]:
    """Return the parts with kashidas in their words, at none of the places that are refused (part, place)."""
    possible = _possible(parts, wanted.style, wanted.missing, room.left)
    possible = [kashida for kashida in possible if (kashida.part, kashida.place.at) not in refused]
    if not possible or wanted.width < possible[0].unit:
        return parts
    avoided = [extent.middle for extent in room.above]
    chosen = _choose(parts, possible, wanted.width, avoided, 1)
    if wanted.style.kashidas_in_word > 1:
        chosen = _choose(parts, possible, wanted.second, avoided, wanted.style.kashidas_in_word, chosen)
    return _drawn(parts, chosen, _dealt(chosen, wanted.width))


def _stacked(parts: Sequence[Word], room: Room) -> set[tuple[int, int]]:
    """Return the kashidas (part, place) of a line that stand under one of the line above."""
    if not room.above:
        return set()
    elastic, spare = _elastic(parts), room.width - sum(part.atom.width for part in parts)
    x = room.left + (0.0 if elastic else spare * room.share_before)
    found = set()
    for i in visual_order([part.source.manner.level for part in parts]):
        part = parts[i]
        assert part.run is not None, "only drawn words are parts of a line"
        size = part.source.size
        for extent in _extents(part.run, x, size):
            if any(_is_under(extent, other, size) for other in room.above):
                found.add((i, extent.at))
        x += part.atom.width * (1.0 + spare / elastic if part.atom.kind is Kind.SPACE else 1.0)
    return found


def _possible(parts: Sequence[Word], style: Justification, missing: float, left: float) -> list[_Kashida]:
    """Return what may be drawn; each place as if all parts of the line grew alike to fill it."""
    natural = sum(part.atom.width for part in parts)
    scale = (natural + missing) / natural
    found = []
    x = left
    for i in visual_order([part.source.manner.level for part in parts]):
        part = parts[i]
        x += part.atom.width * scale
        if part.atom.places and (most := most_tatweels(style, part.source.manner.font)):
            before = part.atom.widths_before  # of a word from right to left: its start is at its right
            font, size = part.source.manner.font, part.source.size
            unit = tatweel_width(font) * size / font.units_per_em
            found += [_Kashida(i, place, x - before[place.at] * scale, size, unit, most) for place in part.atom.places]
    return sorted(found, key=lambda kashida: kashida.part)


def _extents(run: ShapedRun, x: float, size: float) -> Iterator[Extent]:
    """Yield the kashidas of a word that begins at x and is not tracked, from left to right."""
    if KASHIDA not in run.glyph_texts:
        return
    scale = size / run.font.units_per_em
    glyphs = zip(run.glyph_texts, run.clusters, run.advances, strict=True)
    for (is_kashida, at), group in groupby(glyphs, key=lambda glyph: (glyph[0] == KASHIDA, glyph[1])):
        left = x
        x += sum(advance for *_, advance in group) * scale
        if is_kashida:
            yield Extent(at, left, x)


def _choose(
    parts: Sequence[Word],
    possible: Sequence[_Kashida],
    wanted: float,
    avoided: Sequence[float],
    in_word: int,
    before: Sequence[_Kashida] = (),
) -> list[_Kashida]:
    """Return kashidas that at their longest give `wanted` points, or all there are; first those chosen before."""
    chosen = list(before)
    words = Counter(kashida.part for kashida in chosen)
    left = [kashida for kashida in possible if _is_free(kashida, chosen)]
    reach = sum(kashida.unit * kashida.most for kashida in chosen)
    middle = sum(kashida.x for kashida in possible) / len(possible)
    while left and reach < wanted:
        best = min(left, key=lambda kashida: _cost(kashida, chosen, avoided, middle))
        left.remove(best)
        most = _longest(parts[best.part], best)
        if not most:
            continue
        chosen.append(best._replace(most=most))
        reach += best.unit * most
        words[best.part] += 1
        left = [k for k in left if words[k.part] < in_word and _is_free(k, chosen)]
    return chosen


def _is_free(kashida: _Kashida, chosen: Sequence[_Kashida]) -> bool:
    """Say whether no kashida stands near in the same word."""
    return all(other.part != kashida.part or abs(other.place.at - kashida.place.at) >= _APART for other in chosen)


def _cost(
    kashida: _Kashida, chosen: Sequence[_Kashida], avoided: Sequence[float], middle: float
) -> tuple[float, float]:
    """Return what a kashida costs, in ranks; among equals the first is in the middle, the next ones far from it."""
    em = kashida.em
    cost = float(kashida.place.rank)
    if any(abs(kashida.part - other.part) <= 2 for other in chosen):  # a space is a part too
        cost += _NEXT_COST
    if any(abs(kashida.x - x) < _UNDER_EM * em for x in avoided):
        cost += _UNDER_COST
    return cost, -min([abs(kashida.x - other.x) for other in chosen], default=-abs(kashida.x - middle))


def _longest(word: Word, kashida: _Kashida) -> int:
    """Return the greatest number of tatweels at which the letters stay as they are; mostly it is the first tried."""
    at = kashida.place.at
    return next((n for n in range(kashida.most, 0, -1) if _longer_run(word, ((at, n),)) is not None), 0)


def _longer_run(word: Word, added: Added) -> ShapedRun | None:
    assert word.run is not None, "a word with places is drawn"
    return lengthened(word.run, word.source.manner, added)


def _dealt(chosen: Sequence[_Kashida], wanted: float) -> list[int]:
    """Return the number of tatweels of each kashida, dealt out one by one."""
    counts = [0] * len(chosen)
    for turn in range(max([kashida.most for kashida in chosen], default=0)):
        for i, kashida in enumerate(chosen):
            if turn < kashida.most and kashida.unit <= wanted:
                counts[i] += 1
                wanted -= kashida.unit
    return counts


def _drawn(parts: list[Word], chosen: Sequence[_Kashida], counts: Sequence[int]) -> list[Word]:
    """Return the parts with the kashidas in their words."""
    added: dict[int, list[tuple[int, int]]] = {}
    for kashida, count in zip(chosen, counts, strict=True):
        if count:
            added.setdefault(kashida.part, []).append((kashida.place.at, count))
    longer = list(parts)
    for i, places in added.items():
        # Two kashidas may be too much for the letters between them, where each alone was not; and a font might take
        # a long one and refuse a short one.
        run = _longer_run(parts[i], tuple(sorted(places))) or _longer_run(parts[i], tuple(places[:1]))
        if run is not None:
            longer[i] = parts[i]._replace(atom=replace(parts[i].atom, run=run, places=()))
    return longer
