"""What a print shop asks of the files it is sent, as one value. Lengths in points, inks as shares from 0 to 1."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A print shop, or a way of printing that several share."""

    name: str
    condition: Condition
    ink_limit: float
    """The most ink at one place, all four added up: 3.0 is 300 %."""
    bleed: float
    """What must be printed beyond the cut, at least: a book may have more."""
    crop_marks: bool
    cover: CoverFile
    picture_quality: int
    """Of JPEG pictures whose colours had to be converted, 50 to 100."""
