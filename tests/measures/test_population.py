"""Population against ONS's published totals."""

from __future__ import annotations

import pytest

from evidence.errors import UsageError
from evidence.measures import population
from evidence.measures.frame import row

LUTON, ENGLAND, WESTMORLAND = "E06000032", "E92000001", "E06000064"


def test_rebased_estimates(store):
    frame = population.estimates(
        store, [LUTON, ENGLAND], years=[2020, 2023], sexes=("persons", "female", "male")
    )
    # ONS, mid-year estimates, MYEB1 (2024 edition): Luton and England.
    for area, period, people in (
        (LUTON, "mid-2020", 224134),
        (LUTON, "mid-2023", 231028),
        (ENGLAND, "mid-2023", 57690323),
    ):
        found = row(frame, area_code=area, period=period, sex="persons", age_band="all ages")
        assert found["value"] == people
        assert found["status"] == "published"
    luton = frame[(frame["area_code"] == LUTON) & (frame["period"] == "mid-2023")]
    wide = luton.pivot(index="age_band", columns="sex", values="value")
    assert (wide["female"] + wide["male"] == wide["persons"]).all()
    whole = wide.loc["all ages", "persons"]
    assert wide.loc[["0-17", "18-64", "65+"], "persons"].sum() == whole
    assert set(luton.loc[luton["age_band"] != "all ages", "status"]) == {"calculated"}


def test_five_year_and_single_ages_add_up(store):
    five = population.estimates(store, [LUTON], years=[2023], ages="five-year")
    single = population.estimates(store, [LUTON], years=[2023], ages="single")
    assert five["value"].sum() == single["value"].sum() == 231028
    assert five["age_band"].tolist()[:2] == ["0-4", "5-9"]
    assert set(single["status"]) == {"published"}


def test_first_published_is_another_series(store):
    frame = population.first_published(store, [LUTON], years=[2019], ages=["all ages"])
    # ONS, mid-2019 estimates (June 2020), MYE2.
    assert frame["value"].tolist() == [213052]
    assert frame["variant"].tolist() == ["first published"]
    assert frame["status"].tolist() == ["published"]


def test_authority_created_since_is_the_sum_of_its_predecessors(store):
    frame = population.first_published(store, [WESTMORLAND], years=[2020], ages=["all ages"])
    # ONS, mid-2020 estimates (June 2021), MYE2: Barrow-in-Furness, Eden, South Lakeland.
    assert frame["value"].tolist() == [66726 + 53754 + 104905]
    assert frame["status"].tolist() == ["calculated"]
    assert "authority_code=E07000027|E07000030|E07000031&" in frame.loc[0, "lineage"]
    assert "sum of the authorities" in frame.loc[0, "method"]


def test_merger_within_the_series(store):
    # Bournemouth, Christchurch and Poole were one from April 2019; ONS published mid-2018 for it.
    frame = population.first_published(store, ["E06000058"], ages=["all ages"])
    status = dict(zip(frame["period"], frame["status"], strict=True))
    assert status["mid-2017"] == "calculated"
    assert status["mid-2018"] == "published"
    assert len(frame) == 6


def test_county_is_held(store):
    frame = population.estimates(store, ["E10000016"], years=[2023], ages=["all ages"])
    assert frame["area_type"].tolist() == ["county"]


def test_shares(store):
    frame = population.shares(store, [LUTON], years=[2023])
    assert "all ages" not in set(frame["age_band"])
    three = frame[frame["age_band"].isin(["0-17", "18-64", "65+"])]
    assert three["value"].sum() == pytest.approx(100, abs=1e-6)
    older = row(frame, age_band="65+")
    assert older["denominator"] == 231028
    assert older["unit"] == "%"


def test_pyramid_is_of_everybody(store):
    frame = population.sex_shares(store, [LUTON, ENGLAND], year=2023)
    assert frame.groupby("area_code")["value"].sum().tolist() == pytest.approx([100, 100])
    assert len(frame) == 2 * 2 * 19
    assert population.sex_shares(store, [LUTON], year=2025, variant="2016-based").empty


def test_change(store):
    frame = population.change(store, [LUTON], start=2020, end=2023, ages=["all ages"])
    people = row(frame, measure="population_change")
    assert people["value"] == 231028 - 224134
    assert people["period"] == "mid-2020 to mid-2023"
    percent = row(frame, measure="population_change_percent")
    assert percent["value"] == pytest.approx(100 * (231028 / 224134 - 1), rel=1e-9)
    assert percent["status"] == "calculated"
    with pytest.raises(UsageError, match="after the start"):
        population.change(store, [LUTON], start=2023, end=2023)


def test_growth_a_year_makes_spans_comparable(store):
    table = population.change(
        store, [LUTON], start=2020, end=2035, ages=["all ages", "65+"], variant="2016-based"
    )
    found = population.a_year(table)
    # Slide 14: 223,800 and 242,000, 27,800 and 38,400; the fifteenth root of each ratio.
    for band, before, after in (("all ages", 223800, 242000), ("65+", 27800, 38400)):
        one = row(found, age_band=band)
        assert one["value"] == pytest.approx(100 * ((after / before) ** (1 / 15) - 1), rel=1e-9)
        assert before * (1 + one["value"] / 100) ** 15 == pytest.approx(after)
        assert one["unit"] == "% a year"
        assert one["status"] == "projected"
    nobody = table.assign(denominator=0.0)
    assert population.a_year(nobody).empty
    assert population.a_year(table.iloc[:0]).empty


def test_halves_meet_in_the_middle(store):
    given = {"ages": ["85+"], "variant": "2022-based migration category"}
    found = population.halves(store, [LUTON], start=2025, end=2035, **given)
    people = found[found["measure"] == "population_change"]
    assert people["period"].tolist() == ["mid-2025 to mid-2030", "mid-2030 to mid-2035"]
    whole = population.change(store, [LUTON], start=2025, end=2035, **given)
    assert people["value"].sum() == pytest.approx(row(whole, measure="population_change")["value"])
    assert population.halves(store, [LUTON], start=2025, end=2026, **given).empty


def test_statement_s_own_growth(store):
    # Market position statement, slide 14: 223,800 in 2020, 242,000 in 2035.
    frame = population.change(
        store, [LUTON], start=2020, end=2035, ages=["all ages"], variant="2016-based"
    )
    found = row(frame, measure="population_change_percent")
    assert found["value"] == pytest.approx(100 * (242000 / 223800 - 1), rel=1e-9)
    assert found["status"] == "projected"
    assert found["standing"] == "transcribed"


def test_what_is_not_held_gives_no_rows(store):
    assert population.estimates(store, [LUTON], years=[1999]).empty
    assert population.estimates(store, []).empty


def test_refusals(store):
    with pytest.raises(UsageError, match=r"did you mean E06000032 \(Luton\)"):
        population.estimates(store, ["E0600032"])
    with pytest.raises(UsageError, match="give a list of codes"):
        population.estimates(store, "E06000032")
    with pytest.raises(UsageError, match="did you mean female"):
        population.estimates(store, [LUTON], sexes=("females",))
    with pytest.raises(UsageError, match="did you mean rebased"):
        population.shares(store, [LUTON], variant="rebase")


def test_a_round_is_followed_from_an_estimate(store):
    given = {"start": 2020, "variant": "2022-based migration category", "ages": ["all ages"]}
    found = population.since_estimate(store, ["E06000032", "E06000053"], end=2035, **given)
    percent = row(found, measure="population_change_percent")
    # ONS: 224,134 estimated for mid-2020 (rebased), 236,799 projected for mid-2035: 5.65%.
    assert percent["denominator"] == 224_134
    assert percent["numerator"] == pytest.approx(236_799, abs=1)
    assert percent["value"] == pytest.approx(5.65, abs=0.005)
    assert (percent["period"], percent["status"]) == ("mid-2020 to mid-2035", "projected")
    yearly = population.a_year(found)
    # 236,799 / 224,134 = 1.05651; its 15th root is 1.00367.
    assert row(yearly)["value"] == pytest.approx(0.367, abs=0.001)
    with pytest.raises(UsageError, match="the end must be after the start"):
        population.since_estimate(store, ["E06000032"], end=2020, **given)
