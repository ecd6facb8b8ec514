"""Follow the content of a page with its graphics state, and yield every mark at its place and size.

x4.drawing reads each stream once, to know what is used; here a form that is drawn twice is followed twice, because
place and size differ. Followed are paths, text, pictures, shadings and forms (ISO 32000-1, Annex A). Not followed are
the insides of tiling patterns, of Type 3 glyphs and of soft masks, and the appearances of annotations. Of a clip only
the box is known. There is no recursion, and a bound on the operators that are taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, inf
from typing import Any

import pikepdf
from pikepdf import Stream

from booklet.geometry import Matrix
from booklet.preflight.printing.marks import UNKNOWN, Box, Mark, Paint, Picture, Shading, Shape, Text
from booklet.preflight.printing.outline import Outline, grown, meet
from booklet.preflight.printing.paints import device_paint, paint_of
from booklet.preflight.printing.typefaces import Typeface, typeface
from booklet.preflight.x4.facts import Page
from booklet.preflight.x4.values import entry, identity, inherited, items, name, number, plain, rectangle
from booklet.units import POINTS_PER_INCH

_MOST_OPERATORS = 3_000_000
"""Of a file: a thousand pages of text have about a million."""
_DEEPEST = 12
"""Forms in forms."""
_MOST_SAVED = 256
_KEPT = 64
"""Forms whose operators are kept, to be followed again."""
_BLACK = Paint("DeviceGray", (0.0, 0.0, 0.0, 1.0))
_FILLS, _STROKES = {"f", "F", "f*", "B", "B*", "b", "b*"}, {"S", "s", "B", "B*", "b", "b*"}
_ENDS = {"n", *_FILLS, *_STROKES}
_INVISIBLE = (3, 7)
"""Text rendering modes that paint nothing (ISO 32000-1, table 106)."""
_HIGH, _DEEP = 0.7, 0.2
"""Ems above and below the baseline that letters of every script here reach."""

Instruction = tuple[Sequence[Any], str]


@dataclass(slots=True)
class _Graphics:
    """The graphics state (ISO 32000-1, 8.4.1), as much of it as tells where and how large."""

    matrix: Matrix
    clip: Box
    fill: Paint = _BLACK
    stroke: Paint = _BLACK
    fill_space: object = None
    stroke_space: object = None
    line_width: float = 1.0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    mode: int = 0
    face: Typeface | None = None
    size: float = 0.0
    tracking: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    rendering: int = 0


@dataclass(slots=True)
class _Level:
    """A content stream that is being followed."""

    instructions: Iterator[Instruction]
    resources: object
    saved: list[_Graphics]
    form: tuple[int, int] | None = None
    outer: _Graphics | None = None
    """The state to go on with after it."""


class Painter:
    """Follows the pages of one file; what is read once is kept."""

    def __init__(self) -> None:
        self._left = _MOST_OPERATORS
        self._forms: dict[tuple[int, int], list[Instruction]] = {}
        self._faces: dict[tuple[int, int], Typeface] = {}
        self._unread: set[int] = set()

    def was_read(self, page_number: int) -> bool:
        """Tell whether a page was followed to its end."""
        return page_number not in self._unread

    def marks(self, page: Page) -> Iterator[Mark]:
        """Yield what the content of a page paints, in order."""
        media = page.boxes.get("MediaBox") or (-inf, -inf, inf, inf)
        yield from _Walk(self, page, (media[0], media[1], media[2], media[3])).run()

    def instructions(self, source: object, page_number: int) -> list[Instruction]:
        """Return the operators of a page or a form; none when they cannot be read (x4 tells of that)."""
        key = identity(source)
        if key in self._forms:
            return self._forms[key]
        try:
            found: list[Instruction] = [
                (tuple(one.operands), plain(one.operator)) if not hasattr(one, "iimage") else ((one.iimage,), "INLINE")
                for one in pikepdf.parse_content_stream(source)  # type: ignore[arg-type]
            ]
        except (pikepdf.PikepdfError, TypeError, ValueError):
            found = []
            self._unread.add(page_number)
        if key is not None and len(self._forms) < _KEPT:
            self._forms[key] = found
        return found

    def face(self, font: object) -> Typeface:
        """Return the widths of a font."""
        key = identity(font)
        if key is None:
            return typeface(font)
        if key not in self._faces:
            self._faces[key] = typeface(font)
        return self._faces[key]

    def spend(self, page_number: int) -> bool:
        """Count an operator of a page; tell whether it may still be taken."""
        self._left -= 1
        if self._left < 0:
            self._unread.add(page_number)
        return self._left >= 0


class _Walk:
    """One page."""

    def __init__(self, painter: Painter, page: Page, media: Box) -> None:
        self._painter, self._page = painter, page
        self._now = _Graphics(Matrix(), media)
        self._levels = [
            _Level(
                iter(painter.instructions(page.dictionary, page.number)), inherited(page.dictionary, "/Resources"), []
            )
        ]
        self._outline = Outline()
        self._clips = False
        self._line = self._text = Matrix()

    def run(self) -> Iterator[Mark]:
        while self._levels:
            level = self._levels[-1]
            step = next(level.instructions, None)
            if step is None:
                self._levels.pop()
                self._now = level.outer or self._now
                continue
            if not self._painter.spend(self._page.number):
                return
            operands, operator = step
            try:
                yield from self._take(operator, operands, level)
            except (IndexError, TypeError, ValueError, AttributeError, ArithmeticError):
                continue  # an operator with wrong operands does nothing; x4 tells of damage

    def _take(self, operator: str, operands: Sequence[Any], level: _Level) -> Iterator[Mark]:
        match operator:
            case "q" if len(level.saved) < _MOST_SAVED:
                level.saved.append(replace(self._now))
            case "Q" if level.saved:
                self._now = level.saved.pop()
            case "cm":
                self._now.matrix = _matrix(operands).then(self._now.matrix)
            case "w":
                self._now.line_width = float(operands[0])
            case "gs":
                self._state(entry(entry(level.resources, "/ExtGState"), plain(operands[0])))
            case "m" | "l" | "c" | "v" | "y" | "re" | "h":
                self._outline.add(operator, [float(part) for part in operands], self._now.matrix)
            case "W" | "W*":
                self._clips = True
            case _ if operator in _ENDS:
                yield from self._paint_path(operator)
            case "Do":
                yield from self._xobject(plain(operands[0]), level)
            case "INLINE":
                yield from self._picture(operands[0].obj if hasattr(operands[0], "obj") else operands[0], "inline")
            case "sh":
                if box := meet(self._now.clip, (-inf, -inf, inf, inf)):
                    yield Shading(page_number=self._page.number, box=box, paint=UNKNOWN)
            case "Tj" | "TJ" | "'" | '"':
                yield from self._show(operator, operands)
            case _:
                self._color(operator, operands, level.resources)
                self._text_state(operator, operands, level.resources)

    # --- Colour and state -----------------------------------------------------------------------------------------

    def _color(self, operator: str, operands: Sequence[Any], resources: object) -> None:
        now = self._now
        match operator:
            case "g" | "rg" | "k":
                family = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}[operator]
                now.fill = device_paint(family, [float(part) for part in operands])
            case "G" | "RG" | "K":
                family = {"G": "DeviceGray", "RG": "DeviceRGB", "K": "DeviceCMYK"}[operator]
                now.stroke = device_paint(family, [float(part) for part in operands])
            case "cs":
                now.fill_space = _space(operands[0], resources)
                now.fill = paint_of(now.fill_space, resources, ())
            case "CS":
                now.stroke_space = _space(operands[0], resources)
                now.stroke = paint_of(now.stroke_space, resources, ())
            case "sc" | "scn":
                now.fill = paint_of(now.fill_space, resources, operands)
            case "SC" | "SCN":
                now.stroke = paint_of(now.stroke_space, resources, operands)

    def _state(self, state: object) -> None:
        """Take over line width and overprinting; `OP` alone counts for both (ISO 32000-1, table 58)."""
        now = self._now
        width, stroke, fill, mode = (number_or_bool(entry(state, key)) for key in ("/LW", "/OP", "/op", "/OPM"))
        if width is not None:
            now.line_width = width
        if stroke is not None:
            now.stroke_overprints = now.fill_overprints = bool(stroke)
        if fill is not None:
            now.fill_overprints = bool(fill)
        if mode is not None:
            now.mode = int(mode)
        font = items(entry(state, "/Font"))
        if len(font) == 2:
            now.face, now.size = self._painter.face(font[0]), number(font[1]) or 0.0

    def _text_state(self, operator: str, operands: Sequence[Any], resources: object) -> None:
        now = self._now
        match operator:
            case "BT":
                self._line = self._text = Matrix()
            case "Tf":
                found = entry(entry(resources, "/Font"), plain(operands[0]))
                now.face, now.size = self._painter.face(found), float(operands[1])
            case "Tm":
                self._line = self._text = _matrix(operands)
            case "Td" | "TD":
                if operator == "TD":
                    now.leading = -float(operands[1])
                self._next_line(float(operands[0]), float(operands[1]))
            case "T*":
                self._next_line(0.0, -now.leading)
            case "Tc" | "Tw" | "TL" | "Ts":
                field = {"Tc": "tracking", "Tw": "word_space", "TL": "leading", "Ts": "rise"}[operator]
                setattr(now, field, float(operands[0]))
            case "Tz":
                now.stretch = float(operands[0]) / 100
            case "Tr":
                now.rendering = int(operands[0])

    def _next_line(self, x: float, y: float) -> None:
        self._line = self._text = Matrix(e=x, f=y).then(self._line)

    # --- Marks ----------------------------------------------------------------------------------------------------

    def _paint_path(self, operator: str) -> Iterator[Mark]:
        now, outline = self._now, self._outline
        if operator in _FILLS and (box := meet(now.clip, outline.box)):
            yield Shape(
                page_number=self._page.number,
                box=box,
                paint=now.fill,
                overprints=now.fill_overprints,
                overprint_mode=now.mode,
                thinnest=outline.thinnest,
                is_rectangle=outline.is_rectangle,
            )
        if operator in _STROKES:
            matrix = now.matrix
            width = now.line_width * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            if box := meet(now.clip, grown(outline.box, width / 2)):
                yield Shape(
                    page_number=self._page.number,
                    box=box,
                    paint=now.stroke,
                    overprints=now.stroke_overprints,
                    overprint_mode=now.mode,
                    line_width=width,
                    is_rectangle=outline.is_rectangle,
                )
        if self._clips:
            now.clip = meet(now.clip, outline.box) or (0.0, 0.0, 0.0, 0.0)
        self._clips, self._outline = False, Outline()

    def _xobject(self, called: str, level: _Level) -> Iterator[Mark]:
        found = entry(entry(level.resources, "/XObject"), called)
        if not isinstance(found, Stream):
            return
        if name(entry(found, "/Subtype")) == "Image":
            yield from self._picture(found, called[1:])
            return
        key = identity(found)
        if len(self._levels) >= _DEEPEST or any(one.form == key for one in self._levels if key is not None):
            return
        outer = replace(self._now)
        matrix = items(entry(found, "/Matrix"))
        if len(matrix) == 6:
            self._now.matrix = _matrix(matrix).then(self._now.matrix)
        if corners := rectangle(entry(found, "/BBox")):
            left, bottom, right, top = corners
            frame = Outline()
            frame.add("re", [left, bottom, right - left, top - bottom], self._now.matrix)
            self._now.clip = meet(self._now.clip, frame.box) or (0.0, 0.0, 0.0, 0.0)
        inside = entry(found, "/Resources") or level.resources
        self._levels.append(_Level(iter(self._painter.instructions(found, self._page.number)), inside, [], key, outer))

    def _picture(self, image: object, called: str) -> Iterator[Mark]:
        matrix = self._now.matrix
        square = Outline()
        square.add("re", [0.0, 0.0, 1.0, 1.0], matrix)
        box = meet(self._now.clip, square.box)
        size = [number(entry(image, key)) or number(entry(image, short)) for key, short in _SIDES]
        across, down = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
        if box is None or None in size or not across or not down:
            return
        width, height = (int(side or 0) for side in size)
        is_mask = entry(image, "/ImageMask") is True or entry(image, "/IM") is True
        bits = number(entry(image, "/BitsPerComponent")) or number(entry(image, "/BPC"))
        yield Picture(
            page_number=self._page.number,
            box=box,
            paint=self._now.fill if is_mask else UNKNOWN,
            name=called[:40],
            pixels=(width, height),
            per_inch=POINTS_PER_INCH * min(width / across, height / down),
            is_line_art=is_mask or bits == 1,
            image=image,
        )

    def _show(self, operator: str, operands: Sequence[Any]) -> Iterator[Mark]:
        now = self._now
        if operator in "'\"":
            if operator == '"':
                now.word_space, now.tracking = float(operands[0]), float(operands[1])
            self._next_line(0.0, -now.leading)
        parts = list(operands[-1]) if operator == "TJ" else [operands[-1]]
        if now.face is None:
            return
        start, advance = self._text, 0.0
        for part in parts:
            shift = number(part)
            advance += self._advance(bytes(part)) if shift is None else -shift / 1000 * now.size * now.stretch
        self._text = Matrix(e=advance).then(start)
        if now.rendering in _INVISIBLE:
            return
        placed = start.then(now.matrix)
        frame, size = Outline(), now.size
        left, width = (0.0, advance) if advance >= 0 else (advance, -advance)
        frame.add("re", [left, now.rise - _DEEP * size, width, (_HIGH + _DEEP) * size], placed)
        box = meet(now.clip, frame.box)
        if box is not None and width:
            strokes = now.rendering % 4 == 1
            yield Text(
                page_number=self._page.number,
                box=box,
                paint=now.stroke if strokes else now.fill,
                overprints=now.stroke_overprints if strokes else now.fill_overprints,
                overprint_mode=now.mode,
                size=abs(size) * hypot(placed.c, placed.d) * now.face.scale,
            )

    def _advance(self, string: bytes) -> float:
        """Return how far a string moves the pen (ISO 32000-1, 9.4.4)."""
        now = self._now
        assert now.face is not None, "asked for after a font was set"
        found = now.face.advances(string)
        spaces = sum(1 for code, _ in found if code == 32) if now.face.code_length == 1 else 0
        total = sum(width for _, width in found) * now.size + len(found) * now.tracking + spaces * now.word_space
        return total * now.stretch


_SIDES = (("/Width", "/W"), ("/Height", "/H"))


def number_or_bool(value: object) -> float | None:
    """Return a number, or 1 and 0 for true and false; None for anything else."""
    return float(value) if isinstance(value, bool) else number(value)


def _matrix(operands: Sequence[Any]) -> Matrix:
    return Matrix(*(float(part) for part in operands))


def _space(operand: object, resources: object) -> object:
    """Return the colour space that a name stands for; the names of device spaces stand for themselves."""
    return entry(entry(resources, "/ColorSpace"), plain(operand)) or operand
