"""The legal breakpoints of a paragraph, as parallel lists of numbers (Knuth & Plass 1981, "Formulating the Problem").

A line may end at glue that follows a box, or at a penalty below `FORBIDDEN`; what it ends at is not set (but the
penalty's width is), and glue and penalties after it are dropped up to the next box or forced break.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from booklet.text.items import FORBIDDEN, FORCED, Box, Glue, Item

SLACK_ERROR = 1e-6
"""Points of overflow that are the error of adding floats, not overflow: sums to 1e5 points are exact to 1e-9."""


class Breaks(NamedTuple):
    """The legal breakpoints in order, as parallel lists; sums are over the items before a place.

    A *start* is where a line may begin: start 0 is the beginning of the items, start i + 1 is after breakpoint i. A
    line from start i ends at breakpoint i or later.
    """

    indices: list[int]
    """Of the breakpoints in the items."""
    costs: list[float]
    flagged: list[bool]
    widths: list[float]
    """Sum of widths if a line ends here: with that of the penalty."""
    stretches: list[float]
    shrinks: list[float]
    starts: list[int]
    """Index of the item that begins a line: one list entry per start, as in the next three."""
    start_widths: list[float]
    """With what the line hangs out at its start."""
    start_stretches: list[float]
    start_shrinks: list[float]
    least: list[float]
    """The least shrunken width of a breakpoint and all after it: one list entry per breakpoint, as in the next."""
    forced: list[int]
    """The first forced breakpoint that is not before this one."""
    box_stretches: list[float]
    """Sum of the stretch of the boxes before each item; empty when there is none. It is in `stretches` also."""


def legal_breakpoints(items: Sequence[Item]) -> Breaks:
    """Return the breakpoints of items, which end with a forced break."""
    ends: list[tuple[int, float, bool, float, float, float]] = []
    # Glue at the beginning of the items is not dropped.
    first_hang = items[0].hang if items and isinstance(items[0], Box) else 0.0
    starts: list[tuple[int, float, float, float]] = [(0, first_hang, 0.0, 0.0)]
    width = stretch = shrink = in_boxes = 0.0
    after_box = False
    for i, item in enumerate(items):
        kind = type(item)  # quicker than `isinstance`, and nothing inherits from them
        if kind is Box:
            own, more, hang = item
            while len(starts) <= len(ends):
                starts.append((i, width + hang, stretch, shrink))
            width += own
            stretch += more
            in_boxes += more
            after_box = True
            continue
        if kind is Glue:
            own, more, less = item
            if after_box:
                ends.append((i, 0.0, False, width, stretch, shrink))
            width += own
            stretch += more
            shrink += less
        else:
            own, cost, flagged = item
            while cost == FORCED and len(starts) <= len(ends):
                starts.append((i, width, stretch, shrink))
            if cost < FORBIDDEN:
                ends.append((i, cost, bool(flagged), width + own, stretch, shrink))
        after_box = False
    assert ends and ends[-1][1] == FORCED, "the last item must be a forced break"
    while len(starts) <= len(ends):
        starts.append((len(items), width, stretch, shrink))
    # An ending is (index, cost, flagged, width, stretch, shrink), a start is (index, width, stretch, shrink).
    least = rising_from_end([ending[3] - ending[5] for ending in ends])
    forced = _next_forced([ending[1] for ending in ends])
    lists = [*map(list, zip(*ends, strict=True)), *map(list, zip(*starts, strict=True))]
    return Breaks._make([*lists, least, forced, _box_stretches(items) if in_boxes else []])


def _box_stretches(items: Sequence[Item]) -> list[float]:
    return [*accumulate([item.stretch if isinstance(item, Box) else 0.0 for item in items], initial=0.0)]


def _next_forced(costs: list[float]) -> list[int]:
    """Return for each breakpoint the first forced one that is not before it."""
    result = [len(costs) - 1] * len(costs)
    if FORCED not in costs[:-1]:
        return result  # nearly always
    for i in range(len(costs) - 2, -1, -1):
        result[i] = i if costs[i] == FORCED else result[i + 1]
    return result


def rising_from_end(values: list[float]) -> list[float]:
    """Return the least of each value and all after it."""
    return values if values == sorted(values) else list(accumulate(reversed(values), min))[::-1]


def line_count(breaks: Breaks, least: list[float], measure: float) -> int:
    """Return the number of lines when each takes what fits."""
    count = start = 0
    while start < len(breaks.forced):
        room = measure + breaks.start_widths[start] + SLACK_ERROR
        start = max(bisect_right(least, room, start, breaks.forced[start] + 1), start + 1)
        count += 1
    return count
