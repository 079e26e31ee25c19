"""What a council's document prints is a measure too: published, transcribed, and never mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame
from evidence.measures.trail import selection

if TYPE_CHECKING:
    from evidence.tables.store import Store

_FIGURES = "published_figures"
_CLAIMS = "published_claims"

UNDATED = "date not stated"


def figures(
    store: Store,
    areas: Sequence[str],
    subjects: Sequence[str] = (),
    services: Sequence[str] = (),
) -> pd.DataFrame:
    """Give the figures that documents print of ``areas``: all, or those of subjects and services.

    variant is the document, breakdown "subject: service" (the subject alone where no service is
    named), category the support reason, period and unit as printed; ``method`` names the place in
    the document. No rows for an area of which no document is held.
    """
    where: dict[str, list[str]] = {"authority_code": list(areas)}
    if subjects:
        where["subject"] = list(subjects)
    if services:
        where["service"] = list(services)
    table = store.read(_FIGURES, where=where)
    if table.empty:
        return empty()
    service = table["service"].fillna("")
    rows = pd.DataFrame(
        {
            "area_code": table["authority_code"],
            "variant": table["document"],
            "period": _dated(table["period"]),
            "age_band": table["age_band"],
            "breakdown": table["subject"] + (": " + service).where(service != "", ""),
            "category": table["support_reason"],
            "value": table["value"].astype("float64"),
            "unit": table["unit"],
            "method": "as printed: " + table["document"] + ", " + table["place"],
            "lineage": selection(
                _FIGURES, "value", {"figure": table["figure"], "source": table["source"]}
            ),
        }
    )
    return _framed(store, rows, "stated_figure", _FIGURES)


def claims(store: Store, areas: Sequence[str], names: Sequence[str] = ()) -> pd.DataFrame:
    """Give the numbers that sentences of documents state: all of ``areas``, or those of ``names``.

    variant is the document, breakdown the claim's id, category what it is about; ``method`` names
    the place in the document. Claims that put no number have no row. No rows for an area of which
    no document is held.
    """
    where: dict[str, list[str]] = {"authority_code": list(areas)}
    if names:
        where["claim"] = list(names)
    table = store.read(_CLAIMS, where=where)
    table = table[table["value"].notna()].reset_index(drop=True)
    if table.empty:
        return empty()
    start, end = table["period_from"].fillna(""), table["period_to"].fillna("")
    spans = start.where(start == end, start + " to " + end)
    rows = pd.DataFrame(
        {
            "area_code": table["authority_code"],
            "variant": table["document"],
            "period": _dated(spans),
            "breakdown": table["claim"],
            "category": table["subject"],
            "value": table["value"].astype("float64"),
            "unit": table["unit"],
            "method": "as stated: " + table["document"] + ", " + table["place"],
            "lineage": selection(
                _CLAIMS, "value", {"claim": table["claim"], "source": table["source"]}
            ),
        }
    )
    return _framed(store, rows, "stated_claim", _CLAIMS)


def about(said: pd.DataFrame, subjects: Sequence[str]) -> pd.DataFrame:
    """Keep the ``claims`` whose id begins with one of ``subjects``: those that a page speaks of."""
    return said[said["breakdown"].str.startswith(tuple(subjects))]


def _dated(periods: pd.Series) -> pd.Series:
    known = periods.fillna("")
    return known.where(known != "", UNDATED)


def _framed(store: Store, rows: pd.DataFrame, measure: str, table: str) -> pd.DataFrame:
    return measure_frame(
        described(store, rows),
        measure=measure,
        status="published",
        standing=store.standing(table).value,
    )
