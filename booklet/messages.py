"""Diagnostics as text for a terminal: the place, the sentence, the line with a mark under the place, the hint.

Right-to-left text is put into display order here (arabic-reshaper for the joined letters, python-bidi for the order;
UAX #9 without isolates), because most terminals show it as it comes. A line of the source, as a message, runs from
left to right. The command line imports this module only when there is something to say: its libraries take long.

Notation: a *cell* is what takes one place on the terminal, a character with its marks; columns are cells or, for wide
characters, two.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import arabic_reshaper
from bidi import algorithm

from booklet.errors import Diagnostic

MAX_COLUMNS = 100
"""A longer line is quoted around its mark."""

_REACH = 10 * MAX_COLUMNS
"""Code points to look at on either side of a mark: more than the columns, since marks on letters take none."""
_TAB = "    "
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TO_BE_SEEN = {c: f"<{ord(c):04X}>" for c in sorted(_BIDI_CONTROLS)} | {
    "\u00a0": "⍽",
    "\u202f": "⍽",
    "\u00ad": "<00AD>",
}
_UNKNOWN = "\ufffc"
_JOINERS = frozenset("\u200c\u200d")
_RTL_CLASSES = frozenset({"R", "AL", "AN"})


@dataclass(frozen=True, slots=True)
class _Cell:
    """A character with its marks."""

    text: str
    is_marked: bool

    @property
    def column_count(self) -> int:
        """Columns that it takes on a terminal (UAX #11)."""
        if unicodedata.combining(self.text[0]) or self.text[0] in _JOINERS:
            return 0
        return 2 if unicodedata.east_asian_width(self.text[0]) in ("W", "F") else 1


def explain(diagnostic: Diagnostic, *, display_order: bool = True) -> str:
    """Return the lines that tell a person what is wrong, where, and what to do.

    Without `display_order`, text stays in logical order, for terminals that reorder it themselves; the mark then
    stands where such a terminal puts the place.
    """
    place = f"{diagnostic.where}: " if diagnostic.where else ""
    lines = [_line(f"{place}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}", display_order)]
    if diagnostic.where and diagnostic.where.line and diagnostic.source_line.strip():
        start = max(0, diagnostic.where.column - 1)
        end = start + max(1, diagnostic.length) if diagnostic.where.column else len(diagnostic.source_line)
        lines += _quoted(diagnostic.source_line, start, end, display_order)
    if diagnostic.hint:
        lines.append(_line(f"hint: {diagnostic.hint}", display_order))
    return "\n".join(lines)


def shown_line(text: str) -> str:
    """Return a line in display order, with its invisible signs to be seen: of a change from one text to another."""
    return _line("".join(_TO_BE_SEEN.get(character, character) for character in text), True)


def _line(text: str, display_order: bool) -> str:
    return "".join(cell.text for cell in _shown(_cells(text, 0, 0), display_order))


def _quoted(line: str, start: int, end: int, display_order: bool) -> list[str]:
    """Return the line and, below it, the mark under its code points from `start` to `end`."""
    first = max(0, start - _REACH)
    cells = _window(_cells(line.rstrip()[first : start + _REACH], start - first, end - first))
    marks = "".join(("^" if cell.is_marked else " ") * cell.column_count for cell in _shown(cells, True))
    shown = "".join(cell.text for cell in _shown(cells, display_order))
    return [f"    {shown}", f"    {marks.rstrip()}"]


# --- Cells --------------------------------------------------------------------------------------------------------


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    """Return the cells of a text, in logical order; those from `start` to `end` (code points) are marked."""
    cells: list[_Cell] = []
    for index, character in enumerate(text):
        is_marked = start <= index < end
        if character in _BIDI_CONTROLS:
            continue
        if unicodedata.combining(character) and cells:
            last = cells[-1]
            cells[-1] = replace(last, text=last.text + character, is_marked=last.is_marked or is_marked)
        elif character == "\t":
            cells += [_Cell(" ", is_marked)] * len(_TAB)
        else:
            cells.append(_Cell(_visible(character), is_marked))
    if end > start and not any(cell.is_marked and cell.column_count for cell in cells):
        cells.append(_Cell(" ", True))  # the place is behind the last character
    return cells


def _visible(character: str) -> str:
    """Return the character, or a dot for one that would do something to the terminal instead of being seen."""
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS
    return "·" if hidden else character


def _window(cells: list[_Cell]) -> list[_Cell]:
    """Return at most MAX_COLUMNS cells around the beginning of the mark."""
    if len(cells) <= MAX_COLUMNS:
        return cells
    marked = next(index for index, cell in enumerate(cells) if cell.is_marked)
    start = max(0, min(marked - MAX_COLUMNS // 3, len(cells) - MAX_COLUMNS))
    end = start + MAX_COLUMNS
    more = [_Cell("…", False)]
    return (more if start else []) + cells[start:end] + (more if end < len(cells) else [])


# --- Display order ------------------------------------------------------------------------------------------------


def _shown(cells: list[_Cell], display_order: bool) -> list[_Cell]:
    """Return the cells from left to right, Arabic letters joined; as they are when there is nothing to reorder."""
    if not display_order or not any(unicodedata.bidirectional(cell.text[0]) in _RTL_CLASSES for cell in cells):
        return cells
    joined = _joined(cells)
    # The library knows no class for letters younger than Python's tables: they count as a sign.
    bases = "".join(cell.text[0] if unicodedata.bidirectional(cell.text[0]) else _UNKNOWN for cell in joined)
    visual = [(joined[index], base) for index, base in _visual(bases)]
    return [cell if base == _UNKNOWN else replace(cell, text=base + cell.text[1:]) for cell, base in visual]


def _joined(cells: Sequence[_Cell]) -> list[_Cell]:
    """Return the cells with Arabic letters in their joined forms; a ligature (lam-alef) makes one cell of two.

    What the letters before a place become tells where it is in the result: their number does not depend on what
    follows, except inside a ligature, which is then marked as a whole.
    """
    bases = "".join(cell.text[0] for cell in cells)
    shaped = arabic_reshaper.reshape(bases)
    if len(shaped) == len(bases):
        return [replace(cell, text=form + cell.text[1:]) for cell, form in zip(cells, shaped, strict=True)]
    marked = [index for index, cell in enumerate(cells) if cell.is_marked] or [len(cells)]
    end = len(arabic_reshaper.reshape(bases[: marked[-1] + 1]))
    start = min(len(arabic_reshaper.reshape(bases[: marked[0]])), end - 1)
    return [_Cell(form, start <= index < end and marked[0] < len(cells)) for index, form in enumerate(shaped)]


def _visual(text: str) -> list[tuple[int, str]]:
    """Return logical index and (mirrored) character from left to right, in a paragraph that runs to the right."""
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = 0, "L"
    algorithm.get_embedding_levels(text, storage)
    for index, character in enumerate(storage["chars"]):
        character["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    algorithm.apply_mirroring(storage, False)
    return [(character["index"], character["ch"]) for character in storage["chars"]]
