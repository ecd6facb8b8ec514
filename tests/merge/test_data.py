"""Reading tables: separators, encodings, bad rows, workbooks."""

import json

import pytest

from booklet.errors import BookletError, ContentError, MissingFileError
from booklet.merge.data import read_table


def table_of(tmp_path, data, name="rows.csv", encoding=""):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_table(path, encoding)


def rows_of(table):
    return [(row.number, row.line, row.values, bool(row.fault)) for row in table.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(tmp_path, separator):
    text = f"id{separator}name\n1{separator}Levy\n"
    table = table_of(tmp_path, text)
    assert table.columns == ("id", "name")
    assert rows_of(table) == [(1, 2, ("1", "Levy"), False)]


def test_a_comma_inside_values_is_not_taken_for_the_separator(tmp_path):
    table = table_of(tmp_path, "id;name\n1;Levy, Miriam\n2;Cohen, Daniel\n")
    assert rows_of(table)[0][2] == ("1", "Levy, Miriam")


def test_one_column_needs_no_separator(tmp_path):
    assert rows_of(table_of(tmp_path, "name\nLevy\n")) == [(1, 2, ("Levy",), False)]


def test_a_quoted_value_may_hold_separators_and_lines(tmp_path):
    table = table_of(tmp_path, 'id,address\n1,"Garden St. 3,\nHaifa"\n2,x\n')
    assert rows_of(table) == [(1, 2, ("1", "Garden St. 3,\nHaifa"), False), (2, 4, ("2", "x"), False)]


def test_empty_lines_are_passed_over_and_not_counted(tmp_path):
    assert [row[:2] for row in rows_of(table_of(tmp_path, "id,n\n1,a\n\n,\n2,b\n"))] == [(1, 2), (2, 5)]


def test_a_row_of_another_length_is_bad_and_the_others_are_read(tmp_path):
    rows = rows_of(table_of(tmp_path, "id,n\n1,a,b\n2,c\n"))
    assert [(row[0], row[3]) for row in rows] == [(1, True), (2, False)]


def test_a_character_that_cannot_be_printed_is_a_bad_row(tmp_path):
    assert rows_of(table_of(tmp_path, "id,n\n1,a\x07b\n"))[0][3]


def test_bidi_controls_of_the_data_cannot_reach_out_of_their_field(tmp_path):
    assert rows_of(table_of(tmp_path, "id,n\n1,a\u2069\u202eb\n"))[0][2] == ("1", "ab")


def test_utf16_as_a_spreadsheet_writes_it(tmp_path):
    table = table_of(tmp_path, "id\tname\n1\tמרים\n".encode("utf-16"))
    assert rows_of(table) == [(1, 2, ("1", "מרים"), False)]


@pytest.mark.parametrize(("encoding", "name"), [("cp1255", "מרים לוי"), ("cp1256", "أمل حداد"), ("cp1252", "Zoé")])
def test_another_encoding_is_recognised_and_can_be_named(tmp_path, encoding, name):
    data = f"id,name\n1,{name}\n".encode(encoding)
    with pytest.raises(ContentError) as caught:
        table_of(tmp_path, data)
    assert caught.value.diagnostics[0].code == "not-utf8"
    assert f"--encoding {encoding}" in caught.value.diagnostics[0].hint
    assert rows_of(table_of(tmp_path, data, encoding=encoding))[0][2] == ("1", name)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "empty-file"),
        ("\n\n", "empty-file"),
        ("id,id\n1,2\n", "bad-header"),
        ("a,b\0\n", "binary-file"),
        (b"\xd0\xcf\x11\xe0rest", "old-workbook"),
        (b"PK\x03\x04rest", "bad-workbook"),
    ],
)
def test_what_is_no_table_is_told(tmp_path, data, code):
    with pytest.raises(BookletError) as caught:
        table_of(tmp_path, data)
    assert caught.value.diagnostics[0].code == code


def test_a_quotation_mark_without_its_partner_is_told(tmp_path):
    with pytest.raises(ContentError) as caught:
        list(table_of(tmp_path, 'id,n\n1,"a\n2,b\n').rows)
    assert caught.value.diagnostics[0].code == "bad-csv"


def test_no_file(tmp_path):
    with pytest.raises(MissingFileError):
        read_table(tmp_path / "none.csv")


def test_json_lines(tmp_path):
    lines = [{"id": 1, "name": "לוי"}, {"id": 2}, {"id": 3, "other": 1}, {"id": 4, "name": [1]}]
    table = table_of(tmp_path, "\n".join(map(json.dumps, lines)), "rows.jsonl")
    assert [(row[2], row[3]) for row in rows_of(table)] == [
        (("1", "לוי"), False),
        (("2", ""), False),
        ((), True),
        ((), True),
    ]


def test_a_workbook(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for line in (["id", "name", "day"], [7.0, "מרים", None], [8, "=1+1", True]):
        book.active.append(line)
    book.save(tmp_path / "rows.xlsx")
    table = read_table(tmp_path / "rows.xlsx")
    # A formula that was never computed has no value: it is not run.
    assert [row.values for row in table.rows] == [("7", "מרים", ""), ("8", "", "true")]
