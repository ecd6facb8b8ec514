import pikepdf
import pytest
from pdf_support import HEBREW, LATIN, line, opened, operators, page, written

from booklet.color import BLACK
from booklet.geometry import Matrix, Rect
from booklet.layout.display import Artifact, Element, Group, Link, Marked, Role, Rule


def element(key, role, *children, language="en", **others):
    return Element(id=key, role=role, language=language, children=children, **others)


def root(*children):
    return element(0, Role.DOCUMENT, *children)


def outline_of(node):
    """Return a structure element as nested tuples; marks as (page object, mcid), annotations as their contents."""
    kids = node.get("/K", pikepdf.Array())
    return (str(node.S)[1:], [_kid(kid) for kid in kids])


def _kid(kid):
    match kid.get("/Type"):
        case "/MCR":
            return int(kid.MCID)
        case "/OBJR":
            return str(kid.Obj.Contents)
    return outline_of(kid)


def tree(pdf):
    return pdf.Root.StructTreeRoot.K


def text(x=20.0, y=50.0):
    return line(LATIN, "text", x=x, y=y)


def test_the_tree_is_in_reading_order_whatever_the_drawing_order():
    structure = root(element(1, Role.H1, text="One"), element(2, Role.PARAGRAPH, text="Two"))
    data = written(page(Marked((text(),), 2), Marked((text(y=80),), 1)), structure=structure)
    with opened(data) as pdf:
        assert outline_of(tree(pdf)) == ("Document", [("H1", [("Span", [1])]), ("P", [("Span", [0])])])
        assert [str(kid.ActualText) for kid in tree(pdf).K] == ["One", "Two"]
        assert pdf.Root.MarkInfo.Marked is True


def test_the_parent_tree_leads_back_to_the_elements():
    structure = root(element(1, Role.PARAGRAPH), element(2, Role.PARAGRAPH))
    pages = page(Marked((text(),), 1), Marked((text(y=80),), 2)), page(Marked((text(),), 2))
    with opened(written(*pages, structure=structure)) as pdf:
        first, second = tree(pdf).K
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        assert [[parent.objgen for parent in parents[sheet.StructParents]] for sheet in pdf.pages] == [
            [first.objgen, second.objgen],
            [second.objgen],
        ]
        assert [kid.Pg.objgen for kid in second.K] == [sheet.objgen for sheet in pdf.pages]


def test_one_element_drawn_in_pieces_is_one_piece_of_content():
    structure = root(element(1, Role.PARAGRAPH))
    shown = operators(written(page(Marked((text(),), 1), Marked((text(y=80),), 1)), structure=structure))
    assert [op for op in shown if op.endswith("BDC") or op == "EMC"] == ["/P << /MCID 0 >> BDC", "EMC"]


def test_an_element_inside_another_interrupts_it():
    structure = root(element(1, Role.PARAGRAPH, element(2, Role.LINK, text="here")))
    items = Marked((text(), Marked((text(x=80),), 2), text(x=140)), 1)
    link = Link(Rect(80, 40, 40, 15), "https://example.org/", "go", element=2)
    with opened(written(page(items, links=(link,)), structure=structure)) as pdf:
        (paragraph,) = tree(pdf).K
        assert outline_of(paragraph) == ("P", [0, ("Link", [("Span", [("Span", [1])]), "go"]), 2])
        link_element = paragraph.K[1]
        span = link_element.K[0]
        assert "/ActualText" not in link_element
        assert span.ActualText == "here"
        (inner,) = span.K
        assert "/ActualText" not in inner, "MuPDF would take it for what is drawn, from left to right"
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        assert [parent.objgen for parent in numbers[1]] == [paragraph.objgen, inner.objgen, paragraph.objgen]
        assert numbers[2:] == [1, link_element]
        assert pdf.pages[0].Annots[0].StructParent == 1


def test_artifacts_are_never_inside_tagged_content():
    structure = root(element(1, Role.PARAGRAPH))
    rule = Marked((Rule(Rect(20, 60, 50, 1), BLACK),), Artifact.BACKGROUND)
    folio = Marked((text(y=190),), Artifact.PAGINATION)
    data = written(page(Marked((text(), rule, text(y=80)), 1), folio, text(y=20)), structure=structure)
    marks = [op for op in operators(data) if op.endswith("BDC") or op == "EMC"]
    assert marks == [
        "/P << /MCID 0 >> BDC",
        "EMC",
        "/Artifact << /Type /Background >> BDC",
        "EMC",
        "/P << /MCID 1 >> BDC",
        "EMC",
        "/Artifact << /Type /Pagination >> BDC",
        "EMC",
        "/Artifact << /Type /Layout >> BDC",
        "EMC",
    ]


def test_a_link_without_an_element_gets_one():
    structure = root(element(1, Role.PARAGRAPH))
    data = written(page(Marked((text(),), 1), links=(Link(Rect(20, 40, 40, 15), 0, "up"),)), structure=structure)
    with opened(data) as pdf:
        assert outline_of(tree(pdf)) == ("Document", [("P", [0]), ("Link", ["up"])])


def test_a_link_on_two_lines_is_one_link_with_two_areas():
    structure = root(element(1, Role.PARAGRAPH, element(2, Role.LINK, text="over here")))
    areas = tuple(Link(Rect(20, y, 40, 15), "https://example.org/", "go", element=2) for y in (40, 70))
    data = written(page(Marked((text(), text(y=80)), 2), links=areas), structure=structure)
    with opened(data) as pdf:
        assert outline_of(tree(pdf).K[0]) == ("P", [("Link", [("Span", [("Span", [0])]), "go", "go"])])
        link = tree(pdf).K[0].K[0]
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        assert [parent.objgen for parent in numbers[3::2]] == [link.objgen, link.objgen]


def test_a_link_is_never_put_under_another_kind_of_element():
    structure = root(element(1, Role.CONTENTS_ITEM))
    with pytest.raises(AssertionError, match="only a Link"):
        written(page(links=(Link(Rect(20, 40, 40, 15), 0, "up", element=1),)), structure=structure)


def test_a_figure_has_its_description_and_its_box():
    structure = root(element(1, Role.FIGURE, alt="A bar"))
    bar = Group((Rule(Rect(0, 0, 30, 5), BLACK),), matrix=Matrix(e=100, f=50))
    with opened(written(page(Marked((bar, Rule(Rect(90, 60, 10, 10), BLACK)), 1)), structure=structure)) as pdf:
        (figure,) = tree(pdf).K
        assert figure.Alt == "A bar"
        assert figure.A.O == "/Layout"
        assert [float(edge) for edge in figure.A.BBox] == [90, 130, 130, 150]


def test_lists_say_how_they_are_numbered():
    def a_list(key, label):
        labels = (element(key + 2, Role.LABEL, text=label),) if label else ()
        return element(key, Role.LIST, element(key + 1, Role.LIST_ITEM, *labels, element(key + 3, Role.LIST_BODY)))

    structure = root(a_list(1, "1."), a_list(11, "•"), a_list(21, ""), a_list(31, "٢"))
    with opened(written(page(), structure=structure)) as pdf:
        assert [str(kid.A.ListNumbering) for kid in tree(pdf).K] == ["/Decimal", "/Disc", "/None", "/Decimal"]


def test_headers_of_a_table_say_that_they_are_those_of_columns():
    cells = element(3, Role.HEADER_CELL, element(4, Role.PARAGRAPH, text="Year")), element(5, Role.HEADER_CELL)
    row = element(7, Role.DATA_CELL), element(8, Role.DATA_CELL)
    table = element(1, Role.TABLE, element(2, Role.TABLE_ROW, *cells), element(6, Role.TABLE_ROW, *row))
    with opened(written(page(Marked((text(),), 4)), structure=root(table))) as pdf:
        assert outline_of(tree(pdf).K[0]) == (
            "Table",
            [("TR", [("TH", [("P", [("Span", [0])])]), ("TH", [])]), ("TR", [("TD", []), ("TD", [])])],
        )
        header, other = tree(pdf).K[0].K
        assert [(str(cell.A.O), str(cell.A.Scope)) for cell in header.K] == [("/Table", "/Column")] * 2
        assert all("/A" not in cell for cell in other.K)


def test_a_language_is_named_where_it_changes():
    structure = root(
        element(1, Role.SECTION, element(2, Role.PARAGRAPH, language="he"), language="he"), element(3, Role.PARAGRAPH)
    )
    with opened(written(page(Marked((line(HEBREW, "שלום"),), 2)), structure=structure)) as pdf:
        section, paragraph = tree(pdf).K
        assert tree(pdf).Lang == "en"
        assert section.Lang == "he"
        assert "/Lang" not in section.K[0]
        assert "/Lang" not in paragraph


def test_a_figure_without_a_description_makes_no_claim_of_accessibility():
    structure = root(element(1, Role.FIGURE))
    with opened(written(page(Marked((Rule(Rect(0, 0, 9, 9), BLACK),), 1)), structure=structure)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        assert b"pdfuaid:part" not in packet
        assert b"pdfaExtension" not in packet
        assert b"<pdfaid:conformance>U<" in packet
