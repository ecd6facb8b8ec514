"""The same book as each program wants it: YAML, Typst's markup, HTML, and JSON for those that are called from Python.

A5, the margins and body sizes of the theme `heritage`, justified, chapters on new pages, a line of page number.
"""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from bench.peers.corpus import LANGUAGES, Chapter, chapters

FONTS = Path(__file__).parents[2] / "fonts"
FAMILIES = {"he": "Frank Ruhl Libre", "en": "EB Garamond", "ar": "Amiri"}
FILES = {
    "he": "frank-ruhl-libre/FrankRuhlLibre_400Regular.ttf",
    "en": "eb-garamond/EBGaramond_400Regular.ttf",
    "ar": "amiri/Amiri_400Regular.ttf",
}
BOLD_FILES = {
    "he": "frank-ruhl-libre/FrankRuhlLibre_700Bold.ttf",
    "en": "eb-garamond/EBGaramond_700Bold.ttf",
    "ar": "amiri/Amiri_700Bold.ttf",
}
SIZES = {"he": 10.5, "en": 11.34, "ar": 11.97}
LEADINGS = {"he": 15.5, "en": 14.5, "ar": 17.0}
"""Of the theme `heritage`, pt: body times the scale of the script."""
DIRECTIONS = {"he": "rtl", "en": "ltr", "ar": "rtl"}
TITLE_SIZE, TITLE_LEADING = 24.0, 30.0
PAGE = (419.53, 595.28)
"""A5, pt."""
MARGINS = {"inner": 42.52, "outer": 53.86, "head": 48.19, "foot": 68.03}
"""15, 19, 17 and 24 mm, pt."""
BOOKS = {"small": (2, 11), "book1000": (40, 43)}
"""Chapters, and paragraphs of each chapter in each language: about 12 and about 1000 pages."""


def write_sources(folder: Path, chapter_count: int, paragraphs: int) -> None:
    """Write the book into a folder in every form."""
    book = chapters(chapter_count, paragraphs)
    ours = folder / "booklet"
    ours.mkdir(parents=True, exist_ok=True)
    (ours / "booklet.yaml").write_text("".join(_yaml(book)), "utf-8")
    (folder / "book.typ").write_text("".join(_typst(book)), "utf-8")
    (folder / "book.html").write_text("".join(_html(book)), "utf-8")
    plain = [[one.title, one.paragraphs] for one in book]
    (folder / "book.json").write_text(json.dumps(plain, ensure_ascii=False), "utf-8")


def _yaml(book: tuple[Chapter, ...]) -> Iterator[str]:
    yield "booklet: 1\nid: bench\ntitle: {he: ספר, en: Book, ar: كتاب}\n"
    yield f"editions:\n  all: {{languages: [{', '.join(LANGUAGES)}]}}\nbody:\n"
    for chapter in book:
        yield "  - heading:\n"
        yield from (f"      {language}: {chapter.title[language]}\n" for language in LANGUAGES)
        yield "  - text:\n"
        for language in LANGUAGES:
            yield f"      {language}: |\n"
            yield from (f"        {one[language]}\n\n" for one in chapter.paragraphs)


def _typst(book: tuple[Chapter, ...]) -> Iterator[str]:
    yield (
        f'#set document(title: [Book])\n#set page(width: {PAGE[0]}pt, height: {PAGE[1]}pt, numbering: "1", '
        f"margin: (inside: {MARGINS['inner']}pt, outside: {MARGINS['outer']}pt, top: {MARGINS['head']}pt, "
        f"bottom: {MARGINS['foot']}pt))\n"
        '#set text(top-edge: "ascender", bottom-edge: "descender")\n'
        "#show heading: it => pagebreak(weak: true) + it\n"
    )
    for language in LANGUAGES:
        em = SIZES[language]
        yield (
            f'#let {language}(body) = {{ set text(lang: "{language}", dir: {DIRECTIONS[language]}, '
            f'font: "{FAMILIES[language]}", size: {em}pt, top-edge: 0.8em, bottom-edge: -0.2em)\n'
            f"  set par(justify: true, leading: {LEADINGS[language] - em:.2f}pt, "
            f"spacing: {LEADINGS[language] - em:.2f}pt)\n  body\n}}\n"
        )
    for chapter in book:
        title = f'#text(lang: "he", dir: rtl, font: "{FAMILIES["he"]}", size: {TITLE_SIZE}pt)[{chapter.title["he"]}]'
        yield f"= {title}\n\n"
        for paragraph in chapter.paragraphs:
            yield from (f"#{language}[{_typst_text(paragraph[language])}\n\n]\n" for language in LANGUAGES)


def _typst_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("#", "\\#")


def _html(book: tuple[Chapter, ...]) -> Iterator[str]:
    yield (
        "<!doctype html><html lang=he><head><meta charset=utf-8><title>Book</title><style>\n"
        f"@page {{ size: {PAGE[0]}pt {PAGE[1]}pt; margin: {MARGINS['head']}pt {MARGINS['outer']}pt "
        f"{MARGINS['foot']}pt {MARGINS['inner']}pt; @bottom-center {{ content: counter(page) }} }}\n"
        "body { margin: 0 } p { margin: 0; text-align: justify } "
        f"h1 {{ break-before: page; font: bold {TITLE_SIZE}pt/{TITLE_LEADING}pt f-he }}\n"
    )
    for language in LANGUAGES:
        yield f"@font-face {{ font-family: f-{language}; src: url({(FONTS / FILES[language]).as_uri()}) }}\n"
        yield f"p:lang({language}) {{ font: {SIZES[language]}pt/{LEADINGS[language]}pt f-{language} }}\n"
    yield "</style></head><body>\n"
    for chapter in book:
        yield f"<h1 dir=rtl>{chapter.title['he']}</h1>\n"
        for paragraph in chapter.paragraphs:
            yield from (
                f"<p lang={language} dir={DIRECTIONS[language]}>{escape(paragraph[language])}</p>\n"
                for language in LANGUAGES
            )
    yield "</body></html>\n"
