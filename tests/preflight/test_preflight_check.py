"""What all checks have in common."""

import re
from pathlib import Path

from booklet.preflight.check import quoted
from booklet.preflight.pages import PAGE_CHECKS, PARAGRAPH_CHECKS, PROOF_CHECKS
from booklet.preflight.source import SOURCE_CHECKS
from tests.conftest import ROOT

CHECKS = (*SOURCE_CHECKS, *PAGE_CHECKS, *PARAGRAPH_CHECKS, *PROOF_CHECKS)


def test_each_check_has_a_code_of_its_own_a_file_of_its_own_and_a_place_in_the_documentation():
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
    assert len({check.find.__module__ for check in CHECKS}) == len(codes)
    documented = re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "checks.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(codes)


def test_the_numbers_of_the_documentation_are_those_of_the_checks():
    page = Path(ROOT / "docs" / "checks.md").read_text("utf-8")
    assert {check.most for check in SOURCE_CHECKS} == {20}
    assert "Twenty of a kind" in page
    assert {check.most for check in (*PAGE_CHECKS, *PARAGRAPH_CHECKS, *PROOF_CHECKS)} == {5}
    assert "Five of a kind" in page


def test_long_texts_are_quoted_up_to_a_word():
    assert quoted("שלום") == "“שלום”"
    assert quoted("word " * 20) == "“" + "word " * 8 + "word…”"
    assert quoted("x" * 60) == "“" + "x" * 48 + "…”"
