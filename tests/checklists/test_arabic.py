"""Requirements 31 to 44 and 53 to 62 of docs/typography.md, Arabic: a test for each that is held, wholly or in part."""

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest

from booklet.color import BLACK, Color
from booklet.languages import Binding
from booklet.layout.display import GlyphRun, LineTo, MoveTo, Path, Rule, lines, walk
from booklet.numerals import Digits, abjad, in_digits
from booklet.pdf.writer import write_pdf
from booklet.preflight.source import check_source
from booklet.text.glyphs import ShapedRun
from booklet.text.lines import SetLine
from booklet.text.paragraph import natural_width, set_line
from booklet.text.shape import shape
from tests.conftest import SHIPPED
from tests.pdf.pdf_support import CREATED, opened, to_unicode
from tests.support.arabic import MANNERS, paragraphs, text_layer
from tests.support.fonts import AMIRI, BOLD, GARAMOND, KUFI, TEXT, glyph_name, styled
from tests.support.ink import meeting_lines
from tests.support.order import drawn_order
from tests.support.small_books import book_of, booklet_of, folio_of, glyph_boxes, line_with, poster_of
from tests.support.vocalized import CANTILLATED, FATIHA, POINTED, VERSES


def drawn(text: str, language: str = "ar") -> str:
    """Return the code points of a line from left to right."""
    line = set_line(styled(text, language))
    return drawn_order((piece.run.glyph_texts, piece.run.level) for piece in line.pieces)


def glyphs(line: SetLine) -> list[int]:
    return [glyph for piece in line.pieces for glyph in piece.run.glyph_ids]


def letters(run: ShapedRun) -> list[int]:
    """Return the glyphs that have an advance, in the order of reading."""
    return [glyph for glyph, advance in zip(run.glyph_ids, run.advances, strict=True) if advance][::-1]


def written_text(tmp_path, words: str, language: str = "ar") -> list[str]:
    document = booklet_of(book_of(tmp_path, language, f"  - text: {words}\n"))
    return text_layer(write_pdf(document, created=CREATED))


# --- Letters ------------------------------------------------------------------------------------------------------

FORMS = {
    "كتاب": "init medi fina isol",
    "مدرسة": "init fina isol init fina",
    "محمد": "init medi medi fina",
    "تعليم": "init medi medi medi fina",
    "ورد": "isol isol isol",
    "بيت": "init medi fina",
    "شيء": "init fina isol",
    "كَتَبَ": "init medi fina",
    "مُدَرِّسٌ": "init fina isol isol",
}


@pytest.mark.parametrize("word", FORMS)
def test_31_letters_take_their_joining_forms(word):
    run = shape(word, MANNERS[1])
    names = [glyph_name(KUFI, glyph).split(".") for glyph in letters(run)]
    assert [next((part for part in name if part in ("init", "medi", "fina")), "isol") for name in names] == FORMS[
        word
    ].split()


@pytest.mark.parametrize("manner", MANNERS, ids=["amiri", "kufi"])
@pytest.mark.parametrize("word", ["لا", "لأ", "لإ", "لآ", "لَا", "لَأَ", "لُآ", "لا\u0653", "لّا"])
def test_32_lam_and_alef_always_make_a_ligature(manner, word):
    lam, alef = word[0], unicodedata.normalize("NFC", word.rstrip("\u064e"))[-1]
    separate = letters(shape(lam, manner, after="\u200d")) + letters(shape(alef, manner, before="\u200d"))
    joined = letters(shape(word, manner))
    assert len(joined) in (1, 2)
    assert not set(joined) & set(separate), "neither has the form that it has beside other letters"


def test_33_no_presentation_forms_in_the_text_of_a_file(shop):
    with opened(write_pdf(shop.booklet(SHIPPED, "ar"), created=CREATED)) as pdf:
        fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
        texts = "".join(text for font in fonts.values() for text in to_unicode(font).values())
    assert len({c for c in texts if "\u0620" <= c <= "\u064a"}) > 25
    assert not [c for c in texts if "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc"]


def test_34_non_joiner_and_joiner_are_obeyed_and_kept(tmp_path):
    manner = MANNERS[0]
    parted = shape("می\u200cخواهم", manner)
    assert letters(parted)[:2] == letters(shape("می", manner))
    assert letters(parted) != letters(shape("میخواهم", manner))
    assert letters(shape("ه\u200d", manner)) != letters(shape("ه", manner))
    layer = written_text(tmp_path, "می\u200cخواهم ه\u200d", "fa")
    assert "".join(reversed(layer)).endswith("می\u200cخواهم ه\u200d")


@pytest.mark.parametrize("manner", MANNERS, ids=["amiri", "kufi"])
def test_35_harakat_do_not_part_letters(manner):
    for pointed in ("كَتَبَ", "مُدَرِّسٌ", "تَعْلِيمٌ"):
        bare = "".join(c for c in pointed if not unicodedata.combining(c))
        forms = [glyph_name(manner.font, glyph).rpartition(".")[2] for glyph in letters(shape(pointed, manner))]
        assert len(letters(shape(pointed, manner))) == len(letters(shape(bare, manner)))
        if manner.font is KUFI:
            assert forms == [glyph_name(KUFI, glyph).rpartition(".")[2] for glyph in letters(shape(bare, manner))]
    run = shape("سِّ", manner)
    boxes = glyph_boxes(GlyphRun(0.0, 0.0, 1000.0, BLACK, run))
    first, second = (box for box, advance in zip(boxes, run.advances, strict=True) if not advance)
    assert first[3] <= second[1] or second[3] <= first[1], "shadda and kasra, one above the other or apart"


def test_36_a_change_of_colour_or_weight_does_not_part_letters():
    red = replace(TEXT, color=Color(0.8, 0.0, 0.0))
    whole = glyphs(set_line(styled("العدد", "ar")))
    for at in range(1, 5):
        assert glyphs(set_line(styled("العدد", "ar", (at, red)))) == whole
    pieces = set_line(styled("العدد", "ar", (3, BOLD), (4, TEXT))).pieces
    assert [*pieces[0].run.glyph_ids, *pieces[2].run.glyph_ids] == [*whole[:1], *whole[2:]]
    alone = set_line(styled("د", "ar", style=BOLD)).pieces[0].run.glyph_ids
    assert pieces[1].run.glyph_ids != alone, "the bold letter has its joining form"


def test_37_joined_letters_are_not_tracked():
    tracked = replace(TEXT, tracking=3.0)
    for word in ("المدرسة", "مدارس الأليانس", "السَّلام"):
        assert natural_width(styled(word, "ar", style=tracked)) == pytest.approx(
            natural_width(styled(word, "ar")), abs=1e-6
        )
    wider = natural_width(styled("Alliance", "ar", style=tracked)) - natural_width(styled("Alliance", "ar"))
    assert wider == pytest.approx(24.0)


# --- Numbers ------------------------------------------------------------------------------------------------------

EVENTS = "events:\n  - {year: 1862, title: مدرسة 1862}\n  - {year: 1890, title: بيت}\nposter: {}\n"


@pytest.mark.parametrize(
    ("language", "settings", "zero"),
    [
        ("ar", "", "0"),
        ("ar", "digits: arabic-indic", "٠"),
        ("fa", "", "۰"),
        ("ur", "", "۰"),
        ("fa", "digits: european", "0"),
    ],
)
def test_39_one_setting_gives_the_digits_of_text_pages_lists_and_poster(tmp_path, language, settings, zero):
    body = '  - contents\n  - heading: مدرسة 1862\n  - text: "بيت 1864\\n\\n1. بيت"\n  - timeline\n'
    book = book_of(tmp_path, language, body, settings=settings, rest=EVENTS)
    for document in (booklet_of(book), poster_of(book)):
        digits = [c for page in document.pages for line in lines(page) for c in line.text if c.isdecimal()]
        assert len(digits) >= 8
        assert {ord(c) - int(c) for c in digits} == {ord(zero)}


@pytest.mark.parametrize("digits", Digits)
@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_40_the_greatest_digit_of_a_number_is_at_the_left(digits, language):
    number = in_digits("280", digits)
    for text in (number, f"سنة {number} ثم", f"Alliance {number}", f"({number})", f"{number}، {number}"):
        assert number in drawn(text, language)
        assert number[::-1] not in drawn(text, language)


@pytest.mark.parametrize("digits", [Digits.ARABIC_INDIC, Digits.EXTENDED])
def test_41_separators_and_percent_sign(digits):
    number = in_digits("1,234.5", digits)
    assert (number[1], number[5]) == ("\u066c", "\u066b")
    language = "ar" if digits is Digits.ARABIC_INDIC else "fa"
    assert drawn(f"كان {number} من", language) == f"نم {number} ناك"
    if digits is Digits.ARABIC_INDIC:
        assert drawn("كان ٥٠٪ من") == "نم ٪٥٠ ناك"


def test_42_ranges_run_right_to_left_and_isolates_control_the_rest():
    for first, last in (("1890", "1895"), ("١٨٩٠", "١٨٩٥")):
        assert drawn(f"السنوات {first}–{last}.") == f".{last}–{first} تاونسلا"
        assert drawn(f"السنوات {first}-{last}.") == f".{last}-{first} تاونسلا"
    assert drawn("هاتف \u2066+972-2-623-4567\u2069 ثم") == "مث +972-2-623-4567 فتاه"
    assert drawn("ISBN 978-0-12") == "ISBN 978-0-12"
    assert drawn("1890-1895 كان") == "ناك 1890-1895"
    assert drawn("\u061c1890-1895 كان") == "ناك 1895-1890"


@pytest.mark.parametrize("digits", Digits)
def test_43_dates_with_slashes_keep_their_order(digits):
    date = in_digits("2017/06/24", digits)
    assert drawn(f"في {date} كان") == f"ناك {date} يف"


def test_44_latin_commas_semicolons_and_question_marks_are_told(tmp_path):
    assert not check_source(book_of(tmp_path, "ar", "  - text: مدرسة، وبيت؛ أين؟ 1862, Alliance\n"))
    notes = check_source(book_of(tmp_path, "ar", "  - text: مدرسة, وبيت; أين? 1862, Alliance\n"))
    assert {(note.code, note.where and note.where.line) for note in notes} == {("ascii-arabic-sign", 6)}
    assert [note.hint.split("“")[1].split("”")[0] for note in notes] == ["مدرسة،", "وبيت؛", "أين؟"]


# --- Size ---------------------------------------------------------------------------------------------------------


def test_53_no_ink_meets_that_of_the_line_above_or_below(tmp_path):
    for language, texts in (("ar", (FATIHA, VERSES)), ("he", (CANTILLATED, POINTED * 3))):
        blocks = []
        for text in texts:
            words = text.split()
            for at in range(0, len(words), 16):  # other ends of lines each time
                turned = " ".join(words[at:] + words[:at])
                title = " ".join(turned.split()[:9])
                blocks.append(f"heading: '{title}'")
                blocks += [f"{block}: '{turned}'" for block in ("lead", "text", "small")]
                blocks += [f"subheading: '{title} {title}'", f"quote: {{text: '{turned}'}}"]
        book = book_of(tmp_path, language, "".join(f"  - {block}\n" for block in blocks))
        assert not [pair for page in booklet_of(book, drop_cap_lines=0).pages for pair in meeting_lines(page)]
        plain_pages = booklet_of(book, drop_cap_lines=0, vocalized={}).pages[:3]
        as_plain = [pair for page in plain_pages for pair in meeting_lines(page)]
        assert bool(as_plain) is (language == "ar"), "Hebrew is clear at its usual leading also"


def test_54_arabic_and_latin_share_a_baseline_and_are_matched_in_size(tmp_path):
    document = booklet_of(book_of(tmp_path, "ar", "  - text: مدرسة Alliance هنا\n"))
    line = line_with(document.pages[0], "Alliance")
    assert len({run.y for run in line.runs}) == 1
    sizes = {run.run.font: run.size for run in line.runs}
    dal = sizes[AMIRI] * AMIRI.glyph_extents(AMIRI.nominal_glyph(ord("د")))[3] / AMIRI.units_per_em
    alef = sizes[AMIRI] * AMIRI.glyph_extents(AMIRI.nominal_glyph(ord("ا")))[3] / AMIRI.units_per_em
    latin = sizes[GARAMOND] / GARAMOND.units_per_em
    assert dal == pytest.approx(GARAMOND.x_height * latin, rel=0.15)
    assert alef == pytest.approx(GARAMOND.cap_height * latin, rel=0.2)


# --- Direction ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["Alliance", "1860"])
def test_55_a_block_that_begins_with_latin_or_a_digit_is_right_to_left(tmp_path, first):
    document = booklet_of(book_of(tmp_path, "ar", f"  - text: {first} مدرسة\n"))
    line = line_with(document.pages[0], "مدرسة")
    assert line.base_level == 1
    assert line.runs[-1].run.text == first


def test_56_a_latin_phrase_over_two_lines_keeps_its_order():
    phrase = ["Alliance", "Israélite", "Universelle"]
    broken = 0
    for _, done in paragraphs():
        for upper, lower in pairwise(done):
            above = [word for word in phrase if word in upper.text]
            if not above or above[-1] == phrase[-1]:
                continue
            broken += 1
            assert above == phrase[: len(above)]
            assert lower.text.startswith(phrase[len(above)])
            order = drawn_order((piece.run.glyph_texts, piece.run.level) for piece in upper.pieces)
            assert " ".join(above) in order, "the words on the upper line run from left to right"
    assert broken > 3


def test_57_pages_and_lists_may_be_counted_in_abjad(tmp_path):
    assert [abjad(n) for n in (1, 2, 10, 11, 100, 1862)] == ["ا", "ب", "ي", "يا", "ق", "غضسب"]
    body = "  - text: بيت\n" + "  - page-break\n  - text: بيت\n" * 11
    document = booklet_of(book_of(tmp_path, "ar", body, settings="page-numbers: abjad"))
    assert [folio_of(document.pages[i]).text for i in (0, 9, 10)] == ["ا", "ي", "يا"]
    settings = "digits: arabic-indic, list-numbers: abjad"
    page = booklet_of(book_of(tmp_path, "ar", '  - text: "10. بيت\\n11. دار"\n', settings=settings)).pages[0]
    assert folio_of(page).text == "١"
    for number, word in (("ي.", "بيت"), ("يا.", "دار")):
        assert line_with(page, word).box.right < next(line.box.x for line in lines(page) if line.text == number)


def test_59_an_arabic_chapter_begins_without_a_drop_cap(tmp_path):
    body = "  - heading: فصل\n  - text: " + "افتتحت المدرسة الأولى في تطوان " * 12 + "\n"
    first, *others = [line for line in lines(booklet_of(book_of(tmp_path, "ar", body)).pages[0]) if " " in line.text]
    assert first.text.startswith("افتتحت"), "the first word is whole, its letters joined"
    assert {run.size for line in (first, *others) for run in line.runs} == {first.runs[0].size}


# --- Pages --------------------------------------------------------------------------------------------------------


def test_60_tables_contents_and_running_heads_run_from_right_to_left(tmp_path):
    table = '  - text: "| سنة | مكان |\\n|---|--:|\\n| 1862 | Tétouan |"\n'
    body = "  - contents\n  - heading: مدرسة\n" + table + '  - text: "بيت كبير"\n' * 60
    document = booklet_of(book_of(tmp_path, "ar", body))
    first, second, third = document.pages[:3]
    for year, place in (("سنة", "مكان"), ("1862", "Tétouan")):
        assert line_with(second, year).box.x > line_with(second, place).box.right
        assert line_with(second, place).box.x == pytest.approx(line_with(second, "مكان").box.x, abs=0.02), "at its end"
    title, folio = line_with(first, "مدرسة").box, next(line.box for line in lines(first) if line.text == "2")
    (leader,) = (item for item, _ in walk(first.items) if isinstance(item, Path) and item.dash)
    ends = sorted(segment.to.x for segment in leader.segments if isinstance(segment, MoveTo | LineTo))
    assert folio.right < ends[0] < ends[1] < title.x
    head = line_with(third, "مدرسة")
    assert head.base_level == 1
    assert head.box.right < third.size.width / 2, "a recto is at the left, its head at the outer edge"


def test_61_rule_and_numbers_of_footnotes_are_at_the_right_and_a_latin_note_runs_left_to_right(tmp_path):
    body = (
        "  - text: |\n      بيت[^1] و Alliance[^2] ومدرسة[^3].\n\n"
        "      [^1]: حاشية قصيرة.\n      [^2]: Chouraqui, Paris.\n"
        "      [^3]: " + "Narcisse Leven, Cinquante ans d'histoire, Paris. " * 4 + "\n"
    )
    page = booklet_of(book_of(tmp_path, "ar", body)).pages[0]
    text = line_with(page, "Alliance")
    calls = {run.run.text: run for run in text.runs if run.run.text in {"1", "2", "3"}}
    alliance = next(run for run in text.runs if run.run.text == "Alliance")
    assert calls["2"].x < alliance.x, "behind a Latin word, too, the number follows in the direction of the text"
    assert all(run.y < text.runs[0].y for run in calls.values())
    numbers = [line for line in lines(page) if line.text in {"1", "2", "3"}][:3]
    assert [line.text for line in numbers] == ["1", "2", "3"]
    assert {round(line.box.right, 2) for line in numbers} == {round(text.box.right, 2)}
    (rule,) = ((at.e + item.rect.right, at.f + item.rect.y) for item, at in walk(page.items) if isinstance(item, Rule))
    assert rule[0] == pytest.approx(text.box.right)
    assert text.box.bottom < rule[1] < numbers[0].box.y
    arabic, latin = line_with(page, "حاشية"), line_with(page, "Chouraqui")
    assert (arabic.base_level, latin.base_level) == (1, 0)
    assert latin.box.right == pytest.approx(arabic.box.right), "one line stands beside its number"
    assert latin.runs[0].run.text == "Chouraqui," and latin.runs[-1].run.text == "Paris."
    *filled, last = [line for line in lines(page) if "Leven" in line.text or "Paris" in line.text][1:]
    assert filled and {line.base_level for line in (*filled, last)} == {0}
    assert last.box.x == pytest.approx(filled[0].box.x), "the last line of more begins at the left"
    assert last.box.right < filled[0].box.right - 1


def test_62_the_book_is_bound_at_the_right_with_even_pages_on_the_right(tmp_path):
    body = "  - text: بيت\n" + "  - page-break\n  - text: بيت\n" * 3
    document = booklet_of(book_of(tmp_path, "ar", body))
    assert document.binding is Binding.RIGHT
    for number, page in enumerate(document.pages, 1):
        on_right = folio_of(page).box.x > page.size.width / 2
        assert on_right is (number % 2 == 0), "folios stand at the fore-edge"
    with opened(write_pdf(document, created=CREATED)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
