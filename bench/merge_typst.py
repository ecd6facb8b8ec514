"""Personal copies beside Typst: the same handout of four pages, the same rows, in one run.

Typst is timed in both of its ways: a compilation for each copy, and one document with all copies in it. Usage:
python bench/merge_typst.py [COPIES] [PROCESSES]
"""

import csv
import resource
import sys
import tempfile
import time
from multiprocessing import active_children
from pathlib import Path

import typst
from merge_data import write_rows

from booklet.merge.run import MergeOptions, merge
from booklet.processes import local_pool
from booklet.resources import folder

BOOK = """booklet: 1
id: handout
title: {en: "For {name}"}
theme: plain
editions: {en: {languages: [en]}}
body:
"""
CHAPTER = '  - heading: {{en: "{title}"}}\n  - text: {{en: "{text}"}}\n'
TEXT = (
    "The school is a hundred and fifty years old, and without you the evening would not be whole. Former pupils and "
    "teachers will tell what they remember, photographs from the archive will be shown for the first time, and the "
    "pupils’ orchestra will play the tunes that went with the ceremonies of all these years. "
)
PERSONAL = "Dear {name}, a place is kept for you at table {table}, and the doors open at {hour}."
PAGES = [
    ("Dear {name}", PERSONAL + "\n\n" + 2 * TEXT),
    ("The evening", 3 * TEXT),
    ("The school", 3 * TEXT),
    ("To come", 2 * TEXT),
]


def booklet_source() -> str:
    """Return the handout as a book."""
    return BOOK + "".join(CHAPTER.format(title=title, text=text.replace("\n", "\\n")) for title, text in PAGES)


def typst_source(rows: str) -> str:
    """Return the handout for Typst; `rows` is an expression for the rows to be made."""
    pages = []
    for title, text in PAGES:
        words = f"= {title}\n{text}"
        for name in ("name", "table", "hour"):
            words = words.replace(f"{{{name}}}", f"#row.{name}")
        pages.append(words)
    body = "\n#pagebreak()\n".join(pages)
    return (
        '#set page("a5")\n#set text(font: "EB Garamond", size: 10.5pt)\n#set par(justify: true)\n'
        f"#let copy(row) = [\n{body}\n]\n#let rows = {rows}\n#rows.map(copy).join(pagebreak())\n"
    )


def main(copy_count: int, process_count: int) -> None:
    """Time the three and print what each takes for a copy."""
    with tempfile.TemporaryDirectory() as place:
        data, book, out = (Path(place) / name for name in ("guests.csv", "book.yaml", "out"))
        write_rows(data, copy_count)
        book.write_text(booklet_source(), "utf-8")
        for processes in dict.fromkeys((1, process_count)):
            started = clock()
            options = MergeOptions(use_manifest=False, pool=local_pool(processes), worker_count=processes)
            merged = merge(book, data, out, options)
            tell(f"booklet merge, {processes} processes", started, len(merged.made))
        with data.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        fonts = [str(path) for path in folder("fonts").iterdir() if path.is_dir()]
        source = Path(place) / "each.typ"
        source.write_text(typst_source("(sys.inputs,)"), "utf-8")
        each = min(copy_count, 200)
        started = clock()
        for row in rows[:each]:
            inputs = {name: row[name] for name in ("name", "table", "hour")}
            typst.compile(str(source), font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs)
        tell("Typst, a compilation each", started, each)
        source = Path(place) / "whole.typ"
        source.write_text(typst_source('csv("guests.csv", row-type: dictionary)'), "utf-8")
        started = clock()
        typst.compile(str(source), font_paths=fonts, ignore_system_fonts=True)
        tell("Typst, one document", started, copy_count)


def clock() -> tuple[float, float]:
    """Return the time that has passed, and that for which processors were at work for us, seconds.

    What the processes of a pool took is known once they have ended.
    """
    passed = time.perf_counter()
    for process in active_children():
        process.join()
    return passed, sum(
        getattr(resource.getrusage(who), name)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        for name in ("ru_utime", "ru_stime")
    )


def tell(who: str, started: tuple[float, float], count: int) -> None:
    """Print what a way took: in time and, since others may be at work on the machine, in time of processors."""
    taken, worked = (now - then for now, then in zip(clock(), started, strict=True))
    print(
        f"{who}: {count} copies, {1000 * taken / count:.2f} ms a copy, {1000 * worked / count:.2f} ms of a processor",
        flush=True,
    )


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("500", "2")[len(sys.argv) - 1 :])))
