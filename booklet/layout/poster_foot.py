"""The foot of the poster: the points, the map, a code to scan and who publishes it, before they have a place.

Without a map the points stand in rows. With one they stand beside it: the map takes the end of the foot, as the title
takes the start of the head, so that the two weigh against each other across the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from booklet.document.book import Poster
from booklet.document.model import LocalizedPhrase
from booklet.geometry import Point, Rect
from booklet.layout.poster_frame import GUTTER, SAFE, Frame
from booklet.layout.poster_text import POINTS_BESIDE_MAP, TextColumn, Voice, measure_imprint, measure_points
from booklet.layout.qr import fair_side

POINT_INDENT = 30.0
"""From the edge of its column to a point's words, past the star."""
_PAD, _BOTTOM = 36.0, 38.0
_POINT_COLUMNS = 4
_UNDER_POINTS = 22.0
_POINT_GAP = (9.0, 40.0)
"""Least and greatest distance of points beside a map."""
_OVER_NOTES = 2
"""Such distances between the points and the notes below them."""
_CODE = 92.0
"""Side of the QR code: 32 mm on A2, read from an arm's length."""
_BESIDE_CODE = 18.0


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot band; places from its top, and from the start edge of the page."""

    points: tuple[tuple[Point, TextColumn], ...]
    imprint: TextColumn
    """And the line beside the code."""
    imprint_at: Point
    height: float
    qr: Rect | None = None
    map: Rect | None = None


def compose_foot(poster: Poster, voice: Voice, frame: Frame, map_room: float) -> Foot:
    """Return the foot of a poster; `map_room` is what a map may be high that does not say it itself."""
    if poster.map is None:
        return _in_rows(poster, voice, frame)
    return _beside_map(poster, voice, frame, poster.map.height or map_room)


def _in_rows(poster: Poster, voice: Voice, frame: Frame) -> Foot:
    """Return rows of points over the whole width, code and imprint under them."""
    unit = frame.unit
    places: list[tuple[Point, TextColumn]] = []
    y = _PAD * unit
    for first in range(0, len(poster.points), _POINT_COLUMNS):
        row = measure_points(poster.points[first : first + _POINT_COLUMNS], voice, frame.width, POINT_INDENT * unit)
        x = frame.left
        for text in row:
            x += POINT_INDENT * unit
            places.append((Point(x, y), text))
            x += text.measure
        y += max(text.height for text in row) + _UNDER_POINTS * unit
    qr, imprint, height = _notes(poster, voice, frame.left, frame.width)
    qr, at = _dropped(qr, imprint, frame.left, y, height, unit)
    return Foot(tuple(places), imprint, at, y + height + _bottom(unit), qr)


def _beside_map(poster: Poster, voice: Voice, frame: Frame, room: float) -> Foot:
    """Return points, code and imprint in the first columns of three, the map in the others, both of one height."""
    unit, top = frame.unit, _PAD * frame.unit
    has_words = bool(poster.points or poster.url or poster.imprint)
    columns = (2 if frame.size.width > frame.size.height else 1) if has_words else 0
    width = frame.column_x(columns, 3) - frame.left - GUTTER * unit
    qr, imprint, notes = _notes(poster, voice, frame.left, width)
    least, most = (gap * unit for gap in _POINT_GAP)
    for size in POINTS_BESIDE_MAP:
        rows = _points(poster.points, voice, frame, columns, size)
        heights = [max(text.height for text in row) for row in rows]
        count = max(1, len(rows) - 1 + _OVER_NOTES)
        words = sum(heights) + least * count + notes
        if words <= room:
            break
    inner = max(room, words)
    gap = min(most, (inner - notes - sum(heights)) / count)
    places = []
    y = top
    for row, height in zip(rows, heights, strict=True):
        xs = (frame.column_x(column, 3) + POINT_INDENT * unit for column in range(columns))
        places += [(Point(x, y), text) for x, text in zip(xs, row, strict=False)]
        y += height + gap
    qr, at = _dropped(qr, imprint, frame.left, top + inner - notes, notes, unit)
    x = frame.column_x(columns, 3)
    shown = Rect(x, top, frame.left + frame.width - x, inner)
    return Foot(tuple(places), imprint, at, top + inner + _bottom(unit), qr, shown)


def _bottom(unit: float) -> float:
    return max(_BOTTOM * unit, SAFE + 2)


def _points(
    points: Sequence[LocalizedPhrase], voice: Voice, frame: Frame, columns: int, size: float
) -> list[list[TextColumn]]:
    """Return rows of points, each point in a column of its own."""
    width, indent = frame.column_width(3), POINT_INDENT * frame.unit
    set_points = [measure_points([point], voice, width, indent, size)[0] for point in points]
    return [set_points[first : first + columns] for first in range(0, len(points), max(1, columns))]


def _notes(poster: Poster, voice: Voice, left: float, width: float) -> tuple[Rect | None, TextColumn, float]:
    """Return the code at the top of the page, the words beside it, and the height of both."""
    side = max(_CODE * voice.unit, fair_side(poster.url)) if poster.url else 0.0
    beside = side + _BESIDE_CODE * voice.unit if side else 0.0
    imprint = measure_imprint(poster, voice, width - beside)
    qr = Rect(left, 0.0, side, side) if side else None
    return qr, imprint, max(side, imprint.height)


def _dropped(
    qr: Rect | None, imprint: TextColumn, left: float, top: float, height: float, unit: float
) -> tuple[Rect | None, Point]:
    """Return code and words, both ending at one height."""
    bottom = top + height
    if qr is None:
        return None, Point(left, bottom - imprint.height)
    at = Point(qr.right + _BESIDE_CODE * unit, bottom - imprint.height)
    return Rect(qr.x, bottom - qr.height, qr.width, qr.height), at
