"""How much text a book may hold: what stands between a hostile or mistaken file and a reader that works for hours."""

import re
from dataclasses import dataclass
from typing import NamedTuple

MAX_TEXT = 1_000_000
"""Letters of one text: six hundred pages."""
MAX_TEXT_SIGNS = 50_000
"""Of one text. The parser takes up to 40 µs for a sign, so two seconds for a text."""
MAX_BOOK_TEXT = 6_000_000
"""Letters of all texts: a thousand pages in four languages."""
MAX_BOOK_SIGNS = 250_000
"""Of all texts; a thousand pages in two languages have 80,000 lines if their editor breaks them."""

_SIGNS = "\\`*_[]!<>&^|=\n"
_LIST_SIGN = re.compile(r"^ *(?:[-+]|[0-9]{1,9}[.)]) ", re.MULTILINE)


class NoRoom(NamedTuple):
    """What is said of a text that is too much."""

    code: str
    message: str
    hint: str


@dataclass(slots=True)
class TextRoom:
    """What the texts of a book have taken so far."""

    letter_count: int = 0
    sign_count: int = 0

    def take(self, text: str) -> NoRoom | None:
        """Count a text; return what is to be said when it, or all of them, are too much."""
        signs = sum(map(text.count, _SIGNS)) + sum(1 for _ in _LIST_SIGN.finditer(text))
        self.letter_count += len(text)
        self.sign_count += signs
        divide = "divide it into several texts, one for each section"
        if len(text) > MAX_TEXT:
            return NoRoom("text-too-long", f"this text is longer than {MAX_TEXT:,} letters", divide)
        if signs > MAX_TEXT_SIGNS:
            message = f"this text has more than {MAX_TEXT_SIGNS:,} lines and signs of Markdown, such as * [ and |"
            return NoRoom("text-too-long", message, divide)
        if self.letter_count > MAX_BOOK_TEXT or self.sign_count > MAX_BOOK_SIGNS:
            message = (
                f"the texts up to here have more than {MAX_BOOK_TEXT:,} letters, "
                f"or {MAX_BOOK_SIGNS:,} lines and signs of Markdown"
            )
            return NoRoom("too-large", message, "make two books of it")
        return None
