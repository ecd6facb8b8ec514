"""What is made of a book: its editions, in which languages and numbers, and on what paper. Frozen, as in `model`."""

from dataclasses import dataclass
from enum import Enum

from booklet.errors import Where
from booklet.geometry import Size
from booklet.languages import Binding, Language
from booklet.numerals import Digits, Numbering


class Joining(Enum):
    """What holds the leaves of a booklet together."""

    SADDLE = "saddle"
    """Staples or thread through the fold: sheets lie in one another."""
    PERFECT = "perfect"
    """Glue, at a spine that the cover is creased around."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the booklet is printed on; lengths in points."""

    trim: Size
    """The page as cut, portrait or landscape as given."""
    bleed: float
    sheet: Size
    """The office printer's paper, portrait."""
    sheet_name: str
    """As given: `A4`."""
    thickness: float
    """Of one leaf."""
    cover_thickness: float | None = None
    """Of a cover on a sheet of its own; None where the cover is of the same paper."""
    joining: Joining = Joining.SADDLE

    @property
    def has_cover_sheet(self) -> bool:
        """Tell whether the cover is printed apart: for its paper, or to be laid around a spine."""
        return self.cover_thickness is not None or self.joining is Joining.PERFECT

    def spine_width(self, inside_pages: int) -> float:
        """Return the width of the spine around so many pages: leaves times thickness, and the cover at both its sides.

        A folded booklet has none, nor has one that is all cover.
        """
        if self.joining is Joining.SADDLE or not inside_pages:
            return 0.0
        return inside_pages / 2 * self.thickness + 2 * self.cover_leaf

    @property
    def cover_leaf(self) -> float:
        """The thickness of a leaf of the cover."""
        return self.thickness if self.cover_thickness is None else self.cover_thickness


class Arrangement(Enum):
    """How the languages of an edition stand together."""

    STACKED = "stacked"
    """One under the other, paragraph by paragraph."""
    COLUMNS = "columns"
    """Side by side, paragraph against paragraph."""
    FACING = "facing"
    """A language on each page of a spread, paragraph against paragraph."""
    TWO_COVERS = "two-covers"
    """A booklet from each cover, the two meeting in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One booklet made from the book."""

    id: str
    """Part of file names: lower-case letters, digits, hyphens."""
    languages: tuple[Language, ...]
    """The first decides direction and binding. At least one; which go together is said by `arrangement`."""
    arrangement: Arrangement = Arrangement.STACKED
    """Without meaning where there is one language."""
    digits: Digits
    """Of numbers that the program writes, and of texts in languages that are not in Latin script."""
    page_numbers: Numbering = Numbering.DECIMAL
    """How folios are counted, at the foot of the pages and in the contents."""
    list_numbers: Numbering = Numbering.DECIMAL
    """How the items of ordered lists are counted."""
    number_marks: bool = False
    """Folios and items counted in Hebrew letters have geresh and gershayim."""
    hebrew_years: bool = False
    """Years of events have those of the Hebrew calendar beside them."""
    theme: str | None = None
    """Name of its theme; None for that of the book."""
    where: Where

    @property
    def language(self) -> Language:
        """The first language."""
        return self.languages[0]

    @property
    def binding(self) -> Binding:
        """The bound edge, from the first language."""
        return self.language.binding
