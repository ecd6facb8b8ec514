"""How justified lines of Arabic script are filled: which means, in which order, and how far each goes.

Source of the means: *Arabic & Persian Layout Requirements* (W3C, alreq), "Justification". Those of it that only a font
can give, wide alternates and ligatures broken or made, are not here: no font that comes with the program has them.
"""

from dataclasses import dataclass
from enum import Enum


class Means(Enum):
    """What makes a line longer; the values are the words of a theme."""

    SPACES = "spaces"
    """Wider spaces between words."""
    LETTERS = "letters"
    """Space between letters of a word that do not join."""
    KASHIDA = "kashida"
    """Lengthened joins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Justification:
    """What fills a line; words of titles and ragged lines are never lengthened."""

    order: tuple[Means, ...] = (Means.SPACES, Means.KASHIDA, Means.SPACES)
    """Each goes as far as it may before the next one begins. The last is `SPACES`, which take all that is left."""
    spaces_first: float = 1.35
    """How wide a space grows where other means follow, relative to its natural width."""
    letters_most_em: float = 0.05
    """The greatest space between two letters."""
    kashida_most_em: float = 0.5
    """Greatest length of one kashida."""
    kashidas_in_word: int = 1
    """1, or 2 for narrow columns: a second one only where everything else has been used up."""

    @property
    def first_growth(self) -> float:
        """By how much of its width a space grows before any other means."""
        return self.spaces_first - 1.0 if self.order[0] is Means.SPACES else 0.0
