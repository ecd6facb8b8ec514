from hypothesis import given
from hypothesis import strategies as st

from booklet.text.reorder import visual_order, visual_runs

line_levels = st.lists(st.integers(0, 5), max_size=40)


def test_one_level_needs_no_order():
    assert visual_order([]) == []
    assert visual_order(b"\0\0\0") == [0, 1, 2]
    assert visual_order(b"\2\2") == [0, 1]
    assert visual_order(b"\1\1\1") == [2, 1, 0]


def test_number_in_right_to_left_text_keeps_its_direction():
    assert visual_order([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0]
    assert visual_runs([1, 1, 2, 2, 1]) == [(4, 5, 1), (2, 4, 2), (0, 2, 1)]


def test_runs_of_nothing_and_of_one_level():
    assert visual_runs(b"") == []
    assert visual_runs(b"\1\1") == [(0, 2, 1)]


@given(line_levels)
def test_order_is_a_permutation(levels):
    assert sorted(visual_order(levels)) == list(range(len(levels)))


@given(line_levels)
def test_runs_read_in_their_own_direction_give_the_order(levels):
    order: list[int] = []
    for start, end, level in visual_runs(levels):
        assert {*levels[start:end]} == {level}
        order += reversed(range(start, end)) if level % 2 else range(start, end)
    assert order == visual_order(levels)


def test_long_and_deep_line():
    levels = [*range(126)] * 80
    assert sorted(visual_order(levels)) == list(range(len(levels)))
