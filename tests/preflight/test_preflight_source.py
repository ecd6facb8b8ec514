"""Each check of the source: texts it is silent on, and the same broken in one way."""

import pytest

from booklet.preflight.source import SOURCE_CHECKS, check_source
from tests.document.books import PNG
from tests.support.small_books import book_of


def notes(tmp_path, language, text, rest=""):
    indented = text.replace("\n", "\n      ")
    return check_source(book_of(tmp_path, language, f"  - text: |\n      {indented}\n", rest=rest))


def mended(tmp_path, language, text):
    """Return code and mended word of each find."""
    return [(note.code, note.hint.split("“")[1].split("”")[0]) for note in notes(tmp_path, language, text)]


CLEAN = [
    ("he", "בית־ספר בצפון־אפריקה, ב־1862; ב-1862 – ג׳ורג׳ וצה״ל."),
    ("he", "משהו - ועוד משהו -- סוף-"),
    ("he", "ה-Haifa וה-BBC, Jean-Paul, d'Or, l'Alliance"),
    ("he", 'אמר: \'שלום\' לכול, ב\'הארץ\' וב"מעריב", "שלום", ה"ארץ" ו"א"'),
    ("he", "'בית ספר של ג׳ורג׳ הגדול', כתב"),
    ("he", "www.בית-ספר.example https://he.example.org/wiki/בית-ספר קוד_של-משהו \u2066א-ב\u2069"),
    ("he", "[כאן](https://example.org/א-ב'ג)"),
    ("he", "12' ו-5\" ו־1', שנות ה'90, '1860 היתה'"),
    ("en", "The well-known 'school' of Jean-Paul, \"Bet\", isn't it? Yes, 'בית' and \"ספר\"; the word مدرسة, then."),
    ("ar", "مدرسة، وبيت؛ أين؟ 1862, 1870; Alliance, Paris? نعم 5,000."),
    ("ar", "انظر https://example.org/مدرسة,بيت?س=ص و www.مدرسة.example/أ,ب"),
    ("fa", "مدرسه، خانه؛ کجا؟"),
]


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_nothing_is_said_of_right_signs_and_of_what_is_no_prose(tmp_path, language, text):
    assert notes(tmp_path, language, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("של בית-ספר בעיר", ["בית־ספר"]),
        ("בַּיִת-סֵפֶר", ["בַּיִת־סֵפֶר"]),
        ("בן-גוריון ואלי-אל-כהן", ["בן־גוריון", "ואלי־אל־כהן"]),
        ("בית\u2010ספר", ["בית־ספר"]),
        ("**בית**-*ספר* (צפון-אפריקה).", ["בית־ספר", "(צפון־אפריקה)."]),
        ("[בית-ספר](https://example.org)", ["בית־ספר"]),
    ],
)
def test_a_hyphen_between_hebrew_letters(tmp_path, text, words):
    assert mended(tmp_path, "he", text) == [("hyphen-for-maqaf", word) for word in words]
    assert mended(tmp_path, "en", f"The word {text}") == [("hyphen-for-maqaf", word) for word in words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ג'ורג' וז'ול", ["ג׳ורג׳", "וז׳ול"]),
        ("ר' יוסף, כיתה ב', עמ' 5", ["ר׳", "ב׳,", "עמ׳"]),
        ('צה"ל, ותנ"ך', ["צה״ל,", "ותנ״ך"]),
        ('שנת תרכ"ב ה\'תרכ"ב', ["תרכ״ב", "ה׳תרכ״ב"]),
        ('חַזַ"ל', ["חַזַ״ל"]),
        ("אמר: 'ג'ון בא' והלך", ["'ג׳ון"]),
        ('"צה"ל אמר" ו"שלום"', ['"צה״ל']),
    ],
)
def test_ascii_geresh_and_gershayim(tmp_path, text, words):
    assert mended(tmp_path, "he", text) == [("ascii-geresh", word) for word in words]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ar", "مدرسة, وبيت; أين?", ["مدرسة،", "وبيت؛", "أين؟"]),
        ("ar", "السَّلامُ, عليكم", ["السَّلامُ،"]),
        ("fa", "مدرسه, خانه", ["مدرسه،"]),
        ("ur", "اسکول, گھر?", ["اسکول،", "گھر؟"]),
    ],
)
def test_ascii_signs_in_arabic(tmp_path, language, text, words):
    assert mended(tmp_path, language, text) == [("ascii-arabic-sign", word) for word in words]


def test_a_note_has_the_place_the_words_around_and_the_mended_word(tmp_path):
    (note,) = notes(tmp_path, "he", "פסקה ראשונה.\n\nשל בית-ספר בעיר הגדולה.")
    assert (note.where.line, note.where.column) == (9, 13)
    assert note.mended == "בית־ספר"
    assert "“של בית-ספר בעיר”" in note.message
    assert "“בית־ספר”" in note.hint
    assert note.severity == "warning"


def test_all_that_is_printed_is_looked_at_and_nothing_else(tmp_path):
    rest = """\
events:
  - {year: 1, title: א-ב, subtitle: א-ג, text: א-ד, place: {name: א-ה}, sources: [ת-ת]}
poster: {size: A2, title: א-ו, points: [א-ז]}
"""
    body = "  - cover: {title: א-ח}\n  - list: [א-ט]\n  - text: {he: '- א-י', en: 'ת-ת'}\n"
    body += "  - quote: {text: א-כ, source: א-ל}\n"
    found = check_source(book_of(tmp_path, "he", body, rest=rest))
    assert sorted(note.hint.split("“")[1][2] for note in found) == list("בגדהוזחטיכל")


# --- Alternative texts --------------------------------------------------------------------------------------------


def alternative(tmp_path, alt, name="school-1.png"):
    (tmp_path / name).write_bytes(PNG)
    figure, others = (
        check_source(book_of(tmp_path, "en", f"  - {block}\n"))
        for block in (f"figure: {{file: {name}, alt: {alt}}}", f"pictures: [{{file: {name}, alt: {alt}}}]")
    )
    assert [note.message for note in figure] == [note.message for note in others]
    return figure


@pytest.mark.parametrize(
    "alt", ["IMG_0123.jpg", "img 0123", "DSC-00012", "map.svg", "school-1", "Picture", "photo 2", "'...'", "'1862'"]
)
def test_an_alternative_text_that_is_a_file_name_is_told(tmp_path, alt):
    (note,) = alternative(tmp_path, alt)
    assert (note.code, note.severity, note.where.line) == ("alt-text", "warning", 6)
    assert alt.strip("'.") in note.message


@pytest.mark.parametrize(
    "alt", ["Children before a house", "School", "P. Levi", "Image of a road", "'Map of Haifa, 1862'"]
)
def test_nothing_is_told_of_words_that_describe(tmp_path, alt):
    assert alternative(tmp_path, alt, "school.png") == []


def test_the_most_that_is_told_is_a_screenful_and_the_rest_is_counted(tmp_path):
    words = " ".join(f"א-{letter}{other}" for letter in "בגדהו" for other in "זחטיכל")
    found = notes(tmp_path, "he", words)
    assert len(found) == SOURCE_CHECKS[0].most + 1
    assert found[-1].message.startswith("not listed: 10 more")
    assert found[-1].code == "hyphen-for-maqaf"


def test_the_same_words_at_two_places_are_told_twice_and_two_signs_of_one_word_once(tmp_path):
    assert [note.where.column for note in notes(tmp_path, "he", "של בית-ספר של בית-ספר של")] == [13, 24]
    assert mended(tmp_path, "he", "של אלי-אל-כהן") == [("hyphen-for-maqaf", "אלי־אל־כהן")]
