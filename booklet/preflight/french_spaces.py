"""The spaces that French has before ; : ! ? and inside « ».

Source: Imprimerie nationale, *Lexique des règles typographiques* (ponctuation): a narrow no-break space before ; ! ?, a
no-break space before the colon and inside quotation marks. The program sets what is written and adds none: an ordinary
space lets a line begin with the sign. Either of the two no-break spaces is taken for right.
"""

import re
from collections.abc import Iterator

from booklet.preflight.prose import Prose
from booklet.preflight.texts import Slip, each_prose, is_address, slip_check

_NARROW, _WIDE = "\u202f", "\u00a0"
_SPACE = "[ \n\u2009]"
_WRONG = re.compile(
    rf"(?<=[\w)»”’\]…%]){_SPACE}+(?=[;:!?»](?:[\s)»”’\]…!?.,]|$))"  # an ordinary space before the sign
    rf"|(?<=[\w)»”’\]…%])(?=[;:!?](?:\s|$))"  # none
    rf"|(?<=[\w.!?)…])(?=»)|(?<=«)(?=\w)"
    rf"|(?<=«){_SPACE}+(?=\S)",
)


def _find(prose: Prose) -> Iterator[Slip]:
    for place in _WRONG.finditer(prose.text) if prose.language == "fr" else ():
        if not is_address(prose, place.start()):
            sign = prose.text[place.end() : place.end() + 1]
            yield Slip(prose, place.start(), place.end(), _NARROW if sign in ";!?" and sign else _WIDE)


FRENCH_SPACES = slip_check(
    each_prose(_find),
    code="french-space",
    title="no no-break space at a sign of French",
    reason="without it a line can begin with the sign, or the sign stands too close",
    message="in {} a no-break space is wanting",
    hint="write {}: U+202F before ; ! ? and U+00A0 before : and inside « »",
)
