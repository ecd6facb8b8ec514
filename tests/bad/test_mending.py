"""`booklet check --fix` where something is in the way: nothing is written, or only what is sure."""

import errno
import os
import tempfile
from pathlib import Path

import pytest

from booklet import doctor
from booklet.files import rewrite
from tests.bad.support import HEAD, TEXT_HEAD, run

SLIP = HEAD + "body:\n  - text: {en: {file: part.md}}\n"
PART = "Two  spaces.\n"


def mended(folder: Path, capsys, monkeypatch, *, text: str = SLIP, part: str | bytes | None = PART):
    """Mend a book whose text is in a file beside it; without a part there is none."""
    (folder / "booklet.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    if part is not None:
        (folder / "part.md").write_bytes(part if isinstance(part, bytes) else part.encode())
    return run(folder, "check", "booklet.yaml", "--fix", "--yes", capsys=capsys, monkeypatch=monkeypatch)


def test_a_sound_one_is_mended(tmp_path, capsys, monkeypatch):
    assert mended(tmp_path, capsys, monkeypatch).exit_code == 0
    assert (tmp_path / "part.md").read_text() == "Two spaces.\n"


UNREADABLE = {
    "nothing": (b"", "empty-file", "part.md"),
    "zeros": (b"Two  spaces\0", "binary-file", "part.md"),
    "an old encoding": ("Été  ici".encode("cp1252"), "not-utf8", "part.md:1:1"),
    "a bell": (b"Two  spaces\x07", "control-character", "part.md:1:12"),
    "a heading": (b"# Two  spaces", "not-in-text", "part.md:1:1"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_part_that_cannot_be_read(tmp_path, capsys, monkeypatch, name):
    data, code, place = UNREADABLE[name]
    outcome = mended(tmp_path, capsys, monkeypatch, part=data)
    assert (outcome.exit_code, outcome.codes[0], outcome.places[0]) == (1, code, place), outcome.told
    assert (tmp_path / "part.md").read_bytes() == data


def test_a_part_that_is_not(tmp_path, capsys, monkeypatch):
    outcome = mended(tmp_path, capsys, monkeypatch, part=None)
    assert (outcome.exit_code, outcome.codes, outcome.places) == (4, ("missing-file",), ("booklet.yaml:7:23",))


@pytest.mark.parametrize("target", ["../part.md", "/etc/hostname", "part.md"])
def test_a_part_that_is_a_link_out_or_to_itself(tmp_path, capsys, monkeypatch, target):
    (tmp_path / "part.md").write_text(PART, "utf-8")
    book = tmp_path / "book"
    book.mkdir()
    (book / "part.md").symlink_to(target)
    outcome = mended(book, capsys, monkeypatch, part=None)
    expected = (4, "missing-file") if target == "part.md" else (1, "outside-folder")
    assert (outcome.exit_code, outcome.codes[0], outcome.places[0]) == (*expected, "booklet.yaml:7:23")
    assert (tmp_path / "part.md").read_text() == PART


def test_a_book_that_is_a_link_out_of_its_folder(tmp_path, capsys, monkeypatch):
    """It is read as any other; but what is written would be a file of another folder."""
    text = TEXT_HEAD + "      Two  spaces.\n"
    (tmp_path / "there.yaml").write_text(text, "utf-8")
    book = tmp_path / "book"
    book.mkdir()
    (book / "booklet.yaml").symlink_to("../there.yaml")
    command = ("check", "booklet.yaml", "--fix", "--yes")
    outcome = run(book, *command, capsys=capsys, monkeypatch=monkeypatch, reads=(tmp_path,))
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",)), outcome.told
    assert (tmp_path / "there.yaml").read_text() == text


def test_a_file_that_may_not_be_changed(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # the tests may run as one who may do everything
    outcome = mended(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))
    assert (tmp_path / "part.md").read_text() == PART


def test_a_file_that_is_changed_meanwhile(tmp_path, capsys, monkeypatch):
    whole = doctor.write_cure

    def changed_before(cure, folder):
        (tmp_path / "part.md").write_text("Another  hand.\n")
        return whole(cure, folder)

    monkeypatch.setattr(doctor, "write_cure", changed_before)
    outcome = mended(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))
    assert (tmp_path / "part.md").read_text() == "Another  hand.\n"


@pytest.mark.parametrize("made", ["gone", "a folder", "a link out"])
def test_a_file_in_whose_place_there_is_something_else(tmp_path, capsys, monkeypatch, made):
    whole, part = doctor.write_cure, tmp_path / "part.md"

    def changed_before(cure, folder):
        part.unlink()
        if made == "a folder":
            part.mkdir()
        elif made == "a link out":
            part.symlink_to("/etc/hostname")
        return whole(cure, folder)

    monkeypatch.setattr(doctor, "write_cure", changed_before)
    (tmp_path / "booklet.yaml").write_text(SLIP, "utf-8")
    part.write_text(PART, "utf-8")
    command = ("check", "booklet.yaml", "--fix", "--yes")
    outcome = run(tmp_path, *command, capsys=capsys, monkeypatch=monkeypatch, is_partial=True)
    assert outcome.exit_code == 4
    assert outcome.codes[0] in ("cannot-write", "cannot-read", "missing-file", "unreadable-file"), outcome.told


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_a_disk_that_is_full_or_closed(tmp_path, capsys, monkeypatch, number):
    whole = Path.write_bytes

    def fail(path, data):
        if path.name == "part.md" and ".booklet-" in str(path):
            whole(path, data[:3])
            raise OSError(number, os.strerror(number))
        return whole(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    outcome = mended(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))
    assert (tmp_path / "part.md").read_text() == PART


def test_a_folder_in_which_nothing_can_be_made(tmp_path, capsys, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    outcome = mended(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))


def test_the_second_of_two_files_cannot_be_written(tmp_path, capsys, monkeypatch):
    """The first is whole and mended, the second whole and as it was."""

    def fail_in_parts(path, data):
        if path.name == "part.md":
            raise doctor._refused(str(path), "it is somebody else's", "")
        rewrite(path, data)

    monkeypatch.setattr(doctor, "rewrite", fail_in_parts)
    outcome = mended(tmp_path, capsys, monkeypatch, text=SLIP.replace("title: T", 'title: "A  T"'))
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))
    assert (tmp_path / "part.md").read_text() == PART
    assert (tmp_path / "booklet.yaml").read_text().startswith("booklet: 1\nid: a\ntitle: ")


def test_line_ends_of_several_kinds_stay(tmp_path, capsys, monkeypatch):
    part = b"Two  spaces.\r\nAnd a line\n\nof  another kind\r"
    mended(tmp_path, capsys, monkeypatch, part=part)
    assert (tmp_path / "part.md").read_bytes() == part.replace(b"  ", b" ")


def test_a_yaml_that_is_none_is_not_mended(tmp_path, capsys, monkeypatch):
    text = 'title: "Two  spaces\n'
    outcome = mended(tmp_path, capsys, monkeypatch, text=text)
    assert (outcome.exit_code, outcome.codes, outcome.places) == (1, ("yaml-syntax",), ("booklet.yaml:1:8",))
    assert (tmp_path / "booklet.yaml").read_text() == text


def test_a_pdf_is_not_mended(tmp_path, capsys, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    outcome = run(tmp_path, "check", "a.pdf", "--fix", "--yes", capsys=capsys, monkeypatch=monkeypatch)
    assert outcome.exit_code == 2
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.7"
