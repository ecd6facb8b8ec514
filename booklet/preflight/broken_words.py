"""Words that were divided at the end of a line of a PDF, and have kept the hyphen: `impor- tant`.

A word is mended only when the book has it elsewhere, whole or with its hyphen; else the hyphen may be its own. What is
no slip: `pre- and post-war`, where a word of the language joins two that share an end.
"""

import re
from collections.abc import Iterator, Sequence

from booklet.preflight.prose import Prose
from booklet.preflight.texts import LATIN_LETTER, Slip, slip_check

_BROKEN = re.compile(f"({LATIN_LETTER}{{2,}})([-\u2010\u00ad\u00ac])[ \n]+({LATIN_LETTER}{{2,}})(?!{LATIN_LETTER})")
_WORD = re.compile(f"{LATIN_LETTER}+(?:[-\u2010\u2011]{LATIN_LETTER}+)*")
_JOINING = frozenset(
    [
        "and",
        "or",
        "to",
        "nor",
        "versus",
        "vs",
        "und",
        "oder",
        "bis",
        "bzw",
        "et",
        "ou",
        "à",
        "ni",
        "y",
        "o",
        "u",
        "e",
        "ni",
        "ed",
        "od",
        "ou",
        "nem",
        "i",
        "sive",
    ]
)
"""Words after which the second of two compounds comes, in the languages in Latin letters."""


def _find(proses: Sequence[Prose]) -> Iterator[Slip]:
    known: dict[str, set[str]] = {}
    for prose in proses:
        for word in _BROKEN.finditer(prose.text):
            first, hyphen, rest = word.groups()
            if rest.lower() in _JOINING or not rest[0].islower():
                continue
            if prose.language not in known:
                own = (one for one in proses if one.language == prose.language)
                known[prose.language] = {found[0].lower() for one in own for found in _WORD.finditer(one.text)}
            words = known[prose.language]
            whole, compound = first + rest, f"{first}-{rest}"
            has_hyphen = compound.lower() in words and whole.lower() not in words
            is_safe = has_hyphen or whole.lower() in words or hyphen in "\u00ad\u00ac"
            yield Slip(prose, word.end(1), word.start(3), "-" if has_hyphen else "", is_safe=is_safe)


BROKEN_WORDS = slip_check(
    _find,
    code="broken-word",
    title="a word divided as at the end of a line",
    reason="the hyphen of another page is printed in the middle of a line",
    message="in {} a word is divided, as at the end of a line that was copied",
    hint="write {}",
)
