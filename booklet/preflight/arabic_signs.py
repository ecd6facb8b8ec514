"""ASCII comma, semicolon and question mark after Arabic letters.

Source: W3C, Arabic & Persian Layout Requirements. Those of Arabic script are turned the other way: ، ؛ ؟. Only texts in
a language of that script are looked at: the comma after an Arabic word in an English sentence is an English one.
"""

import re
from collections.abc import Iterator

from booklet.document.model import Book
from booklet.languages import LANGUAGES
from booklet.preflight.check import Check
from booklet.preflight.texts import ARABIC_LETTER, ARABIC_MARKS, MOST_TOLD, Slip, slips, tell_slips, texts

_SIGNS = {",": "\u060c", ";": "\u061b", "?": "\u061f"}
_SIGN = re.compile("[,;?]")
_AFTER_A_LETTER = re.compile(f"({ARABIC_LETTER}{ARABIC_MARKS})([,;?])")


def _mended(text: str) -> str:
    return _AFTER_A_LETTER.sub(lambda match: match[1] + _SIGNS[match[2]], text)


def _find(book: Book) -> Iterator[Slip]:
    arabic = ((code, text) for code, text in texts(book) if LANGUAGES[code].script == "Arab")
    return slips(arabic, _SIGN, _mended)


ARABIC_SIGNS = Check(
    code="ascii-arabic-sign",
    title="a Latin comma, semicolon or question mark in Arabic",
    reason="the signs of Arabic script are turned the other way",
    find=_find,
    tell=tell_slips("in {} stands a Latin sign after an Arabic letter", "write {}, with the sign of Arabic script"),
    most=MOST_TOLD,
)
