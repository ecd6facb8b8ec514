"""File names from data."""

import pytest

from booklet.errors import UsageFault
from booklet.merge.names import name_key, read_pattern


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("17", "17.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("a/b\\c", "a-b-c.pdf"),
        ("מרים לוי", "מרים לוי.pdf"),
        ("a\nb", "a-b.pdf"),
        ("CON", "_CON.pdf"),
        ("x.", "x.pdf"),
        ("..", ""),
        ("", ""),
        ("א" * 200, ""),
    ],
)
def test_a_value_makes_a_safe_name_or_none(value, name):
    assert read_pattern("{id}.pdf").name({"id": value}, 1) == name


def test_the_row_is_a_field_of_its_own():
    assert read_pattern("copy-{row}").name({}, 17) == "copy-000017.pdf"


def test_names_that_are_one_on_some_systems_are_one():
    assert name_key("Zoé.pdf") == name_key("zoe\u0301.PDF")


@pytest.mark.parametrize("pattern", ["same.pdf", "a/{id}.pdf", "{id", "..\\{id}.pdf"])
def test_a_pattern_that_cannot_be_is_refused(pattern):
    with pytest.raises(UsageFault):
        read_pattern(pattern)
