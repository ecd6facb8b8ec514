"""Split a paragraph into runs that can be shaped: of one embedding level, script, language, style and font.

Source: UAX #24, Unicode 17.0, section 5.1 (Common and Inherited take the script of their neighbours, paired brackets
match); here the neighbours are sought inside the level run first, so that the full stop after a Latin name in a Hebrew
sentence is Hebrew. Fonts are chosen for whole clusters (UAX #29): a letter and its points come from one font.

Notation: `letters` is a string with one letter per code point that stands for its script, as `_SCRIPT_LETTERS` gives
it: `c` for Common, `i` for Inherited.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise

from booklet.errors import Diagnostic, FontError, Where
from booklet.justification import Justification
from booklet.languages import LANGUAGES
from booklet.text import ucd
from booklet.text.breaks import grapheme_boundaries
from booklet.text.fonts import Font
from booklet.text.shape import JOINING_SCRIPTS, Manner
from booklet.text.style import CharacterStyle, StyledText, StyleSpan, Typeface


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of a paragraph that is shaped alike."""

    start: int
    end: int
    """Half open, code points of the paragraph."""
    manner: Manner
    span: StyleSpan
    """Where its style and link come from."""
    size: float
    """The style's size times the script's scale."""
    tracking: float
    """Points after each glyph that has an advance; 0 for scripts whose letters join."""
    instead_of: Font | None = None
    """The first font of the script's own chain, where the run is in another because that one lacks its clusters."""

    @property
    def justification(self) -> Justification | None:
        """How words are lengthened; None for scripts whose words are not."""
        return self.span.style.justification if self.manner.script == "Arab" else None


def itemize(styled: StyledText, levels: bytes) -> list[TextRun]:
    """Return the runs of a paragraph in logical order; together they are the whole text.

    Raises:
        FontError: with one diagnostic for each character that no font has.
    """
    text = styled.text
    letters = _resolved_letters(text, levels, _default_script(styled))
    starts = _starts(text, levels, letters, styled.spans)
    runs: list[TextRun] = []
    missing: dict[str, Diagnostic] = {}
    spans = iter(styled.spans)
    span = next(spans, None)
    for start, end in pairwise([*starts, len(text)]):
        while span is not None and span.end <= start:
            span = next(spans, None)
        assert span is not None, "the spans cover the text"
        script = _SCRIPT_LETTERS.scripts[letters[start]]
        for first, last, font, scale in _fonts(text, start, end, span.style.typeface, script):
            if font is None:
                cluster = text[first:last]
                missing.setdefault(cluster, _missing_glyph(cluster, span.style.typeface, styled.where))
            else:
                manner = Manner(font, levels[start], script, _language(styled, script), _features(span.style, script))
                runs.append(_text_run(first, last, manner, span, scale))
    if missing:
        raise FontError(missing.values())
    return runs


# --- Scripts -------------------------------------------------------------------------------------------------------


class _ScriptLetters(dict[int, str]):
    """A table for `str.translate`, filled as code points turn up."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = {"c": "Zyyy", "i": "Zinh"}
        """The script of each letter."""
        self.by_script = {"Zyyy": "c", "Zinh": "i", "Zzzz": "c"}

    def letter(self, script: str) -> str:
        """Return the letter that stands for a script."""
        if script not in self.by_script:
            letter = chr(0x100 + len(self.scripts))
            self.by_script[script] = letter
            self.scripts[letter] = script
        return self.by_script[script]

    def __missing__(self, code_point: int) -> str:
        letter = self[code_point] = self.letter(ucd.script(code_point))
        return letter


_SCRIPT_LETTERS = _ScriptLetters()
_NEUTRAL = frozenset("ci")
_STRONG_STRETCH = re.compile(r"([^ci])(?:\1|[ci])*", re.DOTALL)
_SAME = re.compile(r"(.)\1*", re.DOTALL)
_SAME_LEVEL = re.compile(rb"(.)\1*", re.DOTALL)
_OPENING_BRACKETS = {closing: opening for opening, closing in ucd.CLOSING_BRACKETS.items()}
_BRACKET = re.compile("[" + re.escape("".join({*_OPENING_BRACKETS, *_OPENING_BRACKETS.values()})) + "]")

_LANGUAGES = {"Latn": "en", "Hebr": "he", "Arab": "ar", "Grek": "el", "Cyrl": "ru"}
"""For words in another script than the paragraph's: the shaper needs some language of that script."""


def _default_script(styled: StyledText) -> str:
    """Return the script that the paragraph's language is written in."""
    language = LANGUAGES.get(styled.language) or LANGUAGES.get(styled.language.partition("-")[0])
    if language is not None:
        return language.script
    return "Hebr" if styled.direction.base_level else "Latn"


def _language(styled: StyledText, script: str) -> str:
    """Return the language to shape a script with, BCP 47."""
    return styled.language if script == _default_script(styled) else _LANGUAGES.get(script, "und")


def _resolved_letters(text: str, levels: bytes, default_script: str) -> str:
    """Return one letter per code point, none of them Common or Inherited."""
    default = _SCRIPT_LETTERS.letter(default_script)
    raw = text.translate(_SCRIPT_LETTERS)
    strong = set(raw) - _NEUTRAL
    if strong <= {default}:
        return default * len(text)
    resolved: list[str] = []
    last_at_level: dict[int, str] = {}  # the script that each lower level ended with
    for match in _SAME_LEVEL.finditer(levels):
        level = match[0][0]
        letters = raw[match.start() : match.end()]
        first = _STRONG_STRETCH.search(letters)
        if first is None:
            # A lower level ends the higher ones: digits after a Latin word in brackets are not Latin.
            last_at_level = {k: v for k, v in last_at_level.items() if k <= level}
            resolved.append((last_at_level[max(last_at_level)] if last_at_level else default) * len(letters))
            continue
        resolved.append(first[1] * first.start())
        resolved.append(_STRONG_STRETCH.sub(lambda m: m[1] * len(m[0]), letters[first.start() :]))
        last_at_level = {k: v for k, v in last_at_level.items() if k < level}
        last_at_level[level] = resolved[-1][-1]
    return _with_whole_clusters(text, raw, _with_matched_brackets(text, levels, raw, "".join(resolved)))


def _with_matched_brackets(text: str, levels: bytes, raw: str, letters: str) -> str:
    """Give a closing bracket, and what is Common after it, the script of its opening one, when all are at one level."""
    if not _BRACKET.search(text):
        return letters
    matched = list(letters)
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at, bracket = match.start(), match[0]
        if bracket not in _OPENING_BRACKETS:
            opened.append(at)
            continue
        while opened and text[opened[-1]] != _OPENING_BRACKETS[bracket]:
            opened.pop()
        if opened and levels[opened[-1]] == levels[at]:
            script = matched[opened.pop()]
            end = at + 1
            while end < len(text) and raw[end] in _NEUTRAL and levels[end] == levels[at]:
                end += 1
            matched[at:end] = script * (end - at)
    return "".join(matched)


def _with_whole_clusters(text: str, raw: str, letters: str) -> str:
    """Let the base of a mark take the mark's script where only the mark has one, as in a point on a dotted circle."""
    whole = None
    for match in _SAME.finditer(letters):
        base = match.start()
        while base and ucd.is_mark(ord(text[base])):
            base -= 1
        if base < match.start():
            whole = whole or list(letters)
            winner = letters[match.start()] if raw[base] in _NEUTRAL else letters[base]
            end = match.start()
            while end < len(text) and ucd.is_mark(ord(text[end])):
                end += 1
            whole[base:end] = winner * (end - base)
    return "".join(whole) if whole else letters


def _starts(text: str, levels: bytes, letters: str, spans: Sequence[StyleSpan]) -> list[int]:
    """Return where level, script or style change, never between a letter and its marks."""
    starts = {match.start() for match in _SAME_LEVEL.finditer(levels)}
    starts.update(match.start() for match in _SAME.finditer(letters))
    for before, span in pairwise(spans):
        if span.style is not before.style or span.link != before.link:
            start = span.start
            while start < len(text) and ucd.is_mark(ord(text[start])):
                start += 1
            starts.add(start)
    return sorted(starts - {len(text)})


# --- Fonts ---------------------------------------------------------------------------------------------------------

_IGNORABLE = frozenset(
    chain(
        (0x09, 0x0A, 0x0D, 0x85, 0xAD, 0x034F, 0x061C, 0x17B4, 0x17B5, 0xFEFF),
        range(0x180B, 0x1810),
        range(0x200B, 0x2010),
        range(0x2028, 0x202F),
        range(0x2060, 0x2070),
        range(0xFE00, 0xFE10),
        range(0xE0000, 0xE1000),
    )
)
"""What HarfBuzz makes invisible (Default_Ignorable_Code_Point but for the fillers of Hangul), and line ends."""

_WORD = re.compile(r"\s+|\S+")
"""What had better be set in one font: a word. A mark after a space is a word by itself."""

_STAND_INS = {0x2011: 0x2010, **dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], 0x20)}
"""What HarfBuzz draws for a code point that the font lacks: a hyphen, a space of the right width."""


@lru_cache(maxsize=1024)
def _candidates(typeface: Typeface, script: str) -> tuple[tuple[Font, float], ...]:
    """Return the fonts to try for a script, each with the scale of the chain that it is found in."""
    fonts: dict[Font, float] = {}
    for chain_script in (script, *typeface.chains):
        for font in typeface.chains.get(chain_script, ()):
            fonts.setdefault(font, typeface.scales.get(chain_script, 1.0))
    return tuple(fonts.items())


def _has(font: Font, code_points: set[int]) -> bool:
    """Say whether a font can draw all of these code points as they are."""
    missing = code_points - font.coverage
    return not missing or all(c in _IGNORABLE or _STAND_INS.get(c) in font.coverage for c in missing)


def _fonts(
    text: str, start: int, end: int, typeface: Typeface, script: str
) -> Iterator[tuple[int, int, Font | None, float]]:
    """Yield the stretches of a run that one font draws, with the scale; no font where there is none."""
    candidates = _candidates(typeface, script)
    if candidates and _has(candidates[0][0], {ord(c) for c in set(text[start:end])}):
        yield start, end, *candidates[0]
        return
    clusters = [found for word in _WORD.finditer(text, start, end) for found in _word_fonts(word, typeface, script)]
    # Clusters without a font stay single, so that each is reported by itself.
    for (found, _), group in groupby(clusters, key=lambda c: (c[2], c[0] if c[2] is None else start)):
        stretch = list(group)
        yield stretch[0][0], stretch[-1][1], *(found or (None, 1.0))


def _word_fonts(
    word: re.Match[str], typeface: Typeface, script: str
) -> Iterator[tuple[int, int, tuple[Font, float] | None]]:
    """Yield a word with a font of its script that has all of it, so that its letters match; or else each cluster."""
    start, end = word.span()
    whole = _font_of_cluster(word[0], typeface, script)
    if whole is not None and whole[0] in typeface.chains.get(script, ()):
        yield start, end, whole
        return
    for at, after in pairwise(start + offset for offset in grapheme_boundaries(word[0])):
        yield at, after, _font_of_cluster(word.string[at:after], typeface, script)


@lru_cache(maxsize=8192)
def _font_of_cluster(cluster: str, typeface: Typeface, script: str) -> tuple[Font, float] | None:
    """Return the first font that has the cluster (or word), composed or decomposed, and its scale."""
    forms = [{ord(c) for c in form} for form in dict.fromkeys([cluster, *_canonical_forms(cluster)])]
    return next((c for c in _candidates(typeface, script) if any(_has(c[0], form) for form in forms)), None)


def _canonical_forms(cluster: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster)


def _missing_glyph(cluster: str, typeface: Typeface, where: Where | None) -> Diagnostic:
    """Return the fault for a cluster that no font has: the characters that none has, or else all of them."""
    fonts = {font for chain in typeface.chains.values() for font in chain}
    absent = [c for c in cluster if not any(_has(font, {ord(c)}) for font in fonts)] or list(cluster)
    named = " with ".join(_name(c) for c in absent)
    return Diagnostic(
        code="missing-glyph",
        message=f"none of the fonts has {named}",
        where=where,
        hint="write it in another way, or add a font that has it to the theme",
    )


def _name(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return f"U+{ord(character):04X}, half of a character"  # it cannot be shown, nor written to a file
    return f"“{character}” (U+{ord(character):04X} {unicodedata.name(character, 'no name')})"


# --- Runs ----------------------------------------------------------------------------------------------------------


def _features(style: CharacterStyle, script: str) -> tuple[tuple[str, int], ...]:
    """Return the style's features; tracked letters do not ligate."""
    if style.tracking and script not in JOINING_SCRIPTS:
        return (("clig", 0), ("liga", 0), *style.features)
    return style.features


def _text_run(start: int, end: int, manner: Manner, span: StyleSpan, scale: float) -> TextRun:
    tracking = 0.0 if manner.script in JOINING_SCRIPTS else span.style.tracking
    own = span.style.typeface.chains.get(manner.script)
    instead_of = own[0] if own and own[0] is not manner.font else None
    return TextRun(start, end, manner, span, span.style.size * scale, tracking, instead_of)
