"""The table of contents: titles at the start edge, folios at the end edge, dotted leaders between them.

The lines take their room before anyone knows on which pages the chapters begin; `numbered` gives them their folios.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booklet.document.model import Phrase
from booklet.geometry import Point, Rect
from booklet.languages import Direction
from booklet.layout.display import Artifact, Item, LineTo, Link, Marked, MoveTo, Path, Role
from booklet.layout.room import Room
from booklet.layout.rows import Row, space
from booklet.layout.setting import ASCENT_SHARE, SetText, plain, set_text
from booklet.layout.styles import Manner
from booklet.text.style import Alignment, ParagraphShape

_FOLIO_EM = 4.0
"""Kept free beside a title: four digits of half an em, the gaps at both ends of the leader, some dots of it."""
_GAP_EM = 0.7
"""At both ends of a leader, in ems of the body text."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """Where a line of the contents leads."""

    page_index: int
    folio: SetText
    element: int
    """Id of the LINK element."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """The title of a chapter, with its folio once that is known."""

    words: str
    chapter_index: int
    """0-based, among those of its language."""
    title: SetText
    room: Room
    """That of the whole line, inside the entry's element."""
    reference: _Reference | None = None

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return title, folio and leader; the two last stand on the title's last line."""
        assert self.reference is not None, "the pages of the chapters are known before the contents are drawn"
        measure, leading = self.room.measure, self.title.leading
        at = Point(at.x + self.room.x, at.y)
        rtl = self.room.styles.direction is Direction.RTL
        title = self.title.place(at.x + (measure - self.title.measure if rtl else 0.0), at.y)
        folio = self.reference.folio
        (line,) = folio.lines
        top = at.y + self.title.height - leading
        (number,) = folio.place(at.x - line.left if rtl else at.x + measure - line.right, top)
        gap = _GAP_EM * self.room.styles.theme.sizes.body
        first, second = (number.box, title[-1].box) if rtl else (title[-1].box, number.box)
        baseline = top + ASCENT_SHARE * leading
        leader = Path(
            (MoveTo(Point(first.right + gap, baseline)), LineTo(Point(second.x - gap, baseline))),
            stroke=self.room.styles.palette.ornament,
            stroke_width=0.9,
            dash=(0.0, 4.0),
            round_ends=True,
        )
        return (Marked((*title, number), self.reference.element), Marked((leader,), Artifact.LAYOUT))

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return the whole line as one area."""
        assert self.reference is not None, "the pages of the chapters are known before the contents are drawn"
        rect = Rect(at.x + self.room.x, at.y, self.room.measure, self.title.height)
        return (Link(rect, self.reference.page_index, self.words, self.reference.element),)


def contents_units(titles: Sequence[Phrase], room: Room) -> list[list[Row]]:
    """Return one row per title, without folios, each with room below it."""
    leading = room.styles.leading
    whole = room.under(Role.CONTENTS)
    shape = ParagraphShape(room.measure - _FOLIO_EM * room.styles.theme.sizes.lead, Alignment.START)
    units: list[list[Row]] = []
    for i, title in enumerate(titles):
        text = set_text(plain(title.text), _manner(room), room.language, shape, leading, title.where)
        line = EntryLine(title.text, i, text, whole.under(Role.CONTENTS_ITEM))
        units.append([Row(text.height, line), space(0.5 * leading)])
    return units


def numbered(line: EntryLine, page_index: int) -> EntryLine:
    """Return a line that shows the folio of its chapter's page and leads there."""
    room = line.room
    folio = room.styles.figures.folio(page_index + 1)
    number = set_text(plain(folio), _manner(room), room.language, ParagraphShape(room.measure), line.title.leading)
    element = room.tag(Role.LINK, f"{line.words} {folio}")
    return replace(line, reference=_Reference(page_index, number, element))


def _manner(room: Room) -> Manner:
    return room.styles.text_manner(room.styles.theme.sizes.lead)
