"""Vertical breaking: nothing lost, nothing over the foot, widows and orphans kept."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.layout.flow import break_pages, break_pages_tightly, column_height, fill
from booklet.layout.rows import Row, space


@dataclass(frozen=True)
class Mark:
    """A drawing that only has a name."""

    name: int

    def place(self, at):
        return ()

    def links(self, at):
        return ()


def row(name: int, height: float = 10.0, *, breakable: bool = True) -> Row:
    return Row(height, Mark(name), breakable)


def names(columns):
    return [[placed.row.drawing.name for placed in column if placed.row.drawing] for column in columns]


def test_a_page_takes_the_rows_that_fit():
    assert names(break_pages([row(i) for i in range(7)], 30)) == [[0, 1, 2], [3, 4, 5], [6]]


def test_a_heading_goes_with_what_follows():
    rows = [row(0), row(1), row(2, breakable=False), row(3), row(4)]
    assert names(break_pages(rows, 30)) == [[0, 1], [2, 3, 4]]


def test_space_vanishes_at_the_head_and_foot_of_a_page():
    columns = break_pages([space(10), row(0), row(1), space(10), row(2), space(10)], 20)
    assert names(columns) == [[0, 1], [2]]
    assert [column[0].y for column in columns] == [0, 0]
    assert all(column[-1].row.drawing for column in columns)


def test_rows_that_may_not_be_parted_and_do_not_fit_are_parted_and_not_lost():
    rows = [row(i, breakable=False) for i in range(5)]
    assert names(break_pages(rows, 20)) == [[0, 1], [2, 3], [4]]


def test_balanced_pages_are_as_even_as_can_be_and_no_more():
    assert names(break_pages([row(i) for i in range(8)], 50, balanced=True)) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert names(break_pages([row(i) for i in range(9)], 40, balanced=True)) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    uneven = [row(0, 30), row(1, 10), row(2, 10), row(3, 10)]
    assert names(break_pages(uneven, 50, balanced=True)) == [[0], [1, 2, 3]]


def test_balanced_pages_stretch_their_spaces_alike():
    """A title and nine events: three pages of three, although two, three and four would be of more even height."""
    rows = [row(9, 80, breakable=False)]
    for i in range(9):
        rows += [row(i, 100), space(5, stretch=1)]
    assert names(break_pages(rows, 480, balanced=True)) == [[9, 0, 1, 2], [3, 4, 5], [6, 7, 8]]


def test_a_filled_column_ends_at_the_foot():
    (column,) = break_pages([row(0), space(5, stretch=1), row(1), space(5, stretch=3), row(2)], 100)
    filled = fill(column, 100)
    assert [placed.y for placed in filled if placed.row.drawing] == [0, 15 + 15, 30 + 60]
    assert filled[-1].y + filled[-1].row.height == 100


def test_a_filled_column_stretches_its_spaces_no_more_than_is_allowed():
    (column,) = break_pages([row(0), space(5, stretch=1), row(1), space(5, stretch=1), row(2)], 100)
    assert [placed.y for placed in fill(column, 100, 7) if placed.row.drawing] == [0, 15 + 7, 30 + 14]


def test_a_space_after_a_heading_is_no_place_to_end_a_page():
    rows = [row(0), row(1), row(2, breakable=False), space(5), row(3)]
    assert names(break_pages(rows, 35)) == [[0, 1], [2, 3]]
    assert names(break_pages(rows, 35, balanced=True)) == [[0, 1], [2, 3]]


def test_a_column_without_stretch_is_not_filled():
    (column,) = break_pages([row(0), row(1)], 100)
    assert fill(column, 100) == column


def test_elastic_spaces_are_drawn_together_where_that_saves_a_page():
    rows = [row(0), space(10, stretch=1), row(1), space(10, stretch=1), row(2)]
    assert names(break_pages(rows, 42)) == [[0, 1], [2]]
    (column,) = break_pages_tightly(rows, 42)
    assert [placed.y for placed in column if placed.row.drawing] == [0, 14.5, 29]


def test_elastic_spaces_keep_their_height_where_nothing_is_saved():
    rows = [row(0), space(10, stretch=1), row(1), space(10, stretch=1), row(2)]
    assert break_pages_tightly(rows, 30) == break_pages(rows, 30)
    assert break_pages_tightly(rows, 50) == break_pages(rows, 50)


HEADER = row(100, 5, breakable=False)


def test_a_row_that_begins_a_page_has_its_header_above_it():
    rows = [row(9), HEADER, *(replace(row(i), header=HEADER) for i in range(5)), space(5), row(8)]
    columns = break_pages(rows, 35)
    assert names(columns) == [[9, 100, 0, 1], [100, 2, 3, 4], [8]]
    assert [placed.y for placed in columns[1]] == [0, 5, 15, 25]
    balanced = break_pages(rows, 35, balanced=True)
    assert names(balanced) == [[9, 100, 0], [100, 1, 2, 3], [100, 4, 8]]
    assert [placed.y for placed in balanced[2]] == [0, 5, 15, 20]


@pytest.mark.parametrize("balanced", [False, True])
@given(st.lists(st.floats(1, 30), min_size=1, max_size=30))
def test_headers_are_counted_in_the_height_of_a_page(balanced, heights):
    rows = [HEADER, *(replace(row(i, height), header=HEADER) for i, height in enumerate(heights))]
    columns = break_pages(rows, 35, balanced=balanced)
    assert all(column[0].row is HEADER and column[1].y == 5 for column in columns)
    assert [name for column in names(columns) for name in column[1:]] == list(range(len(heights)))
    assert all(column_height([placed.row for placed in column]) <= 35 + 0.01 for column in columns)


@pytest.mark.parametrize("balanced", [False, True])
@given(
    st.lists(st.tuples(st.floats(1, 40), st.booleans(), st.booleans()), max_size=40),
)
def test_every_row_is_there_once_in_order_and_within_the_page(balanced, made):
    rows = [
        space(height) if is_space else row(i, height, breakable=breakable)
        for i, (height, breakable, is_space) in enumerate(made)
    ]
    columns = break_pages(rows, 40, balanced=balanced)
    flat = [name for column in names(columns) for name in column]
    assert flat == [r.drawing.name for r in rows if r.drawing]
    for column in columns:
        assert column
        assert column_height([placed.row for placed in column]) <= 40 + 0.01


def test_a_last_page_of_few_rows_gets_more_from_the_page_before():
    assert names(break_pages_tightly([row(i) for i in range(11)], 100)) == [[*range(8)], [8, 9, 10]]


def test_a_last_page_that_holds_enough_stays():
    assert names(break_pages_tightly([row(i) for i in range(13)], 100)) == [[*range(10)], [10, 11, 12]]


def test_rows_do_without_a_part_of_their_height_where_that_saves_a_page():
    rows = [replace(row(0), give=10.0), *(row(i) for i in range(1, 11))]
    assert names(break_pages_tightly(rows, 100)) == [[*range(11)]]
    (whole,) = break_pages_tightly(rows[:5], 100)
    assert whole[1].y == 10.0, "where no page is saved, the height is kept"
