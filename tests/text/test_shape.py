import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import FontError
from booklet.text.shape import NOTHING, Manner, hyphen, shape
from tests.support.fonts import AMIRI, FRANK, GARAMOND, KUFI, NOTO, SUEZ, glyph_name

FONTS = {"frank": FRANK, "noto": NOTO, "amiri": AMIRI, "garamond": GARAMOND, "kufi": KUFI, "suez": SUEZ}
MANNERS = {
    "hebr": (1, "Hebr", "he"),
    "arab": (1, "Arab", "ar"),
    "latn": (0, "Latn", "en"),
    "arab-number": (2, "Arab", "ar"),
}

# font; manner and features; text, before|text|after; glyphs from left to right. Checked by reading.
GOLDENS = """
frank; hebr; ישראל; uni05DC uni05D0 uni05E8 uni05E9 uni05D9
frank; hebr dlig=1; ישראל; uniFB4F uni05E8 uni05E9 uni05D9
frank; hebr; שֹׂבַע; uni05E2 uni05B7 uni05D1 uni05B9 uniFB2B
frank; hebr; תֹּאַר; uni05E8 uniFB2E uni05B9 uniFB4A
frank; hebr; הַשָּׁמַיִם; uni05DD uni05B4 uni05D9 uni05B7 uni05DE uni05B8 uniFB2C uni05B7 uni05D4
frank; hebr; (א); parenleft uni05D0 parenright
noto; hebr; רֵאשִׁ֖ית; uni05EA uni05D9 uni0596 uni05C1 uni05B4 uni05E9 uni05D0 uni05B5 uni05E8
amiri; arab; سلام; gid85 gid3020 gid3015 gid1861
amiri; arab; لا; gid2460 gid2455
amiri; arab; لَا; gid2460 gid94 gid2455
amiri; arab; لأ; gid2463 gid2455
amiri; arab; س|لا|م; gid3020 gid3015
amiri; arab-number; ٢٨٠; gid114 gid120 gid112
kufi; arab; سَلَام; uni0645 uni0627.fina.rlig uni064E uni0644.medi.rlig uni064E uni0633.init
garamond; latn; office; o f_f_i c e
garamond; latn liga=0; office; o f f i c e
garamond; latn; é; eacute
garamond; latn smcp=1; ab; a.sc b.sc
"""


@pytest.mark.parametrize("golden", GOLDENS.strip().splitlines())
def test_golden(golden):
    font, options, text, expected = golden.split("; ")
    manner, *features = options.split()
    before, text, after = text.split("|") if "|" in text else ("", text, "")
    on = tuple((tag, int(value)) for tag, value in (feature.split("=") for feature in features))
    run = shape(text, Manner(FONTS[font], *MANNERS[manner], on), before, after)
    assert [glyph_name(run.font, glyph_id) for glyph_id in run.glyph_ids] == expected.split()


@pytest.mark.parametrize(
    ("font", "manner", "nfc", "nfd"),
    [
        (GARAMOND, "latn", "\u00c9cole H\u00e9bra\u00efque", "E\u0301cole He\u0301brai\u0308que"),
        (FRANK, "hebr", "\u05e9\u05c1\u05b8\u05bc", "\u05e9\u05b8\u05bc\u05c1"),
        (FRANK, "hebr", "\ufb2a\u05b8", "\u05e9\u05b8\u05c1"),
        (AMIRI, "arab", "\u0622\u0623", "\u0627\u0653\u0627\u0654"),
    ],
)
def test_composed_and_decomposed_text_give_the_same_glyphs(font, manner, nfc, nfd):
    composed, decomposed = (shape(text, Manner(font, *MANNERS[manner])) for text in (nfc, nfd))
    assert [*zip(composed.glyph_ids, composed.advances, strict=True)] == [
        *zip(decomposed.glyph_ids, decomposed.advances, strict=True)
    ]
    assert in_text_order(decomposed) == nfd


def in_text_order(run):
    return "".join(run.glyph_texts[:: -1 if run.level % 2 else 1]).replace(NOTHING, "")


POINTED = st.text(st.sampled_from("אבשו\u05b0\u05b8\u05b9\u05bc\u05c1\u05c2\u0591\u05bf\u034f\u200d'-"), min_size=1)
VOCALISED = st.text(st.sampled_from("ابلهسأ\u0640\u064b\u064e\u0650\u0651\u0654\u0670\u200c\u200d"), min_size=1)
ACCENTED = st.text(st.sampled_from("afiltéÉ\u0301\u0323\u0308\u00ad\u200d"), min_size=1)


@given(POINTED)
def test_glyph_texts_are_the_text_in_hebrew(text):
    for font in (NOTO,):
        check_texts(shape(text, Manner(font, *MANNERS["hebr"])), text)


@given(VOCALISED)
def test_glyph_texts_are_the_text_in_arabic(text):
    for font in (AMIRI, KUFI):
        check_texts(shape(text, Manner(font, *MANNERS["arab"])), text)


@given(ACCENTED)
def test_glyph_texts_are_the_text_in_latin(text):
    check_texts(shape(text, Manner(GARAMOND, *MANNERS["latn"])), text)


def check_texts(run, text):
    assert in_text_order(run) == text
    assert all(run.glyph_texts)
    assert run.advance == sum(run.advances)
    assert len({len(part) for part in (run.glyph_ids, run.advances, run.offsets, run.glyph_texts, run.clusters)}) == 1


def test_invisible_characters_have_no_width_and_keep_their_text():
    run = shape("a\u00adb\u200cc", Manner(GARAMOND, *MANNERS["latn"]))
    assert run.glyph_texts == ("a", "\u00ad", "b", "\u200c", "c")
    assert run.advances[1] == run.advances[3] == 0


def test_a_missing_glyph_is_an_error():
    with pytest.raises(FontError, match=r"U\+2713 CHECK MARK"):
        shape("a✓", Manner(GARAMOND, *MANNERS["latn"]))


def test_letters_join_with_their_context():
    manner = Manner(KUFI, *MANNERS["arab"])
    whole, right, left = shape("كتاب", manner), shape("كت", manner, after="اب"), shape("اب", manner, before="كت")
    assert left.glyph_ids + right.glyph_ids == whole.glyph_ids
    assert shape("كت", manner).glyph_ids != right.glyph_ids


def test_hyphen_copies_as_a_soft_hyphen():
    for font in (GARAMOND, SUEZ):
        run = hyphen(Manner(font, *MANNERS["latn"]))
        assert run.glyph_texts == ("\u00ad",)
        assert run.advance > 0
