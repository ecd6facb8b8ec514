"""Where each code point of a YAML value stands in its file, so that one can be changed and nothing else.

Source: YAML 1.2.2, chapters 7.3 (flow scalars), 6.5 (folding) and 8.1 (block scalars). The value is read once more here
with its places, and compared with what the parser read: where the two differ, there are no places.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from booklet.document.yaml_nodes import ScalarNode

_Read: TypeAlias = Iterable[tuple[str, int]]
"""Code points of the value, each with the place in the file where it begins."""

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[|>][+-]?[ \t]*(?:#[^\n]*)?\n")
"""Of a block scalar that says nothing of its indentation: that of the first line with words is taken."""
_FOLD = re.compile(r"[ \t]*\n[ \t\n]*")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\n[ \t]*|(.))")
_ESCAPED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def offsets(node: ScalarNode) -> tuple[int, ...] | None:
    """Return where each code point of a value begins in the text of its file, and where the last one ends.

    What lies between two places is the code point as it is written, with the line break and indentation that it stands
    for. None when that cannot be told for certain.
    """
    text = node.spot.file.text
    properties = _PROPERTIES.match(text, node.begin, node.end) if node.style or text[node.begin] in "&!" else None
    begin, end = properties.end() if properties else node.begin, node.end
    if node.style in ("|", ">"):
        header = _HEADER.match(text, begin, end)
        read = _block(text[: node.end], header.end(), node.style == ">") if header else ()
    elif node.style:
        begin, end = begin + 1, end - 1
        read = _flow(text, begin, end, node.style)
    else:
        read = _flow(text, begin, end, "")
    places = list(read)
    value = "".join(character for character, _ in places)
    if node.style in ("|", ">"):
        places, value, end = _without_last_lines(places, value, node)
    return (*(place for _, place in places), end) if value == node.text else None


def encoded(text: str, node: ScalarNode | None) -> str:
    """Return how a stretch of a value is written in its file."""
    match node.style if node else "":
        case "'":
            return text.replace("'", "''")
        case '"':
            return text.replace("\\", "\\\\").replace('"', '\\"')
        case _:
            return text


def _flow(text: str, at: int, end: int, quote: str) -> Iterator[tuple[str, int]]:
    while at < end:
        fold = _FOLD.match(text, at, end)
        escape = _ESCAPE.match(text, at, end) if quote == '"' else None
        if fold:
            count = fold[0].count("\n")
            yield from ((character, at) for character in ("\n" * (count - 1) or " "))
            at = fold.end()
        elif escape:
            code = escape[1] or escape[2] or escape[3]
            if code or escape[4]:
                yield chr(int(code, 16)) if code else _ESCAPED.get(escape[4], ""), at
            at = escape.end()
        else:
            yield text[at], at
            at += 2 if quote == "'" and text.startswith("''", at) else 1


def _block(text: str, at: int, folded: bool) -> Iterator[tuple[str, int]]:
    """Yield the content of a block whose first line begins at `at`; the last lines may be too many."""
    first = re.compile(r"(?: *\n)*( *)").match(text, at)
    indent = len(first[1]) if first else 0
    breaks: list[int] = []
    was_plain = False
    has_words = False
    for line in re.compile(r"[^\n]*\n?").finditer(text, at):
        words = line[0].rstrip("\n")[indent:]
        if words:
            is_plain = words[0] not in " \t"
            yield from _joined(breaks, folded and has_words and was_plain and is_plain)
            yield from ((character, line.start() + indent + i) for i, character in enumerate(words))
            breaks, was_plain, has_words = [], is_plain, True
        if line[0].endswith("\n"):
            breaks.append(line.end() - 1)
    yield from (("\n", place) for place in breaks)


def _joined(breaks: list[int], folded: bool) -> Iterator[tuple[str, int]]:
    """Yield what stands for the line breaks before a line with words."""
    if folded and breaks:
        yield from ((character, breaks[0]) for character in ("\n" * (len(breaks) - 1) or " "))
    else:
        yield from (("\n", place) for place in breaks)


def _without_last_lines(
    places: list[tuple[str, int]], value: str, node: ScalarNode
) -> tuple[list[tuple[str, int]], str, int]:
    """Return the places and text that are part of the value, and its end: `|-` and `|` drop line breaks at the end."""
    size = len(node.text)
    end = places[size][1] if size < len(places) else node.end
    return (places[:size], value[:size], end) if not value[size:].strip("\n") else (places, value, node.end)
