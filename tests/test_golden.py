"""Golden display lists: small books whose pages are known to the hundredth of a point.

Of posters the words and their structure alone: their ornaments are many and follow from the places of the words.
`pytest --accept` rewrites the lists; whoever does so reads the difference.
"""

from pathlib import Path

import pytest

from booklet.document.reader import read_book
from booklet.layout.dump import dump

GOLDEN = Path(__file__).parent / "golden"
SOURCES = sorted(GOLDEN.glob("*.yaml"))
KINDS = [
    (source, edition, kind)
    for source in SOURCES
    for edition in read_book(source).editions
    for kind in (("booklet", "poster") if read_book(source).poster else ("booklet",))
]


@pytest.mark.parametrize(("source", "edition", "kind"), KINDS, ids=lambda value: getattr(value, "stem", value))
def test_display_list(source, edition, kind, shop, request):
    golden = GOLDEN / name_of(source, edition, kind)
    drawn = words(dump(shop.poster(source, edition))) if kind == "poster" else dump(shop.booklet(source, edition))
    if request.config.getoption("--accept"):
        golden.write_text(drawn, "utf-8")
    assert drawn.splitlines() == golden.read_text("utf-8").splitlines()


def name_of(source: Path, edition: str, kind: str) -> str:
    return f"{source.stem}-{edition}.dump" if kind == "booklet" else f"{source.stem}-{kind}-{edition}.dump"


def words(drawn: str) -> str:
    return "".join(line for line in drawn.splitlines(keepends=True) if line.split()[0] not in ("path", "rule"))


def test_every_golden_list_belongs_to_a_book():
    assert {path.name for path in GOLDEN.glob("*.dump")} == {name_of(*one) for one in KINDS}
