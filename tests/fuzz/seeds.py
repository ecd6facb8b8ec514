"""What fuzzing begins with: small and whole files of each kind, and words that are worth trying in them."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas

from booklet.text.fonts import Font

ROOT = Path(__file__).parents[2]

BOOKS = [
    (ROOT / "tests" / "golden" / f"{name}.yaml").read_bytes()
    for name in ("dates", "notes", "table", "hebrew-chapter", "english-quote")
]
SLIPS = (
    "של בית-ספר, ג'ורג' וצה\"ל",
    "ןושארה רפסה תיב",
    "مدرسة, أين? ﺍﻟﻤﺪﺭﺳﺔ",
    '"quoi ?" « oui »',
    "- one  word\n- the scho\u043el impor- tant \u200fx",
)
TEXTS = (
    "שָׁלוֹם *לכם* (1860)",
    "السَّلام **عليكم** ١٢٣",
    "One [two](https://a.example/) three^[note] --- “four”",
    "- one\n- two\n  1. three\n\n| a | b |\n|---|---|\n| c | d |",
    "a[^1]\n\n[^1]: note",
)


def _workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for values in (("id", "name"), (1, "Levy"), (2.5, None), ("=1+1", datetime(2026, 11, 23))):
        book.worksheets[0].append(values)
    book.save(out)
    unpacked = io.BytesIO()  # so that its words can be changed
    with zipfile.ZipFile(out) as packed, zipfile.ZipFile(unpacked, "w", zipfile.ZIP_STORED) as stored:
        for name in packed.namelist():
            stored.writestr(zipfile.ZipInfo(name), packed.read(name))
    return unpacked.getvalue()


def tables() -> list[bytes]:
    csv = 'id,name,שם\n1,"Levy, M.",לוי\n2,"a ""b""\nc",\n\n=1+1,../../x\n'
    lines = '{"id": 1, "name": "Levy"}\n\n{"id": null, "name": true}\n{"name": [1]}\n'
    utf16 = "id\tname\n1\tlevy\n".encode("utf-16")
    return [
        b"\0" + csv.encode(),
        b"\0" + utf16,
        b"\1" + lines.encode(),
        b"\2" + csv.encode("cp1255"),
        b"\3" + _workbook(),
    ]


def pdf_of(page_count: int = 2) -> bytes:
    """Return a small PDF that is not packed, so that its words can be changed."""
    out = io.BytesIO()
    canvas = ReportlabCanvas(out, pagesize=(200, 300), invariant=1, pageCompression=0)
    for number in range(page_count):
        canvas.rect(10, 10, 20, 50, stroke=0, fill=1)
        canvas.drawString(40, 100, str(number))
        canvas.linkURL("https://a.example", (0, 0, 9, 9))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdfs() -> list[bytes]:
    plain = pdf_of()
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        pdf.Root.Lang = pikepdf.String("he")
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return [plain, packed.getvalue()]


def pictures() -> list[bytes]:
    made = []
    for mode, form in (
        ("RGB", "PNG"),
        ("LA", "PNG"),
        ("1", "PNG"),
        ("P", "PNG"),
        ("I;16", "PNG"),
        ("RGB", "JPEG"),
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
    ):
        out = io.BytesIO()
        Image.new(mode, (9, 7)).save(out, form)
        made.append(out.getvalue())
    return made


DRAWINGS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1L8 8C1 2 3 4 5 6a1 2 3 0 1 4 4z" '
    b'fill="#f00" transform="rotate(9) scale(1 2)"/><use href="#a" x="1"/><g id="a"><rect width="3" height="2"/>'
    b"</g></svg>",
    b'<svg width="2cm" height="3em"><style>.a{fill:red;stroke:blue}</style><circle class="a" r="2" cx="50%"/>'
    b'<polygon points="1,1 2,2 3,1"/><clipPath id="c"><rect width="1" height="1"/></clipPath>'
    b'<ellipse rx="1" ry="2" clip-path="url(#c)" stroke-dasharray="1 2" style="opacity:.5"/></svg>',
)
_TTF = (ROOT / "fonts" / "amiri" / "Amiri_400Regular.ttf", ROOT / "fonts" / "eb-garamond" / "EBGaramond_400Regular.ttf")


def font_subsets() -> list[bytes]:
    """Return subsets: whole fonts are larger than an input may be."""
    return [Font(path, family="a", weight=400, italic=False).subset(range(20))[0] for path in _TTF if path.is_file()]


def yaml_files(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "booklet" / folder).glob("*.yaml"))]


YAML_WORDS = ("&a", "*a", "!!str", "|", ">-", "---", "null", "0x7fffffff", "1e99", "- ", ": ", "{", "[", "<<")
PDF_WORDS = (
    *("/Kids", "/Count", "/Parent", "/MediaBox", "/TrimBox", "/Rotate", "/UserUnit", "/Annots", "/Contents", "null"),
    *(
        "/Resources",
        "/XObject",
        "/Type",
        "/Filter",
        "/FlateDecode",
        "/Length",
        "/Encrypt",
        "/Lang",
        "1 0 R",
        "99999999999",
    ),
    *("/AcroForm", "/ObjStm", "xref", "trailer", "<<", ">>", "[", "]", "/OCProperties", "/OutputIntents", "/Metadata"),
)
MARKDOWN_WORDS = ("[^1]", "[^1]: a", "^[a]", "| a |", "|---|", "**", "*", "](http://a)", "&#1;", "- ", "1. ", "\\")
