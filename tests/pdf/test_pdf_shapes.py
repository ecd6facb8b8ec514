import pytest
from pdf_support import LATIN, ink_box, line, operators, page, rendered, written

from booklet.color import BLACK, Color
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import Cap, Close, CurveTo, Group, Join, LineTo, MoveTo, Path, Pen, Rule
from booklet.pdf.syntax import number, pdf_name, text_string

RED = Color(1.0, 0.0, 0.0)
TRIANGLE = (MoveTo(Point(20, 20)), LineTo(Point(60, 20)), LineTo(Point(20, 50)), Close())


def test_a_rule_fills_its_rectangle():
    data = written(page(Rule(Rect(30, 40, 50, 10), BLACK)))
    assert ink_box(data) == (30, 40, 80, 50)


def test_bleed_is_cut_off_at_the_trim():
    data = written(page(Rule(Rect(-9, -9, 318, 30), RED)))
    picture = rendered(data, scale=1)
    assert picture.size == (300, 200)
    assert picture.getpixel((0, 0)) == picture.getpixel((299, 20)) == (255, 0, 0)
    assert picture.getpixel((150, 22)) == (255, 255, 255)


def test_a_path_is_filled_and_stroked():
    data = written(page(Path(TRIANGLE, fill=RED, stroke=BLACK, stroke_width=2)))
    picture = rendered(data, scale=2)
    assert picture.getpixel((60, 56)) == (255, 0, 0)
    assert picture.getpixel((80, 40)) == (0, 0, 0)
    assert picture.getpixel((110, 90)) == (255, 255, 255)


def test_dashes_caps_and_curves_are_written():
    curve = (MoveTo(Point(10, 10)), CurveTo(Point(20, 0), Point(30, 20), Point(40, 10)))
    shown = operators(written(page(Path(curve, stroke=RED, stroke_width=0.75, dash=(3, 1.5), round_ends=True))))
    at = shown.index("1 0 0 RG")
    expected = ["0.75 w", "1 J", "1 j", "[ 3 1.5 ] 0 d", "10 10 m", "20 0 30 20 40 10 c", "S"]
    assert shown[at + 1 : at + 8] == expected


def test_a_pen_has_caps_joins_and_a_limit_that_does_not_outlive_it():
    pen = Pen(Cap.SQUARE, Join.BEVEL, mitre_limit=4, dash_start=2)
    drawn = Path(TRIANGLE, stroke=RED, stroke_width=1, dash=(3,), pen=pen)
    plain = Path(TRIANGLE, stroke=RED, stroke_width=1)
    shown = operators(written(page(drawn, drawn, plain, Group((drawn,)), plain)))
    assert shown.count("2 J") == shown.count("2 j") == shown.count("[ 3 ] 2 d") == 3
    limits = [operator for operator in shown if operator.endswith(" M") or operator in ("q", "Q")]
    assert limits == ["4 M", "10 M", "q", "4 M", "Q"]


def test_the_even_odd_rule_leaves_the_inner_of_two_shapes_empty():
    outer = (MoveTo(Point(20, 20)), LineTo(Point(80, 20)), LineTo(Point(80, 80)), LineTo(Point(20, 80)), Close())
    inner = (MoveTo(Point(40, 40)), LineTo(Point(60, 40)), LineTo(Point(60, 60)), LineTo(Point(40, 60)), Close())
    for even_odd, middle in ((True, (255, 255, 255)), (False, (255, 0, 0))):
        seen = rendered(written(page(Path(outer + inner, fill=RED, even_odd=even_odd))), scale=1)
        assert (seen.getpixel((30, 30)), seen.getpixel((50, 50))) == ((255, 0, 0), middle)


def test_a_path_without_colour_draws_nothing():
    assert len(operators(written(page(Path(TRIANGLE))))) == len(
        operators(written(page(Path(TRIANGLE), Path(TRIANGLE))))
    )


def test_a_clip_hides_what_lies_outside():
    group = Group((Rule(Rect(0, 0, 300, 200), BLACK),), clip=Rect(50, 60, 20, 10))
    assert ink_box(written(page(group))) == (50, 60, 70, 70)


def test_a_group_is_moved_turned_and_nested():
    quarter_turn = Matrix(0, 1, -1, 0, 100, 20)  # x' = 100 - y, y' = 20 + x
    inner = Group((Rule(Rect(10, 0, 30, 5), BLACK),), matrix=Matrix(e=5), clip=Rect(0, 0, 30, 50))
    # Inside: x from 15 to 35 (clipped), y from 0 to 5.
    assert ink_box(written(page(Group((inner,), matrix=quarter_turn)))) == (95, 35, 100, 55)


def test_text_stands_upright_in_a_moved_group():
    plain = ink_box(written(page(line(LATIN, "L", x=20, y=50, size=30))))
    moved = ink_box(written(page(Group((line(LATIN, "L", x=20, y=50, size=30),), matrix=Matrix(e=100, f=40)))))
    assert moved == pytest.approx((plain[0] + 100, plain[1] + 40, plain[2] + 100, plain[3] + 40))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (-0.0001, "0"), (1.0, "1"), (0.5, "0.5"), (-12.3456, "-12.346"), (100.0, "100"), (1e7, "10000000")],
)
def test_numbers_are_short(value, expected):
    assert number(value) == expected


def test_whole_numbers_keep_their_zeros():
    assert number(120.4, digits=0) == "120"


def test_strings_and_names_are_escaped():
    assert text_string(r"a(b)\c") == r"(a\(b\)\\c)"
    assert text_string("א\n") == "<FEFF05D0000A>"
    assert pdf_name("A+B C/ש") == "/A+B#20C#2F#D7#A9"
