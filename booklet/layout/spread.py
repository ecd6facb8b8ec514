"""The cover of a glued book as it is printed: flat, back and front side by side, the spine between them.

Source: FEATURES.md, section 4 (15, 16). Seen from outside, a left-bound book has its back at the left of the spine and
its front at the right; a right-bound one the other way round. The inside is seen when the sheet is turned like a page.
"""

from collections.abc import Sequence
from dataclasses import replace

from booklet.color import Color
from booklet.document.book import Book
from booklet.document.edition import Paper
from booklet.document.model import Cover, Span
from booklet.geometry import Matrix, Rect, Size
from booklet.languages import Binding
from booklet.layout.display import Artifact, DisplayDocument, Group, Item, Marked, Page, Rule
from booklet.layout.ink import extremes
from booklet.layout.setting import place_line, set_text
from booklet.layout.styles import Styles
from booklet.text.lines import SetLine
from booklet.text.style import Alignment, ParagraphShape
from booklet.units import mm

LEAST_LETTERED_SPINE = mm(6)
"""A fold may miss its place by 1 to 2 mm at either side: on a narrower spine, words would stand on the front cover."""
_BESIDE = mm(1.5)
"""From the ink of the title to the edges of the spine, for the same reason."""
_ENDS = mm(15)
"""From the head and the foot of the spine to the title."""
_LEAST_SIZE = 6.0
"""Points: a smaller title is not read on a shelf."""


def cover_spread(cover: DisplayDocument, book: Book, styles: Styles, spine: float) -> DisplayDocument:
    """Return the outside and the inside of a cover as two pages, for a spine `spine` points wide.

    The pages of `cover` are the front, the inside front, the inside back and the back. `book` has the digits of the
    edition, and its title in the language of `styles` stands on the spine, if that is wide enough.
    """
    front, inside_front, inside_back, back = cover.pages
    has_ground = any(isinstance(block, Cover) for block in book.body)
    on_spine = _spine(book, styles, spine, on_ground=has_ground)
    outside, inside = (back, front), (inside_front, inside_back)
    if cover.binding is Binding.RIGHT:
        outside, inside = outside[::-1], inside[::-1]
    pages = _flat(outside, on_spine, book.paper, spine), _flat(inside, (), book.paper, spine)
    return replace(cover, pages=pages)


def _flat(halves: tuple[Page, Page], on_spine: tuple[Item, ...], paper: Paper, spine: float) -> Page:
    """Return two pages with the spine between them; what bleeds over a spine edge is cut off there."""
    (width, height), bleed = paper.trim, paper.bleed
    left, right = halves
    items = (
        Group(left.items, clip=Rect(-bleed, -bleed, width + bleed, height + 2 * bleed)),
        Group(on_spine, Matrix(e=width)),
        Group(right.items, Matrix(e=width + spine), clip=Rect(0.0, -bleed, width + bleed, height + 2 * bleed)),
    )
    return Page(Size(2 * width + spine, height), items)


def _spine(book: Book, styles: Styles, spine: float, *, on_ground: bool) -> tuple[Item, ...]:
    """Return the ground of the cover and the title along the spine, as if the spine were a page of its own."""
    (_, height), bleed = book.paper.trim, book.paper.bleed
    items: list[Item] = []
    if on_ground:
        ground = Rule(Rect(0.0, -bleed, spine, height + 2 * bleed), styles.ground.spine)
        items.append(Marked((ground,), Artifact.BACKGROUND))
    title = book.title[styles.language.code]
    color = styles.ground.words if on_ground else styles.palette.primary
    line = None
    if spine >= LEAST_LETTERED_SPINE:
        line = _fitted_line(title.spans, styles, Size(height - 2 * _ENDS, spine - 2 * _BESIDE), color)
    if line:
        rise, depth = extremes(line)
        # The middle of the ink, not of the line, stands in the middle of the spine.
        drawn = Marked((place_line(line, 0.0, (rise - depth) / 2, rise + depth),), Artifact.LAYOUT)
        items.append(Group((drawn,), _turned(styles, spine / 2, height)))
    return tuple(items)


def _fitted_line(spans: Sequence[Span], styles: Styles, room: Size, color: Color) -> SetLine | None:
    """Return a title in one line, centred, as large as there is room along the spine and across; None for no room."""
    size = styles.theme.sizes.cover_title
    while size >= _LEAST_SIZE:
        manner = styles.display_manner(size, color)
        shape = ParagraphShape(room.width, Alignment.CENTER)
        lines = set_text(spans, manner, styles.language.code, shape, size).lines
        if len(lines) == 1 and lines[0].right - lines[0].left <= room.width and sum(extremes(lines[0])) <= room.height:
            return lines[0]
        size -= 0.5
    return None


def _turned(styles: Styles, middle: float, height: float) -> Matrix:
    """Return the map from a line, its baseline's middle at the origin's height, to the spine it runs along.

    Read from head to foot the tops of the letters are toward the front cover: at the right in a left-bound book, at the
    left in a right-bound one.
    """
    tops_at_left = (styles.language.binding is Binding.RIGHT) != styles.language.spine_climbs
    if tops_at_left:
        return Matrix(0.0, -1.0, 1.0, 0.0, middle, height - _ENDS)
    return Matrix(0.0, 1.0, -1.0, 0.0, middle, _ENDS)
