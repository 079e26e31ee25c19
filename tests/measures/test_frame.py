"""The contract of the measure frame: columns, words, key, rounding."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import CheckError
from evidence.measures import frame
from evidence.measures.definitions import DEFINITIONS

ROW = {
    "measure": "population",
    "area_code": "E06000032",
    "value": 1.0,
    "status": "published",
    "standing": "official",
    "lineage": "mid_year_estimates#population",
}


def rows(*changes):
    return pd.DataFrame([{**ROW, **change} for change in changes])


def test_columns_are_those_of_the_design_and_filled():
    built = frame.measure_frame(rows({}))
    # DESIGN.md, "Measure frame", in this order.
    designed = (
        "measure, variant, area_code, area_type, area_name, area_vintage, period, sex, age_band, "
        "breakdown, category, numerator, denominator, value, lower, upper, confidence, unit, "
        "statistic, method, status, standing, lineage"
    )
    assert ", ".join(built.columns) == designed
    assert built.loc[0, "unit"] == "people"
    assert built.loc[0, "statistic"] == "count"
    assert built.loc[0, "variant"] == ""
    assert np.isnan(built.loc[0, "lower"])
    assert {str(built[name].dtype) for name in frame.NUMBERS} == {"float64"}
    assert {str(built[name].dtype) for name in frame.TEXTS} == {"str"}


def test_constants_fill_every_row():
    built = frame.measure_frame(rows({}, {"area_code": "E07000110"}), period="mid-2023")
    assert built["period"].tolist() == ["mid-2023", "mid-2023"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": "guessed"}, "status is 'guessed'"),
        ({"status": "publishd"}, "did you mean published"),
        ({"standing": "good"}, "standing is 'good'"),
        ({"measure": "populaton"}, "did you mean population"),
        ({"area_code": ""}, "area_code is blank in 1 rows"),
        ({"lineage": ""}, "lineage is blank in 1 rows"),
        ({"lower": "many"}, "column 'lower' of a measure frame is not numbers"),
        ({"colour": "red"}, "no column is called 'colour'"),
    ],
)
def test_what_breaks_the_contract_is_named(change, says):
    with pytest.raises(CheckError, match=says):
        frame.measure_frame(rows(change))


def test_needed_column():
    with pytest.raises(CheckError, match="column 'lineage' is needed"):
        frame.measure_frame(rows({}).drop(columns="lineage"))


def test_rows_that_are_not_told_apart_are_named():
    with pytest.raises(CheckError, match=r"(?s)2 rows are not told apart.*population, , E06000032"):
        frame.measure_frame(rows({}, {"value": 2.0}, {"area_code": "E07000110"}))
    one = frame.measure_frame(rows({}))
    with pytest.raises(CheckError, match="overlap"):
        frame.join(one, one)


def test_confidence_tells_rows_apart():
    assert len(frame.measure_frame(rows({"confidence": 0.95}, {"confidence": 0.998}))) == 2


def test_order_is_by_measure_variant_area_and_then_as_given():
    built = frame.measure_frame(
        rows(
            {"area_code": "E07000110", "age_band": "65+"},
            {"area_code": "E07000110", "age_band": "0-17"},
            {"measure": "deprivation_extent"},
            {"variant": "rebased", "area_code": "E01000001"},
        )
    )
    assert built[["measure", "area_code", "age_band"]].to_numpy().tolist() == [
        ["deprivation_extent", "E06000032", ""],
        ["population", "E07000110", "65+"],
        ["population", "E07000110", "0-17"],
        ["population", "E01000001", ""],
    ]
    parts = [frame.measure_frame(rows({"age_band": name})) for name in ("65+", "0-17")]
    assert frame.join(*parts)["age_band"].tolist() == ["65+", "0-17"]


def test_join_of_nothing_is_empty_and_typed():
    none = frame.join(frame.empty(), frame.empty())
    assert none.empty
    assert tuple(none.columns) == frame.COLUMNS
    built = frame.measure_frame(rows({}))
    assert none.dtypes.astype(str).to_dict() == built.dtypes.astype(str).to_dict()
    assert frame.join(none, built).equals(built)


def test_join_leaves_its_frames_whole():
    one = frame.measure_frame(rows({}))
    frame.join(one)
    assert tuple(one.columns) == frame.COLUMNS


def test_row_is_one_row():
    built = frame.measure_frame(rows({}, {"area_code": "E07000110", "value": 3.0}))
    assert frame.row(built, area_code="E07000110")["value"] == 3.0
    with pytest.raises(CheckError, match="no rows have area_code='E1'"):
        frame.row(built, area_code="E1")
    with pytest.raises(CheckError, match="2 rows have measure='population'"):
        frame.row(built, measure="population")
    with pytest.raises(CheckError, match=r"no column 'area'.*area_code"):
        frame.row(built, area="E1")


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (0.0, 0.0),
        (1 / 3, 0.3333333333),
        (-2 / 3, -0.6666666667),
        (123456789.12345, 123456789.1),
        (12345678901234.0, 12345678900000.0),
        (1e-5 / 3, 3.333333333e-06),
        (231028.0, 231028.0),
        (99999999999.0, 1e11),
        (np.inf, np.inf),
    ],
)
def test_ten_significant_digits(value, rounded):
    assert frame.rounded([value]).tolist() == [rounded]


def test_missing_stays_missing():
    assert np.isnan(frame.rounded([np.nan])[0])


@given(st.floats(min_value=1e-9, max_value=1e14))
def test_rounding_is_that_of_decimal_text(value):
    # Ties at the eleventh digit may fall either way, hence one unit of the tenth.
    assert frame.rounded([value])[0] == pytest.approx(float(f"{value:.9e}"), rel=1.01e-9)
    again = frame.rounded(frame.rounded([value]))
    assert again.tolist() == frame.rounded([value]).tolist()


def test_definitions_are_whole():
    for name, item in DEFINITIONS.items():
        assert name == item.id
        assert item.title
        assert item.unit
        assert item.statistic
        assert item.sentence.endswith(".")
