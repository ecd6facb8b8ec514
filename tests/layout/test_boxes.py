"""Boxes: what is in them stays together on its ground, in every direction and arrangement."""

import pytest

from booklet.document.reader import read_book
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.document.theme_reader import read_theme, theme_names
from booklet.errors import ContentError
from booklet.layout.display import Artifact, Marked, Role, lines
from booklet.pdf.press import write_press
from booklet.preflight.x4.check import check_x4
from tests.layout.test_tables import elements, frame_of
from tests.support.small_books import book_of, booklet_of, line_with
from tests.test_themes import contrast

WORDS = {
    "he": ("בית הספר במספרים", "נפתח בבית שכור, עם שני מורים ותנור אחד.", "תלמידים: תשעים"),
    "ar": ("المدرسة بالأرقام", "افتُتحت في بيت مستأجر، بمعلمَين وموقد واحد.", "التلاميذ: تسعون"),
    "en": ("The school in figures", "Opened in a rented house, with two teachers and one stove.", "Pupils: ninety"),
}
SENTENCE = "One after another the schools were opened. "


def box(language):
    title, text, point = WORDS[language]
    return f"  - box: {{title: '{title}', body: [text: '{text}', list: ['{point}']]}}\n"


def grounds_of(page):
    """Return the rectangles under boxes, one for each ground or frame."""
    marked = [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.BACKGROUND]
    found = []
    for item in marked:
        rects = [rule.rect for rule in item.items]
        left, top = min(r.x for r in rects), min(r.y for r in rects)
        found.append((left, top, max(r.right for r in rects), max(r.bottom for r in rects)))
    return found


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("language", WORDS)
def test_the_words_stand_on_the_ground_and_in_from_its_edges(tmp_path, language, theme):
    book = book_of(tmp_path, language, "  - text: x\n" + box(language), rest=f"theme: {theme}\n")
    page = booklet_of(book).pages[0]
    ((left, top, right, bottom),) = grounds_of(page)
    frame = frame_of(book)
    assert (left, right) == pytest.approx((frame.x, frame.right))
    inside = [line.box for line in lines(page) if line.where and line.where.line > 6]
    assert len(inside) >= 3
    assert all(top < one.y and one.bottom < bottom for one in inside)
    ems = read_theme(theme).sizes.body
    assert all(left + ems <= one.x and one.right <= right - ems for one in inside)
    assert line_with(page, "x").box.bottom < top, "the text before it stands above the ground"


@pytest.mark.parametrize("before", range(30, 44))
def test_a_box_that_fits_stands_on_one_page_and_leaves_the_grid_as_it_was(tmp_path, before):
    facts = f"  - box: {{title: Facts, body: [text: {SENTENCE * 6}, list: [One fact, Another fact, The last fact]]}}\n"
    book = book_of(tmp_path, "en", f"  - text: {SENTENCE * before}\n{facts}  - text: Afterwards. {SENTENCE}\n")
    pages, frame = booklet_of(book).pages, frame_of(book)
    (shown,) = [page for page in pages if grounds_of(page)]
    for words in ("Facts", "One fact", "Another fact", "The last fact"):
        line_with(shown, words)
    after = next(line for page in pages for line in lines(page) if "Afterwards" in line.text)
    grid = (after.box.y - frame.y) / after.box.height
    assert grid == pytest.approx(round(grid), abs=0.01)


def test_a_box_that_is_higher_than_a_page_goes_on_and_has_its_ground_there(tmp_path):
    items = ", ".join(f"Fact number {i}" for i in range(60))
    body = f"  - text: x\n  - box: {{title: Many facts, body: [list: [{items}], small: The end.]}}\n"
    pages = booklet_of(book_of(tmp_path, "en", body)).pages
    shown = [page for page in pages if grounds_of(page)]
    assert len(shown) >= 2
    counted = 0
    for page in shown:
        ((_, top, _, bottom),) = grounds_of(page)
        inside = [line for line in lines(page) if top < line.box.y and line.box.bottom < bottom]
        assert len(inside) >= 2, "no line is alone"
        counted += sum("Fact number" in line.text for line in inside)
    assert counted == 60


TWO = "  - box: {title: {en: Title, he: כותרת}, body: [text: {en: Words here., he: מילים כאן.}]}\n"


@pytest.mark.parametrize(("arrangement", "count"), [("facing", 2), ("columns", 1), ("stacked", 1)])
def test_two_languages_have_one_box_or_one_on_each_page(tmp_path, arrangement, count):
    book = two_languages(tmp_path, arrangement, TWO)
    pages = booklet_of(book).pages
    grounds = [one for page in pages for one in grounds_of(page)]
    assert len(grounds) == count
    assert len({(round(top, 3), round(bottom, 3)) for _, top, _, bottom in grounds}) == 1
    for words in ("Words here", "מילים כאן"):
        ((page, line),) = [(page, line) for page in pages for line in lines(page) if words in line.text]
        ((left, top, right, bottom),) = grounds_of(page)
        assert left < line.box.x and line.box.right < right and top < line.box.y and line.box.bottom < bottom


def two_languages(folder, arrangement, body):
    path = folder / "booklet.yaml"
    edition = f"{{languages: [he, en], arrangement: {arrangement}}}"
    path.write_text(f"booklet: 1\nid: a\ntitle: {{en: T, he: ט}}\neditions: {{one: {edition}}}\nbody:\n{body}", "utf-8")
    return read_book(path)


def test_a_box_is_a_section_of_its_own_with_its_title_first(tmp_path):
    document = booklet_of(book_of(tmp_path, "en", "  - text: x\n" + box("en") + "  - text: y\n"))
    outer = document.structure.children
    assert [one.role for one in outer] == [Role.PARAGRAPH, Role.SECTION, Role.PARAGRAPH]
    assert [one.role for one in outer[1].children] == [Role.PARAGRAPH, Role.PARAGRAPH, Role.LIST]
    assert outer[1].children[0].text == WORDS["en"][0]


def test_notes_of_a_box_are_counted_with_the_others(tmp_path):
    body = "  - text: one^[first]\n  - box: {body: [text: 'two^[second]']}\n  - text: three^[third]\n"
    numbers = [note.text for note in elements(booklet_of(book_of(tmp_path, "en", body)).structure, Role.LABEL)]
    assert numbers == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("inside", "code"),
    [("heading: x", "unknown-key"), ("timeline", "unknown-key"), ("quote: {text: x, full-page: true}", "unknown-key")],
)
def test_what_asks_for_a_page_of_its_own_has_no_place_in_a_box(tmp_path, inside, code):
    with pytest.raises(ContentError) as error:
        book_of(tmp_path, "en", f"  - box: {{body: [{inside}]}}\n")
    assert [fault.code for fault in error.value.diagnostics] == [code]


@pytest.mark.parametrize("name", theme_names())
def test_words_stand_out_from_the_ground(tmp_path, name):
    book = book_of(tmp_path, "en", box("en"), rest=f"theme: {name}\n")
    page = booklet_of(book).pages[0]
    (marked,) = [item for item in page.items if isinstance(item, Marked) and item.element is Artifact.BACKGROUND]
    large = max(marked.items, key=lambda rule: rule.rect.width * rule.rect.height)
    palette = read_theme(name).palette
    ground = large.fill if large.rect.height > 20 and large.rect.width > 20 else palette.paper
    assert (ground == palette.paper) is name.startswith("plain")
    for color in (palette.ink, palette.primary, palette.accent):
        assert contrast(color, ground) >= 4.5


@pytest.mark.parametrize("name", theme_names())
def test_the_press_gets_the_ground_in_inks(tmp_path, name):
    document = booklet_of(book_of(tmp_path, "ar", box("ar"), rest=f"theme: {name}\n"))
    path = tmp_path / "press.pdf"
    path.write_bytes(write_press(document, read_shop(DEFAULT_SHOP), bleed=9, created=0))
    report = check_x4(path)
    assert report.conforms, report.failures
