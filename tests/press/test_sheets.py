import io

import pikepdf
import pytest
from pikepdf import Array, Name
from press_support import PAGE, SHEET, is_white, make_reader, pictures, same, save

from booklet.errors import ContentError
from booklet.geometry import Size, paper_size
from booklet.languages import Binding
from booklet.press.printer import Flip, Printer
from booklet.press.schemes import SADDLE
from booklet.press.sheets import impose
from booklet.press.signature import sheets_of
from booklet.units import mm

A4 = paper_size("A4")


def edited(data, change):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return save(pdf, static_id=True)


def halves(side):
    """The two trimmed pages of a side of SHEET that carries PAGE, cut out of its picture."""
    fold, top = SHEET.width // 2, (SHEET.height - PAGE.height) // 2
    return (
        side.crop((fold - PAGE.width, top, fold, top + PAGE.height)),
        side.crop((fold, top, fold + PAGE.width, top + PAGE.height)),
    )


@pytest.mark.parametrize("binding", list(Binding))
@pytest.mark.parametrize("page_count", [1, 4, 5, 13, 16])
def test_each_half_shows_its_page(page_count, binding):
    reader = make_reader(page_count)
    pages = pictures(reader)
    imposed = impose(reader, binding=binding, sheet=SHEET)
    sides = pictures(imposed.pdf)
    planned = [side.page_indices for sheet in sheets_of(SADDLE, page_count, binding) for side in sheet.sides]
    assert len(sides) == len(planned) == 2 * imposed.sheet_count
    assert (imposed.page_count, imposed.scale, imposed.notes) == (page_count, 1.0, ())
    assert imposed.blank_count == 4 * imposed.sheet_count - page_count
    for picture, page_indices in zip(sides, planned, strict=True):
        for half, page_index in zip(halves(picture), page_indices, strict=True):
            assert is_white(half) if page_index is None else same(half, pages[page_index])


def test_backs_for_the_long_edge_are_upside_down():
    reader = make_reader(8)
    short = pictures(impose(reader, binding=Binding.RIGHT, sheet=SHEET).pdf)
    long = pictures(impose(reader, binding=Binding.RIGHT, sheet=SHEET, printer=Printer(flip=Flip.LONG_EDGE)).pdf)
    inside_the_bar = [(200 - 180 + 20, 240), (200 + 20, 240)]
    for number, (one, other) in enumerate(zip(short, long, strict=True)):
        turned = other.rotate(180) if number % 2 else other
        for point in [(100, 60), (300, 60), *inside_the_bar]:
            assert one.getpixel(point) == turned.getpixel(point)
        assert same(one, other) == (number % 2 == 0)


def test_a_page_with_rotation_and_bleed_shows_its_trim_upright():
    def turn(pdf):
        for page in pdf.pages:
            # Lying on its side in the file, shown upright; the bleed of 10 points is not shown.
            page.MediaBox = Array([-20, -20, 260, 200])
            page.TrimBox = Array([0, 0, 240, 180])
            page.Rotate = 90
            page.contents_add(b"q 0 1 -1 0 240 0 cm\n", prepend=True)
            page.contents_add(b"\nQ", prepend=False)

    upright = make_reader(4)
    lying = edited(upright, turn)
    one = pictures(impose(upright, binding=Binding.RIGHT, sheet=SHEET).pdf)
    other = pictures(impose(lying, binding=Binding.RIGHT, sheet=SHEET).pdf)
    for a, b in zip(one, other, strict=True):
        for point in ((50, 60), (100, 150), (250, 240), (300, 40)):
            assert a.getpixel(point) == b.getpixel(point)


def test_creep_moves_pages_to_the_spine_and_is_cut_at_the_fold():
    reader = make_reader(12)
    pages = pictures(reader)
    sides = pictures(impose(reader, binding=Binding.LEFT, sheet=SHEET, paper_thickness=4.0).pdf)
    for sheet_index, sheet in enumerate(sheets_of(SADDLE, 12, Binding.LEFT)):
        left_page, right_page = sheet.front.page_indices
        shift = 4 * sheet_index
        left, right = halves(sides[2 * sheet_index])
        width, height = PAGE
        assert same(right.crop((0, 0, width - shift, height)), pages[right_page].crop((shift, 0, width, height)))
        assert same(left.crop((shift, 0, width, height)), pages[left_page].crop((0, 0, width - shift, height)))
        assert is_white(right.crop((width - shift, 0, width, height))) or shift == 0


def test_pages_larger_than_half_the_sheet_are_made_smaller_and_it_is_said():
    imposed = impose(make_reader(4, paper_size("A4")), binding=Binding.RIGHT, sheet=A4)
    assert imposed.scale == pytest.approx(0.7071, abs=1e-3)
    (note,) = imposed.notes
    assert note.code == "pages-scaled"
    assert note.severity == "warning"
    assert "210 × 297 mm" in note.message
    assert "71%" in note.message


@pytest.mark.parametrize("size", [Size(mm(148), mm(210)), Size(420, 595), Size(mm(148.5), mm(210))])
def test_a5_in_any_rounding_keeps_its_size_on_a4(size):
    assert impose(make_reader(4, size), binding=Binding.LEFT, sheet=A4).scale == 1.0


def test_marks_are_drawn_where_there_is_room_and_only_outside_the_trim():
    with_room = pictures(impose(make_reader(4), binding=Binding.LEFT, sheet=SHEET).pdf, scale=4)[1]
    fold = with_room.crop((4 * 200 - 4, 0, 4 * 200 + 4, 4 * 30))
    assert not is_white(fold)
    a5 = make_reader(1, paper_size("A5"))
    _, back = pictures(impose(a5, binding=Binding.LEFT, sheet=A4).pdf)
    assert is_white(back)


def test_the_file_is_ready_for_the_printer():
    for binding, direction in ((Binding.RIGHT, Name.R2L), (Binding.LEFT, Name.L2R)):
        data = impose(make_reader(5), binding=binding, sheet=SHEET).pdf
        with pikepdf.open(io.BytesIO(data)) as pdf:
            preferences = pdf.Root.ViewerPreferences
            assert preferences.Direction == direction
            assert preferences.Duplex == Name.DuplexFlipShortEdge
            assert preferences.PrintScaling == Name("/None")
            assert pdf.Root.PageLayout == Name.SinglePage
            assert pdf.check_pdf_syntax() == []
            assert pdf.get_warnings() == []
            for page in pdf.pages:
                assert list(page.TrimBox) == [20, 30, 380, 270]


def test_title_and_dates_are_those_of_the_booklet():
    reader = make_reader(4, title="מורשת אליאנס")
    with (
        pikepdf.open(io.BytesIO(reader)) as source,
        pikepdf.open(io.BytesIO(impose(reader, binding=Binding.RIGHT, sheet=SHEET).pdf)) as sheets,
    ):
        assert str(sheets.docinfo.Title) == "מורשת אליאנס"
        assert str(sheets.docinfo.CreationDate) == str(source.docinfo.CreationDate)
        metadata = sheets.open_metadata()
        assert metadata["dc:title"] == "מורשת אליאנס"
        assert metadata["xmp:CreateDate"].startswith("2000-01-01")


def test_a_title_in_the_xmp_alone_is_kept():
    def only_xmp(pdf):
        del pdf.trailer.Info
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = "From XMP"

    data = impose(edited(make_reader(4), only_xmp), binding=Binding.LEFT, sheet=SHEET).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "From XMP"


def test_a_damaged_date_is_left_out():
    def spoil(pdf):
        pdf.docinfo.CreationDate = pikepdf.String("yesterday")

    data = impose(edited(make_reader(4), spoil), binding=Binding.LEFT, sheet=SHEET).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/CreationDate" not in pdf.docinfo


def test_damaged_metadata_is_left_out():
    def spoil(pdf):
        del pdf.trailer.Info
        pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta <broken", Type=Name.Metadata, Subtype=Name.XML)

    data = impose(edited(make_reader(4), spoil), binding=Binding.LEFT, sheet=SHEET).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/Title" not in pdf.docinfo


def test_a_hidden_layer_stays_hidden():
    def hide(pdf):
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=Name.OCG, Name=pikepdf.String("Notes")))
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=Array([layer]), D=pikepdf.Dictionary(OFF=Array([layer]), Order=Array([]))
        )
        page = pdf.pages[0]
        page.Resources = pikepdf.Dictionary({**dict(page.Resources.items()), "/Properties": {"/L": layer}})
        page.contents_add(b"/OC /L BDC 0 g 100 20 60 60 re f EMC", prepend=False)

    reader = edited(make_reader(4), hide)
    assert pictures(reader)[0].getpixel((130, PAGE.height - 50)) != (0, 0, 0)
    front = pictures(impose(reader, binding=Binding.LEFT, sheet=SHEET).pdf)[0]
    assert front.getpixel((200 + 130, 270 - 50)) != (0, 0, 0)


def test_fonts_stay_shared():
    data = impose(make_reader(40), binding=Binding.RIGHT, sheet=SHEET).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == Name.Font]
        assert len(fonts) == 1


def test_a_filled_in_form_is_not_lost():
    def stamp(pdf):
        appearance = pdf.make_stream(b"0 0 0 rg 0 0 60 60 re f", Type=Name.XObject, Subtype=Name.Form)
        appearance.BBox = Array([0, 0, 60, 60])
        note = pikepdf.Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([100, 20, 160, 80]),
            F=4,
            AP=pikepdf.Dictionary(N=appearance),
        )
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    front = pictures(impose(edited(make_reader(4), stamp), binding=Binding.LEFT, sheet=SHEET).pdf)[0]
    assert front.getpixel((200 + 130, 270 - 50)) == (0, 0, 0)


def test_the_same_bytes_twice():
    reader = make_reader(9)
    for flip in Flip:
        one, other = (
            impose(reader, binding=Binding.RIGHT, sheet=SHEET, printer=Printer(flip=flip)).pdf for _ in range(2)
        )
        assert one == other


def locked():
    with pikepdf.open(io.BytesIO(make_reader(2))) as pdf:
        return save(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))


def forbidden():
    with pikepdf.open(io.BytesIO(make_reader(2))) as pdf:
        allow = pikepdf.Permissions(modify_assembly=False, modify_other=False)
        return save(pdf, encryption=pikepdf.Encryption(owner="o", user="", allow=allow))


def without_pages():
    with pikepdf.new() as pdf:
        return save(pdf)


def with_a_wrong_box():
    def spoil(pdf):
        pdf.pages[0].TrimBox = Array([Name.A, Name.B, Name.C, Name.D])

    return edited(make_reader(2), spoil)


def flat():
    def spoil(pdf):
        pdf.pages[0].MediaBox = Array([0, 0, 0, 100])

    return edited(make_reader(2), spoil)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (locked, "pdf-encrypted"),
        (forbidden, "pdf-encrypted"),
        (without_pages, "pdf-empty"),
        (lambda: b"", "pdf-damaged"),
        (lambda: b"Dear Sir or Madam", "pdf-damaged"),
        (lambda: make_reader(2)[:300], "pdf-damaged"),
        (flat, "page-size"),
    ],
)
def test_what_cannot_be_printed_is_said_in_plain_words(make, code):
    with pytest.raises(ContentError) as caught:
        impose(make(), binding=Binding.LEFT, sheet=SHEET)
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.message.isascii()
    assert fault.hint


def test_a_wrong_box_is_no_traceback():
    try:
        impose(with_a_wrong_box(), binding=Binding.LEFT, sheet=SHEET)
    except ContentError:
        return


@pytest.mark.parametrize("change", [{"sheet": Size(40, 40)}, {"paper_thickness": -1.0}])
def test_wrong_measures_are_refused(change):
    with pytest.raises(ContentError):
        impose(make_reader(4), **{"binding": Binding.LEFT, "sheet": SHEET, **change})
