"""The structure tree as it is told."""

import pytest

from booklet.layout.display import Role
from booklet.layout.tags import StructureBuilder

LEVELS = (Role.H1, Role.H2, Role.H3)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("1232", "1232"),
        ("13323", "12223"),  # a minor heading right under a chapter
        ("1313", "1212"),
        ("212", "112"),  # no chapter yet
    ],
)
def test_no_level_of_headings_is_left_out(written, told):
    tags = StructureBuilder("en")
    for level in written:
        tags.add(LEVELS[int(level) - 1], "A")
    assert [element.role for element in tags.finish().children] == [LEVELS[int(level) - 1] for level in told]
