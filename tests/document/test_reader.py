"""A sound source gives the book that it says."""

from pathlib import Path

import pytest

from booklet.document import book as book_module
from booklet.document import model
from booklet.document.edition import Joining
from booklet.document.framing import Width
from booklet.document.reader import read_book
from booklet.errors import ContentError
from booklet.geometry import paper_size
from booklet.units import mm
from tests.document.books import BODY, GOOD, HEAD, X, faults_of, write


@pytest.fixture
def book(tmp_path):
    return read_book(write(tmp_path))


def block(book, kind):
    return next(block for block in book.body if isinstance(block, kind))


def test_a_book_has_what_its_source_says(book, tmp_path):
    assert book.id == "legacy-of-alliance"
    assert book.path == tmp_path / "booklet.yaml"
    assert book.title["he"].text == "מורשת אליאנס"
    assert list(book.editions) == ["he", "en-1"]
    assert book.paper.sheet_name == "Letter" and book.paper.sheet == paper_size("Letter")
    assert book.paper.trim == pytest.approx(paper_size("A5"))
    assert [type(block).__name__ for block in book.body] == [
        *("Cover", "Contents", "Heading", "Heading", "Heading", "Text", "Text", "Text", "Quote", "Points", "Figure"),
        *("Map", "Timeline", "Blank", "PageBreak", "PageBreak", "NotesPage", "NotesPage", "BackCover"),
    ]
    assert [block.level for block in book.body if isinstance(block, model.Heading)] == [1, 2, 3]
    assert block(book, model.Figure).file == tmp_path / "pictures" / "a.png"
    assert block(book, model.Quote).full_page
    assert block(book, model.BackCover).url == "https://example.org/"
    plain, full = block(book, model.Points).items
    assert (plain.text, full.title["en"].text) == (None, "B")
    event = book.events[0]
    assert (event.year, event.circa, event.place.latitude, event.sources) == (1862, True, 35.57, ("A book",))
    assert (event.until, event.picture.file) == (1870, tmp_path / "pictures" / "a.png")
    assert (book.poster.viewing_distance, book.poster.layout) == (0.5, book_module.PosterLayout.SERPENTINE)
    assert book.poster.size == paper_size("A2") and len(book.poster.points) == 1


def test_languages_that_no_edition_needs_are_left_out(book):
    assert set(book.title) == {"en", "he"}


def test_a_book_may_be_short(tmp_path):
    book = read_book(write(tmp_path, HEAD + "body: [{text: Hello}]\n"))
    assert (book.theme, book.poster, book.events) == ("heritage", None, ())
    assert (book.paper.trim, book.paper.bleed, book.paper.thickness) == (paper_size("A5"), mm(3), mm(0.1))
    assert book.body[0].text["en"].blocks[0].text == "Hello"


def test_a_cover_may_be_of_other_paper_and_the_leaves_glued(tmp_path):
    def paper(text):
        return read_book(write(tmp_path, HEAD + f"paper: {{{text}}}\nbody: [{{text: Hello}}]\n")).paper

    plain = paper("thickness: 0.1mm")
    assert (plain.cover_thickness, plain.joining, plain.has_cover_sheet) == (None, Joining.SADDLE, False)
    stapled = paper("thickness: 0.1mm, cover: {thickness: 0.3mm}")
    assert stapled.has_cover_sheet and stapled.spine_width(40) == 0
    glued = paper("thickness: 0.1mm, cover: {thickness: 0.3mm}, binding: perfect")
    assert glued.has_cover_sheet and glued.spine_width(0) == 0
    assert glued.spine_width(100) == pytest.approx(mm(50 * 0.1 + 2 * 0.3))
    assert paper("thickness: 0.1mm, binding: perfect").spine_width(100) == pytest.approx(mm(50 * 0.1 + 2 * 0.1))


@pytest.mark.parametrize(
    ("poster", "width_mm", "height_mm"),
    [
        ("size: A3", 297, 420),
        ("size: A3, orientation: landscape", 420, 297),
        ("size: ANSI-E, orientation: portrait", 863.6, 1117.6),
        ("size: 90cm x 60cm", 900, 600),
        ("size: 90cm x 60cm, orientation: portrait", 600, 900),
    ],
)
def test_a_poster_stands_as_it_is_asked_to(tmp_path, poster, width_mm, height_mm):
    source = X + f"events: [{{title: x, year: 1}}]\nposter: {{{poster}}}\n"
    book = read_book(write(tmp_path, source))
    assert book.poster.size == pytest.approx((mm(width_mm), mm(height_mm)))
    assert (book.poster.layout, book.poster.viewing_distance) == (book_module.PosterLayout.AUTO, 0.4)


def test_a_folder_is_a_book(tmp_path):
    write(tmp_path)
    assert read_book(tmp_path).id == "legacy-of-alliance"


def test_paths_are_as_short_as_a_person_would_type_them(tmp_path, monkeypatch):
    write(tmp_path, "booklet: 2\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContentError) as caught:
        read_book(Path())
    assert caught.value.diagnostics[0].where.path == "booklet.yaml"


def test_paragraphs_know_their_line(tmp_path):
    book = read_book(write(tmp_path))
    passage = block(book, model.Text)
    text = next(
        block.text
        for block in book.body
        if isinstance(block, model.Text) and "he" in block.text and len(block.text["en"].blocks) > 1
    )
    first, items = text["en"].blocks
    assert (first.where.line, first.where.column) == (19, 9)
    assert (items.items[0][0].where.line, items.items[1][0].where.line) == (22, 23)
    assert [p.where.line for p in text["he"].blocks] == [1, 3]
    assert text["he"].blocks[0].where.path.endswith("part.he.md")
    assert passage.where.line == 15


def test_an_event_may_have_no_year(tmp_path):
    *_, event = read_book(write(tmp_path)).events
    line = GOOD.split("\n").index("  - title: {en: Unknown, he: לא ידוע}") + 1
    assert (event.year, event.where.line, event.where.column) == (None, line, 5)


def test_aliases_repeat_text(tmp_path):
    book = read_book(write(tmp_path, HEAD + "body:\n  - text: &x Hello\n  - text: *x\n"))
    assert [block.text["en"].blocks[0].text for block in book.body] == ["Hello", "Hello"]


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path):
    source = HEAD + "body:\n  - text: |\n      One\n\n      Two\n"
    for data in (b"\xef\xbb\xbf" + source.encode(), source.replace("\n", "\r\n").encode()):
        (paragraph, other) = read_book(write(tmp_path, data)).body[0].text["en"].blocks
        assert (paragraph.text, other.text, other.where.line) == ("One", "Two", 10)


@pytest.mark.parametrize(
    "start",
    [b"<svg>", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a program -->\n<svg xmlns="a">', b"<a:svg xmlns:a='b'/>"],
)
def test_a_drawing_is_known_by_its_first_bytes(tmp_path, start):
    (tmp_path / "map.svg").write_bytes(start)
    path = write(tmp_path, BODY + "  - figure: {file: map.svg, alt: x, width: 62.5%}\n")
    figure = block(read_book(path), model.Figure)
    assert (figure.file.name, figure.width) == ("map.svg", Width(share=0.625))


@pytest.mark.parametrize("start", [b"", b"svg", b"GIF89a<svg>", b"<html>", b"\x1f\x8b\x08"])
def test_another_file_by_the_name_of_a_drawing_is_refused(tmp_path, start):
    (tmp_path / "map.svg").write_bytes(start)
    (fault,) = faults_of(tmp_path, BODY + "  - figure: {file: map.svg, alt: x}\n")
    assert fault.code == "bad-picture"
