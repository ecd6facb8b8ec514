"""The second book that ships: a programme, with the other script in its pages, in the theme modern."""

import pytest

from tests import test_shipped_book as shipped
from tests.conftest import PROGRAMME

POSTERS = ("he", "en")


def documents(shop, edition):
    posters = (shop.poster(PROGRAMME, edition),) if edition in POSTERS else ()
    return shop.booklet(PROGRAMME, edition), *posters


@pytest.mark.parametrize(("edition", "count"), [("he", 12), ("en", 12), ("he-en", 24)])
def test_its_pages_are_full_and_in_order(shop, edition, count):
    for document in documents(shop, edition):
        shipped.lines_in_order(document)
        shipped.no_word_over_another(document)
        shipped.all_in_the_safe_area(document)
    pages = shop.booklet(PROGRAMME, edition).pages
    assert len(pages) == count
    assert all(page.items for page in pages), "a page is blank"
