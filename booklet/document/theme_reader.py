"""Read a theme: YAML of `booklet/themes/` to `Theme`, with the machinery of the book's reader."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from booklet import resources
from booklet.color import Color
from booklet.document.named import NamedFiles
from booklet.document.scalars import Flag, Length, Number, OneOf, Whole, Word
from booklet.document.shapes import Desk, Field, Listed, Mapped, Record, Schema, Shape, near, placeless
from booklet.document.theme import (
    USUAL_YEAR_EM,
    BoxDesign,
    CoverDesign,
    FolioPlace,
    Fonts,
    HeadLetters,
    MapDesign,
    Margins,
    MedallionShape,
    Ornament,
    Palette,
    Theme,
    TypeSizes,
    Vocalized,
)
from booklet.document.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from booklet.justification import Justification, Means
from booklet.languages import LANGUAGES

_SCRIPTS = sorted({language.script for language in LANGUAGES.values()})
_SCRIPT = Word("the code of a script", f"^({'|'.join(_SCRIPTS)})$", f"scripts: {', '.join(_SCRIPTS)}")


def theme_names(book_folder: Path | None = None) -> list[str]:
    """Return the names of the themes that came with the program, and of those in a book's own folder `themes`."""
    return _THEMES.names(book_folder)


def unknown_theme(name: str, book_folder: Path | None = None) -> tuple[str, str, str]:
    """Return code, sentence and hint for a theme that is not there."""
    return ("unknown-theme", *_THEMES.unknown(name, theme_names(book_folder)))


def read_theme(name: str, book_folder: Path | None = None) -> Theme:
    """Return the theme of that name: of a book, when its folder is given, before that of the program.

    Raises:
        ContentError: when there is no such theme, or with all faults of its file.
    """
    return _THEMES.read(name, book_folder)


def read_theme_file(path: Path) -> Theme:
    """Return the theme of a file.

    Raises:
        ContentError: with all faults of the file.
        MissingFileError: when it is not there.
    """
    return _THEMES.read_file(path)


# --- The format of a theme ----------------------------------------------------------------------------------------


class _Inks(Shape[tuple[float, float, float, float]]):
    """Four inks in per cent; read as shares."""

    def read(self, node: Node, desk: Desk) -> tuple[float, float, float, float] | None:
        if isinstance(node, SequenceNode) and len(node.items) != _INK_COUNT:
            message = f"here must be {_INK_COUNT} inks, not {len(node.items)}"
            desk.faults.error(node.spot, "bad-value", message, "cyan, magenta, yellow, black: [85, 65, 0, 65]")
            return None
        inks = _PER_CENTS.read(node, desk)
        if inks is None:
            return None
        cyan, magenta, yellow, black = (ink / 100 for ink in inks)
        return cyan, magenta, yellow, black

    def schema(self, definitions: Schema) -> Schema:
        return _PER_CENTS.schema(definitions) | {"minItems": _INK_COUNT, "maxItems": _INK_COUNT}


class _Color(Shape[Color]):
    """A colour: for screens, or for screens and for a press."""

    def read(self, node: Node, desk: Desk) -> Color | None:
        if isinstance(node, MappingNode):
            return _BOTH_COLORS.read(node, desk)
        text = _HEX.read(node, desk)
        return None if text is None else Color.from_hex(text)

    def schema(self, definitions: Schema) -> Schema:
        return {"anyOf": [_HEX.schema(definitions), _BOTH_COLORS.schema(definitions)]}


class _Family(Shape[str]):
    """A font family: the name of a folder of `fonts/`."""

    def read(self, node: Node, desk: Desk) -> str | None:
        name = _FAMILY_NAME.read(node, desk)
        families = sorted(path.name for path in resources.folder("fonts").glob("*") if path.is_dir())
        if name is None or name in families:
            return name
        desk.faults.error(node.spot, "unknown-font", f"there is no font family “{name}”", near(name, families, "fonts"))
        return None

    def schema(self, definitions: Schema) -> Schema:
        return _FAMILY_NAME.schema(definitions)


class _Leading(Shape[Mapping[str, float]]):
    """Leading by script; the one for Latin stands for scripts that are not there."""

    def read(self, node: Node, desk: Desk) -> Mapping[str, float] | None:
        if isinstance(node, MappingNode) and "Latn" not in node.entries:
            desk.faults.error(node.spot, "missing-key", "the key `Latn` is missing in the leading", "add `Latn`")
        return _by_script(_TYPE_SIZE, "a map from script to length").read(node, desk)

    def schema(self, definitions: Schema) -> Schema:
        return {"required": ["Latn"]} | _by_script(_TYPE_SIZE, "").schema(definitions)


class _Means(Shape[Means]):
    """A means of justification; those that alreq names and our fonts have not are refused by name."""

    def read(self, node: Node, desk: Desk) -> Means | None:
        if isinstance(node, ScalarNode) and (lack := _LACKING.get(node.text)):
            desk.faults.error(node.spot, "font-cannot", lack, near("", [means.value for means in Means], "means"))
            return None
        return OneOf(Means).read(node, desk)

    def schema(self, definitions: Schema) -> Schema:
        return OneOf(Means).schema(definitions)


class _Order(Shape[tuple[Means, ...]]):
    """The means of justification in their order."""

    def read(self, node: Node, desk: Desk) -> tuple[Means, ...] | None:
        order = _MEANS.read(node, desk)
        if order is None:
            return None
        *others, last = order
        if last is not Means.SPACES:
            message = "the last of these must be `spaces`: nothing else can fill every line"
            desk.faults.error(node.spot, "bad-value", message, "add `spaces` at the end")
        elif twice := next((means for means in others if others.count(means) > 1), None):
            message = f"`{twice.value}` stands here more than once" + " before the end" * (twice is last)
            desk.faults.error(node.spot, "bad-value", message, "each once, and `spaces` once more at the end")
        elif len(others) == 1 and others[0] is last:
            desk.faults.error(node.spot, "bad-value", "nothing stands between `spaces` and `spaces`", "write [spaces]")
        else:
            return order
        return None

    def schema(self, definitions: Schema) -> Schema:
        return _MEANS.schema(definitions)


def _by_script(shape: Shape[Any], noun: str) -> Mapped[Any]:
    return Mapped(_SCRIPT, shape, lambda script, value, where: value, noun)


def _each(names: Iterable[str], shape: Shape[Any], help: str) -> dict[str, Field]:
    """Return required fields of one shape."""
    return {name: Field(shape, help, name, required=True) for name in names}


def _scales(name: str, help: str) -> Field:
    shape = _by_script(Number(0.5, 2.0), "a map from script to number")
    return Field(shape, help, name, default={})


def _names(cls: type) -> list[str]:
    return [field.name for field in fields(cls)]


_FAMILY_NAME = Word(
    "the name of a font family", "^[a-z0-9]+(-[a-z0-9]+)*$", "write lower-case Latin letters, digits, hyphens"
)
_TYPE_SIZE = Length("4pt", "200pt")
_INK_COUNT = 4
_PER_CENTS = Listed(Number(0, 100, "per cent"), "inks", most=_INK_COUNT)
_HEX = Word("a colour", "^#[0-9A-Fa-f]{6}$", 'write it in quotes: "#1F2E4F"')
_BOTH_COLORS = Record(
    "a colour",
    placeless(lambda rgb, cmyk: Color.from_hex(rgb, cmyk)),
    {
        "rgb": Field(_HEX, "On screens.", "rgb", required=True),
        "cmyk": Field(_Inks(), "On a press: cyan, magenta, yellow and black in per cent.", "cmyk", required=True),
    },
)
_FAMILIES = _by_script(Listed(_Family(), "font families"), "a map from script to font families")
_FONTS = Record(
    "the fonts",
    placeless(Fonts),
    {
        **_each(("text", "display"), _FAMILIES, "Font families by script, best first."),
        "display_weight": Field(Whole(100, 900, "a weight"), "100 to 900.", "display_weight", required=True),
        "scales": _scales("scales", "Size of a script's letters in the text relative to the nominal size."),
        "display_scales": _scales("display_scales", "The same for titles and years."),
    },
)
_LACKING = {
    "alternates": "no Arabic text font that comes with the program has wide forms of letters",
    "ligatures": "ligatures are neither made nor broken to fill a line: they stay as the font has them",
}
_MEANS = Listed(_Means(), "means of justification")
_EVEN = Justification()
_JUSTIFICATION = Record(
    "the justification",
    placeless(Justification),
    {
        "order": Field(_Order(), "What fills a line, first to last.", "order", default=_EVEN.order),
        "kashida_most_em": Field(
            Number(0.1, 2.0, "ems"), "Greatest length of a kashida.", "kashida_most_em", default=_EVEN.kashida_most_em
        ),
        "kashidas_in_word": Field(
            Whole(1, 2, "kashidas"), "How many a word may have.", "kashidas_in_word", default=_EVEN.kashidas_in_word
        ),
        "spaces_first": Field(
            Number(1.0, 3.0), "How wide a space grows before.", "spaces_first", default=_EVEN.spaces_first
        ),
        "letters_most_em": Field(
            Number(0.01, 0.2, "ems"),
            "Greatest space between letters that do not join.",
            "letters_most_em",
            default=_EVEN.letters_most_em,
        ),
    },
)
_VOCALIZED = Record(
    "vocalized text",
    placeless(Vocalized),
    {
        "size": Field(Number(0.8, 1.5), "Its size over that of plain text.", "size", default=1.0),
        "leading": Field(Number(1.0, 2.0), "Its leading over that of plain text.", "leading", default=1.0),
        "fonts": Field(Listed(_Family(), "font families"), "Families before those of the text.", "fonts", default=()),
    },
)
THEME = Record(
    "a theme",
    placeless(Theme),
    {
        "name": Field(_FAMILY_NAME, "The name of the file, without its ending.", "name", required=True),
        "fonts": Field(_FONTS, "What it is set in.", "fonts", required=True),
        "sizes": Field(
            Record("the sizes", placeless(TypeSizes), _each(_names(TypeSizes), _TYPE_SIZE, "Type size.")),
            "The type scale.",
            "sizes",
            required=True,
        ),
        "leading": Field(_Leading(), "Baseline to baseline of the text, by script.", "leading", required=True),
        "margins": Field(
            Record("the margins", placeless(Margins), _each(_names(Margins), Length(most="300mm"), "A margin.")),
            "Page margins.",
            "margins",
            required=True,
        ),
        "palette": Field(
            Record("the palette", placeless(Palette), _each(_names(Palette), _Color(), "A colour.")),
            "The colours by the part they play.",
            "palette",
            required=True,
        ),
        "justification": Field(
            _JUSTIFICATION, "How lines of Arabic script are filled.", "justification", default=_EVEN
        ),
        "hanging_punctuation": Field(
            Flag(), "Whether signs at the edges of lines hang out of them.", "hanging_punctuation", default=False
        ),
        "drop_cap_lines": Field(
            Whole(0, 5, "lines"), "Height of the first letter of a chapter; 0 for none.", "drop_cap_lines", default=0
        ),
        "vocalized": Field(
            _by_script(_VOCALIZED, "a map from script to size and leading"),
            "How text with points or harakat is set, by script.",
            "vocalized",
            default={},
        ),
        "running_heads": Field(
            OneOf(HeadLetters), "The letters of running heads.", "running_heads", default=HeadLetters.PLAIN
        ),
        "folio": Field(
            OneOf(FolioPlace), "Where the page number stands under the text.", "folio", default=FolioPlace.OUTER
        ),
        "cover": Field(OneOf(CoverDesign), "What covers look like.", "cover", default=CoverDesign.BAND),
        "ornament": Field(
            OneOf(Ornament), "The sign of chapters and of items in lists.", "ornament", default=Ornament.STAR
        ),
        "medallion": Field(
            OneOf(MedallionShape), "What marks an event on the timeline.", "medallion", default=MedallionShape.STAR
        ),
        "poster_least": Field(Length("0pt", "100pt"), "Least type on posters.", "poster_least", default=0.0),
        "map": Field(OneOf(MapDesign), "How maps are drawn.", "map", default=MapDesign.ENGRAVED),
        "box": Field(OneOf(BoxDesign), "What sets a box apart from the text.", "box", default=BoxDesign.GROUND),
        "year_em": Field(
            Number(1.0, 5.0, "ems"), "Size of years over that of the text.", "year_em", default=USUAL_YEAR_EM
        ),
        "rule_scale": Field(Number(0.5, 4.0), "How thick rules are, over what is usual.", "rule_scale", default=1.0),
        "ragged": Field(Flag(), "Whether running text keeps its spaces even.", "ragged", default=False),
    },
)
_THEMES = NamedFiles("themes", "theme", "unknown-theme", THEME)
