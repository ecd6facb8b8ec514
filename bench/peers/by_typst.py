"""Compile the book with Typst: `by_typst.py FOLDER`."""

import sys
from pathlib import Path

import typst

from bench.peers.sources import FONTS

folder = Path(sys.argv[1])
typst.compile(folder / "book.typ", output=folder / "typst.pdf", font_paths=[FONTS], ignore_system_fonts=True)
