"""Pictures on the page: cropped by their focus, never mirrored, up to the bleed, side by side."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as pillow
from PIL import ImageDraw

from booklet.document.framing import Focus
from booklet.document.reader import read_book
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.errors import LayoutError
from booklet.geometry import Point, Rect, Size
from booklet.layout.display import Artifact, Group, Image, Marked, Path, Rule, lines, walk
from booklet.layout.illustrations import covering
from booklet.layout.svg.reader import Drawing
from booklet.pdf.press import write_press
from booklet.pdf.writer import write_pdf
from booklet.preflight.pages import look_at, tell_pages
from booklet.preflight.x4.check import check_x4
from booklet.units import mm
from tests.support.small_books import book_of, booklet_of, line_with

RED, BLUE, GREEN = (220, 30, 30), (30, 30, 220), (0, 200, 0)
A5 = Size(mm(148), mm(210))
BLEED = mm(3)
SCALE = 0.5
"""Pixels per point."""
WORDS = {"he": ("דרך", "כיתוב"), "ar": ("طريق", "تعليق"), "en": ("road", "Caption")}
PLATE, BAND = ", full-bleed: page", ", full-bleed: band"


def marked(folder, *, size=(900, 600), mark=(0.5, 0.5), name="a.jpg"):
    """Save a picture that is red at the left and blue at the right, shaded downward, with a green mark."""
    width, height = size
    shade = pillow.linear_gradient("L").resize(size).point(lambda value: 255 - value // 3)
    picture = pillow.new("RGB", size, RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    picture = pillow.composite(picture, pillow.new("RGB", size), shade)
    x, y, side = mark[0] * width, mark[1] * height, min(size) // 30
    ImageDraw.Draw(picture).rectangle((x - side, y - side, x + side, y + side), fill=GREEN)
    picture.save(folder / name, quality=95)


def figure(language="en", settings="", *, name="a.jpg"):
    alt, caption = WORDS[language]
    return f"  - figure: {{file: {name}, alt: {alt}, caption: {caption}{settings}}}\n"


def images(page):
    """The pictures of a page with what is seen of each, on the page."""
    found = []

    def look(items, at, clip):
        for item in items:
            if isinstance(item, Marked):
                look(item.items, at, clip)
            elif isinstance(item, Group):
                inner = item.matrix
                look(item.items, Point(at.x + inner.e, at.y + inner.f), clip or item.clip)
            elif isinstance(item, Image):
                seen = clip or item.rect
                found.append((item, Rect(at.x + seen.x, at.y + seen.y, seen.width, seen.height)))

    look(page.items, Point(0.0, 0.0), None)
    return found


def colors(data, page_index=0):
    """Render a page and return it with the names of its colours, row by row."""
    with pypdfium2.PdfDocument(data) as pdf:
        return pdf[page_index].render(scale=SCALE).to_pil().convert("RGB")


def batched(data):
    """The pixels of a picture in RGB."""
    return zip(data[::3], data[1::3], data[2::3], strict=True)


def is_like(pixel, color):
    """Tell a colour by its greatest part, which shading does not change."""
    return (
        max(pixel) > 100 and max(pixel) - sorted(pixel)[1] > 60 and pixel.index(max(pixel)) == color.index(max(color))
    )


# --- Cropping -----------------------------------------------------------------------------------------------------

sides = st.floats(10, 3000)
shares = st.floats(0, 1)


@given(sides, sides, sides, sides, shares, shares)
def test_a_cropped_picture_covers_its_area_and_shows_its_focus(width, height, across, down, x, y):
    area = Rect(-5.0, 7.0, across, down)
    item = covering(Drawing(Size(width, height), ()), area, Focus(x, y))
    placed = item.items[0] if item.clip == area else item
    scale_x, scale_y = placed.matrix.a, placed.matrix.d
    assert scale_x == pytest.approx(scale_y, rel=0.01)
    rect = Rect(placed.matrix.e, placed.matrix.f, width * scale_x, height * scale_y)
    assert rect.contains(area, 0.02)
    assert rect.width == pytest.approx(across, rel=0.01) or rect.height == pytest.approx(down, rel=0.01)
    assert area.contains(Rect(rect.x + x * rect.width, rect.y + y * rect.height, 0.0, 0.0), 0.02)


@pytest.mark.parametrize("settings", [", ratio: '5:1'", ", ratio: '1:5', width: 40%", PLATE, f"{BAND}, ratio: '4:1'"])
@pytest.mark.parametrize("mark", [(0.06, 0.08), (0.93, 0.92)])
@pytest.mark.parametrize("language", ["he", "en"])
def test_the_focus_is_seen_and_the_sides_are_not_exchanged(tmp_path, language, mark, settings):
    marked(tmp_path, mark=mark)
    focus = f", focus: [{mark[0]:.0%}, {mark[1]}]"
    data = write_pdf(booklet_of(book_of(tmp_path, language, figure(language, settings + focus))), created=0)
    picture = colors(data)
    columns = {color: [] for color in (RED, BLUE, GREEN)}
    for place, pixel in enumerate(batched(picture.tobytes())):
        for color, found in columns.items():
            if is_like(pixel, color):
                found.append(place % picture.width)
    assert len(columns[GREEN]) > 4
    # What is around the mark has the colour of its side of the picture, and red is at the left of blue.
    around = columns[RED if mark[0] < 0.5 else BLUE]
    assert len(around) > 100
    assert min(around) - 1 <= sum(columns[GREEN]) / len(columns[GREEN]) <= max(around) + 1
    if columns[RED] and columns[BLUE]:
        assert max(columns[RED]) <= min(columns[BLUE]) + 3


def test_a_picture_is_stored_once_however_it_is_cropped(tmp_path):
    marked(tmp_path)
    pair = "[{file: a.jpg, alt: x y, ratio: '1:1'}, {file: a.jpg, alt: x y, ratio: '1:2'}]"
    body = figure("en", ", ratio: '2:1'") + f"  - pictures: {pair}\n" + figure("en", PLATE) + figure("en", BAND)
    with pikepdf.open(BytesIO(write_pdf(booklet_of(book_of(tmp_path, "en", body)), created=0))) as pdf:
        stored = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert len(stored) == 1
        assert stored[0].read_raw_bytes() == (tmp_path / "a.jpg").read_bytes()
        boxes = [
            [float(number) for number in one.A.BBox]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert len(boxes) == 5
    for left, low, right, high in boxes:
        assert -0.01 <= left < right <= A5.width + 0.01 and -0.01 <= low < high <= A5.height + 0.01


# --- Inside the measure -------------------------------------------------------------------------------------------


def test_a_width_may_be_a_length_and_a_picture_may_stand_in_the_middle(tmp_path):
    marked(tmp_path)
    seen = {}
    for place in ("start", "center"):
        page = booklet_of(book_of(tmp_path, "he", figure("he", f", width: 50mm, place: {place}"))).pages[0]
        ((_, seen[place]),) = images(page)
        seen[place + " words"] = line_with(page, "כיתוב").box
    assert seen["start"].width == seen["center"].width == pytest.approx(mm(50))
    outer, inner = mm(19), mm(15)  # of heritage; page 1 is on the left in a right-bound book
    assert seen["start"].right == pytest.approx(A5.width - inner)
    middle = (outer + A5.width - inner) / 2
    for box in (seen["center"], seen["center words"]):
        assert box.x + box.width / 2 == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pictures_side_by_side_share_the_measure_by_their_shapes(tmp_path, language):
    for name, size in (("a.jpg", (900, 600)), ("b.jpg", (400, 600)), ("c.jpg", (500, 500))):
        marked(tmp_path, size=size, name=name)
    alt, caption = WORDS[language]
    items = "".join(f"\n      - {{file: {name}.jpg, alt: {alt}, caption: {caption} {name}}}" for name in "abc")
    page = booklet_of(book_of(tmp_path, language, f"  - pictures:{items}\n")).pages[0]
    seen = [rect for _, rect in images(page)]
    assert [rect.width / rect.height for rect in seen] == pytest.approx([3 / 2, 2 / 3, 1])
    assert len({round(rect.height, 6) for rect in seen}) == len({rect.y for rect in seen}) == 1
    left, right = min(rect.x for rect in seen), max(rect.right for rect in seen)
    assert right - left == pytest.approx(A5.width - mm(15) - mm(19))
    order = sorted(seen, key=lambda rect: rect.x, reverse=language == "ar")
    assert order == seen
    for name, rect in zip("abc", seen, strict=True):
        box = line_with(page, f"{caption} {name}").box
        assert rect.x - 0.1 <= box.x and box.right <= rect.right + 0.1 and box.y >= rect.bottom
        start = (box.right, rect.right) if language == "ar" else (box.x, rect.x)
        assert start[0] == pytest.approx(start[1], abs=1.0)


# --- Beyond the cut -----------------------------------------------------------------------------------------------


def numbered_and_headed(page):
    return [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.PAGINATION]


def test_a_plate_covers_page_and_bleed_and_has_nothing_but_its_words(tmp_path):
    marked(tmp_path, size=(1000, 1000))
    for focus, is_low in ((0.2, True), (0.9, False)):
        body = f"  - text: Before.\n{figure('en', f'{PLATE}, focus: [0.5, {focus}]')}  - text: After.\n"
        before, plate, after, _ = booklet_of(book_of(tmp_path, "en", body)).pages
        ((image, seen),) = images(plate)
        assert seen == Rect(0.0, 0.0, *A5).grown(BLEED)
        assert image.rect.contains(seen) and image.rect.width == pytest.approx(image.rect.height)
        assert not numbered_and_headed(plate) and numbered_and_headed(before) and numbered_and_headed(after)
        assert plate.label == "2"
        (words,) = lines(plate)
        assert plate.safe_area.contains(words.box)
        assert (words.box.y > A5.height / 2) == is_low
        ((panel, at),) = [(item, at) for item, at in walk(plate.items) if isinstance(item, Rule)]
        corner = at.apply(Point(panel.rect.x, panel.rect.y))
        placed = Rect(corner.x, corner.y, panel.rect.width, panel.rect.height)
        assert placed.contains(words.box) and placed.width < A5.width / 2
        assert (panel.fill.red, panel.fill.green, panel.fill.blue) == (1.0, 1.0, 1.0)


def test_a_low_focus_that_cropping_lifts_leaves_the_words_at_the_foot(tmp_path):
    marked(tmp_path, size=(300, 1200))
    plate = booklet_of(book_of(tmp_path, "en", figure("en", f"{PLATE}, focus: [0.5, 0.7]"))).pages[0]
    assert line_with(plate, "Caption").box.y > A5.height / 2


@pytest.mark.parametrize("band_first", [True, False])
def test_a_band_opens_a_chapter_at_the_head_of_its_page(tmp_path, band_first):
    marked(tmp_path)
    parts = [figure("en", BAND), "  - heading: The road\n"]
    body = (
        "  - heading: First\n  - text: Before.\n" + "".join(parts if band_first else parts[::-1]) + "  - text: After.\n"
    )
    page = booklet_of(book_of(tmp_path, "en", body)).pages[1]
    ((_, seen),) = images(page)
    depth = min(A5.width * 2 / 3, A5.height / 2)
    assert (seen.x, seen.y, seen.right) == pytest.approx((-BLEED, -BLEED, A5.width + BLEED))
    assert seen.bottom == pytest.approx(depth)
    caption, title, text = (line_with(page, words) for words in ("Caption", "The road", "After."))
    assert seen.bottom < caption.box.y < title.box.y < text.box.y
    assert len(numbered_and_headed(page)) == 1, "the folio, no running head"


def test_a_band_is_as_high_as_its_ratio_says(tmp_path):
    marked(tmp_path)
    for ratio, depth in (("4:1", A5.width / 4), ("1:1", A5.width), ("1:2", 0.75 * A5.height)):
        ((_, seen),) = images(booklet_of(book_of(tmp_path, "en", figure("en", f"{BAND}, ratio: '{ratio}'"))).pages[0])
        assert seen.bottom == pytest.approx(depth)


def test_the_press_gets_the_bleed_and_conforms(tmp_path):
    marked(tmp_path)
    shop = read_shop(DEFAULT_SHOP)
    document = booklet_of(book_of(tmp_path, "he", figure("he", PLATE) + figure("he", BAND)))
    path = tmp_path / "press.pdf"
    path.write_bytes(write_press(document, shop, bleed=BLEED, created=0))
    report = check_x4(path)
    assert report.conforms, report.failures
    with pikepdf.open(path) as pdf:
        media, bleed = ([float(number) for number in pdf.pages[0][name]] for name in ("/MediaBox", "/BleedBox"))
    picture = colors(path, 0)
    scale = picture.width / (media[2] - media[0])
    left, right = (bleed[0] - media[0]) * scale + 2, (bleed[2] - media[0]) * scale - 3
    top, foot = (media[3] - bleed[3]) * scale + 2, (media[3] - bleed[1]) * scale - 3
    for y in (top, foot):
        for x in (left, right):
            pixel = picture.getpixel((round(x), round(y)))
            assert pixel[0 if x == left else 2] > max(pixel[1], pixel[2 if x == left else 0]) + 20, (x, y, pixel)


def test_drawings_are_cropped_and_bleed_like_photographs(tmp_path):
    (tmp_path / "a.svg").write_text('<svg viewBox="0 0 30 20"><path d="M0 0h15v20h-15z" fill="#dc1e1e"/></svg>')
    document = booklet_of(book_of(tmp_path, "he", figure("he", f"{PLATE}, focus: [0, 0]", name="a.svg")))
    (ground,) = [
        item for item in document.pages[0].items if isinstance(item, Marked) and isinstance(item.items[0], Group)
    ][:1]
    assert ground.items[0].clip == Rect(0.0, 0.0, *A5).grown(BLEED)
    assert any(isinstance(item, Path) for item, _ in walk((ground,)))
    assert is_like(colors(write_pdf(document, created=0)).getpixel((5, 5)), RED)


def test_few_pixels_are_told_at_the_size_that_is_printed(tmp_path):
    marked(tmp_path, size=(1800, 1200))  # 1200 pixels over 216 mm are 141 to the inch, over a measure of 114 mm 400
    for settings, told in (("", []), (PLATE, ["141"]), (", ratio: '6:1'", [])):
        notes = tell_pages([look_at(booklet_of(book_of(tmp_path, "en", figure("en", settings))))])
        assert [note.code for note in notes] == ["low-resolution"] * len(told)
        assert all(f"at {number} pixels" in note.message for note, number in zip(notes, told, strict=True))


# --- Several languages, and words that are too long ---------------------------------------------------------------


@pytest.mark.parametrize(("arrangement", "pages"), [("stacked", [0]), ("columns", [0]), ("facing", [1, 2])])
def test_languages_of_a_page_share_a_plate(tmp_path, arrangement, pages):
    marked(tmp_path)
    words = "alt: {he: דרך, en: road}, caption: {he: כיתוב, en: Caption}"
    path = tmp_path / "booklet.yaml"
    path.write_text(
        "booklet: 1\nid: a\ntitle: {he: ט, en: T}\n"
        f"editions: {{one: {{languages: [he, en], arrangement: {arrangement}}}}}\n"
        f"body:\n  - figure: {{file: a.jpg, {words}{PLATE}}}\n",
        "utf-8",
    )
    document = booklet_of(read_book(path))
    assert [index for index, page in enumerate(document.pages) if images(page)] == pages
    said = [[line.text for line in lines(document.pages[index])] for index in pages]
    assert said == ([["כיתוב"], ["Caption"]] if len(pages) == 2 else [["כיתוב", "Caption"]])


@pytest.mark.parametrize("settings", ["", BAND])
def test_on_facing_pages_pictures_stand_at_one_height_and_notes_below_them(tmp_path, settings):
    marked(tmp_path)
    path = tmp_path / "booklet.yaml"
    words = "alt: {he: דרך, en: road}, caption: {he: כיתוב, en: Caption}"
    path.write_text(
        "booklet: 1\nid: a\ntitle: {he: ט, en: T}\neditions: {one: {languages: [he, en], arrangement: facing}}\nbody:\n"
        f"  - figure: {{file: a.jpg, {words}{settings}}}\n"
        "  - text: {he: 'מילה^[הערה]', en: 'A word^[The note]'}\n",
        "utf-8",
    )
    he, en = booklet_of(read_book(path)).pages[1:3]
    seen = [images(page)[0][1] for page in (he, en)]
    assert (seen[0].y, seen[0].bottom) == (seen[1].y, seen[1].bottom)
    for page, rect, said in zip(
        (he, en), seen, (["כיתוב", "מילה", "הערה"], ["Caption", "A word", "The note"]), strict=True
    ):
        boxes = [line_with(page, one).box for one in said]
        assert len(images(page)) == 1
        assert rect.bottom < boxes[0].y < boxes[1].y < boxes[2].y - 100
        assert boxes[2].bottom <= page.safe_area.bottom


def test_a_title_that_a_band_leaves_no_room_for_opens_the_next_page(tmp_path):
    marked(tmp_path)
    body = f"{figure('en', BAND + ', ratio: 1:2')}  - heading: {'The road ' * 12}\n  - text: After.\n"
    band, chapter, *_ = booklet_of(book_of(tmp_path, "en", body)).pages
    assert [len(images(page)) for page in (band, chapter)] == [1, 0]
    assert any("The road" in line.text for line in lines(chapter))
    assert len(numbered_and_headed(chapter)) == 1, "the folio, no running head"


@pytest.mark.parametrize("settings", ["", PLATE, BAND, "pictures"])
def test_words_that_leave_no_room_are_refused_with_their_place(tmp_path, settings):
    marked(tmp_path)
    words = f"{{file: a.jpg, alt: x y, caption: {'many words ' * 400}"
    body = f"  - pictures: [{words}}}]\n" if settings == "pictures" else f"  - figure: {words}{settings}}}\n"
    with pytest.raises(LayoutError) as caught:
        booklet_of(book_of(tmp_path, "en", body))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where.line) == ("caption-too-long", 6)
