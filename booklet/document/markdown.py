"""Markdown (CommonMark 0.31) to passages and phrases. The only module that imports markdown-it.

Allowed: paragraphs, emphasis, strong emphasis, links, nested lists, tables (GFM 0.29), forced line breaks. Everything
else has a block of its own in the format, and the fault names it. White space is collapsed as a browser does it.

Most paragraphs of a book hold no Markdown at all. `_BLOCK_SIGN` and `_INLINE_SIGN` are what every other construct
needs to have; without them a text is split at its empty lines and taken as it is, fifty times faster.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from booklet.document.model import ColumnAlignment, ItemList, Paragraph, Passage, Phrase, ProseBlock, Span, Table
from booklet.document.sources import UNPRINTABLE, Faults, Spot
from booklet.document.written import Written

MAX_LIST_DEPTH = 4
"""Deeper lists have no room on a small page."""
MAX_TABLE_COLUMNS = 12
"""More leave less than a word to each on a small page."""
MAX_TABLE_ROWS = 500
"""Sixteen pages of rows of one line; keeps a hostile file from taking long."""
MAX_FAULTS_IN_A_PARAGRAPH = 20
"""More than a person reads; finding their places takes time."""

_BLOCK_SIGN = re.compile(r" {0,3}(?:[#>*+\-_`~=<\[|:]|[0-9]{1,9}[.)])| {4}| *\t")
"""At the start of a line."""
_INLINE_SIGN = re.compile(r"[\\`*_\[<&]| {2}\n")
_WHITE = " \t\n"
_WHITES = re.compile(r"[ \t\n]+")
_LINK_SCHEME = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@[^\s@]", re.IGNORECASE)

_MARKDOWN = MarkdownIt("commonmark").enable("table")
# Addresses are judged here, with a sentence, instead of being left standing as text.
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]

_REFUSED = {
    "heading_open": ("a heading (# or underlined)", "use the block `heading:`, `subheading:` or `minor-heading:`"),
    "blockquote_open": ("a quotation (>)", "use the block `quote:`"),
    "fence": ("a code block", "take out the line of ``` or ~~~"),
    "code_block": ("a code block", "take out the spaces at the start of the line"),
    "html_block": ("HTML", "write plain text; \\< for the sign <"),
    "hr": ("a dividing line", "use the block `page-break`, or leave it out"),
    "html_inline": ("HTML", "write plain text; \\< for the sign <"),
    "code_inline": ("code (`…`)", "write \\` for the sign `"),
    "image": ("a picture", "use the block `figure:`"),
}
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


def read_phrase(written: Written, faults: Faults) -> Phrase | None:
    """Return the phrase of a text in one line; None after a fault that has been noted."""
    words = written.text.strip(_WHITE)
    first_line = written.text.count("\n", 0, written.text.find(words))
    if "\n" in words:
        hint = "write it in one line, or with > in place of |"
        faults.error(written.at(first_line + 1), "one-line", "this text must stand in one line", hint)
        return None
    paragraph = _paragraph(written, faults, words, first_line)
    return None if paragraph is None else Phrase(spans=paragraph.spans, where=paragraph.where)


def read_passage(written: Written, faults: Faults) -> Passage | None:
    """Return the passage of a text; None after faults that have been noted."""
    lines = written.text.split("\n")
    blocks: list[ProseBlock | None]
    if any(_BLOCK_SIGN.match(line) for line in lines):
        blocks = _blocks(written, faults)
    else:
        blocks = [_paragraph(written, faults, text, line) for text, line in _paragraphs(lines)]
    sound = tuple(block for block in blocks if block is not None)
    if len(sound) < len(blocks):
        return None
    if not sound:
        faults.error(written.spot, "empty-value", "there are no words in this text", "write it, or delete the key")
        return None
    first = sound[0]
    return Passage(blocks=sound, where=written.at(0).where if isinstance(first, ItemList) else first.where)


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the paragraphs of lines without block signs, and the line (0-based) each begins in."""
    for is_blank, group in groupby(enumerate(lines), key=lambda numbered: not numbered[1].strip(" \t")):
        if not is_blank:
            numbered_lines = list(group)
            yield "\n".join(line for _, line in numbered_lines), numbered_lines[0][0]


def _paragraph(written: Written, faults: Faults, text: str, line: int) -> Paragraph | None:
    """Return a paragraph that begins in a line (0-based) of the written text."""
    words = text.strip(_WHITE)
    if _INLINE_SIGN.search(words) is None:
        return Paragraph(spans=(Span(text=_collapsed(words)),), where=written.at(line).where)
    spans = _spans(
        _MARKDOWN.parseInline(words)[0].children or [], _Inline(written, faults, line, words.count("\n") + 1)
    )
    return None if spans is None else Paragraph(spans=spans, where=written.at(line).where)


def _collapsed(text: str) -> str:
    """Return the text with each stretch of white space as one space."""
    # The substitution is slow, and seldom has anything to do.
    return _WHITES.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text


# --- Blocks -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _OpenList:
    """A list whose end has not come yet."""

    ordered: bool
    start: int
    line: int
    items: list[list[ProseBlock]] = field(default_factory=list)


def _blocks(written: Written, faults: Faults) -> list[ProseBlock | None]:
    """Return the blocks of a text; None stands for each one with a fault."""
    done: list[ProseBlock | None] = []
    lists: list[_OpenList] = []
    line = 0
    lines = written.text.split("\n")
    tokens = iter(_MARKDOWN.parse(written.text))
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in _REFUSED:
            what, hint = _REFUSED[token.type]
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
            spans = _spans(token.children or [], _Inline(written, faults, line, token.map[1] - line))
            sound = spans is not None and _is_no_table(token.content, written, faults, line)
            _put(Paragraph(spans=spans, where=where) if spans is not None and sound else None, lists, done)
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
    inline = _Inline(written, faults, line, 1)
    where = written.at(line).where
    found = ((token.content and _spans(token.children or [], inline)) or () for token in tokens)
    return tuple(Phrase(spans=spans, where=where) for spans in found)


def _cell_count(row: str) -> int:
    """Return how many cells a row is written with: the parser drops those too many, and adds those that are missing."""
    cells = _CELL_PARTING.split(row.strip(_WHITE))
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


# --- Inline -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Inline:
    """Where the inline text that is being read stands, and how far its faults have been found."""

    written: Written
    faults: Faults
    line: int
    """0-based, in the written text."""
    line_count: int
    _fault_count: int = 0
    _found: tuple[int, int] = (0, 0)
    """Line, from `line` on, and column of the last place found: tokens come in the order of the text."""

    def error(self, needle: str, code: str, message: str, hint: str) -> None:
        """Note an error at the next occurrence of some text, or at the first line where it is not found as such."""
        self._fault_count += 1
        if self._fault_count <= MAX_FAULTS_IN_A_PARAGRAPH:
            self.faults.error(self._spot(needle), code, message, hint)

    def _spot(self, needle: str) -> Spot:
        lines = self.written.text.split("\n")[self.line : self.line + self.line_count]
        first, start = self._found
        for offset in range(first, len(lines) if needle else 0):
            column = lines[offset].find(needle, start if offset == first else 0)
            if column >= 0:
                self._found = (offset, column + len(needle))
                return self.written.at(self.line + offset, column, len(needle))
        return self.written.at(self.line)


_Piece: TypeAlias = tuple[str, tuple[bool, bool, str | None]]
"""Text and its manner: emphasis, strong, link."""


def _spans(tokens: Sequence[Token], inline: _Inline) -> tuple[Span, ...] | None:
    """Return the spans of inline tokens, neighbours of one manner joined; None after faults."""
    depth = {"em": 0, "strong": 0}
    link: str | None = None
    sound = True
    pieces: list[_Piece] = []
    for token in tokens:
        match token.type:
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                depth[token.tag] += token.nesting
            case "link_open":
                link = str(token.attrs.get("href", ""))
                sound &= _is_sound_link(link, inline)
            case "link_close":
                link = None
            case "softbreak" | "hardbreak" | "text":
                text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, _collapsed(token.content))
                pieces.append((text, (depth["em"] > 0, depth["strong"] > 0, link)))
            case _:
                sound = False
                what, hint = _REFUSED.get(token.type, ("this", ""))
                inline.error(token.content or token.markup, "not-in-text", f"{what} cannot stand in a text", hint)
    return _checked(_joined(pieces), inline) if sound else None


def _is_sound_link(target: str, inline: _Inline) -> bool:
    if _LINK_SCHEME.match(target):
        return True
    hint = "write the whole address, beginning with https://, http:// or mailto:"
    inline.error(target, "bad-link", f"“{target}” is not an address that a link may have", hint)
    return False


def _joined(pieces: Sequence[_Piece]) -> tuple[Span, ...]:
    """Return the spans without empty ones, and with no white space at the ends, doubled, or at a forced line break."""
    joined: list[_Piece] = []
    for text, manner in pieces:
        if text == "\n":
            _trim_end(joined)
        if not joined or joined[-1][0][-1] in _WHITE:
            text = text.lstrip(" " if joined else _WHITE)
        if text and joined and joined[-1][1] == manner:
            joined[-1] = (joined[-1][0] + text, manner)
        elif text:
            joined.append((text, manner))
    _trim_end(joined)
    return tuple(Span(text=text, emphasis=em, strong=strong, link=link) for text, (em, strong, link) in joined)


def _trim_end(pieces: list[_Piece]) -> None:
    """Take the white space off the end."""
    while pieces:
        text, manner = pieces.pop()
        text = text.rstrip(_WHITE)
        if text:
            pieces.append((text, manner))
            return


def _checked(spans: tuple[Span, ...], inline: _Inline) -> tuple[Span, ...] | None:
    """Return the spans unless they hold no words, or a character reference (`&#7;`) for what cannot be printed."""
    bad = next((match for span in spans if (match := UNPRINTABLE.search(span.text))), None)
    if bad is not None:
        message = "this sign stands for a character that cannot be printed"
        inline.error("&#", "control-character", message, "delete it")
        return None
    if not spans:
        inline.error("", "empty-value", "there are no words in this text", "write it, or delete it")
        return None
    return spans
