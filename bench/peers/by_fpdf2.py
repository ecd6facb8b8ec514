"""Write the book with fpdf2, its text shaped and in order: `by_fpdf2.py FOLDER`. It has no tags for paragraphs."""

import json
import sys
from pathlib import Path

from fpdf import FPDF

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

SCRIPTS = {"he": "Hebr", "en": "Latn", "ar": "Arab"}


class Book(FPDF):
    """Pages with a number at the foot."""

    def footer(self) -> None:
        """Write the number of the page."""
        self.set_y(-MARGINS["foot"] / 2)
        self.set_font("en", size=8.5)
        self.cell(0, 10, str(self.page_no()), align="C")


folder = Path(sys.argv[1])
pdf = Book(unit="pt", format=PAGE)
pdf.set_margins(MARGINS["inner"], MARGINS["head"], MARGINS["outer"])
pdf.set_auto_page_break(auto=True, margin=MARGINS["foot"])
for language in SIZES:
    pdf.add_font(language, "", FONTS / FILES[language])
    pdf.add_font(language, "B", FONTS / BOLD_FILES[language])
for title, paragraphs in json.loads((folder / "book.json").read_text("utf-8")):
    pdf.add_page()
    pdf.set_text_shaping(use_shaping_engine=True, direction="rtl", script="Hebr", language="he")
    pdf.set_font("he", "B", TITLE_SIZE)
    pdf.multi_cell(0, TITLE_LEADING, title["he"], align="R", new_x="LMARGIN", new_y="NEXT")
    for paragraph in paragraphs:
        for language, text in paragraph.items():
            pdf.set_text_shaping(
                use_shaping_engine=True,
                direction=DIRECTIONS[language],
                script=SCRIPTS[language],
                language=language,
            )
            pdf.set_font(language, size=SIZES[language])
            pdf.multi_cell(0, LEADINGS[language], text, align="J", new_x="LMARGIN", new_y="NEXT")
pdf.output(str(folder / "fpdf2.pdf"))
