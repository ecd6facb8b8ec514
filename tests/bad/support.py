"""Run a command in this process, as a person would in a folder, and look at all that it may not do."""

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from booklet.cli import main
from tests.bad.guard import watched

HEAD = "booklet: 1\nid: a\ntitle: T\neditions:\n  en: {languages: [en]}\n"
TEXT_HEAD = HEAD + "body:\n  - text: |\n"
MOST_SECONDS = 20
"""Of the processor; nearly all need a hundredth of one."""
EARLIER = b"made by an earlier run"
_TOLD = re.compile(r"^(?:(?P<place>[^\n]*?): )?error\[(?P<code>[a-z0-9-]+)\]: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did."""

    exit_code: int
    codes: tuple[str, ...]
    places: tuple[str, ...]
    told: str
    """Its standard error."""


def run(
    folder: Path, *arguments: str, capsys, monkeypatch, reads: tuple[Path, ...] = (), is_partial: bool = False
) -> Outcome:
    """Run a command in a folder that has the results of an earlier run; see that it does no harm when it fails.

    One that `is_partial` writes whole files beside what it cannot make: then only parts of files are looked for.
    """
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["booklet", *arguments])
    out = folder / "output"
    earlier = {path: EARLIER for path in (out / "a-en.pdf", out / "a-report.json", folder / "out.pdf")}
    out.mkdir(exist_ok=True)
    for path, data in earlier.items():
        path.write_bytes(data)
    before = _listing(folder)
    start = time.process_time()
    with watched(folder, *reads) as opened:
        try:
            main()
            exit_code = 0
        except SystemExit as end:
            exit_code = int(end.code or 0)
    seconds = time.process_time() - start
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "our-fault" not in told, told
    assert not opened, f"opened: {opened}"
    assert seconds < MOST_SECONDS
    if exit_code:
        assert {path: path.read_bytes() for path in earlier} == earlier, "an earlier file was changed"
        after = _listing(folder)
        assert is_partial or after == before, "a part of a file was left"
        assert not [path for path in after if "/.booklet-" in path], "a part of a file was left"
    found = list(_TOLD.finditer(told))
    return Outcome(exit_code, tuple(m["code"] for m in found), tuple(m["place"] or "" for m in found), told)


def _listing(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


def place_of(marked: str, name: str = "booklet.yaml") -> tuple[str, str]:
    """Return a source without its mark ⟦, and the place where it stood as the program tells it."""
    before, mark, after = marked.partition("⟦")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return before + after, f"{name}:{line}:{column}" if mark else name
