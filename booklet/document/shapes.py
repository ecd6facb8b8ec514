"""The shapes that a value in a source file can have. A shape both reads a node and writes its own JSON Schema.

So the format is said once, in `format.py` and `theme_reader.py`, and the editor's help cannot differ from the reader.
`read` returns None after a fault that has been noted, and always looks at everything below it first.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from booklet.document.room import TextRoom
from booklet.document.sources import Faults, SourceFile, load
from booklet.document.written import SourceText
from booklet.document.yaml_nodes import Kind, MappingNode, Node, ScalarNode, SequenceNode
from booklet.errors import Where

T = TypeVar("T")
Schema: TypeAlias = dict[str, Any]
"""A JSON Schema (draft 7, the one that editors know best) as it is written out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a reader has before it beside the node."""

    folder: Path
    """The book's folder, absolute."""
    faults: Faults
    languages: tuple[str, ...] = ()
    """Codes that the editions need; the first is the book's first language. Empty when the editions are faulty."""
    load: Callable[[Path], SourceFile] = load
    """What reads a text file."""
    texts: list[SourceText] = field(default_factory=list)
    """What is read is added here, as it was written."""
    room: TextRoom = field(default_factory=TextRoom)
    """What the texts read so far have taken."""


class Shape(ABC, Generic[T]):
    """What a value must look like."""

    @abstractmethod
    def read(self, node: Node, desk: Desk) -> T | None:
        """Return the value, or None after a fault that has been noted."""

    @abstractmethod
    def schema(self, definitions: Schema) -> Schema:
        """Return the JSON Schema; what is used in many places goes to the definitions."""


# --- Faults that many shapes find ---------------------------------------------------------------------------------


def wrong_type(node: Node, expected: str, desk: Desk, hint: str = "") -> None:
    """Note that something else was expected here."""
    match node:
        case ScalarNode(kind=Kind.NULL):
            desk.faults.error(node.spot, "empty-value", f"nothing stands here; it must be {expected}", hint)
            return
        case ScalarNode(kind=kind, text=text):
            found = kind.value
            if expected == Kind.TEXT.value:
                hint = f'put it in quotes: "{text}"'
        case SequenceNode():
            found = "a list"
        case MappingNode():
            found = "a map of keys"
    desk.faults.error(node.spot, "wrong-type", f"this must be {expected}, not {found}", hint)


def near(word: str, known: Sequence[str], what: str = "known here") -> str:
    """Return a hint: the known word that is most like it, or all of them."""
    close = get_close_matches(word, known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"{what}: {', '.join(known)}"


# --- Lists and maps -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed(Shape[tuple[T, ...]]):
    """A list of one shape, with one item at least."""

    item: Shape[T]
    noun: str
    """In the plural."""
    most: int = 10_000
    too_many: str = "this list is too long"

    def read(self, node: Node, desk: Desk) -> tuple[T, ...] | None:
        """Return the items."""
        if not isinstance(node, SequenceNode):
            wrong_type(node, f"a list of {self.noun}", desk, "begin each item on a line of its own with `- `")
            return None
        if not node.items:
            desk.faults.error(node.spot, "empty-value", f"this list of {self.noun} is empty")
            return None
        if len(node.items) > self.most:
            desk.faults.error(node.items[self.most].spot, "too-many", self.too_many)
            return None
        values = [self.item.read(item, desk) for item in node.items]
        sound = tuple(value for value in values if value is not None)
        return sound if len(sound) == len(values) else None

    def schema(self, definitions: Schema) -> Schema:
        """Return the items' schema in a list."""
        return {"type": "array", "items": self.item.schema(definitions), "minItems": 1, "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Mapped(Shape[Mapping[str, T]]):
    """A map whose keys are free names of one form; each value may know its name."""

    key: Shape[str]
    value: Shape[Any]
    make: Callable[[str, Any, Where], T]
    noun: str
    most: int = 100

    def read(self, node: Node, desk: Desk) -> Mapping[str, T] | None:
        """Return the values by name, in the order of the source."""
        if not isinstance(node, MappingNode):
            wrong_type(node, self.noun, desk, "write each name on a line of its own, with a colon and a space")
            return None
        if not node.entries:
            desk.faults.error(node.spot, "empty-value", f"nothing stands here; it must be {self.noun}")
            return None
        if len(node.entries) > self.most:
            message = f"here are {len(node.entries)} names, and {self.most} are the most"
            desk.faults.error(node.spot, "too-many", message, "make two books of it")
            return None
        made = {}
        for name, (key, node_of_value) in node.entries.items():
            sound = self.key.read(key, desk)
            value = self.value.read(node_of_value, desk)
            if sound is not None and value is not None:
                made[name] = self.make(name, value, key.spot.where)
        return made if len(made) == len(node.entries) else None

    def schema(self, definitions: Schema) -> Schema:
        """Return the form of the keys and the values' schema."""
        return {
            "type": "object",
            "propertyNames": self.key.schema(definitions),
            "additionalProperties": self.value.schema(definitions),
            "minProperties": 1,
            "maxProperties": self.most,
        }


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record."""

    shape: Shape[Any]
    help: str
    """One sentence, shown by editors."""
    attribute: str
    """The parameter that it fills."""
    required: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Record(Shape[T]):
    """A map of known keys."""

    noun: str
    make: Callable[..., T]
    """Called with one named argument for each field, and `where`."""
    fields: Mapping[str, Field]
    needs: Mapping[str, str] = field(default_factory=dict)
    """A key that has no meaning without another one."""
    definition: str = ""
    """Name under which the schema is shared; empty for a schema written in place."""

    def read(self, node: Node, desk: Desk) -> T | None:
        """Return what `make` makes of the values."""
        if not isinstance(node, MappingNode):
            wrong_type(node, self.noun, desk, self._hint(node))
            return None
        error_count = len(desk.faults.errors)
        self._check_keys(node, desk)
        values: dict[str, Any] = {}
        for name, entry in self.fields.items():
            if name in node.entries:
                key, value = node.entries[name]
                values[entry.attribute] = self._value(entry, key, value, desk)
            else:
                values[entry.attribute] = entry.default
        if len(desk.faults.errors) > error_count:
            return None
        return self.make(**values, where=node.spot.where)

    def _hint(self, node: Node) -> str:
        glued = isinstance(node, ScalarNode) and re.match(r"[\w-]+:\S", node.text)
        return "a space belongs after the colon" if glued else f"its keys are: {', '.join(self.fields)}"

    def _value(self, entry: Field, key: ScalarNode, value: Node, desk: Desk) -> Any:
        if isinstance(value, ScalarNode) and value.kind is Kind.NULL:
            message, hint = f"nothing stands after `{key.text}:`", "write its value, or delete the line"
            desk.faults.error(key.spot, "empty-value", message, hint)
            return None
        return entry.shape.read(value, desk)

    def _check_keys(self, node: MappingNode, desk: Desk) -> None:
        for name, (key, _) in node.entries.items():
            if name not in self.fields:
                hint = near(name, list(self.fields))
                desk.faults.error(key.spot, "unknown-key", f"`{name}` is not a key of {self.noun}", hint)
            elif self.needs.get(name, name) not in node.entries:
                other = self.needs[name]
                desk.faults.error(key.spot, "missing-key", f"`{name}` says nothing without `{other}`", f"add `{other}`")
        for name, entry in self.fields.items():
            if entry.required and name not in node.entries:
                message = f"the key `{name}` is missing in {self.noun}"
                desk.faults.error(node.spot, "missing-key", message, f"add `{name}:` {entry.help}")

    def schema(self, definitions: Schema) -> Schema:
        """Return the keys with their help."""
        written: Schema = {
            "type": "object",
            "properties": {
                name: {"description": entry.help} | entry.shape.schema(definitions)
                for name, entry in self.fields.items()
            },
            "additionalProperties": False,
        }
        required = [name for name, entry in self.fields.items() if entry.required]
        written |= {"required": required} if required else {}
        written |= {"dependencies": {name: [other] for name, other in self.needs.items()}} if self.needs else {}
        return shared(self.definition, written, definitions)


def placeless(make: Callable[..., T]) -> Callable[..., T]:
    """Return a maker for a record whose value does not keep its place."""
    return lambda *, where, **values: make(**values)


def shared(name: str, written: Schema, definitions: Schema) -> Schema:
    """Put a schema among the definitions and return the reference to it; without a name, return it as it is."""
    if not name:
        return written
    definitions[name] = written
    return {"$ref": f"#/definitions/{name}"}


@dataclass(frozen=True, slots=True)
class Made(Shape[T]):
    """A shape whose value is made into another one."""

    shape: Shape[Any]
    make: Callable[[Any, Where], T]

    def read(self, node: Node, desk: Desk) -> T | None:
        """Return what `make` makes of the value and its place."""
        value = self.shape.read(node, desk)
        return None if value is None else self.make(value, node.spot.where)

    def schema(self, definitions: Schema) -> Schema:
        """Return the schema of what is written."""
        return self.shape.schema(definitions)
