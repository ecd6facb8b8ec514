"""The test sheets that tell what a printer does: four faces, A and B on one sheet, C and D on the other.

No words: a house tells which way is up, its letter which face it is. Fronts have steps that show how near the edges
the printer prints, a ruler for the size of the print, and two small rulers around the middle; backs have a cross there
that shines through, and two pictures of which the one that comes out upright names the edge that the printer turns
over. `questions` asks about all of it.

Notation: points, origin at the top left of the sheet, y down. Preconditions: the sheet lies across, as those of a
booklet do, and is no smaller than A4 or Letter.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from booklet.errors import ContentError, Diagnostic
from booklet.geometry import Point, Rect, Size
from booklet.languages import Direction
from booklet.press.marks import HAIRLINE, Ink, lettering_width, ruler
from booklet.press.pages import add_page, new_file, saved
from booklet.press.printer import OFFICE
from booklet.units import mm

FACES = ("A", "B", "C", "D")
"""Front and back of the first sheet, then of the second."""
EDGES = ("E", "F", "G", "H")
"""The left, top, right and lower edge of a front."""
LYING, STANDING, LONG = "M", "N", "R"
"""The small rulers beside the middle, and the one of 100 mm."""
SHORT_EDGE, LONG_EDGE = "K", "L"
"""Letters that are none upside down, as S would be."""

HOW_TO_PRINT = (
    "print it at actual size (100 %), on both sides, as you print booklets; look at the pile before you touch it",
    "a printer of one side: print pages 1 and 3, turn the pile like the page of a book, put it back, print 2 and 4",
    "then: booklet calibrate --answers --name NAME",
)

STEPS_MM = 16
"""Ink-jet printers leave up to 15 mm white at the foot."""
STEP_PITCH = mm(7)
STEP_LENGTH = mm(5)
REACH_MM = 8
"""What the small rulers measure to either side: more than any printer misses by that still takes its paper straight."""
RULER_DISTANCE = mm(17)
"""From the middle: the back's cross stands free, and its arms still pass under the rulers."""
CROSS_ARM = mm(24)
RULER_MM = 100
RULER_FROM_FOOT = mm(43)

_LEAST_SHEET = Size(mm(279), mm(210))
"""The shorter sides of A4 and Letter: the pictures have the same size on both."""
_PEN = 1.0
_THICK = 2.4
_CROSS_PEN = 0.7
"""Points: still seen through paper of 80 g, and narrower than half the space between two strokes of a ruler."""


def calibration_sheets(sheet: Size) -> bytes:
    """Return a PDF of four pages: two sheets to be printed on both sides, at actual size.

    Raises:
        ContentError: the sheet is smaller than A4 or Letter.
    """
    sheet = sheet.landscape
    if sheet.width < _LEAST_SHEET.width - 1 or sheet.height < _LEAST_SHEET.height - 1:
        raise ContentError(
            Diagnostic(
                code="sheet-size",
                message="a test sheet for the printer needs paper of the size of A4 or Letter at least",
                hint="take A4 or Letter",
            )
        )
    duplex = OFFICE.for_sheet(sheet).duplex(two_sided=True)
    with pikepdf.new() as empty:
        pdf = new_file(empty, direction=Direction.LTR, duplex=duplex, title="Test sheets for a printer")
        for index, letter in enumerate(FACES):
            ink = Ink(sheet)
            draw = _draw_back if index % 2 else _draw_front
            draw(ink, sheet, letter, FACES[index - 1 if index % 2 else index + 1])
            add_page(pdf, sheet, bytes(ink), {})
        return saved(pdf, empty)


def middle(sheet: Size) -> Point:
    """Return the middle of the sheet, where the back's cross stands."""
    return Point(sheet.width / 2, sheet.height / 2)


def step_line(sheet: Size, edge: str, depth_mm: int) -> tuple[Point, Point]:
    """Return the ends of the line that lies a number of millimetres from an edge of the front."""
    along = (depth_mm - (STEPS_MM + 1) / 2) * STEP_PITCH
    centre, depth = middle(sheet), mm(depth_mm)
    half = STEP_LENGTH / 2
    if edge in EDGES[1::2]:
        y = depth if edge == EDGES[1] else sheet.height - depth
        return Point(centre.x + along - half, y), Point(centre.x + along + half, y)
    x = depth if edge == EDGES[0] else sheet.width - depth
    return Point(x, centre.y + along - half), Point(x, centre.y + along + half)


def _draw_front(ink: Ink, sheet: Size, letter: str, other: str) -> None:
    centre = middle(sheet)
    for edge in EDGES:
        _steps(ink, sheet, edge)
    _small_rulers(ink, centre)
    left, right = _wings(sheet)
    _house(ink, left, letter)
    _page_turning(ink, right, letter, other)
    start = Point(centre.x - mm(RULER_MM) / 2, sheet.height - RULER_FROM_FOOT)
    ruler(ink, start, RULER_MM)
    ink.lettering(LONG, Point(start.x - mm(8), start.y), mm(5), anchor=0.5)


def _draw_back(ink: Ink, sheet: Size, letter: str, other: str) -> None:
    centre = middle(sheet)
    ink.pen(_CROSS_PEN)
    ink.line(Point(centre.x - CROSS_ARM, centre.y), Point(centre.x + CROSS_ARM, centre.y))
    ink.line(Point(centre.x, centre.y - CROSS_ARM), Point(centre.x, centre.y + CROSS_ARM))
    left, right = _wings(sheet)
    _house(ink, left, letter)
    _turned_edge(ink, Point(right.x, right.y - mm(30)), SHORT_EDGE)
    with _upside_down(ink, sheet, Point(right.x, right.y + mm(30))):
        _turned_edge(ink, Point(right.x, right.y + mm(30)), LONG_EDGE)


def _wings(sheet: Size) -> tuple[Point, Point]:
    """Return the middles of what is free at the left and the right of the rulers."""
    centre = middle(sheet)
    across = (mm(32) + sheet.width / 2 - mm(36)) / 2 + mm(3)
    return Point(centre.x - across, centre.y), Point(centre.x + across, centre.y)


@contextmanager
def _upside_down(ink: Ink, sheet: Size, about: Point) -> Iterator[None]:
    ink.put("q")
    ink.put(-1.0, 0.0, 0.0, -1.0, 2 * about.x, 2 * (sheet.height - about.y), "cm")
    yield
    ink.put("Q")


def _steps(ink: Ink, sheet: Size, edge: str) -> None:
    """Draw a stair of lines at 1, 2, 3 ... mm from an edge, each with its number on the inner side."""
    height = mm(2.2)
    inward = dict(zip(EDGES, (Point(1, 0), Point(0, 1), Point(-1, 0), Point(0, -1)), strict=True))[edge]
    for depth_mm in range(1, STEPS_MM + 1):
        start, end = step_line(sheet, edge, depth_mm)
        ink.pen(_PEN)
        ink.line(start, end)
        gap = mm(2.2) + (lettering_width(str(depth_mm), height) / 2 - mm(0.6) if inward.x else 0.0)
        x, y = (start.x + end.x) / 2 + inward.x * gap, (start.y + end.y) / 2 + inward.y * gap
        ink.lettering(str(depth_mm), Point(x, y + height / 2), height, anchor=0.5)
    centre = middle(sheet)
    depth = mm(27)
    across, upright = sheet.width / 2 - depth, sheet.height / 2 - depth
    at = Point(centre.x - inward.x * across, centre.y - inward.y * upright)
    ink.lettering(edge, Point(at.x, at.y + mm(2.5)), mm(5), anchor=0.5)


def _small_rulers(ink: Ink, centre: Point) -> None:
    """Draw a ruler above the middle and one at its left, zero in line with the middle, plus at the right and below."""
    height = mm(2.2)
    for half_mm in range(-2 * REACH_MM, 2 * REACH_MM + 1):
        at = mm(half_mm / 2)
        length = mm(6 if half_mm == 0 else 4 if half_mm % 10 == 0 else 2.6 if half_mm % 2 == 0 else 1.4)
        ink.pen(_PEN if half_mm % 10 == 0 else HAIRLINE)
        x, y = centre.x - RULER_DISTANCE, centre.y - RULER_DISTANCE
        ink.line(Point(centre.x + at, y), Point(centre.x + at, y - length))
        ink.line(Point(x, centre.y + at), Point(x - length, centre.y + at))
        if half_mm % 10:
            continue
        text = f"{half_mm // 2:+d}" if half_mm else "0"
        ink.lettering(text, Point(centre.x + at, y - length - mm(1)), height, anchor=0.5)
        ink.lettering(text, Point(x - length - mm(1), centre.y + at + height / 2), height, anchor=1.0)
    ink.lettering(LYING, Point(centre.x + mm(15), centre.y - RULER_DISTANCE), mm(5), anchor=0.5)
    ink.lettering(STANDING, Point(centre.x - RULER_DISTANCE - mm(2.5), centre.y + mm(17)), mm(5), anchor=0.5)
    _lamp(ink, Point(centre.x + mm(17), centre.y + mm(17)))


def _lamp(ink: Ink, centre: Point) -> None:
    """Draw something that shines: hold the sheet against the light."""
    ink.pen(_PEN)
    _arc(ink, centre, mm(3), 0, 360)
    for step in range(12):
        angle = math.radians(30 * step)
        toward = Point(math.cos(angle), math.sin(angle))
        ink.line(*(Point(centre.x + toward.x * mm(r), centre.y + toward.y * mm(r)) for r in (4.2, 6)))


def _house(ink: Ink, centre: Point, letter: str) -> None:
    """Draw a house of 56 by 74 mm that nobody takes for one upon its roof, with its letter in the wall."""
    wall = Rect(centre.x - mm(22), centre.y - mm(8), mm(44), mm(42))
    ink.pen(_THICK)
    ink.box(wall)
    ridge = centre.y - mm(36)
    ink.line(Point(wall.x - mm(6), wall.y), Point(centre.x, ridge), Point(wall.right + mm(6), wall.y))
    ink.line(Point(wall.x - mm(6), wall.y), Point(wall.right + mm(6), wall.y))
    near, far, top = centre.x + mm(12), centre.x + mm(18), ridge - mm(1)
    # The roof is as high as half of it is wide: a chimney stands as far below the ridge as at its side.
    ink.line(Point(near, ridge + mm(12)), Point(near, top), Point(far, top), Point(far, ridge + mm(18)))
    ink.lettering(letter, Point(centre.x, wall.bottom - mm(7)), mm(28), anchor=0.5)


def _page_turning(ink: Ink, centre: Point, letter: str, other: str) -> None:
    """Draw a sheet that is turned like the page of a book, with the letters of its two faces."""
    half, height = mm(24), mm(34)
    for x, dash in ((centre.x, ()), (centre.x - half, (3.0, 3.0))):
        ink.pen(_PEN, dash=dash)
        ink.box(Rect(x, centre.y - height / 2, half, height))
    ink.lettering(letter, Point(centre.x + half / 2, centre.y + mm(5)), mm(10), anchor=0.5)
    ink.lettering(other, Point(centre.x - half / 2, centre.y + mm(5)), mm(10), anchor=0.5)
    ink.pen(_THICK / 2)
    top = centre.y - height / 2 - mm(3)
    _arc(ink, Point(centre.x, top), half / 2, 0, -180)
    tip = Point(centre.x - half / 2, top)
    ink.line(Point(tip.x - mm(2), tip.y - mm(3)), tip, Point(tip.x + mm(2.5), tip.y - mm(2.6)))


def _turned_edge(ink: Ink, centre: Point, letter: str) -> None:
    """Draw a sheet with the two edges heavy over which it may have been turned, and its letter."""
    size = Size(mm(44), mm(31))
    box = Rect(centre.x - size.width / 2, centre.y - size.height / 2, *size)
    ink.pen(HAIRLINE)
    ink.box(box)
    ink.pen(2 * _THICK)
    corners = Point(box.x, box.y), Point(box.right, box.y), Point(box.right, box.bottom), Point(box.x, box.bottom)
    pairs = ((3, 0), (1, 2)) if letter == SHORT_EDGE else ((0, 1), (2, 3))
    for start, end in pairs:
        ink.line(corners[start], corners[end])
    ink.lettering(letter, Point(centre.x, centre.y + mm(8)), mm(16), anchor=0.5)


def _arc(ink: Ink, centre: Point, radius: float, start: int, end: int) -> None:
    """Stroke a part of a circle as a chain of lines; degrees, clockwise from the right."""
    step = 10 if end > start else -10
    angles = [math.radians(angle) for angle in range(start, end + step, step)]
    ink.line(*(Point(centre.x + radius * math.cos(a), centre.y + radius * math.sin(a)) for a in angles))
