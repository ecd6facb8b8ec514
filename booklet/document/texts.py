"""Shapes of texts in several languages, of texts in files of their own, and of pictures (see `shapes`)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from booklet.document.markdown import read_passage, read_passage_without_notes, read_phrase
from booklet.document.model import Passage, Phrase
from booklet.document.shapes import Desk, Schema, Shape, near, shared, wrong_type
from booklet.document.sources import Faults, inside
from booklet.document.written import SourceText, Written
from booklet.document.yaml_nodes import Kind, MappingNode, Node, ScalarNode
from booklet.errors import BookletError
from booklet.languages import LANGUAGES

T = TypeVar("T")

_NOT_BLANK: Schema = {"type": "string", "pattern": r"[^ \t\n]"}
_PICTURE_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""The first bytes of JPEG (ISO 10918-1, B.2) and PNG (ISO 15948, 5.2)."""
_DRAWING_ROOT = re.compile(rb"<(\w+:)?svg\b")
_LONGEST_PROLOGUE = 16_384
"""Bytes before the root of an SVG: drawing programs put a comment and a document type there."""


@dataclass(frozen=True, slots=True)
class Localized(Shape[Mapping[str, T]]):
    """A text in every language that the editions need: a plain string in the first, or a map by language code."""

    parse: Callable[[Written, Faults], T | None]
    name: str
    """Of the definition in the schema."""
    help: str

    def read(self, node: Node, desk: Desk) -> Mapping[str, T] | None:
        """Return the versions by language code; those that no edition needs are left out."""
        if not isinstance(node, MappingNode):
            return self._one_version(node, desk)
        if not node.entries:
            wrong_type(node, Kind.TEXT.value, desk)
            return None
        self._check_languages(node, set(node.entries), desk)
        texts: dict[str, T] = {}
        for code, (key, value) in node.entries.items():
            if code not in LANGUAGES:
                hint = near(code, list(LANGUAGES), "languages")
                desk.faults.error(key.spot, "unknown-language", f"“{code}” is not the code of a language", hint)
                continue
            text = self._version(key, value, desk)
            if text is not None:
                texts[code] = text
        return texts if all(code in texts for code in desk.languages) else None

    def _one_version(self, node: Node, desk: Desk) -> Mapping[str, T] | None:
        """Return the text of a plain string."""
        scalar = _text_node(node, desk)
        if scalar is None:
            return None
        first = desk.languages[:1]
        self._check_languages(scalar, set(first), desk)
        text = self._parsed(Written.of_scalar(scalar), desk)
        desk.texts.extend(SourceText(code, scalar.text, scalar.spot.file, scalar) for code in first)
        return None if text is None else dict.fromkeys(first, text)

    def _version(self, key: ScalarNode, value: Node, desk: Desk) -> T | None:
        """Return one language's version; None after a fault, and for a language that no edition needs."""
        needed = key.text in desk.languages
        if isinstance(value, MappingNode):
            named = _file_name(value, desk)
            return self._from_file(key.text, named, desk) if named is not None and needed else None
        if isinstance(value, ScalarNode) and value.kind is Kind.NULL:
            message = f"the text in {LANGUAGES[key.text].name} is empty"
            desk.faults.error(key.spot, "empty-value", message, "write it, or delete the line")
            return None
        scalar = _text_node(value, desk)
        if scalar is None or not needed:
            return None
        desk.texts.append(SourceText(key.text, scalar.text, scalar.spot.file, scalar))
        return self._parsed(Written.of_scalar(scalar), desk)

    def _from_file(self, language: str, named: ScalarNode, desk: Desk) -> T | None:
        path = inside(desk.folder, named.text, named.spot, desk.faults)
        if path is None:
            return None
        try:
            file = desk.load(path)
            desk.texts.append(SourceText(language, file.text, file, None))
            return self._parsed(Written.of_file(file), desk)
        except BookletError as error:
            desk.faults.take(error.diagnostics)
            return None

    def _parsed(self, written: Written, desk: Desk) -> T | None:
        """Return the parsed text; None after a fault that has been noted."""
        fault = desk.room.take(written.text)
        if fault is not None:
            desk.faults.error(written.spot, *fault)
            return None
        return self.parse(written, desk.faults)

    def _check_languages(self, node: Node, present: set[str], desk: Desk) -> None:
        missing = [code for code in desk.languages if code not in present]
        if missing:
            names = " and in ".join(LANGUAGES[code].name for code in missing)
            keys = " and ".join(f"`{code}:`" for code in missing)
            hint = f"add {keys}, or take the edition out of `editions`"
            if not isinstance(node, MappingNode):
                hint = f"write one text for each language: {{{', '.join(f'{code}: …' for code in desk.languages)}}}"
            desk.faults.error(node.spot, "missing-language", f"this text is missing in {names}", hint)

    def schema(self, definitions: Schema) -> Schema:
        """Return a string or a map by language."""
        in_file: Schema = {
            "type": "object",
            "description": "The text stands in a file of its own, inside the book's folder.",
            "properties": {"file": _NOT_BLANK},
            "required": ["file"],
            "additionalProperties": False,
        }
        version: Schema = {"anyOf": [_NOT_BLANK, shared("text-in-a-file", in_file, definitions)]}
        versions: Schema = {
            "type": "object",
            "properties": {code: {"description": language.name} | version for code, language in LANGUAGES.items()},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return shared(self.name, {"description": self.help, "anyOf": [_NOT_BLANK, versions]}, definitions)


def _text_node(node: Node, desk: Desk) -> ScalarNode | None:
    """Return the node if it is a text with words in it."""
    if not isinstance(node, ScalarNode) or node.kind is not Kind.TEXT:
        wrong_type(node, Kind.TEXT.value, desk)
    elif not node.text.strip(" \t\n"):
        desk.faults.error(node.spot, "empty-value", "there are no words in this text", "write it, or delete the key")
    else:
        return node
    return None


def _file_name(node: MappingNode, desk: Desk) -> ScalarNode | None:
    """Return the node of the name in `{file: name}`."""
    hint = "a text is a string, or {file: part.en.md}"
    for name, (key, _) in node.entries.items():
        if name != "file":
            desk.faults.error(key.spot, "unknown-key", f"`{name}` has no meaning inside a text", hint)
    if "file" in node.entries:
        return _text_node(node.entries["file"][1], desk)
    if not node.entries:
        wrong_type(node, Kind.TEXT.value, desk, hint)
    return None


PHRASE: Localized[Phrase] = Localized(
    read_phrase, "phrase", "One line of text: a string in the book's first language, or a map from language to text."
)
PASSAGE: Localized[Passage] = Localized(
    read_passage,
    "passage",
    "Text in Markdown: paragraphs, *emphasis*, **strong**, links, lists, tables, footnotes. "
    "A string, or a map from language to text.",
)
PASSAGE_WITHOUT_NOTES: Localized[Passage] = Localized(
    read_passage_without_notes,
    "passage-without-notes",
    "Text in Markdown: paragraphs, *emphasis*, **strong**, links, lists, tables. "
    "A string, or a map from language to text.",
)


class Plain(Shape[str]):
    """A string that is kept as it is, without Markdown."""

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the string without white space around it."""
        scalar = _text_node(node, desk)
        return None if scalar is None else scalar.text.strip(" \t\n")

    def schema(self, definitions: Schema) -> Schema:
        """Return a string with a word in it."""
        return _NOT_BLANK


class Picture(Shape[Path]):
    """The name of a picture inside the book's folder."""

    def read(self, node: Node, desk: Desk) -> Path | None:
        """Return the absolute path of a file that is a JPEG, a PNG or an SVG by its first bytes."""
        name = Plain().read(node, desk)
        path = None if name is None else inside(desk.folder, name, node.spot, desk.faults)
        if path is None:
            return None
        try:
            with path.open("rb") as stream:
                start = stream.read(_LONGEST_PROLOGUE)
        except OSError:
            desk.faults.error(node.spot, "unreadable-file", f"“{name}” cannot be opened", "see whether you may open it")
            return None
        if start.startswith(_PICTURE_SIGNS) or _is_drawing(start):
            return path
        hint = "save it as JPEG, PNG or SVG in a picture program: changing the name is not enough"
        desk.faults.error(node.spot, "bad-picture", f"“{name}” is not a JPEG, PNG or SVG picture", hint)
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return a string with a word in it."""
        return _NOT_BLANK


def _is_drawing(start: bytes) -> bool:
    """Tell whether a file that begins so is XML whose root is an SVG."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and _DRAWING_ROOT.search(start) is not None
