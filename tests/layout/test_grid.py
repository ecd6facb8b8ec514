"""The baseline grid: lines of running text stand on it, on every page, so those of facing pages stand level."""

import pytest

from booklet.document.reader import read_book
from booklet.layout.display import lines
from booklet.layout.master import page_master
from tests.conftest import SHIPPED
from tests.support.small_books import book_of, booklet_of, styles_of
from tests.support.vocalized import FATIHA, POINTED

TOLERANCE = 0.02
"""Points: the sum of the roundings of a page of rows."""


def running_lines(page, styles):
    """Return the baselines of lines with the leading and size of running text."""
    body = styles.theme.sizes.body
    scales = {font: scale for font, scale in font_scales(styles)}
    for line in lines(page):
        run = line.runs[0]
        nominal = run.size / scales.get(run.run.font, 1.0)
        if line.box.height == pytest.approx(styles.leading) and nominal == pytest.approx(body):
            yield line


def font_scales(styles):
    for script, fonts in styles.text.chains.items():
        yield from ((font, styles.text.scales.get(script, 1.0)) for font in fonts)


def off_grid(document, book, edition, styles):
    """Return page number and text of the lines of running text that do not stand on the grid."""
    found, counted = [], 0
    for number, page in enumerate(document.pages, 1):
        frame = page_master(number, book.paper.trim, styles.theme.margins, edition.binding, styles.leading).frame
        for line in running_lines(page, styles):
            counted += 1
            # The place of the line: its letters may give way by a hair to those of the line above or below.
            steps = (line.box.y - frame.y) / styles.leading
            if abs(steps - round(steps)) * styles.leading > TOLERANCE:
                found.append((number, line.text))
    assert counted, "there is running text"
    return found


@pytest.mark.parametrize("edition", ["he", "ar", "en", "fr"])
def test_running_text_of_the_shipped_book_stands_on_the_grid(shop, edition):
    book = read_book(SHIPPED)
    one = book.editions[edition]
    document = shop.booklet(SHIPPED, edition)
    found = off_grid(document, book, one, shop.styles(book, edition)[0])
    # The four points are drawn out to the foot of their page, the timeline and the back cover have no grid.
    assert {number for number, _ in found} <= {6, 9, 10, 11, 12}
    assert not [entry for entry in found if entry[0] in (5, 7, 8)]


@pytest.mark.parametrize(("language", "vocalized"), [("he", POINTED), ("ar", FATIHA)])
@pytest.mark.parametrize("block", ["lead: {}", "text: {}", "small: {}", "quote: {{text: {}}}"])
def test_text_after_a_passage_of_another_leading_is_on_the_grid_again(tmp_path, language, vocalized, block):
    plain = (
        "    text: " + {"he": "רשת בתי הספר של כל ישראל חברים ", "ar": "تقدم قصة الأليانس مصدر إلهام "}[language] * 9
    )
    for times in (1, 2, 3):
        passage = block.format(f"'{vocalized * times}'")
        book = book_of(tmp_path, language, f"  - {passage}\n  -\n{plain}\n")
        assert not off_grid(booklet_of(book), book, book.editions["one"], styles_of(book))


def test_facing_pages_share_their_lines(tmp_path):
    body = (
        "  - lead: A lead of some words.\n"
        + "  - text: |\n      "
        + "The first school opened in Tetouan. " * 300
        + "\n"
    )
    book = book_of(tmp_path, "en", body)
    styles, document = styles_of(book), booklet_of(book)
    left, right = ([line.runs[0].y for line in running_lines(page, styles)] for page in document.pages[1:3])
    assert len(left) > 20
    assert left == pytest.approx(right)


def test_text_under_a_heading_at_the_head_of_a_page_is_on_the_grid(tmp_path):
    book = book_of(
        tmp_path, "en", "  - subheading: A heading\n  - text: One line.\n  - subheading: B\n  - text: Two.\n"
    )
    assert not off_grid(booklet_of(book), book, book.editions["one"], styles_of(book))


def test_text_after_a_passage_over_two_pages_is_on_the_grid(tmp_path):
    for times in range(20, 25):  # whatever the number of lines on the second page
        body = f"  - lead: '{'Words of the lead that go on over the page. ' * 3 * times}'\n  - text: Body.\n"
        book = book_of(tmp_path, "en", body)
        document = booklet_of(book)
        assert len(document.pages) == 4
        assert not off_grid(document, book, book.editions["one"], styles_of(book))
