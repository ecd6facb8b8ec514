"""The language that words are set in: that of the edition, unless all their letters run the other way.

A blessing in Hebrew in an English book, an address in Latin letters in an Arabic one: each runs in its own direction,
with its stops at its own end, and is read aloud in its own language.
"""

from dataclasses import dataclass, replace

from booklet.languages import LANGUAGES, Direction, Language
from booklet.layout.room import Room
from booklet.layout.rows import TaggedText
from booklet.text import ucd

_GUESSES = {"Latn": "en", "Hebr": "he", "Arab": "ar"}
"""By script: the language of words in a script that no edition of the book has."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The language that words are set in."""

    language: Language
    hyphenates: bool
    """False where the language is a guess."""


def voice_of(text: str, room: Room) -> Voice:
    """Return the language of a text in a room."""
    own = room.styles.language
    direction = ucd.only_direction(text)
    scripts = {ucd.script(ord(character)) for character in set(text)}
    if direction is None or own.script in scripts or (direction is own.direction and not scripts & _GUESSES.keys()):
        return Voice(own, hyphenates=True)
    languages = room.foot.languages if room.foot else ()
    known = next((language for language in languages if language.script in scripts), None)
    if known is not None:
        return Voice(known, hyphenates=True)
    guesses = (LANGUAGES[code] for code in _GUESSES.values() if LANGUAGES[code].direction is direction)
    return Voice(min(guesses, key=lambda guess: guess.script not in scripts), hyphenates=False)


def is_brief(text: TaggedText) -> bool:
    """Tell whether a text is a saying or an address rather than prose: one line, in less than half the measure."""
    return len(text.text.lines) == 1 and text.text.width < text.text.measure / 2


def line_at_start(text: TaggedText, direction: Direction) -> TaggedText:
    """Return a text of one line at the start edge of the page, whatever its own direction."""
    (line,) = text.text.lines
    shift = text.text.measure - line.right if direction is Direction.RTL else -line.left
    return replace(text, x=text.x + shift)
