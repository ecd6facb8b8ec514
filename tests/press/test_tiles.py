import io

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image
from press_support import SHEET, is_white, make_poster, make_reader, pictures, same

from booklet.errors import ContentError
from booklet.geometry import Size, paper_size
from booklet.languages import Direction
from booklet.press.signature import tiles_of
from booklet.press.tiles import tile
from booklet.units import mm

# Three by two tiles of 320 x 230 on SHEET, all edges on whole points.
POSTER = Size(3 * 300 + 20, 2 * 210 + 20)


def cut(direction, **options):
    return tile(make_poster(POSTER), **{"sheet": SHEET, "overlap": 20, "margin": 15, "direction": direction, **options})


def picture_box(grid):
    x, y = (grid.sheet.width - grid.tile.width) / 2, (grid.sheet.height - grid.tile.height) / 2
    return tuple(round(v) for v in (x, y, x + grid.tile.width, y + grid.tile.height))


@pytest.mark.parametrize("direction", list(Direction))
def test_tiles_pasted_one_upon_the_other_give_the_poster(direction):
    tiled = cut(direction)
    assert (tiled.grid.columns, tiled.grid.rows) == (3, 2)
    (whole,) = pictures(make_poster(POSTER))
    pasted = Image.new("RGB", whole.size, "white")
    _map, *printed = pictures(tiled.pdf)
    for one, picture in zip(tiles_of(tiled.grid, direction), printed, strict=True):
        # Cut at the start and the top; what is left over at the end and the foot lies under the next tile.
        pasted.paste(picture.crop(picture_box(tiled.grid)), (round(one.area.x), round(one.area.y)))
    assert same(pasted, whole)


@pytest.mark.parametrize(("direction", "corner"), [(Direction.LTR, (0, 0)), (Direction.RTL, (920 - 320, 0))])
def test_a1_is_where_reading_starts(direction, corner):
    tiled = cut(direction)
    assert tiled.names == ("A1", "A2", "A3", "B1", "B2", "B3")
    (whole,) = pictures(make_poster(POSTER))
    first = pictures(tiled.pdf)[1].crop(picture_box(tiled.grid))
    part = whole.crop((*corner, corner[0] + 320, corner[1] + 230))
    # The glue zones carry marks: compare what lies before them.
    clear = (0, 0, 300, 210) if direction is Direction.LTR else (20, 0, 320, 210)
    assert same(first.crop(clear), part.crop(clear))
    assert not same(first, part)


def test_the_last_tile_carries_no_marks_in_its_picture():
    tiled = cut(Direction.LTR)
    (whole,) = pictures(make_poster(POSTER))
    last = pictures(tiled.pdf)[-1].crop(picture_box(tiled.grid))
    assert same(last, whole.crop((600, 210, 920, 440)))


@pytest.mark.parametrize("poster", ["A1", "A2", "A3"])
@pytest.mark.parametrize("direction", list(Direction))
def test_the_margin_of_the_printer_stays_white(poster, direction):
    tiled = tile(make_poster(paper_size(poster)), sheet=paper_size("A4"), direction=direction)
    scale = 2
    reach = int(scale * mm(5)) - 1  # one dot less: the edge of the picture may fall into it
    for picture in pictures(tiled.pdf, scale):
        width, height = picture.size
        for strip in (
            (0, 0, width, reach),
            (0, height - reach, width, height),
            (0, 0, reach, height),
            (width - reach, 0, width, height),
        ):
            assert is_white(picture.crop(strip))


def test_map_shows_the_poster_small():
    first = pictures(cut(Direction.RTL).pdf)[0]
    assert first.width > first.height  # as the poster
    colours = len(set(first.resize((80, 60)).get_flattened_data()))
    assert colours > 200


def test_a_poster_that_fits_is_one_tile():
    tiled = tile(make_poster(Size(200, 200)), sheet=paper_size("A4"))
    assert tiled.names == ("A1",)
    assert len(pictures(tiled.pdf)) == 2


def test_without_overlap():
    tiled = cut(Direction.RTL, overlap=0.0)
    assert len(tiled.names) == tiled.grid.count


def test_the_file_is_ready_for_the_printer():
    tiled = cut(Direction.RTL)
    with pikepdf.open(io.BytesIO(tiled.pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == Name.R2L
        assert pdf.Root.ViewerPreferences.PrintScaling == Name("/None")
        assert pdf.Root.ViewerPreferences.Duplex == Name.Simplex
        assert pdf.check_pdf_syntax() == []
        forms = {page.Resources.XObject.Poster.objgen for page in pdf.pages}
        assert len(forms) == 1
        assert not any("/Font" in page.Resources for page in pdf.pages)


def test_the_same_bytes_twice():
    assert cut(Direction.LTR).pdf == cut(Direction.LTR).pdf


@pytest.mark.parametrize(
    ("poster", "options", "code"),
    [
        (make_reader(3), {}, "poster-pages"),
        (make_reader(1), {"sheet": Size(40, 40)}, "tile-size"),
        (make_reader(1), {"overlap": 150.0}, "tile-size"),
        (make_reader(1), {"overlap": -1.0}, "tile-size"),
        (b"not a PDF", {}, "pdf-damaged"),
    ],
)
def test_what_cannot_be_cut_is_said_in_plain_words(poster, options, code):
    with pytest.raises(ContentError) as caught:
        tile(poster, **{"sheet": SHEET, **options})
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.hint
