import re
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.text.demerits import fitness_class
from booklet.text.items import FINISH, FORBIDDEN, FORCED, FORCED_BREAK, Box, Glue, Item, Penalty
from booklet.text.linebreak import LineBreaker, Settings, balanced_measure, break_lines

SPACE = Glue(6, 3, 2)
HYPHEN = Penalty(6, 50, True)

# The example of the paper, "Formulating the Problem": widths of the letters in eighteenths of an em, spaces that
# depend on the punctuation before them, an indent of one em, and every hyphenation (here "_").
STORY = (
    "In olden times when wish_ing still helped one, there lived a king whose daugh_ters were all beau_ti_ful; and the "
    "young_est was so beau_ti_ful that the sun it_self, which has seen so much, was aston_ished when_ever it shone in "
    "her face. Close by the king's castle lay a great dark for_est, and un_der an old lime-tree in the for_est was a "
    "well, and when the day was very warm, the king's child went out into the for_est and sat down by the side of the "
    "cool foun_tain; and when she was bored she took a golden ball, and threw it up on high and caught it; and this "
    "ball was her favor_ite play_thing."
)
LETTER_WIDTHS = {
    letter: width
    for width, letters in {
        5: "il,.;'", 6: "fjI-", 7: "rst", 8: "cez", 9: "agov", 10: "bdhknpquxy", 13: "wC", 15: "m",
    }.items()
    for letter in letters
}  # fmt: skip
STORY_SPACES = {",": Glue(6, 4, 2), ";": Glue(6, 4, 1), ".": Glue(8, 6, 1)}


def story() -> list[Item]:
    items: list[Item] = [Box(18)]
    last = ""
    for token in re.findall(r"[^ _-]+|.", STORY):
        if token == " ":
            items.append(STORY_SPACES.get(last, SPACE))
        elif token == "_":
            items.append(HYPHEN)
        elif token == "-":
            items += [Box(LETTER_WIDTHS["-"]), Penalty(0, 50, True)]
        else:
            items.append(Box(sum(LETTER_WIDTHS[letter] for letter in token)))
        last = token[-1]
    return [*items, *FINISH]


def words(widths, space=SPACE) -> list[Item]:
    items: list[Item] = []
    for width in widths:
        items += [Box(width), space]
    return items[:-1]


def ratios(items, measures, **options) -> list[float]:
    return [line.ratio for line in break_lines(items, measures, Settings(**options))]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (390, [0.857, 0.0, 0.280, 1.0, 0.067, -0.278, 0.536, -0.167, 0.700, -0.176, 0.357, 0.0]),
        (500, [0.774, 0.179, 0.629, 0.545, 0.0, 0.079, 0.282, 0.294, 0.575, 0.0]),
    ],
)
def test_example_of_the_paper(measure, expected):
    # The paper's finishing glue stretches less, so that it prints another ratio for the last line.
    assert ratios(story(), [measure], tolerances=(1.0, inf)) == pytest.approx(expected, abs=0.0006)


# The same as the module, written as the paper has it, line by line and without sums.


def legal(items) -> list[int]:
    return [
        i
        for i, item in enumerate(items)
        if (isinstance(item, Glue) and i and isinstance(items[i - 1], Box))
        or (isinstance(item, Penalty) and item.cost < FORBIDDEN)
    ]


def line_items(items, before, end):
    """Return the items set on the line after a breakpoint (None: the beginning) to another."""
    start = 0 if before is None else before + 1
    while before is not None and start < end and not isinstance(items[start], Box):
        start += 1
    last = items[end]
    return [*items[start:end], *([Box(last.width)] if isinstance(last, Penalty) else [])]


def natural_width(line) -> float:
    hang = line[0].hang if line and isinstance(line[0], Box) else 0.0
    return sum(item.width for item in line if not isinstance(item, Penalty)) - hang


def ratio_of(line, measure, extra=0.0):
    slack = measure - natural_width(line)
    glue = [item for item in line if isinstance(item, Glue)]
    if abs(slack) < 1e-6:
        return 0.0
    if slack > 0:
        stretch = sum(item.stretch for item in glue) + extra
        return slack / stretch if stretch > 0 else inf
    shrink = sum(item.shrink for item in glue)
    return slack / shrink if shrink > 0 else -inf


def demerits_of(items, breakpoints, measures, tolerance, options):
    """Return the demerits of a way to break, None when a line is not within the tolerance."""
    total, fitness, flagged = 0.0, 1, False
    for i, (before, end) in enumerate(pairwise([None, *breakpoints])):
        measure = measures[min(i, len(measures) - 1)]
        line = line_items(items, before, end)
        ratio = ratio_of(line, measure, options.edge_stretch)
        if not -1 - 1e-9 <= ratio <= tolerance:
            return None
        cost = items[end].cost if isinstance(items[end], Penalty) else 0.0
        badness = 1 + 100 * abs(ratio) ** 3
        total += (badness + cost) ** 2 if cost >= 0 else badness**2 - (0 if cost == FORCED else cost**2)
        is_flagged = isinstance(items[end], Penalty) and items[end].flagged
        if flagged and is_flagged:
            total += options.flagged_demerits
        if abs(fitness_class(ratio) - fitness) > 1:
            total += options.fitness_demerits
        if end == len(items) - 1 and natural_width(line) < measure * options.min_last_fill:
            total += options.runt_demerits
        fitness, flagged = fitness_class(ratio), is_flagged
    return total


def best_by_line_count(items, measures, tolerance, options):
    """Return the least demerits of the ways within the tolerance, by their number of lines."""
    *inner, last = legal(items)
    forced = {i for i in inner if isinstance(items[i], Penalty) and items[i].cost == FORCED}
    best = {}
    for bits in range(1 << len(inner)):
        way = [*(i for n, i in enumerate(inner) if bits >> n & 1), last]
        demerits = demerits_of(items, way, measures, tolerance, options) if forced <= {*way} else None
        if demerits is not None:
            best[len(way)] = min(best.get(len(way), inf), demerits)
    return best


def best_by_trying_all(items, measures, tolerance, options):
    return min(best_by_line_count(items, measures, tolerance, options).values(), default=None)


@st.composite
def paragraphs(draw) -> list[Item]:
    items: list[Item] = []
    breakpoint_count = draw(st.integers(0, 10))
    for _ in range(breakpoint_count):
        items.append(Box(draw(st.integers(1, 30)), 0.0, draw(st.sampled_from([0.0, 0.0, 2.0]))))
        items += draw(
            st.sampled_from(
                [
                    *([SPACE], [SPACE], [Glue(5, 2, 1)], [HYPHEN], [Penalty(3, 20)], [Penalty(0, -30), SPACE]),
                    *([Penalty(0, FORBIDDEN), SPACE], [Penalty(-3, 0), SPACE], list(FINISH)),
                ]
            )
        )
    return [*items, Box(draw(st.integers(1, 30))), *FINISH]


@settings(max_examples=300, deadline=None)
@given(
    paragraphs(),
    st.lists(st.integers(35, 80), min_size=1, max_size=4),
    st.sampled_from([0.0, 3.0]),
    st.sampled_from([0.0, 0.4]),
    st.sampled_from([1.0, 3.0]),
)
def test_optimum_is_that_of_trying_all(items, measures, edge_stretch, min_last_fill, tolerance):
    options = Settings(
        tolerances=(tolerance, inf), edge_stretch=edge_stretch, min_last_fill=min_last_fill, flagged_demerits=5000.0
    )
    breakpoints = [line.item_index for line in break_lines(items, measures, options)]
    best = best_by_trying_all(items, measures, tolerance, options)
    if best is None:
        assert breakpoints[-1] == len(items) - 1  # a later pass
    else:
        found = demerits_of(items, breakpoints, measures, tolerance + 1e-9, options)
        assert found == pytest.approx(best)


@settings(max_examples=300, deadline=None)
@given(
    paragraphs(),
    st.lists(st.integers(35, 80), min_size=1, max_size=4),
    st.sampled_from([0.0, 3.0]),
    st.sampled_from([-2, -1, 1, 2, 3]),
)
def test_loosened_lines_are_those_of_trying_all(items, measures, edge_stretch, looseness):
    options = Settings(
        tolerances=(1.0, inf), wish_tolerances=(1.0, 3.0), edge_stretch=edge_stretch, flagged_demerits=5000.0
    )
    breaker = LineBreaker(items, measures, options)
    best_count = len(breaker.best)
    lines = breaker.loosened(looseness)
    wanted = best_count + looseness
    between = range(best_count, wanted, 1 if looseness > 0 else -1)[1:]
    by_pass = [best_by_line_count(items, measures, tolerance, options) for tolerance in (1.0, 3.0)]
    for count in (wanted, *reversed(between)):
        for tolerance, best in zip((1.0, 3.0), by_pass, strict=True):
            if count in best:
                found = [line.item_index for line in lines]
                assert len(found) == count
                demerits = demerits_of(items, found, measures, tolerance + 1e-9, options)
                assert demerits == pytest.approx(best[count])
                return
    assert lines is None


def test_example_of_the_paper_one_line_longer_and_shorter():
    items = story()
    least_width = sum(
        item.width - (item.shrink if isinstance(item, Glue) else 0) for item in items[:-3] if item != HYPHEN
    )
    assert 8 < least_width / 500 < 9, "nine lines may hold it, eight never"
    breaker = LineBreaker(items, [500], Settings(wish_tolerances=(4.0,)))
    longer, shorter, as_far = map(breaker.loosened, (1, -1, -2))
    assert [len(breaker.best), len(longer), len(shorter)] == [10, 11, 9]
    assert max(line.ratio for line in longer) <= 4.0
    assert as_far == shorter


def test_a_wish_is_granted_without_a_runt_if_it_can_be():
    items = [*words([20] * 23, Glue(6, 6, 2)), *FINISH]
    best = break_lines(items, [150])
    runt, none = (
        LineBreaker(items, [150], Settings(min_last_fill=fill, wish_tolerances=(4.0,))).loosened(1) for fill in (0, 0.3)
    )
    assert [len(best), len(runt), len(none)] == [4, 5, 5]
    last = [items[lines[-1].start :] for lines in (runt, none)]
    assert [sum(isinstance(item, Box) for item in line) for line in last] == [1, 2]


def test_the_first_line_of_another_measure_counts_when_lines_are_loosened():
    items = [*words([10] * 40), *FINISH]
    measures = [26, 42, 58]
    breaker = LineBreaker(items, measures, Settings(wish_tolerances=(4.0,)))
    longer = breaker.loosened(1)
    assert len(longer) == len(breaker.best) + 1
    start = 0
    for i, line in enumerate(longer[:-1]):
        width = sum(item.width for item in items[start : line.item_index])
        assert measures[min(i, 2)] - width == pytest.approx(
            line.ratio * (3 if line.ratio > 0 else 2) * ((line.item_index - start) // 2)
        )
        start = line.item_index + 1


@given(paragraphs(), st.lists(st.integers(1, 80), min_size=1, max_size=4))
@settings(deadline=None)
def test_only_a_single_piece_overflows(items, measures):
    places = legal(items)
    lines = break_lines(items, measures)
    assert [line.item_index for line in lines][-1] == len(items) - 1
    before = None
    for i, line in enumerate(lines):
        if line.ratio < -1:
            later = [place for place in places if place > (before if before is not None else -1)]
            assert later[0] == line.item_index
        contents = line_items(items, before, line.item_index)
        assert line.ratio == pytest.approx(ratio_of(contents, measures[min(i, len(measures) - 1)]), abs=1e-6)
        if contents and before is not None and isinstance(items[line.start], Box):
            assert items[line.start] == contents[0]
        before = line.item_index


def test_single_wide_box():
    assert break_lines([Box(100), *FINISH], [50]) == [(3, -inf, 0)]
    items = [*words([20, 100, 20]), *FINISH]
    assert [(line.item_index, line.start) for line in break_lines(items, [50])] == [(1, 0), (3, 2), (7, 4)]


def test_line_that_cannot_stretch_has_an_infinite_ratio():
    items = [Box(30), SPACE, Box(40), *FINISH]
    assert ratios(items, [50]) == [inf, pytest.approx(0, abs=1e-4)]


def test_items_without_anything():
    assert break_lines([FORCED_BREAK], [10]) == [(0, inf, 0)]
    assert break_lines(list(FINISH), [10])[0].item_index == 2


def test_forced_breaks():
    items = [Box(10), *FINISH, Box(20), *FINISH]
    assert [(line.item_index, line.start) for line in break_lines(items, [50])] == [(3, 0), (7, 4)]
    empty_line = [Box(10), *FINISH, *FINISH, Box(20), *FINISH]
    assert [line.item_index for line in break_lines(empty_line, [50])] == [3, 6, 10]


def test_first_lines_may_be_shorter():
    items = [*words([10] * 40), *FINISH]
    # n words and their spaces are 16 n - 6.
    word_counts = [line.item_index // 2 + 1 for line in break_lines(items, [26, 42, 58])]
    assert word_counts == [2, 5, 9, 13, 17, 21, 25, 29, 33, 37, 41]


def test_no_two_hyphens_in_succession_when_that_costs():
    items = [Box(20), SPACE, Box(18), HYPHEN, Box(20), SPACE, Box(17), HYPHEN, Box(3), SPACE, Box(20), *FINISH]
    free = [line.item_index for line in break_lines(items, [50], Settings(flagged_demerits=0))]
    dear = [line.item_index for line in break_lines(items, [50], Settings(flagged_demerits=1e9))]
    assert free[:2] == [3, 7]
    assert dear[:2] != [3, 7]


def test_runt_is_avoided():
    items = [*words([20, 20, 20, 10]), *FINISH]
    assert [line.item_index for line in break_lines(items, [70])] == [5, 9]
    options = Settings(tolerances=(9.0, inf), min_last_fill=0.3, runt_demerits=1e11)
    assert [line.item_index for line in break_lines(items, [70], options)] == [3, 9]


def test_ragged_lines():
    items = [*words([30, 30, 30, 30, 30], Glue(6, 0, 0)), *FINISH]
    assert ratios(items, [110], edge_stretch=20) == pytest.approx([0.4, 0], abs=1e-3)


def test_ragged_lines_the_way_of_the_paper():
    # "Further Applications": glue that stretches before the penalty, and takes it back after.
    space = [Glue(0, 18, 0), Penalty(0, 0), Glue(6, -18, 0)]
    items = [Box(30), *space, Box(30), *space, Box(30), *space, Box(30), *FINISH]
    assert ratios(items, [72]) == pytest.approx([6 / 18, 0], abs=1e-4)


def test_balanced_lines():
    items = [*words([30, 10, 20, 30, 20, 40], Glue(6, 0, 0)), FORCED_BREAK]
    narrow = balanced_measure(items, 130)
    assert narrow == pytest.approx(102, abs=1e-5)
    assert [line.item_index for line in break_lines(items, [narrow], Settings(edge_stretch=20))] == [5, 11]
    assert balanced_measure([Box(100), FORCED_BREAK], 50) <= 50


def test_long_paragraph_in_a_hundred_measures():
    items = [*words([20 + i % 7 for i in range(20_000)]), *FINISH]
    lines = break_lines(items, [200 + i % 3 for i in range(100)])
    assert lines[-1].item_index == len(items) - 1
    assert all(-1 <= line.ratio <= 1.6 for line in lines)


def test_long_line():
    items = [*words([20] * 20_000), *FINISH]
    assert len(break_lines(items, [1e6])) == 1
