"""Census shares meet the counts that ONS published, and lead back to them."""

from __future__ import annotations

import pytest

from evidence.measures import census
from evidence.measures.frame import row
from evidence.tables.lineage import resolve

LUTON, ENGLAND, MAIDSTONE = "E06000032", "E92000001", "E07000110"


@pytest.fixture(scope="module")
def shares(store):
    return census.shares(store, [LUTON, ENGLAND, MAIDSTONE])


def found(frame, area, topic, category):
    return row(frame, area_code=area, breakdown=topic, category=category)


def test_luton_as_counted(shares):
    # ONS, Census 2021, Luton: TS038 30,946 disabled, 13,909 of them limited a lot; TS039 7,100,
    # 4,106 and 4,875 people caring up to 19, 20 to 49 and 50 hours or more, of 209,279 aged 5+.
    disabled = found(shares, LUTON, "disability", "disabled")
    assert disabled["numerator"] == 30_946
    assert disabled["denominator"] == 225_262
    assert disabled["value"] == pytest.approx(100 * 30_946 / 225_262)
    assert found(shares, LUTON, "disability", "limited a lot")["numerator"] == 13_909
    hours = {"up to 19 hours": 7_100, "20 to 49 hours": 4_106, "50 hours or more": 4_875}
    for label, people in hours.items():
        there = found(shares, LUTON, "unpaid_care", label)
        assert (there["numerator"], there["denominator"]) == (people, 209_279)
        assert there["age_band"] == "5+"
    assert found(shares, LUTON, "unpaid_care", "any hours")["numerator"] == sum(hours.values())


def test_england_is_the_sum_of_its_authorities(shares):
    # ONS, Census 2021: 56,490,048 usual residents of England; 17.3% (not age-standardised)
    # disabled, which ONS gives as 9.8 million.
    there = found(shares, ENGLAND, "disability", "disabled")
    assert there["denominator"] == pytest.approx(56_490_048, abs=100)
    assert there["value"] == pytest.approx(17.3, abs=0.05)
    assert there["method"].endswith("England is the sum of 296 authorities")
    assert "296" not in found(shares, LUTON, "disability", "disabled")["method"]


def test_wards_hold_everybody_once_and_say_that_they_are_approximate(store, shares):
    wards = census.wards(store, [LUTON, MAIDSTONE])
    assert wards["area_name"].nunique() == 20
    assert wards["method"].str.endswith("matched with wards: best fit").all()
    for item in wards.groupby(["breakdown", "category"]):
        (topic, category), part = item
        whole = found(shares, LUTON, topic, category)
        assert part["numerator"].sum() == whole["numerator"]
        assert part["denominator"].sum() == whole["denominator"]


def test_small_areas_and_ethnic_groups_are_held_for_the_default_place_only(store):
    assert census.small_areas(store, [LUTON])["area_code"].nunique() == 125
    assert census.small_areas(store, [MAIDSTONE]).empty
    assert census.wards(store, [MAIDSTONE]).empty
    assert census.ethnic_groups(store, [MAIDSTONE]).empty
    # ONS, Census 2021, Luton: 83,324 residents Asian, Asian British or Asian Welsh: 37.0%.
    asian = census.ethnic_groups(store, [LUTON]).iloc[0]
    assert asian["numerator"] == 83_324
    assert asian["value"] == pytest.approx(37.0, abs=0.05)


@pytest.mark.parametrize("give", [census.shares, census.wards, census.small_areas])
def test_the_trail_leads_to_the_counts(store, give):
    for there in give(store, [LUTON]).head(3).itertuples():
        walked = resolve(store, there.lineage)
        walked = walked[walked["column"] == "count"]
        sums = walked.groupby("selection")["value"].sum().tolist()
        assert sums == [there.numerator, there.denominator]


def test_shares_of_care_add_up(shares):
    for area in (LUTON, ENGLAND, MAIDSTONE):
        parts = [
            found(shares, area, "unpaid_care", label)["value"]
            for label in ("up to 19 hours", "20 to 49 hours", "50 hours or more")
        ]
        assert sum(parts) == pytest.approx(found(shares, area, "unpaid_care", "any hours")["value"])


def test_limits_are_wilsons(store, shares):
    # statsmodels, proportion_confint(count, nobs, method="wilson"), of Census 2021's TS037 by ward
    # of 2024, in per cent.
    wards = census.wards(store, [LUTON])
    for name, count, people, ends in (
        ("Farley", 836, 15_468, (5.059, 5.772)),
        ("Biscot", 574, 10_917, (4.855, 5.692)),
        ("Leagrave", 693, 11_193, (5.760, 6.653)),
    ):
        there = row(wards, area_name=name, category="bad or very bad")
        assert (there["numerator"], there["denominator"]) == (count, people)
        assert (there["lower"], there["upper"]) == pytest.approx(ends, abs=0.0006)
        assert there["confidence"] == 0.95
    assert (shares["lower"] < shares["value"]).all()
    assert (shares["value"] < shares["upper"]).all()


def test_nobody_counted_has_no_share(store):
    counts = store.read(census.AUTHORITIES, where={"authority_code": [LUTON]})
    none = census._added(
        counts.assign(group=counts["authority_code"], count=0),
        census.SHARES,
        lambda *_: "x",
    )
    assert none[["value", "lower", "upper"]].isna().all(axis=None)
