"""Footnotes: set under the text that calls them, at the foot of the page.

A short rule at the start edge parts them from the text. Their numbers stand at the start edge of the page, under each
other, and their text beside these, in the direction of its own words: a note that has no letter but Latin ones runs
from left to right in a Hebrew or Arabic book too. A note of one line stands beside its number whichever way it runs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from booklet.document.model import Note, Phrase, Span
from booklet.errors import Diagnostic, LayoutError, Where
from booklet.geometry import Point, Rect
from booklet.layout.calls import Call
from booklet.layout.display import Artifact, Role, Rule
from booklet.layout.flow import column_height
from booklet.layout.room import Room
from booklet.layout.rows import (
    Drawing,
    Part,
    Row,
    SetNote,
    Stack,
    foot_height,
    notes_in,
    picture,
    space,
    text_parts,
)
from booklet.layout.setting import SetText, plain
from booklet.layout.styles import small_leading
from booklet.layout.voice import line_at_start, voice_of
from booklet.text.style import Alignment, ParagraphShape

_RULE_WIDTH = 0.2
"""Of the rule over the measure, as under the title of a chapter."""
_RULE_THICKNESS = 0.5
_ABOVE = 1.0
"""From the text to the first note, lines of the text: half of it above the rule."""
_NUMBER_EM = 1.5
"""Least distance from the start edge to a note's text: two digits, and the gap."""
_GAP_EM = 0.5
"""Least gap between number and text."""
_HIGHEST = 0.5
"""Of the column, that the notes called in one line may take: more, and pages could not be filled."""
_TOLERANCE = 0.1
"""Points by which a page may be overfull: what adding floats loses, and no eye sees."""


def with_notes(rows: Sequence[Row], lines: SetText, spans: Sequence[Span], room: Room) -> list[Row]:
    """Return the rows of a paragraph, each with the notes called in its line; `spans` are those that were set.

    Raises:
        LayoutError: when the notes of a line are too high for a page.
    """
    noted = list(rows)
    end = 0
    for span in spans:
        end += len(span.text)
        if isinstance(span, Call) and span.note:
            index = next(i for i, line in enumerate(lines.lines) if end <= line.end)
            notes = (*noted[index].notes, set_note(span.note, room))
            if foot_height([replace(noted[index], notes=notes)]) > _HIGHEST * room.height:
                raise LayoutError(_too_long(span.note.where))
            noted[index] = replace(noted[index], notes=notes)
    return noted


def check_feet(rows: Sequence[Row], height: float) -> None:
    """Raise a fault where the rows of a page leave no room for the notes that are called in them.

    Raises:
        LayoutError: naming the place of the last of the notes.
    """
    notes = notes_in(rows)
    if notes and column_height(rows) + foot_height(rows) > height + _TOLERANCE:
        raise LayoutError(_too_long(notes[-1].where))


def _too_long(where: Where) -> Diagnostic:
    return Diagnostic(
        code="note-too-long",
        message="this footnote does not fit at the foot of a page with the line that calls it",
        where=where,
        hint="make it part of the text, or shorten it to less than half a page",
    )


def set_note(note: Note, room: Room) -> SetNote:
    """Return a note as it stands at the foot of the page, whatever room is left to the text that calls it."""
    foot = room.at_foot().under(Role.NOTE)
    styles = foot.styles
    leading = small_leading(styles)
    manner = styles.text_manner(styles.theme.sizes.small)
    size = manner.plain.size
    label = Phrase(spans=plain(styles.figures.number(note.number)), where=note.where)
    number = foot.text(Role.LABEL, label, manner, ParagraphShape(foot.measure, Alignment.START), leading)
    indent = max(_NUMBER_EM * size, number.text.width + _GAP_EM * size)
    voice = voice_of(note.text, room)
    body = foot.inset(indent).speaking(voice.language)
    parts: list[Part] = [*text_parts(number, 0.0)]
    y = 0.0
    for i, paragraph in enumerate(note.paragraphs):
        indent_first = size if i else 0.0
        shape = ParagraphShape(body.measure, first_indent=indent_first, hyphenate=voice.hyphenates)
        if styles.theme.ragged:
            shape = replace(shape, alignment=Alignment.START, hyphenate=False)
        text = body.text(Role.PARAGRAPH, paragraph, manner, shape, leading)
        if len(note.paragraphs) == len(text.text.lines) == 1:
            text = line_at_start(text, styles.direction)
        parts += text_parts(text, y)
        y += text.text.height
    above = _ABOVE * styles.leading
    lane = room.foot.lane if room.foot else 0
    return SetNote(Stack(tuple(parts)), y, above, _rule(foot, above / 2), note.where, lane)


def _rule(room: Room, y: float) -> Drawing:
    width = _RULE_WIDTH * room.measure
    rule = Rule(Rect(room.at_start(width), y, width, room.styles.rule(_RULE_THICKNESS)), room.styles.palette.ornament)
    return picture((rule,), Artifact.LAYOUT)


def foot_row(rows: Iterable[Row]) -> Row:
    """Return what stands at the foot of the page that has these rows: rules and their notes; else an empty space."""
    rows = list(rows)
    parts: list[Part] = []
    ends: dict[int, float] = {}
    for note in notes_in(rows):
        if note.lane not in ends:
            parts.append((Point(0.0, 0.0), note.rule))
        y = ends.get(note.lane, note.above)
        parts.append((Point(0.0, y), note.drawing))
        ends[note.lane] = y + note.height
    return Row(foot_height(rows), Stack(tuple(parts))) if parts else space(0.0)
