import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.errors import InputError
from evidence.tables.readers import ons_population

LUTON = "E06000032"


def changed(path, tmp_path, change):
    frame = change(pq.read_table(path).to_pandas())
    copy = tmp_path / path.name
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), copy)
    return copy


def test_rebased_estimates_add_up_ninety_and_over(extract, meets):
    frame = ons_population.mid_year_estimates(extract("mid_year_estimates.parquet"))
    meets(frame, "mid_year_estimates")
    assert set(frame["authority_code"]) == {LUTON}  # an ICB stands in the extract too
    assert set(frame["year"]) == {2001, 2023}  # and the year 2000
    last = frame.loc[frame["year"].eq(2023)].set_index(["sex", "age"])
    assert last.loc[("male", 0), "population"] == 1770
    assert last.loc[("female", 90), "population"] == 824  # the records of 90 to 100 together
    oldest = last.loc[("female", 90)]
    assert oldest["source_row_last"] - oldest["source_row"] == 10
    assert oldest["source_column"] == "f"
    assert last.loc[("female", 89), "source_row"] == last.loc[("female", 89), "source_row_last"]
    assert last["population"].sum() == 231_028  # ONS, mid-2023, Luton


def test_projections_of_2018(extract, meets):
    frame = ons_population.projections_2018(extract("projections_2018.parquet"))
    meets(frame, "projections_2018")
    by_year = frame.groupby("year")["population"].sum()
    assert by_year.to_dict() == {2018: 214_112, 2035: 202_807}  # the round's Luton totals
    oldest = frame.loc[frame["year"].eq(2035) & frame["age"].eq(90)].set_index("sex")
    assert oldest["population"].to_dict() == {"female": 1202, "male": 820}


def test_another_variant_than_the_principal_is_refused(extract, tmp_path):
    path = changed(
        extract("projections_2018.parquet"), tmp_path, lambda frame: frame.assign(variant="v2")
    )
    with pytest.raises(InputError, match="'v2' is not the principal projection"):
        ons_population.projections_2018(path)


def test_ages_that_are_shuffled_cannot_be_added_up_by_rows(extract, tmp_path):
    path = changed(
        extract("mid_year_estimates.parquet"),
        tmp_path,
        lambda frame: frame.sort_values(["age", "year"]),
    )
    with pytest.raises(InputError, match="do not stand together"):
        ons_population.mid_year_estimates(path)


def test_first_published_estimates(extract, meets):
    frame = ons_population.mid_year_estimates_first_published(extract("first_published.parquet"))
    meets(frame, "mid_year_estimates_first_published")
    assert set(frame["sex"]) == {"female", "male"}
    assert frame["population"].sum() == 213_052  # ONS, mid-2019 as first published, Luton
    assert set(frame["authority_code"]) == {LUTON}  # Scotland and footnotes stand in the extract


def test_persons_that_are_not_the_sum_are_a_problem_of_their_row(extract, tmp_path):
    def lose_some(frame):
        place = frame.index[frame["code"].eq(LUTON) & frame["sex"].eq("persons")][3]
        frame.loc[place, "population"] -= 2
        return frame

    path = changed(extract("first_published.parquet"), tmp_path, lose_some)
    with pytest.raises(InputError) as caught:
        ons_population.mid_year_estimates_first_published(path)
    (problem,) = caught.value.problems
    assert problem.column == "population"
    assert problem.message == "persons are -2 against women and men together"


def test_a_population_under_a_code_that_is_none_is_refused(extract, tmp_path):
    def mar(frame):
        frame.loc[frame["code"].eq(LUTON), "code"] = "Luton"
        return frame

    path = changed(extract("first_published.parquet"), tmp_path, mar)
    with pytest.raises(InputError) as caught:
        ons_population.mid_year_estimates_first_published(path)
    assert len(caught.value.problems) == 3 * 91
    assert {item.column for item in caught.value.problems} == {"code"}


def test_nomis_codes_of_sex_and_age(extract, meets):
    frame = ons_population.mid_2011_estimates(extract("mid_2011.tsv"))
    meets(frame, "mid_2011_estimates")
    by_sex = frame.groupby("sex")["population"].sum()
    assert by_sex.to_dict() == {"male": 102_318, "female": 101_323}  # ONS, mid-2011, Luton
    youngest = frame.loc[frame["sex"].eq("male") & frame["age"].eq(0)]
    assert youngest["population"].tolist() == [1771]
    assert set(frame["authority_code"]) == {LUTON}  # Cardiff stands in the extract too


def test_people_by_small_area(extract, meets):
    wide = ons_population.lsoa21_population(extract("lsoa21_population.csv"))
    meets(wide, "lsoa21_population_luton")
    found = wide.set_index(["lsoa_code", "year"]).loc[("E01015705", 2022)]
    assert (found["population"], found["area_km2"]) == (1680, 0.1421)
    assert found["source_column"] == "mid2022_population"
    ages = ons_population.lsoa11_population(extract("lsoa11_population.csv"))
    meets(ages, "lsoa11_population_luton")
    oldest = ages.loc[ages["age"].eq(90)].set_index("year")["population"]
    assert oldest.to_dict() == {2017: 7, 2020: 8}
    sexes = ons_population.lsoa11_population_sex(extract("lsoa11_population_sex.csv"))
    meets(sexes, "lsoa11_population_sex_luton")
    assert sexes.loc[sexes["age"].eq(90) & sexes["sex"].eq("female"), "population"].item() == 4


def test_projections_of_2022_name_their_variant(extract, meets):
    frame = ons_population.projections_2022(
        extract("projections_2022.csv"), variant="migration category"
    )
    meets(frame, "projections_2022_luton")
    assert set(frame["variant"]) == {"migration category"}
    assert frame["population"].sum() == pytest.approx(236_102.156, abs=1e-6)  # 2025, the copy
    assert frame.loc[frame["age"].eq(90) & frame["sex"].eq("female"), "population"].item() == (
        897.097
    )


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("E06000032,Luton,2025,male,0,", "E06000032,Luton,2025,persons,0,", "sex"),
        ("E06000032,Luton,2025,male,0,", "E06000032,Luton,2025,male,91,", "age"),
        ("1615.225", "-1615.225", "population"),
        ("E06000032,Luton,2025,male,0,", "E06000032,Luton,2025,male,1,", None),
    ],
)
def test_a_bad_projection_is_refused(extract, rewritten, old, new, column):
    path = rewritten(extract("projections_2022.csv"), old, new)
    with pytest.raises(InputError) as caught:
        ons_population.projections_2022(path, variant="x")
    assert [item.column for item in caught.value.problems] == [column]


def test_frames_of_whole_numbers_are_compact(extract):
    frame = ons_population.mid_year_estimates(extract("mid_year_estimates.parquet"))
    assert frame.dtypes[["year", "age", "population", "source_row"]].astype(str).tolist() == [
        *("int16", "int16", "int32", "int32")
    ]
    assert isinstance(frame["sex"].dtype, pd.StringDtype)
