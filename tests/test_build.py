"""What a build hands from the source to the stages."""

import json
from io import BytesIO

import pikepdf
import pytest

from booklet.build import Kind, build
from booklet.press.found import Fingerprints, find_pages
from booklet.units import mm

BOOK = """\
booklet: 1
id: a
title: T
paper: {thickness: 1mm}
editions: {en: {languages: [en]}}
body:
""" + "".join(f"  - heading: Chapter {i}\n" for i in range(8))


def test_creep_follows_from_the_thickness_of_the_paper(tmp_path):
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8")
    (sheets, _) = build(tmp_path, tmp_path / "out", kinds=[Kind.SHEETS]).files
    with pikepdf.open(BytesIO(sheets.read_bytes())) as pdf:
        fronts = [find_pages(side, Fingerprints()) for side in list(pdf.pages)[::2]]
    gaps = []
    for front in fronts:
        left, right = sorted((page.box for page in front.pages), key=lambda box: box.x)
        gaps.append(right.x - left.right)
    assert gaps == pytest.approx([0.0, -2 * mm(1)], abs=0.01)


def test_what_the_checks_find_is_told_once_for_all_editions_and_files(tmp_path):
    word = "מ" * 25  # of which a line has no room for two
    text = f"בית-ספר ב֖ {word} {word}"
    (tmp_path / "booklet.yaml").write_text(
        "booklet: 1\nid: a\ntitle: T\neditions: {one: {languages: [he]}, two: {languages: [he]}}\n"
        f"body:\n  - text: {text}\n",
        "utf-8",
    )
    built = build(tmp_path, tmp_path / "out", kinds=[Kind.READER, Kind.SHEETS])
    codes = ["hyphen-for-maqaf", "other-font", "loose-line"]
    assert [warning.code for warning in built.warnings] == codes
    report = json.loads((tmp_path / "out" / "a-report.json").read_text("utf-8"))
    assert [warning["code"] for warning in report["warnings"]] == [warning.code for warning in built.warnings]
