"""What follows from a language: direction, script, binding, digits. The one place that decides it (DESIGN.md, 5).

Source: the language's usual script as in CLDR's likely subtags; direction from the script.
"""

from dataclasses import dataclass
from enum import Enum

from booklet.numerals import Digits


class Direction(Enum):
    """The way a paragraph runs, and with it the book."""

    LTR = "ltr"
    RTL = "rtl"

    @property
    def base_level(self) -> int:
        """The paragraph embedding level of UAX #9: 0 or 1."""
        return 1 if self is Direction.RTL else 0


class Binding(Enum):
    """The edge that is bound. Recto is on the right in a left-bound book, on the left in a right-bound one."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a book can be set in."""

    code: str
    """BCP 47, as written in the source: `he`."""
    script: str
    """ISO 15924: `Hebr`."""
    name: str
    """In English, for messages."""

    @property
    def direction(self) -> Direction:
        """Right to left for the scripts written so."""
        return Direction.RTL if self.script in _RTL_SCRIPTS else Direction.LTR

    @property
    def binding(self) -> Binding:
        """The binding of a book whose first language this is."""
        return Binding.RIGHT if self.direction is Direction.RTL else Binding.LEFT

    @property
    def spine_climbs(self) -> bool:
        """Tell whether words along a spine are read from its foot to its head, as on French, Spanish and Italian books.

        All others are read from head to foot, the tops of the letters toward the front cover (ISO 6357), so that they
        are upright when the book lies with its front up: also Hebrew and Arabic ones, which are bound at the right.
        """
        return self.code in _CLIMBING_SPINES

    @property
    def digits(self) -> Digits:
        """The digits of an edition that asks for no others. Arabic has those of the Maghreb: CLDR, ar-MA and others."""
        return Digits.EXTENDED if self.code in _EXTENDED_DIGITS else Digits.EUROPEAN


def direction_of_tag(tag: str) -> Direction | None:
    """Return the direction of a BCP 47 tag (`he-IL`, `ku-Arab`), also of languages we do not set; None if unknown."""
    subtags = tag.strip().replace("_", "-").split("-")
    scripts = {subtag.title() for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()}
    if scripts:
        return Direction.RTL if scripts & _RTL_SCRIPTS else Direction.LTR
    code = subtags[0].lower()
    if code in _OTHERS_RTL:
        return Direction.RTL
    if code in LANGUAGES:
        return LANGUAGES[code].direction
    return Direction.LTR if code.isascii() and code.isalpha() and len(code) in (2, 3) else None


_OTHERS_RTL = frozenset({"ckb", "dv", "iw", "ji", "ps", "sd", "syr", "ug"})
"""Written from right to left in CLDR's likely subtags; `iw` and `ji` are old codes of Hebrew and Yiddish."""
_RTL_SCRIPTS = frozenset({"Hebr", "Arab", "Syrc", "Thaa"})
_CLIMBING_SPINES = frozenset({"es", "fr", "it", "pt"})
_EXTENDED_DIGITS = frozenset({"fa", "ur"})

LANGUAGES = {
    language.code: language
    for language in (
        Language("ar", "Arab", "Arabic"),
        Language("de", "Latn", "German"),
        Language("en", "Latn", "English"),
        Language("es", "Latn", "Spanish"),
        Language("fa", "Arab", "Persian"),
        Language("fr", "Latn", "French"),
        Language("he", "Hebr", "Hebrew"),
        Language("it", "Latn", "Italian"),
        Language("lad", "Latn", "Ladino"),
        Language("pt", "Latn", "Portuguese"),
        Language("ur", "Arab", "Urdu"),
        Language("yi", "Hebr", "Yiddish"),
    )
}
"""By code. A language is here when the shipped fonts cover its alphabet."""
