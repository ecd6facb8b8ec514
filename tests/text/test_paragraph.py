import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.text.paragraph import ShapedParagraph, least_width, natural_width, set_line, set_paragraph
from booklet.text.shape import NOTHING
from booklet.text.style import Alignment, CharacterStyle, ParagraphShape
from tests.support.fonts import BOLD, TEXT, TEXT_FACE, styled
from tests.support.order import assert_order

HEBREW = (
    "רשת בתי הספר של Alliance Israélite Universelle (כל ישראל חברים) נוסדה בפריז בשנת 1860, ובית הספר הראשון נפתח "
    "ב־1862 בטטואן; משם התפשטה אל סלוניקי, איזמיר (1873), בגדאד וירושלים. ״הוא אמר: ’למדו צרפתית!‘ — והם למדו״, "
    "כתב תלמיד בשנים 1890–1895. הַשָּׁמַיִם וְהָאָרֶץ."
)
ARABIC = (
    "تأسّست مدارس الأليانس (Alliance Israélite Universelle) في باريس سنة ١٨٦٠، وافتُتحت أوّل مدرسة في تطوان سنة 1862؛ "
    "وكان فيها ٢٨٠ تلميذًا من أبناء «الطائفة» في السنوات ١٨٩٠-١٨٩٥. السَّلامُ عليكم."
)
ENGLISH = (
    "In 1860 the Alliance Israélite Universelle (כל ישראל חברים, 1860) was founded in Paris; its schools taught "
    "French, Hebrew and Arabic to generations of pupils around the Mediterranean, from Tetouan to Baghdad."
)
TEXTS = {"he": HEBREW, "ar": ARABIC, "en": ENGLISH}


def check(paragraph, shape, lines):
    """Assert what holds for every paragraph."""
    text = paragraph.text
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])]
    assert lines[-1].end == len(text)
    for line in lines:
        drawn_end = line.start + len(line.text)
        assert text[line.start : drawn_end] == line.text
        assert not text[drawn_end : line.end].strip(" \n\xa0\u202f\u2028\u2029\u2067\u2068\u2069\u200f\u200e")
        assert len(line.levels) == len(line.text)
        runs = [piece.run for piece in line.pieces]
        assert_order(line.text, line.base_level, runs, before=text[: line.start], after=text[drawn_end:])
        x = line.left
        for piece in line.pieces:
            assert piece.x == pytest.approx(x, abs=1e-6)
            x += piece.run.width(piece.size) + piece.extra
            x += piece.tracking * sum(1 for advance in piece.run.advances if advance)
            logical = piece.run.glyph_texts[:: -1 if piece.run.level % 2 else 1]
            if piece.start < piece.end:
                assert "".join(logical).replace(NOTHING, "") == text[piece.start : piece.end].replace(NOTHING, "")
        assert x == pytest.approx(line.right, abs=1e-6)
        assert line.left >= -0.01
        assert line.right <= shape.measure + 0.01


@pytest.mark.parametrize("language", TEXTS)
def test_at_the_least_width_no_word_is_divided(language):
    paragraph = styled(TEXTS[language], language)
    least = least_width(paragraph)
    words = [natural_width(styled(word, language)) for word in TEXTS[language].split()]
    assert 0 < least <= max(words) + 0.01
    for line in set_paragraph(paragraph, ParagraphShape(least + 0.01, Alignment.START)):
        assert line.right - line.left <= least + 0.01
        assert line.end == len(paragraph.text) or paragraph.text[line.end - 1] in " -–־/"


def test_the_least_width_is_that_of_what_stands_between_breaks():
    assert least_width(styled("a wonderful thing", "en")) == natural_width(styled("wonderful", "en"))
    assert least_width(styled("10\u00a0km", "en")) == pytest.approx(natural_width(styled("10\u00a0km", "en")))
    assert least_width(styled("won\u00adder", "en")) == pytest.approx(natural_width(styled("won-", "en")), abs=0.5)


@pytest.mark.parametrize(
    "text",
    [
        "אבג (abc) 123-456",
        "הרחוב (השקט) בעיר",
        "בשנת 1948 נולד",
        "הטווח 10-12 והטווח 10–12 והמחיר 5%",
        "״הוא אמר: ’היא (אמרה) [לא]‘ אתמול״",
        "שֹׂבַע תֹּאַר הַשָּׁמַיִם",
        "ב־Haifa (Israel) גר.",
        "\u2068Rosa (1862)\u2069: שלום",
        "בשנת 1860\u20681\u2069 ו־Alliance\u2060\u20682\u2069.",
        "Haifa",
        "C++ ו־C#!",
    ],
)
def test_order_of_a_line(text):
    paragraph, shape = styled(text), ParagraphShape(400.0)
    lines = set_paragraph(paragraph, shape)
    assert len(lines) == 1
    check(paragraph, shape, lines)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("alignment", Alignment)
@pytest.mark.parametrize("measure", [90.0, 150.0, 320.0])
def test_paragraph(language, alignment, measure):
    paragraph = styled(TEXTS[language], language)
    shape = ParagraphShape(measure, alignment, hyphenate=True)
    check(paragraph, shape, set_paragraph(paragraph, shape))


def test_a_latin_phrase_in_hebrew_is_read_from_the_upper_line_to_the_lower():
    lines = set_paragraph(styled("הספר של Alliance Israélite Universelle בפריז"), ParagraphShape(95.0))
    assert [line.text for line in lines] == ["הספר של Alliance", "Israélite Universelle", "בפריז"]


@pytest.mark.parametrize("language", TEXTS)
def test_justified_lines_fill_the_measure_but_the_last(language):
    lines = set_paragraph(styled(TEXTS[language], language), ParagraphShape(200.0))
    assert len(lines) > 3
    for line in lines[:-1]:
        assert (line.left, line.right) == (pytest.approx(0, abs=0.01), pytest.approx(200, abs=0.01))
        assert line.ratio > -1.01
    assert lines[-1].right - lines[-1].left < 200
    assert lines[-1].ratio == 0


@pytest.mark.parametrize(
    ("language", "alignment", "left", "right"),
    [
        ("he", Alignment.START, None, 300),
        ("he", Alignment.JUSTIFY, None, 300),
        ("he", Alignment.END, 0, None),
        ("en", Alignment.START, 0, None),
        ("en", Alignment.END, None, 300),
    ],
)
def test_alignment_follows_the_direction(language, alignment, left, right):
    (line,) = set_paragraph(styled("Haifa", language), ParagraphShape(300.0, alignment))
    assert line.left == pytest.approx(left if left is not None else 300 - natural_width(styled("Haifa", language)))
    assert right is None or line.right == pytest.approx(right)


def test_centred_lines_have_like_room_on_both_sides():
    (line,) = set_paragraph(styled("שלום"), ParagraphShape(300.0, Alignment.CENTER))
    assert line.left == pytest.approx(300 - line.right)


@pytest.mark.parametrize("language", ["he", "en"])
def test_indent_and_drop_cap_are_at_the_start_edge(language):
    shape = ParagraphShape(200.0, first_indent=10.0, short_lines=2, short_by=30.0)
    lines = set_paragraph(styled(TEXTS[language], language), shape)
    insets = [200 - line.right if language == "he" else line.left for line in lines[:4]]
    assert insets == pytest.approx([40, 30, 0, 0], abs=0.01)


def test_a_balanced_title_has_lines_of_like_length():
    paragraph = styled("The Legacy of the Alliance in the lands of the Mediterranean Sea", "en")
    shape = ParagraphShape(230.0, Alignment.CENTER, balanced=True)
    lines = set_paragraph(paragraph, shape)
    check(paragraph, shape, lines)
    widths = [line.right - line.left for line in lines]
    assert len(widths) == 2
    assert max(widths) - min(widths) < 40


def test_forced_breaks():
    text = "אחת\nשתיים\n\nשלוש\u2028ארבע"
    lines = set_paragraph(styled(text), ParagraphShape(300.0))
    assert [line.text for line in lines] == ["אחת", "שתיים", "", "שלוש", "ארבע"]
    assert all(line.right == pytest.approx(300) for line in lines)


def test_no_text_no_lines():
    assert set_paragraph(styled(""), ParagraphShape(100.0)) == ()
    assert set_line(styled("")).pieces == ()
    assert natural_width(styled("")) == 0


def test_hyphens_are_pieces_that_stand_for_no_text():
    paragraph = styled("Internationalization of the revolutionary characteristics everywhere.", "en")
    shape = ParagraphShape(80.0, hyphenate=True)
    lines = set_paragraph(paragraph, shape)
    check(paragraph, shape, lines)
    ends = [line.pieces[-1] for line in lines if line.pieces[-1].start == line.pieces[-1].end]
    assert ends
    assert all(piece.run.glyph_texts == ("\u00ad",) for piece in ends)


def test_hebrew_is_never_hyphenated():
    lines = set_paragraph(styled("התפתחויותיהם הבינלאומיות " * 5), ParagraphShape(120.0, hyphenate=True))
    assert all(piece.start < piece.end for line in lines for piece in line.pieces)


def test_a_soft_hyphen_is_drawn_only_at_the_end_of_a_line():
    wide = set_line(styled("hand\u00adbook", "en"))
    assert wide.right == pytest.approx(sum(natural_width(styled(part, "en")) for part in ("hand", "book")))
    lines = set_paragraph(styled("hand\u00adbook", "en"), ParagraphShape(30.0))
    assert [line.text for line in lines] == ["hand\u00ad", "book"]
    assert lines[0].pieces[-1].run.advance > 0


@pytest.mark.parametrize("text", ["ירושליםתלאביבחיפהוצפת", "הַשָּׁמַיִםוְהָאָרֶץ", "والمستشفيات", "Constantinopolitan"])
def test_a_word_too_wide_is_divided_and_not_lost(text):
    language = "en" if text.isascii() else "he"
    paragraph, shape = styled(text, language), ParagraphShape(34.0)
    lines = set_paragraph(paragraph, shape)
    assert len(lines) > 1
    check(paragraph, shape, lines)
    assert not any(unicodedata.combining(line.text[0]) for line in lines)


@pytest.mark.parametrize("text", ["1862\u2069\u00a0extraordinarily", "one two \u00a0three four", "a\u00a0b" * 12])
def test_no_break_spaces_stay_within_the_measure(text):
    for alignment in Alignment:
        paragraph, shape = styled("\u2068" + text, "en"), ParagraphShape(34.0, alignment)
        check(paragraph, shape, set_paragraph(paragraph, shape))


def test_joins_hold_over_a_change_of_style():
    plain = [g for piece in set_line(styled("العدد", "ar")).pieces for g in piece.run.glyph_ids]
    changed = set_line(styled("العدد", "ar", (3, BOLD), (4, TEXT))).pieces
    assert [piece.style for piece in changed] == [TEXT, BOLD, TEXT]
    assert changed[0].run.glyph_ids + changed[2].run.glyph_ids == (*plain[:1], *plain[2:])
    assert set_line(styled("د", "ar", style=BOLD)).pieces[0].run.glyph_ids != changed[1].run.glyph_ids


def test_spaces_share_what_is_missing_and_fixed_ones_do_not():
    text = "one two\u00a0three\u202ffour five six seven eight nine ten"
    line, *_ = set_paragraph(styled(text, "en"), ParagraphShape(172.0))
    extras = {piece.run.text: piece.extra for piece in line.pieces if piece.run.text.isspace()}
    assert extras[" "] == pytest.approx(extras["\u00a0"])
    assert extras[" "] != 0
    assert extras["\u202f"] == 0


def test_tracking_widens_letters_but_not_marks():
    tracked = CharacterStyle(TEXT_FACE, 11.0, TEXT.color, tracking=2.0)
    for text, letters in (("שלום", 4), ("שָׁלוֹם", 4)):
        wider = natural_width(styled(text, style=tracked)) - natural_width(styled(text))
        assert wider == pytest.approx(2.0 * letters)


def test_composed_and_decomposed_paragraphs_have_the_same_glyphs():
    nfc, nfd = (
        set_paragraph(styled(unicodedata.normalize(form, HEBREW)), ParagraphShape(200.0)) for form in ("NFC", "NFD")
    )
    glyphs = [[[g for p in line.pieces for g in p.run.glyph_ids] for line in lines] for lines in (nfc, nfd)]
    assert glyphs[0] == glyphs[1]


_WORDS = (
    "שלום עִבְרִית ישראל ״אמר״ 1860 10-12 ب٢٨٠ سلام العَرَبِيّة Alliance é 5% — צפון־אפריקה extraordinarily, א\u0591ב a\u0301"
)
WORDS = _WORDS.split(" ")
# Apart, because python-bidi cannot do both in one paragraph.
BRACKETS = ["(השקט)", "(Paris),", "(", ")"]
ISOLATES = ["\u2068Rosa\u2069", "\u2067אב\u2069", "\u20681862\u2069"]
GAPS = [" ", " ", " ", " ", "\u00a0", "  ", "\n", "\u202f"]


@settings(max_examples=150, deadline=None)
@given(
    words=st.sampled_from([BRACKETS, ISOLATES]).flatmap(
        lambda more: st.lists(st.sampled_from(WORDS + more + more), min_size=1, max_size=25)
    ),
    gaps=st.lists(st.sampled_from(GAPS), min_size=25, max_size=25),
    language=st.sampled_from(["he", "ar", "en"]),
    measure=st.sampled_from([60.0, 110.0, 300.0]),
    alignment=st.sampled_from(Alignment),
    flags=st.tuples(st.booleans(), st.booleans()),
)
def test_whatever_the_paragraph(words, gaps, language, measure, alignment, flags):
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False)).rstrip()
    paragraph = styled(text, language)
    shape = ParagraphShape(measure, alignment, hyphenate=flags[0], balanced=flags[1])
    check(paragraph, shape, set_paragraph(paragraph, shape))


# --- Looseness ------------------------------------------------------------------------------------------------------


def loosened(paragraph, shape, looseness):
    return ShapedParagraph(paragraph, shape).broken(looseness).set()


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("looseness", [-1, 1])
@pytest.mark.parametrize("short_lines", [0, 2])
def test_a_long_paragraph_takes_one_line_more_or_fewer(language, looseness, short_lines):
    paragraph = styled(" ".join([TEXTS[language]] * 6), language)
    granted = []
    for measure in range(380, 440, 12):
        shape = ParagraphShape(measure, short_lines=short_lines, short_by=40.0, hyphenate=language == "en")
        best = set_paragraph(paragraph, shape)
        changed = loosened(paragraph, shape, looseness)
        check(paragraph, shape, changed)
        granted.append(len(changed) - len(best))
        indents = [line.left if language == "en" else measure - line.right for line in changed]
        assert indents[:short_lines] == pytest.approx([40.0] * short_lines)
        assert max(indents[short_lines:]) < 0.01
    # A line fewer is seldom to be had: spaces shrink less than they stretch, and words are wider than that gives.
    assert set(granted) <= {0, looseness}
    assert looseness < 0 or any(granted)


def test_looseness_goes_to_one_stretch_after_the_other():
    words = " ".join(ENGLISH.split() * 4)
    paragraph, shape = styled("\u2028".join(["Short.", words, words]), "en"), ParagraphShape(420.0, hyphenate=True)
    best, one, two = (loosened(paragraph, shape, wish) for wish in (0, 1, 2))
    assert [len(lines) - len(best) for lines in (one, two)] == [1, 2]
    last_start = len(paragraph.text) - len(words)
    # One more line: the first stretch that can has it, and the last one is as it was.
    assert [line.end for line in one if line.start >= last_start] == [
        line.end for line in best if line.start >= last_start
    ]
    check(paragraph, shape, two)


@pytest.mark.parametrize("looseness", [-3, 2])
def test_a_wish_that_cannot_be_granted_changes_nothing(looseness):
    shape = ParagraphShape(300.0, hyphenate=True)
    best, wished = (loosened(styled("Two words.", "en"), shape, wish) for wish in (0, looseness))
    assert [(line.start, line.end) for line in wished] == [(line.start, line.end) for line in best]


def test_lines_of_like_length_take_no_looseness():
    shape = ParagraphShape(200.0, Alignment.START, balanced=True)
    titles = [loosened(styled(HEBREW), shape, wish) for wish in (0, 1)]
    assert [line.end for line in titles[0]] == [line.end for line in titles[1]]
