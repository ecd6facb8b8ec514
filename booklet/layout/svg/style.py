"""What an SVG element looks like: its attributes, the style sheets of the file, its own `style`, what it inherits.

Sources: SVG 1.1 (second edition), chapters 6 and 11; CSS 2.1, chapter 6. Of selectors those are known that drawing
programs write: `*`, `path`, `.cls-1`, `#frame`, and these joined. Anything else is refused rather than passed over.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.etree.ElementTree import Element

import tinycss2
import tinycss2.color3
from tinycss2.ast import Declaration, QualifiedRule

from booklet.color import Color

Properties: TypeAlias = Mapping[str, str]

INITIAL: Properties = {
    "clip-path": "none",
    "color": "black",
    "display": "inline",
    "fill": "black",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "filter": "none",
    "marker-end": "none",
    "marker-mid": "none",
    "marker-start": "none",
    "mask": "none",
    "mix-blend-mode": "normal",
    "opacity": "1",
    "stroke": "none",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "transform": "none",
    "vector-effect": "none",
    "visibility": "visible",
}
"""The properties that are looked at, and what holds where nothing is said (SVG 1.1, appendix N)."""
_NOT_INHERITED = (
    *("clip-path", "display", "filter", "mask", "mix-blend-mode", "opacity", "transform"),
    "vector-effect",
)
_RESET: Properties = {name: INITIAL[name] for name in _NOT_INHERITED}
_SELECTOR = re.compile(r"(\*|[\w-]+)?((?:[.#][\w-]+)*)")
_HARMLESS_RULES = {"charset", "font-face", "namespace"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a style sheet says of some elements."""

    tag: str
    """Empty for any."""
    marks: tuple[str, ...]
    """Classes with their full stop, an id with its #; an element must have all of them."""
    properties: Properties
    important: Properties

    @property
    def weight(self) -> tuple[int, int, int]:
        """The specificity (CSS 2.1, 6.4.3)."""
        ids = sum(mark[0] == "#" for mark in self.marks)
        return ids, len(self.marks) - ids, bool(self.tag)

    def holds(self, tag: str, marks: set[str]) -> bool:
        return self.tag in ("", tag) and marks.issuperset(self.marks)


class UnknownRuleError(ValueError):
    """A style sheet says something that is not understood."""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The rules of a file, the weightiest last."""

    rules: tuple[_Rule, ...] = field(default=())

    @classmethod
    def of(cls, texts: Sequence[str]) -> "StyleSheet":
        """Return the rules of `style` elements; an UnknownRuleError for what is not understood."""
        rules: list[_Rule] = []
        for node in tinycss2.parse_stylesheet("\n".join(texts), skip_comments=True, skip_whitespace=True):
            if isinstance(node, QualifiedRule):
                declarations = tinycss2.parse_blocks_contents(node.content)
                said = (_properties(declarations, important) for important in (False, True))
                normal, important = said
                for selector in tinycss2.serialize(node.prelude).split(","):
                    rules.append(_Rule(*_selector(selector.strip()), normal, important))
            elif getattr(node, "lower_at_keyword", "") not in _HARMLESS_RULES:
                raise UnknownRuleError(node.type)
        return cls(tuple(sorted(rules, key=lambda rule: rule.weight)))

    def style(self, element: Element, tag: str, parent: Properties) -> Properties:
        """Return every property of an element, given those of the one around it."""
        marks = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
        holding = [rule for rule in self.rules if rule.holds(tag, marks)]
        said = {name: value for name, value in element.attrib.items() if name in INITIAL and name != "transform"}
        for rule in holding:
            said |= rule.properties
        if "style" in element.attrib:
            said |= _properties(tinycss2.parse_blocks_contents(element.attrib["style"]))
        for rule in holding:
            said |= rule.important
        said = {name: value.strip() for name, value in said.items() if value.strip() != "inherit"}
        return {**parent, **_RESET, **said}


def _selector(text: str) -> tuple[str, tuple[str, ...]]:
    match = _SELECTOR.fullmatch(text)
    if match is None or not text:
        raise UnknownRuleError(text)
    return (match[1] or "").replace("*", ""), tuple(re.findall(r"[.#][\w-]+", match[2]))


def _properties(nodes: Sequence[object], important: bool | None = None) -> dict[str, str]:
    """Return the known properties of declarations: all, the important ones, or the others."""
    return {
        node.lower_name: tinycss2.serialize(node.value).strip()
        for node in nodes
        if isinstance(node, Declaration) and node.lower_name in INITIAL and important in (None, node.important)
    }


# --- Colours ------------------------------------------------------------------------------------------------------


def paint(properties: Properties, name: str) -> tuple[Color, float] | None:
    """Return the colour of `fill` or `stroke` and how opaque it is; None for none, a ValueError for what is none."""
    if properties[name] == "none":
        return None
    found = tinycss2.color3.parse_color(properties[name])
    if found == "currentColor":
        found = tinycss2.color3.parse_color(properties["color"])
    if not isinstance(found, tinycss2.color3.RGBA):
        raise ValueError(f"not a colour: {properties[name][:40]!r}")
    opacity = found.alpha * share(properties[f"{name}-opacity"])
    return Color(found.red, found.green, found.blue), opacity


def share(text: str) -> float:
    """Return a number or per cent as a share from 0 to 1."""
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    return min(1.0, max(0.0, value))
