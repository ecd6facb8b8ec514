import dataclasses
import unicodedata
from itertools import pairwise
from math import sqrt

import pytest

from booklet.justification import Justification, Means
from booklet.text.glyphs import KASHIDA
from booklet.text.items import FORCED_BREAK, Box, Glue
from booklet.text.kashida import Rank, lengthened, places
from booklet.text.linebreak import Settings, break_lines
from booklet.text.lines import Piece, SetLine
from booklet.text.paragraph import set_line, set_paragraph
from booklet.text.shape import NOTHING, Manner, shape
from booklet.text.style import Alignment, CharacterStyle, ParagraphShape
from tests.support.fonts import AMIRI, BOLD, KUFI, TEXT, styled
from tests.support.kashidas import kashidas_of
from tests.support.order import assert_order

MANNER = Manner(AMIRI, 1, "Arab", "ar")
STYLE = Justification()
LETTERS_LAST = (Means.SPACES, Means.KASHIDA, Means.LETTERS, Means.SPACES)
RUNNING = dataclasses.replace(TEXT, justification=STYLE)
ARABIC = (
    "تقدّم قصة الأليانس مصدر إلهام لأنشطتنا التي تعود بالنفع على المجتمع بأسره: الدافع إلى تنظيم الناس في أعمال تضامن "
    "ومساعدة ومسؤولية متبادلة، تقوم على القيم الإنسانية العالمية وعلى تقدّم الإنسانية. افتُتحت المدرسة الأولى في تطوان "
    "عام 1862، وتلتها في المدينة نفسها أول مدرسة للبنات عام 1864. ومنذ عام 1867 أخذ أفضل التلاميذ يأتون إلى باريس، إلى "
    "المدرسة الشرقية العليا لتدريب المعلمين، ثم يعودون للتدريس في مدارس الشبكة؛ السَّلامُ عليكم (Alliance) والمجتمع."
)


def running(text: str, language: str = "ar", **changes: object):
    return styled(text, language, style=dataclasses.replace(TEXT, justification=dataclasses.replace(STYLE, **changes)))


def words_with_kashida(lines: tuple[SetLine, ...]) -> list[Piece]:
    return [piece for line in lines for piece in line.pieces if KASHIDA in piece.run.glyph_texts]


def marked(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without its dots, and where they were."""
    parts = text.split(".")
    ends = [sum(map(len, parts[: i + 1])) for i in range(len(parts) - 1)]
    return "".join(parts), tuple(ends)


# A dot marks a join. Read by hand against the list of the source.
RANKED = [
    ("س.لام", "AFTER_SEEN"),
    ("م.ح.م.د", "BEFORE_DAL OTHER OTHER"),
    ("الك.ت.اب", "BEFORE_ALEF OTHER"),
    ("الم.د.ر.س.ة", "AFTER_SEEN BEFORE_DAL"),
    ("نـ.ور", "AFTER_TATWEEL"),
    ("ك.ب.ير", "BEFORE_BEH OTHER"),
    ("غ.ر.ب.ي", "BEFORE_FINAL BEFORE_FINAL"),
    ("ش.ق.ي.ق", "AFTER_SEEN BEFORE_WAW OTHER"),
    ("ت.ع.ل.ي.م", "BEFORE_FINAL OTHER OTHER OTHER"),
    ("مك.ت.و.ب", "BEFORE_WAW OTHER"),
    ("سَـ.لَامٌ", "AFTER_TATWEEL"),
    ("صَ.بْ.رٌ", "AFTER_SEEN BEFORE_FINAL"),
    ("ج.م.يـ.ل.ة،", "AFTER_TATWEEL BEFORE_DAL OTHER OTHER"),
]


@pytest.mark.parametrize(("dotted", "ranks"), RANKED)
def test_the_places_of_a_word_best_first(dotted, ranks):
    text, joins = marked(dotted)
    letters = [at for at in joins if text[at - 1] not in "رود"]
    assert [place.rank.name for place in places(text, tuple(letters))] == ranks.split()


def test_of_two_places_of_a_rank_the_later_is_better():
    text, joins = marked("ت.أس.ّس.ت")
    assert [place.at for place in places(text, joins) if place.rank is Rank.AFTER_SEEN] == [5]


@pytest.mark.parametrize("text", ["في", "مِنْ", "وقد", "عن،", "(هل)", "1860", ""])
def test_very_short_words_have_no_places(text):
    assert places(text, tuple(range(1, len(text)))) == ()


def test_the_article_is_not_set_apart():
    assert all(place.at != 2 for place in places("الكتاب", (2, 3, 4)))
    assert [place.at for place in places("والمدرسة", (3, 4, 7))] == [7, 4]


@pytest.mark.parametrize("font", [AMIRI, KUFI])
@pytest.mark.parametrize("text", ["سلام", "السَّلَامُ", "الأليانس", "بلا", "فلأنّ", "كلأ", "والآلات"])
def test_never_inside_a_lam_alef(font, text):
    joins = shape(text, Manner(font, 1, "Arab", "ar")).joins
    bare = [c for c in text if not unicodedata.combining(c)]
    assert "ل" in bare
    for at in joins:
        before = text[:at].rstrip("".join(c for c in text if unicodedata.combining(c)))
        assert not (before[-1] == "ل" and text[at] in "اأإآ")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_letters_keep_their_forms_and_marks_their_letters(form, count):
    for word in {unicodedata.normalize(form, word) for word in ARABIC.split() if not word.isascii()}:
        run = shape(word, MANNER)
        for place in places(word, run.joins):
            longer = lengthened(run, MANNER, ((place.at, count),))
            if longer is None:
                continue
            assert longer.advance > run.advance
            assert (longer.text, longer.level) == (run.text, run.level)
            assert without_joiners(longer.glyph_texts) == [*run.glyph_texts]
            kept = [i for i, text in enumerate(longer.glyph_texts) if text != KASHIDA]
            assert [longer.glyph_ids[i] for i in kept] == [*run.glyph_ids]
            assert [longer.clusters[i] for i in kept] == [*run.clusters]
            assert from_base(longer, kept) == from_base(run, range(len(run.glyph_ids)))
            assert sum(longer.advances[i] for i in kept) == run.advance


def without_joiners(texts):
    return [text for text in texts if text != KASHIDA]


def from_base(run, glyphs):
    """Return where each mark is drawn, measured from the letter drawn nearest after it from the left."""
    pens = [sum(run.advances[:i]) for i in range(len(run.advances))]
    bases = [i for i in glyphs if run.advances[i]]
    found = []
    for i in glyphs:
        if not run.advances[i]:
            # From right to left a mark stands, in visual order, before its letter.
            base = next(other for other in bases if other > i)
            found.append((pens[i] + run.offsets[i][0] - pens[base], run.offsets[i][1]))
    return found


def test_an_existing_tatweel_keeps_its_text():
    run = shape("سنـة", MANNER)
    longer = lengthened(run, MANNER, ((3, 2),))
    assert longer is not None
    assert "".join(reversed(longer.glyph_texts)).replace(KASHIDA, "") == "سنـة"


def test_kashidas_that_would_change_a_letter_are_refused():
    run = shape("الأليانس", MANNER)
    # Amiri draws a final alef after three tatweels as one glyph with them.
    assert 5 in run.joins
    assert lengthened(run, MANNER, ((5, 2),)) is not None
    assert lengthened(run, MANNER, ((5, 3),)) is None


@pytest.mark.parametrize("measure", [90.0, 150.0, 200.0, 320.0])
@pytest.mark.parametrize("in_word", [1, 2])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_paragraph_with_kashidas(measure, in_word, form):
    paragraph = running(unicodedata.normalize(form, ARABIC), kashidas_in_word=in_word)
    lines = set_paragraph(paragraph, ParagraphShape(measure))
    assert "".join(paragraph.text[line.start : line.end] for line in lines) == paragraph.text
    for line in lines:
        x = line.left
        for piece in line.pieces:
            assert piece.x == pytest.approx(x, abs=1e-6)
            x += piece.run.width(piece.size) + piece.extra
            logical = "".join(piece.run.glyph_texts[:: -1 if piece.run.level % 2 else 1])
            drawn = logical.replace(KASHIDA, "").replace(NOTHING, "")
            assert drawn == piece.run.text == paragraph.text[piece.start : piece.end]
            assert piece.extra >= -0.23 * piece.run.width(piece.size)
        assert line.right == pytest.approx(x, abs=1e-6)
        before, after = paragraph.text[: line.start], paragraph.text[line.start + len(line.text) :]
        runs = [piece.run for piece in line.pieces]
        assert_order(line.text, line.base_level, runs, before=before, after=after)
    for line in lines[:-1]:
        if any(piece.run.text == " " for piece in line.pieces):
            assert (line.left, line.right) == (pytest.approx(0, abs=1e-6), pytest.approx(measure, abs=1e-6))
    for piece in words_with_kashida(lines):
        kashidas = [i for i, text in enumerate(piece.run.glyph_texts) if text == KASHIDA]
        groups = 1 + sum(after > before + 1 for before, after in pairwise(kashidas))
        assert groups <= in_word
        assert sum(piece.run.advances[i] for i in kashidas) <= in_word * STYLE.kashida_most_em * AMIRI.units_per_em
        assert not piece.run.text.isascii()


def growths(lines: tuple[SetLine, ...]) -> list[float]:
    """Return how much the spaces of each justified line grow, relative to their width."""
    return [
        next(piece.extra / piece.run.width(piece.size) for piece in line.pieces if piece.run.text == " ")
        for line in lines[:-1]
        if " " in line.text
    ]


def rms(values: list[float]) -> float:
    return sqrt(sum(value**2 for value in values) / len(values))


@pytest.mark.parametrize(("measure", "part"), [(120.0, 0.6), (160.0, 0.6), (200.0, 0.7), (280.0, 0.7)])
def test_spaces_are_more_even_with_kashidas(measure, part):
    shape_ = ParagraphShape(measure)
    without = growths(set_paragraph(styled(ARABIC, "ar"), shape_))
    lines = set_paragraph(running(ARABIC), shape_)
    assert words_with_kashida(lines)
    assert rms(growths(lines)) < part * rms(without)


def test_spaces_grow_before_there_are_kashidas():
    lines = set_paragraph(running(ARABIC), ParagraphShape(200.0))
    for line in lines[:-1]:
        if words_with_kashida((line,)):
            assert growths((line, line))[0] >= 0.35 - 1e-6


def test_kashidas_make_way_for_another_choice_of_line_ends():
    with_style, without = (
        [line.end for line in set_paragraph(styled(ARABIC, "ar", style=style), ParagraphShape(180.0))]
        for style in (RUNNING, TEXT)
    )
    assert with_style != without


def test_boxes_stretch_after_glue_has_grown():
    items = [Box(40.0, 10.0), Glue(10.0, 5.0, 2.0), Box(40.0), FORCED_BREAK]
    for measure, ratio in ((92.0, 2 / 5), (93.5, 0.7), (100.0, 0.7 + 6.5 / 15), (89.0, -1 / 2)):
        (line,) = break_lines(items, [measure], Settings(boxes_from=0.7))
        assert line.ratio == pytest.approx(ratio)


@pytest.mark.parametrize("alignment", [Alignment.START, Alignment.CENTER, Alignment.END])
def test_ragged_text_has_no_kashidas(alignment):
    for balanced in (False, True):
        shape_ = ParagraphShape(150.0, alignment, balanced=balanced)
        assert not words_with_kashida(set_paragraph(running(ARABIC), shape_))


def test_balanced_titles_single_lines_and_last_lines_have_no_kashidas():
    assert not words_with_kashida(set_paragraph(running(ARABIC), ParagraphShape(150.0, balanced=True)))
    assert not words_with_kashida((set_line(running("السلام عليكم")),))
    for measure in range(100, 300, 20):
        assert not words_with_kashida(set_paragraph(running(ARABIC), ParagraphShape(float(measure)))[-1:])
        forced = set_paragraph(running(ARABIC.replace(". ", ".\u2028")), ParagraphShape(float(measure)))
        assert not words_with_kashida(tuple(line for line in forced if line.text.endswith(".")))


def test_text_without_kashidas_in_its_style_has_none():
    assert TEXT.justification is None
    assert not words_with_kashida(set_paragraph(styled(ARABIC, "ar"), ParagraphShape(150.0)))


@pytest.mark.parametrize("language", ["he", "en"])
def test_other_scripts_are_set_as_ever(language):
    text = {"he": "שלום לכל הילדים בבית הספר, ", "en": "Peace to all the children of the school, "}[language] * 8
    with_style, without = (
        set_paragraph(styled(text, language, style=style), ParagraphShape(150.0)) for style in (RUNNING, TEXT)
    )
    for ours, plain in zip(with_style, without, strict=True):
        assert [(p.x, p.run.glyph_ids, p.extra) for p in ours.pieces] == [
            (p.x, p.run.glyph_ids, p.extra) for p in plain.pieces
        ]


def test_only_arabic_words_of_a_mixed_line_are_lengthened():
    text = "المدرسة Alliance Israélite سلام שלום محمد " * 6
    for piece in words_with_kashida(set_paragraph(running(text), ParagraphShape(170.0))):
        assert piece.run.text in {"المدرسة", "سلام", "محمد"}


def test_a_word_in_two_styles_is_not_lengthened():
    bold = CharacterStyle(BOLD.typeface, 11.0, BOLD.color, justification=STYLE)
    text = "سسسسسس سسسسسسس سسسسسس"
    start = text.index(" ") + 4
    paragraph = styled(text, "ar", (start, bold), (start + 1, RUNNING), style=RUNNING)
    for measure in (80.0, 90.0, 100.0, 110.0, 120.0, 130.0):
        for piece in words_with_kashida(set_paragraph(paragraph, ParagraphShape(measure))):
            assert piece.run.text == "سسسسسس"


@pytest.mark.parametrize("changes", [{}, {"kashidas_in_word": 2}, {"kashida_most_em": 1.2}, {"order": LETTERS_LAST}])
@pytest.mark.parametrize("before", ["", "Alliance "])
def test_no_kashida_stands_under_another(changes, before):
    total = 0
    for measure in range(100, 330, 5):
        shape_ = ParagraphShape(float(measure), first_indent=9.0, short_lines=2, short_by=20.0)
        lines = set_paragraph(running(before + ARABIC, **changes), shape_)
        for above, line in pairwise(lines):
            for left, right in kashidas_of(line):
                total += 1
                for other_left, other_right in kashidas_of(above):
                    assert right <= other_left or other_right <= left
                    assert abs((left + right) - (other_left + other_right)) / 2 >= 0.5 * 12.1
    assert total > 200


def test_a_second_kashida_only_where_the_style_allows_it():
    text = "المتوسسسسسطسسسسسة ومستشفياتسسسسسهم " * 3
    one, two = (set_paragraph(running(text, kashidas_in_word=n), ParagraphShape(200.0)) for n in (1, 2))
    count = [sum(p.run.glyph_texts.count(KASHIDA) for p in words_with_kashida(lines)) for lines in (one, two)]
    assert count[1] > count[0] > 0


def test_a_font_without_room_for_a_tatweel_lengthens_nothing():
    assert not words_with_kashida(set_paragraph(running(ARABIC, kashida_most_em=0.1), ParagraphShape(150.0)))
