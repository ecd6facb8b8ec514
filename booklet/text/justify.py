"""One line: its words cut to the line, lengthened, put into visual order, spaced to fill the room, and placed.

Source: UAX #9, Unicode 17.0, rules L1 and L2. Positions are points from the left edge of the measure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from booklet.text.atoms import SHRINK, STRETCH, Kind
from booklet.text.lengthen import lengthened_parts
from booklet.text.lines import Room, SetLine
from booklet.text.words import BIDI_CONTROLS, Word, hyphen_after, part_of

_NARROWEST = -0.5  # of its width: a line that cannot be broken better runs out of the measure, its words still apart

# No-break spaces end a line only before a forced break, or when what they hold together is wider than the measure.
_HANGING = " \t\n\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_TAIL = "".join(re.findall(f"[{_HANGING}{BIDI_CONTROLS}]", "".join(map(chr, range(0x3001)))))
_FIRST_HANGING = re.compile(f"[{_HANGING}]")


@dataclass(frozen=True, slots=True)
class LineRange:
    """Where a line begins and ends in the paragraph, before anything is placed."""

    start: int
    end: int
    """Half open, code points, with the spaces that hang at the end."""
    hyphen: bool
    """A hyphen is drawn at the end."""
    filled: bool
    """The spaces take up what the line is short of, or too long by."""
    justified: bool = False
    """Of a justified paragraph, filled or its last: signs may hang out of the measure."""
    divided: bool = False
    """It ends between two letters of a word that is wider than the measure, without a hyphen."""
    ratio: float = 0.0
    """Adjustment ratio for which its end was chosen."""


def set_line_range(
    text: str, line_words: Sequence[Word], line: LineRange, room: Room, levels: bytes, base_level: int
) -> SetLine:
    """Return the finished line; `levels` are those of the line's code points, L1 applied."""
    drawn_end = _drawn_end(text, line.start, line.end)
    parts = _parts(text, line_words, line, drawn_end)
    room = _with_hang(room, parts, line, base_level)
    widths = [part[0].width for part in parts]
    room_left = room.width - sum(widths)
    elastic = sum([width for part, width in zip(parts, widths, strict=True) if part[0].kind is Kind.SPACE])
    if line.filled and room_left > 0.0 and any([part[0].lengthens for part in parts]):
        parts = lengthened_parts(parts, room)
        widths = [part[0].width for part in parts]
        room_left = room.width - sum(widths)
    growth = _space_growth(elastic, room_left) if line.filled or room_left < 0 else 0.0
    spare = room_left - growth * elastic
    left = room.left + max(spare, 0.0) * room.share_before + min(spare, 0.0) * (room.share_before == 1.0)
    return SetLine(
        atoms=tuple([part[0] for part in parts]),
        sources=tuple([part[3] for part in parts]),
        growth=growth,
        start=line.start,
        end=line.end,
        text=text[line.start : drawn_end],
        levels=levels[: drawn_end - line.start],
        base_level=base_level,
        left=left,
        right=left + sum(widths) + growth * elastic,
        ratio=growth / (STRETCH if growth > 0 else SHRINK) if line.filled else 0.0,
        divided=line.divided,
    )


def _drawn_end(text: str, start: int, end: int) -> int:
    """Return where the white space at the end of a line begins; bidi controls before it belong to the line."""
    # By `rstrip`: a pattern that is sought to the end takes square time on a thousand controls in a row.
    tail = start + len(text[start:end].rstrip(_TAIL))
    hanging = _FIRST_HANGING.search(text, tail, end)
    return hanging.start() if hanging else end


def _parts(text: str, line_words: Sequence[Word], line: LineRange, end: int) -> list[Word]:
    """Return the words in logical order; the parts of a divided word are shaped anew, joined as in the whole.

    Bidi controls are among them: they part what stands on either side of them (L2), though nothing of them is drawn.
    """
    parts = [*line_words]
    while parts and parts[-1].start >= end:
        del parts[-1]
    for i in (0, -1) if parts else ():  # only at the ends of a line is a word divided
        word = parts[i]
        if word.run is not None and (word.start < line.start or word.end > end):
            parts[i] = part_of(word, text, max(line.start, word.start), min(end, word.end))
    if line.hyphen and (divided := _drawn(reversed(parts))):
        parts.append(hyphen_after(divided, end))
    return parts


def _drawn(parts: Iterable[Word]) -> Word | None:
    """Return the first of some words of which something is drawn."""
    return next((part for part in parts if part.run), None)


def _with_hang(room: Room, parts: Sequence[Word], line: LineRange, base_level: int) -> Room:
    """Return the room with what the signs at the edges of the line take outside of it."""
    first, last = (_drawn(parts), _drawn(reversed(parts))) if line.justified else (None, None)
    if not first or not last:
        return room
    at_start = first.atom.hang_at_start() if first.source.manner.level == base_level else 0.0
    at_end = last.atom.hang_at_end if line.filled and last.source.manner.level == base_level else 0.0
    if not at_start and not at_end:
        return room
    at_left = at_end if base_level % 2 else at_start
    return replace(room, left=room.left - at_left, width=room.width + at_start + at_end)


def _space_growth(elastic: float, missing: float) -> float:
    """Return how much each space grows relative to its width (negative: shrinks)."""
    return max(missing / elastic, _NARROWEST) if elastic else 0.0
