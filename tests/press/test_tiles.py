import io
from decimal import Decimal

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from press_support import SHEET, is_white, make_poster, make_reader, pictures, same, save

from booklet.errors import ContentError
from booklet.geometry import Insets, Rect, Size, paper_size
from booklet.languages import Direction
from booklet.press.tiles import MARGIN, OVERLAP, TileOptions, tile
from booklet.press.tiling import tiles_of
from booklet.units import mm

# Three by two tiles of 320 x 230 on SHEET, all edges on whole points.
POSTER = Size(3 * 300 + 20, 2 * 210 + 20)


def cut(direction, poster=None, **options):
    wish = {"sheet": SHEET, "overlap": 20, "margin": 15, "direction": direction, **options}
    return tile(poster or make_poster(POSTER), TileOptions(**wish))


def corners(rect):
    return tuple(round(v) for v in (rect.x, rect.y, rect.right, rect.bottom))


def pasted(tiled):
    """Return one page on which the printed tiles lie one upon the other, each cut at its start and its top.

    Handled as paper: the sheets of the finished file are placed whole, and cut away only where a person cuts: at the
    edges of the poster, and where a tile lies upon another one. What is left over at the end and the foot of a tile
    must disappear under the next one.
    """
    width, height = tiled.size
    content, forms = [], Dictionary()
    rtl = tiled.grid.direction is Direction.RTL
    hair = 1.5 if tiled.grid.overlap else 0  # cut a little inside: the tile below shows the same there
    with pikepdf.open(io.BytesIO(tiled.pdf)) as source, pikepdf.new() as result:
        for number, (one, sheet) in enumerate(zip(tiles_of(tiled.grid), list(source.pages)[1:], strict=True)):
            forms[f"/T{number}"] = result.copy_foreign(sheet.as_form_xobject())
            # Not cut where the next tile will lie: the sheet runs on as far as it is printed on.
            goes_on = one.column < tiled.grid.columns - 1
            left, right = (-3, hair) if rtl and goes_on else (hair, -3) if goes_on else (hair, hair)
            bottom = -3 if one.row < tiled.grid.rows - 1 else hair
            kept = one.picture.inset(Insets(left, hair, right, bottom))
            sheet_height = tiled.grid.sheet.height
            x, y = one.area.x - one.picture.x, height - one.area.y - (sheet_height - one.picture.y)
            window = f"{kept.x:.5f} {sheet_height - kept.bottom:.5f} {kept.width:.5f} {kept.height:.5f} re W n"
            content.append(f"q 1 0 0 1 {x:.5f} {y:.5f} cm {window} /T{number} Do Q")
        box = Array([0, 0, round(Decimal(width), 4), round(Decimal(height), 4)])
        page = Dictionary(
            Type=Name.Page,
            MediaBox=box,
            Resources=Dictionary(XObject=forms),
            Contents=result.make_stream("\n".join(content).encode()),
        )
        result.pages.append(pikepdf.Page(page))
        return save(result)


def assert_alike(one, other):
    """Compare pictures; where an edge falls between two dots, a dot may be a little lighter."""
    (first,), (second,) = pictures(one), pictures(other)
    assert first.size == second.size
    inside = (2, 2, first.width - 2, first.height - 2)
    first, second = first.crop(inside), second.crop(inside)
    difference = ImageChops.difference(first, second)
    worst = max(high for _, high in difference.getextrema())
    assert worst <= 3, difference.point(lambda v: 255 * (v > 3)).getbbox()


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize(
    ("size", "overlap"),
    # Without an overlap nothing lies under a cut: its edges must fall between two dots to be compared.
    [(POSTER, 20), (Size(900, 440), 0), (Size(700, 1100), 20), (Size(1000.5, 333.3), 37.3)],
)
def test_tiles_pasted_one_upon_the_other_give_the_poster(direction, size, overlap):
    poster = make_poster(size, 0.4)
    tiled = cut(direction, poster, overlap=overlap)
    assert tiled.grid.count > 2
    assert_alike(pasted(tiled), poster)


@pytest.mark.parametrize("direction", list(Direction))
def test_tiles_with_moved_seams_give_the_poster_too(direction):
    size = Size(1000, 700)
    poster = make_poster(size, 0.4)
    even = cut(direction, poster)
    across, down = even.grid.seams
    words = (*(Rect(x - 25, 30, 33, 9) for x in across), *(Rect(30, y - 8, 200, 13) for y in down))
    moved = cut(direction, poster, avoid=words)
    assert not set(moved.grid.seams[0]) & set(across)
    assert not set(moved.grid.seams[1]) & set(down)
    assert_alike(pasted(moved), poster)


@pytest.mark.parametrize("direction", list(Direction))
def test_words_to_avoid_are_enlarged_with_the_page(direction):
    size = Size(500, 350)
    even = cut(direction, make_poster(size), scale=2.0)
    words = tuple(Rect(x / 2 - 12, 30, 16, 9) for x in even.grid.seams[0])
    moved = cut(direction, make_poster(size), scale=2.0, avoid=words)
    assert not any(2 * w.x < x < 2 * w.right for w in words for x in moved.grid.seams[0])


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("options", [{"scale": 1.5}, {"size": Size(1300, 900)}])
def test_a_turned_and_cropped_page_is_enlarged_as_it_is_seen(turn, options):
    with pikepdf.open(io.BytesIO(make_poster(Size(600, 400)))) as pdf:
        page = pdf.pages[0]
        page.CropBox = Array([40, 20, 560, 380])
        page.Rotate = turn
        poster = save(pdf)
    tiled = cut(Direction.RTL, poster, **options)
    factor = options.get("scale") or 2.5
    (seen,) = pictures(poster, factor)
    (whole,) = pictures(pasted(tiled))
    assert abs(whole.width - seen.width) <= 1
    assert abs(whole.height - seen.height) <= 1
    small, expected = (one.resize((26, 18), Image.Resampling.BOX) for one in (whole, seen))
    # Edges fall between two dots: compared are the colours of places, which are all different.
    assert unlikeness(small, expected) < 25
    assert unlikeness(small.transpose(Image.Transpose.ROTATE_180), expected) > 100


def unlikeness(one, other):
    return max(high for _, high in ImageChops.difference(one, other).getextrema())


def test_a_page_is_enlarged_to_fill_a_paper_upright_or_across_as_it_is():
    for size in (Size(300, 200), Size(200, 300)):
        tiled = cut(Direction.LTR, make_poster(size), size=paper_size("A3"))
        wide = size.width > size.height
        paper = paper_size("A3").landscape if wide else paper_size("A3").portrait
        assert tiled.size.width <= paper.width + 0.01
        assert tiled.size.height <= paper.height + 0.01
        assert tiled.size.width == pytest.approx(paper.width) or tiled.size.height == pytest.approx(paper.height)
        assert tiled.size.width / tiled.size.height == pytest.approx(size.width / size.height)


def test_a_page_is_chosen_by_its_number():
    reader = make_reader(3, Size(500, 400))
    whole = pictures(reader)[1]
    tiled = cut(Direction.LTR, reader, page_number=2)
    (seen,) = pictures(pasted(tiled))
    inside = (2, 2, 498, 398)
    assert same(seen.crop(inside), whole.crop(inside))


def labelled(direction=None, language=None):
    with pikepdf.open(io.BytesIO(make_poster(POSTER))) as pdf:
        if direction:
            pdf.Root.ViewerPreferences = Dictionary(Direction=Name(direction))
        if language:
            pdf.Root.Lang = pikepdf.String(language)
        return save(pdf)


@pytest.mark.parametrize(
    ("declared", "language", "direction", "reason"),
    [
        ("/R2L", None, Direction.RTL, "right to left"),
        ("/R2L", "en", Direction.RTL, "right to left"),
        (None, "he-IL", Direction.RTL, "“he-IL”"),
        ("/L2R", "ar", Direction.RTL, "“ar”"),
        (None, "ku-Arab-IQ", Direction.RTL, "“ku-Arab-IQ”"),
        (None, "fr", Direction.LTR, "“fr”"),
        ("/L2R", None, Direction.LTR, "left to right"),
        (None, "???", Direction.LTR, "does not tell"),
        (None, None, Direction.LTR, "does not tell"),
    ],
)
def test_the_direction_is_asked_of_the_pdf_and_said(declared, language, direction, reason):
    tiled = cut(None, labelled(declared, language))
    assert tiled.grid.direction is direction
    assert reason in tiled.direction_reason
    assert ("from right to left" if direction is Direction.RTL else "from left to right") in tiled.summary
    assert reason in tiled.summary


def test_a_direction_that_is_given_wins():
    tiled = cut(Direction.LTR, labelled("/R2L", "he"))
    assert tiled.grid.direction is Direction.LTR
    assert not tiled.direction_reason


@pytest.mark.parametrize(("direction", "corner"), [(Direction.LTR, (0, 0)), (Direction.RTL, (920 - 320, 0))])
def test_a1_is_where_reading_starts(direction, corner):
    tiled = cut(direction)
    assert tiled.names == ("A1", "A2", "A3", "B1", "B2", "B3")
    (whole,) = pictures(make_poster(POSTER))
    first = pictures(tiled.pdf)[1].crop(corners(next(tiles_of(tiled.grid)).picture))
    part = whole.crop((*corner, corner[0] + 320, corner[1] + 230))
    # The glue zones carry marks: compare what lies before them.
    clear = (0, 0, 300, 210) if direction is Direction.LTR else (20, 0, 320, 210)
    assert same(first.crop(clear), part.crop(clear))
    assert not same(first, part)


@pytest.mark.parametrize("poster", ["A1", "A2", "A3"])
@pytest.mark.parametrize("direction", list(Direction))
def test_the_margin_of_the_printer_stays_white(poster, direction):
    tiled = tile(make_poster(paper_size(poster)), TileOptions(sheet=paper_size("A4"), direction=direction))
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


@pytest.mark.parametrize("size", [Size(200, 200), Size(297, 210), Size(300.4, 399), SHEET])
def test_a_page_that_fits_stands_alone_on_a_sheet(size):
    tiled = cut(Direction.LTR, make_poster(size))
    assert tiled.names == ("A1",)
    assert tiled.page_count == 1
    assert [note.code for note in tiled.notes] == ["tile-fits"]
    (sheet,) = pictures(tiled.pdf)
    (whole,) = pictures(make_poster(size))
    x, y = (sheet.width - whole.width) // 2, (sheet.height - whole.height) // 2
    assert sheet.size in ((400, 300), (300, 400))
    assert is_white(sheet.crop((0, 0, sheet.width, y)))
    if size.width == int(size.width):  # else all edges lie between two dots
        assert same(sheet.crop((x + 2, y + 2, x + 180, y + 180)), whole.crop((2, 2, 180, 180)))


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


def locked():
    with pikepdf.open(io.BytesIO(make_reader(1))) as pdf:
        return save(pdf, encryption=pikepdf.Encryption(user="a", owner="b"))


def test_the_same_bytes_twice():
    assert cut(Direction.LTR).pdf == cut(Direction.LTR).pdf


@pytest.mark.parametrize(
    ("poster", "options", "code"),
    [
        (make_reader(3), {}, "poster-pages"),
        (make_reader(3), {"page_number": 4}, "poster-pages"),
        (make_reader(1), {"sheet": Size(40, 40)}, "tile-size"),
        (make_reader(1), {"overlap": 150.0}, "tile-size"),
        (make_reader(1), {"overlap": -1.0}, "tile-size"),
        (make_reader(1), {"scale": 80.0}, "too-many-tiles"),
        (locked(), {}, "pdf-encrypted"),
        (make_reader(1)[:300], {}, "pdf-damaged"),
        (b"not a PDF", {}, "pdf-damaged"),
    ],
)
def test_what_cannot_be_cut_is_said_in_plain_words(poster, options, code):
    with pytest.raises(ContentError) as caught:
        cut(None, poster, **{"overlap": OVERLAP, "margin": MARGIN, **options})
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert fault.hint
