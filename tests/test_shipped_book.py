"""The book that ships, whole: order of every drawn line, folds by pixels, direction, fonts, blanks, words."""

from collections import defaultdict
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from booklet.document.model import BackCover
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.geometry import Point, Rect
from booklet.languages import Binding
from booklet.layout.display import Image, Line, Marked, Path, Rule, walk
from booklet.pdf.press import write_press
from booklet.pdf.writer import write_pdf
from booklet.press.sheets import impose
from booklet.press.tiles import TileOptions, tile
from tests.conftest import SHIPPED
from tests.support.order import assert_order

EDITIONS = ("he", "ar", "en", "fr")
BILINGUAL = ("he-en", "ar-fr")
"""Their first language is right to left; they have no poster."""
SCALE = 0.5
"""Pixels per point: enough to tell pages, lines and sides apart."""


def documents(shop, edition):
    posters = () if edition in BILINGUAL else (shop.poster(SHIPPED, edition),)
    return shop.booklet(SHIPPED, edition), *posters


def reads_from_the_right(edition):
    return edition.startswith(("he", "ar"))


def marked_lines(document):
    """The lines of each structure element, in their order; artifacts line by line."""
    elements = defaultdict(list)
    for page_index, page in enumerate(document.pages):
        pending = [(item, None) for item in reversed(page.items)]
        while pending:
            item, element = pending.pop()
            match item:
                case Line():
                    key = element if isinstance(element, int) else (element, page_index, len(elements))
                    elements[key].append(item)
                case Marked():
                    pending.extend((child, item.element) for child in reversed(item.items))
                case _:
                    pending.extend((child, element) for child in reversed(getattr(item, "items", ())))
    return elements


@pytest.fixture(scope="module")
def pdfs(shop):
    made = {}

    def get(edition):
        if edition not in made:
            made[edition] = [write_pdf(document, created=0) for document in documents(shop, edition)]
        return made[edition]

    return get


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_every_drawn_line_is_in_the_order_that_python_bidi_gives(shop, edition):
    count = sum(lines_in_order(document) for document in documents(shop, edition))
    assert count > 200, "the book has more lines than that"


def lines_in_order(document):
    """Compare every line with the second engine, and return how many there are."""
    count = 0
    for lines in marked_lines(document).values():
        for i, line in enumerate(lines):
            same = [other for other in lines if other.base_level == line.base_level]
            before = "".join(other.text + " " for other in lines[:i] if other in same)
            after = "".join(" " + other.text for other in lines[i + 1 :] if other in same)
            assert_order(line.text, line.base_level, [run.run for run in line.runs], before=before, after=after)
            count += 1
    return count


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_no_word_is_drawn_over_another(shop, edition):
    for document in documents(shop, edition):
        no_word_over_another(document)


def no_word_over_another(document):
    for page in document.pages:
        boxes = [(item.box, item.text) for item, _ in walk(page.items) if isinstance(item, Line) and item.text]
        for i, (box, text) in enumerate(boxes):
            for other, other_text in boxes[i + 1 :]:
                # Lines of display type stand closer than their boxes: what may not meet is the letters.
                assert not box.grown(-0.12 * box.height).overlaps(other), f"{text!r} meets {other_text!r}"


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_no_word_leaves_the_safe_area(shop, edition):
    for document in documents(shop, edition):
        all_in_the_safe_area(document)


def all_in_the_safe_area(document):
    for page in document.pages:
        for item, _ in walk(page.items):
            if isinstance(item, Line):
                assert page.safe_area.contains(item.box), item.text


def extent(item, at):
    """The rectangle that a shape covers on the page, without the width of its strokes; None for words."""
    match item:
        case Rule() | Image():
            points = [(item.rect.x, item.rect.y), (item.rect.right, item.rect.bottom)]
        case Path():
            points = [segment.to for segment in item.segments if hasattr(segment, "to")]
        case _:
            return None
    places = [at.apply(Point(*point)) for point in points]
    left, top = min(x for x, _ in places), min(y for _, y in places)
    return Rect(left, top, max(x for x, _ in places) - left, max(y for _, y in places) - top)


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_what_touches_the_trim_reaches_the_bleed(shop, edition):
    bleed = shop.book(SHIPPED).paper.bleed
    bleeding = 0
    for document in documents(shop, edition):
        for page in document.pages:
            trim = Rect(0.0, 0.0, *page.size)
            edge = trim.grown(bleed - 0.01)
            for box in filter(None, (extent(item, at) for item, at in walk(page.items))):
                sides = (
                    (box.x <= 0.5, box.x <= edge.x),
                    (box.y <= 0.5, box.y <= edge.y),
                    (box.right >= trim.right - 0.5, box.right >= edge.right),
                    (box.bottom >= trim.bottom - 0.5, box.bottom >= edge.bottom),
                )
                assert all(reaches for touches, reaches in sides if touches), box
                bleeding += any(touches for touches, _ in sides)
    assert bleeding >= 8, "two covers have two grounds, patterns and rules at least"


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_runs_of_a_line_follow_each_other_without_gap_or_overlap(shop, edition):
    for document in documents(shop, edition):
        for page in document.pages:
            for item, _ in walk(page.items):
                if isinstance(item, Line):
                    for left, right in pairwise(item.runs):
                        assert left.x + left.width == pytest.approx(right.x, abs=0.02), item.text


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_every_word_of_the_source_is_drawn_once(shop, edition):
    """The structure tree holds the source's words; the lines of each of its leaves hold the same."""
    for document in documents(shop, edition):
        drawn = {key: lines for key, lines in marked_lines(document).items() if isinstance(key, int)}
        pending, leaves = [document.structure], {}
        while pending:
            element = pending.pop()
            pending.extend(element.children)
            if element.text:
                leaves[element.id] = element
        for key, lines in drawn.items():
            words = "".join("".join(line.text.split()) for line in lines)
            assert words == "".join(leaves[key].text.split())


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_pages_are_a_multiple_of_four_and_blanks_stand_before_the_back_cover(shop, edition):
    pages = shop.booklet(SHIPPED, edition).pages
    assert len(pages) % 4 == 0
    assert isinstance(shop.book(SHIPPED).body[-1], BackCover)
    assert pages[-1].items
    blanks = [index for index, page in enumerate(pages) if not page.items]
    ends = [len(pages), shop.booklet(SHIPPED, edition).second_cover or len(pages)]
    assert all(pages[end - 1].items for end in ends)
    for blank in blanks:
        end = min(end for end in ends if end > blank)
        assert not any(page.items for page in pages[blank : end - 1])


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_font_is_embedded_and_the_direction_is_declared(pdfs, shop, edition):
    reader, poster = pdfs(edition)
    book = shop.book(SHIPPED)
    chosen = book.editions[edition]
    sheets = impose(reader, binding=chosen.binding, sheet=book.paper.sheet).pdf
    tiles = tile(poster, TileOptions(sheet=book.paper.sheet, direction=chosen.language.direction)).pdf
    for data in (reader, poster, sheets, tiles):
        with pikepdf.Pdf.open(BytesIO(data)) as pdf:
            assert not pdf.check_pdf_syntax()
            direction = pdf.Root.get("/ViewerPreferences", {}).get("/Direction")
            assert (direction == "/R2L") is (reads_from_the_right(edition))
            fonts = [
                thing
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
            ]
            assert fonts or data is tiles
            assert all("/FontFile2" in font for font in fonts)
            bare = [
                thing
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Dictionary)
                and thing.get("/Type") == "/Font"
                and thing.get("/Subtype") in ("/Type1", "/TrueType")
            ]
            assert not bare, "a font that is not embedded"


def pixels(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.render(scale=SCALE).to_pil().convert("L") for page in pdf]


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_the_folded_sheets_show_the_pages_in_order(pdfs, shop, edition):
    """The stack is folded by hand here, on pixels alone, without the program's own arithmetic."""
    book = shop.book(SHIPPED)
    chosen = book.editions[edition]
    reader = pdfs(edition)[0]
    second_cover = shop.booklet(SHIPPED, edition).second_cover
    sides = pixels(impose(reader, binding=chosen.binding, sheet=book.paper.sheet, second_cover=second_cover).pdf)
    halves = [
        (side.crop((0, 0, side.width // 2, side.height)), side.crop((side.width - side.width // 2, 0, *side.size)))
        for side in sides
    ]
    right_bound = chosen.binding is Binding.RIGHT
    assert right_bound is (reads_from_the_right(edition))
    first_half, second_half = [], []
    for front, back in zip(halves[::2], halves[1::2], strict=True):
        # The cover side of the outermost sheet lies down; folded, page 1 is the half away from the spine.
        outer, inner = (front[0], back[1]) if right_bound else (front[1], back[0])
        first_half += [outer, inner]
        outer_end, inner_end = (front[1], back[0]) if right_bound else (front[0], back[1])
        second_half = [inner_end, outer_end, *second_half]
    folded = first_half + second_half
    pages = pixels(reader)
    if second_cover:  # the second language is read from the other end
        pages[second_cover:] = pages[: second_cover - 1 : -1]
    assert len(folded) == len(pages)
    for number, (seen, page) in enumerate(zip(folded, pages, strict=True), 1):
        assert difference(seen, page) < 6, f"page {number} of the folded booklet is another"
        # Blank pages are alike: where one stands for the other, the booklet is the same.
        others = [difference(seen, other) for other in pages if other.tobytes() != page.tobytes()]
        assert min(others) > difference(seen, page), f"page {number} looks more like another"


def difference(one, other):
    """Mean difference of grey, 0 to 255, after a common reduction that forgives half a pixel."""
    small = (52, 74)
    first, second = (image.resize(small).tobytes() for image in (one, other))
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_print_shop_gets_inks_within_its_limit_and_nothing_else(shop, edition):
    press = read_shop(DEFAULT_SHOP)
    for document, tints in zip(documents(shop, edition), (5, 5), strict=True):
        data = write_press(document, press, bleed=press.bleed, created=0)
        inks = set()
        with pikepdf.Pdf.open(BytesIO(data)) as pdf:
            for page in pdf.pages:
                colors = "k K g G rg RG sc SC scn SCN cs CS sh"
                for instruction in pikepdf.parse_content_stream(page, colors):
                    assert str(instruction.operator) in ("k", "K")
                    inks.add(tuple(float(ink) for ink in instruction.operands))
        assert (0, 0, 0, 1) in inks, "the text"
        assert all(sum(one) <= press.ink_limit for one in inks)
        assert len(inks) == 5 + tints, "the colours of the theme, and what the map has of them"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_poster_shows_every_event(shop, edition):
    poster = shop.poster(SHIPPED, edition)
    text = "".join("".join(line.text.split()) for lines in marked_lines(poster).values() for line in lines)
    for event in shop.book(SHIPPED).events:
        assert "".join(event.title[edition].text.split()) in text
        assert str(event.year) in text
