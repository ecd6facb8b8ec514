"""A hyphen between two Hebrew letters, where the maqaf belongs.

Source: W3C, Hebrew Layout Requirements. The maqaf hangs at the height of the letters' tops; a hyphen stands at half
the height of Latin small letters, too low beside them, and lines may end elsewhere than with a maqaf (UAX #14, LB21a).
"""

import re
from collections.abc import Iterator

from booklet.preflight.prose import Prose
from booklet.preflight.texts import HEBREW_LETTER, HEBREW_MARKS, Slip, each_prose, signs, slip_check

_HYPHEN = "-\u2010\u2011"
_IN_A_WORD = re.compile(f"({HEBREW_LETTER}{HEBREW_MARKS})[{_HYPHEN}](?={HEBREW_LETTER})")


def _find(prose: Prose) -> Iterator[Slip]:
    return signs(prose, _IN_A_WORD.sub("\\1\u05be", prose.text))


MAQAF = slip_check(
    each_prose(_find),
    code="hyphen-for-maqaf",
    title="a hyphen between Hebrew letters",
    reason="a hyphen stands too low beside Hebrew letters; theirs is the maqaf",
    message="in {} a hyphen stands between Hebrew letters, too low beside them",
    hint="write {}, with the maqaf (U+05BE)",
)
