"""The five summaries against hand-worked examples and the properties they must have.

That all 317 authorities of 2019 meet MHCLG's File 10 is tested in tests/measures, on the tables.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods import deprivation


def test_summaries_of_two_small_areas_by_hand():
    # Two of ten areas, ranks 1 and 6, with 100 and 300 people, scores 40 and 20.
    group, rank, people = ["a", "a"], [1, 6], [100, 300]
    # (100 x 40 + 300 x 20) / 400
    assert deprivation.average_score(group, [40, 20], people)["a"] == 25.0
    # Reversed ranks 10 and 5: (100 x 10 + 300 x 5) / 400
    assert deprivation.average_rank(group, rank, people, 10)["a"] == 6.25
    # One area of two, whatever its people.
    assert deprivation.proportion(group, [1, 6])["a"] == 0.5
    # A tenth of 400 people is 40, all of them in the area of reversed rank 10.
    assert deprivation.local_concentration(group, rank, people, 10)["a"] == 10.0


def test_groups_come_sorted_and_apart():
    found = deprivation.average_score(["b", "a", "b"], [1, 5, 3], [1, 1, 1])
    assert found.to_dict() == {"a": 5.0, "b": 2.0}
    apart = deprivation.local_concentration(["b", "a", "b"], [3, 1, 2], [10, 10, 10], 10)
    assert apart.to_dict() == {"a": 10.0, "b": 9.0}


def test_missing_value_makes_its_group_missing_and_no_other():
    score = deprivation.average_score(["a", "a", "b"], [1.0, np.nan, 2.0], [1, 1, 1])
    assert np.isnan(score["a"])
    assert score["b"] == 2.0
    local = deprivation.local_concentration(["a", "a", "b"], [1.0, np.nan, 2.0], [1, 1, 1], 10)
    assert np.isnan(local["a"])
    assert local["b"] == 9.0
    share = deprivation.proportion(["a", "b"], [np.nan, 1])
    assert np.isnan(share["a"])
    assert share["b"] == 1.0


def test_group_without_people_has_no_average():
    assert np.isnan(deprivation.average_score(["a"], [3.0], [0])["a"])
    assert np.isnan(deprivation.local_concentration(["a"], [3], [0], 10)["a"])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: deprivation.average_score(["a"], [1.0], [-1]), "negative"),
        (lambda: deprivation.average_score(["a"], [1.0], [np.nan]), "missing"),
        (lambda: deprivation.average_rank(["a"], [11], [1], 10), "1 to 10"),
        (lambda: deprivation.average_rank(["a"], [0], [1], 10), "1 to 10"),
        (lambda: deprivation.average_rank(["a"], [1.5], [1], 10), "whole"),
        (lambda: deprivation.average_score(["a", "b"], [1.0], [1]), "one for each"),
        (lambda: deprivation.average_score([None], [1.0], [1]), "no group"),
        (lambda: deprivation.average_score(["a", "a"], [1.0, 2.0], [1]), "one for each"),
        (lambda: deprivation.average_score(["a"], [[1.0]], [1]), "dimensions"),
    ],
)
def test_what_cannot_be_is_refused(call, says):
    with pytest.raises(InputError, match=says):
        call()


AREAS = 1000
small_areas = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, AREAS), st.integers(1, 5000)),
    min_size=1,
    max_size=40,
)


def columns(rows):
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def by_the_rules(rows):
    """Work the summaries of each group out in fractions, small area by small area."""
    for name in sorted({group for group, _, _ in rows}):
        own = [(rank, people) for group, rank, people in rows if group == name]
        whole = sum(people for _, people in own)
        extent = average = Fraction(0)
        for rank, people in own:
            percentile = math.ceil(Fraction(100 * rank, AREAS))
            weight = Fraction(1) if percentile <= 10 else Fraction(0)
            if 10 < percentile <= 30:
                weight = Fraction(95, 100) - Fraction(9, 190) * (percentile - 11)
            extent += weight * people / whole
            average += Fraction((AREAS + 1 - rank) * people, whole)
        left, local = Fraction(whole, 10), Fraction(0)
        for rank, people in sorted(own):
            taken = min(left, people)
            local += taken * (AREAS + 1 - rank) / Fraction(whole, 10)
            left -= taken
        yield name, float(average), float(extent), float(local)


@given(small_areas)
def test_as_a_second_implementation_says(rows):
    group, rank, people = columns(rows)
    average = deprivation.average_rank(group, rank, people, AREAS)
    extent = deprivation.extent(group, rank, people, AREAS)
    local = deprivation.local_concentration(group, rank, people, AREAS)
    for name, *wanted in by_the_rules(rows):
        found = [average[name], extent[name], local[name]]
        assert found == pytest.approx(wanted, rel=1e-10, abs=1e-12)


@given(small_areas)
def test_summaries_stay_within_their_ranges(rows):
    group, rank, people = columns(rows)
    extent = deprivation.extent(group, rank, people, AREAS)
    average = deprivation.average_rank(group, rank, people, AREAS)
    local = deprivation.local_concentration(group, rank, people, AREAS)
    assert extent.between(0, 1 + 1e-12).all()
    assert average.between(1 - 1e-9, AREAS + 1e-9).all()
    # The most deprived tenth is at least as deprived as the whole.
    assert (local >= average - 1e-9).all()


@given(small_areas, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    for method in (
        deprivation.average_rank,
        deprivation.extent,
        deprivation.local_concentration,
    ):
        one, other = method(*columns(rows), AREAS), method(*columns(shuffled), AREAS)
        assert one.index.equals(other.index)
        assert np.allclose(one, other, rtol=1e-12)


@given(small_areas)
def test_twice_the_people_everywhere_changes_nothing(rows):
    group, rank, people = columns(rows)
    doubled = [2 * each for each in people]
    for method in (
        deprivation.average_rank,
        deprivation.extent,
        deprivation.local_concentration,
    ):
        assert np.allclose(
            method(group, rank, people, AREAS), method(group, rank, doubled, AREAS), rtol=1e-12
        )


@given(small_areas)
def test_an_area_cut_in_two_changes_nothing(rows):
    halved = [(group, rank, half) for group, rank, people in rows for half in (people / 2,) * 2]
    for method in (
        deprivation.average_rank,
        deprivation.extent,
        deprivation.local_concentration,
    ):
        one, other = method(*columns(rows), AREAS), method(*columns(halved), AREAS)
        assert np.allclose(one, other, rtol=1e-9)
