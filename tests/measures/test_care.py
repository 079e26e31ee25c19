"""Care: sums of printed cells, implied beds, and outcomes with limits, against the documents."""

from __future__ import annotations

import pytest

from evidence.errors import UsageError
from evidence.measures import stated
from evidence.measures.care import bed, outcome_limits, people, rating, spend, unit_cost
from evidence.measures.frame import row
from evidence.tables.lineage import resolve

LUTON = "E06000032"


@pytest.fixture(scope="module")
def spent(store):
    return spend.spend(store, [LUTON])


def test_care_homes_are_both_kinds_and_both_stays(spent):
    # Statement, Long Term Residential and Nursing Care (2), Grand Total:
    # 3,734,052 + 429,241 + 20,878,113 + 1,526,144 = 26,567,550.
    total = row(spent, measure="care_spend", breakdown="care homes", category="all", age_band="18+")
    assert total["value"] == 26_567_550
    assert total["period"] == "2019/20"
    # Learning disability, all four columns: 380,335 + 14,815 + 8,336,492 + 125,802 = 8,857,444
    # (18-64) and 71,996 + 227,317 + 7,079 = 306,392 (65+).
    part = {"breakdown": "care homes", "category": "learning disability support"}
    younger = row(spent, measure="care_spend", age_band="18-64", **part)
    assert younger["value"] == 8_857_444
    assert row(spent, measure="care_spend", age_band="65+", **part)["value"] == 306_392
    # 9,163,836 of 26,567,551 printed in cells = 34.49%.
    share = row(spent, measure="care_spend_share", age_band="18+", **part)
    assert share["value"] == pytest.approx(34.4926, abs=1e-3)


def test_lineage_of_a_sum_leads_to_its_cells(store, spent):
    found = row(
        spent,
        measure="care_spend",
        breakdown="day care",
        category="physical support",
        age_band="65+",
    )
    # Statement, Day Services: 30,626 external and 1,186,747 internal.
    walked = resolve(store, found["lineage"])
    assert sorted(walked["value"]) == [30_626, 1_186_747]
    assert found["value"] == 1_217_373


def test_services_without_a_year_say_so(spent):
    printed = spent[(spent["measure"] == "care_spend") & (spent["category"] == "all")]
    periods = dict(zip(printed["breakdown"], printed["period"], strict=True))
    assert periods["day care"] == periods["supported living"] == "date not stated"
    assert periods["direct payments"] == "current when written"
    assert periods["care homes"] == periods["home care, external providers"] == "2019/20"


def test_what_a_table_without_a_year_is_dated_by_is_derived(store, spent):
    # The statement's table "Long Term Residential and Nursing Care (2)" names no year; those of
    # direct payments and day care have none put in. Its totals stand with the year in the text.
    shares = spent["category"].ne("all") | spent["measure"].eq("care_spend_share")
    dated = (shares | spent["age_band"].ne("18+")) & (spent["period"] == "2019/20")
    assert set(spent.loc[dated, "standing"]) == {"derived"}
    assert set(spent.loc[~dated, "standing"]) == {"transcribed"}
    assert "care homes" in set(spent.loc[dated & (spent["measure"] == "care_spend"), "breakdown"])
    text = stated.figures(store, [LUTON], ["spend as the text has it"]).set_index("breakdown")
    totals = {
        name: text.loc[f"spend as the text has it: {column}"]
        for name, column in (
            ("residential care, long stay", "residential care homes, long stay"),
            ("nursing care, long stay", "nursing homes, long stay"),
        )
    }
    for name, said in totals.items():
        found = row(spent, measure="care_spend", breakdown=name, category="all", age_band="18+")
        assert (found["value"], found["period"]) == (said["value"], said["period"])


def test_a_sum_stands_no_higher_than_its_cells(store):
    found = spend.learning_disability(store, [LUTON])
    # Seven of the eleven cells are of the table that names no year.
    single = found[found["status"] == "published"]
    assert (single["standing"] == "derived").sum() == 7
    assert set(single.loc[single["standing"] == "derived", "period"]) == {"2019/20"}
    assert set(found.loc[found["status"] == "calculated", "standing"]) == {"derived"}
    # A column's cells and its total are of one table, whatever its year.
    compared = spend.cells_against_totals(store, [LUTON])
    assert set(compared["standing"]) == {"transcribed"}


def test_columns_meet_their_totals_within_a_pound(store):
    found = spend.cells_against_totals(store, [LUTON]).set_index("breakdown")["value"]
    # Added by hand from the statement's three tables.
    assert found.to_dict() == {
        "nursing homes, long stay": 0,
        "nursing homes, short stay": 0,
        "residential care homes, long stay": 1,
        "residential care homes, short stay": 0,
        "direct payments": 1,
        "day care, external": -1,
        "day care, internal": 0,
    }


def test_learning_disability_cells_against_the_text(store):
    found = spend.learning_disability(store, [LUTON])
    # Text: "in total circa £12.6M". Eleven printed cells: 8,336,492 + 227,317 + 125,802 + 7,079
    # + 380,335 + 71,996 + 14,815 + 2,539,151 + 11,963 + 1,236,898 + 2,505,867 = 15,457,715.
    name = "care_learning_disability_spend_difference"
    every = row(found, measure=name, category=spend.EVERY_CELL)
    assert (every["numerator"], every["denominator"]) == (15_457_715, 12_600_000)
    assert every["value"] == 2_857_715
    # Ages 18-64 without direct payments: 8,857,444 + 1,236,898 + 2,505,867 = 12,600,209.
    part = row(found, measure=name, category=spend.YOUNGER_WITHOUT_DIRECT_PAYMENTS)
    assert (part["numerator"], part["value"]) == (12_600_209, 209)
    assert len(resolve(store, every["lineage"])) == 12


def test_void_rate_and_self_funders_imply_beds(store):
    found = bed.beds(store, [LUTON])
    assert row(found, measure="care_beds")["value"] == 703 + 350
    # 1,053 x 77.5% = 816.075; 150 / 0.19 = 789.5, from 769.2 (19.5%) to 810.8 (18.5%).
    by_voids = row(found, measure="care_beds_occupied", category=bed.BY_VOID_RATE)
    assert by_voids["value"] == pytest.approx(816.075)
    by_share = row(found, measure="care_beds_occupied", category=bed.BY_SELF_FUNDERS)
    assert by_share["value"] == pytest.approx(789.47, abs=0.01)
    assert (by_share["lower"], by_share["upper"]) == pytest.approx((769.23, 810.81), abs=0.01)
    assert row(found, measure="care_self_funder_share")["value"] == pytest.approx(18.38, abs=0.01)
    # No document prints what is filled: it holds only if the void rate is of these beds.
    worked_out = found["measure"] != "care_beds"
    assert set(found.loc[worked_out, "standing"]) == {"derived"}
    assert set(found.loc[~worked_out, "standing"]) == {"transcribed"}


def test_people_and_spend_of_working_age(store, spent):
    # 142 of 428 in residential and 21 of 94 in nursing care.
    found = people.shares(store, [LUTON])
    younger = row(found, breakdown="residential care, long stay", age_band="18-64")
    assert younger["value"] == pytest.approx(100 * 142 / 428)
    assert row(found, breakdown="nursing care, long stay", age_band="18-64")["numerator"] == 21
    # 1,238,782 + 8,336,492 + 2,950,923 = 12,526,197 of 20,878,114.
    share = row(
        spent,
        measure="care_spend_share",
        breakdown="residential care, long stay",
        category="all",
        age_band="18-64",
    )
    assert share["value"] == pytest.approx(100 * 12_526_197 / 20_878_114)


def test_weekly_cost_in_later_prices(store):
    found = unit_cost.unit_costs(store, [LUTON])
    chosen = {"age_band": "18-64", "category": "Learning disability support"}
    chosen["breakdown"] = "Residential and nursing care"
    # PSS-EX1 2014-15, Luton: 5,255 thousand pounds over 4,519 weeks, 1,162.87 a week.
    cash = row(found, variant=unit_cost.CASH, **chosen)
    assert (cash["value"], cash["denominator"]) == (1162.87, 4519)
    # HM Treasury, December 2023: 100.000 (2022-23) over 81.870 (2014-15).
    later = row(found, variant="PSS-EX1, prices of 2022-23", **chosen)
    assert later["value"] == pytest.approx(1162.87 * 100 / 81.870)
    with pytest.raises(UsageError, match="2024-25"):
        unit_cost.unit_costs(store, [LUTON], "2024-25")


def test_admissions_have_limits_that_meet_the_published_rate(store):
    found = outcome_limits.admissions(store, [LUTON, "E92000001"])
    # ASCOF 2024-25: 40 people of 27,193, published 147.1; 14 of 149,617, published 9.4.
    older = row(found, area_code=LUTON, breakdown="2c")
    assert round(older["value"], 1) == 147.1
    # Byar by hand for 40: lower 40 (1 - 1/360 - 1.959964/(3 sqrt 40))^3 = 28.57,
    # upper 41 (1 - 1/369 + 1.959964/(3 sqrt 41))^3 = 54.47.
    assert older["lower"] == pytest.approx(28.57 / 27_193 * 1e5, abs=0.05)
    assert older["upper"] == pytest.approx(54.47 / 27_193 * 1e5, abs=0.05)
    assert round(row(found, area_code=LUTON, breakdown="2b")["value"], 1) == 9.4


def test_suppressed_outcomes_stay_suppressed(store):
    found = outcome_limits.admissions(store, ["E06000053"])
    assert set(found["status"]) == {"suppressed"}
    assert found["value"].isna().all()
    assert outcome_limits.positions(store, ["E06000053"]).empty


def test_providers_rated_good_or_outstanding(store):
    found = rating.providers(store, [LUTON, "E92000001"])
    # ASCOF 6b, 2024-25: Luton 23 of 33, 69.7%; England 11,287 of 13,820, 81.7%.
    here = row(found, area_code=LUTON, period="2024-25")
    assert (here["numerator"], here["denominator"]) == (23, 33)
    assert round(here["value"], 1) == 69.7
    # Wilson by hand for 23 of 33: 0.5266 to 0.8262.
    assert here["lower"] == pytest.approx(52.66, abs=0.02)
    assert here["upper"] == pytest.approx(82.62, abs=0.02)
    assert round(row(found, area_code="E92000001", period="2024-25")["value"], 1) == 81.7
    traced = resolve(store, here["lineage"])
    assert sorted(traced["value"].astype("float64")) == [23, 33]
    assert rating.providers(store, ["E07000110"]).empty


def test_reablement_is_a_share_of_people_new_to_services(store):
    # ASCOF 2a, 2024-25: Luton 15 of 99, published 15.2; Isles of Scilly suppressed.
    found = outcome_limits.reablement(store, [LUTON, "E06000053"])
    here = row(found, area_code=LUTON)
    assert (here["numerator"], here["denominator"], round(here["value"], 1)) == (15, 99, 15.2)
    assert row(found, area_code="E06000053")["status"] == "suppressed"


def test_place_among_councils(store):
    found = outcome_limits.positions(store, [LUTON, "E09000006", "E92000001"])
    # Published rates of 2c in order: Luton 147.1, Bromley 148.4, ...
    older = found[found["breakdown"] == "2c"].set_index("area_code")["value"]
    assert older.to_dict() == {LUTON: 1, "E09000006": 2}


def test_nothing_is_held_elsewhere(store):
    for read in (spend.spend, spend.cells_against_totals, spend.learning_disability):
        assert read(store, ["E07000110"]).empty
    for read in (bed.beds, people.shares, unit_cost.unit_costs):
        assert read(store, ["E07000110"]).empty
