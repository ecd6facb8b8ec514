"""Write the book with WeasyPrint, tagged: `by_weasyprint.py FOLDER`."""

import sys
from pathlib import Path

from weasyprint import HTML

folder = Path(sys.argv[1])
HTML(folder / "book.html").write_pdf(folder / "weasyprint.pdf", pdf_tags=True)
