"""Printers on the command line, with a folder of their own for what a user keeps."""

import click
import pikepdf
import pytest
from click.testing import CliRunner

from booklet.cli import commands
from booklet.errors import ContentError

BOOK = """\
booklet: 1
id: small
title: Small
editions:
  en: {languages: [en]}
body:
  - text: Words.
"""
RIGHT = ["y", "B", "100,2", "L", "0.5", "-1", "4", "5", "4", "6"]


@pytest.fixture
def booklet(tmp_path, monkeypatch):
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8")
    monkeypatch.setenv("BOOKLET_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments, typed=()):
        result = CliRunner().invoke(
            commands, arguments, input="".join(f"{line}\n" for line in typed), standalone_mode=False
        )
        if result.exception:
            raise result.exception
        return result.stdout

    return run


def test_the_test_sheets_are_written_with_words_on_how_to_print_them(booklet, tmp_path):
    told = booklet("calibrate", "test.pdf", "--sheet", "Letter")
    assert "100 %" in told
    assert "--answers" in told
    with pikepdf.open(tmp_path / "test.pdf") as pdf:
        assert [round(float(v)) for v in pdf.pages[0].MediaBox] == [0, 0, 792, 612]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_the_answers_become_a_printer_for_which_sheets_are_made(booklet, tmp_path):
    told = booklet("calibrate", "--answers", "--name", "office", typed=RIGHT)
    assert "turns sheets over the long edge" in told
    assert "backs are moved 0.5 mm left and 1 mm up" in told
    assert booklet("printers") == "office\n"
    saved = (tmp_path / "config" / "printers" / "office.toml").read_text("utf-8")
    assert 'flip = "long"' in saved
    assert "reverse = true" in saved
    booklet("build", "--printer", "office", "-o", "out")
    with pikepdf.open(tmp_path / "out" / "small-en-sheets.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_a_wrong_answer_is_asked_for_again(booklet):
    told = booklet("calibrate", "--answers", "--name", "office", typed=["perhaps", *RIGHT])
    assert "answer with one of y, n" in told
    assert told.count("by itself?") == 2


def test_sheets_that_were_scaled_save_nothing_and_end_the_questions(booklet):
    with pytest.raises(ContentError) as caught:
        booklet("calibrate", "--answers", "--name", "office", typed=["y", "A", "97"])
    assert caught.value.diagnostics[0].code == "print-again"
    assert booklet("printers") == ""


def test_a_printer_of_one_side_gets_two_files(booklet, tmp_path):
    booklet("calibrate", "--set", "flip=manual", "--set", "reverse=yes", "--name", "old")
    booklet("build", "--printer", "old", "--only", "sheets", "-o", "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir() if path.name != ".small-build")
    assert names == ["small-en-sheets-backs.pdf", "small-en-sheets-fronts.pdf", "small-report.json"]


def test_an_unknown_printer_leaves_everything_as_it_was(booklet, tmp_path):
    with pytest.raises(ContentError) as caught:
        booklet("build", "--printer", "none", "-o", "out")
    assert caught.value.diagnostics[0].code == "unknown-printer"
    assert not (tmp_path / "out").exists()


def test_a_broken_printer_is_told_and_only_who_asks_for_it_meets_it(booklet, tmp_path):
    folder = tmp_path / "config" / "printers"
    folder.mkdir(parents=True)
    (folder / "office.toml").write_text("flip = long\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        booklet("build", "--printer", "office", "-o", "out")
    assert str(caught.value.diagnostics[0].where).endswith("office.toml:1:8")
    booklet("build", "-o", "out")
    assert (tmp_path / "out" / "small-en-sheets.pdf").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["test.pdf", "--name", "office"],
        ["test.pdf", "--answers", "--name", "office"],
        ["--answers"],
        ["--answers", "--set", "flip=long", "--name", "office"],
        ["--name", "office"],
    ],
)
def test_wrong_use_is_told(booklet, arguments):
    with pytest.raises(click.UsageError, match=r"give OUT.pdf"):
        booklet("calibrate", *arguments)
