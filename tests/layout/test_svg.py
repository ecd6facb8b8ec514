import pytest

from booklet.color import Color
from booklet.errors import ContentError, Where
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.layout.display import Cap, Close, CurveTo, Group, Join, LineTo, MoveTo, Path, Pen
from booklet.layout.svg import reader
from booklet.layout.svg.reader import read_drawing

HERE = Where(path="booklet.yaml", line=9)
RED = Color(1.0, 0.0, 0.0)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'


def drawn(folder, inside, head=HEAD):
    path = folder / "a.svg"
    path.write_text(f"{head}{inside}</svg>", "utf-8")
    return read_drawing(path, HERE)


def only(folder, inside):
    (item,) = drawn(folder, inside).items
    return item


def faults(folder, inside, head=HEAD):
    with pytest.raises(ContentError) as caught:
        drawn(folder, inside, head)
    assert all(fault.where == HERE and fault.hint for fault in caught.value.diagnostics)
    return [fault.code for fault in caught.value.diagnostics]


def corners(path):
    return [tuple(segment.to) for segment in path.segments if not isinstance(segment, Close)]


# --- Shapes ---------------------------------------------------------------------------------------------------------

SQUARE = [(10, 10), (20, 10), (20, 20), (10, 20)]


@pytest.mark.parametrize(
    "shape",
    [
        '<rect x="10" y="10" width="10" height="10"/>',
        '<rect x="10%" y="20%" width="10%" height="20%"/>',
        '<polygon points="10,10 20 10 20,20 10,20"/>',
        '<path d="M10 10H20V20H10Z"/>',
        '<path d="m10 10h10v10h-10z"/>',
        '<path d="M1e1.1e2l10 0,0 10-10 0z"/>',
        '<rect width="10" height="10" transform="translate(10) translate(0,10)"/>',
        '<g transform="scale(10)"><rect x="1" y="1" width="1" height="1"/></g>',
        '<rect id="a" width="5" height="5" transform="matrix(2 0 0 2 10 10)"/>',
        '<defs><rect id="a" width="10" height="10"/></defs><use href="#a" x="10" y="10"/>',
        '<defs><g id="a"><rect width="10" height="10"/></g></defs><use xlink:href="#a" transform="translate(10 10)"/>',
        '<symbol id="s" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></symbol>'
        '<use href="#s" x="10" y="10" width="10" height="10"/>',
        '<svg x="10" y="10" width="10" height="10" viewBox="5 5 2 2"><rect x="5" y="5" width="2" height="2"/></svg>',
        '<switch><foreignObject/><g><rect x="10" y="10" width="10" height="10"/></g></switch>',
    ],
)
def test_a_square_in_many_ways(tmp_path, shape):
    path = only(tmp_path, shape)
    assert corners(path) == [pytest.approx(corner) for corner in SQUARE]
    assert isinstance(path.segments[-1], Close)
    assert (path.fill, path.stroke) == (Color(0, 0, 0), None)


def on_curves(path, steps=16):
    """Return points along the curves of a path."""
    pen, points = None, []
    for segment in path.segments:
        if isinstance(segment, CurveTo):
            a, b, c, d = (complex(*point) for point in (pen, segment.control1, segment.control2, segment.to))
            for t in (i / steps for i in range(steps + 1)):
                points.append((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t**3 * d)
        pen = getattr(segment, "to", pen)
    return points


@pytest.mark.parametrize(
    "shape",
    [
        '<circle cx="50" cy="25" r="20"/>',
        '<ellipse cx="50" cy="25" rx="20" ry="20"/>',
        '<path d="M30 25A20 20 0 0 1 70 25a20 20 0 1 1-40 0z"/>',
        '<path d="M50 5A20 20 77 1 0 70 25"/>',
        '<path d="M30 25A1 1 0 0 1 70 25"/>',
        '<rect x="30" y="5" width="40" height="40" rx="99"/>',
    ],
)
def test_arcs_are_round(tmp_path, shape):
    points = on_curves(only(tmp_path, shape))
    assert points
    assert all(abs(point - (50 + 25j)) == pytest.approx(20, rel=3e-4) for point in points)


def test_a_curve_of_the_second_degree_keeps_its_course(tmp_path):
    path = only(tmp_path, '<path d="M0 0Q10 20 20 0T40 0"/>')
    points = on_curves(path, 4)
    assert points[:5] == [pytest.approx(20 * t + 40j * t * (1 - t)) for t in (0, 0.25, 0.5, 0.75, 1)]
    assert points[7] == pytest.approx(30 - 10j)


@pytest.mark.parametrize(
    "shape",
    ["<g/>", "<path/>", '<rect width="0" height="9"/>', '<circle r="0"/>', "<text> </text>", "<title>a</title>"],
)
def test_nothing_is_drawn_of_what_shows_nothing(tmp_path, shape):
    assert drawn(tmp_path, shape).items == ()


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('<svg viewBox="0 0 40 20">', Size(40, 20)),
        ('<svg width="10mm" height="5mm" viewBox="0 0 40 20">', Size(37.795, 18.898)),
        ('<svg width="100%" height="100%" viewBox="0 0 40 20">', Size(40, 20)),
        ('<svg width="7" viewBox="0 0 40 20">', Size(40, 20)),
        ('<svg width="72pt" height="1in">', Size(96, 96)),
        ('<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://a/b.dtd"><svg>', Size(300, 150)),
    ],
)
def test_the_size_of_a_drawing(tmp_path, head, size):
    assert drawn(tmp_path, "", head).size == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize(
    ("aspect", "x", "y"), [("", 25, 0), ("xMinYMin", 0, 0), ("xMaxYMax meet", 50, 0), ("xMinYMax slice", 0, -50)]
)
def test_a_view_box_is_fitted_into_the_size(tmp_path, aspect, x, y):
    head = f'<svg width="100" height="50" viewBox="0 0 1 1" preserveAspectRatio="{aspect}">'
    (item,) = drawn(tmp_path, '<rect width="1" height="1"/>', head).items
    path = item.items[0] if isinstance(item, Group) else item
    assert corners(path)[0] == (x, y)


def test_a_drawing_is_placed_whole_and_cut_at_its_edges(tmp_path):
    drawing = drawn(tmp_path, '<rect x="-50" width="200" height="10"/>')
    group = drawing.at(Rect(20, 30, 200, 100))
    assert (group.matrix, group.clip) == (Matrix(2, 0, 0, 2, 20, 30), Rect(0, 0, 100, 50))


# --- Looks ----------------------------------------------------------------------------------------------------------

LINE = '<path {} d="M0 0L9 9"/>'


@pytest.mark.parametrize(
    "shape",
    [
        '<rect fill="red" width="9" height="9"/>',
        '<rect style="fill:#f00" fill="blue" width="9" height="9"/>',
        '<g fill="red"><g fill="inherit"><rect width="9" height="9"/></g></g>',
        '<g color="rgb(100%,0%,0%)"><rect fill="currentColor" width="9" height="9"/></g>',
        '<style>rect{fill:red}</style><rect fill="blue" width="9" height="9"/>',
        '<defs><style><![CDATA[.a,.b{fill:red}]]></style></defs><rect class="c b" width="9" height="9"/>',
        '<style>rect{fill:blue}#x{fill:red}rect.a{fill:lime}</style><rect id="x" class="a" width="9" height="9"/>',
        '<style>*{fill:red!important}</style><rect style="fill:blue" width="9" height="9"/>',
    ],
)
def test_colours_come_from_attributes_style_and_style_sheets(tmp_path, shape):
    assert only(tmp_path, shape).fill == RED


def test_a_line_has_its_width_ends_and_dashes(tmp_path):
    said = (
        'stroke="red" fill="none" stroke-width="2" stroke-linecap="square" stroke-linejoin="bevel" '
        'stroke-miterlimit="7" stroke-dasharray="3, 1 2" stroke-dashoffset="5" transform="rotate(90) scale(2)"'
    )
    path = only(tmp_path, f'<g transform="translate(50)">{LINE.format(said)}</g>')
    assert path.segments == (MoveTo(Point(50, 0)), LineTo(Point(32, 18)))
    assert path.stroke == RED and path.fill is None
    assert path.stroke_width == pytest.approx(4)
    assert path.dash == pytest.approx((6, 2, 4, 6, 2, 4))
    assert path.pen == Pen(Cap.SQUARE, Join.BEVEL, 7.0, pytest.approx(10))


def test_a_line_under_a_slanted_map_keeps_its_pen_slanted(tmp_path):
    item = only(tmp_path, LINE.format('stroke="red" transform="scale(2 1)"'))
    assert isinstance(item, Group)
    assert item.matrix == Matrix(2, 0, 0, 1)
    assert item.items[0].stroke_width == 1


def test_the_even_odd_rule_is_kept(tmp_path):
    assert only(tmp_path, '<path fill-rule="evenodd" d="M0 0h9v9z"/>').even_odd
    assert not only(tmp_path, '<path d="M0 0h9v9z"/>').even_odd


@pytest.mark.parametrize(
    "said", ['display="none"', 'visibility="hidden"', 'opacity="0"', 'fill="none"', 'fill-opacity="0"', 'fill="#0000"']
)
def test_what_is_hidden_is_not_drawn(tmp_path, said):
    said = said.replace("#0000", "rgba(0,0,0,0)")
    assert drawn(tmp_path, f'<rect {said} width="9" height="9"/>').items == ()
    assert drawn(tmp_path, '<g display="none"><text>A</text></g>').items == ()


def test_a_clip_is_written_only_where_it_cuts(tmp_path):
    clip = '<clipPath id="c"><rect x="10" y="10" width="20" height="20"/></clipPath>'
    inside = f'{clip}<g clip-path="url(#c)"><rect x="12" y="12" width="9" height="9"/></g>'
    assert isinstance(only(tmp_path, inside), Path)
    across = f'{clip}<g transform="translate(5)" clip-path="url(#c)"><rect width="40" height="40"/></g>'
    assert only(tmp_path, across).clip == Rect(15, 10, 20, 20)
    twice = (
        f'{clip}<g clip-path="url(#c)"><g clip-path="url(#c)" transform="translate(15)"><path d="M0 0h40v40z"/></g></g>'
    )
    assert only(tmp_path, twice).clip == Rect(25, 10, 5, 20)


# --- What is refused ------------------------------------------------------------------------------------------------

BOX = '<rect {} width="9" height="9"/>'
UNSUPPORTED = {
    "text": "<text>Haifa</text>",
    "a picture": '<image href="a.png"/>',
    "another format": "<foreignObject/>",
    "a gradient": BOX.format('fill="url(#g)"'),
    "an opacity": BOX.format('opacity=".5"'),
    "an opacity of a group": "<g opacity='50%'/>",
    "an opacity of a colour": BOX.format('fill="rgba(0,0,0,.5)"'),
    "a filter": BOX.format('filter="url(#f)"'),
    "a mask": BOX.format('style="mask:url(#m)"'),
    "a blend": BOX.format('style="mix-blend-mode:multiply"'),
    "a marker": LINE.format('stroke="red" marker-end="url(#m)"'),
    "a round clip": '<clipPath id="c"><circle r="9"/></clipPath>' + BOX.format('clip-path="url(#c)"'),
    "a slanted clip": '<clipPath id="c"><rect width="9" height="9"/></clipPath>'
    + BOX.format('clip-path="url(#c)" transform="rotate(45)"'),
    "a clip that is not there": BOX.format('clip-path="url(#c)"'),
    "a selector": "<style>g > path{fill:red}</style>",
    "an import": "<style>@import url(http://example.org/a.css);</style>",
    "another file": '<use href="http://example.org/a.svg#b"/>',
    "an own entity": "",
}
ENTITY = '<!DOCTYPE svg [<!ENTITY a "b">]>'
DAMAGED = {
    "half a file": "<g>",
    "bad path data": '<path d="M0 0 L 1"/>',
    "a letter for a number": '<rect width="wide" height="9"/>',
    "bad colour": BOX.format('fill="reddish"'),
    "a bad transform": BOX.format('transform="turn(9)"'),
    "a number out of bounds": '<path d="M0 0L1e300 9"/>',
    "numbers that grow": "<g transform='scale(1e5)'>" + BOX.format('transform="scale(1e5)"') + "</g>",
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_what_cannot_be_printed_is_refused_with_a_remedy(tmp_path, name):
    head = ENTITY + HEAD if name == "an own entity" else HEAD
    assert faults(tmp_path, UNSUPPORTED[name], head) == ["picture-unsupported"]


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_drawing_is_refused(tmp_path, name):
    assert faults(tmp_path, DAMAGED[name]) == ["picture-damaged"]


def test_everything_that_cannot_be_printed_is_told_at_once(tmp_path):
    inside = UNSUPPORTED["text"] * 3 + UNSUPPORTED["a gradient"] + UNSUPPORTED["an opacity"]
    with pytest.raises(ContentError) as caught:
        drawn(tmp_path, inside)
    gradient, text, transparency = caught.value.diagnostics
    assert "plain colours" in gradient.hint
    assert "outlines" in text.hint
    assert "flatten" in transparency.hint


def test_another_kind_of_file_is_refused(tmp_path):
    assert faults(tmp_path, "", "<html><svg/></html><svg>") == ["picture-damaged"]


# --- Bombs ----------------------------------------------------------------------------------------------------------


def copies(levels, each):
    """Return groups that copy the one before several times: `each ** levels` in all."""
    groups = "".join(f'<g id="g{i + 1}">' + f'<use href="#g{i}"/>' * each + "</g>" for i in range(levels))
    return f'<defs><g id="g0"><path d="M0 0h9"/></g>{groups}</defs><use href="#g{levels}"/>'


LAUGHS = "<!DOCTYPE svg [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{i + 1} '{f'&a{i};' * 10}'>" for i in range(9))
BOMBS = {
    "too many bytes": (lambda: " " * (reader.MAX_BYTES + 1), "picture-too-large"),
    "a million elements": (lambda: "<g/>" * 1_000_000, "picture-too-large"),
    "elements in elements": (lambda: "<g>" * 10_000, "picture-too-large"),
    "one path of a million segments": (lambda: f'<path d="M0 0{"h1" * 1_000_000}"/>', "picture-too-large"),
    "a polygon of a million corners": (lambda: f'<polygon points="{"1 " * 2_000_000}"/>', "picture-too-large"),
    "copies of copies": (lambda: copies(20, 10), "picture-too-large"),
    "a copy of itself": (lambda: '<g id="a"><use href="#a"/></g>', "picture-too-large"),
    "long copies": (
        lambda: f'<path id="a" d="M0 0{" " * 4_000_000}"/>' + '<use href="#a"/>' * 10_000,
        "picture-too-large",
    ),
    "a clip for all": (
        lambda: f'<clipPath id="c"><path d="M0 0{"h1" * 90_000}"/></clipPath>' + '<g clip-path="url(#c)"/>' * 20_000,
        "picture-unsupported",
    ),
    "rules for all": (
        lambda: f"<style>{''.join(f'.a{i}{{fill:red}}' for i in range(10_000))}</style>" + "<g/>" * 20_000,
        "picture-too-large",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_drawing_that_grows_beyond_bounds_is_refused(tmp_path, name):
    make, code = BOMBS[name]
    assert faults(tmp_path, make()) == [code]


def test_entities_that_grow_are_not_even_read(tmp_path):
    assert faults(tmp_path, "<title>&a9;</title>", LAUGHS + "]>" + HEAD) == ["picture-unsupported"]


def test_a_file_outside_is_never_opened(tmp_path):
    (tmp_path / "secret").write_text("secret")
    head = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{tmp_path / "secret"}">]>' + HEAD
    assert faults(tmp_path, "<title>&a;</title>", head) == ["picture-unsupported"]
