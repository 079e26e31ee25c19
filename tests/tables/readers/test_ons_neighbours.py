import openpyxl
import pytest

from evidence.errors import InputError
from evidence.tables.readers import ons_neighbours


def test_neighbours_of_three_models(extract, meets):
    frame = ons_neighbours.nearest_neighbours(extract("neighbours.xlsx"))
    meets(frame, "nearest_neighbours")
    assert len(frame) == 3 * 3 * 20
    luton = frame.loc[frame["authority_code"].eq("E06000032")].set_index(["model", "rank"])
    first = {model: luton.loc[(model, 1), "neighbour_name"] for model in luton.index.levels[0]}
    assert first == {  # ONS, tables 7a to 7c, Luton
        "global": "Barking and Dagenham",
        "economic": "Coventry",
        "demographic": "Hounslow",
    }
    assert luton.loc[("global", 20), "neighbour_name"] == "Nottingham"
    assert set(luton["source_row"]) == {5}


def test_a_mark_is_missing_and_says_why(extract, meets):
    frame = ons_neighbours.neighbour_features(extract("neighbours.xlsx"))
    meets(frame, "neighbour_features")
    found = frame.set_index(["authority_code", "feature"])
    assert found.loc[("E06000032", "Anxiety (0 to 10 scale)"), "value"] == 2.64
    mark = found.loc[("E09000001", "Anxiety (0 to 10 scale)")]
    assert mark["status"] == "not available"
    assert mark["value"] != mark["value"]
    assert (frame["value"].isna() == frame["status"].ne("published")).all()


def test_a_suppressed_value_and_a_bad_one(extract, tmp_path):
    book = openpyxl.load_workbook(extract("neighbours.xlsx"))
    book["4"]["C5"] = "[c]"
    book.save(tmp_path / "changed.xlsx")
    frame = ons_neighbours.neighbour_features(tmp_path / "changed.xlsx")
    first = frame.loc[frame["authority_code"].eq("E06000032")].iloc[0]
    assert (first["feature"], first["status"]) == ("4g coverage (%)", "suppressed")
    book["4"]["C5"] = "[z]"
    book["4"]["D6"] = None
    book.save(tmp_path / "changed.xlsx")
    with pytest.raises(InputError) as caught:
        ons_neighbours.neighbour_features(tmp_path / "changed.xlsx")
    assert [(item.row, item.column) for item in caught.value.problems] == [
        (5, "4g coverage (%)"),
        (6, "5g coverage (%)"),
    ]
