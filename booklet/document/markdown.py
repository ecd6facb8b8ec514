"""Markdown (CommonMark 0.31) to passages and phrases.

Allowed: paragraphs, emphasis, strong emphasis, links, nested lists, tables (GFM 0.29), forced line breaks; in passages
footnotes, as Pandoc writes them. Everything else has a block of its own in the format, and the fault names it. White
space is collapsed as a browser does it.

Most paragraphs of a book hold no Markdown at all. `_BLOCK_SIGN` and `_INLINE_SIGN` are what every other construct
needs to have; without them a text is split at its empty lines and taken as it is, fifty times faster. `markup`, which
reads the others, is imported with its library when the first of them comes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from booklet.document.inline import WHITE, Inline, Notes, collapsed
from booklet.document.model import ItemList, Paragraph, Passage, Phrase, ProseBlock, Span
from booklet.document.sources import Faults
from booklet.document.written import Written

_BLOCK_SIGN = re.compile(r" {0,3}(?:[#>*+\-_`~=<\[|:]|[0-9]{1,9}[.)])| {4}| *\t")
"""At the start of a line."""
_INLINE_SIGN = re.compile(r"[\\`*_\[<&]| {2}\n")


def read_phrase(written: Written, faults: Faults) -> Phrase | None:
    """Return the phrase of a text in one line; None after a fault that has been noted."""
    words = written.text.strip(WHITE)
    first_line = written.text.count("\n", 0, written.text.find(words))
    if "\n" in words:
        hint = "write it in one line, or with > in place of |"
        faults.error(written.at(first_line + 1), "one-line", "this text must stand in one line", hint)
        return None
    paragraph = _paragraph(written, faults, words, first_line)
    return None if paragraph is None else Phrase(spans=paragraph.spans, where=paragraph.where)


def read_passage(written: Written, faults: Faults) -> Passage | None:
    """Return the passage of a text with its footnotes; None after faults that have been noted."""
    return _passage(written, faults, Notes())


def read_passage_without_notes(written: Written, faults: Faults) -> Passage | None:
    """Return the passage of a text that has no page with a foot for notes; None after faults that have been noted."""
    return _passage(written, faults, None)


def _passage(written: Written, faults: Faults, notes: Notes | None) -> Passage | None:
    lines = written.text.split("\n")
    blocks: list[ProseBlock | None]
    if any(_BLOCK_SIGN.match(line) for line in lines):
        from booklet.document.markup import marked_blocks

        blocks = marked_blocks(written, faults, notes)
    else:
        blocks = [_paragraph(written, faults, text, line, notes) for text, line in _paragraphs(lines)]
    sound = tuple(block for block in blocks if block is not None)
    if len(sound) < len(blocks):
        return None
    if not sound:
        faults.error(written.spot, "empty-value", "there are no words in this text", "write it, or delete the key")
        return None
    first = sound[0]
    return Passage(blocks=sound, where=written.at(0).where if isinstance(first, ItemList) else first.where)


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of lines without block signs, and the line (0-based) each begins in."""
    for is_blank, group in groupby(enumerate(lines), key=lambda numbered: not numbered[1].strip(" \t")):
        if not is_blank:
            numbered_lines = list(group)
            yield "\n".join(line for _, line in numbered_lines), numbered_lines[0][0]


def _paragraph(written: Written, faults: Faults, text: str, line: int, notes: Notes | None = None) -> Paragraph | None:
    """Return a paragraph that begins in a line (0-based) of the written text."""
    words = text.strip(WHITE)
    if _INLINE_SIGN.search(words) is None:
        return Paragraph(spans=(Span(text=collapsed(words)),), where=written.at(line).where)
    from booklet.document.markup import marked_spans

    spans = marked_spans(words, Inline(written, faults, line, words.count("\n") + 1, notes))
    return None if spans is None else Paragraph(spans=spans, where=written.at(line).where)
