import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.languages import LANGUAGES
from booklet.numerals import Digits, Numbering, abjad, hebrew_numeral, hebrew_year, in_digits, numeral, roman

HEBREW = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 10), *range(10, 100, 10), *range(100, 500, 100)), strict=True))
ABJAD = dict(
    zip("ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", (*range(1, 10), *range(10, 100, 10), *range(100, 1100, 100)), strict=True)
)
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


# --- Digits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "arabic_indic", "extended"),
    [
        (1862, "١٨٦٢", "۱۸۶۲"),
        ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"),
        ("בשנת 1862.", "בשנת ١٨٦٢.", "בשנת ۱۸۶۲."),
        ("1862–1870", "١٨٦٢–١٨٧٠", "۱۸۶۲–۱۸۷۰"),
        ("1,234,567.5", "١٬٢٣٤٬٥٦٧٫٥", "۱٬۲۳۴٬۵۶۷٫۵"),
        ("0.75", "٠٫٧٥", "۰٫۷۵"),
        ("1862,1870", "١٨٦٢,١٨٧٠", "۱۸۶۲,۱۸۷۰"),
        ("1,2", "١,٢", "۱,۲"),
        ("24.06.1862", "٢٤.٠٦.١٨٦٢", "۲۴.۰۶.۱۸۶۲"),
        ("1862/06/24", "١٨٦٢/٠٦/٢٤", "۱۸۶۲/۰۶/۲۴"),
        ("10:30", "١٠:٣٠", "۱۰:۳۰"),
        ("", "", ""),
    ],
)
def test_digits_of_a_script(typed, arabic_indic, extended):
    assert in_digits(typed, Digits.ARABIC_INDIC) == arabic_indic
    assert in_digits(typed, Digits.EXTENDED) == extended
    assert in_digits(arabic_indic, Digits.EXTENDED) == extended
    assert in_digits(arabic_indic, Digits.EUROPEAN) == in_digits(extended, Digits.EUROPEAN) == str(typed)


@given(st.text("0189.,/- א٠٩۰۹٫٬a"), st.sampled_from(Digits))
def test_every_code_point_keeps_its_place(text, digits):
    written = in_digits(text, digits)
    assert len(written) == len(text)
    assert in_digits(written, digits) == written


@given(st.text("0189.,/- א"), st.sampled_from(Digits))
def test_european_digits_come_back(text, digits):
    assert in_digits(in_digits(text, digits), Digits.EUROPEAN) == text


def test_digits_follow_from_the_language():
    extended = {code for code, language in LANGUAGES.items() if language.digits is Digits.EXTENDED}
    assert extended == {"fa", "ur"}
    assert {language.digits for language in LANGUAGES.values()} == {Digits.EUROPEAN, Digits.EXTENDED}


# --- Hebrew -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "plain", "marked"),
    [
        (1, "א", "א׳"),
        (9, "ט", "ט׳"),
        (10, "י", "י׳"),
        (14, "יד", "י״ד"),
        (15, "טו", "ט״ו"),
        (16, "טז", "ט״ז"),
        (17, "יז", "י״ז"),
        (20, "כ", "כ׳"),
        (80, "פ", "פ׳"),
        (99, "צט", "צ״ט"),
        (100, "ק", "ק׳"),
        (115, "קטו", "קט״ו"),
        (116, "קטז", "קט״ז"),
        (298, "רצח", "רצ״ח"),
        (300, "ש", "ש׳"),
        (304, "שד", "ש״ד"),
        (315, "שטו", "שט״ו"),
        (358, "שנח", "שנ״ח"),
        (400, "ת", "ת׳"),
        (500, "תק", "ת״ק"),
        (600, "תר", "ת״ר"),
        (700, "תש", "ת״ש"),
        (744, "תשמד", "תשמ״ד"),
        (780, "תשפ", "תש״פ"),
        (800, "תת", "ת״ת"),
        (900, "תתק", "תת״ק"),
        (999, "תתקצט", "תתקצ״ט"),
        (1000, "א׳", "אלף"),
        (1001, "א׳א", "א׳א׳"),
        (1015, "א׳טו", "א׳ט״ו"),
        (2000, "ב׳", "אלפיים"),
        (5000, "ה׳", "ה׳ אלפים"),
        (5004, "ה׳ד", "ה׳ד׳"),
        (5622, "ה׳תרכב", "ה׳תרכ״ב"),
        (9999, "ט׳תתקצט", "ט׳תתקצ״ט"),
    ],
)
def test_hebrew_numerals(number, plain, marked):
    assert hebrew_numeral(number, marks=False) == plain
    assert hebrew_numeral(number, marks=True) == marked


@pytest.mark.parametrize("marks", [False, True])
def test_hebrew_numerals_add_up(marks):
    written = {number: hebrew_numeral(number, marks=marks) for number in range(1, 10_000)}
    assert len(set(written.values())) == 9999
    for number, letters in written.items():
        if number >= 1000 and number % 1000:
            thousands, _, letters = letters.partition("׳")
            assert HEBREW[thousands] == number // 1000
        if number < 1000 or number % 1000:
            plain = letters.replace("״", "").removesuffix("׳")
            assert sum(HEBREW[letter] for letter in plain) == number % 1000
            assert "יה" not in plain and "יו" not in plain


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (5622, "תרכ״ב"), (5675, "תרע״ה"), (5701, "תש״א"), (5005, "ה׳"), (5999, "תתקצ״ט"),
        (5620, "תר״ך"), (5640, "תר״ם"), (5650, "תר״ן"), (5690, "תר״ץ"), (5780, "תש״ף"), (5020, "כ׳"), (4990, "ד׳תתק״ץ"),
        (5000, "ה׳ אלפים"), (4960, "ד׳תתק״ס"), (6000, "ו׳ אלפים"), (6001, "ו׳א׳"),
    ],
)  # fmt: skip
def test_hebrew_years_of_our_millennium_go_without_it(year, written):
    assert hebrew_year(year) == written


def test_no_two_hebrew_years_of_a_millennium_are_alike():
    written = [hebrew_year(year) for year in range(5000, 6001)]
    assert len(set(written)) == 1001


# --- Abjad and Roman ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "ا"), (5, "ه\u200d"), (10, "ي"), (11, "يا"), (15, "يه"), (16, "يو"), (60, "س"), (90, "ص"), (300, "ش"),
        (800, "ض"), (900, "ظ"), (999, "ظصط"), (1000, "غ"), (1862, "غضسب"), (1999, "غظصط"),
    ],
)  # fmt: skip
def test_abjad(number, written):
    assert abjad(number) == written


def test_abjad_adds_up():
    for number in range(1, 2000):
        assert sum(ABJAD[letter] for letter in abjad(number).strip("\u200d")) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (4, "IV"), (9, "IX"), (40, "XL"), (1862, "MDCCCLXII"), (1999, "MCMXCIX"), (3999, "MMMCMXCIX")],
)
def test_roman(number, written):
    assert roman(number) == written


def test_roman_adds_up():
    for number in range(1, 4000):
        values = [ROMAN[letter] for letter in roman(number)]
        assert sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)) == number


# --- Ranges -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("write", "number"),
    [
        (lambda n: hebrew_numeral(n, marks=False), 0), (lambda n: hebrew_numeral(n, marks=True), 10_000),
        (hebrew_year, 0), (hebrew_year, 10_000), (abjad, 0), (abjad, 2000), (roman, -1), (roman, 4000),
    ],
)  # fmt: skip
def test_what_is_outside_is_said(write, number):
    with pytest.raises(ValueError, match=rf"numerals go from 1 to \d+, not {number}$"):
        write(number)


def test_numerals_for_pages():
    numerals = {numbering: numeral(16, numbering, Digits.EXTENDED) for numbering in Numbering}
    assert numerals == {
        Numbering.DECIMAL: "۱۶",
        Numbering.HEBREW: "טז",
        Numbering.ABJAD: "يو",
        Numbering.ROMAN: "xvi",
    }
    marked = {numbering: numeral(16, numbering, Digits.EXTENDED, marks=True) for numbering in Numbering}
    assert marked == numerals | {Numbering.HEBREW: "ט״ז"}
