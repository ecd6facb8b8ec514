"""Personal copies with Typst: `by_typst_copies.py FOLDER each|pool|whole`.

`each` compiles the handout for every row with a compiler that is kept, in one process; `pool` does so in a process for
each processor; `whole` compiles one document that holds all copies.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import typst

from bench.peers.handout import read_rows
from bench.peers.sources import FONTS


@cache
def compiler(folder: Path) -> typst.Compiler:
    """Return the compiler of this process, which has the fonts and keeps what copies share."""
    return typst.Compiler(folder / "each.typ", font_paths=[FONTS], ignore_system_fonts=True)


def make(folder: Path, row_number: int, row: dict[str, str]) -> None:
    """Write one copy."""
    compiler(folder).compile(output=folder / "typst" / f"{row_number:06}.pdf", sys_inputs=row)


def main(folder: Path, way: str) -> None:
    """Write all copies."""
    if way == "whole":
        typst.compile(folder / "whole.typ", output=folder / "whole.pdf", font_paths=[FONTS], ignore_system_fonts=True)
        return
    (folder / "typst").mkdir(exist_ok=True)
    rows = read_rows(folder)
    jobs = [folder] * len(rows), range(len(rows)), rows
    if way == "each":
        list(map(make, *jobs))
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(make, *jobs, chunksize=20))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
