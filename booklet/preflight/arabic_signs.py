"""ASCII comma, semicolon and question mark after Arabic letters.

Source: W3C, Arabic & Persian Layout Requirements. Those of Arabic script are turned the other way: ، ؛ ؟. Only texts in
a language of that script are looked at: the comma after an Arabic word in an English sentence is an English one.
"""

import re
from collections.abc import Iterator

from booklet.languages import LANGUAGES
from booklet.preflight.prose import Prose
from booklet.preflight.texts import ARABIC_LETTER, ARABIC_MARKS, Slip, each_prose, signs, slip_check

_SIGNS = {",": "\u060c", ";": "\u061b", "?": "\u061f"}
_AFTER_A_LETTER = re.compile(f"({ARABIC_LETTER}{ARABIC_MARKS})([,;?])")


def _find(prose: Prose) -> Iterator[Slip]:
    if LANGUAGES[prose.language].script == "Arab":
        yield from signs(prose, _AFTER_A_LETTER.sub(lambda match: match[1] + _SIGNS[match[2]], prose.text))


ARABIC_SIGNS = slip_check(
    each_prose(_find),
    code="ascii-arabic-sign",
    title="a Latin comma, semicolon or question mark in Arabic",
    reason="the signs of Arabic script are turned the other way",
    message="in {} stands a Latin sign after an Arabic letter",
    hint="write {}, with the sign of Arabic script",
)
