"""Left- and right-bound pages are mirror images."""

import pytest

from booklet.document.theme import Margins
from booklet.geometry import Size
from booklet.languages import Binding
from booklet.layout.master import is_on_left, page_master

TRIM = Size(400, 600)
MARGINS = Margins(inner=40, head=50, outer=60, foot=80)


@pytest.mark.parametrize(
    ("binding", "page_number", "on_left"),
    [
        (Binding.LEFT, 1, False),  # page 1 of an English book is a right-hand page
        (Binding.LEFT, 2, True),
        (Binding.RIGHT, 1, True),  # page 1 of a Hebrew book is a left-hand page
        (Binding.RIGHT, 2, False),
    ],
)
def test_recto_and_verso(binding, page_number, on_left):
    assert is_on_left(page_number, binding) is on_left


@pytest.mark.parametrize("page_number", [1, 2])
def test_a_right_bound_page_is_the_mirror_of_a_left_bound_one(page_number):
    left = page_master(page_number, TRIM, MARGINS, Binding.LEFT, 14)
    right = page_master(page_number, TRIM, MARGINS, Binding.RIGHT, 14)
    assert right.frame.x == TRIM.width - left.frame.right
    assert (right.frame.y, right.frame.height) == (left.frame.y, left.frame.height)
    assert right.on_left is not left.on_left


@pytest.mark.parametrize("binding", Binding)
def test_inner_margins_meet_at_the_spine(binding):
    for page_number in (2, 3):
        master = page_master(page_number, TRIM, MARGINS, binding, 14)
        inner = TRIM.width - master.frame.right if master.on_left else master.frame.x
        assert inner == MARGINS.inner


def test_the_frame_is_a_whole_number_of_lines():
    frame = page_master(1, TRIM, MARGINS, Binding.LEFT, 14).frame
    assert frame.height == 33 * 14  # 470 points of room
    assert frame.y == MARGINS.head
