"""Size and memory of a long book: pages, seconds, bytes, and what memory is held after each stage.

Run `.venv/bin/python bench/long_book.py`, or with numbers of chapters. Each is written in a process of its own, so that
the peak is its own.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from booklet.pdf.writer import write_pdf
from tests.support.small_books import book_of, booklet_of

SENTENCE = (
    "בשנת 1860 נוסדה חברת Alliance Israélite Universelle (כל ישראל חברים) בפריז, ובתי הספר שלה לימדו עברית וצרפתית. "
)
PARAGRAPH = SENTENCE * 5
CHAPTERS = (60, 120, 340)


def peak_mb() -> float:
    """Return the most memory that this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(chapters: int) -> None:
    """Print the row of a book of so many chapters, about four pages each."""
    body = "".join(f"  - heading: פרק {i}\n  - text: |\n" + f"      {PARAGRAPH}\n\n" * 8 for i in range(chapters))
    with tempfile.TemporaryDirectory() as folder:
        book = book_of(Path(folder), "he", body)
    before = peak_mb()
    document = booklet_of(book)
    laid_out, start = peak_mb(), perf_counter()
    data = write_pdf(document, created=0)
    seconds, written = perf_counter() - start, peak_mb()
    pages = len(document.pages)
    print(
        f"| {pages} | {len(data) / 1e6:.2f} | {len(data) / pages:.0f} | {seconds:.1f} | {before:.0f} | {laid_out:.0f} "
        f"| {written:.0f} | {(written - laid_out) * 1024 / pages:.0f} |",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    """Print the table, or the one row that a process of its own is for."""
    if arguments[:1] == ["--one"]:
        measure(int(arguments[1]))
        return
    print("| pages | MB | bytes a page | writing, s | MB read | MB laid out | MB written | KB of writing a page |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for chapters in arguments or CHAPTERS:
        subprocess.run([sys.executable, __file__, "--one", str(chapters)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
