"""PDF/X-4: one clean file, then the same file broken in one way, expecting that clause and no other."""

import re
import zlib

import pytest
from pikepdf import Array, Dictionary, Name
from x4_broken import (
    BROKEN,
    BYTES,
    SAVED_OTHERWISE,
    SIZE,
    cmyk_with_profile,
    draw,
    jpx,
    link,
    page_of,
    set_in,
    state,
)
from x4_support import SCREEN, XMP, clean, profile, save, stream

from booklet.preflight.x4.check import X4_CLAUSES, check_x4
from booklet.preflight.x4.tell import clause_lines, report_lines, report_object
from tests.conftest import ROOT


def codes(path):
    return [failure.clause.code for failure in check_x4(path).failures]


def test_the_clean_file_conforms(tmp_path):
    report = check_x4(save(clean(), tmp_path / "clean.pdf"))
    assert report_lines(report) == [
        f"{tmp_path / 'clean.pdf'}: conforms to PDF/X-4 as far as we check ({len(X4_CLAUSES)} clauses)"
    ]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_in_one_way_it_fails_that_clause_and_no_other(tmp_path, name):
    code, break_it = BROKEN[name]
    pdf = clean()
    break_it(pdf)
    assert codes(save(pdf, tmp_path / "broken.pdf")) == [code]


@pytest.mark.parametrize("name", SAVED_OTHERWISE)
def test_saved_in_a_wrong_way(tmp_path, name):
    code, options = SAVED_OTHERWISE[name]
    assert codes(save(clean(), tmp_path / "broken.pdf", **options)) == [code]


@pytest.mark.parametrize("name", BYTES)
def test_broken_in_its_bytes(tmp_path, name):
    code, change = BYTES[name]
    path = save(clean(), tmp_path / "broken.pdf")
    data = change(path.read_bytes())
    assert data != path.read_bytes()
    path.write_bytes(data)
    assert codes(path) == [code]


def test_metadata_that_is_packed(tmp_path):
    pdf, packed = clean(), zlib.compress(XMP.encode())
    # qpdf unpacks metadata when it saves: it is told only afterwards that this is some.
    pdf.Root.Metadata = stream(pdf, packed, Type=Name.Metadatx, Subtype=Name.XML, Filter=Name.FlateDecode)
    path = save(pdf, tmp_path / "broken.pdf")
    path.write_bytes(path.read_bytes().replace(b"/Metadatx", b"/Metadata"))
    assert codes(path) == ["metadata-stream"]


def test_every_clause_has_a_file_that_breaks_it():
    broken = {code for code, _ in [*BROKEN.values(), *SAVED_OTHERWISE.values(), *BYTES.values()]}
    assert broken == {clause.code for clause in X4_CLAUSES}


ALLOWED = {
    "DefaultRGB gives RGB a meaning": lambda p: draw(
        p,
        b" 1 0 0 rg 0 0 5 5 re f",
        ColorSpace={"DefaultRGB": Array([Name.ICCBased, profile(p, SCREEN, 3)])},
    ),
    "RGB that is named and not used": lambda p: draw(p, b"", ColorSpace={"Screen": Name.DeviceRGB}),
    "a font that is named and not used": lambda p: draw(p, b"", Font={"F9": Dictionary(Subtype=Name.Type1)}),
    "overprint mode 1 of DeviceCMYK": lambda p: state(p, OP=True, OPM=1),
    "overprint mode 1 before another state": lambda p: cmyk_with_profile(p, {"OP": False, "OPM": 1}),
    "an ArtBox alone": lambda p: set_in(page_of(p), TrimBox=None, ArtBox=Array([20, 20, 280, 280])),
    "a link outside the bleed": lambda p: link(p, 0, 0, 9, 9, Dest=Array([page_of(p), Name.Fit])),
    "a bookmark to a page": lambda p: set_in(p.Root, OpenAction=Array([page_of(p), Name.Fit])),
    "no BleedBox": lambda p: set_in(page_of(p), BleedBox=None),
    "a box of a hundredth too much": lambda p: set_in(page_of(p), BleedBox=Array([20.004, 10, 290, 290])),
    "corners the other way round": lambda p: set_in(page_of(p), TrimBox=Array([280, 280, 20, 20])),
    "an output intent of PDF/A beside it": lambda p: p.Root.OutputIntents.append(Dictionary(S=Name.GTS_PDFA1)),
    "JPEG 2000 in sRGB": lambda p: jpx(p, SIZE + b"\0\3\7\7\0\0", b"\1\0\0\0\0\0\x10"),
    "28 saved states": lambda p: draw(p, b" q" * 28 + b" Q" * 28),
    "a box inherited": lambda p: (
        set_in(p.Root.Pages, MediaBox=page_of(p).MediaBox),
        set_in(page_of(p), MediaBox=None),
    ),
}


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_allowed_is_not_told(tmp_path, name):
    pdf = clean()
    ALLOWED[name](pdf)
    assert codes(save(pdf, tmp_path / "allowed.pdf")) == []


def test_the_lines_tell_clause_place_and_what_is_expected(tmp_path):
    pdf = clean()
    set_in(page_of(pdf), TrimBox=None)
    path = save(pdf, tmp_path / "broken.pdf")
    assert report_lines(check_x4(path)) == [
        f"{path}: does not conform to PDF/X-4: 1 of {len(X4_CLAUSES)} clauses fail",
        "ISO 15930-7, 6.12: every page has a TrimBox or an ArtBox [trim-box]",
        "  page 1: found neither TrimBox nor ArtBox; expected a TrimBox: where the page is cut",
    ]
    assert report_object(check_x4(path)) == {
        "file": str(path),
        "standard": "PDF/X-4",
        "conforms": False,
        "clauses": len(X4_CLAUSES),
        "records": [
            {
                "code": "trim-box",
                "clause": "6.12",
                "title": "every page has a TrimBox or an ArtBox",
                "page": 1,
                "object": "",
                "found": "neither TrimBox nor ArtBox",
                "expected": "a TrimBox: where the page is cut",
            }
        ],
    }


def test_the_documentation_has_every_clause_and_no_other():
    page = (ROOT / "docs" / "x4.md").read_text("utf-8")
    rows = re.findall(r"^\| (6[\d.]+) \| .+ \| `([a-z0-9-]+)` \|$", page, re.MULTILINE)
    assert rows == [(clause.number, clause.code) for clause in X4_CLAUSES]
    assert len({clause.code for clause in X4_CLAUSES}) == len(X4_CLAUSES) == len(clause_lines())


@pytest.mark.parametrize("clause", X4_CLAUSES, ids=lambda clause: clause.code)
def test_every_clause_cites_both_standards(clause):
    assert clause.find.__doc__.startswith(f"ISO 15930-7, {clause.number}")
    assert "ISO 32000-1" in clause.find.__doc__ or "ISO 16684-1" in clause.find.__doc__ or clause.number == "6.11"
