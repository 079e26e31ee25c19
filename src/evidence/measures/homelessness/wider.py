"""Rates are read beside England without London, and a ratio with those who have no home yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.homelessness.holding import read, worse
from evidence.measures.homelessness.temporary import (
    ELSEWHERE_RATE,
    PER,
    RATE,
    TABLE,
    VARIANT,
)
from evidence.measures.trail import together

if TYPE_CHECKING:
    from evidence.tables.store import Store

LONDON = "E12000007"
OUTSIDE = "outside London"
UNSECURED = "temporary_accommodation_unsecured"
LEAST = "temporary_accommodation_elsewhere_share_least"

_AWAY, _ALL = "another_district", "households"
_BASE = "households_in_area_thousands"
_NONE_YET = "no_accommodation_secured"


def outside_london(store: Store) -> pd.DataFrame:
    """Give England's rates without London, in temporary accommodation and elsewhere, by quarter.

    breakdown is "outside London". London's authorities have most of the households that England
    counts in another district, so England with them is like few other places. England less
    London, each published to the nearest 10: no limits.
    """
    columns = [_AWAY, _ALL, _BASE]
    rows = read(store, TABLE, [gss.ENGLAND, LONDON], columns)
    if rows.empty:
        return empty()
    wide = rows.pivot(
        index="period", columns=["area_code", "measure"], values=["value", "status", "lineage"]
    )
    rest = {
        name: wide["value", gss.ENGLAND, name].astype("float64")
        - wide["value", LONDON, name].astype("float64")
        for name in columns
    }
    base = PER * rest[_BASE]
    made = [
        pd.DataFrame(
            {
                "measure": measure,
                "area_code": gss.ENGLAND,
                "period": wide.index.to_numpy(),
                "numerator": rest[counted].to_numpy(),
                "denominator": base.to_numpy(),
                "value": (PER * rest[counted] / base).to_numpy(),
                "status": _status(wide, [counted, _BASE]).to_numpy(),
                "lineage": together(
                    *(
                        wide["lineage", area, column].reset_index(drop=True)
                        for area in (gss.ENGLAND, LONDON)
                        for column in (counted, _BASE)
                    )
                ),
            }
        )
        for measure, counted in ((RATE, _ALL), (ELSEWHERE_RATE, _AWAY))
    ]
    return measure_frame(
        described(store, pd.concat(made, ignore_index=True)),
        variant=VARIANT,
        breakdown=OUTSIDE,
        method="England less London, each published to the nearest 10; a stock at the end of the "
        "quarter; no limits",
        standing=store.standing(TABLE).value,
    )


def beside(rest: pd.DataFrame, measure: str, period: str) -> pd.Series | None:
    """Give the row of ``outside_london`` for a measure and quarter; None where it has no value."""
    found = rest[(rest["measure"] == measure) & (rest["period"] == period) & rest["value"].notna()]
    return found.iloc[0] if len(found) == 1 else None


def bounds(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give households with no accommodation secured, and the least that the ratio can be for them.

    LEAST is the ratio elsewhere if every such household is among those in another district: they
    may be counted there, while the total leaves them out. A suppressed or missing number keeps its
    status and has no value; there is no ratio to nobody.
    """
    rows = read(store, TABLE, areas, [_AWAY, _ALL, _NONE_YET])
    if rows.empty:
        return empty()
    wide = rows.pivot(
        index=["area_code", "period"], columns="measure", values=["value", "status", "lineage"]
    ).reset_index()
    away, whole, none_yet = (
        wide["value", name].astype("float64") for name in (_AWAY, _ALL, _NONE_YET)
    )
    status = worse(*(wide["status", name] for name in (_AWAY, _ALL, _NONE_YET)))
    status = status.mask(status == "published", "calculated").mask(
        (whole == 0) | (away > whole), "not applicable"
    )
    known = status == "calculated"
    part = (away - none_yet).clip(lower=0).where(known)
    placed = {"area_code": wide["area_code"], "period": wide["period"]}
    frames = [
        pd.DataFrame(
            {
                **placed,
                "measure": UNSECURED,
                "value": none_yet,
                "status": wide["status", _NONE_YET],
                "method": "as published; a stock at the end of the quarter",
                "lineage": wide["lineage", _NONE_YET],
            }
        ),
        pd.DataFrame(
            {
                **placed,
                "measure": LEAST,
                "numerator": part,
                "denominator": whole.where(known),
                "value": np.where(known, 100 * part / whole.where(known), np.nan),
                "status": status,
                "method": "households in another district less those with no accommodation "
                "secured, for each 100 in temporary accommodation; not to be read as a percentage",
                "lineage": together(*(wide["lineage", name] for name in (_AWAY, _NONE_YET, _ALL))),
            }
        ),
    ]
    return measure_frame(
        described(store, pd.concat(frames, ignore_index=True)),
        variant=VARIANT,
        standing=store.standing(TABLE).value,
    )


def everything(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give all of it: what the catalogue of measures holds."""
    outside = [outside_london(store)] if gss.ENGLAND in areas else []
    return join(bounds(store, areas), *outside)


def _status(wide: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    found = worse(
        *(wide["status", area, name] for area in (gss.ENGLAND, LONDON) for name in columns)
    )
    return found.mask(found == "published", "calculated")
