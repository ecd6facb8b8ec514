"""Ways of writing text that were tried for docs/extraction.md; `bench/extraction.py --trials` reads what they give.

Each is a context in which `write_pdf` writes in that way, by another class in the place of one of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from itertools import pairwise
from typing import Any
from unittest.mock import patch

from booklet.layout.display import GlyphRun, Item, Line
from booklet.pdf import font, structure, writer
from booklet.pdf.content import PageContent
from booklet.pdf.font import EmbeddedFont
from booklet.pdf.syntax import text_string
from booklet.text.glyphs import KASHIDA, ShapedRun


class _Content(PageContent):
    """Lets a technique have a line at a time."""

    def draw(self, items: tuple[Item, ...]) -> None:
        """Draw lines by `_draw_line`, all else as ever."""
        for item in items:
            if isinstance(item, Line):
                self._open_mark()
                self._draw_line(item)
            else:
                super().draw((item,))

    def _draw_line(self, line: Line) -> None:
        """Draw one line."""
        self._draw_runs(line.runs)

    def _inside(self, start: str, runs: tuple[GlyphRun, ...]) -> None:
        """Draw runs in marked content."""
        self._operators.append(start)
        self._draw_runs(runs)
        self._operators.append("EMC")


def actual(text: str) -> str:
    """Return the start of marked content with a text."""
    return f"/Span<</ActualText{text_string(text)}>>BDC"


class LineText(_Content):
    """ActualText of each line."""

    def _draw_line(self, line: Line) -> None:
        self._inside(actual(line.text), line.runs)


class WordText(_Content):
    """ActualText of each word."""

    def _draw_line(self, line: Line) -> None:
        for run in line.runs:
            self._inside(actual(run.run.text), (run,))


class VisualWordText(_Content):
    """ActualText of each word, from left to right as drawn: against ISO 32000."""

    def _draw_line(self, line: Line) -> None:
        for run in line.runs:
            self._inside(actual(run.run.text[:: -1 if run.run.level % 2 else 1]), (run,))


class ReversedWords(_Content):
    """ReversedChars around words from right to left (ISO 32000-1, 14.8.2.3.3)."""

    def _draw_line(self, line: Line) -> None:
        for run in line.runs:
            if run.run.level % 2:
                self._inside("/ReversedChars BMC", (run,))
            else:
                self._draw_runs((run,))


def logical(runs: tuple[GlyphRun, ...]) -> list[GlyphRun]:
    """Return runs in the order in which they are read: rule L2 undone, the lowest level first."""
    order = list(runs)
    highest = max((run.run.level for run in runs), default=0)
    for floor in range(1, highest + 1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and order[end].run.level >= floor:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


class LogicalWords(_Content):
    """Words in the order of reading, each at its place; letters from left to right."""

    def _draw_line(self, line: Line) -> None:
        self._draw_runs(tuple(logical(line.runs)))


class LogicalGlyphs(_Content):
    """Glyphs in the order of reading, each at its place."""

    def _draw_line(self, line: Line) -> None:
        glyphs = [glyph for run in logical(line.runs) for glyph in single_glyphs(run)]
        self._draw_runs(tuple(glyphs))


def single_glyphs(glyph_run: GlyphRun) -> list[GlyphRun]:
    """Return each glyph as a run at its place, kashidas with the letter at their left, in the order of reading."""
    run, pen, found = glyph_run.run, glyph_run.x, []
    scale = glyph_run.size / run.font.units_per_em
    starts = [at for at, text in enumerate(run.glyph_texts) if text != KASHIDA]
    for at, end in zip(starts, [*starts[1:], len(run.glyph_ids)], strict=True):
        advance = sum(run.advances[at:end])
        alone = ShapedRun(
            font=run.font,
            text=run.glyph_texts[at],
            glyph_ids=run.glyph_ids[at:end],
            advances=run.advances[at:end],
            offsets=run.offsets[at:end],
            glyph_texts=run.glyph_texts[at:end],
            clusters=run.clusters[at:end],
            advance=advance,
            level=run.level,
        )
        found.append(replace(glyph_run, x=pen, run=alone))
        pen += advance * scale
    return found[:: -1 if run.level % 2 else 1]


class NoSpaces(_Content):
    """Gaps in the place of spaces."""

    def _draw_line(self, line: Line) -> None:
        self._draw_runs(tuple(run for run in line.runs if run.run.text.strip()))


class SpacesAtLineEnds(_Content):
    """A space after the last word of a line, where it is read."""

    def _draw_line(self, line: Line) -> None:
        spaces = [run for run in line.runs if run.run.text == " "]
        if not spaces:
            return super()._draw_line(line)
        space = replace(spaces[0], extra=0.0)
        first, last = line.runs[0], line.runs[-1]
        if line.base_level:
            self._draw_runs((replace(space, x=first.x - space.width), *line.runs))
        else:
            self._draw_runs((*line.runs, replace(space, x=last.x + last.width)))


class HyphenText(_Content):
    """ActualText that says that the hyphen at a line's end is no part of the text."""

    def _draw_line(self, line: Line) -> None:
        if line.runs[-1].run.glyph_texts == ("\u00ad",):
            self._draw_runs(line.runs[:-1])
            self._inside(actual(""), line.runs[-1:])
        else:
            super()._draw_line(line)


class HardHyphens(_Content):
    """ToUnicode that says that the hyphen at a line's end is one that was written, and not a soft one."""

    def _draw_line(self, line: Line) -> None:
        last = line.runs[-1]
        if last.run.glyph_texts == ("\u00ad",):
            last = replace(last, run=replace(last.run, glyph_texts=("-",)))
        self._draw_runs((*line.runs[:-1], last))


_Drawn = tuple[tuple[int, str], int, tuple[int, int]]
"""A glyph with the text that it stands for, its advance and its offset."""


class MovesInWords(EmbeddedFont):
    """Marks and kerned letters are the font's own glyphs; the pen moves to a mark and back."""

    def _drawn(self, run: ShapedRun) -> Iterator[_Drawn]:
        ids, texts, advances, offsets = run.glyph_ids, run.glyph_texts, run.advances, run.offsets
        starts = [at for at, text in enumerate(texts) if text != KASHIDA]
        for at, end in pairwise([*starts, len(texts)]):
            glyph_id, offset = ids[at], offsets[at]
            if end > at + 1:
                glyph_id = self._composite_id(ids[at:end], advances[at:end], offsets[at:end])
                offset = (0, 0)
            yield (glyph_id, texts[at]), sum(advances[at:end]), offset


class LettersWithMarks(MovesInWords):
    """A letter and its marks are one glyph of ours, which stands for all of them."""

    step = -1

    def _drawn(self, run: ShapedRun) -> Iterator[_Drawn]:
        waiting: list[_Drawn] = []
        for drawn in super()._drawn(run):
            waiting.append(drawn)
            if drawn[1] or not run.level % 2:
                yield waiting[0] if len(waiting) == 1 else self._joined(waiting)
                waiting = []
        yield from waiting

    def _joined(self, waiting: list[_Drawn]) -> _Drawn:
        keys, advances, offsets = zip(*waiting, strict=True)
        glyph_id = self._composite_id([glyph_id for glyph_id, _ in keys], advances, offsets)
        return (glyph_id, "".join(text for _, text in keys[:: self.step])), sum(advances), (0, 0)


class LettersWithMarksBackwards(LettersWithMarks):
    """The same, its text from left to right: against ISO 32000."""

    step = 1


class TextOnTheLeaf(structure.StructureTree):
    """ActualText on the very element that has the marks."""

    def _add_span(self, node: Any, parent: Any) -> Any:
        for mark in node.marks:
            self._page_parents[mark.page_index][mark.mcid] = parent
        return " ".join(self._content(mark) for mark in node.marks)


Technique = Callable[[], AbstractContextManager[Any]]


def _with(*patches: tuple[Any, str, Any]) -> Technique:
    @contextmanager
    def context() -> Iterator[None]:
        started = [patch.object(*each) for each in patches]
        for each in started:
            each.start()
        try:
            yield
        finally:
            for each in started:
                each.stop()

    return context


def _content(cls: type[PageContent]) -> tuple[Any, str, Any]:
    return writer, "PageContent", cls


def _font(cls: type[EmbeddedFont]) -> tuple[Any, str, Any]:
    return font, "EmbeddedFont", cls


def _tree(cls: type[structure.StructureTree]) -> tuple[Any, str, Any]:
    return writer, "StructureTree", cls


TECHNIQUES: dict[str, Technique] = {
    "as it is": nullcontext,
    "line-text": _with(_content(LineText)),
    "word-text": _with(_content(WordText)),
    "visual-word-text": _with(_content(VisualWordText)),
    "reversed-chars": _with(_content(ReversedWords)),
    "logical-words": _with(_content(LogicalWords)),
    "logical-glyphs": _with(_content(LogicalGlyphs)),
    "no-spaces": _with(_content(NoSpaces)),
    "spaces-at-line-ends": _with(_content(SpacesAtLineEnds)),
    "hyphen-text": _with(_content(HyphenText)),
    "hard-hyphens": _with(_content(HardHyphens)),
    "moves-in-words": _with(_font(MovesInWords)),
    "letters-with-marks": _with(_font(LettersWithMarks)),
    "letters-with-marks-backwards": _with(_font(LettersWithMarksBackwards)),
    "text-on-the-leaf": _with(_tree(TextOnTheLeaf)),
    "as it was": _with(_font(MovesInWords), _tree(TextOnTheLeaf)),
}
