"""Requirements 1 to 6 and 16 to 30 of docs/typography.md, Hebrew: a test for each that is held, wholly or in part."""

import re

import pytest

from booklet.languages import Binding
from booklet.layout.display import Line, LineTo, MoveTo, Path, Role, lines, walk
from booklet.layout.words import CONTENTS
from booklet.numerals import hebrew_numeral
from booklet.pdf.writer import write_pdf
from booklet.preflight.pages import look_at, tell_pages
from booklet.preflight.source import check_source
from booklet.text.lines import SetLine
from booklet.text.paragraph import natural_width, set_line, set_paragraph
from booklet.text.style import ParagraphShape
from tests.conftest import SHIPPED
from tests.pdf.pdf_support import CREATED, extracted, opened
from tests.support.fonts import FRANK, GARAMOND, styled
from tests.support.hebrew import HEBREW, MEASURES, glyphs
from tests.support.order import assert_order, drawn_order
from tests.support.small_books import book_of, booklet_of, folio_of, line_with


def drawn(text: str) -> str:
    """Return the code points of a Hebrew line from left to right."""
    line = set_line(styled(text))
    return drawn_order((piece.run.glyph_texts, piece.run.level) for piece in line.pieces)


def paragraphs() -> list[tuple[SetLine, ...]]:
    """Return one text set at many measures."""
    return [set_paragraph(styled(HEBREW), ParagraphShape(measure, hyphenate=True)) for measure in MEASURES]


def texts_of(element) -> list[str]:
    own = [element.text] if element.role is Role.PARAGRAPH and element.text else []
    return own + [text for child in element.children for text in texts_of(child)]


# --- Direction ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["Alliance", "1860"])
def test_01_a_block_that_begins_with_latin_or_a_digit_is_right_to_left(tmp_path, first):
    body = f"  - heading: {first} כאן\n  - text: '{first} נוסדה'\n  - list: ['{first} רשימה']\n"
    (opening, *_) = booklet_of(book_of(tmp_path, "he", body)).pages
    for words in ("כאן", "נוסדה", "רשימה"):
        line = line_with(opening, words)
        assert line.base_level == 1
        assert line.runs[-1].run.text == first, "the first word is at the right"
    assert line_with(opening, "נוסדה").box.right == pytest.approx(line_with(opening, "כאן").box.right)


def test_02_every_line_is_ordered_after_it_was_broken(shop):
    count = 0
    for text in texts_of(shop.booklet(SHIPPED, "he").structure):
        if re.search("[\u2066-\u2069].*[(\\[]|[(\\[].*[\u2066-\u2069]", text):
            continue  # the second opinion errs where isolates and brackets meet
        text = text.replace("\n", "\u2028")
        for line in set_paragraph(styled(text), ParagraphShape(190.0)):
            before, after = text[: line.start], text[line.start + len(line.text) :]
            assert_order(line.text, 1, [piece.run for piece in line.pieces], before=before, after=after)
            count += 1
    assert count > 150


def test_03_a_latin_phrase_over_two_lines_begins_on_the_upper_one():
    upper, lower = set_paragraph(styled("הספר של Alliance Israélite Universelle"), ParagraphShape(125.0))
    assert (upper.text, lower.text) == ("הספר של Alliance Israélite", "Universelle")
    words = [piece.run.text for piece in upper.pieces if not piece.run.text.isspace()]
    assert words == ["Alliance", "Israélite", "של", "הספר"], "each line again from left to right"


@pytest.mark.parametrize("text", ["(1860) נוסדה", "(שלום)"])
def test_04_brackets_are_mirrored_in_rtl_runs(text):
    drawn_pairs = [
        (glyph_text, glyph)
        for piece in set_line(styled(text)).pieces
        for glyph_text, glyph in zip(piece.run.glyph_texts, piece.run.glyph_ids, strict=True)
        if glyph_text in "()"
    ]
    closing, opening = FRANK.nominal_glyph(ord("(")), FRANK.nominal_glyph(ord(")"))
    assert drawn_pairs == [(")", closing), ("(", opening)], "the one that opens is at the right and opens leftwards"


def test_05_a_range_with_a_hyphen_runs_left_to_right():
    assert drawn("בין 10-12 ובין") == "ןיבו 10-12 ןיב"


@pytest.mark.parametrize("word", ["1860", "1,234.5", "Alliance Israélite", "A4", "24/06/1862", "10:30"])
def test_06_numbers_and_latin_keep_their_order(word):
    assert drawn(f"שלום {word} ולהתראות") == f"תוארתהלו {word} םולש"


# --- Punctuation --------------------------------------------------------------------------------------------------


def test_16_no_line_begins_with_a_maqaf_none_ends_with_it_before_latin_and_a_hyphen_is_told(tmp_path):
    text = "צפון־אפריקה ב־Haifa " * 8
    ends = set()
    for measure in range(60, 200, 3):
        for line in set_paragraph(styled(text.strip()), ParagraphShape(float(measure))):
            assert not line.text.startswith("־")
            assert "Haifa" not in line.text or "ב־Haifa" in line.text
            ends.add(line.text[-1])
    assert "־" in ends, "between Hebrew letters a line may end after it (LB21a of Unicode 17.0)"
    assert not check_source(book_of(tmp_path, "he", "  - text: צפון־אפריקה, ב-1862\n"))
    (note,) = check_source(book_of(tmp_path, "he", "  - text: צפון-אפריקה, ב-1862\n"))
    assert (note.code, note.where and note.where.line) == ("hyphen-for-maqaf", 6)
    assert "צפון־אפריקה" in note.hint


@pytest.mark.parametrize("pair", ["””", '""', "״״", "„”", "“”", "‘’", "’’", "‚’"])
def test_17_quotation_marks_are_drawn_as_typed_the_first_at_the_right(pair):
    opening, closing = (FRANK.nominal_glyph(ord(mark)) for mark in pair)
    line = glyphs(f"{pair[0]}שלום{pair[1]}")
    assert (line[-1], line[0]) == (opening, closing)
    nested = glyphs(f"״אמר {pair[0]}שלום{pair[1]}״")
    gershayim = FRANK.nominal_glyph(ord("״"))
    assert (nested[0], nested[1], nested[-1]) == (gershayim, closing, gershayim)


def test_18_ascii_signs_for_geresh_and_gershayim_are_told(tmp_path):
    assert hebrew_numeral(5622, marks=True).count("\u05f4") == 1, "the program writes the right ones"
    assert not check_source(book_of(tmp_path, "he", '  - text: |\n      ג׳ורג׳, צה״ל, "שלום", ה"ארץ", \'בית\'\n'))
    notes = check_source(book_of(tmp_path, "he", '  - text: |\n      ג\'ורג\', צה"ל, "שלום", ה"ארץ", \'בית\'\n'))
    assert [(note.code, note.where and note.where.line) for note in notes] == [("ascii-geresh", 7)] * 2
    assert ["ג׳ורג׳" in notes[0].hint, "צה״ל" in notes[1].hint] == [True, True]


@pytest.mark.parametrize("sign", [".", ",", ":", ";", "?", "!", "…"])
@pytest.mark.parametrize("last", ["שלום", "Alliance", "1860", "(1860)", "שָׁלוֹם"])
def test_19_the_sign_at_the_end_of_a_sentence_is_at_the_left(sign, last):
    assert drawn(f"הספר של {last}{sign}")[0] == sign


def test_20_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one():
    for done in paragraphs():
        for line in done:
            assert line.text[0] not in ".,:;!?)]"
            assert line.text[-1] not in "(["


# --- Lines --------------------------------------------------------------------------------------------------------


def test_21_lines_end_at_spaces_and_words_are_not_hyphenated():
    for done in paragraphs():
        assert all(piece.start < piece.end for line in done for piece in line.pieces), "no hyphen is added"
        for line in done[1:]:
            assert HEBREW[line.start - 1] in " ־"


def test_22_lines_fill_the_measure_by_their_spaces_the_last_is_flush_right_and_loose_ones_are_told(tmp_path):
    for measure, done in zip(MEASURES, paragraphs(), strict=True):
        for line in done[:-1]:
            spaces = [piece for piece in line.pieces if piece.run.text == " "]
            if not spaces:
                continue
            assert (line.left, line.right) == (pytest.approx(0.0, abs=0.01), pytest.approx(measure))
            assert line.ratio >= -1.0 - 1e-6, "no space gives way by more than it may"
            assert sum(piece.extra for piece in line.pieces) == pytest.approx(sum(piece.extra for piece in spaces))
        assert done[-1].right == pytest.approx(measure)
        assert all(piece.extra <= 0.0 for piece in done[-1].pieces), "the last line is not filled"
    for count, told in (
        (20, []),
        (25, ["loose-line"]),
    ):  # a line has room for two words of 20 letters, not for two of 25
        word = "מ" * count
        document = booklet_of(book_of(tmp_path, "he", f"  - text: אחת שתיים {word} {word}\n"))
        notes = tell_pages([look_at(document)])
        assert [note.code for note in notes] == told
        assert all(f"“אחת שתיים {word}”" in note.message and note.where.line == 6 for note in notes)


VALUES = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 10), *range(10, 100, 10), *range(100, 500, 100)), strict=True))


def test_23_hebrew_counters(tmp_path):
    assert [hebrew_numeral(n, marks=False) for n in (15, 16, 115, 999)] == ["טו", "טז", "קטו", "תתקצט"]
    assert hebrew_numeral(5622, marks=False) == "ה׳תרכב"
    for number in range(1, 1000):
        letters = [VALUES[letter] for letter in hebrew_numeral(number, marks=False)]
        assert sum(letters) == number
        assert letters == sorted(letters, reverse=True)
    body = "  - text: א\n" + "  - page-break\n  - text: ב\n" * 15
    document = booklet_of(book_of(tmp_path, "he", body, settings="page-numbers: hebrew"))
    assert [folio_of(document.pages[i]).text for i in (0, 14, 15)] == ["א", "טו", "טז"]
    assert [hebrew_numeral(n, marks=True) for n in (5, 15, 16, 5622)] == ["ה׳", "ט״ו", "ט״ז", "ה׳תרכ״ב"]
    body += '  - text: "14. ארבע\\n15. חמש\\n16. שש"\n'
    settings = "page-numbers: hebrew, list-numbers: hebrew"
    for marks, numbers in (("false", ["יד", "טו", "טז"]), ("true", ["י״ד", "ט״ו", "ט״ז"])):
        with_list = booklet_of(book_of(tmp_path, "he", body, settings=f"{settings}, number-marks: {marks}")).pages
        assert [folio_of(with_list[i]).text for i in (13, 14, 15)] == numbers
        for number, word in zip(numbers, ("ארבע", "חמש", "שש"), strict=True):
            label, item = (line_with(with_list[15], words).box for words in (f"{number}.", word))
            assert item.right < label.x, "the number does not touch its text"


def test_24_a_drop_cap_stands_at_the_right_with_its_marks(tmp_path):
    body = "  - heading: פרק\n  - text: " + "הַ" + "ספר נפתח בטטואן " * 30 + "\n"
    page_of_chapter = booklet_of(book_of(tmp_path, "he", body)).pages[0]
    letter = line_with(page_of_chapter, "הַ")
    beside = next(line for line in lines(page_of_chapter) if line.text.startswith("ספר"))
    full = max(lines(page_of_chapter), key=lambda line: line.box.width)
    assert letter.text == "הַ", "the letter with its point and nothing else"
    assert letter.runs[0].size > 2 * beside.runs[0].size
    assert letter.box.right == pytest.approx(full.box.right, abs=0.01)
    assert beside.box.right < letter.box.x


def test_25_hebrew_and_latin_share_a_baseline_and_look_of_one_size(tmp_path):
    document = booklet_of(book_of(tmp_path, "he", "  - text: הספר של Alliance כאן\n"))
    line = line_with(document.pages[0], "Alliance")
    assert len({run.y for run in line.runs}) == 1
    sizes = {run.run.font: run.size for run in line.runs}
    hebrew = sizes[FRANK] * FRANK.glyph_extents(FRANK.nominal_glyph(ord("ה")))[3] / FRANK.units_per_em
    latin = sizes[GARAMOND] / GARAMOND.units_per_em
    assert GARAMOND.x_height * latin < hebrew < GARAMOND.cap_height * latin


def test_26_the_maqaf_is_in_the_text_of_the_file(tmp_path):
    document = booklet_of(book_of(tmp_path, "he", "  - text: צפון־אפריקה\n"))
    assert extracted(write_pdf(document, created=CREATED)).startswith("צפון־אפריקה")


# --- Pages --------------------------------------------------------------------------------------------------------


def test_27_the_book_is_bound_at_the_right_and_page_1_is_a_left_one(tmp_path):
    body = "  - text: א\n  - page-break\n  - text: ב\n"
    document = booklet_of(book_of(tmp_path, "he", body))
    assert document.binding is Binding.RIGHT
    middle = document.pages[0].size.width / 2
    first, second = (folio_of(page).box for page in document.pages[:2])
    assert first.right < middle < second.x, "folios stand at the fore-edge"
    with opened(write_pdf(document, created=CREATED)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_28_columns_run_right_to_left(tmp_path):
    body = '  - text: "לפני\\n\\n| ראשון | שני | שלישי |\\n|---|---|---|\\n| 1862 | one two | אחד |"\n'
    (page, *_) = booklet_of(book_of(tmp_path, "he", body)).pages
    for row in (["ראשון", "שני", "שלישי"], ["1862", "one two", "אחד"]):
        first, second, third = (line_with(page, words).box for words in row)
        assert first.right == pytest.approx(line_with(page, "לפני").box.right, abs=0.02)
        assert second.right < first.x and third.right < second.x


def contents(tmp_path, language: str, title: str) -> tuple[Line, Line, Line, tuple[float, float]]:
    """Return heading, title, folio and the ends of the leader of a contents with one line."""
    body = f"  - contents\n  - heading: {title}\n"
    first = booklet_of(book_of(tmp_path, language, body)).pages[0]
    words = line_with(first, title)
    folio = next(line for line in lines(first) if line.text == "2")
    (leader,) = (item for item, _ in walk(first.items) if isinstance(item, Path) and item.dash)
    ends = [segment.to.x for segment in leader.segments if isinstance(segment, MoveTo | LineTo)]
    return line_with(first, CONTENTS[language]), words, folio, (min(ends), max(ends))


def test_29_contents_have_titles_at_the_right_and_folios_at_the_left(tmp_path):
    heading, title, folio, leader = contents(tmp_path, "he", "ההתחלה")
    assert title.box.right == pytest.approx(heading.box.right)
    assert folio.box.right < leader[0] < leader[1] < title.box.x
    assert folio.box.y == title.box.y
    heading, title, folio, leader = contents(tmp_path, "en", "Beginning")
    assert title.box.x == pytest.approx(heading.box.x)
    assert title.box.right < leader[0] < leader[1] < folio.box.x


def test_30_list_markers_stand_at_the_right(tmp_path):
    text = '"רגיל\\n\\n1. ראשון\\n2. שני\\n\\n   1. פנימי"'
    first = booklet_of(book_of(tmp_path, "he", f"  - text: {text}\n")).pages[0]
    plain, item, inner = (line_with(first, words).box for words in ("רגיל", "ראשון", "פנימי"))
    label = line_with(first, "2.").box
    assert item.right < label.x
    assert label.right == pytest.approx(plain.right, abs=0.5)
    assert inner.right < item.right


def test_the_text_is_long_enough_for_all_measures():
    assert natural_width(styled(HEBREW)) > 2 * max(MEASURES)
