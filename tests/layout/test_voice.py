"""Paragraphs whose letters all run the other way from the edition's."""

import pytest

from booklet.layout.display import Role, lines
from tests.support.order import drawn_order
from tests.support.small_books import book_of, booklet_of, line_with

BLESSING = "ברוך אתה ה׳ אלהינו מלך העולם, אשר קדשנו במצותיו וצונו להדליק נר של חנוכה."
PROSE = "Blessed are You who have made us holy by Your commandments, and told us to kindle the light of this feast."


def page_of(folder, language, *paragraphs, block="text"):
    text = "\n\n".join(f"      {one}" for one in paragraphs)
    document = booklet_of(book_of(folder, language, f"  - {block}: |\n{text}\n"))
    return document, document.pages[0]


def leaves(root):
    return [root] if root.text else [leaf for child in root.children for leaf in leaves(child)]


@pytest.mark.parametrize(("language", "words", "level"), [("en", BLESSING, 1), ("fr", BLESSING, 1), ("he", PROSE, 0)])
def test_it_has_its_own_direction_and_its_stop_at_its_own_end(tmp_path, language, words, level):
    document, page = page_of(tmp_path, language, words)
    found = [line for line in lines(page) if line.text in words and len(line.text) > 4]
    assert {line.base_level for line in found} == {level}
    (leaf,) = [leaf for leaf in leaves(document.structure) if leaf.role is Role.PARAGRAPH]
    assert leaf.language == ("he" if level else "en")
    shown = drawn_order((run.run.glyph_texts, run.run.level) for run in found[-1].runs)
    assert shown.strip().startswith(".") if level else shown.strip().endswith(".")


def test_prose_is_flush_with_its_own_edge_and_a_brief_saying_with_that_of_the_page(tmp_path):
    short = "נר לאחד"
    _, page = page_of(tmp_path, "en", PROSE, BLESSING, short)
    saying, english = line_with(page, short), line_with(page, "Blessed")
    blessing = next(line for line in lines(page) if "ברוך" in line.text)
    assert saying.base_level == blessing.base_level == 1
    assert saying.box.x == pytest.approx(english.box.x, abs=0.5)
    assert blessing.box.right == pytest.approx(page.size.width - english.box.x, abs=30)


def test_mixed_words_stay_in_the_direction_of_the_edition(tmp_path):
    _, page = page_of(tmp_path, "en", f"Say {BLESSING}")
    assert {line.base_level for line in lines(page) if len(line.text) > 4} == {0}
