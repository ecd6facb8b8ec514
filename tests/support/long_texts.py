"""Texts of any length, each hostile in its own way, for tests and for bench/long_text.py."""

from collections.abc import Callable

HEBREW = (
    "רשת בתי הספר של Alliance Israélite Universelle (כל ישראל חברים) נוסדה בפריז בשנת 1860, ובית הספר הראשון נפתח "
    "ב־1862 בטטואן; משם התפשטה אל סלוניקי, איזמיר (1873), בגדאד וירושלים. הַשָּׁמַיִם וְהָאָרֶץ. "
)
ARABIC = (
    "تأسّست مدارس الأليانس (Alliance Israélite Universelle) في باريس سنة ١٨٦٠، وافتُتحت أوّل مدرسة في تطوان سنة 1862؛ "
    "وكان فيها ٢٨٠ تلميذًا من أبناء «الطائفة» في السنوات ١٨٩٠-١٨٩٥. السَّلامُ عليكم. "
)
ENGLISH = (
    "In 1860 the Alliance Israélite Universelle (כל ישראל חברים, 1860) was founded in Paris; its schools taught "
    "French, Hebrew and Arabic to generations of pupils around the Mediterranean, from Tetouan to Baghdad. "
)
FRENCH = (
    "En 1860, l’Alliance israélite universelle fut fondée à Paris ; ses écoles enseignèrent le français, l’hébreu et "
    "l’arabe à des générations d’élèves autour de la Méditerranée, « de Tétouan à Bagdad », jusqu’à aujourd’hui. "
)


def _times(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size].strip()


PROSE: dict[str, tuple[Callable[[int], str], str]] = {
    "he": (lambda size: _times(HEBREW, size), "he"),
    "ar": (lambda size: _times(ARABIC, size), "ar"),
    "en": (lambda size: _times(ENGLISH, size), "en"),
    "mixed": (lambda size: _times(HEBREW + ARABIC + ENGLISH, size), "he"),
}
"""By name: the text of a length, and the language of its paragraph."""

LONG_TEXTS: dict[str, tuple[Callable[[int], str], str]] = {
    **PROSE,
    "spaces": (lambda size: f"א{' ' * size}ב", "he"),
    "nothing but spaces": (lambda size: " " * size, "he"),
    "isolates in a row": (lambda size: "\u2067" * (size // 2) + "א" + "\u2069" * (size // 2) + " אב", "he"),
    "nested isolates": (lambda size: "\u2067אב a " * (size // 6) + "\u2069" * (size // 6) + " אב", "he"),
    "isolates in a word": (lambda size: "א" * 99 + "\u2067" * (size // 2) + "\u2069" * (size // 2) + "א" * 99, "he"),
    "one word he": (lambda size: "א" * size, "he"),
    "one word ar": (lambda size: "ب" * size, "ar"),
    "one word en": (lambda size: "abcdefghij" * (size // 10), "en"),
    "marks he": (lambda size: "\u05b8" * size, "he"),
    "marks ar": (lambda size: "\u064e" * size, "ar"),
    "marks en": (lambda size: "\u0301" * size, "en"),
    "a letter with marks": (lambda size: "אב" + "\u05b8" * size + " גד", "he"),
    "no-break spaces": (lambda size: "א\xa0" * (size // 2) + "א", "he"),
    "spaces of both kinds": (lambda size: "א" + " \xa0" * (size // 2) + "א", "he"),
    "soft hyphens": (lambda size: "a\u00ad" * (size // 2) + "a", "en"),
    "line ends": (lambda size: "א\n" * (size // 2) + "א", "he"),
    "nested brackets": (lambda size: f"{'(' * (size // 2)}א{')' * (size // 2)}", "he"),
    "joiners": (lambda size: "ب\u200d" * (size // 2), "ar"),
    "a run a letter": (lambda size: "אa" * (size // 2), "he"),
    "a run a word": (lambda size: "א a " * (size // 4) + "א", "he"),
}


def long_text(name: str, size: int) -> tuple[str, str]:
    """Return a text of about `size` code points, and its language."""
    make, language = LONG_TEXTS[name]
    return make(size), language
