"""Grouped frames against the field's own software, and against the methods on arrays."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods import grouped
from evidence.methods.inequality import inequality
from evidence.methods.interval import poisson_rate, wilson

# The data of PHEindicatormethods' introduction, 7 March 2019.
FRAME = pd.DataFrame(
    {
        "area": ["Area1", "Area2", "Area3", "Area4"] * 2,
        "year": [2015] * 4 + [2016] * 4,
        "obs": [24, 6, 68, 95, 46, 56, 76, 18],
        "pop": [162, 120, 173, 146, 143, 132, 183, 149],
    }
)
KEPT = ["value", "lower", "upper", "confidence", "statistic", "method"]


def one(found, confidence=0.95, **equal):
    for name, value in equal.items():
        found = found[found[name] == value]
    (record,) = found[found["confidence"] == confidence].to_dict("records")
    return record


def test_proportions_by_year_are_the_fields():
    found = grouped.proportions(FRAME, "year", count="obs", total="pop")
    assert list(found) == ["year", *KEPT]
    first = one(found, year=2015)
    # phe_proportion, grouped by year: 0.321 (0.285 to 0.359) and 0.323 (0.287 to 0.361).
    limits = [first[name] for name in ("value", "lower", "upper")]
    assert limits == pytest.approx([0.321, 0.285, 0.359], abs=5e-4)
    assert (first["statistic"], first["method"]) == ("proportion", "Wilson")
    second = one(found, year=2016)
    limits = [second[name] for name in ("value", "lower", "upper")]
    assert limits == pytest.approx([0.323, 0.287, 0.361], abs=5e-4)


def test_rates_by_year_are_the_fields():
    found = grouped.rates(FRAME, "year", count="obs", base="pop")
    first = one(found, year=2015)
    # phe_rate, grouped by year: 32,113 (27,742 to 36,977).
    limits = [first[name] for name in ("value", "lower", "upper")]
    assert limits == pytest.approx([32113, 27742, 36977], abs=0.5)
    assert first["statistic"] == "crude rate per 100,000"
    alone = grouped.rates(FRAME, ["area", "year"], count="obs", base="pop")
    assert one(alone, area="Area2", year=2015)["method"] == "exact Poisson"
    assert one(alone, area="Area1", year=2015)["method"] == "Byar"


def test_means_by_year_are_the_fields():
    found = grouped.means(FRAME, "year", value="obs")
    first, second = (one(found, 0.998, year=year) for year in (2015, 2016))
    # phe_mean, 99.8%: 48.2 (-159 to 256) and 49 (-74.3 to 172).
    assert (first["value"], second["value"]) == (48.25, 49)
    assert (first["lower"], first["upper"]) == pytest.approx((-159, 256), abs=0.5)
    assert (second["lower"], second["upper"]) == pytest.approx((-74.3, 172.3), abs=0.05)
    assert first["method"] == "Student's t"


def test_standardised_rates_and_ratios_of_two_areas():
    ages = pd.DataFrame(
        {
            "area": ["b", "b", "a", "a"],
            "x": [30, 20, 4, 5],
            "n": [1000, 500, 1000, 500],
            "w": [2, 1, 2, 1],
            "ref": [0.01, 0.05] * 2,
        }
    )
    rates = grouped.standardised_rates(
        ages, "area", count="x", population="n", standard="w", multiplier=1000
    )
    # (2 x 30/1000 + 20/500) / 3 = 0.033333; nine events have no rate.
    assert one(rates, area="b")["value"] == pytest.approx(1000 * 0.1 / 3)
    assert np.isnan(one(rates, area="a")["value"])
    assert set(rates["method"]) == {"Dobson"}
    ratios = grouped.standardised_ratios(
        ages, "area", count="x", population="n", reference_rate="ref"
    )
    # 10 + 25 are expected of each.
    assert one(ratios, area="b")["value"] == pytest.approx(50 / 35)
    assert one(ratios, area="a")["value"] == pytest.approx(9 / 35)
    assert one(ratios, area="a")["method"] == "exact Poisson"
    assert one(ratios, area="a")["statistic"] == "indirectly standardised ratio"
    as_rates = grouped.standardised_ratios(
        ages, "area", count="x", population="n", reference_rate="ref", reference=50.0
    )
    assert one(as_rates, area="b")["value"] == pytest.approx(50 * 50 / 35)
    assert one(as_rates, area="b")["statistic"] == "indirectly standardised rate"


def test_inequalities_of_areas_with_different_numbers_of_groups():
    line, longer = np.array([10.0, 8, 6, 4, 2]), np.array([9.0, 8, 7, 5, 4, 2])
    frame = pd.DataFrame(
        {
            "area": ["long"] * 6 + ["even"] * 5,
            "value": [*longer, *line],
            "low": [*(longer - 1), *(line - 1)],
            "high": [*(longer + 1), *(line + 1)],
            "people": [100.0] * 11,
        }
    )
    found = grouped.inequalities(
        frame, "area", value="value", lower="low", upper="high", population="people"
    )
    slope = one(found, area="even", statistic="slope index of inequality")
    assert slope["value"] == pytest.approx(10)
    assert one(found, area="even", statistic="relative index of inequality")[
        "value"
    ] == pytest.approx(11)
    alone = inequality(longer, longer - 1, longer + 1, np.full(6, 100.0), confidence=0.998)
    long = one(found, 0.998, area="long", statistic="slope index of inequality")
    assert (long["lower"], long["upper"]) == (alone.slope.lower[0], alone.slope.upper[0])


def test_quantiles_stay_beside_their_rows():
    frame = pd.DataFrame(
        {"region": ["n", "s"] * 4, "x": [1, 8, 2, 7, 3, 6, 4, 5]}, index=range(8, 0, -1)
    )
    found = grouped.quantiles(frame, "region", value="x", quantiles=2)
    assert found.index.equals(frame.index)
    assert found.tolist() == [2, 1, 2, 1, 1, 2, 1, 2]


rows = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 3), st.integers(0, 30), st.integers(30, 90)),
    min_size=1,
    max_size=30,
)


@settings(max_examples=30)
@given(rows)
def test_a_group_is_the_sum_of_its_rows(given_rows):
    frame = pd.DataFrame(given_rows, columns=["area", "year", "x", "n"])
    sums = frame.groupby(["area", "year"])[["x", "n"]].sum()
    shares = grouped.proportions(frame, ["area", "year"], count="x", total="n")
    rates = grouped.rates(frame, ["area", "year"], count="x", base="n", multiplier=1000)
    for level in (0.95, 0.998):
        for found, alone in (
            (shares, wilson(sums["x"], sums["n"], level)),
            (rates, poisson_rate(sums["x"], sums["n"], 1000, level)),
        ):
            own = found[found["confidence"] == level]
            keys = list(zip(own["area"], own["year"], strict=True))
            assert keys == list(sums.index)
            for name, wanted in alone._asdict().items():
                assert own[name].tolist() == wanted.tolist()


def test_a_missing_count_makes_its_group_missing_and_no_other():
    frame = FRAME.astype({"obs": "float64"})
    frame.loc[0, "obs"] = np.nan
    found = grouped.proportions(frame, "year", count="obs", total="pop")
    assert np.isnan(one(found, year=2015)["value"])
    assert one(found, year=2016)["value"] == pytest.approx(196 / 607)


def test_one_level_gives_one_row_and_no_rows_give_none():
    found = grouped.proportions(FRAME, "year", count="obs", total="pop", confidence=[0.8])
    assert found["confidence"].tolist() == [0.8, 0.8]
    none = grouped.proportions(FRAME.iloc[:0], "year", count="obs", total="pop")
    assert none.empty
    assert list(none) == ["year", *KEPT]
    assert grouped.means(FRAME.iloc[:0], "year", value="obs").empty


@pytest.mark.parametrize(
    ("frame", "by", "said"),
    [
        (FRAME, "yaer", "no column 'yaer'; did you mean year?"),
        (FRAME.rename(columns={"obs": "observed"}), "year", "no column 'obs'"),
        (FRAME.assign(year=[None, *FRAME["year"][1:]]), "year", "1 rows have no group"),
        (FRAME, [], "name the column"),
    ],
)
def test_what_cannot_be_grouped_is_refused(frame, by, said):
    with pytest.raises(InputError, match=said):
        grouped.proportions(frame, by, count="obs", total="pop")
