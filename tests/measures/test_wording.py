import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.measures import wording


# Expected words follow GOV.UK style and the book's rounding rules (CONTRIBUTING.md).
@pytest.mark.parametrize(
    ("value", "counted", "expected"),
    [
        (1752.4, False, "1,800"),
        (1750.0, False, "1,800"),
        (1749.9, False, "1,700"),
        (994.9, False, "990"),
        (995.0, False, "1,000"),
        (-245.0, False, "-250"),
        (0.0, False, "0"),
        (213052.0, True, "213,052"),
        (math.nan, False, "not available"),
    ],
)
def test_people_are_rounded_unless_counted(value, counted, expected):
    assert wording.people(value, counted=counted) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2051.4, "2,050"),
        (1465.0, "1,470"),
        (1464.9, "1,460"),
        (4.9, "0"),
        (5.0, "10"),
        (0.0, "0"),
        (math.nan, "not available"),
    ],
)
def test_tens_at_any_size(value, expected):
    assert wording.tens(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (8.13, "8.1% more"),
        (-17.25, "17.3% fewer"),
        (0.04, "about as many"),
        (-0.04, "about as many"),
        (math.nan, "not available"),
    ],
)
def test_a_difference_that_rounds_to_nothing_is_none(value, expected):
    assert wording.more_or_fewer(value) == expected
    before_than = "no more and no fewer" if expected == "about as many" else expected
    assert wording.more_or_fewer_than(value) == before_than


@pytest.mark.parametrize(
    ("change", "past", "projected"),
    [
        (3.14, "rose by 3.1%", "rises by 3.1%"),
        (-3.15, "fell by 3.2%", "falls by 3.2%"),
        (0.049, "hardly changed", "hardly changes"),
    ],
)
def test_direction_is_chosen_from_the_value(change, past, projected):
    assert wording.rose_or_fell(change) == past
    assert wording.rises_or_falls(change) == projected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], "none"),
        (["Farley"], "Farley"),
        (["Farley", "Northwell", "South"], "Farley, Northwell and South"),
        (list("ABCDEFGH"), "A, B, C, D, E, F and 2 others"),
        (list("ABCDEFG"), "A, B, C, D, E, F and 1 other"),
    ],
)
def test_names_in_a_sentence(names, expected):
    assert wording.area_list(names) == expected


def test_signs_counts_and_ages():
    assert wording.signed_percent(-3.25) == "−3.3%"
    assert wording.signed_percent(0.01) == "0.0%"
    assert wording.number(-12.5, 1) == "−12.5"
    assert wording.count_of(0, "ward") == "no wards"
    assert wording.count_of(1, "ward") == "1 ward"
    assert wording.count_of(1204, "authority", "authorities") == "1,204 authorities"
    assert wording.ages("65+") == "aged 65 and over"
    assert wording.ages("18-64") == "aged 18 to 64"
    assert wording.ages("all ages") == "of all ages"
    assert wording.possessive("St Helens") == "St Helens'"


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_the_sign_never_contradicts_the_number_shown(value, decimals):
    shown = wording.signed_percent(value, decimals)
    digits = shown.strip("+−%").replace(",", "")
    assert (float(digits) == 0) == (shown[0] not in "+−")


def test_months_regions_and_intervals():
    assert wording.month("2023-02") == "February 2023"
    assert wording.month("2019/20") == "2019/20"
    assert wording.region("East of England") == "the East of England"
    assert wording.region("London") == "London"
    assert wording.beside(8.2, 12.1, 32.1) == "lower than"
    assert wording.beside(8.2, 12.1, 12.1) == "similar to"
    assert wording.beside(8.2, 12.1, 3.0) == "higher than"
    assert wording.beside(float("nan"), float("nan"), 3.0) == "not available"
    assert [wording.confidence(level) for level in (0.8, 0.95, 0.998)] == ["80%", "95%", "99.8%"]
    assert wording.confidence(float("nan")) == "not available"
    assert wording.more_or_fewer_counts(93, 93) == "as many as"


@pytest.mark.parametrize(
    ("value", "told", "sign"),
    [
        (-8.67, "8.7% too few", "−8.7"),
        (190.82, "190.8% too many", "+190.8"),
        (0.04, "0.0%", "0.0"),
        (-0.04, "0.0%", "0.0"),
        (math.nan, "not available", "not available"),
    ],
)
def test_an_error_is_too_many_or_too_few(value, told, sign):
    assert wording.too_many_or_few(value) == told
    assert wording.signed(value) == sign


@pytest.mark.parametrize(
    ("count", "words"), [(1, "one year"), (5, "five years"), (9, "nine years"), (10, "10 years")]
)
def test_years_on(count, words):
    assert wording.years_on(count) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (12_600_000, "£", "£12,600,000"),
        (17, "per cent", "17%"),
        (11.0, "per cent", "11%"),
        (10.987, "per cent", "11.0%"),
        (19, "per cent of occupancy", "19% of occupancy"),
        (1, "services", "1 service"),
        (1, "people", "1 person"),
        (1, "people per hectare", "1 person per hectare"),
        (1, "hours a week", "1 hour a week"),
        (1, "percentage points", "1 percentage point"),
        (0, "services", "0 services"),
        (2, "services", "2 services"),
        (88, "number", "88"),
        (122, "not stated", "122"),
        (3, "rank, 1 = youngest", "place 3"),
        (2025, "year", "2025"),
    ],
)
def test_an_amount_has_its_unit_in_the_right_number(value, unit, words):
    assert wording.amount(value, unit) == words


def test_an_amount_keeps_the_decimals_that_are_asked_for():
    assert wording.amount(28.11, "hours a week") == "28.1 hours a week"
    assert wording.amount(28.11, "hours a week", decimals=2) == "28.11 hours a week"
    assert wording.amount(22.5, "per cent", decimals=2) == "22.50%"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "0"),
        (35.4, "35"),
        (163.5, "164"),
        (999.4, "999"),
        (1_049.0, "1,000"),
        (math.nan, "not available"),
    ],
)
def test_limits_of_few_are_whole(value, expected):
    assert wording.limit(value) == expected


def test_limits_of_many_are_put_as_their_value_is():
    shown = [wording.limit(value, above=wording.tens) for value in (999.4, 1_049.0, -1_049.0)]
    assert shown == ["999", "1,050", "-1,050"]
    assert wording.limit(-35.4, above=wording.tens) == "-35"


@given(st.floats(0, 900), st.floats(0, 90))
def test_a_small_interval_is_not_narrowed(lower, width):
    shown = [int(wording.limit(end)) for end in (lower, lower + width)]
    # Each end moves by half a person at most; to the nearest 10 it would move by five.
    assert shown[1] - shown[0] >= width - 1.000001
