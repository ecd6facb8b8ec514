"""ASCII ' and " in Hebrew words, where geresh and gershayim belong.

Source: W3C, Hebrew Layout Requirements. Either may be a quotation mark as well. Gershayim stand between two letters,
before the last one of the word; all other " are left alone. A ' after a letter is a geresh unless it closes a
quotation, or opens one after prefixes (ה'ארץ').
"""

import re
from collections.abc import Iterator

from booklet.preflight.prose import Prose
from booklet.preflight.texts import HEBREW_LETTER, HEBREW_MARKS, Slip, each_prose, signs, slip_check

_LETTER = f"{HEBREW_LETTER}{HEBREW_MARKS}"
_ANY_LETTER = r"[^\W\d_]"
_GERSHAYIM = re.compile(f'({_LETTER})"(?={_LETTER}(?!["\'\u05f3\u05f4]|{HEBREW_LETTER}))')

_PREFIXES = f"(?:[ובהכלמש]{HEBREW_MARKS})*"
_AT_A_WORD = r"(?<![^\W_])(?<![\u0591-\u05bd\u05bf-\u05c7'])"
_OF_A_YEAR = f"(?:{_LETTER})*\u05f4"  # ה'תרכ״ב, where ה is the thousands
_LONGEST = 300  # code points of a quotation: keeps the search for its end short
_QUOTATION = f"({_AT_A_WORD}{_PREFIXES}'(?=[^\\W_])(?!{_OF_A_YEAR}))(.{{0,{_LONGEST}}}?\\S)('(?!{_ANY_LETTER}))"
_QUOTATION_OR_GERESH = re.compile(f"{_QUOTATION}|({_LETTER})'(?![0-9])", re.DOTALL)
_GERESH_IN_A_WORD = re.compile(f"({_LETTER})'(?={HEBREW_LETTER})")


def _mended(text: str) -> str:
    return _QUOTATION_OR_GERESH.sub(_with_geresh, _GERSHAYIM.sub("\\1\u05f4", text))


def _with_geresh(match: re.Match[str]) -> str:
    """Return a letter with its geresh, or a quotation with those inside its words."""
    opening, inside, closing, letter = match.groups()
    if letter:
        return f"{letter}\u05f3"
    return opening + _GERESH_IN_A_WORD.sub("\\1\u05f3", inside) + closing


def _find(prose: Prose) -> Iterator[Slip]:
    has_signs = "'" in prose.text or '"' in prose.text
    return signs(prose, _mended(prose.text) if has_signs else prose.text)


GERESH = slip_check(
    each_prose(_find),
    code="ascii-geresh",
    title="' or \" in a Hebrew word",
    reason="geresh and gershayim have a shape and height of their own; ' and \" look like marks of a typewriter",
    message="in {} stands ' or \" in place of geresh or gershayim",
    hint="write {}, with geresh (U+05F3) or gershayim (U+05F4)",
)
