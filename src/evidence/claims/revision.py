"""What is said of the base: what a projection started from, what the census made of it.

Every ``tested`` is ``measures.accuracy.everything`` of the place, England and the comparators.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.claims.backtest import BANDS, counted, further_out
from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.accuracy import (
    PERCENTILE,
    among_all,
    error_of,
    revision_of,
)
from evidence.measures.accuracy import other_rounds as others_of
from evidence.measures.backtest import (
    BASE,
    BASE_YEAR,
    GROWTH,
    LAST_YEAR,
    LEADS,
    PART,
    PART_PERCENT,
    lead,
)
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.plan import DOCUMENT
from evidence.measures.revision import LAST as LAST_REVISED
from evidence.measures.rounds import ROUNDS

EQUAL = "equal"
_EVERYBODY, _OLDER = "all ages", "65+"


def parts(tested: pd.DataFrame, place: Place) -> Claim:
    """Say how much of the error was there at the start, and how much came from growth since."""
    error = error_of(tested, place.code, LAST_YEAR, _EVERYBODY)
    base, growth = (_part(tested, place, LAST_YEAR, part, PART_PERCENT) for part in (BASE, GROWTH))
    started, grown = (_part(tested, place, LAST_YEAR, part, PART) for part in (BASE, GROWTH))
    return claim(
        "backtest-parts",
        "Of the error of {error} for {period}, {base} points were there from the start: the "
        "projection took mid-{start} to have {used} people, and it has since been rebased to "
        "{rebased}. Growth since accounts for {growth} points: {projected} was projected, and "
        "{estimated} has been estimated. {together}",
        error=bind(error, wording.signed_percent),
        period=str(error["period"]),
        base=bind(base, wording.signed),
        start=str(BASE_YEAR),
        used=bind(started, counted, "numerator"),
        rebased=bind(started, counted, "denominator"),
        growth=bind(growth, wording.signed),
        projected=bind(grown, _change, "numerator"),
        estimated=bind(grown, _counted_change, "denominator"),
        together=_together(float(base["value"]), float(growth["value"])),
    )


def by_lead(tested: pd.DataFrame, place: Place) -> Claim:
    """Say in which years the base was the larger of the two parts, and in which growth since."""
    bases, growths = (
        [_part(tested, place, year, part, PART_PERCENT) for year in LEADS]
        for part in (BASE, GROWTH)
    )
    larger = [
        _which(float(base["value"]), float(growth["value"]))
        for base, growth in zip(bases, growths, strict=True)
    ]
    told = _larger(larger)
    years = {f"year_{year}": f"mid-{year}" for year in LEADS if f"{{year_{year}}}" in told}
    return claim(
        "backtest-parts-by-year",
        f"{told}: for {{first}} the base accounts for {{base_first}} points and growth since for "
        "{growth_first}, for {last} they account for {base_last} and {growth_last}.",
        first=str(bases[0]["period"]),
        base_first=bind(bases[0], wording.signed),
        growth_first=bind(growths[0], wording.signed),
        last=str(bases[-1]["period"]),
        base_last=bind(bases[-1], wording.signed),
        growth_last=bind(growths[-1], wording.signed),
        **years,
    )


def at_the_time(tested: pd.DataFrame, place: Place) -> Claim:
    """Say how far out the projection looked against the estimate first published, and looks now."""
    then, now = (
        error_of(tested, place.code, LAST_REVISED, _EVERYBODY, against=series)
        for series in (FIRST_PUBLISHED, REBASED)
    )
    one, other = (wording.percent(item["value"]) for item in (then, now))
    apart = abs(then["value"]) - abs(now["value"])
    looked = "as far out as" if one == other else "closer than" if apart < 0 else "further out than"
    return claim(
        "backtest-at-the-time",
        "Against what was first published, the projection looked {looked} it looks now: for "
        "{period} it has {projected} people in {area}, {then} than the {published} first "
        "published, and {now} than the {rebased} to which that has been rebased.",
        looked=looked,
        period=str(then["period"]),
        projected=bind(then, counted, "numerator"),
        area=place.name,
        then=bind(then, wording.more_or_fewer_than),
        published=bind(then, counted, "denominator"),
        now=bind(now, wording.more_or_fewer_than),
        rebased=bind(now, counted, "denominator"),
    )


def revised(tested: pd.DataFrame, place: Place) -> Claim:
    """Say by how much the census changed the last estimate before it, here and elsewhere."""
    here = revision_of(tested, place.code, LAST_REVISED, _EVERYBODY)
    low, high = (among_all(tested, PERCENTILE, here, end) for end in (10, 90))
    return claim(
        "backtest-revised",
        "The estimate of {period} first published for {area} was {published}, {difference} than "
        "the {rebased} to which it was rebased after the census. Of {authorities} authorities, "
        "{beyond} further out; the middle four fifths lay between {low} and {high}.",
        period=str(here["period"]),
        area=place.name,
        published=bind(here, counted, "numerator"),
        difference=bind(here, wording.more_or_fewer_than),
        rebased=bind(here, counted, "denominator"),
        low=bind(low, wording.too_many_or_few),
        high=bind(high, wording.too_many_or_few),
        **further_out(tested, here, place),
    )


def revised_by_age(tested: pd.DataFrame, place: Place) -> Claim:
    """Say at which ages the census changed the last estimate before it most."""
    found = [revision_of(tested, place.code, LAST_REVISED, band) for band in BANDS]
    low, high = (pick(found, key=lambda item: item["value"]) for pick in (min, max))
    median = among_all(tested, PERCENTILE, high, 50)
    return claim(
        "backtest-revised-ages",
        "By age, what was first published for {period} runs from {low} people {low_ages} to "
        "{high} people {high_ages}; the median authority had {median} of the latter age.",
        period=str(low["period"]),
        low=bind(low, wording.too_many_or_few),
        low_ages=wording.ages(str(low["age_band"])),
        high=bind(high, wording.too_many_or_few),
        high_ages=wording.ages(str(high["age_band"])),
        median=bind(median, wording.too_many_or_few),
    )


def other_rounds(tested: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how other rounds have fared where they are held; often none.

    Each in the last year that it and the estimates share. A round that is held as a document
    prints it is called that document's table: what round it is was inferred.
    """
    known = others_of(tested, place.code)
    claims = []
    for variant in known["variant"].drop_duplicates():
        own = known[known["variant"] == variant]
        period = str(own["period"].max())
        every, older = (row(own, period=period, age_band=band) for band in (_EVERYBODY, _OLDER))
        name = str(variant).split(" against ", maxsplit=1)[0]
        plan = ROUNDS[name].is_plan
        source = (
            f"the table in {DOCUMENT}, taken to be the {name} round,"
            if plan
            else f"the {name} projection"
        )
        claims.append(
            claim(
                f"backtest-round-{name.split(' ', maxsplit=1)[0]}",
                ("For {period} {source} has " if plan else "For {period}, {years}, {source} has ")
                + "{projected} people in {area}, {difference} than the {estimated} since "
                "estimated, and {old} {ages}, {old_difference} than the {old_estimated} "
                "estimated." + (" If it is that round, that is {years}." if plan else ""),
                period=period,
                years=f"{wording.years_on(lead(name, period))} after its base",
                source=source,
                projected=bind(every, wording.people, "numerator"),
                area=place.name,
                difference=bind(every, wording.more_or_fewer_than),
                estimated=bind(every, counted, "denominator"),
                old=bind(older, wording.people, "numerator"),
                ages=wording.ages(_OLDER),
                old_difference=bind(older, wording.more_or_fewer_than),
                old_estimated=bind(older, counted, "denominator"),
            )
        )
    return tuple(claims)


def _part(tested: pd.DataFrame, place: Place, year: int, part: str, measure: str) -> pd.Series:
    return row(
        tested,
        measure=measure,
        area_code=place.code,
        period=f"mid-{year}",
        age_band=_EVERYBODY,
        category=part,
    )


def _which(base: float, growth: float) -> str:
    """Name the larger part, to the precision shown."""
    if wording.percent(base) == wording.percent(growth):
        return EQUAL
    return BASE if abs(base) > abs(growth) else GROWTH


def _together(base: float, growth: float) -> str:
    none = wording.percent(0.0)
    if wording.percent(base) == none:
        return "Hardly any of it was there from the start."
    if wording.percent(growth) == none:
        return "Hardly any of it came from growth since."
    if base * growth < 0:
        return "The two pull in opposite directions."
    return {
        EQUAL: "The two are as large.",
        BASE: "Most of it is the base.",
        GROWTH: "Most of it is growth since.",
    }[_which(base, growth)]


def _larger(larger: Sequence[str]) -> str:
    """Write which part was the larger in which years, as a template with the years as fields."""
    names = {BASE: "the base", GROWTH: "growth since"}
    years: dict[str, list[str]] = {}
    for year, part in zip(LEADS, larger, strict=True):
        years.setdefault(part, []).append(f"{{year_{year}}}")
    first = larger[0]
    if len(years) == 1:
        if first == EQUAL:
            return "In every year the two parts were as large"
        return f"In every year {names[first]} was the larger part"
    turn = next(at for at, part in enumerate(larger) if part != first)
    if EQUAL not in years and len(years[first]) == turn:
        then = next(part for part in years if part != first)
        return f"Up to {years[first][-1]} {names[first]} was the larger part, then {names[then]}"
    told = [
        f"{names[part]} in {wording.area_list(years[part])}"
        for part in (BASE, GROWTH)
        if part in years
    ]
    said = f"The larger part was {' and '.join(told)}"
    if EQUAL in years:
        said += f", and in {wording.area_list(years[EQUAL])} the two were as large"
    return said


def _change(value: float) -> str:
    return _told(value, wording.people(abs(value)))


def _counted_change(value: float) -> str:
    return _told(value, counted(abs(value)))


def _told(value: float, size: str) -> str:
    if size == "0":
        return "no change"
    return f"a {'rise' if value > 0 else 'fall'} of {size} people"
