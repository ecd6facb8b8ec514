"""The structure tree: what each piece of the pages is, in reading order (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

Notation: an `mcid` numbers the marked content of one page from 0. A structure key (StructParents, StructParent) leads
from a page or a link back into the tree: pages have the keys 0 to n - 1, links those after.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from booklet.geometry import Point
from booklet.layout.display import Element, Role
from booklet.pdf.assembly import Objects
from booklet.pdf.canvas import Ref
from booklet.pdf.syntax import numbers, text_string

# PDF 1.7 has no Title (ISO 32000-2 added it); a reader that follows the older standard takes it for a paragraph.
_ROLE_MAP = "<</Title/P>>"


@dataclass(frozen=True, slots=True)
class _Mark:
    """One piece of marked content."""

    page_index: int
    mcid: int
    order: int
    """Its place among all the marks of the file, as drawn."""


@dataclass(slots=True)
class _Node:
    """What has been gathered about an element."""

    element: Element
    ref: Ref
    parent: Ref
    language_inherited: str
    children: list[int] = field(default_factory=list)
    """Ids, in reading order."""
    marks: list[_Mark] = field(default_factory=list)
    links: list[tuple[int, Ref]] = field(default_factory=list)
    """Page_index and annotation."""
    box: tuple[int, float, float, float, float] | None = None
    """Page_index, left, bottom, right, top in PDF coordinates; for a figure."""


class Trunk:
    """The root of a file's structure tree, or of the trees of several documents in one file."""

    def __init__(self, canvas: Objects) -> None:
        self._canvas = canvas
        self.ref = canvas.reserve()
        self._trees: list[Ref] = []
        self._parents: list[str] = []
        """By structure key."""
        self._notes: dict[str, Ref] = {}

    @property
    def next_key(self) -> int:
        """Structure key of the first page of the next tree."""
        return len(self._parents)

    def add(self, tree: Ref, parents: Sequence[str], notes: Mapping[str, Ref]) -> None:
        """Add a tree that is written: what its structure keys lead to, and its notes by their identifiers."""
        self._trees.append(tree)
        self._parents += parents
        self._notes |= notes

    def write(self) -> None:
        """Store the root and name it in the catalogue."""
        nums = " ".join(f"{key} {value}" for key, value in enumerate(self._parents))
        parent_tree = self._canvas.add(f"<</Nums[{nums}]>>")
        kids = self._trees[0] if len(self._trees) == 1 else f"[{' '.join(self._trees)}]"
        # A name tree is in the order of its keys.
        names = "".join(f"({name}){self._notes[name]}" for name in sorted(self._notes))
        self._canvas.fill(
            self.ref,
            f"<</Type/StructTreeRoot/K {kids}/RoleMap{_ROLE_MAP}"
            f"/ParentTree {parent_tree}/ParentTreeNextKey {len(self._parents)}"
            f"{f'/IDTree<</Names[{names}]>>' if names else ''}>>",
        )
        self._canvas.set_catalog("StructTreeRoot", self.ref)
        self._canvas.set_catalog("MarkInfo", "<</Marked true>>")


class StructureTree:
    """Gathers marks while the pages are drawn, then writes the tree."""

    def __init__(self, canvas: Objects, root: Element, *, page_count: int, trunk: "Trunk | None" = None) -> None:
        self._canvas = canvas
        self._page_count = page_count
        self._is_alone = trunk is None
        self._trunk = trunk or Trunk(canvas)
        self.first_key = self._trunk.next_key
        """Structure key of the first of its pages."""
        self._nodes: dict[int, _Node] = {}
        self._root_id = root.id
        self._mark_count = 0
        self._page_parents: list[list[Ref]] = [[] for _ in range(page_count)]
        self._link_parents: list[Ref] = []
        pending = [(root, self._trunk.ref, "")]
        while pending:
            element, parent, language = pending.pop()
            assert element.id not in self._nodes, f"two elements have the id {element.id}"
            ref = canvas.reserve()
            children = [child.id for child in element.children]
            self._nodes[element.id] = _Node(element, ref, parent, language, children)
            pending.extend((child, ref, element.language) for child in reversed(element.children))
        self.figure_ids = frozenset(key for key, node in self._nodes.items() if node.element.role is Role.FIGURE)
        """Ids of the elements whose extent matters."""

    def mark(self, element_id: int, page_index: int) -> tuple[str, int]:
        """Return the tag and the mcid for a new piece of an element's content."""
        node = self._nodes[element_id]
        parents = self._page_parents[page_index]
        node.marks.append(_Mark(page_index, len(parents), self._mark_count))
        self._mark_count += 1
        parents.append(node.ref)
        return node.element.role.value, len(parents) - 1

    def mark_count(self, page_index: int) -> int:
        """Return how many pieces of marked content a page has so far."""
        return len(self._page_parents[page_index])

    def extend_figure(self, element_id: int, page_index: int, points: Sequence[Point]) -> None:
        """Let a figure's box take in points of its page (PDF coordinates). Only its first page counts."""
        node = self._nodes[element_id]
        xs, ys = [point.x for point in points], [point.y for point in points]
        if node.box is not None and node.box[0] == page_index:
            xs += node.box[1], node.box[3]
            ys += node.box[2], node.box[4]
        if xs and (node.box is None or node.box[0] == page_index):
            node.box = page_index, min(xs), min(ys), max(xs), max(ys)

    def add_link(self, element_id: int | None, page_index: int, annotation: Ref) -> int:
        """Put a link annotation under its element, or under one of its own at the end; return its structure key."""
        if element_id is None:
            root = self._nodes[self._root_id]
            element_id = max(self._nodes) + 1
            element = Element(id=element_id, role=Role.LINK, language=root.element.language)
            self._nodes[element_id] = _Node(element, self._canvas.reserve(), root.ref, element.language)
            root.children.append(element_id)
        node = self._nodes[element_id]
        assert node.element.role is Role.LINK, "only a Link can hold the area of a link"  # ISO 14289-1, 7.18.5
        node.links.append((page_index, annotation))
        self._link_parents.append(node.ref)
        return self.first_key + self._page_count + len(self._link_parents) - 1

    def write(self) -> None:
        """Store the tree, once every page is drawn."""
        orders = self._first_orders()
        for node in self._nodes.values():
            self._write_node(node, orders)
        notes = {self._note_id(node.element): node.ref for node in self._nodes.values() if _is_note(node)}
        keyed = [f"[{' '.join(refs)}]" for refs in self._page_parents]
        self._trunk.add(self._nodes[self._root_id].ref, [*keyed, *self._link_parents], notes)
        if self._is_alone:
            self._trunk.write()

    def _note_id(self, element: Element) -> str:
        """Return the identifier that every note must have (ISO 14289-1, 7.9)."""
        return f"note-{element.id}" if self._is_alone else f"note-{self.first_key}-{element.id}"

    def _first_orders(self) -> dict[int, float]:
        """Return for each element the order of the first mark in it or below it; infinity for one that is not drawn."""
        orders: dict[int, float] = {}
        for element_id, node in reversed(self._nodes.items()):  # children come after their parents
            below = [orders[child] for child in node.children]
            orders[element_id] = min([*below, *(mark.order for mark in node.marks)], default=math.inf)
        return orders

    def _write_node(self, node: _Node, orders: dict[int, float]) -> None:
        element = node.element
        entries = f"<</Type/StructElem/S/{element.role.value}/P {node.parent}"
        if element.role is Role.NOTE:
            entries += f"/ID({self._note_id(element)})"
        if element.language != node.language_inherited:
            entries += f"/Lang{text_string(element.language)}"
        if element.alt:
            entries += f"/Alt{text_string(element.alt)}"
        marks_in_span = bool(node.marks and element.text and (node.links or node.children))
        if element.text and not node.children and not element.alt and not marks_in_span:
            entries += f"/ActualText{text_string(element.text)}"
        entries += self._attributes(node)
        # ActualText would hide the links inside an element, so it goes to a Span around what the element itself draws.
        kids: list[str]
        if marks_in_span:
            kids = [self._add_text(node), *(self._nodes[child].ref for child in node.children)]
        elif "/ActualText" in entries and node.marks:
            kids = [self._add_span(node, node.ref)]
        else:
            kids = self._kids(node, orders)
        kids += [f"<</Type/OBJR/Pg {self._page(page_index)}/Obj {ref}>>" for page_index, ref in node.links]
        pages = {mark.page_index for mark in node.marks} | {page_index for page_index, _ in node.links}
        if pages:
            entries += f"/Pg {self._page(min(pages))}"
        self._canvas.fill(node.ref, f"{entries}/K[{' '.join(kids)}]>>" if kids else f"{entries}>>")

    def _kids(self, node: _Node, orders: dict[int, float]) -> list[str]:
        """Return an element's kids: children in the order of the tree, its own content between them as drawn."""
        kids: list[str] = []
        waiting = node.children
        taken = 0
        for mark in node.marks:
            while taken < len(waiting) and orders[waiting[taken]] < mark.order:
                kids.append(self._nodes[waiting[taken]].ref)
                taken += 1
            kids.append(self._content(mark))
        return kids + [self._nodes[child].ref for child in waiting[taken:]]

    def _add_text(self, node: _Node) -> Ref:
        """Store a Span with the text of an element around its marks, and return its reference."""
        ref = self._canvas.reserve()
        text = text_string(node.element.text)
        kid = self._add_span(node, ref)
        self._canvas.fill(ref, f"<</Type/StructElem/S/Span/P {node.ref}/ActualText{text}/K[{kid}]>>")
        return ref

    def _add_span(self, node: _Node, parent: Ref) -> Ref:
        """Store a Span with the marks of an element under one that has its text, and return its reference.

        MuPDF takes the text of the very element that has the marks for what is drawn, from left to right.
        """
        ref = self._canvas.reserve()
        for mark in node.marks:
            self._page_parents[mark.page_index][mark.mcid] = ref
        kids = " ".join(self._content(mark) for mark in node.marks)
        self._canvas.fill(ref, f"<</Type/StructElem/S/Span/P {parent}/K[{kids}]>>")
        return ref

    def _content(self, mark: _Mark) -> str:
        return f"<</Type/MCR/Pg {self._page(mark.page_index)}/MCID {mark.mcid}>>"

    def _page(self, page_index: int) -> Ref:
        return self._canvas.page_refs[page_index]

    def _attributes(self, node: _Node) -> str:
        """Return the attributes that ISO 14289-1 asks for.

        The box of a figure (7.3), what a header of a table is the header of (7.5), the kind of a list (7.6).
        """
        if node.box is not None:
            return f"/A<</O/Layout/BBox[{numbers(node.box[1:])}]>>"
        if node.element.role is Role.LIST:
            return f"/A<</O/List/ListNumbering/{_list_numbering(node.element)}>>"
        if node.element.role is Role.HEADER_CELL:
            return "/A<</O/Table/Scope/Column>>"
        return ""


def _is_note(node: _Node) -> bool:
    return node.element.role is Role.NOTE


def _list_numbering(element: Element) -> str:
    """Return the kind of labels that a list has, by the first of them."""
    pending = list(element.children[:1])
    while pending:
        child = pending.pop()
        if child.role is Role.LABEL:
            return "Decimal" if any(character.isdecimal() for character in child.text) else "Disc"
        pending.extend(reversed(child.children))
    return "None"
