"""A withdrawal says of a claim that no longer stands which edition was the last to state it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.editions.edition import Edition
from evidence.editions.record import Record


@dataclass(frozen=True)
class Withdrawal:
    """A claim that was stated ``last`` in one edition and is withdrawn ``since`` the next."""

    id: str
    page: str
    text: str
    last: Edition
    since: Edition


def withdrawn(records: Sequence[Record]) -> list[Withdrawal]:
    """List the claims of ``records``, oldest first, that the last of them does not state.

    A reconstruction is no step on the way: what it states was never the newest edition's, and
    nothing is withdrawn since one. A claim that came back is not withdrawn.
    """
    editions = [record for record in records if record.edition.kind != "reconstruction"]
    found: dict[str, Withdrawal] = {}
    for before, after in pairwise(editions):
        held = {claim.id for claim in after.claims}
        for claim in before.claims:
            if claim.id not in held:
                found[claim.id] = Withdrawal(
                    claim.id, claim.page, claim.text, before.edition, after.edition
                )
        for id in held & found.keys():
            del found[id]
    return [found[id] for id in sorted(found)]
