"""PDFs from anywhere: what they say of themselves, and every kind of page that other programs make."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from press_support import PAGE, SHEET, make_reader, pictures, save

from booklet.geometry import Size
from booklet.languages import Binding
from booklet.press.foreign import look_at_pdf
from booklet.press.prove import prove_sheets
from booklet.press.sheet_marks import NO_MARKS
from booklet.press.sheets import impose


def edited(data, change, **options):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return save(pdf, **options)


def imposed(data, binding=Binding.LEFT, sheet=SHEET):
    """The sheets without marks, proved."""
    sheets = impose(data, binding=binding, sheet=sheet, marks=NO_MARKS)
    prove_sheets(sheets.pdf, data, binding)
    return sheets


def of_sizes(*sizes):
    with pikepdf.new() as pdf:
        for size in sizes:
            with pikepdf.open(io.BytesIO(make_reader(1, size))) as one:
                pdf.pages.extend(one.pages)
        return save(pdf)


def ink_of(side, x0, x1):
    """The box of what is not white between two x of a side."""
    part = side.convert("L").point(lambda v: 255 * (v < 250)).crop((x0, 0, x1, side.height))
    return part.getbbox()


# The edge to be bound.


def directed(direction=None, language=None):
    def change(pdf):
        if direction:
            pdf.Root.ViewerPreferences = Dictionary(Direction=Name(direction))
        if language:
            pdf.Root.Lang = String(language)

    return edited(make_reader(2), change)


@pytest.mark.parametrize(
    ("direction", "language", "binding"),
    [
        ("/R2L", None, Binding.RIGHT),
        ("/R2L", "en-US", Binding.RIGHT),
        ("/L2R", None, Binding.LEFT),
        ("/L2R", "he", Binding.RIGHT),
        (None, "ar-MA", Binding.RIGHT),
        (None, "he_IL", Binding.RIGHT),
        (None, "fr", Binding.LEFT),
        (None, "ku-Arab", Binding.RIGHT),
        (None, None, None),
        (None, "", None),
        (None, "x-klingon", None),
    ],
)
def test_the_binding_is_that_which_the_file_tells(direction, language, binding):
    foreign = look_at_pdf(directed(direction, language))
    assert foreign.binding is binding
    assert foreign.reason


def test_right_to_left_letters_are_noticed_whatever_the_file_says():
    def with_letters(letters):
        def change(pdf):
            codes = " ".join(f"<{ord(letter):04X}>" for letter in letters)
            font = Dictionary(
                Type=Name.Font, ToUnicode=pdf.make_stream(f"1 beginbfrange <0001> <0009> [{codes}]".encode())
            )
            pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
            pdf.Root.Lang = String("en-US")

        return look_at_pdf(edited(make_reader(1), change))

    assert with_letters("אבגדהוזחט").has_rtl_letters
    assert with_letters("ابتثجحخدذ").has_rtl_letters
    assert not with_letters("אבabcdefg").has_rtl_letters
    assert with_letters("אבגדהוזחט").binding is Binding.LEFT


# Pages as other programs make them.


def test_a_turned_page_is_printed_as_a_viewer_shows_it():
    upright = make_reader(4)
    whole = pictures(imposed(upright).pdf)

    def turn(pdf):
        for page in pdf.pages:
            page.MediaBox = Array([0, 0, int(PAGE.height), int(PAGE.width)])
            page.contents_add(f"q 0 1 -1 0 {PAGE.height:.0f} 0 cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ", prepend=False)
            if "/Rotate" in page.obj:
                del page.obj.Rotate
        pdf.Root.Pages.Rotate = 90  # inherited by all

    for one, other in zip(whole, pictures(imposed(edited(upright, turn)).pdf), strict=True):
        for point in ((50, 60), (100, 150), (250, 240), (300, 40)):
            assert one.getpixel(point) == other.getpixel(point)


@pytest.mark.parametrize("turn", [45, Name.Sideways, 90.0])
def test_a_turn_that_is_none_is_passed_over(turn):
    def change(pdf):
        for page in pdf.pages:
            page.obj.Rotate = turn

    sheets = imposed(edited(make_reader(4), change))
    assert sheets.page_count == 4
    assert (sheets.scale < 1) == (turn == 90.0)


def test_a_page_cropped_in_a_viewer_is_printed_cropped_though_its_trim_is_from_before():
    def crop(pdf):
        for page in pdf.pages:
            page.TrimBox = Array([0, 0, 180, 240])
            page.CropBox = Array([0, 0, 90, 240])

    front = pictures(imposed(edited(make_reader(4), crop)).pdf)[0]
    left, _, right, _ = ink_of(front, 200, 400)
    assert (left, right) == (0, 90)


@pytest.mark.parametrize(
    "boxes",
    [
        {"CropBox": [0, 0, 0, 0]},
        {"CropBox": [5000, 5000, 6000, 6000]},
        {"TrimBox": [0, 0, 0, 100]},
        {"TrimBox": [Name.A, 1, 2, 3]},
        {"TrimBox": [0, 0, 50]},
        {"CropBox": [-500, -500, 900, 900]},
        {"MediaBox": [180, 240, 0, 0]},
    ],
)
def test_a_box_that_is_none_is_passed_over(boxes):
    def change(pdf):
        for page in pdf.pages:
            for key, values in boxes.items():
                page.obj[f"/{key}"] = Array(values)

    data = edited(make_reader(4), change)
    for one, other in zip(pictures(imposed(make_reader(4)).pdf), pictures(imposed(data).pdf), strict=True):
        assert one.tobytes() == other.tobytes()


def test_a_page_without_a_size_is_a_letter_page_as_in_viewers():
    def change(pdf):
        for page in pdf.pages:
            del page.obj.MediaBox

    sheets = imposed(edited(make_reader(1), change), sheet=Size(1300, 800))
    (front, _) = pictures(sheets.pdf)
    assert front.size == (1300, 800)
    with pikepdf.open(io.BytesIO(sheets.pdf)) as pdf:
        assert list(pdf.pages[0].TrimBox) == [38, 4, 1262, 796]


def test_inherited_boxes_and_resources_reach_the_sheets():
    def change(pdf):
        fonts = pdf.pages[0].obj.Resources
        for page in pdf.pages:
            del page.obj.MediaBox
            del page.obj.Resources
        pdf.Root.Pages.MediaBox = Array([0, 0, 180, 240])
        pdf.Root.Pages.Resources = fonts

    data = edited(make_reader(4), change)
    for one, other in zip(pictures(imposed(make_reader(4)).pdf), pictures(imposed(data).pdf), strict=True):
        assert one.tobytes() == other.tobytes()


def test_user_units_count():
    def change(pdf):
        for page in pdf.pages:
            page.obj.UserUnit = 2

    sheets = imposed(edited(make_reader(4, Size(90, 120)), change, min_version="1.6"))
    front = pictures(sheets.pdf)[0]
    assert sheets.scale == 1.0
    assert ink_of(front, 200, 400) == (0, 30, 180, 270)


def test_a_page_far_from_its_origin_and_ten_times_as_large_comes_out_in_place():
    def change(pdf):
        for page in pdf.pages:
            page.obj.MediaBox = Array([1_000_000, 1_000_000, 1_001_800, 1_002_400])
            page.contents_add(b"q 10 0 0 10 1000000 1000000 cm\n", prepend=True)
            page.contents_add(b"\nQ", prepend=False)

    sheets = imposed(edited(make_reader(4), change))
    assert sheets.scale == pytest.approx(200 / 1800)
    left, top, right, bottom = ink_of(pictures(sheets.pdf)[0], 200, 400)
    assert (left, right) == (0, 200)
    assert (top, bottom) == pytest.approx((17, 283), abs=1)


def test_tiny_pages_are_imposed():
    assert imposed(make_reader(4, Size(3, 3))).scale == 1.0


@pytest.mark.parametrize("page_count", [1, 2, 3])
def test_few_pages(page_count):
    assert imposed(make_reader(page_count)).sheet_count == 1


def test_a_thousand_pages():
    with pikepdf.open(io.BytesIO(make_reader(8))) as pdf:
        for _ in range(124):
            pdf.pages.extend(pdf.pages[:8])
        data = save(pdf)
    assert imposed(data, Binding.RIGHT).sheet_count == 250


# Pages of several sizes.


def test_one_large_page_does_not_make_the_others_small():
    data = of_sizes(PAGE, PAGE, Size(480, 300), PAGE, PAGE)
    sheets = imposed(data)
    assert sheets.scale == 1.0
    (note,) = sheets.notes
    assert note.code == "pages-unlike"
    assert note.message.startswith("page 3 (169 × 106 mm) is larger than the others")
    assert "printed at 42 %" in note.message
    # Sheet 1 holds 5 and 1, 2 and a blank; sheet 2 a blank and 3: across its half, in the middle of the height.
    assert ink_of(pictures(sheets.pdf)[2], 200, 400) == pytest.approx((0, 88, 200, 212), abs=1)


def test_a_large_page_among_pages_that_are_scaled_has_a_scale_of_its_own():
    data = of_sizes(*[Size(400, 600)] * 5, Size(800, 600))
    sheets = imposed(data)
    assert sheets.scale == pytest.approx(0.5)
    assert [note.code for note in sheets.notes] == ["pages-scaled", "pages-unlike"]
    assert "page 6 (" in sheets.notes[1].message
    assert "printed at 25 %" in sheets.notes[1].message


def test_scanned_pages_that_nearly_agree_keep_one_scale():
    data = of_sizes(Size(400, 600), Size(404, 590), Size(396, 606), Size(400, 612))
    sheets = imposed(data)
    assert [note.code for note in sheets.notes] == ["pages-scaled"]


def test_smaller_pages_keep_their_size():
    sheets = imposed(of_sizes(PAGE, PAGE, PAGE, Size(90, 120)))
    assert (sheets.scale, sheets.notes) == (1.0, ())
    front = pictures(sheets.pdf)[0]
    assert ink_of(front, 0, 199) == (110, 90, 199, 210)


# What paper cannot show.


def annotated(**entries):
    def change(pdf):
        appearance = pdf.make_stream(b"0 0 20 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 20, 20])
        note = {"Type": Name.Annot, "Rect": Array([20, 20, 60, 60]), **entries}
        if note.pop("drawn", True):
            note["AP"] = Dictionary(N=appearance)
        pdf.pages[1].Annots = Array([pdf.make_indirect(Dictionary(**note))])
        if note["Subtype"] == Name.Widget:
            pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[1].Annots)

    return edited(make_reader(4), change)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"Subtype": Name.Stamp, "F": 4}, []),
        ({"Subtype": Name.Link}, []),
        ({"Subtype": Name.Text, "F": 6}, []),
        ({"Subtype": Name.Text}, ["page 2: notes or drawings that are for the screen alone are left out"]),
        (
            {"Subtype": Name.Highlight, "F": 4, "drawn": False},
            ["page 2: notes or drawings that are for the screen alone are left out"],
        ),
        ({"Subtype": Name.Movie, "F": 4}, ["page 2: films, sounds or models are left out"]),
        ({"Subtype": Name.Widget, "FT": Name.Btn}, ["page 2: form fields that are not printed are left out"]),
    ],
)
def test_what_paper_cannot_show_is_said(entries, said):
    data = annotated(**entries)
    assert [note.message for note in look_at_pdf(data).notes] == said
    imposed(data)


def test_attached_files_and_forms_made_on_the_fly_are_said():
    def change(pdf):
        pdf.attachments["list.csv"] = b"1,2"
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))

    messages = " / ".join(note.message for note in look_at_pdf(edited(make_reader(2), change)).notes)
    assert "(XFA)" in messages
    assert "a file that is attached" in messages


# Locked and damaged files.


def test_a_file_encrypted_without_a_password_is_imposed():
    with pikepdf.open(io.BytesIO(make_reader(4))) as pdf:
        data = save(pdf, encryption=pikepdf.Encryption(owner="owner", user=""))
    with pikepdf.open(io.BytesIO(imposed(data).pdf)) as pdf:
        assert not pdf.is_encrypted


def test_a_file_without_its_table_of_objects_is_mended_and_it_is_said():
    data = make_reader(4)
    broken = data[: data.rindex(b"xref\n0 ")]
    assert [note.code for note in look_at_pdf(broken).notes] == ["pdf-mended"]
    imposed(broken)
    assert look_at_pdf(data).notes == ()


def test_names_and_strings_that_are_objects_of_their_own_are_known_again():
    def change(pdf):
        for font in pdf.pages[0].Resources.Font.values():
            font.BaseFont = pdf.make_indirect(Name.Helvetica)

    def add_objects(pdf):
        for _ in range(5):
            pdf.Root.Extra = pdf.make_indirect(Array([pdf.Root.get("/Extra", 0)]))
        change(pdf)

    imposed(edited(make_reader(4), add_objects))


def test_names_that_are_not_utf8_are_known_again():
    def change(pdf):
        state = pdf.pages[0].Resources.get("/ExtGState", Dictionary())
        state["/G"] = Dictionary(Type=Name.ExtGState)
        pdf.pages[0].Resources.ExtGState = state

    data = edited(make_reader(4), change, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/G <<" in data
    imposed(data.replace(b"/G <<", b"/\xe4 <<"))
