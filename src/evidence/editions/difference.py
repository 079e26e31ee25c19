"""A difference lists, number by number, what is new, withdrawn or changed between two builds.

Whether a change is beyond the interval is asked of the limits that the earlier build gave, which
a reader had before them; where it gave none, of those of the later. Without either it is not said.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.editions.change import NAMES, Difference
from evidence.editions.claim_change import claims
from evidence.editions.figure_change import figures, sources
from evidence.editions.measure_change import measures
from evidence.editions.record import Record
from evidence.editions.sides import Sides

_ORDER = {kind: place for place, kind in enumerate(NAMES)}


def compare(
    old: Record,
    new: Record,
    names: Mapping[str, str] | None = None,
    *,
    with_measures: bool = True,
) -> Difference:
    """Hold two records against each other; without measures, claims, figures and sources only.

    ``names`` are those of authorities, by code: a chart that shows some says them by name only.
    """
    sides = Sides(old, new, names or {})
    changes = [*claims(sides), *figures(sides), *sources(sides)]
    if with_measures:
        changes += measures(sides)
    changes.sort(key=lambda item: (item.tier, _ORDER[item.kind], item.page, item.id))
    pages = {**old.inputs.pages, **new.inputs.pages}
    titles = {name: page.title for name, page in pages.items()}
    return Difference(old.edition, new.edition, tuple(changes), titles)
