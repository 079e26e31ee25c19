"""A plan is the projection that a council's document prints, set against a newer round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import estimate, projection, rounds, wording
from evidence.measures.frame import empty
from evidence.measures.notice import Notice
from evidence.measures.place import Place
from evidence.measures.printed import parts_of
from evidence.measures.rounds import Round

if TYPE_CHECKING:
    from evidence.tables.store import Store

NEWEST = "newest"
EVERYWHERE = "2018-based"
"""The one round held for every authority, which a page tests by itself."""
_TOLD = 0.5
"""Per cent that rounding may move a number by, and tenths of a per cent from it still be told."""
DOCUMENT = "the council's market position statement"
"""What a plan is held from, in a sentence that says nothing of the round it is."""


def chosen(store: Store, place: Place, name: str) -> Round:
    """Return the round called ``name`` ("newest": the one published last) for a place.

    A round that is not held for the place gives way to the newest that is; the place's gaps say
    so. Raises UsageError for a round that does not exist.
    """
    newest = rounds.newest_held(store, place.code)
    if name == NEWEST:
        return newest
    wanted = rounds.find(name)
    return wanted if wanted in rounds.rounds_held(store, place.code) else newest


def differences(store: Store, place: Place, newest: Round) -> pd.DataFrame:
    """Give how ``newest`` differs from what a document prints; no rows where no plan is held.

    All ages, 0-17, 18-64, 65+, 75+ and 85+ in every year that both rounds hold.
    """
    plans = [
        item
        for item in rounds.rounds_held(store, place.code)
        if item.is_plan and item.base_year < newest.base_year
    ]
    if not plans:
        return empty()
    return projection.differences(
        store, [place.code], newest=newest.name, plan=plans[-1].name, ages="bands"
    )


def printed(name: str) -> str:
    """Name the table of a document that a round is held from, with what is only inferred of it."""
    return f"the table in {DOCUMENT} (which we infer to be the {name} round)"


def named(name: str) -> str:
    """Name in a sentence what a round is: a projection, or the table of a document."""
    return printed(name) if rounds.ROUNDS[name].is_plan else f"the {name} projection"


def verb(row: pd.Series) -> str:
    """Say of a row's number of a document's table how it stands there: "prints", "comes to".

    The table comes to what is a sum of its bands, or what they leave of its total.
    """
    made = parts_of(row)
    return "prints" if made is not None and made.is_printed else "comes to"


def more_or_fewer_than(row: pd.Series) -> Callable[[float], str]:
    """Return how a difference in per cent from a document's number is put, as exactly as is known.

    Of 6,300, two bands that are each rounded to 100 and so off by up to 1.6% together, tenths of
    a per cent would say more than that.
    """
    made = parts_of(row)
    off = 100 * made.error / float(row["denominator"]) if made else 0.0
    return partial(wording.more_or_fewer_than, decimals=int(off < _TOLD))


def tested(store: Store, place: Place) -> list[pd.DataFrame]:
    """Give how far each round but the one held everywhere lies from the estimates, for one year.

    That is the last year that both hold: it may be the round's first, and is seldom far from it.
    Bands 18-64 and 65+; no frame for a round that shares no year with the estimates.
    """
    counted = estimate.held(store)
    found = []
    for item in rounds.rounds_held(store, place.code):
        if item.name == EVERYWHERE:
            continue
        errors = projection.errors(
            store,
            [place.code],
            round=item.name,
            against=counted.name,
            years=range(item.first_year, counted.year + 1),
            ages=("18-64", "65+"),
        )
        if len(errors):
            found.append(errors[errors["period"] == errors["period"].max()])
    return found


def not_held(place: Place, newest: Round) -> Notice:
    """Tell the reader that no plan older than the projection on show, ``newest``, is held."""
    if newest.is_plan:
        return Notice(
            "plan.itself",
            place.code,
            place.name,
            f"the projection on show is the one that {DOCUMENT} prints, so plan and projection are "
            "one.",
            "A newer projection, chosen for this page, would be set against it.",
        )
    return Notice(
        "plan.not-held",
        place.code,
        place.name,
        "no council document that plans on an older projection is held, so plan and projection "
        "cannot be compared.",
        "The projection table of the council's own strategy or market position statement would "
        "fill the gap.",
    )
