"""Requirements 7 to 15 of docs/typography.md, Hebrew: points and letters."""

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest

from booklet.color import BLACK, Color
from booklet.document.theme import Vocalized
from booklet.layout.display import GlyphRun, lines
from booklet.preflight.pages import look_at, tell_pages
from booklet.text.paragraph import set_line, set_paragraph
from booklet.text.shape import Manner, shape
from booklet.text.style import ParagraphShape
from tests.pdf.pdf_support import drawn_glyphs, operators, page
from tests.pdf.pdf_support import written as written_page
from tests.support.fonts import FRANK, NOTO, TEXT, styled
from tests.support.hebrew import HEBREW, MEASURES, glyphs
from tests.support.small_books import book_of, booklet_of, glyph_boxes, line_with
from tests.support.vocalized import POINTED

ACCENT = replace(TEXT, color=Color(0.6, 0.1, 0.1))

# --- Points -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_07_marks_are_never_parted_from_their_letter(form):
    text = unicodedata.normalize(form, "בְּרֵאשִׁ֖ית שֹׂבַע הַשָּׁמַיִם")
    for measure in (12.0, 20.0, 30.0, 60.0):
        for line in set_paragraph(styled(text), ParagraphShape(measure)):
            assert not unicodedata.combining(line.text[0])
    for at in range(1, len(text)):
        for piece in set_line(styled(text, "he", (at, ACCENT))).pieces:
            assert not unicodedata.combining(piece.run.text[0]), "a change of colour waits for the next letter"


@pytest.mark.parametrize("font", [FRANK, NOTO], ids=repr)
@pytest.mark.parametrize("word", ["שֹׂבַע", "תֹּאַר", "הַשָּׁמַיִם"])
def test_08_marks_on_one_letter_stand_apart_where_the_font_puts_them(font, word):
    manner = Manner(font, 1, "Hebr", "he")
    run = shape(word, manner)
    boxes = glyph_boxes(GlyphRun(0.0, 0.0, 1000.0, BLACK, run))
    marks = [box for box, advance in zip(boxes, run.advances, strict=True) if not advance]
    assert marks
    for i, (left, top, right, bottom) in enumerate(marks):
        for other in marks[i + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    unplaced = shape(word, Manner(font, 1, "Hebr", "he", (("mark", 0), ("mkmk", 0))))
    assert unplaced.offsets != run.offsets, "the font's GPOS has its part in it"


def test_09_composed_and_decomposed_text_give_the_same_glyphs():
    nfc, nfd = (unicodedata.normalize(form, HEBREW + " é") for form in ("NFC", "NFD"))
    assert nfc != nfd
    assert glyphs(nfc) == glyphs(nfd)
    presentation = "\ufb2a\u05b8\u05dc\ufb35\u05dd"
    assert glyphs(presentation) == glyphs(unicodedata.normalize("NFD", presentation))


def test_10_letters_whose_font_lacks_their_marks_come_from_another_and_that_is_told(tmp_path):
    accented = "בראשִׁ֖ת"  # Frank Ruhl Libre has no U+0596
    document = booklet_of(book_of(tmp_path, "he", f"  - text: אב {accented} גד\n"))
    runs = {run.run.text: run.run.font for run in line_with(document.pages[0], accented).runs}
    assert runs == {"אב": FRANK, " ": FRANK, accented: NOTO, "גד": FRANK}
    (note,) = tell_pages([look_at(document)])
    assert note.where is not None
    assert note.where.line == 6
    for words in (accented, "U+0596", FRANK.family, NOTO.family):
        assert words in note.message


# --- Letters ------------------------------------------------------------------------------------------------------


def test_11_vocalized_text_has_a_size_a_leading_and_a_font_of_its_own(tmp_path):
    body = f"  - text: |\n      {POINTED}\n\n      ספר המקור\n  - text: נפתח בית ספר, בְּרֵאשִׁית, ועוד אחד בעיר\n"
    book = book_of(tmp_path, "he", body)
    wanted = Vocalized(size=1.2, leading=1.5, fonts=("noto-serif-hebrew",))
    (first, *_) = booklet_of(book, vocalized={"Hebr": wanted}).pages
    (plain, *_) = booklet_of(book, vocalized={}).pages
    assert {run.run.font for line in lines(plain) for run in line.runs if "\u05d0" <= run.run.text <= "\u05ea"} == {
        FRANK
    }
    for words in ("הַיֶּלֶד", "המקור"):  # the paragraphs of a passage agree
        line, before = line_with(first, words), line_with(plain, words)
        assert line.runs[0].size == pytest.approx(1.2 * before.runs[0].size)
        assert line.box.height == pytest.approx(1.5 * before.box.height)
        assert {run.run.font for run in line.runs} == {NOTO}
    line, before = line_with(first, "נפתח"), line_with(plain, "נפתח")
    assert (line.box.height, line.runs[0].size) == (before.box.height, before.runs[0].size), "one pointed word"
    assert {run.run.font for run in line.runs} == {FRANK}
    lines_down = (line.box.y - before.box.y) / before.box.height
    assert lines_down > 0.5 and lines_down == pytest.approx(round(lines_down)), "on the grid again"


def test_12_final_letters_are_as_typed():
    for word in ("שלום", "שלומ", "כנפ", "כנף", "םימ", "תשפ", "ץצ"):
        assert glyphs(word) == [FRANK.nominal_glyph(ord(letter)) for letter in reversed(word)]


def test_13_alef_and_lamed_make_a_ligature_only_when_asked():
    assert len(glyphs("ישראל")) == 5
    assert len(glyphs("ישראל", features=(("dlig", 1),))) == 4


def test_14_emphasis_is_another_weight_and_never_slanted(tmp_path, shop):
    document = booklet_of(book_of(tmp_path, "he", "  - text: רגיל *דגש* **חזק** ***שניהם***\n"))
    line = line_with(document.pages[0], "דגש")
    fonts = {run.run.text: (run.run.font.family, run.run.font.weight, run.run.font.italic) for run in line.runs}
    bold = (FRANK.family, 700, False)
    assert fonts["רגיל"] == (FRANK.family, 400, False)
    assert fonts["דגש"] == fonts["חזק"] == fonts["שניהם"] == bold
    matrices = [text.split() for text in operators(written_page(page(line))) if text.endswith("Tm")]
    assert matrices
    assert all(float(matrix[1]) == float(matrix[2]) == 0.0 for matrix in matrices)


def test_15_tracking_keeps_marks_on_their_letters_and_opens_no_break():
    run = shape("שָׁלוֹם", Manner(FRANK, 1, "Hebr", "he"))
    placed = {}
    for tracking in (0.0, 3.0):
        found = drawn_glyphs(written_page(page(GlyphRun(20.0, 50.0, 12.0, BLACK, run, tracking))))
        placed[tracking] = [glyph.x for glyph in found]
    marks = [i for i, advance in enumerate(run.advances) if not advance]
    letters = [i for i, advance in enumerate(run.advances) if advance]
    for i in marks:
        base = min(letter for letter in letters if letter > i)
        distances = [xs[i] - xs[base] for xs in placed.values()]
        assert distances[0] == pytest.approx(distances[1], abs=0.02)
    steps = [[after - before for before, after in pairwise([xs[i] for i in letters])] for xs in placed.values()]
    assert [wide - plain for plain, wide in zip(*steps, strict=True)] == pytest.approx([3.0] * 3, abs=0.02)
    tracked = styled(HEBREW, style=replace(TEXT, tracking=2.0))
    for measure in MEASURES:
        for line in set_paragraph(tracked, ParagraphShape(measure))[1:]:
            assert HEBREW[line.start - 1] in " ־"
