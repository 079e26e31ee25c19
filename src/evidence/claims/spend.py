"""What the care chapter says of the council's own figures; nothing where no document is held."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.care.bed import BY_SELF_FUNDERS, BY_VOID_RATE
from evidence.measures.care.spend import EVERY_CELL, YOUNGER_WITHOUT_DIRECT_PAYMENTS
from evidence.measures.frame import row
from evidence.measures.place import Place


def working_age(spent: pd.DataFrame, people: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what share of people and of spend in long-stay residential care is of working age.

    ``spent``: ``care.spend.spend``; ``people``: ``care.people.shares``.
    """
    if spent.empty or people.empty:
        return ()
    of = {"breakdown": "residential care, long stay", "age_band": "18-64", "area_code": place.code}
    who = row(people, **of)
    money = row(spent, measure="care_spend_share", category="all", **of)
    return (
        claim(
            "care-spend-working-age",
            "In {year}, {people} of the {all} people whom {area} supported in long-stay "
            "residential care were {ages} ({share}). Of the {total} spent on that care, {spend} "
            "was on them; the table of spend names no year, and is put in this one because its "
            "totals are those of the year.",
            year=str(who["period"]),
            people=bind(who, _counted, "numerator"),
            all=bind(who, _counted, "denominator"),
            area=place.name,
            ages=wording.ages("18-64"),
            share=bind(who, wording.percent),
            total=bind(money, wording.money, "denominator"),
            spend=bind(money, wording.percent),
        ),
    )


def cells(found: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say whether the cells of the printed tables add up to their printed totals.

    ``found``: ``care.spend.cells_against_totals``.
    """
    rows = found[found["area_code"] == place.code] if len(found) else found
    if rows.empty:
        return ()
    furthest = rows.iloc[int(rows["value"].abs().argmax())]
    exact = int((rows["value"] == 0).sum())
    return (
        claim(
            "care-spend-cells",
            "Of the {columns} of spend with a printed total in the market position statement, the "
            "cells of {exact} add to it to the pound; none is further from it than {most}.",
            columns=wording.count_of(len(rows), "column"),
            exact=str(exact),
            most=bind(furthest, lambda value: wording.money(abs(value))),
        ),
    )


def learning_disability(found: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how the total in the text stands to what the document's tables add up to.

    ``found``: ``care.spend.learning_disability``.
    """
    if found.empty:
        return ()
    name = {"measure": "care_learning_disability_spend_difference", "area_code": place.code}
    every = row(found, category=EVERY_CELL, **name)
    part = row(found, category=YOUNGER_WITHOUT_DIRECT_PAYMENTS, **name)
    cells = found[
        (found["measure"] == "care_learning_disability_spend") & (found["status"] == "published")
    ]
    return (
        claim(
            "care-spend-learning-disability",
            "The market position statement says that the council spends in total circa {stated} "
            "to meet the needs of people with a learning disability or autism. Its own tables "
            "print {cells} for learning disability support, which add to {every}: about {more} "
            "more. Home care and supported living are not among the cells: no table breaks them "
            "down for learning disability.",
            stated=bind(every, wording.money, "denominator"),
            cells=wording.count_of(len(cells), "cell"),
            every=bind(every, wording.money, "numerator"),
            more=bind(every, wording.money),
        ),
        claim(
            "care-spend-learning-disability-consistent",
            "The cells of people {ages} alone, without direct payments, add to {exact}. The "
            "sentence is consistent with that selection; the statement does not say that it used "
            "it, and other selections of cells round to the same figure.",
            ages=wording.ages(str(part["age_band"])),
            exact=bind(part, _pounds, "numerator"),
        ),
    )


def beds(found: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say whether the void rate and the share of self-funders agree on how many beds are filled.

    ``found``: ``care.bed.beds``.
    """
    if found.empty:
        return ()
    total = row(found, measure="care_beds", area_code=place.code)
    name = {"measure": "care_beds_occupied", "area_code": place.code}
    by_voids = row(found, category=BY_VOID_RATE, **name)
    by_share = row(found, category=BY_SELF_FUNDERS, **name)
    share = row(found, measure="care_self_funder_share", area_code=place.code)
    counted = wording.number(by_share["numerator"])
    agree = by_voids["upper"] >= by_share["lower"] and by_voids["lower"] <= by_share["upper"]
    return (
        claim(
            "care-beds-occupied",
            "The statement prints a void rate for {period} without saying of which beds. If it "
            "held for all {beds} that it counts, {filled} would be filled, and its {funders} "
            "self-funders would be {share} of them. It says {said}, which would need {implied} "
            "filled beds ({lower} to {upper} with rounding): the two {agree}. Neither the beds nor "
            "the self-funders are dated.",
            period=str(by_voids["period"]),
            filled=bind(by_voids, wording.number),
            beds=bind(total, wording.number),
            funders=bind(by_share, wording.number, "numerator"),
            share=bind(share, wording.percent),
            said=bind(by_share, lambda value: wording.percent(value, 0), "denominator"),
            implied=bind(by_share, wording.number),
            lower=bind(by_share, wording.number, "lower"),
            upper=bind(by_share, wording.number, "upper"),
            agree="agree"
            if agree
            else f"do not quite agree, unless {counted} is itself rounded or they are of different "
            "dates or beds",
        ),
    )


def direct_payments(people: pd.DataFrame, spent: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many people receive direct payments, for how much, and who has most of it.

    ``people``: ``care.people.supported``; ``spent``: ``care.spend.spend``.
    """
    if people.empty or spent.empty:
        return ()
    who = row(people, breakdown="direct payments: direct payments", area_code=place.code)
    of = {"breakdown": "direct payments", "area_code": place.code, "age_band": "18+"}
    total = row(spent, measure="care_spend", category="all", **of)
    shares = spent[
        (spent["measure"] == "care_spend_share")
        & (spent["breakdown"] == "direct payments")
        & (spent["age_band"] == "18+")
    ].sort_values("value", ascending=False, kind="stable")
    first, second = shares.iloc[0], shares.iloc[1]
    return (
        claim(
            "care-direct-payments-spend",
            "When the statement was written {people} people in {area} received direct payments of "
            "{total}: {first_share} of it for {first} and {second_share} for {second}.",
            people=bind(who, _counted),
            area=place.name,
            total=bind(total, wording.money),
            first_share=bind(first, wording.percent),
            first=str(first["category"]),
            second_share=bind(second, wording.percent),
            second=str(second["category"]),
        ),
    )


def care_homes(spent: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what care homes cost in the year and which support reasons took most of it.

    ``spent``: ``care.spend.spend``.
    """
    if spent.empty:
        return ()
    of = {"breakdown": "care homes", "area_code": place.code, "age_band": "18+"}
    total = row(spent, measure="care_spend", category="all", **of)
    shares = spent[
        (spent["measure"] == "care_spend_share")
        & (spent["breakdown"] == "care homes")
        & (spent["age_band"] == "18+")
    ].sort_values("value", ascending=False, kind="stable")
    first, second = shares.iloc[0], shares.iloc[1]
    return (
        claim(
            "care-homes-spend",
            "{area} spent {total} on residential and nursing care in {year}, long and short stays: "
            "{first_share} for {first} and {second_share} for {second}.",
            area=place.name,
            total=bind(total, wording.money),
            year=str(total["period"]),
            first_share=bind(first, wording.percent),
            first=str(first["category"]),
            second_share=bind(second, wording.percent),
            second=str(second["category"]),
        ),
    )


def _counted(value: float) -> str:
    return wording.people(value, counted=True)


def _pounds(value: float) -> str:
    return f"£{wording.number(value)}"
