"""Build the structure tree while the pages are made: elements get their ids in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from booklet.layout.display import Element, Role


@dataclass(slots=True)
class _Node:
    id: int
    role: Role
    language: str
    text: str
    alt: str
    parent: int
    children: "list[_Node]" = field(default_factory=list)


class Added(NamedTuple):
    """An element that was added."""

    role: Role
    text: str
    parent: int
    alt: str
    language: str


class StructureBuilder:
    """The one mutable thing of a layout run; `finish` gives the frozen tree."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._nodes = [_Node(0, Role.DOCUMENT, language, "", "", 0)]

    def add(self, role: Role, text: str = "", *, parent: int = 0, alt: str = "", language: str = "") -> int:
        """Add an element after its parent's other children and return its id; `text` is what it draws itself."""
        node = _Node(len(self._nodes), role, language or self._language, text, alt, parent)
        self._nodes.append(node)
        self._nodes[parent].children.append(node)
        return node.id

    @property
    def count(self) -> int:
        """Elements so far, and the id of the next one."""
        return len(self._nodes)

    def added_since(self, count: int) -> "tuple[Added, ...]":
        """Return the elements that were added when there were `count`, for `add_again`."""
        return tuple(Added(node.role, node.text, node.parent, node.alt, node.language) for node in self._nodes[count:])

    def add_again(self, elements: "tuple[Added, ...]") -> None:
        """Add elements as they were added to another tree of so many."""
        for role, text, parent, alt, language in elements:
            self.add(role, text, parent=parent, alt=alt, language=language)

    def finish(self) -> Element:
        """Return the tree as frozen values."""
        done: dict[int, Element] = {}
        headings = _without_gaps(self._nodes)
        for node in reversed(self._nodes):  # children have higher ids than their parents
            done[node.id] = Element(
                id=node.id,
                role=headings.get(node.id, node.role),
                language=node.language,
                text=node.text,
                alt=node.alt,
                children=tuple(done[child.id] for child in node.children),
            )
        return done[0]


def _without_gaps(nodes: Sequence[_Node]) -> dict[int, Role]:
    """Return the level of each heading below those that it stands under: no level is left out (ISO 14289-1, 7.4.2)."""
    found: dict[int, Role] = {}
    above: list[Role] = []
    for node in nodes:
        if node.role in _HEADINGS:
            while above and _HEADINGS.index(above[-1]) >= _HEADINGS.index(node.role):
                above.pop()
            found[node.id] = _HEADINGS[len(above)]
            above.append(node.role)
    return found


_HEADINGS = (Role.H1, Role.H2, Role.H3)
