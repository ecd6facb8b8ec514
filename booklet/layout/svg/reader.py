"""An SVG file as paths: nothing is fetched, nothing is run, nothing of it can grow beyond bounds.

Drawn are shapes with plain colours, groups, copies (`use`) and clips that are upright rectangles. What cannot be drawn
as it is meant (text, whose fonts would not go with it; gradients; transparent things; pictures inside) is refused, all
of it at once, with what to do about it. Source: SVG 1.1 (second edition).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path as FilePath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from booklet.color import Color
from booklet.errors import ContentError, Diagnostic, Where
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.layout.display import Group, Item, Path
from booklet.layout.svg.outline import bounds, moved, reach, rectangle_of, stroked, uniform_scale
from booklet.layout.svg.shapes import TooManyError, segments
from booklet.layout.svg.style import INITIAL, Properties, StyleSheet, UnknownRuleError, paint, share
from booklet.layout.svg.values import fitted, length, transform, view_box

MAX_BYTES = 5 * 1024 * 1024
MAX_ELEMENTS = 50_000
MAX_SEGMENTS = 100_000
"""Three megabytes of operators on one page; a detailed map of a country has a tenth of it."""
MAX_LETTERS = 2 * MAX_BYTES
"""Of attributes, again for each copy: what copies of copies may cost."""
MAX_RULES = 5_000_000
"""Rules of style times elements."""
MAX_DEPTH = 60
"""Of elements inside elements, copies included; drawing programs stay below 20."""
_SIDES = 8
"""More segments than any rectangle is written with."""
_USUAL_SIZE = Size(300.0, 150.0)
"""Of a drawing that says neither its size nor its view box (CSS 2.1, 10.3.2)."""

_HREF = "{http://www.w3.org/1999/xlink}href"
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GROUPS = frozenset({"g", "a", "svg"})
_DRAWN = _SHAPES | _GROUPS | {"use", "text", "image"}
_OUTLINES = "convert text to outlines (also called paths or curves) in the drawing program, and save the drawing again"
_FLATTEN = "{} in the drawing program, or save the drawing as PNG, 300 pixels an inch"
_REFUSED = {
    "text": ("text, whose font would not go with it", _OUTLINES),
    "picture": ("a photograph or other picture inside", _FLATTEN.format("take it out")),
    "foreign": ("parts of another format than SVG", _FLATTEN.format("take them out")),
    "gradient": ("gradients or patterns", _FLATTEN.format("give the shapes plain colours")),
    "transparency": ("transparent parts", _FLATTEN.format("flatten transparency")),
    "effect": ("filters, masks or other effects", _FLATTEN.format("remove or flatten them")),
    "marker": ("arrowheads or other markers on lines", _FLATTEN.format("convert them to paths")),
    "clip": ("clips of other shapes than upright rectangles", _FLATTEN.format("cut the shapes themselves")),
    "style": (
        "a style sheet with rules that are not understood",
        "save it with presentation attributes or as plain SVG",
    ),
    "link": ("parts that lie in another file", _FLATTEN.format("embed or remove them")),
}
"""By the kind of what cannot be drawn: what it is, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing ready to be placed."""

    size: Size
    """In user units; the ratio is what counts."""
    items: tuple[Item, ...]

    def at(self, rect: Rect) -> Group:
        """Return the drawing in a rectangle of the page; what reaches beyond its edges is cut off."""
        scale = Matrix(rect.width / self.size.width, 0.0, 0.0, rect.height / self.size.height, rect.x, rect.y)
        return Group(self.items, scale, Rect(0.0, 0.0, *self.size))


def read_drawing(path: FilePath, where: Where) -> Drawing:
    """Return the drawing of a file.

    Raises:
        ContentError: when it is damaged, too large, or has in it what cannot be drawn.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise TooManyError
        reader = _Reader(_parsed(data))
        drawing = reader.drawing()
    except TooManyError as error:
        raise _fault(
            "picture-too-large",
            f"the drawing {path.name} has far too many parts for a page",
            "simplify its paths in the drawing program, or save it as PNG, 300 pixels an inch",
            where,
        ) from error
    except DefusedXmlException as error:
        raise _fault(
            "picture-unsupported",
            f"the drawing {path.name} has abbreviations (XML entities) in it, which are not read",
            "save it as plain SVG in the drawing program",
            where,
        ) from error
    except (OSError, ParseError, LookupError, ValueError) as error:
        raise _fault(
            "picture-damaged",
            f"the drawing {path.name} is damaged: it cannot be read to its end",
            "open it in a drawing program and save it again as plain SVG",
            where,
        ) from error
    if reader.refused:
        raise ContentError(
            Diagnostic(
                code="picture-unsupported",
                message=f"the drawing {path.name} has in it {_REFUSED[kind][0]}",
                where=where,
                hint=_REFUSED[kind][1],
            )
            for kind in sorted(reader.refused)
        )
    return drawing


def _fault(code: str, message: str, hint: str, where: Where) -> ContentError:
    return ContentError(Diagnostic(code=code, message=message, where=where, hint=hint))


def _parsed(data: bytes) -> Element:
    """Return the root element; an entity, a part of another file, and too many elements are not let in."""
    depth = count = 0
    root: Element | None = None
    for event, element in iterparse(BytesIO(data), events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        root = element if root is None else root
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise TooManyError
    if root is None or _tag(root) != "svg":
        raise ValueError("the root is not an svg")
    return root


def _tag(element: Element) -> str:
    """Return the name of an SVG element; nothing for one of another vocabulary, such as that of a drawing program."""
    space, _, name = element.tag.rpartition("}")
    return name if space in ("", "{http://www.w3.org/2000/svg") else ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds where an element stands."""

    matrix: Matrix
    """From its coordinates to those of the drawing."""
    style: Properties
    viewport: Size
    """What per cent are of."""
    clip: Rect | None = None
    """In the coordinates of the drawing; None where nothing is cut off."""
    depth: int = 0


class _Reader:
    """Walks the tree of one file."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._by_id = {name: element for element in root.iter() if (name := element.get("id"))}
        self._segment_count = self._element_count = self._letter_count = 0
        self._clips: dict[tuple[str, Size], tuple[Rect, Matrix] | None] = {}
        self.refused: set[str] = set()
        """Keys of `_REFUSED`: what was found that cannot be drawn."""
        try:
            self._sheet = StyleSheet.of(["".join(one.itertext()) for one in root.iter() if _tag(one) == "style"])
        except UnknownRuleError:
            self._sheet = StyleSheet()
            self.refused.add("style")

    def drawing(self) -> Drawing:
        """Return what the file shows."""
        root = self._root
        box = view_box(root.attrib["viewBox"]) if "viewBox" in root.attrib else None
        usual = Size(box.width, box.height) if box else _USUAL_SIZE
        size = Size(*(_extent(root, name, whole) for name, whole in zip(("width", "height"), usual, strict=True)))
        if "viewBox" in root.attrib and ("width" in root.attrib) != ("height" in root.attrib):
            size = usual  # the ratio is the view box's, and nothing else of the size is used
        box = box or Rect(0.0, 0.0, *size)
        inner = fitted(box, size, root.get("preserveAspectRatio", ""))
        style = self._sheet.style(root, "svg", INITIAL)
        around = _Around(inner, style, Size(box.width, box.height))  # `Drawing.at` cuts at the edges
        self._check_effects(style)
        return Drawing(size, tuple(self._children(root, around)))

    def _children(self, element: Element, around: _Around) -> Iterator[Item]:
        if around.depth > MAX_DEPTH:
            raise TooManyError
        for child in element:
            yield from self._element(child, replace(around, depth=around.depth + 1))

    def _element(self, element: Element, around: _Around) -> Iterator[Item]:
        """Yield what an element draws; `around` is what holds outside of it."""
        self._element_count += 1
        self._letter_count += sum(map(len, element.attrib.values()))
        rule_count = self._element_count * len(self._sheet.rules)
        if self._element_count > MAX_ELEMENTS or self._letter_count > MAX_LETTERS or rule_count > MAX_RULES:
            raise TooManyError
        tag = _tag(element)
        style = self._sheet.style(element, tag, around.style)
        if style["display"] == "none" or share(style["opacity"]) == 0:
            return
        here = replace(around, style=style, matrix=transform(element.get("transform", "")).then(around.matrix))
        if tag in _SHAPES | _GROUPS | {"use"}:
            here = replace(here, clip=self._clip(here))
            self._check_effects(style)
        if tag in _SHAPES:
            yield from self._shape(element, tag, here)
        elif tag == "svg":
            yield from self._children(element, self._inside(element, here, here.viewport))
        elif tag in _GROUPS:
            yield from self._children(element, here)
        elif tag == "switch":
            chosen = [child for child in element if _tag(child) != "foreignObject"][:1]
            yield from (item for child in chosen for item in self._element(child, replace(here, depth=here.depth + 1)))
        elif tag == "use":
            yield from self._copy(element, here)
        else:
            self._check_tag(element, tag)

    def _copy(self, element: Element, here: _Around) -> Iterator[Item]:
        """Yield what a `use` shows again."""
        name = element.get("href", element.get(_HREF, "")).strip()
        target = self._by_id.get(name[1:]) if name.startswith("#") else None
        if target is None:
            self.refused |= {"link"} if name and not name.startswith("#") else set()
            return
        x, y = (length(element.get(name, "0"), whole) for name, whole in zip("xy", here.viewport, strict=True))
        here = replace(here, matrix=Matrix(e=x, f=y).then(here.matrix), depth=here.depth + 1)
        if here.depth > MAX_DEPTH:
            raise TooManyError
        if _tag(target) == "symbol":
            style = self._sheet.style(target, "symbol", here.style)
            size = Size(*(_extent(element, name, here.viewport[i]) for i, name in enumerate(("width", "height"))))
            yield from self._children(target, self._inside(target, replace(here, style=style), size, placed=False))
        else:
            yield from self._element(target, here)

    def _inside(self, element: Element, here: _Around, whole: Size, *, placed: bool = True) -> _Around:
        """Return what holds inside an element with a view of its own (SVG 1.1, 7.9), which is cut off at its edges."""
        size = Size(_extent(element, "width", whole.width), _extent(element, "height", whole.height))
        corner = [length(element.get(name, "0"), whole[i]) if placed else 0.0 for i, name in enumerate("xy")]
        matrix = Matrix(e=corner[0], f=corner[1]).then(here.matrix)
        clip = self._cut(Rect(0.0, 0.0, *size), matrix, here.clip)
        if "viewBox" in element.attrib:
            box = view_box(element.attrib["viewBox"])
            matrix = fitted(box, size, element.get("preserveAspectRatio", "")).then(matrix)
            size = Size(box.width, box.height)
        return replace(here, matrix=matrix, viewport=size, clip=clip)

    # --- Shapes -------------------------------------------------------------------------------------------------------

    def _shape(self, element: Element, tag: str, here: _Around) -> Iterator[Item]:
        style = here.style
        made = segments(element, tag, here.viewport, MAX_SEGMENTS - self._segment_count)
        self._segment_count += len(made)
        fill = self._color(style, "fill") if tag != "line" else None
        stroke = self._color(style, "stroke") if length(style["stroke-width"], 1.0) > 0 else None
        if not made or not (fill or stroke) or style["visibility"] != "visible":
            return
        if {style["marker-start"], style["marker-mid"], style["marker-end"]} != {"none"}:
            self.refused.add("marker")
        path = Path(made, fill=fill, even_odd=style["fill-rule"] == "evenodd")
        if stroke:
            path = stroked(path, stroke, style, here.viewport)
        scale = uniform_scale(here.matrix)
        if here.matrix.a * here.matrix.d == here.matrix.b * here.matrix.c:  # pressed flat
            return
        if stroke and scale is None:  # the width of the line is not the same in all directions
            item: Item = Group((moved(path, Matrix(), 1.0),), here.matrix)
            yield Group((item,), clip=here.clip) if here.clip else item
            return
        path = moved(path, here.matrix, scale or 1.0)
        inside = here.clip is None or here.clip.contains(reach(path), tolerance=0.0)
        yield path if inside else Group((path,), clip=here.clip)

    def _color(self, style: Properties, name: str) -> Color | None:
        if style[name].startswith("url("):
            self.refused.add("gradient")
            return None
        found = paint(style, name)
        if found is None or found[1] == 0:
            return None
        if found[1] < 1:
            self.refused.add("transparency")
        return found[0]

    # --- What cannot be drawn -----------------------------------------------------------------------------------------

    def _check_effects(self, style: Properties) -> None:
        if share(style["opacity"]) < 1:
            self.refused.add("transparency")
        if {style["filter"], style["mask"], style["transform"], style["vector-effect"]} != {"none"}:
            self.refused.add("effect")
        if style["mix-blend-mode"] != "normal":
            self.refused.add("effect")

    def _check_tag(self, element: Element, tag: str) -> None:
        if tag == "text" and "".join(element.itertext()).strip():
            self.refused.add("text")
        elif tag == "image":
            self.refused.add("picture")
        elif tag == "foreignObject":
            self.refused.add("foreign")

    # --- Clips --------------------------------------------------------------------------------------------------------

    def _clip(self, here: _Around) -> Rect | None:
        """Return what is left of the clip by the element's own, if that is one upright rectangle."""
        said = here.style["clip-path"]
        if said == "none":
            return here.clip
        key = said, here.viewport
        if key not in self._clips:
            self._clips[key] = self._clip_shape(said, here.viewport)
        shape = self._clips[key]
        if shape is None:
            self.refused.add("clip")
            return here.clip
        return self._cut(shape[0], shape[1].then(here.matrix), here.clip)

    def _clip_shape(self, said: str, viewport: Size) -> tuple[Rect, Matrix] | None:
        """Return the rectangle that a `clip-path` names, with its own transform; None for any other shape."""
        target = self._by_id.get(said.removeprefix("url(").removesuffix(")").strip("\"' ").removeprefix("#"))
        shapes = [] if target is None else [child for child in target if _tag(child) in _DRAWN]
        if target is None or len(shapes) != 1 or not _is_plain_clip(target) or _tag(shapes[0]) not in _SHAPES:
            return None
        try:
            rect = rectangle_of(segments(shapes[0], _tag(shapes[0]), viewport, _SIDES))
        except TooManyError:
            return None
        inner = transform(shapes[0].get("transform", "")).then(transform(target.get("transform", "")))
        return (rect, inner) if rect else None

    def _cut(self, rect: Rect, matrix: Matrix, clip: Rect | None) -> Rect | None:
        """Return the part of a clip that is in a rectangle under a matrix, which must leave it upright."""
        if (matrix.b or matrix.c) and (matrix.a or matrix.d):
            self.refused.add("clip")
            return clip
        cut = bounds([matrix.apply(Point(x, y)) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)])
        if clip is None:
            return cut
        x, y = max(cut.x, clip.x), max(cut.y, clip.y)
        return Rect(x, y, max(0.0, min(cut.right, clip.right) - x), max(0.0, min(cut.bottom, clip.bottom) - y))


def _is_plain_clip(clip: Element) -> bool:
    return clip.get("clipPathUnits", "userSpaceOnUse") == "userSpaceOnUse" and "clip-path" not in clip.attrib


def _extent(element: Element, name: str, whole: float) -> float:
    """Return the width or height that an element says; all of the whole where it says none."""
    text = element.get(name, "").strip()
    value = whole if text in ("", "auto") else length(text, whole)
    if value <= 0:
        raise ValueError("a view without extent")
    return value
