"""Page masters: where the text stands on a recto and a verso, in a left- and in a right-bound book.

Left- and right-bound books differ in `is_on_left` alone: page 1 is a recto, which stands on the right of a spread when
the book is bound at the left, and on the left when it is bound at the right.
"""

from dataclasses import dataclass

from booklet.document.theme import Margins
from booklet.geometry import Insets, Rect, Size
from booklet.languages import Binding
from booklet.units import mm

_SAFE = mm(5)
"""From the trim to the nearest words: a guillotine's play of 1 to 2 mm and a fold that is off by as much leave some."""
_FOLIO_DROP_LINES = 1.9
"""Baseline of the folio under the frame, in lines of the grid: clear of the text, well inside the foot margin."""
_HEAD_RISE_LINES = 1.35
"""Baseline of the running head above the frame, in lines of the grid."""


@dataclass(frozen=True, slots=True)
class PageMaster:
    """The fixed places of one page; points from the top left of the trim."""

    size: Size
    frame: Rect
    """The text: a whole number of lines high."""
    on_left: bool
    """The page is the left one of its spread, so its outer edge is at the left."""
    folio_baseline: float
    head_baseline: float

    @property
    def safe_area(self) -> Rect:
        """What words may not leave."""
        return safe_area(self.size)


def safe_area(trim: Size) -> Rect:
    """Return the part of a page that words may not leave."""
    return Rect(0.0, 0.0, *trim).grown(-_SAFE)


def is_on_left(page_number: int, binding: Binding) -> bool:
    """Tell whether a page (1-based) is the left one of its spread."""
    recto = page_number % 2 == 1
    return recto if binding is Binding.RIGHT else not recto


def page_master(page_number: int, trim: Size, margins: Margins, binding: Binding, leading: float) -> PageMaster:
    """Return the places of a page (1-based); what the grid leaves over goes to the foot margin."""
    on_left = is_on_left(page_number, binding)
    left, right = (margins.outer, margins.inner) if on_left else (margins.inner, margins.outer)
    room = Rect(0.0, 0.0, *trim).inset(Insets(left, margins.head, right, margins.foot))
    frame = Rect(room.x, room.y, room.width, int(room.height / leading + 0.001) * leading)
    return PageMaster(
        size=trim,
        frame=frame,
        on_left=on_left,
        folio_baseline=frame.bottom + _FOLIO_DROP_LINES * leading,
        head_baseline=frame.y - _HEAD_RISE_LINES * leading,
    )
