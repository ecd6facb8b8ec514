"""The printer that a file of sheets is made for: how it turns the sheets, in which order, and where it misses.

Notation: lengths in points, x right and y down, on the sheet as the file shows it.
"""

from dataclasses import dataclass, replace
from enum import Enum

from booklet.geometry import Insets, Point, Size

Impression = tuple[int, bool]
"""One side to be printed: the index of the sheet, and whether it is the back."""

_NO_MARGINS = Insets(0.0, 0.0, 0.0, 0.0)
_NO_OFFSET = Point(0.0, 0.0)


class Flip(Enum):
    """How a sheet is turned before its back is printed."""

    SHORT_EDGE = "short"
    LONG_EDGE = "long"
    MANUAL = "manual"
    """By hand: the printer prints one side. All fronts first; then the whole pile is turned like the page of a book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer, as a calibration sheet finds it; the default is what any office printer does."""

    flip: Flip | None = None
    """None for the edge that leaves the backs upright in the file: the short one of a sheet across, else the long."""
    reverse: bool = False
    """Whether the last run through the printer goes from the last sheet to the first.

    So it must for a tray that leaves the first sheet at the bottom, face up, and, by hand, for a pile that is fed with
    the last sheet first.
    """
    margins: Insets = _NO_MARGINS
    """What the printer leaves white; the larger of two opposite ones counts, as the sheet is turned."""
    back_offset: Point = _NO_OFFSET
    """How far backs are moved so that they lie behind the fronts."""

    @property
    def margin(self) -> Size:
        """The white at the left and the right, and at the top and the foot."""
        return Size(max(self.margins.left, self.margins.right), max(self.margins.top, self.margins.bottom))

    def turns_backs(self, sheet: Size) -> bool:
        """Tell whether backs must be printed upside down to have their heads where the fronts have theirs.

        A sheet that is turned over a horizontal edge has its back on its head.
        """
        return self.flip is (Flip.LONG_EDGE if sheet.width >= sheet.height else Flip.SHORT_EDGE)

    def for_sheet(self, sheet: Size) -> "Printer":
        """Return the printer with its flip decided."""
        upright_backs = Flip.SHORT_EDGE if sheet.width >= sheet.height else Flip.LONG_EDGE
        return self if self.flip else replace(self, flip=upright_backs)

    def runs(self, sheet_count: int, *, two_sided: bool) -> tuple[tuple[Impression, ...], ...]:
        """Return what each file holds, in the order of printing: one file, or by hand the fronts and the backs."""
        order = range(sheet_count)
        last = order[::-1] if self.reverse else order
        if not two_sided:
            return (tuple((index, False) for index in last),)
        if self.flip is Flip.MANUAL:
            return tuple((index, False) for index in order), tuple((index, True) for index in last)
        return (tuple((index, back) for index in last for back in (False, True)),)

    def duplex(self, *, two_sided: bool) -> str:
        """Return the name that tells a viewer how to print (ISO 32000-2, 12.2, /Duplex)."""
        if not two_sided or self.flip is Flip.MANUAL:
            return "/Simplex"
        return "/DuplexFlipLongEdge" if self.flip is Flip.LONG_EDGE else "/DuplexFlipShortEdge"


OFFICE = Printer()
