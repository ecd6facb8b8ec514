"""Measure this program beside others: the same text, fonts, page and sizes, each in a process of its own.

Run `make bench`, or `python -m bench.peers.run [small|book1000] [--runs N]`. What is measured is the whole process,
start-up and all: wall seconds, processor seconds, the most memory held. The programs take turns, so that a machine that
slows down slows them all; medians are given. The sources are written before and not counted.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import pikepdf

from bench.peers.sources import BOOKS, write_sources

OURS = "this program"
TOOLS = {
    OURS: ("-m", "booklet", "build", "{0}/booklet", "-o", "{0}/out", "--only", "reader"),
    "Typst": ("-m", "bench.peers.by_typst", "{0}"),
    "WeasyPrint": ("-m", "bench.peers.by_weasyprint", "{0}"),
    "fpdf2": ("-m", "bench.peers.by_fpdf2", "{0}"),
    "plain ReportLab": ("-m", "bench.peers.by_reportlab", "{0}"),
}
RESULTS = {
    OURS: "out/bench-all.pdf",
    "Typst": "typst.pdf",
    "WeasyPrint": "weasyprint.pdf",
    "fpdf2": "fpdf2.pdf",
    "plain ReportLab": "reportlab.pdf",
}


class Run(NamedTuple):
    """One run of one program."""

    wall: float
    """Seconds from start to end."""
    processor: float
    """Seconds of all threads."""
    peak: float
    """MB held at most."""


def run(tool: str, folder: Path) -> Run:
    """Run a program on the sources of a folder."""
    arguments = [sys.executable, *(part.format(folder) for part in TOOLS[tool])]
    start = perf_counter()
    pid = os.posix_spawn(
        sys.executable, arguments, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, usage = os.wait4(pid, 0)
    wall = perf_counter() - start
    if status:
        sys.exit(f"{tool} ended with {os.waitstatus_to_exitcode(status)}: {' '.join(arguments)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(task: str, runs: int, tools: list[str]) -> None:
    """Print the table of a task."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sources(folder, *BOOKS[task])
        found: dict[str, list[Run]] = {tool: [] for tool in tools}
        for _ in range(runs):
            for tool in tools:
                found[tool].append(run(tool, folder))
        print(f"\n{task}, medians of {runs}\n")
        print("| program | pages | seconds | pages a second | processor, s | MB | file, MB | time, ours = 1 |")
        print("|---|---|---|---|---|---|---|---|")
        own = median(one.wall for one in found[OURS])
        for tool, all_runs in found.items():
            wall, processor, peak = (median(values) for values in zip(*all_runs, strict=True))
            path = folder / RESULTS[tool]
            with pikepdf.open(path) as pdf:
                pages = len(pdf.pages)
            size = path.stat().st_size / 1e6
            print(
                f"| {tool} | {pages} | {wall:.2f} | {pages / wall:.0f} | {processor:.2f} | {peak:.0f} | {size:.2f} "
                f"| {wall / own:.2f} |",
                flush=True,
            )


def main() -> None:
    """Measure the tasks that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", help="of: " + ", ".join(BOOKS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", action="append", choices=TOOLS, help="programs beside this one; else all")
    arguments = parser.parse_args()
    others = [tool for tool in TOOLS if tool != OURS and tool in (arguments.only or TOOLS)]
    for task in arguments.tasks or BOOKS:
        measure(task, arguments.runs, [OURS, *others])


if __name__ == "__main__":
    main()
