"""The texts of a book paragraph by paragraph, as they are read: without the signs of Markdown.

Each code point knows where it stands in the text as written, so that what is found here can be shown and mended there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from booklet.document.offsets import offsets
from booklet.document.sources import Spot
from booklet.document.written import SourceText

_SIGNS = re.compile(
    r"""
    \[\^[^\]\s]+\]:?[ ]*                     # the call of a footnote, or its name before its text
    | \[ (?=[^\[\]]*\]\()                    # a link: its opening bracket
    | \]\( [^()\s]* (?:\([^()\s]*\)[^()\s]*)* (?:\s+"[^"]*")? \)   # and its address
    | (?<!\\) \*+ (?=\S) | (?<=[^\s\\]) \*+  # emphasis
    | (?<![\w\\]) _+ (?=\S) | (?<=[^\s\\]) _+ (?!\w)
    | \\ (?=[!-/:-@\[-`{-~]) | \\$           # the sign after it is meant as such; a forced line break
    | ^[ \t]+ | [ \t]+$
    """,
    re.VERBOSE | re.MULTILINE,
)
_ITEM = re.compile(r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+|(?=\[\^[^\]\s]+\]:))", re.MULTILINE)
_MAY_BE_SIGN = re.compile(r"[\[\]*_\\\t]|\n | \n")
_DASHES = re.compile(r"^[ \t|:-]*(?:\|[ \t:]*-|-[ \t:]*\|)[ \t|:-]*$", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_CELL = re.compile(r"(?:\\\||[^|\n])+")


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, an item of a list, a cell of a table, a title."""

    source: SourceText
    text: str
    """In logical order; line breaks are those of the source."""
    places: Sequence[int]
    """Where each code point stands in the text as written."""

    @property
    def language(self) -> str:
        """BCP 47."""
        return self.source.language

    def written(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch stands in the text as written; None when signs of Markdown stand in it."""
        if start == end:
            begin = self.places[start] if start < len(self.places) else self.places[-1] + 1
            return begin, begin
        begin, last = self.places[start], self.places[end - 1]
        return (begin, last + 1) if last - begin == end - 1 - start else None

    def spot(self, start: int) -> Spot:
        """Return the line and column of a code point in its file; the value as a whole when that cannot be told."""
        places, line_starts = _in_file(self.source)
        if places is None and self.source.node:
            return self.source.node.spot
        written = self.places[start]
        place = places[written] if places else written
        line = bisect_right(line_starts, place)
        return Spot(self.source.file, line, place - line_starts[line - 1] + 1)


@lru_cache(maxsize=4)  # slips come text by text
def _in_file(source: SourceText) -> tuple[tuple[int, ...] | None, list[int]]:
    """Return where the code points of a text stand in its file (None: not told, or as they are), and its lines."""
    lengths = (len(line) + 1 for line in source.file.lines)
    return offsets(source.node) if source.node else None, [0, *accumulate(lengths)]


def read_proses(texts: Sequence[SourceText]) -> tuple[Prose, ...]:
    """Return the paragraphs of texts, in their order."""
    return tuple(prose for text in texts for prose in _paragraphs(text))


def _paragraphs(source: SourceText) -> Iterator[Prose]:
    for paragraph in _PARAGRAPH.finditer(source.text):
        if "|" in paragraph[0] and _DASHES.search(paragraph[0]):
            parts = [cell.span() for cell in _CELL.finditer(source.text, *paragraph.span())]
        else:
            items = list(_ITEM.finditer(source.text, *paragraph.span()))
            starts = [paragraph.start(), *(item.end() for item in items)]
            ends = [*(item.start() for item in items), paragraph.end()]
            parts = list(zip(starts, ends, strict=True))
        for start, end in parts:
            yield from _prose(source, start, end)


def _prose(source: SourceText, start: int, end: int) -> Iterator[Prose]:
    """Yield the prose of a stretch that has words."""
    written = source.text[start:end]
    kept: list[range] = []
    at = 0
    if _MAY_BE_SIGN.search(written) or written[:1] == " " or written[-1:] == " ":  # most paragraphs have none
        for sign in _SIGNS.finditer(written):
            kept.append(range(at, sign.start()))
            at = sign.end()
    kept.append(range(at, len(written)))
    text = "".join([written[part.start : part.stop] for part in kept])
    size = len(text.rstrip("\n"))
    if text.strip():
        places = [range(start + part.start, start + part.stop) for part in kept]
        yield Prose(source, text[:size], (places[0] if len(places) == 1 else tuple(chain(*places)))[:size])
