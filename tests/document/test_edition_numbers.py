"""How an edition says which numbers it has."""

import jsonschema
import pytest
import yaml

from booklet.document.reader import read_book
from booklet.document.schema import json_schema
from booklet.numerals import Digits, Numbering
from tests.document.books import faults_of, write

BOOK = "booklet: 1\nid: a\ntitle: T\neditions:\n  one: {%s}\nbody: [blank]\n"
VALIDATOR = jsonschema.Draft7Validator(json_schema())


def edition(folder, keys):
    return read_book(write(folder, BOOK % keys)).editions["one"]


@pytest.mark.parametrize(
    ("keys", "digits", "page_numbers", "hebrew_years"),
    [
        ("languages: [he]", Digits.EUROPEAN, Numbering.DECIMAL, False),
        ("languages: [ar]", Digits.EUROPEAN, Numbering.DECIMAL, False),
        ("languages: [fa]", Digits.EXTENDED, Numbering.DECIMAL, False),
        ("languages: [ur]", Digits.EXTENDED, Numbering.DECIMAL, False),
        ("languages: [fa], digits: european", Digits.EUROPEAN, Numbering.DECIMAL, False),
        ("languages: [ar], digits: arabic-indic", Digits.ARABIC_INDIC, Numbering.DECIMAL, False),
        ("languages: [ar], page-numbers: abjad", Digits.EUROPEAN, Numbering.ABJAD, False),
        ("languages: [en], page-numbers: roman", Digits.EUROPEAN, Numbering.ROMAN, False),
        ("languages: [he], page-numbers: hebrew, hebrew-years: true", Digits.EUROPEAN, Numbering.HEBREW, True),
    ],
)
def test_settings_are_read(tmp_path, keys, digits, page_numbers, hebrew_years):
    read = edition(tmp_path, keys)
    assert (read.id, read.where.line) == ("one", 5)
    assert (read.digits, read.page_numbers, read.hebrew_years) == (digits, page_numbers, hebrew_years)
    assert VALIDATOR.is_valid(yaml.safe_load(BOOK % keys))


@pytest.mark.parametrize(
    ("keys", "list_numbers", "number_marks"),
    [
        ("languages: [he]", Numbering.DECIMAL, False),
        ("languages: [he], page-numbers: hebrew", Numbering.DECIMAL, False),
        ("languages: [he], list-numbers: hebrew, number-marks: true", Numbering.HEBREW, True),
        ("languages: [ar], list-numbers: abjad", Numbering.ABJAD, False),
        ("languages: [en], list-numbers: roman, number-marks: false", Numbering.ROMAN, False),
    ],
)
def test_settings_of_lists_and_marks_are_read(tmp_path, keys, list_numbers, number_marks):
    read = edition(tmp_path, keys)
    assert (read.list_numbers, read.number_marks) == (list_numbers, number_marks)
    assert VALIDATOR.is_valid(yaml.safe_load(BOOK % keys))


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("digits: arabic", "bad-value"),
        ("digits: 1", "wrong-type"),
        ("page-numbers: latin", "bad-value"),
        ("page-numbers: [roman]", "wrong-type"),
        ("hebrew-years: 'yes'", "wrong-type"),
        ("hebrew-years: null", "empty-value"),
        ("page-number: roman", "unknown-key"),
        ("list-numbers: latin", "bad-value"),
        ("number-marks: hebrew", "wrong-type"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, keys, code):
    text = BOOK % f"languages: [he], {keys}"
    assert [fault.code for fault in faults_of(tmp_path, text)] == [code]
    assert not VALIDATOR.is_valid(yaml.safe_load(text))
