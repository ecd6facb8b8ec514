"""Markdown signs in a text: blocks, lists, tables and footnotes (the only importer of markdown-it's parser).

`markdown` imports this module for the first text that has a sign; books that have none start sooner without it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline

from booklet.document.inline import NO_NOTES, REFUSED, WHITE, Inline, Notes, read_spans
from booklet.document.model import ColumnAlignment, ItemList, Note, Paragraph, Phrase, ProseBlock, Span, Table
from booklet.document.sources import Faults, Spot
from booklet.document.written import Written

MAX_LIST_DEPTH = 4
"""Deeper lists have no room on a small page."""
MAX_TABLE_COLUMNS = 12
"""More leave less than a word to each on a small page."""
MAX_TABLE_ROWS = 500
"""Sixteen pages of rows of one line; keeps a hostile file from taking long."""

_NOTE_CALL = re.compile(r"\[\^([^ \n\]]{1,100})\]")
"""Bounded, so that signs that open again and again take no long time."""


def _inline_note(state: StateInline, silent: bool) -> bool:
    """Read `^[a note]`. One inside another, which the plugin would follow to any depth, is left to be refused."""
    if not state.src.startswith("^[", state.pos):
        return False
    if not state.env.get("in_note"):
        if not _is_closed(state):
            return False
        state.env["in_note"] = not silent
        found = footnote_inline(state, silent)
        state.env["in_note"] = False
        return found
    if not silent:
        state.push("footnote_ref", "", 0)
    state.pos += len("^[")
    return True


def _note_call(state: StateInline, silent: bool) -> bool:
    """Read `[^name]`, whether or not there is such a note: one that is missing is told."""
    call = _NOTE_CALL.match(state.src, state.pos, state.posMax)
    if call is None:
        return False
    if not silent:
        # The plugin counts calls under a number that a note around them takes too; the name is all we need.
        state.push("footnote_ref", "", 0).meta = {"label": call[1]}
    state.pos = call.end()
    return True


def _is_closed(state: StateInline) -> bool:
    """Say whether there is a bracket further on. The plugin seeks it slowly, from each opening one anew."""
    return state.src.find("]", state.pos) >= 0


_MARKDOWN = MarkdownIt("commonmark").enable("table")
# Notes are left where they are written, so that those that nobody calls can be told.
_MARKDOWN.use(footnote_plugin, move_to_end=False)
_MARKDOWN.inline.ruler.at("footnote_inline", _inline_note)
_MARKDOWN.inline.ruler.at("footnote_ref", _note_call)
# Addresses are judged here, with a sentence, instead of being left standing as text.
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]

_LIST_OPEN = ("bullet_list_open", "ordered_list_open")
_LIST_CLOSE = ("bullet_list_close", "ordered_list_close")
_CELL_PARTING = re.compile(r"(?<!\\)\|")
"""What parts the cells of a row; `\\|` is the sign itself."""
_ALIGNMENTS = {
    "text-align:left": ColumnAlignment.START,
    "text-align:center": ColumnAlignment.CENTER,
    "text-align:right": ColumnAlignment.END,
}
"""`:---` is left in GFM, which knows one direction; here it is the start."""


def marked_spans(words: str, inline: Inline) -> tuple[Span, ...] | None:
    """Return the spans of a paragraph; None after faults."""
    tokens = _MARKDOWN.parseInline(words, {} if inline.notes is None else inline.notes.found)[0].children or []
    return read_spans(tokens, inline)


# --- Blocks -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _OpenList:
    """A list whose end has not come yet."""

    ordered: bool
    start: int
    line: int
    items: list[list[ProseBlock]] = field(default_factory=list)


def marked_blocks(written: Written, faults: Faults, notes: Notes | None) -> list[ProseBlock | None]:
    """Return the blocks of a text; None stands for each one with a fault."""
    done: list[ProseBlock | None] = []
    lists: list[_OpenList] = []
    line = 0
    lines = written.text.split("\n")
    body, definitions = _parted(_MARKDOWN.parse(written.text, {} if notes is None else notes.found))
    lines_of_notes = [_define(definition, written, faults, notes) for definition in definitions]
    tokens = iter(body)
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in REFUSED:
            what, hint = REFUSED[token.type]
            faults.error(written.at(line), "not-in-text", f"{what} cannot stand in a text", hint)
            done.append(None)
        elif token.type in _LIST_OPEN:
            lists.append(_OpenList(token.type == "ordered_list_open", int(token.attrs.get("start", 1)), line))
            if len(lists) == MAX_LIST_DEPTH + 1:
                hint = f"{MAX_LIST_DEPTH} levels are the most that fit on a page"
                faults.error(written.at(line), "too-deep", "this list is nested too deep", hint)
                done.append(None)
        elif token.type == "list_item_open":
            lists[-1].items.append([])
        elif token.type in _LIST_CLOSE:
            _put(_closed(lists.pop(), written, faults), lists, done)
        elif token.type == "table_open":
            inside = list(takewhile(lambda inner: inner.type != "table_close", tokens))
            _put(_table(inside, lines, written, faults), lists, done)
        elif token.type == "inline" and token.map:
            where = written.at(line).where
            spans = read_spans(token.children or [], Inline(written, faults, line, token.map[1] - line, notes))
            sound = spans is not None and _is_no_table(token.content, written, faults, line)
            _put(Paragraph(spans=spans, where=where) if spans is not None and sound else None, lists, done)
    for name, line in lines_of_notes:
        if notes is not None and name not in notes.called:
            hint = f"write [^{name}] behind the word that it belongs to, in the same text, or delete the note"
            faults.error(written.at(line), "unused-note", f"the footnote “{name}” is called nowhere", hint)
            done.append(None)
    return done


def _put(block: ProseBlock | None, lists: list[_OpenList], done: list[ProseBlock | None]) -> None:
    """Add a block to the innermost open list, or to the text; a faulty one always to the text."""
    if block is not None and lists:
        lists[-1].items[-1].append(block)
    else:
        done.append(block)


def _closed(open_list: _OpenList, written: Written, faults: Faults) -> ItemList | None:
    if not all(open_list.items):
        hint = "write it, or delete its sign (- or a number and a full stop)"
        faults.error(written.at(open_list.line), "empty-value", "an item of this list has no words", hint)
        return None
    return ItemList(
        items=tuple(tuple(item) for item in open_list.items), ordered=open_list.ordered, start=open_list.start
    )


# --- Tables -------------------------------------------------------------------------------------------------------


def _table(tokens: Sequence[Token], lines: Sequence[str], written: Written, faults: Faults) -> Table | None:
    """Return the table of the tokens inside it (`lines` are those of the whole text); None after faults."""
    fault_count = len(faults.errors)
    line, *row_lines = (token.map[0] for token in tokens if token.type == "tr_open" and token.map)
    alignments = tuple(
        _ALIGNMENTS.get(str(token.attrs.get("style")), ColumnAlignment.START)
        for token in tokens
        if token.type == "th_open"
    )
    columns = len(alignments)
    for row_line in row_lines:
        count = _cell_count(lines[row_line])
        if count != columns:
            cells_in_words = "1 cell" if count == 1 else f"{count} cells"
            message = f"this row has {cells_in_words}, and the first row of the table has {columns}"
            hint = "write | between two cells, \\| for the sign itself, and an empty line after the table"
            faults.error(written.at(row_line), "row-length", message, hint)
    cells = [token for token in tokens if token.type == "inline"]
    header, *rows = [_cells(cells[first : first + columns], written, faults) for first in range(0, len(cells), columns)]
    if columns > MAX_TABLE_COLUMNS or len(rows) > MAX_TABLE_ROWS:
        message = f"this table has {columns} columns and {len(rows)} rows"
        hint = f"{MAX_TABLE_COLUMNS} columns and {MAX_TABLE_ROWS} rows are the most: make two tables of it"
        faults.error(written.at(line), "too-many", message, hint)
    if not rows:
        faults.error(written.at(line), "empty-value", "this table has no rows", "write them under the row of dashes")
    if len(faults.errors) > fault_count:
        return None
    named = header if any(cell.spans for cell in header) else ()
    return Table(header=named, rows=tuple(rows), alignments=alignments, where=written.at(line).where)


def _cells(tokens: Sequence[Token], written: Written, faults: Faults) -> tuple[Phrase, ...]:
    """Return the cells of a row; those with faults, which have been noted, are empty."""
    line, _ = tokens[0].map or (0, 0)
    inline = Inline(written, faults, line, 1)
    where = written.at(line).where
    found = ((token.content and read_spans(token.children or [], inline)) or () for token in tokens)
    return tuple(Phrase(spans=spans, where=where) for spans in found)


def _cell_count(row: str) -> int:
    """Return how many cells a row is written with: the parser drops those too many, and adds those that are missing."""
    cells = _CELL_PARTING.split(row.strip(WHITE))
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])  # the signs at both ends part nothing


def _is_no_table(text: str, written: Written, faults: Faults, line: int) -> bool:
    """Say whether a paragraph that begins in a line (0-based) is without a row of dashes; a fault is noted for one."""
    for number, words in enumerate(text.split("\n"), line):
        if "|" in words and words.count("-") > 1 and not words.strip("|:- \t"):
            message = "this row of dashes makes no table of the lines around it"
            hint = "it stands under the first row, and has as many cells as that one"
            faults.error(written.at(number), "row-length", message, hint)
            return False
    return True


# --- Footnotes ----------------------------------------------------------------------------------------------------


def _parted(tokens: Sequence[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Return the tokens of a text without its footnotes, and those of each footnote, the first of them its name."""
    body: list[Token] = []
    definitions: list[list[Token]] = []
    depth = 0
    for token in tokens:
        opens = token.type == "footnote_reference_open"
        if opens and not depth:
            definitions.append([])
        depth += opens
        (definitions[-1] if depth else body).append(token)
        depth -= token.type == "footnote_reference_close"
    return body, definitions


def _define(tokens: Sequence[Token], written: Written, faults: Faults, notes: Notes | None) -> tuple[str, int]:
    """Keep a footnote under its name; return the name, and the line (0-based) where it begins."""
    name, line = str(tokens[0].meta["label"]), (tokens[0].map or [0])[0]
    spot = written.at(line)
    if notes is None:
        faults.error(spot, "note-place", *NO_NOTES)
    elif name in notes.written:
        hint = "give each footnote a name of its own: [^1], [^2]"
        faults.error(spot, "note-twice", f"there are two footnotes with the name “{name}”", hint)
    else:
        paragraphs = _note_paragraphs(tokens[1:-1], written, faults, spot)
        notes.written[name] = Note(paragraphs=paragraphs, where=spot.where) if paragraphs else None
    return name, line


def _note_paragraphs(
    tokens: Sequence[Token], written: Written, faults: Faults, spot: Spot
) -> tuple[Paragraph, ...] | None:
    """Return the paragraphs of a footnote; None after a fault that has been noted."""
    other = next((t for t in tokens if not t.type.startswith("paragraph_") and t.type != "inline"), None)
    if other is not None:
        hint = "a footnote holds paragraphs alone: put the rest in the text"
        place = written.at(other.map[0]) if other.map else spot
        faults.error(place, "note-place", f"{_in_a_note(other)} cannot stand in a footnote", hint)
        return None
    paragraphs: list[Paragraph] = []
    inlines = [token for token in tokens if token.type == "inline" and token.map]
    for token in inlines:
        first, after = token.map or (0, 0)
        spans = read_spans(token.children or [], Inline(written, faults, first, after - first))
        if spans is not None:
            paragraphs.append(Paragraph(spans=spans, where=written.at(first).where))
    if not inlines:
        faults.error(spot, "empty-value", "there are no words in this footnote", "write it, or delete it")
    return tuple(paragraphs) if paragraphs and len(paragraphs) == len(inlines) else None


def _in_a_note(token: Token) -> str:
    if token.type in _LIST_OPEN or token.type == "table_open":
        return "a table" if token.type == "table_open" else "a list"
    return "a footnote" if token.type == "footnote_reference_open" else REFUSED.get(token.type, ("this", ""))[0]
