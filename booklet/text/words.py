"""The words and spaces of a paragraph, shaped: the atoms that lines are made of.

A word is a maximal stretch between spaces within one run, shaped whole; each space is one by itself. Offsets are code
points of the paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from booklet.justification import Justification, Means
from booklet.text import ucd
from booklet.text.glyphs import ShapedRun
from booklet.text.itemize import TextRun
from booklet.text.joining import gaps
from booklet.text.kashida import Place, places
from booklet.text.shape import JOINING_SCRIPTS, hyphen, shape

SPACE_CHARACTERS = "\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces of a width of their own, for a character class of `re`."""

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""The code points that steer UAX #9 and leave no trace but the order, for a character class of `re`."""

_LINE_ENDS = "\t-\r\x1c-\x1f\x85\u2028\u2029"

_ATOM = re.compile(
    f"([ \xa0])|([{SPACE_CHARACTERS}])|(\r\n|[{_LINE_ENDS}]|[{BIDI_CONTROLS}]+)"
    f"|[^ \xa0{SPACE_CHARACTERS}{_LINE_ENDS}{BIDI_CONTROLS}]+"
)

_HELD_TO = re.compile(f"[{BIDI_CONTROLS}\u200c\u200d]")
_HELD_TO_SCRIPTS = frozenset({"Arab", "Zinh"})

_CONTEXT = 5  # code points: what HarfBuzz looks at on either side (CONTEXT_LENGTH in hb-buffer.hh)


class Kind(Enum):
    """What an atom is to the line."""

    WORD = auto()
    SPACE = auto()
    """U+0020 or U+00A0: takes its share of what the line has too much or too little."""
    FIXED_SPACE = auto()
    UNDRAWN = auto()
    """Line ends and bidi controls."""


_KINDS = {1: Kind.SPACE, 2: Kind.FIXED_SPACE, 3: Kind.UNDRAWN, None: Kind.WORD}


class Word(NamedTuple):
    """A word, a space, or code points that are not drawn. A tuple because there are very many."""

    kind: Kind
    start: int
    end: int
    """Half open, code points of the paragraph."""
    source: TextRun
    run: ShapedRun | None
    """None for UNDRAWN."""
    width: float
    """Natural, with tracking."""
    places: tuple[Place, ...] = ()
    """Where kashidas may lengthen it, the best first."""
    gaps: tuple[int, ...] = ()
    """The indices of its letters that may stand further from the one before."""

    @property
    def lengthens(self) -> bool:
        """Whether there is a place for anything."""
        return bool(self.places or self.gaps)


def words(text: str, runs: Iterable[TextRun]) -> list[Word]:
    """Return the words and spaces of a paragraph in logical order; together they are the whole text."""
    found: list[Word] = []
    for source in runs:
        spaces: dict[str, Word] = {}  # the first of its kind in the run: most of the others are like it
        justification = source.span.style.justification if source.manner.script == "Arab" else None
        for match in _ATOM.finditer(text, source.start, source.end):
            start, end = match.span()
            kind = _KINDS[match.lastindex]
            like = spaces.get(match[0]) if kind is Kind.SPACE else None
            if like is not None:
                found.append(Word(kind, start, end, source, like.run, like.width))
                continue
            run = None if kind is Kind.UNDRAWN else shape_part(text, source, start, end)
            word = Word(kind, start, end, source, run, run_width(run, source) if run else 0.0)
            if justification and run and kind is Kind.WORD and _stands_alone(text, start, end):
                word = _lengthening(word, run, justification)
            found.append(word)
            if kind is Kind.SPACE:
                spaces[match[0]] = found[-1]
    return found


def _lengthening(word: Word, run: ShapedRun, justification: Justification) -> Word:
    """Return a word of Arabic script with the places where it may be lengthened."""
    if Means.KASHIDA in justification.order and run.joins:
        word = word._replace(places=places(run.text, run.joins))
    if Means.LETTERS in justification.order and run.level % 2:
        word = word._replace(gaps=tuple([at for at in gaps(run.text) if at in run.clusters]))
    return word


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a stretch is a whole word, not a part of one that has several styles or a control in it."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    if around.isspace():
        return True
    return not _HELD_TO.search(around) and not any(ucd.script(ord(c)) in _HELD_TO_SCRIPTS for c in around)


def words_on_lines(found: Sequence[Word], line_starts: Sequence[int]) -> Iterator[Sequence[Word]]:
    """Yield the words of each line; a word that is divided is on both."""
    first = 0
    for line_end in [*line_starts[1:], found[-1].end]:
        last = first
        while last < len(found) and found[last].start < line_end:
            last += 1
        yield found[first:last]
        first = last - 1 if found[last - 1].end > line_end else last


def shape_part(text: str, source: TextRun, start: int, end: int) -> ShapedRun:
    """Return the glyphs of a stretch of a run; letters join with what stands before and after it, drawn or not."""
    if source.manner.script not in JOINING_SCRIPTS or text[start].isspace():
        return shape(text[start:end], source.manner)
    before = text[max(0, start - _CONTEXT) : start].rpartition(" ")[2]
    after = text[end : end + _CONTEXT].partition(" ")[0]
    return shape(text[start:end], source.manner, before, after)


def run_width(run: ShapedRun, source: TextRun) -> float:
    """Return the natural width of a shaped run, points."""
    width = run.width(source.size)
    return width + source.tracking * sum(1 for advance in run.advances if advance) if source.tracking else width


def hyphen_after(divided: Word, at: int) -> Word:
    """Return the hyphen after a divided word; it stands for no code point of the text."""
    run = hyphen(divided.source.manner)
    return Word(Kind.WORD, at, at, divided.source, run, run_width(run, divided.source))


def widths_before(word: Word) -> list[float]:
    """Return the natural width of the first 0, 1, 2... code points of a word, points, as they stand in the whole."""
    assert word.run is not None, "only drawn words are divided"
    added = [0.0] * (word.end - word.start + 1)
    scale = word.source.size / word.run.font.units_per_em
    for cluster, advance in zip(word.run.clusters, word.run.advances, strict=True):
        if advance:
            added[cluster + 1] += advance * scale + word.source.tracking
    total = 0.0
    for i, width in enumerate(added):
        total += width
        added[i] = total
    return added
