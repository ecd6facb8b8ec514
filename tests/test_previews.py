"""Pictures of pages: the right pages at the right places, as an opened booklet shows them."""

import struct
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from booklet.build import build
from booklet.languages import Binding
from booklet.made import Kind
from booklet.previews import booklet_previews, poster_preview

BOOK = """\
booklet: 1
id: a
title: Title
editions: {en: {languages: [en]}}
body: [heading: One, heading: Two, heading: Three]
events: [{year: 1860, title: Founding}]
poster: {size: A3}
"""


def colored(count, width=148, height=210):
    """Return a PDF whose pages have a colour each."""
    pdf, data = pikepdf.new(), BytesIO()
    for index in range(count):
        page = pdf.add_blank_page(page_size=(width, height))
        red, green, blue = (part / 255 for part in color_of(index))
        page.Contents = pdf.make_stream(f"{red} {green} {blue} rg 0 0 {width} {height} re f".encode())
    pdf.save(data)
    return data.getvalue()


def color_of(index):
    return 10 + index * 4, 240 - index * 4, 128


def page_at(sheet, x, y):
    """Return the index of the page whose colour stands there; None for the ground."""
    red, green, blue = sheet.getpixel((x, y))
    index = round((red - 10) / 4)
    return index if max(abs(a - b) for a, b in zip((red, green, blue), color_of(index), strict=True)) < 3 else None


def spreads_on(preview):
    """Return the page indices of a contact sheet, row by row, a pair for each spread from left to right."""
    sheet = Image.open(BytesIO(preview.png))
    height, gap = 440, 44
    width = round(height * 148 / 210)
    columns, rows = (sheet.width - gap) // (2 * width + gap), (sheet.height - gap) // (height + gap)
    found = []
    for row in range(rows):
        y = gap + row * (height + gap) + height // 2
        starts = [gap + column * (2 * width + gap) for column in range(columns)]
        found.append([(page_at(sheet, x + width // 2, y), page_at(sheet, x + 3 * width // 2, y)) for x in starts])
    return found


def contact_sheets(pdf, order, binding):
    return [one for one in booklet_previews(pdf, order, binding) if "spreads" in one.ending]


def test_a_left_bound_booklet_opens_to_the_right():
    (sheet,) = contact_sheets(colored(8), range(8), Binding.LEFT)
    assert spreads_on(sheet) == [[(None, 0), (1, 2), (3, 4)], [(5, 6), (7, None), (None, None)]]


def test_a_right_bound_booklet_has_its_first_page_at_the_right_of_the_sheet_and_of_each_spread():
    (sheet,) = contact_sheets(colored(12), range(12), Binding.RIGHT)
    assert spreads_on(sheet) == [
        [(6, 5), (4, 3), (2, 1), (0, None)],
        [(None, None), (None, 11), (10, 9), (8, 7)],
    ]


def test_of_two_covers_each_part_reads_from_its_own():
    order = [0, 1, 2, 3, 7, 6, 5, 4]
    (sheet,) = contact_sheets(colored(8), order, Binding.RIGHT)
    (first, second) = spreads_on(sheet)
    assert first == [(7, 3), (2, 1), (0, None)]
    assert second == [(None, None), (None, 4), (5, 6)], "the second part opens to the right"


def test_a_long_book_has_several_contact_sheets():
    pages = 52
    sheets = contact_sheets(colored(pages), range(pages), Binding.LEFT)
    assert [sheet.ending for sheet in sheets] == ["-spreads-1.png", "-spreads-2.png"]
    assert sum(sheet.page_count for sheet in sheets) == pages
    shown = [index for sheet in sheets for row in spreads_on(sheet) for spread in row for index in spread]
    assert [index for index in shown if index is not None] == list(range(pages))


def test_pages_are_numbered_so_that_they_sort():
    pictures = list(booklet_previews(colored(12), range(12), Binding.LEFT))[:12]
    assert [one.ending for one in pictures] == [f"-page-{number:02}.png" for number in range(1, 13)]
    for index, picture in enumerate(pictures):
        page = Image.open(BytesIO(picture.png))
        assert max(page.size) == 1000 and page_at(page, 300, 300) == index


@pytest.mark.parametrize(("width", "height"), [(1684, 2384), (2384, 1684)])
def test_a_poster_is_shown_at_one_size_whatever_its_paper(width, height):
    picture = Image.open(BytesIO(poster_preview(colored(1, width, height)).png))
    assert max(picture.size) == 1800
    assert picture.width / picture.height == pytest.approx(width / height, abs=0.002)


def chunks(png):
    position, names = 8, set()
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        names.add(png[position + 4 : position + 8])
        position += 12 + length
    return names


def test_a_build_makes_pictures_when_asked_and_the_same_ones_each_time(tmp_path):
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8")
    first, second = (build(tmp_path, tmp_path / name, kinds=[Kind.PREVIEWS]).files for name in ("one", "two"))
    names = [f"a-en-page-0{number}.png" for number in range(1, 5)]
    assert [path.name for path in first] == [*names, "a-en-spreads.png", "a-en-poster.png", "a-report.json"]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes()
    assert all(chunks(path.read_bytes()) == {b"IHDR", b"IDAT", b"IEND"} for path in first[:-1])
    usual = build(tmp_path, tmp_path / "usual").files
    assert not [path for path in usual if path.suffix == ".png"]
