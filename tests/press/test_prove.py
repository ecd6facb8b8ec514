import io

import pikepdf
import pytest
from pikepdf import Array
from press_support import PAGE, SHEET, make_reader, save, sheets_by_hand

from booklet.errors import ContentError, PreflightFailed
from booklet.languages import Binding
from booklet.press.printer import Flip, Printer
from booklet.press.prove import prove_sheets
from booklet.press.sheets import impose

EIGHT_LEFT = [(8, 1), (2, 7), (6, 3), (4, 5)]
EIGHT_RIGHT = [(1, 8), (7, 2), (3, 6), (5, 4)]


def refusal(sides, reader=None, binding=Binding.LEFT, **options):
    reader = reader or make_reader(8)
    with pytest.raises(PreflightFailed) as caught:
        prove_sheets(sheets_by_hand(reader, sides, **options), reader, binding)
    assert {fault.code for fault in caught.value.diagnostics} == {"fold-proof"}
    return [fault.message for fault in caught.value.diagnostics]


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("binding", list(Binding))
@pytest.mark.parametrize("page_count", [1, 2, 3, 4, 5, 13, 16, 29, 80])
def test_imposed_sheets_are_right(page_count, binding, flip):
    reader = make_reader(page_count)
    prove_sheets(impose(reader, binding=binding, sheet=SHEET, printer=Printer(flip=flip)).files, reader, binding)


@pytest.mark.parametrize("binding", list(Binding))
def test_sheets_with_creep_and_smaller_pages_are_right(binding):
    reader = make_reader(24)
    imposed = impose(reader, binding=binding, sheet=SHEET, paper_thickness=1.0)
    prove_sheets(imposed.pdf, reader, binding)
    imposed = impose(reader, binding=binding, sheet=PAGE)
    assert imposed.scale < 1
    prove_sheets(imposed.pdf, reader, binding)


def test_sheets_of_another_program_are_right():
    reader = make_reader(8)
    prove_sheets(sheets_by_hand(reader, EIGHT_LEFT), reader, Binding.LEFT)
    prove_sheets(sheets_by_hand(reader, EIGHT_RIGHT), reader, Binding.RIGHT)
    over_long_edge = [
        (left, right) if i % 2 == 0 else (left, right, True) for i, (left, right) in enumerate(EIGHT_LEFT)
    ]
    data = sheets_by_hand(reader, over_long_edge, duplex="/DuplexFlipLongEdge")
    prove_sheets(data, reader, Binding.LEFT)


def test_a_file_stored_anew_is_still_known():
    reader = make_reader(8)
    with pikepdf.open(io.BytesIO(sheets_by_hand(reader, EIGHT_LEFT))) as pdf:
        plain = save(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, qdf=True)
    prove_sheets(plain, reader, Binding.LEFT)


def test_sheets_displayed_by_rotation_are_right():
    reader = make_reader(8)
    with pikepdf.open(io.BytesIO(sheets_by_hand(reader, EIGHT_LEFT))) as pdf:
        for page in pdf.pages:
            page.MediaBox = Array([0, 0, 300, 400])
            page.contents_add(b"q 0 1 -1 0 300 0 cm\n", prepend=True)
            page.contents_add(b"\nQ", prepend=False)
            page.Rotate = 90
        turned = save(pdf)
    prove_sheets(turned, reader, Binding.LEFT)


def test_pages_that_look_the_same_may_change_places():
    reader = make_reader(8)
    with pikepdf.open(io.BytesIO(reader)) as pdf:
        pdf.pages[5].Contents = pdf.pages[2].Contents
        twins = save(pdf, static_id=True)
    prove_sheets(sheets_by_hand(twins, [(8, 1), (2, 7), (3, 6), (4, 5)]), twins, Binding.LEFT)


def test_an_empty_page_may_be_left_off():
    with pikepdf.open(io.BytesIO(make_reader(8))) as pdf:
        pdf.pages[1].Contents = pdf.make_stream(b"")
        reader = save(pdf, static_id=True)
    prove_sheets(sheets_by_hand(reader, [(8, 1), (None, 7), (6, 3), (4, 5)]), reader, Binding.LEFT)


def test_swapped_halves_of_one_side():
    messages = refusal([(8, 1), (7, 2), (6, 3), (4, 5)])
    assert messages == [
        "where page 2 should be, there is page 7 (sheet 1, back, left half)",
        "where page 7 should be, there is page 2 (sheet 1, back, right half)",
    ]


def test_backs_upside_down():
    wrong = [(*side, i % 2 == 1) for i, side in enumerate(EIGHT_LEFT)]
    assert refusal(wrong) == ["the backs of all sheets are upside down when the sheet is turned over its short edge"]


def test_one_side_upside_down():
    messages = refusal([(8, 1), (2, 7), (6, 3, True), (4, 5)])
    assert messages == [
        "page 6 is upside down (sheet 2, front, right half)",
        "page 3 is upside down (sheet 2, front, left half)",
    ]


def test_sheets_for_the_long_edge_said_to_be_for_the_short_one():
    reader = make_reader(8)
    data = impose(reader, binding=Binding.LEFT, sheet=SHEET, printer=Printer(flip=Flip.LONG_EDGE)).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.ViewerPreferences.Duplex
        data = save(pdf)
    with pytest.raises(PreflightFailed, match="upside down"):
        prove_sheets(data, reader, Binding.LEFT)


@pytest.mark.parametrize("binding", list(Binding))
def test_the_other_binding(binding):
    sides = EIGHT_RIGHT if binding is Binding.LEFT else EIGHT_LEFT
    (message,) = refusal(sides, binding=binding)
    assert "read from back to front" in message


def test_sheets_in_reverse_order():
    assert refusal([(6, 3), (4, 5), (8, 1), (2, 7)]) == ["the sheets are in reverse order: the innermost comes first"]


def test_reader_order_is_no_imposition():
    assert len(refusal([(1, 2), (3, 4), (5, 6), (7, 8)])) > 2


def test_blanks_after_the_back_cover():
    messages = refusal([(None, 1), (2, None), (None, 3), (4, 5)], make_reader(5))
    assert "where page 5 should be, there is a blank (sheet 1, front, left half)" in messages
    assert "where a blank should be, before the back cover, there is page 5 (sheet 2, back, right half)" in messages


def test_a_page_missing_and_one_twice():
    messages = refusal([(8, 1), (2, 7), (6, 3), (4, 4)])
    assert "where page 5 should be, there is page 4 (sheet 2, back, right half)" in messages
    assert "page 5 is missing" in messages


def test_too_few_sheets():
    assert refusal(EIGHT_LEFT[:2]) == ["the booklet has 8 pages and needs 2 sheets; the file has 1"]


def test_a_side_too_few():
    assert refusal(EIGHT_LEFT[:3]) == ["the file has 3 sides: the last sheet has no back"]


def test_the_booklet_of_yesterday():
    reader = make_reader(8)
    with pikepdf.open(io.BytesIO(reader)) as pdf:
        pdf.pages[3].contents_add(b"\n0 0 5 5 re f", prepend=False)
        newer = save(pdf, static_id=True)
    with pytest.raises(PreflightFailed, match=r"no page of this booklet \(sheet 2, back, left half\)"):
        prove_sheets(sheets_by_hand(reader, EIGHT_LEFT), newer, Binding.LEFT)


def test_another_picture_under_the_same_name_is_noticed():
    def with_picture(grey):
        with pikepdf.open(io.BytesIO(make_reader(4))) as pdf:
            image = pdf.make_stream(bytes([grey]), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
            image.Width = image.Height = 1
            image.BitsPerComponent = 8
            image.ColorSpace = pikepdf.Name.DeviceGray
            page = pdf.pages[0]
            page.Resources = pikepdf.Dictionary({**dict(page.Resources.items()), "/XObject": {}})
            page.Resources.XObject = pikepdf.Dictionary({"/Im": image})
            page.contents_add(b"\nq 50 0 0 50 0 0 cm /Im Do Q", prepend=False)
            return save(pdf, static_id=True)

    dark, light = with_picture(10), with_picture(240)
    sheets = impose(dark, binding=Binding.RIGHT, sheet=SHEET).pdf
    prove_sheets(sheets, dark, Binding.RIGHT)
    with pytest.raises(PreflightFailed, match="no page of this booklet"):
        prove_sheets(sheets, light, Binding.RIGHT)


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        (b"-1 0 0 1 400 0 cm", "as in a mirror"),
        (b"1 0 0 1 60 0 cm", "across the fold"),
        (b"0.9 0.3 -0.3 0.9 20 20 cm", "aslant"),
    ],
)
def test_pages_placed_crookedly(matrix, words):
    reader = make_reader(8)
    with pikepdf.open(io.BytesIO(sheets_by_hand(reader, EIGHT_LEFT))) as pdf:
        pdf.pages[0].contents_add(b"q " + matrix + b"\n", prepend=True)
        pdf.pages[0].contents_add(b"\nQ", prepend=False)
        crooked = save(pdf)
    with pytest.raises(PreflightFailed, match=words):
        prove_sheets(crooked, reader, Binding.LEFT)


def test_two_pages_one_over_the_other():
    reader = make_reader(8)
    with pikepdf.open(io.BytesIO(sheets_by_hand(reader, EIGHT_LEFT))) as pdf:
        pdf.pages[0].contents_add(b"\nq 1 0 0 1 200 30 cm /Fm8 Do Q", prepend=False)
        doubled = save(pdf)
    with pytest.raises(PreflightFailed, match=r"page 8 lies over another page \(sheet 1, front, right half\)"):
        prove_sheets(doubled, reader, Binding.LEFT)


def test_upright_sheets_are_refused():
    reader = make_reader(8)
    with pikepdf.open(io.BytesIO(sheets_by_hand(reader, EIGHT_LEFT))) as pdf:
        for page in pdf.pages:
            page.MediaBox = Array([0, 0, 300, 400])
        upright = save(pdf)
    with pytest.raises(PreflightFailed, match="sheet 1, front, is upright"):
        prove_sheets(upright, reader, Binding.LEFT)


def test_no_more_faults_than_a_person_reads():
    messages = refusal([(p, p + 1) for p in range(1, 80, 2)], make_reader(80))
    assert len(messages) == 13
    assert messages[-1].endswith("more such faults")


def test_a_damaged_file_is_a_fault_of_the_content():
    reader = make_reader(4)
    with pytest.raises(ContentError, match="file of sheets is damaged"):
        prove_sheets(b"nothing", reader, Binding.LEFT)
    with pytest.raises(ContentError, match="booklet is damaged"):
        prove_sheets(reader, b"nothing", Binding.LEFT)
