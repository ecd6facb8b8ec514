"""What of the slips can be written back: changes of single code points in the text of the source files.

A change is made only where it is certain which code points of the file are meant, and what comes of it is put to the
proof: the new file is read, and must hold the same values as the old one but for those that were to be mended.
"""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from booklet.document.book import Book
from booklet.document.offsets import encoded, offsets
from booklet.document.sources import Faults, SourceFile
from booklet.document.written import SourceText
from booklet.document.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, compose
from booklet.errors import ContentError
from booklet.preflight.source import find_slips
from booklet.preflight.texts import Slip


@dataclass(frozen=True, slots=True)
class _Change:
    """One stretch of a text as written, and what is to stand there."""

    source: SourceText
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Mended:
    """Files as they should be."""

    files: Mapping[str, SourceFile]
    """By label; those alone that change."""
    count: int
    """Of the places that were mended in them."""


def mended_files(book: Book) -> Mended:
    """Return the files of a book with everything mended that can be without asking.

    A text whose mended file cannot be proved is left as it is.
    """
    by_text: dict[SourceText, list[_Change]] = {}
    for change in _changes(book):
        by_text.setdefault(change.source, []).append(change)
    # What an alias repeats in another language stands in the file once.
    by_place = {(text.file.label, text.begin): text for text in reversed(by_text)}
    by_text = {text: by_text[text] for text in by_place.values()}
    files: dict[str, SourceFile] = {}
    count = 0
    for label in dict.fromkeys(text.file.label for text in by_text):
        own = {text: changes for text, changes in by_text.items() if text.file.label == label}
        quoted: set[SourceText] = set()
        file = _mended_file(own, quoted)
        if file is None:  # one value of many is in the way, or needs quotes as it will be
            alone = {text: _mended_file({text: changes}, quoted) for text, changes in own.items()}
            quoted = {text for text, made in alone.items() if made is None and text.node and not text.node.style}
            own = {t: changes for t, changes in own.items() if alone[t] or _mended_file({t: changes}, quoted)}
            file = _mended_file(own, quoted & own.keys()) if own else None
        if file is not None:
            files[label] = file
            count += sum(len(changes) for changes in own.values())
    return Mended(files, count)


def _changes(book: Book) -> Iterator[_Change]:
    """Yield the changes that are safe, those of one text in order and apart from each other."""
    found = [slip for _, slips in find_slips(book) for slip in slips if slip.is_safe]
    order = {id(text): number for number, text in enumerate(book.texts)}
    changes = [change for slip in found if (change := _change(slip)) is not None]
    changes.sort(key=lambda change: (order[id(change.source)], change.start, change.end))
    last: _Change | None = None
    for change in changes:
        if last is None or last.source is not change.source or change.start >= max(last.end, last.start + 1):
            yield change
            last = change


def _change(slip: Slip) -> _Change | None:
    """Return the change of a slip; None where signs of Markdown stand in the middle of what differs."""
    text = slip.prose.text
    start, end, new = slip.start, slip.end, slip.new
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    place = slip.prose.written(start, end)
    return _Change(slip.prose.source, *place, new) if place else None


def _mended_file(by_text: Mapping[SourceText, list[_Change]], quoted: Set[SourceText]) -> SourceFile | None:
    """Return one file with the changes of its texts; None when it cannot be proved that nothing else changes.

    Values that stand without quotes and are in `quoted` get them.
    """
    edits: list[tuple[int, int, str]] = []
    wanted: dict[int, str] = {}
    file = next(iter(by_text)).file
    for text, changes in by_text.items():
        places = offsets(text.node) if text.node else range(len(text.text) + 1)
        if places is None:
            return None
        mended_text = _applied(text.text, [(one.start, one.end, one.new) for one in changes])
        if text in quoted:
            edits.append((places[0], places[-1], json.dumps(mended_text, ensure_ascii=False)))
        else:
            edits += [(places[one.start], places[one.end], encoded(one.new, text.node)) for one in changes]
        wanted[text.begin] = mended_text
    mended = SourceFile.of(file.label, _applied(file.text, sorted(edits)))
    if next(iter(by_text)).node is None:
        return mended if mended.text == wanted[0] else None
    return mended if _says_the_same(file, mended, wanted) else None


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for start, end, new in edits:
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


# --- Proof --------------------------------------------------------------------------------------------------------


def _says_the_same(old: SourceFile, new: SourceFile, wanted: Mapping[int, str]) -> bool:
    """Tell whether two YAML files have the same values, but for the texts that begin at some places of the old one."""
    faults = Faults()
    try:
        pending: list[tuple[Node, Node]] = [(compose(old, faults), compose(new, faults))]
    except ContentError:
        return False
    while pending:
        before, after = pending.pop()
        match before, after:
            case ScalarNode(), ScalarNode():
                text = wanted.get(before.begin, before.text)
                if (text, before.kind) != (after.text, after.kind):
                    return False
            case SequenceNode(), SequenceNode() if len(before.items) == len(after.items):
                pending += zip(before.items, after.items, strict=True)
            case MappingNode(), MappingNode() if list(before.entries) == list(after.entries):
                pending += [(before.entries[key][1], after.entries[key][1]) for key in before.entries]
            case _:
                return False
    return True
