"""What tools read out of a screen PDF: each case on a page of its own, read by every tool that is there.

Run `.venv/bin/python bench/extraction.py`: the table of docs/extraction.md. With `--trials`, the same for each way of
writing in bench/techniques.py; with the names of some ways, for those. `--show` prints what a tool gave where it is
not what was written; `--sentences` counts those of tests/sentences.yaml. Tools that are no part of the tests are found
where they are: pymupdf and pypdf on PYTHONPATH, pdf.js in the folder that PDFJS names (`npm install pdfjs-dist`),
poppler and Ghostscript on PATH.
"""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pypdfium2
import yaml

from booklet.geometry import Size
from booklet.justification import Justification
from booklet.languages import LANGUAGES
from booklet.layout.display import DisplayDocument, Element, Marked, Page, Role
from booklet.layout.setting import place_line
from booklet.pdf.writer import write_pdf
from booklet.text.fonts import Font
from booklet.text.paragraph import set_paragraph
from booklet.text.style import Alignment, CharacterStyle, ParagraphShape, Typeface
from tests.support.fonts import AMIRI, FRANK, GARAMOND, KUFI, NOTO, TEXT, styled
from tests.support.reading import leaves_of

WIDE = 400.0
PAGE = Size(WIDE + 100, 200.0)


@dataclass(frozen=True)
class Case:
    """A paragraph to be read."""

    name: str
    text: str
    language: str
    fonts: tuple[Font, ...] = ()
    """Of the Hebrew and Arabic letters, where they are not those of running text."""
    measure: float = WIDE


CASES = (
    Case("1 plain Hebrew", "שלום עולם וברוכים הבאים", "he"),
    Case("2 pointed Hebrew, Frank Ruhl Libre", "בְּרֵאשִׁית בָּרָא אֱלֹהִים", "he"),
    Case("3 pointed Hebrew, Noto Serif Hebrew", "בְּרֵאשִׁית בָּרָא אֱלֹהִים", "he", (NOTO,)),
    Case("4 Arabic in Noto Kufi, some letters two glyphs", "السلام عليكم والأمل", "ar", (KUFI,)),
    Case("5 Arabic with lam-alef (Amiri)", "السلام عليكم والأمل", "ar"),
    Case("6 vocalized Arabic", "السَّلَامُ عَلَيْكُمْ", "ar"),
    Case("7 Hebrew, ends in Latin and numbers", "אבג (abc) 123-456", "he"),
    Case("8 Hebrew with brackets", "הרחוב (השקט) בעיר", "he"),
    Case("9 Hebrew with a year", "בשנת 1948 נולד", "he"),
    Case("10 Hebrew with a Latin name", "ב Haifa גר", "he"),
    Case("11 Arabic with kashidas, two lines", "تأسست المدرسة في المدينة القديمة سنة طويلة", "ar", measure=131.0),
    Case("12 Latin with ligatures", "Waffles offer a fine first flight", "en"),
    Case("13 hyphenated French, two lines", "une responsabilité incompréhensible", "fr", measure=140.0),
)
RIGHT_TO_LEFT = ("he", "ar")
RUNNING = replace(TEXT, justification=Justification())


def pages_of(case: Case, element: int) -> Page:
    """Return a page with the lines of a case."""
    face = Typeface({"Hebr": case.fonts or (FRANK,), "Arab": case.fonts or (AMIRI,), "Latn": (GARAMOND,)}, {})
    style: CharacterStyle = replace(RUNNING, typeface=face)
    shape = ParagraphShape(case.measure, Alignment.JUSTIFY, hyphenate=True)
    lines = set_paragraph(styled(case.text, case.language, style=style), shape)
    assert case.name in LANGUAGES or len(lines) == (1 if case.measure == WIDE else 2), case.name
    placed = tuple(place_line(line, 50.0, 60.0 + 20.0 * i, 16.0) for i, line in enumerate(lines))
    return Page(PAGE, (Marked(placed, element),))


def pdfs_of(cases: tuple[Case, ...]) -> list[bytes]:
    """Return a file for the cases of each direction, which some tools ask the file for; a page for each case."""
    groups = groupby(cases, lambda case: case.language in RIGHT_TO_LEFT)
    return [_pdf_of(tuple(group), "he" if right_to_left else "en") for right_to_left, group in groups]


def _pdf_of(cases: tuple[Case, ...], language: str) -> bytes:
    leaves = tuple(
        Element(id=1 + i, role=Role.PARAGRAPH, language=case.language, text=case.text) for i, case in enumerate(cases)
    )
    document = DisplayDocument(
        title="Cases",
        language=language,
        direction=LANGUAGES[language].direction,
        binding=LANGUAGES[language].binding,
        pages=tuple(pages_of(case, 1 + i) for i, case in enumerate(cases)),
        structure=Element(id=0, role=Role.DOCUMENT, language=language, children=leaves),
    )
    return write_pdf(document, created=0)


# --- Tools --------------------------------------------------------------------------------------------------------


def with_pdfium(data: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def with_program(*command: str) -> Callable[[bytes], list[str]]:
    """Return a reader by a program that ends pages with a form feed; `{}` is the file."""

    def read(data: bytes) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "cases.pdf")
            path.write_bytes(data)
            arguments = [argument.replace("{}", str(path)) for argument in command]
            done = subprocess.run(arguments, capture_output=True, check=True)
        return done.stdout.decode("utf-8").split("\f")

    return read


def with_ghostscript(data: bytes) -> list[str]:
    """Return the text of each page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cases.pdf")
        path.write_bytes(data)
        subprocess.run(["gs", "-q", "-sDEVICE=txtwrite", "-o", f"{folder}/%03d.txt", str(path)], check=True)
        return [page.read_text("utf-8", "replace") for page in sorted(Path(folder).glob("*.txt"))]


def with_struct_text(data: bytes) -> list[str]:
    """Return the text of each leaf as poppler reads it from the structure tree, in order."""
    (shown,) = with_program("pdfinfo", "-struct-text", "{}")(data)
    return struct_texts(shown)


def struct_texts(shown: str) -> list[str]:
    """Return what stands between quotation marks in the output of `pdfinfo -struct-text`."""
    return re.findall(r'^ *"(.*?)"$', shown, re.MULTILINE | re.DOTALL)


_PDFJS = """
import {{ getDocument }} from "file://{folder}/legacy/build/pdf.mjs";
import {{ readFileSync }} from "fs";
const pdf = await getDocument({{ data: new Uint8Array(readFileSync("{path}")), verbosity: 0 }}).promise;
const pages = [];
for (let i = 1; i <= pdf.numPages; i++) {{
    const content = await (await pdf.getPage(i)).getTextContent();
    pages.push(content.items.map((item) => item.str + (item.hasEOL ? "\\n" : "")).join(""));
}}
console.log(JSON.stringify(pages));
"""


def with_pdfjs(data: bytes) -> list[str]:
    """Return the text of each page."""
    with tempfile.TemporaryDirectory() as folder:
        path, script = Path(folder, "cases.pdf"), Path(folder, "read.mjs")
        path.write_bytes(data)
        script.write_text(_PDFJS.format(folder=os.environ["PDFJS"], path=path), "utf-8")
        done = subprocess.run(["node", str(script)], capture_output=True, check=True)
    pages: list[str] = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
    return pages


def with_pymupdf(data: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.get_text() for page in _module("pymupdf").open(stream=data, filetype="pdf")]


def with_pypdf(data: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in _module("pypdf").PdfReader(BytesIO(data)).pages]


def with_structure(data: bytes) -> list[str]:
    """Return the text of each leaf of the structure tree, in order."""
    return [leaf.text for leaf in leaves_of(data)]


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _version(name: str, *command: str) -> str:
    """Return the version that a program tells, or nothing when it is not there."""
    if not shutil.which(name):
        return ""
    done = subprocess.run([name, *command], capture_output=True, check=False)
    found = re.search(r"\d+(\.\d+)+", (done.stdout + done.stderr).decode())
    return found[0] if found else ""


def _pdfjs_version() -> str:
    path = Path(os.environ.get("PDFJS", ""), "package.json")
    return json.loads(path.read_text("utf-8"))["version"] if os.environ.get("PDFJS") and path.exists() else ""


def tools() -> dict[str, Callable[[bytes], list[str]]]:
    """Return what reads, by name and version: the tools that are there."""
    poppler, ghostscript, pdfjs = _version("pdftotext", "-v"), _version("gs", "--version"), _pdfjs_version()
    pymupdf, pypdf = _module("pymupdf"), _module("pypdf")
    found: dict[str, Callable[[bytes], list[str]]] = {}
    found[f"pdfium {pypdfium2.PDFIUM_INFO.build}"] = with_pdfium
    if pdfjs:
        found[f"pdf.js {pdfjs}"] = with_pdfjs
    if poppler:
        found[f"pdftotext {poppler}"] = with_program("pdftotext", "{}", "-")
        found[f"pdftotext -raw {poppler}"] = with_program("pdftotext", "-raw", "{}", "-")
    if pymupdf:
        found[f"MuPDF {pymupdf.mupdf_version}"] = with_pymupdf
    if pypdf:
        found[f"pypdf {pypdf.__version__}"] = with_pypdf
    if ghostscript:
        found[f"Ghostscript {ghostscript}"] = with_ghostscript
    if poppler:
        found[f"pdfinfo -struct-text {poppler}"] = with_struct_text
    found[f"structure, pikepdf {pikepdf.__version__}"] = with_structure
    return found


# --- The table ----------------------------------------------------------------------------------------------------


_DIRECTIONS = re.compile("[\u202a-\u202e]")
_DIVISION = re.compile("\u00ad\r?\n *|\ufffe")
_LINE_END = re.compile(" ?\r?\n *")


def is_exact(read: str, text: str) -> bool:
    """Whether a tool gave back what was written.

    A line end may stand for a space, or end a line that ends with one; a soft hyphen and a line end (pdfium: U+FFFE)
    stand for nothing; pdftotext's signs of direction do not count.
    """
    joined = _DIVISION.sub("", _DIRECTIONS.sub("", read))
    return _LINE_END.sub(" ", joined).strip() == text


def pages_read(read: Callable[[bytes], list[str]], data: bytes) -> list[str]:
    """Return the text of each page; without what follows the last form feed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        count = len(pdf.pages)
    pages = read(data)
    assert len(pages) >= count, "fewer texts than pages"
    return pages[:count]


def show_table(files: list[bytes], *, shows: bool) -> None:
    """Print which cases each tool reads exactly."""
    for name, read in tools().items():
        pages = [page for data in files for page in pages_read(read, data)]
        exact = [is_exact(page, case.text) for page, case in zip(pages, CASES, strict=True)]
        print(f"| {name} | " + " | ".join("yes" if good else "-" for good in exact) + f" | {sum(exact)} |", flush=True)
        if shows:
            for page, case, good in zip(pages, CASES, exact, strict=True):
                if not good:
                    print(f"    {case.name}: {case.text!r} read as {page!r}")


def show_sentences() -> None:
    """Print how many of the sentences of each language each tool reads exactly; a sentence that is not one line too."""
    sentences = yaml.safe_load(Path(__file__).parents[1].joinpath("tests", "sentences.yaml").read_text("utf-8"))
    cases = tuple(Case(language, text, language) for language, texts in sentences.items() for text in texts)
    files = pdfs_of(cases)
    print(f"| tool | {' | '.join(sentences)} |\n|---|{'---|' * len(sentences)}")
    for name, read in tools().items():
        pages = [page for data in files for page in pages_read(read, data)]
        exact = [case.language for case, page in zip(cases, pages, strict=True) if is_exact(page, case.text)]
        print(f"| {name} | {' | '.join(str(exact.count(language)) for language in sentences)} |", flush=True)


def main(arguments: list[str]) -> None:
    """Print one table, or one for each technique."""
    shows, trials = "--show" in arguments, "--trials" in arguments
    wanted = [argument for argument in arguments if not argument.startswith("--")]
    head = (
        "| tool | " + " | ".join(case.name.split()[0] for case in CASES) + " | of |\n|---|" + "---|" * (len(CASES) + 1)
    )
    if "--sentences" in arguments:
        show_sentences()
        return
    if not trials and not wanted:
        print(head)
        show_table(pdfs_of(CASES), shows=shows)
        return
    techniques: ModuleType = importlib.import_module("techniques")
    for name, technique in techniques.TECHNIQUES.items():
        if trials or name in wanted:
            with technique():
                files = pdfs_of(CASES)
            print(f"\n{name}, {sum(map(len, files)):,} bytes\n\n{head}")
            show_table(files, shows=shows)


if __name__ == "__main__":
    main(sys.argv[1:])
