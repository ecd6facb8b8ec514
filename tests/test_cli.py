"""The command as a person runs it: exit codes, located messages, and earlier files left alone."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from booklet.cli import commands
from tests.support.command import BILINGUAL, GOOD, run, small_book

BOMB = GOOD + "".join(f"x{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9) if i else 'x'}]\n" for i in range(12))


@pytest.fixture
def book(tmp_path):
    return small_book(tmp_path)


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
    assert written == [
        ".small-build",
        "small-en-instructions.pdf",
        "small-en-press.pdf",
        "small-en-sheets.pdf",
        "small-en.pdf",
        "small-report.json",
    ]
    report = json.loads((book / "output" / "small-report.json").read_text("utf-8"))
    assert [(file["name"], file["pages"], file["sheets"]) for file in report["files"]] == [
        ("small-en.pdf", 4, None),
        ("small-en-sheets.pdf", 2, 1),
        ("small-en-press.pdf", 4, None),
        ("small-en-instructions.pdf", 1, 1),
    ]
    assert report["files"][0]["fonts"] == ["EBGaramond_400Regular", "EBGaramond_700Bold"]


def test_inside_the_folder_of_a_book_it_is_that_book_that_is_built(book):
    assert run("build", cwd=book).returncode == 0
    assert (book / "output" / "small-en.pdf").is_file()


def test_only_what_is_asked_for_is_made(book):
    result = run("build", "booklet.yaml", "--only", "sheets", "-o", "there", cwd=book)
    assert result.returncode == 0
    assert sorted(path.name for path in (book / "there").iterdir()) == [
        ".small-build",
        "small-en-sheets.pdf",
        "small-report.json",
    ]


def test_an_unknown_edition_is_a_content_error_that_names_the_known_ones(book):
    result = run("build", "booklet.yaml", "-e", "he", cwd=book)
    assert result.returncode == 1
    assert "no edition “he”" in result.stderr
    assert "hint: its editions are: en" in result.stderr


def test_an_unknown_shop_is_a_content_error_that_names_the_known_ones(book):
    result = run("build", "booklet.yaml", "--shop", "printshop", cwd=book)
    assert result.returncode == 1
    assert "no print shop “printshop”" in result.stderr
    assert "did you mean `print-shop`?" in result.stderr
    assert not (book / "output").exists()


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


@pytest.mark.parametrize("obstacle", ["a folder", "a pipe", "a link"])
@pytest.mark.parametrize("name", [".small-en.pdf.part", ".small-build"])
def test_what_lies_in_the_output_folder_under_a_hidden_name_is_no_obstacle(book, obstacle, name):
    (book / "out").mkdir()
    hidden, elsewhere = book / "out" / name, book / "elsewhere"
    make = {
        "a folder": hidden.mkdir,
        "a pipe": lambda: os.mkfifo(hidden),
        "a link": lambda: hidden.symlink_to(elsewhere),
    }
    make[obstacle]()
    result = run("build", "booklet.yaml", "-o", "out", cwd=book)
    assert (result.returncode, result.stderr) == (0, "")
    assert not elsewhere.exists()
    kept = book / "out" / ".small-build"
    assert [path.name for path in (book / "out").iterdir() if path.name.startswith(".") and path != kept] == [
        hidden.name
    ][: hidden != kept]


def test_a_folder_with_the_name_of_a_file_stops_the_build_before_anything_is_replaced(book):
    (book / "out" / "small-report.json").mkdir(parents=True)
    result = run("build", "booklet.yaml", "-o", "out", cwd=book)
    assert result.returncode == 4
    assert "a folder has its name" in result.stderr
    assert [path.name for path in (book / "out").iterdir()] == ["small-report.json"]


@pytest.mark.parametrize("date", ["x", "-1", "1.5", "٣", "253402300800", "9" * 25, "9" * 5000])
def test_a_date_that_no_file_can_bear_is_refused(book, date):
    result = run("build", "booklet.yaml", cwd=book, SOURCE_DATE_EPOCH=date)
    assert result.returncode == 1
    assert result.stderr.startswith("error[source-date]")
    assert not (book / "output").exists()


def test_a_date_of_the_year_9999_will_do(book):
    assert run("build", "booklet.yaml", cwd=book, SOURCE_DATE_EPOCH="253402300799").returncode == 0


def shell(command, cwd):
    return subprocess.run(
        ["bash", "-c", command.replace("booklet ", f"'{sys.executable}' -m booklet ")],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "exit_code", "message"),
    [
        ("booklet build booklet.yaml | true; exit ${PIPESTATUS[0]}", 141, ""),
        ("booklet build nowhere.yaml 2>&1 | true; exit ${PIPESTATUS[0]}", 4, ""),
        ("booklet build booklet.yaml >&- 2>&-", 0, ""),
        ("booklet build nowhere.yaml 2>&-", 4, ""),
        ("booklet schema >/dev/full", 4, "error[cannot-write]"),
        ("mkdir gone; cd gone; rmdir ../gone; booklet build ../booklet.yaml", 4, "error[working-folder]"),
    ],
)
def test_streams_and_folders_that_are_not_there(book, command, exit_code, message):
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    result = shell(command, book)
    assert result.returncode == exit_code
    assert result.stderr.startswith(message)
    assert "Traceback" not in result.stderr


def test_a_fault_of_the_program_is_told_in_two_lines(book):
    broken = "import booklet.build\nbooklet.build.read_book = None\nfrom booklet.cli import main\nmain()\n"
    result = subprocess.run(
        [sys.executable, "-c", broken, "build", "booklet.yaml"], cwd=book, capture_output=True, text=True, check=False
    )
    assert result.returncode == 70
    assert result.stderr.startswith("error[our-fault]: the program itself has failed: TypeError at build.py:")
    assert result.stderr.count("\n") == 2


def test_a_square_sheet_will_do(book):
    (book / "booklet.yaml").write_text(GOOD.replace("editions", "paper: {sheet: 400mm x 400mm}\neditions"), "utf-8")
    assert run("build", "booklet.yaml", cwd=book).returncode == 0


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
    for name in commands.commands:
        assert f"  {name} " in result.stdout


@pytest.mark.parametrize("name", commands.commands)
def test_every_command_and_option_is_documented(name):
    docs = "".join(path.read_text("utf-8") for path in Path(__file__).parent.parent.glob("docs/*.md"))
    assert f"booklet {name}" in docs
    long_names = [option for one in commands.commands[name].params for option in one.opts if option.startswith("--")]
    assert [option for option in long_names if option not in docs] == []


def test_every_command_stands_in_the_readme(tmp_path):
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    commands = re.findall(r"^  ([a-z]+) ", run("--help", cwd=tmp_path).stdout.partition("Commands:")[2], re.MULTILINE)
    assert "check" in commands
    for command in commands:
        assert f"`booklet {command}" in readme, command


def poster_pdf(folder):
    (folder / "booklet.yaml").write_text(GOOD.replace("en: {languages: [en]}", "he: {languages: [he]}"), "utf-8")
    run("build", "-o", ".", "-e", "he", "--only", "reader", cwd=folder)
    return "small-he.pdf"


def test_a_pdf_is_cut_to_tiles_and_the_direction_that_was_guessed_is_said(tmp_path):
    done = run("tile", poster_pdf(tmp_path), "tiles.pdf", "--size", "A3", "--page", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "296 × 420 mm" in done.stdout
    assert "from right to left, because the PDF says" in done.stdout
    assert (tmp_path / "tiles.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--sheet", "A9"], 2, "“A9” is not a paper size"),
        (["--scale", "twice"], 1, "“twice” is not a percentage"),
        (["--overlap", "9"], 1, "“9” is not a length"),
        (["--page", "7"], 1, "there is no page 7"),
        (["--size", "A2", "--scale", "150%"], 2, "not both"),
        (["--scale", "90000%"], 1, "more than 500 sheets"),
    ],
)
def test_what_cannot_be_cut_to_tiles_is_said_and_nothing_is_written(tmp_path, arguments, code, says):
    done = run("tile", poster_pdf(tmp_path), "tiles.pdf", "--page", "1", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert says in done.stderr
    assert not (tmp_path / "tiles.pdf").exists()


def test_a_pdf_that_is_not_there_cannot_be_cut(tmp_path):
    done = run("tile", "none.pdf", "tiles.pdf", cwd=tmp_path)
    assert done.returncode == 4
    assert "none.pdf" in done.stderr


def test_with_several_books_it_says_what_to_write(tmp_path):
    for name in ("one", "two"):
        (tmp_path / "content" / name).mkdir(parents=True)
        (tmp_path / "content" / name / "booklet.yaml").write_text(GOOD, "utf-8")
    for command in ("build", "check"):
        result = run(command, cwd=tmp_path)
        assert result.returncode == 2
        assert f"booklet {command} {Path('content/one')}\n" in result.stderr
        assert f"booklet {command} {Path('content/two')}\n" in result.stderr
