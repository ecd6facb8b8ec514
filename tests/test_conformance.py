"""Every screen file is what it says it is: PDF/UA-1 and PDF/A-2a, by the word of veraPDF."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import get_args

import pikepdf
import pytest
from PIL import Image as pillow

from booklet.color import BLACK
from booklet.document.edition import Arrangement
from booklet.document.model import Block
from booklet.geometry import Rect, Size
from booklet.languages import Binding, Direction
from booklet.layout.display import DisplayDocument, Element, GlyphRun, Image, Link, Marked, Page, Role
from booklet.pdf.writer import write_pdf
from booklet.text.glyphs import ShapedRun
from tests.conftest import PROGRAMME, ROOT, SHIPPED
from tests.support.fonts import GARAMOND
from tests.support.reading import unread_pieces
from tests.support.small_books import book_of, booklet_of
from tests.support.verapdf import validator

# With more than one worker, all of these on one of them: each would start a Java machine of its own.
pytestmark = pytest.mark.xdist_group("java")

NOTES = ROOT / "tests" / "golden" / "notes.yaml"
EDITIONS = ("he", "ar", "en", "fr")
BILINGUAL = ("he-en", "ar-fr")
PAGE = Size(300.0, 200.0)


@pytest.fixture(scope="module")
def written(shop):
    made = {}

    def get(edition, kind):
        if (edition, kind) not in made:
            document = getattr(shop, kind)(SHIPPED, edition)
            made[edition, kind] = write_pdf(document, created=0)
        return made[edition, kind]

    return get


def claims(data):
    """Return what the file says of itself: part of PDF/UA, part and level of PDF/A."""
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as xmp:
        return tuple(xmp.get(name, "") for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance"))


SHIPPED_FILES = [
    *((edition, kind) for edition in EDITIONS for kind in ("booklet", "poster")),
    *((edition, "booklet") for edition in BILINGUAL),
]


@pytest.mark.parametrize("standard", ["ua1", "2a"])
@pytest.mark.parametrize(("edition", "kind"), SHIPPED_FILES)
def test_the_shipped_book_conforms(written, edition, kind, standard):
    data = written(edition, kind)
    verdict = validator().check(data, standard)
    assert verdict.faults == {}
    assert verdict.assertion_count > 3000, "the file has more in it than that"
    assert claims(data) == ("1", "2", "A")


@pytest.mark.parametrize(
    ("edition", "kind"),
    [("he", "booklet"), ("en", "booklet"), ("he-en", "booklet"), ("he", "poster"), ("en", "poster")],
)
def test_the_second_book_conforms(shop, edition, kind):
    data = write_pdf(getattr(shop, kind)(PROGRAMME, edition), created=0)
    for standard in ("ua1", "2a"):
        assert validator().check(data, standard).faults == {}
    assert claims(data) == ("1", "2", "A")


@pytest.mark.parametrize("standard", ["ua1", "2a"])
@pytest.mark.parametrize("edition", ["he", "ar", "en", "he-en"])
def test_a_book_with_footnotes_conforms(shop, edition, standard):
    document = shop.booklet(NOTES, edition)
    assert Role.NOTE in {child.role for child in document.structure.children}
    data = write_pdf(document, created=0)
    assert validator().check(data, standard).faults == {}
    assert claims(data) == ("1", "2", "A")


def test_footnotes_without_identifiers_are_found_out(shop):
    spoilt = BytesIO()
    with pikepdf.open(BytesIO(write_pdf(shop.booklet(NOTES, "en"), created=0))) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Note":
                del thing.ID
        pdf.save(spoilt, deterministic_id=True)
    assert set(validator().check(spoilt.getvalue(), "ua1").faults) == {"7.9-1"}


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_every_link_of_the_shipped_book_is_in_the_structure(shop, written, edition):
    """The annotation leads to a Link, which leads back to it."""
    with pikepdf.open(BytesIO(written(edition, "booklet"))) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(nums[::2], nums[1::2], strict=True))
        areas = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        for area in areas:
            element = parents[area.StructParent]
            assert element.S == "/Link"
            references = [kid for kid in element.K if kid.get("/Type") == "/OBJR"]
            assert area.objgen in [reference.Obj.objgen for reference in references]
    assert len(areas) == sum(len(page.links) for page in shop.booklet(SHIPPED, edition).pages)
    assert areas


# --- Ten books of every kind of block -------------------------------------------------------------------------------

EVERY_BLOCK = ROOT / "tests" / "every-block.yaml"
EVERY_EDITION = ("he", "ar", "en", "fr", "stacked", "columns", "facing", "two-covers", "all")


@pytest.fixture(scope="module")
def every_block(tmp_path_factory):
    """Return the path of the book, a picture beside it."""
    folder = tmp_path_factory.mktemp("every-block")
    pillow.linear_gradient("L").resize((32, 32)).save(folder / "picture.png")
    return Path(shutil.copy(EVERY_BLOCK, folder))


def test_the_book_of_every_block_has_them_all(shop, every_block):
    book = shop.book(every_block)
    assert {type(block) for block in book.body} == set(get_args(Block))
    assert {language.code for edition in book.editions.values() for language in edition.languages} == set(EDITIONS)
    assert {edition.arrangement for edition in book.editions.values()} == set(Arrangement)


@pytest.mark.parametrize(("edition", "kind"), [*((edition, "booklet") for edition in EVERY_EDITION), ("he", "poster")])
def test_a_book_of_every_block_conforms(shop, every_block, edition, kind):
    data = write_pdf(getattr(shop, kind)(every_block, edition), created=0)
    assert unread_pieces(data) == []
    for standard in ("ua1", "2a"):
        assert validator().check(data, standard).faults == {}
    assert claims(data) == ("1", "2", "A")


# --- A page with everything that the shipped book lacks ------------------------------------------------------------


def picture(folder, kind):
    """Save a picture of a kind and return its path."""
    path = folder / f"{kind}.{'png' if kind == 'transparent' else 'jpg'}"
    made = {
        "transparent": lambda: pillow.linear_gradient("L").convert("LA").convert("RGBA"),
        "grey": lambda: pillow.new("L", (8, 8), 99),
    }[kind]()
    if kind == "transparent":
        made.putalpha(pillow.linear_gradient("L"))
    made.save(path)
    return str(path)


def a_document(folder, *kinds, alt="A square", letter="A"):
    """Return a page of pictures in figures, a letter, a link inside a paragraph and one that is nowhere."""
    figures = tuple(Element(id=10 + i, role=Role.FIGURE, language="en", alt=alt) for i in range(len(kinds)))
    link = Element(id=2, role=Role.LINK, language="en", text=letter)
    paragraph = Element(id=1, role=Role.PARAGRAPH, language="en", children=(link,))
    glyph = GARAMOND.shaper.get_nominal_glyph(ord("A"))
    advance = GARAMOND.glyph_advance(glyph)
    run = ShapedRun(GARAMOND, letter, (glyph,), (advance,), ((0, 0),), (letter,), (0,), advance, 0)
    pictures = tuple(
        Marked((Image(Rect(20 + 60 * i, 20, 50, 50), picture(folder, kind)),), 10 + i) for i, kind in enumerate(kinds)
    )
    page = Page(
        PAGE,
        (*pictures, Marked((GlyphRun(20, 100, 12, BLACK, run),), 2)),
        links=(
            Link(Rect(20, 90, 10, 12), "https://example.org/", "here", element=2),
            Link(Rect(60, 90, 10, 12), 0, "the top"),
        ),
    )
    return DisplayDocument(
        title="A test",
        language="en",
        direction=Direction.LTR,
        binding=Binding.LEFT,
        pages=(page,),
        structure=Element(id=0, role=Role.DOCUMENT, language="en", children=(paragraph, *figures)),
    )


def made(folder, *kinds, **others):
    return write_pdf(a_document(folder, *kinds, **others), created=0)


@pytest.mark.parametrize("standard", ["ua1", "2a"])
def test_pictures_and_links_conform(tmp_path, standard):
    data = made(tmp_path, "transparent", "grey")
    assert validator().check(data, standard).faults == {}
    assert claims(data) == ("1", "2", "A")


@pytest.mark.parametrize("standard", ["ua1", "2a"])
def test_a_book_with_a_picture_of_each_kind_conforms(tmp_path, standard):
    made = {
        "rgb.jpg": pillow.new("RGB", (60, 40), (200, 30, 60)),
        "grey.jpg": pillow.new("L", (60, 40), 99),
        "ink.jpg": pillow.new("CMYK", (60, 40), (0, 200, 200, 0)),
        "alpha.png": pillow.linear_gradient("L").convert("RGBA"),
        "palette.png": pillow.linear_gradient("L").quantize(8),
        "deep.png": pillow.new("I;16", (60, 40), 30_000),
        "lines.png": pillow.new("1", (60, 40)),
    }
    made["alpha.png"].putalpha(pillow.linear_gradient("L"))
    for name, image in made.items():
        image.save(tmp_path / name)
    (tmp_path / "map.svg").write_text(
        '<svg viewBox="0 0 40 30"><g fill="none" stroke="navy"><path d="M1 1A9 9 0 0 1 30 9" transform="skewX(9)"/>'
        '<circle cx="35" cy="25" r="9" fill="#e8d9b0" stroke-dasharray="2"/></g></svg>'
    )
    names = [*made, "map.svg"]
    figures = "".join(f"  - figure: {{file: {name}, alt: A road to the sea, width: 40%}}\n" for name in names)
    data = write_pdf(booklet_of(book_of(tmp_path, "en", figures)), created=0)
    assert validator().check(data, standard).faults == {}
    assert claims(data) == ("1", "2", "A")


TABLES = {
    "he": ["| שנה | מקום |", "| 1862 | טטואן, [Tétouan](https://example.org/) |"],
    "ar": ["| السنة | المكان |", "| 1862 | تطوان |"],
    "en": ["| Year | [Place](https://example.org/) |", "| 1862 | |"],
}


def with_tables(folder, language):
    """Return a file with a table over two pages, one in a list and one without a header."""
    header, row = TABLES[language]
    rows = [header, "|---|--:|", *[row] * 40, "", "- x", "", f"  {header}", "  |--|--|", f"  {row}"]
    rows += ["", "y", "", "| | |", "|--|--|", row]
    body = "  - text: |\n" + "".join(f"      {line}\n" for line in rows)
    return write_pdf(booklet_of(book_of(folder, language, body)), created=0)


@pytest.mark.parametrize("language", TABLES)
def test_tables_conform(tmp_path, language):
    data = with_tables(tmp_path, language)
    for standard in ("ua1", "2a"):
        assert validator().check(data, standard).faults == {}
    assert claims(data) == ("1", "2", "A")


def test_headers_of_tables_need_their_scope(tmp_path):
    spoilt = BytesIO()
    with pikepdf.open(BytesIO(with_tables(tmp_path, "en"))) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TH":
                del thing.A
        pdf.save(spoilt, deterministic_id=True)
    assert "7.5-1" in validator().check(spoilt.getvalue(), "ua1").faults


@pytest.mark.parametrize(
    ("kinds", "others", "expected", "held", "lacking"),
    [
        pytest.param(["grey"], {"alt": ""}, ("", "2", "U"), ["2u"], ("ua1", "7.3-1"), id="figure without words"),
        pytest.param(
            ["grey"], {"letter": "\ue000"}, ("1", "2", "U"), ["ua1", "2u"], ("2a", "6.6.4-3"), id="private use"
        ),
    ],
)
def test_a_file_claims_no_more_than_it_keeps(tmp_path, kinds, others, expected, held, lacking):
    data = made(tmp_path, *kinds, **others)
    assert claims(data) == expected
    for standard in held:
        assert validator().check(data, standard).faults == {}
    standard, fault = lacking
    assert fault in validator().check(data, standard).faults


def without_output_intent(pdf):
    del pdf.Root.OutputIntents


def without_description(pdf):
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
            del thing.Alt


def without_tags(pdf):
    del pdf.Root.MarkInfo


def unprinted_link(pdf):
    pdf.pages[0].Annots[0].F = 0


@pytest.mark.parametrize(
    ("spoil", "standard", "faults"),
    [
        (without_output_intent, "2a", {"6.2.4.3-2", "6.2.4.3-4"}),
        (unprinted_link, "2a", {"6.3.2-2"}),
        (without_description, "ua1", {"7.3-1"}),
        (without_tags, "ua1", {"6.2-1"}),
    ],
)
def test_a_spoilt_file_is_found_out(tmp_path, spoil, standard, faults):
    spoilt = BytesIO()
    with pikepdf.open(BytesIO(made(tmp_path, "grey"))) as pdf:
        spoil(pdf)
        pdf.save(spoilt, deterministic_id=True)
    assert set(validator().check(spoilt.getvalue(), standard).faults) == faults
