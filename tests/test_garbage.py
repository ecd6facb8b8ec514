"""What refers to itself is not freed while a command runs: it must not grow with a book."""

import gc

from tests.support.small_books import book_of, booklet_of

PARAGRAPH = "  - text: '{}'\n".format("The words of a paragraph, again and again, in lines that are filled. " * 12)
HEADING = "  - heading: Another chapter\n"


def left_behind(tmp_path, chapters):
    """How many objects only the collector would free after a booklet is laid out."""
    gc.collect()
    gc.disable()
    try:
        booklet_of(book_of(tmp_path, "en", (HEADING + PARAGRAPH * 8) * chapters))
        return gc.collect()
    finally:
        gc.enable()


def test_a_long_booklet_leaves_no_more_behind_than_a_short_one(tmp_path):
    left_behind(tmp_path, 1)  # what is made once
    assert left_behind(tmp_path, 12) <= left_behind(tmp_path, 1)
