"""For whom a block stands in personal copies: `if:` and `unless:` beside the block (docs/merge.md).

They count in `booklet merge` alone; a book that is built for everyone has all its blocks.
"""

from collections.abc import Iterator

from booklet.document.book import Condition
from booklet.document.shapes import Desk, Schema, wrong_type
from booklet.document.yaml_nodes import Kind, MappingNode, Node, ScalarNode, SequenceNode

IF, UNLESS = "if", "unless"
CONDITION_WORDS = frozenset({IF, UNLESS})
_HOW = "write the field and its value, {city: Haifa}, several values, {city: [Haifa, Acre]}, or the field alone"


def read_conditions(item: Node, desk: Desk) -> tuple[Condition, ...]:
    """Return the conditions of an item of the body, all of which must hold; faults have been noted."""
    entries = item.entries if isinstance(item, MappingNode) else {}
    return tuple(
        condition
        for word in (IF, UNLESS)
        if word in entries
        for condition in _conditions(entries[word][1], desk, unless=word == UNLESS)
    )


def _conditions(node: Node, desk: Desk, *, unless: bool) -> Iterator[Condition]:
    if isinstance(node, ScalarNode) and node.kind is Kind.TEXT and node.text.strip():
        # The field alone: `if: bus` is for those who have any value there.
        yield Condition(field=node.text.strip(), values=("",), unless=not unless, where=node.spot.where)
    elif isinstance(node, MappingNode) and node.entries:
        for key, value in node.entries.values():
            values = _values(value, desk)
            if values:
                yield Condition(field=key.text.strip(), values=values, unless=unless, where=key.spot.where)
    else:
        wrong_type(node, "a field, or a map of fields and values", desk, _HOW)


def _values(node: Node, desk: Desk) -> tuple[str, ...]:
    """Return the values that a field may have, as they are written."""
    items = node.items if isinstance(node, SequenceNode) else (node,)
    if not items or not all(isinstance(item, ScalarNode) for item in items):
        wrong_type(node, "a value, or a list of values", desk, _HOW)
        return ()
    return tuple("" if item.kind is Kind.NULL else item.text for item in items if isinstance(item, ScalarNode))


def check_condition_place(word: ScalarNode | None, item: Node, desk: Desk) -> None:
    """Note a condition without a block, or beside a cover: those belong to every copy."""
    entries = item.entries if isinstance(item, MappingNode) else {}
    keys = [entries[name][0] for name in (IF, UNLESS) if name in entries]
    if keys and word is None:
        hint = "write it in the item of the block that it is for, not on a `- ` of its own"
        desk.faults.error(keys[0].spot, "no-block", f"`{keys[0].text}` stands here without a block", hint)
    elif keys and word is not None and word.text in ("cover", "back-cover"):
        message = f"`{word.text}` cannot have a condition: every copy has one"
        desk.faults.error(keys[0].spot, "condition-on-cover", message, f"delete `{keys[0].text}`")


def condition_schema() -> Schema:
    """Return the JSON Schema of a condition."""
    value: Schema = {"type": ["string", "number", "boolean", "null"]}
    values: Schema = {"anyOf": [value, {"type": "array", "items": value, "minItems": 1}]}
    return {
        "description": "In personal copies: the field and its value, several values, or the field alone.",
        "anyOf": [
            {"type": "string", "minLength": 1},
            {"type": "object", "additionalProperties": values, "minProperties": 1},
        ],
    }
