"""Mend pages: set a paragraph or two a line longer or shorter where that fills a short page or saves a near-empty one.

Widow and orphan control leaves pages a line short, and a section can end in a few lines on a page of their own. Each
page is looked at once, with those of the section's end as far as they are near; a page that is far from the end is
mended only by what leaves all that follows where it is. Nothing is changed that does not make the pages better.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import NamedTuple

from booklet.layout.flow import (
    bound,
    break_pages_tightly,
    column_height,
    column_rows,
    drawn_together,
    page_spans,
)
from booklet.layout.rows import Row, TaggedText, TextLine, foot_height, may_end_page, text_rows
from booklet.layout.setting import Alternative, SetText, alternative

_NEAR = 4
"""Pages from which the end of the section is looked at: a line fewer or more has its effect within two or three."""
_TRIED = 12
"""Changes of which two together are tried: 66 pairs, each a fraction of a millisecond."""
_LOST_LINES = 5
"""Lines that look forgotten on a page of their own; more are a short page."""
_LEAST_LAST_LINE = 1 / 6
"""Of the measure; as where lines are chosen: one short word on a line of its own is no gain."""
_ERROR = 0.01
"""Points: what adding floats loses."""


class _Faults(NamedTuple):
    """What is wrong with pages."""

    pages: int
    lost: bool
    """The last page holds a few lost lines."""
    short: int
    """How many pages before the last end at least a line above the foot."""

    def better(self, than: "_Faults") -> bool:
        """Say whether there is less of one fault and no more of any other."""
        return self != than and all(mine <= other for mine, other in zip(self, than, strict=True))


class _Change(NamedTuple):
    """A paragraph with a line more or fewer."""

    start: int
    end: int
    """Half open: the rows that it replaces."""
    rows: list[Row]
    """As many as it would have, with nothing new drawn in them: to see where pages would end."""
    to: Alternative

    def made(self, before: Sequence[Row]) -> list[Row]:
        """Return its lines as rows; `before` are those that they replace."""
        drawing = before[0].drawing
        assert isinstance(drawing, TextLine), "only paragraphs change"
        first, *others = text_rows(replace(drawing.of, text=self.to.text()), keep=not before[-1].breakable)
        return [replace(first, anchors=before[0].anchors), *others]


def mended(rows: Sequence[Row], height: float, leading: float) -> list[Row]:
    """Return the rows of a section, some of its paragraphs set a line longer or shorter than is best for themselves.

    `leading` is that of the grid; paragraphs of another one stay, for what stands around them fits it to the grid.
    """
    rows = bound(rows)
    pages = list(page_spans(rows, height))
    if len(pages) < 2:
        return rows
    if len(break_pages_tightly(rows, height)) < len(pages):
        return rows  # its spaces are drawn together, so that its pages end elsewhere
    done = _mended(rows, height, leading)
    spans = list(page_spans(done, height))
    if len(spans) > 1 and _is_lost(column_rows(done[slice(*spans[-1])]), leading):
        closer = _mended(drawn_together(rows), height, leading)
        if len(list(page_spans(closer, height))) < len(spans):
            return closer
    return done


def _mended(rows: Sequence[Row], height: float, leading: float) -> list[Row]:
    rows = [*rows]
    start = 0
    while start < len(rows):
        spans = list(islice(page_spans(rows, height, start), _NEAR + 1))
        if len(spans) < 2:
            break
        start, end = spans[0][0], spans[-1][1]
        changes = _best_changes(rows[start:end], height, leading, is_end=len(spans) <= _NEAR)
        for change in sorted(changes, key=lambda change: -change.start):
            place = slice(start + change.start, start + change.end)
            rows[place] = change.made(rows[place])
        _, start = next(page_spans(rows, height, start))
    return rows


def _best_changes(rows: Sequence[Row], height: float, leading: float, *, is_end: bool) -> tuple[_Change, ...]:
    """Return the least that makes the pages better: one change or two, none if there are no such or no need.

    Unless the rows are the end of the section, only the first page counts, and what follows it must stay.
    """
    faults, rest = _faults(rows, height, leading, is_end=is_end)
    if not faults.lost and not _is_short(column_rows(rows[: len(rows) - rest]), height, leading):
        return ()
    possible = _changes(rows, len(rows) if faults.lost else len(rows) - rest, leading)
    best = sorted(possible, key=lambda change: change.to.loosest)[:_TRIED]
    for count in (1, 2):
        for changes in combinations(best, count):
            if len({change.start for change in changes}) < count:
                continue
            after, rest_after = _faults(_changed(rows, changes), height, leading, is_end=is_end)
            improves = after.better(faults) and (is_end or rest_after == rest)
            if improves and all(change.to.is_decent for change in changes):
                return changes
    return ()


def _changed(rows: Sequence[Row], changes: Iterable[_Change]) -> list[Row]:
    done = list(rows)
    for change in sorted(changes, key=lambda change: -change.start):
        done[change.start : change.end] = change.rows
    return done


def _faults(rows: Sequence[Row], height: float, leading: float, *, is_end: bool) -> tuple[_Faults, int]:
    """Return the faults of the pages, and the number of rows after the first one."""
    spans = list(page_spans(rows, height))
    pages = [column_rows(rows[start:end]) for start, end in spans]
    rest = len(rows) - spans[0][1]
    if not is_end:
        return _Faults(0, lost=False, short=_is_short(pages[0], height, leading)), rest
    lost = len(pages) > 1 and _is_lost(pages[-1], leading)
    return _Faults(len(pages), lost, sum(_is_short(page, height, leading) for page in pages[:-1])), rest


def _is_lost(page: Sequence[Row], leading: float) -> bool:
    """Say whether a page holds so few lines that it looks forgotten."""
    return column_height(page) < _LOST_LINES * leading + _ERROR


def _is_short(page: Sequence[Row], height: float, leading: float) -> bool:
    """Say whether a page has room for a line at its foot that no elastic space takes up."""
    return column_height(page) + foot_height(page) + leading < height + _ERROR and not any(row.stretch for row in page)


# --- Paragraphs set anew ------------------------------------------------------------------------------------------


def _changes(rows: Sequence[Row], end: int, leading: float) -> Iterator[_Change]:
    """Yield each paragraph that begins before the end, or right at it, a line longer and a line shorter."""
    i = 0
    while i <= min(end, len(rows) - 1):
        text, start = _paragraph(rows[i]), i
        i += 1
        if text is None:
            continue
        while i < len(rows) and _paragraph(rows[i]) is text:
            i += 1
        # One that has other drawings beside its lines, or began on the page before, is not there with all of them.
        # One that calls footnotes stays: they would have to follow their calls to other lines.
        calls = any(row.notes for row in rows[start:i])
        if i - start == len(text.text.lines) and not calls and abs(text.text.leading - leading) < _ERROR:
            yield from _set_anew(text.text, rows, start, i)


def _paragraph(row: Row) -> TaggedText | None:
    """Return the paragraph that the row is a line of, if that can be set anew; those in a box stay as they are."""
    drawing, fixed = row.drawing, bool(row.sides) or row.box is not None
    return drawing.of if isinstance(drawing, TextLine) and drawing.of.can_change and not fixed else None


def _set_anew(text: SetText, rows: Sequence[Row], start: int, end: int) -> Iterator[_Change]:
    for looseness in (1, -1):
        to = alternative(text, looseness)
        if to is not None and not _has_new_runt(to, text):
            keep, last = not rows[end - 1].breakable, to.line_count - 1
            like = [replace(rows[start], breakable=may_end_page(i, last, keep=keep)) for i in range(to.line_count)]
            yield _Change(start, end, like, to)


def _has_new_runt(to: Alternative, best: SetText) -> bool:
    """Say whether the last line is hardly a line, and shorter than it was."""
    last = best.lines[-1]
    return to.last_width < min(_LEAST_LAST_LINE * best.measure, last.right - last.left)
