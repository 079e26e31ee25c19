"""Spend is what a council's document prints for its care services, by reason and age.

Services are never added to each other unless the document prints them in one table of one year:
most of its tables name no year, and its "spend by need" repeats cells of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import stated
from evidence.measures.care.printed import (
    ADULT_AGES,
    ALL,
    EVERYBODY,
    STATEMENT_SPEND,
    added,
    cells,
    framed,
    grouped,
)
from evidence.measures.frame import empty, join, measure_frame
from evidence.standing import Standing

if TYPE_CHECKING:
    from evidence.tables.store import Store

RESIDENTIAL = ("residential care homes, long stay", "residential care homes, short stay")
NURSING = ("nursing homes, long stay", "nursing homes, short stay")
DIRECT_PAYMENTS = "direct payments"
DAY_CARE = ("day care, external", "day care, internal")
LEARNING_DISABILITY = "learning disability support"

CARE_HOMES = "care homes"
SERVICES = {
    "residential care": RESIDENTIAL,
    "nursing care": NURSING,
    CARE_HOMES: (*RESIDENTIAL, *NURSING),
    "residential care, long stay": RESIDENTIAL[:1],
    "nursing care, long stay": NURSING[:1],
    DIRECT_PAYMENTS: (DIRECT_PAYMENTS,),
    "day care": DAY_CARE,
    "home care, external providers": ("home care, external",),
    "supported living": ("supported living",),
}
"""Services with the columns of the document that make them; those of care homes overlap."""

_YEAR_INFERRED = (*RESIDENTIAL, *NURSING)
# The document's table of these columns names no year. Its totals are printed in the text for
# 2019/20; its cells stand under that year because the totals above them do.

EVERY_CELL = "every cell printed"
YOUNGER_WITHOUT_DIRECT_PAYMENTS = "aged 18 to 64, direct payments left out"

_SUBJECT = "spend"


def spend(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give spend by service, support reason and age, and each part's share of the service.

    breakdown is the service, category the support reason ("all" is the printed total where
    age_band is "18+"), age_band "18+" of a reason is both ages. A share's denominator is the
    sum of the printed cells. Cells of care homes, and their shares, are derived: their table names
    no year and stands under the one whose totals it has; the totals themselves are printed with
    it. £, as printed or added from cells of one table and period; no rows for an area of which no
    document is held.
    """
    rows = _dated(store, areas)
    if rows.empty:
        return empty()
    totals = added(
        grouped(rows[rows["category"] == ALL], SERVICES), ["breakdown", "category", "age_band"]
    )
    parts = grouped(rows[rows["category"] != ALL], SERVICES)
    by_age = parts[parts["age_band"].isin(ADULT_AGES)]
    details = pd.concat(
        [
            added(by_age, ["breakdown", "category", "age_band"]),
            added(parts, ["breakdown", "category"], age_band=EVERYBODY),
            added(by_age, ["breakdown", "age_band"], category=ALL),
        ],
        ignore_index=True,
    )
    return join(_amounts(pd.concat([totals, details], ignore_index=True)), _shares(details, parts))


def _dated(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    rows = cells(store, areas, _SUBJECT)
    put = rows["breakdown"].isin(_YEAR_INFERRED) & (rows["category"] != ALL)
    return rows.assign(standing=rows["standing"].mask(put, Standing.DERIVED.value))


def _amounts(rows: pd.DataFrame) -> pd.DataFrame:
    single = rows["cells"] == 1
    document = rows["variant"].astype("str")
    return measure_frame(
        framed(
            rows.assign(
                method=("as printed: " + document).where(
                    single, "printed cells added: " + document
                ),
                status=single.map({True: "published", False: "calculated"}),
            )
        ),
        measure="care_spend",
    )


def _shares(details: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    whole = added(parts, ["breakdown"]).rename(
        columns={"value": "denominator", "lineage": "of", "cells": "others"}
    )
    keys = ["area_code", "variant", "period", "breakdown"]
    rows = details.merge(whole[[*keys, "denominator", "of"]], on=keys, validate="many_to_one")
    return measure_frame(
        framed(
            rows.assign(
                numerator=rows["value"],
                value=100 * rows["value"] / rows["denominator"],
                lineage=rows["of"],
            )
        ),
        measure="care_spend_share",
        method="printed cells of a part over all printed cells of the service",
        status="calculated",
    )


def cells_against_totals(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give how far the cells of each printed column lie from its printed total.

    breakdown is the column; numerator the sum of the cells, denominator the printed total, both of
    one table, so that nothing here hangs on its year. Columns without cells (home care, supported
    living) have no row.
    """
    rows = cells(store, areas, _SUBJECT)
    if rows.empty:
        return empty()
    keys = ["area_code", "variant", "period", "breakdown"]
    summed = added(rows[rows["category"] != ALL], ["breakdown"])
    printed = rows.loc[rows["category"] == ALL, [*keys, "value", "lineage"]].rename(
        columns={"value": "denominator", "lineage": "of"}
    )
    found = summed.merge(printed, on=keys, how="inner", validate="one_to_one")
    return measure_frame(
        framed(
            found.assign(
                numerator=found["value"],
                value=found["value"] - found["denominator"],
                lineage=found["lineage"] + " " + found["of"],
            )
        ),
        measure="care_spend_cells_difference",
        age_band=EVERYBODY,
        category=ALL,
        method="printed cells added, less the printed total",
        status="calculated",
    )


def learning_disability(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the printed cells of learning disability support: by column, in sum, against the text.

    breakdown is the column ("all columns" for sums), category what is added: every cell, or those
    of people aged 18 to 64 without direct payments, which is the plain reading that meets the
    text. The difference's denominator is the stated total. Sums put 2019/20 and tables without a
    year together: the period says so. What has a cell of care homes in it is derived, as in
    ``spend``.
    """
    rows = _dated(store, areas)
    rows = rows[(rows["category"] == LEARNING_DISABILITY) & rows["age_band"].isin(ADULT_AGES)]
    if rows.empty:
        return empty()
    single = rows.assign(category=EVERY_CELL, method="as printed: " + rows["variant"])
    together = rows.assign(period="2019/20 and no year stated", breakdown="all columns")
    younger = together[(rows["age_band"] == ADULT_AGES[0]) & (rows["breakdown"] != DIRECT_PAYMENTS)]
    sums = pd.concat(
        [
            added(together, ["breakdown"], category=EVERY_CELL, age_band=EVERYBODY),
            added(
                younger,
                ["breakdown"],
                category=YOUNGER_WITHOUT_DIRECT_PAYMENTS,
                age_band=ADULT_AGES[0],
            ),
        ],
        ignore_index=True,
    )
    return join(
        measure_frame(
            framed(single.drop(columns=["measure", "unit", "statistic"])),
            measure="care_learning_disability_spend",
        ),
        measure_frame(
            framed(sums),
            measure="care_learning_disability_spend",
            method="printed cells added, of tables of 2019/20 and of no stated year",
            status="calculated",
        ),
        _against_text(store, areas, sums),
    )


def _against_text(store: Store, areas: Sequence[str], sums: pd.DataFrame) -> pd.DataFrame:
    said = stated.claims(store, areas, names=[STATEMENT_SPEND])
    if said.empty:
        return empty()
    text = said[["area_code", "value", "lineage"]].rename(
        columns={"value": "denominator", "lineage": "of"}
    )
    rows = sums.merge(text, on="area_code", how="inner", validate="many_to_one")
    return measure_frame(
        framed(
            rows.assign(
                numerator=rows["value"],
                value=rows["value"] - rows["denominator"],
                lineage=rows["lineage"] + " " + rows["of"],
            )
        ),
        measure="care_learning_disability_spend_difference",
        method="printed cells added, less the total stated in the text (circa, its year not given)",
        status="calculated",
    )
