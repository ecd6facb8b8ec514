"""`booklet impose` and `booklet prove` as a person runs them: what is said, exit codes, earlier files left alone."""

import io
import os
import pty
import subprocess
import sys

import pikepdf
import pytest
from pikepdf import String
from reportlab.pdfgen.canvas import Canvas

from booklet import cli_finished
from booklet.press.schemes import SCHEMES
from tests.support.command import run


def pages(count, language="", size=(420, 595), **options):
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for number in range(1, count + 1):
        canvas.drawString(100, 300, f"Page {number}")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(out) as pdf:
        if language:
            pdf.Root.Lang = String(language)
        out = io.BytesIO()
        pdf.save(out, **options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in.pdf").write_bytes(pages(6, "he"))
    return tmp_path


def test_a_hebrew_pdf_is_bound_on_the_right_and_it_is_said_why(folder):
    result = run("impose", "in.pdf", "there/out.pdf", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:4] == [
        "there/out.pdf",
        "6 pages and 2 blanks on 2 sheets of 210 × 297 mm",
        "bound on the right: the language of the PDF is “he”",
        "print at actual size (100 %), on both sides, turned over the short edge",
    ]
    assert "fold the right half under the rest" in result.stdout
    proof = run("prove", "there/out.pdf", "in.pdf", cwd=folder)
    assert proof.stdout == "there/out.pdf reads as in.pdf does, in order: saddle stitch, bound on the right\n"
    assert (proof.returncode, proof.stderr) == (0, "")


def test_sheets_bound_on_the_wrong_side_do_not_pass(folder):
    assert run("impose", "in.pdf", "out.pdf", "--binding", "left", "-q", cwd=folder).stdout == ""
    for arguments in ((), ("--binding", "right"), ("--scheme", "saddle")):
        result = run("prove", "out.pdf", "in.pdf", *arguments, cwd=folder)
        assert (result.returncode, result.stdout) == (3, "")
        assert "error[fold-proof]" in result.stderr
        assert "bound on the left, and this one is bound on the right" in result.stderr
    assert run("prove", "out.pdf", "in.pdf", "--binding", "left", cwd=folder).returncode == 0


def test_what_no_one_tells_is_found(folder):
    (folder / "plain.pdf").write_bytes(pages(8))
    options = ("--binding", "right", "--scheme", "saddle-4up", "--no-marks")
    assert run("impose", "plain.pdf", "out.pdf", *options, cwd=folder).returncode == 0
    found = run("prove", "out.pdf", "plain.pdf", cwd=folder)
    assert found.stdout.endswith("in order: saddle stitch, four pages a side, bound on the right\n")
    assert run("prove", "out.pdf", "plain.pdf", "--scheme", "saddle", cwd=folder).returncode == 3


def test_for_a_printer_of_one_side_there_are_two_files(folder):
    result = run("impose", "in.pdf", "out.pdf", "--flip", "manual", "--reverse", cwd=folder)
    assert result.stdout.splitlines()[:2] == ["out-fronts.pdf", "out-backs.pdf"]
    assert not (folder / "out.pdf").exists()
    proof = ("prove", "out-fronts.pdf", "in.pdf", "--backs", "out-backs.pdf")
    assert run(*proof, "--reverse", cwd=folder).returncode == 0
    assert run(*proof, cwd=folder).returncode == 3


def test_signatures_paper_and_offsets_can_be_chosen(folder):
    (folder / "long.pdf").write_bytes(pages(40))
    options = ("--scheme", "perfect", "--signature", "3", "--spine-gap", "4mm", "--sheet", "300x220mm")
    options += ("--paper-thickness", "0.1mm", "--margin", "3mm", "--back-offset", "0.5mm,-0.5mm")
    result = run("impose", "long.pdf", "out.pdf", *options, cwd=folder)
    assert "on 10 sheets of 300 × 220 mm" in result.stdout
    assert "lay the sheets of each of the 4 signatures into one another" in result.stdout
    proof = ("--scheme", "perfect", "--signature", "3", "--binding", "left")
    assert run("prove", "out.pdf", "long.pdf", *proof, cwd=folder).returncode == 0


def test_two_covers_are_imposed_and_proved(folder):
    for command in (("impose", "in.pdf", "out.pdf"), ("prove", "out.pdf", "in.pdf")):
        assert run(*command, "--second-cover", "4", cwd=folder).returncode == 0
        result = run(*command, "--second-cover", "7", cwd=folder)
        assert result.returncode == 2
        assert "page 7 cannot be the second cover: the PDF has 6 pages" in result.stderr


def test_pages_of_several_sizes_are_told(folder):
    with pikepdf.open(folder / "in.pdf") as pdf, pikepdf.open(io.BytesIO(pages(1, size=(1190, 842)))) as large:
        pdf.pages.insert(3, large.pages[0])
        pdf.save(folder / "mixed.pdf")
    result = run("impose", "mixed.pdf", "out.pdf", cwd=folder)
    assert result.returncode == 0
    assert "warning[pages-unlike]: page 4 (420 × 297 mm) is larger than the others (148 × 210 mm" in result.stderr
    assert run("prove", "out.pdf", "mixed.pdf", cwd=folder).returncode == 0


def locked():
    return pages(2, encryption=pikepdf.Encryption(owner="o", user="u"))


BAD = {
    "no file": (None, 4, "in.pdf: there is no such file"),
    "a password": (locked, 1, "in.pdf: error[pdf-encrypted]: the PDF is locked with a password"),
    "a letter": (lambda: b"Dear Sir or Madam", 1, "in.pdf: error[pdf-damaged]: the PDF is damaged or is not a PDF"),
    "nothing": (lambda: b"", 1, "error[pdf-damaged]"),
    "half a file": (lambda: pages(9)[:300], 1, "error[pdf-damaged]"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_and_the_earlier_file_stays(folder, name):
    make, exit_code, message = BAD[name]
    (folder / "in.pdf").unlink()
    if make:
        (folder / "in.pdf").write_bytes(make())
    (folder / "out.pdf").write_bytes(b"earlier")
    for command in (("impose", "in.pdf", "out.pdf"), ("prove", "out.pdf", "in.pdf")):
        result = run(*command, cwd=folder)
        assert (result.returncode, result.stdout) == (exit_code, "")
        assert "Traceback" not in result.stderr
    assert message in run("impose", "in.pdf", "out.pdf", cwd=folder).stderr
    assert (folder / "out.pdf").read_bytes() == b"earlier"
    assert {path.name for path in folder.iterdir()} <= {"in.pdf", "out.pdf"}


def test_a_damaged_file_that_can_be_mended_gives_a_warning_and_no_more(folder):
    (folder / "in.pdf").write_bytes(pages(6)[:-200])
    result = run("impose", "in.pdf", "out.pdf", cwd=folder)
    assert result.returncode == 0
    assert result.stderr.splitlines() == [
        "warning[pdf-mended]: the PDF is damaged; what could be saved of it is printed",
        "hint: compare the sheets with the PDF, page by page",
    ]


def test_the_file_that_is_read_is_not_written_over(folder):
    (folder / "link.pdf").symlink_to("in.pdf")
    before = (folder / "in.pdf").read_bytes()
    for name in ("in.pdf", "./in.pdf", "link.pdf"):
        result = run("impose", "in.pdf", name, cwd=folder)
        assert result.returncode == 2
        assert "is the file that is to be read" in result.stderr
    (folder / "a-fronts.pdf").write_bytes(before)
    assert run("impose", "a-fronts.pdf", "a.pdf", "--flip", "manual", cwd=folder).returncode == 2
    assert (folder / "in.pdf").read_bytes() == (folder / "a-fronts.pdf").read_bytes() == before


def test_a_link_is_followed_and_a_pipe_or_folder_is_refused(folder):
    (folder / "far").mkdir()
    (folder / "link.pdf").symlink_to("far/out.pdf")
    assert run("impose", "in.pdf", "link.pdf", cwd=folder).returncode == 0
    assert (folder / "far" / "out.pdf").read_bytes().startswith(b"%PDF")
    os.mkfifo(folder / "pipe.pdf")
    for name in ("pipe.pdf", "far"):
        result = run("impose", "in.pdf", name, cwd=folder)
        assert result.returncode == 4
        assert "cannot be written" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--sheet", "A99"), "“A99” is not a paper size"),
        (("--sheet", "0x0mm"), "is not a paper size"),
        (("--paper-thickness", "thick"), "“thick” is not a length"),
        (("--margin", "-3mm"), "below zero"),
        (("--back-offset", "3mm"), "write two lengths"),
        (("--scheme", "zine", "--signature", "2"), "a mini-zine has no signatures"),
        (("--spine-gap", "3mm"), "a saddle stitch has no glued spine"),
        (("--binding", "top"), "--binding"),
    ],
)
def test_wrong_options_are_exit_code_2(folder, options, message):
    result = run("impose", "in.pdf", "out.pdf", *options, cwd=folder)
    assert result.returncode == 2
    assert message in result.stderr
    assert not (folder / "out.pdf").exists()


def test_hebrew_letters_in_a_file_that_says_it_is_english_are_told(folder):
    with pikepdf.open(folder / "in.pdf") as pdf:
        codes = "".join(f"<{ord('א') + n:04X}>" for n in range(20))
        pdf.pages[0].Resources.Font["/F1"].ToUnicode = pdf.make_stream(f"beginbfchar {codes}".encode())
        pdf.Root.Lang = String("en-US")
        pdf.save(folder / "office.pdf")
    result = run("impose", "office.pdf", "out.pdf", cwd=folder)
    assert "warning[binding-guessed]: the PDF has Hebrew or Arabic letters" in result.stderr
    assert "hint: if it is read from right to left, give --binding right" in result.stderr
    assert run("impose", "office.pdf", "out.pdf", "--binding", "left", cwd=folder).stderr == ""


def test_progress_is_shown_on_a_terminal(folder):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "booklet", "impose", "in.pdf", "out.pdf"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    result = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=follower, env=environment, check=False)
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    os.close(leader)
    assert result.returncode == 0
    assert "folding the sheets" in shown


def test_the_names_of_schemes_on_the_command_line_are_those_of_the_press():
    assert list(SCHEMES) == cli_finished._SCHEMES
