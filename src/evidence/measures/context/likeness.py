"""Likeness compares every area of the UK with every other over the declared features of a model.

ONS publishes lists of nearest neighbours and no distances. The same method over the features that
it publishes gives the distances, and its lists again: exactly where no feature is suppressed or
missing, nearly where some are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from evidence.measures.context.model import GLOBAL, Model, find
from evidence.methods.distance import euclidean, standardised

if TYPE_CHECKING:
    from evidence.tables.store import Store

Positions = npt.NDArray[np.intp]

LISTED = 20
"""Neighbours on each of ONS's lists."""
FEATURES = "neighbour_features"

_METHOD = (
    "Euclidean distance over {features} features that count alike, each drawn in to its 1st and "
    "99th percentile and standardised over {areas} areas of the UK; a missing one as the average"
)
_TIERS = ("authority_code", "upper_tier_code")


@dataclass(frozen=True)
class Likeness:
    """The areas of one model, how far apart they are, and in which order each finds the others.

    ``order`` has for each area the positions of all others, nearest first, those that cover the
    same ground (a county and its districts) and the area itself at the end.
    """

    model: Model
    codes: tuple[str, ...]
    scaled: npt.NDArray[np.float64]
    held: npt.NDArray[np.bool_]
    apart: npt.NDArray[np.float64]
    order: Positions

    @cached_property
    def at(self) -> Mapping[str, int]:
        """The position of each area."""
        return {code: number for number, code in enumerate(self.codes)}

    @property
    def method(self) -> str:
        """How distances were calculated."""
        return _METHOD.format(features=len(self.model.features), areas=len(self.codes))


def likeness(store: Store, model: str = GLOBAL) -> Likeness:
    """Compare every area of the UK with every other on the features of a model, once a store."""
    known = _KNOWN.setdefault(store, {})
    if model not in known:
        known[model] = _likeness(store, find(model))
    return known[model]


_KNOWN: WeakKeyDictionary[Store, dict[str, Likeness]] = WeakKeyDictionary()


def nearest(
    store: Store, areas: Sequence[str], *, model: str = GLOBAL, most: int = LISTED
) -> dict[str, tuple[str, ...]]:
    """Give for each of ``areas`` the ``most`` others among them that are most like it.

    Areas of both tiers may be asked for; those that cover the same ground are no neighbours.
    """
    found = likeness(store, model)
    at = found.at
    wanted = np.array([at[code] for code in areas], dtype=np.intp)
    inside = np.zeros(len(found.codes), dtype=bool)
    inside[wanted] = True
    result = {}
    for code in areas:
        row = found.order[at[code]]
        row = row[np.isfinite(found.apart[at[code], row]) & inside[row]]
        result[code] = tuple(found.codes[number] for number in row[:most])
    return result


def _likeness(store: Store, model: Model) -> Likeness:
    rows = store.read(FEATURES, columns=["authority_code", "feature", "value"])
    wide = rows.pivot(index="authority_code", columns="feature", values="value")
    values = wide[list(model.features)].to_numpy(dtype=np.float64)
    codes = tuple(str(code) for code in wide.index)
    scaled = standardised(values)
    apart = euclidean(scaled)
    # A county and its districts are no neighbours: they cover the same ground (ONS's note 20).
    upper = dict(zip(*(store.read("authority_codes")[name] for name in _TIERS), strict=True))
    above = np.array(
        [codes.index(upper[code]) if upper.get(code) in codes else -1 for code in codes]
    )
    lower = np.flatnonzero(above >= 0)
    order_by = apart.copy()
    order_by[lower, above[lower]] = order_by[above[lower], lower] = np.inf
    np.fill_diagonal(order_by, np.inf)
    return Likeness(
        model,
        codes,
        scaled,
        ~np.isnan(values),
        order_by,
        np.argsort(order_by, axis=1, kind="stable"),
    )
