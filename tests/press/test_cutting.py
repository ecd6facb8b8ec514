"""Copies for the guillotine: printed, cut and stacked in thought, and the finished sheets proved and looked at."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from press_support import is_white, make_reader, pictures, same

from booklet.errors import ContentError, PreflightFailed
from booklet.geometry import Insets, Point, Size
from booklet.languages import Binding
from booklet.press.cutting import cut_scheme, cut_sheets
from booklet.press.plan import most_places
from booklet.press.printer import Flip, Printer
from booklet.press.prove_cut import prove_cut
from booklet.press.sheet_marks import NO_MARKS
from booklet.press.sheets import impose_cut
from booklet.units import mm

CARD = Size(60, 80)
UPRIGHT, ACROSS = Size(200, 300), Size(300, 200)


def copies_of(counts):
    """Number the pages of copies that have so many."""
    starts = [sum(counts[:i]) for i in range(len(counts))]
    return [tuple(range(start, start + count)) for start, count in zip(starts, counts, strict=True)]


def paper_pile(sheets, scheme, printer, sheet):
    """Print the sheets: of each, from the top of the pile, what is before and behind each cell, and which way up."""
    rows, columns = scheme.rows, scheme.columns
    runs = printer.runs(len(sheets), two_sided=scheme.two_sided)

    def shown(number, is_back):
        side = sheets[number].back if is_back else sheets[number].front
        cells = {(cell.row, cell.column): (cell.page_index, cell.rotation == 0) for cell in side.cells}
        if not (is_back and printer.turns_backs(sheet)):
            return cells
        return {(rows - 1 - r, columns - 1 - c): (page, not up) for (r, c), (page, up) in cells.items()}

    def sheet_of(front, back):
        long_edge_is_upright = sheet.height > sheet.width
        like_a_book = printer.flip is Flip.MANUAL or (printer.flip is Flip.LONG_EDGE) == long_edge_is_upright
        behind = {}
        for r, c in front:
            page, up = back[(r, columns - 1 - c) if like_a_book else (rows - 1 - r, c)] if back else (None, True)
            behind[r, c] = (page, up == like_a_book)
        return {cell: (front[cell], behind[cell]) for cell in front}

    printed = [[shown(*impression) for impression in run] for run in runs]
    if not scheme.two_sided:
        (fronts,) = printed
        pile = [sheet_of(front, None) for front in fronts]
        return pile[::-1] if printer.reverse else pile
    if printer.flip is Flip.MANUAL:
        fronts, backs = printed
        return [sheet_of(*pair) for pair in zip(fronts, backs[::-1] if printer.reverse else backs, strict=True)]
    (sides,) = printed
    pile = [sheet_of(*pair) for pair in zip(sides[::2], sides[1::2], strict=True)]
    return pile[::-1] if printer.reverse else pile


@given(
    counts=st.lists(st.integers(1, 2), min_size=1, max_size=60),
    columns=st.integers(1, 5),
    rows=st.integers(1, 5),
    binding=st.sampled_from(Binding),
    flip=st.sampled_from(Flip),
    reverse=st.booleans(),
    sheet=st.sampled_from([UPRIGHT, ACROSS]),
)
def test_the_stack_has_the_copies_in_order_each_with_its_back(counts, columns, rows, binding, flip, reverse, sheet):
    scheme = cut_scheme(columns, rows, two_sided=2 in counts)
    copies = copies_of(counts)
    sheets = cut_sheets(scheme, copies, binding)
    assert len(sheets) == -(-len(copies) // (columns * rows))
    pile = paper_pile(sheets, scheme, Printer(flip=flip, reverse=reverse), sheet)
    across = range(columns) if binding is Binding.LEFT else range(columns)[::-1]
    stack = [paper[row, column] for row in range(rows) for column in across for paper in pile]
    assert [front for (front, _), _ in stack] == [copy[0] for copy in copies] + [None] * (len(stack) - len(copies))
    assert [back for _, (back, _) in stack][: len(copies)] == [(*copy, None)[1] for copy in copies]
    assert all(front_up and (back is None or back_up) for (_, front_up), (back, back_up) in stack)


def test_a_copy_has_one_page_or_two():
    for copies in ([], [()], [(0, 1, 2)]):
        with pytest.raises(ValueError, match="one page or two"):
            cut_sheets(cut_scheme(2, 2, two_sided=True), copies, Binding.LEFT)


@pytest.mark.parametrize(
    ("page", "places"),
    [((105, 148), (2, 2)), ((85, 55), (2, 5)), ((55, 85), (5, 2)), ((99, 210), (3, 1)), ((300, 220), (0, 1))],
)
def test_as_many_as_there_is_room_for_upright_or_across(page, places):
    assert most_places(Size(*map(mm, page)), Size(mm(210), mm(297)), Size(0, 0)) == places


def made(counts, binding=Binding.LEFT, printer=None, sheet=UPRIGHT, **options):
    reader, copies = make_reader(sum(counts), CARD), copies_of(counts)
    printer = printer or Printer(flip=Flip.LONG_EDGE)
    imposed = impose_cut(reader, copies, binding=binding, sheet=sheet, printer=printer, **options)
    return reader, copies, imposed, printer


def prove(files, reader, copies, binding, imposed, printer):
    prove_cut(files, reader, copies, binding, scheme=imposed.scheme, printer=printer)


@pytest.mark.parametrize("flip", list(Flip))
@pytest.mark.parametrize("binding", list(Binding))
@pytest.mark.parametrize("counts", [[1], [2], [1, 2] * 5, [1] * 19, [2] * 27])
@pytest.mark.parametrize("sheet", [UPRIGHT, ACROSS, Size(130, 90)])
def test_finished_sheets_are_right_for_every_printer(counts, binding, flip, sheet):
    for reverse in (False, True):
        printer = Printer(flip=flip, reverse=reverse, margins=Insets(2, 3, 4, 1), back_offset=Point(4, -3))
        reader, copies, imposed, _ = made(counts, binding, printer, sheet)
        assert imposed.scale == 1.0
        prove(imposed.files, reader, copies, binding, imposed, printer)


def refused(files, reader, copies, binding, imposed, printer):
    with pytest.raises(PreflightFailed) as caught:
        prove(files, reader, copies, binding, imposed, printer)
    return " ".join(fault.message for fault in caught.value.diagnostics)


def test_what_is_wrong_is_found():
    reader, copies, imposed, printer = made([2] * 22)
    files, edge = imposed.files, Printer(flip=Flip.SHORT_EDGE)
    assert "copies, and" not in refused(files, reader, copies, Binding.RIGHT, imposed, printer)
    assert "upside down" in refused(files, reader, copies, Binding.LEFT, imposed, edge)
    assert "place 2 of" in refused(
        files, reader, [copies[0], copies[2], copies[1], *copies[3:]], Binding.LEFT, imposed, printer
    )
    assert "place 22 of" in refused(files, reader, copies[:-1], Binding.LEFT, imposed, printer)
    assert "there are 44 copies" in refused(files, reader, 2 * copies, Binding.LEFT, imposed, printer)
    backs_changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(files[0])) as pdf:
        pdf.pages[1], pdf.pages[3] = pikepdf.Page(pdf.pages[3].obj), pikepdf.Page(pdf.pages[1].obj)
        pdf.save(backs_changed)
    assert "another page" in refused([backs_changed.getvalue()], reader, copies, Binding.LEFT, imposed, printer)
    one_sided = made([1] * 22)
    assert "have backs" in refused(one_sided[2].files, reader, copies, Binding.LEFT, one_sided[2], printer)


def test_a_place_on_the_sheet_shows_its_page_at_full_size():
    reader, _, imposed, _ = made([1] * 10, Binding.RIGHT, marks=NO_MARKS, sheet=Size(180, 240))
    cards, (front, second) = pictures(reader), pictures(imposed.pdf)
    assert [imposed.scheme.columns, imposed.scheme.rows, imposed.sheet_count, imposed.blank_count] == [3, 3, 2, 8]
    for place, (column, row) in enumerate((c, r) for r in range(3) for c in (2, 1, 0)):
        box = (column * 60, row * 80, column * 60 + 60, row * 80 + 80)
        for number, side in ((2 * place, front), (2 * place + 1, second)):
            assert same(side.crop(box), cards[number]) if number < 10 else is_white(side.crop(box))


def test_every_cut_is_marked_at_both_ends_outside_the_copies():
    _, _, imposed, _ = made([1], sheet=Size(210, 270))
    (side,) = pictures(imposed.pdf, scale=2)
    assert (imposed.scheme.columns, imposed.scheme.rows) == (3, 3)
    grey = side.convert("L").point(lambda value: 255 * (value < 200))
    # Three by three cards of 60 x 80 points in the middle of the sheet, twice as large.
    left, top, right, foot = 30, 30, 390, 510
    for x in (30, 150, 270, 390):
        for y in (top - 20, foot + 8):
            assert grey.crop((x - 2, y, x + 2, y + 12)).getbbox(), (x, y)
    for y in (30, 190, 350, 510):
        for x in (left - 20, right + 8):
            assert grey.crop((x, y - 2, x + 12, y + 2)).getbbox(), (x, y)
    grey.paste(0, (left, top, left + 120, top + 160))  # the one copy
    assert grey.crop((left, top, right, foot)).getbbox() is None


def test_copies_larger_than_the_sheet_are_refused():
    with pytest.raises(ContentError) as caught:
        made([1], sheet=Size(70, 70))
    assert [fault.code for fault in caught.value.diagnostics] == ["cut-size"]
