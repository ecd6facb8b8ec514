"""Numbers as they are written: the digits of a script, and numerals made of letters (Hebrew, abjad, Roman).

Letters are in logical order, the greatest value first, as they are read. Nothing here knows of pages or of calendars.
"""

import re
from collections.abc import Mapping
from enum import Enum


class Digits(Enum):
    """The digits of a language."""

    EUROPEAN = "european"
    """0123456789, U+0030."""
    ARABIC_INDIC = "arabic-indic"
    """٠١٢٣٤٥٦٧٨٩, U+0660: of the Mashriq."""
    EXTENDED = "extended"
    """۰۱۲۳۴۵۶۷۸۹, U+06F0: of Persian and Urdu, which draw some of them in their own ways."""


class Numbering(Enum):
    """How things are counted."""

    DECIMAL = "decimal"
    HEBREW = "hebrew"
    ABJAD = "abjad"
    ROMAN = "roman"


# --- Digits -------------------------------------------------------------------------------------------------------

_ZEROS = {Digits.EUROPEAN: 0x30, Digits.ARABIC_INDIC: 0x660, Digits.EXTENDED: 0x6F0}
_TABLES = {
    digits: {start + value: zero + value for start in _ZEROS.values() for value in range(10)}
    for digits, zero in _ZEROS.items()
}
_DECIMAL, _GROUP = "\u066b", "\u066c"
_NOT_EUROPEAN = re.compile("[\u0660-\u0669\u06f0-\u06f9\u066b\u066c]")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![.,]?\d)", re.ASCII)
"""A whole number, grouped by threes or not, and a decimal fraction: not a date with dots, not 1862,1870."""


def in_digits(text: str | int, digits: Digits) -> str:
    """Return a text or number with all its digits in one script; as many code points as before.

    The point of a decimal fraction and the commas between groups of three become U+066B and U+066C beside Arabic-Indic
    and extended digits, and come back beside European ones (CLDR, `numbers/symbols` of ar and fa). Dates with dots or
    slashes keep theirs. A section `1.2` cannot be told from a fraction and is written as one; the order is the same.
    """
    text = str(text)
    if _NOT_EUROPEAN.search(text):
        text = text.translate(_TABLES[Digits.EUROPEAN])
        text = re.sub(rf"(?<=\d)[{_DECIMAL}{_GROUP}](?=\d)", lambda m: "." if m[0] == _DECIMAL else ",", text)
    if digits is Digits.EUROPEAN:
        return text
    return _GROUPED.sub(_separated, text).translate(_TABLES[digits])


def _separated(number: re.Match[str]) -> str:
    return number[1].replace(",", _GROUP) + (number[2] or "").replace(".", _DECIMAL)


# --- Letters ------------------------------------------------------------------------------------------------------

_GERESH, _GERSHAYIM = "\u05f3", "\u05f4"
_HEBREW = dict(zip((*range(400, 0, -100), *range(90, 0, -10), *range(9, 0, -1)), "תשרקצפעסנמלכיטחזוהדגבא", strict=True))
_FINAL = str.maketrans("כמנפצ", "ךםןףץ")
_NOT_THE_NAME = {15: "טו", 16: "טז"}
_ABJAD = dict(
    zip((1000, *range(900, 0, -100), *range(90, 0, -10), *range(9, 0, -1)), "غظضذخثتشرقصفعسنملكيطحزوهدجبا", strict=True)
)
_ROMAN = dict(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


def hebrew_numeral(number: int, *, marks: bool) -> str:
    """Return a number from 1 to 9999 in Hebrew letters: טו, תרכב, ה׳תרכב; with marks ט״ו, תרכ״ב, ה׳תרכ״ב.

    Without marks as CSS Counter Styles 3, section 6.1, `hebrew`: for folios, lists and chapters. With marks as CLDR,
    `common/rbnf/root.xml`, `%hebrew`: a geresh (U+05F3) after a single letter, else a gershayim (U+05F4) before the
    last; whole thousands in words (אלף, אלפיים, ג׳ אלפים), since א׳ is 1. The geresh after the thousands always
    stands: without it 5004 and 5000 could not be told from shorter numbers.

    15 and 16 are 9 + 6 and 9 + 7, in higher numbers too. Final forms are never used, neither at the end (תש״פ, not
    CLDR's תש״ף) nor for 500 to 900: final letters come from words, and a number is none; a year is one (`hebrew_year`).
    Nor are letters put in another order where they happen to spell a word (CLDR has תשד״מ for 744).

    Raises:
        ValueError: when the number is outside the range.
    """
    _check(number, 9999, "Hebrew")
    thousands, rest = divmod(number, 1000)
    if marks and not rest:
        return {1: "אלף", 2: "אלפיים"}.get(thousands, f"{_HEBREW[thousands]}{_GERESH} אלפים")
    before = f"{_HEBREW[thousands]}{_GERESH}" if thousands else ""
    tail = _NOT_THE_NAME.get(rest % 100, "")
    letters = _added(rest - rest % 100 if tail else rest, _HEBREW) + tail
    return before + (_marked(letters) if marks else letters)


def hebrew_year(year: int) -> str:
    """Return a year of the Hebrew calendar, 1 to 9999, with marks: תרכ״ב for 5622.

    The thousands are left out in the sixth millennium, 5001 to 5999, as is the custom (לפרט קטן); ד׳תתק״ס has them.
    The last letter is a final one after a gershayim, תר״ך, תש״ן: years are read as words (Academy of the Hebrew
    Language, of the year תש״ף, 2018).

    Raises:
        ValueError: when the year is outside the range.
    """
    written = hebrew_numeral(year % 1000 if 5000 < year < 6000 else year, marks=True)
    return written[:-1] + written[-1].translate(_FINAL) if written[-2] == _GERSHAYIM else written


def _marked(letters: str) -> str:
    return letters + _GERESH if len(letters) == 1 else letters[:-1] + _GERSHAYIM + letters[-1]


def abjad(number: int) -> str:
    """Return a number from 1 to 1999 in Arabic letters, in the order of the Mashriq (أبجد هوز حطي كلمن سعفص قرشت).

    The order is that of W3C, Ready-made Counter Styles, `arabic-abjad`; its letters are worth 1 to 9, 10 to 90, 100 to
    1000 (in the Maghreb ص ض س ظ غ ش are 60, 90, 300, 800, 900, 1000). A lone ه has a joiner after it, as there: its
    isolated form would be taken for the digit ٥.

    Raises:
        ValueError: when the number is outside the range.
    """
    _check(number, 1999, "abjad")
    return "ه\u200d" if number == 5 else _added(number, _ABJAD)


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in Roman capitals (CSS Counter Styles 3, section 6.1, `upper-roman`).

    Raises:
        ValueError: when the number is outside the range.
    """
    _check(number, 3999, "Roman")
    return _added(number, _ROMAN)


def numeral(number: int, numbering: Numbering, digits: Digits, *, marks: bool = False) -> str:
    """Return a number as it stands alone, before an item or at the foot of a page; Roman letters are small.

    `marks` are geresh and gershayim in Hebrew letters.

    Raises:
        ValueError: when the number is outside the numbering's range.
    """
    match numbering:
        case Numbering.DECIMAL:
            return in_digits(number, digits)
        case Numbering.HEBREW:
            return hebrew_numeral(number, marks=marks)
        case Numbering.ABJAD:
            return abjad(number)
        case Numbering.ROMAN:
            return roman(number).lower()


def _check(number: int, most: int, kind: str) -> None:
    if not 1 <= number <= most:
        raise ValueError(f"{kind} numerals go from 1 to {most}, not {number}")


def _added(number: int, letters: Mapping[int, str]) -> str:
    """Return the letters, greatest value first, whose values add up to a number."""
    written = []
    for value, letter in letters.items():
        count, number = divmod(number, value)
        written.append(letter * count)
    return "".join(written)
