"""What a command does not need it does not import: counted in modules, since seconds differ from machine to machine."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

BOOK = "booklet: 1\nid: a\ntitle: T\neditions: {en: {languages: [en]}}\nbody:\n  - text: Words.\n"
LIBRARIES = {"rich", "pypdfium2", "openpyxl", "distributed", "segno", "svg", "tinycss2", "defusedxml"}
"""What a book of words has no use for."""
TO_SET = {"booklet.editions", "booklet.layout.pages", "booklet.pdf", "reportlab", "pikepdf", "icu4py", "PIL", "pyphen"}
"""What makes files, and is known to be imported by these names when one is made."""
OTHER_STAGES = {
    *("booklet.previews", "booklet.layout.poster", "booklet.layout.instructions", "booklet.layout.maps"),
    *("booklet.press.sheets", "booklet.press.tiles", "booklet.press.prove", "booklet.pdf.press", "booklet.merge.run"),
}


def modules(folder, *arguments):
    """Return the names of what a command has imported when it ends."""
    code = "import atexit, sys\natexit.register(lambda: print('MODULES', *sys.modules))\n"
    code += f"from booklet.cli import main\nsys.argv = ['booklet', *{arguments!r}]\nmain()\n"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.partition("MODULES ")[2].split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("book")
    (path / "booklet.yaml").write_text(BOOK, "utf-8")
    return path


def test_help_needs_the_command_line_alone(folder):
    found = modules(folder, "--help")
    assert not found & (LIBRARIES | TO_SET | OTHER_STAGES | {"booklet.build", "yaml", "uharfbuzz", "markdown_it"})
    assert len([name for name in found if name.startswith("booklet")]) <= 25


def test_a_pdf_for_the_screen_needs_no_press_no_poster_and_no_second_build_any_setting(folder):
    order = ("build", "booklet.yaml", "--only", "reader", "-q")
    first, second = modules(folder, *order), modules(folder, *order)
    assert first >= TO_SET, "another name for what is not to be imported the second time"
    assert not first & (LIBRARIES | OTHER_STAGES)
    assert len([name for name in first if name.startswith("booklet")]) <= 190
    assert not second & (LIBRARIES | OTHER_STAGES | TO_SET)
    assert len([name for name in second if name.startswith("booklet")]) <= 100
