"""A theme of one's own, made by following docs/themes.md, and a theme of an edition's own."""

import json
import re
import shutil
from dataclasses import replace

import pytest

from booklet import resources
from booklet.build import Kind, build
from booklet.checking import check
from booklet.color import Color
from booklet.document.reader import read_book
from booklet.document.theme_reader import THEME, read_theme
from booklet.errors import ContentError
from booklet.layout.display import lines
from booklet.layout.pages import lay_out_booklet
from booklet.layout.styles import make_styles
from booklet.units import to_mm
from tests.conftest import ROOT
from tests.support.fonts import LIBRARY
from tests.support.small_books import folio_of, line_with

GUIDE = (ROOT / "docs" / "themes.md").read_text("utf-8")
BOOK = """\
booklet: 1
id: a
title: {en: The title of it, he: ט}
theme: our-green
editions:
  en: {languages: [en]}
  he: {languages: [he]}
  large: {languages: [en], theme: plain-large}
body:
  - heading: {en: A chapter, he: פרק}
  - text: {en: First words., he: מילים.}
  - text: {en: "WORDS", he: "WORDS"}
"""


def changed_as_told(theme):
    """Return the copy of a theme with the lines that the guide writes in it in the place of the old ones."""
    example = re.search(r"\n       palette:\n((?:       .*\n)+)", GUIDE)[1]
    lines = [line.split("#  ")[0].split("   #")[0].rstrip() for line in example.splitlines()]
    for line in ["name: our-green", *(re.sub("^       ", "", line) for line in lines)]:
        key = line.partition(":")[0]
        theme, count = re.subn(f"(?m)^{key}:.*$", line, theme)
        theme += f"{line}\n" * (not count)
        assert count == (key != "folio"), key
    return theme


@pytest.fixture
def folder(tmp_path):
    """A book with a theme beside it, as the guide has it made."""
    (tmp_path / "themes").mkdir()
    own = tmp_path / "themes" / "our-green.yaml"
    shutil.copy(resources.folder("themes") / "heritage.yaml", own)
    own.write_text(changed_as_told(own.read_text("utf-8")), "utf-8")
    (tmp_path / "booklet.yaml").write_text(BOOK.replace("WORDS", "1234 " * 800), "utf-8")
    return tmp_path


def pages(folder, edition):
    book = read_book(folder)
    chosen = book.editions[edition]
    theme = read_theme(book.theme_of(chosen), folder)
    return lay_out_booklet(book, chosen, make_styles(theme, chosen.language, LIBRARY)).pages


def test_the_guide_makes_a_theme_that_differs_in_what_it_says_alone(folder):
    own, heritage = read_theme("our-green", folder), read_theme("heritage")
    assert own.palette.primary == Color.from_hex("#1F4F33", cmyk=(0.85, 0.30, 0.85, 0.50))
    assert own.margins != heritage.margins
    back = {"name": "heritage", "margins": heritage.margins, "folio": heritage.folio}
    assert replace(own, palette=replace(own.palette, primary=heritage.palette.primary), **back) == heritage


@pytest.mark.parametrize("edition", ["en", "he"])
def test_the_page_masters_follow_the_margins(folder, edition):
    margins = read_theme("our-green", folder).margins
    assert [round(to_mm(side)) for side in (margins.inner, margins.head, margins.outer, margins.foot)] == [
        18,
        20,
        22,
        26,
    ]
    leading = {"en": 14.5, "he": 15.5}[edition]
    chapter, second = pages(folder, edition)[:2]
    text = min((line.box for line in lines(second) if line.text.startswith("1234")), key=lambda box: box.y)
    # Page 2 is the left one of a left-bound spread, the right one of a right-bound spread: its outer edge is there.
    start = text.x if edition == "en" else second.size.width - text.right
    assert start == pytest.approx(margins.outer, abs=0.5)
    assert text.y == pytest.approx(margins.head, abs=0.01)
    line_count = int((second.size.height - margins.head - margins.foot) / leading)
    foot = margins.head + line_count * leading
    folio = folio_of(second)
    frame_left = margins.outer if edition == "en" else margins.inner  # of page 2
    middle = frame_left + (second.size.width - margins.inner - margins.outer) / 2
    assert folio.box.x + folio.box.width / 2 == pytest.approx(middle, abs=0.01)
    assert folio.runs[0].y == pytest.approx(foot + 1.9 * leading, abs=0.01)
    head = line_with(second, "The title" if edition == "en" else "ט")
    assert head.runs[0].y == pytest.approx(margins.head - 1.35 * leading, abs=0.01)
    title = line_with(chapter, "A chapter" if edition == "en" else "פרק")
    assert title.runs[0].color == Color.from_hex("#1F4F33", cmyk=(0.85, 0.30, 0.85, 0.50))


def test_an_edition_has_the_theme_that_it_names(folder, tmp_path):
    sizes = {edition: line_with(pages(folder, edition)[0], "First").runs[0].size for edition in ("en", "large")}
    assert sizes["large"] > 16 > sizes["en"]
    built = build(folder, tmp_path / "out", kinds=[Kind.READER])
    report = json.loads(next(path for path in built.files if path.suffix == ".json").read_text("utf-8"))
    assert report["theme"] == "our-green"
    assert {one["edition"]: one["theme"] for one in report["files"]} == {
        "en": "our-green",
        "he": "our-green",
        "large": "plain-large",
    }
    fonts = {one["edition"]: {name.split("-")[0] for name in one["fonts"]} for one in report["files"]}
    assert not fonts["en"] & fonts["large"]


def test_a_theme_of_the_book_goes_before_one_of_the_program(folder):
    own = folder / "themes" / "heritage.yaml"
    shutil.copy(folder / "themes" / "our-green.yaml", own)
    assert read_theme("heritage", folder).palette != read_theme("heritage").palette


def test_a_fault_in_a_theme_of_the_book_is_told_with_its_line(folder):
    own = folder / "themes" / "our-green.yaml"
    own.write_text(own.read_text("utf-8").replace("margins:", "margin:"), "utf-8")
    with pytest.raises(ContentError) as caught:
        check(folder)
    codes = {fault.code for fault in caught.value.diagnostics}
    assert codes == {"unknown-key", "missing-key"}
    wrong = next(fault for fault in caught.value.diagnostics if fault.code == "unknown-key")
    assert (wrong.where.path.endswith("our-green.yaml"), wrong.hint) == (True, "did you mean `margins`?")


def test_themes_of_the_book_are_named_where_one_is_not_found(folder):
    path = folder / "booklet.yaml"
    path.write_text(BOOK.replace("theme: our-green", "theme: our-gren"), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_book(folder)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.hint, fault.where.line) == ("unknown-theme", "did you mean `our-green`?", 4)


def test_every_key_of_a_theme_is_in_the_guide():
    for key in THEME.fields:
        assert f"| `{key}`" in GUIDE or f"| `{key}." in GUIDE, key
