"""What the checks of a document come to: how many of each verdict, and how far each number lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.documents.check import CHECKS, Checked, checked
from evidence.measures.documents.verdict import Kind, Verdict
from evidence.measures.frame import empty, measure_frame
from evidence.measures.trail import together
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

ALL = "all documents"
VERDICT, AGREEMENT = "verdict", "agreement"
EITHER = "with whatever they are held against"
AGREES = (Verdict.REPRODUCED, Verdict.WITHIN_ROUNDING)
"""The verdicts that say that a claim and a figure agree."""
_IDS = {"published_claims": "claim", "published_figures": "figure"}


def tally(store: Store, checks: Sequence[Checked]) -> pd.DataFrame:
    """Count the checks of each document: measure ``document_checks``.

    variant is the document, or ``ALL`` of an area's; numerator the checks, denominator all checks
    of the document. breakdown ``VERDICT``: category the verdict, 0 where nothing came to it.
    breakdown ``AGREEMENT``: the checks that agree, category ``EITHER`` or the document's own
    figures, which can agree with it and still be wrong.
    """
    groups = [
        (area, document, [item for item in held if document in (ALL, item.document)])
        for area in dict.fromkeys(item.area_code for item in checks)
        if (held := [item for item in checks if item.area_code == area])
        for document in (ALL, *dict.fromkeys(item.document for item in held))
    ]
    rows: list[dict[str, object]] = []
    if not groups:
        return empty()
    own = store.standing(CHECKS).value
    for area, document, mine in groups:
        names = "|".join(sorted({item.claim for item in mine}))
        agreeing = [item for item in mine if item.verdict in AGREES]
        counted = {
            (VERDICT, verdict.value): [item for item in mine if item.verdict is verdict]
            for verdict in Verdict
        } | {
            (AGREEMENT, EITHER): agreeing,
            (AGREEMENT, Kind.OWN.value): [item for item in agreeing if item.kind is Kind.OWN],
        }
        for (breakdown, category), found in counted.items():
            rows.append(
                {
                    "area_code": area,
                    "variant": document,
                    "breakdown": breakdown,
                    "category": category,
                    "numerator": float(len(found)),
                    "denominator": float(len(mine)),
                    "value": float(len(found)),
                    "standing": weakest([own, *(item.standing.value for item in found)]).value,
                    "lineage": f"{CHECKS}?claim={names}#statement",
                }
            )
    if not rows:
        return empty()
    return measure_frame(
        described(store, pd.DataFrame(rows)),
        measure="document_checks",
        period="as checked",
        status="calculated",
        method="checks counted by the verdict that the rule gives",
    )


def differences(store: Store, checks: Sequence[Checked]) -> pd.DataFrame:
    """Give by how much the evidence lies off each number, in per cent or percentage points.

    Measure ``document_difference``, and ``document_difference_points`` for claims of a percentage.
    variant is the document, breakdown the claim, category what it is held against; numerator is
    the evidence less the claim, denominator the claim. Only checks of which base, date and
    definition are the same, or not stated.
    """
    rows = []
    for item in checks:
        if item.evidence is None or math.isnan(item.difference):
            continue
        points = item.is_percentage
        rows.append(
            {
                "measure": "document_difference_points" if points else "document_difference",
                "area_code": item.area_code,
                "variant": item.document,
                "period": str(item.evidence["period"]),
                "sex": str(item.evidence["sex"]),
                "age_band": str(item.evidence["age_band"]),
                "breakdown": item.claim,
                "category": item.against,
                "numerator": item.difference,
                "denominator": item.stated,
                "value": item.difference if points else item.difference_percent,
                "method": f"the evidence less the claim; verdict: {item.verdict.value}",
                "standing": item.standing.value,
                "lineage": str(
                    together(
                        f"{item.table}?{_IDS[item.table]}={item.claim}&source={item.source}#value",
                        str(item.evidence["lineage"]),
                    )
                ),
            }
        )
    if not rows:
        return empty()
    return measure_frame(described(store, pd.DataFrame(rows)), status="calculated")


def every(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    """Give the tally and the differences of every document about ``areas``."""
    checks = checked(store, areas)
    return [tally(store, checks), differences(store, checks)]
