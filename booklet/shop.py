"""What a print shop asks of the files it is sent, as one value. Lengths in points, inks as shares from 0 to 1."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from booklet.units import mm


class CoverFile(Enum):
    """Where the cover is."""

    WITH_INSIDE = "with-inside"
    """In one file with the inside, in the order of the booklet."""
    APART = "apart"
    """In a file of its own: the two first and the two last pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How the shop prints: what the numbers of the inks mean (ISO 32000-1, 14.11.5)."""

    identifier: str
    """Of the printing condition, as the registry writes it: `FOGRA39`."""
    name: str
    """The same for people."""
    registry: str
    """Address of the registry; empty for a condition that is in none."""
    profile: Path
    """The ICC profile of the condition."""


class Inking(Enum):
    """The colours that a file may be in."""

    BLACK = "black"
    """Black ink alone."""
    CMYK = "cmyk"
    """The four inks."""
    MANAGED = "managed"
    """The four inks, or colours with a profile that the shop converts."""
    ANY = "any"
    """Those of the screen too."""


class Standard(Enum):
    """What a file has to call itself."""

    X4 = "x4"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a finished file is measured by; what a shop leaves out is as any sheet-fed press has it."""

    standard: Standard = Standard.NONE
    inking: Inking = Inking.CMYK
    spot_colors: bool = False
    """Whether inks of their own may be used."""
    transparency: bool = True
    """Whether it may be live."""
    screen_parts: bool = False
    """Whether links, forms, layers and attached files may be there."""
    safe_area: float = mm(3)
    """From the trim, for text."""
    frame_distance: float = mm(5)
    """From the trim, for a frame around the page: a cut that is a little off is seen beside it. 0 for any."""
    page_multiple: int = 4
    """Of a file with more than two pages."""
    most_pages: int = 64
    """That can be stapled; 0 for any number."""
    paper_thickness: float = mm(0.1)
    """Of a leaf, for creep; 0 where nothing is folded."""
    resolution: float = 200.0
    """Pixels an inch that a picture needs at least."""
    line_art_resolution: float = 600.0
    smallest_type: float = 6.0
    smallest_white_type: float = 8.0
    hairline: float = 0.25
    """The thinnest line."""
    rich_black_from: float = 12.0
    """Size of the smallest type that may have other inks under its black."""
    leave_out: tuple[str, ...] = ()
    """Codes of checks that are not run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A print shop, or a way of printing that several share."""

    name: str
    condition: Condition | None
    """None where no profile is at hand: files name no condition, and their inks are those for coated paper."""
    asked: Asked = Asked()
    ink_limit: float
    """The most ink at one place, all four added up: 3.0 is 300 %."""
    bleed: float
    """What must be printed beyond the cut, at least: a book may have more."""
    crop_marks: bool
    cover: CoverFile
    picture_quality: int
    """Of JPEG pictures whose colours had to be converted, 50 to 100."""
