"""A hyphen between two Hebrew letters, where the maqaf belongs.

Source: W3C, Hebrew Layout Requirements. The maqaf hangs at the height of the letters' tops; a hyphen stands at half
the height of Latin small letters, too low beside them, and lines may end elsewhere than with a maqaf (UAX #14, LB21a).
"""

import re
from collections.abc import Iterator

from booklet.document.model import Book
from booklet.preflight.check import Check
from booklet.preflight.texts import HEBREW_LETTER, HEBREW_MARKS, MOST_TOLD, Slip, slips, tell_slips, texts

_HYPHEN = "-\u2010\u2011"
_SIGN = re.compile(f"[{_HYPHEN}]")
_IN_A_WORD = re.compile(f"({HEBREW_LETTER}{HEBREW_MARKS})[{_HYPHEN}](?={HEBREW_LETTER})")


def _mended(text: str) -> str:
    return _IN_A_WORD.sub("\\1\u05be", text)


def _find(book: Book) -> Iterator[Slip]:
    return slips(texts(book), _SIGN, _mended)


MAQAF = Check(
    code="hyphen-for-maqaf",
    title="a hyphen between Hebrew letters",
    reason="a hyphen stands too low beside Hebrew letters; theirs is the maqaf",
    find=_find,
    tell=tell_slips(
        "in {} a hyphen stands between Hebrew letters, too low beside them", "write {}, with the maqaf (U+05BE)"
    ),
    most=MOST_TOLD,
)
