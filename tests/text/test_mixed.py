"""Text of two directions without any mark-up: names, numbers, addresses, verses, signs.

How to read what is expected: the line from right to left, as it is typed; what is in <angles> runs from left to right.
It was written by hand from UAX #9, Unicode 17.0; the rule that decides stands beside it.
"""

import re

import pytest
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from booklet.text.bidi import embedding_levels
from booklet.text.itemize import itemize
from booklet.text.paragraph import set_line
from tests.support.fonts import AMIRI, FRANK, GARAMOND, styled
from tests.support.order import assert_order, drawn_order

HEBREW = [
    "טלפון <03-5683333> בערב",  # W4: one hyphen between European digits
    "חיוג <1-800-123-456>.",
    "טלפון +<972-3-5683333> בערב",  # W6: no digit before the plus, so it stands first, at the right
    "כתבו אל <info@aiu.org>.",  # N1 within; N2 the full stop
    "<info@aiu.org> היא הכתובת",
    "נאמר (ויקרא א:ב) כך",  # W6: a colon between letters
    "ויקרא י״ט:י״ח, שם",
    "תהלים <1:6> שם",  # W4
    "מחיר <1,000.50> ש״ח",  # W4
    "מחיר <$1,000> או <50₪>, בערך",  # W5
    "עמ׳ <10-12> שם",  # W4
    "עמ׳ <10>–<12> שם",  # N1: a dash is no separator of digits
    "עלייה של <50%> השנה",  # W5
    "שפת <C>++ קשה",  # W6, N2: the signs are between Latin and Hebrew
    "האתר <www.aiu.org/fr>/ פתוח",  # N1 within; N2 the last stroke
    "ביקר <Jean-Paul Sartre> בחיפה",
    "ב־<Windows 11> נולד",  # W7: digits after Latin are Latin
    "בשנת <1860> (<Paris>) נוסדה",  # N0 c2: the brackets follow the Hebrew before them
    "״אמר (כך: ״שלום״) והלך״",
    "״ראו (״<Alliance Israélite>״, <1860>) שם״",  # U+05F4 is a Hebrew letter to the rules, not a neutral
    "”ראו (“<Alliance Israélite”, 1860>) שם“",  # U+201D is neutral: W7 makes 1860 Latin, N1 what is between
    "שיעור [א] (<b>) {ג}",
]
ARABIC = [
    "هاتف <03>-<5683333> مساء",  # W2: digits after Arabic letters are Arabic; W6 the hyphen
    "<03-5683333> هاتف المدرسة",  # before the first Arabic letter they are European: W4
    "هاتف +<33> مساء",
    "اكتبوا إلى <info@aiu.org>.",
    "قيل (اللاويين ב:א) هكذا",
    "الآية <٢:٥> هنا",  # W4: one common separator between Arabic digits
    "بسعر <1,000.50> دينار",  # W2, W4
    "بسعر <١٬٠٠٠٫٥٠> دينار",
    "ص <10>-<12> هناك",  # W2, W6
    "ص <١٠>–<١٢> هناك",
    "زيادة <50>% سنويا",  # W2, so that W5 has no European digit
    "زيادة <٥٠>٪ سنويا",
    "لغة <C>++ صعبة",
    "الموقع <www.aiu.org/fr>/ مفتوح",
    "زار <Jean-Paul Sartre> حيفا",
    "في <Windows 11> ظهر",  # W7
    "سنة <1860> (<Paris>) أسست",
    "«قال (كما في «لسان العرب») وذهب»",
    "«انظر («<Alliance Israélite», 1860>) هناك»",
    "اسم שלום هنا",
]
CASES = [*(("he", text) for text in HEBREW), *(("ar", text) for text in ARABIC)]


def from_left_to_right(expected: str) -> str:
    """Return the code points of a line in drawn order."""
    parts = re.split("<([^>]*)>", expected)
    return "".join(part if i % 2 else part[::-1] for i, part in reversed([*enumerate(parts)]))


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_order_without_mark_up(language, expected):
    text = re.sub("[<>]", "", expected)
    line = set_line(styled(text, language))
    runs = [piece.run for piece in line.pieces]
    assert drawn_order((run.glyph_texts, run.level) for run in runs) == from_left_to_right(expected)
    assert_order(text, 1, runs)  # python-bidi
    third = {c.character_index: c.embedding_level for c in BidiParagraph(text, TextDirection.RTL).get_characters()}
    assert [*line.levels] == [third[i] for i in range(len(text))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("he", "טלפון \u2066+972-3-5683333\u2069 בערב", "טלפון <+972-3-5683333> בערב"),
        ("ar", "هاتف \u206603-5683333\u2069 مساء", "هاتف <03-5683333> مساء"),
        ("he", "שפת C++\u200e קשה", "שפת <C++> קשה"),
        ("ar", "لغة C++\u200e صعبة", "لغة <C++> صعبة"),
        ("he", "האתר www.aiu.org/fr/\u200e פתוח", "האתר <www.aiu.org/fr/> פתוח"),
        ("he", "”ראו (“\u2068Alliance Israélite\u2069”, 1860) שם“", "”ראו (“<Alliance Israélite>”, <1860>) שם“"),
        ("ar", "«انظر («\u2068Alliance Israélite\u2069», 1860) هناك»", "«انظر («<Alliance Israélite>», <1860>) هناك»"),
    ],
)
def test_one_invisible_mark_is_enough_for_another_order(language, text, expected):
    line = set_line(styled(text, language))
    drawn = drawn_order((piece.run.glyph_texts, piece.run.level) for piece in line.pieces)
    assert drawn == from_left_to_right(expected)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("he", "ביקר Rosa Cohen בחיפה", [("ביקר ", FRANK, "he", 1), ("Rosa Cohen", GARAMOND, "en", 2)]),
        ("ar", "زارت Rosa Cohen حيفا", [("زارت ", AMIRI, "ar", 1), ("Rosa Cohen", GARAMOND, "en", 2)]),
        ("ar", "كلمة שלום هنا", [("كلمة ", AMIRI, "ar", 1), ("שלום ", FRANK, "he", 1)]),
        ("he", "מילה سلام כאן", [("מילה ", FRANK, "he", 1), ("سلام ", AMIRI, "ar", 1)]),
        ("fr", "Le mot שלום ici", [("Le mot ", GARAMOND, "fr", 0), ("שלום", FRANK, "he", 1)]),
        ("en", "The word سلام here", [("The word ", GARAMOND, "en", 0), ("سلام", AMIRI, "ar", 1)]),
    ],
)
def test_a_foreign_name_gets_its_font_language_and_level_by_itself(language, text, expected):
    paragraph = styled(text, language)
    runs = itemize(paragraph, embedding_levels(text, paragraph.direction.base_level))
    found = [(text[r.start : r.end], r.manner.font, r.manner.language, r.manner.level) for r in runs]
    assert found[:2] == expected
    assert len(found) == 3
    assert found[2][1:] == found[0][1:]
