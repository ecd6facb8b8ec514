"""What lies beside a book and is named by it or by a command: its own shops, profiles and themes; previews of it."""

import errno
import os
import tempfile
from pathlib import Path

import pytest

from tests.bad.make import PLAIN, picture
from tests.bad.support import EARLIER, HEAD, run
from tests.conftest import ROOT

SOUND = HEAD + "body:\n  - text: Words.\n"
SHOP = "name: ours\nink_limit: 300\nbleed: 3mm\n"
PROFILE = "condition: {{identifier: X, name: Ours, profile: {}}}\n"
ICC = next((ROOT / "booklet" / "icc").glob("*.icc")).read_bytes()
RGB = ICC[:12] + b"mntrRGB " + ICC[20:]

SHOPS = {
    "nothing": ("", "empty-file", ""),
    "words": ("words", "wrong-type", ":1:1"),
    "a tab": ("name: ours\nasks:\n\tbleed: 3mm\n", "tab", ":3:1"),
    "no bleed": ("name: ours\nink_limit: 300\n", "missing-key", ":1:1"),
    "a key that is not": (SHOP + "colour: red\n", "unknown-key", ":4:1"),
    "too much ink": (SHOP.replace("300", "3000"), "bad-value", ":2:12"),
    "bleed as wide as a page": (SHOP.replace("3mm", "300mm"), "bad-value", ":3:8"),
    "type of no size": (SHOP + "asks: {smallest_type: -6pt}\n", "bad-value", ":4:23"),
    "no number of pages": (SHOP + "asks: {page_multiple: 0}\n", "bad-value", ":4:23"),
    "a resolution without an end": (SHOP + "asks: {resolution: .inf}\n", "wrong-type", ":4:20"),
    "a check with a path": (SHOP + "asks: {leave_out: [../a]}\n", "bad-value", ":4:20"),
    "a profile that is not": (SHOP + PROFILE.format("no.icc"), "unknown-profile", ":4:49"),
    "a profile above": (SHOP + PROFILE.format("../a.icc"), "bad-value", ":4:49"),
    "a profile that is words": (SHOP + PROFILE.format("words.icc"), "bad-value", ":4:49"),
    "a profile that is nothing": (SHOP + PROFILE.format("nothing.icc"), "bad-value", ":4:49"),
    "a profile that is a picture": (SHOP + PROFILE.format("picture.icc"), "bad-value", ":4:49"),
    "a profile of a screen": (SHOP + PROFILE.format("screen.icc"), "bad-value", ":4:49"),
    "a profile that is its head": (SHOP + PROFILE.format("head.icc"), "bad-value", ":4:49"),
    "a profile with noise for tables": (SHOP + PROFILE.format("noise.icc"), "bad-value", ":4:49"),
    "a profile that is a folder": (SHOP + PROFILE.format("folder.icc"), "unknown-profile", ":4:49"),
    "a profile that is a pipe": (SHOP + PROFILE.format("pipe.icc"), "unknown-profile", ":4:49"),
    "a profile outside of the folder": (SHOP + PROFILE.format("link.icc"), "outside-folder", ":4:49"),
}
PROFILES = {
    "words": b"this is no profile",
    "nothing": b"",
    "picture": picture(),
    "screen": RGB,
    "head": ICC[:128],
    "noise": ICC[:128] + b"\xff" * 400,
}


@pytest.mark.parametrize("command", [("check", "booklet.yaml"), ("check", "a.pdf"), ("build", "booklet.yaml")])
@pytest.mark.parametrize("name", SHOPS)
def test_a_broken_shop_beside_a_book(tmp_path, capsys, monkeypatch, name, command):
    text, code, place = SHOPS[name]
    book = tmp_path / "book"
    shops = book / "shops"
    shops.mkdir(parents=True)
    (shops / "ours.yaml").write_text(text, "utf-8")
    for profile, data in PROFILES.items():
        (shops / f"{profile}.icc").write_bytes(data)
    (shops / "folder.icc").mkdir()
    os.mkfifo(shops / "pipe.icc")
    (tmp_path / "secret.icc").write_bytes(ICC)
    (shops / "link.icc").symlink_to(tmp_path / "secret.icc")
    (book / "booklet.yaml").write_text(SOUND, "utf-8")
    (book / "a.pdf").write_bytes(PLAIN)
    outcome = run(book, *command, "--shop", "ours", capsys=capsys, monkeypatch=monkeypatch)
    expected = (1, code, f"shops/ours.yaml{place}")
    assert (outcome.exit_code, outcome.codes[0], outcome.places[0]) == expected, outcome.told


@pytest.mark.parametrize("name", ["no-such-shop", "../ours", "/etc/passwd", "", "a\0b", "x" * 5000, "*"])
def test_a_shop_of_an_odd_name(tmp_path, capsys, monkeypatch, name):
    (tmp_path / "booklet.yaml").write_text(SOUND, "utf-8")
    for command in ("check", "build"):
        outcome = run(tmp_path, command, "booklet.yaml", "--shop", name, capsys=capsys, monkeypatch=monkeypatch)
        if command == "check" and not name:
            continue  # as if it were left out
        assert (outcome.exit_code, outcome.codes) == (1, ("unknown-shop",))


@pytest.mark.parametrize("kind", ["shops", "themes"])
def test_a_file_beside_a_book_that_is_a_link_out(tmp_path, capsys, monkeypatch, kind):
    (tmp_path / "secret.yaml").write_text("password: 1\n", "utf-8")
    book = tmp_path / "book"
    (book / kind).mkdir(parents=True)
    (book / kind / "ours.yaml").symlink_to(tmp_path / "secret.yaml")
    theme = "theme: ours\n" if kind == "themes" else ""
    (book / "booklet.yaml").write_text(SOUND + theme, "utf-8")
    options = ("--shop", "ours") if kind == "shops" else ()
    outcome = run(book, "check", "booklet.yaml", *options, capsys=capsys, monkeypatch=monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (1, ("outside-folder",)), outcome.told
    assert "password" not in outcome.told


THEME = (ROOT / "booklet" / "themes" / "heritage.yaml").read_text("utf-8")
THEMES = {
    "nothing": ("", "empty-file"),
    "noise": ("\udcff\udcfe", "not-utf8"),
    "words": ("words", "wrong-type"),
    "a bomb": ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*d]\n", "alias-bomb"),
    "a key that is not": (THEME + "\nscript: ls\n", "unknown-key"),
}


@pytest.mark.parametrize("of", ["book", "edition"])
@pytest.mark.parametrize("name", THEMES)
def test_a_broken_theme_beside_a_book(tmp_path, capsys, monkeypatch, name, of):
    text, code = THEMES[name]
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "ours.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
    book = SOUND + "theme: ours\n" if of == "book" else SOUND.replace("[en]}", "[en], theme: ours}")
    (tmp_path / "booklet.yaml").write_text(book, "utf-8")
    outcome = run(tmp_path, "build", "booklet.yaml", capsys=capsys, monkeypatch=monkeypatch)
    assert (outcome.exit_code, outcome.codes[0]) == (1, code), outcome.told
    assert outcome.places[0].startswith("themes/ours.yaml")


# --- Previews -------------------------------------------------------------------------------------------------------


def previewed(folder: Path, capsys, monkeypatch):
    (folder / "booklet.yaml").write_text(SOUND, "utf-8")
    command = ("build", "booklet.yaml", "--only", "previews")
    return run(folder, *command, capsys=capsys, monkeypatch=monkeypatch)


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_previews_in_a_folder_that_cannot_be_written_to(tmp_path, capsys, monkeypatch, number):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    outcome = previewed(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))


def test_previews_on_a_disk_that_is_full_before_the_last(tmp_path, capsys, monkeypatch):
    whole, done = Path.write_bytes, []

    def write(path, data):
        if path.suffix == ".png" and data != EARLIER:
            done.append(path)
            if len(done) > 1:
                whole(path, data[:100])
                raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    outcome = previewed(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))
    assert len(done) == 2


def test_a_folder_in_the_place_of_a_preview(tmp_path, capsys, monkeypatch):
    (tmp_path / "output" / "a-en-page-01.png").mkdir(parents=True)
    outcome = previewed(tmp_path, capsys, monkeypatch)
    assert (outcome.exit_code, outcome.codes) == (4, ("cannot-write",))
