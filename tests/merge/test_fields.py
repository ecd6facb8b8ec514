"""Fields in texts, and conditions on blocks."""

import pytest

from booklet.document.model import Heading, Text
from booklet.errors import ContentError
from booklet.merge.fields import RowFault, read_form
from tests.document.books import faults_of
from tests.support.small_books import book_of

FSI, PDI = "\u2068", "\u2069"


def filled(tmp_path, body, **values):
    book = book_of(tmp_path, "en", body)
    return read_form(book, tuple(values), "rows.csv").filled(values)


def text_of(block):
    return "".join(paragraph.text for paragraph in block.text["en"].blocks)


def test_a_field_is_isolated_and_never_read_as_markdown(tmp_path):
    book = filled(tmp_path, "  - text: Dear {name}, *welcome*.\n", name="*Miri* [x](y)")
    assert text_of(book.body[0]) == f"Dear {FSI}*Miri* [x](y){PDI}, welcome."
    assert [span.emphasis for span in book.body[0].text["en"].blocks[0].spans] == [False, True, False]


def test_braces_that_are_meant_are_written_twice(tmp_path):
    book = filled(tmp_path, '  - text: "{{name}} is {name}"\n', name="x")
    assert text_of(book.body[0]) == f"{{name}} is {FSI}x{PDI}"


def test_an_empty_field_leaves_no_gap(tmp_path):
    book = filled(tmp_path, '  - text: "{title} {name} is here"\n', title="", name="Levy")
    assert text_of(book.body[0]) == f"{FSI}Levy{PDI} is here"


def test_fields_of_addresses_are_escaped(tmp_path):
    body = '  - text: "[answer](https://example.org/{id})"\n  - back-cover: {qr: "https://example.org/{id}"}\n'
    book = filled(tmp_path, body, id="a/ß&b")
    assert book.body[0].text["en"].blocks[0].spans[0].link == "https://example.org/a%2F%C3%9F%26b"
    assert book.body[1].url == "https://example.org/a%2F%C3%9F%26b"


def test_what_has_no_field_is_the_same_object_in_every_copy(tmp_path):
    book = book_of(tmp_path, "en", "  - text: same\n  - text: Dear {name}\n")
    form = read_form(book, ("name",), "rows.csv")
    one, other = form.filled({"name": "a"}), form.filled({"name": "b"})
    assert one.body[0] is other.body[0]
    assert one.body[1] != other.body[1]


def test_a_text_left_without_words_is_a_fault_of_the_row(tmp_path):
    with pytest.raises(RowFault):
        filled(tmp_path, '  - text: "{note}"\n', note="")


def test_unknown_fields_are_all_found_at_their_places(tmp_path):
    book = book_of(tmp_path, "en", "  - text: Dear {nam}\n  - text: x\n    if: {cty: Haifa}\n  - text: a } b\n")
    with pytest.raises(ContentError) as caught:
        read_form(book, ("name", "city"), "rows.csv")
    found = [(fault.code, fault.where.line) for fault in caught.value.diagnostics]
    assert sorted(found) == [("stray-brace", 8), ("unknown-field", 6), ("unknown-field", 8)] or sorted(found) == [
        ("stray-brace", 9),
        ("unknown-field", 6),
        ("unknown-field", 8),
    ]


@pytest.mark.parametrize(
    ("condition", "value", "stands"),
    [
        ("if: {city: Haifa}", " haifa ", True),
        ("if: {city: Haifa}", "Acre", False),
        ("if: {city: [Haifa, Acre]}", "Acre", True),
        ("if: city", "x", True),
        ("if: city", "", False),
        ("unless: city", "", True),
        ("unless: {city: Haifa}", "Haifa", False),
        ('if: {city: ""}', "", True),
        ("if: {city: 7}", "7", True),
    ],
)
def test_a_condition(tmp_path, condition, value, stands):
    body = f"  - heading: always\n  - text: sometimes\n    {condition}\n"
    book = filled(tmp_path, body, city=value)
    assert [type(block) for block in book.body] == ([Heading, Text] if stands else [Heading])


def test_a_row_that_no_block_is_for_is_told(tmp_path):
    with pytest.raises(RowFault) as caught:
        filled(tmp_path, "  - text: x\n    if: city\n  - text: y\n    if: city\n", city="")
    assert [fault.code for fault in caught.value.diagnostics] == ["empty-copy"]


def test_all_conditions_of_a_block_must_hold(tmp_path):
    body = "  - text: always\n  - if: {a: 1}\n    unless: {b: 1}\n    text: sometimes\n"
    for a, b, count in (("1", "0", 2), ("1", "1", 1), ("0", "0", 1)):
        assert len(filled(tmp_path, body, a=a, b=b).body) == count


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("  - if: {a: 1}\n", "no-block"),
        ("  - cover: {title: T}\n    if: {a: 1}\n  - text: x\n", "condition-on-cover"),
        ("  - text: x\n    if: {}\n", "wrong-type"),
        ("  - text: x\n    if: {a: {b: 1}}\n", "wrong-type"),
    ],
)
def test_a_faulty_condition_is_told(tmp_path, body, code):
    text = f"booklet: 1\nid: a\ntitle: T\neditions: {{one: {{languages: [en]}}}}\nbody:\n{body}"
    assert [fault.code for fault in faults_of(tmp_path, text)] == [code]
