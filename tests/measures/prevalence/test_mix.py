"""Parts of modelled dementia, their limits and their growth, worked out again from the tables."""

import pytest

from evidence.measures import stated
from evidence.measures.frame import row
from evidence.measures.prevalence.band_limits import band_limits
from evidence.measures.prevalence.mix import growth, mix
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.replanned import replanned
from evidence.measures.rounds import ROUNDS
from evidence.tables.resolution import unresolved

LUTON, SCILLY = "E06000032", "E06000053"
PARTS = [("female", "65+"), ("male", "65+"), ("persons", "90+")]


@pytest.fixture(scope="module")
def need(store):
    return modelled(
        store,
        [LUTON, SCILLY],
        ["dementia-cfas2"],
        rounds=["2018-based"],
        years=[2025, 2035],
        by_sex=True,
        by_age=True,
    )


def test_women_and_men_are_all(need):
    found = mix(need, ages="65+", parts=PARTS)
    both = found[found["sex"] != "persons"].groupby(["area_code", "period"])["value"].sum()
    assert both.to_numpy() == pytest.approx(100)
    assert len(both) == 4


def test_a_share_of_the_oldest_by_hand(store, need):
    people = store.read("projections_2018", where={"authority_code": [LUTON], "year": [2035]})
    oldest = people[people["age"] >= 90].groupby("sex")["population"].sum()
    found = row(
        mix(need, ages="65+", parts=PARTS), area_code=LUTON, period="mid-2035", age_band="90+"
    )
    # CFAS II (Matthews et al. 2013): 35.0 per cent of women and 17.1 of men aged 90 and over.
    by_hand = 0.35 * oldest["female"] + 0.171 * oldest["male"]
    assert found["numerator"] == pytest.approx(by_hand)
    # The page's table: CFAS II on the 2018-based round gives 2,262 for mid-2035.
    assert found["value"] == pytest.approx(100 * by_hand / 2262, abs=0.02)


def test_a_part_that_is_not_there_has_no_share(need):
    assert mix(need, ages="65+", parts=[("female", "66+")]).empty
    assert mix(need.iloc[:0], ages="65+", parts=PARTS).empty


def test_limits_of_a_band_are_people_times_the_limits_of_its_rate(store, need):
    found = band_limits(store, need)
    one = row(found, area_code=LUTON, period="mid-2035", sex="female", age_band="90+")
    # CFAS II: 35.0 per cent, 95% interval 28.4 to 42.3.
    assert one["lower"] == pytest.approx(0.284 * one["denominator"])
    assert one["value"] == pytest.approx(0.35 * one["denominator"])
    assert one["upper"] == pytest.approx(0.423 * one["denominator"])
    assert len(found) == 2 * 2 * 12
    assert (found["lower"] <= found["value"]).all()
    assert (found["value"] <= found["upper"]).all()


def test_other_rates_have_no_limits(store):
    other = modelled(
        store,
        [LUTON],
        ["dementia-uk"],
        rounds=["2018-based"],
        years=[2035],
        by_sex=True,
        by_age=True,
    )
    assert band_limits(store, other).empty


def test_growth_is_of_the_people(store, need):
    found = growth(need, start=2025, end=2035)
    one = row(
        found,
        measure="modelled_change_percent",
        area_code=LUTON,
        sex="persons",
        age_band="65+",
    )
    # The page's table: 1,924 in mid-2025 and 2,262 in mid-2035.
    assert (round(one["denominator"]), round(one["numerator"])) == (1924, 2262)
    assert one["period"] == "mid-2025 to mid-2035"
    assert growth(need, start=2025, end=2036).empty
    assert unresolved(store, found["lineage"]) == []


def test_a_printed_number_on_every_round_since(store):
    need = modelled(store, [LUTON], ["dementia-uk"], rounds=list(ROUNDS), years=[2020, 2035])
    told = stated.claims(store, [LUTON], ["dementia-diagnosed-2020", "dementia-2035"])
    found = replanned(need, told)
    people = found[found["measure"] == "modelled_difference"].set_index("variant")
    # The statement prints 2,911; Dementia UK gives 2,495 on the 2018-based, 2,226 on the newest.
    assert people["numerator"].round().to_dict() == {
        "Dementia UK on 2018-based": 2495,
        "Dementia UK on 2022-based migration category": 2226,
    }
    assert set(people["denominator"]) == {2911}
    # 2,020 has no year in the statement, so no year of a round can be set against it.
    assert set(found["category"]) == {"dementia-2035"}
    assert replanned(need, told.iloc[:0]).empty
    assert unresolved(store, found["lineage"]) == []
