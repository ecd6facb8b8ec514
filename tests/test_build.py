"""What a build hands from the source to the stages."""

import json
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from booklet.build import Kind, build
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.press.found import Fingerprints, find_pages
from booklet.press.printer import Flip, Printer
from booklet.shop import CoverFile
from booklet.units import mm

BOOK = """\
booklet: 1
id: a
title: T
paper: {thickness: 1mm}
editions: {en: {languages: [en]}}
body:
""" + "".join(f"  - heading: Chapter {i}\n" for i in range(8))


def test_creep_follows_from_the_thickness_of_the_paper(tmp_path):
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8")
    (sheets, _) = build(tmp_path, tmp_path / "out", kinds=[Kind.SHEETS]).files
    with pikepdf.open(BytesIO(sheets.read_bytes())) as pdf:
        fronts = [find_pages(side, Fingerprints()) for side in list(pdf.pages)[::2]]
    gaps = []
    for front in fronts:
        left, right = sorted((page.box for page in front.pages), key=lambda box: box.x)
        gaps.append(right.x - left.right)
    assert gaps == pytest.approx([0.0, -2 * mm(1)], abs=0.01)


def test_what_the_checks_find_is_told_once_for_all_editions_and_files(tmp_path):
    word = "מ" * 25  # of which a line has no room for two
    text = f"בית-ספר ב֖ {word} {word}"
    (tmp_path / "booklet.yaml").write_text(
        "booklet: 1\nid: a\ntitle: T\neditions: {one: {languages: [he]}, two: {languages: [he]}}\n"
        f"body:\n  - text: {text}\n",
        "utf-8",
    )
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.READER, Kind.SHEETS])
    codes = ["hyphen-for-maqaf", "other-font", "loose-line"]
    assert [warning.code for warning in built.warnings] == codes
    report = json.loads((tmp_path / "out" / "a-report.json").read_text("utf-8"))
    assert [warning["code"] for warning in report["warnings"]] == [warning.code for warning in built.warnings]


# --- Covers on other paper ---------------------------------------------------------------------------------------


def named(text, paper):
    return text.replace("paper: {thickness: 1mm}\n", "").replace("body:\n", f"paper: {{{paper}}}\nbody:\n", 1)


def test_a_cover_of_other_paper_has_a_file_of_its_own(tmp_path):
    (tmp_path / "booklet.yaml").write_text(named(BOOK, "thickness: 1mm, cover: {thickness: 2mm}"), "utf-8")
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.READER, Kind.SHEETS])
    assert [path.name for path in built.files] == [
        "a-en.pdf",
        "a-en-sheets.pdf",
        "a-en-cover-sheet.pdf",
        "a-report.json",
    ]
    reader, sheets, cover = (words(path) for path in built.files[:3])
    assert len(reader) == 8 and (len(sheets), len(cover)) == (2, 2)
    sides = [(7, 0), (1, 6), (5, 2), (3, 4)]
    for side, (left, right) in zip([*cover, *sheets], sides, strict=True):
        assert all(f"Chapter {index}" in side for index in (left, right)), side
    with pikepdf.open(built.files[1]) as pdf:
        left, right = sorted((page.box for page in find_pages(pdf.pages[0], Fingerprints()).pages), key=lambda b: b.x)
    assert right.x - left.right == pytest.approx(-2 * mm(2), abs=0.01), "creep by the paper of the cover"
    report = json.loads((tmp_path / "out" / "a-report.json").read_text("utf-8"))
    assert [(one["kind"], one["pages"], one["sheets"]) for one in report["files"]] == [
        ("reader", 8, None),
        ("sheets", 2, 1),
        ("sheets", 2, 1),
    ]


def test_the_instructions_name_the_cover_sheet_and_are_none_for_a_glued_book(tmp_path):
    (tmp_path / "booklet.yaml").write_text(named(BOOK, "cover: {thickness: 0.3mm}"), "utf-8")
    (page, _) = build(tmp_path, tmp_path / "out", kinds=[Kind.INSTRUCTIONS]).files
    (text,) = words(page)
    assert "a-en-cover-sheet.pdf" in text and "a-en-sheets.pdf" in text and "2 sheets of A4" in text
    (tmp_path / "booklet.yaml").write_text(named(BOOK, "binding: perfect"), "utf-8")
    files = build(tmp_path, tmp_path / "out", kinds=[Kind.INSTRUCTIONS]).files
    assert [path.name for path in files] == ["a-report.json"]


@pytest.mark.parametrize("joining", ["saddle", "perfect"])
def test_a_pile_turned_by_hand_has_fronts_and_backs_of_both(tmp_path, joining):
    paper = f"cover: {{thickness: 0.3mm}}, binding: {joining}, trim: 120mm x 200mm"
    (tmp_path / "booklet.yaml").write_text(named(BOOK, paper), "utf-8")
    files = build(tmp_path, tmp_path / "out", kinds=[Kind.SHEETS], printer=Printer(flip=Flip.MANUAL)).files
    assert [path.name for path in files[:-1]] == [
        *("a-en-sheets-fronts.pdf", "a-en-sheets-backs.pdf"),
        *("a-en-cover-sheet-fronts.pdf", "a-en-cover-sheet-backs.pdf"),
    ]
    assert [len(words(path)) for path in files[:-1]] == [1, 1, 1, 1]


def test_a_booklet_of_four_pages_is_all_cover(tmp_path):
    text = BOOK.replace("".join(f"  - heading: Chapter {i}\n" for i in range(4, 8)), "")
    for paper in ("cover: {thickness: 0.3mm}", "binding: perfect"):
        (tmp_path / "booklet.yaml").write_text(named(text, paper), "utf-8")
        built = build(tmp_path, tmp_path / "out", kinds=[Kind.SHEETS, Kind.PRESS])
        assert [path.name for path in built.files] == ["a-en-cover-sheet.pdf", "a-en-press.pdf", "a-report.json"]


@pytest.mark.parametrize("joining", ["saddle", "perfect"])
def test_two_covers_on_one_sheet(tmp_path, joining):
    paper = f"cover: {{thickness: 0.3mm}}, binding: {joining}, trim: 120mm x 200mm"
    (tmp_path / "booklet.yaml").write_text(named(TWO_COVERS, paper), "utf-8")
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.READER, Kind.SHEETS])
    reader, sheets, cover = (words(path) for path in built.files[:3])
    half = len(reader) // 2
    assert reader[0] == "Title" and "Title" in cover[0] and reader[half] and reader[half] in cover[0]
    assert len(sheets) == (len(reader) - 4) / 2


@pytest.mark.parametrize("cover", list(CoverFile))
def test_the_cover_of_a_glued_book_is_one_flat_sheet(tmp_path, monkeypatch, cover):
    asked = replace(read_shop(DEFAULT_SHOP), cover=cover)
    monkeypatch.setattr("booklet.build.read_shop", lambda *_: asked)
    paper = "thickness: 1mm, cover: {thickness: 0.5mm}, binding: perfect, trim: 120mm x 200mm"
    (tmp_path / "booklet.yaml").write_text(named(BOOK, paper), "utf-8")
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.PRESS])
    assert [path.name for path in built.files] == ["a-en-press-cover.pdf", "a-en-press-inside.pdf", "a-report.json"]
    outside, inside = words(built.files[0])
    assert "Chapter 0" in outside and "Chapter 7" in outside and "Chapter 1" in inside and "Chapter 6" in inside
    assert ["".join(text.split("Chapter ")[-1][:1]) for text in words(built.files[1])] == ["2", "3", "4", "5"]
    with pikepdf.open(built.files[0]) as pdf:
        left, _, right, _ = (float(edge) for edge in pdf.pages[0]["/TrimBox"])
    # Four pages inside are two leaves of 1 mm, and the cover is on both sides of them.
    assert right - left == pytest.approx(mm(2 * 120 + 2 * 1 + 2 * 0.5), abs=0.01)


# --- Files for the print shop -------------------------------------------------------------------------------------

TWO_COVERS = """\
booklet: 1
id: a
title: {en: Title, he: כותר}
editions: {both: {languages: [en, he], arrangement: two-covers}}
body:
  - cover
""" + "".join(
    f"  - heading: {{en: Chapter {i}, he: פרק {i}}}\n  - text: {{en: Words., he: מילים.}}\n" for i in range(3)
)


def pictures(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return [sheet.render(scale=0.5, may_draw_forms=False).to_pil().convert("L") for sheet in pdf]


def words(path):
    """The text of each page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pdf]


def test_pages_of_two_covers_lie_as_in_the_booklet(tmp_path):
    (tmp_path / "booklet.yaml").write_text(TWO_COVERS, "utf-8")
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.READER, Kind.PRESS])
    reader, press = (words(path) for path in built.files[:2])
    assert len(press) == len(reader) and len(press) % 4 == 0
    half = len(reader) // 2  # both languages have as many pages here
    assert reader[0] == "Title" and "Chapter 0" in reader[1]
    assert press == [*reader[:half], *reversed(reader[half:])]
    assert press[-1] == reader[half] != reader[-1], "it ends with the second cover"


SHOPS = {"with-inside": ["a-en-press.pdf"], "apart": ["a-en-press-cover.pdf", "a-en-press-inside.pdf"]}


@pytest.mark.parametrize("cover", SHOPS)
def test_a_shop_may_want_the_cover_in_a_file_of_its_own(tmp_path, monkeypatch, cover):
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8")
    asked = replace(read_shop(DEFAULT_SHOP), cover=CoverFile(cover))
    monkeypatch.setattr("booklet.build.read_shop", lambda *_: asked)
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.PRESS])
    assert [path.name for path in built.files] == [*SHOPS[cover], "a-report.json"]
    counts = [len(pictures(path)) for path in built.files[:-1]]
    assert counts == ([8] if cover == "with-inside" else [4, 4])
    report = json.loads((tmp_path / "out" / "a-report.json").read_text("utf-8"))
    assert [(one["kind"], one["pages"], one["sheets"]) for one in report["files"]] == [
        ("press", count, None) for count in counts
    ]
    assert report["shop"] == "print-shop"


@pytest.mark.parametrize(("book_bleed", "bleed"), [("0mm", 3), ("3mm", 3), ("5mm", 5)])
def test_there_is_as_much_bleed_as_shop_and_book_ask_for(tmp_path, book_bleed, bleed):
    text = BOOK.replace("body:\n", "body:\n  - cover\n").replace("thickness: 1mm", f"bleed: {book_bleed}")
    (tmp_path / "booklet.yaml").write_text(text, "utf-8")
    (press, _) = build(tmp_path, tmp_path / "out", kinds=[Kind.PRESS]).files
    with pikepdf.open(press) as pdf:
        media, trim = ([float(edge) for edge in pdf.pages[0][name]] for name in ("/MediaBox", "/TrimBox"))
    assert trim[0] - media[0] == pytest.approx(mm(bleed), abs=0.01)
    cover = pictures(press)[0]
    corners = [(0, 0), (cover.width - 1, 0), (0, cover.height - 1), (cover.width - 1, cover.height - 1)]
    assert all(cover.getpixel(corner) < 200 for corner in corners), "the ground reaches the edge of the medium"


def test_the_poster_is_made_for_the_print_shop_too(tmp_path):
    poster = "events: [{year: 1862, title: E}]\nposter: {}\n"
    (tmp_path / "booklet.yaml").write_text(BOOK + poster, "utf-8")
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.POSTER, Kind.POSTER_PRESS])
    assert [path.name for path in built.files] == ["a-en-poster.pdf", "a-en-poster-press.pdf", "a-report.json"]
    with pikepdf.open(built.files[1]) as pdf:
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"


def text_of(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].get_textpage().get_text_bounded()


def test_the_instructions_name_the_files_and_count_the_sheets_of_the_same_build(tmp_path):
    events = "".join(f"  - {{year: {1860 + i}, title: Event {i}}}\n" for i in range(6))
    (tmp_path / "booklet.yaml").write_text(f"{BOOK}events:\n{events}poster: {{size: A2}}\n", "utf-8")
    (*_, report) = build(tmp_path, tmp_path / "out").files
    records = {one["kind"]: one for one in json.loads(report.read_text("utf-8"))["files"]}
    assert records["instructions"]["name"] == "a-en-instructions.pdf"
    text = text_of(tmp_path / "out" / "a-en-instructions.pdf")
    for kind in ("sheets", "tiles"):
        assert records[kind]["name"] in text
        assert f"{records[kind]['sheets']} sheets of A4" in text
    assert "thin marks" not in text  # A5 on A4: nothing is left over to cut off


def test_only_the_instructions_can_be_built_and_a_smaller_page_is_cut_along_marks(tmp_path):
    (tmp_path / "booklet.yaml").write_text(BOOK.replace("{thickness", "{trim: A6, thickness"), "utf-8")
    (page, _) = build(tmp_path, tmp_path / "out", kinds=[Kind.INSTRUCTIONS]).files
    assert "thin marks" in text_of(page)
