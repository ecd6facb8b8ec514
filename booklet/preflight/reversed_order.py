"""Hebrew and Arabic in the order in which it is drawn, from left to right, as copied from many a PDF.

Five Hebrew letters have another form at the end of a word, and two Arabic ones stand nowhere else: in reversed text
they begin words. Such words, and short common ones read backwards, are counted against those that are right. A
paragraph without any of them is judged with the others of its text, and those with all of its language.

A line is mended by turning back what UAX #9 does to a line that runs to the left, and the result is put to the proof:
drawn, it must give the line that was found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from booklet.languages import LANGUAGES
from booklet.preflight.characters import EachCharacter
from booklet.preflight.presentation_forms import spelled_out
from booklet.preflight.prose import Prose
from booklet.preflight.texts import Slip, slip_check
from booklet.text.bidi import embedding_levels
from booklet.text.reorder import visual_order
from booklet.text.ucd import BIDI_LETTERS, MIRRORED, bidi_class, is_mark

_FEWEST = 3
"""Reversed paragraphs of a language, and none that is right, from which it follows that all are reversed."""
_STOP = "[.,;:!?\u060c\u061b\u061f]"
_WEIGHT = 2
"""Of a sign that nothing else explains; a short word may read backwards like a rare one, and weighs half."""
_SURE = 3
"""Times as many signs of reversed text as of right text: a name or an abbreviation may be odd."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """What tells the order of a script."""

    letter: str
    """For `re`."""
    last: str
    """Letters that only end words."""
    common: frozenset[str]
    """Words that read backwards are no words."""

    def count(self, text: str) -> tuple[int, int]:
        """Return the weight of the signs that a text is reversed, and of those that it is right.

        The patterns begin with what they look for and only then look back, which is many times faster.
        """
        letter, last = self.letter, f"[{self.last}]"
        whole = re.findall(rf"{letter}(?<![^\s(].){letter}+(?![^\s.,:;)])", text)
        wrong = _WEIGHT * len(re.findall(f"{last}(?<!{letter}.)(?={letter})", text))
        wrong += _WEIGHT * len(re.findall(f"{_STOP}(?<![^\n].)(?={letter})", text))
        wrong += sum(map(_backwards(self.common).__contains__, whole))
        right = _WEIGHT * len(re.findall(f"{last}(?<={letter}.)(?!{letter})", text))
        right += _WEIGHT * len(re.findall(rf"{_STOP}(?<={letter}.)(?=\s|$)", text))
        right += sum(map(self.common.__contains__, whole))
        if wrong:  # by itself it is a slip of many typists
            wrong += _WEIGHT * len(re.findall(f"{_STOP}(?<= .)(?={letter})", text))
        return wrong, right


@cache
def _backwards(words: frozenset[str]) -> frozenset[str]:
    """Return words as they stand in reversed text."""
    return frozenset(word[::-1] for word in words)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SCRIPTS = {
    "Hebr": _Letters(
        "[\u05d0-\u05ea\u05ef-\u05f2]",
        "ךםןףץ",
        _words("של על הוא בית ספר שנת אשר יותר אחד אחת כל גם זה לפני אחרי ישראל אבל היו היום"),
    ),
    "Arab": _Letters(
        "[\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u06d5\u06fa-\u06ff]",
        "ةى",
        _words("في على إلى عن التي الذي هذا هذه كان كانت وفي بعد قبل هو هي"),
    ),
}


def _find(proses: Sequence[Prose]) -> Iterator[Slip]:
    for script, letters in _SCRIPTS.items():
        found = [prose for prose in proses if _is_of(prose, script, letters)]
        counts = {id(prose): letters.count(_bare(prose.text)) for prose in found}
        of_texts: dict[int, tuple[int, int]] = {}
        for prose in found:
            wrong, right = of_texts.get(id(prose.source), (0, 0))
            more_wrong, more_right = counts[id(prose)]
            of_texts[id(prose.source)] = (wrong + more_wrong, right + more_right)
        own = [counts[id(prose)] for prose in found if LANGUAGES[prose.language].script == script]
        verdicts = [_is_reversed(*count) for count in own]
        all_are = True if verdicts.count(True) >= _FEWEST and False not in verdicts else None
        for prose in found:
            verdict = _is_reversed(*counts[id(prose)])
            if verdict is None:
                verdict = _is_reversed(*of_texts[id(prose.source)])
            if verdict is None and LANGUAGES[prose.language].script == script:
                verdict = all_are
            if verdict:
                yield from _lines(prose, letters)


def _is_of(prose: Prose, script: str, letters: _Letters) -> bool:
    """Tell whether a paragraph is in a script: by its language, or by most of its letters."""
    if prose.text.isascii() or not re.search(letters.letter, bare := _bare(prose.text)):
        return False
    if LANGUAGES[prose.language].script == script:
        return True
    return len(re.findall(letters.letter, bare)) > prose.text.translate(BIDI_LETTERS).count("L")


def _bare(text: str) -> str:
    """Return a text without points and harakat, its presentation forms spelled out as reversed text has them."""
    return text if _IS_BARE.fullmatch(text) else text.translate(_BARE)


def _without_marks(character: str) -> str:
    return "".join(c for c in _drawn(character) if not is_mark(ord(c)))


def _drawn(character: str) -> str:
    """Return a character, or the letters of a presentation form in the order in which they are drawn."""
    spelled = spelled_out(character)
    return spelled if spelled == character else "".join(reversed(_clusters(spelled)))


_BARE = EachCharacter(_without_marks)
_PLAIN = "\n -~\u00a0-\u024f\u2010-\u2027\u202f-\u205e"
_IS_BARE = re.compile(f"[{_PLAIN}\u05be\u05d0-\u05ea\u05f0-\u05f4\u060c\u061b\u061f-\u064a\u0660-\u0669]*")
"""Texts in which there is nothing to change, as most are."""


def _is_reversed(wrong: int, right: int) -> bool | None:
    """Return None when there are no signs, or as many of one kind as of the other."""
    if wrong >= _WEIGHT and wrong > _SURE * right:
        return True
    return False if right > wrong else None


def _lines(prose: Prose, letters: _Letters) -> Iterator[Slip]:
    for line in re.finditer(r"[^\n]+", prose.text):
        if re.search(letters.letter, _bare(line[0])):
            drawn = "".join(map(_drawn, line[0]))
            mended, is_proved = logical(drawn)
            if mended != line[0]:
                yield Slip(prose, line.start(), line.end(), mended, is_proved)


# --- Order --------------------------------------------------------------------------------------------------------

_CLASS = {"L": "L", "R": "R", "AL": "R", "EN": "E", "AN": "E", "CS": "c", "ES": "s", "ET": "t"}
_NUMBERS = (re.compile(r"t*E(?:[cs]?E)*t*"), re.compile(r"E(?:c?E)*"))
"""Numbers in classes, after Hebrew and after Arabic letters (UAX #9, W2 to W5)."""
_MARKED_WRONGLY = re.compile("(?:^|[ \n]|[םןףץ])[\u05b0-\u05bc\u064b-\u0652]")
"""Marks that come before their letters, since every code point is reversed: these final letters have no vowels."""
_STRETCH = re.compile(r"(?:L|(?<!R)E)(?:[^R]*[LEe])?|Ee*")
"""What is drawn from left to right: words with what is between them, or a number."""


def drawn_order(text: str) -> str:
    """Return a line that runs to the left as it is drawn, from left to right; marks stay behind their letters."""
    clusters = _clusters(text)
    levels, starts, at = embedding_levels(text, 1), [], 0
    for cluster in clusters:
        starts.append(levels[at])
        at += len(cluster)
    order = visual_order(starts)
    return "".join(_mirrored(clusters[i]) if starts[i] % 2 else clusters[i] for i in order)


def logical(drawn: str) -> tuple[str, bool]:
    """Return the text of a line as it was drawn, and whether drawing it gives that line again.

    A number before a Latin word may belong to it, or to what stands before; both are drawn alike. It is taken to belong
    to the word, unless a letter or a maqaf is joined to it.
    """
    clusters = _clusters(drawn)
    if _MARKED_WRONGLY.search(drawn):
        clusters = _clusters(drawn[::-1])[::-1]
        drawn = "".join(clusters)
    # Programs differ in whether they give a bracket as it was typed or as it is drawn.
    found = [_turned(clusters, numbers, mirrored) for mirrored in (True, False) for numbers in _NUMBERS]
    for text in sorted(found, key=lambda text: not _is_balanced(text)):
        if _unsided(drawn_order(text)) == _unsided(drawn):
            return text, True
    return found[0], False


def _unsided(text: str) -> str:
    """Return a text whose brackets all open."""
    return "".join(min(character, _mirrored(character)) for character in text)


def _turned(clusters: list[str], number: re.Pattern[str], mirrored: bool) -> str:
    """Return the text of a line that was drawn so."""
    back = clusters[::-1]
    classes = "".join(_CLASS.get(bidi_class(ord(cluster[0])), "w") for cluster in back)
    classes = number.sub(lambda match: "E" + "e" * (len(match[0]) - 1), classes)
    parts: list[str] = []
    done = 0
    mirror = _mirrored if mirrored else str
    for stretch in _STRETCH.finditer(classes):
        parts += map(mirror, back[done : stretch.start()])
        inside = re.finditer(r"Ee*|[^E]" if "L" not in stretch[0] else r".+", stretch[0])
        for part in inside:
            parts += back[stretch.start() + part.start() : stretch.start() + part.end()][::-1]
        done = stretch.end()
    return "".join([*parts, *map(mirror, back[done:])])


def _clusters(text: str) -> list[str]:
    """Return letters with the marks that follow them."""
    clusters: list[str] = []
    for character in text:
        if clusters and is_mark(ord(character)):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _mirrored(cluster: str) -> str:
    return MIRRORED.get(cluster[0], cluster[0]) + cluster[1:]


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in "([{«") - (character in ")]}»")
        if depth < 0:
            return False
    return depth == 0


REVERSED_ORDER = slip_check(
    _find,
    code="reversed-order",
    title="Hebrew or Arabic that runs backwards",
    reason="copied from a PDF in the order in which it is drawn, it is printed backwards",
    message="{} runs backwards: it was copied from a PDF in the order in which it is drawn",
    hint="write {}",
    severity="error",
)
