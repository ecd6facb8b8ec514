"""The credits of the pictures, collected: in the order of the pages, with their folios; or each under its picture."""

import pytest
from PIL import Image as pillow

from booklet.document.reader import read_book
from booklet.languages import LANGUAGES
from booklet.layout.display import Image, lines, walk
from booklet.layout.words import CREDITS
from booklet.units import mm
from tests.support.small_books import book_of, booklet_of, line_with


@pytest.fixture
def folder(tmp_path):
    pillow.new("RGB", (900, 600), (200, 180, 90)).save(tmp_path / "a.jpg")
    return tmp_path


def figure(credit, settings=""):
    said = f", credit: {credit}" if credit else ""
    return f"{{file: a.jpg, alt: x y{said}{settings}}}"


PICTURES = (
    f"  - figure: {figure('First maker', ', full-bleed: page')}\n"
    f"  - pictures: [{figure('Second maker')}, {figure('')}, {figure('Third maker')}]\n"
    "  - page-break\n"
    f"  - figure: {figure('Fourth maker', ', width: 50%')}\n"
    "  - page-break: recto\n"
)
MAKERS = ("First maker", "Second maker", "Third maker", "Fourth maker")
FOLIOS = {
    ("en", ""): ["1", "2", "2", "3"],
    ("en", "page-numbers: roman"): ["i", "ii", "ii", "iii"],
    ("ar", "digits: arabic-indic"): ["١", "٢", "٢", "٣"],
    ("he", "page-numbers: hebrew"): ["א", "ב", "ב", "ג"],
}


@pytest.mark.parametrize(("language", "settings"), FOLIOS)
def test_credits_are_listed_with_the_pages_of_their_pictures(folder, language, settings):
    document = booklet_of(book_of(folder, language, PICTURES + "  - credits\n", settings=settings))
    page = document.pages[4]
    title, *entries = [line for line in lines(page) if line.box.y < page.size.height - mm(24)]
    assert title.text == CREDITS[language]
    folios, words = entries[::2], entries[1::2]
    assert [line.text for line in words] == list(MAKERS)
    assert [line.text for line in folios] == FOLIOS[language, settings]
    for folio, line in zip(folios, words, strict=True):
        assert folio.box.y == pytest.approx(line.box.y)
        # Beside it, on the side where reading begins; the words themselves are English.
        assert folio.box.x > line.box.right if language != "en" else folio.box.right < line.box.x
    assert [link.target for link in page.links] == [0, 1, 1, 2]
    for index in (0, 1, 1, 2):
        assert any(isinstance(item, Image) for item, _ in walk(document.pages[index].items))
    elsewhere = [line.text for one in document.pages[:4] for line in lines(one)]
    assert not set(MAKERS) & set(elsewhere)


def test_without_a_place_for_them_credits_stand_under_their_pictures(folder):
    document = booklet_of(book_of(folder, "en", PICTURES))
    where = [
        next(i for i, page in enumerate(document.pages) if maker in {line.text for line in lines(page)})
        for maker in MAKERS
    ]
    assert where == [0, 1, 1, 2]


def test_without_credits_nothing_is_printed(folder):
    body = f"  - text: Words.\n  - figure: {figure('')}\n"
    without, with_block = (booklet_of(book_of(folder, "en", body + more)) for more in ("", "  - credits\n"))
    assert with_block.pages == without.pages


def test_a_list_of_credits_may_have_another_heading_and_goes_on_under_the_imprint(folder):
    body = f"  - figure: {figure('A maker')}\n  - small: Printed here.\n  - credits: {{title: Whose they are}}\n"
    page = booklet_of(book_of(folder, "en", body)).pages[0]
    imprint, title, maker = (line_with(page, words) for words in ("Printed", "Whose", "A maker"))
    assert imprint.box.y < title.box.y < maker.box.y
    assert imprint.runs[0].size == pytest.approx(maker.runs[0].size)


def test_each_language_of_facing_pages_names_its_own_page(folder):
    path = folder / "booklet.yaml"
    words = "alt: {he: דרך, en: road}, credit: {he: יוצר, en: Maker}"
    path.write_text(
        "booklet: 1\nid: a\ntitle: {he: ט, en: T}\neditions: {one: {languages: [he, en], arrangement: facing}}\n"
        f"body:\n  - figure: {{file: a.jpg, {words}}}\n  - page-break\n  - credits\n",
        "utf-8",
    )
    document = booklet_of(read_book(path))
    found = {}
    for page in document.pages:
        texts = [line.text for line in lines(page)]
        for language in ("he", "en"):
            if CREDITS[language] in texts:
                found[language] = (texts[1:3], [link.target for link in page.links])
    assert found == {"he": (["2", "יוצר"], [1]), "en": (["3", "Maker"], [2])}


def test_every_language_has_words_for_the_heading():
    assert set(CREDITS) == set(LANGUAGES)
    assert len(set(CREDITS.values())) == len(CREDITS)
