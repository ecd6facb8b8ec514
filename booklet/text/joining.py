"""The letters of an Arabic word: which join, and which may stand further apart because they do not.

Source: joining types and groups of ArabicShaping.txt, Unicode 17.0. A decomposed letter is its first code point.
"""

from functools import lru_cache
from itertools import pairwise

from booklet.text import ucd
from booklet.text.glyphs import ShapedRun

TATWEEL = "\u0640"

_JOIN_BEFORE_ONLY = frozenset("اأإآٱةۃۀەدذڈڌڎرزژڑڕوؤۆۇۈۋےۓ")
_NEVER_JOINED = frozenset("\u0621")
_NON_JOINER = "\u200c"
_CACHED_WORDS = 10_000


def arabic_letters(text: str) -> list[int]:
    """Return the indices of the letters and tatweels of a word, without marks and punctuation."""
    return [at for at, c in enumerate(text) if c == TATWEEL or (c.isalpha() and ucd.script(ord(c)) == "Arab")]


def is_final(text: str, letters: list[int], index: int) -> bool:
    """Say whether a letter does not join to what follows it: another letter, with nothing but marks between."""
    at = letters[index]
    if text[at] in _JOIN_BEFORE_ONLY or index + 1 == len(letters):
        return True
    after = letters[index + 1]
    return text[after] in _NEVER_JOINED or not all(ucd.is_mark(ord(c)) for c in text[at + 1 : after])


@lru_cache(maxsize=_CACHED_WORDS)
def gaps(text: str) -> tuple[int, ...]:
    """Return the indices of the letters of a word that follow one to which they do not join."""
    letters = arabic_letters(text)
    return tuple(
        after
        for index, (at, after) in enumerate(pairwise(letters))
        if (text[at] in _NEVER_JOINED or is_final(text, letters, index))
        and all(c == _NON_JOINER or ucd.is_mark(ord(c)) for c in text[at + 1 : after])
    )


def spread(run: ShapedRun, at: tuple[int, ...], added: int) -> ShapedRun:
    """Return a word from right to left with space (font units) before some of its letters."""
    last_glyph = {cluster: i for i, cluster in enumerate(run.clusters)}  # of a cluster: the one at its right
    advances = [*run.advances]
    for cluster in at:
        advances[last_glyph[cluster]] += added
    return ShapedRun(
        font=run.font,
        text=run.text,
        glyph_ids=run.glyph_ids,
        advances=tuple(advances),
        offsets=run.offsets,
        glyph_texts=run.glyph_texts,
        clusters=run.clusters,
        advance=sum(advances),
        level=run.level,
        joins=run.joins,
    )
