import lzma
from collections.abc import Iterator
from functools import cache
from itertools import compress
from pathlib import Path

import pytest
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from hypothesis import given
from hypothesis import strategies as st

from booklet.text.bidi import embedding_levels, line_levels, paragraph_level
from booklet.text.reorder import visual_order
from booklet.text.ucd import BIDI_CLASS_OF_LETTER, bidi_class

UCD = Path(__file__).parents[1] / "ucd"

ALEF, BET, KAMATS, ALEF_AR, ONE_AR = "\u05d0", "\u05d1", "\u05b8", "\u0627", "\u0661"
LRE, RLE, LRO, RLO, PDF = "\u202a", "\u202b", "\u202d", "\u202e", "\u202c"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

SAMPLE_OF_CLASS = {
    "L": "a", "R": ALEF, "AL": ALEF_AR, "EN": "1", "ES": "+", "ET": "$", "AN": ONE_AR, "CS": ":", "NSM": KAMATS,
    "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": LRE, "RLE": RLE, "LRO": LRO, "RLO": RLO,
    "PDF": PDF, "LRI": LRI, "RLI": RLI, "FSI": FSI, "PDI": PDI,
}  # fmt: skip


def lines(name: str) -> Iterator[str]:
    """Yield the lines that are not empty and not comments."""
    with lzma.open(UCD / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n")


def levels_of_one_line(text: str, base_level: int) -> bytes:
    return line_levels(text, embedding_levels(text, base_level), 0, len(text), base_level)


@cache  # the conformance tests have few different answers
def order_of(levels: bytes, kept: bytes) -> list[int]:
    """Return the visual order of the code points that have a level in the test."""
    indices = list(compress(range(len(levels)), kept))
    return [indices[i] for i in visual_order(bytes(compress(levels, kept)))]


def test_every_class_has_a_sample():
    assert {bidi_class(ord(sample)) for sample in SAMPLE_OF_CLASS.values()} == set(BIDI_CLASS_OF_LETTER.values())


@pytest.mark.parametrize("half", [0, 1])  # so that two workers may share it
def test_bidi_test(half):
    failures = []
    count = 0
    expected_levels, kept, expected_order = b"", b"", []
    for line_number, line in enumerate(lines("BidiTest")):
        if line.startswith("@"):
            kind, *fields = line.split()
            if kind == "@Levels:":
                expected_levels = bytes(int(field) for field in fields if field != "x")
                kept = bytes(field != "x" for field in fields)
            elif kind == "@Reorder:":
                expected_order = [int(field) for field in fields]
        elif line_number % 2 == half:
            names, bits = line.split(";")
            text = "".join([SAMPLE_OF_CLASS[name] for name in names.split()])
            answers: dict[int, bytes] = {}
            # Bit 1 is the automatic base level, 2 left to right, 4 right to left.
            for bit, base_level in ((1, paragraph_level(text)), (2, 0), (4, 1)):
                if not int(bits, 16) & bit:
                    continue
                count += 1
                if base_level not in answers:
                    answers[base_level] = levels_of_one_line(text, base_level)
                levels = answers[base_level]
                if bytes(compress(levels, kept)) != expected_levels or order_of(levels, kept) != expected_order:
                    failures.append((line, bit, [*levels]))
    assert not failures
    assert count == (385_123, 385_118)[half]  # together 770,241


def test_bidi_character_test():
    failures = []
    count = 0
    for line in lines("BidiCharacterTest"):
        code_points, direction, paragraph, level_fields, order_fields = line.split(";")
        text = "".join([chr(int(code_point, 16)) for code_point in code_points.split()])
        base = (0, 1, paragraph_level(text))[int(direction)]
        levels = levels_of_one_line(text, base)
        fields = level_fields.split()
        kept = bytes(field != "x" for field in fields)
        count += 1
        if (
            base != int(paragraph)
            or list(compress(levels, kept)) != [int(field) for field in fields if field != "x"]
            or order_of(levels, kept) != [int(field) for field in order_fields.split()]
        ):
            failures.append((line, list(levels)))
    assert not failures
    assert count == 91_707


def test_given_base_level_is_that_of_the_paragraph():
    for text in (f"1 {ALEF}a", f"1 a{ALEF}", "12", "", f"{RLI}{ALEF}{PDI}a", f"{RLI}{ALEF}", f"{PDI}{ALEF}"):
        assert embedding_levels(text, None) == embedding_levels(text, paragraph_level(text))


def test_first_strong_character_outside_isolates_decides():
    assert paragraph_level(f"12 {LRI}a{PDI}{ALEF}a") == 1
    assert paragraph_level(f"{FSI}{FSI}{ALEF}{PDI}{PDI}a") == 0
    assert paragraph_level(f"{FSI}{ALEF}") == 0  # without its PDI the isolate reaches to the end
    assert paragraph_level(f"1\n{ALEF}") == 0  # another paragraph


def test_isolate_takes_its_direction_from_its_first_strong_character():
    assert [*embedding_levels(f"a{FSI}{ALEF}{PDI}b", 0)] == [0, 0, 1, 0, 0]
    assert [*embedding_levels(f"{ALEF}{FSI}{LRI}{ALEF}{PDI}a{PDI}", 1)] == [1, 1, 2, 5, 2, 2, 1]


def test_newline_ends_embeddings_and_keeps_the_base_level():
    assert [*embedding_levels(f"{LRE}a\nb{ALEF}\n", 1)] == [1, 2, 1, 2, 1, 1]


def test_removed_characters_have_the_level_before_them():
    assert [*embedding_levels(f"\u00ad{ALEF}\u00ad1\u00ad{LRE}a{PDF}", 1)] == [1, 1, 1, 2, 2, 2, 2, 2]


def test_equivalent_brackets_pair():
    for opening, closing in ("\u2329\u232a", "\u2329\u3009", "\u3008\u232a"):
        assert [*embedding_levels(f"a{opening}{ALEF}{closing}1", 1)] == [2, 1, 1, 1, 2]


def test_only_63_brackets_may_be_open():
    text = f"a{{}}{ALEF}{{}}1"
    within = text.format("(" * 63, ")" * 63)
    assert set(embedding_levels(within, 1)[1:-1]) == {1}
    beyond = text.format("(" * 64, ")" * 64)
    assert set(embedding_levels(beyond, 1)[1:-1]) == {1}
    left = f"{ALEF}{'(' * 64}a{')' * 64}{ALEF}"
    assert set(embedding_levels(left, 0)[1:65]) == {0}


def test_white_space_at_the_end_of_a_line_and_before_a_tab_has_the_base_level():
    text = f"{ALEF} a \ta b  {ALEF}"
    levels = embedding_levels(text, 1)
    assert [*levels] == [1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 1]
    assert [*line_levels(text, levels, 0, 7, 1)] == [1, 1, 2, 1, 1, 2, 1]
    left = embedding_levels(f"a {ALEF} {BET} \t", 0)
    assert [*line_levels(f"a {ALEF} {BET} \t", left, 2, 4, 0)] == [1, 0]
    assert [*line_levels(f"{RLE}a \t{PDF}b", b"\2\2\1\2\2\2", 0, 6, 0)] == [2, 2, 0, 0, 0, 2]


LONG = {
    "spaces": " " * 100_000,
    "spaces between": ALEF + " " * 100_000 + "a",
    "open brackets": "(" * 100_000,
    "open and closed": "(" * 50_000 + ALEF + ")" * 50_000,
    "bracket pairs": f"{ALEF}({ALEF})" * 25_000,
    "closing brackets": "(" * 62 + "]" * 100_000,
    "embeddings": RLE * 100_000 + ALEF,
    "isolates": RLI * 100_000,
    "first strong isolates": FSI * 50_000 + ALEF + PDI * 50_000,
    "marks": ALEF + KAMATS * 100_000,
    "marks on symbols": f"!{KAMATS}" * 50_000,
    "terminators": "$" * 100_000 + ALEF,
    "separators": "1," * 50_000,
    "lines": f"{ALEF}\n" * 50_000,
    "tabs": f"{ALEF} \t" * 33_000,
    "in and out": f"{RLE}{ALEF} a{PDF}" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("base_level", [0, 1, None])
def test_long_text(text, base_level):
    # What takes square time takes minutes here.
    levels = embedding_levels(text, base_level)
    assert len(levels) == len(text)
    assert len(line_levels(text, levels, 0, len(text), paragraph_level(text))) == len(text)


sample_texts = st.text(st.sampled_from([*SAMPLE_OF_CLASS.values(), *"()[]a1 ", BET]), max_size=60)


@given(sample_texts.map(lambda text: text.replace("\u2029", "")), st.sampled_from([0, 1]))
def test_second_opinion(text, base_level):
    paragraph = BidiParagraph(text, (TextDirection.LTR, TextDirection.RTL)[base_level])
    expected = {character.character_index: character.embedding_level for character in paragraph.get_characters()}
    levels = embedding_levels(text, base_level)
    assert {i: levels[i] for i in expected} == expected
    # The other one drops what X9 removes.
    removed = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF"}
    assert {*range(len(text))} - {*expected} == {i for i, c in enumerate(text) if bidi_class(ord(c)) in removed}


@given(sample_texts, st.integers(0, 60), st.integers(0, 60))
def test_levels_of_a_line(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    levels = embedding_levels(text, 1)
    line = line_levels(text, levels, start, end, 1)
    assert len(line) == end - start
    stripped = text[start:end].rstrip(" \t\u2029")
    assert set(line[len(stripped) :]) <= {1}
