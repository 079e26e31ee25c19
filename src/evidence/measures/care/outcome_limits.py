"""Outcomes with limits are admissions and shares that every council reports, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import outcome
from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.trail import selection
from evidence.methods.interval import Estimate, poisson_rate, wilson

if TYPE_CHECKING:
    from evidence.tables.store import Store

YEAR = "2024-25"
CONFIDENCE = 0.95
MULTIPLIER = 100_000

ADMISSIONS = (outcome.ADMISSIONS_18_64, outcome.ADMISSIONS_65_OVER)
DIRECT_PAYMENTS = (outcome.DIRECT_PAYMENTS,)
REABLEMENT = (outcome.REABLEMENT,)
OWN_HOME = (
    outcome.LEARNING_DISABILITY_OWN_HOME,
    outcome.OWN_HOME_18_64,
    outcome.OWN_HOME_65_OVER,
)

_ASCOF = "ascof"
_RATE = "count over residents; 95% limits exact (count below 10) or Byar's"
_SHARE = "people over people; Wilson's 95% limits"


def admissions(store: Store, councils: Sequence[str]) -> pd.DataFrame:
    """Give admissions to residential and nursing care per 100,000, with 95% limits, 2024-25.

    breakdown is ASCOF's id ("2b" ages 18 to 64, "2c" 65 and over). A suppressed outcome keeps its
    status and has no value. The rate is worked out from DHSC's numerator and denominator.
    """
    rows = _published(store, councils, ADMISSIONS)
    if rows.empty:
        return empty()
    rate = poisson_rate(rows["numerator"], rows["denominator"], MULTIPLIER, CONFIDENCE)
    return _framed(rows, rate, "care_admission_rate", _RATE)


def direct_payments(store: Store, councils: Sequence[str]) -> pd.DataFrame:
    """Give the share of people using services who receive direct payments, with 95% limits."""
    return _shares(store, councils, DIRECT_PAYMENTS, "care_direct_payment_share")


def reablement(store: Store, councils: Sequence[str]) -> pd.DataFrame:
    """Give the share of people new to services who needed no more after reablement, with limits."""
    return _shares(store, councils, REABLEMENT, "care_reablement_share")


def own_home(store: Store, councils: Sequence[str]) -> pd.DataFrame:
    """Give the share of people with long-term support who live at home, with 95% limits.

    breakdown "2e(1)" is people with a learning disability aged 18 to 64; "2e(2a)" and "2e(2b)"
    all people aged 18 to 64, and 65 and over.
    """
    return _shares(store, councils, OWN_HOME, "care_own_home_share")


def positions(store: Store, councils: Sequence[str]) -> pd.DataFrame:
    """Give each council's place among those with a rate of admissions, 1 the lowest.

    denominator is how many councils have one. Equal published rates share the better place.
    """
    frames = [_position(store, councils, measure) for measure in ADMISSIONS]
    return join(*frames)


def _position(store: Store, councils: Sequence[str], measure: str) -> pd.DataFrame:
    where = {"measure": [measure], "statistic": ["outcome"], "year": [YEAR]}
    table = store.read(_ASCOF, columns=["area_code", "value"], where=where)
    whole = table["area_code"].str.match(r"E(06|07|08|09|10)")
    table = table[whole & table["value"].notna()].reset_index(drop=True)
    table["rank"] = table["value"].rank(method="min")
    mine = table[table["area_code"].isin([code for code in councils if code != gss.ENGLAND])]
    if mine.empty:
        return empty()
    rows = pd.DataFrame(
        {
            "area_code": mine["area_code"],
            "value": mine["rank"],
            "numerator": mine["rank"],
            "denominator": float(len(table)),
        }
    )
    return measure_frame(
        described(store, rows),
        measure="care_admission_position",
        variant="ASCOF",
        period=YEAR,
        sex="persons",
        age_band="18-64" if measure == outcome.ADMISSIONS_18_64 else "65+",
        breakdown=measure,
        method="published rates of councils in order, the lowest first",
        status="calculated",
        standing=store.standing(_ASCOF).value,
        lineage=str(
            selection(_ASCOF, "value", {"measure": measure, "year": YEAR, "statistic": "outcome"})
        ),
    )


def _shares(
    store: Store, councils: Sequence[str], measures: Sequence[str], name: str
) -> pd.DataFrame:
    rows = _published(store, councils, measures)
    if rows.empty:
        return empty()
    share = wilson(rows["numerator"], rows["denominator"], CONFIDENCE)
    percent = Estimate(100 * share.value, 100 * share.lower, 100 * share.upper)
    return _framed(rows, percent, name, _SHARE)


def _published(store: Store, councils: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    return outcome.outcomes(store, councils, measures, years=[YEAR])


def _framed(rows: pd.DataFrame, found: Estimate, measure: str, method: str) -> pd.DataFrame:
    known = rows["numerator"].notna()
    return measure_frame(
        rows.drop(columns=["unit", "statistic"]).assign(
            value=found.value,
            lower=found.lower,
            upper=found.upper,
            status=pd.Series("calculated", index=rows.index).where(known, rows["status"]),
        ),
        measure=measure,
        method=method,
        confidence=CONFIDENCE,
    )
