"""Tell vocalized text, whose letters bear points or harakat, from text with a mark here and there.

Points are the vowel signs, dagesh and cantillation of Hebrew, the harakat and Quranic signs of Arabic. A shadda alone,
a hamza or a madda are no vocalization: plain Arabic has them.
"""

import re
import unicodedata

LEAST_SHARE = 1 / 3
"""Of the letters of a text that must bear points. Fully pointed text is at 0.5 (a single word rich in vowel letters)
to 0.8, unpointed text with a mark where a word would be misread at 0 to 0.15: a third keeps away from both."""

_POINTED = {
    "Hebr": re.compile("[\u05d0-\u05ea\u05ef-\u05f2][\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"),
    "Arab": re.compile(
        "[\u0620-\u064a\u066e-\u06d3][\u0651\u0653-\u0655]*[\u064b-\u0650\u0652\u0656-\u065f\u0670\u06d6-\u06ed]"
    ),
}
"""A letter that bears points, in canonically decomposed text."""


def vocalized_script(text: str) -> str | None:
    """Return the script (ISO 15924) whose points a third of the letters of a text bear; None for plain text."""
    decomposed = unicodedata.normalize("NFD", text)
    letter_count = sum(map(str.isalpha, decomposed))
    shares = {script: len(pattern.findall(decomposed)) for script, pattern in _POINTED.items()}
    script = max(shares, key=lambda script: shares[script])
    return script if letter_count and shares[script] > LEAST_SHARE * letter_count else None
