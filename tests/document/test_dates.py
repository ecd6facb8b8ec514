"""When an event was: a date, a year, or neither."""

import jsonschema
import pytest

from booklet.document.dates import CivilDate
from booklet.document.reader import read_book
from booklet.document.schema import json_schema
from tests.document.books import HEAD, faults_of, place_of, write

BOOK = HEAD + "body: [timeline]\nevents:\n  - {title: A, %s}\n"
SCHEMA = json_schema()
DATE = jsonschema.Draft7Validator(SCHEMA["definitions"]["event"]["properties"]["date"])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1860-05-17", (1860, 5, 17)),
        ("'1860-05-17'", (1860, 5, 17)),
        ('"1860-05"', (1860, 5, None)),
        ("1860-05", (1860, 5, None)),
        ("1860-02-29", (1860, 2, 29)),
        ("0001-01-01", (1, 1, 1)),
        ("9999-12-31", (9999, 12, 31)),
        ("1582-10-10", (1582, 10, 10)),
    ],
)
@pytest.mark.parametrize("beside", ["", ", year: {year}", ", year: {year}, circa: false"])
def test_a_date_is_read_quoted_or_not(tmp_path, written, day, beside):
    keys = f"date: {written}" + beside.format(year=day[0])
    (event,) = read_book(write(tmp_path, BOOK % keys)).events
    assert event.date == CivilDate(year=day[0], month=day[1], day=day[2])
    assert event.year == day[0]
    assert DATE.is_valid(written.strip("'\""))


def test_a_date_takes_the_place_of_the_year(tmp_path):
    (event,) = read_book(write(tmp_path, BOOK % "date: 1860-05")).events
    assert event.year == 1860
    (event,) = read_book(write(tmp_path, BOOK % "year: 1860")).events
    assert event.date is None


@pytest.mark.parametrize(
    ("keys", "code", "message", "hint"),
    [
        ("date: ⟦1860-02-30", "bad-value", "no day or month “1860-02-30”", "from 01 to 29"),
        ("date: ⟦1900-02-29", "bad-value", "no day or month", "from 01 to 28"),
        ("date: ⟦'1860-04-31'", "bad-value", "no day or month", "from 01 to 30"),
        ("date: ⟦1860-05-00", "bad-value", "no day or month", "from 01 to 31"),
        ("date: ⟦1860-13", "bad-value", "no day or month", "months are counted from 01 to 12"),
        ("date: ⟦1860-17-05", "bad-value", "no day or month", "the year stands first, then the month"),
        ("date: ⟦0000-05-17", "bad-value", "no day or month", "years are counted from 0001"),
        ("date: ⟦17.5.1860", "bad-value", "“17.5.1860” is not a date", "1860-05-17"),
        ("date: ⟦1860-5-17", "bad-value", "“1860-5-17” is not a date", "1860-05-17"),
        ("date: ⟦١٨٦٠-٠٥-١٧", "bad-value", "is not a date", "1860-05-17"),
        ("date: ⟦1860", "wrong-type", "this must be a date, not a whole number", "a year alone stands after `year:`"),
        ("date: ⟦[1860-05]", "wrong-type", "this must be a date, not a list", "1860-05-17"),
        ("⟦date: ", "empty-value", "nothing stands after `date:`", "write its value"),
        ("date: 1860-05-17, year: ⟦1861", "contradiction", "the year 1861 is not that of the date, 1860", "delete"),
        ("year: 1860, ⟦circa: true, date: 1860-05", "contradiction", "an exact date is not approximate", "`year:`"),
        ("year: 1862, ⟦until: 1860", "contradiction", "it cannot have ended in 1860: it began in 1862", "`until:`"),
        ("date: 1860-05-17, ⟦until: 1860", "contradiction", "it cannot have ended in 1860: it began in 1860", "until"),
        ("⟦until: 1860", "missing-key", "`until` says nothing without the year in which it began", "add `year:`"),
        ("⟦circa: true, date: 1860-05-17", "missing-key", "`circa` says nothing without `year`", "add `year`"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, keys, code, message, hint):
    text, line, column = place_of(BOOK % keys)
    fault = faults_of(tmp_path, text)[0]
    assert (fault.code, fault.where.line, fault.where.column) == (code, line, column)
    assert message in fault.message
    assert hint in fault.hint


def test_a_wrong_date_is_one_fault(tmp_path):
    assert len(faults_of(tmp_path, BOOK % "date: 1860-02-30, year: 1861")) == 1
