import lzma
from collections.abc import Iterator
from pathlib import Path

import icu4py
import pytest

from booklet.text.breaks import grapheme_boundaries, line_breaks

UCD = Path(__file__).parents[1] / "ucd"

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def cases(name: str) -> Iterator[tuple[str, list[int]]]:
    """Yield text and the offsets of the breaks in it, that at the end included and that at the start not."""
    with lzma.open(UCD / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            tokens = line.partition("#")[0].split()
            if tokens:
                text = "".join([chr(int(token, 16)) for token in tokens[1::2]])
                yield text, [offset for offset, mark in enumerate(tokens[::2]) if mark == "÷" and offset]


def test_icu_is_that_of_our_unicode_version():
    assert icu4py.icu_version.startswith("78.")


@pytest.mark.parametrize("language", ["en", "he", "ar", "lad"])
def test_line_break_test(language):
    failures = []
    count = 0
    for text, offsets in cases("LineBreakTest"):
        count += 1
        found = line_breaks(text, language).offsets
        if found != offsets:
            failures.append((text, offsets, found))
    assert not failures
    assert count == 19_338


def test_grapheme_break_test():
    failures = []
    count = 0
    for text, offsets in cases("GraphemeBreakTest"):
        count += 1
        found = grapheme_boundaries(text)
        if found != [0, *offsets]:
            failures.append((text, offsets, found))
    assert not failures
    assert count == 766


def test_forced_breaks_are_mandatory():
    assert line_breaks("one\ntwo\u2028three four\r\nfive", "en") == (
        [4, 8, 14, 20, 24],
        [4, 8, 20, 24],
    )


def test_empty_text():
    assert line_breaks("", "he") == ([], [])
    assert grapheme_boundaries("") == [0]


def test_newline_at_the_end_gives_one_break():
    assert line_breaks("a\n", "en") == ([2], [2])


def test_hebrew():
    assert line_breaks("בן-גוריון", "he").offsets == [3, 9]
    for text in ('צה"ל', "12-14", '(תש"ח)'):
        assert line_breaks(text, "he") == ([len(text)], [len(text)])


def test_astral_characters_count_once():
    assert line_breaks("\U00010400 \U00010401 b", "en").offsets == [2, 4, 5]
    assert grapheme_boundaries(f"a{FAMILY}\u05d1\u05b8") == [0, 1, 6, 8]


def test_ascii_graphemes():
    assert grapheme_boundaries("ab\n") == [0, 1, 2, 3]
    assert grapheme_boundaries("a\r\nb") == [0, 1, 3, 4]
