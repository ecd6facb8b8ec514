"""What is known of a finished file once it has been read: the value that every clause looks at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import pikepdf

from booklet.preflight.x4.icc import Profile
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.xmp import Packet


class Kind(Enum):
    """What a page can use; the comment says what `Use.value` is."""

    SPACE = auto()  # the name of a colour space family; `detail` is the stream of an ICC profile
    FONT = auto()  # the font dictionary
    STATE = auto()  # the graphics state parameter dictionary
    IMAGE = auto()  # the image dictionary, inline ones with their names written out
    XOBJECT = auto()  # the dictionary of a form or of an XObject that is no image
    GROUP = auto()  # the transparency group dictionary
    INTENT = auto()  # the name of a rendering intent
    UNKNOWN = auto()  # an operator that PDF 1.6 does not have
    MISSING = auto()  # a resource that is named and not there
    NESTING = auto()  # the depth of q
    OVERPRINT = auto()  # `fill` or `stroke`: overprint mode 1 with an ICC-based CMYK colour
    UNREAD = auto()  # why a content stream could not be read to its end


@dataclass(frozen=True, slots=True)
class Use:
    """Something that a page uses, at the first place where it does."""

    place: Place
    kind: Kind
    value: Any
    detail: Any = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its boxes."""

    number: int
    """1-based."""
    dictionary: pikepdf.Object
    boxes: Mapping[str, tuple[float, ...] | None]
    """By name, as written, those that the page has or inherits; None when one is not four finite numbers."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A file that was opened, and what its pages use."""

    pdf: pikepdf.Pdf
    info: pikepdf.Object
    """The document information dictionary; an empty one when there is none."""
    packet: Packet
    intents: tuple[pikepdf.Object, ...]
    """The output intents for PDF/X."""
    profile: Profile | None
    """The output profile of the one intent; None when there is not just one, or it has no profile that can be read."""
    pages: tuple[Page, ...]
    uses: tuple[Use, ...]
    damage: tuple[str, ...]
    """What was mended while the file was read."""

    def used(self, kind: Kind) -> Iterator[Use]:
        """Yield what the pages use of one kind."""
        return (use for use in self.uses if use.kind is kind)
