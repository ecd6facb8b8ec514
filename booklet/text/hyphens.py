"""Where words may be divided, by Liang's patterns; the only importer of pyphen.

Only for languages that divide words: never Hebrew or Arabic script.
"""

import re
import unicodedata
from functools import lru_cache

import pyphen

_LETTERS_BEFORE, _LETTERS_AFTER = 2, 3
_SHORTEST = _LETTERS_BEFORE + _LETTERS_AFTER

_PATTERNS = {
    "de": "de_DE",
    "en": "en_US",
    "en-GB": "en_GB",
    "es": "es",
    "fr": "fr",
    "it": "it_IT",
    "pt": "pt_PT",
    "pt-BR": "pt_BR",
}
"""Pattern files by BCP 47."""

_WORD = re.compile(r"[^\W\d_]+")


def has_patterns(language: str) -> bool:
    """Say whether words of a language (BCP 47) can be divided."""
    return language in _PATTERNS or language.partition("-")[0] in _PATTERNS


@lru_cache(maxsize=40_000)
def hyphen_offsets(text: str, language: str) -> tuple[int, ...]:
    """Return the offsets in a text without spaces before which a hyphen may stand.

    A word with soft hyphens is divided at those alone, and they are found by UAX #14, not here.
    """
    if "\u00ad" in text or not has_patterns(language) or not unicodedata.is_normalized("NFC", text):
        return ()
    patterns = _patterns(_PATTERNS.get(language) or _PATTERNS[language.partition("-")[0]])
    return tuple(
        match.start() + int(position)
        for match in _WORD.finditer(text)
        if len(match[0]) >= _SHORTEST
        for position in patterns.positions(match[0])
        # `data`: the spelling changes at the break (old German ck to k-k); we draw only what is written.
        if position.data is None
    )


@lru_cache(maxsize=8)
def _patterns(name: str) -> pyphen.Pyphen:
    """Return the patterns of a file, read once."""
    return pyphen.Pyphen(lang=name, left=_LETTERS_BEFORE, right=_LETTERS_AFTER)
