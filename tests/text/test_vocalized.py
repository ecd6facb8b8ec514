"""What counts as vocalized text: measured on the book that ships and on texts with all their marks."""

import unicodedata

import pytest

from booklet.text.vocalized import vocalized_script
from tests.conftest import SHIPPED
from tests.support.vocalized import CANTILLATED, FATIHA, POINTED, VERSES

HEBREW = "רשת בתי הספר של כל ישראל חברים נוסדה בפריז בשנת 1860"
ARABIC = "تُقدّم قصّة الأليانس مَصدر إلهام لأنشطتنا التي تعود بالنفع على المُجتمع بأسره"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "script"),
    [
        (CANTILLATED, "Hebr"),
        (POINTED, "Hebr"),
        ("צִיר זְמַן", "Hebr"),
        (f"{POINTED} (Talmud)", "Hebr"),
        (HEBREW, None),
        (f"{HEBREW}, בְּרֵאשִׁית", None),
        (FATIHA, "Arab"),
        (VERSES, "Arab"),
        (ARABIC, None),
        ("إرث الأليانس", None),
        ("شدّة وحدّة ومدّة", None),
        (f"{HEBREW} {HEBREW} {FATIHA[:40]}", None),
        ("The Legacy", None),
        ("1860–1862", None),
        ("", None),
    ],
)
def test_vocalized_text_is_told_from_text_with_some_marks(text, script, form):
    assert vocalized_script(unicodedata.normalize(form, text)) == script


def test_of_the_texts_of_the_shipped_book_only_the_pointed_hebrew_is_vocalized(shop):
    found = {}
    for edition in ("he", "ar", "en", "fr"):
        pending, texts = [shop.booklet(SHIPPED, edition).structure], []
        while pending:
            element = pending.pop()
            texts.append(element.text)
            pending += element.children
        found[edition] = {text for text in texts if vocalized_script(text)}
    assert "כָּל יִשְׂרָאֵל עֲרֵבִים זֶה בָּזֶה" in found["he"]
    assert max(map(len, found["he"])) < 80, "titles and a saying, no running text"
    assert found["en"] == found["fr"] == found["ar"]
