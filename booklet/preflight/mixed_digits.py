"""Digits of two scripts in the texts of one language.

An edition can ask for one set of digits (`digits:`), and then all texts have it; without, they are printed as typed.
Telling only, no mending: the order of a range of numbers depends on its digits (UAX #9, W2), and a person must look.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from booklet.numerals import Digits, in_digits
from booklet.preflight.prose import Prose
from booklet.preflight.texts import Slip, is_address, slip_check

_SETS = {Digits.EUROPEAN: "0-9", Digits.ARABIC_INDIC: "\u0660-\u0669", Digits.EXTENDED: "\u06f0-\u06f9"}
_DIGIT = re.compile(f"[{''.join(_SETS.values())}]")
_NUMBERS = {digits: re.compile(f"[{signs}]+") for digits, signs in _SETS.items()}


def _find(proses: Sequence[Prose]) -> Iterator[Slip]:
    for language in dict.fromkeys(prose.language for prose in proses):
        own = [prose for prose in proses if prose.language == language and _DIGIT.search(prose.text)]
        found = [(prose, digits, number) for prose in own for digits in _SETS for number in _numbers(prose, digits)]
        counts = Counter(dict.fromkeys(_SETS, 0))
        counts.update(digits for _, digits, _ in found)
        usual, _ = counts.most_common(1)[0]
        for prose, digits, number in found:
            if digits is not usual:
                yield Slip(prose, *number.span(), in_digits(number[0], usual), is_safe=False)


def _numbers(prose: Prose, digits: Digits) -> Iterator[re.Match[str]]:
    if digits is Digits.EUROPEAN or not prose.text.isascii():
        found = _NUMBERS[digits].finditer(prose.text)
        yield from (number for number in found if not is_address(prose, number.start()))


MIXED_DIGITS = slip_check(
    _find,
    code="mixed-digits",
    title="digits of two scripts in one language",
    reason="a reader takes the second kind for something else, or for a slip",
    message="the number in {} has other digits than most numbers of this language",
    hint="write {}, or give the edition `digits:`",
)
