"""Lines that meet give way by a hair, and the paragraph keeps its height."""

from itertools import pairwise

from booklet.document.reader import read_book
from booklet.layout.ink import clear_leading
from booklet.layout.setting import plain, set_text
from booklet.text.style import ParagraphShape
from tests.conftest import SHIPPED

MEETING = (
    "افتُتحت المدرسة الأولى في تطوان عام 1862، وتلتها في المدينة نفسها أول مدرسة للبنات عام 1864. "
    "ومنذ عام 1867 أخذ أفضل التلاميذ يأتون إلى باريس، إلى المدرسة الإسرائيلية الشرقية العليا لتدريب المعلمين."
)
"""Of the shipped book: tails of the first line reach down to the marks of the second."""


def test_lines_that_meet_give_way_by_a_hair(shop):
    book = read_book(SHIPPED)
    (styles,) = shop.styles(book, "ar")
    manner, leading = styles.text_manner(10.5), 14.0
    text = set_text(plain(MEETING), manner, "ar", ParagraphShape(320.0), leading)
    assert clear_leading(text.lines, leading) > leading, "the lines would meet"
    assert any(text.shifts)
    assert all(abs(shift) < 1.0 for shift in text.shifts)
    assert any(text.shift(i + 1) > text.shift(i) for i, _ in enumerate(pairwise(text.lines)))
    assert text.height == len(text.lines) * leading
    places = [line.box.y for line in text.place(0.0, 0.0)]
    assert places == [i * leading for i in range(len(places))], "the boxes stay on the grid"
