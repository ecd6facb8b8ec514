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
    def digits(self) -> Digits:
        """The digits of an edition that asks for no others. Arabic has those of the Maghreb: CLDR, ar-MA and others."""
        return Digits.EXTENDED if self.code in _EXTENDED_DIGITS else Digits.EUROPEAN


_RTL_SCRIPTS = frozenset({"Hebr", "Arab"})
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
