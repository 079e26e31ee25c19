import openpyxl
import pytest

from evidence.errors import InputError
from evidence.tables.readers.mhclg_summaries import iod2019_authorities


def test_every_sheet_of_file_10(extract, meets):
    frame = iod2019_authorities(extract("iod2019_file_10.xlsx"))
    meets(frame, "iod2019_authorities")
    assert len(frame) == 2 * 10
    luton = frame.loc[frame["authority_code"].eq("E06000032")].set_index("domain")
    imd = luton.loc["imd"]  # File 10, sheet IMD, Luton
    assert (imd["average_rank"], imd["average_rank_rank"]) == (20864.04, 52)
    assert (imd["average_score"], imd["average_score_rank"]) == (25.908, 70)
    assert (imd["proportion"], imd["proportion_rank"]) == (0.0331, 145)
    assert (imd["extent"], imd["extent_rank"]) == (0.271, 72)
    assert (imd["local_concentration"], imd["local_concentration_rank"]) == (29512.26, 122)
    assert luton.loc["health", "average_score"] == 0.294  # sheet Health
    assert luton.loc["idaopi", "proportion"] == 0.2231  # sheet IDAOPI
    assert luton.loc["income", ["extent", "local_concentration_rank"]].isna().all()


def test_a_missing_sheet_and_a_bad_value_are_named(extract, tmp_path):
    book = openpyxl.load_workbook(extract("iod2019_file_10.xlsx"))
    book["Crime"]["G3"] = 1.2
    book.save(tmp_path / "changed.xlsx")
    with pytest.raises(InputError, match=r"\[Crime\], row 3, column 'Proportion of LSOAs"):
        iod2019_authorities(tmp_path / "changed.xlsx")
    del book["Living"]
    book.save(tmp_path / "changed.xlsx")
    with pytest.raises(InputError, match="sheet 'Living' is missing"):
        iod2019_authorities(tmp_path / "changed.xlsx")
