"""The operators of one page (ISO 32000-1, annex A).

The y axis is flipped once, by the first operator of the page, so that everything after it is in the coordinates of the
display list; letters and pictures, which would stand on their heads, are flipped back by their own matrices.
Marked content is opened when something is drawn and not before, and never nested: an artifact inside an element, or an
element inside another, interrupts the outer one (ISO 14289-1, 7.1 forbids artifacts inside tagged content).
"""

from typing import NamedTuple, assert_never

from booklet.color import Color
from booklet.geometry import Matrix, Point, Rect
from booklet.layout.display import (
    Artifact,
    Cap,
    Close,
    CurveTo,
    GlyphRun,
    Group,
    Image,
    Item,
    Join,
    Line,
    LineTo,
    Marked,
    MoveTo,
    Path,
    Pen,
    Rule,
    Segment,
)
from booklet.pdf.boxes import PageBoxes
from booklet.pdf.canvas import Ref
from booklet.pdf.font import EmbeddedFont, EmbeddedFonts, Fragment, join_strings
from booklet.pdf.inks import ColorPolicy, Overprint
from booklet.pdf.pictures import Pictures
from booklet.pdf.structure import StructureTree
from booklet.pdf.syntax import matrix, number, numbers
from booklet.text.fonts import Font
from booklet.text.glyphs import ShapedRun

_MAX_DEPTH = 27  # of q inside q (ISO 32000-1, annex C.2); the last ones are for a picture and the clip at the bleed
_HAIRLINE = 1.0
"""Points: a line no thicker overprints like letters; a thicker shape would show the colour under it as a tint."""


class Stock(NamedTuple):
    """What the pages of a file draw from."""

    fonts: EmbeddedFonts
    pictures: Pictures
    colors: ColorPolicy
    structure: StructureTree | None
    """None for a file without tags."""


class PageContent:
    """Collects the operators of a page and the resources that they name."""

    def __init__(self, boxes: PageBoxes, page_index: int, stock: Stock) -> None:
        self._fonts = stock.fonts
        self._pictures = stock.pictures
        self._colors = stock.colors
        self._structure = stock.structure
        self._page_index = page_index
        self._operators = [f"{matrix(boxes.flip)} cm"]
        self._matrix = boxes.flip
        """From the coordinates of the current group to those of the PDF page."""
        self._visible = boxes.medium
        """What can be seen of the current group (PDF coordinates)."""
        self._font: EmbeddedFont | None = None
        self._fill: Color | None = None
        self._stroke: Color | None = None
        self._overprint = Overprint()
        self._mitre_limit = 10.0  # ISO 32000-1, table 52
        # What is not wrapped in `Marked` is decoration.
        self._wanted: int | Artifact = Artifact.LAYOUT
        self._opened: int | Artifact | None = None
        self._font_refs: dict[str, Ref] = {}
        self._picture_refs: dict[str, Ref] = {}
        self._states: dict[str, str] = {}
        self._depth = 0
        """Graphics states saved and not yet restored."""
        self._blends = False
        """Whether anything drawn so far lets through what lies under it."""

    def to_bytes(self) -> bytes:
        """Close what is open and return the content stream."""
        self._close_mark()
        return "\n".join(self._operators).encode("latin-1")

    def entries(self, spaces: str = "") -> dict[str, str]:
        """Return what the page's dictionary says of its content; `spaces` are colour spaces that others will name.

        A page with anything transparent says in which colours it blends (ISO 32000-1, 11.4.7).
        """
        group = f"<</Type/Group/S/Transparency/CS{self._colors.blend_space}>>"
        return {"Resources": self._resources(spaces)} | ({"Group": group} if self._blends else {})

    def _resources(self, spaces: str) -> str:
        fonts = "".join(f"/{name} {ref}" for name, ref in self._font_refs.items())
        pictures = "".join(f"/{name} {ref}" for name, ref in self._picture_refs.items())
        states = "".join(f"/{name}{syntax}" for name, syntax in self._states.items())
        others = f"/ExtGState<<{states}>>" * bool(states) + f"/ColorSpace<<{spaces}>>" * bool(spaces)
        return f"<</Font<<{fonts}>>/XObject<<{pictures}>>{others}>>"

    def draw(self, items: tuple[Item, ...]) -> None:
        """Append the operators of items, in their order."""
        for item in items:
            match item:
                case Line():
                    self._open_mark()
                    self._draw_runs(item.runs)
                case GlyphRun():
                    self._open_mark()
                    self._draw_runs((item,))
                case Marked():
                    outer, self._wanted = self._wanted, item.element
                    self.draw(item.items)
                    self._wanted = outer
                case Group():
                    self._draw_group(item)
                case Rule() | Path() | Image():
                    self._open_mark()
                    self._extend_figure(item)
                    self._draw_shape(item)
                case _:
                    assert_never(item)

    # --- Marked content -----------------------------------------------------------------------------------------------

    def _open_mark(self) -> None:
        """Make sure that what is drawn next belongs to the wanted element."""
        wanted = self._wanted
        if wanted == self._opened or self._structure is None:
            return
        self._close_mark()
        if isinstance(wanted, Artifact):
            self._operators.append(f"/Artifact<</Type/{wanted.value}>>BDC")
        else:
            role, mcid = self._structure.mark(wanted, self._page_index)
            self._operators.append(f"/{role}<</MCID {mcid}>>BDC")
        self._opened = wanted

    def _extend_figure(self, shape: Rule | Path | Image) -> None:
        """Note where a shape is, if it belongs to a figure: its box is part of the structure."""
        wanted = self._wanted
        tree = self._structure
        if tree is not None and isinstance(wanted, int) and wanted in tree.figure_ids:
            corners = _outline_points(shape)
            if not (self._matrix.b or self._matrix.c):  # nothing turns: the box of the points is that of its corners
                xs, ys = zip(*corners, strict=True)
                corners = [Point(min(xs), min(ys)), Point(max(xs), max(ys))]
            seen = [_nearest(self._matrix.apply(point), self._visible) for point in corners]
            tree.extend_figure(wanted, self._page_index, seen)

    def _close_mark(self) -> None:
        if self._opened is not None:
            self._operators.append("EMC")
            self._opened = None

    # --- Text ---------------------------------------------------------------------------------------------------------

    def _draw_runs(self, runs: tuple[GlyphRun, ...]) -> None:
        """Draw runs from left to right: those of one font, size, colour and baseline share a TJ array.

        This is the inner loop of the whole stage. `pen` follows the viewer's pen by the rounded numbers that the viewer
        gets, in 1/1000 em from `origin` (the left end of the first run), so that rounding never adds up along a line.
        """
        operators = self._operators
        operators.append("BT")
        array: list[str] = []
        font: Font | None = None
        size = y = origin = pen = unit = 0.0
        color: Color | None = None
        fragments: dict[ShapedRun, Fragment] = {}
        for x, run_y, run_size, run_color, run, tracking, _, _ in runs:
            fragment = fragments.get(run)  # what is there has the font
            if run_y != y or run_size != size or run_color is not color or (not fragment and run.font is not font):
                if array:
                    operators.append(f"[{join_strings(array)}]TJ")
                    array = []
                font, size, y, color = run.font, run_size, run_y, run_color
                embedded = self._set_font(font)
                self._set_fill(color, fine=True)
                unit = 1000.0 / size
                fragments = embedded.fragments
            if tracking:
                fragment = embedded.tracked_fragment(run, round(tracking * unit, 3))
            text, bearing, advance = fragment or embedded.fragment(run)
            if array:
                adjustment = round(pen - (x - origin) * unit - bearing)
                if adjustment:
                    text = f"{adjustment}{text}"
                    pen -= adjustment
            else:
                origin, pen = x, bearing
                scale = number(size)
                operators.append(f"{scale} 0 0 -{scale} {number(origin + bearing / unit)} {number(y)} Tm")
            array.append(text)
            pen += advance
        if array:
            operators.append(f"[{join_strings(array)}]TJ")
        operators.append("ET")

    def _set_font(self, font: Font) -> EmbeddedFont:
        embedded = self._fonts.of(font)
        if embedded is not self._font:
            self._font = embedded
            self._font_refs[embedded.name] = embedded.ref
            self._operators.append(f"/{embedded.name} 1 Tf")
        return embedded

    # --- Shapes and pictures ------------------------------------------------------------------------------------------

    def _set_fill(self, color: Color, *, fine: bool = False) -> None:
        """Fill with a colour from now on; letters and hairlines are `fine`."""
        if color != self._fill:
            self._fill = color
            self._operators.append(self._colors.fill(color))
        self._set_overprint(self._overprint._replace(fill=fine and self._colors.overprints(color)))

    def _set_stroke(self, color: Color, *, fine: bool) -> None:
        if color != self._stroke:
            self._stroke = color
            self._operators.append(self._colors.stroke(color))
        self._set_overprint(self._overprint._replace(stroke=fine and self._colors.overprints(color)))

    def _set_overprint(self, overprint: Overprint) -> None:
        if overprint != self._overprint:
            self._overprint = overprint
            self._states[overprint.name] = overprint.syntax
            self._operators.append(f"/{overprint.name} gs")

    def _draw_shape(self, shape: Rule | Path | Image) -> None:
        match shape:
            case Rule():
                self._set_fill(shape.fill, fine=min(shape.rect.width, shape.rect.height) <= _HAIRLINE)
                self._operators.append(f"{_corners(shape.rect)} re f")
            case Path():
                self._draw_path(shape)
            case Image():
                picture = self._pictures.of(shape.path)
                self._picture_refs[picture.name] = picture.ref
                self._blends |= picture.is_transparent
                self._operators.append(f"q {matrix(picture.placed(shape.rect))} cm /{picture.name} Do Q")
            case _:
                assert_never(shape)

    def _draw_path(self, path: Path) -> None:
        if path.fill is None and path.stroke is None:
            return
        out = self._operators
        if path.fill is not None:
            self._set_fill(path.fill)
        if path.stroke is not None:
            self._set_stroke(path.stroke, fine=path.stroke_width <= _HAIRLINE)
            out.append(f"{number(path.stroke_width)} w {self._pen(path)}")
        out.extend(_segment(segment) for segment in path.segments)
        rule = "*" if path.even_odd else ""
        out.append(f"B{rule}" if path.fill and path.stroke else f"f{rule}" if path.fill else "S")

    def _pen(self, path: Path) -> str:
        """Return the operators for caps, joins and dashes; for the limit of mitres only where it changes."""
        end = 1 if path.round_ends else 0
        pen = path.pen or Pen(Cap(end), Join(end))
        limit = f" {number(pen.mitre_limit)} M" if pen.mitre_limit != self._mitre_limit else ""
        self._mitre_limit = pen.mitre_limit
        return f"{pen.cap} J {pen.join} j{limit} [{numbers(path.dash)}] {number(pen.dash_start)} d"

    def _draw_group(self, group: Group) -> None:
        state = self._matrix, self._visible, self._font, self._fill, self._stroke, self._overprint, self._mitre_limit
        self._depth += 1
        assert self._depth < _MAX_DEPTH, "groups are nested too deep"
        self._operators.append("q")
        if group.matrix != Matrix():
            self._operators.append(f"{matrix(group.matrix)} cm")
            self._matrix = group.matrix.then(self._matrix)
        if group.clip is not None:
            self._operators.append(f"{_corners(group.clip)} re W n")
            self._visible = self._clipped(group.clip)
        self.draw(group.items)
        self._operators.append("Q")
        self._depth -= 1
        self._matrix, self._visible, self._font, self._fill, self._stroke, self._overprint, self._mitre_limit = state

    def _clipped(self, clip: Rect) -> Rect:
        """Return what can still be seen inside a clip."""
        corners = [Point(x, y) for x in (clip.x, clip.right) for y in (clip.y, clip.bottom)]
        xs, ys = zip(*(_nearest(self._matrix.apply(corner), self._visible) for corner in corners), strict=True)
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _nearest(point: Point, rect: Rect) -> Point:
    """Return the point of a rectangle that is nearest to another one."""
    return Point(min(max(point.x, rect.x), rect.right), min(max(point.y, rect.y), rect.bottom))


def _corners(rect: Rect) -> str:
    return numbers((rect.x, rect.y, rect.width, rect.height))


def _segment(segment: Segment) -> str:
    match segment:
        case MoveTo():
            return f"{numbers(segment.to)} m"
        case LineTo():
            return f"{numbers(segment.to)} l"
        case CurveTo():
            return f"{numbers((*segment.control1, *segment.control2, *segment.to))} c"
        case Close():
            return "h"
        case _:
            assert_never(segment)


def _outline_points(shape: Rule | Path | Image) -> list[Point]:
    """Return points whose bounding box holds the shape (a curve lies within its control points)."""
    if not isinstance(shape, Path):
        rect = shape.rect
        return [Point(x, y) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)]
    points: list[Point] = []
    for segment in shape.segments:
        match segment:
            case MoveTo() | LineTo():
                points.append(segment.to)
            case CurveTo():
                points += (segment.control1, segment.control2, segment.to)
            case Close():
                pass
            case _:
                assert_never(segment)
    return points
