"""The credits of the pictures: a line for each, with the page that it is on, which leads there.

The lines take their room before anyone knows the pages of the pictures; `on_page` gives each its folio.
"""

from dataclasses import dataclass, replace

from booklet.document.book import Book
from booklet.document.model import Credits, Phrase
from booklet.document.pictures import figures_of
from booklet.errors import Where
from booklet.geometry import Point, Rect
from booklet.layout.display import Item, Link, Marked, Role
from booklet.layout.room import Room
from booklet.layout.rows import Row, before, on_grid, space, text_rows
from booklet.layout.setting import SetText, plain, set_text
from booklet.layout.styles import small_leading
from booklet.layout.words import CREDITS
from booklet.text.style import Alignment, ParagraphShape

_MOST_PAGES = 200
"""The widest folio of the pages up to here has room beside the credits; fewer than 1 in 10 booklets have more."""
_GAP_EM = 0.8
"""Between the folio and the words."""
_ABOVE = 0.6
"""Lines of the grid above the heading."""


@dataclass(frozen=True, slots=True)
class CreditFolio:
    """The page of a picture before its credit, once it is known."""

    credit: Where
    """Place of the picture in the source."""
    words: str
    room: Room
    """That of the folio, inside the element of the label."""
    leading: float
    number: SetText | None = None
    element: int = 0
    page_index: int = 0

    def on_page(self, page_index: int) -> "CreditFolio":
        """Return the folio of a page."""
        folio = self.room.styles.figures.folio(page_index + 1)
        number = _set(folio, self.room, self.leading)
        return replace(self, number=number, element=self.room.tag(Role.LINK, folio), page_index=page_index)

    def place(self, at: Point) -> tuple[Item, ...]:
        """Return the folio at the start edge."""
        assert self.number, "the pages of the pictures are known before their credits are drawn"
        return (Marked(self.number.place(at.x + self.room.x, at.y), self.element),)

    def links(self, at: Point) -> tuple[Link, ...]:
        """Return the folio as an area that leads to the picture."""
        rect = Rect(at.x + self.room.x, at.y, self.room.measure, self.leading)
        return (Link(rect, self.page_index, self.words, self.element),)


def credits_units(block: Credits, book: Book, room: Room) -> list[list[Row]]:
    """Return a heading and a line for each picture that has a credit, in their order; nothing where there are none."""
    credited = {figure.where: figure.credit[room.language] for figure in figures_of(book.body) if figure.credit}
    if not credited:
        return []
    styles = room.styles
    size, leading = styles.theme.sizes.small, small_leading(styles)
    title = (
        block.title[room.language] if block.title else Phrase(spans=plain(CREDITS[room.language]), where=block.where)
    )
    shape = ParagraphShape(room.measure, Alignment.START)
    heading = room.text(Role.PARAGRAPH, title, styles.strong_manner(size, styles.palette.primary), shape, leading)
    units = [[space(_ABOVE * styles.leading, breakable=False), *text_rows(heading, keep=True)]]
    column = _widest_folio(room, leading) + _GAP_EM * size
    whole = room.under(Role.LIST)
    units += [_unit(where, phrase, whole, column) for where, phrase in credited.items()]
    units[-1] = on_grid(units[-1], styles.leading)
    return units


def _unit(where: Where, phrase: Phrase, whole: Room, column: float) -> list[Row]:
    item = whole.under(Role.LIST_ITEM)
    label = replace(item.under(Role.LABEL), x=item.at_start(column), measure=column)
    body = item.inset(column).under(Role.LIST_BODY)
    manner = body.styles.text_manner(body.styles.theme.sizes.small)
    shape = ParagraphShape(body.measure, Alignment.START, hyphenate=False)
    text = body.text(Role.PARAGRAPH, phrase, manner, shape, small_leading(body.styles))
    first, *others = text_rows(text)
    return [before(CreditFolio(where, phrase.text, label, text.text.leading), first), *others]


def _widest_folio(room: Room, leading: float) -> float:
    folios = map(room.styles.figures.folio, range(1, _MOST_PAGES))
    return _set(max(folios, key=len), room, leading).width


def _set(folio: str, room: Room, leading: float) -> SetText:
    manner = room.styles.text_manner(room.styles.theme.sizes.small, room.styles.palette.primary)
    return set_text(plain(folio), manner, room.language, ParagraphShape(room.measure, Alignment.START), leading)
