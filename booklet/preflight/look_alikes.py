"""Letters of another script that look like those of the word they stand in.

Source: Unicode Technical Standard #39, 4 (confusables), of which these are the pairs that are drawn alike. They come
with recognized scans and other keyboards.
"""

import re
import unicodedata
from collections.abc import Iterator

from booklet.preflight.prose import Prose
from booklet.preflight.texts import HEBREW_LETTER, HEBREW_MARKS, LATIN_LETTER, Slip, each_prose, is_address, slip_check

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТХаеѕіјорсухһԁ", "ABESIJKMHOPCTXaesijopcyxhd", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυ", "ABEZHIKMNOPTYXvopu", strict=True))
_LATIN_OF = _CYRILLIC | _GREEK
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(rf"(?:{LATIN_LETTER}|[{_OTHER}])+")
_LATIN_IN_HEBREW = re.compile(f"(?<={HEBREW_LETTER}){HEBREW_MARKS}({LATIN_LETTER})(?={HEBREW_LETTER})")


def _find(prose: Prose) -> Iterator[Slip]:
    text = prose.text
    if text.isascii():
        return
    for word in _MIXED.finditer(text):
        latin = re.findall(LATIN_LETTER, word[0])
        others = [at for at in range(*word.span()) if re.match(f"[{_OTHER}]", text[at])]
        if latin and others and not is_address(prose, word.start()):
            # A word that is mostly of the other script has Latin letters in it, and none of our languages.
            is_safe = len(latin) >= len(others) and all(text[at] in _LATIN_OF for at in others)
            for at in others:
                detail = _named(text[at])
                yield Slip(prose, at, at + 1, _LATIN_OF.get(text[at], text[at]), is_safe=is_safe, detail=detail)
    for match in _LATIN_IN_HEBREW.finditer(text):
        yield Slip(prose, *match.span(1), match[1], is_safe=False, detail=_named(match[1]))


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'no name').lower()}"


LOOK_ALIKES = slip_check(
    each_prose(_find),
    code="look-alike",
    title="a letter of another script inside a word",
    reason="the word looks right, but cannot be searched, is divided wrongly and read aloud wrongly",
    message="in {} stands a letter of another script: {}",
    hint="write {}, all in letters of one script",
)
