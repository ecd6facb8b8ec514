"""What stands around a book: links, devices, odd names, full disks, locked folders, themes, fonts."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from booklet.document.shop_reader import read_shop_file
from booklet.document.theme_reader import read_theme_file
from booklet.errors import BookletError
from booklet.resources import folder as resource_folder
from tests.bad.make import PLAIN, picture
from tests.bad.support import EARLIER, HEAD, run
from tests.conftest import ROOT

FIGURE = HEAD + "body:\n  - figure: {file: a.png, alt: A house}\n"
SOUND = HEAD + "body:\n  - text: Words.\n"


def built(folder: Path, capsys, monkeypatch, text: str = SOUND, **more):
    (folder / "booklet.yaml").write_text(text, "utf-8")
    return run(folder, "build", "booklet.yaml", "--only", "reader", capsys=capsys, monkeypatch=monkeypatch, **more)


# --- Links and devices ----------------------------------------------------------------------------------------------

LINKS = {
    "to a file outside": ("../secret.png", "outside-folder", 1),
    "to a file of the machine": ("/etc/passwd", "outside-folder", 1),
    "to a device without an end": ("/dev/zero", "outside-folder", 1),
    "to itself": ("a.png", "missing-file", 4),
    "to nothing": ("nothing.png", "missing-file", 4),
    "to the folder": (".", "missing-file", 4),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link(tmp_path, capsys, monkeypatch, name):
    target, code, exit_code = LINKS[name]
    (tmp_path / "secret.png").write_bytes(picture())
    book = tmp_path / "book"
    book.mkdir()
    (book / "a.png").symlink_to(target)
    outcome = built(book, capsys, monkeypatch, FIGURE)
    assert (outcome.exit_code, outcome.codes, outcome.places) == (exit_code, (code,), ("booklet.yaml:7:20",))


def test_a_folder_that_leads_out(tmp_path, capsys, monkeypatch):
    (tmp_path / "secret.png").write_bytes(picture())
    book = tmp_path / "book"
    book.mkdir()
    (book / "pictures").symlink_to(tmp_path)
    outcome = built(book, capsys, monkeypatch, FIGURE.replace("a.png", "pictures/secret.png"))
    assert outcome.codes == ("outside-folder",)


def test_a_pipe_in_the_place_of_a_picture_or_of_the_book(tmp_path, capsys, monkeypatch):
    os.mkfifo(tmp_path / "a.png")
    outcome = built(tmp_path, capsys, monkeypatch, FIGURE)
    assert (outcome.exit_code, outcome.codes) == (4, ("missing-file",))
    os.mkfifo(tmp_path / "b.yaml")
    outcome = run(tmp_path, "build", "b.yaml", capsys=capsys, monkeypatch=monkeypatch)
    assert (outcome.exit_code, outcome.codes, outcome.places) == (4, ("unreadable-file",), ("b.yaml",))


@pytest.mark.parametrize("command", ["impose", "tile", "check"])
@pytest.mark.parametrize("name", ["a pipe", "a folder", "/dev/zero", "nothing"])
def test_what_is_no_file_given_as_a_pdf(tmp_path, capsys, monkeypatch, command, name):
    if name == "a pipe":
        os.mkfifo(tmp_path / name)
    elif name == "a folder":
        (tmp_path / name).mkdir()
        if command == "check":
            pytest.skip("a folder is a book there")
    arguments = [name] if command == "check" else [name, "out.pdf"]
    outcome = run(tmp_path, command, *arguments, capsys=capsys, monkeypatch=monkeypatch, reads=(Path("/dev/zero"),))
    assert outcome.exit_code == 4
    assert outcome.codes[0] in ("cannot-read", "missing-file")


def test_a_file_that_may_not_be_opened(tmp_path, capsys, monkeypatch):
    (tmp_path / "a.png").write_bytes(picture())
    whole = Path.open

    def locked(path, *arguments, **options):
        if path.name == "a.png":
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", locked)  # the tests may run as one who may open everything
    outcome = built(tmp_path, capsys, monkeypatch, FIGURE)
    assert (outcome.exit_code, outcome.codes, outcome.places) == (4, ("unreadable-file",), ("booklet.yaml:7:20",))


# --- Names ----------------------------------------------------------------------------------------------------------

NAMES = [
    *("בית ספר.png", "مدرسة.png", "a\u202eb.png", "a'b\".png", "a;b&c.png", "$(touch x).png", "-rf.png", "%s%n.png"),
    *("a\tb.png", "é.png", "e\u0301.png", "🏠.png", "x" * 250 + ".png", "con.png", "a b.png", "#.png", "[a].png"),
]


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_name_of_a_picture_does_no_harm(tmp_path, capsys, monkeypatch, name):
    (tmp_path / name).write_bytes(picture())
    quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    outcome = built(tmp_path, capsys, monkeypatch, FIGURE.replace("a.png", f'"{quoted}"'))
    assert (outcome.exit_code, outcome.codes) == (0, ())


@pytest.mark.parametrize(
    ("name", "code"),
    [("a\nb.png", "missing-file"), ("x" * 5000 + ".png", "missing-file"), ("a" + "/a" * 3000, "missing-file")],
)
def test_a_name_that_no_file_can_have(tmp_path, capsys, monkeypatch, name, code):
    quoted = name.replace("\n", "\\n")
    outcome = built(tmp_path, capsys, monkeypatch, FIGURE.replace("a.png", f'"{quoted}"'))
    assert (outcome.exit_code, outcome.codes, outcome.places) == (4, (code,), ("booklet.yaml:7:20",))


@pytest.mark.parametrize("name", ["ספר", "a\u202eb", "a'\"b", "-x", "a\nb", "x" * 200, "a b", "$(touch x)"])
def test_an_odd_name_of_the_folder_does_no_harm(tmp_path, capsys, monkeypatch, name):
    (tmp_path / name).mkdir()
    outcome = built(tmp_path / name, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (0, ())
    outcome = built(tmp_path / name, capsys, monkeypatch, SOUND.replace("text", "txet"))
    assert (outcome.exit_code, outcome.codes, outcome.places) == (1, ("unknown-key",), ("booklet.yaml:7:5",))


@pytest.mark.parametrize("name", ["x" * 5000, "\udcff", "", "no such folder/a.yaml", "-"])
def test_a_book_with_a_name_that_no_file_can_have(tmp_path, capsys, monkeypatch, name):
    outcome = run(tmp_path, "build", "--", name, capsys=capsys, monkeypatch=monkeypatch)
    assert outcome.exit_code in (1, 4)
    assert outcome.codes[0] in ("missing-file", "unreadable-file", "outside-folder")


# --- Where the result goes ------------------------------------------------------------------------------------------


def _failing(monkeypatch, error: OSError, after: int = 0) -> None:
    """Let every writing of a whole file fail, but for the first few; what was begun is left half done."""
    whole, done = Path.write_bytes, []

    def write(path, data):
        if "output" not in str(path) or data == EARLIER:
            return whole(path, data)
        done.append(path)
        if len(done) > after:
            whole(path, data[: len(data) // 2])
            raise error
        return whole(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)


@pytest.mark.parametrize("after", [0, 1])
def test_a_full_disk(tmp_path, capsys, monkeypatch, after):
    _failing(monkeypatch, OSError(errno.ENOSPC, "No space left on device"), after)
    outcome = built(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))
    assert "No space left" in outcome.told


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO])
def test_a_folder_that_cannot_be_written_to(tmp_path, capsys, monkeypatch, number):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    outcome = built(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))


def test_an_output_folder_that_is_a_file_or_cannot_be(tmp_path, capsys, monkeypatch):
    (tmp_path / "booklet.yaml").write_text(SOUND, "utf-8")
    (tmp_path / "taken").write_text("words")
    for name in ("taken", "taken/inside", "x" * 300):
        arguments = ("build", "booklet.yaml", "--only", "reader", "-o", name)
        outcome = run(tmp_path, *arguments, capsys=capsys, monkeypatch=monkeypatch)
        assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",)), name
    assert (tmp_path / "taken").read_text() == "words"


def test_a_result_over_its_source(tmp_path, capsys, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(PLAIN)
    (tmp_path / "b.pdf").symlink_to("a.pdf")
    for command in ("impose", "tile"):
        for name in ("a.pdf", "./a.pdf", "b.pdf"):
            outcome = run(tmp_path, command, "a.pdf", name, capsys=capsys, monkeypatch=monkeypatch)
            assert (outcome.exit_code, outcome.codes) == (2, ("same-file",))
            assert (tmp_path / "a.pdf").read_bytes() == PLAIN


def test_an_interruption_leaves_the_earlier_files(tmp_path):
    """Control-C while pages are made."""
    (tmp_path / "booklet.yaml").write_text(HEAD + "body:\n" + "  - text: Some words.\n" * 20_000, "utf-8")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "a-en.pdf").write_bytes(EARLIER)
    command = [sys.executable, "-m", "booklet", "build", "booklet.yaml"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, env=environment, text=True)
    time.sleep(2)  # long enough to be at work, and the whole takes many times as long
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in told
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["a-en.pdf"]
    assert (tmp_path / "output" / "a-en.pdf").read_bytes() == EARLIER


# --- Themes, shops, printers, fonts ---------------------------------------------------------------------------------

THEME = (ROOT / "booklet" / "themes" / "heritage.yaml").read_text("utf-8")
SHOP = (ROOT / "booklet" / "shops" / "print-shop.yaml").read_text("utf-8")
READERS = {"theme": (read_theme_file, THEME), "shop": (read_shop_file, SHOP)}
KEYS = [
    (kind, line.split(":")[0]) for kind, (_, text) in READERS.items() for line in text.split("\n") if line[:1].isalpha()
]
WHOLE_FILES = {
    "empty": ("", "empty-file"),
    "words": ("words", "wrong-type"),
    "a list": ("- a", "wrong-type"),
    "a tab": ("a:\n\tb: c", "tab"),
    "an open bracket": ("a: [", "yaml-syntax"),
    "a bomb": ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*d]\n", "alias-bomb"),
    "too deep": ("[" * 100, "too-deep"),
    "a nul": ("a: \0", "binary-file"),
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_broken_theme_or_shop(tmp_path, kind, name):
    text, code = WHOLE_FILES[name]
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BookletError) as caught:
        READERS[kind][0](path)
    assert caught.value.diagnostics[0].code == code
    assert caught.value.diagnostics[0].where.path.endswith("a.yaml")


@pytest.mark.parametrize(("kind", "key"), KEYS)
def test_a_value_of_a_theme_or_shop_of_the_wrong_kind(tmp_path, kind, key):
    read, text = READERS[kind]
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
    after = next((n for n in range(at + 1, len(lines)) if lines[n][:1].isalpha()), len(lines))
    path = tmp_path / "a.yaml"
    path.write_text("\n".join([*lines[:at], f"{key}: [[]]", *lines[after:]]), "utf-8")
    with pytest.raises(BookletError) as caught:
        read(path)
    assert at + 1 in [fault.where.line for fault in caught.value.diagnostics]


PRINTERS = {
    "empty lines": ("flip = \n", "printer-file"),
    "a list without an end": ("margins = [", "printer-file"),
    "words": ("this is a printer", "printer-file"),
    "infinity": ("margins = [inf, 4, 4, 4]", "printer-file"),
    "no number": ("back-offset = [nan, 0]", "printer-file"),
    "too long": ("# " + "a" * 9000, "printer-file"),
    "nested": ("a = " + "[" * 2000, "printer-file"),
    "another kind": ("flip = 3\nreverse = 'no'", "printer-file"),
    "a date": ("flip = 2026-11-23", "printer-file"),
    "bytes": ("\udcff\udcfe", "printer-file"),
}


@pytest.mark.parametrize("name", PRINTERS)
def test_a_broken_printer(tmp_path, capsys, monkeypatch, name):
    text, code = PRINTERS[name]
    (tmp_path / "printers").mkdir()
    (tmp_path / "printers" / "office.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "booklet.yaml").write_text(SOUND, "utf-8")
    monkeypatch.setenv("BOOKLET_CONFIG", str(tmp_path))
    outcome = run(tmp_path, "build", "booklet.yaml", "--printer", "office", capsys=capsys, monkeypatch=monkeypatch)
    assert (outcome.exit_code, outcome.codes[0]) == (1, code)
    assert "office.toml" in outcome.places[0]


@pytest.mark.parametrize("name", ["../office", "/etc/passwd", "a" * 100, "", "a\0b", "a/b"])
def test_a_printer_of_an_odd_name(tmp_path, capsys, monkeypatch, name):
    (tmp_path / "booklet.yaml").write_text(SOUND, "utf-8")
    monkeypatch.setenv("BOOKLET_CONFIG", str(tmp_path))
    outcome = run(tmp_path, "build", "booklet.yaml", "--printer", name, capsys=capsys, monkeypatch=monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (1, ("printer-name",))


TTF = (ROOT / "fonts" / "eb-garamond" / "EBGaramond_400Regular.ttf").read_bytes()
FONTS = {
    "zero bytes": (b"", "font-unreadable"),
    "words": (b"this is no font", "font-unreadable"),
    "the head alone": (TTF[:12], "font-unreadable"),
    "the tables without what they hold": (TTF[:400], "missing-glyph"),
    "a web font": (b"wOF2" + TTF[4:4000], "font-unreadable"),
    "a web font of the first kind": (b"wOFF" + TTF[4:4000], "font-unreadable"),
    "a picture": (picture(), "font-unreadable"),
    "another kind of outlines without any": (b"OTTO" + b"\0" * 100, "font-unreadable"),
    "no map of letters": (TTF.replace(b"cmap", b"xxxx", 1), "missing-glyph"),
    "a collection of none": (b"ttcf\0\1\0\0\0\0\0\0", "font-unreadable"),
}


@pytest.mark.parametrize("name", FONTS)
def test_a_broken_font(tmp_path, capsys, monkeypatch, name):
    """The fonts of the program, each of which is this one."""
    data, code = FONTS[name]
    for path in sorted((ROOT / "fonts").glob("*/*.ttf")):
        broken = tmp_path / "fonts" / path.parent.name / path.name
        broken.parent.mkdir(parents=True, exist_ok=True)
        broken.write_bytes(data)
    folders = {"fonts": tmp_path / "fonts"}
    monkeypatch.setattr("booklet.build.folder", lambda kind: folders.get(kind) or resource_folder(kind))
    outcome = built(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes[0]) == (4, code), outcome.told
