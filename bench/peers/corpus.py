"""Text to measure with: as long as wanted, the same in every run, in words that look like Hebrew, English and Arabic.

Words are made letter by letter after the pairs of letters of the shipped book, and chosen as often as Zipf's law says,
so that a long text has as many different words as a real one and no cache of words looks better than it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

import yaml

LANGUAGES = ("he", "en", "ar")
VOCABULARY = 30_000
"""Words of each language that there are. A Hebrew text of 120,000 words has 20,000 to 30,000 different ones."""
SENTENCES, WORDS = (3, 7), (6, 20)
"""In a paragraph, and in a sentence: least and most."""
NUMBER_SHARE = 0.02
_SOURCE = Path(__file__).parents[2] / "content" / "legacy-of-alliance" / "booklet.yaml"
_LETTERS = {"he": r"[א-ת]+", "en": r"[a-z]+", "ar": r"[ء-غف-ي]+"}
_STOPS = {"he": (",", "."), "en": (",", "."), "ar": ("،", ".")}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title and paragraphs, each in all languages."""

    title: dict[str, str]
    paragraphs: tuple[dict[str, str], ...]


def chapters(count: int, paragraphs: int, languages: tuple[str, ...] = LANGUAGES) -> tuple[Chapter, ...]:
    """Return so many chapters of so many paragraphs."""
    random = Random(1860)
    makers = {language: _Maker(language, random) for language in languages}
    return tuple(
        Chapter(
            {language: make.words(3) for language, make in makers.items()},
            tuple({language: make.paragraph() for language, make in makers.items()} for _ in range(paragraphs)),
        )
        for _ in range(count)
    )


class _Maker:
    """Makes sentences of one language."""

    def __init__(self, language: str, random: Random) -> None:
        self._random = random
        self._stops = _STOPS[language]
        self._words = _vocabulary(language, random)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def words(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=count))

    def sentence(self) -> str:
        words = self.words(self._random.randint(*WORDS)).split()
        for i in range(1, len(words) - 1):
            if self._random.random() < NUMBER_SHARE:
                words[i] = str(self._random.randint(2, 1999))
            elif self._random.random() < 0.1:
                words[i] += self._stops[0]
        return " ".join(words).capitalize() + self._stops[1]

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self._random.randint(*SENTENCES)))


def _vocabulary(language: str, random: Random) -> list[str]:
    """Return different words, the frequent ones first: short ones, as in every language."""
    followers: dict[str, list[str]] = defaultdict(list)
    for word in _model_words(yaml.safe_load(_SOURCE.read_text("utf-8")), language):
        marked = f"^{word}$"
        for a, b, c in zip(marked, marked[1:], marked[2:], strict=False):
            followers[a + b].append(c)
        followers["^"].append(word[0])
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        word = random.choice(followers["^"])
        while len(word) < 14 and (letter := random.choice(followers[("^" + word)[-2:]])) != "$":
            word += letter
        if len(word) > 1:
            made[word] = None
    return sorted(made, key=lambda word: (min(len(word), 6), hash_order(word)))


def hash_order(word: str) -> int:
    """Return a number that puts words in an order which has nothing to do with their letters."""
    value = 0
    for character in word:
        value = (value * 1_000_003 + ord(character)) & 0xFFFF_FFFF
    return value


def _model_words(node: object, language: str) -> Iterator[str]:
    """Yield the words of a language in the shipped book."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == language and isinstance(value, str):
                yield from re.findall(_LETTERS[language], value.lower())
            else:
                yield from _model_words(value, language)
    elif isinstance(node, list):
        for value in node:
            yield from _model_words(value, language)
