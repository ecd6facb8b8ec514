"""The print checks: a clean press file, then the same broken in one way, expecting that code and no other."""

import json
import re
from io import BytesIO

import pikepdf
import pytest
from print_support import BOOK, CASES, SHOP, Case, asking, draw, picture, plain, separation, with_font, words
from x4_support import save

from booklet.checking import check
from booklet.document.reader import read_book
from booklet.document.shop_reader import read_shop, shop_names
from booklet.document.theme_reader import read_theme
from booklet.errors import ContentError
from booklet.layout.pages import lay_out_booklet
from booklet.layout.styles import make_styles
from booklet.pdf.press import write_press
from booklet.preflight.printing.check import PRINT_CHECKS, check_print, checks_of
from booklet.preflight.printing.marks import Picture, Shape, Text
from booklet.preflight.printing.painting import Painter
from booklet.preflight.printing.tell import page_ranges, print_report_lines, print_report_object
from booklet.preflight.x4.reading import opened
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def press(library, tmp_path_factory):
    """The press file of a small Hebrew book."""
    path = tmp_path_factory.mktemp("book") / "booklet.yaml"
    path.write_text(BOOK, "utf-8")
    book = read_book(path)
    edition = book.editions["he"]
    document = lay_out_booklet(book, edition, make_styles(read_theme(book.theme), edition.language, library))
    return write_press(document, SHOP, bleed=SHOP.bleed, created=0)


def codes(path, shop=SHOP, order=None):
    return {failure.check.code for failure in check_print(path, shop, order).failures}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_clean_file_and_the_same_broken(press, tmp_path, case: Case):
    for is_broken, expected in ((False, set()), (True, {case.code})):
        with pikepdf.open(BytesIO(press)) as pdf:
            case.prepare(pdf)
            if is_broken:
                case.spoil(pdf)
            path = save(pdf, tmp_path / "file.pdf", **(case.options if is_broken else {}))
        if is_broken:
            case.after(path)
        shop = case.spoilt_shop if is_broken and case.spoilt_shop else case.shop
        assert codes(path, shop, case.order) == expected


def test_every_check_has_a_case_a_code_of_its_own_and_a_place_in_the_documentation():
    known = [check.code for check in PRINT_CHECKS]
    assert len(set(known)) == len(known)
    assert {case.code for case in CASES} == set(known)
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    for code in known:
        assert f"`{code}`" in page, code


def test_each_of_the_forty_points_is_mapped_to_its_checks_or_to_a_reason():
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 41))
    for number, _, checked in rows:
        told = set(re.findall(r"`([a-z0-9-]+)`", checked))
        asked = {check.code for check in PRINT_CHECKS if int(number) in check.points}
        assert asked <= told, (number, asked)
        assert told or len(checked) > 20, f"point {number} has neither a check nor a reason"


@pytest.mark.parametrize("name", shop_names())
def test_every_shop_asks_for_checks_that_there_are(name):
    assert checks_of(read_shop(name))


def test_a_shop_leaves_out_checks_by_their_codes(press):
    assert "hairline" not in {check.code for check in checks_of(asking(leave_out=("hairline",)))}
    with pytest.raises(ContentError) as caught:
        check_print(press, asking(leave_out=("hair",)))
    assert caught.value.diagnostics[0].code == "unknown-check"


def marks_of(press, *changes):
    with pikepdf.open(BytesIO(press)) as pdf:
        plain(1)(pdf)
        for change in changes:
            change(pdf)
        stream = BytesIO()
        pdf.save(stream)
    with opened(BytesIO(stream.getvalue())) as facts:
        return [mark for page in facts.pages for mark in Painter().marks(page)][1:]


def test_marks_are_at_their_place_and_size(press):
    line = b"q 2 0 0 2 10 20 cm 0 1 0 0 K 3 w 1 1 m 11 1 l S Q"
    (mark,) = marks_of(press, draw(line, 1))
    assert isinstance(mark, Shape)
    assert mark.line_width == pytest.approx(6) and mark.paint.inks == (0, 1, 0, 0)
    assert mark.box == pytest.approx((9, 19, 35, 25))
    (text,) = marks_of(press, draw(b"q 2 0 0 2 0 0 cm " + words(10, 30, 40) + b" Q", 1, Font=with_font))
    assert isinstance(text, Text) and text.size == pytest.approx(20)
    assert text.box == pytest.approx((60, 76, 60 + 4 * 10, 94))  # four letters of half an em
    (photo,) = marks_of(press, draw(b"q 72 0 0 36 9 9 cm /Photo Do Q", 1, XObject=picture(100)))
    assert isinstance(photo, Picture) and photo.per_inch == pytest.approx(100)


def test_forms_are_followed_where_they_are_drawn_and_cut_by_their_box(press):
    def form(pdf):
        content = pdf.make_stream(b"0 0 0 1 k 0 0 100 100 re f /Self Do")
        content.Type, content.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        content.BBox = pikepdf.Array([0, 0, 10, 10])
        content = pdf.make_indirect(content)
        content.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Self=content))
        return {"Form": content}

    twice = b"q 1 0 0 1 50 60 cm /Form Do Q q 2 0 0 2 80 90 cm /Form Do Q"
    marks = marks_of(press, draw(twice, 1, XObject=form))
    assert [mark.box for mark in marks] == [(50, 60, 60, 70), (80, 90, 100, 110)]


def test_a_spot_ink_counts_as_ink(press):
    (mark,) = marks_of(press, draw(b"/Ink cs .4 scn 9 9 9 9 re f", 1, ColorSpace=separation("Gold")))
    assert mark.paint.total == pytest.approx(0.4)
    (mark,) = marks_of(press, draw(b"/Ink cs .4 scn 9 9 9 9 re f", 1, ColorSpace=separation("Black")))
    assert mark.paint.inks == (0, 0, 0, pytest.approx(0.4))


def test_the_result_is_told_by_place_with_the_remedy(press, tmp_path):
    with pikepdf.open(BytesIO(press)) as pdf:
        plain()(pdf)
        for number in (2, 3, 4, 6):
            draw(b"1 0 0 rg 200 300 50 50 re f 0 0 0 1 K .1 w 90 290 m 200 290 l S", number)(pdf)
        del pdf.pages[7]
        path = save(pdf, tmp_path / "a.pdf")
    report = check_print(path, SHOP)
    lines = print_report_lines(report)
    assert lines[0] == f"{path}: checked for print-shop: 2 errors, 1 warning ({len(report.checks)} checks)"
    assert lines[1] == "the file" and "error[page-count]: found 7 pages" in lines[2] and lines[3].startswith("    add")
    assert "pages 2–4, 6" in lines
    told = json.loads(json.dumps(print_report_object(report)))
    assert told["conforms"] is False and told["shop"] == "print-shop"
    assert {record["page"] for record in told["records"]} == {0, 2, 3, 4, 6}


@pytest.mark.parametrize(
    ("pages", "told"),
    [((0,), "the file"), ((4,), "page 4"), ((1, 2, 3), "pages 1–3"), ((1, 3), "pages 1, 3"), ((0, 1), "page 1")],
)
def test_pages_in_words(pages, told):
    assert page_ranges(pages) == told


@pytest.mark.parametrize("joining", ["staples", "perfect"])
def test_the_files_of_a_book_pass_the_checks_of_the_shop(tmp_path, joining):
    settings = "" if joining == "staples" else "paper: {binding: perfect, thickness: 0.2mm}\n"
    (tmp_path / "booklet.yaml").write_text(BOOK.replace("body:", f"{settings}body:"), "utf-8")
    found = check(tmp_path)
    assert not [one.message for one in found if one.code in {check.code for check in PRINT_CHECKS}]


def test_a_book_may_have_a_shop_of_its_own(tmp_path):
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8")
    (tmp_path / "shops").mkdir()
    theirs = (ROOT / "booklet" / "shops" / "print-shop.yaml").read_text("utf-8")
    (tmp_path / "shops" / "ours.yaml").write_text(
        theirs.replace("name: print-shop", "name: ours").replace("smallest_type: 6pt", "smallest_type: 40pt"), "utf-8"
    )
    assert "small-type" in {one.code for one in check(tmp_path, shop="ours")}
