"""What is fuzzed: each target takes bytes as a person might give them, and may end in nothing but a `BookletError`.

Every target begins with seeds, small and whole, and knows words that are worth trying in its kind of file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from booklet.checking import check as check_source
from booklet.doctor import find_cure, write_cure
from booklet.document.blocks import BLOCKS
from booklet.document.format import BOOK
from booklet.document.markdown import read_passage
from booklet.document.reader import read_book
from booklet.document.shop_reader import read_shop_file
from booklet.document.sources import Faults, SourceFile
from booklet.document.theme_reader import read_theme, read_theme_file
from booklet.document.written import Written
from booklet.errors import BookletError, Where
from booklet.finished import ImposeOptions, ProveOptions, impose_file, prove_files, tile_file
from booklet.geometry import Rect, paper_size
from booklet.languages import Binding, Direction
from booklet.layout.display import Artifact, DisplayDocument, Element, Marked, Page, Role
from booklet.layout.pages import lay_out_booklet
from booklet.layout.pictures import open_picture
from booklet.layout.poster import lay_out_poster
from booklet.layout.styles import make_styles
from booklet.merge.data import read_table
from booklet.merge.names import name_key, read_pattern
from booklet.messages import explain
from booklet.pdf.writer import write_pdf
from booklet.preflight.x4.check import check_x4
from booklet.preflight.x4.tell import report_lines
from booklet.press.profiles import parse_printer
from booklet.press.schemes import SADDLE
from booklet.press.tiles import TileOptions
from booklet.text.fonts import Font, FontLibrary
from tests.fuzz.seeds import (
    BOOKS,
    DRAWINGS,
    MARKDOWN_WORDS,
    PDF_WORDS,
    ROOT,
    SLIPS,
    TEXTS,
    YAML_WORDS,
    font_subsets,
    pdf_of,
    pdfs,
    pictures,
    tables,
    yaml_files,
)

LIBRARY = FontLibrary(ROOT / "fonts")
WHERE = Where(path="fuzzed")


@dataclass(frozen=True, slots=True)
class Target:
    """One way in."""

    run: Callable[[bytes, Path], None]
    """Called with the data and a folder for its files."""
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[str] = ()
    longest: int = 4096
    """Bytes of an input."""


def told(target: Target, data: bytes, folder: Path) -> bool:
    """Run a target; say whether it ended in an error that can be told. Any other exception is a finding."""
    try:
        target.run(data, folder)
    except BookletError as error:
        for fault in error.diagnostics:
            assert fault.code in explain(fault)
            assert fault.message
        return True
    return False


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# --- A book ---------------------------------------------------------------------------------------------------------

LANGUAGES_TRIED = ("he", "ar", "en", "fr", "fa", "yi")
FRAMES = (
    "body:\n  - text: |\n{}\n",
    "body:\n  - lead: |\n{}\n",
    "body:\n  - quote:\n      full-page: true\n      text: |\n{}\n",
    "body:\n  - list:\n    - title: >-\n{}\n",
    "body:\n  - heading: >-\n{}\n  - contents\n",
    "body:\n  - cover:\n      title: >-\n{}\n  - text: a\n",
    "body: [timeline]\nevents:\n  - year: 1860\n    title: >-\n{}\n",
    "body: [timeline]\nevents:\n  - year: 1860\n    title: a\n    text: |\n{}\n",
    "body:\n  - blank\nevents:\n  - year: 1860\n    title: >-\n{}\nposter: {{}}\n",
)
MENDED_FRAMES = (
    "  - text: |\n{}\n",
    "  - text: >-\n{}\n",
    "  - text:\n{}\n",
    "  - heading: x # a  b\n  - list: [\n{}\n  ]\n",
)


def _book(data: bytes, folder: Path) -> None:
    check_source(_put(folder, "booklet.yaml", data))


def _text(data: bytes, folder: Path) -> None:
    """Read, lay out and write a book whose language and block the first two bytes choose; the rest is its text."""
    language = LANGUAGES_TRIED[data[0] % len(LANGUAGES_TRIED)] if data else "en"
    frame = FRAMES[data[1] % len(FRAMES)] if len(data) > 1 else FRAMES[0]
    words = data[2:].decode("utf-8", "ignore").split("\n")
    head = f"booklet: 1\nid: a\ntitle: T\neditions: {{one: {{languages: [{language}]}}}}\n"
    text = head + frame.format("\n".join(f"          {line}" for line in words))
    make_whole(_put(folder, "booklet.yaml", text.encode()))


def make_whole(source: Path) -> None:
    """Read a book, lay out its first edition and its poster, and write both."""
    book = read_book(source)
    edition = next(iter(book.editions.values()))
    styles = [make_styles(read_theme(book.theme), language, LIBRARY) for language in edition.languages]
    write_pdf(lay_out_booklet(book, edition, *styles), created=0)
    if book.poster:
        write_pdf(lay_out_poster(book, edition, styles[0]), created=0)


def _markdown(data: bytes, folder: Path) -> None:
    file = SourceFile.of("a", data.decode("utf-8", "ignore").replace("\r", "\n"))
    faults = Faults()
    read_passage(Written.of_file(file), faults)
    faults.check()


def _mend(data: bytes, folder: Path) -> None:
    """Mend a book whose language and layout of the YAML the first two bytes choose; what is mended has to stay so."""
    language = LANGUAGES_TRIED[data[0] % len(LANGUAGES_TRIED)] if data else "he"
    frame = MENDED_FRAMES[data[1] % len(MENDED_FRAMES)] if len(data) > 1 else MENDED_FRAMES[0]
    words = data[2:].decode("utf-8", "ignore").split("\n")
    head = f"booklet: 1\nid: a\ntitle: T\neditions: {{one: {{languages: [{language}]}}}}\nbody:\n"
    text = head + frame.format("\n".join(f"      {line}" for line in words))
    source = _put(folder, "booklet.yaml", text.encode())
    cure = find_cure(source)
    if cure.count:
        list(cure.diff())
        write_cure(cure, folder)
        assert find_cure(source).count == 0, "what was mended is mended again"
        assert (folder / "booklet.yaml").read_text("utf-8").startswith(head)


# --- What a book names ------------------------------------------------------------------------------------------------


def _picture(data: bytes, folder: Path) -> None:
    picture = open_picture(_put(folder, "a.png", data), WHERE)
    page = Page(paper_size("A5"), (Marked((picture.at(Rect(10, 10, 100, 100)),), Artifact.LAYOUT),))
    document = DisplayDocument(
        pages=(page,),
        title="a",
        language="en",
        direction=Direction.LTR,
        binding=Binding.LEFT,
        structure=Element(id=0, role=Role.DOCUMENT, language="en"),
    )
    write_pdf(document, created=0)


def _drawing(data: bytes, folder: Path) -> None:
    _picture(b"<" + data.removeprefix(b"<"), folder)


def _theme(data: bytes, folder: Path) -> None:
    read_theme_file(_put(folder, "a.yaml", data))


def _shop(data: bytes, folder: Path) -> None:
    read_shop_file(_put(folder, "a.yaml", data))


def _printer(data: bytes, folder: Path) -> None:
    parse_printer(data, "a.toml")


def _font(data: bytes, folder: Path) -> None:
    font = Font(_put(folder, "A_400Regular.ttf", data), family="a", weight=400, italic=False)
    assert font.ascent + font.descent + font.cap_height + font.x_height is not None
    assert len(font.bounding_box) == 4
    glyphs = [font.nominal_glyph(code_point) or 0 for code_point in sorted(font.coverage)[:8]]
    for glyph in glyphs:
        font.glyph_advance(glyph)
        font.glyph_extents(glyph)
        font.outline(glyph)
    font.has_feature("smcp", "latn")
    font.subset(glyphs)


# --- Tables -----------------------------------------------------------------------------------------------------------


def _table(data: bytes, folder: Path) -> None:
    """Read a table, whose kind and encoding the first byte chooses, and name the files of its rows."""
    ending, encoding = TABLE_KINDS[data[0] % len(TABLE_KINDS)] if data else TABLE_KINDS[0]
    table = read_table(_put(folder, f"a{ending}", data[1:]), encoding)
    first = next(name for name in table.columns if name)
    pattern = read_pattern("{row}" if set(first) & set("{}/\\") else f"{{{first}}}-{{row}}")
    for row in table.rows:
        if row.fault:
            assert explain(table.fault(row, row.fault, row.hint))
            continue
        assert len(row.values) == len(table.columns)
        name = pattern.name(dict(zip(table.columns, row.values, strict=True)), row.number)
        assert name_key(name) == name_key(name_key(name))
        assert not name or (folder / name).resolve().parent == folder.resolve()


TABLE_KINDS = ((".csv", ""), (".jsonl", ""), (".csv", "cp1255"), (".xlsx", ""))


# --- Finished files ---------------------------------------------------------------------------------------------------


def _check_pdf(data: bytes, folder: Path) -> None:
    report_lines(check_x4(_put(folder, "a.pdf", data)))


def _impose(data: bytes, folder: Path) -> None:
    impose_file(_put(folder, "a.pdf", data), folder / "sheets.pdf", ImposeOptions(sheet=paper_size("A4")))


def _tile(data: bytes, folder: Path) -> None:
    wish = TileOptions(sheet=paper_size("A4"), page_number=1, scale=1.5)
    tile_file(_put(folder, "a.pdf", data), folder / "tiles.pdf", wish)


def _prove(data: bytes, folder: Path) -> None:
    """Prove that data against a sound booklet, and its sheets against that data."""
    given, whole = _put(folder, "a.pdf", data), _put(folder, "b.pdf", pdf_of())
    faults: list[BookletError] = []
    for sheets, reader in ((given, whole), (whole, given)):
        try:
            prove_files((sheets,), reader, ProveOptions(scheme=SADDLE, binding=Binding.LEFT))
        except BookletError as error:
            faults.append(error)
    if len(faults) == 2:
        raise faults[0]


def _sheets() -> bytes:
    with TemporaryDirectory() as room:
        folder = Path(room)
        _impose(pdf_of(), folder)
        return (folder / "sheets.pdf").read_bytes()


TARGETS = {
    "book": Target(
        _book,
        lambda: [*BOOKS, b"booklet: 1\nid: a\ntitle: T\neditions: {en: {languages: [en]}}\nbody: [blank]\n"],
        (
            *BOOK.fields,
            *BLOCKS,
            *YAML_WORDS,
            "languages",
            "year",
            "date",
            "circa",
            "file",
            "title",
            "text",
            "he",
            "ar",
        ),
        8192,
    ),
    "text": Target(
        _text,
        lambda: [bytes((i, j)) + words.encode() for i, words in enumerate(TEXTS) for j in range(len(FRAMES))],
        (
            *MARKDOWN_WORDS,
            "\u200f",
            "\u2067",
            "\u2069",
            "\u202e",
            "\u05b8",
            "\u0651",
            "\u200d",
            "\u00ad",
            "ﷺ",
            "\u0640",
        ),
        400,
    ),
    "markdown": Target(_markdown, lambda: [words.encode() for words in TEXTS], MARKDOWN_WORDS),
    "fix": Target(
        _mend,
        lambda: [bytes((i, j)) + words.encode() for i, words in enumerate(SLIPS) for j in range(len(MENDED_FRAMES))],
        (*MARKDOWN_WORDS, "-", "'", '"', "  ", "\u200f", "\u2067", "\u2069", "\u00ad", "ﬃ", " ?", "«", ",", "\u05b8"),
        400,
    ),
    "table": Target(_table, tables, ('"', '""', ",", ";", "\t", "\r", "\0", "{", "}", "../", "null", "1e999"), 16384),
    "picture": Target(_picture, pictures, longest=2048),
    "drawing": Target(
        _drawing,
        lambda: list(DRAWINGS),
        (
            "viewBox",
            "transform",
            "matrix(",
            "skewX(",
            "use",
            "href",
            "1e999",
            "NaN",
            "-",
            "%",
            "symbol",
            "nested",
            "<svg>",
        ),
        2048,
    ),
    "theme": Target(
        _theme, lambda: yaml_files("themes"), (*YAML_WORDS, "palette", "fonts", "Hebr", "1pt", "#000000"), 8192
    ),
    "shop": Target(_shop, lambda: yaml_files("shops"), (*YAML_WORDS, "profile", "bleed"), 4096),
    "printer": Target(
        _printer,
        lambda: [b'flip = "long"\nreverse = false\nback-offset = [0.5, -1.0]\nmargins = [4, 4, 4, 4]\n'],
        ("inf", "nan", '"""'),
        512,
    ),
    "font": Target(_font, font_subsets, ("glyf", "head", "loca", "cmap"), 65536),
    "check-pdf": Target(_check_pdf, pdfs, PDF_WORDS),
    "impose": Target(_impose, pdfs, PDF_WORDS),
    "tile": Target(_tile, pdfs, PDF_WORDS),
    "prove": Target(_prove, lambda: [*pdfs(), _sheets()], PDF_WORDS),
}
