from hypothesis import given
from hypothesis import strategies as st

from booklet.text.reorder import visual_order

line_levels = st.lists(st.integers(0, 5), max_size=40)


def test_one_level_needs_no_order():
    assert visual_order([]) == []
    assert visual_order(b"\0\0\0") == [0, 1, 2]
    assert visual_order(b"\2\2") == [0, 1]
    assert visual_order(b"\1\1\1") == [2, 1, 0]


def test_number_in_right_to_left_text_keeps_its_direction():
    assert visual_order([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0]


@given(line_levels)
def test_order_is_a_permutation(levels):
    assert sorted(visual_order(levels)) == list(range(len(levels)))


def test_long_and_deep_line():
    levels = [*range(126)] * 80
    assert sorted(visual_order(levels)) == list(range(len(levels)))
