"""What the checks of the source share: slips of the pen in a text, and how they are told.

A check of signs finds slips: a stretch of a paragraph, and what ought to stand there. The words in which there are
slips are told with what they should be, and `booklet check --fix` can write it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from itertools import groupby
from typing import Any

from booklet.document.book import Book
from booklet.document.model import Paragraph, Passage, Phrase
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.prose import Prose

MOST_TOLD = 20
"""Of one sign: a screenful. Who has more of them will search and replace."""

_LONGEST_WORD = 100
"""Code points told of a word on either side of a slip, at most."""
_WORD = re.compile(r"\S+")
_BREAKING = " \t\n"
_NOT_PROSE = re.compile(r"[A-Za-z\u00c0-\u024f_/@\\#=&<>{}\u2066]|\S[.:]\S")
"""In addresses, codes, Latin words, and what an author isolates as left to right."""
_ADDRESS = re.compile(r"[/@\\#=&<>{}_\u2066]|\w[.:]\w")


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of a paragraph in place of which something else should stand."""

    prose: Prose
    start: int
    """Of the stretch, in the paragraph's text."""
    end: int
    new: str
    """What should stand there; without line breaks."""
    is_safe: bool = True
    """That a program may write it: nothing else can be meant."""
    detail: str = ""
    """What more is told of it."""

    @property
    def stretch(self) -> range:
        """What it takes up in the paragraph; what is to be put between two code points takes the second."""
        return range(self.start, max(self.end, self.start + 1))


def slip_check(
    find: Callable[[Sequence[Prose]], Iterable[Slip]],
    *,
    code: str,
    title: str,
    reason: str,
    message: str,
    hint: str,
    severity: str = "warning",
) -> Check[Sequence[Prose], Slip]:
    """Return a check of signs; `message` has a place for the words around and one for the detail, `hint` for the word.

    The hint of a slip that no program may mend is that of the others: the editor decides.
    """

    def tell(found: Iterable[Slip]) -> Iterator[Note]:
        for (prose, start, end), slips in _by_word(found):
            mended = _line(with_changes(prose.text, slips, start, end))
            around = _line(prose.text[slice(*_with_neighbours(prose.text, start, end))])
            where = prose.spot(slips[0].start).where
            yield Note(where, message.format(quoted(around), slips[0].detail), hint.format(quoted(mended)), mended)

    return Check(code=code, title=title, reason=reason, find=find, tell=tell, most=MOST_TOLD, severity=severity)


def each_prose(find: Callable[[Prose], Iterable[Slip]]) -> Callable[[Sequence[Prose]], Iterator[Slip]]:
    """Return a search in all paragraphs, each looked at by itself."""

    @wraps(find)
    def find_in_all(proses: Sequence[Prose]) -> Iterator[Slip]:
        return (slip for prose in proses for slip in find(prose))

    return find_in_all


def signs(prose: Prose, mended: str) -> Iterator[Slip]:
    """Yield the code points in which a paragraph differs from what it should be, which is of the same length.

    Words that are no prose of the language are passed over: addresses, codes, words with Latin letters.
    """
    for word in _WORD.finditer(prose.text) if mended != prose.text else ():
        if mended[word.start() : word.end()] != word[0] and not _NOT_PROSE.search(word[0]):
            for i in range(word.start(), word.end()):
                if mended[i] != prose.text[i]:
                    yield Slip(prose, i, i + 1, mended[i])


def is_address(prose: Prose, at: int) -> bool:
    """Tell whether the word at a place is an address or a code."""
    return _ADDRESS.search(prose.text[slice(*_words(prose.text, at, at))]) is not None


def with_changes(text: str, slips: Iterable[Slip], start: int, end: int) -> str:
    """Return a stretch of a text in which slips, that come in order and do not overlap, are mended."""
    parts = []
    for slip in slips:
        parts += [text[start : slip.start], slip.new]
        start = slip.end
    return "".join([*parts, text[start:end]])


def _by_word(found: Iterable[Slip]) -> Iterator[tuple[tuple[Prose, int, int], list[Slip]]]:
    """Yield the slips of one word, or of words that a slip joins, together, with where the words begin and end."""
    for _, group in groupby(found, key=lambda slip: (id(slip.prose), _words(slip.prose.text, slip.start, slip.end))):
        slips = list(group)
        prose = slips[0].prose
        yield (prose, *_words(prose.text, slips[0].start, slips[0].end)), slips


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the words begin and end that a stretch touches."""
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and text[start - 1] not in _BREAKING:
        start -= 1
    while end < last and text[end] not in _BREAKING:
        end += 1
    return start, end


def _with_neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the word before some words begins, and the word after them ends, on their lines."""
    first = max(text.rfind("\n", 0, start) + 1, start - _LONGEST_WORD)
    before = first + len(text[first:start].rstrip(" "))
    line_end = text.find("\n", end)
    after = _WORD.search(text, end, min(end + _LONGEST_WORD, line_end if line_end >= 0 else len(text)))
    return _words(text, before, before)[0], after.end() if after else end


def _line(text: str) -> str:
    return text.replace("\n", " ").strip(" ")


# --- Values of the model --------------------------------------------------------------------------------------------


def texts(book: Book) -> Iterator[tuple[str, Phrase | Paragraph]]:
    """Yield what an edition can print, in the order of the model, each with its language (BCP 47)."""
    for language, value in _values(book):
        if isinstance(value, Phrase | Paragraph):
            yield language, value


def versions(book: Book) -> Iterator[Mapping[str, Phrase | Passage]]:
    """Yield the texts that there are in several languages, in the order of the model."""
    for _, value in _values(book):
        if (
            isinstance(value, Mapping)
            and len(value) > 1
            and all(isinstance(v, Phrase | Passage) for v in value.values())
        ):
            yield value


def _values(book: Book) -> Iterator[tuple[str, Any]]:
    """Yield the values from which editions are made, in the order of the model, each with its language or none."""
    used = {language.code for edition in book.editions.values() for language in edition.languages}
    pending: list[tuple[str, Any]] = [("", part) for part in (book.poster, book.events, book.body, book.title)]
    while pending:
        language, value = pending.pop()
        yield language, value
        inner: list[tuple[str, Any]] = []
        if isinstance(value, Phrase | Paragraph):
            inner = [(language, span.note) for span in value.spans if span.note]
        elif isinstance(value, Mapping):
            inner = [(code, one) for code, one in value.items() if code in used]
        elif type(value) is tuple:  # not a NamedTuple such as a size
            inner = [(language, one) for one in value]
        elif is_dataclass(value):
            inner = [(language, getattr(value, field.name)) for field in fields(value)]
        pending.extend(reversed(inner))


# --- Letters, for `re` --------------------------------------------------------------------------------------------

HEBREW_LETTER = "[\u05d0-\u05ea\u05ef-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f]"
HEBREW_MARKS = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e\u034f]*"
ARABIC_LETTER = (
    "[\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
)
ARABIC_MARKS = "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08ff]*"
LATIN_LETTER = "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"
