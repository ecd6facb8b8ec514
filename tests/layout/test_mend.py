"""Mended pages: better or as they were, never otherwise; paragraphs of the shipped book in small books."""

import re
from dataclasses import replace

import pytest

from booklet.document.model import Text
from booklet.layout import mend
from booklet.layout.display import Line, Marked, Role
from booklet.layout.flow import break_pages, column_height
from booklet.layout.mend import mended
from booklet.layout.parallel import Parallel
from booklet.layout.room import Room
from booklet.layout.rows import TextLine, text_rows
from booklet.layout.sections import make_sections
from booklet.layout.setting import Alternative
from booklet.layout.tags import StructureBuilder
from tests.conftest import SHIPPED
from tests.support.small_books import book_of, booklet_of, styles_of

WIDTH, HEIGHT_LINES = 312.0, 30
LANGUAGES = ("he", "ar", "en", "fr")


@pytest.fixture(scope="module")
def sentences(shop):
    """The sentences of the shipped book, by language."""
    texts = [block for block in shop.book(SHIPPED).body if isinstance(block, Text)]
    return {
        language: [
            sentence
            for block in texts
            for paragraph in block.text[language].blocks
            for sentence in re.split(r"(?<=[.؟?]) ", paragraph.text)
        ]
        for language in LANGUAGES
    }


def body_of(sentences, seed, paragraph_count):
    """Return paragraphs of one to seven sentences as the body of a book; each seed gives others."""
    paragraphs = [
        " ".join(sentences[(seed * 11 + i * i * 3 + j) % len(sentences)] for j in range(1 + (i * 5 + seed) % 7))
        for i in range(paragraph_count)
    ]
    return "".join("  - text: '{}'\n".format(paragraph.replace("'", "’")) for paragraph in paragraphs)


@pytest.fixture
def section_of(tmp_path):
    """A section of running text, its leading, and its tags."""

    def make(language, body):
        book = book_of(tmp_path, language, body)
        styles = styles_of(book)
        tags = StructureBuilder(language)
        room = Room(styles, WIDTH, HEIGHT_LINES * styles.leading, tags)
        (section,) = make_sections(book, Parallel((room,)))
        return section.rows, styles.leading, tags

    return make


def missing_lines(rows, leading):
    """Lines that the pages lack at their foot; the last entry is that of the last page."""
    columns = break_pages(rows, HEIGHT_LINES * leading)
    return [HEIGHT_LINES - round(column_height([one.row for one in column]) / leading) for column in columns]


def faults(missing):
    """Pages; a last page of three lines or fewer; pages before it that are short."""
    return len(missing), missing[-1] >= HEIGHT_LINES - 3, sum(count > 0 for count in missing[:-1])


def paragraphs_of(rows):
    found = {}
    for row in rows:
        if isinstance(row.drawing, TextLine):
            found.setdefault(row.drawing.of.element, []).append(row.drawing)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_better_or_as_they_were(section_of, sentences, language):
    better = 0
    for seed in (1, 2, 4):
        rows, leading, _ = section_of(language, body_of(sentences[language], seed, 24))
        missing = missing_lines(rows, leading)
        after = mended(rows, HEIGHT_LINES * leading, leading)
        if faults(missing_lines(after, leading)) == faults(missing):
            assert [row.drawing for row in after] == [row.drawing for row in rows]
            continue
        better += 1
        assert all(now <= was for now, was in zip(faults(missing_lines(after, leading)), faults(missing), strict=True))
    assert better


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mended_paragraph_is_the_same_words_in_one_line_more_or_fewer(section_of, sentences, language):
    changed = 0
    for seed in (1, 2, 4):
        rows, leading, tags = section_of(language, body_of(sentences[language], seed, 24))
        elements = len(elements_of(tags.finish()))
        after = mended(rows, HEIGHT_LINES * leading, leading)
        assert len(elements_of(tags.finish())) == elements, "an element was made twice"
        old, new = paragraphs_of(rows), paragraphs_of(after)
        assert list(old) == list(new)
        for element, lines in new.items():
            assert words(lines) == words(old[element])
            if lines == old[element]:
                continue
            changed += 1
            assert abs(len(lines) - len(old[element])) == 1
            assert max(line.line.ratio for line in lines) <= 2.5 + 1e-6
            breakable = [row.breakable for row in after if row.drawing in lines]
            assert not breakable[0], "an orphan may be left"
            assert len(lines) < 3 or not breakable[-2], "a widow may be left"
    assert changed


def words(lines):
    return "".join("".join(line.line.text.split()) for line in lines).replace("-", "")


def elements_of(element):
    return [element, *(one for child in element.children for one in elements_of(child))]


def test_a_page_is_filled_by_a_line_more_and_all_that_follows_stays(section_of, sentences):
    """Far from the end of a section only the short page itself changes."""
    rows, leading, _ = section_of("ar", body_of(sentences["ar"], 1, 48))
    height = HEIGHT_LINES * leading
    old, new = (break_pages(those, height) for those in (rows, mended(rows, height, leading)))
    texts = [[[one.row.drawing.line.text for one in page if one.row.drawing] for page in pages] for pages in (old, new)]
    first_short = next(i for i, page in enumerate(texts[0]) if len(page) < HEIGHT_LINES)
    assert first_short < len(old) - 5
    assert texts[0][:first_short] == texts[1][:first_short]
    assert len(texts[0][first_short]) == HEIGHT_LINES - 1
    assert len(texts[1][first_short]) == HEIGHT_LINES
    was, now = (pages[first_short + 1][0].row.drawing for pages in (old, new))
    assert was.of.element == now.of.element
    assert len(was.of.text.lines) - was.of.text.lines.index(was.line) == len(
        now.of.text.lines
    ) - now.of.text.lines.index(now.line)


def test_nothing_is_changed_where_nothing_is_wrong(section_of, sentences):
    rows, leading, _ = section_of("he", body_of(sentences["he"], 0, 24))
    assert mended(rows, column_height(rows), leading) == rows


def test_nothing_is_changed_where_nothing_helps(section_of):
    """Paragraphs of one line, and one of three that would leave an orphan: the page before it stays short."""
    three = "Three lines of words that go on. " * 5
    rows, leading, _ = section_of("en", "  - text: Short.\n" * (HEIGHT_LINES - 1) + f"  - text: {three}\n")
    assert missing_lines(rows, leading)[0] == 1
    assert mended(rows, HEIGHT_LINES * leading, leading) == rows


def test_a_paragraph_pulled_in_saves_a_page(section_of, monkeypatch):
    """Two lost lines come back to a page whose paragraph can be a line shorter and had a line to spare."""
    rows, leading, _ = section_of("en", "  - text: Short.\n")
    rows = [row for row in rows if row.drawing]
    text = rows[0].drawing.of
    three = Alternative(3, 0.0, 100.0, lambda: replace(text.text, lines=text.text.lines * 3))
    monkeypatch.setattr(mend, "alternative", lambda text, more: three if len(text.lines) + more == 3 else None)
    four = replace(text, text=replace(text.text, lines=text.text.lines * 4))
    rows = [*text_rows(four), *rows * 2]
    (column,) = break_pages(mended(rows, 5 * leading, leading), 5 * leading)
    assert len(column) == 5
    assert len(break_pages(rows, 5 * leading)) == 2


def test_the_paragraphs_of_a_mended_book_are_drawn_once_in_their_order(tmp_path, sentences):
    document = booklet_of(book_of(tmp_path, "ar", body_of(sentences["ar"], 1, 24)))
    found = [element for element in elements_of(document.structure) if element.role is Role.PARAGRAPH]
    drawn = {}
    for page in document.pages:
        for item in page.items:
            if isinstance(item, Marked) and isinstance(item.element, int):
                drawn.setdefault(item.element, []).extend(one.text for one in item.items if isinstance(one, Line))
    assert [element.id for element in found] == list(drawn)
    for element in found:
        assert "".join("".join(drawn[element.id]).split()) == "".join(element.text.split())
