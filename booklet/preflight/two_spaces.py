"""Two spaces where one belongs.

Of ordinary spaces one is printed, whatever the source has; no-break spaces are all printed, and with another space
beside them the gap is twice as wide.
"""

import re
from collections.abc import Iterator

from booklet.preflight.prose import Prose
from booklet.preflight.texts import Slip, each_prose, slip_check

_SPACES = re.compile("[ \u00a0\u202f]{2,}")
_NO_BREAK = re.compile("[\u00a0\u202f]")


def _find(prose: Prose) -> Iterator[Slip]:
    for spaces in _SPACES.finditer(prose.text):
        kept = _NO_BREAK.search(spaces[0])
        yield Slip(prose, spaces.start(), spaces.end(), kept[0] if kept else " ")


TWO_SPACES = slip_check(
    each_prose(_find),
    code="two-spaces",
    title="two spaces between words",
    reason="one is meant; with a no-break space beside it, the gap is printed twice as wide",
    message="in {} two spaces stand between words",
    hint="write {}, with one",
    severity="remark",
)
