"""The room that a block is set in: a column or a part of one, with the styles of the edition and the structure tree."""

from dataclasses import dataclass, replace

from booklet.document.model import Paragraph, Phrase
from booklet.geometry import Rect
from booklet.languages import Direction, Language
from booklet.layout.calls import with_calls
from booklet.layout.display import Role
from booklet.layout.memo import NO_MEMO, Memo
from booklet.layout.rows import TaggedText
from booklet.layout.setting import cleared, set_text, start_x
from booklet.layout.styles import Manner, Styles
from booklet.layout.tags import StructureBuilder
from booklet.text.style import ParagraphShape


@dataclass(frozen=True, slots=True)
class Foot:
    """Where the footnotes of a room stand: at the foot of the column that it is, or is a part of."""

    x: float
    """Of the left edge of the column."""
    measure: float
    """Width of the column."""
    lane: int
    """Notes of one lane stand under each other, those of several side by side, or on the pages of a spread."""
    languages: tuple[Language, ...]
    """Of all editions of the book: those that a note may be in."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a block needs to know of the place it goes to."""

    styles: Styles
    measure: float
    """Width, points."""
    height: float
    """Of a full column, points."""
    tags: StructureBuilder
    x: float = 0.0
    """Of the left edge, points from the left edge of the column."""
    parent: int = 0
    """Id of the element that what is set here belongs to."""
    below: bool = False
    """What is set here stands under its version in another language, which has the ornaments of both."""
    boxed: bool = False
    """What is set here stands in a box."""
    foot: Foot | None = None
    """None where there are no footnotes."""
    memo: Memo = NO_MEMO
    """What is kept from one document to the next."""

    @property
    def language(self) -> str:
        """BCP 47 code of the language that is set here."""
        return self.styles.language.code

    @property
    def off_grid(self) -> "Room":
        """The same room with the leading of its own language: what stands off the grid needs no other one's."""
        return replace(self, styles=replace(self.styles, leading=self.styles.own_leading))

    def inset(self, width: float) -> "Room":
        """Return the room that is left when `width` is taken off at the start edge."""
        x = self.x if self.styles.direction is Direction.RTL else self.x + width
        return replace(self, measure=self.measure - width, x=x)

    def at_foot(self) -> "Room":
        """Return the whole width of the column, for a footnote: off the grid, whatever calls it."""
        assert self.foot, "the reader lets no footnotes into a room without a foot"
        return replace(self.off_grid, measure=self.foot.measure, x=self.foot.x)

    def speaking(self, language: Language) -> "Room":
        """Return the same room for words in another language."""
        return replace(self, styles=replace(self.styles, language=language))

    def under(self, role: Role) -> "Room":
        """Return the same room inside a new element."""
        return replace(self, parent=self.tag(role))

    def at_start(self, width: float, offset: float = 0.0) -> float:
        """Return the x of something `width` wide that stands `offset` in from the start edge."""
        return start_x(self.styles.direction, Rect(self.x, 0.0, self.measure, 0.0), width, offset)

    def tag(self, role: Role, text: str = "", *, alt: str = "") -> int:
        """Add an element to this room's and return its id."""
        return self.tags.add(role, text, parent=self.parent, alt=alt, language=self.language)

    def text(
        self, role: Role, words: Phrase | Paragraph, manner: Manner, shape: ParagraphShape, leading: float
    ) -> TaggedText:
        """Return words set in lines, as an element of this room's, with one inside it for each address.

        Lines that are not filled to the measure are no running text on the grid: they stand as far apart as their ink
        asks for, where that is more than `leading`. The numbers of footnotes are part of the text.
        """
        spans = with_calls(words.spans, self.styles.figures.number)
        element = self.tag(role, "".join(span.text for span in spans))
        texts: dict[str, str] = {}
        for span in spans:
            if span.link:
                texts[span.link] = texts.get(span.link, "") + span.text
        inside = replace(self, parent=element)
        links = {target: (inside.tag(Role.LINK), text.strip()) for target, text in texts.items()}

        text = set_text(spans, manner, self.language, shape, leading, words.where)
        text = text if shape.justified else cleared(text)
        if shape.balanced:
            return TaggedText(text, element, self.x, links)
        return TaggedText(text, element, self.x, links, can_change=True)
