"""From a stretch of text to glyphs, by HarfBuzz, with a cache: a book uses the same words again and again.

With `fonts` the only importer of uharfbuzz. The shaper is told font, direction, script and language and never guesses.
Text is given in logical order and as written: HarfBuzz itself mirrors the glyphs of right-to-left runs. The cluster
level is CHARACTERS, so that a glyph names the very code point it was made from, marks included.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from sys import intern
from typing import NamedTuple
from unicodedata import name

import uharfbuzz as hb

from booklet.errors import Diagnostic, FontError
from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun

NOTHING = "\u200b"
"""The text of a glyph that stands for no code point of its own: PDF/A and PDF/UA refuse a glyph without any."""

SOFT_HYPHEN = "\u00ad"

JOINING_SCRIPTS = frozenset({"Adlm", "Arab", "Mand", "Mani", "Mong", "Nkoo", "Phag", "Rohg", "Sogd", "Syrc"})
"""Scripts whose letters join (ArabicShaping.txt): never tracked, and shaped with their neighbours as context."""

_CACHED_WORDS = 8_000
"""Parts of words, and words with kashidas: whole ones are kept as atoms (`words`)."""


class Manner(NamedTuple):
    """All that the shaper is told besides the text; the same for every word of a run."""

    font: Font
    level: int
    """The embedding level (UAX #9); odd is right to left."""
    script: str
    """ISO 15924."""
    language: str
    """BCP 47."""
    features: tuple[tuple[str, int], ...] = ()
    """OpenType features over HarfBuzz's defaults, in which discretionary ligatures are off."""


_AT_PEN = (0, 0)
"""The offset of most glyphs."""
_FLAGS_ALONE = (
    hb.BufferSerializeFlags.NO_GLYPH_NAMES | hb.BufferSerializeFlags.NO_POSITIONS | hb.BufferSerializeFlags.GLYPH_FLAGS
)
_SAFE_TO_INSERT_TATWEEL = re.compile(r"=(\d+)#[4-7]")  # the third of the three flags, in what `serialize` writes
_KASHIDA_SCRIPTS = frozenset({"Arab"})


class _Glyphs(NamedTuple):
    """Glyphs from left to right, as parallel lists."""

    ids: list[int]
    clusters: list[int]
    advances: list[int]
    offsets: list[tuple[int, int]]

    def ordered(self, order: Sequence[int]) -> "_Glyphs":
        """Return the glyphs with these indices."""
        return _Glyphs(
            [self.ids[i] for i in order],
            [self.clusters[i] for i in order],
            [self.advances[i] for i in order],
            [self.offsets[i] for i in order],
        )


@lru_cache(maxsize=_CACHED_WORDS)
def shape(text: str, manner: Manner, before: str = "", after: str = "") -> ShapedRun:
    """Return the glyphs of a text that is not empty.

    `before` and `after` are the text around it, which is not drawn but decides the forms of joining letters.

    Raises:
        FontError: when the font lacks a character; `itemize` has chosen one that does not.
    """
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.add_str(before + text + after, len(before), len(text))
    buffer.direction = "rtl" if manner.level % 2 else "ltr"
    buffer.script = manner.script
    buffer.language = manner.language
    lengthens = manner.script in _KASHIDA_SCRIPTS
    if lengthens:
        buffer.flags = hb.BufferFlags.PRODUCE_SAFE_TO_INSERT_TATWEEL
    hb.shape(manner.font.shaper, buffer, dict(manner.features))
    shift = len(before)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    offsets = [(at.x_offset, at.y_offset) for at in positions]
    glyphs = _Glyphs(
        [info.codepoint for info in infos],
        [info.cluster - shift for info in infos],
        [at.x_advance for at in positions],
        offsets if set(offsets) != {_AT_PEN} else [_AT_PEN] * len(offsets),  # one pair for all words
    )
    if 0 in glyphs.ids:
        raise _missing_glyph(text, manner.font, glyphs)
    return _shaped_run(text, manner, glyphs, _joins(buffer, manner.font, shift) if lengthens else ())


@lru_cache(maxsize=256)
def hyphen(manner: Manner) -> ShapedRun:
    """Return the hyphen to draw where a word is divided.

    Its text is a soft hyphen, as ISO 32000-2, 14.8.2.2.3, asks: who copies the word gets it undivided.
    """
    drawn = "\u2010" if manner.font.nominal_glyph(0x2010) else "-"
    run = shape(drawn, manner)
    texts = (SOFT_HYPHEN,) + (NOTHING,) * (len(run.glyph_ids) - 1)
    return ShapedRun(
        font=run.font,
        text=SOFT_HYPHEN,
        glyph_ids=run.glyph_ids,
        advances=run.advances,
        offsets=run.offsets,
        glyph_texts=texts,
        clusters=run.clusters,
        advance=run.advance,
        level=run.level,
    )


def _joins(buffer: hb.Buffer, font: Font, shift: int) -> tuple[int, ...]:
    """Return where a kashida may stand: HarfBuzz flags the cluster after it.

    The flags are read as text: as values of an enumeration each takes as long as the shaping of a letter.
    """
    found = _SAFE_TO_INSERT_TATWEEL.findall(buffer.serialize(font.shaper, flags=_FLAGS_ALONE))
    return tuple(sorted({int(cluster) - shift for cluster in found}))


def _shaped_run(text: str, manner: Manner, glyphs: _Glyphs, joins: tuple[int, ...]) -> ShapedRun:
    """Put the parts together; the glyphs are in visual order, as HarfBuzz gives them."""
    step = -1 if manner.level % 2 else 1
    texts: tuple[str, ...]
    if glyphs.clusters[::step] == list(range(len(text))):
        texts = tuple(map(intern, text[::step]))  # the ordinary case: one glyph for each code point
    else:
        logical = _marks_in_text_order(glyphs.ordered(range(len(glyphs.ids))[::step]))
        texts = _glyph_texts(text, logical, manner.font)[::step]
        glyphs = logical.ordered(range(len(texts))[::step])
    return ShapedRun(
        font=manner.font,
        text=text,
        glyph_ids=_shared(glyphs.ids),
        advances=_shared(glyphs.advances),
        offsets=tuple(glyphs.offsets),
        glyph_texts=texts,
        clusters=tuple(glyphs.clusters),
        advance=sum(glyphs.advances),
        level=manner.level,
        joins=joins,
    )


def _shared(numbers: list[int]) -> tuple[int, ...]:
    """Return numbers as a tuple; equal ones are one object, which for many words is a third of the memory."""
    return tuple(map(_NUMBERS.setdefault, numbers, numbers))


_NUMBERS: dict[int, int] = {}
"""Ids and advances of glyphs: for all fonts of a book, some thousands."""


def _marks_in_text_order(glyphs: _Glyphs) -> _Glyphs:
    """Undo the canonical reordering of marks, as far as it shows in the order of the glyphs.

    Glyphs without advance that follow each other are drawn from the same pen position, so their order is free;
    that of the text makes what is copied from the PDF equal to what was written.
    """
    order: list[int] = []
    for has_advance, group in groupby(range(len(glyphs.ids)), key=lambda i: glyphs.advances[i] != 0):
        indices = list(group)
        order += indices if has_advance else sorted(indices, key=glyphs.clusters.__getitem__)
    return glyphs.ordered(order)


def _glyph_texts(text: str, glyphs: _Glyphs, font: Font) -> tuple[str, ...]:
    """Share the code points out among glyphs in logical order, so that joined in the order of clusters they are `text`.

    The code points of a cluster reach to the next cluster that has a glyph: a ligature takes all its letters.
    """
    places: dict[int, list[int]] = {}
    for place, cluster in enumerate(glyphs.clusters):
        places.setdefault(cluster, []).append(place)
    starts = sorted(places)
    ends = [*starts[1:], len(text)]
    texts = [NOTHING] * len(glyphs.ids)
    for cluster, end in zip(starts, ends, strict=True):
        first = 0 if cluster == starts[0] else cluster
        ids = [glyphs.ids[place] for place in places[cluster]]
        for place, share in zip(places[cluster], _shares(text[first:end], ids, font), strict=True):
            texts[place] = share or NOTHING
    return tuple(texts)


def _shares(text: str, glyph_ids: list[int], font: Font) -> list[str]:
    """Give each code point to the glyph that the font's character map has for it, else to the glyph before."""
    shares = [""] * len(glyph_ids)
    at = 0
    for character in text:
        nominal = font.nominal_glyph(ord(character))
        if nominal in glyph_ids[at:]:
            at = glyph_ids.index(nominal, at)
        shares[at] += character
    return shares


def _missing_glyph(text: str, font: Font, glyphs: _Glyphs) -> FontError:
    """Return the error for a run with a .notdef in it, which is never drawn."""
    clusters = sorted({at for at, glyph_id in zip(glyphs.clusters, glyphs.ids, strict=True) if glyph_id == 0})
    named = ", ".join(f"U+{ord(text[at]):04X} {name(text[at], '')}".strip() for at in clusters)
    return FontError(Diagnostic(code="missing-glyph", message=f"the font {font.name} has no glyph for {named}"))
