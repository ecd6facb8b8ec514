"""The file for a print shop (PDF/X-4): boxes, intent, colours, overprint, pictures, metadata."""

import re
from dataclasses import replace

import pikepdf
import pytest
from pdf_support import BLEED, HEBREW, PAGE, SHOP, document, line, opened, operators, page, pressed, rendered
from PIL import Image as pillow
from PIL import ImageCms

from booklet.color import BLACK, WHITE, Color
from booklet.document.theme_reader import read_theme, theme_names
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.languages import Direction
from booklet.layout.display import Artifact, Element, Group, LineTo, Link, Marked, MoveTo, Path, Role, Rule
from booklet.pdf.press import write_press
from booklet.pdf.separation import Separation, within_limit
from booklet.units import mm

INK = Color.from_hex("#231F1C", cmyk=(0.0, 0.0, 0.0, 1.0))
NAVY = Color.from_hex("#1F2E4F", cmyk=(0.85, 0.65, 0.0, 0.65))
GROUND = Rect(-BLEED, -BLEED, PAGE.width + 2 * BLEED, PAGE.height + 2 * BLEED)
MARKED = replace(SHOP, crop_marks=True)
RGB_OPERATORS = {"rg", "RG", "g", "G", "cs", "sc", "scn"}


def stroke(color, width):
    return Path((MoveTo(Point(20, 20)), LineTo(Point(90, 20))), stroke=color, stroke_width=width)


def box(sheet, name):
    return [float(edge) for edge in sheet[name]]


# --- Boxes --------------------------------------------------------------------------------------------------------


def test_the_medium_is_the_bleed_and_the_trim_lies_inside():
    with opened(pressed(page())) as pdf:
        (sheet,) = pdf.pages
        assert box(sheet, "/MediaBox") == box(sheet, "/BleedBox") == [0, 0, 318, 218]
        assert box(sheet, "/TrimBox") == [9, 9, 309, 209]
        assert "/CropBox" not in sheet and "/Rotate" not in sheet


def test_what_bleeds_reaches_the_edge_of_the_medium():
    picture = rendered(pressed(page(Rule(GROUND, NAVY), Rule(Rect(0, 0, 10, 10), WHITE))), scale=1)
    assert picture.size == (318, 218)
    corners = [(0, 0), (317, 0), (0, 217), (317, 217), (8, 8)]
    assert all(max(picture.getpixel(corner)) < 100 for corner in corners)
    assert picture.getpixel((10, 10)) == picture.getpixel((17, 17)) == (255, 255, 255)


def test_pages_of_several_sizes_have_boxes_of_their_own():
    with opened(pressed(page(), page(size=Size(100, 50)))) as pdf:
        assert box(pdf.pages[1], "/TrimBox") == [9, 9, 109, 59]


def test_there_are_no_crop_marks_unless_the_shop_asks():
    data = pressed(page())
    assert [shown for shown in operators(data) if shown.endswith(("S", "CS", "SCN"))] == []


def test_crop_marks_lie_beyond_the_bleed_and_point_at_the_trim():
    data = pressed(page(Rule(GROUND.grown(90), NAVY)), shop=MARKED)
    slug = mm(5)
    with opened(data) as pdf:
        (sheet,) = pdf.pages
        media, bleed, trim = (box(sheet, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert media == pytest.approx([0, 0, 318 + 2 * slug, 218 + 2 * slug], abs=0.002)
        assert bleed == pytest.approx([slug, slug, 318 + slug, 218 + slug], abs=0.002)
        assert trim == pytest.approx([slug + 9, slug + 9, slug + 309, slug + 209], abs=0.002)
        name, colorant, space, _ = sheet.Resources.ColorSpace.All
        assert (name, colorant, space) == ("/Separation", "/All", "/DeviceCMYK")
    found = operators(data)
    ends = [tuple(map(float, shown.split()[:2])) for shown in found if shown.endswith((" m", " l"))]
    assert len(ends) == 16
    for x, y in ends:
        on_trim = min(abs(x - trim[0]), abs(x - trim[2]), abs(y - trim[1]), abs(y - trim[3]))
        assert on_trim < 0.002
        assert x <= bleed[0] + 0.002 or x >= bleed[2] - 0.002 or y <= bleed[1] + 0.002 or y >= bleed[3] - 0.002
    picture = rendered(data, scale=1)
    assert picture.getpixel((4, 4)) == (255, 255, 255), "what is drawn beyond the bleed is cut off"
    assert max(picture.getpixel((17, 17))) < 100


# --- The document -------------------------------------------------------------------------------------------------


def test_the_file_is_pdf_1_6_with_an_identifier_and_no_encryption():
    data = pressed(page(line(HEBREW, "שלום")))
    assert data.startswith(b"%PDF-1.6")
    with opened(data) as pdf:
        assert len(pdf.trailer.ID) == 2
        assert not pdf.is_encrypted
        assert not pdf.check_pdf_syntax()


def test_the_output_intent_holds_the_profile_of_the_shop():
    with opened(pressed(page())) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.Info)
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == SHOP.condition.profile.read_bytes()


def test_a_condition_of_no_registry_names_none():
    shop = replace(SHOP, condition=replace(SHOP.condition, registry=""))
    with opened(pressed(page(), shop=shop)) as pdf:
        assert "/RegistryName" not in pdf.Root.OutputIntents[0]


def test_metadata_say_which_standard_and_agree():
    with opened(pressed(page(), title="כותר")) as pdf:
        information = pdf.trailer.Info
        assert information.Trapped == pikepdf.Name("/False")
        assert str(information.Title) == "כותר"
        assert {"/Creator", "/Producer", "/CreationDate", "/ModDate"} <= set(information.keys())
        assert "/Filter" not in pdf.Root.Metadata, "a shop's tools look for the packet in the open"
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert xmp["pdf:Trapped"] == "False"
            assert re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", xmp["xmpMM:DocumentID"])
            assert xmp["xmpMM:VersionID"] == "1"
            assert xmp["xmpMM:RenditionClass"] == "default"
            assert xmp["dc:title"] == "כותר"
            assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == xmp["xmp:MetadataDate"] == "2023-11-14T22:13:20Z"
            assert str(information.CreationDate) == str(information.ModDate) == "D:20231114221320Z"
            assert xmp["xmp:CreatorTool"] == str(information.Creator)


def test_documents_that_differ_have_different_names():
    def name(data):
        with opened(data) as pdf:
            return re.search(rb"uuid:[0-9a-f-]+", pdf.Root.Metadata.read_bytes())[0]

    assert name(pressed(page())) != name(pressed(page(Rule(GROUND, NAVY))))


def test_nothing_that_cannot_be_printed_is_in_the_file():
    root = Element(
        id=0, role=Role.DOCUMENT, language="en", children=(Element(id=1, role=Role.FIGURE, language="en", alt="A"),)
    )
    marked = Marked((Rule(Rect(0, 0, 9, 9), BLACK),), 1)
    link = Link(Rect(0, 0, 9, 9), "https://example.org", "there")
    data = pressed(page(marked, Marked((line(HEBREW, "א"),), Artifact.LAYOUT), links=(link,)), structure=root)
    with opened(data) as pdf:
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/AcroForm", "/Names", "/OpenAction", "/AA"):
            assert key not in pdf.Root
        for key in ("/Annots", "/StructParents", "/Tabs", "/AA"):
            assert key not in pdf.pages[0]
    assert not [shown for shown in operators(data) if "BDC" in shown or "EMC" in shown]


@pytest.mark.parametrize(("direction", "name"), [(Direction.RTL, "/R2L"), (Direction.LTR, "/L2R")])
def test_the_binding_is_declared(direction, name):
    with opened(pressed(page(), direction=direction)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == name


def test_a_font_is_embedded_once():
    data = pressed(page(line(HEBREW, "שלום")), page(line(HEBREW, "עולם")))
    with opened(data) as pdf:
        files = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing]
        assert len(files) == 1
        first, second = (sheet.Resources.Font.F1 for sheet in pdf.pages)
        assert first.objgen == second.objgen


def test_the_same_document_gives_the_same_bytes():
    def write():
        shown = page(Rule(GROUND, Color.from_hex("#336699")), line(HEBREW, "שלום"))
        return write_press(document(shown), SHOP, bleed=BLEED, created=0)

    assert write() == write()


# --- Colours ------------------------------------------------------------------------------------------------------


def test_colours_are_inks_and_nothing_else():
    data = pressed(
        page(
            Rule(GROUND, NAVY),
            line(HEBREW, "שלום", color=Color.from_hex("#A9823F")),
            stroke(Color.from_hex("#8C3B2E"), 2),
            line(HEBREW, "שלום", color=INK),
            Group((Rule(Rect(9, 9, 50, 9), Color.from_hex("#777777")),), Matrix(e=5)),
        )
    )
    names = [shown.split()[-1] for shown in operators(data)]
    assert not RGB_OPERATORS & set(names)
    assert names.count("k") == 4 and names.count("K") == 1
    assert "0.85 0.65 0 0.65 k" in operators(data) and "0 0 0 1 k" in operators(data)


@pytest.mark.parametrize(
    ("color", "inks"),
    [
        ("#000000", (0, 0, 0, 1)),
        ("#231F1C", (0, 0, 0, 1)),
        ("#1C1C24", (0, 0, 0, 1)),
        ("#FFFFFF", (0, 0, 0, 0)),
    ],
)
def test_black_and_white_are_not_mixed(color, inks):
    assert Separation(SHOP).inks(Color.from_hex(color)) == inks


@pytest.mark.parametrize("color", ["#1F2E4F", "#A9823F", "#8C3B2E", "#777777", "#00A050", "#FFFF00"])
def test_a_computed_colour_looks_like_the_one_on_the_screen(color):
    """Proved the other way: the inks are looked up in the profile and shown in sRGB again."""
    inks = Separation(SHOP).inks(Color.from_hex(color))
    assert all(round(ink, 2) == ink for ink in inks)
    dot = pillow.new("CMYK", (1, 1), tuple(round(ink * 255) for ink in inks))
    profile = ImageCms.ImageCmsProfile(str(SHOP.condition.profile))
    options = {"outputMode": "RGB", "renderingIntent": 1, "flags": ImageCms.Flags.BLACKPOINTCOMPENSATION}
    seen = ImageCms.profileToProfile(dot, profile, ImageCms.createProfile("sRGB"), **options)
    in_gamut = color not in ("#00A050", "#FFFF00")
    assert seen.getpixel((0, 0)) == pytest.approx(tuple(bytes.fromhex(color[1:])), abs=6 if in_gamut else 60)


@pytest.mark.parametrize("limit", [2.0, 2.6, 3.0])
@pytest.mark.parametrize("inks", [(1, 1, 1, 1), (1, 1, 0, 1), (0.9, 0.8, 0.7, 0.95), (1, 0.2, 1, 0.9), (0, 0, 0, 1)])
def test_no_colour_has_more_ink_than_the_limit(inks, limit):
    kept = within_limit(inks, limit)
    assert sum(kept) <= limit + 1e-9
    assert all(0 <= ink <= 1 for ink in kept)
    assert kept[3] >= inks[3], "black takes over from the colours"
    if sum(inks) <= limit:
        assert kept == inks


def test_the_limit_leaves_the_order_of_the_colours_as_it_was():
    cyan, magenta, yellow, black = within_limit((1.0, 0.9, 0.8, 0.7), 3.0)
    assert sum((cyan, magenta, yellow, black)) == pytest.approx(3.0)
    assert (cyan - magenta, magenta - yellow) == pytest.approx((0.1, 0.1)), "what was taken is grey"
    assert 0.7 < black < 1


def test_the_limit_holds_for_chosen_colours_too():
    rich = Color.from_hex("#000000", cmyk=(1.0, 1.0, 1.0, 1.0))
    assert sum(Separation(SHOP).inks(rich)) <= SHOP.ink_limit + 1e-9
    assert sum(Separation(replace(SHOP, ink_limit=2.4)).inks(rich)) <= 2.4 + 1e-9


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_has_no_colour_above_the_limit_and_its_text_is_black_alone(name):
    palette = read_theme(name).palette
    separation = Separation(SHOP)
    for color in (palette.ink, palette.primary, palette.ornament, palette.accent, palette.paper):
        assert sum(color.cmyk or ()) <= SHOP.ink_limit
    assert separation.inks(palette.ink) == (0, 0, 0, 1)
    assert separation.inks(palette.paper) == (0, 0, 0, 0)


# --- Overprint ----------------------------------------------------------------------------------------------------


def overprinted(data):
    """Each operator that paints, with whether it overprints: (operator, fill, stroke)."""
    with opened(data) as pdf:
        (sheet,) = pdf.pages
        states = sheet.Resources.get("/ExtGState", {})
        now, saved, found = (False, False), [], []
        for instruction in pikepdf.parse_content_stream(sheet):
            match str(instruction.operator):
                case "gs":
                    state = states[str(instruction.operands[0])]
                    assert state.OPM == 1
                    now = bool(state.op), bool(state.OP)
                case "q":
                    saved.append(now)
                case "Q":
                    now = saved.pop()
                case "TJ" | "f" | "S" | "B" as name:
                    found.append((name, *now))
        return found


def test_black_letters_and_hairlines_overprint_and_nothing_else_does():
    data = pressed(
        page(
            Rule(GROUND, NAVY),
            line(HEBREW, "שחור", color=INK),
            line(HEBREW, "לבן", color=WHITE),
            Rule(Rect(0, 0, 90, 0.5), INK),
            Rule(Rect(0, 0, 90, 40), INK),
            stroke(INK, 0.4),
            stroke(INK, 6),
            stroke(WHITE, 0.4),
            Group((line(HEBREW, "שחור", color=INK),)),
            Rule(Rect(0, 0, 90, 40), NAVY),
        )
    )
    seen = [(name, stroked if name == "S" else filled) for name, filled, stroked in overprinted(data)]
    text = [("TJ", True)], [("TJ", False)]
    assert seen == [
        ("f", False),
        *text[0],
        *text[1],
        ("f", True),
        ("f", False),
        ("S", True),
        ("S", False),
        ("S", False),
        *text[0],
        ("f", False),
    ]


def test_a_shape_filled_white_and_stroked_black_keeps_its_white():
    corners = (MoveTo(Point(9, 9)), LineTo(Point(90, 9)), LineTo(Point(9, 90)))
    data = pressed(page(Path(corners, fill=WHITE, stroke=INK, stroke_width=0.5)))
    assert overprinted(data) == [("B", False, True)]
