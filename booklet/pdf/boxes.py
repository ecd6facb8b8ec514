"""The boxes of a page (ISO 32000-1, 14.11.2), and the way from the display list's coordinates to the PDF's.

| box | of a file for screens | of a file for a print shop |
|---|---|---|
| MediaBox | the trim | trim, bleed and, where there are crop marks, room for them; its corner is 0, 0 |
| CropBox | the trim | none: nothing is to be hidden |
| BleedBox | none | trim and bleed, also where nothing bleeds |
| TrimBox | the trim | the page as cut |
"""

from dataclasses import dataclass

from booklet.geometry import Matrix, Rect, Size
from booklet.pdf.syntax import rectangle


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBoxes:
    """The boxes of one page."""

    trim: Size
    bleed: float | None = None
    """Room for the bleed, on all sides; None in a file that is not for cutting, where bleed is hidden."""
    slug: float = 0.0
    """Room beyond the bleed."""

    @property
    def edge(self) -> float:
        """Points from the edge of the medium to the trim."""
        return (self.bleed or 0.0) + self.slug

    @property
    def flip(self) -> Matrix:
        """The map from the display list (origin at the top left of the trim, y down) to the page."""
        return Matrix(1.0, 0.0, 0.0, -1.0, self.edge, self.edge + self.trim.height)

    @property
    def medium(self) -> Rect:
        """The page with all that is beyond the trim, in its own coordinates."""
        return Rect(0.0, 0.0, self.trim.width + 2 * self.edge, self.trim.height + 2 * self.edge)

    def entries(self) -> dict[str, str]:
        """Return the boxes as entries of the page's dictionary."""
        trim = Rect(0.0, 0.0, *self.trim)
        entries = {"MediaBox": self._rectangle(trim.grown(self.edge)), "TrimBox": self._rectangle(trim)}
        if self.bleed is None:
            return entries | {"CropBox": self._rectangle(trim)}
        return entries | {"BleedBox": self._rectangle(trim.grown(self.bleed))}

    def _rectangle(self, rect: Rect) -> str:
        """Return a PDF rectangle for one of the display list."""
        moved = Rect(rect.x + self.edge, rect.y + self.edge, rect.width, rect.height)
        return rectangle(moved, self.trim.height + 2 * self.edge)
