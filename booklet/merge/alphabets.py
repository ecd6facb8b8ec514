"""The letters that fields are likely to need, in the fonts that they are set in.

They are in every copy, whatever its row: so the fonts of nearly all copies are the same and made once. The fonts are
those in which the reference document, whose fields hold one letter of each script, has set these letters.
"""

from collections.abc import Iterable, Iterator

from booklet.layout.display import DisplayDocument, lines
from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun
from booklet.text.shape import Manner, shape

_FSI = "\u2068"
_COMMON = "0123456789.,:;!?'’‘“”()-–/&+@#%*"
_LETTERS = {
    "Latn": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzàáâäçèéêëìíîïñòóôöùúûüÀÂÄÇÈÉÊËÎÏÔÖÙÛÜ",
    "Hebr": "אבגדהוזחטיךכלםמןנסעףפץצקרשת־׳״",
    "Arab": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي٠١٢٣٤٥٦٧٨٩،؛؟",
}
_LIGATURES = {"Latn": ("ff", "fi", "fl", "ffi", "Th"), "Arab": ("لا", "لأ", "لإ", "لآ", "الله")}
_SAMPLES = {"Latn": "A", "Hebr": "א", "Arab": "ب"}
_LANGUAGES = {"Latn": "en", "Hebr": "he", "Arab": "ar"}
_JOINED = "ب"
"""Joins on both sides."""


def sample(scripts: Iterable[str]) -> str:
    """Return what stands in the fields of the reference: a letter of each script, and a digit."""
    return "".join(dict.fromkeys(_SAMPLES.get(script, "") for script in scripts)) + "1"


def alphabets(reference: DisplayDocument) -> Iterator[ShapedRun]:
    """Yield the letters of each script in the fonts that draw its sample in a field."""
    for font, script in _fonts(reference):
        direction = int(script != "Latn")
        manner = Manner(font, direction, script, _LANGUAGES[script])
        for text in (*_COMMON, *_LETTERS[script], *_LIGATURES.get(script, ())):
            if not font.coverage.issuperset(map(ord, text)):
                continue
            yield shape(text, manner)
            if script == "Arab":
                yield from (shape(text, manner, before, after) for before, after in _NEIGHBOURS)


_NEIGHBOURS = (("", _JOINED), (_JOINED, _JOINED), (_JOINED, ""))


def _fonts(reference: DisplayDocument) -> dict[tuple[Font, str], None]:
    """Return the fonts of the samples and their scripts, in the order of the pages."""
    found: dict[tuple[Font, str], None] = {}
    for page in reference.pages:
        for line in lines(page):
            for run in line.runs if _FSI in line.text else ():
                for script, letter in _SAMPLES.items():
                    if letter in run.run.text:
                        found[run.run.font, script] = None
    return found
