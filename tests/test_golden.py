"""Golden display lists: small books whose pages are known to the hundredth of a point.

`pytest --accept` rewrites the lists; whoever does so reads the difference.
"""

from pathlib import Path

import pytest

from booklet.document.reader import read_book
from booklet.layout.dump import dump

GOLDEN = Path(__file__).parent / "golden"
SOURCES = sorted(GOLDEN.glob("*.yaml"))
EDITIONS = [(source, edition) for source in SOURCES for edition in read_book(source).book.editions]


@pytest.mark.parametrize(("source", "edition"), EDITIONS, ids=lambda value: getattr(value, "stem", value))
def test_display_list(source, edition, shop, request):
    golden = GOLDEN / f"{source.stem}-{edition}.dump"
    drawn = dump(shop.booklet(source, edition))
    if request.config.getoption("--accept"):
        golden.write_text(drawn, "utf-8")
    assert drawn.splitlines() == golden.read_text("utf-8").splitlines()


def test_every_golden_list_belongs_to_a_book():
    names = {f"{source.stem}-{edition}.dump" for source, edition in EDITIONS}
    assert {path.name for path in GOLDEN.glob("*.dump")} == names
