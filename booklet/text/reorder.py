"""Put the clusters of one line into visual order (UAX #9, Unicode 17.0, rule L2).

Notation: `levels` holds one embedding level per cluster (or per code point), in logical order; even levels read left
to right, odd ones right to left (BD2). L1 is done: trailing spaces have the base level.
"""

from collections.abc import Iterator, Sequence


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the logical cluster indices from left to right: [0, 1, 1] gives [0, 2, 1]."""
    order = list(range(len(levels)))
    if levels and min(levels) == max(levels):  # most lines
        return order[::-1] if levels[0] % 2 else order
    odd_levels = [level for level in levels if level % 2]
    if not odd_levels:
        return order
    for floor in range(max(levels), min(odd_levels) - 1, -1):
        for start, end in _runs_at_least(levels, floor):
            # Deeper runs lie wholly inside this one, so its positions are still valid.
            order[start:end] = reversed(order[start:end])
    return order


def _runs_at_least(levels: Sequence[int], floor: int) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of the maximal runs whose levels are >= floor."""
    start = 0
    for i, level in enumerate([*levels, -1]):  # -1 closes a run at the end of the line
        if level < floor:
            if start < i:
                yield start, i
            start = i + 1
