import pytest
from pdf_support import ROOT, document, page

from booklet.geometry import Rect, Size
from booklet.layout.display import Element, Link, OutlineEntry, Role
from booklet.pdf.claims import Archival, archival_level, is_accessible

LONGEST = 16_382
"""Code points of the longest text that fits: two bytes each, and two for the mark of the encoding."""


def level(*pages, texts=("a",), **others):
    return archival_level(document(*pages, **others), glyph_texts=texts)


def root(*children):
    return Element(id=0, role=Role.DOCUMENT, language="en", children=children)


def figure(alt):
    return Element(id=1, role=Role.FIGURE, language="en", alt=alt)


def test_a_plain_document_claims_everything():
    assert is_accessible(document(page(), structure=root(figure("a house"))))
    assert level(page(), structure=root(figure("a house"))) is Archival.ACCESSIBLE


@pytest.mark.parametrize("others", [{"title": ""}, {"structure": root(figure(""))}])
def test_without_a_title_or_a_description_it_is_not_accessible(others):
    assert not is_accessible(document(page(), **others))
    assert level(page(), **others) is Archival.UNICODE


@pytest.mark.parametrize("text", ["\ue000", "a\uf8ff", "\U000f1234", "\U0010fffd"])
def test_private_use_is_not_accessible_for_ever(text):
    assert level(page(), texts=["a", text]) is Archival.UNICODE


@pytest.mark.parametrize("text", ["\ud7ff", "\uf900", "\U000e0100", "\u200b"])
def test_neighbours_of_private_use_are_text(text):
    assert level(page(), texts=[text]) is Archival.ACCESSIBLE


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (Size(3.0, 14_400.0), Archival.ACCESSIBLE),
        (Size(2.9, 200.0), Archival.NONE),
        (Size(300.0, 14_401.0), Archival.NONE),
    ],
)
def test_pages_have_limits(size, expected):
    assert level(page(), page(size=size)) is expected


@pytest.mark.parametrize(("letter", "count"), [("א", LONGEST), ("a", LONGEST), ("\U0001d49c", LONGEST // 2)])
def test_texts_have_limits(letter, count):
    def with_text(text):
        leaf = Element(id=1, role=Role.PARAGRAPH, language="en", text=text)
        return level(page(), structure=root(leaf))

    assert with_text(letter * count) is Archival.ACCESSIBLE
    assert with_text(letter * (count + 1)) is Archival.NONE


def test_other_texts_have_limits_too():
    long = "א" * (LONGEST + 1)
    assert level(page(), title=long) is Archival.NONE
    for link in (Link(Rect(0, 0, 9, 9), 0, long), Link(Rect(0, 0, 9, 9), "א" * 6000, "six bytes a letter")):
        assert level(page(links=(link,))) is Archival.NONE
    assert level(page(), outline=(OutlineEntry(long, 0, 0.0, 0),)) is Archival.NONE
    assert level(page(), structure=ROOT, author=long) is Archival.NONE
