"""Marks of the press, drawn as strokes: cut and fold marks, rulers, and a lettering that needs no font.

Notation: origin at the top left of the sheet, y down; `Ink` turns it over once, as it writes. Every file must embed
its fonts, and a tile needs no more than `B3` and `50 mm`: so letters are pen strokes, after the upright technical
lettering of ISO 3098 (stroke a ninth of the cap height, round ends).
"""

from functools import cache

from booklet.geometry import Matrix, Point, Rect, Size
from booklet.units import mm

HAIRLINE = 0.35
"""Points: thin enough to cut along, thick enough for a 600 dpi printer (three dots)."""
MARK_LENGTH = mm(4)
MARK_GAP = mm(1)
"""Between the corner of the trim and its marks, so that a cut a hair outside shows no line."""

BLACK = 0.0
WHITE = 1.0

_CAP = 20.0
"""Height of a capital in the units of `_STROKES`."""
_BETWEEN = 6.0
"""From one letter to the next, in the same units."""
_SCALE_DECIMALS = 9
"""Of a factor: a page may stand ten kilometres from its origin, and be a hundredth of a millimetre out."""
_KAPPA = 0.5523
"""The handle of a cubic that follows a quarter of a circle."""

# Letters: width, then pen movements, y up from the baseline. M and L move and draw; V and H draw a quarter of an
# ellipse that leaves the last point vertically or horizontally; C is a cubic with its two handles.
_STROKES = {
    "A": (13, "M0 0 L6.5 20 L13 0 M2.3 6.5 L10.7 6.5"),
    "B": (12, "M0 0 L0 20 L6 20 H11 15.4 V6 10.8 L0 10.8 M6 10.8 H12 5.4 V6 0 L0 0"),
    "C": (12, "M12 16 C11 18.6 9 20 6.5 20 H0 13.5 L0 6.5 V6.5 0 C9 0 11 1.4 12 4"),
    "D": (12, "M0 0 L0 20 L5.5 20 H12 13.5 L12 6.5 V5.5 0 L0 0"),
    "E": (11, "M11 20 L0 20 L0 0 L11 0 M0 10.6 L9 10.6"),
    "F": (11, "M11 20 L0 20 L0 0 M0 10.6 L9 10.6"),
    "G": (12.5, "M12 16 C11 18.6 9 20 6.5 20 H0 13.5 L0 6.5 V6.5 0 H12.5 6 L12.5 9.5 L7.5 9.5"),
    "H": (12, "M0 0 L0 20 M12 0 L12 20 M0 10.6 L12 10.6"),
    "I": (0, "M0 0 L0 20"),
    "J": (8, "M8 20 L8 5 V4 0 H0 4"),
    "K": (12, "M0 0 L0 20 M11.5 20 L0 8 M4 12.2 L12 0"),
    "L": (10, "M0 20 L0 0 L10 0"),
    "M": (14, "M0 0 L0 20 L7 8 L14 20 L14 0"),
    "N": (12, "M0 0 L0 20 L12 0 L12 20"),
    "O": (13, "M0 13.5 V6.5 20 H13 13.5 L13 6.5 V6.5 0 H0 6.5 L0 13.5"),
    "P": (11.5, "M0 0 L0 20 L6 20 H11.5 14.8 V6 9.6 L0 9.6"),
    "Q": (13, "M0 13.5 V6.5 20 H13 13.5 L13 6.5 V6.5 0 H0 6.5 L0 13.5 M8 5 L13 -1"),
    "R": (12, "M0 0 L0 20 L6 20 H11.5 14.8 V6 9.6 L0 9.6 M6 9.6 L12 0"),
    "S": (
        11.5,
        "M11 16.5 C10.2 18.8 8 20 5.7 20 H0.5 15.2 C0.5 11.6 3 10.8 5.8 10.2"
        " C9 9.5 11.5 8.6 11.5 5.2 V5.8 0 C3 0 0.8 1.3 0 3.8",
    ),
    "T": (12, "M0 20 L12 20 M6 20 L6 0"),
    "U": (12, "M0 20 L0 6 V6 0 H12 6 L12 20"),
    "V": (13, "M0 20 L6.5 0 L13 20"),
    "W": (18, "M0 20 L4.5 0 L9 17 L13.5 0 L18 20"),
    "X": (12, "M0 0 L12 20 M12 0 L0 20"),
    "Y": (12, "M0 20 L6 10 L12 20 M6 10 L6 0"),
    "Z": (12, "M0 20 L12 20 L0 0 L12 0"),
    "0": (11, "M0 14.5 V5.5 20 H11 14.5 L11 5.5 V5.5 0 H0 5.5 L0 14.5"),
    "1": (5, "M0 15.5 L5 20 L5 0"),
    "2": (11, "M0 15 V5.5 20 H11 14.6 C11 10.6 8 8.6 0 0 L11 0"),
    "3": (11, "M0.6 16 V5.2 20 H10.2 15.4 V5 10.8 L4 10.8 M5 10.8 H11 5.4 V5.4 0 H0 4.6"),
    "4": (11, "M7 20 L0 6 L11 6 M8.4 11 L8.4 0"),
    "5": (11, "M10 20 L1.2 20 L0.5 11 C1.8 12.2 3.6 12.8 5.4 12.8 H11 6.4 V5.4 0 H0 4.4"),
    "6": (11, "M10 17.4 C9 19 7.7 20 6 20 H0 13 L0 6 V5.5 0 H11 6 V5.5 12 H0 6"),
    "7": (11, "M0 20 L11 20 L4 0"),
    "8": (11, "M0.8 15.4 V5.5 20 H10.2 15.4 V5.5 10.8 H0.8 15.4 M5.5 10.8 H11 5.4 V5.5 0 H0 5.4 V5.5 10.8"),
    "9": (11, "M1 2.6 C2 1 3.3 0 5 0 H11 7 L11 14 V5.5 20 H0 14 V5.5 8 H11 14"),
    "m": (16, "M0 0 L0 13 M0 9 V4.2 13 H8 9 L8 0 M8 9 V12.2 13 H16 9 L16 0"),
    "%": (16, "M0 16 V3 20 H6 16 V3 12 H0 16 M10 4 V13 8 H16 4 V13 0 H10 4 M14 20 L2 0"),
    "×": (9, "M0 5 L9 14 M9 5 L0 14"),
    "=": (10, "M0 6.5 L10 6.5 M0 12 L10 12"),
    "+": (10, "M0 9.5 L10 9.5 M5 4.5 L5 14.5"),
    "-": (7, "M0 9.5 L7 9.5"),
    ".": (0, "M0 0 L0 0.01"),
    " ": (6, ""),
}


@cache
def _pen(letter: str) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """Return the strokes of a letter as PDF operators with their points, quarter ellipses turned into cubics."""
    strokes = []
    here = Point(0, 0)
    numbers: list[float] = []
    command = ""
    for word in _STROKES[letter][1].split():
        if word[0].isalpha():
            command, word = word[0], word[1:]
        numbers.append(float(word))
        if len(numbers) < (6 if command == "C" else 2):
            continue
        points = tuple(Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
        numbers = []
        operator = {"M": "m", "L": "l"}.get(command, "c")
        strokes.append((operator, _quarter(here, points[0], command) if command in "VH" else points))
        here = points[-1]
    return tuple(strokes)


def _quarter(start: Point, end: Point, leaving: str) -> tuple[Point, Point, Point]:
    width, height = end.x - start.x, end.y - start.y
    if leaving == "V":
        return Point(start.x, start.y + _KAPPA * height), Point(end.x - _KAPPA * width, end.y), end
    return Point(start.x + _KAPPA * width, start.y), Point(end.x, end.y - _KAPPA * height), end


def lettering_width(text: str, height: float) -> float:
    """Return the width of a line of lettering with capitals of the given height, without the pen's own thickness."""
    units = sum(_STROKES[letter][0] for letter in text) + _BETWEEN * (len(text) - 1)
    return units * height / _CAP


class Ink:
    """The content stream of one side, written as it is drawn; y is down for the caller."""

    def __init__(self, page: Size) -> None:
        self._height = page.height
        self._operators: list[str] = []

    def __bytes__(self) -> bytes:
        return "\n".join(self._operators).encode("ascii")

    def put(self, *words: str | float) -> None:
        """Append operands and their operator, in PDF's own coordinates."""
        self._operators.append(" ".join(w if isinstance(w, str) else number(w) for w in words))

    def form(self, name: str, placed: Matrix, clip: Rect) -> None:
        """Show a form XObject through a window; the matrix is PDF's, y up."""
        self.put("q")
        self._rectangle(clip)
        self.put("W n")
        turn = [number(value, _SCALE_DECIMALS) for value in (placed.a, placed.b, placed.c, placed.d)]
        self.put(*turn, placed.e, placed.f, "cm")
        self.put(name, "Do")
        self.put("Q")

    def pen(self, width: float, grey: float = BLACK, dash: tuple[float, ...] = ()) -> None:
        """Choose the stroke of what follows; ends and corners are round where nothing is dashed."""
        self.put(width, "w", grey, "G", "0 J 0 j" if dash else "1 J 1 j")
        self.put("[", *dash, "] 0 d")

    def line(self, *points: Point) -> None:
        """Stroke a chain of straight lines."""
        for point, operator in zip(points, ["m", *"l" * (len(points) - 1)], strict=True):
            self.put(point.x, self._height - point.y, operator)
        self.put("S")

    def box(self, rect: Rect, *, fill: float | None = None) -> None:
        """Stroke a rectangle, or fill it with a grey and leave it without an edge."""
        if fill is not None:
            self.put(fill, "g")
        self._rectangle(rect)
        self.put("S" if fill is None else "f")

    def lettering(self, text: str, at: Point, height: float, *, anchor: float = 0.0, grey: float = BLACK) -> None:
        """Draw a line of text with its baseline at a point; anchor 0 starts there, 0.5 is centred, 1 ends there."""
        self.pen(height / 9, grey)
        scale = height / _CAP
        x = at.x - anchor * lettering_width(text, height)
        for letter in text:
            for operator, points in _pen(letter):
                placed = [v for p in points for v in (x + p.x * scale, self._height - at.y + p.y * scale)]
                self.put(*placed, operator)
            x += (_STROKES[letter][0] + _BETWEEN) * scale
        self.put("S")

    def plate(self, text: str, centre: Point, height: float) -> None:
        """Draw text on a white plate, legible upon any picture."""
        width = lettering_width(text, height) + 1.2 * height
        plate = Rect(centre.x - width / 2, centre.y - height, width, 2 * height)
        self.box(plate, fill=WHITE)
        self.pen(HAIRLINE)
        self.box(plate)
        self.lettering(text, Point(centre.x, centre.y + height / 2), height, anchor=0.5)

    def _rectangle(self, rect: Rect) -> None:
        self.put(rect.x, self._height - rect.bottom, rect.width, rect.height, "re")


def number(value: float, decimals: int = 4) -> str:
    """Return a number as PDF writes it: no exponent, no minus zero, no zeros at the end."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def corner_marks(ink: Ink, corner: Point, toward: Point, room: Size) -> None:
    """Draw the two cut marks of a corner, away from it: `toward` holds the signs of the outward directions.

    A mark that has less than its gap and a millimetre of room is left out.
    """
    ink.pen(HAIRLINE)
    cut_mark(ink, corner, Point(toward.x, 0), room.width)
    cut_mark(ink, corner, Point(0, toward.y), room.height)


def cut_mark(ink: Ink, end: Point, toward: Point, room: float) -> None:
    """Draw a mark that runs on from the end of a cut, with the pen as it is; `toward` is a step of one point."""
    length = min(room, MARK_GAP + MARK_LENGTH)
    if length >= MARK_GAP + mm(1):
        ink.line(*(Point(end.x + toward.x * step, end.y + toward.y * step) for step in (MARK_GAP, length)))


def fold_mark(ink: Ink, end: Point, toward: Point, room: float) -> None:
    """Draw a dashed mark that runs on from the end of a fold, if there is room; `toward` is a step of one point."""
    length = min(room, MARK_GAP + 2 * MARK_LENGTH)
    if length < MARK_GAP + mm(2):
        return
    ink.pen(HAIRLINE, dash=(2.0, 2.0))
    ink.line(*(Point(end.x + toward.x * step, end.y + toward.y * step) for step in (MARK_GAP, length)))


def ruler(ink: Ink, start: Point, length_mm: int, *, numbers: bool = True) -> None:
    """Draw a ruler from a point to the right, so that a person can see whether the printer kept the size."""
    ink.pen(HAIRLINE)
    ink.line(start, Point(start.x + mm(length_mm), start.y))
    for step in range(length_mm + 1):
        height = 3.0 if step % 10 == 0 else 2.0 if step % 5 == 0 else 1.1
        x = start.x + mm(step)
        ink.line(Point(x, start.y), Point(x, start.y - mm(height)))
    if not numbers:
        return
    for step in range(0, length_mm + 1, 50):
        text = f"{step} mm" if step == length_mm else str(step)
        # The unit hangs beyond the last stroke: the number itself stands on it.
        left = start.x + mm(step) - lettering_width(str(step), mm(2)) / 2
        ink.lettering(text, Point(left, start.y + mm(3.2)), mm(2))
