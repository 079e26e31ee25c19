"""Look-alikes are numbers that readers lay side by side although neither bears on the other."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.claims.documents import in_unit, stated_number
from evidence.measures.documents.check import Checked
from evidence.measures.documents.verdict import Verdict

# Numbers of documents that readers have laid side by side: the claim, and the other claim where
# it is not the figure that the check puts beside it.
_LOOK_ALIKE = {
    "learning-disability-out-of-borough": "learning-disability-living-out-of-area",
    "services-quality-assured": "",
    "temporary-accommodation-out-of-borough": "",
}


def side_by_side(checks: Sequence[Checked], said: pd.DataFrame) -> tuple[Claim, ...]:
    """Say of pairs of numbers that look alike why neither bears on the other.

    ``said``: ``stated.claims`` of the area.
    """
    found = {
        item.claim: item
        for item in checks
        if item.claim in _LOOK_ALIKE and item.verdict is Verdict.NOT_COMPARABLE
    }
    return tuple(
        claim(
            f"documents-apart-{name}",
            "{stated} and {other} cannot be laid side by side ({relation}). {reason}",
            stated=stated_number(said, name),
            other=_beside(item, said),
            relation=item.relation.value,
            reason=item.reason,
        )
        for name, item in found.items()
    )


def _beside(item: Checked, said: pd.DataFrame) -> Bound:
    """Bind the number that readers have laid beside a claim: another claim, or the evidence."""
    other = _LOOK_ALIKE[item.claim]
    if other or item.evidence is None:
        return stated_number(said, other)
    return bind(item.evidence, in_unit(str(item.evidence["unit"])))
