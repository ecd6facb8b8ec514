import pytest

from booklet.errors import FontError, Where
from booklet.languages import Direction
from booklet.text.bidi import embedding_levels
from booklet.text.itemize import itemize
from booklet.text.style import CharacterStyle, StyledText, StyleSpan
from tests.support.fonts import AMIRI, BOLD, FRANK, GARAMOND, NOTO, TEXT, TEXT_FACE, styled


def runs_of(paragraph):
    levels = embedding_levels(paragraph.text, paragraph.direction.base_level)
    runs = itemize(paragraph, levels)
    assert "".join(paragraph.text[run.start : run.end] for run in runs) == paragraph.text
    return [(paragraph.text[run.start : run.end], run) for run in runs]


def scripts(text, language="he"):
    return [(part, run.manner.script) for part, run in runs_of(styled(text, language))]


def fonts(text, language="he"):
    return [(part, run.manner.font) for part, run in runs_of(styled(text, language))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("שלום, עולם!", "he", [("שלום, עולם!", "Hebr")]),
        ("גר ב-Haifa, ליד", "he", [("גר ב-", "Hebr"), ("Haifa", "Latn"), (", ליד", "Hebr")]),
        ("Haifa.", "he", [("Haifa", "Latn"), (".", "Hebr")]),
        ("בשנת 1948 נולד", "he", [("בשנת ", "Hebr"), ("1948", "Hebr"), (" נולד", "Hebr")]),
        ("אלף (ألف) בית", "he", [("אלף (", "Hebr"), ("ألف", "Arab"), (") בית", "Hebr")]),
        ("The (שלום) word", "en", [("The (", "Latn"), ("שלום", "Hebr"), (") word", "Latn")]),
        ("في ٢٨٠ و", "ar", [("في ", "Arab"), ("٢٨٠", "Arab"), (" و", "Arab")]),
        ("123", "he", [("123", "Hebr")]),
        # The dotted circle is in another font than the space.
        ("the ◌ָ sign", "en", [("the ", "Latn"), ("◌ָ", "Hebr"), (" ", "Hebr"), ("sign", "Latn")]),
        ("e\u0301a", "fr", [("e\u0301a", "Latn")]),
    ],
)
def test_scripts(text, language, expected):
    assert scripts(text, language) == expected


def test_a_foreign_word_has_a_language_of_its_script():
    assert [run.manner.language for _, run in runs_of(styled("של Haifa ואלף"))] == ["he", "en", "he"]
    assert [run.manner.language for _, run in runs_of(styled("le mot שלום", "fr"))] == ["fr", "he"]


def test_a_word_with_an_accent_comes_whole_from_the_fallback_font():
    accented = "\u05d0\u05e9\u05b4\u05c1\u0596\u05ea"  # Frank Ruhl Libre has no U+0596
    assert fonts(f"\u05d0\u05d1 {accented} \u05d2") == [
        ("\u05d0\u05d1 ", FRANK),
        (accented, NOTO),
        (" \u05d2", FRANK),
    ]


def test_a_letter_and_its_accent_come_whole_from_the_fallback_font():
    # Noto Serif Hebrew has the accent but no Arabic comma, so that no font has the whole word.
    accented = "\u05e9\u05b4\u05c1\u0596"
    found = fonts(f"\u05d0{accented}\u060c\u05ea")
    assert found == [("\u05d0", FRANK), (accented, NOTO), ("\u060c", AMIRI), ("\u05ea", FRANK)]


def test_a_font_with_the_composed_form_will_do():
    assert fonts("E\u0301cole", "fr") == [("E\u0301cole", GARAMOND)]
    assert fonts("\u0627\u0653", "ar") == [("\u0627\u0653", AMIRI)]


def test_invisible_characters_need_no_glyph():
    text = "א\u200dב\u200eג\u2067ד\u2069\u034fה\ufe0f"
    assert {font for _, font in fonts(text)} == {FRANK}


def test_spaces_and_the_hard_hyphen_have_stand_ins():
    assert fonts("a\u202fb\u2007c\u2011d", "en") == [("a\u202fb\u2007c\u2011d", GARAMOND)]


def test_scale_is_that_of_the_chain_the_font_is_in():
    sizes = {part.strip(): run.size for part, run in runs_of(styled("אב Haifa سلام"))}
    assert sizes["Haifa"] == pytest.approx(11 * 1.05)
    assert sizes["سلام"] == pytest.approx(11 * 1.1)


def test_a_style_change_never_parts_a_letter_from_its_points():
    paragraph = styled("בָּא", "he", (1, BOLD))
    assert [part for part, _ in runs_of(paragraph)] == ["בָּ", "א"]


def test_spans_of_one_style_are_one_run():
    paragraph = styled("אבגד", "he", (2, TEXT))
    assert len(runs_of(paragraph)) == 1


def test_links_divide_runs():
    spans = (StyleSpan(0, 2, TEXT), StyleSpan(2, 4, TEXT, link="https://example.org"))
    paragraph = StyledText("אבגד", spans, "he", Direction.RTL)
    assert [run.span.link for _, run in runs_of(paragraph)] == [None, "https://example.org"]


def test_tracking_is_for_scripts_that_do_not_join():
    tracked = CharacterStyle(TEXT_FACE, 10.0, TEXT.color, tracking=2.0)
    runs = {run.manner.script: run for _, run in runs_of(styled("אב سلام fin", style=tracked))}
    assert {script: run.tracking for script, run in runs.items()} == {"Hebr": 2.0, "Arab": 0.0, "Latn": 2.0}
    assert ("liga", 0) in runs["Latn"].manner.features
    assert not runs["Arab"].manner.features


def test_every_missing_character_is_named_with_its_place():
    where = Where(path="booklet.yaml", line=7)
    text = "אב ✓ ג ☐☐ ✓"
    paragraph = StyledText(text, (StyleSpan(0, len(text), TEXT),), "he", Direction.RTL, where)
    with pytest.raises(FontError) as error:
        runs_of(paragraph)
    assert [d.code for d in error.value.diagnostics] == ["missing-glyph"] * 2
    assert "U+2713 CHECK MARK" in error.value.diagnostics[0].message
    assert "U+2610 BALLOT BOX" in error.value.diagnostics[1].message
    assert all(d.where == where and d.hint for d in error.value.diagnostics)


def test_a_mark_that_no_font_has_is_named_alone():
    with pytest.raises(FontError, match=r"U\+0F71") as error:
        runs_of(styled("א\u0f71"))
    assert "05D0" not in error.value.diagnostics[0].message


def test_digits_after_a_latin_word_in_brackets_are_set_in_the_font_of_the_paragraph():
    text = "אבג (abc) 123-456."
    runs = itemize(styled(text), embedding_levels(text, 1))
    fonts = {text[run.start : run.end].strip(): run.manner.font.family for run in runs}
    assert fonts["abc"] == "eb-garamond"
    assert fonts["123-456"] == "frank-ruhl-libre"
