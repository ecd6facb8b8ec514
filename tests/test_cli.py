"""The command as a person runs it: exit codes, located messages, and earlier files left alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """\
booklet: 1
id: small
title: Small
editions:
  en: {languages: [en]}
body:
  - heading: One
  - text: Words.
"""

BILINGUAL = GOOD.replace("title: Small", "title: {en: Small, he: קטן}").replace(
    "editions:\n", "editions:\n  he: {languages: [he]}\n"
)

BOMB = GOOD + "".join(f"x{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9) if i else 'x'}]\n" for i in range(12))


def run(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "booklet", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "booklet.yaml").write_text(GOOD, "utf-8")
    return folder


BROKEN = {
    # name: (bytes of booklet.yaml, exit code, start of the message)
    "a tab": (GOOD.replace("  en:", "\ten:").encode(), 1, "booklet.yaml:5:1: error[tab]"),
    "a wrong key": (GOOD.replace("- heading:", "- headnig:").encode(), 1, "booklet.yaml:7:5: error[unknown-key]"),
    "a missing language": (
        BILINGUAL.replace("heading: One", "heading: {en: One}")
        .replace("text: Words.", "text: {en: A, he: ב}")
        .encode(),
        1,
        "booklet.yaml:8:14: error[missing-language]",
    ),
    "a wrong type": (GOOD.replace("id: small", "id: [small]").encode(), 1, "booklet.yaml:2:5: error[wrong-type]"),
    "a missing picture": (
        (GOOD + "  - figure: {file: no.jpg, alt: None}\n").encode(),
        4,
        "booklet.yaml:9:20: error[missing-file]",
    ),
    "a path outside the folder": (
        (GOOD + "  - figure: {file: ../../secret.jpg, alt: None}\n").encode(),
        1,
        "booklet.yaml:9:20: error[outside-folder]",
    ),
    "an alias bomb": (BOMB.encode(), 1, "error[alias-bomb]"),
    "an empty file": (b"", 1, "booklet.yaml: error[empty-file]"),
    "a binary file": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, "error[binary-file]"),
    "invalid UTF-8": (GOOD.replace("Small", "Sm\xe4ll").encode("latin-1"), 1, "booklet.yaml:3:10: error[not-utf8]"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_yaml_is_explained_and_leaves_the_output_alone(book, name):
    source, exit_code, message = BROKEN[name]
    earlier = book / "output" / "small-en.pdf"
    earlier.parent.mkdir()
    earlier.write_bytes(b"earlier")
    (book / "booklet.yaml").write_bytes(source)
    result = run("build", "booklet.yaml", cwd=book)
    assert "Traceback" not in result.stderr
    assert message in result.stderr
    assert result.returncode == exit_code
    assert sorted(path.name for path in earlier.parent.iterdir()) == ["small-en.pdf"]
    assert earlier.read_bytes() == b"earlier"


def test_a_good_book_is_built_and_reported(book):
    result = run("build", "booklet.yaml", cwd=book)
    assert (result.returncode, result.stderr) == (0, "")
    written = sorted(path.name for path in (book / "output").iterdir())
    assert written == ["small-en-sheets.pdf", "small-en.pdf", "small-report.json"]
    report = json.loads((book / "output" / "small-report.json").read_text("utf-8"))
    assert [(file["name"], file["pages"], file["sheets"]) for file in report["files"]] == [
        ("small-en.pdf", 4, None),
        ("small-en-sheets.pdf", 2, 1),
    ]
    assert report["files"][0]["fonts"] == ["EBGaramond_400Regular", "EBGaramond_700Bold"]


def test_only_what_is_asked_for_is_made(book):
    result = run("build", "booklet.yaml", "--only", "sheets", "-o", "there", cwd=book)
    assert result.returncode == 0
    assert sorted(path.name for path in (book / "there").iterdir()) == ["small-en-sheets.pdf", "small-report.json"]


def test_an_unknown_edition_is_a_content_error_that_names_the_known_ones(book):
    result = run("build", "booklet.yaml", "-e", "he", cwd=book)
    assert result.returncode == 1
    assert "no edition “he”" in result.stderr
    assert "hint: its editions are: en" in result.stderr


def test_a_missing_source_is_exit_code_4(tmp_path):
    result = run("build", "nowhere.yaml", cwd=tmp_path)
    assert result.returncode == 4
    assert "nowhere.yaml" in result.stderr


def test_a_character_that_no_font_has_is_named_with_its_place(book):
    (book / "booklet.yaml").write_text(GOOD.replace("Words.", "Words 漢."), "utf-8")
    result = run("build", "booklet.yaml", cwd=book)
    assert result.returncode == 4
    assert "booklet.yaml:8:" in result.stderr
    assert "U+6F22" in result.stderr


@pytest.mark.parametrize("arguments", [["biuld"], ["build", "--only", "books"], ["build", "a", "b"]])
def test_wrong_use_is_exit_code_2(tmp_path, arguments):
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_folder_that_cannot_be_written_is_exit_code_4(book):
    (book / "taken").write_text("a file, not a folder", "utf-8")
    result = run("build", "booklet.yaml", "-o", "taken", cwd=book)
    assert result.returncode == 4
    assert "cannot be written" in result.stderr


def test_the_same_bytes_with_any_hash_seed(book):
    for seed in ("0", "1"):
        assert run("build", "booklet.yaml", "-o", seed, cwd=book, PYTHONHASHSEED=seed).returncode == 0
    first, second = ({path.name: path.read_bytes() for path in (book / seed).iterdir()} for seed in ("0", "1"))
    assert first == second


def test_schema_prints_the_schema(tmp_path):
    result = run("schema", cwd=tmp_path)
    assert result.returncode == 0
    shipped = Path(__file__).parent.parent / "docs" / "booklet.schema.json"
    assert json.loads(result.stdout) == json.loads(shipped.read_text("utf-8"))


def test_help_names_every_command(tmp_path):
    result = run("--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "build" in result.stdout
    assert "schema" in result.stdout
