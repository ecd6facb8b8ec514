"""`booklet check --fix`: the sure mends are written, and nothing else changes."""

import json
import os
import pty
import stat
import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from booklet.doctor import find_cure, write_cure
from booklet.document.offsets import offsets
from booklet.document.reader import read_book
from booklet.document.sources import Faults, SourceFile
from booklet.document.yaml_nodes import compose
from booklet.errors import MissingFileError
from booklet.preflight.source import check_source

BOOK = """\
# A book.  Two  spaces in a comment, and בית-ספר.
booklet: 1   # version
id: a-b
title:   {he: 'של בית-ספר', en: "The  title"}
editions: {one: {languages: [he]}, two: {languages: [en]}}

body:
  - heading: {en: One, he: צה"ל}
  - text:
      en: >-
        Folded  text
        goes on,


        and  on.
      he: |
        פסקה עם ג'ורג'.

          * בן-גוריון
  # Another comment
  - text: {en: "A \\u0022scho\\u043el\\u0022  and
      more", he: 'ג''ורג'' ובית-ספר'}
  - text: {en: [link](https://a-b.example/x--y), he: {file: part.he.md}}
""".replace("[link](https://a-b.example/x--y)", '"see [a  link](https://a-b.example/x--y)\\n\\nand"')
MENDED = (
    BOOK.replace("'של בית-ספר'", "'של בית־ספר'")
    .replace('"The  title"', '"The title"')
    .replace('he: צה"ל', "he: צה״ל")
    .replace("Folded  text", "Folded text")
    .replace("and  on", "and on")
    .replace("ג'ורג'.", "ג׳ורג׳.")
    .replace("בן-גוריון", "בן־גוריון")
    .replace("\\u043el\\u0022  and", "ol\\u0022 and")
    .replace("ג''ורג'' ובית-ספר", "ג׳ורג׳ ובית־ספר")
    .replace("a  link", "a link")
)
PART = "של בית-ספר\n\nו*בן*-גוריון, [בית-ספר](https://בית-ספר.example)\n"
MENDED_PART = "של בית־ספר\n\nו*בן*־גוריון, [בית־ספר](https://בית-ספר.example)\n"


@pytest.fixture
def book(tmp_path):
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8", newline="")
    (tmp_path / "part.he.md").write_text(PART, "utf-8", newline="")
    return tmp_path


def mend(folder):
    cure = find_cure(folder)
    write_cure(cure, folder)
    return cure


def test_only_the_slips_change_and_the_second_time_nothing(book):
    cure = mend(book)
    assert (book / "booklet.yaml").read_text("utf-8") == MENDED
    assert (book / "part.he.md").read_text("utf-8") == MENDED_PART
    assert sorted(path.name for path in book.iterdir()) == ["booklet.yaml", "part.he.md"]
    assert cure.count >= 12
    assert not any(one.mended for one in check_source(read_book(book)))
    assert find_cure(book).count == 0


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_byte_order_mark_stay(book, end, mark):
    path = book / "booklet.yaml"
    path.write_bytes(mark + BOOK.replace("\n", end).encode("utf-8"))
    mend(book)
    assert path.read_bytes() == mark + MENDED.replace("\n", end).encode("utf-8")


def test_mixed_line_ends_stay_where_no_lines_are_joined(book):
    path = book / "booklet.yaml"
    path.write_bytes(BOOK.replace("\n", "\r\n", 5).encode("utf-8"))
    mend(book)
    assert path.read_bytes() == MENDED.replace("\n", "\r\n", 5).encode("utf-8")


def small(folder, text):
    path = folder / "booklet.yaml"
    head = "booklet: 1\nid: a\ntitle: T\neditions: {one: {languages: [en]}}\nbody:\n"
    path.write_text(head + text, "utf-8", newline="")
    mend(folder)
    return path.read_text("utf-8").removeprefix(head)


def test_lines_of_a_divided_word_are_joined(tmp_path):
    text = "  - text: |\n      An example, and an exam-\n      ple of it.\n"
    assert small(tmp_path, text) == "  - text: |\n      An example, and an example of it.\n"


def test_a_value_that_needs_quotes_as_it_will_be_gets_them(tmp_path):
    text = "  - text: {he: x, en: y}\n".replace("x, en: y", "תורוקמ :םירפסה לש, en: t")
    path = tmp_path / "booklet.yaml"
    head = "booklet: 1\nid: a\ntitle: ט\neditions: {one: {languages: [he]}}\nbody:\n"
    path.write_text(head + text, "utf-8")
    mend(tmp_path)
    assert path.read_text("utf-8").endswith('  - text: {he: "של הספרים: מקורות", en: t}\n')


def test_what_is_repeated_by_an_alias_is_mended_once(tmp_path):
    text = "  - text: &a one  word\n  - text: *a\n  - text: &b !!str 'two  words'\n"
    assert small(tmp_path, text) == text.replace("  word", " word")


@pytest.mark.parametrize(
    "text",
    [
        "  - text: an impor- tant school\n",  # the hyphen may be its own
        "  - text: an ex*am*- *ple*\n",
        "  - text: |2\n        one  word\n",  # where the text begins is not told for certain
    ],
)
def test_what_is_not_sure_is_told_and_left(tmp_path, text):
    assert small(tmp_path, text) == text
    assert check_source(read_book(tmp_path))


def test_a_mend_that_would_mean_another_thing_is_not_made(tmp_path):
    (tmp_path / "booklet.yaml").write_text(
        "booklet: 1\nid: a\ntitle: T\neditions: {one: {languages: [en]}}\nbody:\n  - text: a#  b\n  - text: one  two\n"
    )
    mend(tmp_path)
    assert "- text: one two\n" in (tmp_path / "booklet.yaml").read_text()
    assert read_book(tmp_path).body[0].text["en"].blocks[0].text == "a# b"


def test_who_may_read_the_file_stays_and_a_protected_one_is_left(book, monkeypatch):
    path = book / "booklet.yaml"
    path.chmod(0o640)
    mend(book)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.write_text(BOOK, "utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(MissingFileError, match="protected"):
        mend(book)
    assert path.read_text("utf-8") == BOOK


def test_a_link_out_of_the_folder_is_left(book, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "real.yaml"
    other.write_text(BOOK, "utf-8")
    (book / "booklet.yaml").unlink()
    (book / "booklet.yaml").symlink_to(other)
    with pytest.raises(MissingFileError, match="outside the book's folder"):
        mend(book)
    assert other.read_text("utf-8") == BOOK


def test_a_link_inside_the_folder_stays_a_link(book):
    (book / "booklet.yaml").rename(book / "real.yaml")
    (book / "booklet.yaml").symlink_to("real.yaml")
    mend(book)
    assert (book / "booklet.yaml").is_symlink()
    assert (book / "real.yaml").read_text("utf-8") == MENDED


def test_a_file_that_was_changed_meanwhile_is_left(book):
    cure = find_cure(book)
    (book / "booklet.yaml").write_text(BOOK + "# new\n", "utf-8")
    with pytest.raises(MissingFileError, match="changed while this ran"):
        write_cure(cure, book)
    assert (book / "booklet.yaml").read_text("utf-8") == BOOK + "# new\n"


# --- Where the code points of a value stand -------------------------------------------------------------------------


@given(
    st.text("ab \n'\"\\:#-א\u05b8", min_size=1, max_size=40),
    st.sampled_from([None, "|", ">", '"', "'"]),
    st.integers(4, 30),
)
def test_places_of_a_value_are_those_of_its_letters(text, style, width):
    written = yaml.dump({"k": [{"v": text}]}, default_style=style, allow_unicode=True, width=width)
    node = compose(SourceFile.of("x", written), Faults()).entries["k"][1].items[0].entries["v"][1]
    places = offsets(node)
    if places is None:
        assert "|2" in written or ">2" in written, "only an indentation in figures is beyond us"
        return
    assert len(places) == len(text) + 1
    assert list(places) == sorted(places)
    for at, character in enumerate(text):
        if character.isalpha():
            assert written[places[at]] == character


# --- The command ----------------------------------------------------------------------------------------------------


def run(*arguments, cwd):
    command = [sys.executable, "-m", "booklet", "check", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_without_a_terminal_the_changes_are_shown_and_nothing_is_written(book):
    result = run(".", "--fix", cwd=book)
    assert result.returncode == 3
    assert "--yes" in result.stderr
    assert (book / "booklet.yaml").read_text("utf-8") == BOOK
    applied = subprocess.run(
        ["patch", "-p0"], input=result.stdout, cwd=book, text=True, capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stdout
    assert (book / "booklet.yaml").read_text("utf-8") == MENDED, "the diff is one that programs can read"


def test_yes_writes_and_checks_again(book):
    result = run(".", "--fix", "--yes", cwd=book)
    assert (result.returncode, (book / "booklet.yaml").read_text("utf-8")) == (0, MENDED)
    assert "mended: booklet.yaml" in result.stderr
    again = run(".", "--fix", "--yes", cwd=book)
    assert (again.returncode, again.stdout) == (0, ".: nothing found\n")


def test_json_has_the_mended_words(book):
    records = json.loads(run(".", "--format", "json", cwd=book).stdout)["records"]
    assert {"code": "hyphen-for-maqaf", "mended": "בית־ספר"}.items() <= records[0].items()
    assert run(".", "--format", "json", "--fix", cwd=book).returncode == 2
    assert json.loads(run(".", "--format", "json", "--fix", "--yes", cwd=book).stdout)["records"] == []
    assert run("a.pdf", "--fix", cwd=book).returncode == 2


@pytest.mark.parametrize(("answer", "code", "text"), [("y\n", 0, MENDED), ("n\n", 3, BOOK)])
def test_on_a_terminal_the_question_is_asked(book, answer, code, text):
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "booklet", "check", ".", "--fix"]
    with subprocess.Popen(command, cwd=book, stdin=terminal, stdout=terminal, stderr=terminal) as process:
        os.close(terminal)
        os.write(controller, answer.encode())
        shown = b""
        while True:
            try:
                part = os.read(controller, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(controller)
    assert process.returncode == code
    assert (book / "booklet.yaml").read_text("utf-8") == text
    assert "רפס-תיב לש" in shown.decode("utf-8"), "Hebrew is shown in the order in which it is read"
    assert "Mend " in shown.decode("utf-8")
