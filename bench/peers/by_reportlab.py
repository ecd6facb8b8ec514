"""Write the book with plain ReportLab, arabic-reshaper and python-bidi: `by_reportlab.py FOLDER`.

The usual recipe, right for plain text: letters are joined by the reshaper, lines filled one by one, and each put into
visual order by itself. No tags, no kerning, no marks, ragged lines.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from arabic_reshaper import reshape
from bidi import get_display
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.peers.sources import (
    BOLD_FILES,
    DIRECTIONS,
    FILES,
    FONTS,
    LEADINGS,
    MARGINS,
    PAGE,
    SIZES,
    TITLE_LEADING,
    TITLE_SIZE,
)

WIDTH = PAGE[0] - MARGINS["inner"] - MARGINS["outer"]


def lines_of(text: str, font: str, size: float) -> Iterator[str]:
    """Yield lines that fit."""
    space = stringWidth(" ", font, size)
    line: list[str] = []
    room = WIDTH
    for word in text.split(" "):
        width = stringWidth(word, font, size)
        if line and width > room:
            yield " ".join(line)
            line, room = [], WIDTH
        line.append(word)
        room -= width + space
    yield " ".join(line)


class Book:
    """Pages filled from head to foot."""

    def __init__(self, path: Path) -> None:
        self.canvas = Canvas(str(path), PAGE, pageCompression=1)
        self.y = 0.0

    def new_page(self) -> None:
        """Finish the page and begin the next one."""
        if self.y:
            self.canvas.setFont("en", 8.5)
            self.canvas.drawCentredString(PAGE[0] / 2, MARGINS["foot"] / 2, str(self.canvas.getPageNumber()))
            self.canvas.showPage()
        self.y = PAGE[1] - MARGINS["head"]

    def add(self, text: str, language: str, font: str, size: float, leading: float) -> None:
        """Add a paragraph."""
        for line in lines_of(reshape(text) if language == "ar" else text, font, size):
            if self.y - leading < MARGINS["foot"]:
                self.new_page()
            self.y -= leading
            self.canvas.setFont(font, size)
            if DIRECTIONS[language] == "rtl":
                self.canvas.drawRightString(PAGE[0] - MARGINS["outer"], self.y, get_display(line, base_dir="R"))
            else:
                self.canvas.drawString(MARGINS["inner"], self.y, line)


folder = Path(sys.argv[1])
for name in SIZES:
    registerFont(TTFont(name, str(FONTS / FILES[name])))
registerFont(TTFont("title", str(FONTS / BOLD_FILES["he"])))
book = Book(folder / "reportlab.pdf")
for title, paragraphs in json.loads((folder / "book.json").read_text("utf-8")):
    book.new_page()
    book.add(title["he"], "he", "title", TITLE_SIZE, TITLE_LEADING)
    for paragraph in paragraphs:
        for name, words in paragraph.items():
            book.add(words, name, name, SIZES[name], LEADINGS[name])
book.new_page()
book.canvas.save()
