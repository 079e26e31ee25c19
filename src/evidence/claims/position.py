"""What is said of an area's place among others: never without the limits that chance leaves it."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.context.position import ALL, SIMILAR
from evidence.measures.context.roll import ROLLS
from evidence.measures.frame import row
from evidence.measures.place import Place


def among(positions: pd.DataFrame, name: str, place: Place) -> tuple[Claim, ...]:
    """Say where a place, or its council, stands on a roll, among all and among those like it.

    ``positions``: ``context.position.positions``; ``name`` is the roll. () where the place has no
    published count.
    """
    item = ROLLS[name]
    area = place.upper_tier.code if item.councils else place.code
    own = positions[(positions["breakdown"] == name) & (positions["area_code"] == area)]
    if own.empty:
        return ()
    every, similar = (row(own, category=category) for category in (ALL, SIMILAR))
    template = (
        "By {label}, {area} has place {place} of {all} {among} with a published value, counted "
        "from the highest ({period}); {limits}. Ranked with the {among} most like it by features "
        "that the ONS publishes, it has place {near} of {those}; {near_limits}."
    )
    if item.note:
        template += " {note}."
    return (
        claim(
            f"position-{_slug(name)}",
            template,
            label=item.label,
            area=str(every["area_name"]),
            place=bind(every, wording.number),
            all=bind(every, wording.number, "denominator"),
            among=item.among,
            period=str(every["period"]),
            limits=_left(every),
            near=bind(similar, wording.number),
            those=bind(similar, wording.number, "denominator"),
            near_limits=_left(similar),
            **({"note": item.note[0].upper() + item.note[1:]} if item.note else {}),
        ),
    )


def _left(found: pd.Series) -> str:
    """Put the limits of a place; a text, since one place may be both of them."""
    low, high = wording.number(found["lower"]), wording.number(found["upper"])
    limits = f"{wording.confidence(found['confidence'])} limits"
    if low == high:
        return f"chance alone would not move it ({limits})"
    where = (
        f"at {low} or {high}"
        if found["upper"] == found["lower"] + 1
        else (f"anywhere from {low} to {high}")
    )
    return f"chance alone could have put it {where} ({limits})"


def _slug(name: str) -> str:
    return name.replace(",", "").replace(" ", "-")
