"""The text doctor: for each check a text it is silent on, and texts broken in just its way; all checks look at each."""

import pytest

from booklet.document.reader import read_book
from booklet.preflight.source import SOURCE_CHECKS, check_source
from tests.support.small_books import book_of

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
RLE, PDF, LRI, PDI = "\u202b", "\u202c", "\u2066", "\u2069"
NARROW, WIDE = "\u202f", "\u00a0"


def notes(tmp_path, language, text):
    indented = text.replace("\n", "\n      ")
    return check_source(book_of(tmp_path, language, f"  - text: |\n      {indented}\n"))


CLEAN = [
    # Reversed text: acronyms, single letters, geresh, numerals, a quotation behind a prefix, foreign words.
    ("he", "תנ״ך וצה״ל, רמטכ״ל, דו״ח, תש״ך ותש״ם. ם ן ך. סעיף ם׳, האות ם סופית, ר׳ ם."),
    ("he", "ה״ארץ״, פיליפ, מיקרוסקופ, קליפ, ג׳ינג׳ית, וכו׳, עמ׳ 12."),
    ("he", "הֶחָזוֹן שֶׁל אַלְיַאנְס, כָּל יִשְׂרָאֵל עֲרֵבִים זֶה בָּזֶה."),
    ("he", "פריז"),
    ("he", "קר לי, שי לחג"),
    ("he", "לש בצק"),
    ("ar", "لك نمو"),
    ("en", "The letters ם and ן end words; תנ״ך is the Bible, ץ a letter."),
    ("ar", "إلى المدرسة الأولى، في القدس؛ مثلا جميلا أولا، ة."),
    ("fa", "می‌خواهم به خانه بروم، کجاست؟"),
    # Drawn forms: ornate parentheses, words of honour, the rial.
    ("ar", "قال ﷺ ﴿الحمد لله﴾ ﷲ ﷽ و﷼."),
    # Direction marks that are needed, and isolates and embeddings that are closed.
    ("he", f"כתבו C++{LRM} בשנה ההיא."),
    ("he", f"טווח {LRI}1862-1870{PDI} ועוד {RLE}שלום{PDF}."),
    ("fa", "نیم‌فاصله درست است."),
    # Look-alikes: whole words of other scripts, units, formulas.
    ("en", "Москва and Αθήνα, 5 µm, α-helix, café, naïve, Łódź."),
    ("he", "האות A והמילה BBC, ב־B12, הBBC וx."),
    # Broken words.
    ("en", "Pre- and post-war, two- or threefold; a well-known\nword, north-\u2014 and - so."),
    ("de", "Vor- und Nachteile, Ein- bis Zweitakter."),
    ("fr", f"L’avant- et l’après-guerre{NARROW}; mi- ou plein temps."),
    # Spaces: table cells, forced breaks, the indentation of a list.
    ("en", "One line  \nand another.\n\n- an item\n  of two lines\n\n| a  | b   |\n|----|-----|\n| c  | d   |"),
    (
        "fr",
        f"Sources{WIDE}: voir «{NARROW}le livre{NARROW}»{NARROW}; quoi{NARROW}? «{WIDE}Oui{WIDE}»{WIDE}!",
    ),
    ("fr", "Voir https://example.org/a?b;c et [ici](https://example.org/?x=1;y)."),
    ("en", "Who? Me! So: yes; no."),
    # Digits: one set in a language; addresses.
    ("ar", "في عام ١٨٦٢ وعام ١٨٧٠، ص ١٢."),
    ("ar", "في عام 1862، 12 صفحة."),
    # Sentences: titles, verse, lists, a colon before a list, an ellipsis, a footnote.
    ("en", "A title without a stop\n\nAnother short one"),
    ("en", "The school was founded by six young men of Paris:\n\n- one\n- two and three"),
    ("en", "First of all this is a sentence. Here is one more that ends…"),
    ("en", "First of all this is a sentence. Here ‘is one more.’[^1]\n\n[^1]: A note without an end"),
    ("he", "זו שורה ראשונה של פסקה. וזו שורה אחרונה שלה, ״כך נאמר״."),
]


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_nothing_is_said_of_sound_text(tmp_path, language, text):
    assert notes(tmp_path, language, text) == []


BROKEN = [
    ("reversed-order", "he", "םיניינעב תרפוס איה", "היא סופרת בעניינים"),
    ("reversed-order", "he", ".םירבחה לכל םולש 1860 תנשב", "בשנת 1860 שלום לכל החברים."),
    ("reversed-order", "he", "(Alliance Israélite) סנאילא לש ןושארה", "הראשון של אליאנס (Alliance Israélite)"),
    ("reversed-order", "he", "ןוֹזחָהֶ", "הֶחָזוֹן"),
    ("reversed-order", "he", "הֶחָזוֹן"[::-1], "הֶחָזוֹן"),
    ("reversed-order", "he", "(1862-1870) םינש", "שנים (1862-1870)"),
    ("reversed-order", "he", ")1862-1870( םינש", "שנים (1862-1870)"),
    ("reversed-order", "he", "5% ,1870–1862 םינש", "שנים 1862–1870, 5%"),
    ("reversed-order", "en", "םולש לכל םירבחה", "החברים לכל שלום"),
    ("reversed-order", "ar", ".سدقلا يف ىلوألا ةسردملا", "المدرسة الأولى في القدس."),
    ("reversed-order", "ar", "ﺔﺳﺭﺪﻤﻟﺍ", "المدرسة"),
    ("reversed-order", "he", "םול\ufb2a", "ש\u05c1לום"),
    ("presentation-form", "he", "\ufb2aלום לכול", "ש\u05c1לום"),
    ("presentation-form", "ar", "ﺍﻟﻤﺪﺭﺳﺔ ﺍﻷﻭﻟﻰ", "المدرسة"),
    ("presentation-form", "en", "the o\ufb03ce is open", "office"),
    ("presentation-form", "ar", "كت\ufe79ب", "كتُب"),
    ("direction-mark", "he", f"שלום{RLM} לכול", "שלום"),
    ("direction-mark", "en", f"One{LRM} word", "One"),
    ("direction-mark", "ar", f"مدرسة{ALM} كبيرة", "مدرسة"),
    ("direction-mark", "he", f"שלום {RLE}לכול", "לכול"),
    ("direction-mark", "he", f"שלום{PDI} לכול", "שלום"),
    ("direction-mark", "he", f"שלום{PDF} לכול", "שלום"),
    ("direction-mark", "he", f"שלום {LRI}12-13 לכול", "12-13"),
    ("hyphen-for-maqaf", "he", "של בית-ספר בעיר", "בית־ספר"),
    ("ascii-geresh", "he", 'של צה"ל בעיר', "צה״ל"),
    ("ascii-arabic-sign", "ar", "مدرسة, وبيت", "مدرسة،"),
    ("look-alike", "en", "the scho\u043el of Paris", "school"),
    ("look-alike", "en", "the \u0391lliance", "Alliance"),
    ("look-alike", "fr", "l’\u0415urope entière", "l’Europe"),
    ("look-alike", "he", "הסיפoר של העיר", "הסיפoר"),
    ("two-spaces", "en", "one  word and another", "one word"),
    ("two-spaces", "fr", f"quoi {NARROW}? Oui", f"quoi{NARROW}?"),
    ("french-space", "fr", "quoi ? Oui", f"quoi{NARROW}?"),
    ("french-space", "fr", "quoi? Oui", f"quoi{NARROW}?"),
    ("french-space", "fr", "le livre ; et", f"livre{NARROW};"),
    ("french-space", "fr", "Sources: voir", f"Sources{WIDE}:"),
    ("french-space", "fr", f"« oui{WIDE}» et", f"«{WIDE}oui{WIDE}»"),
    ("french-space", "fr", f"«{WIDE}oui » et", f"«{WIDE}oui{WIDE}»"),
    ("mixed-digits", "ar", "في عام 1862 وعام 1870 وعام ١٨٨٢", "1882"),
    ("mixed-digits", "fa", "سال ۱۸۶۲ و ۱۸۷۰ و ١٨٨٢", "۱۸۸۲"),
    ("broken-word", "en", "an impor- tant school", "important"),
    ("broken-word", "en", "an exam-\nple of it", "example"),
    ("broken-word", "en", "a well-known word is a well-\nknown one", "well-known"),
    ("broken-word", "en", "an exam\u00ad ple of it", "example"),
    ("breaks-off", "en", "This is a whole sentence. And this is one that breaks", ""),
    ("breaks-off", "en", "This is a long line of words that ends here,", ""),
    ("breaks-off", "he", "זה משפט שלם ובו מילים. וזה משפט שנקטע באמצע", ""),
    ("breaks-off", "ar", "هذه جملة كاملة من الكلمات. وهذه جملة مبتورة في", ""),
]


@pytest.mark.parametrize(("code", "language", "text", "mended"), BROKEN)
def test_what_is_broken_in_one_way_is_told_by_that_code_and_no_other(tmp_path, code, language, text, mended):
    found = notes(tmp_path, language, text)
    assert {one.code for one in found} == {code}
    assert found[0].where.line == 7
    if mended is not None:
        assert found[0].mended == mended


LAGS = [
    ("Two parts.\n\nOf it.", "פסקה אחת.", "the Hebrew version has 1 paragraph, and the others have 2"),
    ("It began in 1862.", "הכול התחיל אז.", "the Hebrew version lacks the year 1862, which the others have"),
    ("It began.", "הכול התחיל ב־1862.", "the Hebrew version has the year 1862, which the others lack"),
    ("By Netter alone.", "של Carvallo לבדו.", "the Hebrew version has “carvallo” in Latin letters"),
    ("- one\n- two", "- אחת", "the Hebrew version has 1 paragraph, and the others have 2"),
]
EVEN = [
    ("In 1862 there were 24,000 pupils.", "ב־1862 היו 24 אלף."),
    ("Ben-Yehuda read *Alliance* in 1862: so.", "בן־יהודה קרא Alliance בשנת 1862."),
    ("כל זה\n\nAll of this", "כל זה"),
    ("12,1862 at 18:1862", "משהו"),
]


def versions(tmp_path, english, hebrew):
    book = "booklet: 1\nid: a\ntitle: {en: T, he: ט}\neditions: {a: {languages: [en]}, b: {languages: [he]}}\n"
    book += "body:\n  - text:\n"
    for code, text in (("en", english), ("he", hebrew)):
        indented = text.replace("\n", "\n        ")
        book += f"      {code}: |\n        {indented}\n"
    (tmp_path / "booklet.yaml").write_text(book, "utf-8")
    return check_source(read_book(tmp_path))


@pytest.mark.parametrize(("english", "hebrew", "message"), LAGS)
def test_a_version_that_lags_behind(tmp_path, english, hebrew, message):
    (note,) = versions(tmp_path, english, hebrew)
    assert (note.code, note.severity) == ("language-lags", "remark")
    assert note.message.startswith(message)


@pytest.mark.parametrize(("english", "hebrew"), EVEN)
def test_versions_that_say_the_same(tmp_path, english, hebrew):
    assert versions(tmp_path, english, hebrew) == []


def test_an_event_without_a_year(tmp_path):
    """A date has one; `circa` needs one."""
    dated = "events:\n  - {title: a, year: 1860}\n  - {title: b, date: 1862-05-17}\n"
    assert check_source(book_of(tmp_path, "en", "  - timeline\n", rest=dated)) == []
    (note,) = check_source(book_of(tmp_path, "en", "  - timeline\n", rest=dated.replace(", year: 1860", "")))
    assert (note.code, note.severity, note.where.line, note.where.column) == ("no-year", "warning", 8, 5)
    assert "“a”" in note.message


def test_short_lines_are_judged_with_the_others_of_their_language(tmp_path):
    short = "  - text: לארשי ץרא\n  - text: ןושארה תיבה\n  - text: םירצמ לש םיה\n"
    found = check_source(book_of(tmp_path, "he", "  - heading: זירפ\n" + short))
    assert [one.mended for one in found] == ["פריז", "ארץ ישראל", "הבית הראשון", "הים של מצרים"]
    found = check_source(book_of(tmp_path, "he", "  - heading: זירפ\n  - text: הבית הראשון.\n" + short))
    assert "פריז" not in [one.mended for one in found], "not all of the language is reversed"


def test_each_check_says_what_it_is():
    codes = [check.code for check in SOURCE_CHECKS]
    assert len(set(codes)) == len(codes)
    told = {code for code, *_ in BROKEN} | {"alt-text", "language-lags", "no-year"}
    assert told == set(codes), "each check has a case that is broken in its way"
    for check in SOURCE_CHECKS:
        assert check.title and check.reason and check.severity in ("error", "warning", "remark")
