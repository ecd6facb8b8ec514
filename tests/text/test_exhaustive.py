"""The lines of short paragraphs of real text are the best of all ways to break them, found by going through them all.

The items come from `set_paragraph`: shaped words in four languages, with hyphens and kashidas. What a way costs is
computed here from the items of each line, as the paper has it and `linebreak` documents, without sums kept between.
"""

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from math import inf

import pytest

from booklet.justification import Justification
from booklet.text import choose
from booklet.text.items import FORBIDDEN, FORCED, Box, Glue, Penalty
from booklet.text.linebreak import LineBreaker, fitness_class, line_demerits
from booklet.text.paragraph import set_paragraph
from booklet.text.style import Alignment, ParagraphShape
from tests.support.fonts import TEXT, styled
from tests.support.long_texts import ARABIC, ENGLISH, FRENCH, HEBREW

RUNNING = replace(TEXT, justification=Justification())
TEXTS = {"he": HEBREW, "ar": ARABIC, "en": ENGLISH, "fr": FRENCH}
CASES = {"he": 440, "ar": 425, "en": 475, "fr": 510}
"""How many paragraphs there are, each at five measures: 1,850, and as many again with ragged edges."""
MEASURES = (55.0, 75.0, 100.0, 140.0, 200.0)
ERROR = 1e-6  # points, as in the module
EMERGENCY_PART = 0.1  # of the measure: the stretch that `linebreak` adds in its last two passes


def is_legal(items, i):
    if isinstance(items[i], Penalty):
        return items[i].cost < FORBIDDEN
    return isinstance(items[i], Glue) and i > 0 and isinstance(items[i - 1], Box)


def line_items(items, before, end):
    """Return what is set between two breakpoints; -1 is the beginning."""
    start = before + 1
    while before >= 0 and start < end and not isinstance(items[start], Box):
        start += 1
    return items[start:end]


def ratio_of(line, last, measure, settings, extra):
    """Return the adjustment ratio of a line that ends at an item."""
    width = sum(item.width for item in line if not isinstance(item, Penalty))
    slack = measure - width - (last.width if isinstance(last, Penalty) else 0.0)
    if abs(slack) <= ERROR:
        return 0.0
    glue = [item for item in line if isinstance(item, Glue)]
    if slack < 0:
        shrink = sum(item.shrink for item in glue)
        return max(slack / shrink, -1.0) if shrink >= -slack - ERROR else -inf
    by_spaces = sum(item.stretch for item in glue) + extra
    by_kashidas = sum(item.stretch for item in line if isinstance(item, Box))
    if by_kashidas and slack > settings.boxes_from * by_spaces:
        return settings.boxes_from + (slack - settings.boxes_from * by_spaces) / (by_spaces + by_kashidas)
    return slack / by_spaces if by_spaces else inf


class Search:
    """All ways to break some items in one pass."""

    def __init__(self, items, measures, settings, tolerance, emergency_part):
        self.items, self.measures, self.settings = items, measures, settings
        self.tolerance, self.emergency_part = tolerance, emergency_part
        self.legal = [i for i in range(len(items)) if is_legal(items, i)]
        self.lines = {}

    def line(self, before, end, index):
        """Return ratio, fitness class, demerits by itself of a line from one breakpoint to another."""
        measure = self.measures[min(index, len(self.measures) - 1)]
        key = before, end, measure
        if key not in self.lines:
            line, last = line_items(self.items, before, end), self.items[end]
            extra = self.settings.edge_stretch + measure * self.emergency_part
            ratio = ratio_of(line, last, measure, self.settings, extra)
            cost = last.cost if isinstance(last, Penalty) else 0.0
            demerits = line_demerits(max(ratio, -1.0), cost)
            width = sum(item.width for item in line if not isinstance(item, Penalty))
            if end == self.legal[-1] and width < measure * self.settings.min_last_fill:
                demerits += self.settings.runt_demerits
            self.lines[key] = ratio, fitness_class(max(ratio, -1.0)), demerits
        return self.lines[key]

    def ends(self, before, index):
        """Return the breakpoints at which a line may end."""
        later = [end for end in self.legal if end > before]
        found = [end for end in later if -1.0 <= self.line(before, end, index)[0] <= self.tolerance]
        return found or (later[:1] if self.tolerance == inf and self.emergency_part else [])

    def step(self, before, end, index, fitness):
        """Return the demerits of a line after one of a fitness class, and its own class."""
        _, own, demerits = self.line(before, end, index)
        flagged = [isinstance(item, Penalty) and item.flagged for item in (self.items[before], self.items[end])]
        if before >= 0 and all(flagged):
            demerits += self.settings.flagged_demerits
        if abs(own - fitness) > 1:
            demerits += self.settings.fitness_demerits
        return demerits, own

    def best(self):
        """Return the least demerits of all ways; infinite if there is none.

        A way is given up only when it costs more already than a whole one: no line has negative demerits.
        """
        least, waiting = inf, [(-1, 0, 1, 0.0)]
        while waiting:
            before, index, fitness, total = waiting.pop()
            for end in self.ends(before, index):
                demerits, own = self.step(before, end, index, fitness)
                if total + demerits >= least:
                    continue
                if end == self.legal[-1]:
                    least = total + demerits
                else:
                    waiting.append((end, index + 1, own, total + demerits))
        return least

    def cost(self, breakpoints):
        """Return the demerits of one way."""
        total, fitness = 0.0, 1
        for index, (before, end) in enumerate(pairwise([-1, *breakpoints])):
            demerits, fitness = self.step(before, end, index, fitness)
            total += demerits
        return total


def passes(settings):
    finite = [(tolerance, 0.0) for tolerance in settings.tolerances[:-1]]
    return [*finite, *((tolerance, EMERGENCY_PART) for tolerance in settings.tolerances[-2:])]


def assert_best(items, measures, settings, breakpoints):
    """Fail unless the breakpoints are those of a best way in the first pass that has one; return the pass."""
    for number, (tolerance, emergency_part) in enumerate(passes(settings)):
        search = Search(items, measures, settings, tolerance, emergency_part)
        best = search.best()
        if best < inf:
            assert search.cost(breakpoints) == pytest.approx(best, rel=1e-9)
            return number
    raise AssertionError("the last pass has an answer")


def windows(text):
    """Yield paragraphs of one to ten words, every third word beginning one of each length."""
    words = text.split()
    for start in range(0, len(words), 3):
        for count in range(1, min(10, len(words) - start) + 1):
            yield " ".join(words[start : start + count])


@pytest.mark.parametrize("alignment", [Alignment.JUSTIFY, Alignment.START])
@pytest.mark.parametrize("language", TEXTS)
def test_no_way_to_break_a_paragraph_of_ten_words_is_better(language, alignment, monkeypatch):
    asked = []

    class Spy(LineBreaker):
        def __init__(self, *given):
            super().__init__(*given)
            self.given = given

        @cached_property
        def best(self):
            lines = LineBreaker.best.func(self)
            asked.append((*self.given, [line.item_index for line in lines]))
            return lines

    monkeypatch.setattr(choose, "LineBreaker", Spy)
    for text in windows(TEXTS[language]):
        for measure in MEASURES:
            shape = ParagraphShape(measure, alignment, first_indent=0.06 * measure, hyphenate=True)
            set_paragraph(styled(text, language, style=RUNNING), shape)
    seen = Counter()
    for items, measures, settings, breakpoints in asked:
        seen[f"pass {assert_best(items, measures, settings, breakpoints)}"] += 1
        seen["cases"] += 1
        seen["hyphens"] += any(isinstance(items[i], Penalty) and items[i].width > 0 for i in breakpoints)
        seen["kashidas"] += any(isinstance(item, Box) and item.stretch for item in items)
        assert items[breakpoints[-1]].cost == FORCED
    assert seen["cases"] == CASES[language]
    if alignment is Alignment.JUSTIFY:
        # What is hard has been asked: lines of every looseness, hyphens, kashidas.
        assert min(seen[f"pass {number}"] for number in range(4)) >= 10
        assert seen["hyphens"] > 50 or language in ("he", "ar")
        assert seen["kashidas"] > 300 or language != "ar"
