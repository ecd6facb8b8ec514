from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.geometry import Size, paper_size
from booklet.languages import Binding, Direction
from booklet.press.signature import SheetPages, Side, creep, fold, saddle_stitch, tile_grid, tile_name, tiles_of
from booklet.units import mm

PAGE_COUNTS = range(1, 201)
BINDINGS = list(Binding)


@pytest.mark.parametrize("binding", BINDINGS)
def test_folding_gives_each_page_once_in_order(binding):
    for page_count in PAGE_COUNTS:
        read = fold(saddle_stitch(page_count, binding), binding)
        assert [page for page in read if page is not None] == list(range(page_count))


@pytest.mark.parametrize("binding", BINDINGS)
def test_blanks_stand_before_the_back_cover_alone(binding):
    for page_count in PAGE_COUNTS[1:]:
        read = fold(saddle_stitch(page_count, binding), binding)
        assert len(read) % 4 == 0
        assert len(read) - page_count < 4
        assert read[-1] == page_count - 1
        assert read[page_count - 1 : -1] == [None] * (len(read) - page_count)


@pytest.mark.parametrize("binding", BINDINGS)
def test_one_page_is_the_front_cover(binding):
    assert fold(saddle_stitch(1, binding), binding) == [0, None, None, None]


@pytest.mark.parametrize("binding", BINDINGS)
def test_two_covers_are_read_from_both_ends_with_the_blanks_in_the_middle(binding):
    other = next(one for one in BINDINGS if one is not binding)
    for page_count in range(2, 41):
        for second_cover in range(1, page_count):
            sheets = saddle_stitch(page_count, binding, second_cover)
            read = fold(sheets, binding)
            blanks = [None] * (-page_count % 4)
            first, second = [*range(second_cover)], [*range(second_cover, page_count)]
            assert read[: len(first) + len(blanks)] == [*first, *blanks]
            # Who takes the booklet up at its other cover finds it bound at the other edge.
            from_behind = fold(sheets, other)
            assert from_behind == read[::-1]
            assert from_behind[: len(second) + len(blanks)] == [*second, *blanks]


@pytest.mark.parametrize("binding", BINDINGS)
def test_two_pages_on_a_side_sum_to_page_count_plus_one(binding):
    for page_count in range(4, 201, 4):
        for sheet in saddle_stitch(page_count, binding):
            for side in (sheet.front, sheet.back):
                assert (side.left + 1) + (side.right + 1) == page_count + 1


@pytest.mark.parametrize("page_count", [4, 16, 100])
def test_outermost_sheet_carries_the_covers(page_count):
    last = page_count - 1
    assert saddle_stitch(page_count, Binding.LEFT)[0] == SheetPages(Side(last, 0), Side(1, last - 1))
    assert saddle_stitch(page_count, Binding.RIGHT)[0] == SheetPages(Side(0, last), Side(last - 1, 1))


def test_inside_of_the_innermost_sheet_is_the_middle_spread():
    assert saddle_stitch(16, Binding.LEFT)[-1].back == Side(7, 8)
    assert saddle_stitch(16, Binding.RIGHT)[-1].back == Side(8, 7)


def test_29_pages_right_bound_leave_the_inside_of_the_back_cover_blank():
    outer, second = saddle_stitch(29, Binding.RIGHT)[:2]
    assert outer == SheetPages(Side(0, 28), Side(None, 1))
    assert second == SheetPages(Side(2, None), Side(None, 3))


@pytest.mark.parametrize("binding", BINDINGS)
def test_the_wrong_binding_is_read_from_back_to_front(binding):
    other = next(b for b in BINDINGS if b is not binding)
    assert fold(saddle_stitch(8, binding), other) == [7, 6, 5, 4, 3, 2, 1, 0]


def test_folding_one_known_sheet():
    # Cut from paper: cover outside at the right, 2 behind it, 3 beside 2, 4 behind 3.
    assert fold([SheetPages(Side(3, 0), Side(1, 2))], Binding.LEFT) == [0, 1, 2, 3]


def test_no_pages_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="at least one page"):
        saddle_stitch(0, Binding.LEFT)


@given(st.integers(1, 60), st.floats(0.01, 1.0))
def test_creep_grows_towards_the_middle(sheet_count, thickness):
    shifts = [creep(index, thickness) for index in range(sheet_count)]
    assert shifts[0] == 0
    assert all(b > a for a, b in pairwise(shifts))


@pytest.mark.parametrize(
    ("poster", "sheet", "count"),
    [("A2", "A4", 8), ("A3", "A4", 4), ("A1", "A4", 12), ("A4", "A3", 1), ("A2", "A3", 4), ("A2", "Letter", 6)],
)
def test_fewest_sheets(poster, sheet, count):
    grid = tile_grid(paper_size(poster), paper_size(sheet), overlap=mm(10), margin=mm(5), mark_room=mm(5))
    assert grid.count == count


@given(
    st.tuples(st.floats(100, 4000), st.floats(100, 4000)),
    st.sampled_from(["A4", "A3", "Letter"]),
    st.floats(0, 60),
    st.sampled_from(list(Direction)),
)
def test_tiles_cover_the_poster_and_fit_the_sheet(poster, sheet, overlap, direction):
    poster = Size(*poster)
    grid = tile_grid(poster, paper_size(sheet), overlap=overlap, margin=15, mark_room=14)
    tiles = list(tiles_of(grid, direction))
    assert len({tile.name for tile in tiles}) == len(tiles) == grid.count
    assert grid.tile.width <= grid.sheet.width - 30 + 0.01
    assert grid.tile.height <= grid.sheet.height - 30 + 0.01
    assert max(grid.room) >= 14 - 0.01
    assert min(tile.area.x for tile in tiles) == pytest.approx(0)
    assert min(tile.area.y for tile in tiles) == 0
    assert max(tile.area.right for tile in tiles) == pytest.approx(poster.width)
    assert max(tile.area.bottom for tile in tiles) == pytest.approx(poster.height)
    columns = sorted({round(tile.area.x, 3) for tile in tiles})
    assert all(b - a == pytest.approx(grid.tile.width - overlap, abs=0.01) for a, b in pairwise(columns))


@pytest.mark.parametrize(("direction", "x"), [(Direction.LTR, 0), (Direction.RTL, pytest.approx(900 - 500))])
def test_first_tile_is_where_reading_starts(direction, x):
    grid = tile_grid(Size(900, 400), Size(600, 500), overlap=100, margin=20, mark_room=20)
    tiles = list(tiles_of(grid, direction))
    assert [tile.name for tile in tiles] == ["A1", "A2"]
    assert tiles[0].area.x == x


def test_names_go_on_after_z():
    assert [tile_name(row, 0) for row in (0, 25, 26, 51, 52)] == ["A1", "Z1", "AA1", "AZ1", "BA1"]


@pytest.mark.parametrize(("sheet", "overlap"), [(Size(60, 60), 10), (Size(300, 400), 150)])
def test_a_sheet_that_is_all_margin_is_refused(sheet, overlap):
    with pytest.raises(ValueError, match="too small"):
        tile_grid(Size(900, 900), sheet, overlap=overlap, margin=15, mark_room=14)
