"""Projection rounds against ONS's totals and the statement's own table."""

from __future__ import annotations

import pytest

from evidence.errors import UsageError
from evidence.measures import plan, projection
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS, newest_held, rounds_held

LUTON, MAIDSTONE = "E06000032", "E07000110"
NEWEST = "2022-based migration category"


def test_statement_s_table(store):
    frame = projection.projections(store, [LUTON], ["2016-based"], years=[2035])
    values = dict(zip(frame["age_band"], frame["value"], strict=True))
    # Market position statement, slide 14, column 2035; 75+ and 85+ are sums of its bands, 0-17
    # what they leave of all ages.
    assert values == {
        "all ages": 242000,
        "0-17": 242000 - 144400 - 38400,
        "18-64": 144400,
        "65+": 38400,
        "75+": 7100 + 5200 + 3700 + 2600,
        "85+": 3700 + 2600,
    }
    methods = dict(zip(frame["age_band"], frame["method"], strict=True))
    assert methods["85+"].endswith("rounded bands added")
    assert methods["0-17"].endswith("all ages less 18-64 and 65+")
    assert set(frame["status"]) == {"projected"}


def test_statement_has_no_sexes_and_no_finer_ages(store):
    assert projection.projections(store, [LUTON], ["2016-based"], sexes=("female",)).empty
    five = projection.projections(store, [LUTON], ["2016-based"], years=[2020], ages="five-year")
    assert five["age_band"].tolist() == ["65-69", "70-74", "75-79", "80-84", "85-89", "90+"]


@pytest.mark.parametrize(
    ("name", "period", "people"),
    [
        # ONS, subnational population projections, 2018-based (March 2020): Luton.
        ("2018-based", "mid-2020", 213102),
        ("2018-based", "mid-2035", 202807),
        # 2022-based (June 2025), migration category variant: Luton.
        (NEWEST, "mid-2025", 236102),
        (NEWEST, "mid-2035", 236799),
        (NEWEST, "mid-2047", 241825),
    ],
)
def test_totals_of_rounds(store, name, period, people):
    frame = projection.projections(store, [LUTON], [name], ages=["all ages"])
    assert round(row(frame, period=period)["value"]) == people


def test_differences_between_rounds(store):
    frame = projection.differences(store, [LUTON], newest=NEWEST, plan="2016-based")
    assert sorted(set(frame["period"])) == ["mid-2025", "mid-2030", "mid-2035"]
    older = row(frame, measure="population_difference_percent", period="mid-2035", age_band="65+")
    assert older["denominator"] == 38400
    assert older["value"] == pytest.approx(100 * (older["numerator"] / 38400 - 1), rel=1e-9)
    assert older["value"] < 0
    assert older["variant"] == f"{NEWEST} against 2016-based"
    assert older["lineage"].count(" ") == 1
    # The statement is transcribed, the newest round reshaped: the weaker counts.
    assert older["standing"] == "transcribed"


def test_errors_of_a_round(store):
    frame = projection.errors(store, [LUTON], ages=["all ages"])
    found = row(frame, measure="projection_error_percent")
    assert found["denominator"] == 231028
    assert found["value"] == pytest.approx(100 * (found["numerator"] / 231028 - 1), rel=1e-9)
    assert found["status"] == "calculated"


def test_a_plan_is_set_beside_the_newest_round_at_every_age(store):
    place = Place.of(store, LUTON)
    found = plan.differences(store, place, plan.chosen(store, place, "newest"))
    one = row(found, measure="population_difference", period="mid-2035", age_band="all ages")
    # Slide 14: 242,000; ONS, 2022-based: 236,799.
    assert (round(one["numerator"]), one["denominator"]) == (236799, 242000)
    young = row(found, measure="population_difference", period="mid-2035", age_band="0-17")
    assert young["denominator"] == 242000 - 144400 - 38400
    assert plan.differences(store, place, ROUNDS["2018-based"])["variant"].unique().tolist() == [
        "2018-based against 2016-based"
    ]


def test_errors_of_several_years(store):
    found = projection.errors(store, [LUTON], years=[2018, 2023], ages=["18-64"])
    people = found[found["measure"] == "projection_error"].set_index("period")
    # 2018-based (March 2020) and rebased estimates of ONS: 130,114 and 137,267; 126,594, 143,928.
    assert people["denominator"].to_dict() == {"mid-2018": 137267, "mid-2023": 143928}
    assert round(people.loc["mid-2018", "value"]) == -7153


def test_round_not_held_gives_no_rows(store):
    assert projection.projections(store, [MAIDSTONE], ["2016-based", NEWEST]).empty
    assert projection.differences(store, [MAIDSTONE], newest=NEWEST, plan="2018-based").empty


def test_rounds_held(store):
    assert [item.name for item in rounds_held(store, LUTON)] == list(ROUNDS)
    assert [item.name for item in rounds_held(store, MAIDSTONE)] == ["2018-based"]
    assert newest_held(store, LUTON).base_year == 2022


def test_unknown_round_is_refused(store):
    with pytest.raises(UsageError, match="did you mean 2018-based"):
        projection.projections(store, [LUTON], ["2018 based"])
