"""The shipped fonts, and ways to set text with them."""

from pathlib import Path

from booklet.color import BLACK
from booklet.languages import LANGUAGES
from booklet.text.fonts import Font, FontLibrary
from booklet.text.style import CharacterStyle, StyledText, StyleSpan, Typeface

LIBRARY = FontLibrary(Path(__file__).parents[2] / "fonts")

FRANK = LIBRARY.font("frank-ruhl-libre")
FRANK_BOLD = LIBRARY.font("frank-ruhl-libre", weight=700)
NOTO = LIBRARY.font("noto-serif-hebrew")
AMIRI = LIBRARY.font("amiri")
AMIRI_BOLD = LIBRARY.font("amiri", weight=700)
GARAMOND = LIBRARY.font("eb-garamond")
KUFI = LIBRARY.font("noto-kufi-arabic")
SUEZ = LIBRARY.font("suez-one")

TEXT_FACE = Typeface({"Hebr": (FRANK, NOTO), "Arab": (AMIRI,), "Latn": (GARAMOND,)}, {"Arab": 1.1, "Latn": 1.05})
BOLD_FACE = Typeface({"Hebr": (FRANK_BOLD,), "Arab": (AMIRI_BOLD,), "Latn": (GARAMOND,)}, {})
TEXT = CharacterStyle(TEXT_FACE, 11.0, BLACK)
BOLD = CharacterStyle(BOLD_FACE, 11.0, BLACK)


def styled(
    text: str, language: str = "he", *styles: tuple[int, CharacterStyle], style: CharacterStyle = TEXT
) -> StyledText:
    """Return a paragraph; `styles` are where further styles begin."""
    changes = [(0, style), *styles]
    ends = [start for start, _ in changes[1:]] + [len(text)]
    spans = tuple(StyleSpan(start, end, manner) for (start, manner), end in zip(changes, ends, strict=True))
    return StyledText(text, spans, language, LANGUAGES[language].direction)


def glyph_name(font: Font, glyph_id: int) -> str:
    return str(font.shaper.glyph_to_string(glyph_id))
