"""Modules that lie in a book's folder are not run, however the program is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from booklet.__main__ import library_path
from tests.bad.support import HEAD
from tests.conftest import ROOT

HOSTILE = "from pathlib import Path\nPath(__file__).with_name('was-run').touch()\nraise SystemExit(99)\n"
NAMES = (
    *("click", "numpy", "yaml", "pikepdf", "uharfbuzz", "json", "csv", "pickle", "reportlab_mods", "sitecustomize"),
    *("multiprocessing", "signal", "tempfile", "socket", "typing", "PIL", "rich", "openpyxl", "pathlib", "dataclasses"),
)
COMMANDS = {
    "build": ("build", "booklet.yaml", "--only", "reader"),
    "build in several processes": ("build", "booklet.yaml", "--only", "reader", "--jobs", "2"),
    "check": ("check", "booklet.yaml"),
    "merge": ("merge", "booklet.yaml", "a.csv", "--jobs", "2"),
}
STARTS = {
    "as a module": ("-m", "booklet"),
    "as a program": ("-c", "import sys; sys.path[:1] = []; from booklet.cli import main; main()"),
}
"""The second is what an installed command does: its first entry is the folder of the command."""


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_module_in_the_folder_of_a_book_is_not_run(tmp_path, start, command):
    editions = HEAD if command == "merge" else HEAD + "  one: {languages: [en]}\n"
    (tmp_path / "booklet.yaml").write_text(editions + "body:\n  - text: Words.\n", "utf-8")
    (tmp_path / "a.csv").write_text("id\n1\n2\n3\n", "utf-8")
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text(HOSTILE, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *STARTS[start], *COMMANDS[command]],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, (tmp_path / "was-run").exists()) == (0, False), done.stderr


def test_the_path_keeps_the_folder_that_holds_the_program():
    assert library_path(["/books/one", "/lib"]) == ["/lib"]
    assert library_path([str(ROOT), "/lib"]) == [str(ROOT), "/lib"]
    assert library_path([]) == []


def test_the_program_can_be_started_in_its_own_folder(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "booklet", "--version"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path(ROOT / "booklet").is_dir()
