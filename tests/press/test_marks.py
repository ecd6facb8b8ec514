import string

import pytest

from booklet.geometry import Point, Size
from booklet.press.marks import _STROKES, Ink, _pen, lettering_width, number


@pytest.mark.parametrize("letter", sorted(_STROKES))
def test_a_letter_stays_in_its_box(letter):
    width = _STROKES[letter][0]
    for _operator, points in _pen(letter):
        for point in points:
            assert -0.01 <= point.x <= width + 0.01
            assert -1.01 <= point.y <= 20.01


def test_all_that_a_tile_may_say_can_be_drawn():
    assert set(string.ascii_uppercase + string.digits + "m% ×.=-+") <= set(_STROKES)


def test_no_two_letters_are_drawn_alike():
    drawn = {_pen(letter) for letter in _STROKES}
    assert len(drawn) == len(_STROKES)


def test_width_of_lettering():
    assert lettering_width("H", 20) == 12
    assert lettering_width("HH", 10) == (12 + 6 + 12) / 2


def test_y_is_turned_over_once():
    ink = Ink(Size(100, 80))
    ink.line(Point(10, 20), Point(30, 40))
    assert bytes(ink) == b"10 60 m\n30 40 l\nS"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (-0.00001, "0"), (0.12345, "0.1235"), (1e-9, "0"), (1234567.5, "1234567.5"), (100, "100")],
)
def test_numbers_as_pdf_writes_them(value, text):
    assert number(value) == text
