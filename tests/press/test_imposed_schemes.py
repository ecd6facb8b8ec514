"""Finished files of every scheme, for every printer: proved, and looked at."""

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image, ImageChops
from press_support import make_reader, pictures, same

from booklet.errors import ContentError, PreflightFailed
from booklet.geometry import Insets, Point, Size
from booklet.languages import Binding
from booklet.press.plan import make_plan
from booklet.press.printer import Flip, Printer
from booklet.press.prove import prove_sheets
from booklet.press.schemes import CORNER, PERFECT, SADDLE, SADDLE_4UP, SADDLE_8UP, SCHEMES, ZINE
from booklet.press.sheet_marks import Marks
from booklet.press.sheets import impose
from booklet.press.signature import sheets_of

PAGE = Size(60, 80)
PAPER = Size(400, 300)
"""Eight pages a side fit with room for marks, all edges on whole points."""
OTHER = {Binding.LEFT: Binding.RIGHT, Binding.RIGHT: Binding.LEFT}
NO_MARKS = Marks(crop=False, fold=False, collation=False, staples=False, sheet_numbers=False)


def reader_for(scheme, page_count=21):
    return make_reader(min(page_count, (scheme.sheet_limit or 99) * scheme.pages_per_sheet), PAGE)


def made(scheme, reader=None, binding=Binding.LEFT, sheet=PAPER, **options):
    return impose(reader or reader_for(scheme), binding=binding, sheet=sheet, scheme=scheme, **options)


def faults(files, reader, binding, **options):
    with pytest.raises(PreflightFailed) as caught:
        prove_sheets(files, reader, binding, **options)
    return [fault.message for fault in caught.value.diagnostics]


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_is_right_for_every_printer(name, flip):
    scheme = SCHEMES[name]
    for binding, reverse, page_count in (
        (Binding.LEFT, False, 1),
        (Binding.RIGHT, True, 3),
        (Binding.LEFT, True, 16),
        (Binding.RIGHT, False, 37),
    ):
        reader = reader_for(scheme, page_count)
        printer = Printer(flip=flip, reverse=reverse, margins=Insets(9, 12, 5, 3), back_offset=Point(4, -3))
        imposed = made(scheme, reader, binding, printer=printer, paper_thickness=0.5)
        prove_sheets(imposed.files, reader, binding, scheme=scheme, printer=printer)


@pytest.mark.parametrize("name", SCHEMES)
def test_two_covers_in_every_scheme(name):
    scheme = SCHEMES[name]
    reader = reader_for(scheme, 13)
    files = made(scheme, reader, Binding.RIGHT, second_cover=2).files
    prove_sheets(files, reader, Binding.RIGHT, 2, scheme=scheme)
    assert faults(files, reader, Binding.RIGHT, scheme=scheme)


@pytest.mark.parametrize("name", [name for name, scheme in SCHEMES.items() if scheme is not CORNER])
def test_the_other_binding_is_noticed(name):
    scheme = SCHEMES[name]
    reader = reader_for(scheme, 32)
    (message,) = faults(made(scheme, reader).files, reader, Binding.RIGHT, scheme=scheme)
    assert "bound on the left" in message


@pytest.mark.parametrize("name", [name for name, scheme in SCHEMES.items() if scheme.two_sided])
@pytest.mark.parametrize("made_for", [Flip.SHORT_EDGE, Flip.LONG_EDGE])
def test_the_other_edge_is_noticed(name, made_for):
    scheme = SCHEMES[name]
    reader = reader_for(scheme, 32)
    files = made(scheme, reader, printer=Printer(flip=made_for)).files
    used = Flip.LONG_EDGE if made_for is Flip.SHORT_EDGE else Flip.SHORT_EDGE
    (message,) = faults(files, reader, Binding.LEFT, scheme=scheme, printer=Printer(flip=used))
    assert message.endswith(f"when the sheet is turned over its {used.value} edge")


@pytest.mark.parametrize("flip", list(Flip))
def test_a_pile_the_wrong_way_round_is_noticed(flip):
    reader = reader_for(SADDLE)
    files = made(SADDLE, reader, printer=Printer(flip=flip)).files
    messages = faults(files, reader, Binding.LEFT, printer=Printer(flip=flip, reverse=True))
    expected = "where page" if flip is Flip.MANUAL else "the sheets are in reverse order: the innermost comes first"
    assert messages[0].startswith(expected)


@pytest.mark.parametrize("name", [n for n, s in SCHEMES.items() if s.sheet_limit is None and n != "saddle-8up"])
def test_sheets_folded_in_another_way_are_noticed(name):
    # Even two signatures of one sheet each are not two sheets in one another.
    reader = reader_for(SADDLE_8UP, 32)
    assert faults(made(SADDLE_8UP, reader).files, reader, Binding.LEFT, scheme=SCHEMES[name])


def test_a_page_not_turned_with_its_row_is_noticed():
    reader = make_reader(8, PAGE)
    data = made(SADDLE_4UP, reader).pdf
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        # Page 5 stands at the top left; it stays in its place.
        lines = content.split(b"\n")
        line = lines[lines.index(b"/P5 Do") - 1]
        e, f = (float(word) for word in line.split()[4:6])
        upright = f"1 0 0 1 {e - PAGE.width} {f - PAGE.height} cm".encode()
        pdf.pages[0].Contents = pdf.make_stream(content.replace(line, upright, 1))
        out = io.BytesIO()
        pdf.save(out)
    (message,) = faults(out.getvalue(), reader, Binding.LEFT, scheme=SADDLE_4UP)
    assert message.startswith("page 5 is upside down (sheet 1, front, row 1, place 1 from the left)")


def test_fronts_without_backs_are_noticed():
    reader = reader_for(SADDLE)
    fronts, backs = made(SADDLE, reader, printer=Printer(flip=Flip.MANUAL)).files
    by_hand = Printer(flip=Flip.MANUAL)
    assert "needs two files" in faults(fronts, reader, Binding.LEFT, printer=by_hand)[0]
    with pikepdf.open(io.BytesIO(backs)) as pdf:
        del pdf.pages[-1]
        out = io.BytesIO()
        pdf.save(out)
    (message,) = faults([fronts, out.getvalue()], reader, Binding.LEFT, printer=by_hand)
    assert message == "there are 6 fronts and 5 backs"


def test_files_for_a_printer_of_one_side():
    imposed = made(SADDLE, printer=Printer(flip=Flip.MANUAL))
    assert len(imposed.files) == 2
    for data in imposed.files:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == imposed.sheet_count == 6
            assert pdf.Root.ViewerPreferences.Duplex == Name.Simplex
    assert len(made(ZINE, printer=Printer(flip=Flip.MANUAL)).files) == 1


# What is seen.


def cells_seen(scheme, picture, plan, side):
    for cell in side.cells:
        box = plan.trim_box(cell)
        yield cell, picture.crop((round(box.x), round(box.y), round(box.right), round(box.bottom)))


@pytest.mark.parametrize("binding", list(Binding))
@pytest.mark.parametrize("name", SCHEMES)
def test_each_cell_shows_its_page(name, binding):
    scheme = SCHEMES[name]
    reader = reader_for(scheme)
    pages = pictures(reader)
    fronts, *backs = map(pictures, made(scheme, reader, binding, printer=Printer(flip=Flip.MANUAL)).files)
    sides_seen = [side for sheet in zip(fronts, *backs, strict=True) for side in sheet]
    plan = make_plan(scheme, [PAGE], PAPER, Size(0, 0))
    sides = [side for sheet in sheets_of(scheme, len(pages), binding) for side in sheet.sides]
    for picture, side in zip(sides_seen, sides, strict=True):
        assert picture.size == tuple(plan.sheet)
        for cell, seen in cells_seen(scheme, picture, plan, side):
            if cell.page_index is None:
                assert same(seen, Image.new("RGB", seen.size, "white"))
            else:
                # Rotated text is not drawn with the same pixels: the bar and the ground around it are.
                upright = seen.rotate(cell.rotation).crop((0, 0, 38, 80))
                difference = ImageChops.difference(upright, pages[cell.page_index].crop((0, 0, 38, 80)))
                assert max(high for _, high in difference.getextrema()) <= 8


@pytest.mark.parametrize("name", SCHEMES)
def test_marks_are_drawn_and_none_is_inside_the_trim(name):
    scheme = SCHEMES[name]
    reader = reader_for(scheme, 64)
    plan = make_plan(scheme, [PAGE], PAPER, Size(0, 0))
    sheets = sheets_of(scheme, 64 if scheme.sheet_limit is None else 1, Binding.LEFT)
    sides = [side for sheet in sheets for side in sheet.sides]
    bare = pictures(made(scheme, reader, marks=NO_MARKS).pdf, 3)
    marked = pictures(made(scheme, reader).pdf, 3)
    for one, other, side in zip(bare, marked, sides, strict=True):
        inked = ImageChops.difference(one, other)
        assert inked.getbbox() is not None
        for cell in side.cells:
            box = plan.trim_box(cell)
            trim = tuple(round(3 * v) for v in (box.x, box.y, box.right, box.bottom))
            assert inked.crop(trim).getbbox() is None


@pytest.mark.parametrize("mark", ["crop", "fold", "collation", "staples", "sheet_numbers"])
def test_each_mark_may_be_left_out(mark):
    scheme = replace(PERFECT, signature=1, joint=SADDLE.joint)
    with_all = pictures(made(scheme).pdf)[0]
    without = pictures(made(scheme, marks=replace(Marks(), **{mark: False})).pdf)[0]
    assert not same(with_all, without)


@pytest.mark.parametrize("spine_gap", [0.0, 9.0])
def test_signatures_step_down_the_spine(spine_gap):
    scheme = replace(PERFECT, signature=1, spine_gap=spine_gap)
    only_steps = replace(NO_MARKS, collation=True)
    fronts = pictures(made(scheme, make_reader(16, PAGE), marks=only_steps).pdf, 4)[::2]
    bare = pictures(made(scheme, make_reader(16, PAGE), marks=NO_MARKS).pdf, 4)[::2]
    steps = [ImageChops.difference(one, other).getbbox() for one, other in zip(fronts, bare, strict=True)]
    fold = 4 * PAPER.width / 2
    for left, _, right, _ in steps:
        assert abs((left + right) / 2 - fold) <= 1
    for upper, lower in pairwise(steps):
        assert abs(upper[3] - lower[1]) <= 1  # each begins where the one above it ends


@pytest.mark.parametrize("name", SCHEMES)
def test_nothing_is_printed_where_the_printer_does_not_reach(name):
    margins = Insets(20, 14, 10, 9)
    imposed = made(SCHEMES[name], make_reader(4, Size(300, 400)), printer=Printer(margins=margins))
    assert imposed.scale < 1
    (note,) = imposed.notes
    assert note.code == "pages-scaled"
    for picture in pictures(imposed.pdf, 4):
        inked = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
        left, top, right, bottom = inked or (200, 150, 200, 150)
        assert left >= 4 * 20 - 1  # a pixel that is touched
        assert top >= 4 * 14 - 1
        assert right <= picture.width - 4 * 20 + 1
        assert bottom <= picture.height - 4 * 14 + 1


def test_backs_are_moved_by_the_offset_of_the_printer():
    reader = make_reader(4, PAGE)
    for flip in (Flip.SHORT_EDGE, Flip.LONG_EDGE):
        still = pictures(made(SADDLE, reader, printer=Printer(flip=flip)).pdf)
        moved = pictures(made(SADDLE, reader, printer=Printer(flip=flip, back_offset=Point(7, -5))).pdf)
        assert same(still[0], moved[0])
        assert same(ImageChops.offset(still[1], 7, -5), moved[1])


@pytest.mark.parametrize("name", SCHEMES)
def test_a_pile_of_printed_sheets_has_each_back_behind_its_front(name):
    """Turn the printed pictures over as the printer does; heads must point the same way on both sides."""
    scheme = SCHEMES[name]
    if not scheme.two_sided:
        return
    reader = reader_for(scheme)
    upright = pictures(made(scheme, reader, printer=Printer(flip=Flip.MANUAL)).files[1])
    for flip in (Flip.SHORT_EDGE, Flip.LONG_EDGE):
        backs = pictures(made(scheme, reader, printer=Printer(flip=flip)).pdf)[1::2]
        for seen, printed in zip(upright, backs, strict=True):
            wide = printed.width > printed.height
            over_top = (flip is Flip.LONG_EDGE) == wide
            one, other = (picture.crop((5, 5, picture.width - 5, picture.height - 5)) for picture in (seen, printed))
            turned = other.rotate(180) if over_top else other
            # Letters are drawn a little otherwise upside down.
            strong = ImageChops.difference(one, turned).convert("L").point(lambda v: 255 * (v > 120))
            assert sum(strong.histogram()[255:]) < 0.01 * one.width * one.height


@pytest.mark.parametrize(("scheme", "duplex"), [(SADDLE, "Short"), (SADDLE_4UP, "Long"), (CORNER, "Long")])
def test_backs_are_upright_where_no_edge_is_asked_for(scheme, duplex):
    imposed = made(scheme)
    assert imposed.printer.flip is {"Short": Flip.SHORT_EDGE, "Long": Flip.LONG_EDGE}[duplex]
    with pikepdf.open(io.BytesIO(imposed.pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == f"/DuplexFlip{duplex}Edge"
    backs = pictures(made(scheme, printer=Printer(flip=Flip.MANUAL)).files[1])
    assert all(map(same, pictures(imposed.pdf)[1::2], backs))


@pytest.mark.parametrize(("name", "most"), [("folder", 4), ("letter", 6), ("z", 6), ("zine", 8)])
def test_more_pages_than_a_leaflet_has_are_refused(name, most):
    assert made(SCHEMES[name], make_reader(most, PAGE)).blank_count == 0
    with pytest.raises(ContentError, match=f"has room for {most} pages, and the booklet has {most + 1}"):
        made(SCHEMES[name], make_reader(most + 1, PAGE))


def test_margins_that_leave_nothing_are_refused():
    with pytest.raises(ContentError, match="no room for a page"):
        made(SADDLE, printer=Printer(margins=Insets(0, 160, 0, 0)))


def test_too_thick_a_pile_is_told():
    reader = make_reader(64, PAGE)
    assert made(SADDLE, reader, paper_thickness=0.2).notes == ()
    (note,) = made(SADDLE, reader, paper_thickness=0.6).notes
    assert (note.code, note.severity) == ("thick-signature", "warning")
    assert "lose 3 mm" in note.message  # 15 leaves of 0.6 points
    assert made(PERFECT, reader, paper_thickness=0.6).notes == ()
