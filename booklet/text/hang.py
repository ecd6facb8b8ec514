"""Hanging punctuation: how far a sign at the edge of a justified line stands outside the measure.

The eye sees the edge of a column where its letters end; a line that ends in a stop looks short of it. A sign hangs only
where it is the outermost of its line: where its level is that of the paragraph, and so not at the end of a phrase that
runs the other way. Source: Knuth & Plass 1981, "More Bells and Whistles".
"""

from booklet.text.glyphs import ShapedRun

_HALF = 0.5
"""Stops, commas and quotation marks are a small mark in the middle of their width: this puts it on the edge."""
_HYPHEN = 0.7
"""Hyphens and the maqaf are ink from side to side, but thin: two parts in three hang, and the third keeps the edge."""

_QUOTATION_MARKS = '“”„‟‘’‚‛«»‹›"״'
_AT_END = dict.fromkeys(f".,;:،؛۔{_QUOTATION_MARKS}", _HALF) | dict.fromkeys("-\u00ad\u2010־", _HYPHEN)
_AT_START = dict.fromkeys(_QUOTATION_MARKS, _HALF)
"""Which of them opens and which closes is a matter of language; line breaking has seen to it (UAX #14, QU)."""


def hang_at_end(run: ShapedRun, length: int, size: float) -> float:
    """Return the points by which a line hangs out that ends after so many code points of a word set at a size."""
    return _hang(run, length - 1, _AT_END, size)


def hang_at_start(run: ShapedRun, index: int, size: float) -> float:
    """Return the points by which a line hangs out that begins with a code point of a word set at a size."""
    return _hang(run, index, _AT_START, size)


def _hang(run: ShapedRun, index: int, shares: dict[str, float], size: float) -> float:
    share = shares.get(run.text[index], 0.0)
    if not share:
        return 0.0
    advance = sum(own for own, cluster in zip(run.advances, run.clusters, strict=True) if cluster == index)
    return share * advance * size / run.font.units_per_em
