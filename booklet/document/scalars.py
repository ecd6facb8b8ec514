"""Shapes of single values: words, numbers, choices, days, lengths, papers (see `shapes`)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, TypeVar

from booklet.document.dates import CivilDate
from booklet.document.shapes import Desk, Schema, Shape, near, wrong_type
from booklet.document.yaml_nodes import Kind, Node, ScalarNode
from booklet.geometry import Size, paper_size
from booklet.units import PAPER_SIZES_MM, mm, parse_length

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Word(Shape[str]):
    """Text of a fixed form, such as a name for files or an address."""

    noun: str
    pattern: str
    """A regular expression in the part of the syntax that Python and ECMAScript share, anchored at both ends."""
    hint: str
    longest: int = 500
    """In code points."""

    def read(self, node: Node, desk: Desk) -> str | None:
        """Return the text."""
        if not isinstance(node, ScalarNode) or node.kind is not Kind.TEXT:
            wrong_type(node, self.noun, desk, self.hint)
            return None
        if len(node.text) > self.longest:
            desk.faults.error(node.spot, "bad-value", f"this is longer than {self.longest} letters", self.hint)
        elif re.fullmatch(self.pattern, node.text) is None:  # `$` alone would let a line end pass
            code = "bad-value" if node.text.strip() else "empty-value"
            desk.faults.error(node.spot, code, f"“{node.text}” is not {self.noun}", self.hint)
        else:
            return node.text
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return a pattern."""
        return {"type": "string", "pattern": self.pattern, "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Number(Shape[float]):
    """A number within bounds, both included."""

    least: float
    most: float
    noun: str = "a number"
    hint: str = ""

    def read(self, node: Node, desk: Desk) -> float | None:
        """Return the number."""
        if not isinstance(node, ScalarNode) or node.kind not in (Kind.INTEGER, Kind.NUMBER):
            wrong_type(node, self.noun, desk, self.hint)
            return None
        value = _number(node.text)
        if self.least <= value <= self.most:
            return value
        bounds = f"from {self.least:g} to {self.most:g}"
        desk.faults.error(node.spot, "bad-value", f"{node.text} is not {self.noun} {bounds}", self.hint)
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return a range."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Whole(Shape[int]):
    """A whole number within bounds, both included."""

    least: int
    most: int
    noun: str = "a whole number"

    def read(self, node: Node, desk: Desk) -> int | None:
        """Return the number."""
        if not isinstance(node, ScalarNode) or node.kind is not Kind.INTEGER:
            wrong_type(node, self.noun, desk)
            return None
        value = int(_number(node.text))
        if self.least <= value <= self.most:
            return value
        desk.faults.error(node.spot, "bad-value", f"{node.text} is not {self.noun} from {self.least} to {self.most}")
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return a range."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


def _number(text: str) -> float:
    """Return the number of a scalar that was resolved as one (YAML 1.2, 10.3.2)."""
    base = {"0o": 8, "0x": 16}.get(text[:2])
    return int(text[2:], base) if base else float(text)


@dataclass(frozen=True, slots=True)
class Share(Shape[float]):
    """A part of a whole in per cent, within bounds, both included; read as a number from 0 to 1."""

    least: int
    most: int

    _PATTERN: ClassVar[str] = r"^[0-9]{1,3}(\.[0-9]+)?%$"

    def read(self, node: Node, desk: Desk) -> float | None:
        """Return the share."""
        text = Word("a share", self._PATTERN, "write a number and the sign of per cent: 60%").read(node, desk)
        if text is None:
            return None
        percent = float(text[:-1])
        if self.least <= percent <= self.most:
            return percent / 100
        desk.faults.error(node.spot, "bad-value", f"{text} is not from {self.least}% to {self.most}%")
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return the form; the bounds are the reader's alone."""
        return {"type": "string", "pattern": self._PATTERN}


class Flag(Shape[bool]):
    """True or false."""

    def read(self, node: Node, desk: Desk) -> bool | None:
        """Return the truth."""
        if not isinstance(node, ScalarNode) or node.kind is not Kind.BOOLEAN:
            wrong_type(node, Kind.BOOLEAN.value, desk, "write true or false, without quotes")
            return None
        return node.text.lower() == "true"

    def schema(self, definitions: Schema) -> Schema:
        """Return the type."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class OneOf(Shape[E]):
    """A value of an enumeration, by its word."""

    choices: type[E]

    def read(self, node: Node, desk: Desk) -> E | None:
        """Return the choice."""
        words = [choice.value for choice in self.choices]
        listed = " or ".join(words)
        if not isinstance(node, ScalarNode) or node.kind is not Kind.TEXT:
            wrong_type(node, f"one word: {listed}", desk)
            return None
        if node.text in words:
            return self.choices(node.text)
        desk.faults.error(node.spot, "bad-value", f"“{node.text}” is not {listed}", near(node.text, words))
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return the words."""
        return {"enum": [choice.value for choice in self.choices]}


# --- Days ---------------------------------------------------------------------------------------------------------

_DAY = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
_DAY_HINT = "write year, month and day, or year and month: 1860-05-17, 1860-05; a year alone stands after `year:`"


@dataclass(frozen=True, slots=True)
class Day(Shape[CivilDate]):
    """A day or a month (ISO 8601, 5.2.2)."""

    def read(self, node: Node, desk: Desk) -> CivilDate | None:
        """Return the date; one that the calendar does not have is a fault."""
        text = Word("a date", _DAY, _DAY_HINT).read(node, desk)
        if text is None:
            return None
        year, month, *rest = (int(number) for number in text.split("-"))
        day = rest[0] if rest else None
        fault = _calendar_fault(year, month, day)
        if fault:
            desk.faults.error(node.spot, "bad-value", f"there is no day or month “{text}”", fault)
            return None
        return CivilDate(year=year, month=month, day=day)

    def schema(self, definitions: Schema) -> Schema:
        """Return the form; the calendar is the reader's alone."""
        return {"type": "string", "pattern": _DAY}


def _calendar_fault(year: int, month: int, day: int | None) -> str:
    """Return what the calendar says against a date; nothing when there is such a day or month."""
    if not year:
        return "years are counted from 0001"
    if not 1 <= month <= 12:
        return "months are counted from 01 to 12; the year stands first, then the month, then the day"
    last = monthrange(year, month)[1]
    return "" if day is None or 1 <= day <= last else f"the days of that month are counted from 01 to {last}"


# --- Lengths and papers -------------------------------------------------------------------------------------------

LENGTH = r"[0-9]+(\.[0-9]+)? *(pt|mm|cm|in)"
"""A length with its unit, as a regular expression without anchors."""
_LENGTH_HINT = "write a number and a unit: 3mm, 1.5cm, 10.5pt or 0.25in"


@dataclass(frozen=True, slots=True)
class Length(Shape[float]):
    """A length with its unit; read as points."""

    least: str = "0mm"
    most: str = "5000mm"

    def read(self, node: Node, desk: Desk) -> float | None:
        """Return points."""
        text = Word("a length", f"^{LENGTH}$", _LENGTH_HINT).read(node, desk)
        if text is None:
            return None
        length = parse_length(text)
        if parse_length(self.least) <= length <= parse_length(self.most):
            return length
        message = f"{text} is not between {self.least} and {self.most}"
        desk.faults.error(node.spot, "bad-value", message)
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return the form; the bounds are the reader's alone."""
        return {"type": "string", "pattern": f"^{LENGTH}$", "maxLength": 500}


@dataclass(frozen=True, slots=True)
class NamedSize:
    """A paper as it was asked for."""

    name: str
    size: Size


@dataclass(frozen=True, slots=True)
class PaperSize(Shape[NamedSize]):
    """A paper by its name, or by width and height."""

    least_mm: float = 50.0
    most_mm: float = 5000.0

    def read(self, node: Node, desk: Desk) -> NamedSize | None:
        """Return name and size; a named paper is portrait."""
        known = ", ".join(PAPER_SIZES_MM)
        hint = f"write a name ({known}), or width x height: 148mm x 210mm"
        text = Word("a paper size", self._pattern(), hint).read(node, desk)
        if text is None:
            return None
        width, height = paper_size(text) if text in PAPER_SIZES_MM else (parse_length(part) for part in text.split("x"))
        if self._is_allowed(Size(width, height)):
            return NamedSize(text, Size(width, height))
        message = f"a side of this paper is not between {self.least_mm:g} mm and {self.most_mm:g} mm"
        desk.faults.error(node.spot, "bad-value", message)
        return None

    def schema(self, definitions: Schema) -> Schema:
        """Return the names and the form of a size."""
        names: Schema = {"enum": [name for name in PAPER_SIZES_MM if self._is_allowed(paper_size(name))]}
        return {"anyOf": [names, {"type": "string", "pattern": f"^{LENGTH} *x *{LENGTH}$", "maxLength": 500}]}

    def _is_allowed(self, size: Size) -> bool:
        return mm(self.least_mm) <= min(size) and max(size) <= mm(self.most_mm)

    def _pattern(self) -> str:
        return f"^({'|'.join(PAPER_SIZES_MM)}|{LENGTH} *x *{LENGTH})$"
