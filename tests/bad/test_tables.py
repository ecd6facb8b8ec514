"""Broken tables for personal copies: what is wrong with a table stops all, what is wrong with a row that row alone."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.bad.support import HEAD, run

BOOK = HEAD + "body:\n  - text: For {name}.\n"
SOUND = "id,name\n1,Levy\n"


def workbook(change=None, values=(("id", "name"), (1, "Levy"))) -> bytes:
    """Return a workbook; `change` is called with name and bytes of each of its parts, and returns other bytes."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in values:
        book.worksheets[0].append(row)
    book.save(out)
    if change is None:
        return out.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return changed.getvalue()


def only(part: str, data: bytes):
    return lambda name, old: data if name.endswith(part) else old


_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(12))
_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
)
_BOMB = f'<?xml version="1.0"?><!DOCTYPE worksheet [{_LAUGHS}]><worksheet>&a11;</worksheet>'

_FAR = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    "</sheetData></worksheet>"
)

TABLES = {
    # CSV as a whole: the code and the line
    "nothing": ("a.csv", b"", "empty-file", 0),
    "white space": ("a.csv", b" \n\n\t\n", "empty-file", 0),
    "a byte order mark alone": ("a.csv", b"\xef\xbb\xbf", "empty-file", 0),
    "zeros": ("a.csv", b"id,name\n1,a\0b\n", "binary-file", 0),
    "noise": ("a.csv", bytes(range(256)) * 40, "not-utf8", 0),
    "Hebrew of an old spreadsheet": ("a.csv", "id,name\n1,שלום לכם\n".encode("cp1255"), "not-utf8", 0),
    "UTF-16 without its mark": ("a.csv", "id,name\n1,שלום\n".encode("utf-16-le"), "not-utf8", 0),
    "UTF-16 that is cut": ("a.csv", "id,name\n1,Levy\n".encode("utf-16")[:-1], "not-utf8", 0),
    "UTF-16 of half a pair": ("a.csv", b"\xff\xfei\x00d\x00\n\x00\x00\xd8a\x00", "not-utf8", 0),
    "a quote that is not closed": ("a.csv", b'id,name\n1,"Levy\n2,Cohen\n', "bad-csv", 2),
    "a quote in the middle": ("a.csv", b'id,name\n1,"Le"vy\n', "bad-csv", 2),
    "a quote that is not closed in the head": ("a.csv", b'id,"name\n1,Levy\n', "bad-csv", 1),
    "a million columns": ("a.csv", b"," * 1_000_000 + b"id\n" + b"," * 1_000_000 + b"1\n", "too-many", 1),
    "a million columns with names": ("a.csv", ",".join(map(str, range(1_000_000))).encode() + b"\n", "too-large", 0),
    "six hundred columns": ("a.csv", ",".join(map(str, range(600))).encode() + b"\n", "too-many", 1),
    "a line without an end": ("a.csv", b"x" * 6_000_000, "too-large", 0),
    "a field without an end": ("a.csv", b'id,name\n1,"' + b"x\n" * 500_000 + b'"\n', "bad-csv", 2),
    "two columns of one name": ("a.csv", b"id, id\n1,2\n", "bad-header", 1),
    "no names": ("a.csv", b",,\n1,2,3\n", "bad-header", 1),
    "no column that the book asks for": ("a.csv", b"id,first\n1,Levy\n", "unknown-field", 0),
    "a PDF": ("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not-utf8", 0),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", "not-utf8", 0),
    # JSON Lines
    "JSON that is a list": ("a.jsonl", b'[{"id": 1, "name": "Levy"}]', "bad-json", 1),
    "JSON over several lines": ("a.jsonl", b'{\n"id": 1\n}\n', "bad-json", 1),
    "JSON of many brackets": ("a.jsonl", b"[" * 100_000, "bad-json", 1),
    "JSON that is words": ("a.jsonl", b"id,name\n1,Levy\n", "bad-json", 1),
    "JSON of no columns": ("a.jsonl", b"{}\n", "bad-header", 1),
    "JSON with half a pair in a name": ("a.jsonl", b'{"name": 1, "\\ud800": 2}\n', "bad-header", 1),
    "a bell in the head": ("a.csv", b"id,name,a\x07\n", "bad-header", 1),
    "JSON in UTF-8 that is none": ("a.jsonl", b'{"name": "\xe9"}\n', "not-utf8", 0),
    # Workbooks
    "a workbook of the old kind": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-workbook", 0),
    "the head of a workbook": ("a.xlsx", workbook()[:100], "bad-workbook", 0),
    "half a workbook": ("a.xlsx", workbook()[:3000], "bad-workbook", 0),
    "an archive that is none": ("a.xlsx", workbook(lambda name, old: b"x"), "bad-workbook", 0),
    "a workbook without sheets": ("a.xlsx", workbook(only("workbook.xml", b"<workbook/>")), "bad-workbook", 0),
    "a sheet that is no XML": ("a.xlsx", workbook(only("sheet1.xml", b"<worksheet><row")), "bad-workbook", 0),
    "a sheet that is noise": ("a.xlsx", workbook(only("sheet1.xml", bytes(range(256)))), "bad-workbook", 0),
    "a sheet that laughs": ("a.xlsx", workbook(only("sheet1.xml", _BOMB.encode())), "bad-workbook", 0),
    "a sheet with a file of the machine": ("a.xlsx", workbook(only("sheet1.xml", _ENTITY.encode())), "bad-workbook", 0),
    "a bomb in a workbook": ("a.xlsx", workbook(only("sheet1.xml", b" " * (600 << 20))), "too-large", 0),
    "a row of a number without an end": ("a.xlsx", workbook(only("sheet1.xml", _FAR.encode())), "too-large", 0),
    "an empty workbook": ("a.xlsx", workbook(values=()), "empty-file", 0),
}


def merged(folder: Path, capsys, monkeypatch, *options: str, text: str = BOOK, data: str = "a.csv"):
    (folder / "booklet.yaml").write_text(text, "utf-8")
    arguments = ("merge", "booklet.yaml", data, "--jobs", "1", *options)
    return run(folder, *arguments, capsys=capsys, monkeypatch=monkeypatch, is_partial=True)


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "output").glob("*.pdf") if path.read_bytes()[:4] == b"%PDF")


@pytest.mark.parametrize("name", TABLES)
def test_a_broken_table_is_refused(tmp_path, capsys, monkeypatch, name):
    file, data, code, line = TABLES[name]
    (tmp_path / file).write_bytes(data)
    outcome = merged(tmp_path, capsys, monkeypatch, data=file)
    place = "booklet.yaml:7:11" if code == "unknown-field" else f"{file}:{line}" if line else file
    assert (outcome.exit_code, outcome.codes[:1], outcome.places[:1]) == (1, (code,), (place,)), outcome.told
    assert copies(tmp_path) == []


ROWS = {
    "too few values": ("1\n", "bad-row"),
    "too many values": ("1,a,b\n", "bad-row"),
    "a bell": ("1,a\ab\n", "bad-row"),
    "a lost letter": ("1,caf\ufffd\n", "bad-row"),
    "a value of a million letters": (f'1,"{"x" * 600_000}"\n', "bad-row"),
    "a value of many lines": ('1,"' + "x\n" * 6000 + '"\n', "bad-row"),
    "a letter without a font": ("1,\U00013000\n", "missing-glyph"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_broken_row_is_left_out_and_the_others_are_made(tmp_path, capsys, monkeypatch, name):
    row, code = ROWS[name]
    (tmp_path / "a.csv").write_text(f"id,name\n{row}2,Cohen\n", "utf-8")
    outcome = merged(tmp_path, capsys, monkeypatch, "--name", "{id}.pdf")
    assert (outcome.exit_code, outcome.codes) == (1, (code,)), outcome.told
    assert "row 1" in outcome.told
    assert copies(tmp_path) == ["2.pdf"]


VALUES = {
    "a way out of the folder": ("../../up", "up.pdf"),
    "a file of the machine": ("/etc/passwd", "etc-passwd.pdf"),
    "a way out as Windows writes it": ("..\\up", "up.pdf"),
    "a device of Windows": ("con", "_con.pdf"),
    "a formula": ('=HYPERLINK(""http://a.example"")', "=HYPERLINK(-http-a.example-).pdf"),
    "a command": ("=cmd|' /C calc'!A0", "=cmd- -C calc-A0.pdf"),
    "Markdown": ("[a](file:///etc/passwd)", "a-(file-etc-passwd).pdf"),
    "a field": ("{name}", "name.pdf"),
    "signs of direction": ("a\u202eb\u2066", "ab.pdf"),
    "a line end": ("a\nb", "a-b.pdf"),
}


@pytest.mark.parametrize("name", VALUES)
def test_an_odd_value_does_no_harm(tmp_path, capsys, monkeypatch, name):
    """Values are words and nothing else; names that are made of them stay in the folder."""
    value, file = VALUES[name]
    (tmp_path / "a.csv").write_text(f'name\n"{value}"\n', "utf-8")
    outcome = merged(tmp_path, capsys, monkeypatch, "--name", "{name}.pdf")
    assert (outcome.exit_code, outcome.codes) == (0, ()), outcome.told
    assert copies(tmp_path) == [file]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "booklet.yaml", "out.pdf", "output"]


@pytest.mark.parametrize("pattern", ["../{name}.pdf", "/tmp/{name}.pdf", "..\\{name}.pdf", "{name", "all.pdf"])
def test_a_pattern_of_names_that_leads_out_or_nowhere(tmp_path, capsys, monkeypatch, pattern):
    (tmp_path / "a.csv").write_text(SOUND, "utf-8")
    outcome = merged(tmp_path, capsys, monkeypatch, "--name", pattern)
    assert (outcome.exit_code, outcome.codes) == (2, ("name-pattern",))


@pytest.mark.parametrize(("value", "code"), [("...", "bad-row"), ("x" * 300, "bad-row"), ("‏", "bad-row")])
def test_a_value_that_no_file_can_be_named_by(tmp_path, capsys, monkeypatch, value, code):
    (tmp_path / "a.csv").write_text(f"name\n{value}\nCohen\n", "utf-8")
    outcome = merged(tmp_path, capsys, monkeypatch, "--name", "{name}.pdf")
    assert (outcome.exit_code, outcome.codes, outcome.places) == (1, (code,), ("a.csv:2",)), outcome.told
    assert copies(tmp_path) == ["Cohen.pdf"]


JSON_ROWS = {
    "words": "Levy",
    "a list": "[1, 2]",
    "a value that is a list": '{"id": 1, "name": ["Levy"]}',
    "a column that is not": '{"id": 1, "name": "Levy", "more": 2}',
    "many brackets": '{"id": ' + "[" * 50_000,
    "half a pair": '{"id": 1, "name": "\\ud800"}',
    "a number without an end": '{"id": 1, "name": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("name", JSON_ROWS)
def test_a_broken_line_of_json_is_left_out(tmp_path, capsys, monkeypatch, name):
    lines = ['{"id": 1, "name": "Levy"}', JSON_ROWS[name], '{"id": 3, "name": "Cohen"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    outcome = merged(tmp_path, capsys, monkeypatch, "--name", "{row}.pdf", data="a.jsonl")
    assert (outcome.exit_code, outcome.codes, outcome.places) == (1, ("bad-row",), ("a.jsonl:2",)), outcome.told
    assert copies(tmp_path) == ["000001.pdf", "000003.pdf"]


def test_a_formula_of_a_workbook_is_not_run(tmp_path, capsys, monkeypatch):
    (tmp_path / "a.xlsx").write_bytes(workbook(values=(("id", "name"), (1, '=WEBSERVICE("http://a.example")'))))
    outcome = merged(tmp_path, capsys, monkeypatch, text=BOOK.replace("{name}", "you, {id}"), data="a.xlsx")
    assert (outcome.exit_code, copies(tmp_path)) == (0, ["a-en-000001.pdf"]), outcome.told


@pytest.mark.parametrize("name", ["no.csv", ".", "a\nb.csv", "x" * 5000])
def test_a_table_that_is_no_file(tmp_path, capsys, monkeypatch, name):
    outcome = merged(tmp_path, capsys, monkeypatch, data=name)
    assert (outcome.exit_code, outcome.codes[0]) in ((4, "missing-file"), (4, "cannot-read"))


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "undefined", "a\0b", "../a", "x" * 5000])
def test_an_encoding_that_is_not(tmp_path, capsys, monkeypatch, name):
    (tmp_path / "a.csv").write_text(SOUND, "utf-8")
    outcome = merged(tmp_path, capsys, monkeypatch, "--encoding", name)
    assert (outcome.exit_code, outcome.places) == (1, ("a.csv",))
    assert outcome.codes == ("not-utf8" if name == "undefined" else "encoding",)
