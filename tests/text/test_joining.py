import pytest

from booklet.text.joining import gaps, spread
from booklet.text.shape import Manner, shape
from tests.support.fonts import AMIRI, KUFI


# A dot stands where letters do not join; read by hand.
@pytest.mark.parametrize(
    "dotted",
    [
        "مد.ر.سة",
        "كتا.ب",
        "و.ر.د",
        "بيت",
        "لا.م",
        "سلا.م",
        "سَلَا.مٌ",
        "شي.ء",
        "قر.ا.ء.ة",
        "می\u200c.خو.ا.هم",
        "«د.ا.ر»،",
        "نـو.ر",
        "ا\u0653.ل",
        "ئە.و",
        "1862",
        "",
    ],
)
def test_the_gaps_of_a_word(dotted):
    parts = dotted.split(".")
    ends = tuple(sum(map(len, parts[: i + 1])) for i in range(len(parts) - 1))
    assert gaps("".join(parts)) == ends


@pytest.mark.parametrize("text", ["د(د", "د/ر", "د1ر", "دaر"])
def test_only_marks_and_the_non_joiner_stand_in_a_gap(text):
    assert gaps(text) == ()


@pytest.mark.parametrize("font", [AMIRI, KUFI])
@pytest.mark.parametrize("text", ["مدرسة", "مُدَرِّسَةٌ", "قراءة", "سَلَامٌ", "می\u200cخواهم", "دار"])
def test_space_moves_what_is_at_the_right_of_a_gap_and_nothing_else(font, text):
    run = shape(text, Manner(font, 1, "Arab", "ar"))
    found = gaps(text)
    wider = spread(run, found, 40)
    assert wider.advance == run.advance + 40 * len(found)
    assert (wider.glyph_ids, wider.glyph_texts, wider.offsets) == (run.glyph_ids, run.glyph_texts, run.offsets)
    pens = [[sum(r.advances[:i]) for i in range(len(r.advances))] for r in (run, wider)]
    for cluster, plain, moved in zip(run.clusters, *pens, strict=True):
        at_its_left = sum(gap > cluster for gap in found)
        assert moved - plain == 40 * at_its_left, "marks move as their letters do"
