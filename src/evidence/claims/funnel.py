"""What is said of an area in a funnel: limits of chance, how much areas vary, and where it lies."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.context.funnel import CHANCE, SPREAD
from evidence.measures.context.roll import ROLLS
from evidence.measures.frame import row
from evidence.measures.homelessness import wider
from evidence.measures.place import Place

_LEVEL = 0.95


def within(
    values: pd.DataFrame,
    limits: pd.DataFrame,
    name: str,
    place: Place,
    *,
    rest: pd.DataFrame | None = None,
) -> tuple[Claim, ...]:
    """Say where a place, or its council, lies in the funnel of a roll; () without a count.

    ``values``: the rows of ``context.roll.call``; ``limits``: ``context.funnel.limits`` of the
    area and England. The words below, within and above are those of the limits that allow for
    overdispersion; where areas vary no more than by chance, of chance alone. ``rest``: the same
    measure of England without London (``homelessness.wider.outside_london``), said beside
    England's where its period is the same.
    """
    item = ROLLS[name]
    area = place.upper_tier.code if item.councils else place.code
    own = limits[
        (limits["measure"] == "funnel_limits")
        & (limits["breakdown"] == name)
        & (limits["area_code"] == area)
        & (limits["confidence"] == _LEVEL)
    ]
    if own.empty:
        return ()
    here = row(values, area_code=area)
    chance, spread = (row(own, category=category) for category in (CHANCE, SPREAD))
    whole = limits[(limits["breakdown"] == name) & (limits["area_code"] == place.england.code)]
    factor = row(whole, measure="funnel_overdispersion")
    outside = row(whole, measure="funnel_outside", category=CHANCE, confidence=_LEVEL)
    words = item.words
    fields: dict[str, Bound | str] = {
        "england": bind(chance, words),
        "unit": "" if item.kind == "proportion" else f" {chance['unit']}",
        "period": str(chance["period"]),
        "confidence": wording.confidence(chance["confidence"]),
        "among": item.among,
        "base": item.base,
        "area": str(chance["area_name"]),
        "low": bind(chance, words, "lower"),
        "high": bind(chance, words, "upper"),
        "beyond": bind(outside, wording.number),
        "all": bind(outside, wording.number, "denominator"),
        "value": bind(here, words),
        "label": item.label,
    }
    beside = None if rest is None else wider.beside(rest, here["measure"], here["period"])
    if beside is not None:
        fields |= {"rest": bind(beside, words), "outside": wider.OUTSIDE}
    template = (
        "If the {label} were England's {england}{unit} everywhere ({period}"
        + ("; {outside} it is {rest}" if beside is not None else "")
        + "), chance would keep "
        "{confidence} of {among} with as many {base} as {area} between {low} and {high}; of {all} "
        "{among} {beyond} lie outside the limits for their size. "
    )
    judged = spread if factor["value"] > 1 else chance
    if factor["value"] > 1:
        template += (
            "With a tenth of them at each end drawn in, the variance among them is {factor} times "
            "what chance would give (overdispersion). "
            "{confidence} limits that allow for that run from {wide_low} to {wide_high}: "
        )
        fields |= {
            "factor": bind(factor, _times),
            "wide_low": bind(spread, words, "lower"),
            "wide_high": bind(spread, words, "upper"),
        }
    else:
        template += "They vary no more than by chance: "
    template += (
        "{area}, at {value}, lies {where} them."
        if judged is spread
        else ("{area}, at {value}, lies {where} its limits.")
    )
    fields["where"] = wording.against_limits(here["value"], judged["lower"], judged["upper"])
    return (claim(f"funnel-{name.replace(',', '').replace(' ', '-')}", template, **fields),)


def _times(value: float) -> str:
    return wording.number(value, 0 if value >= 10 else 1)
