"""Whether the time for a paragraph grows with its length: each text of tests/support/long_texts.py at two lengths.

Run `.venv/bin/python bench/long_text.py`, or with the names of some texts. The last column is by how much the time for
one character grows from the shorter text to the one four times as long: about 1 where time is linear, 4 where it is
square. A little above 1 is memory that no longer fits the caches of the processor.
"""

import sys
from dataclasses import replace
from time import perf_counter

from booklet.justification import Justification
from booklet.text.paragraph import set_paragraph
from booklet.text.style import ParagraphShape
from tests.support.fonts import TEXT, styled
from tests.support.long_texts import LONG_TEXTS, long_text

SHORT, LONG = 25_000, 100_000
RUNNING = replace(TEXT, justification=Justification())


def seconds(name: str, size: int) -> tuple[float, int]:
    """Return the time that a paragraph takes, and its length."""
    text, language = long_text(name, size)
    before = perf_counter()
    set_paragraph(styled(text, language, style=RUNNING), ParagraphShape(250.0, hyphenate=True))
    return perf_counter() - before, len(text)


if __name__ == "__main__":
    seconds("mixed", 2_000)  # opens the fonts
    print(f"| text | µs a character at {SHORT:,} | at {LONG:,} | grows |\n|---|---|---|---|")
    for name in sys.argv[1:] or LONG_TEXTS:
        short, long = (time / count * 1e6 for time, count in (seconds(name, SHORT), seconds(name, LONG)))
        print(f"| {name} | {short:.1f} | {long:.1f} | {long / short:.2f} |", flush=True)
