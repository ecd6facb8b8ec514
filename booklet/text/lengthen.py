"""Kashidas in a line: how much they may give it, and which of its words get them.

The spaces of a line grow first, to what the style allows; then kashidas are drawn, as few as will do, of like length,
at the best places, neither in adjacent words nor under those of the line above where that can be helped; what is still
missing is again for the spaces. For the choice of the line ends each word that has a place is a box that stretches.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from booklet.text.glyphs import ShapedRun
from booklet.text.kashida import JOINER, Added, Place, Rank, lengthened, tatweel_width
from booklet.text.lines import SetLine
from booklet.text.reorder import visual_order
from booklet.text.style import Kashidas
from booklet.text.words import Kind, Word, run_width, widths_before

_WORTH = {
    Rank.AFTER_TATWEEL: 1.0,
    Rank.AFTER_SEEN: 1.0,
    Rank.BEFORE_DAL: 1.0,
    Rank.BEFORE_ALEF: 0.8,
    Rank.BEFORE_BEH: 0.7,
    Rank.BEFORE_WAW: 0.7,
    Rank.BEFORE_FINAL: 0.6,
    Rank.OTHER: 0.3,
}
"""How much of the longest kashida counts when line ends are chosen. That is the cost of a place: a line that has to be
filled from bad places counts as a looser one."""

_NEXT_COST = 3.0  # ranks: a place in the word next to another kashida is as bad as one three ranks worse
_UNDER_COST = 5.0  # ranks: the same below a kashida of the line above
_UNDER_EM = 1.5  # from middle to middle; places are known to some half em before all kashidas are

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


def kashida_stretch(word: Word) -> float:
    """Return by how much a word that has a place stretches when line ends are chosen, points."""
    style, font = word.source.span.style.kashidas, word.source.manner.font
    assert style is not None, "a word with places may be lengthened"
    width = _most(style, word) * tatweel_width(font) * word.source.size / font.units_per_em
    return _WORTH[word.places[0].rank] * width


def lengthened_parts(parts: list[Word], missing: float, left: float, above: SetLine | None) -> list[Word]:
    """Return the parts of a line, in logical order, with kashidas in them; at most as much wider as is `missing`.

    At least one of them has a place; `left` is where the line begins, points from the left edge of the measure.
    """
    style = next(style for part in parts if part.places and (style := part.source.span.style.kashidas))
    elastic = sum(part.width for part in parts if part.kind is Kind.SPACE)
    wanted = missing - (style.spaces_first - 1.0) * elastic
    possible = _possible(parts, style, missing, left)
    if not possible or wanted < possible[0].unit:
        return parts
    avoided = _kashidas_of(above) if above else []
    chosen = _choose(parts, possible, wanted, avoided, 1)
    if style.in_word > 1:
        unbearable = missing - (_SECOND_FROM - 1.0) * elastic
        chosen = _choose(parts, possible, unbearable, avoided, style.in_word, chosen)
    return _drawn(parts, chosen, _dealt(chosen, wanted))


def _most(style: Kashidas, word: Word) -> int:
    """Return the greatest number of tatweels of a kashida."""
    font = word.source.manner.font
    width = tatweel_width(font)
    return int(style.most * font.units_per_em / width + 0.01) if width else 0


def _possible(parts: Sequence[Word], style: Kashidas, missing: float, left: float) -> list[_Kashida]:
    """Return what may be drawn; each place as if all parts of the line grew alike to fill it."""
    natural = sum(part.width for part in parts)
    scale = (natural + missing) / natural
    found = []
    x = left
    for i in visual_order([part.source.manner.level for part in parts]):
        part = parts[i]
        x += part.width * scale
        if part.places and (most := _most(style, part)):
            before = widths_before(part)  # of a word from right to left: its start is at its right
            font, size = part.source.manner.font, part.source.size
            unit = tatweel_width(font) * size / font.units_per_em
            found += [_Kashida(i, place, x - before[place.at] * scale, size, unit, most) for place in part.places]
    return sorted(found, key=lambda kashida: kashida.part)


def _kashidas_of(line: SetLine) -> list[float]:
    """Return the middles of the kashidas of a line, points from the left edge of the measure."""
    found = []
    for piece in line.pieces:
        if JOINER not in piece.run.glyph_texts:
            continue
        x, scale = piece.x, piece.size / piece.run.font.units_per_em
        for text, advance in zip(piece.run.glyph_texts, piece.run.advances, strict=True):
            if text == JOINER and advance:
                found.append(x + advance * scale / 2)
            x += advance * scale
    return found


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
    """Return the greatest number of tatweels up to which the letters stay as they are."""
    for count in range(1, kashida.most + 1):
        if _longer_run(word, ((kashida.place.at, count),)) is None:
            return count - 1
    return kashida.most


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
        # Two kashidas may be too much for the letters between them, where each alone was not.
        run = _longer_run(parts[i], tuple(sorted(places))) or _longer_run(parts[i], tuple(places[:1]))
        assert run is not None, "each kashida was tried"
        longer[i] = parts[i]._replace(run=run, width=run_width(run, parts[i].source), places=())
    return longer
