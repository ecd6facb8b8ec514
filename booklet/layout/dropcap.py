"""Drop caps: the first letter of a chapter, several lines high, with its points.

The letter stands at the start edge on the baseline of the last line beside it; its top is that of the letters of the
first line. Letters of Arabic script join, so that a first letter apart is no word any more: they get no drop cap.
"""

import unicodedata
from dataclasses import replace

from booklet.document.model import Paragraph, Span
from booklet.geometry import Point
from booklet.layout.calls import with_calls
from booklet.layout.display import Role
from booklet.layout.ink import clear_leading
from booklet.layout.notes import with_notes
from booklet.layout.room import Room
from booklet.layout.rows import Row, Stack, TaggedText, TextLine, before, text_rows
from booklet.layout.setting import SetText, plain, set_text
from booklet.layout.styles import Manner, Styles
from booklet.text.breaks import grapheme_boundaries
from booklet.text.style import Alignment, CharacterStyle, ParagraphShape

_MODEL_LETTERS = {"Latn": "H", "Hebr": "ה"}
"""By script: the letter whose height is that of all letters without ascender. A script that is not here has no caps."""
_GAP_EM = 0.2
"""From the letter to the text beside it, ems of the text."""


def drop_cap_rows(
    paragraph: Paragraph, room: Room, manner: Manner, leading: float, line_count: int
) -> list[Row] | None:
    """Return the paragraph with its first letter `line_count` lines high; None where it cannot have one.

    It can when it begins with a plain letter of the edition's script and has more lines than the letter is high.
    """
    parted = _parted(paragraph, room.styles)
    if parted is None:
        return None
    styles = room.styles
    initial, rest = parted[0], with_calls(parted[1], styles.figures.number)
    size = _cap_size(styles, manner.plain, (line_count - 1) * leading)
    cap_manner = styles.display_manner(size, styles.palette.accent)
    cap_shape = ParagraphShape(room.measure, Alignment.START)
    cap = set_text(plain(initial), cap_manner, room.language, cap_shape, leading, paragraph.where)
    beside = cap.width + _GAP_EM * manner.plain.size

    def beside_letter(short_lines: int) -> SetText:
        shape = ParagraphShape(room.measure, hyphenate=True, short_lines=short_lines, short_by=beside)
        return set_text(rest, manner, room.language, shape, leading, paragraph.where)

    short_lines = line_count
    text = beside_letter(short_lines)
    if len(text.lines) <= line_count:
        return None
    if clear_leading((cap.lines[0], text.lines[line_count]), leading) > leading:
        short_lines += 1  # points or a tail below the letter are in the way of the line under it
        text = beside_letter(short_lines)
    element = room.tag(Role.PARAGRAPH, initial + "".join(span.text for span in rest))
    letter = TextLine(cap.lines[0], TaggedText(cap, element, room.x, {}))
    rows = with_notes(text_rows(TaggedText(text, element, room.x, {})), text, rest, room)
    drawing = Stack(((Point(0.0, (line_count - 1) * leading), letter),))
    bound = [replace(row, breakable=False) for row in rows[: short_lines - 1]]
    return [before(drawing, bound[0]), *bound[1:], *rows[short_lines - 1 :]] if bound else None


def _parted(paragraph: Paragraph, styles: Styles) -> tuple[str, tuple[Span, ...]] | None:
    """Return the first letter with its marks, and the spans without it; None where it is no letter to set apart."""
    text = paragraph.text
    can = styles.language.script in _MODEL_LETTERS and text and not any(span.link for span in paragraph.spans)
    if not can or not unicodedata.category(text[0]).startswith("L"):
        return None
    end = grapheme_boundaries(text)[1]
    first, *others = paragraph.spans
    if len(first.text) <= end:
        return None
    return text[:end], (replace(first, text=first.text[end:]), *others)


def _cap_size(styles: Styles, text: CharacterStyle, rise: float) -> float:
    """Return the display size at which a letter is as high as `rise` points and a letter of the text on top of it."""
    script = styles.language.script
    letter = _MODEL_LETTERS[script]
    return (rise + text.size * text.typeface.height_em(script, letter)) / styles.display.height_em(script, letter)
