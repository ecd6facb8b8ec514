"""Time as places on a line, as pure numbers: when events were, how long silences count, what is pushed aside.

Places and lengths grow along the axis; the unit of time is the year. Events are in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from booklet.document.model import Event

_SILENCE = 0.2
"""Share of the axis that one silence may take, where there are ten and more."""


def in_order(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return events in order of time; what has no year, or no day, stays behind the event that it follows."""
    keys: list[tuple[float, int, int]] = []
    for event in events:
        last = keys[-1] if keys else (-inf, 0, 0)
        if event.date:
            keys.append((event.date.year, event.date.month, event.date.day or 0))
        elif event.year is None or event.year == last[0]:
            keys.append(last)
        else:
            keys.append((event.year, 0, 0))
    return tuple(events[i] for i in sorted(range(len(events)), key=lambda i: keys[i]))


def moments(events: Sequence[Event]) -> tuple[float, ...]:
    """Return when each event in order began; one without a year is halfway, or a way beyond, as its neighbours are."""
    known = {i: moment for i, event in enumerate(events) if (moment := _moment(event)) is not None}
    if not known:
        return tuple(float(i) for i in range(len(events)))
    first, last = min(known), max(known)
    step = (known[last] - known[first]) / (last - first) if last > first else 1.0
    known |= {-1: known[first] - (first + 1) * step, len(events): known[last] + (len(events) - last) * step}
    found: list[float] = []
    for (i, begin), (j, end) in pairwise(sorted(known.items())):
        found += (begin + (end - begin) * (k - i) / (j - i) for k in range(i, j))
    return tuple(accumulate(found[1:], max))  # a year alone beside a day of it is not before the day


def _moment(event: Event) -> float | None:
    if event.date:
        return event.date.year + (event.date.month - 1) / 12 + ((event.date.day or 1) - 1) / 372
    return None if event.year is None else float(event.year)


def cut_silences(gaps: Sequence[float]) -> tuple[tuple[float, ...], frozenset[int]]:
    """Return lengths of gaps with long silences shortened, and which are.

    The longest that one may be is a fifth of the sum of all as they then are, or, of few, twice the mean.
    """
    total, lengths = sum(gaps), sorted((gap for gap in gaps if gap > 0), reverse=True)
    share = max(_SILENCE, 2 / len(lengths)) if lengths else 1.0
    if not lengths or lengths[0] <= share * total:
        return tuple(gaps), frozenset()
    # With the longest ones cut to a length, that is its share of all. The loop ends: when the share of those that are
    # cut and one more is the whole, the length is the sum of the others.
    most, cut, below = 0.0, 0, total
    while most < lengths[cut]:
        below -= lengths[cut]
        cut += 1
        most = share * below / (1 - cut * share)
    return tuple(min(gap, most) for gap in gaps), frozenset(i for i, gap in enumerate(gaps) if gap > most)


def apart(wanted: Sequence[float], gaps: Sequence[float], low: float, high: float) -> list[float] | None:
    """Return places as near to the wanted ones as they can be, `gaps` apart, from low to high; None without room.

    The sum of the squares of what each is moved is least. With the gaps taken off, places only have to be in order,
    which is isotonic regression, solved by pooling adjacent violators (Best and Chakravarti, "Active set algorithms
    for isotonic regression", Mathematical Programming 47, 1990); what lies outside the bounds is then moved to them.
    """
    offsets = list(accumulate(gaps, initial=0.0))
    if offsets[-1] > high - low:
        return None
    pools: list[tuple[float, int]] = []  # mean and number of those that stand as close as they may
    for place, offset in zip(wanted, offsets, strict=True):
        mean, count = place - offset, 1
        while pools and pools[-1][0] >= mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    means = (min(max(mean, low), high - offsets[-1]) for mean, count in pools for _ in range(count))
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def shares(lengths: Sequence[float]) -> tuple[float, ...]:
    """Return where the ends of lengths are on a line from 0 to 1; evenly when all are nothing."""
    total = sum(lengths)
    steps = lengths if total else [1.0] * len(lengths)
    return tuple(at / (total or len(steps) or 1) for at in accumulate(steps, initial=0.0))


def between(moment: float, times: Sequence[float], places: Sequence[float]) -> float:
    """Return the place of a moment on an axis where times are at places; at an end what is beyond it."""
    for (before, after), (begin, end) in zip(pairwise(times), pairwise(places), strict=True):
        if before <= moment < after:
            return begin + (end - begin) * (moment - before) / (after - before)
    return places[0] if moment < times[0] else places[-1]


@dataclass(frozen=True, slots=True)
class YearMark:
    """The beginning of a year on the axis."""

    distance: float
    """Along the axis."""
    decade: bool


def year_marks(
    years: Sequence[int | None], distances: Sequence[float], clearance: float, least: float = 0.0
) -> tuple[YearMark, ...]:
    """Return a mark for each year that passes between dated events: the closer they stand, the longer the silence.

    Between two neighbours time runs evenly. A mark nearer than `clearance` to either is left out; where years would be
    less than `least` apart, decades, centuries or millennia are marked.
    """
    found: list[YearMark] = []
    for (before, after), (begin, end) in zip(pairwise(years), pairwise(distances), strict=True):
        if before is None or after is None or before >= after:
            continue
        length = end - begin
        step = next((step for step in (1, 10, 100, 1000) if step * length >= least * (after - before)), 10_000)
        for year in range(before + 1, after):
            at = begin + length * (year - before) / (after - before)
            if year % step == 0 and min(at - begin, end - at) >= clearance:
                found.append(YearMark(at, year % 10 == 0))
    return tuple(found)
