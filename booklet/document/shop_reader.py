"""Read what a print shop asks for: YAML of `booklet/shops/` to `Shop`, with the machinery of the book's reader."""

from pathlib import Path

from booklet import resources
from booklet.document.scalars import Flag, Length, Number, OneOf, Whole, Word
from booklet.document.shapes import Desk, Field, Made, Record, Schema, Shape, near, placeless
from booklet.document.sources import Faults, load
from booklet.document.yaml_nodes import Node, compose
from booklet.errors import ContentError, Diagnostic
from booklet.shop import Condition, CoverFile, Shop

DEFAULT_SHOP = "print-shop"

_PER_CENT = 100
_ICC_SPACE, _ICC_CLASS = slice(16, 20), slice(12, 16)  # of the header (ICC.1:2004-10, 7.2)


def shop_names() -> list[str]:
    """Return the names of the shops that came with the program."""
    return sorted(path.stem for path in resources.folder("shops").glob("*.yaml"))


def read_shop(name: str) -> Shop:
    """Return the shop of that name.

    Raises:
        ContentError: when there is no such shop, or with all faults of its file.
    """
    names = shop_names()
    if name not in names:
        message = f"there is no print shop “{name}”"
        raise ContentError(Diagnostic(code="unknown-shop", message=message, hint=near(name, names, "shops")))
    return read_shop_file(resources.folder("shops") / f"{name}.yaml")


def read_shop_file(path: Path) -> Shop:
    """Return the shop of a file.

    Raises:
        ContentError: with all faults of the file.
        MissingFileError: when it is not there.
    """
    faults = Faults()
    shop = _SHOP.read(compose(load(path), faults), Desk(folder=path.parent, faults=faults))
    faults.check()
    assert shop is not None, "a shop that is None has faults"
    return shop


# --- The format of a shop -----------------------------------------------------------------------------------------


class _Profile(Shape[Path]):
    """The name of a file of `icc/` that describes a press with four inks."""

    def read(self, node: Node, desk: Desk) -> Path | None:
        name = _FILE.read(node, desk)
        if name is None:
            return None
        folder = resources.folder("icc")
        known = sorted(path.name for path in folder.glob("*.icc"))
        if name not in known:
            message = f"there is no colour profile “{name}”"
            desk.faults.error(node.spot, "unknown-profile", message, near(name, known, "profiles"))
            return None
        header = (folder / name).read_bytes()[:128]
        if (header[_ICC_CLASS], header[_ICC_SPACE]) != (b"prtr", b"CMYK"):
            message = f"the colour profile “{name}” is not that of a press with four inks"
            desk.faults.error(node.spot, "bad-value", message, "ask the print shop for its output profile")
            return None
        return folder / name

    def schema(self, definitions: Schema) -> Schema:
        return _FILE.schema(definitions)


_INK_LIMIT: Made[float] = Made(Number(200, 400, "per cent"), lambda per_cent, where: per_cent / _PER_CENT)
_FILE = Word("the name of a colour profile", r"^[A-Za-z0-9._-]+\.icc$", "write the name of a file of booklet/icc/")
_NAME = Word("the name of a shop", "^[a-z0-9]+(-[a-z0-9]+)*$", "write lower-case Latin letters, digits, hyphens")
_TEXT = Word("a name", "^[ -~]+$", "write Latin letters", longest=100)
_CONDITION = Record(
    "the printing condition",
    placeless(Condition),
    {
        "identifier": Field(_TEXT, "As the registry writes it: FOGRA39.", "identifier", required=True),
        "name": Field(_TEXT, "What it is, for people.", "name", required=True),
        "registry": Field(_TEXT, "Address of the registry.", "registry", default=""),
        "profile": Field(_Profile(), "A file of booklet/icc/.", "profile", required=True),
    },
)
_SHOP = Record(
    "a print shop",
    placeless(Shop),
    {
        "name": Field(_NAME, "The name of the file, without its ending.", "name", required=True),
        "condition": Field(_CONDITION, "How the shop prints.", "condition", required=True),
        "ink_limit": Field(_INK_LIMIT, "Most ink at one place, per cent.", "ink_limit", required=True),
        "bleed": Field(Length(most="10mm"), "What is printed beyond the cut, at least.", "bleed", required=True),
        "crop_marks": Field(Flag(), "Whether marks show where to cut.", "crop_marks", default=False),
        "cover": Field(OneOf(CoverFile), "Where the cover is.", "cover", default=CoverFile.WITH_INSIDE),
        "picture_quality": Field(
            Whole(50, 100, "a quality"), "Of converted JPEG pictures.", "picture_quality", default=92
        ),
    },
)
