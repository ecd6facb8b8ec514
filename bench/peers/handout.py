"""The handout of four pages that each program makes personal copies of, as each wants it, and the rows.

A5, EB Garamond 10.5 pt, justified, each chapter on a page of its own; three fields on the first page, one of them also
in the title of the file.
"""

import csv
from pathlib import Path

from bench.merge_data import write_rows

COPIES = 1000
NAMES = ("name", "table", "hour")
"""Columns that the handout uses."""
ROWS = "guests.csv"

_BOOK = """booklet: 1
id: handout
title: {en: "For {name}"}
theme: plain
editions: {en: {languages: [en]}}
body:
"""
_CHAPTER = '  - heading: {{en: "{title}"}}\n  - text: {{en: "{text}"}}\n'
_TEXT = (
    "The school is a hundred and fifty years old, and without you the evening would not be whole. Former pupils and "
    "teachers will tell what they remember, photographs from the archive will be shown for the first time, and the "
    "pupils’ orchestra will play the tunes that went with the ceremonies of all these years. "
)
_PERSONAL = "Dear {name}, a place is kept for you at table {table}, and the doors open at {hour}."
_CHAPTERS = (
    ("Dear {name}", _PERSONAL + "\n\n" + 2 * _TEXT),
    ("The evening", 3 * _TEXT),
    ("The school", 3 * _TEXT),
    ("To come", 2 * _TEXT),
)


def write_handout(folder: Path) -> None:
    """Write the handout and its rows into a folder in every form."""
    write_rows(folder / ROWS, COPIES)
    ours = folder / "booklet"
    ours.mkdir(parents=True, exist_ok=True)
    (ours / "booklet.yaml").write_text(_yaml(), "utf-8")
    (folder / "each.typ").write_text(_typst("(sys.inputs,)"), "utf-8")
    (folder / "whole.typ").write_text(_typst(f'csv("{ROWS}", row-type: dictionary)'), "utf-8")


def read_rows(folder: Path) -> list[dict[str, str]]:
    """Return what the handout uses of each row."""
    with (folder / ROWS).open(encoding="utf-8", newline="") as stream:
        return [{name: row[name] for name in NAMES} for row in csv.DictReader(stream)]


def _yaml() -> str:
    return _BOOK + "".join(_CHAPTER.format(title=title, text=text.replace("\n", "\\n")) for title, text in _CHAPTERS)


def _typst(rows: str) -> str:
    """Return the handout for Typst; `rows` is an expression for the rows to be made."""
    pages = []
    for title, text in _CHAPTERS:
        words = f"= {title}\n{text}"
        for name in NAMES:
            words = words.replace(f"{{{name}}}", f"#row.{name}")
        pages.append(words)
    body = "\n#pagebreak()\n".join(pages)
    return (
        '#set page("a5")\n#set text(font: "EB Garamond", size: 10.5pt)\n#set par(justify: true)\n'
        f"#let rows = {rows}\n#set document(title: [For #rows.first().name])\n"
        f"#let copy(row) = [\n{body}\n]\n#rows.map(copy).join(pagebreak())\n"
    )
