"""Points, sizes, rectangles and matrices: immutable, in points.

Origin: top left of the trim box, x to the right, y down (`pdf` flips once).
"""

from dataclasses import dataclass
from typing import NamedTuple

from booklet.errors import ContentError, Diagnostic
from booklet.units import PAPER_SIZES_MM, mm, parse_length, to_mm


class Point(NamedTuple):
    """A place on the page."""

    x: float
    y: float


class Size(NamedTuple):
    """Width and height, both positive."""

    width: float
    height: float

    @property
    def landscape(self) -> "Size":
        """The same paper with the long side across."""
        return Size(max(self), min(self))

    @property
    def portrait(self) -> "Size":
        """The same paper with the long side upright."""
        return Size(min(self), max(self))


def paper_size(name: str) -> Size:
    """Return the portrait size of a paper of `PAPER_SIZES_MM`; a KeyError for any other name."""
    width_mm, height_mm = PAPER_SIZES_MM[name]
    return Size(mm(width_mm), mm(height_mm))


def in_mm(size: Size) -> str:
    """Return a size for people: `210 × 297 mm`."""
    return f"{to_mm(size.width):.0f} × {to_mm(size.height):.0f} mm"


def parse_paper(text: str) -> Size:
    """Return the size of a paper by its name, or by width and height: `70cm x 100cm`.

    Raises:
        ContentError: for another name, or a side outside 2 cm to 10 m.
    """
    names = {name.lower(): name for name in PAPER_SIZES_MM}
    parts = text.lower().split("x")
    unit = parts[-1].lstrip(" .0123456789")
    if text.strip().lower() in names:
        return paper_size(names[text.strip().lower()])
    try:
        # One unit may stand for both: 200x280mm.
        width, height = (parse_length(part if part.strip()[-1:].isalpha() else part + unit) for part in parts)
        if not mm(20) <= min(width, height) <= max(width, height) <= mm(10_000):
            raise ValueError("too small or too large")
    except (ValueError, ContentError) as fault:
        raise ContentError(
            Diagnostic(
                code="paper-size",
                message=f"“{text[:40]}” is not a paper size",
                hint=f"write a name ({', '.join(PAPER_SIZES_MM)}), or width x height: 70cm x 100cm",
            )
        ) from fault
    return Size(width, height)


@dataclass(frozen=True, slots=True)
class Insets:
    """Distances inward from the four edges of a rectangle."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner; width and height are never negative."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    def inset(self, insets: Insets) -> "Rect":
        """Return the rectangle inside the insets (negative insets give one outside)."""
        return Rect(
            self.x + insets.left,
            self.y + insets.top,
            self.width - insets.left - insets.right,
            self.height - insets.top - insets.bottom,
        )

    def grown(self, by: float) -> "Rect":
        """Return the rectangle with `by` added on all four sides."""
        return self.inset(Insets(-by, -by, -by, -by))

    def overlaps(self, other: "Rect", tolerance: float = 0.01) -> bool:
        """Tell whether the two share more than `tolerance` points in both directions; touching is no overlap."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > tolerance
            and min(self.bottom, other.bottom) - max(self.y, other.y) > tolerance
        )

    def contains(self, other: "Rect", tolerance: float = 0.01) -> bool:
        """Tell whether the other lies inside, up to `tolerance` points."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map: x' = a x + c y + e, y' = b x + d y + f (ISO 32000-2, 8.3.3)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, after: "Matrix") -> "Matrix":
        """Return the map that applies this one first and `after` second."""
        return Matrix(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    def apply(self, point: Point) -> Point:
        """Return the image of a point."""
        return Point(self.a * point.x + self.c * point.y + self.e, self.b * point.x + self.d * point.y + self.f)
