"""A cover on a sheet of its own: which pages are on it, how it is folded around the others, and the proof of both."""

from itertools import product

import pytest
from press_support import PAGE, SHEET, is_white, make_reader, pictures, same, sheets_by_hand

from booklet.errors import PreflightFailed
from booklet.geometry import Size, paper_size
from booklet.languages import Binding
from booklet.press.printer import Flip, Printer
from booklet.press.prove import prove_sheets
from booklet.press.schemes import FOLDER, LETTER, PERFECT, PERFECT_4UP, SADDLE, SADDLE_4UP, SADDLE_8UP
from booklet.press.sheets import CoverSheet, impose
from booklet.press.signature import covered_sheets, sheets_of
from booklet.units import mm

A4 = paper_size("A4")
SMALL = Size(60, 80)
BOUND = [SADDLE, SADDLE_4UP, SADDLE_8UP, PERFECT, PERFECT_4UP]
COVER = CoverSheet(thickness=1.0)


def by_hand(sheet):
    """The pages of a sheet that is folded once, outside from left to right, then inside."""
    return [*sheet.front.page_indices, *sheet.back.page_indices]


def leaves_of(sheets, binding):
    """The pages from the first to the last of sheets folded once that lie in one another, found with left and right."""
    first, last = [], []
    for sheet in sheets:
        outside, inside = sheet.front.page_indices, sheet.back.page_indices
        if binding is Binding.RIGHT:
            outside, inside = outside[::-1], inside[::-1]
        first += [outside[1], inside[0]]
        last = [inside[1], outside[0], *last]
    return first + last


@pytest.mark.parametrize("binding", list(Binding))
@pytest.mark.parametrize("page_count", range(1, 42))
def test_the_cover_folded_around_the_inside_reads_in_order(page_count, binding):
    cover, inside = covered_sheets(SADDLE, page_count, binding)
    within = leaves_of(inside, binding)
    around = leaves_of([cover], binding)
    read = around[:2] + within + around[2:]
    assert len(within) % 4 == 0 and len(read) - page_count < 4
    assert [index for index in read if index is not None] == list(range(page_count))
    if page_count > 1:
        assert read[-1] == page_count - 1
        blank_count = len(read) - page_count
        assert read[-1 - blank_count : -1] == [None] * blank_count, "blanks stand before the back cover"


@pytest.mark.parametrize("binding", list(Binding))
def test_a_cover_of_whole_sheets_is_the_outermost_of_them(binding):
    for page_count in (4, 8, 12, 13, 40):
        cover, inside = covered_sheets(SADDLE, page_count, binding)
        together = sheets_of(SADDLE, page_count, binding)
        assert [by_hand(one) for one in (cover, *inside)] == [by_hand(one) for one in together]


def test_the_four_pages_of_a_cover():
    cover, inside = covered_sheets(PERFECT, 12, Binding.LEFT)
    assert by_hand(cover) == [11, 0, 1, 10]
    assert [by_hand(sheet) for sheet in inside] == [[9, 2, 3, 8], [7, 4, 5, 6]]
    cover, _ = covered_sheets(PERFECT, 12, Binding.RIGHT)
    assert by_hand(cover) == [0, 11, 10, 1]


@pytest.mark.parametrize("scheme", [LETTER, FOLDER])
def test_a_leaflet_has_no_cover_around_it(scheme):
    with pytest.raises(ValueError, match="cover"):
        covered_sheets(scheme, 4, Binding.LEFT)


@pytest.mark.parametrize("flip", [None, *Flip])
@pytest.mark.parametrize("scheme", BOUND, ids=lambda scheme: scheme.name)
def test_both_files_are_proved_together(scheme, flip):
    for (binding, reverse), page_count in product(((Binding.LEFT, False), (Binding.RIGHT, True)), (1, 4, 5, 15, 37)):
        reader = make_reader(page_count, SMALL)
        printer = Printer(flip=flip, reverse=reverse)
        cover = CoverSheet(thickness=0.5, spine=12.0 if scheme is PERFECT else 0.0)
        imposed = impose(reader, binding=binding, sheet=SHEET, scheme=scheme, printer=printer, cover=cover)
        assert bool(imposed.files) == (page_count > 4)
        prove_sheets(imposed.files, reader, binding, scheme=scheme, printer=printer, cover=imposed.cover_files)
        if page_count > 4 and flip is None:
            with pytest.raises(PreflightFailed):
                prove_sheets(imposed.files, reader, binding, scheme=scheme)


@pytest.mark.parametrize("scheme", BOUND, ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("second_cover", [1, 2, 7, 12])
def test_two_covers_around_one_inside(scheme, second_cover):
    reader = make_reader(15, SMALL)
    imposed = impose(reader, binding=Binding.RIGHT, sheet=SHEET, scheme=scheme, second_cover=second_cover, cover=COVER)
    prove_sheets(imposed.files, reader, Binding.RIGHT, second_cover, scheme=scheme, cover=imposed.cover_files)
    with pytest.raises(PreflightFailed):
        prove_sheets(imposed.files, reader, Binding.RIGHT, scheme=scheme, cover=imposed.cover_files)


def test_sheets_made_by_hand_pass_and_each_mistake_is_told():
    reader = make_reader(8)
    inside = sheets_by_hand(reader, [(6, 3), (4, 5)])

    def faults(cover_sides, inside=inside):
        cover = [sheets_by_hand(reader, cover_sides)]
        with pytest.raises(PreflightFailed) as caught:
            prove_sheets(inside, reader, Binding.LEFT, cover=cover)
        return [fault.message for fault in caught.value.diagnostics]

    prove_sheets(inside, reader, Binding.LEFT, cover=[sheets_by_hand(reader, [(8, 1), (2, 7)])])
    assert faults([(8, 1), (7, 2)]) == [
        "where page 2 should be, there is page 7 (cover sheet, back, left half)",
        "where page 7 should be, there is page 2 (cover sheet, back, right half)",
    ]
    assert "bound on the right" in faults([(1, 8), (7, 2)])[0]
    assert "turned over its short edge" in faults([(8, 1), (2, 7, True)])[0]
    assert "page 7 is missing" in faults([(8, 1), (2, 6)])
    assert faults([(8, 1), (2, 7), (6, 3), (4, 5)]) == ["the cover is one sheet, and its file has 2"]
    too_many = sheets_by_hand(reader, [(8, 1), (2, 7), (6, 3), (4, 5)])
    assert faults([(8, 1), (2, 7)], too_many) == [
        "the booklet has 8 pages and needs 1 sheet in the cover; the file has 2"
    ]


def test_creep_counts_the_cover():
    reader = make_reader(12)
    pages = pictures(reader)
    fold, top = SHEET.width // 2, (SHEET.height - PAGE.height) // 2
    for scheme, thickness, shifts in ((SADDLE, 7.0, (7, 9)), (PERFECT, 7.0, (0, 2)), (SADDLE, 0.0, (0, 2))):
        cover = CoverSheet(thickness=thickness)
        imposed = impose(reader, binding=Binding.LEFT, sheet=SHEET, scheme=scheme, paper_thickness=2.0, cover=cover)
        sheets = pictures(imposed.pdf)[::2]
        for side, page_number, shift in zip(sheets, (3, 5), shifts, strict=True):
            shown = side.crop((fold, top, fold + PAGE.width - shift, top + PAGE.height))
            assert same(shown, pages[page_number - 1].crop((shift, 0, PAGE.width, PAGE.height)))
        (outside, _) = pictures(imposed.cover_files[0])
        assert same(outside.crop((fold, top, fold + PAGE.width, top + PAGE.height)), pages[0]), "the cover stays"


def test_the_spine_stands_between_the_pages_of_the_cover():
    reader = make_reader(12)
    pages = pictures(reader)
    imposed = impose(
        reader, binding=Binding.LEFT, sheet=SHEET, scheme=PERFECT, cover=CoverSheet(thickness=1.0, spine=20.0)
    )
    top = (SHEET.height - PAGE.height) // 2
    for side, (left, right) in zip(pictures(imposed.cover_files[0]), ((12, 1), (2, 11)), strict=True):
        assert same(side.crop((10, top, 190, top + PAGE.height)), pages[left - 1])
        assert is_white(side.crop((190, top, 210, top + PAGE.height)))
        assert same(side.crop((210, top, 390, top + PAGE.height)), pages[right - 1])
        creases = [x for x in range(185, 216) if not is_white(side.crop((x, 0, x + 1, 24)))]
        assert creases and all(min(abs(x + 0.5 - 190), abs(x + 0.5 - 210)) <= 1 for x in creases)
        assert min(creases) <= 190 <= 209 <= max(creases)


def test_a_spine_that_does_not_fit_makes_cover_and_inside_smaller_alike():
    reader = make_reader(12, paper_size("A5"))
    cover = CoverSheet(thickness=mm(0.3), spine=mm(7))
    imposed = impose(reader, binding=Binding.LEFT, sheet=A4, scheme=PERFECT, cover=cover)
    assert imposed.scale == pytest.approx(145 / 148)
    (note,) = imposed.notes
    assert note.code == "pages-scaled" and "beside the spine" in note.message
    prove_sheets(imposed.files, reader, Binding.LEFT, scheme=PERFECT, cover=imposed.cover_files)


def test_staples_are_marked_on_the_cover_alone():
    reader = make_reader(12)
    plain = pictures(impose(reader, binding=Binding.LEFT, sheet=Size(440, 300)).pdf)[0]
    covered = impose(reader, binding=Binding.LEFT, sheet=Size(440, 300), cover=COVER)
    at_staple = (0, 30 + 60 - 2, 39, 30 + 60 + 2)
    assert not is_white(plain.crop(at_staple))
    assert not is_white(pictures(covered.cover_files[0])[0].crop(at_staple))
    assert is_white(pictures(covered.pdf)[0].crop(at_staple))


def test_the_counts_are_those_of_the_files():
    imposed = impose(make_reader(13), binding=Binding.LEFT, sheet=SHEET, cover=COVER)
    assert (imposed.page_count, imposed.sheet_count, imposed.blank_count) == (13, 3, 3)
    assert (len(pictures(imposed.pdf)), len(pictures(imposed.cover_files[0]))) == (6, 2)
    assert impose(make_reader(13), binding=Binding.LEFT, sheet=SHEET).cover_files == ()
