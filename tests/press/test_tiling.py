from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.geometry import Rect, Size, paper_size
from booklet.languages import Direction
from booklet.press.tiling import Cutting, tile_grid, tile_name, tiles_of
from booklet.units import mm

DIRECTIONS = list(Direction)


def cutting(sheet="A4", direction=Direction.LTR, **options):
    size = paper_size(sheet) if isinstance(sheet, str) else sheet
    return Cutting(
        sheet=size, direction=direction, **{"overlap": mm(10), "margin": mm(5), "mark_room": mm(5), **options}
    )


@pytest.mark.parametrize(
    ("poster", "sheet", "count"),
    [("A2", "A4", 8), ("A3", "A4", 4), ("A1", "A4", 12), ("A4", "A3", 1), ("A2", "A3", 4), ("A2", "Letter", 6)],
)
def test_fewest_sheets(poster, sheet, count):
    assert tile_grid(paper_size(poster), cutting(sheet)).count == count


LENGTHS = st.tuples(st.floats(100, 4000), st.floats(100, 4000))
WORDS = st.lists(
    st.builds(Rect, st.floats(0, 3000), st.floats(0, 3000), st.floats(1, 400), st.floats(1, 60)), max_size=12
)


@given(LENGTHS, st.sampled_from(["A4", "A3", "Letter"]), st.floats(0, 60), st.sampled_from(DIRECTIONS), WORDS)
def test_tiles_cover_the_poster_and_fit_the_sheet(poster, sheet, overlap, direction, words):
    poster = Size(*poster)
    wish = cutting(sheet, direction, overlap=overlap, margin=15, mark_room=14, avoid=tuple(words))
    grid = tile_grid(poster, wish)
    even = tile_grid(poster, cutting(sheet, direction, overlap=overlap, margin=15, mark_room=14))
    tiles = list(tiles_of(grid))
    assert grid.count == even.count  # no sheet is spent on a better seam
    assert len({tile.name for tile in tiles}) == len(tiles) == grid.count
    for tile in tiles:
        assert Rect(0, 0, *grid.sheet).grown(-15).contains(tile.picture)
        assert max(tile.room) >= 14 - 0.01
    assert min(tile.area.x for tile in tiles) == min(tile.area.y for tile in tiles) == 0
    assert max(tile.area.right for tile in tiles) == pytest.approx(poster.width)
    assert max(tile.area.bottom for tile in tiles) == pytest.approx(poster.height)
    for starts, ends in (
        ({tile.area.x for tile in tiles}, {tile.area.right for tile in tiles}),
        ({tile.area.y for tile in tiles}, {tile.area.bottom for tile in tiles}),
    ):
        for start, end in zip(sorted(starts)[1:], sorted(ends)[:-1], strict=True):
            assert end - start == pytest.approx(overlap, abs=0.01)


@given(LENGTHS, st.floats(0, 60), st.sampled_from(DIRECTIONS), WORDS)
def test_what_is_seen_of_the_tiles_is_the_poster_once(poster, overlap, direction, words):
    grid = tile_grid(Size(*poster), cutting(direction=direction, overlap=overlap, avoid=tuple(words)))
    seen = [tile.seen for tile in tiles_of(grid)]
    assert sum(rect.width * rect.height for rect in seen) == pytest.approx(poster[0] * poster[1])
    assert not any(one.overlaps(other) for i, one in enumerate(seen) for other in seen[:i])
    across, down = grid.seams
    edges = {round(rect.x, 3) for rect in seen} - {0.0}
    assert edges == {round(x, 3) for x in across}
    assert {round(rect.y, 3) for rect in seen} - {0.0} == {round(y, 3) for y in down}


@pytest.mark.parametrize(("direction", "x"), [(Direction.LTR, 0), (Direction.RTL, pytest.approx(900 - 500))])
def test_first_tile_is_where_reading_starts(direction, x):
    wish = cutting(Size(600, 500), direction, overlap=100, margin=20, mark_room=20)
    tiles = list(tiles_of(tile_grid(Size(900, 400), wish)))
    assert [tile.name for tile in tiles] == ["A1", "A2"]
    assert tiles[0].area.x == x


def columns_of_words(direction):
    """Return a poster of A2 and words that stand where its even cuts would be."""
    even = tile_grid(paper_size("A2"), cutting("A4", direction))
    across, down = even.seams
    return even, (
        *(Rect(x - mm(20), 50 + 300 * i, mm(30), 20) for i, x in enumerate(across)),
        *(Rect(100, y - 4, 200, 12) for y in down),
    )


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_seam_moves_out_of_words_that_it_would_cut(direction):
    even, words = columns_of_words(direction)
    moved = tile_grid(paper_size("A2"), cutting("A4", direction, avoid=words))

    def cut_words(grid):
        across, down = grid.seams
        return [w for w in words if any(w.x < x < w.right for x in across) or any(w.y < y < w.bottom for y in down)]

    assert cut_words(even) == list(words)
    assert cut_words(moved) == []
    assert moved.count == even.count


def test_a_seam_goes_no_farther_than_it_must_and_rather_between_lines_than_through_one():
    # Lines from edge to edge, without a gap, all over: the seam is to go between two of them.
    lines = tuple(Rect(0, 14 * i, 1000, 14) for i in range(130))
    grid = tile_grid(paper_size("A2"), cutting(avoid=lines))
    even = tile_grid(paper_size("A2"), cutting()).seams[1]
    for y, was in zip(grid.seams[1], even, strict=True):
        assert min(y % 14, 14 - y % 14) < 0.02
        assert abs(y - was) < 14 + mm(1)


def test_without_words_all_tiles_are_of_one_size():
    grid = tile_grid(paper_size("A1"), cutting())
    assert len({(round(t.area.width, 6), round(t.area.height, 6)) for t in tiles_of(grid)}) == 1
    assert all(b > a for a, b in pairwise(grid.tops))


def test_names_go_on_after_z():
    assert [tile_name(row, 0) for row in (0, 25, 26, 51, 52)] == ["A1", "Z1", "AA1", "AZ1", "BA1"]


@pytest.mark.parametrize(("sheet", "overlap"), [(Size(60, 60), 10), (Size(300, 400), 150)])
def test_a_sheet_that_is_all_margin_is_refused(sheet, overlap):
    with pytest.raises(ValueError, match="too small"):
        tile_grid(Size(900, 900), cutting(sheet, overlap=overlap, margin=15, mark_room=14))


def test_a_poster_of_a_thousand_sheets_is_refused():
    with pytest.raises(OverflowError):
        tile_grid(Size(mm(6000), mm(9000)), cutting(), most=500)
