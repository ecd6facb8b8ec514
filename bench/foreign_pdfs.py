"""PDFs made by other programs, through `booklet impose`, `prove` and, where there is one, `tile`.

Run `.venv/bin/python bench/foreign_pdfs.py FOLDER [PYTHON]`; it prints the table of docs/foreign-pdfs.md. FOLDER takes
the files; PYTHON is an interpreter that has the packages of `_PYTHON` (weasyprint, reportlab, fpdf2, matplotlib, typst,
pypdf). A program that is not here is left out and named. On Debian: apt-get install a2ps chromium cups-filters enscript
ghostscript groff img2pdf inkscape libreoffice-writer-nogui librsvg2-bin pandoc poppler-utils python3-cairo qpdf
texlive-latex-base wkhtmltopdf.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEBREW = "בשנת 1860 נוסדה בפריז חברת כל ישראל חברים, ובשנת 1862 נפתח בית הספר הראשון בתטואן. "
_LATIN = "In 1860 the society was founded in Paris; in 1862 its first school was opened in Tetouan. "
_PAGES = 6

_HTML = (
    '<!DOCTYPE html><html lang="he" dir="rtl"><head><meta charset="utf-8"><title>ספר</title>'
    "<style>@page{size:A5}h1{break-before:page;page-break-before:always}</style></head><body>"
    + "".join(
        f'<h1>פרק {n}</h1><p>{_HEBREW * 9}</p><p><a href="https://example.org">{n}</a></p>' for n in range(_PAGES)
    )
    + "</body></html>"
)
_TEXT = "\f".join(f"Chapter {n}\n\n{_LATIN}\n" for n in range(1, _PAGES + 1))
_MARKDOWN = "\n\n".join(f"# Chapter {n}\n\n{_LATIN * 40}" for n in range(1, _PAGES + 1))
_ROFF = "\n".join(f".SH\nChapter {n}\n.PP\n{_LATIN * 10}\n.bp" for n in range(1, _PAGES + 1))
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210">'
    '<rect x="5" y="5" width="138" height="200" fill="none" stroke="black"/>'
    '<circle cx="74" cy="90" r="40" fill="#a33"/>'
    '<text x="20" y="180" font-size="12">Page NUMBER</text></svg>'
)
_LATEX = (
    r"\documentclass{article}\usepackage[a5paper]{geometry}\begin{document}"
    + r"\clearpage ".join(rf"\section{{Chapter {n}}} {_LATIN * 9}" for n in range(1, _PAGES + 1))
    + r"\end{document}"
)
_TYPST = (
    '#set page(paper: "a5")\n#set text(lang: "he", dir: rtl, font: "Noto Serif Hebrew")\n'
    + "\n#pagebreak()\n".join(f"= פרק {n}\n{_HEBREW * 9}" for n in range(_PAGES))
)

_PYTHON = {
    "reportlab": """
from reportlab.pdfgen.canvas import Canvas
canvas = Canvas("OUT", pagesize=(420, 595))
for n in range(PAGES):
    canvas.bookmarkPage(str(n)); canvas.addOutlineEntry(str(n), str(n))
    canvas.drawString(50, 500, f"Page {n}"); canvas.acroForm.textfield(name=f"f{n}", x=50, y=300, value="filled in")
    canvas.showPage()
canvas.save()""",
    "fpdf2": """
import fpdf
pdf = fpdf.FPDF(format="A5"); pdf.set_lang("he"); pdf.set_font("Helvetica", size=20)
for n in range(PAGES):
    pdf.add_page(); pdf.cell(text=f"Page {n}"); pdf.text_annotation(50, 50, "a note")
pdf.output("OUT")""",
    "WeasyPrint": 'import weasyprint; weasyprint.HTML("in.html").write_pdf("OUT")',
    "Typst": 'import typst; typst.compile("in.typ", output="OUT")',
    "matplotlib": """
import matplotlib; matplotlib.use("pdf")
from matplotlib import pyplot; from matplotlib.backends.backend_pdf import PdfPages
with PdfPages("OUT") as pdf:
    for n in range(PAGES):
        figure = pyplot.figure(figsize=(7, 5)); pyplot.plot([1, n, 3]); pdf.savefig(figure); pyplot.close(figure)""",
    "pypdf (joined, pages of four sizes, turned)": """
from pypdf import PdfWriter
writer = PdfWriter()
for name in ("groff.pdf", "WeasyPrint.pdf", "matplotlib.pdf", "cairo.pdf"):
    writer.append(name)
for page in writer.pages[::2]:
    page.rotate(90)
writer.write("OUT")""",
}
_CAIRO = """
import cairo
surface = cairo.PDFSurface("OUT", 300, 400); context = cairo.Context(surface)
for n in range(PAGES):
    surface.set_size(300 + 20 * n, 400); context.move_to(40, 100); context.show_text(f"Page {n}"); surface.show_page()
surface.finish()"""

_SOFFICE = "soffice --headless --convert-to"
_COMMANDS = {
    "groff": "groff -ms -Tpdf in.ms > OUT",
    "cairo": "/usr/bin/python3 draw_cairo.py",
    "rsvg-convert (cairo)": "rsvg-convert -f pdf -o OUT 1.svg 2.svg 3.svg 4.svg 5.svg",
    "Inkscape": "inkscape 1.svg -o OUT",
    "LibreOffice Writer (HTML)": f"{_SOFFICE} pdf:writer_web_pdf_Export in.html && mv in.pdf OUT",
    "LibreOffice Writer (ODT, tagged)": f"{_SOFFICE} odt:writer8 in.html && {_SOFFICE} pdf:writer_pdf_Export in.odt"
    " && mv in.pdf OUT",
    "Chromium (Skia)": "chromium --headless --no-sandbox --disable-gpu --print-to-pdf=OUT in.html",
    "wkhtmltopdf (Qt)": "QT_QPA_PLATFORM=offscreen wkhtmltopdf -q -s A5 in.html OUT",
    "enscript, Ghostscript": "enscript -q -p in.ps in.txt; ps2pdf in.ps OUT",
    "a2ps, Ghostscript": "a2ps -q -o in.ps in.txt; ps2pdf in.ps OUT",
    "Ghostscript (PDF 1.4 of groff)": "gs -q -sDEVICE=pdfwrite -dCompatibilityLevel=1.4 -o OUT groff.pdf",
    "pandoc, WeasyPrint": "pandoc in.md -M title=Book -M lang=ar -t html --pdf-engine=weasyprint -o OUT",
    "pdfLaTeX": "pdflatex -interaction=batchmode in.tex > log && mv in.pdf OUT",
    "img2pdf": "rsvg-convert 1.svg -o in.png && img2pdf in.png in.png in.png -o OUT",
    "cups-filters (texttopdf)": "PPD=/dev/null /usr/lib/cups/filter/texttopdf 1 me title 1 PageSize=A5 in.txt > OUT",
    "pdftocairo": "pdftocairo -pdf groff.pdf OUT",
    "pdfunite": "pdfunite groff.pdf WeasyPrint.pdf OUT",
    "qpdf, linearized": "qpdf --linearize WeasyPrint.pdf OUT",
    "qpdf, encrypted without a password": "qpdf --encrypt '' owner 256 -- groff.pdf OUT",
    "qpdf, 1,002 pages": "qpdf --empty --pages $(yes 'pdfLaTeX.pdf' | head -n 167) -- OUT",
}


@dataclass(frozen=True)
class Outcome:
    """What became of one PDF."""

    pages: int
    imposed: str
    proved: str
    tiled: str
    said: tuple[str, ...]


def main() -> None:
    """Make every PDF, send it through the commands, print the table."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    _write_sources(folder)
    print("| made by | pages | impose | prove | tile | what is said |\n|---|---|---|---|---|---|")
    missing = []
    python = Path(sys.argv[2] if len(sys.argv) > 2 else sys.executable).absolute()
    path = os.pathsep.join([str(python.parent), os.environ["PATH"]])
    for name, command in _jobs(str(python)):
        pdf = f"{_file_name(name)}.pdf"
        (folder / pdf).unlink(missing_ok=True)
        made = subprocess.run(
            command.replace("OUT", pdf),
            shell=True,
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        if not (folder / pdf).is_file() or not (folder / pdf).stat().st_size:
            missing.append(f"{name}: {(made.stderr.strip() or made.stdout.strip()).splitlines()[-1:]}")
            continue
        one = _outcome(folder, pdf)
        print(
            f"| {name} | {one.pages} | {one.imposed} | {one.proved} | {one.tiled} | {'; '.join(one.said)} |", flush=True
        )
    for line in missing:
        print(f"\nnot here: {line}", file=sys.stderr)


def _write_sources(folder: Path) -> None:
    sources = {
        "in.html": _HTML,
        "in.txt": _TEXT,
        "in.md": _MARKDOWN,
        "in.ms": _ROFF,
        "in.tex": _LATEX,
        "in.typ": _TYPST,
    }
    sources |= {f"{n}.svg": _SVG.replace("NUMBER", str(n)) for n in range(1, _PAGES)}
    sources["draw_cairo.py"] = _CAIRO.replace("PAGES", str(_PAGES)).replace("OUT", "cairo.pdf")
    for name, text in sources.items():
        (folder / name).write_text(text, "utf-8")
    for name, code in _PYTHON.items():
        pdf = f"{_file_name(name)}.pdf"
        (folder / f"{_file_name(name)}_.py").write_text(code.replace("PAGES", str(_PAGES)).replace("OUT", pdf), "utf-8")


def _jobs(python: str) -> Iterator[tuple[str, str]]:
    """Yield names and shell commands; those that need the files of others come last."""
    yield from list(_COMMANDS.items())[:2]
    for name in _PYTHON:
        yield name, f"{python} {_file_name(name)}_.py"
    yield from list(_COMMANDS.items())[2:]


def _file_name(name: str) -> str:
    return re.sub(r"\W+", "-", name).strip("-")


def _outcome(folder: Path, pdf: str) -> Outcome:
    sheets, tiles = f"sheets-{pdf}", f"tiles-{pdf}"
    imposed = _booklet(folder, "impose", pdf, sheets)
    proved = _booklet(folder, "prove", sheets, pdf) if imposed.returncode == 0 else imposed
    tiled = _booklet(folder, "tile", pdf, tiles, "--page", "1")
    count = re.search(r"^(\d+) page", imposed.stdout, re.MULTILINE)
    said = [line for line in imposed.stdout.splitlines() if line.startswith("bound")]
    said += [re.sub(r"^.*?\]: ", "", line) for line in imposed.stderr.splitlines() if not line.startswith("hint")]
    return Outcome(int(count[1]) if count else 0, _word(imposed), _word(proved), _word(tiled), tuple(said))


def _booklet(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).resolve().parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "booklet", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )


def _word(done: subprocess.CompletedProcess[str]) -> str:
    if "No such command" in done.stderr:
        return "–"
    return "yes" if done.returncode == 0 else f"no ({done.returncode})"


if __name__ == "__main__":
    main()
