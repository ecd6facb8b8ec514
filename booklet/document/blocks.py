"""The blocks that a body can have: the first part of the format's table (see `format`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Any

from booklet.document.conditions import CONDITION_WORDS, check_condition_place, condition_schema
from booklet.document.framing import FULL_WIDTH, USUAL_FOCUS, FullBleed, Placing
from booklet.document.model import (
    BackCover,
    Blank,
    Block,
    Box,
    Contents,
    Cover,
    Credits,
    Figure,
    Heading,
    Map,
    MapPlace,
    NotesPage,
    PageBreak,
    PageTurn,
    Pictures,
    Point,
    Points,
    PullQuote,
    Quote,
    Text,
    TextStyle,
    Timeline,
)
from booklet.document.picture_shapes import FocusPoint, PictureWidth, Ratio
from booklet.document.scalars import Flag, Length, Number, OneOf, Share, Word
from booklet.document.shapes import Desk, Field, Listed, Made, Record, Schema, Shape, near, shared, wrong_type
from booklet.document.texts import PASSAGE, PASSAGE_WITHOUT_NOTES, PHRASE, Picture
from booklet.document.yaml_nodes import Kind, MappingNode, Node, ScalarNode
from booklet.errors import Where

ADDRESS = Word("a web address", r"^https?://[^\s/]\S*$", "write it whole: https://www.example.org/")


class _EventList(Enum):
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of block."""

    help: str
    shape: Shape[Any] | None
    """Its value is the block; None when it takes no value."""
    bare: Callable[[Where], Block] | None = None
    """The block that its word alone stands for; None when it needs a value."""


def block_word(node: Node) -> tuple[ScalarNode, Node | None] | None:
    """Return the first word of an item of the body and its value; None for what cannot be a block.

    Conditions are no block, whether they stand before it or after it.
    """
    match node:
        case ScalarNode(kind=Kind.TEXT):
            return node, None
        case MappingNode():
            return next((entry for name, entry in node.entries.items() if name not in CONDITION_WORDS), None)
        case _:
            return None


@dataclass(frozen=True, slots=True)
class BlockShape(Shape[Any]):
    """An item of a body: the word of a block, or the word with its value."""

    kinds: Mapping[str, BlockKind]
    """By their words."""
    definition: str
    """Name under which the schema is shared."""
    place: str
    """The place that these blocks stand in: `the body`."""
    takes_conditions: bool = False
    """They may be for some of the personal copies alone."""

    def read(self, node: Node, desk: Desk) -> Block | None:
        """Return the block."""
        named = block_word(node)
        if self.takes_conditions:
            check_condition_place(named[0] if named else None, node, desk)
        if named is None:
            if self.takes_conditions and isinstance(node, MappingNode) and node.entries:
                return None  # a condition alone has been told
            wrong_type(node, "a block, such as `text: …`", desk, f"blocks: {', '.join(self.kinds)}")
            return None
        word, value = named
        kind = self.kinds.get(word.text)
        if kind is None:
            hint = near(word.text, list(self.kinds), "blocks")
            desk.faults.error(word.spot, "unknown-key", f"`{word.text}` is not a block of {self.place}", hint)
            return None
        entries = node.entries if isinstance(node, MappingNode) else {}
        words = [key for name, (key, _) in entries.items() if not (self.takes_conditions and name in CONDITION_WORDS)]
        if len(words) > 1:
            second = words[1]
            message = f"`{second.text}` stands in the same item as `{word.text}`; an item of a body is one block"
            hint = "begin it on a line of its own with `- `; if it belongs inside the block, move it two spaces in"
            desk.faults.error(second.spot, "two-blocks", message, hint)
        return self._block(kind, word, value, desk)

    def _block(self, kind: BlockKind, word: ScalarNode, value: Node | None, desk: Desk) -> Block | None:
        if value is None or (isinstance(value, ScalarNode) and value.kind is Kind.NULL):
            if kind.bare is not None:
                return kind.bare(word.spot.where)
            desk.faults.error(word.spot, "empty-value", f"nothing stands after `{word.text}`", kind.help)
            return None
        if kind.shape is None:
            message = f"`{word.text}` takes no value"
            desk.faults.error(value.spot, "wrong-type", message, f"write `- {word.text}` alone")
            return None
        block: Block | None = kind.shape.read(value, desk)
        return None if block is None else replace(block, where=word.spot.where)

    def schema(self, definitions: Schema) -> Schema:
        """Return the words and the forms of their values."""
        words: list[Schema] = [
            {"const": word, "description": kind.help} for word, kind in self.kinds.items() if kind.bare is not None
        ]
        conditions = sorted(CONDITION_WORDS) if self.takes_conditions else []
        properties = {word: self._value(kind, definitions) for word, kind in self.kinds.items()}
        properties |= {word: shared("condition", condition_schema(), definitions) for word in conditions}
        written: Schema = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            # One block, and its conditions.
            "minProperties": 1,
            "maxProperties": 1 + len(conditions),
        }
        return shared(self.definition, {"anyOf": [written, *words]}, definitions)

    def _value(self, kind: BlockKind, definitions: Schema) -> Schema:
        values: list[Schema] = [] if kind.shape is None else [kind.shape.schema(definitions)]
        values += [{"type": "null"}] if kind.bare is not None else []
        return {"description": kind.help} | (values[0] if len(values) == 1 else {"anyOf": values})


# --- The values of blocks ---------------------------------------------------------------------------------------------

_COVER = Record(
    "the cover",
    Cover,
    {
        "title": Field(PHRASE, "Title on the cover; left out, the book's title.", "title"),
        "subtitle": Field(PHRASE, "A line below the title.", "subtitle"),
        "years": Field(PHRASE, "The span of time, as it is to be printed: 1860–1948.", "years"),
    },
)
_CONTENTS = Record(
    "the table of contents",
    Contents,
    {"title": Field(PHRASE, "Its heading; left out, the usual word of the language.", "title")},
)
_QUOTED = {
    "text": Field(PASSAGE, "The words quoted, without quotation marks.", "text", required=True),
    "source": Field(PHRASE, "Who said it, and where.", "source"),
}
_QUOTE = Record(
    "a quote",
    Quote,
    {
        **_QUOTED,
        "full-page": Field(Flag(), "Set it large on a page of its own.", "full_page", default=False),
    },
)
_PULL_QUOTE = Record(
    "a pull quote",
    PullQuote,
    {
        "text": Field(PHRASE, "The words, without quotation marks.", "text", required=True),
        "source": Field(PHRASE, "Who said them, where they are not the chapter's own.", "source"),
    },
)
_POINT = Record(
    "a point",
    Point,
    {
        "title": Field(PHRASE, "The point in a few words.", "title", required=True),
        "text": Field(PASSAGE, "What stands behind it.", "text"),
    },
)
_PICTURE_FIELDS = {
    "file": Field(Picture(), "A JPEG, PNG or SVG in the book's folder: pictures/school.jpg", "file", required=True),
    "alt": Field(PHRASE, "What the picture shows, for readers who cannot see it.", "alt", required=True),
    "caption": Field(PHRASE, "The line below it.", "caption"),
    "credit": Field(PHRASE, "Who made it, and where it is from.", "credit"),
    "ratio": Field(Ratio(), "The shape it is cropped to, width to height: 3:2; left out, its own.", "ratio"),
    "focus": Field(
        FocusPoint(),
        "What cropping must leave in sight, from the left and from the top: [50%, 20%]; left out, above the middle.",
        "focus",
        default=USUAL_FOCUS,
    ),
}
_PLACED_FIELDS = _PICTURE_FIELDS | {
    "width": Field(
        PictureWidth(), "How wide it is, of the width of the text: 60%, or 75mm.", "width", default=FULL_WIDTH
    ),
    "place": Field(OneOf(Placing), "Where a narrower one stands; left out, start.", "place", default=Placing.START),
}
_BOXED_FIGURE = Record("a figure in a box", Figure, _PLACED_FIELDS)
_FIGURE = Record(
    "a figure",
    Figure,
    _PLACED_FIELDS
    | {
        "full-bleed": Field(
            OneOf(FullBleed), "Beyond the cut: over a whole page, or a band at the head of one.", "full_bleed"
        ),
    },
)
_PICTURE = Record("a picture", Figure, _PICTURE_FIELDS)
_PICTURES = Listed(_PICTURE, "pictures", most=3, too_many="no more than three pictures stand side by side")
_CREDITS = Record(
    "the credits",
    Credits,
    {"title": Field(PHRASE, "Their heading; left out, the usual words of the language.", "title")},
)
LATITUDE = Field(
    Number(
        -90,
        90,
        "degrees of latitude",
        "write degrees with a decimal point, south of the equator negative: 35.57; is it the longitude?",
    ),
    "Degrees, north positive: 35.57",
    "latitude",
)
LONGITUDE = Field(
    Number(-180, 180, "degrees of longitude", "write degrees with a decimal point, west of Greenwich negative: -5.37"),
    "Degrees, east positive: -5.37",
    "longitude",
)
_MAP_PLACE = Record(
    "a place on a map",
    MapPlace,
    {
        "name": Field(PHRASE, "Its name as printed on the map.", "name", required=True),
        "latitude": replace(LATITUDE, required=True),
        "longitude": replace(LONGITUDE, required=True),
    },
)
MAP_PLACES = Listed(_MAP_PLACE, "places", 60, "a map has 60 places at most")
MAP_ALT = Field(PHRASE, "What it shows, for readers who cannot see it; left out, the names of the places.", "alt")
_MAP = Record(
    "a map",
    Map,
    {
        "places": Field(
            MAP_PLACES,
            "What it shows; the part of the Earth follows from them.",
            "places",
            required=True,
        ),
        "caption": Field(PHRASE, "The line below it.", "caption"),
        "credit": Field(PHRASE, "Who made it, and where it is from.", "credit"),
        "alt": MAP_ALT,
        "width": Field(Share(30, 100), "How wide it is, of the width of the text: 60%.", "width", default=1.0),
        "height": Field(Length("25mm", "1000mm"), "How high it is; left out, as the places ask for.", "height"),
    },
)
_NOTES_PAGE = Record(
    "a notes page", NotesPage, {"title": Field(PHRASE, "Its heading; left out, there is none.", "title")}
)
_BACK_COVER = Record(
    "the back cover",
    BackCover,
    {
        "text": Field(PASSAGE_WITHOUT_NOTES, "A paragraph about the book or its publisher.", "text"),
        "credits": Field(PASSAGE_WITHOUT_NOTES, "Who made and who publishes it; small, at the foot.", "credits"),
        "qr": Field(ADDRESS, "A web address, printed as a QR code.", "url"),
        "qr-caption": Field(PHRASE, "The line beside the QR code.", "url_caption"),
    },
    needs={"qr-caption": "qr"},
)


class _PointShape(Shape[Point]):
    """A point: a phrase, or a title with a text."""

    def read(self, node: Node, desk: Desk) -> Point | None:
        if isinstance(node, MappingNode) and node.entries.keys() & _POINT.fields.keys():
            return _POINT.read(node, desk)
        title = PHRASE.read(node, desk)
        return None if title is None else Point(title=title, text=None, where=node.spot.where)

    def schema(self, definitions: Schema) -> Schema:
        return {"anyOf": [PHRASE.schema(definitions), _POINT.schema(definitions)]}


def _heading(level: int) -> Shape[Heading]:
    return Made(PHRASE, lambda text, where: Heading(text=text, level=level, where=where))


def _text(style: TextStyle) -> Shape[Text]:
    return Made(PASSAGE, lambda text, where: Text(text=text, style=style, where=where))


_TEXT = BlockKind("Running text.", _text(TextStyle.BODY))
_SMALL = BlockKind("Text set small: imprint, credits, notes.", _text(TextStyle.SMALL))
_LIST = BlockKind(
    "Statements, each with a drawn marker.",
    Made(Listed(_PointShape(), "points"), lambda items, where: Points(items=items, where=where)),
)
_SIDE_BY_SIDE = BlockKind(
    "Two or three pictures side by side, of one height.",
    Made(_PICTURES, lambda figures, where: Pictures(figures=figures, where=where)),
)
_BOXED_QUOTE = Record("a quote in a box", partial(Quote, full_page=False), _QUOTED)
_BOX = Record(
    "a box",
    Box,
    {
        "title": Field(PHRASE, "Its heading; left out, there is none.", "title"),
        "body": Field(
            Listed(
                BlockShape(
                    {
                        "text": _TEXT,
                        "small": _SMALL,
                        "quote": BlockKind("A quotation.", _BOXED_QUOTE),
                        "list": _LIST,
                        "figure": BlockKind("A picture.", _BOXED_FIGURE),
                        "pictures": _SIDE_BY_SIDE,
                    },
                    "boxed-block",
                    "a box",
                ),
                "blocks",
                1000,
            ),
            "What is in it: texts, quotations, lists, pictures.",
            "body",
            required=True,
        ),
    },
)
BLOCKS: Mapping[str, BlockKind] = {
    "cover": BlockKind(
        "The front cover; first in the body.",
        _COVER,
        lambda where: Cover(title=None, subtitle=None, years=None, where=where),
    ),
    "contents": BlockKind("The table of contents.", _CONTENTS, lambda where: Contents(title=None, where=where)),
    "heading": BlockKind("The heading of a chapter, which opens on a new page.", _heading(1)),
    "subheading": BlockKind("A heading inside a chapter.", _heading(2)),
    "minor-heading": BlockKind("A heading below a subheading.", _heading(3)),
    "text": _TEXT,
    "lead": BlockKind("The first words of a chapter, set larger.", _text(TextStyle.LEAD)),
    "small": _SMALL,
    "quote": BlockKind("A quotation.", _QUOTE),
    "pull-quote": BlockKind("A few words of the text, set large to draw the eye.", _PULL_QUOTE),
    "list": _LIST,
    "figure": BlockKind("A picture.", _FIGURE),
    "pictures": _SIDE_BY_SIDE,
    "credits": BlockKind(
        "The credits of all pictures, with their pages; nothing where there are none.",
        _CREDITS,
        lambda where: Credits(title=None, where=where),
    ),
    "map": BlockKind("A map with places on it.", _MAP),
    "box": BlockKind("Facts set apart from the text, on a ground or in a frame.", _BOX),
    "timeline": BlockKind(
        "The events as pages of the booklet.",
        Made(OneOf(_EventList), lambda _, where: Timeline(where=where)),
        lambda where: Timeline(where=where),
    ),
    "blank": BlockKind("A page left empty on purpose.", None, lambda where: Blank(where=where)),
    "page-break": BlockKind(
        "Go on at the top of the next page, the next recto (odd page) or the next verso (even page).",
        Made(OneOf(PageTurn), lambda to, where: PageBreak(to=to, where=where)),
        lambda where: PageBreak(to=PageTurn.NEXT, where=where),
    ),
    "notes-page": BlockKind("A ruled page to write on.", _NOTES_PAGE, lambda where: NotesPage(title=None, where=where)),
    "back-cover": BlockKind(
        "The back cover; last in the body.",
        _BACK_COVER,
        lambda where: BackCover(text=None, credits=None, url=None, url_caption=None, where=where),
    ),
}
BODY_BLOCK = BlockShape(BLOCKS, "block", "the body", takes_conditions=True)
