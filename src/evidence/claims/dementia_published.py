"""What is said of the dementia numbers that a document printed, and what they become now."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.care.spend import CARE_HOMES, DIRECT_PAYMENTS
from evidence.measures.documents.verdict import is_close
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.uncertainty import PARAMETER
from evidence.measures.rounds import ROUNDS

_ALL = "65+"
_PLAN = "2016-based"
_CONFIDENCE = 0.95
_INSIDE = (
    "Neither printed number lies within the interval, but closeness to one model does not show "
    "that it was used.",
    "One of the two printed numbers lies within the interval too, so closeness to one model does "
    "not show that it was used.",
    "Both printed numbers lie within the intervals too, so closeness to one model does not show "
    "that it was used.",
)
"""By how many of the two printed numbers the other model's interval holds."""
_SPEND = (CARE_HOMES, DIRECT_PAYMENTS, "day care")


def diagnosed(differences: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say in one sentence that what a document calls diagnosed is near a model's number.

    ``differences``: ``published.against`` for dementia; none where no document is held, or where
    its number is not close, by the rule of the chapter on documents.
    """
    if differences.empty:
        return ()
    near = row(
        differences,
        measure="modelled_difference_percent",
        area_code=place.code,
        category="dementia-diagnosed-2020",
        variant=f"Dementia UK on {_PLAN}",
    )
    if not is_close(float(near["denominator"]), float(near["numerator"])):
        return ()
    return (
        claim(
            "dementia-diagnosed-near-a-model",
            "The estimated {stated} people {ages} diagnosed with dementia in {area} that the "
            "council's market position statement gives lie close to the {near} that {rates} rates "
            "give on its own table of people for {period}. It may be a model's number, which "
            "closeness does not show: the document calls them both estimated and diagnosed, and "
            "no count of that time is held.",
            stated=bind(near, _counted, "denominator"),
            ages=wording.ages(_ALL),
            area=place.name,
            near=bind(near, _counted, "numerator"),
            rates="Dementia UK",
            period=str(near["period"]),
        ),
    )


def a_model(differences: pd.DataFrame, limits: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say that the number a document calls diagnosed is near a model's; none where none is held.

    ``differences``: ``published.against`` for dementia; ``limits``: ``uncertainty.intervals`` of
    CFAS II on the round that the document prints, for the years of its numbers.
    """
    if differences.empty:
        return ()
    near, far, later, last = (
        row(
            differences,
            measure="modelled_difference_percent",
            area_code=place.code,
            category=category,
            variant=f"{rates} on {_PLAN}",
        )
        for rates, category in (
            ("Dementia UK", "dementia-diagnosed-2020"),
            ("CFAS II", "dementia-diagnosed-2020"),
            ("Dementia UK", "dementia-2035"),
            ("CFAS II", "dementia-2035"),
        )
    )
    first_limits, last_limits = (
        row(
            limits,
            area_code=place.code,
            variant=str(one["variant"]),
            period=str(one["period"]),
            category=PARAMETER,
            confidence=_CONFIDENCE,
        )
        for one in (far, last)
    )
    inside = [
        float(ends["lower"]) <= float(one["denominator"]) <= float(ends["upper"])
        for one, ends in ((far, first_limits), (last, last_limits))
    ]
    return (
        claim(
            "dementia-diagnosed-is-modelled",
            "The market position statement gives an estimated {stated} people {ages} diagnosed "
            "with dementia, and names no year. Applied to its own table of people for {period}, "
            "split by sex as a later round splits it, {first} rates give {near} ({apart}) and "
            "{second} rates {far} ({away}; {confidence} interval {lower} to {upper}). By {year} "
            "it has {printed}; for {ahead} {first} rates give {then} ({by}) and {second} rates "
            "{also} ({beyond}; {lower_then} to {upper_then}). "
            + _INSIDE[sum(inside)]
            + " The statement does not say where its numbers come from.",
            stated=bind(near, _counted, "denominator"),
            ages=wording.ages(_ALL),
            period=str(near["period"]),
            first="Dementia UK",
            near=bind(near, wording.tens, "numerator"),
            apart=bind(near, _than_printed),
            second="CFAS II",
            far=bind(far, wording.tens, "numerator"),
            away=bind(far, _than_printed),
            confidence=wording.confidence(_CONFIDENCE),
            lower=bind(first_limits, wording.tens, "lower"),
            upper=bind(first_limits, wording.tens, "upper"),
            year=_year(later),
            ahead=str(later["period"]),
            printed=bind(later, _counted, "denominator"),
            then=bind(later, wording.tens, "numerator"),
            by=bind(later, _than_printed),
            also=bind(last, wording.tens, "numerator"),
            beyond=bind(last, _than_printed),
            lower_then=bind(last_limits, wording.tens, "lower"),
            upper_then=bind(last_limits, wording.tens, "upper"),
        ),
    )


def on_newest(
    differences: pd.DataFrame, replanned: pd.DataFrame, place: Place
) -> tuple[Claim, ...]:
    """Say what a number that a document prints for a year becomes on the newest round.

    The rate set is the one that comes nearest to the document's number on its own table.
    ``differences``: ``published.against`` for dementia; ``replanned``: ``replanned.replanned``.
    None where no document is held.
    """
    found = _newest(differences, replanned, place, "modelled_difference_percent")
    if found is None:
        return ()
    rates, round = str(found["variant"]).rsplit(" on ", 1)
    return (
        claim(
            "dementia-on-newest-round",
            "The market position statement has {printed} people {ages} living with dementia in "
            "{area} by {year} (taken as {period} here). On {rates} rates, which come nearest to "
            "that number on its own table of people, the {round} projection gives {people}, "
            "{apart}.",
            printed=bind(found, _counted, "denominator"),
            ages=wording.ages(_ALL),
            area=place.name,
            year=_year(found),
            period=str(found["period"]),
            rates=rates,
            round=round,
            people=bind(found, wording.tens, "numerator"),
            apart=bind(found, lambda value: wording.more_or_fewer(value, 0)),
        ),
    )


def sized(differences: pd.DataFrame, replanned: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say by how many people a service sized on a document's number would miss the newest round.

    Both as for ``on_newest``.
    """
    found = _newest(differences, replanned, place, "modelled_difference")
    if found is None or wording.tens(abs(float(found["value"]))) == "0":
        return ()
    rates, round = str(found["variant"]).rsplit(" on ", 1)
    return (
        claim(
            "dementia-sized",
            "A service sized for the statement's {printed} people by {year} would "
            "be sized for {apart} than the {round} projection gives on {rates} rates.",
            printed=bind(found, _counted, "denominator"),
            year=_year(found),
            apart=bind(found, _from_printed),
            round=round,
            rates=rates,
        ),
    )


def spent(spend: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what a document prints of spend on older people whose main need is memory and cognition.

    ``spend``: ``care.spend.spend``; none where one of the three services is not printed.
    """
    own = spend[
        (spend["area_code"] == place.code)
        & (spend["measure"] == "care_spend")
        & (spend["category"] == "memory and cognition")
        & (spend["age_band"] == _ALL)
    ]
    rows = {str(one["breakdown"]): one for _, one in own.iterrows()}
    if any(name not in rows for name in _SPEND):
        return ()
    homes, payments, days = (rows[name] for name in _SPEND)
    return (
        claim(
            "dementia-spend",
            "What the statement prints of spend on people {ages} whose main need is support with "
            "memory and cognition comes to {homes} on care homes (the table names no year, and is "
            "put in {year} because its totals are those of the year), {payments} on direct "
            "payments ({when}) and {days} on day care ({then}). It does not say on how many "
            "people, nor how many of them have dementia.",
            ages=wording.ages(_ALL),
            homes=bind(homes, wording.money),
            year=str(homes["period"]),
            payments=bind(payments, wording.money),
            when=str(payments["period"]),
            days=bind(days, wording.money),
            then=str(days["period"]),
        ),
    )


def _newest(
    differences: pd.DataFrame, replanned: pd.DataFrame, place: Place, measure: str
) -> pd.Series | None:
    """Pick the row of the newest round and of the rate set nearest to the document's number."""
    own = replanned[(replanned["area_code"] == place.code) & (replanned["measure"] == measure)]
    near = differences[
        (differences["area_code"] == place.code)
        & (differences["measure"] == "modelled_difference_percent")
        & differences["category"].isin(own["category"])
        & differences["variant"].str.endswith(f" on {_PLAN}")
    ]
    if own.empty or near.empty:
        return None
    rates = str(near.iloc[int(near["value"].abs().to_numpy().argmin())]["variant"])
    order = {name: at for at, name in enumerate(ROUNDS)}
    own = own[own["variant"].str.startswith(rates.rsplit(" on ", 1)[0] + " on ")]
    place_of = own["variant"].str.rsplit(" on ", n=1).str[-1].map(order)
    return own.iloc[int(place_of.to_numpy().argmax())]


def _year(found: pd.Series) -> str:
    """Name the year by which a document has its number; it is modelled for the middle of it."""
    return str(found["period"]).removeprefix("mid-")


def _than_printed(value: float) -> str:
    """Put a difference from a printed number to whole per cent: no interval is held of it."""
    words = wording.more_or_fewer(value, 0)
    return f"{words} as printed" if words == "about as many" else f"{words} than printed"


def _from_printed(modelled_less_printed: float) -> str:
    """Put a difference from the printed number's side: "690 more" where the model has fewer."""
    word = "more" if modelled_less_printed < 0 else "fewer"
    return f"{wording.tens(abs(modelled_less_printed))} {word}"


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
