"""How many lines of the shipped book are loose: total-fit line breaking against first-fit.

Run `.venv/bin/python bench/looseness.py`; the table is that of docs/typography.md.

The running text of each edition is set at measures from 120 to 340 points with the items, the hyphens and the
justification of the program, kashidas among them; only the choice of the line ends differs. *First-fit* is what most
word processors and browsers do: each line takes all that goes into it at its natural width; *tight first-fit* takes
all that goes into it when its spaces shrink as far as the program lets them. A line is loose when its spaces are wider
than 1.5 times their natural width, or when it has no space and leaves room; very loose, when they are wider than
twice that. Last lines are not counted.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import inf
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from unittest.mock import patch

from booklet.document.book import Book
from booklet.document.model import ItemList, Paragraph, Passage, Points, Quote, Text
from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.layout.styles import Styles, make_styles, styled_text
from booklet.text import choose
from booklet.text.fonts import FontLibrary
from booklet.text.items import FORBIDDEN, Box, Glue, Item, Penalty
from booklet.text.linebreak import Breakpoint, LineBreaker, Settings, break_lines
from booklet.text.lines import SetLine
from booklet.text.paragraph import set_paragraph
from booklet.text.style import ParagraphShape, StyledText

ROOT = Path(__file__).parent.parent
MEASURES = (120, 160, 200, 240, 280, 340)
LANGUAGES = ("he", "ar", "en", "fr")

_LOOSE, _VERY_LOOSE = 1.5, 2.0  # of the natural width of a space
_ERROR = 0.01  # points: what a filled line may be short of
_SLACK_ERROR = 1e-6  # points, as in `linebreak`
_DEAR = 1000.0  # the cost from which a break is the last resort: the last word divided, or one between two letters


class Counted(NamedTuple):
    """The filled lines of some paragraphs."""

    lines: int
    loose: int
    very_loose: int
    hyphens: int
    widest: float
    """The widest space, relative to its natural width."""


def first_fit(
    items: Sequence[Item], measures: Sequence[float], _: Settings | None = None, *, shrinks: bool = False
) -> list[Breakpoint]:
    """Return lines that each take as much as goes in, as `break_lines` would return them, but for the ratios."""
    lines: list[Breakpoint] = []
    start = 0
    while start < len(items):
        measure = measures[min(len(lines), len(measures) - 1)]
        end = _first_fit_end(items, start, measure, shrinks=shrinks)
        lines.append(Breakpoint(end, 0.0, start))
        start = end + 1
        while start < len(items) and isinstance(items[start], Glue):
            start += 1
    return lines


def _first_fit_end(items: Sequence[Item], start: int, measure: float, *, shrinks: bool) -> int:
    """Return the last place to end a line that begins at `start`, or the first if none fits."""
    width = 0.0
    good = last_resort = None
    for i in range(start, len(items)):
        item = items[i]
        if isinstance(item, Box):
            width += item.width
            continue
        if _is_legal(items, i):
            added = item.width if isinstance(item, Penalty) else 0.0
            if width + added > measure + _SLACK_ERROR:
                return good or last_resort or i
            if isinstance(item, Penalty) and item.cost >= _DEAR:
                last_resort = i
            else:
                good = i
            if i == len(items) - 1:
                return i
        if isinstance(item, Glue):
            width += item.width - item.shrink * shrinks
    raise AssertionError("the items end with a forced break")


def _is_legal(items: Sequence[Item], i: int) -> bool:
    item = items[i]
    if isinstance(item, Penalty):
        return item.cost < FORBIDDEN
    return isinstance(item, Glue) and i > 0 and isinstance(items[i - 1], Box)


WAYS: dict[str, Callable[..., list[Breakpoint]]] = {
    "total-fit": break_lines,
    "first-fit": first_fit,
    "tight first-fit": partial(first_fit, shrinks=True),
}


def counted(paragraphs: Sequence[StyledText], measure: float, way: str) -> Counted:
    """Return what the lines of paragraphs are like at a measure when their ends are chosen in a way."""
    widest, hyphens = [], 0
    with patch.object(
        choose,
        "LineBreaker",
        lambda *asked: SimpleNamespace(best=WAYS[way](*asked), widest_piece=LineBreaker(*asked).widest_piece),
    ):
        for paragraph in paragraphs:
            for line in set_paragraph(paragraph, ParagraphShape(measure, hyphenate=True)):
                if line.end < len(paragraph.text) and paragraph.text[line.end - 1] != "\u2028":
                    widest.append(_widest_space(line, measure))
                    hyphens += line.pieces[-1].start == line.pieces[-1].end
    loose, very_loose = (sum(space > limit for space in widest) for limit in (_LOOSE, _VERY_LOOSE))
    return Counted(len(widest), loose, very_loose, hyphens, max(space for space in widest if space < inf))


def _widest_space(line: SetLine, measure: float) -> float:
    """Return the widest space of a filled line, relative to its natural width; infinite where one is missing."""
    spaces = [(piece.run.width(piece.size), piece.extra) for piece in line.pieces if piece.run.text in " \xa0"]
    if line.right - line.left < measure - _ERROR:
        return inf
    return max(((natural + extra) / natural for natural, extra in spaces), default=1.0)


def running_text(book: Book, styles: Styles) -> list[StyledText]:
    """Return the paragraphs of the body in a language, in the text face of the theme."""
    language = styles.language.code
    manner = styles.text_manner(styles.theme.sizes.body)
    return [styled_text(one.spans, manner, language, one.where) for one in _paragraphs(book, language)]


def _paragraphs(book: Book, language: str) -> Iterator[Paragraph]:
    passages: list[Passage] = []
    for block in book.body:
        match block:
            case Text() | Quote():
                passages.append(block.text[language])
            case Points():
                passages += [point.text[language] for point in block.items if point.text]
            case _:
                pass
    passages += [event.text[language] for event in book.events if event.text]
    for passage in passages:
        yield from _of_blocks(passage.blocks)


def _of_blocks(blocks: Sequence[Paragraph | ItemList]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for item in block.items:
                yield from _of_blocks(item)


def shipped_text(language: str) -> list[StyledText]:
    """Return the running text of an edition of the shipped book."""
    book = read_book(ROOT / "content" / "legacy-of-alliance")
    styles = make_styles(read_theme(book.theme), book.editions[language].language, FontLibrary(ROOT / "fonts"))
    return running_text(book, styles)


def table() -> Iterator[str]:
    """Yield the rows of the table, in Markdown."""
    yield f"| | {' | '.join(map(str, MEASURES))} | all | beyond 2 | widest | lines | hyphens |"
    yield f"|---|{'---|' * (len(MEASURES) + 5)}"
    for language in LANGUAGES:
        paragraphs = shipped_text(language)
        for way in WAYS:
            found = [counted(paragraphs, measure, way) for measure in MEASURES]
            whole = together(found)
            shares = [f"{100 * one.loose / one.lines:.1f}" for one in [*found, whole]]
            beyond_2 = f"{100 * whole.very_loose / whole.lines:.1f}"
            others = [beyond_2, f"{whole.widest:.1f}", f"{whole.lines}", f"{whole.hyphens}"]
            yield f"| {language}, {way} | {' | '.join(shares + others)} |"


def together(counts: Sequence[Counted]) -> Counted:
    """Return the sums."""
    return Counted(
        lines=sum(one.lines for one in counts),
        loose=sum(one.loose for one in counts),
        very_loose=sum(one.very_loose for one in counts),
        hyphens=sum(one.hyphens for one in counts),
        widest=max(one.widest for one in counts),
    )


if __name__ == "__main__":
    for row in table():
        print(row)
