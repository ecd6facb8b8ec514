import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pdf_support import (
    ARABIC,
    HEBREW,
    LATIN,
    PAGE,
    line,
    opened,
    page,
    rendered,
    written,
)

from booklet.geometry import Rect, Size
from booklet.languages import Direction
from booklet.layout.display import Link, OutlineEntry


def sample() -> bytes:
    """Return a file with a little of everything that is text."""
    first = page(
        line(HEBREW, "בְּרֵאשִׁית בָּרָא"),
        line(ARABIC, "السَّلامُ عَلَيْكُمْ", y=90),
        line(LATIN, "AVATAR", y=130),
        links=(Link(Rect(20, 80, 60, 15), "https://example.org/", "site"), Link(Rect(20, 120, 60, 15), 1, "next")),
        label="1",
    )
    outline = (OutlineEntry("שלום", 0, 20, 0), OutlineEntry("B", 1, 50, 1))
    return written(first, page(line(LATIN, "two"), label="2"), direction=Direction.RTL, outline=outline)


def test_the_file_is_sound():
    with opened(sample()) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"


def test_the_same_document_gives_the_same_bytes_in_every_process():
    code = "import hashlib, test_pdf_document as t; print(hashlib.sha256(t.sample()).hexdigest())"
    here = hashlib.sha256(sample()).hexdigest()
    for seed, epoch in (("0", "1"), ("1", "86400")):
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": epoch}
        result = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
        )
        assert result.stdout.strip() == here


def test_all_boxes_are_the_trim():
    with opened(written(page(size=Size(300.5, 200.25)))) as pdf:
        first = pdf.pages[0]
        boxes = [[float(edge) for edge in first[key]] for key in ("/MediaBox", "/CropBox", "/TrimBox")]
        assert boxes == [[0, 0, 300.5, 200.25]] * 3
        assert "/Rotate" not in first or first.Rotate == 0


def test_a_page_without_items_is_blank():
    assert rendered(written(page()), scale=1).getcolors() == [(60_000, (255, 255, 255))]


@pytest.mark.parametrize(("direction", "expected"), [(Direction.RTL, "/R2L"), (Direction.LTR, None)])
def test_facing_pages_follow_the_direction(direction, expected):
    with opened(written(page(), page(), direction=direction, language="he")) as pdf:
        preferences = pdf.Root.ViewerPreferences
        assert preferences.get("/Direction") == expected
        assert preferences.DisplayDocTitle is True
        assert pdf.Root.PageLayout == "/TwoPageRight"
        assert pdf.Root.Lang == "he"


def test_a_single_sheet_is_shown_alone():
    with opened(written(page())) as pdf:
        assert pdf.Root.PageLayout == "/SinglePage"


def test_links_lead_to_addresses_and_pages():
    links = (
        Link(Rect(20, 30, 60, 15), "https://example.org/שלום?a=b%20c", "the site"),
        Link(Rect(20, 60, 60, 15), 1, "עמוד 2"),
    )
    with opened(written(page(links=links), page(size=Size(100, 80)))) as pdf:
        site, inside = pdf.pages[0].Annots
        assert [float(edge) for edge in site.Rect] == [20, 155, 80, 170]
        assert site.A.URI == "https://example.org/%D7%A9%D7%9C%D7%95%D7%9D?a=b%20c"
        assert (site.Contents, inside.Contents) == ("the site", "עמוד 2")
        assert inside.Dest[0].objgen == pdf.pages[1].objgen
        assert inside.Dest[3] == 80
        for annotation in (site, inside):
            assert annotation.F == 4
            assert list(annotation.Border) == [0, 0, 0]
            assert annotation.P.objgen == pdf.pages[0].objgen
        assert pdf.pages[0].Tabs == "/S"


def test_bookmarks_nest_and_point_at_their_place():
    entries = (
        OutlineEntry("א", 0, 20, 0),
        OutlineEntry("skips a level", 0, 50, 2),
        OutlineEntry("back", 1, 10, 1),
        OutlineEntry("last", 1, 0, 0),
    )
    with opened(written(page(), page(), outline=entries)) as pdf, pdf.open_outline() as outline:
        first, last = outline.root
        assert (first.title, last.title) == ("א", "last")
        assert [child.title for child in first.children] == ["skips a level", "back"]
        destination = first.children[0].destination
        assert destination[0].objgen == pdf.pages[0].objgen
        assert list(destination)[1:] == ["/XYZ", None, PAGE.height - 50, None]
        assert pdf.Root.PageMode == "/UseOutlines"


def test_page_labels_are_the_folios():
    labels = ["", "ii", "1", "2", "3", "", "٧"]
    with opened(written(*(page(label=label) for label in labels))) as pdf:
        nums = list(pdf.Root.PageLabels.Nums)
        assert len(nums) == 2 * 5
        assert [pdf.pages[at].label for at in range(7)] == labels


def test_no_labels_without_folios():
    with opened(written(page(), page())) as pdf:
        assert "/PageLabels" not in pdf.Root


def test_information_and_xmp_say_the_same():
    data = written(page(), title="מורשת & <Alliance>", language="he", author="A. Author", subject="History")
    with opened(data) as pdf:
        information = pdf.docinfo
        assert information["/Title"] == "מורשת & <Alliance>"
        assert information["/CreationDate"] == information["/ModDate"] == "D:20231114221320Z"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == information["/Title"]
            assert xmp["dc:creator"] == ["A. Author"]
            assert xmp["dc:description"] == information["/Subject"] == "History"
            assert xmp["dc:language"] == {"he"}
            assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2023-11-14T22:13:20Z"
            assert xmp["pdf:Producer"] == information["/Producer"]
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert '<rdf:li xml:lang="x-default">' in packet
        assert '<rdf:li xml:lang="he">' in packet


def test_every_stream_is_compressed():
    with opened(sample()) as pdf:
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream) and stream.get("/Type") != "/Metadata":
                assert stream.Filter == "/FlateDecode"
