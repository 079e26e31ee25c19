import gzip

import pytest

from evidence.errors import InputError
from evidence.tables.readers import social_care

LUTON = "E06000032"


def test_outcomes_keep_marks_as_status(extract, meets):
    frame = social_care.ascof(extract("ascof.csv.gz"))
    meets(frame, "ascof")
    luton = frame.loc[frame["area_code"].eq(LUTON)]
    held = luton.set_index(["measure", "year", "statistic"])
    # DHSC, ASCOF 2024-25: 9.4 and 147.1 admissions per 100,000, 75.5% at home (404 of 535).
    assert held.loc[("2b", "2024-25", "outcome"), "value"] == 9.4
    assert held.loc[("2c", "2024-25", "numerator"), "value"] == 40
    assert held.loc[("2c", "2024-25", "outcome"), "value"] == 147.1
    assert held.loc[("2e(1)", "2024-25", "denominator"), "value"] == 535
    hidden = held.loc[("2d(1)", "2024-25", "outcome")]
    assert hidden["status"] == "suppressed"  # [c]
    assert hidden[["value", "value_bracketed"]].isna().all()
    assert held.loc[("4b", "2024-25", "outcome"), "status"] == "not applicable"  # [z]
    assert held.loc[("6a", "2024-25", "outcome"), "value"] == 23.2  # 23.200000000000003 in the copy
    carers = held.loc[("1c", "2016-17", "number of respondents")]
    assert (carers["value"], carers["value_bracketed"]) == (390, 345)  # "390 (345)"


def test_groups_of_councils_are_left_out(extract):
    frame = social_care.ascof(extract("ascof.csv.gz"))
    assert set(frame["area_code"]) == {"E92000001", LUTON, "E06000052"}


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("[c]", "[y]", "value"),
        ("147.1", "about 147", "value"),
        ("2c,611", "2g,611", "measure"),
        ("2024 to 2025", "2024-25", "year"),
    ],
)
def test_an_outcome_that_is_not_understood_is_refused(extract, tmp_path, old, new, column):
    text = gzip.decompress(extract("ascof.csv.gz").read_bytes()).decode("utf-8")
    assert old in text
    path = tmp_path / "ascof.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        social_care.ascof(path)
    assert {problem.column for problem in caught.value.problems} == {column}


def test_titles_have_no_note_marks(extract, meets, rewritten):
    frame = social_care.ascof_titles(extract("ascof_titles.csv"))
    meets(frame, "ascof_titles")
    title = frame.set_index("measure")["title"]
    assert title["1a"] == "social care-related quality of life score"
    assert title["2b"].endswith("nursing care homes, per 100,000 population")
    assert title["5a(1)"].endswith("as they would like")
    with pytest.raises(InputError, match="title"):
        social_care.ascof_titles(rewritten(extract("ascof_titles.csv"), "Table 1a:", "Tab 1a:"))


def test_recorded_dementia(extract, meets):
    frame = social_care.dementia_diagnosis(extract("dementia_diagnosis.csv"))
    meets(frame, "dementia_diagnosis")
    luton = frame.set_index("area_code").loc[LUTON]
    # Fingertips 92949, 2026, as the third party gives it.
    assert (luton["diagnosed"], luton["expected"], luton["rate_percent"]) == (1659, 2022, 82.1)


def test_unit_costs_of_two_areas(extract, meets):
    frame = social_care.unit_costs(extract("pssex1.csv"))
    meets(frame, "unit_costs_2014")
    assert len(frame) == 2 * 15
    held = frame.set_index(
        ["area_code", "support_type", "age_group", "support_reason", "provision", "statistic"]
    )["value"]
    everyone = ("Long term", "Age 18 and over", "all", "All")
    # PSS-EX1 2014-15: 18,667 thousand pounds over 31,109 weeks.
    assert held[(LUTON, *everyone, "numerator")] == 18_667
    assert held[(LUTON, *everyone, "unit_cost")] == 600.05
    assert held[("E92000001", *everyone, "unit_cost")] == 666.37
    own = ("Long term", "Age 18 to 64", "Physical support", "Own provision")
    assert held.isna()[(LUTON, *own, "unit_cost")]  # printed "."
    assert held[(LUTON, *own, "denominator")] == 0
    assert set(frame["source_column"]) == {"luton_611", "england"}


@pytest.mark.parametrize(
    ("old", "new"),
    [(",600.05,", ",..,"), (",31109,11037392.75", ",.,11037392.75"), ("Unit costs,", "Price,")],
)
def test_a_cost_that_is_not_understood_is_refused(extract, rewritten, old, new):
    with pytest.raises(InputError):
        social_care.unit_costs(rewritten(extract("pssex1.csv"), old, new))
