import pytest

from evidence.errors import InputError
from evidence.tables.readers import price_index


def test_deflators_say_which_years_are_forecasts(extract, meets):
    frame = price_index.gdp_deflators(extract("gdp_deflators.csv"))
    meets(frame, "gdp_deflators")
    held = frame.set_index("financial_year")
    # HM Treasury, December 2023: 2022-23 = 100; a change alone for the years after.
    assert held.loc["2022-23", "deflator"] == 100
    assert held.loc["2019-20", "deflator"] == 89.527
    assert held.loc["2021-22", "change_percent"] == -0.82
    assert held.loc["2023-24", "kind"] == "forecast"
    assert held.loc["2023-24", "change_percent"] == 6.10
    assert held["deflator"].isna()["2023-24"]
    assert held["kind"].eq("outturn").sum() == 6
    assert held["change_percent"].isna().to_list() == [True] + [False] * 7
    assert held.loc["1955-56", "source_row"] == 8


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",2022-23 = 100,", ",2021-22 = 100,", "headings are"),
        ("2023-24 (1), (2)", "2023-24 (1)", "a forecast has footnotes"),
        ('"2023-24 (1), (2)",-', '"2023-24 (1), (2)",106.1', "a forecast has footnotes"),
        ("2019-20,89.527", "2019/20,89.527", "not understood"),
        ("89.527", "n/a", "not understood"),
    ],
)
def test_a_sheet_that_is_not_understood_is_refused(extract, rewritten, old, new, said):
    with pytest.raises(InputError, match=said):
        price_index.gdp_deflators(rewritten(extract("gdp_deflators.csv"), old, new))


def test_cpih_by_year_quarter_and_month(extract, meets, rewritten):
    frame = price_index.cpih(extract("cpih.csv"))
    meets(frame, "cpih")
    held = frame.set_index("period")
    # ONS L522, release of 16 July 2025.
    assert (held.loc["2024", "cpih"], held.loc["2024", "frequency"]) == (132.9, "year")
    assert (held.loc["2024 Q1", "cpih"], held.loc["2024 Q1", "frequency"]) == (130.8, "quarter")
    assert (held.loc["2025 JUN", "cpih"], held.loc["2025 JUN", "frequency"]) == (138.4, "month")
    with pytest.raises(InputError, match="period"):
        price_index.cpih(rewritten(extract("cpih.csv"), "2025 JUN", "2025 JUNE"))


def test_quarterly_deflator(extract, meets, rewritten):
    frame = price_index.gdp_deflator_quarters(extract("ybgb.csv"))
    meets(frame, "gdp_deflator_ybgb")
    assert frame.set_index("period").loc["2025 Q1", "deflator"] == 114.1  # ONS YBGB, 30 June 2025
    with pytest.raises(InputError, match="period"):
        price_index.gdp_deflator_quarters(rewritten(extract("ybgb.csv"), "2025 Q1", "2025 Q5"))
