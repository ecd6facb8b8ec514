"""Folders of parts: gone after every run, and what a killed one left is removed by the next one."""

import shutil
import subprocess
import sys

import pytest

from booklet.files import folder_of_parts, write_all
from tests.conftest import ROOT

_KILLED = """
import os, sys
from pathlib import Path
from booklet.files import folder_of_parts
with folder_of_parts(Path(sys.argv[1])) as parts:
    (parts / "part").write_bytes(b"half")
    os._exit(9)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files have no locks of this kind there")


def killed_in(folder):
    subprocess.run([sys.executable, "-c", _KILLED, str(folder)], cwd=ROOT, check=False)
    (left,) = folder.glob(".booklet-*")
    return left


def test_what_a_killed_run_left_is_removed_by_the_next_one(tmp_path):
    assert {path.name for path in killed_in(tmp_path).iterdir()} == {"part", ".booklet-lock"}
    write_all(tmp_path, [("a.pdf", b"whole")], "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_the_parts_of_a_run_that_goes_on_stay(tmp_path):
    with folder_of_parts(tmp_path) as parts:
        (parts / "part").write_bytes(b"half")
        write_all(tmp_path, [("a.pdf", b"whole")], "")
        assert (parts / "part").read_bytes() == b"half"
        with folder_of_parts(tmp_path) as others:
            assert others != parts
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_what_is_not_of_its_kind_stays(tmp_path):
    left = killed_in(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(left, elsewhere)
    (tmp_path / ".booklet-mine").mkdir()
    (tmp_path / ".booklet-mine" / "part").write_bytes(b"mine")
    (tmp_path / ".booklet-link").symlink_to(elsewhere)
    (tmp_path / ".booklet-file").write_bytes(b"mine")
    before = sorted(tmp_path.rglob("*"))
    write_all(tmp_path / ".", [("a.pdf", b"whole")], "")
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "a.pdf"])
