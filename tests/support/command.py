"""The command as a person runs it, and a small book for it."""

import os
import subprocess
import sys
from pathlib import Path

GOOD = """\
booklet: 1
id: small
title: Small
editions:
  en: {languages: [en]}
body:
  - heading: One
  - text: Words.
"""

BILINGUAL = GOOD.replace("title: Small", "title: {en: Small, he: קטן}").replace(
    "editions:\n", "editions:\n  he: {languages: [he]}\n"
)


def run(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "booklet", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def small_book(folder: Path) -> Path:
    """Write the book into a new folder of its own, and return that."""
    book = folder / "book"
    book.mkdir()
    (book / "booklet.yaml").write_text(GOOD, "utf-8")
    return book
