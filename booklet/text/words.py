"""The words and spaces of a paragraph, shaped: the atoms that lines are made of.

A word is a maximal stretch between spaces within one run, shaped whole; each space is one by itself. Offsets are code
points of the paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

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

_ATOM = re.compile(
    f"([ \xa0])|([{SPACE_CHARACTERS}])|(\r\n|[{_LINE_ENDS}]|[{BIDI_CONTROLS}]+)"
    f"|[^ \xa0{SPACE_CHARACTERS}{_LINE_ENDS}{BIDI_CONTROLS}]+"
)

_HELD_TO = re.compile(f"[{BIDI_CONTROLS}\u200c\u200d]")
_HELD_TO_SCRIPTS = frozenset({"Arab", "Zinh"})

_EDGES = ("", " ")

_CONTEXT = 5  # code points: what HarfBuzz looks at on either side (CONTEXT_LENGTH in hb-buffer.hh)


_KINDS = {1: Kind.SPACE, 2: Kind.FIXED_SPACE, 3: Kind.UNDRAWN, None: Kind.WORD}


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


_KNOWN_STYLES, _KNOWN_ATOMS = 32, 8_000
"""A book uses a few styles, and most words of a page again on the next one. An atom and its glyphs have about 1 KB."""


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
        joins = source.manner.script in JOINING_SCRIPTS
        for match in _ATOM.finditer(text, source.start, source.end):
            start, end = match.span()
            # What joins to something that is no space is not the same everywhere.
            alone = (
                not joins or match.lastindex or (text[start - 1 : start] in _EDGES and text[end : end + 1] in _EDGES)
            )
            atom = known.get(match[0]) if alone else None
            if atom is None:
                atom = _atom(text, source, style, match)
                if alone:
                    if len(known) >= _KNOWN_ATOMS:
                        known.clear()
                    known[match[0]] = atom
            found.append(Word(atom, start, end, source))
    return found


def _atom_style(source: TextRun) -> AtomStyle:
    manner, style = source.manner, source.span.style
    justification = style.justification if manner.script == "Arab" else None
    return AtomStyle(manner, source.size, source.tracking, justification, style.hanging)


def _atom(text: str, source: TextRun, style: AtomStyle, match: re.Match[str]) -> Atom:
    """Return what a stretch of a run is."""
    kind = _KINDS[match.lastindex]
    if kind is Kind.UNDRAWN:
        return Atom(style, kind, None)
    start, end = match.span()
    run = shape_part(text, source, start, end)
    if style.justification is None or kind is not Kind.WORD or not _stands_alone(text, start, end):
        return Atom(style, kind, run)
    order = style.justification.order
    kashidas = places(run.text, run.joins) if Means.KASHIDA in order and run.joins else ()
    spread = Means.LETTERS in order and run.level % 2
    return Atom(
        style, kind, run, kashidas, tuple([at for at in gaps(run.text) if at in run.clusters]) if spread else ()
    )


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


def part_of(word: Word, text: str, start: int, end: int) -> Word:
    """Return a part of a word, shaped anew and joined as in the whole; `text` is the paragraph's."""
    run = shape_part(text, word.source, start, end)
    return Word(Atom(word.atom.style, word.atom.kind, run), start, end, word.source)


def hyphen_after(divided: Word, at: int) -> Word:
    """Return the hyphen after a divided word; it stands for no code point of the text."""
    return Word(hyphen_atom(divided.atom.style), at, at, divided.source)


@lru_cache(maxsize=256)
def hyphen_atom(style: AtomStyle) -> Atom:
    """Return the hyphen of a style."""
    return Atom(style, Kind.WORD, hyphen(style.manner))
