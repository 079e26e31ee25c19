"""Diagnosis says how many people have dementia on record, and of how many expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.comparison import compare
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.trail import selection, together

if TYPE_CHECKING:
    from evidence.tables.store import Store

_TABLE = "dementia_diagnosis"
_AGES = "65+"
_METHOD = (
    "as published: recorded diagnoses over CFAS II rates applied to patients registered with "
    "general practices"
)
_NOT_RECORDED = "people expected less people on record, both as published"


def diagnosis(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give dementia on record, expected and not on record, and the rate in per cent, 65+, 2026.

    Areas are social-care councils or England; held for 28 of them. Of the rate, numerator is people
    on record, denominator people expected by NHS England, who are patients of practices, not
    residents. The rate is as published: NHS England divides by an expected number that it does not
    round.
    """
    table = store.read(_TABLE, where={"area_code": list(areas)})
    if table.empty:
        return empty()
    trails = {
        name: pd.Series(selection(_TABLE, name, {"area_code": table["area_code"]}))
        for name in ("rate_percent", "diagnosed", "expected")
    }
    rows = described(
        store,
        pd.DataFrame(
            {
                "area_code": table["area_code"],
                "numerator": table["diagnosed"].astype("float64"),
                "denominator": table["expected"].astype("float64"),
            }
        ),
    )
    constants = {
        "variant": "NHS England 2026",
        "period": "2026",
        "sex": "persons",
        "age_band": _AGES,
        "method": _METHOD,
        "status": "published",
        "standing": store.standing(_TABLE).value,
    }
    alone = rows.drop(columns=["numerator", "denominator"])
    return join(
        measure_frame(
            rows.assign(
                value=table["rate_percent"].astype("float64"),
                lineage=together(*trails.values()),
            ),
            measure="dementia_diagnosis_rate",
            **constants,
        ),
        measure_frame(
            alone.assign(value=rows["numerator"], lineage=trails["diagnosed"]),
            measure="dementia_recorded",
            **constants,
        ),
        measure_frame(
            alone.assign(value=rows["denominator"], lineage=trails["expected"]),
            measure="dementia_expected",
            **constants,
        ),
        measure_frame(
            rows.assign(
                value=rows["denominator"] - rows["numerator"],
                lineage=together(trails["diagnosed"], trails["expected"]),
            ),
            measure="dementia_not_recorded",
            **{**constants, "status": "calculated", "method": _NOT_RECORDED},
        ),
    )


def beside_residents(recorded: pd.DataFrame, need: pd.DataFrame) -> pd.DataFrame:
    """Give by how much the people expected among patients differ from those among residents.

    ``recorded``: ``diagnosis``; ``need``: ``need.modelled`` of CFAS II, one row an area, round and
    year. numerator is NHS England's number, denominator ours for the same council and year.
    """
    theirs = recorded[recorded["measure"] == "dementia_expected"]
    ours = need[
        (need["measure"] == "modelled_people")
        & (need["sex"] == "persons")
        & (need["age_band"] == _AGES)
    ]
    if theirs.empty or ours.empty:
        return empty()
    parts = [
        compare(
            theirs.assign(period="mid-" + theirs["period"]),
            rows,
            on=["area_code", "period", "sex", "age_band"],
            difference="dementia_expected_difference",
            percent="dementia_expected_difference_percent",
            variant=f"NHS England against {variant}",
            status="calculated",
            method=f"expected among patients less {variant}, residents",
        )
        for variant, rows in ours.groupby("variant", sort=True)
    ]
    return join(*parts)
