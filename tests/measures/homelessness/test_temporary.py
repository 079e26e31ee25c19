"""Temporary accommodation as MHCLG prints it, with shares and rates made of it."""

import numpy as np
import pandas as pd
import pytest

from evidence.measures.frame import row
from evidence.measures.homelessness import quarter, temporary
from evidence.measures.place import authorities
from evidence.tables.lineage import resolve

LUTON, ENGLAND, EAST = "E06000032", "E92000001", "E12000006"


@pytest.fixture(scope="module")
def held(store):
    return temporary.accommodation(store, [LUTON, ENGLAND, EAST, "E06000064", "E08000016"])


@pytest.mark.parametrize(
    ("period", "households", "elsewhere"),
    # MHCLG, statutory homelessness, detailed local authority tables, TA1, Luton.
    [
        ("30 June 2018", 1291, 83),
        ("31 March 2025", 1098, 132),
        ("31 December 2025", 932, 93),
    ],
)
def test_luton_is_as_published(held, period, households, elsewhere):
    found = held[(held["area_code"] == LUTON) & (held["period"] == period)]
    assert row(found, measure=temporary.HOUSEHOLDS)["value"] == households
    assert row(found, measure=temporary.ELSEWHERE)["value"] == elsewhere
    share = row(found, measure=temporary.SHARE)
    assert (share["numerator"], share["denominator"]) == (elsewhere, households)
    assert share["value"] == pytest.approx(100 * elsewhere / households)
    assert share["status"] == "calculated"


def test_shares_have_wilson_limits_for_authorities_only(held):
    last = quarter.last(held)
    here = row(last, measure=temporary.SHARE, area_code=LUTON)
    # 93 of 932, by hand: p = 0.0997854, z = 1.959964; (186 + 3.8415 -+ 1.959964 x
    # sqrt(3.8415 + 372 x 0.9002146)) / (2 x 935.8415) = 0.082156 and 0.120701.
    assert here["lower"] == pytest.approx(8.2156, abs=1e-3)
    assert here["upper"] == pytest.approx(12.0701, abs=1e-3)
    assert here["confidence"] == 0.95
    for area, share in ((ENGLAND, 32.07), (EAST, 13.14)):  # 43,040 of 134,210; 1,210 of 9,210
        there = row(last, measure=temporary.SHARE, area_code=area)
        assert there["value"] == pytest.approx(share, abs=0.005)
        assert np.isnan([there["lower"], there["upper"], there["confidence"]]).all()
        assert "nearest 10" in there["method"]


def test_rates_meet_the_printed_ones(store, held):
    printed = store.read(
        "homelessness_ta1",
        where={"authority_code": [LUTON, ENGLAND, EAST], "measure": ["households_per_1000"]},
    )
    printed["period"] = printed["quarter"].map(quarter.day)
    ours = held[held["measure"] == temporary.RATE]
    both = ours.merge(
        printed, left_on=["area_code", "period"], right_on=["authority_code", "period"]
    )
    assert len(both) == 3 * 31
    assert (both["value_x"] - both["value_y"]).abs().max() < 0.01


def test_rates_elsewhere_meet_those_that_the_ministry_compares_by(store):
    # TA9, column D, "Total Sent to another Local Authority per 1000 households", printed for every
    # authority with a number in the quarters since June 2025.
    printed = store.read("homelessness_ta9", where={"measure": ["another_district_per_1000"]})
    printed = printed[printed["authority_code"].str.match("E0[6-9]") & printed["value"].notna()]
    printed["period"] = printed["quarter"].map(quarter.day)
    ours = temporary.accommodation(store, authorities(store).in_use)
    ours = ours[(ours["measure"] == temporary.ELSEWHERE_RATE) & ours["value"].notna()]
    both = ours.merge(
        printed, left_on=["area_code", "period"], right_on=["authority_code", "period"]
    )
    assert both["period"].nunique() == 3
    assert len(both) > 500
    assert (both["value_x"] - both["value_y"]).abs().max() < 1e-6
    # Column D of Luton, 31 December 2025: 1.12709512440464; 93 over 82.513 thousand.
    luton = row(ours, area_code=LUTON, period="31 December 2025")
    assert luton["value"] == pytest.approx(1.12709512440464, rel=1e-9)


def test_a_ratio_says_that_it_is_no_percentage(held):
    ratio = row(quarter.last(held), measure=temporary.SHARE, area_code=LUTON)
    assert "MHCLG warns against reading it as a percentage" in ratio["method"]
    assert ratio["unit"] == "per 100 households"


def test_a_suppressed_number_stays_suppressed(store):
    # TA1, 31 December 2025: Cornwall 792 households, in another district "-".
    last = quarter.last(temporary.accommodation(store, ["E06000052", "E06000053"]))
    for measure in (temporary.ELSEWHERE, temporary.SHARE, temporary.ELSEWHERE_RATE):
        found = row(last, measure=measure, area_code="E06000052")
        assert found["status"] == "suppressed"
        assert np.isnan([found["value"], found["lower"], found["numerator"]]).all()
    # Isles of Scilly: no household, so no share of them.
    share = row(last, measure=temporary.SHARE, area_code="E06000053")
    assert share["status"] == "not applicable"


def test_no_share_where_more_are_elsewhere_than_in_accommodation(store):
    # TA1, 31 December 2025, City of London: 33 households, 34 in another district, 1 of those owed
    # a duty with no accommodation secured.
    last = quarter.last(temporary.accommodation(store, ["E09000001"]))
    assert row(last, measure=temporary.SHARE)["status"] == "not applicable"
    assert row(last, measure=temporary.ELSEWHERE)["value"] == 34


def test_a_new_code_of_2025_and_a_merger_of_2023(held):
    # Barnsley is E08000038 in files of June 2025 and later, and one area throughout.
    assert held.loc[held["area_code"] == "E08000016", "period"].nunique() == 31
    merged = quarter.ordered(held[held["area_code"] == "E06000064"])
    assert merged["period"].iloc[0] == "30 June 2023"


def test_regions_are_named(held):
    rows = held[held["area_code"] == EAST]
    assert set(rows["area_name"]) == {"East of England"}
    assert set(rows["area_type"]) == {"region"}


def test_types_around_the_review(store):
    found = temporary.types(store, [LUTON], quarters=["2022-12", "2023-03"])
    # TA1, Luton: nightly paid 127 and 138, bed and breakfast 100 and 120.
    nightly = quarter.ordered(found[found["category"] == temporary.NIGHTLY_PAID])
    beds = quarter.ordered(found[found["category"] == temporary.BED_AND_BREAKFAST])
    assert nightly["value"].tolist() == [127, 138]
    assert beds["value"].tolist() == [100, 120]


def test_lineage_leads_to_the_cells(store, held):
    share = row(quarter.last(held), measure=temporary.SHARE, area_code=LUTON)
    walked = resolve(store, share["lineage"])
    assert walked["value"].astype("float64").tolist() == [93, 932]
    assert (walked["source"] == "mhclg/homelessness-detailed-tables@2025-12").all()


def test_every_authority_in_a_few_seconds(store):
    known = authorities(store)
    everything = temporary.everything(store, [*known.in_use, ENGLAND])
    assert set(everything["area_code"]) == {*known.in_use, ENGLAND}
    limited = everything[everything["lower"].notna()]
    assert (limited["lower"] <= limited["value"]).all()
    assert (limited["value"] <= limited["upper"]).all()
    hidden = everything[everything["status"].isin(["suppressed", "not available"])]
    assert hidden["value"].isna().all()


def test_an_area_without_rows_gives_none(store):
    assert temporary.accommodation(store, ["E10000016"]).empty
    assert isinstance(temporary.types(store, [LUTON], quarters=["1999-03"]), pd.DataFrame)
