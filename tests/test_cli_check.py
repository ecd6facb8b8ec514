"""`booklet check` as a person runs it."""

import json
import re

import pytest

from tests.support.command import BILINGUAL, run, small_book


@pytest.fixture
def book(tmp_path):
    return small_book(tmp_path)


def test_help_of_check_and_its_clauses(tmp_path):
    assert "check" in run("--help", cwd=tmp_path).stdout
    listed = run("check", "--list", cwd=tmp_path)
    assert listed.returncode == 0
    assert "ISO 15930-7, 6.12   trim-box" in listed.stdout


def test_check_of_a_finished_file(book):
    assert run("build", "booklet.yaml", "--only", "reader", cwd=book).returncode == 0
    result = run("check", "output/small-en.pdf", "--standard", "x4", cwd=book)
    assert (result.returncode, result.stderr) == (3, "")
    assert result.stdout.startswith("output/small-en.pdf: does not conform to PDF/X-4: ")
    failed = re.findall(r"\[([a-z0-9-]+)\]$", result.stdout, re.MULTILINE)
    # A file for the screen: RGB, with the metadata of PDF/A and PDF/UA, and not a word of PDF/X.
    wanted = ["version", "output-intent", "device-color", "trapped", "document-id", "identification"]
    assert [code for code in failed if code in wanted] == wanted
    assert not {"fonts", "sound-file", "complete", "encryption", "nested-boxes"} & set(failed)
    machine = json.loads(run("check", "output/small-en.pdf", "--standard", "x4", "--format", "json", cwd=book).stdout)
    assert {record["code"] for record in machine["records"]} == set(failed)
    assert machine["conforms"] is False


def test_the_press_file_passes_what_the_screen_file_fails(book):
    assert run("build", "booklet.yaml", "--only", "press", cwd=book).returncode == 0
    result = run("check", "output/small-en-press.pdf", "--standard", "x4", cwd=book)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("output/small-en-press.pdf: conforms to PDF/X-4 as far as we check (")


def test_check_without_a_standard_looks_at_what_holds_for_all(book):
    assert run("build", "booklet.yaml", "--only", "reader", cwd=book).returncode == 0
    result = run("check", "output/small-en.pdf", cwd=book)
    assert (result.returncode, result.stderr) == (0, "")
    assert re.search(r"small-en.pdf: checked for office: nothing found \(\d+ checks\)", result.stdout)


def test_findings_of_a_book_are_told_by_place_the_worst_of_a_line_first(book):
    text = (
        "booklet: 1\nid: small\ntitle: T\neditions: {en: {languages: [en]}}\nbody:\n"
        "  - timeline\n"
        "  - text: {en: {file: a.md}}\n"
        "  - text: one  word of a scho\u043el\n"
        "events:\n  - {title: never}\n"
    )
    (book / "booklet.yaml").write_text(text, "utf-8")
    (book / "a.md").write_text("another  one\n", "utf-8")
    told = run("check", "booklet.yaml", cwd=book).stderr
    heads = re.findall(r"^(\S+?):(\d+):\d+: (\w+)\[([a-z-]+)\]", told, re.MULTILINE)
    assert heads == [
        ("a.md", "1", "remark", "two-spaces"),
        ("booklet.yaml", "8", "warning", "look-alike"),
        ("booklet.yaml", "8", "remark", "two-spaces"),
        ("booklet.yaml", "10", "warning", "no-year"),
    ]
    machine = json.loads(run("check", "booklet.yaml", "--format", "json", cwd=book).stdout)
    codes = [one["code"] for one in machine["records"]]
    assert codes[:4] == ["look-alike", "two-spaces", "two-spaces", "no-year"], "in the order of the checks"


def test_check_of_a_book_looks_at_its_texts_and_writes_nothing(book):
    result = run("check", "booklet.yaml", cwd=book)
    assert (result.returncode, result.stdout, result.stderr) == (0, "booklet.yaml: nothing found\n", "")
    hebrew = BILINGUAL.replace("heading: One", "heading: {en: One, he: בית-ספר}").replace(
        "text: Words.", "text: {en: A, he: ב}"
    )
    (book / "booklet.yaml").write_text(hebrew, "utf-8")
    result = run("check", cwd=book)
    assert result.returncode == 0
    assert "warning[hyphen-for-maqaf]" in result.stderr
    machine = json.loads(run("check", "--format", "json", cwd=book).stdout)
    assert [record["code"] for record in machine["records"]] == ["hyphen-for-maqaf"]
    assert [path.name for path in book.iterdir()] == ["booklet.yaml"]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (["none.pdf"], 4, "error[missing-file]: the file none.pdf cannot be read"),
        (["other.pdf", "--standard", "x4"], 1, "error[pdf-damaged]: the file other.pdf is damaged or is not a PDF"),
        (["booklet.yaml", "--standard", "x4"], 2, "--standard is for finished files"),
        (["other.pdf", "--standard", "x9"], 2, "x9"),
    ],
)
def test_what_cannot_be_checked_is_told(book, arguments, exit_code, message):
    (book / "other.pdf").write_text("no PDF", "utf-8")
    result = run("check", *arguments, cwd=book)
    assert result.returncode == exit_code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
