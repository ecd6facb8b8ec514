"""A display list as lines of text: one operation a line, for the eye and for the tests.

Numbers pass through one rounding function; what is zero or usual is left out.
"""

from collections.abc import Iterator
from typing import assert_never

from booklet.color import Color
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import (
    Artifact,
    Close,
    CurveTo,
    DisplayDocument,
    Element,
    GlyphRun,
    Group,
    Image,
    Item,
    Line,
    LineTo,
    Link,
    Marked,
    MoveTo,
    Page,
    Path,
    Rule,
    Segment,
)


def dump(document: DisplayDocument) -> str:
    """Return the whole document: its head, its pages, its bookmarks, its structure tree."""
    lines = [
        f"document {document.title!r} {document.language} {document.direction.value} bound {document.binding.value}"
    ]
    for index, page in enumerate(document.pages):
        lines += _page(page, index)
    lines += [f"bookmark {e.level} {e.title!r} page {e.page_index} y {_n(e.y)}" for e in document.outline]
    lines += _elements(document.structure)
    return "\n".join(lines) + "\n"


def _page(page: Page, index: int) -> Iterator[str]:
    label = f" label {page.label}" if page.label else ""
    yield f"page {index} {_n(page.size.width)} x {_n(page.size.height)}{label}"
    for item in page.items:
        yield from _item(item, 1)
    for link in page.links:
        yield f"  {_link(link)}"


def _item(item: Item, depth: int) -> Iterator[str]:
    indent = "  " * depth
    match item:
        case Line():
            divided = " divided" if item.divided else ""
            yield f"{indent}line {_rect(item.box)} level {item.base_level} {item.text!r}{divided}"
            for run in item.runs:
                yield from _item(run, depth + 1)
        case GlyphRun():
            extra = f" extra {_n(item.extra)}" if item.extra else ""
            tracking = f" tracking {_n(item.tracking)}" if item.tracking else ""
            yield (
                f"{indent}glyphs {_n(item.x)} {_n(item.y)} {item.run.font.name} {_n(item.size)} "
                f"{_color(item.color)} {item.run.text!r} {' '.join(map(str, item.run.glyph_ids))}{tracking}{extra}"
            )
        case Path():
            yield f"{indent}path{_paint(item)} {' '.join(_segment(s) for s in item.segments)}"
        case Rule():
            yield f"{indent}rule {_rect(item.rect)} {_color(item.fill)}"
        case Image():
            yield f"{indent}image {_rect(item.rect)} {item.path.rsplit('/', 1)[-1]}"
        case Group():
            clip = f" clip {_rect(item.clip)}" if item.clip else ""
            yield f"{indent}group{_matrix(item.matrix)}{clip}"
            for child in item.items:
                yield from _item(child, depth + 1)
        case Marked():
            name = item.element.value if isinstance(item.element, Artifact) else f"#{item.element}"
            yield f"{indent}marked {name}"
            for child in item.items:
                yield from _item(child, depth + 1)
        case _:
            assert_never(item)


def _elements(root: Element) -> Iterator[str]:
    pending = [(root, 0)]
    while pending:
        element, depth = pending.pop()
        words = "".join(f" {name} {text!r}" for name, text in (("text", element.text), ("alt", element.alt)) if text)
        yield f"{'  ' * depth}#{element.id} {element.role.value} {element.language}{words}"
        pending.extend((child, depth + 1) for child in reversed(element.children))


def _link(link: Link) -> str:
    element = "" if link.element is None else f" #{link.element}"
    return f"link {_rect(link.rect)} to {link.target!r} {link.text!r}{element}"


def _segment(segment: Segment) -> str:
    match segment:
        case MoveTo():
            return f"M{_point(segment.to)}"
        case LineTo():
            return f"L{_point(segment.to)}"
        case CurveTo():
            return f"C{_point(segment.control1)} {_point(segment.control2)} {_point(segment.to)}"
        case Close():
            return "Z"
        case _:
            assert_never(segment)


def _paint(path: Path) -> str:
    fill = f" fill {_color(path.fill)}" if path.fill else ""
    stroke = f" stroke {_color(path.stroke)} {_n(path.stroke_width)}" if path.stroke else ""
    dash = f" dash {' '.join(map(_n, path.dash))}" if path.dash else ""
    round_ends = " round" if path.round_ends else ""
    ends = f" {path.pen.cap.name} {path.pen.join.name}".lower() if path.pen else round_ends
    return f"{fill}{stroke}{dash}{ends}{' even-odd' if path.even_odd else ''}"


def _matrix(matrix: Matrix) -> str:
    if matrix == Matrix(e=matrix.e, f=matrix.f):
        return f" at {_n(matrix.e)} {_n(matrix.f)}" if matrix.e or matrix.f else ""
    return " by " + " ".join(_n(x) for x in (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))


def _rect(rect: Rect) -> str:
    return f"[{_n(rect.x)} {_n(rect.y)} {_n(rect.width)} {_n(rect.height)}]"


def _point(point: Point) -> str:
    return f"{_n(point.x)},{_n(point.y)}"


def _color(color: Color) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in (color.red, color.green, color.blue))


def _n(value: float) -> str:
    """Return a length to a hundredth of a point, without needless zeros; never `-0`."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
