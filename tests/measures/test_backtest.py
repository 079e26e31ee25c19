"""The back-test against ONS's published numbers, and against the tables counted another way."""

from __future__ import annotations

import statistics

import numpy as np
import pandas as pd
import pytest

from evidence.errors import UsageError
from evidence.geography.codes import ENGLAND
from evidence.measures import accuracy, backtest, projection
from evidence.measures.accuracy import (
    ABSOLUTE_MEAN,
    ABSOLUTE_MEDIAN,
    FURTHER_OUT,
    MEAN,
    PERCENTILE,
    WITHIN,
    among_all,
    error_of,
    revision_of,
)
from evidence.measures.frame import KEY, row
from evidence.measures.place import authorities
from evidence.tables.lineage import resolve
from evidence.tables.resolution import unresolved

LUTON, SCILLY, CITY, WESTMORLAND = "E06000032", "E06000053", "E09000001", "E06000064"
BANDS = {"all ages": (0, 90), "0-17": (0, 17), "75-84": (75, 84), "85+": (85, 90)}


@pytest.fixture(scope="module")
def every(store):
    """The back-test of every authority and England."""
    return accuracy.everything(store, [*authorities(store).in_use, ENGLAND])


@pytest.fixture(scope="module")
def counted(store):
    """People by table, authority in use, year and band: the tables added up with pandas alone."""
    codes = store.read("authority_codes", columns=["authority_code", "current_code"])
    now = set(store.read("regions", columns=["authority_code"])["authority_code"])
    after = dict(zip(codes["authority_code"], codes["current_code"], strict=True))
    found = {}
    for table in ("projections_2018", "mid_year_estimates", "mid_year_estimates_first_published"):
        rows = store.read(
            table,
            columns=["authority_code", "year", "age", "population"],
            where={"year": list(range(2015, 2024))},
        )
        rows["code"] = [code if code in now else after.get(code) for code in rows["authority_code"]]
        rows = rows[rows["code"].isin(now)]
        for band, (low, high) in BANDS.items():
            own = rows[rows["age"].between(low, high)]
            for key, people in own.groupby(["code", "year"])["population"].sum().items():
                found[(table, band, *key)] = float(people)
    return found


def test_luton_by_hand(every):
    # ONS, 2018-based projections (March 2020), Luton: 214,112 in 2018, 213,102 in 2020, 210,985 in
    # 2023. ONS mid-year estimates, Luton: 213,528 first published for mid-2020; rebased 221,533
    # (2018), 224,134 (2020), 231,028 (2023).
    assert error_of(every, LUTON, 2023, "all ages")["value"] == pytest.approx(
        100 * (210_985 - 231_028) / 231_028
    )
    assert error_of(every, LUTON, 2018, "all ages")["value"] == pytest.approx(
        100 * (214_112 - 221_533) / 221_533
    )
    then = error_of(every, LUTON, 2020, "all ages", against="first published")
    assert then["value"] == pytest.approx(100 * (213_102 - 213_528) / 213_528)
    assert revision_of(every, LUTON, 2020, "all ages")["value"] == pytest.approx(
        100 * (213_528 - 224_134) / 224_134
    )


def test_luton_s_error_in_two_parts_by_hand(every):
    own = every[(every["area_code"] == LUTON) & (every["age_band"] == "all ages")]
    base, growth = (
        row(own, measure="projection_error_part", period="mid-2023", category=part)
        for part in ("base", "growth")
    )
    # 214,112 - 221,533; (210,985 - 214,112) - (231,028 - 221,533) = -3,127 - 9,495.
    assert (base["value"], base["numerator"], base["denominator"]) == (-7_421, 214_112, 221_533)
    assert (growth["value"], growth["numerator"], growth["denominator"]) == (-12_622, -3_127, 9_495)
    percent = row(own, measure="projection_error_part_percent", period="mid-2023", category="base")
    assert percent["value"] == pytest.approx(100 * -7_421 / 231_028)


def test_england_as_ons_tells_it(every):
    # ONS, Comparing subnational population projections to estimates report: in 2021 there were
    # fewer people than every round from the 2012-based to the 2018-based had projected.
    assert error_of(every, ENGLAND, 2021, "all ages")["value"] > 0
    # ONS: England 55,977,178 in mid-2018, where the round starts, as first published.
    start = error_of(every, ENGLAND, 2018, "all ages", against="first published")
    assert (start["numerator"], start["value"]) == (55_977_178, 0)
    # ONS: 56,550,138 first published for mid-2020.
    assert revision_of(every, ENGLAND, 2020, "all ages")["numerator"] == 56_550_138


def test_a_successor_is_held_against_its_predecessors(every):
    found = revision_of(every, WESTMORLAND, 2020, "all ages")
    # ONS, first published for mid-2020: Barrow-in-Furness, Eden, South Lakeland.
    assert found["numerator"] == 66_726 + 53_754 + 104_905
    assert "E07000027|E07000030|E07000031" in found["lineage"]


def test_every_authority_by_another_count(every, counted):
    names = {
        "projection_error_percent": {
            "2018-based against rebased": ("projections_2018", "mid_year_estimates"),
            "2018-based against first published": (
                "projections_2018",
                "mid_year_estimates_first_published",
            ),
        },
        "first_published_difference_percent": {
            "first published against rebased": (
                "mid_year_estimates_first_published",
                "mid_year_estimates",
            ),
        },
    }
    for measure, variants in names.items():
        for variant, (first, second) in variants.items():
            rows = every[
                (every["measure"] == measure)
                & (every["variant"] == variant)
                & every["age_band"].isin(list(BANDS))
                & (every["area_code"] != ENGLAND)
            ]
            # Every authority, in each year that both tables hold.
            years = {"rebased": 6, "published": 3 if first == "projections_2018" else 6}
            held = years[variant.rsplit(" ", 1)[-1]]
            assert len(rows) == 296 * held * len(BANDS)
            years = rows["period"].str.removeprefix("mid-").astype(int)
            keys = list(zip(rows["age_band"], rows["area_code"], years, strict=True))
            one, other = (
                np.array([counted[(table, *key)] for key in keys]) for table in (first, second)
            )
            assert rows["value"].to_numpy() == pytest.approx(100 * (one / other - 1), abs=1e-6)


def test_parts_add_up_to_the_error_everywhere(every):
    keys = ["area_code", "period", "age_band"]
    for part, whole in (
        ("projection_error_part", "projection_error"),
        ("projection_error_part_percent", "projection_error_percent"),
    ):
        added = every[every["measure"] == part].groupby(keys)["value"].sum()
        error = every[
            (every["measure"] == whole) & (every["variant"] == "2018-based against rebased")
        ].set_index(keys)["value"]
        assert len(added) == 297 * 5 * len(backtest.AGES)
        assert added.to_numpy() == pytest.approx(error.loc[added.index].to_numpy(), abs=1e-6)


def test_all_authorities_by_another_count(every, counted):
    errors = [
        100 * (counted["projections_2018", "85+", code, 2023] / there - 1)
        for (table, band, code, year), there in counted.items()
        if (table, band, year) == ("mid_year_estimates", "85+", 2023)
    ]
    assert len(errors) == 296
    like = error_of(every, ENGLAND, 2023, "85+")
    quartiles = statistics.quantiles(errors, n=4, method="inclusive")
    tenths = statistics.quantiles(errors, n=10, method="inclusive")
    expected = dict(zip((10, 25, 50, 75, 90), (tenths[0], *quartiles, tenths[-1]), strict=True))
    expected |= {0: min(errors), 100: max(errors)}
    for percentage, value in expected.items():
        found = among_all(every, PERCENTILE, like, percentage)
        assert found["value"] == pytest.approx(value, abs=1e-6)
        assert found["denominator"] == 296
    sizes = [abs(error) for error in errors]
    for measure, value in (
        (MEAN, statistics.fmean(errors)),
        (ABSOLUTE_MEAN, statistics.fmean(sizes)),
        (ABSOLUTE_MEDIAN, statistics.median(sizes)),
    ):
        assert among_all(every, measure, like)["value"] == pytest.approx(value, abs=1e-6)
    within = among_all(every, WITHIN, like, 10)
    assert within["numerator"] == sum(size <= 10 for size in sizes)


@pytest.mark.parametrize("band", BANDS)
def test_who_is_further_out_by_another_count(every, counted, band):
    sizes = {
        code: abs(counted["projections_2018", band, code, 2023] / there - 1)
        for (table, own, code, year), there in counted.items()
        if (table, own, year) == ("mid_year_estimates", band, 2023)
    }
    for code in (LUTON, SCILLY, CITY, WESTMORLAND):
        like = error_of(every, code, 2023, band)
        found = among_all(every, FURTHER_OUT, like, area=code)
        assert found["value"] == sum(size > sizes[code] + 1e-9 for size in sizes.values())
        assert found["denominator"] == 296


def test_all_authorities_by_a_frame_of_three(store):
    codes = [LUTON, SCILLY, CITY]
    tested = pd.DataFrame(
        {
            "measure": "projection_error_percent",
            "variant": "2018-based against rebased",
            "area_code": codes,
            "period": "mid-2023",
            "age_band": "all ages",
            "category": "",
            "value": [-4.0, 6.0, np.nan],
            "standing": ["official", "reshaped", "official"],
            "lineage": [f"regions?authority_code={code}#authority_code" for code in codes],
        }
    )
    found = accuracy.spread(store, tested).set_index(["measure", "category"])
    # Two are known: their mean, the mean and median of their sizes, their ends; one within 5.
    assert found.loc[(MEAN, ""), "value"] == 1
    assert found.loc[(ABSOLUTE_MEAN, ""), "value"] == 5
    assert found.loc[(PERCENTILE, "50"), "value"] == 1
    assert found.loc[(PERCENTILE, "0"), "value"] == -4
    assert (found.loc[(WITHIN, "5"), "numerator"], found.loc[(WITHIN, "5"), "value"]) == (1, 50)
    assert set(found["denominator"]) == {2}
    # A number is no better than its weakest input.
    assert set(found["standing"]) == {"reshaped"}
    beyond = accuracy.beyond(store, tested, codes).set_index("area_code")["value"]
    assert beyond.to_dict() == {LUTON: 1, SCILLY: 0}
    assert accuracy.spread(store, tested.iloc[:0]).empty
    assert accuracy.beyond(store, tested, [ENGLAND]).empty


def test_other_rounds_are_held_against_years_after_they_came_out(store, every):
    found = backtest.others(store, [LUTON, SCILLY])
    assert set(found["variant"]) == {"2016-based against rebased"}
    assert set(found["period"]) == {"mid-2020"}
    # Market position statement, slide 14: 223,800 of all ages and 27,800 aged 65 and over in 2020;
    # ONS, rebased: 224,134 and 26,204.
    everybody, older = (
        row(found, measure="projection_error", age_band=band) for band in ("all ages", "65+")
    )
    assert everybody["value"] == 223_800 - 224_134
    assert older["value"] == 27_800 - 26_204
    assert set(found["standing"]) == {"transcribed"}
    assert not every["variant"].str.startswith("2022").any()


def test_key_is_unique_and_areas_are_those_asked_for(store, every):
    assert not every.duplicated(list(KEY)).any()
    some = accuracy.everything(store, [LUTON])
    assert set(some["area_code"]) == {LUTON, ENGLAND}
    # England has what is told of all authorities, and nothing of its own that was not asked for.
    assert set(some.loc[some["area_code"] == ENGLAND, "statistic"]) <= {
        "percentile",
        "mean",
        "median",
        "percentage",
    }
    of_all = every[(every["area_code"] == ENGLAND) & every["measure"].str.startswith("error_")]
    pd.testing.assert_frame_equal(
        some[some["area_code"] == ENGLAND].reset_index(drop=True), of_all.reset_index(drop=True)
    )


def test_lineage_of_all_is_every_authority(store, every):
    like = error_of(every, ENGLAND, 2023, "85+")
    walked = resolve(store, among_all(every, PERCENTILE, like, 50)["lineage"])
    sums = walked[walked["table"] != "regions"].groupby("table")["value"].sum()
    own = every[
        (every["measure"] == "projection_error_percent")
        & (every["variant"] == like["variant"])
        & (every["period"] == "mid-2023")
        & (every["age_band"] == "85+")
        & (every["area_code"] != ENGLAND)
    ]
    assert sums["projections_2018"] == own["numerator"].sum()
    assert sums["mid_year_estimates"] == own["denominator"].sum()
    revised = revision_of(every, ENGLAND, 2020, "85+")
    walked = resolve(store, among_all(every, PERCENTILE, revised, 50)["lineage"])
    first = walked[walked["table"] == "mid_year_estimates_first_published"]["value"].sum()
    assert first == revised["numerator"]
    sample = every[every["area_code"].isin([LUTON, WESTMORLAND, ENGLAND])]
    assert unresolved(store, sample["lineage"]) == []


def test_lead():
    assert backtest.lead("2018-based", "mid-2023") == 5
    assert backtest.lead("2016-based", "mid-2020") == 4


def test_a_series_that_does_not_exist_is_refused(store):
    with pytest.raises(UsageError, match="did you mean rebased"):
        projection.errors(store, [LUTON], against="rebase")
