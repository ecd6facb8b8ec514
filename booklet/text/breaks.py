"""Where text may be broken: lines (UAX #14) and graphemes (UAX #29), through ICU (icu4py).

Notation: offsets are code-point indices into the text, between two code points. ICU gives UTF-16 units, in which
code points above U+FFFF (*astral* ones) count twice. ICU 78 has the rules and the properties of Unicode 17.0.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from icu4py.breakers import CharacterBreaker, LineBreaker

_SURROGATE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_MANDATORY = re.compile("[\n\v\f\r\x85\u2028\u2029]")  # the classes BK, CR, LF and NL (LB4, LB5)


class LineBreaks(NamedTuple):
    """Where lines may end: where the next one begins; the white space before it stays at the end of the line."""

    offsets: list[int]
    """All, in order; the last is the end of the text (LB3)."""
    mandatory: list[int]
    """Those at which a line must end."""


def line_breaks(text: str, language: str) -> LineBreaks:
    """Return the break opportunities; none for an empty text.

    `language` (BCP 47) matters little: one without rules of its own in ICU has those of UAX #14.
    """
    segments = LineBreaker(_well_formed(text), language).segments()
    offsets = _code_point_offsets(text, [end for _, end in segments])
    if not _MANDATORY.search(text):
        return LineBreaks(offsets, offsets[-1:])
    return LineBreaks(offsets, [at for at in offsets if at == offsets[-1] or _MANDATORY.match(text, at - 1)])


def grapheme_boundaries(text: str) -> list[int]:
    """Return the boundaries of the extended grapheme clusters, from 0 to the length of the text, both included."""
    if text.isascii() and "\r" not in text:
        return list(range(len(text) + 1))  # only CR LF is one grapheme (GB3)
    return [0, *_code_point_offsets(text, (end for _, end in CharacterBreaker(_well_formed(text), "root").segments()))]


def _well_formed(text: str) -> str:
    """Return the text with U+FFFD for half characters, which cannot be handed to ICU; `itemize` refuses them."""
    return _SURROGATE.sub("\ufffd", text)


def _code_point_offsets(text: str, offsets: Iterable[int]) -> list[int]:
    """Turn offsets in UTF-16 units into offsets in code points."""
    astral = [match.start() for match in _ASTRAL.finditer(text)]
    if not astral:
        return list(offsets)
    # The i-th astral code point, at index k, ends k + i + 2 units into the text.
    ends = [index + i + 2 for i, index in enumerate(astral)]
    return [offset - bisect_right(ends, offset) for offset in offsets]
