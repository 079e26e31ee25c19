import openpyxl
import pytest

from evidence.errors import InputError
from evidence.tables.readers import mhclg, mhclg_earlier, raw

# Expected values are typed from the files that the ministry published, or the named copies.


def row(frame, lsoa):
    (found,) = frame.loc[frame["lsoa_code"].eq(lsoa)].to_dict("records")
    return found


def test_file_1_of_2019(extract, meets):
    frame = mhclg.iod2019_index(extract("iod2019_file_1.xlsx"))
    meets(frame, "iod2019_index")
    assert row(frame, "E01000001") == {  # File 1, row 2
        "lsoa_code": "E01000001",
        "lsoa_name": "City of London 001A",
        "authority_code": "E09000001",
        "authority_name": "City of London",
        "imd_rank": 29199,
        "imd_decile": 9,
        "source_row": 2,
    }
    assert frame.attrs["source_columns"]["imd_rank"] == "Index of Multiple Deprivation (IMD) Rank"


def test_file_2_of_2019(extract, meets):
    frame = mhclg.iod2019_domains(extract("iod2019_file_2.csv"))
    meets(frame, "iod2019_domains")
    found = row(frame, "E01015705")  # Luton 017D
    assert [found[f"{name}_rank"] for name in ("income", "health", "barriers")] == [
        *(5365, 10305, 2552)
    ]
    assert found["barriers_decile"] == 1
    assert found["living_environment_rank"] == 6546


def test_file_3_of_2019_holds_whole_numbers_with_decimals(extract, meets):
    frame = mhclg.iod2019_supplementary(extract("iod2019_file_3.csv"))
    meets(frame, "iod2019_supplementary")
    found = row(frame, "E01015705")  # printed 6805.00, 3.00, 471.00, 1.00
    assert (found["idaci_rank"], found["idaci_decile"]) == (6805, 3)
    assert (found["idaopi_rank"], found["idaopi_decile"]) == (471, 1)


def test_file_6_of_2019(extract, meets):
    frame = mhclg.iod2019_denominators(extract("iod2019_file_6.csv"))
    meets(frame, "iod2019_denominators")
    found = row(frame, "E01015705")
    assert [value for name, value in found.items() if name.startswith("population")] == [
        *(1945, 598, 1248, 99, 1215)
    ]


def test_file_9_of_2019(extract, meets):
    frame = mhclg.iod2019_transformed(extract("iod2019_file_9.csv"))
    meets(frame, "iod2019_transformed")
    found = row(frame, "E01000001")
    assert found["income_transformed"] == 0.010
    assert found["living_environment_transformed"] == 32.163


def test_scores_of_2019_come_from_a_gzipped_copy(extract, meets):
    frame = mhclg.iod2019_scores(extract("iod2019_england.csv.gz"))
    meets(frame, "iod2019_scores")
    assert row(frame, "E01015705")["imd_score"] == 34.769


def test_files_1_and_3_of_2025_spell_their_headings_differently(extract, meets):
    index = mhclg.iod2025_index(extract("iod2025_file_1.xlsx"))
    meets(index, "iod2025_index")
    assert (row(index, "E01015705")["imd_rank"], row(index, "E01015705")["imd_decile"]) == (1194, 1)
    supplementary = mhclg.iod2025_supplementary(extract("iod2025_file_3.xlsx"))
    meets(supplementary, "iod2025_supplementary")
    assert row(supplementary, "E01015705")["idaci_rank"] == 191
    assert row(supplementary, "E01015705")["idaopi_rank"] == 928


def test_scores_of_2025(extract, meets):
    frame = mhclg.iod2025_scores(extract("iod2025_england.csv.gz"))
    meets(frame, "iod2025_scores")
    found = row(frame, "E01015705")
    assert (found["imd_score"], found["income_score"], found["crime_score"]) == (
        *(58.185, 0.681, 1.065),
    )
    assert found["population_mid2022"] == 1680


def test_denominators_of_2025_for_one_authority(extract, meets):
    frame = mhclg.iod2025_luton(extract("iod2025_luton.csv"))
    meets(frame, "iod2025_luton")
    found = row(frame, "E01015705")
    assert (found["population"], found["idaci_score"], found["idaopi_score"]) == (
        *(1680, 0.934, 0.623),
    )


def test_earlier_releases(extract, meets):
    frame = mhclg_earlier.imd_2015(extract("imd2015.csv"))
    meets(frame, "imd_2015_luton")
    found = row(frame, "E01015705")
    assert (found["release"], found["imd_score"], found["imd_rank"]) == (2015, 38.703, 4893)
    earlier = mhclg_earlier.imd_earlier(extract("imd_earlier.csv"))
    meets(earlier, "imd_earlier_luton")
    ranks = earlier.loc[earlier["lsoa_code"].eq("E01015705")].set_index("release")["imd_rank"]
    assert ranks.to_dict() == {2004: 8955, 2007: 7748, 2010: 6416}


def test_a_heading_that_changed_is_not_guessed(extract, rewritten):
    path = rewritten(extract("iod2019_file_2.csv"), "Crime Rank", "Crime Ranking")
    with pytest.raises(InputError) as caught:
        mhclg.iod2019_domains(path)
    assert {item.column for item in caught.value.problems} == {
        "Crime Rank (where 1 is most deprived)",
        "Crime Ranking (where 1 is most deprived)",
    }


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("E01015705,", "E01015693,", None),  # stands twice
        ("E01015705,", "=HYPERLINK,", "LSOA code (2011)"),
        ("1945.00", "-1945", "Total population: mid 2015 (excluding prisoners)"),
        ("1945.00", "", "Total population: mid 2015 (excluding prisoners)"),
        ("1945.00", "1945.5", "Total population: mid 2015 (excluding prisoners)"),
    ],
)
def test_a_bad_value_is_named_by_its_row(extract, rewritten, old, new, column):
    path = rewritten(extract("iod2019_file_6.csv"), old, new)
    with pytest.raises(InputError) as caught:
        mhclg.iod2019_denominators(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column) == (path.name, 4, column)


def test_a_rank_beyond_the_number_of_areas_in_a_workbook_is_refused(extract, tmp_path):
    book = openpyxl.load_workbook(extract("iod2019_file_1.xlsx"))
    book["IMD2019"]["E3"] = 32845
    book["IMD2019"]["F4"] = "two"
    book.save(tmp_path / "changed.xlsx")
    with pytest.raises(InputError) as caught:
        mhclg.iod2019_index(tmp_path / "changed.xlsx")
    assert [(item.row, item.column) for item in caught.value.problems] == [
        (3, "Index of Multiple Deprivation (IMD) Rank"),
        (4, "Index of Multiple Deprivation (IMD) Decile"),
    ]


def test_the_copy_of_2019_repeats_the_official_ranks_and_deciles(extract):
    copy = raw.open_csv(extract("iod2019_england.csv.gz")).cells.set_index("lsoa11_code")
    official = (
        mhclg.iod2019_index(extract("iod2019_file_1.xlsx")),
        mhclg.iod2019_domains(extract("iod2019_file_2.csv")),
        mhclg.iod2019_supplementary(extract("iod2019_file_3.csv")),
    )
    for frame in official:
        held = frame.set_index("lsoa_code")
        names = [name for name in held if name.endswith(("_rank", "_decile"))]
        assert (copy.loc[held.index, names].astype("int64") == held[names]).all(axis=None)
