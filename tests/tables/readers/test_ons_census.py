import pytest
import yaml

from evidence.errors import InputError
from evidence.paths import Project
from evidence.tables.readers import ons_census

CATALOGUE = Project.find().catalogue / "ons"


def options(dataset):
    return yaml.safe_load((CATALOGUE / f"{dataset}.yml").read_text(encoding="utf-8"))["options"]


@pytest.mark.parametrize(
    ("table", "topic", "category", "counts"),
    [  # ONS, Census 2021: Luton 017D, and the sum of Luton's LSOAs
        ("ts007a", "age", "Aged 85 years and over", (7, 3_596)),
        ("ts037", "general-health", "Bad health", (57, 8_157)),
        ("ts038", "disability", "Disabled under the Equality Act", (186, 30_946)),
        ("ts039", "unpaid-care", "Provides 50 or more hours unpaid care a week", (25, 4_875)),
        ("ts040", "disabled-people-in-household", "Total", (484, 78_946)),
    ],
)
def test_wide_tables(extract, meets, table, topic, category, counts):  # noqa: PLR0917
    lsoa, authority = counts
    small = ons_census.wide(extract(f"census_{table}_lsoa.csv"), **options(f"census2021-{topic}"))
    meets(small, "census2021_lsoa_luton")
    found = small.loc[small["lsoa_code"].eq("E01015705") & small["category"].eq(category)]
    assert found["count"].tolist() == [lsoa]
    large = ons_census.authorities(
        extract(f"census_{table}_authorities.csv"),
        **options(f"census2021-{topic}-authorities"),
    )
    meets(large, "census2021_authorities")
    assert set(large["authority_code"]) == {"E06000032"}  # Cardiff stands in the extract too
    assert large.loc[large["category"].eq(category), "count"].tolist() == [authority]
    assert found["source_column"].item().startswith(options(f"census2021-{topic}")["opening"])


@pytest.mark.parametrize(
    ("file", "dataset", "category", "expected"),
    [  # ONS, Census 2021, Luton 001A
        ("accommodation_type", "accommodation-type", "Detached", (351, 606)),
        ("ethnicity", "ethnic-group", "White", (926, 1407)),
        ("household_deprivation", "household-deprivation", "Household is deprived in four "
         "dimensions", (1, 606)),
        ("overcrowding", "occupancy", "-2 or less (overcrowded)", (1, 605)),
        ("tenure", "tenure", "Owned: Owns outright", (255, 605)),
    ],
)  # fmt: skip
def test_long_tables(extract, meets, file, dataset, category, expected):  # noqa: PLR0917
    frame = ons_census.long(extract(f"census_{file}.csv"), **options(f"census2021-{dataset}"))
    meets(frame, "census2021_lsoa_luton")
    counts = frame.loc[frame["lsoa_code"].eq("E01015706")].set_index("category")["count"]
    assert (counts[category], counts["Total"]) == expected


def test_residents_and_households(extract, meets):
    frame = ons_census.residents_households(extract("census_residents_households.csv"))
    meets(frame, "census2021_lsoa_luton")
    counts = frame.loc[frame["lsoa_code"].eq("E01015706")].set_index("topic")["count"]
    assert counts.to_dict() == {"residents": 1407, "households": 606}


def test_a_total_that_is_not_the_sum_is_a_problem(extract, rewritten):
    path = rewritten(extract("census_ethnicity.csv"), "White,926", "White,927")
    with pytest.raises(InputError, match="1407 is not the sum of the categories, 1408"):
        ons_census.long(path, **options("census2021-ethnic-group"))


@pytest.mark.parametrize(("old", "new"), [("White,926", "White,c"), ("White,926", "White,-926")])
def test_a_count_that_is_none_is_a_problem(extract, rewritten, old, new):
    path = rewritten(extract("census_ethnicity.csv"), old, new)
    with pytest.raises(InputError) as caught:
        ons_census.long(path, **options("census2021-ethnic-group"))
    assert [item.column for item in caught.value.problems] == ["n"]


def test_a_category_that_is_not_declared_is_refused(extract):
    declared = options("census2021-general-health")
    fewer = {**declared, "categories": declared["categories"][:-1]}
    with pytest.raises(InputError, match=r"General health: Very bad health.*not known"):
        ons_census.wide(extract("census_ts037_lsoa.csv"), **fewer)
