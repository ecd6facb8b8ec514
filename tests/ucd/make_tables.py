"""Write `booklet/text/ucd_tables.py` from the files of the Unicode Character Database beside this script (UAX #44).

A table of ranges is a tuple of first code points, in order from 0, and a parallel string of values.
"""

import lzma
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from textwrap import wrap

UCD_VERSION = "17.0.0"
FOLDER = Path(__file__).parent
TARGET = FOLDER.parents[1] / "booklet" / "text" / "ucd_tables.py"

BIDI_LETTERS = {
    "L": "L", "R": "R", "AL": "A",
    "EN": "E", "ES": "S", "ET": "T", "AN": "N", "CS": "C", "NSM": "M", "BN": "b",
    "B": "p", "S": "t", "WS": "w", "ON": "o",
    "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4", "PDF": "5",
    "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
"""One letter for each value of Bidi_Class; upper case where the W rules look, digits for the explicit codes."""


DOCSTRING = f'''"""Tables of Unicode properties, UCD {UCD_VERSION}; made by tests/ucd/make_tables.py, not by hand.

Data files copyright 1991-2025 Unicode, Inc., under the Unicode License v3 (tests/ucd/LICENSE-UNICODE.txt).
"""
# fmt: off
# ruff: noqa
'''


def read(name: str) -> str:
    """Return the text of one of the files, after checking its version."""
    text = lzma.decompress((FOLDER / f"{name}.txt.xz").read_bytes()).decode("utf-8")
    if not text.startswith(f"# {name}-{UCD_VERSION}.txt"):
        raise ValueError(f"{name} is not of version {UCD_VERSION}")
    return text


def records(name: str, prefix: str = "") -> Iterator[list[str]]:
    """Yield the fields of the lines that start so; `# @missing: ` gives the defaults."""
    for line in read(name).splitlines():
        if line.startswith(prefix):
            data = line.removeprefix(prefix).partition("#")[0].strip()
            if data:
                yield [field.strip() for field in data.split(";")]


def short_names(property_name: str) -> dict[str, str]:
    """Return the short name of each value of a property by its long name and by itself."""
    rows = [row for row in records("PropertyValueAliases") if row[0] == property_name]
    return {long: row[1] for row in rows for long in row[1:]}


def values(name: str, property_name: str) -> list[str]:
    """Return the short value of a property for every code point."""
    shorten = short_names(property_name)
    result = [""] * 0x110000
    # The defaults come first and from the general to the special, so that what is later holds.
    for span, value, *_ in chain(records(name, "# @missing: "), records(name)):
        first, _, last = span.partition("..")
        start, end = int(first, 16), int(last or first, 16) + 1
        result[start:end] = [shorten[value]] * (end - start)
    assert "" not in result
    return result


def ranges(per_code_point: Sequence[object]) -> tuple[list[int], list[object]]:
    """Return the first code points of the runs of equal values, and those values."""
    starts = [i for i, value in enumerate(per_code_point) if i == 0 or value != per_code_point[i - 1]]
    return starts, [per_code_point[start] for start in starts]


def literal_tuple(name: str, items: Sequence[object], kind: str = "") -> str:
    """Return an assignment that Python compiles fast also when there is no cached bytecode: one long string."""
    body = "\n".join(wrap(" ".join(map(str, items)), 120))
    split = f'"""\n{body}\n""".split()'
    return f"{name} = tuple({f'map({kind}, {split})' if kind else split})\n"


def literal_string(name: str, text: str) -> str:
    step = 100 if text.isascii() else 18  # an escape takes up to six columns
    parts = [text[i : i + step] for i in range(0, len(text), step)]
    return f"{name} = (\n" + "".join(f"    {part!a}\n" for part in parts) + ")\n"


def tables() -> str:
    """Return the text of the module."""
    bidi_starts, bidi_classes = ranges([BIDI_LETTERS[value] for value in values("DerivedBidiClass", "bc")])
    script_starts, scripts = ranges(values("Scripts", "sc"))
    mark_starts, first_two = ranges([value in {"Mn", "Mc", "Me"} for value in values("DerivedGeneralCategory", "gc")])
    assert first_two[:2] == [False, True]
    codes = sorted(set(map(str, scripts)))
    assert len(codes) < 256
    pairs = [row[:2] for row in records("BidiBrackets") if row[2] == "o"]
    mirrors = [row[:2] for row in records("BidiMirroring")]
    columns = ["".join(chr(int(row[i], 16)) for row in rows) for rows in (pairs, mirrors) for i in range(2)]
    return "\n".join(
        [
            DOCSTRING,
            f'UCD_VERSION = "{UCD_VERSION}"\n',
            literal_tuple("BIDI_STARTS", bidi_starts, "int"),
            literal_string("BIDI_CLASSES", "".join(map(str, bidi_classes))),
            literal_tuple("SCRIPT_CODES", codes),
            literal_tuple("SCRIPT_STARTS", script_starts, "int"),
            literal_tuple("SCRIPT_INDICES", [codes.index(str(script)) for script in scripts], "int"),
            "# From the first on, every second one begins a range of marks.",
            literal_tuple("MARK_STARTS", mark_starts[1:], "int"),
            literal_string("OPENING_BRACKETS", columns[0]),
            literal_string("CLOSING_BRACKETS", columns[1]),
            literal_string("MIRRORED_FROM", columns[2]),
            literal_string("MIRRORED_TO", columns[3]),
        ]
    )


if __name__ == "__main__":
    TARGET.write_text(tables(), encoding="ascii")
