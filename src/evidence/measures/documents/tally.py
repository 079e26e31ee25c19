"""What the checks of a document come to: how many of each verdict, and how far each number lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.documents.check import CHECKS, Checked, checked
from evidence.measures.documents.verdict import Verdict
from evidence.measures.frame import empty, measure_frame
from evidence.measures.trail import together
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

ALL = "all documents"
_IDS = {"published_claims": "claim", "published_figures": "figure"}


def tally(store: Store, checks: Sequence[Checked]) -> pd.DataFrame:
    """Count the checks of each document by verdict: measure ``document_checks``.

    variant is the document, or ``ALL`` of an area's; category the verdict, numerator the checks of
    it, denominator all checks of the document; verdicts that nothing came to have 0.
    """
    groups = [
        (area, document, [item for item in held if document in (ALL, item.document)])
        for area in dict.fromkeys(item.area_code for item in checks)
        if (held := [item for item in checks if item.area_code == area])
        for document in (ALL, *dict.fromkeys(item.document for item in held))
    ]
    rows = []
    for area, document, mine in groups:
        names = "|".join(sorted({item.claim for item in mine}))
        own = store.standing(CHECKS).value
        for verdict in Verdict:
            found = [item.standing.value for item in mine if item.verdict is verdict]
            rows.append(
                {
                    "area_code": area,
                    "variant": document,
                    "category": verdict.value,
                    "numerator": float(len(found)),
                    "denominator": float(len(mine)),
                    "value": float(len(found)),
                    "standing": weakest([own, *found]).value,
                    "lineage": f"{CHECKS}?claim={names}#statement",
                }
            )
    if not rows:
        return empty()
    return measure_frame(
        described(store, pd.DataFrame(rows)),
        measure="document_checks",
        period="as checked",
        breakdown="verdict",
        status="calculated",
        method="checks counted by the verdict that the rule gives",
    )


def differences(store: Store, checks: Sequence[Checked]) -> pd.DataFrame:
    """Give by how much the evidence lies off each number: measure ``document_difference``.

    variant is the document, breakdown the claim, category what it is held against; numerator is
    the evidence less the claim, denominator the claim, in the unit of the evidence. Only checks
    of which base, date and definition are the same, or not stated.
    """
    rows = []
    for item in checks:
        if item.evidence is None or item.difference_percent != item.difference_percent:
            continue
        rows.append(
            {
                "area_code": item.area_code,
                "variant": item.document,
                "period": str(item.evidence["period"]),
                "sex": str(item.evidence["sex"]),
                "age_band": str(item.evidence["age_band"]),
                "breakdown": item.claim,
                "category": item.against,
                "numerator": float(item.evidence["value"]) - item.compared,
                "denominator": item.compared,
                "value": item.difference_percent,
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
    return measure_frame(
        described(store, pd.DataFrame(rows)), measure="document_difference", status="calculated"
    )


def every(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    """Give the tally and the differences of every document about ``areas``."""
    checks = checked(store, areas)
    return [tally(store, checks), differences(store, checks)]
