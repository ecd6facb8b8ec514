"""A theme made ready for one edition: typefaces opened, sizes, colours and leading looked up.

Emphasis is by slant in Latin script and by weight in Hebrew and Arabic, which have no italic tradition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, assert_never

from booklet.color import Color
from booklet.document.model import Span
from booklet.document.theme import CoverDesign, HeadLetters, Palette, Theme
from booklet.errors import Where
from booklet.languages import LANGUAGES, Direction, Language
from booklet.layout.calls import Call, raised
from booklet.layout.figures import Figures
from booklet.text.fonts import Font, FontLibrary
from booklet.text.style import CharacterStyle, StyledText, StyleSpan, Typeface

_ITALIC_SCRIPTS = frozenset({"Latn"})
_TEXT_WEIGHT = 400
_BOLD_WEIGHT = 700
_LEAST_ON_GROUND = 8.05
"""Points, in whatever script: print shops ask for 8, and multiplying by a scale loses a little."""
_SMALL_LEADING = 1.38
"""Least leading of small print over its size: less, and Hebrew points and Arabic harakat meet the line above."""
_SMALL_CAPS = (("smcp", 1),)
_SMALL_CAPS_TRACKING_EM = 0.05
"""Capitals are drawn to stand before small letters: in a row they want air (Bringhurst, 3.2.2: 5 to 10 %)."""


@dataclass(frozen=True, slots=True, eq=False)
class Manner:
    """A piece of text's size, colour and faces: plain, emphasised, strong."""

    plain: CharacterStyle
    emphasis: CharacterStyle
    strong: CharacterStyle
    strong_emphasis: CharacterStyle

    def of(self, span: Span) -> CharacterStyle:
        """Return the style of a span."""
        if isinstance(span, Call):
            return raised(self.plain)
        if span.strong:
            return self.strong_emphasis if span.emphasis else self.strong
        return self.emphasis if span.emphasis else self.plain


class Ground(NamedTuple):
    """The colours of a cover, and of the head and the foot of the poster."""

    fill: Color
    words: Color
    years: Color
    """And the rule under the title."""
    spine: Color
    """What the title of a glued book stands on."""


@dataclass(frozen=True, slots=True, eq=False)
class Styles:
    """Everything about the look that one edition needs to know."""

    theme: Theme
    language: Language
    text: Typeface
    emphasis: Typeface
    strong: Typeface
    strong_emphasis: Typeface
    display: Typeface
    leading: float
    """Baseline to baseline of the body text: the unit of the baseline grid."""
    vocalized_faces: Mapping[str, Mapping[Typeface, Typeface]] = field(default_factory=dict)
    """By script, the face of vocalized text for each of the four text faces, where the theme has fonts for it."""
    figures: Figures = field(default_factory=Figures)
    """How numbers are written; a layout takes them from its edition."""

    @property
    def direction(self) -> Direction:
        """Direction of the edition."""
        return self.language.direction

    @property
    def own_leading(self) -> float:
        """Leading of the body text as the language alone would have it: that of `leading` may be another's."""
        return self.theme.leading.get(self.language.script, self.theme.leading["Latn"])

    def on_ground(self, size: float) -> float:
        """Return a size, or a larger one where white letters of that size on a coloured ground would fill with ink."""
        return max(size, _LEAST_ON_GROUND / min(self.theme.fonts.scales.values()))

    @property
    def palette(self) -> Palette:
        """Colours of the theme."""
        return self.theme.palette

    @property
    def ground(self) -> Ground:
        """Colours of covers."""
        palette = self.theme.palette
        match self.theme.cover:
            case CoverDesign.BAND:
                return Ground(palette.primary, palette.paper, palette.ornament, palette.primary)
            case CoverDesign.PLANES:
                return Ground(palette.accent, palette.paper, palette.paper, palette.primary)
            case CoverDesign.PLAIN:
                return Ground(palette.paper, palette.ink, palette.ink, palette.paper)
            case _:
                assert_never(self.theme.cover)

    def rule(self, thickness: float) -> float:
        """Return the thickness of a rule that is usually so thick."""
        return self.theme.rule_scale * thickness

    def text_manner(self, size: float, color: Color | None = None) -> Manner:
        """Return the text faces at a size, in the ink colour unless another is given."""
        color = color or self.palette.ink
        faces = (self.text, self.emphasis, self.strong, self.strong_emphasis)
        just, hanging = self.theme.justification, self.theme.hanging_punctuation
        return Manner(*(CharacterStyle(face, size, color, justification=just, hanging=hanging) for face in faces))

    def head_manner(self, size: float, color: Color) -> Manner:
        """Return the text face for running heads: in small caps where the theme asks for them and the font has them."""
        style = self.text_manner(size, color).plain
        small_caps = self.theme.running_heads is HeadLetters.SMALL_CAPS and self.language.script == "Latn"
        if small_caps and self.text.chains["Latn"][0].has_feature("smcp", "latn"):
            style = replace(style, features=_SMALL_CAPS, tracking=_SMALL_CAPS_TRACKING_EM * size)
        return _single(style)

    def vocalized(self, manner: Manner, script: str) -> Manner:
        """Return a manner of the text as the theme sets it where letters of a script bear points."""
        wanted, faces = self.theme.vocalized[script], self.vocalized_faces.get(script, {})

        def changed(style: CharacterStyle) -> CharacterStyle:
            return replace(style, size=wanted.size * style.size, typeface=faces.get(style.typeface, style.typeface))

        return Manner(*map(changed, (manner.plain, manner.emphasis, manner.strong, manner.strong_emphasis)))

    def strong_manner(self, size: float, color: Color | None = None) -> Manner:
        """Return the bold text face at a size, whatever the span asks for."""
        return _single(CharacterStyle(self.strong, size, color or self.palette.ink))

    def display_manner(self, size: float, color: Color | None = None) -> Manner:
        """Return the display face at a size, whatever the span asks for."""
        return _single(CharacterStyle(self.display, size, color or self.palette.primary))


def _single(style: CharacterStyle) -> Manner:
    return Manner(style, style, style, style)


def make_styles(theme: Theme, language: Language, library: FontLibrary) -> Styles:
    """Open the fonts of a theme for a language, whose script comes first in every fallback chain.

    Raises:
        FontError: when the library lacks a family that the theme names.
    """

    def chains(
        families: dict[str, tuple[str, ...]], weight: int, *, slanted: bool = False
    ) -> dict[str, tuple[Font, ...]]:
        scripts = sorted(families, key=lambda script: script != language.script)
        return {
            script: tuple(
                library.font(family, weight=weight, italic=slanted and script in _ITALIC_SCRIPTS)
                for family in families[script]
            )
            for script in scripts
        }

    def text_faces(families: Mapping[str, tuple[str, ...]]) -> tuple[Typeface, ...]:
        """Return plain text, emphasis, strong and strong emphasis."""
        text = dict(families)
        emphasis = chains(text, _BOLD_WEIGHT)
        emphasis.update({s: c for s, c in chains(text, _TEXT_WEIGHT, slanted=True).items() if s in _ITALIC_SCRIPTS})
        strong, strong_emphasis = chains(text, _BOLD_WEIGHT), chains(text, _BOLD_WEIGHT, slanted=True)
        faces = (chains(text, _TEXT_WEIGHT), emphasis, strong, strong_emphasis)
        return tuple(Typeface(face, theme.fonts.scales) for face in faces)

    fonts = theme.fonts
    text = text_faces(fonts.text)
    vocalized = {
        script: dict(
            zip(text, text_faces({**fonts.text, script: (*wanted.fonts, *fonts.text.get(script, ()))}), strict=True)
        )
        for script, wanted in theme.vocalized.items()
        if wanted.fonts
    }
    return Styles(
        theme=theme,
        language=language,
        text=text[0],
        emphasis=text[1],
        strong=text[2],
        strong_emphasis=text[3],
        display=Typeface(chains(dict(fonts.display), fonts.display_weight), fonts.display_scales),
        leading=theme.leading.get(language.script, theme.leading["Latn"]),
        vocalized_faces=vocalized,
    )


def small_leading(styles: Styles) -> float:
    """Return the leading of small print: the body's, in proportion to the size."""
    sizes = styles.theme.sizes
    return sizes.small * max(styles.leading / sizes.body, _SMALL_LEADING)


def styled_text(spans: Sequence[Span], manner: Manner, language: str, where: Where | None = None) -> StyledText:
    """Return the paragraph that spans make in a manner, in a language (BCP 47) that decides its direction."""
    style_spans = []
    start = 0
    for span in spans:
        end = start + len(span.text)
        style_spans.append(StyleSpan(start, end, manner.of(span), span.link))
        start = end
    # A line break does not end the paragraph: U+2028, not the paragraph separator that UAX #9 sees in `\n`.
    text = "".join(span.text for span in spans).replace("\n", "\u2028")
    return StyledText(text, tuple(style_spans), language, LANGUAGES[language].direction, where)
