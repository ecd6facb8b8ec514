"""Time and memory of imposing and proving, each in a process of its own: `python bench/impose.py [PAGES...]`.

The book has one font and one picture, on every page: the sheets must hold each once.
"""

import io
import multiprocessing
import resource
import sys
import time

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from booklet.geometry import paper_size
from booklet.languages import Binding
from booklet.press.prove import prove_sheets
from booklet.press.schemes import SCHEMES
from booklet.press.sheets import impose

PAGE_COUNTS = (200, 5000)
LINES = 40


def make_book(page_count: int) -> bytes:
    """Return an A5 book with a page of text and the same picture on every page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=paper_size("A5"), invariant=1)
    picture = ImageReader(Image.effect_noise((600, 400), 60).convert("RGB"))
    for number in range(1, page_count + 1):
        canvas.drawImage(picture, 40, 40, 120, 80)
        canvas.setFont("Times-Roman", 9)
        for line in range(LINES):
            canvas.drawString(40, 550 - 10 * line, f"Page {number}, line {line}: the quick brown fox jumps over")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def peak_mb() -> float:
    """Return the most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(scheme_name: str, book: bytes) -> None:
    """Print one line: a scheme's times, memory, and the fonts and pictures in the file."""
    scheme = SCHEMES[scheme_name]
    before = peak_mb()
    start = time.perf_counter()
    imposed = impose(book, binding=Binding.RIGHT, sheet=paper_size("A4"), scheme=scheme)
    imposing = time.perf_counter() - start
    memory = peak_mb()
    start = time.perf_counter()
    prove_sheets(imposed.files, book, Binding.RIGHT, scheme=scheme, printer=imposed.printer)
    proving = time.perf_counter() - start
    with pikepdf.open(io.BytesIO(imposed.pdf)) as pdf:
        dictionaries = [o for o in pdf.objects if isinstance(o, (pikepdf.Dictionary, pikepdf.Stream))]
        fonts = sum(o.get("/Type") == "/Font" for o in dictionaries)
        pictures = sum(o.get("/Subtype") == "/Image" for o in dictionaries)
    print(
        f"{imposed.page_count:5} pages  {scheme_name:12} impose {imposing:6.2f} s, peak {memory:4.0f} MB "
        f"(start {before:.0f})  prove {proving:6.2f} s  {len(book) / 1e6:.1f} -> {len(imposed.pdf) / 1e6:.1f} MB  "
        f"fonts {fonts}, pictures {pictures}"
    )


def main() -> None:
    """Measure every scheme that has no limit of pages."""
    counts = [int(word) for word in sys.argv[1:]] or PAGE_COUNTS
    names = [name for name, scheme in SCHEMES.items() if scheme.sheet_limit is None]
    for page_count in counts:
        book = make_book(page_count)
        for name in names:
            process = multiprocessing.get_context("spawn").Process(target=measure, args=(name, book))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
