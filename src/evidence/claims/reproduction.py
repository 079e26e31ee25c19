"""What is said of printed figures of need set beside ours: true or absent for any authority."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.documents.verdict import CLOSE_WITHIN
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.base import SPLIT
from evidence.measures.prevalence.reproduction import Met, Reproduction

_OFF = (Met.CLOSE, Met.DIFFERS)
"""What is not met with rates from elsewhere, near or far."""

_NEAR = f"{CLOSE_WITHIN:.0%}"
# How each verdict reads after a count, for one and for several.
_SAID = {
    Met.EXACTLY: ("is reproduced exactly", "are reproduced exactly"),
    Met.ROUNDING: ("is met within rounding", "are met within rounding"),
    Met.CLOSE: ("is close, at most {near} off", "are close, at most {near} off"),
    Met.DIFFERS: ("differs from ours", "differ from ours"),
    Met.INFERRED: (
        "is met or nearly met at rates that were worked back from the document, which proves "
        "no rate right",
        "are met or nearly met at rates that were worked back from the document, which proves "
        "no rate right",
    ),
    Met.NOT: (
        "cannot be reproduced: no rates are held, or what it counts is not stated",
        "cannot be reproduced: no rates are held, or what it counts is not stated",
    ),
}
_LABELS = {
    Met.EXACTLY: "reproduced exactly",
    Met.ROUNDING: "met within rounding",
    Met.CLOSE: f"close: at most {_NEAR} off",
    Met.DIFFERS: f"differ from ours: over {_NEAR} off",
    Met.INFERRED: "met or nearly met, but their rates were worked back from the document",
    Met.NOT: "cannot be reproduced: no rates are held, or what it counts is not stated",
}


def finding(tallied: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what setting every printed figure against ours comes to; nothing where none is printed.

    ``tallied``: ``reproduction.tally`` of the place.
    """
    counted = _counted(tallied, place)
    if not counted:
        return ()
    fields: dict[str, Bound | str] = {"area": place.name}
    parts = []
    for number, (verdict, found) in enumerate(counted.items()):
        letter = "abcdef"[number]
        fields[letter] = bind(found, wording.number)
        parts.append(f"{{{letter}}} {_SAID[verdict][int(found['value'] != 1)]}")
    first = next(iter(counted.values()))
    said = "; ".join(parts)
    if Met.CLOSE in counted:
        fields["near"] = _NEAR
    return (
        claim(
            "need-reproduced-finding",
            f"Documents about {{area}} print {{all}} figures of modelled need. Of these, {said}.",
            all=bind(first, wording.number, "denominator"),
            **fields,
        ),
    )


def furthest(made: Sequence[Reproduction], place: Place) -> tuple[Claim, ...]:
    """Name the printed figure that its own model is furthest from, its rates not worked back."""
    chosen = [
        (item, item.row)
        for item in made
        if item.area_code == place.code
        and item.is_own
        and item.row is not None
        and item.verdict in _OFF
    ]
    if not chosen:
        return ()
    item, found = max(chosen, key=lambda pair: abs(float(pair[1]["value"])))
    return (
        claim(
            "need-reproduced-furthest",
            "Furthest off is {condition}, set against {year}: {stated} {who} are printed, and the "
            "model gives {ours}, {apart}.",
            condition=item.condition,
            year=item.year,
            stated=bind(found, _exact, "denominator"),
            who=wording.people_with(item.condition, item.ages),
            ours=bind(found, _exact, "numerator"),
            apart=bind(found, wording.more_or_fewer),
        ),
    )


def by_split(splits: pd.DataFrame, made: Sequence[Reproduction], place: Place) -> tuple[Claim, ...]:
    """Say with which split of people into women and men a printed figure is met exactly.

    ``splits``: ``split.implied`` of the place. Only for figures whose rates come from elsewhere;
    figures whose rates were worked back with that very split are named as no proof of it.
    """
    if splits.empty:
        return ()
    verdicts = {item.figure: item.verdict for item in made if item.is_own}
    mine = splits[splits["area_code"] == place.code]
    told = []
    for _, found in mine.iterrows():
        if verdicts.get(str(found["category"])) not in _OFF:
            continue
        same = mine[
            (mine["value"] == found["value"])
            & (mine["period"] == found["period"])
            & (mine["category"].map(verdicts) == Met.INFERRED)
        ]
        template = (
            "The document prints no sexes. Where {men} of its {people} people {ages} are men, its "
            "figure for {condition} in {year} is met exactly; the split of the {round} round, used "
            "here, has {used}."
        )
        fields: dict[str, Bound | str] = {}
        if len(same):
            template += (
                " {men} men also give its figures for {others} exactly, but their rates were "
                "worked back from them."
            )
            fields["others"] = wording.area_list(sorted(same["breakdown"]))
        told.append(
            claim(
                f"need-split-{found['category']}",
                template,
                men=bind(found, _exact),
                people=bind(found, _exact, "denominator"),
                ages=wording.ages(str(found["age_band"])),
                condition=str(found["breakdown"]),
                year=str(found["period"]).removeprefix("mid-"),
                round=SPLIT,
                used=bind(found, _exact, "numerator"),
                **fields,
            )
        )
    return tuple(told)


def key_facts(tallied: pd.DataFrame, place: Place) -> tuple[Strip, ...]:
    """Give a tile for each verdict that a figure came to; nothing where none is printed."""
    counted = _counted(tallied, place)
    if not counted:
        return ()
    return (
        Strip(
            tuple(
                fact(
                    f"fact-need-{verdict.name.lower()}",
                    bind(found, wording.number),
                    "of {all} printed figures",
                    "{what}",
                    what=_LABELS[verdict],
                    all=bind(found, wording.number, "denominator"),
                )
                for verdict, found in counted.items()
            )
        ),
    )


def _counted(tallied: pd.DataFrame, place: Place) -> dict[Met, pd.Series]:
    if tallied.empty or not (tallied["area_code"] == place.code).any():
        return {}
    rows = {verdict: row(tallied, area_code=place.code, category=verdict.value) for verdict in Met}
    return {verdict: found for verdict, found in rows.items() if found["value"] > 0}


def _exact(value: float) -> str:
    return wording.people(value, counted=True)
