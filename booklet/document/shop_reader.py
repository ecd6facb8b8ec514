"""Read what a print shop asks for: YAML of `booklet/shops/` to `Shop`, with the machinery of the book's reader."""

from pathlib import Path
from typing import Any

from booklet import resources
from booklet.document.named import NamedFiles
from booklet.document.scalars import Flag, Length, Number, OneOf, Whole, Word
from booklet.document.shapes import Desk, Field, Listed, Made, Record, Schema, Shape, near, placeless
from booklet.document.sources import inside
from booklet.document.yaml_nodes import Node
from booklet.shop import Asked, Condition, CoverFile, Inking, Shop, Standard

DEFAULT_SHOP = "print-shop"

_PER_CENT = 100
_ICC_LENGTH, _ICC_CLASS, _ICC_SPACE, _ICC_MARK = slice(0, 4), slice(12, 16), slice(16, 20), slice(36, 40)
"""Of the header (ICC.1:2004-10, 7.2)."""


def shop_names() -> list[str]:
    """Return the names of the shops that came with the program."""
    return _SHOPS.names()


def read_shop(name: str, beside: Path | None = None) -> Shop:
    """Return the shop of that name; one in `shops/` of the book's folder `beside` goes before that of the program.

    Raises:
        ContentError: when there is no such shop, or with all faults of its file.
    """
    return _SHOPS.read(name, beside)


def read_shop_file(path: Path) -> Shop:
    """Return the shop of a file.

    Raises:
        ContentError: with all faults of the file.
        MissingFileError: when it is not there.
    """
    return _SHOPS.read_file(path)


# --- The format of a shop -----------------------------------------------------------------------------------------


class _Profile(Shape[Path]):
    """A file that describes a press with four inks: beside that of the shop, or one of the program's `icc/`."""

    def read(self, node: Node, desk: Desk) -> Path | None:
        name = _FILE.read(node, desk)
        if name is None:
            return None
        known = {path.name: path for folder in (resources.folder("icc"), desk.folder) for path in folder.glob("*.icc")}
        if name not in known or not known[name].is_file():
            message = f"there is no colour profile “{name}”"
            desk.faults.error(node.spot, "unknown-profile", message, near(name, sorted(known), "profiles"))
            return None
        if known[name].parent == desk.folder and inside(desk.folder, name, node.spot, desk.faults) is None:
            return None
        if not _is_press_profile(known[name]):
            message = f"the colour profile “{name}” is not that of a press with four inks"
            desk.faults.error(node.spot, "bad-value", message, "ask the print shop for its output profile")
            return None
        return known[name]

    def schema(self, definitions: Schema) -> Schema:
        return _FILE.schema(definitions)


def _is_press_profile(path: Path) -> bool:
    """Tell whether a file is a whole profile of a press with four inks."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    is_whole = data[_ICC_MARK] == b"acsp" and int.from_bytes(data[_ICC_LENGTH]) <= len(data)
    return is_whole and (data[_ICC_CLASS], data[_ICC_SPACE]) == (b"prtr", b"CMYK")


_INK_LIMIT: Made[float] = Made(Number(200, 400, "per cent"), lambda per_cent, where: per_cent / _PER_CENT)
_FILE = Word(
    "the name of a colour profile",
    r"^[A-Za-z0-9._-]+\.icc$",
    "write the name of a file beside this one, or of booklet/icc/",
)
_NAME = Word("the name of a shop", "^[a-z0-9]+(-[a-z0-9]+)*$", "write lower-case Latin letters, digits, hyphens")
_TEXT = Word("a name", "^[ -~]+$", "write Latin letters", longest=100)
_CONDITION = Record(
    "the printing condition",
    placeless(Condition),
    {
        "identifier": Field(_TEXT, "As the registry writes it: FOGRA39.", "identifier", required=True),
        "name": Field(_TEXT, "What it is, for people.", "name", required=True),
        "registry": Field(_TEXT, "Address of the registry.", "registry", default=""),
        "profile": Field(_Profile(), "A file beside this one, or of booklet/icc/.", "profile", required=True),
    },
)
_USUAL = Asked()
_CODE = Word("the code of a check", "^[a-z0-9]+(-[a-z0-9]+)*$", "write a code of docs/checks.md")


def _asked(name: str, shape: Shape[Any], what: str) -> Field:
    return Field(shape, what, name, default=getattr(_USUAL, name))


_ASKED = Record(
    "what a shop asks",
    placeless(Asked),
    {
        "standard": _asked("standard", OneOf(Standard), "What the file has to call itself."),
        "colors": _asked("inking", OneOf(Inking), "The colours that it may be in."),
        "spot_colors": _asked("spot_colors", Flag(), "Whether it may have inks of its own."),
        "transparency": _asked("transparency", Flag(), "Whether it may be live."),
        "screen_parts": _asked("screen_parts", Flag(), "Whether links, forms, layers may be there."),
        "safe_area": _asked("safe_area", Length(most="50mm"), "From the trim, for text."),
        "frame_distance": _asked("frame_distance", Length(most="50mm"), "From the trim, for frames."),
        "page_multiple": _asked("page_multiple", Whole(1, 64, "pages"), "What the pages are counted by."),
        "most_pages": _asked("most_pages", Whole(0, 2000, "pages"), "That can be stapled; 0 for any number."),
        "paper_thickness": _asked("paper_thickness", Length(most="1mm"), "Of a leaf, for creep."),
        "resolution": _asked("resolution", Number(30, 1200, "pixels an inch"), "Least, of pictures."),
        "line_art_resolution": _asked("line_art_resolution", Number(30, 4800, "pixels an inch"), "Of line art."),
        "smallest_type": _asked("smallest_type", Length(most="100pt"), "Smallest type."),
        "smallest_white_type": _asked("smallest_white_type", Length(most="100pt"), "The same of white type."),
        "hairline": _asked("hairline", Length(most="10pt"), "The thinnest line."),
        "rich_black_from": _asked("rich_black_from", Length(most="200pt"), "Smallest type in rich black."),
        "leave_out": _asked("leave_out", Listed(_CODE, "codes"), "Checks that are not run."),
    },
)
_SHOP = Record(
    "a print shop",
    placeless(Shop),
    {
        "name": Field(_NAME, "The name of the file, without its ending.", "name", required=True),
        "condition": Field(_CONDITION, "How the shop prints.", "condition", default=None),
        "ink_limit": Field(_INK_LIMIT, "Most ink at one place, per cent.", "ink_limit", required=True),
        "bleed": Field(Length(most="10mm"), "What is printed beyond the cut, at least.", "bleed", required=True),
        "crop_marks": Field(Flag(), "Whether marks show where to cut.", "crop_marks", default=False),
        "cover": Field(OneOf(CoverFile), "Where the cover is.", "cover", default=CoverFile.WITH_INSIDE),
        "asks": Field(_ASKED, "What a finished file is measured by.", "asked", default=_USUAL),
        "picture_quality": Field(
            Whole(50, 100, "a quality"), "Of converted JPEG pictures.", "picture_quality", default=92
        ),
    },
)
_SHOPS = NamedFiles("shops", "print shop", "unknown-shop", _SHOP)
