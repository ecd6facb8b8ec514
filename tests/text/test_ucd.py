import lzma
import runpy
import unicodedata
from pathlib import Path

import pytest

from booklet.text import ucd, ucd_tables

UCD = Path(__file__).parents[1] / "ucd"


def test_tables_are_those_the_script_makes():
    script = runpy.run_path(str(UCD / "make_tables.py"))
    assert Path(ucd_tables.__file__).read_text(encoding="ascii") == script["tables"]()
    assert ucd.UCD_VERSION == "17.0.0"
    letters = {letter: name for name, letter in script["BIDI_LETTERS"].items()}
    assert letters == ucd.BIDI_CLASS_OF_LETTER


def test_bidi_classes():
    samples = "aא\u0627\u06611+$:\u05b8\u00ad\u2029\t !\u2066\u2069"
    names = " ".join(ucd.bidi_class(ord(sample)) for sample in samples)
    assert names == "L R AL AN EN ES ET CS NSM BN B S WS ON LRI PDI"


def test_unassigned_code_points_have_the_class_of_their_block():
    assert ucd.bidi_class(0x05FF) == "R"
    assert ucd.bidi_class(0x1EEFF) == "AL"
    assert ucd.bidi_class(0x20CF) == "ET"
    assert ucd.bidi_class(0xFFFF) == "BN"
    assert ucd.bidi_class(0x0378) == "L"
    assert ucd.bidi_class(0x10FFFF) == "BN"


def test_scripts():
    samples = "aא\u0627\u03b1\u0416 1\u0640\u0301\u05b0\u6c34"
    codes = " ".join(ucd.script(ord(sample)) for sample in samples)
    assert codes == "Latn Hebr Arab Grek Cyrl Zyyy Zyyy Zyyy Zinh Hebr Hani"
    assert ucd.script(0x0378) == "Zzzz"
    assert ucd.script(0) == "Zyyy"


def test_marks():
    assert ucd.is_mark(0x0301)
    assert ucd.is_mark(0x05B0)
    assert ucd.is_mark(0x0903)  # Mc
    assert ucd.is_mark(0x20DD)  # Me
    assert not ucd.is_mark(0x05BE)  # maqaf
    assert not ucd.is_mark(ord("a"))
    assert not ucd.is_mark(0x10FFFF)


def test_assigned_properties_agree_with_the_older_tables_of_python():
    changed = {
        code_point
        for code_point in range(0x110000)
        if unicodedata.category(chr(code_point)) != "Cn"
        and ucd.is_mark(code_point) != unicodedata.category(chr(code_point)).startswith("M")
    }
    assert len(changed) < 10, sorted(map(hex, changed))


def test_brackets_pair_and_mirror():
    for opening, closing in ucd.CLOSING_BRACKETS.items():
        assert ucd.MIRRORED[opening] == closing
        assert ucd.MIRRORED[closing] == opening
    assert ucd.CLOSING_BRACKETS["("] == ")"
    assert ucd.MIRRORED["<"] == ">"
    assert "»" not in ucd.CLOSING_BRACKETS


def test_only_the_angle_brackets_are_equivalent_to_others():
    brackets = [*ucd.CLOSING_BRACKETS, *ucd.CLOSING_BRACKETS.values()]
    normalized = {bracket: unicodedata.normalize("NFD", bracket) for bracket in brackets}
    assert {a: b for a, b in normalized.items() if a != b} == {"\u2329": "\u3008", "\u232a": "\u3009"}


@pytest.mark.parametrize("name", ["BidiTest", "BidiCharacterTest", "LineBreakTest", "GraphemeBreakTest"])
def test_conformance_files_are_of_our_version(name):
    with lzma.open(UCD / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        assert file.readline().strip() == f"# {name}-{ucd.UCD_VERSION}.txt"
