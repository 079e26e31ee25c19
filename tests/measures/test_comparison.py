"""One count against another: pairs, nobody, the weaker standing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evidence.measures.comparison import compare
from evidence.measures.frame import empty, measure_frame, row


def counts(people, standing="official"):
    return measure_frame(
        pd.DataFrame(
            {
                "measure": "population",
                "area_code": "E06000032",
                "age_band": list(people),
                "value": [float(value) for value in people.values()],
                "lineage": f"mid_year_estimates?year={2001 + len(people)}#population",
            }
        ),
        status="published",
        standing=standing,
    )


def compared(first, second):
    return compare(
        first,
        second,
        on=["area_code", "age_band"],
        difference="population_change",
        percent="population_change_percent",
        variant="rebased",
        status="calculated",
        method="later less earlier",
    )


def test_difference_and_percentage():
    frame = compared(counts({"0-17": 110}), counts({"0-17": 100, "65+": 5}))
    assert row(frame, measure="population_change")["value"] == 10
    assert row(frame, measure="population_change_percent")["value"] == 10
    # What has no pair is left out; both trails stand in the lineage.
    assert set(frame["age_band"]) == {"0-17"}
    assert frame.loc[0, "lineage"] == (
        "mid_year_estimates?year=2002#population mid_year_estimates?year=2003#population"
    )


def test_percentage_of_nobody_is_missing():
    frame = compared(counts({"90+": 3}), counts({"90+": 0}))
    assert row(frame, measure="population_change")["value"] == 3
    assert np.isnan(row(frame, measure="population_change_percent")["value"])


def test_weaker_standing_counts():
    frame = compared(counts({"65+": 3}), counts({"65+": 2}, standing="inferred"))
    assert set(frame["standing"]) == {"inferred"}


def test_nothing_to_compare_is_empty():
    assert compared(empty(), counts({"65+": 1})).empty
    assert compared(counts({"65+": 1}), empty()).empty
    assert compared(counts({"65+": 1}), counts({"0-17": 1})).empty
