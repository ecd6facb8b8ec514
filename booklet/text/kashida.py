"""Kashidas: where an Arabic word may be lengthened, how good each place is, and the word shaped with them.

A kashida is drawn with U+0640 (tatweel), a whole number of times. A place is an index into the text of a word, before
which the kashida stands; marks before it stay on their letter. HarfBuzz says where the font allows one, never inside a
lam-alef, nor where letters are drawn in each other's company.

Source of the ranks: the priorities of Microsoft's Internet Explorer 5.5, as *The Big Kashida Secret* (Khatt Foundation,
khtt.net) has them; of two places of one rank the one nearer to the end of the word is better. Letters are taken by
their joining groups (ArabicShaping.txt, Unicode 17.0). Where we differ from it is said at `Rank.OTHER`.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from booklet.justification import Justification
from booklet.text.fonts import Font
from booklet.text.glyphs import KASHIDA, ShapedRun
from booklet.text.joining import TATWEEL, arabic_letters, is_final
from booklet.text.shape import Manner, shape

_CACHED_WORDS = 10_000


class Rank(IntEnum):
    """How good a place is; the less the better. A final form is one that joins to what is before it only."""

    AFTER_TATWEEL = 1
    """After a kashida that the writer has put there."""
    AFTER_SEEN = 2
    """After seen or sad."""
    BEFORE_DAL = 3
    """Before final teh marbuta, heh or dal."""
    BEFORE_ALEF = 4
    """Before final alef, tah, lam, kaf or gaf."""
    BEFORE_BEH = 5
    """Before a medial beh that a final reh or yeh follows."""
    BEFORE_WAW = 6
    """Before final waw, ain, qaf or feh."""
    BEFORE_FINAL = 7
    """Before any other final letter."""
    OTHER = 8
    """At any other join. The source has no such places; a line that has no better ones is better with them."""


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


class Place(NamedTuple):
    """Where a kashida may stand."""

    rank: Rank
    at: int
    """The index into the word's text before which it stands."""


# Letters of Arabic, Persian and Urdu by joining group.
_SEEN = frozenset("سشصضڛښڜڝڞݜݭ")
_DAL = frozenset("ةۃهہھەۀۂدذڈڌڎ")
_ALEF = frozenset("اأإآٱطظلكکگڪڭڵ")
_BEH = frozenset("بتثنيىئپٹیې")
_REH = frozenset("رزژڑڕ")
_YEH = frozenset("يىئیېےۓ")
_WAW = frozenset("وؤۆۇۈۋعغقفڤڨ")
_ARTICLES = frozenset({"ال", "وال", "فال", "بال", "كال"})

_AND = "و"
_FEWEST_LETTERS = 3  # without the word for "and" that is written with it


@lru_cache(maxsize=_CACHED_WORDS)
def places(text: str, joins: tuple[int, ...]) -> tuple[Place, ...]:
    """Return the places of a word that stands alone, best first; `joins` are the indices that the font allows."""
    letters = arabic_letters(text)
    if len(letters) - (text[letters[0]] == _AND if letters else 0) < _FEWEST_LETTERS:
        return ()
    index_of = {at: index for index, at in enumerate(letters)}
    found = [
        Place(_rank(text, letters, index_of[at]), at)
        for at in joins
        if index_of.get(at) and not _ends_article(text, letters[: index_of[at]])
    ]
    return tuple(sorted(found, key=lambda place: (place.rank, -place.at)))


def _rank(text: str, letters: list[int], index: int) -> Rank:
    """Return the rank of the place before a letter, which is joined to the one before it."""
    before, letter = text[letters[index - 1]], text[letters[index]]
    if before == TATWEEL:
        return Rank.AFTER_TATWEEL
    if before in _SEEN:
        return Rank.AFTER_SEEN
    if not is_final(text, letters, index):
        opens_end = letter in _BEH and text[letters[index + 1]] in _REH | _YEH and is_final(text, letters, index + 1)
        return Rank.BEFORE_BEH if opens_end else Rank.OTHER
    for group, rank in ((_DAL, Rank.BEFORE_DAL), (_ALEF, Rank.BEFORE_ALEF), (_WAW, Rank.BEFORE_WAW)):
        if letter in group:
            return rank
    return Rank.BEFORE_FINAL


def _ends_article(text: str, letters: list[int]) -> bool:
    """Say whether letters are the article: lengthened, it looks like the one before a numeral or a foreign word."""
    return "".join(text[at] for at in letters) in _ARTICLES


# --- Insertion ------------------------------------------------------------------------------------------------------

Added = tuple[tuple[int, int], ...]
"""Places in rising order, each with the number of tatweels that stand there."""


@lru_cache(maxsize=256)
def tatweel_width(font: Font) -> int:
    """Return the advance of one tatweel, font units; 0 where the font has none, or one that is not to be drawn."""
    glyph_id = font.nominal_glyph(ord(TATWEEL))
    return 0 if glyph_id is None else max(font.glyph_advance(glyph_id), 0)


def most_tatweels(style: Justification, font: Font) -> int:
    """Return the greatest number of tatweels of a kashida."""
    width = tatweel_width(font)
    return int(style.kashida_most_em * font.units_per_em / width + 0.01) if width else 0


def stretch_of(places: Sequence[Place], gaps: Sequence[int], style: Justification, font: Font, size: float) -> float:
    """Return by how much a word with places and gaps stretches when line ends are chosen, points."""
    by_letters = len(gaps) * style.letters_most_em * size
    if not places:
        return by_letters
    width = most_tatweels(style, font) * tatweel_width(font) * size / font.units_per_em
    return _WORTH[places[0].rank] * width + by_letters


@lru_cache(maxsize=_CACHED_WORDS)
def lengthened(run: ShapedRun, manner: Manner, added: Added) -> ShapedRun | None:
    """Return a word that stands alone, shaped with kashidas in it, or None where they would change its other glyphs.

    Text and clusters remain those of the word; the text of a glyph that is nothing but kashida is `KASHIDA`.
    """
    text, source_of = _with_tatweels(run.text, added)
    longer = shape(text, manner)
    texts = tuple(
        _own_text(glyph_text, source_of[cluster:])
        for glyph_text, cluster in zip(longer.glyph_texts, longer.clusters, strict=True)
    )
    if _letter_glyphs(longer.glyph_ids, texts) != _letter_glyphs(run.glyph_ids, run.glyph_texts):
        return None
    indices = [*accumulate((at is not None for at in source_of), initial=0)]
    return ShapedRun(
        font=run.font,
        text=run.text,
        glyph_ids=longer.glyph_ids,
        advances=longer.advances,
        offsets=longer.offsets,
        glyph_texts=texts,
        clusters=tuple([indices[cluster] for cluster in longer.clusters]),
        advance=longer.advance,
        level=longer.level,
    )


def _with_tatweels(text: str, added: Added) -> tuple[str, list[int | None]]:
    """Return the text to shape, and for each of its code points the index of its own in the word: None if added."""
    source_of: list[int | None] = []
    start = 0
    for at, count in added:
        source_of += [*range(start, at), *[None] * count]
        start = at
    source_of += range(start, len(text))
    return "".join(TATWEEL if at is None else text[at] for at in source_of), source_of


def _own_text(glyph_text: str, source_of: list[int | None]) -> str:
    """Return what a glyph stands for in the word; a font may draw several tatweels, some of them ours, as one glyph."""
    if glyph_text.strip(TATWEEL):
        return glyph_text
    return TATWEEL * sum(at is not None for at in source_of[: len(glyph_text)]) or KASHIDA


def _letter_glyphs(glyph_ids: tuple[int, ...], texts: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the glyphs that are not kashidas, with their texts."""
    return [(i, text) for i, text in zip(glyph_ids, texts, strict=True) if text.strip(TATWEEL)]
