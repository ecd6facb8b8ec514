"""Calls of footnotes: the small raised number behind a word."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from booklet.document.model import Span
from booklet.text.style import CharacterStyle

_SIZE = 0.62
"""Of the number over that of the text: small enough to be no part of a date, with strokes that still print."""
_TALL_LETTERS = {"Latn": "d", "Hebr": "ל", "Arab": "ا"}
"""By script: a letter with an ascender. The number hangs from its height."""
_WORD_JOINER = "\u2060"
_FSI, _PDI = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Span):
    """The number of a footnote as it stands in a text; its `note` is the one that it calls."""


def with_calls(spans: Sequence[Span], number: Callable[[int], str]) -> tuple[Span, ...]:
    """Return the spans with a call after each that has a note, in the digits that `number` writes.

    It is isolated, so that it follows its word in the direction of the paragraph although that ends in Latin letters
    or digits (1862 and note 1 are not 18621), and no line ends before it.
    """
    return tuple(_parts(spans, number))


def _parts(spans: Sequence[Span], number: Callable[[int], str]) -> Iterator[Span]:
    for span in spans:
        if span.note is None or isinstance(span, Call):
            yield span
        else:
            yield replace(span, note=None)
            yield Call(text=f"{_WORD_JOINER}{_FSI}{number(span.note.number)}{_PDI}", note=span.note)


def raised(style: CharacterStyle) -> CharacterStyle:
    """Return the style of calls in a text: its digits end at the height of the tall letters around them."""
    script = next(iter(style.typeface.chains))
    letter = style.typeface.height_em(script, _TALL_LETTERS.get(script, _TALL_LETTERS["Latn"]))
    digit = style.typeface.height_em(script, "1")
    return replace(style, size=_SIZE * style.size, rise=style.size * (letter - _SIZE * digit), justification=None)
