"""The committed tables hold what was published: totals, ranks and counts from outside the code."""

from functools import cache

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from evidence.paths import Project
from evidence.tables.schemas import ROWS, SCHEMAS

PROJECT = Project.find()
LUTON = "E06000032"
ENGLAND = "E92000001"
LOWER_TIER = ("E06", "E07", "E08", "E09")


@cache
def table(name: str) -> pd.DataFrame:
    return pq.read_table(PROJECT.tables / f"{name}.parquet", partitioning=None).to_pandas()


@cache
def totals(name: str) -> pd.DataFrame:
    """People by area (rows) and year (columns)."""
    return table(name).groupby(["authority_code", "year"])["population"].sum().unstack()


def lower_tier(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.loc[frame.index.str[:3].isin(LOWER_TIER)]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_every_table_is_there_and_whole(name):
    held = pq.read_metadata(PROJECT.tables / f"{name}.parquet")
    assert held.num_rows == ROWS[name]
    assert list(SCHEMAS[name].columns) == held.schema.to_arrow_schema().names


def test_there_is_no_table_without_a_schema():
    # Where nobody has added a study's rates, study_rates has a schema and is not there.
    there = {path.stem for path in PROJECT.tables.glob("*.parquet")}
    assert set(SCHEMAS) - there <= {"study_rates"}
    assert there <= set(SCHEMAS)


def test_the_tables_stay_small_enough_to_commit():
    assert sum(path.stat().st_size for path in PROJECT.tables.glob("*.parquet")) < 22e6


# Deprivation


def test_average_scores_of_2019_meet_file_10():
    scores = table("iod2019_scores").merge(
        table("iod2019_denominators")[["lsoa_code", "population"]], on="lsoa_code"
    )
    scores["weighted"] = scores["imd_score"] * scores["population"]
    sums = scores.groupby("authority_code")[["weighted", "population"]].sum()
    summaries = table("iod2019_authorities")
    printed = summaries.loc[summaries["domain"].eq("imd")].set_index("authority_code")
    assert len(printed) == 317
    off = (sums["weighted"] / sums["population"] - printed["average_score"]).abs()
    assert off.max() <= 0.0006  # scores and averages are printed to three decimals
    # MHCLG, IoD2019 File 10, Luton.
    assert printed.loc[LUTON, "average_score"] == 25.908
    assert printed.loc[LUTON, "average_rank"] == 20864.04
    assert printed.loc[LUTON, "local_concentration"] == 29512.26


def test_scores_of_2019_stand_in_the_order_of_the_official_ranks():
    merged = table("iod2019_scores").merge(table("iod2019_index"), on="lsoa_code")
    assert merged.sort_values("imd_rank")["imd_score"].is_monotonic_decreasing


def test_scores_and_ranks_of_2025_fit_the_official_ranks():
    scores = table("iod2025_scores")
    merged = scores.merge(table("iod2025_index")[["lsoa_code", "imd_rank"]], on="lsoa_code")
    assert len(merged) == 33_755
    assert merged.sort_values("imd_rank")["imd_score"].is_monotonic_decreasing
    # MHCLG, IoD2025 technical report: domain ranks are transformed exponentially and weighted.
    weights = {
        "income": 0.225,
        "employment": 0.225,
        "education": 0.135,
        "health": 0.135,
        "crime": 0.093,
        "barriers": 0.093,
        "living_environment": 0.093,
    }
    count = len(merged)
    rebuilt = np.zeros(count)
    for domain, weight in weights.items():
        assert merged.sort_values(f"{domain}_rank")[f"{domain}_score"].is_monotonic_decreasing
        share = (count + 1 - merged[f"{domain}_rank"]) / count
        rebuilt += weight * -23 * np.log(1 - share * (1 - np.exp(-100 / 23)))
    assert (rebuilt - merged["imd_score"]).abs().max() < 0.001


@pytest.mark.parametrize(("release", "count"), [("2019", 32_844), ("2025", 33_755)])
def test_official_ranks_run_from_one_and_deciles_follow(release, count):
    ranks = table(f"iod{release}_index")["imd_rank"]
    assert (ranks.min(), ranks.max()) == (1, count)
    assert (ranks.rank(method="min") == ranks).all()  # 2019 has two areas of rank 2,852
    tenths = table(f"iod{release}_index").groupby("imd_decile")["imd_rank"].agg(["min", "max"])
    assert (tenths["min"].to_numpy()[1:] == tenths["max"].to_numpy()[:-1] + 1).all()


def deciles(release: str) -> dict[int, int]:
    frame = table(f"iod{release}_index")
    local = frame.loc[frame["authority_code"].eq(LUTON), "imd_decile"]
    return local.value_counts().sort_index().to_dict()


def test_luton_s_small_areas_by_decile():
    # MHCLG, File 1 of each release, counted for Luton; no area is in decile 10.
    assert deciles("2019") == dict(zip(range(1, 10), [4, 29, 18, 18, 21, 7, 9, 10, 5], strict=True))
    assert deciles("2025") == dict(
        zip(range(1, 10), [17, 27, 20, 18, 12, 7, 6, 14, 4], strict=True)
    )


def test_the_most_deprived_tenth_of_2019_lies_where_the_statement_says():
    wards = table("iod2019_index").merge(
        table("lsoa11_ward19")[["lsoa_code", "ward_name"]], on="lsoa_code"
    )
    first = wards.loc[wards["authority_code"].eq(LUTON) & wards["imd_decile"].eq(1)]
    # Market Position Statement, slide 13: "Farley, Northwell and South".
    assert set(first["ward_name"]) == {"Farley", "Northwell", "South"}


def test_denominators_of_2025_are_the_estimates_of_mid_2022_where_no_prison_is():
    local = table("iod2025_luton").merge(table("iod2025_scores"), on="lsoa_code")
    assert len(local) == 125
    assert (local["population"] == local["population_mid2022"]).all()
    assert (
        table("iod2025_scores")["population_mid2022"].sum()
        == (totals("mid_year_estimates").loc[ENGLAND, 2022])
    )


# Geography


@pytest.mark.parametrize(
    ("lookup", "areas", "luton", "wards"),
    [("lsoa11_ward19", 317, 121, 19), ("lsoa21_ward24", 296, 125, 20)],
)
def test_small_areas_and_wards(lookup, areas, luton, wards):
    frame = table(lookup)
    assert frame["authority_code"].nunique() == areas
    local = frame.loc[frame["authority_code"].eq(LUTON)]
    assert (len(local), local["ward_code"].nunique()) == (luton, wards)


def test_luton_s_small_areas_that_changed():
    # ONS, exact-fit lookup: 118 unchanged, 3 split into 7.
    frame = table("lsoa11_lsoa21")
    local = frame.loc[frame["authority_code"].eq(LUTON)]
    assert local["change"].value_counts().to_dict() == {"U": 118, "S": 7}
    assert local.loc[local["change"].eq("S"), "lsoa11_code"].nunique() == 3


@pytest.mark.parametrize("lookup", ["lsoa11_ward19", "lsoa21_ward24", "lsoa11_lsoa21"])
def test_authority_codes_hold_those_of_the_official_lookups(lookup):
    official = table(lookup)[["authority_code", "authority_name"]].drop_duplicates()
    both = official.merge(
        table("authority_codes")[["authority_code", "authority_name"]],
        on="authority_code",
        suffixes=("", "_held"),
    )
    assert len(both) == len(official)
    assert (both["authority_name"] == both["authority_name_held"]).all()


def test_current_authorities_are_those_of_2024_but_two():
    codes = table("authority_codes")
    english = codes["authority_code"].str[:3].isin(LOWER_TIER) & codes["is_current"]
    # Barnsley and Sheffield have new codes since 2025.
    assert set(codes.loc[english, "authority_code"]) ^ set(table("regions")["authority_code"]) == {
        *("E08000016", "E08000019", "E08000038", "E08000039")
    }
    assert set(table("regions")["authority_code"]) == set(table("lsoa21_ward24")["authority_code"])


def test_regions_add_up_to_their_published_population():
    people = totals("mid_year_estimates_first_published")[2020].dropna()
    codes = table("authority_codes").set_index("authority_code")["current_code"]
    recoded = {"E08000038": "E08000016", "E08000039": "E08000019"}
    areas = lower_tier(people.to_frame("people"))
    areas = areas.assign(now=codes.reindex(areas.index).replace(recoded))
    regions = table("regions").set_index("authority_code")["region_code"]
    sums = areas.groupby(regions.reindex(areas["now"]).to_numpy())["people"].sum()
    published = people.loc[people.index.str.startswith("E12")]
    assert sums.to_dict() == published.to_dict()
    assert published["E12000006"] == 6_269_161  # ONS, mid-2020, East


@pytest.mark.parametrize(
    ("boundary", "lookup", "code"),
    [
        ("boundary_ward13_luton", "lsoa11_ward19", "ward_code"),
        ("boundary_ward25_luton", "lsoa21_ward24", "ward_code"),
        ("boundary_lsoa11_luton", "lsoa11_ward19", "lsoa_code"),
        ("boundary_lsoa21_luton", "lsoa21_ward24", "lsoa_code"),
    ],
)
def test_luton_s_boundaries_are_whole(boundary, lookup, code):
    shapes = shapes_of(boundary)
    frame = table(lookup)
    assert set(table(boundary)["area_code"]) == set(
        frame.loc[frame["authority_code"].eq(LUTON), code]
    )
    # Market Position Statement, slide 13: "an area of 4,336 hectares".
    assert shapes.area.sum() / 1e4 == pytest.approx(4336, rel=0.001)


@pytest.mark.parametrize(
    ("boundary", "lookup", "code"),
    [
        ("boundary_authority24", "lsoa21_ward24", "authority_code"),
        ("boundary_lsoa11", "lsoa11_ward19", "lsoa_code"),
        ("boundary_lsoa21", "lsoa21_ward24", "lsoa_code"),
    ],
)
def test_england_s_coarse_boundaries_are_whole(boundary, lookup, code):
    assert set(table(boundary)["area_code"]) == set(table(lookup)[code])
    # ONS: England covers about 130,300 square kilometres.
    assert shapes_of(boundary).area.sum() / 1e6 == pytest.approx(130_300, rel=0.01)


def shapes_of(name: str):
    import geopandas

    return geopandas.GeoSeries.from_wkb(table(name)["geometry"], crs="EPSG:4326").to_crs(27700)


def test_luton_s_nearest_neighbours():
    frame = table("nearest_neighbours")
    local = frame.loc[frame["authority_code"].eq(LUTON) & frame["model"].eq("global")]
    # ONS, table 7a, row of Luton.
    assert local.sort_values("rank")["neighbour_name"].tolist()[:5] == [
        *("Barking and Dagenham", "Wolverhampton", "Birmingham", "Leicester", "Coventry")
    ]


# Population


def test_first_published_estimates():
    people = totals("mid_year_estimates_first_published")
    # ONS, mid-2015 to mid-2020 as first published, Luton.
    assert people.loc[LUTON].tolist() == [214_710, 216_791, 214_658, 214_109, 213_052, 213_528]
    assert people.loc[ENGLAND, 2019] == 56_286_961  # ONS, mid-2019
    assert people.loc[ENGLAND, 2020] == 56_550_138  # ONS, mid-2020
    assert (lower_tier(people).sum() == people.loc[ENGLAND]).all()


def test_rebased_estimates():
    people = totals("mid_year_estimates")
    assert people.loc[LUTON, [2020, 2023]].tolist() == [224_134, 231_028]  # ONS, rebased
    assert round(people.loc[ENGLAND, 2023], -2) == 57_690_300  # ONS, mid-2023
    assert (lower_tier(people).sum() - people.loc[ENGLAND]).abs().max() < 100
    assert set(people.columns) == set(range(2001, 2024))


def test_mid_2011_as_nomis_delivers_it():
    frame = table("mid_2011_estimates")
    assert frame.loc[frame["authority_code"].eq(LUTON), "population"].sum() == 203_641  # ONS
    assert frame["authority_code"].nunique() == 326


def test_small_areas_add_up_to_the_authority_of_their_own_series():
    rebased = table("lsoa21_population_luton").groupby("year")["population"].sum()
    off = rebased - totals("mid_year_estimates").loc[LUTON, list(rebased.index)]
    assert off.abs().max() <= 5
    estimates = table("mid_year_estimates_first_published")
    local = estimates.loc[estimates["authority_code"].eq(LUTON)]
    for name, key in (
        ("lsoa11_population_luton", ["year", "age"]),
        ("lsoa11_population_sex_luton", ["year", "sex", "age"]),
    ):
        sums = table(name).groupby(key)["population"].sum()
        assert (sums == local.groupby(key)["population"].sum().reindex(sums.index)).all()


def test_projections_of_2018():
    people = totals("projections_2018")
    assert people.loc[LUTON, [2020, 2035]].tolist() == [213_102, 202_807]
    # The round begins at the first-published estimate of mid-2018.
    assert people.loc[ENGLAND, 2018] == 55_977_178
    assert (lower_tier(people).sum() - people.loc[ENGLAND]).abs().max() < 200
    frame = table("projections_2018")
    older = frame.loc[frame["authority_code"].eq(ENGLAND) & frame["age"].ge(65)]
    share = 100 * older.groupby("year")["population"].sum() / people.loc[ENGLAND]
    # ONS, Subnational population projections for England: 2018-based, section 2.
    assert share.loc[[2018, 2028]].round(1).tolist() == [18.2, 20.7]


def test_projections_of_2022():
    people = totals("projections_2022_luton").loc[LUTON]
    # The statement of the transcription: migration category variant, Luton.
    assert people.loc[[2025, 2035, 2047]].round().tolist() == [236_102, 236_799, 241_825]


# Census 2021

PEOPLE = ["age", "disability", "ethnic_group", "general_health", "residents"]
HOUSEHOLDS = [
    *("accommodation_type", "disabled_people_in_household", "household_deprivation"),
    *("households", "occupancy", "tenure"),
]


@cache
def census(name: str) -> pd.DataFrame:
    return table(name).groupby(["topic", "category"])["count"].sum()


@pytest.mark.parametrize("topic", [*PEOPLE, *HOUSEHOLDS])
def test_census_topics_add_up_to_the_published_total(topic):
    published = 225_300 if topic in PEOPLE else 78_900  # ONS, Census 2021 first results, Luton
    assert census("census2021_lsoa_luton")[(topic, "Total")] == pytest.approx(published, abs=100)


def test_unpaid_care_counts_residents_aged_five_and_over():
    counts = census("census2021_lsoa_luton")
    aged_five = counts[("age", "Total")] - counts[("age", "Aged 4 years and under")]
    assert counts[("unpaid_care", "Total")] == pytest.approx(aged_five, abs=100)


def test_authorities_are_the_sums_of_their_small_areas():
    large = table("census2021_authorities")
    assert large["authority_code"].nunique() == 296
    local = large.loc[large["authority_code"].eq(LUTON)].set_index(["topic", "category"])["count"]
    assert (census("census2021_lsoa_luton").reindex(local.index) == local).all()
    people = census("census2021_authorities")
    for topic in ("age", "disability", "general_health"):
        # ONS, Census 2021 first results, England.
        assert people[(topic, "Total")] == pytest.approx(56_489_800, abs=500)


# Need, care and money


def test_outcomes_of_councils_and_regions_meet_england():
    outcomes = table("ascof")
    rows = outcomes.loc[outcomes["year"].eq("2024-25") & outcomes["status"].eq("published")]
    for measure in ("2a", "2b", "2c", "2e(1)", "2e(2a)", "2e(2b)", "3d(1a)", "3d(2a)"):
        parts = rows.loc[rows["measure"].eq(measure)].pivot(
            index="area_code", columns="statistic", values="value"
        )
        england = parts.loc[ENGLAND, "numerator"]
        regions = parts.loc[parts.index.str.startswith("E12"), "numerator"].sum()
        # DHSC rounds England and regions to 5; councils are exact and a few are not printed.
        assert abs(regions - england) <= 25, measure
        councils = parts.loc[~parts.index.str.startswith(("E12", "E92")), "numerator"]
        assert abs(councils.sum() - england) <= 10, measure
        scale = 100_000 if measure in ("2b", "2c") else 100
        printed = parts.loc[councils.index].dropna()
        worked = printed["numerator"] / printed["denominator"] * scale
        assert (worked - printed["outcome"]).abs().max() <= 0.0501, measure


def test_outcomes_of_luton_in_2024_25():
    held = table("ascof").set_index(["measure", "area_code", "year", "statistic"])["value"]
    # DHSC, ASCOF 2024-25, tables 2b, 2c, 2e(1) and 2e(2a).
    expected = {"2b": (14, 149_617, 9.4), "2c": (40, 27_193, 147.1)}
    expected |= {"2e(1)": (404, 535, 75.5), "2e(2a)": (1133, 1615, 70.2)}
    for measure, values in expected.items():
        for statistic, value in zip(("numerator", "denominator", "outcome"), values, strict=True):
            assert held[(measure, LUTON, "2024-25", statistic)] == value


def test_every_measure_has_a_title():
    assert set(table("ascof")["measure"]) == set(table("ascof_titles")["measure"])


def test_unit_costs_are_cost_over_weeks():
    costs = table("unit_costs_2014")
    keys = ["area_code", "support_type", "age_group", "support_reason", "service", "provision"]
    wide = costs.pivot(index=keys, columns="statistic", values="value").dropna()
    worked = wide["numerator"] * 1000 / wide["denominator"]
    assert len(wide) == 126
    assert (worked - wide["unit_cost"]).abs().max() < 0.01


def test_recorded_dementia_is_the_rate_of_the_expected():
    held = table("dementia_diagnosis")
    worked = 100 * held["diagnosed"] / held["expected"]
    assert (worked - held["rate_percent"]).abs().max() < 0.06  # expected people are rounded
    assert held.set_index("area_code").loc[ENGLAND, "rate_percent"] == 66.3


def test_two_copies_of_cfas_agree():
    rates = table("prevalence_rates")
    cfas = table("cfas2_rates")
    cfas = cfas.assign(age_from=cfas["age_band"].str[:2].astype("int16"))
    both = rates.loc[rates["study"].str.startswith("CFAS II")].merge(cfas, on=["sex", "age_from"])
    assert len(both) == len(cfas)
    assert np.allclose(both["rate_percent"], both["prevalence"] * 100, rtol=0, atol=1e-9)
    assert both["standing"].eq("verified").all()


def test_months_of_cpih_average_to_its_years_and_quarters():
    held = table("cpih").set_index("period")
    months = held.loc[held["frequency"].eq("month"), "cpih"]
    names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    quarter = {name: f"Q{place // 3 + 1}" for place, name in enumerate(names)}
    for of, size in (
        (months.index.str[:4], 12),
        (months.index.str[:5] + months.index.str[5:].map(quarter), 3),
    ):
        grouped = months.groupby(of).agg(["mean", "size"])
        whole = grouped.loc[grouped["size"].eq(size), "mean"]
        # Months, quarters and years are each rounded to 0.1 from an unrounded index.
        assert (whole - held.loc[whole.index, "cpih"]).abs().max() <= 0.1
        assert len(whole) >= 37


def test_deflators_grow_as_printed():
    held = table("gdp_deflators").sort_values("financial_year")
    known = held.loc[held["kind"].eq("outturn")]
    grown = (known["deflator"] / known["deflator"].shift() - 1) * 100
    assert (grown - known["change_percent"]).abs().max() < 0.03  # index to 0.001 of about 4
    assert list(held.loc[held["kind"].eq("forecast"), "financial_year"]) == [
        "2023-24",
        "2024-25",
        "2025-26",
        "2026-27",
        "2027-28",
        "2028-29",
    ]
