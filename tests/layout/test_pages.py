"""Pages of small books: what leads where, what must not be lost, what is refused."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image as pillow

from booklet.document.model import BackCover, Phrase, Point, Points, Quote, Span, Text, TextStyle
from booklet.document.reader import read_book
from booklet.errors import LayoutError
from booklet.geometry import Rect
from booklet.layout.display import Image, Marked, Role, lines, walk
from booklet.layout.pages import lay_out_booklet

TITLES = {"en": "The Book", "he": "הספר"}
LONG = "A chapter whose title goes on and on until it has no room left in one line of the contents at all"


@pytest.fixture
def book_of(tmp_path):
    def read(body, edition="en", rest=""):
        source = tmp_path / "booklet.yaml"
        head = (
            f"booklet: 1\nid: a\ntitle: {TITLES[edition]}\neditions: {{{edition}: {{languages: [{edition}]}}}}\nbody:\n"
        )
        source.write_text(head + body + rest, "utf-8")
        return read_book(source)

    return read


@pytest.fixture
def laid_out(shop):
    def lay_out(book):
        (edition,) = book.editions.values()
        return lay_out_booklet(book, edition, *shop.styles(book, edition.id))

    return lay_out


@pytest.fixture
def pages_of(book_of, laid_out):
    return lambda *arguments, **others: laid_out(book_of(*arguments, **others))


def texts(document):
    return [[line.text for line in lines(page)] for page in document.pages]


def elements(document, role):
    found, pending = [], [document.structure]
    while pending:
        element = pending.pop()
        pending.extend(reversed(element.children))
        found += [element] if element.role is role else []
    return found


def chapters(count, title="Chapter {}"):
    return "".join(f"  - heading: {title.format(i)}\n  - text: Words.\n" for i in range(1, count + 1))


# --- Contents, links, bookmarks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["en", "he"])
def test_a_long_title_in_the_contents_never_meets_its_folio(pages_of, edition):
    document = pages_of(f"  - contents\n  - heading: {LONG if edition == 'en' else 'מילה ארוכה ' * 12}\n", edition)
    boxes = [line.box for line in lines(document.pages[0])]
    *title, folio = boxes[1:-1]
    assert len(title) > 1
    assert not any(folio.overlaps(box) for box in title)
    assert folio.y == title[-1].y
    (link,) = document.pages[0].links
    assert all(link.rect.contains(box) for box in (*title, folio))


def test_contents_over_several_pages_name_every_chapter_and_its_page(pages_of):
    document = pages_of("  - contents\n" + chapters(50))
    links = [link for page in document.pages for link in page.links]
    assert [link.text for link in links] == [f"Chapter {i}" for i in range(1, 51)]
    assert sum(1 for page in document.pages if page.links) == 3
    for link in links:
        assert link.text in texts(document)[link.target]
    entries = {entry.id: entry.text for item in elements(document, Role.CONTENTS_ITEM) for entry in item.children}
    assert [entries[link.element] for link in links] == [f"{link.text} {link.target + 1}" for link in links]


def test_a_link_in_a_text_is_an_element_inside_its_paragraph(pages_of):
    document = pages_of("  - text: See [*our* site](https://example.org/) and [this](https://example.org/a).\n")
    (paragraph,) = elements(document, Role.PARAGRAPH)
    assert [child.role for child in paragraph.children] == [Role.LINK, Role.LINK]
    links = document.pages[0].links
    assert [(link.text, link.target) for link in links] == [
        ("our site", "https://example.org/"),
        ("this", "https://example.org/a"),
    ]
    assert [link.element for link in links] == [child.id for child in paragraph.children]


def test_links_work_on_covers(pages_of):
    body = "  - cover: {subtitle: '[Us](https://example.org/)'}\n  - back-cover: {qr: https://example.org/}\n"
    document = pages_of(body)
    ids = {element.id for element in elements(document, Role.LINK)}
    assert {link.element for page in (document.pages[0], document.pages[-1]) for link in page.links} == ids
    assert len(ids) == 2


def test_contents_and_chapters_are_bookmarks_of_one_level(pages_of):
    document = pages_of(
        "  - cover\n  - contents\n  - heading: One\n  - subheading: Inside\n  - notes-page: {title: N}\n"
    )
    assert [(entry.title, entry.level) for entry in document.outline] == [
        ("The Book", 0),
        ("Contents", 0),
        ("One", 0),
        ("Inside", 1),
        ("N", 0),
    ]


# --- Where sections begin -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", ["contents", "notes-page: {title: Here}", "heading: Here", "text: Here"])
def test_a_page_break_moves_whatever_follows_it(pages_of, block):
    document = pages_of(f"  - text: Words.\n  - page-break: recto\n  - {block}\n")
    words = "Contents" if block == "contents" else "Here"
    assert texts(document)[1] == []
    assert words in texts(document)[2]


def test_a_page_break_before_the_end_adds_no_page(pages_of):
    assert len(pages_of("  - text: Words.\n  - page-break\n").pages) == 4
    assert texts(pages_of("  - text: Words.\n  - page-break\n"))[1:] == [[], [], []]


def test_numbered_pages_are_labelled_without_gaps(pages_of):
    document = pages_of("  - cover\n  - text: A\n  - blank\n  - text: B\n  - back-cover\n")
    assert [page.label for page in document.pages] == ["", *map(str, range(2, len(document.pages))), ""]


def test_a_running_head_that_is_too_long_says_so(pages_of):
    document = pages_of(f"  - heading: {LONG} {LONG}\n  - text: |\n" + "      Words and words.\n\n" * 120)
    heads = [line.text for page in document.pages[2:] for line in lines(page) if line.text.endswith("…")]
    assert heads
    assert all(f"{LONG} {LONG}".startswith(head.removesuffix("…")) for head in heads)


# --- Nothing is lost ----------------------------------------------------------------------------------------------

LISTED = '"First\\n\\n- Second\\n- - Third\\n\\n  1. Fourth"'
WORDS = ["First", "Second", "Third", "1.", "Fourth"]


def list_of_points(passage, where):
    title = {code: Phrase(spans=(Span(text="T"),), where=where) for code in passage}
    return Points(items=(Point(title=title, text=passage, where=where),), where=where)


@pytest.mark.parametrize(
    "block",
    [
        lambda passage, where: Text(text=passage, style=TextStyle.BODY, where=where),
        lambda passage, where: Text(text=passage, style=TextStyle.SMALL, where=where),
        lambda passage, where: Quote(text=passage, source=None, full_page=False, where=where),
        lambda passage, where: Quote(text=passage, source=None, full_page=True, where=where),
        list_of_points,
        lambda passage, where: BackCover(text=passage, credits=None, url=None, url_caption=None, where=where),
    ],
    ids=["text", "small", "quote", "full page", "points", "back cover"],
)
def test_a_list_is_set_whole_wherever_a_passage_may_stand(book_of, laid_out, block):
    book = book_of(f"  - text: {LISTED}\n")
    (text,) = book.body
    document = laid_out(replace(book, body=(block(text.text, text.where),)))
    assert [word for page in texts(document) for word in page if word in WORDS] == WORDS
    stars = [element for element in elements(document, Role.LABEL) if element.text == "•"]
    drawn = {item.element for page in document.pages for item in marked(page.items)}
    assert {star.id for star in stars} <= drawn


def marked(items):
    for item in items:
        if isinstance(item, Marked):
            yield item
        yield from marked(getattr(item, "items", ()))


def test_a_long_place_stands_below_a_long_year(pages_of):
    place = "Somewhere with a very long name that takes up almost a whole line"
    event = f"events:\n  - {{year: 1900, circa: true, title: T, place: {{name: {place}}}}}\n"
    boxes = [line.box for line in lines(pages_of("  - timeline\n", rest=event).pages[0])]
    for box, other in pairwise(boxes):
        assert not box.overlaps(other)


# --- What does not fit --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "code", "line"),
    [
        ("cover: {subtitle: " + "word " * 400 + "}", "cover-too-full", 6),
        ("back-cover: {text: " + "word " * 900 + ", qr: https://example.org/}", "cover-too-full", 6),
        ("figure: {file: a.png, alt: A, caption: " + "word " * 900 + "}", "caption-too-long", 6),
    ],
)
def test_what_cannot_go_over_to_another_page_is_refused_at_its_place(pages_of, tmp_path, block, code, line):
    pillow.new("L", (10, 10)).save(tmp_path / "a.png")
    with pytest.raises(LayoutError) as caught:
        pages_of(f"  - {block}\n")
    assert [(fault.code, fault.where.line) for fault in caught.value.diagnostics] == [(code, line)]


def test_all_events_that_are_too_long_are_named(pages_of):
    events = "events:\n" + f"  - {{year: 1900, title: T, text: {'word ' * 3000}}}\n" * 2
    with pytest.raises(LayoutError) as caught:
        pages_of("  - timeline\n", rest=events)
    assert [fault.code for fault in caught.value.diagnostics] == ["event-too-long"] * 2


@pytest.mark.parametrize("size", [(10, 4000), (4000, 10), (300, 400)])
def test_a_picture_fits_the_page_with_its_words(pages_of, tmp_path, size):
    pillow.new("L", size).save(tmp_path / "a.png")
    document = pages_of("  - figure: {file: a.png, alt: A, caption: Below, credit: Someone}\n")
    ((image, matrix),) = [found for found in walk(document.pages[0].items) if isinstance(found[0], Image)]
    assert image.rect.width / image.rect.height == pytest.approx(size[0] / size[1])
    page = document.pages[0]
    placed = Rect(matrix.e + image.rect.x, matrix.f + image.rect.y, image.rect.width, image.rect.height)
    below, someone, _ = (line.box for line in lines(page))
    assert placed.bottom < below.y < someone.y
    assert page.safe_area.contains(placed)
