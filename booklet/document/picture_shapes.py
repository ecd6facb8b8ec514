"""Shapes of what is said of a picture: its width, its shape, and its focus (see `shapes`)."""

from booklet.document.framing import Focus, Width
from booklet.document.scalars import LENGTH, Length, Number, Share, Word
from booklet.document.shapes import Desk, Schema, Shape, wrong_type
from booklet.document.yaml_nodes import Kind, Node, ScalarNode, SequenceNode

_FLATTEST = 6.0
"""Width over height, and height over width: a band across a page is 1 to 4."""


class PictureWidth(Shape[Width]):
    """The width of a picture: a share of the measure, or a length."""

    _SHARE, _LENGTH = Share(10, 100), Length("10mm", "1000mm")

    def read(self, node: Node, desk: Desk) -> Width | None:
        """Return the width."""
        text = Word("a width", self._pattern(), "write a share of the text's width, 60%, or a length, 75mm").read(
            node, desk
        )
        if text is None:
            return None
        if text.endswith("%"):
            share = self._SHARE.read(node, desk)
            return None if share is None else Width(share=share)
        length = self._LENGTH.read(node, desk)
        return None if length is None else Width(length=length)

    def schema(self, definitions: Schema) -> Schema:
        """Return both forms; the bounds are the reader's alone."""
        return {"type": "string", "pattern": self._pattern(), "maxLength": 500}

    def _pattern(self) -> str:
        return rf"^([0-9]{{1,3}}(\.[0-9]+)?%|{LENGTH})$"


class Ratio(Shape[float]):
    """Width to height, `3:2`; read as width over height."""

    _PATTERN = r"^[0-9]{1,4}(\.[0-9]{1,3})?:[0-9]{1,4}(\.[0-9]{1,3})?$"

    def read(self, node: Node, desk: Desk) -> float | None:
        """Return the ratio."""
        text = Word("a shape", self._PATTERN, "write width and height with a colon: 3:2, or 1:1 for a square").read(
            node, desk
        )
        if text is None:
            return None
        width, height = map(float, text.split(":"))
        if min(width, height) > 0 and 1 / _FLATTEST <= width / height <= _FLATTEST:
            return width / height
        message = f"{text} is not from 1:{_FLATTEST:g} to {_FLATTEST:g}:1"
        desk.faults.error(node.spot, "bad-value", message)
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return the form; the bounds are the reader's alone."""
        return {"type": "string", "pattern": self._PATTERN}


class _Part(Shape[float]):
    """A part of a side: a number from 0 to 1, or per cent."""

    _SHARE, _NUMBER = Share(0, 100), Number(0, 1, "a part of the picture's side")

    def read(self, node: Node, desk: Desk) -> float | None:
        is_text = isinstance(node, ScalarNode) and node.kind is Kind.TEXT
        return self._SHARE.read(node, desk) if is_text else self._NUMBER.read(node, desk)

    def schema(self, definitions: Schema) -> Schema:
        return {"anyOf": [self._SHARE.schema(definitions), self._NUMBER.schema(definitions)]}


class FocusPoint(Shape[Focus]):
    """The point of a picture that must be seen, from its upper left corner; read as shares of its sides."""

    _PART = _Part()

    def read(self, node: Node, desk: Desk) -> Focus | None:
        """Return the point."""
        hint = "write how far from the left and how far from the top: [50%, 20%]"
        if not isinstance(node, SequenceNode):
            wrong_type(node, "a list of two numbers", desk, hint)
            return None
        if len(node.items) != 2:
            desk.faults.error(node.spot, "bad-value", f"here must be two numbers, not {len(node.items)}", hint)
            return None
        x, y = (self._PART.read(item, desk) for item in node.items)
        return None if x is None or y is None else Focus(x, y)

    def schema(self, definitions: Schema) -> Schema:
        """Return a list of two."""
        return {"type": "array", "items": self._PART.schema(definitions), "minItems": 2, "maxItems": 2}
