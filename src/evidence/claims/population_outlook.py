"""What is said of the population ahead: how many people in all, which ages, and what for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import plan, wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_MOST = 2


def total(
    changes: pd.DataFrame, differences: pd.DataFrame, course: pd.DataFrame, place: Place
) -> Claim:
    """Say how many people a round expects in all, what becomes of children, and what was planned.

    A year between that lies outside both ends, as they are shown, is named. ``changes``:
    ``population.change`` of one round from now to the horizon, with all ages and 0-17;
    ``differences``: ``plan.differences``, empty where no plan is held; ``course``:
    ``population.of_variant`` of the round, all ages, year by year.
    """
    everybody, young = (_percent(changes, place, band) for band in ("all ages", "0-17"))
    start, end = _years(everybody)
    fields: dict[str, Bound | str] = {
        "round": str(everybody["variant"]),
        "area": place.name,
        "change": bind(everybody, wording.rises_or_falls),
        "start": start,
        "end": end,
        "people": bind(everybody, wording.people, "numerator"),
        "ages": wording.ages("0-17"),
        "young": bind(young, wording.rises_or_falls),
    }
    template = (
        "In the {round} projection the number of people in {area} {change} between {start} and "
        "{end}, to {people}"
    )
    turns = _outside(_years_of(course, everybody, place), wording.people)
    if turns:
        told = []
        for letter, there in zip("ab", turns, strict=False):
            fields |= {
                f"turn_{letter}": bind(there, wording.people),
                f"when_{letter}": str(there["period"]),
            }
            told.append(f"{{turn_{letter}}} in {{when_{letter}}}")
        template += f" (by way of {wording.area_list(told)})"
    planned = differences[
        (differences["measure"] == "population_difference_percent")
        & (differences["area_code"] == place.code)
        & (differences["age_band"] == "all ages")
        & (differences["period"] == end)
    ]
    if len(planned):
        there = planned.iloc[0]
        template += ": {difference} than the {planned} that the table in {document} {verb}"
        fields |= {
            "difference": bind(there, plan.more_or_fewer_than(there)),
            "planned": bind(there, wording.people, "denominator"),
            "document": plan.DOCUMENT,
            "verb": plan.verb(there),
        }
    template += ". The number {ages} {young}."
    return claim("population-total", template, **fields)


def ahead(changes: pd.DataFrame, place: Place, band: str) -> Claim:
    """Say what a projection round expects for one age band.

    ``changes``: ``population.change`` of the round from now to the horizon.
    """
    there = _percent(changes, place, band)
    start, end = _years(there)
    return claim(
        f"population-ahead-{_slug(band)}-{_slug(str(there['variant']))}",
        "In the {round} projection the number of people {ages} in {area} {change} between "
        "{start} and {end}, to {people}.",
        round=str(there["variant"]),
        ages=wording.ages(band),
        area=place.name,
        change=bind(there, wording.rises_or_falls),
        start=start,
        end=end,
        people=bind(there, wording.people, "numerator"),
    )


def in_halves(
    halves: pd.DataFrame, course: pd.DataFrame, place: Place, band: str
) -> tuple[Claim, ...]:
    """Say how one age band changes in the first and in the second half of the span ahead.

    Where a year between lies outside both ends of its half, the path is told instead: a fall
    before a rise would be hidden. ``halves``: ``population.halves`` of one round, ``course``:
    ``population.of_variant`` of it, year by year; () where the span has no halves.
    """
    own = halves[
        (halves["measure"] == "population_change_percent")
        & (halves["area_code"] == place.code)
        & (halves["age_band"] == band)
    ].sort_values("period", kind="stable")
    if len(own) != _MOST:
        return ()
    first, second = own.iloc[0], own.iloc[1]
    (start, middle), (_, end) = _years(first), _years(second)
    parts = [_years_of(course, half, place) for half in (first, second)]
    if any(_outside(part, wording.tens) for part in parts):
        return (_path(parts, place, band, str(first["variant"])),)
    return (
        claim(
            f"population-halves-{band.replace('+', '-over')}",
            "In the {round} projection the number of people {ages} in {area} {first} between "
            "{start} and {middle}, and {second} between {middle} and {end}, to {people}.",
            round=str(first["variant"]),
            ages=wording.ages(band),
            area=place.name,
            first=bind(first, wording.rises_or_falls),
            start=start,
            middle=middle,
            second=bind(second, wording.rises_or_falls),
            end=end,
            people=bind(second, wording.people, "numerator"),
        ),
    )


def _path(parts: Sequence[Sequence[pd.Series]], place: Place, band: str, name: str) -> Claim:
    """Tell the path through the ends of both halves and the years that lie outside them."""
    points = {str(part[at]["period"]): part[at] for part in parts for at in (0, -1)}
    for part in parts:
        points |= {str(there["period"]): there for there in _outside(part, wording.tens)}
    first, *others = [points[period] for period in sorted(points)]
    fields: dict[str, Bound | str] = {}
    told = []
    for letter, there in zip("abcdefg", others, strict=False):
        fields |= {
            f"people_{letter}": bind(there, wording.tens),
            f"when_{letter}": str(there["period"]),
        }
        told.append(f"{{people_{letter}}} in {{when_{letter}}}")
    return claim(
        f"population-path-{band.replace('+', '-over')}",
        "In the {round} projection the number of people {ages} in {area} goes from {people} in "
        f"{{start}} to {wording.area_list(told, most=len(told))}.",
        round=name,
        ages=wording.ages(band),
        area=place.name,
        people=bind(first, wording.tens),
        start=str(first["period"]),
        **fields,
    )


def _years_of(course: pd.DataFrame, span: pd.Series, place: Place) -> list[pd.Series]:
    """Give a band's people in each year of the span of a change, in order."""
    start, end = _years(span)
    own = course[
        (course["measure"] == "population")
        & (course["area_code"] == place.code)
        & (course["variant"] == span["variant"])
        & (course["age_band"] == span["age_band"])
        & (course["sex"] == "persons")
        & course["period"].between(start, end)
    ].sort_values("period", kind="stable")
    return [there for _, there in own.iterrows()]


def _outside(years: Sequence[pd.Series], words: Callable[[float], str]) -> list[pd.Series]:
    """Give the lowest and the highest year between where they lie outside both ends, in order.

    As they are shown: what rounds to an end lies at it.
    """
    if len(years) <= _MOST:
        return []
    ends = years[0], years[-1]
    shown = {words(float(there["value"])) for there in ends}
    low, high = (pick(float(there["value"]) for there in ends) for pick in (min, max))
    between = years[1:-1]
    lowest, highest = (pick(between, key=lambda item: float(item["value"])) for pick in (min, max))
    found = [
        there
        for there, beyond in (
            (lowest, float(lowest["value"]) < low),
            (highest, float(highest["value"]) > high),
        )
        if beyond and words(float(there["value"])) not in shown
    ]
    return sorted(found, key=lambda item: str(item["period"]))


def gaining(by_age: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Name the five-year bands that gain most people; () where none gains ten.

    ``by_age``: ``population.change`` in five-year bands of one round.
    """
    own = by_age[
        (by_age["measure"] == "population_change")
        & (by_age["area_code"] == place.code)
        & (by_age["value"] >= 10)
    ].sort_values(["value", "age_band"], ascending=[False, True], kind="stable")
    if own.empty:
        return ()
    most = [own.iloc[at] for at in range(min(_MOST, len(own)))]
    start, end = _years(most[0])
    fields: dict[str, Bound | str] = {
        "round": str(most[0]["variant"]),
        "area": place.name,
        "start": start,
        "end": end,
    }
    told = []
    for letter, there in zip("ab", most, strict=False):
        fields |= {
            f"band_{letter}": wording.ages(str(there["age_band"])).removeprefix("aged "),
            f"gain_{letter}": bind(there, wording.tens),
        }
        told.append(f"{{band_{letter}}} ({{gain_{letter}}} more)")
    template = (
        "In the {round} projection the five-year age "
        + ("bands that gain" if len(most) > 1 else "band that gains")
        + " most people in {area} between {start} and {end} "
        + ("are " if len(most) > 1 else "is ")
        + wording.area_list(told)
        + "."
    )
    return (claim("population-gaining", template, **fields),)


def planned_for(differences: pd.DataFrame, place: Place, band: str, year: int) -> tuple[Claim, ...]:
    """Say by how many people a plan made for a document's number would miss the newest round.

    ``differences``: ``plan.differences``; () where no plan is held for the year, or both agree.
    """
    found = differences[
        (differences["measure"] == "population_difference")
        & (differences["area_code"] == place.code)
        & (differences["age_band"] == band)
        & (differences["period"] == f"mid-{year}")
    ]
    if found.empty or wording.people(abs(float(found["value"].iloc[0]))) == "0":
        return ()
    there = found.iloc[0]
    newest, _ = str(there["variant"]).split(" against ")
    return (
        claim(
            f"population-planned-for-{band.replace('+', '-over')}-{year}",
            "Housing: a plan for the {planned} people {ages} that the table in {document} {verb} "
            "for {period} would be for {apart} than the {newest} projection has.",
            planned=bind(there, wording.people, "denominator"),
            ages=wording.ages(band),
            document=plan.DOCUMENT,
            verb=plan.verb(there),
            period=str(there["period"]),
            apart=bind(there, _plan_apart),
            newest=newest,
        ),
    )


def _plan_apart(newest_less_plan: float) -> str:
    """Put a difference from the plan's side: "6,600 more" where the newest round has fewer."""
    word = "more" if newest_less_plan < 0 else "fewer"
    return f"{wording.people(abs(newest_less_plan))} {word}"


def _percent(changes: pd.DataFrame, place: Place, band: str) -> pd.Series:
    return row(
        changes,
        measure="population_change_percent",
        area_code=place.code,
        age_band=band,
        sex="persons",
    )


def _years(there: pd.Series) -> tuple[str, str]:
    start, end = str(there["period"]).split(" to ")
    return start, end


def _slug(text: str) -> str:
    return text.replace("+", "-over").replace(" ", "-")
