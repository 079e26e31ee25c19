"""What the population chapter says, each sentence true or absent for any authority."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import plan, wording
from evidence.measures.estimate import REBASED, SERIES
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS


def size(changes: pd.DataFrame, place: Place) -> Claim:
    """Say how many people live here and how that has changed beside England.

    ``changes``: ``population.change`` of the newest estimates for the place and England.
    """
    here = _percent(changes, place.code, "all ages")
    england = _percent(changes, place.england.code, "all ages")
    start, end = _years(here)
    return claim(
        "population-size",
        "An estimated {people} people lived in {area} in {end}. Since {start} the number {change}; "
        "in England it {england}.",
        people=bind(here, wording.people, "numerator"),
        area=place.name,
        end=end,
        start=start,
        change=bind(here, wording.rose_or_fell),
        england=bind(england, wording.rose_or_fell),
    )


def against_plan(differences: pd.DataFrame, place: Place, band: str, year: int) -> Claim:
    """Say how the newest round differs from a document's table for one age band in one year.

    ``differences``: ``plan.differences`` of the newest round against that table. The round that
    the table is taken to be of is not named: that is inferred.
    """
    there = row(
        differences,
        measure="population_difference_percent",
        area_code=place.code,
        period=f"mid-{year}",
        age_band=band,
    )
    newest, _ = _against(there)
    return claim(
        f"population-plan-{_slug(band)}-{year}",
        "For {period} the {newest} projection has {found} people {ages} in {area}, {difference} "
        "than the {planned} that the table in {document} {verb}.",
        period=str(there["period"]),
        newest=newest,
        found=bind(there, wording.people, "numerator"),
        ages=wording.ages(band),
        area=place.name,
        difference=bind(there, plan.more_or_fewer_than(there)),
        planned=bind(there, wording.people, "denominator"),
        document=plan.DOCUMENT,
        verb=plan.verb(there),
    )


def plan_findings(
    differences: pd.DataFrame, place: Place, about: Sequence[tuple[str, int]]
) -> tuple[Claim, ...]:
    """Say it for each age band and year of ``about`` that both rounds hold; often none."""
    held = set(zip(differences["age_band"], differences["period"], strict=True))
    return tuple(
        against_plan(differences, place, band, year)
        for band, year in about
        if (band, f"mid-{year}") in held
    )


def turned(
    differences: pd.DataFrame, place: Place, working: str, older: str, year: int
) -> tuple[Claim, ...]:
    """Say in one sentence how the newest round turns the plan, for two bands in one year.

    ``differences``: ``plan.differences`` of the newest round against a document's table. None
    where no plan is held.
    """
    held = set(zip(differences["age_band"], differences["period"], strict=True))
    if any((band, f"mid-{year}") not in held for band in (working, older)):
        return ()
    first, second = (
        row(
            differences,
            measure="population_difference_percent",
            area_code=place.code,
            period=f"mid-{year}",
            age_band=band,
        )
        for band in (working, older)
    )
    newest, planned = _against(first)
    return (
        claim(
            "population-plan-turned",
            "For {period} the newest projection ({newest}) has {working} people {working_ages} in "
            "{area}, {working_difference} than the {working_planned} that {document} gives (in a "
            "table which we infer to be the {planned} round), and {older} people {older_ages}, "
            "{older_difference} than its {older_planned}.",
            period=str(first["period"]),
            newest=newest,
            working=bind(first, wording.people, "numerator"),
            working_ages=wording.ages(working),
            area=place.name,
            working_difference=bind(first, plan.more_or_fewer_than(first)),
            working_planned=bind(first, wording.people, "denominator"),
            document=plan.DOCUMENT,
            planned=planned,
            older=bind(second, wording.people, "numerator"),
            older_ages=wording.ages(older),
            older_difference=bind(second, plan.more_or_fewer_than(second)),
            older_planned=bind(second, wording.people, "denominator"),
        ),
    )


def missed(errors: pd.DataFrame, place: Place, *bands: str) -> Claim:
    """Say how far a projection lies from what has since been estimated for a past year.

    Of a round that came out after that year it is said that this is no test of it. ``errors``:
    ``projection.errors`` of one round and year; ``bands``: one or more of its ages.
    """
    rows = [
        row(errors, measure="projection_error_percent", area_code=place.code, age_band=band)
        for band in bands
    ]
    round, against = _against(rows[0])
    fields: dict[str, Bound | str] = {}
    told = []
    for letter, there in zip("abc", rows, strict=False):
        fields |= {
            f"projected_{letter}": bind(there, wording.people, "numerator"),
            f"ages_{letter}": wording.ages(str(there["age_band"])),
            f"difference_{letter}": bind(there, wording.more_or_fewer_than),
            f"estimated_{letter}": bind(there, _counted, "denominator"),
        }
        told.append(
            f"{{projected_{letter}}} people {{ages_{letter}}} ({{difference_{letter}}} than the "
            f"{{estimated_{letter}}} estimated {SERIES[against].since})"
        )
    item = ROUNDS[round]
    untested = ""
    if item.is_after(str(rows[0]["period"])):
        untested = "; this is no test: it was published in {published}, after the year estimated"
        fields["published"] = item.published
        if against == REBASED and item.follows_census:
            untested += ", and starts from mid-{base} of the same series"
            fields["base"] = str(item.base_year)
    return claim(
        "-".join(["population-missed", _slug(round), *map(_slug, bands)]),
        "For {area} in {period} {source} has " + wording.area_list(told) + untested + ".",
        period=str(rows[0]["period"]),
        source=plan.DOCUMENT if item.is_plan else f"the {round} projection",
        area=place.name,
        **fields,
    )


def began(errors: pd.DataFrame, place: Place, band: str) -> tuple[Claim, ...]:
    """Say how much of an error was there in the year that the round starts from.

    None against estimates that have not been revised: they are what it started from.

    ``errors``: ``projection.errors`` of one round in its base year and in a later one.
    """
    own = errors[
        (errors["measure"] == "projection_error")
        & (errors["area_code"] == place.code)
        & (errors["age_band"] == band)
    ]
    first, last = (row(own, period=period) for period in (own["period"].min(), own["period"].max()))
    round, against = _against(first)
    if against != REBASED:
        return ()
    found = claim(
        f"population-began-{_slug(round)}-{_slug(band)}",
        "In {start}, the year it starts from, the {round} projection had {before} people "
        "{ages} than are now estimated for that year in {area}; for {end} it has {after}. The "
        "first gap lies in the estimate it started from, which has been revised since; what was "
        "added to it, or taken from it, came with the years after.",
        start=str(first["period"]),
        round=round,
        before=bind(first, _apart),
        ages=wording.ages(band),
        area=place.name,
        end=str(last["period"]),
        after=bind(last, _apart),
    )
    return (found,)


def key_facts(
    changes: pd.DataFrame,
    shares: pd.DataFrame,
    ahead: pd.DataFrame,
    since: pd.DataFrame,
    place: Place,
) -> Strip:
    """Put size, age and what is projected side by side.

    ``changes`` and ``shares`` are of the newest estimates for the place and England, ``ahead``
    is ``population.change`` of one projection round, ``since`` its ``population.since_estimate``.
    """
    total = _percent(changes, place.code, "all ages")
    start, end = _years(total)
    old = row(shares, area_code=place.code, age_band="65+", period=end)
    england = row(shares, area_code=place.england.code, age_band="65+", period=end)
    tiles = [
        fact(
            "fact-population-size",
            bind(total, wording.people, "numerator"),
            "people",
            "estimated to live in {area} in {end}",
            "{change} since {start}",
            area=place.name,
            end=end,
            start=start,
            change=bind(total, wording.rose_or_fell),
        ),
        fact(
            "fact-population-older-share",
            bind(old, wording.percent),
            "of people",
            "were {ages} in {end}",
            "England {england}",
            ages=wording.ages("65+"),
            end=end,
            england=bind(england, wording.percent),
        ),
    ]
    for band in ("all ages", "65+", "18-64"):
        there = _percent(ahead, place.code, band)
        start, end = _years(there)
        tiles.append(
            fact(
                f"fact-population-ahead-{_slug(band)}",
                bind(there, wording.people, "numerator"),
                "people {ages}",
                "projected for {end}, {round} round",
                "{change} from {start}; {more} than estimated for {estimated}",
                ages=wording.ages(band),
                end=end,
                round=str(there["variant"]),
                start=start,
                change=bind(there, wording.rises_or_falls),
                more=bind(_percent(since, place.code, band), wording.more_or_fewer_than),
                estimated=_years(_percent(since, place.code, band))[0],
            )
        )
    return Strip(tuple(tiles))


def _percent(changes: pd.DataFrame, code: str, band: str) -> pd.Series:
    return row(
        changes,
        measure="population_change_percent",
        area_code=code,
        age_band=band,
        sex="persons",
    )


def _years(there: pd.Series) -> tuple[str, str]:
    start, end = str(there["period"]).split(" to ")
    return start, end


def _against(there: pd.Series) -> tuple[str, str]:
    one, other = str(there["variant"]).split(" against ")
    return one, other


def _counted(value: float) -> str:
    return wording.people(value, counted=True)


def _apart(people: float) -> str:
    """Put a difference in people so that "than" can follow: "7,153 fewer"."""
    size = wording.people(abs(people), counted=True)
    return "no more and no fewer" if size == "0" else f"{size} {'more' if people > 0 else 'fewer'}"


def _slug(band: str) -> str:
    return band.replace("+", "-over").replace(" ", "-")
