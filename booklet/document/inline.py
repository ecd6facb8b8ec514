"""Inline Markdown to spans: manners, links, forced line breaks, calls of footnotes (see `markup`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from booklet.document.model import Note, Paragraph, Span
from booklet.document.sources import UNPRINTABLE, Faults, Spot
from booklet.document.written import Written

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_FAULTS_IN_A_PARAGRAPH = 20
"""More than a person reads; finding their places takes time."""

WHITE = " \t\n"
_WHITES = re.compile(r"[ \t\n]+")
_LINK_SCHEME = re.compile(r"https?://[^\s/]|mailto:[^\s@]+@[^\s@]", re.IGNORECASE)

REFUSED = {
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
NO_NOTES = (
    "a footnote cannot stand here",
    "footnotes belong to running text, quotations, lists and events; titles, tables, covers, the poster and footnotes "
    "themselves have none",
)
"""Sentence and hint."""


def collapsed(text: str) -> str:
    """Return the text with each stretch of white space as one space."""
    # The substitution is slow, and seldom has anything to do.
    return _WHITES.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text


@dataclass(slots=True)
class Notes:
    """The footnotes of a passage."""

    written: dict[str, Note | None] = field(default_factory=dict)
    """By the name that their call has; None for one with a fault."""
    called: set[str] = field(default_factory=set)
    found: dict[str, Any] = field(default_factory=dict)
    """What the plugin keeps of a text: the notes in the line (`^[…]`) are there."""


@dataclass(slots=True)
class Inline:
    """Where the inline text that is being read stands, and how far its faults have been found."""

    written: Written
    faults: Faults
    line: int
    """0-based, in the written text."""
    line_count: int
    notes: Notes | None = None
    """None where footnotes cannot stand."""
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


_Manner: TypeAlias = tuple[bool, bool, str | None]
"""Emphasis, strong, link."""


class _Piece(NamedTuple):
    text: str
    manner: _Manner
    note: Note | None = None
    """Called at the end of the text."""


def read_spans(tokens: "Sequence[Token]", inline: Inline) -> tuple[Span, ...] | None:
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
                text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, collapsed(token.content))
                pieces.append(_Piece(text, (depth["em"] > 0, depth["strong"] > 0, link)))
            case "footnote_ref":
                sound &= _call(_called(token, inline), pieces, inline)
            case _:
                sound = False
                what, hint = REFUSED.get(token.type, ("this", ""))
                inline.error(token.content or token.markup, "not-in-text", f"{what} cannot stand in a text", hint)
    return _checked(_joined(pieces), inline) if sound else None


def _is_sound_link(target: str, inline: Inline) -> bool:
    if _LINK_SCHEME.match(target):
        return True
    hint = "write the whole address, beginning with https://, http:// or mailto:"
    inline.error(target, "bad-link", f"“{target}” is not an address that a link may have", hint)
    return False


def _joined(pieces: Sequence[_Piece]) -> tuple[Span, ...]:
    """Return the spans without empty ones, and with no white space at the ends, doubled, or at a forced line break."""
    joined: list[_Piece] = []
    for text, manner, note in pieces:
        if text == "\n":
            _trim_end(joined)
        if not joined or joined[-1].text[-1] in WHITE:
            text = text.lstrip(" " if joined else WHITE)
        last = joined[-1] if joined else None
        if text and last and last.manner == manner and last.note is None:
            joined[-1] = _Piece(last.text + text, manner, note)
        elif text:
            joined.append(_Piece(text, manner, note))
    _trim_end(joined)
    return tuple(
        Span(text=text, emphasis=em, strong=strong, link=link, note=note) for text, (em, strong, link), note in joined
    )


def _trim_end(pieces: list[_Piece]) -> None:
    """Take the white space off the end."""
    while pieces:
        last = pieces.pop()
        text = last.text.rstrip(WHITE)
        if text:
            pieces.append(last._replace(text=text))
            return


def _checked(spans: tuple[Span, ...], inline: Inline) -> tuple[Span, ...] | None:
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


# --- Footnotes ------------------------------------------------------------------------------------------------------


def _call(note: Note | None, pieces: list[_Piece], inline: Inline) -> bool:
    """Let the last word call a footnote; say whether it could."""
    if note is None:
        return False
    _trim_end(pieces)
    if not pieces or pieces[-1].note is not None:
        hint = "write it behind the word that it belongs to; two footnotes of one word can be one"
        inline.error("", "note-place", "there is no word before the call of this footnote", hint)
        return False
    pieces[-1] = pieces[-1]._replace(note=note)
    return True


def _called(token: "Token", inline: Inline) -> Note | None:
    """Return the footnote that a token calls; None after a fault that has been noted."""
    meta = token.meta or {}
    name = meta.get("label")
    sign = "^[" if name is None else f"[^{name}]"
    notes = inline.notes
    if notes is None:
        inline.error(sign, "note-place", *NO_NOTES)
        return None
    if name is None:
        where = inline.written.at(inline.line).where
        spans = read_spans(notes.found["footnotes"]["list"][meta["id"]]["tokens"], replace(inline, notes=None))
        return None if spans is None else Note(paragraphs=(Paragraph(spans=spans, where=where),), where=where)
    if name not in notes.written:
        hint = f"write it at the end of this text, on a line of its own: [^{name}]: …"
        inline.error(sign, "no-note", f"the footnote “{name}” is called here, but not written in this text", hint)
        return None
    if name in notes.called:
        hint = "write a footnote of its own for each place"
        inline.error(sign, "note-twice", f"the footnote “{name}” is called more than once", hint)
        return None
    notes.called.add(name)
    return notes.written[name]
