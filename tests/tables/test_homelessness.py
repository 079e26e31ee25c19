"""The tables of temporary accommodation add up, and meet what MHCLG published elsewhere."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from evidence.paths import Project
from evidence.tables.schemas.homelessness import TYPES
from evidence.tables.store import Store

LUTON = "E06000032"
ENGLAND = "E92000001"
EXTRACT = Path(__file__).parent / "readers/extracts/extract_homelessness_ta9_luton.csv"

# Every row whose six types miss the total by more than rounding allows: (area, quarter) to types
# less total. There is none; a row that comes to miss it belongs here, as it was printed.
MISSES: dict[tuple[str, str], int] = {}
# Those that are out by more than one household, within the 3 that are allowed.
OUT_BY_MORE_THAN_ONE = {
    ("E06000043", "2020-03"): 2,  # Brighton & Hove, 1,633 households
    ("E07000065", "2019-09"): 2,  # Wealden, 26
    ("E09000009", "2020-09"): 2,  # Ealing, 2,124
    ("E09000009", "2020-12"): 3,  # Ealing, 2,244
    ("E09000023", "2018-06"): 2,  # Lewisham, 2,036
    ("E09000023", "2018-09"): 2,  # Lewisham, 2,047
}


@cache
def long(name: str) -> pd.DataFrame:
    return Store(Project.find()).read(name)


@cache
def wide() -> pd.DataFrame:
    """Values by area and quarter (rows) and measure (columns)."""
    return long("homelessness_ta1").pivot(
        index=["authority_code", "quarter"], columns="measure", values="value"
    )


def test_each_source_is_of_the_quarter_it_is_called_by():
    for name, quarters in (("homelessness_ta1", 31), ("homelessness_ta9", 3)):
        frame = long(name)
        assert (frame["source"].str.rpartition("@")[2] == frame["quarter"]).all()
        assert frame["quarter"].nunique() == quarters


def test_every_authority_of_each_quarter_stands_once():
    frame = long("homelessness_ta1")
    local = frame.loc[frame["authority_code"].str.match("E0[6-9]")]
    counts = local.groupby("quarter")["authority_code"].nunique()
    # England had 326 lower-tier authorities until March 2019, 317, 314 (2020), 309 (2021) and
    # 296 since April 2023.
    assert counts.unique().tolist() == [326, 317, 314, 309, 296]
    assert set(local["authority_code"]) <= set(long("authority_codes")["authority_code"])
    assert frame.groupby("quarter")["authority_code"].nunique().sub(counts).eq(10).all()


def test_the_six_types_add_up_to_the_total():
    out = (wide()[list(TYPES)].sum(axis=1, min_count=len(TYPES)) - wide()["households"]).dropna()
    assert len(out) == wide()["households"].notna().sum() == 9318
    local = out.index.get_level_values("authority_code").str.match("E0[6-9]")
    allowed = pd.Series(local, index=out.index).map({True: 3, False: 20})
    assert out.loc[out.abs() > allowed].to_dict() == MISSES
    assert out.loc[local & (out.abs() > 1)].to_dict() == OUT_BY_MORE_THAN_ONE


def test_rates_are_households_over_the_households_in_the_area():
    rate = wide()["households"] / wide()["households_in_area_thousands"]
    printed = wide()["households_per_1000"]
    # England and regions are printed to the nearest 10, their rates are of the same numbers.
    assert (rate - printed).abs().max() < 0.01
    assert printed.notna().sum() == 9318


@pytest.mark.parametrize(
    ("quarter", "households", "elsewhere"),
    # MHCLG, statutory homelessness, detailed local authority tables, TA1, Luton.
    [("2018-06", 1291, 83), ("2025-03", 1098, 132), ("2025-12", 932, 93)],
)
def test_luton_in_temporary_accommodation(quarter, households, elsewhere):
    row = wide().loc[(LUTON, quarter)]
    assert (row["households"], row["another_district"]) == (households, elsewhere)


def test_shares_in_another_district_at_the_end_of_2025():
    share = wide()["another_district"] / wide()["households"]
    # MHCLG, 31 December 2025: England 32%, Luton 10.0%.
    assert round(100 * share[ENGLAND, "2025-12"]) == 32
    assert round(100 * share[LUTON, "2025-12"], 1) == 10.0


def test_where_households_were_sent_meets_another_reading_of_ta9():
    frame = long("homelessness_ta9")
    held = frame.set_index(["authority_code", "quarter", "measure", "host_region_code"])["value"]
    columns = [
        ("households", "anywhere"),
        ("another_district_per_1000", "anywhere"),
        ("another_district_same_region_share", "anywhere"),
        ("another_district", "anywhere"),
        *(("another_district", f"E1200000{region}") for region in range(1, 10)),
    ]
    with EXTRACT.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert len(rows) == 18
    for month, code, _name, *cells in rows:
        quarter = f"{month[:4]}-{month[4:]}"
        for (measure, host), cell in zip(columns, cells, strict=True):
            assert held[code, quarter, measure, host] == pytest.approx(float(cell), rel=1e-12)


def test_ta9_and_ta1_say_the_same():
    both = ["authority_code", "quarter", "measure"]
    there = long("homelessness_ta9").loc[lambda frame: frame["host_region_code"].eq("anywhere")]
    merged = there.merge(long("homelessness_ta1"), on=both, suffixes=("", "_ta1"))
    assert set(merged["measure"]) == {"households", "another_district"}
    assert len(merged) == 3 * 306 * 2
    assert merged["value"].equals(merged["value_ta1"])
    assert merged["status"].equals(merged["status_ta1"])
