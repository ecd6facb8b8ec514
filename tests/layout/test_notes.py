"""Footnotes: on the page of their call, in their order, none lost, nothing over the foot."""

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.document.reader import read_book
from booklet.errors import LayoutError, Where
from booklet.languages import LANGUAGES
from booklet.layout.display import Role, Rule, lines, walk
from booklet.layout.flow import break_pages, break_pages_tightly
from booklet.layout.rows import Row, SetNote, foot_height, space
from booklet.preflight.texts import texts
from tests.layout.test_flow import Mark, names, row
from tests.support.small_books import book_of, booklet_of, folio_of, line_with

SENTENCE = "The teachers of the network learned in Paris and went home to the schools of their towns. "


def noted(name: int, *heights: float, height: float = 10.0, breakable: bool = True, lane: int = 0) -> Row:
    notes = tuple(SetNote(Mark(-1), of_note, 5.0, Mark(-2), Where(path="a"), lane) for of_note in heights)
    return Row(height, Mark(name), breakable, notes=notes)


def elements(root, role):
    found, pending = [], [root]
    while pending:
        element = pending.pop()
        found += [element] if element.role is role else []
        pending += reversed(element.children)
    return found


# --- Vertical breaking --------------------------------------------------------------------------------------------


def test_the_first_note_of_a_page_brings_the_room_above_it():
    assert foot_height([row(0), noted(1, 8, 9), noted(2, 7)]) == 5 + 8 + 9 + 7
    assert foot_height([row(0)]) == 0


def test_notes_of_two_columns_stand_side_by_side():
    assert foot_height([noted(0, 8), noted(1, 9, 2, lane=1), noted(2, 1)]) == 5 + 9 + 2


def test_a_note_takes_its_height_from_its_page():
    rows = [row(0), row(1), noted(2, 10), row(3)]
    assert names(break_pages(rows, 40)) == [[0, 1], [2, 3]]
    assert names(break_pages(rows, 45)) == [[0, 1, 2], [3]]
    assert names(break_pages(rows, 45, balanced=True)) == [[0, 1], [2, 3]]


@pytest.mark.parametrize("balanced", [False, True])
@given(
    st.lists(
        st.tuples(st.floats(1, 20), st.booleans(), st.booleans(), st.lists(st.floats(1, 9), max_size=2)), max_size=30
    )
)
def test_no_page_is_overfull_with_its_notes_and_no_note_is_lost(balanced, made):
    rows = [
        space(height) if is_space else noted(i, *notes, height=height, breakable=breakable)
        for i, (height, breakable, is_space, notes) in enumerate(made)
    ]
    for columns in (break_pages(rows, 45, balanced=balanced), break_pages_tightly(rows, 45, balanced=balanced)):
        flat = [placed.row for column in columns for placed in column]
        assert [r.notes for r in flat if r.drawing] == [r.notes for r in rows if r.drawing]
        for column in columns:
            of_page = [placed.row for placed in column]
            assert sum(r.height for r in of_page) + foot_height(of_page) <= 45 + 0.01


# --- Pages --------------------------------------------------------------------------------------------------------


def test_every_note_is_on_the_page_of_its_call_and_none_is_lost(tmp_path):
    body = "  - text: |\n"
    for i in range(60):
        body += f"      A. {SENTENCE * (i % 3)} word{i}x[^{i}] {SENTENCE * (i % 2)}\n\n"
        body += f"      [^{i}]: Note {i}. {SENTENCE * (i % 4)}\n\n"
    document = booklet_of(book_of(tmp_path, "en", body))
    found = []
    for page in document.pages:
        drawn = sorted((line.box.y, line.box.bottom, line.text) for line in lines(page))
        called = [int(name) for *_, text in drawn for name in re.findall(r"word(\d+)x\u2060", text)]
        written = [int(name) for *_, text in drawn for name in re.findall(r"Note (\d+)\.", text)]
        assert called == written
        found += called
        for (top, bottom, _), (next_top, _, _) in pairwise(drawn):
            assert bottom <= next_top + 0.01 or abs(top - next_top) < 0.01, "a number stands on the line of its note"
        if called:
            *_, last, folio = drawn
            assert f"{document.pages.index(page) + 1}" == folio[2]
            assert last[1] < folio[0]
    assert found == list(range(60))


def test_notes_stand_at_the_foot_of_a_short_page_too(tmp_path):
    full = "  - text: |\n" + f"      {SENTENCE * 4}\n\n" * 40
    document = booklet_of(book_of(tmp_path, "en", full + "  - page-break\n  - text: Words^[The note.].\n"))
    of_text = max(line.box.bottom for line in lines(document.pages[0]) if line != folio_of(document.pages[0]))
    page = next(page for page in document.pages if any(line.text == "The note." for line in lines(page)))
    assert line_with(page, "The note.").box.bottom == pytest.approx(of_text, abs=15)
    (rule_y,) = (at.f + item.rect.y for item, at in walk(page.items) if isinstance(item, Rule))
    assert line_with(page, "Words").box.bottom < rule_y < line_with(page, "The note.").box.y


def test_notes_of_points_quotations_lists_events_and_first_letters_are_all_there(tmp_path):
    body = (
        "  - heading: One\n"
        f"  - text: {SENTENCE * 5} End^[Of the first letter.].\n"
        "  - text: |\n      - An item^[Of an item.]\n          - Inside^[Of one inside.]\n"
        "  - lead: Lead^[Of a lead.]\n"
        "  - small: Small^[Of small print.]\n"
        "  - quote: {text: 'Quote^[Of a quotation.]'}\n"
        "  - quote: {text: 'Quote^[Of a page.]', full-page: true}\n"
        "  - list: [{title: T, text: 'Point^[Of a point.]'}]\n"
        "  - heading: Two\n"
        "  - timeline\n"
    )
    rest = "events:\n  - {year: 1862, title: E, text: 'Event^[Of an event.]'}\n"
    document = booklet_of(book_of(tmp_path, "en", body, rest=rest))
    found = [line.text for page in document.pages for line in lines(page) if line.text.startswith("Of ")]
    places = ["the first letter", "an item", "one inside", "a lead", "small print", "a quotation", "a page", "a point"]
    assert found == [f"Of {place}." for place in [*places, "an event"]]
    labels = [noted.children[0].text for noted in elements(document.structure, Role.NOTE)]
    assert labels == ["1", "2", "3", "4", "5", "6", "7", "8", "1"], "each chapter counts by itself"


def test_a_note_follows_its_paragraph_in_the_structure(tmp_path):
    document = booklet_of(book_of(tmp_path, "en", "  - text: |\n      One^[First.] two.\n\n      Three.\n"))
    first, noted_, second = document.structure.children
    assert [first.role, noted_.role, second.role] == [Role.PARAGRAPH, Role.NOTE, Role.PARAGRAPH]
    assert first.text == "One\u2060\u20681\u2069 two."
    assert [(child.role, child.text) for child in noted_.children] == [(Role.LABEL, "1"), (Role.PARAGRAPH, "First.")]


def test_a_call_is_small_and_raised_and_never_begins_a_line(tmp_path):
    body = "  - text: |\n      " + " ".join(f"wordswords^[N.] {'and' * (i % 5)}" for i in range(80)) + "\n"
    document = booklet_of(book_of(tmp_path, "en", body))
    calls = 0
    for line in (line for page in document.pages for line in lines(page)):
        assert not line.text.startswith(("\u2060", "\u2068"))
        text = line.runs[0]
        for run in line.runs if "\u2060" in line.text else ():
            if run.run.text.isdecimal():
                calls += 1
                assert run.size == pytest.approx(0.62 * text.size)
                assert text.y - 0.6 * text.size < run.y < text.y - 0.15 * text.size
    assert calls == 80


def test_notes_that_are_too_high_are_refused_at_their_place(tmp_path):
    with pytest.raises(LayoutError) as caught:
        booklet_of(book_of(tmp_path, "en", f"  - text: |\n      One[^1].\n\n      [^1]: {SENTENCE * 60}\n"))
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where.line) == ("note-too-long", 9)
    several = " ".join(f"x^[{SENTENCE * 9}]" for _ in range(4))
    with pytest.raises(LayoutError):
        booklet_of(book_of(tmp_path, "en", f"  - text: {several}\n"))


def test_a_link_in_a_note_leads_somewhere(tmp_path):
    document = booklet_of(book_of(tmp_path, "en", "  - text: One^[See [there](https://example.org/).]\n"))
    (link,) = document.pages[0].links
    assert (link.target, link.text) == ("https://example.org/", "there")
    assert link.rect.y > document.pages[0].size.height / 2


# --- Direction and language ---------------------------------------------------------------------------------------


def test_digits_of_a_latin_note_in_an_arabic_book_stay(tmp_path):
    body = "  - text: نص^[Paris 1965] نص^[عام 1965]\n"
    document = booklet_of(book_of(tmp_path, "ar", body, settings="digits: arabic-indic"))
    drawn = [line.text for line in lines(document.pages[0])]
    assert "Paris 1965" in drawn and "عام ١٩٦٥" in drawn
    assert drawn[0] == "نص\u2060\u2068١\u2069 نص\u2060\u2068٢\u2069"


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("he", "Chouraqui, Paris 1965.", ("en", 0)),
        ("he", "1965, 17–19", ("he", 1)),
        ("he", "Chouraqui, ירושלים", ("he", 1)),
        ("ar", "Chouraqui, Paris", ("en", 0)),
        ("en", "כל ישראל חברים", ("he", 1)),
        ("fr", "كتاب", ("ar", 1)),
        ("fr", "Paris", ("fr", 0)),
    ],
)
def test_a_note_runs_as_all_its_letters_do(tmp_path, language, words, expected):
    document = booklet_of(book_of(tmp_path, language, f"  - text: 'A^[{words}]'\n"))
    (of_note,) = elements(document.structure, Role.NOTE)
    level = line_with(document.pages[0], words).base_level
    assert (of_note.children[1].language, level) == expected
    assert of_note.language == language


def test_a_latin_note_is_in_the_latin_language_of_the_book(tmp_path):
    body = "  - text: {he: 'A^[Paris]', fr: a}\n"
    # The second edition comes in through the back door: `book_of` makes books of one.
    book = book_of(tmp_path, "he", body)
    book = replace(book, editions={**book.editions, "two": replace(book.editions["one"], languages=(LANGUAGES["fr"],))})
    (of_note,) = elements(booklet_of(book).structure, Role.NOTE)
    assert of_note.children[1].language == "fr"


def test_the_words_of_notes_are_among_the_texts_that_are_checked(tmp_path):
    book = book_of(tmp_path, "en", "  - text: One^[Two.] three^[Four.]\n")
    assert [(code, written.text) for code, written in texts(book)][-3:] == [
        ("en", "One three"),
        ("en", "Two."),
        ("en", "Four."),
    ]


# --- Several languages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arrangement", ["facing", "columns", "stacked", "two-covers"])
def test_notes_of_each_language_stand_on_the_page_of_their_call(tmp_path, arrangement):
    paragraphs = "".join(f"        {{words}}x^[Note {{code}}{i}.] {{words}}\n\n" for i in range(30))
    texts = {
        code: f"      {code}: |\n" + paragraphs.format(words=words * 14, code=code)
        for code, words in (("he", "מורי הרשת למדו בפריז "), ("en", "the teachers of the network "))
    }
    path = tmp_path / "booklet.yaml"
    path.write_text(
        "booklet: 1\nid: a\ntitle: {he: T, en: T}\n"
        f"editions: {{one: {{languages: [he, en], arrangement: {arrangement}}}}}\n"
        f"body:\n  - text:\n{texts['he']}{texts['en']}",
        "utf-8",
    )
    document = booklet_of(read_book(path))
    found = []
    for page in document.pages:
        drawn = [(line.text, line.base_level, line.box) for line in lines(page)]
        calls = [(level, number) for text, level, _ in drawn for number in re.findall("\u2060\u2068(\\d+)", text)]
        notes = [text for text, _, _ in drawn if text.startswith("Note ")]
        numbers = [(1 if "he" in note else 0, str(int(re.sub(r"\D", "", note)) + 1)) for note in notes]
        assert sorted(calls) == sorted(numbers)
        found += notes
        for (_, _, first), (_, _, second) in combinations(drawn, 2):
            apart_across = first.right <= second.x + 0.01 or second.right <= first.x + 0.01
            assert apart_across or first.bottom <= second.y + 0.01 or second.bottom <= first.y + 0.01
    assert sorted(found) == sorted(f"Note {code}{i}." for code in ("he", "en") for i in range(30))
