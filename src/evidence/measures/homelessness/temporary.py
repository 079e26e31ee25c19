"""Households in temporary accommodation at the end of a quarter, and those in another district."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.homelessness.holding import is_local, read, worse
from evidence.measures.trail import together
from evidence.methods.interval import poisson_rate, wilson

if TYPE_CHECKING:
    from evidence.tables.store import Store

HOUSEHOLDS = "temporary_accommodation_households"
ELSEWHERE = "temporary_accommodation_elsewhere"
SHARE = "temporary_accommodation_elsewhere_share"
RATE = "temporary_accommodation_rate"
ELSEWHERE_RATE = "temporary_accommodation_elsewhere_rate"
TYPE = "temporary_accommodation_type"

NIGHTLY_PAID = "nightly paid, privately managed, self-contained"
BED_AND_BREAKFAST = "bed and breakfast"
BY_THE_NIGHT = "nightly paid, or bed and breakfast"
"""Both types together: most of what a council may pay for by the night."""

TABLE = "homelessness_ta1"
VARIANT = "TA1"
CONFIDENCE = 0.95
PER = 1000

_COUNTS = {"households": HOUSEHOLDS, "another_district": ELSEWHERE}
_BASE = "households_in_area_thousands"
_TYPES = {"nightly_paid": NIGHTLY_PAID, "bed_and_breakfast": BED_AND_BREAKFAST}
_STOCK = "a stock at the end of the quarter"
_LOCAL = f"as published, to the household; {_STOCK}"
_ROUNDED = f"as published, to the nearest 10, with estimates where figures are missing; {_STOCK}"
_NO_LIMITS = "no limits: published to the nearest 10, and with estimates among them"
_RATIO = "households in another district for each 100 in temporary accommodation"
_CAUTION = (
    "MHCLG warns against reading it as a percentage, for those with no accommodation secured may "
    "be among the first and are not among the second"
)
_ABOVE = (
    "no ratio: more households are counted in another district, where those owed a duty with no "
    "accommodation secured may be among them, than in temporary accommodation"
)


def accommodation(
    store: Store, areas: Sequence[str], *, quarters: Sequence[str] = ()
) -> pd.DataFrame:
    """Give households, those in another district, their ratio, and both rates, by quarter.

    ``areas`` are authorities, regions or England; ``quarters`` are codes ("2025-12"), all where
    none is named; periods are the quarters' last days. A suppressed or missing number keeps its
    status and has no value, and so has every ratio and rate made of it. An authority created by a
    merger has no rows before it.

    MHCLG compares areas by ``ELSEWHERE_RATE``, and warns that ``SHARE`` is not the percentage of
    placements that are out of area. Ratios of authorities carry Wilson limits and rates Byar's
    (exact below 10): what a count of this size could have been by chance, with every household as
    likely and on its own. Numbers of regions and England are rounded and partly estimated, and
    carry none. A ratio to no household is not applicable, nor is one where more are in another
    district than in accommodation.
    """
    rows = _read(store, areas, [*_COUNTS, _BASE], quarters)
    if rows.empty:
        return empty()
    standing = store.standing(TABLE).value
    counts = rows[rows["measure"] != _BASE]
    printed = pd.DataFrame(
        {
            "measure": counts["measure"].map(_COUNTS).astype("str"),
            "area_code": counts["area_code"],
            "period": counts["period"],
            "value": counts["value"],
            "status": counts["status"],
            "method": _printed(counts["area_code"]),
            "lineage": counts["lineage"],
        }
    )
    wide = _wide(rows)
    made = pd.concat(
        [
            _share(wide),
            _rate(wide, "households", RATE),
            _rate(wide, "another_district", ELSEWHERE_RATE),
        ],
        ignore_index=True,
    )
    return measure_frame(
        described(store, pd.concat([printed, made], ignore_index=True)),
        variant=VARIANT,
        standing=standing,
    )


def types(store: Store, areas: Sequence[str], *, quarters: Sequence[str] = ()) -> pd.DataFrame:
    """Give households in nightly paid accommodation and in bed and breakfast, by quarter.

    category is the type, or both together; the rest is as in ``accommodation``.
    """
    rows = _read(store, areas, list(_TYPES), quarters)
    if rows.empty:
        return empty()
    single = pd.DataFrame(
        {
            "area_code": rows["area_code"],
            "period": rows["period"],
            "category": rows["measure"].map(_TYPES).astype("str"),
            "value": rows["value"],
            "status": rows["status"],
            "method": _printed(rows["area_code"]),
            "lineage": rows["lineage"],
        }
    )
    return measure_frame(
        described(store, pd.concat([single, _both(_wide(rows))], ignore_index=True)),
        measure=TYPE,
        variant=VARIANT,
        breakdown="type of accommodation",
        standing=store.standing(TABLE).value,
    )


def everything(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give all of it: what the catalogue of measures holds."""
    return join(accommodation(store, areas), types(store, areas))


def _read(
    store: Store, areas: Sequence[str], measures: Sequence[str], quarters: Sequence[str]
) -> pd.DataFrame:
    rows = read(store, TABLE, areas, measures)
    return rows[rows["quarter"].isin(list(quarters))] if quarters else rows


def _printed(area_codes: pd.Series) -> pd.Series:
    return is_local(area_codes).map({True: _LOCAL, False: _ROUNDED}).astype("str")


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Set the three measures side by side: columns such as ("value", "households")."""
    return rows.pivot(
        index=["area_code", "period"], columns="measure", values=["value", "status", "lineage"]
    ).reset_index()


def _share(wide: pd.DataFrame) -> pd.DataFrame:
    part, whole = _numbers(wide, "another_district"), _numbers(wide, "households")
    status = worse(wide["status", "another_district"], wide["status", "households"])
    status = status.mask(status == "published", "calculated")
    # A ratio to nobody, whatever is hidden of them, is none.
    nobody = (whole == 0).to_numpy()
    above = (part > whole).to_numpy()
    status = status.mask(nobody | above, "not applicable")
    local = is_local(wide["area_code"])
    known = (status == "calculated").to_numpy()
    limited = known & local.to_numpy()
    found = wilson(part.where(known), whole.where(known), CONFIDENCE)
    method = pd.Series(
        np.select(
            [nobody, above, local.to_numpy()],
            [
                "no ratio: no household is in temporary accommodation",
                _ABOVE,
                f"{_RATIO}; {_STOCK}; Wilson limits; {_CAUTION}",
            ],
            f"{_RATIO}; {_STOCK}; {_NO_LIMITS}; {_CAUTION}",
        ),
        dtype="str",
    )
    return pd.DataFrame(
        {
            "measure": SHARE,
            "area_code": wide["area_code"],
            "period": wide["period"],
            "numerator": part,
            "denominator": whole,
            "value": 100 * found.value,
            "lower": np.where(limited, 100 * found.lower, np.nan),
            "upper": np.where(limited, 100 * found.upper, np.nan),
            "confidence": np.where(limited, CONFIDENCE, np.nan),
            "status": status,
            "method": method,
            "lineage": together(wide["lineage", "another_district"], wide["lineage", "households"]),
        }
    )


def _both(wide: pd.DataFrame) -> pd.DataFrame:
    one, other = _TYPES
    status = worse(wide["status", one], wide["status", other])
    return pd.DataFrame(
        {
            "area_code": wide["area_code"],
            "period": wide["period"],
            "category": BY_THE_NIGHT,
            "value": _numbers(wide, one) + _numbers(wide, other),
            "status": status.mask(status == "published", "calculated"),
            "method": f"both types as published, added; {_STOCK}",
            "lineage": together(wide["lineage", one], wide["lineage", other]),
        }
    )


def _rate(wide: pd.DataFrame, count: str, measure: str) -> pd.DataFrame:
    part, base = _numbers(wide, count), PER * _numbers(wide, _BASE)
    status = worse(wide["status", count], wide["status", _BASE])
    known = (status == "published").to_numpy()
    local = is_local(wide["area_code"])
    limited = known & local.to_numpy()
    found = poisson_rate(part.where(known), base.where(known), PER, CONFIDENCE)
    over = f"over the households of the area that MHCLG divides by; {_STOCK}"
    return pd.DataFrame(
        {
            "measure": measure,
            "area_code": wide["area_code"],
            "period": wide["period"],
            "numerator": part,
            "denominator": base,
            "value": found.value,
            "lower": np.where(limited, found.lower, np.nan),
            "upper": np.where(limited, found.upper, np.nan),
            "confidence": np.where(limited, CONFIDENCE, np.nan),
            "status": status.mask(status == "published", "calculated"),
            "method": local.map(
                {True: f"{over}; Byar limits, exact below 10", False: f"{over}; {_NO_LIMITS}"}
            ).astype("str"),
            "lineage": together(wide["lineage", count], wide["lineage", _BASE]),
        }
    )


def _numbers(wide: pd.DataFrame, measure: str) -> pd.Series:
    return wide["value", measure].astype("float64")
