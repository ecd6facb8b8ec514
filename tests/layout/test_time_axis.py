"""Time as places on a line: order, silences that are cut, labels that are pushed aside."""

from dataclasses import replace
from itertools import combinations_with_replacement, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.document.dates import CivilDate
from booklet.layout.time_axis import apart, between, cut_silences, in_order, moments, shares, year_marks
from tests.support.posters import (
    shipped,
)


def events(*years):
    """Events of years; None for one without, a date for one with a day."""
    return tuple(
        replace(
            shipped().events[0],
            year=year.year if isinstance(year, CivilDate) else year,
            date=year if isinstance(year, CivilDate) else None,
            circa=False,
        )
        for year in years
    )


MAY = CivilDate(year=1860, month=5, day=17)


def test_events_are_sorted_and_undated_ones_stay_behind_the_one_they_follow():
    given_order = events(1882, None, 1860, MAY, 1860, 1867)
    found = in_order(given_order)
    assert [given_order.index(event) for event in found] == [2, 3, 2, 5, 0, 1]  # equal events have the first index


def test_a_year_behind_a_day_of_it_stays_there():
    one = events(MAY, 1860, 1862)
    assert in_order(one) == one


def test_moments_are_years_and_their_parts():
    assert moments(events(1860, 1862)) == (1860.0, 1862.0)
    (may,) = moments(events(MAY))
    assert 1860.37 < may < 1860.39


def test_undated_events_are_between_their_neighbours_or_a_way_beyond():
    assert moments(events(1860, None, 1870)) == (1860.0, 1865.0, 1870.0)
    assert moments(events(1860, 1870, None)) == (1860.0, 1870.0, 1880.0)
    assert moments(events(None, 1860, 1870)) == (1850.0, 1860.0, 1870.0)
    assert moments(events(None, None)) == (0.0, 1.0)


def test_of_eight_silences_the_longest_is_no_more_than_twice_their_mean():
    gaps = [2, 5, 3, 0, 12, 15, 4, 9, 60]
    cut, which = cut_silences(gaps)
    assert which == {8}
    assert cut[:8] == tuple(gaps[:8])
    assert cut[8] == pytest.approx(2 / 8 * sum(cut))


def test_few_gaps_are_left_as_they_are():
    for gaps in ([], [7], [1, 100], [0, 0, 0], [3, 4, 5]):
        assert cut_silences(gaps) == (tuple(gaps), frozenset())


@given(st.lists(st.integers(0, 500), min_size=1, max_size=30))
def test_no_silence_takes_more_than_its_share_and_none_is_lost(gaps):
    cut, which = cut_silences(gaps)
    share = max(0.2, 2 / max(1, sum(gap > 0 for gap in gaps)))
    assert all(length <= share * sum(cut) * (1 + 1e-9) for length in cut)
    assert all(length > 0 for length, gap in zip(cut, gaps, strict=True) if gap)
    assert all((length < gap) == (i in which) for i, (length, gap) in enumerate(zip(cut, gaps, strict=True)))


def test_places_with_room_are_left_where_they_are():
    assert apart([10.0, 30.0, 60.0], [15.0, 15.0], 0.0, 100.0) == [10.0, 30.0, 60.0]


def test_a_crowd_is_spread_around_its_middle():
    assert apart([50.0, 50.0, 50.0], [10.0, 10.0], 0.0, 100.0) == pytest.approx([40.0, 50.0, 60.0])
    assert apart([0.0, 0.0], [10.0], 0.0, 100.0) == pytest.approx([0.0, 10.0])
    assert apart([100.0, 100.0], [10.0], 0.0, 100.0) == pytest.approx([90.0, 100.0])
    assert apart([1.0, 2.0], [10.0], 0.0, 9.0) is None


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4).map(sorted), st.integers(0, 3))
def test_places_are_the_best_there_are(wanted, gap):
    """Against every way to place them on whole numbers."""
    found = apart([float(place) for place in wanted], [float(gap)] * (len(wanted) - 1), 0.0, 12.0)
    allowed = [
        places
        for places in combinations_with_replacement(range(13), len(wanted))
        if all(after - before >= gap for before, after in pairwise(places))
    ]
    assert found is not None
    assert all(after - before >= gap - 1e-9 for before, after in pairwise(found))
    assert found[0] >= -1e-9
    assert found[-1] <= 12 + 1e-9
    best = min(cost(places, wanted) for places in allowed)
    assert cost(found, wanted) <= best + 1e-9


def cost(places, wanted):
    return sum((place - wish) ** 2 for place, wish in zip(places, wanted, strict=True))


def test_shares_are_those_of_lengths():
    assert shares([1.0, 3.0]) == (0.0, 0.25, 1.0)
    assert shares([0.0, 0.0]) == (0.0, 0.5, 1.0)
    assert shares([]) == (0.0,)


def test_a_moment_is_between_its_neighbours():
    assert between(1865.0, [1860.0, 1870.0, 1900.0], [0.0, 100.0, 110.0]) == 50.0
    assert between(1950.0, [1860.0, 1870.0], [0.0, 100.0]) == 100.0
    assert between(1800.0, [1860.0, 1870.0], [5.0, 100.0]) == 5.0


def test_where_years_are_too_close_decades_are_marked():
    marks = year_marks([1800, 1845], [0.0, 90.0], clearance=1.0, least=4.0)
    assert [mark.distance for mark in marks] == pytest.approx([20.0, 40.0, 60.0, 80.0])
    assert all(mark.decade for mark in marks)
