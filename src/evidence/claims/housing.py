"""What the housing chapter says of specialist homes; nothing where no document is held."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, Strip, bind, claim, fact
from evidence.measures import plan, wording
from evidence.measures.frame import row
from evidence.measures.housing.home import KINDS, TOTAL
from evidence.measures.place import Place


def required(wanted: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many specialist homes for older people the strategy names, of what kinds.

    ``wanted``: ``housing.home.required``.
    """
    if wanted.empty:
        return ()
    total = _printed(wanted, place, f"requirement: {TOTAL}")
    age_exclusive, sheltered, extra_care = (
        bind(_printed(wanted, place, f"requirement: {kind}"), wording.number) for kind in KINDS
    )
    return (
        claim(
            "housing-required",
            "The Housing Strategy says that a study indicated a requirement in {area} {period} of "
            "{total} specialist homes for older people: {age_exclusive} age exclusive, {sheltered} "
            "sheltered and {extra_care} extra care. On what projection it stands, and whether it "
            "comes on top of the homes there are, is not stated; so it is not scaled here.",
            area=place.name,
            period=str(total["period"]),
            total=bind(total, wording.number),
            age_exclusive=age_exclusive,
            sheltered=sheltered,
            extra_care=extra_care,
        ),
    )


def stock(printed: pd.DataFrame, less: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many homes the council has, and that the requirement seems not to be the whole stock.

    ``printed``: ``stated.figures`` of "stock", "schemes" and "schemes refurbished"; ``less``:
    ``housing.home.required_less_stock``.
    """
    if printed.empty:
        return ()
    sheltered = _printed(printed, place, "stock: sheltered housing")
    told = (
        claim(
            "housing-stock",
            "The market position statement counts {sheltered} sheltered homes, and {extra} extra "
            "care homes in {extra_schemes} schemes. They are the council's own; other landlords' "
            "are not counted. The refurbishment of {refurbished} of {schemes} schemes was "
            "complete; extra care was still to be refurbished, and whether it is among those "
            "schemes is not stated.",
            sheltered=bind(sheltered, wording.number),
            schemes=bind(_printed(printed, place, "schemes: sheltered housing"), wording.number),
            refurbished=bind(
                _printed(printed, place, "schemes refurbished: sheltered housing"), wording.number
            ),
            extra=bind(_printed(printed, place, "stock: extra care housing"), wording.number),
            extra_schemes=bind(
                _printed(printed, place, "schemes: extra care housing"), wording.number
            ),
        ),
    )
    if less.empty:
        return told
    apart = _printed(less, place, "sheltered housing")
    if apart["value"] >= 0:
        return told
    return (
        *told,
        claim(
            "housing-required-beside-stock",
            "The {needed} sheltered homes required are fewer than the {has} that the council has "
            "already, which suggests that the requirement is not meant as all the homes there "
            "should be. Neither document says so.",
            needed=bind(apart, wording.number, "numerator"),
            has=bind(apart, wording.number, "denominator"),
        ),
    )


def occupancy(found: pd.DataFrame, printed: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many sheltered homes had a tenant at both dates.

    ``found``: ``housing.home.occupancy``; ``printed``: ``stated.figures`` of "vacancies".
    """
    if found.empty:
        return ()
    rows = found[found["area_code"] == place.code].sort_values(
        "value", ascending=False, kind="stable"
    )
    more, fewer = rows.iloc[0], rows.iloc[-1]
    vacancies = _printed(printed, place, "vacancies: sheltered housing")
    return (
        claim(
            "housing-occupancy",
            "The statement prints an occupancy of {more} for {first} and {fewer} for {last}; of "
            "the {homes} sheltered homes that it counts, without a date, that would be "
            "{more_share} and {fewer_share}. {vacancies} fell vacant in the {span}, a number that "
            "the statement says reflects the pandemic.",
            more=bind(more, wording.number, "numerator"),
            homes=bind(more, wording.number, "denominator"),
            first=str(more["period"]),
            more_share=bind(more, wording.percent),
            fewer=bind(fewer, wording.number, "numerator"),
            last=str(fewer["period"]),
            fewer_share=bind(fewer, wording.percent),
            vacancies=bind(vacancies, wording.number),
            span=str(vacancies["period"]),
        ),
    )


def for_older_people(found: pd.DataFrame, place: Place, band: str) -> tuple[Claim, ...]:
    """Say how many of the council's specialist homes there are for 1,000 people of an age.

    ``found``: ``housing.home.for_older_people``.
    """
    if found.empty:
        return ()
    there = row(found, age_band=band, area_code=place.code)
    return (
        claim(
            f"housing-homes-{band.replace('+', '-over')}",
            "{homes} sheltered and extra care homes are {rate} for every {base} of the {people} "
            "people {ages} who lived in {area} in {period}. The homes are not dated. Other "
            "areas' stock is not held, so the rate is compared with none.",
            homes=bind(there, wording.number, "numerator"),
            rate=bind(there, lambda value: wording.number(value, 1)),
            base=wording.number(1000),
            people=bind(there, _counted, "denominator"),
            ages=wording.ages(band),
            area=place.name,
            period=str(there["period"]),
        ),
    )


def learning_disability(
    printed: pd.DataFrame, change: pd.DataFrame, people: pd.DataFrame, place: Place
) -> tuple[Claim, ...]:
    """Say what the documents print of homes for people with a learning disability.

    ``printed``: ``stated.figures`` of "additional demand"; ``change``:
    ``housing.supported_living.change``; ``people``: ``care.people.supported``.
    """
    if printed.empty or change.empty:
        return ()
    demand = _printed(printed, place, "additional demand: specialist accommodation")
    grown = row(change, area_code=place.code)
    helped = _printed(people, place, "people supported: supported living")
    start, end = str(grown["period"]).split(" to ")
    return (
        claim(
            "housing-learning-disability-demand",
            "A study named in the Housing Strategy put the likely additional demand at {units} "
            "units of specialist accommodation for people with a learning disability, {period}. "
            "How many have been provided since is not held.",
            units=bind(demand, wording.number),
            period=str(demand["period"]),
        ),
        claim(
            "housing-supported-living-placements",
            "Supported living placements for people with a learning disability numbered {before} "
            "in {start} and {after} in {end}, {more}. The {helped} people whom "
            "the statement counts as helped with supported living in {year} may have any need: "
            "the two are not comparable.",
            before=bind(grown, wording.number, "denominator"),
            start=start,
            after=bind(grown, wording.number, "numerator"),
            end=end,
            more=bind(grown, lambda value: wording.more_or_fewer(value, 0)),
            helped=bind(helped, wording.number),
            year=str(helped["period"]),
        ),
    )


def key_facts(
    wanted: pd.DataFrame,
    printed: pd.DataFrame,
    differences: pd.DataFrame,
    ahead: pd.DataFrame,
    place: Place,
) -> Strip:
    """Put homes wanted, homes there are and the older people to come side by side.

    ``wanted``: ``housing.home.required``; ``printed``: ``stated.figures`` of "stock";
    ``differences``: ``plan.differences``; ``ahead``: ``population.change`` of one round with the
    bands 65+, 75+ and 85+.
    """
    tiles = []
    if len(wanted):
        total = _printed(wanted, place, f"requirement: {TOTAL}")
        tiles.append(
            fact(
                "fact-housing-required",
                bind(total, wording.number),
                "specialist homes",
                "required {period}, Housing Strategy",
                period=str(total["period"]),
            )
        )
    if len(printed):
        tiles.append(
            fact(
                "fact-housing-sheltered",
                bind(_printed(printed, place, "stock: sheltered housing"), wording.number),
                "sheltered homes",
                "the council's own, {area}",
                area=place.name,
            )
        )
    held = differences[
        (differences["measure"] == "population_difference_percent")
        & (differences["age_band"] == "65+")
        & (differences["period"] == "mid-2030")
    ]
    if len(held):
        there = held.iloc[0]
        newest = str(there["variant"]).split(" against ")[0]
        tiles.append(
            fact(
                "fact-housing-older",
                bind(there, wording.people, "numerator"),
                "people {ages}",
                "projected for {period}, {newest} round",
                "{difference} than {document} gives",
                ages=wording.ages("65+"),
                period=str(there["period"]),
                newest=newest,
                difference=bind(there, wording.more_or_fewer_than),
                document=plan.DOCUMENT,
            )
        )
    for band in ("75+", "85+"):
        there = row(
            ahead,
            measure="population_change_percent",
            area_code=place.code,
            age_band=band,
            sex="persons",
        )
        start, end = str(there["period"]).split(" to ")
        tiles.append(
            fact(
                f"fact-housing-ahead-{band.replace('+', '-over')}",
                bind(there, wording.people, "numerator"),
                "people {ages}",
                "projected for {end}, {round} round",
                "{change} from {start}",
                ages=wording.ages(band),
                end=end,
                round=str(there["variant"]),
                change=bind(there, wording.rises_or_falls),
                start=start,
            )
        )
    return Strip(tuple(tiles))


def _printed(rows: pd.DataFrame, place: Place, breakdown: str) -> pd.Series:
    return row(rows, area_code=place.code, breakdown=breakdown)


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
