"""What is said of modelled need, on every page that models it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim, fact
from evidence.measures import wording
from evidence.measures.estimate import series_of
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.published import PLANNED
from evidence.measures.rounds import ROUNDS

PLAN_TABLE = "the population table of the council's statement (taken to be ONS's {planned} round)"
"""What a document's numbers stand on, in words: that it is this round is inferred."""
PRESENT = {"common mental disorder": "common mental health condition"}
"""What the newest survey of a model's series calls the condition that it modelled."""


@dataclass(frozen=True)
class Newest:
    """What the newest survey of a series found: ``survey.rates``, and people at its rate.

    ``applied``: ``survey.applied`` of the place, on the people (estimates or rounds) of a claim.
    """

    rates: pd.DataFrame
    applied: pd.DataFrame

    @property
    def is_held(self) -> bool:
        """Whether there is such a survey: none had come out before it did."""
        return bool(len(self.rates) and len(self.applied))

    def found(self, condition: str) -> pd.Series:
        """Give the survey's rate for England, of both sexes and all its ages of work."""
        return row(self.rates, breakdown=PRESENT[condition], age_band="16-64", sex="persons")

    def people(self, place: Place, condition: str, name: str, year: int) -> pd.Series:
        """Give the people at that rate on the estimates or a round in a year."""
        own = self.applied[self.applied["variant"].str.endswith(f" on {name}")]
        return row(own, area_code=place.code, breakdown=PRESENT[condition], period=f"mid-{year}")


def by_round(
    modelled: pd.DataFrame,
    said: pd.DataFrame,
    place: Place,
    *,
    condition: str,
    ages: str,
    year: int,
    survey: Newest | None = None,
) -> Claim:
    """Say what the newest round gives for a year, what an older one does, and what was printed.

    The study whose rates are applied is named, with its year where its title has one. Where a
    newer ``survey`` of the series is held, what its rate gives stands beside each number.

    ``modelled``: ``prevalence.need.modelled`` of the rounds by single year that are held;
    ``said``: ``prevalence.published.said`` of the place.
    """
    newer = survey if survey is not None and survey.is_held else None
    rows = {
        name: found
        for name in ROUNDS
        if name != PLANNED
        and (found := number(modelled, place, condition, ages, name, year)) is not None
    }
    *older, newest = rows
    template = (
        "On {newest} about {people} {who} are modelled in {area} in {period}, at {study} rates"
    )
    fields: dict[str, Bound | str] = {
        "newest": projection(newest),
        "study": study_of(rows[newest]),
        "people": bind(rows[newest], wording.people),
        "who": wording.people_with(condition, ages),
        "area": place.name,
        "period": str(rows[newest]["period"]),
    }
    if newer is not None:
        found = newer.found(condition)
        template += ", and about {there} at the newest survey's rate ({when}, people {surveyed})"
        fields |= {
            "there": bind(newer.people(place, condition, newest, year), wording.people),
            "when": str(found["period"]),
            "surveyed": wording.ages(str(found["age_band"])),
        }
    for name in older[-1:]:
        template += "; about {before}"
        fields |= {"before": bind(rows[name], wording.people), "older": name}
        if newer is not None:
            template += " and {before_there}"
            fields["before_there"] = bind(
                newer.people(place, condition, name, year), wording.people
            )
        template += " on the {older} one"
    printed = _printed(said, condition, ages, year)
    if printed is not None:
        template += ". The council's market position statement has "
        template += "over {printed}" if printed["more_than"] else "{printed}"
        fields["printed"] = bind(printed, _exact)
    return claim(f"need-{_slug(condition)}-{year}", f"{template}.", **fields)


def make_up(modelled: pd.DataFrame, place: Place, condition: str, year: int) -> Claim:
    """Say how many of those modelled are of working age and how many older, beside the plan."""
    newest = [
        name
        for name in ROUNDS
        if number(modelled, place, condition, "18-64", name, year) is not None and name != PLANNED
    ][-1]
    fields: dict[str, Bound | str] = {
        "who": wording.people_with(condition, "18+"),
        "area": place.name,
        "period": f"mid-{year}",
        "newest": projection(newest),
    }
    parts, plans = [], []
    for band, letter in (("18-64", "w"), ("65+", "o")):
        found = number(modelled, place, condition, band, newest, year)
        planned = number(modelled, place, condition, band, PLANNED, year)
        if found is None:
            continue
        fields[f"{letter}n"] = bind(found, wording.people)
        fields[f"{letter}a"] = wording.ages(band)
        parts.append(f"{{{letter}n}} are {{{letter}a}}")
        if planned is not None:
            fields[f"{letter}p"] = bind(planned, wording.people)
            plans.append(f"{{{letter}p}}")
    template = "Of the {who} modelled in {area} for {period} on {newest}, about "
    template += " and about ".join(parts)
    if plans:
        template += f"; on {PLAN_TABLE}, " + " and ".join(plans)
        fields["planned"] = PLANNED
    return claim(f"need-{_slug(condition)}-ages-{year}", f"{template}.", **fields)


def tile(  # noqa: PLR0917  (what picks a row, in the order of a sentence)
    modelled: pd.DataFrame,
    place: Place,
    condition: str,
    ages: str,
    year: int,
    survey: Newest | None = None,
) -> Claim:
    """Make a key fact of what is modelled on the newest estimates of a year.

    Where a newer ``survey`` of the series is held, what its rate gives is the comparison.
    """
    found, share = (
        row(
            modelled[modelled["variant"].str.endswith(f" on {series_of(modelled['variant'])}")],
            measure=measure,
            area_code=place.code,
            breakdown=condition,
            age_band=ages,
            sex="persons",
            period=f"mid-{year}",
        )
        for measure in ("modelled_people", "modelled_prevalence")
    )
    comparison = "{share} of people of those ages"
    newer: dict[str, Bound | str] = {}
    if survey is not None and survey.is_held:
        comparison += "; {there} at the newest survey's rate, {when}"
        newer["there"] = bind(
            survey.people(place, condition, series_of(modelled["variant"]), year), wording.people
        )
        newer["when"] = str(survey.found(condition)["period"])
    return fact(
        f"fact-need-{_slug(condition)}",
        bind(found, wording.people),
        "{who}",
        "modelled in {area}, {period}, at {study} rates",
        comparison,
        **newer,
        study=study_of(found),
        who=wording.people_with(condition, ages),
        area=place.name,
        period=str(found["period"]),
        share=bind(share, wording.percent),
    )


def number(  # noqa: PLR0917  (what picks a row, in the order of a sentence)
    modelled: pd.DataFrame, place: Place, condition: str, ages: str, name: str, year: int
) -> pd.Series | None:
    """Pick the people modelled with a condition on a round in a year; None where none is held."""
    found = modelled[
        (modelled["measure"] == "modelled_people")
        & (modelled["area_code"] == place.code)
        & (modelled["breakdown"] == condition)
        & (modelled["age_band"] == ages)
        & (modelled["sex"] == "persons")
        & modelled["variant"].str.endswith(f" on {name}")
        & (modelled["period"] == f"mid-{year}")
    ]
    return None if found.empty else found.iloc[0]


def _printed(said: pd.DataFrame, condition: str, ages: str, year: int) -> pd.Series | None:
    found = said[
        (said["condition"] == condition)
        & (said["of_ages"] == ages)
        & (said["of_period"] == f"mid-{year}")
    ]
    return None if found.empty else found.iloc[0]


def study_of(found: pd.Series) -> str:
    """Name the study whose rates were applied: a variant is "<study> on <people>"."""
    return str(found["variant"]).rpartition(" on ")[0]


def projection(name: str) -> str:
    """Name a round as a reader can: "ONS's headline 2022-based projection (... variant)"."""
    base, _, variant = name.partition(" ")
    if not variant:
        return f"ONS's {base} projection"
    return f"ONS's headline {base} projection ({variant} variant)"


def _exact(value: float) -> str:
    return wording.people(value, counted=True)


def _slug(condition: str) -> str:
    return condition.replace(" ", "-")
