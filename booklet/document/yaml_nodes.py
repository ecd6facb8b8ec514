"""YAML text to nodes that know their place. The only module that imports yaml.

Safe and bounded: nothing is constructed, a node is a scalar, a sequence or a mapping; depth, number of nodes and what
aliases add are limited while the parser's events come in, before anything is built. Scalars are resolved as in the core
schema of YAML 1.2 (chapter 10.3), so `No` and `12:30` are text, as editors show them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn, TypeAlias

import yaml

from booklet.document.sources import UNPRINTABLE, Faults, SourceFile, Spot, unprintable
from booklet.errors import ContentError, Diagnostic

MAX_DEPTH = 32
"""The format itself needs 7."""
MAX_NODES = 100_000
"""A book of a thousand pages has about 10,000."""
MAX_ALIAS_WEIGHT = 1_000_000
"""Characters that all aliases together may add to the book, a node counting as `_NODE_WEIGHT`."""
_NODE_WEIGHT = 16


class Kind(Enum):
    """What a scalar is; the value is its name in messages."""

    TEXT = "text"
    INTEGER = "a whole number"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    NULL = "nothing"


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value."""

    text: str
    kind: Kind
    spot: Spot
    style: str
    """`|`, `>`, `'`, `"`, or empty for plain."""
    begin: int = 0
    """Where it begins in the text of its file, with its quotes, anchor and tag; code points."""
    end: int = 0


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple["Node", ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values, in the order of the source; each key once."""

    entries: Mapping[str, tuple[ScalarNode, "Node"]]
    """By the text of the key."""
    spot: Spot


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_TAGS = frozenset({None, "!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))})
_KINDS = (
    (Kind.NULL, re.compile(r"|~|null|Null|NULL")),
    (Kind.BOOLEAN, re.compile(r"true|True|TRUE|false|False|FALSE")),
    (Kind.INTEGER, re.compile(r"[-+]?[0-9]{1,18}|0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")),
    (Kind.NUMBER, re.compile(r"[-+]?(\.[0-9]{1,18}|[0-9]{1,18}(\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,2})?")),
)


def compose(file: SourceFile, faults: Faults) -> Node:
    """Return the one document of the file; notes duplicate keys and foreign tags as faults and goes on.

    Raises:
        ContentError: when there is no tree to go on with: the syntax is wrong, a bound is passed, or nothing is there.
    """
    composer = _Composer(file, faults)
    try:
        for event in yaml.parse(file.text, Loader=_LOADER):
            composer.add(event)
    except yaml.YAMLError as error:
        raise ContentError(_syntax_fault(file, error)) from error
    if composer.root is None:
        hint = "docs/source.md shows how a book begins"
        raise ContentError(Spot(file, 0, 0).diagnostic("empty-file", "there is nothing in this file", hint))
    return composer.root


# --- Building -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Frame:
    """A list or mapping whose end has not come yet."""

    is_mapping: bool
    spot: Spot
    anchor: str | None
    children: list[Node] = field(default_factory=list)
    """Of a mapping: key, value, key, value."""
    weight: int = _NODE_WEIGHT


class _Composer:
    """Takes events one by one; no recursion, so that depth costs nothing but the check."""

    def __init__(self, file: SourceFile, faults: Faults) -> None:
        self.root: Node | None = None
        self._file = file
        self._faults = faults
        self._open: list[_Frame] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        """Node and weight by anchor."""
        self._unfinished: set[str] = set()
        self._node_count = 0
        self._alias_weight = 0

    def add(self, event: yaml.Event) -> None:
        """Take the next event."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._start(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent() if self.root is not None:
                self._stop(self._spot(event), "two-documents", "a second document starts here", "delete the line ---")
            case _:
                pass

    def _spot(self, event: yaml.Event) -> Spot:
        start, end = event.start_mark, event.end_mark
        assert start is not None and end is not None, "the parser marks every event"
        line = start.line + 1
        rest = len(self._file.lines[start.line]) - start.column if line <= len(self._file.lines) else 0
        length = end.column - start.column if end.line == start.line else rest
        return Spot(self._file, line, start.column + 1, max(1, length))

    def _stop(self, spot: Spot, code: str, message: str, hint: str) -> NoReturn:
        raise ContentError(spot.diagnostic(code, message, hint))

    def _count(self, spot: Spot, tag: str | None) -> None:
        self._node_count += 1
        if self._node_count > MAX_NODES:
            self._stop(spot, "too-large", f"this file has more than {MAX_NODES:,} values", "make it two books")
        if tag not in _PLAIN_TAGS:
            hint = "put the text in quotes if it begins with an exclamation mark; otherwise delete the tag"
            self._faults.error(spot, "unknown-tag", "a tag (a word after !) means nothing in a book", hint)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        spot = self._spot(event)
        self._count(spot, event.tag)
        text = event.value
        plain = event.implicit[0]  # neither quoted nor tagged
        kind = next((kind for kind, form in _KINDS if form.fullmatch(text)), Kind.TEXT) if plain else Kind.TEXT
        bad = UNPRINTABLE.search(text) if event.style == '"' else None
        if bad is not None:  # an escape; characters written as such were refused with the file
            self._faults.error(spot, *unprintable(bad[0]))
        begin, end = event.start_mark, event.end_mark
        assert begin is not None and end is not None, "the parser marks every event"
        node = ScalarNode(text, kind, spot, event.style or "", begin.index, end.index)
        self._attach(node, _NODE_WEIGHT + len(text), event.anchor)

    def _start(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        spot = self._spot(event)
        self._count(spot, event.tag)
        if len(self._open) >= MAX_DEPTH:
            self._stop(
                spot, "too-deep", f"this is nested more than {MAX_DEPTH} levels deep", "a book needs no more than 7"
            )
        self._open.append(_Frame(isinstance(event, yaml.MappingStartEvent), spot, event.anchor))
        if event.anchor is not None:
            self._unfinished.add(event.anchor)

    def _end(self) -> None:
        frame = self._open.pop()
        node: Node
        node = self._mapping(frame) if frame.is_mapping else SequenceNode(tuple(frame.children), frame.spot)
        if frame.anchor is not None:
            self._unfinished.discard(frame.anchor)
        self._attach(node, frame.weight, frame.anchor)

    def _mapping(self, frame: _Frame) -> MappingNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in zip(frame.children[::2], frame.children[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                hint = "put the text in quotes if it begins with [ or {"
                self._faults.error(key.spot, "wrong-type", "a key must be a word, not a list or a map", hint)
            elif key.text in entries:
                line = entries[key.text][0].spot.line
                hint = f"it stands in line {line} already: delete one of the two"
                self._faults.error(key.spot, "duplicate-key", f"the key `{key.text}` stands here twice", hint)
            else:
                entries[key.text] = (key, value)
        first = next((key.spot for key, _ in entries.values()), frame.spot)
        # Without braces a mapping begins where its first key does: that key is then marked.
        at_first_key = (first.line, first.column) == (frame.spot.line, frame.spot.column)
        return MappingNode(entries, first if at_first_key else frame.spot)

    def _alias(self, event: yaml.AliasEvent) -> None:
        spot = self._spot(event)
        self._count(spot, None)
        name = event.anchor
        if name in self._unfinished:
            self._stop(spot, "alias-bomb", f"`*{name}` stands inside what it repeats", "write the text out")
        if name not in self._anchors:
            hint = "put the text in quotes if it begins with *"
            self._stop(spot, "unknown-alias", f"`*{name}` repeats something that is not marked with `&{name}`", hint)
        node, weight = self._anchors[name]
        self._alias_weight += weight
        if self._alias_weight > MAX_ALIAS_WEIGHT:
            self._stop(
                spot, "alias-bomb", "repeated with *, this file becomes too large", "repeat less, or write it out"
            )
        self._attach(node, weight, None)

    def _attach(self, node: Node, weight: int, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, weight)
        if self._open:
            self._open[-1].children.append(node)
            self._open[-1].weight += weight
        else:
            self.root = node


# --- Syntax faults in plain words ---------------------------------------------------------------------------------

_QUOTE_IT = "put the text in quotes"
_SYNTAX = {
    "mapping values are not allowed": (
        "this colon comes where no key can be",
        f"{_QUOTE_IT} if it holds a colon; otherwise see that the keys of one level begin in the same column, "
        "each followed by a colon and a space",
    ),
    "found character that cannot start": ("a value cannot begin with this sign", _QUOTE_IT),
    "alphabetic or numeric character": ("a value that begins with * or & has a meaning of its own", _QUOTE_IT),
    "found unexpected end of stream": ("the quotation mark that opens here is never closed", "close it"),
    "expected ',' or ']'": ("the list that opens here with [ is not closed, or a comma is missing", "close it with ]"),
    "expected ',' or '}'": ("the map that opens here with { is not closed, or a comma is missing", "close it with }"),
    "could not find expected ':'": ("this line has no colon", "a key is followed by a colon and a space: `title: …`"),
    "did not find expected key": (
        "this does not fit what stands before it",
        f"{_QUOTE_IT} as a whole if a part of it is quoted; otherwise see that the keys of one level begin in the "
        "same column",
    ),
    "expected '-' indicator": (
        "an item of a list that begins with - was expected here",
        "see that the lines of one level begin in the same column",
    ),
    "block sequence entries are not allowed": ("this - comes where no list can be", "begin the list on a new line"),
    "unknown escape character": (
        "a backslash stands before a sign that it cannot go with",
        "write \\\\ for a backslash",
    ),
}
_FROM_THE_OPENING = ("unexpected end of stream", "expected ',' or")


def _syntax_fault(file: SourceFile, error: yaml.YAMLError) -> Diagnostic:
    """Return the parser's complaint in our words; it stops at the first."""
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    opening = getattr(error, "context_mark", None)
    if opening is not None and any(phrase in problem for phrase in _FROM_THE_OPENING):
        mark = opening
    if mark is None:
        return Spot(file, 0, 0).diagnostic("yaml-syntax", "this is not YAML")
    line = min(mark.line, len(file.lines) - 1)
    spot = Spot(file, line + 1, min(mark.column, len(file.lines[line])) + 1)
    tab = _tab_near(file, spot)
    if tab is not None:
        return tab.diagnostic("tab", "a tab stands where only spaces may", "replace it by spaces, two a level")
    for phrase, (message, hint) in _SYNTAX.items():
        if phrase in problem:
            return spot.diagnostic("yaml-syntax", message, hint)
    return spot.diagnostic("yaml-syntax", "this cannot be read as YAML", problem)


def _tab_near(file: SourceFile, spot: Spot) -> Spot | None:
    """Return the tab that the parser stumbled over, if one it was."""
    line = file.lines[spot.line - 1]
    indent = len(line) - len(line.lstrip())
    for at in (spot.column - 1, line.find("\t", 0, indent)):
        if 0 <= at < len(line) and line[at] == "\t":
            return Spot(file, spot.line, at + 1)
    return None
