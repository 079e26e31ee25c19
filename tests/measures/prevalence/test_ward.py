"""Need by ward: sums, shares by hand, the split small areas, and a simulation of its own."""

import numpy as np
import pytest

from evidence.measures import census
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.uncertainty import (
    PARAMETER,
    PREDICTION,
    WITH_LIMITS,
    intervals,
)
from evidence.measures.prevalence.ward import holds, need
from evidence.measures.prevalence.ward_census import against_census
from evidence.tables.resolution import unresolved

LUTON, MAIDSTONE, ENGLAND = "E06000032", "E07000110", "E92000001"
FARLEY = "E05002199"  # of 2019
CENTRAL, SOUTH = "E05014739", "E05014750"  # of 2024


@pytest.fixture(scope="module")
def found(store):
    return need(store, [LUTON])


def limited(found, vintage, kind=PREDICTION, confidence=0.95):
    rows = found[
        (found["measure"] == "modelled_people_interval")
        & (found["area_vintage"] == vintage)
        & (found["category"] == kind)
        & (found["confidence"] == confidence)
    ]
    return rows.set_index("area_code")


@pytest.mark.parametrize(("vintage", "wards"), [("2019", 19), ("2024", 20)])
def test_wards_add_up_to_the_authority_exactly(store, found, vintage, wards):
    people = found[(found["measure"] == "ward_people") & (found["area_vintage"] == vintage)]
    assert len(people) == wards
    # ONS, mid-2023 rebased: 26,893 people of Luton aged 65 and over.
    assert people["value"].sum() == pytest.approx(26_893, abs=1e-4)
    assert set(people["denominator"]) == {26_893}
    whole = modelled(store, [LUTON], [WITH_LIMITS], rounds=["rebased"], years=[2023])
    whole = whole[(whole["measure"] == "modelled_people") & (whole["age_band"] == "65+")]
    rows = limited(found, vintage)
    assert rows["value"].sum() == pytest.approx(whole["value"].item(), abs=1e-6)
    assert rows["denominator"].to_numpy() == pytest.approx(
        people.set_index("area_code")["value"][rows.index].to_numpy()
    )


def bands(store):
    """Rates with the ages they hold for, straight from the table."""
    for item in store.read("cfas2_rates").itertuples():
        low = int(item.age_band.rstrip("+").split("-")[0])
        high = 90 if item.age_band.endswith("+") else int(item.age_band.split("-")[1])
        yield item, low, high


def by_loops(store, codes):
    """Rake small areas by sex and age, one cell after another; people, dementia, both limits."""
    small = store.read("lsoa11_population_sex_luton")
    now = store.read("mid_year_estimates", where={"authority_code": [LUTON], "year": [2023]})
    cells = []
    for item, low, high in bands(store):
        of_sex = small[(small["sex"] == item.sex) & small["age"].between(low, high)]
        share = (
            sum(
                weight * of_sex.loc[of_sex["lsoa_code"] == code, "population"].sum()
                for code, weight in codes.items()
            )
            / of_sex["population"].sum()
        )
        total = now[(now["sex"] == item.sex) & now["age"].between(low, high)]["population"].sum()
        cells.append((share * total, item.prevalence, item.lower_95, item.upper_95))
    return cells


def test_a_ward_of_2019_by_loops(store, found):
    lookup = store.read("lsoa11_ward19", where={"ward_code": [FARLEY]})
    cells = by_loops(store, dict.fromkeys(lookup["lsoa_code"], 1.0))
    row = limited(found, "2019").loc[FARLEY]
    assert row["denominator"] == pytest.approx(sum(people for people, *_ in cells))
    assert row["value"] == pytest.approx(sum(people * rate for people, rate, *_ in cells))
    assert row["method"].count("matched with wards: exact") == 1


def test_a_ward_of_2024_takes_its_part_of_small_areas_since_split(store, found):
    lookup = store.read("lsoa21_ward24", where={"ward_code": [CENTRAL]})
    changes = store.read("lsoa11_lsoa21").set_index("lsoa21_code")["lsoa11_code"]
    weights = {changes[code]: 1.0 for code in lookup["lsoa_code"]}
    # ONS, mid-2019 (rebased): E01015791 was split into parts of 1,497 (Central) and 1,751 (South)
    # people, E01015794 into 1,424 and 1,145 (Central) and 1,061 (Farley).
    weights |= {"E01015791": 1497 / 3248, "E01015794": 2569 / 3630}
    cells = by_loops(store, weights)
    row = limited(found, "2024").loc[CENTRAL]
    assert row["denominator"] == pytest.approx(sum(people for people, *_ in cells))
    assert row["value"] == pytest.approx(sum(people * rate for people, rate, *_ in cells))
    assert "matched with wards: best fit" in row["method"]


def test_limits_hold_survey_and_chance_as_an_independent_simulation_has_them(store, found):
    lookup = store.read("lsoa11_ward19", where={"ward_code": [FARLEY]})
    cells = by_loops(store, dict.fromkeys(lookup["lsoa_code"], 1.0))
    generator = np.random.Generator(np.random.MT19937(5))
    expected = np.zeros(40_000)
    for people, _, low, high in cells:
        ends = [np.log(end / (1 - end)) for end in (low, high)]
        logit = generator.normal(sum(ends) / 2, (ends[1] - ends[0]) / (2 * 1.959964), expected.size)
        expected += people / (1 + np.exp(-logit))
    counted = generator.poisson(expected)
    for level, tail in ((0.95, 0.025), (0.8, 0.1)):
        for kind, drawn in ((PARAMETER, expected), (PREDICTION, counted)):
            row = limited(found, "2019", kind, level).loc[FARLEY]
            assert row["lower"] == pytest.approx(np.quantile(drawn, tail), abs=1.1)
            assert row["upper"] == pytest.approx(np.quantile(drawn, 1 - tail), abs=1.1)


def test_the_draws_are_those_of_the_authority(store, found):
    # Survey alone, one ward and the whole town move together: the limits of the parts add up to
    # those of the whole, as they would not if every ward had draws of its own.
    whole = intervals(store, [LUTON], WITH_LIMITS, rounds=["rebased"], years=[2023])
    whole = whole[(whole["category"] == PARAMETER) & (whole["confidence"] == 0.95)].iloc[0]
    rows = limited(found, "2019", PARAMETER)
    assert rows["lower"].sum() == pytest.approx(whole["lower"], rel=0.01)
    assert rows["upper"].sum() == pytest.approx(whole["upper"], rel=0.01)


def test_pairs_that_can_be_told_apart_are_counted(found):
    for vintage in ("2019", "2024"):
        rows = limited(found, vintage)
        ends = list(zip(rows["lower"], rows["upper"], strict=True))
        apart = sum(
            one[1] < two[0] or two[1] < one[0]
            for number, one in enumerate(ends)
            for two in ends[:number]
        )
        told = found[
            (found["measure"] == "ward_pairs_apart") & (found["category"] == f"wards of {vintage}")
        ].iloc[0]
        assert told["value"] == apart
        assert told["denominator"] == len(ends) * (len(ends) - 1) / 2


def test_no_number_stands_higher_than_the_assumption_that_shares_are_kept(found):
    assert set(found["standing"]) == {"derived"}
    assert found["variant"].str.contains("mid-2019, first published").all()


def test_shares_of_the_census_by_hand(store, found):
    rows = against_census(found, census.wards(store, [LUTON])).set_index("area_code")
    assert len(rows) == 20
    for part in ("numerator", "denominator"):
        assert rows[part].sum() == pytest.approx(100)
    assert rows["value"].sum() == pytest.approx(0, abs=1e-6)
    lsoas = store.read("lsoa21_ward24", where={"ward_code": [SOUTH]})["lsoa_code"]
    counts = store.read("census2021_lsoa_luton", where={"topic": ["age"]})
    older = counts[counts["category"].str.match(r"Aged (65|70|75|80|85)")]
    here = older[older["lsoa_code"].isin(lsoas)]["count"].sum()
    assert rows["denominator"][SOUTH] == pytest.approx(100 * here / older["count"].sum())


def test_elsewhere_nothing_is_held(store):
    assert holds(store, LUTON)
    assert not holds(store, MAIDSTONE)
    assert need(store, [MAIDSTONE, ENGLAND]).empty
    assert against_census(need(store, [MAIDSTONE]), census.wards(store, [MAIDSTONE])).empty


def test_every_lineage_resolves(store, found):
    rows = against_census(found, census.wards(store, [LUTON]))
    assert unresolved(store, [*found["lineage"], *rows["lineage"]]) == []
