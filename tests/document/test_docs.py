"""The examples of docs/source.md are books, or parts of one, that the reader accepts."""

import re
from pathlib import Path

import pytest
import yaml

from booklet.document.blocks import BLOCKS
from booklet.languages import LANGUAGES
from tests.document.books import PNG, faults_of

SOURCE = (Path(__file__).parents[2] / "docs" / "source.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", SOURCE, re.DOTALL)
PLACE = {"name": {"en": "P", "he": "מ"}, "latitude": 1, "longitude": 2}
WHOLE = {
    "booklet": 1,
    "id": "a",
    "title": {"en": "T", "he": "ט"},
    "editions": {"en": {"languages": ["en"]}, "he": {"languages": ["he"]}},
    "body": ["blank"],
    "events": [{"year": 1, "title": {"en": "T", "he": "ט"}, "place": PLACE}],
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_can_be_read(tmp_path, example):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "school.jpg").write_bytes(PNG)
    part = yaml.safe_load(example)
    book = part if "booklet" in part else WHOLE | (part if isinstance(part, dict) else {"body": part})
    text = yaml.safe_dump(book, allow_unicode=True, sort_keys=False)
    found = [(fault.code, fault.message) for fault in faults_of(tmp_path, text)]
    # The example of the cover says itself that its years are in one language.
    assert found in ([], [("missing-language", "this text is missing in Hebrew")])


def test_every_language_is_told():
    for code, language in LANGUAGES.items():
        assert f"`{code}` {language.name}" in SOURCE


def test_blocks_that_may_stand_alone_are_in_brackets():
    for word, kind in BLOCKS.items():
        assert (f"| [`{word}`] |" in SOURCE) == (kind.bare is not None), word
