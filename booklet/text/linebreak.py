"""Total-fit line breaking: numbers in, indices out (Knuth & Plass, *Breaking Paragraphs into Lines*, 1981).

Source: Software: Practice and Experience 11, pp. 1119-1184; sections are cited by name. No fonts, no text: any unit
of length will do, ours is the point.

Notation: an item is a box, glue or a penalty. A line may end at glue that follows a box, or at a penalty below
`FORBIDDEN`; what it ends at is not set (but the penalty's width is), and glue and penalties after it are dropped up
to the next box or forced break ("Formulating the Problem"). These places are the *legal breakpoints*; here each is
an index into parallel lists, `Breaks`. The adjustment ratio r of a line is 0 at the natural width, 1 when its
stretch is used up once, -1 when its shrink is used up.

How to use it:

- Justified: end the items with `*FINISH`, so that the last line is set at its natural width.
- Ragged: give spaces no stretch and no shrink, and set `Settings.edge_stretch`; the ratio is then the room left at the
  edge of the line over that stretch. An em or two is right; more makes all lines alike to the algorithm.
  (The paper's own way, glue of negative stretch around a penalty, works also.)
- Balanced: as ragged, but end with the last box and `FORCED_BREAK`, so that the last line counts as the others, and
  break to the measure that `balanced_measure` gives.
- More or fewer lines than the optimum has: `LineBreaker.loosened`.
- Drop caps and indents: `measures` has one entry a line; the last one holds for all further lines.

The optimum is found by a dynamic programme ("The Algorithm Itself") that goes forward from each breakpoint reached and
bisects prefix sums for those that may end its line. Running extremes keep this right whatever the signs of the widths.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import inf
from operator import attrgetter, sub
from typing import NamedTuple

from booklet.text.breakpoints import SLACK_ERROR, Breaks, legal_breakpoints, line_count, rising_from_end
from booklet.text.demerits import fitness_class, line_demerits, ratio_of
from booklet.text.items import Item


class Breakpoint(NamedTuple):
    """A line of the result."""

    item_index: int
    """Of the glue or penalty where the line ends; it is not set, but for the width of a penalty."""
    ratio: float
    """The adjustment ratio; below -1 when a single unbreakable piece is wider than the line, and then `-inf` when
    nothing can shrink; `inf` on a short line where nothing can stretch. In both cases set the natural width."""
    start: int
    """Index of the first item on the line, after what was dropped at its beginning."""


LOOSEST_WISH = 2.5
"""The greatest ratio of a line in more or fewer lines than the optimum has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is thought good; the values without a unit are demerits."""

    tolerances: tuple[float, ...] = (1.6, 4.0, inf)
    """The greatest ratio that is allowed in each pass, in rising order; the last must be infinite, so that there is
    always an answer. A space of 1/4 em with a stretch of 1/8 em grows by 1.6 to 0.45 em: about the widest that
    does not yet look like a hole. Up to 4 it is ugly but even."""
    wish_tolerances: tuple[float, ...] = (1.6, LOOSEST_WISH)
    """The same for lines more or fewer than the optimum has. At 2.5 that space is 0.56 em, as far from a hole as from
    an ugly line: a wish is not worth the lines that a paragraph may have of need."""
    flagged_demerits: float = 3000.0
    """For two flagged breaks in succession; the paper's alpha ("More Bells and Whistles"). About the demerits
    of a line with a ratio of 0.8."""
    fitness_demerits: float = 3000.0
    """For a line beside one whose fitness class differs by two or more; the paper's gamma."""
    runt_demerits: float = 3000.0
    """For a last line below `min_last_fill`: as bad as either of these."""
    min_last_fill: float = 0.0
    """The part of the measure that the last line of the items should at least have, naturally; 0 allows all. A sixth
    is more than a short word and more than an indent, so that the next paragraph's indent does not pass it."""
    boxes_from: float = 0.0
    """The ratio from which boxes stretch too: what is natural to the glue is better than what is not to the boxes."""
    edge_stretch: float = 0.0
    """Stretch that each line has besides that of its glue, for ragged edges."""


DEFAULT = Settings()

_WISH_RUNT_DEMERITS = 1e8
"""For a runt in lines that are wished for: more than a hundred lines of ratio 2 have, for a wish is not worth one."""
_EMERGENCY_PART = 0.1
"""In the last passes each line has this part of the measure as further stretch, for the badness only, so that a line
without glue is the worse the shorter it is, instead of infinitely bad. A tenth leaves a half-empty line r = 5."""


_NARROW = 0.6
"""The ratio up to which lines are tried first: most paragraphs have such lines, or hardly worse ones."""


def break_lines(items: Sequence[Item], measures: Sequence[float], settings: Settings = DEFAULT) -> list[Breakpoint]:
    """Return the lines of the paragraph with the least demerits; the items must end with a forced break.

    A line is wider than its measure only where one piece between two legal breakpoints is.
    """
    return LineBreaker(items, measures, settings).best


class LineBreaker:
    """The lines of one list of items: the best ones, and those that are as many more or fewer as is wished."""

    def __init__(self, items: Sequence[Item], measures: Sequence[float], settings: Settings = DEFAULT) -> None:
        assert measures and settings.tolerances[-1] == inf
        self._breaks = legal_breakpoints(items)
        self._measures = _without_repeats(measures)
        self._settings = settings

    @property
    def widest_piece(self) -> float:
        """Width of the widest piece between two legal breakpoints, with the penalty at its end."""
        widths: Iterable[float] = map(sub, self._breaks.widths, self._breaks.start_widths)
        return max(widths)

    def line_counts(self) -> tuple[int, int]:
        """Return the least and the greatest number of lines that `loosened` may find, or fewer and more."""
        breaks, edge, loosest = self._breaks, self._settings.edge_stretch, self._settings.wish_tolerances[-1]
        most, start = 0, 0
        stretched = _rising([w + loosest * y for w, y in zip(breaks.widths, breaks.stretches, strict=True)])
        while start < len(breaks.forced):
            room = min(self._measures) + breaks.start_widths[start]
            short = room + loosest * (breaks.start_stretches[start] - edge) - SLACK_ERROR
            start = min(bisect_left(stretched, short, start), breaks.forced[start]) + 1
            most += 1
        return line_count(breaks, breaks.least, max(self._measures)), most

    @cached_property
    def best(self) -> list[Breakpoint]:
        """The lines with the least demerits."""
        settings = self._settings
        best = self._within(settings.tolerances[0])
        passes = [(tolerance, 0.0) for tolerance in settings.tolerances[1:-1]]
        # Without bounds there are many ways: first try the emergency stretch within the tolerance before.
        passes += [(tolerance, _EMERGENCY_PART) for tolerance in settings.tolerances[-2:]]
        for tolerance, emergency_part in passes:
            if best:
                break
            best = self._least(_Pass(self._breaks, self._measures, settings, tolerance, emergency_part))
        assert best, "the pass of infinite tolerance has an answer"
        return _lines(best, self._breaks, self._measures, settings)

    def _within(self, tolerance: float) -> "_Node | None":
        """Return the best way within a tolerance, sought within a narrow one first.

        What that finds is a bound for the rest: no line that has as many demerits by itself is in a better way.
        """
        if tolerance <= _NARROW:
            return self._least(_Pass(self._breaks, self._measures, self._settings, tolerance))
        best = self._least(_Pass(self._breaks, self._measures, self._settings, _NARROW))
        bound = best.demerits if best else inf
        if bound <= line_demerits(_NARROW, 0.0):
            return best
        wider = min(tolerance, ratio_of(bound))
        return self._least(_Pass(self._breaks, self._measures, self._settings, wider, bound=bound)) or best

    @staticmethod
    def _least(run: "_Pass") -> "_Node | None":
        return min(run.ends(), key=_demerits, default=None)

    def loosened(self, looseness: int) -> list[Breakpoint] | None:
        """Return the best lines of which there are nearest to `looseness` more, the paper's q, and not beyond it.

        None where no other number is within the `wish_tolerances`.
        """
        breaks, count, most = self._breaks, len(self.best), abs(looseness)
        fewest, most_lines = self.line_counts()
        if not fewest <= count + looseness // most <= most_lines:
            return None  # not even with all spaces shrunk, or stretched
        # A measure for every line keeps the nodes of different lines apart; the last one is for all lines too many.
        missing = count + max(looseness, 0) + 2 - len(self._measures)
        measures = [*self._measures, *[self._measures[-1]] * missing]
        settings = replace(self._settings, runt_demerits=_WISH_RUNT_DEMERITS)
        found, least = None, most
        for tolerance in settings.wish_tolerances:
            for end in sorted(_Pass(breaks, measures, settings, tolerance).ends(), key=_demerits):
                missed = abs(count + looseness - end.line)
                if missed < least and abs(end.line - count) <= most:
                    found, least = end, missed
        return _lines(found, breaks, measures, settings) if found else None


def balanced_measure(items: Sequence[Item], measure: float) -> float:
    """Return the least width at which the items, unstretched, take no more lines than they do at `measure`.

    Lines are filled one by one, which gives the least number of lines.
    """
    breaks = legal_breakpoints(items)
    least = rising_from_end(breaks.widths)
    wanted = line_count(breaks, least, measure)
    narrow, wide = 0.0, measure
    for _ in range(30):  # the error is the measure over 2**30: for one of a metre, 3e-6 points
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if line_count(breaks, least, middle) <= wanted else (middle, wide)
    return wide


class _Node(NamedTuple):
    """The best way to a start, for one fitness class of the line before it and one line number."""

    demerits: float
    start: int
    fitness: int
    line: int
    """Index of the measure of the line that begins here."""
    previous: "_Node | None"


_demerits = attrgetter("demerits")


class _Pass:
    """One run over the paragraph with one tolerance."""

    def __init__(
        self,
        breaks: Breaks,
        measures: Sequence[float],
        settings: Settings,
        tolerance: float,
        emergency_part: float = 0.0,
        bound: float = inf,
    ) -> None:
        self.breaks = breaks
        self.measures = measures
        self.settings = settings
        self.tolerance = tolerance
        self.tightest = -min(tolerance, 1.0)
        """The least ratio: one below 1 holds for tight lines too."""
        self.emergency_part = emergency_part
        """Of the measure: stretch of each line for the badness only."""
        self.bound = bound
        """Demerits that the best way has at the most."""
        self.is_last = tolerance == inf
        self.least = breaks.least
        """The least width of a breakpoint and all after it, shrunken as far as is allowed."""
        if self.tightest > -1.0:
            shrunken = [w + self.tightest * z for w, z in zip(breaks.widths, breaks.shrinks, strict=True)]
            self.least = rising_from_end(shrunken)
        self.most: list[float] = []
        """The greatest stretched width of a breakpoint and all before it; empty when there is no limit."""
        if not self.is_last:
            stretched = [w + tolerance * y for w, y in zip(breaks.widths, breaks.stretches, strict=True)]
            self.most = _rising(stretched)

    def ends(self) -> list[_Node]:
        """Return the best way to the end of the items for each fitness class and line, within the tolerance."""
        settings = self.settings
        flagged = self.breaks.flagged
        last_line = len(self.measures) - 1
        # By start, then by fitness class and line.
        arrivals: list[dict[tuple[int, int], _Node] | None] = [None] * len(self.breaks.starts)
        arrivals[0] = {(1, 0): _Node(0.0, 0, 1, 0, None)}
        for start in range(len(arrivals) - 1):
            arrived, arrivals[start] = arrivals[start], None
            if arrived is None:
                continue
            after_flagged = start > 0 and flagged[start - 1]
            for nodes in self._by_line(arrived):
                line = nodes[0].line
                next_line = min(line + 1, last_line)
                for end, fitness, demerits in self._line_ends(start, self.measures[line]):
                    if after_flagged and flagged[end]:
                        demerits += settings.flagged_demerits
                    target = arrivals[end + 1]
                    if target is None:
                        target = arrivals[end + 1] = {}
                    old = target.get((fitness, next_line))
                    least = old.demerits if old else self.bound
                    for node in nodes:
                        total = node[0] + demerits
                        if abs(node[2] - fitness) > 1:
                            total += settings.fitness_demerits
                        if total < least or (total == least and not old):
                            least = total
                            old = target[fitness, next_line] = _Node(total, end + 1, fitness, next_line, node)
        return [*(arrivals[-1] or {}).values()]

    def _by_line(self, arrivals: dict[tuple[int, int], _Node]) -> list[list[_Node]]:
        """Group the nodes of a start by line, without those that another of the same line will always beat.

        They differ in what follows by the fitness demerits at most.
        """
        if len(arrivals) == 1:
            return [[*arrivals.values()]]
        groups: dict[int, list[_Node]] = {}
        for node in arrivals.values():
            groups.setdefault(node.line, []).append(node)
        for line, nodes in groups.items():
            best = min(node.demerits for node in nodes)
            limit = best + self.settings.fitness_demerits
            groups[line] = [node for node in nodes if node.demerits < limit or node.demerits == best]
        return list(groups.values())

    def _line_ends(self, start: int, measure: float) -> list[tuple[int, int, float]]:
        """Return the feasible breakpoints for a line from a start: its index, fitness class and demerits by itself."""
        breaks, tolerance, edge = self.breaks, self.tolerance, self.settings.edge_stretch
        widths, stretches, shrinks, costs = breaks.widths, breaks.stretches, breaks.shrinks, breaks.costs
        start_stretch, start_shrink = breaks.start_stretches[start] - edge, breaks.start_shrinks[start]
        room = measure + breaks.start_widths[start]
        first, beyond = start, breaks.forced[start] + 1
        beyond = bisect_right(self.least, room + self.tightest * start_shrink + SLACK_ERROR, first, beyond)
        start_stretch -= measure * self.emergency_part
        if not self.is_last:
            first = bisect_left(self.most, room + tolerance * start_stretch - SLACK_ERROR, first, beyond)
        ends = []
        has_stretching = bool(breaks.box_stretches)
        for end in range(first, beyond):
            slack, stretch = room - widths[end], stretches[end] - start_stretch
            if slack > SLACK_ERROR and stretch > 0.0:
                ratio = slack / stretch  # the usual case without a call
            else:
                ratio = _adjustment_ratio(slack, stretch, shrinks[end] - start_shrink)
            if has_stretching and ratio > 0.0:
                ratio = _loose_ratio(breaks, start, end, slack, stretch, self.settings.boxes_from)
            if self.tightest <= ratio <= tolerance:
                ends.append((end, fitness_class(ratio), line_demerits(ratio, costs[end])))
        if not ends and self.is_last:
            # The first piece is wider than the line by itself: there is no other way.
            ends.append((start, fitness_class(-1.0), line_demerits(-1.0, costs[start])))
        if ends and ends[-1][0] == len(costs) - 1 and self._is_runt(start, measure):
            end, fitness, demerits = ends[-1]
            ends[-1] = end, fitness, demerits + self.settings.runt_demerits
        return ends

    def _is_runt(self, start: int, measure: float) -> bool:
        width = self.breaks.widths[-1] - self.breaks.start_widths[start]
        return width < measure * self.settings.min_last_fill


def _adjustment_ratio(slack: float, stretch: float, shrink: float) -> float:
    """Return r ("Formulating the Problem"); below -1 when the line is too wide, infinite when it cannot change."""
    if abs(slack) <= SLACK_ERROR:
        return 0.0
    if slack > 0.0:
        return slack / stretch if stretch > 0.0 else inf
    if shrink <= 0.0:
        return -inf
    return -1.0 if -SLACK_ERROR <= slack + shrink < 0.0 else slack / shrink


def _loose_ratio(breaks: Breaks, start: int, end: int, slack: float, stretch: float, boxes_from: float) -> float:
    """Return r of a line with boxes that stretch: up to `boxes_from` that of its glue alone; beyond, all shares."""
    boxes = breaks.box_stretches[breaks.indices[end]] - breaks.box_stretches[breaks.starts[start]]
    by_glue = boxes_from * (stretch - boxes)
    if slack <= by_glue:
        return slack / (stretch - boxes)
    return boxes_from + (slack - by_glue) / stretch if stretch > 0.0 else inf


def _lines(end: _Node, breaks: Breaks, measures: Sequence[float], settings: Settings) -> list[Breakpoint]:
    """Return the lines on the way to a node, with their true ratios."""
    lines = []
    node = end
    while node.previous:
        last, start = node.start - 1, node.previous.start
        slack = measures[node.previous.line] - breaks.widths[last] + breaks.start_widths[start]
        stretch = breaks.stretches[last] - breaks.start_stretches[start] + settings.edge_stretch
        ratio = _adjustment_ratio(slack, stretch, breaks.shrinks[last] - breaks.start_shrinks[start])
        if breaks.box_stretches and ratio > 0.0:
            ratio = _loose_ratio(breaks, start, last, slack, stretch, settings.boxes_from)
        lines.append(Breakpoint(breaks.indices[last], ratio, breaks.starts[start]))
        node = node.previous
    lines.reverse()
    return lines


def _rising(values: list[float]) -> list[float]:
    """Return the greatest of each value and all before it."""
    return values if values == sorted(values) else list(accumulate(values, max))


def _without_repeats(measures: Sequence[float]) -> Sequence[float]:
    """Drop repeats of the last measure: only while measures differ do nodes of different lines live side by side."""
    count = len(measures)
    while count > 1 and measures[count - 2] == measures[-1]:
        count -= 1
    return measures[:count]
