"""Measure this program beside others: the same text, fonts, page and sizes, each in processes of its own.

Run `make bench`, or `python -m bench.peers.run [small|book1000|merge1000] [--runs N]`. What is measured is the whole
process, start-up and all: wall seconds, processor seconds, the most memory held. The programs take turns, so that a
machine that slows down slows them all; medians are given. The sources are written before and not counted.
"""

import argparse
import ctypes
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import pikepdf

from bench.peers.handout import COPIES, ROWS, write_handout
from bench.peers.memory import Peaks
from bench.peers.sources import BOOKS, write_sources

OURS = "this program"
_PR_SET_CHILD_SUBREAPER = 36
"""Of Linux's prctl.h."""


class Tool(NamedTuple):
    """How a program is called; `{0}` is the folder of the sources."""

    arguments: tuple[str, ...]
    result: str
    """Pattern of the files that it writes."""


_MERGE = ("-m", "booklet", "merge", "{0}/booklet", f"{{0}}/{ROWS}")
_TYPST_COPIES = ("-m", "bench.peers.by_typst_copies", "{0}")
BOOK_TOOLS = {
    OURS: Tool(
        ("-m", "booklet", "build", "{0}/booklet", "-o", "{0}/out", "--only", "reader", "--no-cache"),
        "out/bench-all.pdf",
    ),
    "Typst": Tool(("-m", "bench.peers.by_typst", "{0}"), "typst.pdf"),
    "WeasyPrint": Tool(("-m", "bench.peers.by_weasyprint", "{0}"), "weasyprint.pdf"),
    "fpdf2": Tool(("-m", "bench.peers.by_fpdf2", "{0}"), "fpdf2.pdf"),
    "plain ReportLab": Tool(("-m", "bench.peers.by_reportlab", "{0}"), "reportlab.pdf"),
}
COPY_TOOLS = {
    OURS: Tool((*_MERGE, "-o", "{0}/out", "--all"), "out/*.pdf"),
    "this program, --jobs 1": Tool((*_MERGE, "-o", "{0}/alone", "--all", "--jobs", "1"), "alone/*.pdf"),
    "this program, --one-file": Tool((*_MERGE, "--one-file", "{0}/all.pdf"), "all.pdf"),
    "Typst, a compiler kept": Tool((*_TYPST_COPIES, "each"), "typst/*.pdf"),
    "Typst, one for each processor": Tool((*_TYPST_COPIES, "pool"), "typst/*.pdf"),
    "Typst, one document": Tool((*_TYPST_COPIES, "whole"), "whole.pdf"),
}


class Task(NamedTuple):
    """What is measured."""

    write: Callable[[Path], None]
    """Writes the sources into a folder."""
    tools: Mapping[str, Tool]


TASKS = {
    **{
        name: Task(partial(write_sources, chapter_count=chapters, paragraphs=paragraphs), BOOK_TOOLS)
        for name, (chapters, paragraphs) in BOOKS.items()
    },
    f"merge{COPIES}": Task(write_handout, COPY_TOOLS),
}


class Run(NamedTuple):
    """One run of one program."""

    wall: float
    """Seconds from start to end."""
    processor: float
    """Seconds of all threads and processes."""
    peak: float
    """MB: the sum of what each process held at most."""


def run(tool: Tool, folder: Path) -> Run:
    """Run a program on the sources of a folder."""
    arguments = [sys.executable, *(part.format(folder) for part in tool.arguments)]
    start = perf_counter()
    pid = os.posix_spawn(
        sys.executable,
        arguments,
        {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        file_actions=[(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)],
    )
    with Peaks(pid) as peaks:
        _, status, usage = os.wait4(pid, 0)
        wall = perf_counter() - start
    processor = usage.ru_utime + usage.ru_stime + left_behind()
    if status:
        sys.exit(f"it ended with {os.waitstatus_to_exitcode(status)}: {' '.join(arguments)}")
    return Run(wall, processor, max(usage.ru_maxrss / 1024, peaks.total))


def adopt() -> None:
    """Become the parent of processes whose own has ended (Linux): the one that forks workers outlives its program."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def left_behind() -> float:
    """Wait for the processes that a program left behind, and return their seconds, with those of their own children."""
    seconds = 0.0
    while True:
        try:
            _, _, usage = os.wait3(0)
        except ChildProcessError:
            return seconds
        seconds += usage.ru_utime + usage.ru_stime


def measure(name: str, runs: int, chosen: list[str]) -> None:
    """Print the table of a task."""
    task = TASKS[name]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        task.write(folder)
        found: dict[str, list[Run]] = {tool: [] for tool in task.tools if tool.startswith(OURS) or tool in chosen}
        for _ in range(runs):
            for tool, done in found.items():
                done.append(run(task.tools[tool], folder))
        print(f"\n{name}, medians of {runs}\n")
        print("| program | pages | seconds | pages a second | processor, s | MB | files, MB | time, ours = 1 |")
        print("|---|---|---|---|---|---|---|---|")
        own = median(one.wall for one in found[OURS])
        for tool, all_runs in found.items():
            wall, processor, peak = (median(values) for values in zip(*all_runs, strict=True))
            files = sorted(folder.glob(task.tools[tool].result))
            with pikepdf.open(files[0]) as pdf:
                pages = len(pdf.pages) * len(files)
            size = sum(path.stat().st_size for path in files) / 1e6
            print(
                f"| {tool} | {pages} | {wall:.2f} | {pages / wall:.0f} | {processor:.2f} | {peak:.0f} | {size:.2f} "
                f"| {wall / own:.2f} |",
                flush=True,
            )


def main() -> None:
    """Measure the tasks that are named, or all."""
    others = [tool for tool in (*BOOK_TOOLS, *COPY_TOOLS) if not tool.startswith(OURS)]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", help="of: " + ", ".join(TASKS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", action="append", choices=others, help="programs beside this one; else all")
    arguments = parser.parse_args()
    adopt()
    for name in arguments.tasks or TASKS:
        measure(name, arguments.runs, arguments.only or others)


if __name__ == "__main__":
    main()
