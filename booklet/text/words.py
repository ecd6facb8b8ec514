"""The words and spaces of a paragraph, shaped: the atoms that lines are made of.

A word is a maximal stretch between spaces within one run, shaped whole; each space is one by itself. Offsets are code
points of the paragraph.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, pairwise, repeat
from typing import Any, NamedTuple

from booklet.justification import Means
from booklet.text import ucd
from booklet.text.atoms import Atom, AtomStyle, Kind
from booklet.text.glyphs import ShapedRun
from booklet.text.itemize import TextRun
from booklet.text.joining import gaps
from booklet.text.kashida import places
from booklet.text.shape import JOINING_SCRIPTS, hyphen, shape

SPACE_CHARACTERS = "\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces of a width of their own, for a character class of `re`."""

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""The code points that steer UAX #9 and leave no trace but the order, for a character class of `re`."""

_LINE_ENDS = "\t-\r\x1c-\x1f\x85\u2028\u2029"

_UNDRAWN = f"\r\n|[{_LINE_ENDS}]|[{BIDI_CONTROLS}]+"
_ATOM = re.compile(f"[^ \xa0{SPACE_CHARACTERS}{_LINE_ENDS}{BIDI_CONTROLS}]+|[ \xa0{SPACE_CHARACTERS}]|{_UNDRAWN}")
_KINDS = (
    (re.compile("[ \xa0]"), Kind.SPACE),
    (re.compile(f"[{SPACE_CHARACTERS}]"), Kind.FIXED_SPACE),
    (re.compile(_UNDRAWN), Kind.UNDRAWN),
)
_MORE_THAN_SPACES = re.compile(f"[\xa0{SPACE_CHARACTERS}{_LINE_ENDS}{BIDI_CONTROLS}]")
"""What parts words besides the plain space."""

_HELD_TO = re.compile(f"[{BIDI_CONTROLS}\u200c\u200d]")
_HELD_TO_SCRIPTS = frozenset({"Arab", "Zinh"})

_EDGES = {"", " "}

_CONTEXT = 5  # code points: what HarfBuzz looks at on either side (CONTEXT_LENGTH in hb-buffer.hh)


class Word(NamedTuple):
    """A word, a space, or code points that are not drawn, at its place in the paragraph."""

    atom: Atom
    start: int
    end: int
    """Half open, code points of the paragraph."""
    source: TextRun

    @property
    def run(self) -> ShapedRun | None:
        """The glyphs; None for UNDRAWN."""
        return self.atom.run


_KNOWN_STYLES, _KNOWN_ATOMS = 32, 30_000
"""A book uses a few styles, and most words of a page again on the next one; a language has some 25,000 in a thousand
pages. An atom and its glyphs have about 1 KB, and are there anyway as long as the rows of the book are."""


@lru_cache(maxsize=_KNOWN_STYLES)
def _known_atoms(style: AtomStyle) -> dict[str, Atom]:
    """Return the atoms of a style by their text, of those that are the same wherever they stand."""
    return {}


def words(text: str, runs: Iterable[TextRun]) -> list[Word]:
    """Return the words and spaces of a paragraph in logical order; together they are the whole text."""
    found: list[Word] = []
    for source in runs:
        style = _atom_style(source)
        known = _known_atoms(style)
        parts = _ATOM.findall(text, source.start, source.end)
        offsets = [*accumulate(map(len, parts), initial=source.start)]
        atoms = [*map(known.get, parts)]
        if source.manner.script in JOINING_SCRIPTS:
            for i in _joined(text, offsets):
                atoms[i] = _atom(text, source, style, offsets[i], offsets[i + 1])
        if None in atoms:
            for i, atom in enumerate(atoms):
                if atom is None:
                    atoms[i] = known.get(parts[i]) or _known(known, text, source, style, offsets[i], offsets[i + 1])
        # In C throughout: a page has a thousand of them.
        found += map(_WORD, zip(atoms, offsets, offsets[1:], repeat(source)))
    return found


_WORD: Callable[[Iterable[Any]], Word] = partial(tuple.__new__, Word)


def _joined(text: str, offsets: Sequence[int]) -> Iterator[int]:
    """Yield which parts of a run may join to something that is no space: they are not the same wherever they stand."""
    last = len(offsets) - 2
    for i in range(last + 1) if _MORE_THAN_SPACES.search(text, offsets[0], offsets[-1]) else {0, last}:
        start, end = offsets[i], offsets[i + 1]
        around = text[start - 1 : start], text[end : end + 1]
        if not set(around) <= _EDGES and _kind(text, start) is Kind.WORD:
            yield i


def _known(known: dict[str, Atom], text: str, source: TextRun, style: AtomStyle, start: int, end: int) -> Atom:
    """Return an atom that is the same wherever it stands, and remember it."""
    if len(known) >= _KNOWN_ATOMS:
        known.clear()
    atom = known[text[start:end]] = _atom(text, source, style, start, end)
    return atom


def _atom_style(source: TextRun) -> AtomStyle:
    manner, style = source.manner, source.span.style
    return AtomStyle(manner, source.size, source.tracking, source.justification, style.hanging)


def _atom(text: str, source: TextRun, style: AtomStyle, start: int, end: int) -> Atom:
    """Return what a stretch of a run is."""
    kind = _kind(text, start)
    if kind is Kind.UNDRAWN:
        return Atom(style, kind, None, end - start)
    run = shape_part(text, source, start, end)
    if style.justification is None or kind is not Kind.WORD or not _stands_alone(text, start, end):
        return Atom(style, kind, run, end - start)
    order = style.justification.order
    kashidas = places(run.text, run.joins) if Means.KASHIDA in order and run.joins else ()
    spread = Means.LETTERS in order and run.level % 2
    gaps_at = tuple([at for at in gaps(run.text) if at in run.clusters]) if spread else ()
    return Atom(style, kind, run, end - start, kashidas, gaps_at)


def _kind(text: str, start: int) -> Kind:
    """Return what stands at a place: of the parts of a text, each has one kind of signs only."""
    return next((kind for pattern, kind in _KINDS if pattern.match(text, start)), Kind.WORD)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a stretch is a whole word, not a part of one that has several styles or a control in it."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    if around.isspace():
        return True
    return not _HELD_TO.search(around) and not any(ucd.script(ord(c)) in _HELD_TO_SCRIPTS for c in around)


def words_on_lines(found: Sequence[Word], line_starts: Sequence[int]) -> Iterator[Sequence[Word]]:
    """Yield the words of each line; a word that is divided is on both."""
    starts = [word[1] for word in found]
    for start, end in pairwise([*line_starts, found[-1].end]):
        yield found[bisect_right(starts, start) - 1 : bisect_left(starts, end)]


def shape_part(text: str, source: TextRun, start: int, end: int) -> ShapedRun:
    """Return the glyphs of a stretch of a run; letters join with what stands before and after it, drawn or not."""
    if source.manner.script not in JOINING_SCRIPTS or text[start].isspace():
        return shape(text[start:end], source.manner)
    before = text[max(0, start - _CONTEXT) : start].rpartition(" ")[2]
    after = text[end : end + _CONTEXT].partition(" ")[0]
    return shape(text[start:end], source.manner, before, after)


def part_of(word: Word, text: str, start: int, end: int) -> Word:
    """Return a part of a word, shaped anew and joined as in the whole; `text` is the paragraph's."""
    run = shape_part(text, word.source, start, end)
    return Word(Atom(word.atom.style, word.atom.kind, run, end - start), start, end, word.source)


def hyphen_after(divided: Word, at: int) -> Word:
    """Return the hyphen after a divided word; it stands for no code point of the text."""
    return Word(hyphen_atom(divided.atom.style), at, at, divided.source)


@lru_cache(maxsize=256)
def hyphen_atom(style: AtomStyle) -> Atom:
    """Return the hyphen of a style."""
    return Atom(style, Kind.WORD, hyphen(style.manner), 0)
