"""What is said of how far the 2018-based projection was out, true or absent for any authority.

Every ``tested`` is ``measures.accuracy.everything`` of the place, England and the comparators.
"""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.accuracy import (
    ABSOLUTE_MEDIAN,
    FURTHER_OUT,
    PERCENTILE,
    WITHIN,
    among_all,
    error_of,
    revision_of,
)
from evidence.measures.backtest import BASE_YEAR, LAST_YEAR, ROUND, lead
from evidence.measures.place import Place
from evidence.measures.revision import LAST as LAST_REVISED

BANDS = ("0-17", "18-64", "65-74", "75-84", "85+")
"""The ages that are told apart."""
_OLDEST = "85+"
_HALF, _FOUR_FIFTHS = (25, 75), (10, 90)


def total(tested: pd.DataFrame, place: Place) -> Claim:
    """Say how far the projection was out for all ages in the last year estimated."""
    here = error_of(tested, place.code, LAST_YEAR, "all ages")
    return claim(
        "backtest-total",
        "For {period}, {years} after its base, the {round} projection has {projected} people in "
        "{area}, {difference} than the {estimated} since estimated. Of {authorities} "
        "authorities, {beyond} further out.",
        period=str(here["period"]),
        years=wording.years_on(lead(ROUND, str(here["period"]))),
        round=ROUND,
        projected=bind(here, wording.people, "numerator"),
        area=place.name,
        difference=bind(here, wording.more_or_fewer_than),
        estimated=bind(here, counted, "denominator"),
        **further_out(tested, here, place),
    )


def everywhere(tested: pd.DataFrame, place: Place) -> Claim:
    """Say how far it was out in all authorities: the middle half, four fifths, the median size."""
    like = error_of(tested, place.england.code, LAST_YEAR, "all ages")
    return claim(
        "backtest-everywhere",
        "Over all {authorities} authorities of England the middle half lay between {quarter} and "
        "{three_quarters} for {period}, and the middle four fifths between {tenth} and "
        "{nine_tenths}. Half were out by more than {median}, one way or the other.",
        authorities=bind(among_all(tested, PERCENTILE, like, 50), counted, "denominator"),
        period=str(like["period"]),
        **_ends(tested, like, ("quarter", "three_quarters"), _HALF),
        **_ends(tested, like, ("tenth", "nine_tenths"), _FOUR_FIFTHS),
        median=bind(among_all(tested, ABSOLUTE_MEDIAN, like), wording.percent),
    )


def by_age(tested: pd.DataFrame, place: Place) -> Claim:
    """Say at which ages it was furthest out here, and where that is unlike other authorities."""
    errors = [error_of(tested, place.code, LAST_YEAR, band) for band in BANDS]
    low, high = (pick(errors, key=lambda item: item["value"]) for pick in (min, max))
    outside = [
        wording.ages(str(item["age_band"])).removeprefix("aged ")
        for item in errors
        if not _end(tested, item, 0) <= item["value"] <= _end(tested, item, 1)
    ]
    return claim(
        "backtest-ages",
        "By age the error in {area} for {period} runs from {low} people {low_ages} to {high} "
        "people {high_ages}. {unlike}",
        area=place.name,
        period=str(low["period"]),
        low=bind(low, wording.too_many_or_few),
        low_ages=wording.ages(str(low["age_band"])),
        high=bind(high, wording.too_many_or_few),
        high_ages=wording.ages(str(high["age_band"])),
        unlike=_unlike(outside),
    )


def widest(tested: pd.DataFrame, place: Place) -> Claim:
    """Say at which ages authorities' errors differ most, and at which least."""
    errors = [error_of(tested, place.england.code, LAST_YEAR, band) for band in BANDS]
    widths = [_width(tested, item) for item in errors]
    most, least = (errors[widths.index(pick(widths))] for pick in (max, min))
    return claim(
        "backtest-widest",
        "Errors differ most between authorities for people {most_ages}: the middle four fifths "
        "lay between {most_low} and {most_high} for {period}. They differ least for people "
        "{least_ages}: between {least_low} and {least_high}.",
        most_ages=wording.ages(str(most["age_band"])),
        **_ends(tested, most, ("most_low", "most_high"), _FOUR_FIFTHS),
        period=str(most["period"]),
        least_ages=wording.ages(str(least["age_band"])),
        **_ends(tested, least, ("least_low", "least_high"), _FOUR_FIFTHS),
    )


def within(tested: pd.DataFrame, place: Place) -> Claim:
    """Say in how many authorities the error was at most a tenth, for all ages and the oldest."""
    every, oldest = (
        among_all(tested, WITHIN, error_of(tested, place.england.code, LAST_YEAR, band), 10)
        for band in ("all ages", _OLDEST)
    )
    return claim(
        "backtest-within",
        "For {period} the error was no more than {margin}% either way in {every} of {authorities} "
        "authorities for all ages, and in {oldest} of them for people {ages}.",
        period=str(every["period"]),
        margin=str(every["category"]),
        every=bind(every, counted, "numerator"),
        authorities=bind(every, counted, "denominator"),
        oldest=bind(oldest, counted, "numerator"),
        ages=wording.ages(_OLDEST),
    )


def grows(tested: pd.DataFrame, place: Place) -> Claim:
    """Say how the spread of authorities' errors has moved from the base to the last year."""
    first, last = (
        error_of(tested, place.england.code, year, "all ages") for year in (BASE_YEAR, LAST_YEAR)
    )
    before, after = (_width(tested, item) for item in (first, last))
    return claim(
        "backtest-spread",
        "For {start}, the base itself, the middle four fifths of authorities lay between "
        "{start_low} and {start_high}; for {end} they lay between {end_low} and {end_high}, {way}.",
        start=str(first["period"]),
        **_ends(tested, first, ("start_low", "start_high"), _FOUR_FIFTHS),
        end=str(last["period"]),
        **_ends(tested, last, ("end_low", "end_high"), _FOUR_FIFTHS),
        way=_width_words(before, after),
    )


def key_facts(tested: pd.DataFrame, place: Place) -> Strip:
    """Put the error for all ages and the ages that matter most, and the revision, side by side."""
    tiles = []
    for band in ("all ages", "18-64", _OLDEST):
        here = error_of(tested, place.code, LAST_YEAR, band)
        tiles.append(
            fact(
                f"fact-backtest-{band.replace('+', '-over').replace(' ', '-')}",
                bind(here, wording.signed_percent),
                "people {ages}",
                "{round} projection against the estimate, {area}, {period}",
                "middle four fifths of authorities {low} to {high}",
                ages=wording.ages(band),
                round=ROUND,
                area=place.name,
                period=str(here["period"]),
                **_ends(tested, here, ("low", "high"), _FOUR_FIFTHS, signed=True),
            )
        )
    base = error_of(tested, place.code, BASE_YEAR, "all ages")
    tiles.append(
        fact(
            "fact-backtest-base",
            bind(base, wording.signed_percent),
            "in the base itself",
            "people of all ages that the projection started from, against {period} rebased",
            "median authority {median}",
            period=str(base["period"]),
            median=bind(among_all(tested, PERCENTILE, base, 50), wording.signed_percent),
        )
    )
    revised = revision_of(tested, place.code, LAST_REVISED, "all ages")
    tiles.append(
        fact(
            "fact-backtest-revision",
            bind(revised, wording.signed_percent),
            "in the estimate",
            "first published for {period}, against the same rebased after the census",
            "median authority {median}",
            period=str(revised["period"]),
            median=bind(among_all(tested, PERCENTILE, revised, 50), wording.signed_percent),
        )
    )
    return Strip(tuple(tiles))


def further_out(tested: pd.DataFrame, here: pd.Series, place: Place) -> dict[str, Bound | str]:
    """Bind how many authorities lie further out, with its verb, and how many there are."""
    found = among_all(tested, FURTHER_OUT, here, area=place.code)
    return {
        "authorities": bind(found, counted, "denominator"),
        "beyond": bind(found, _were),
    }


def counted(value: float) -> str:
    """Put a count in full."""
    return wording.people(value, counted=True)


def _unlike(outside: list[str]) -> str:
    if len(outside) == len(BANDS):
        return "At every age it lies outside what the middle four fifths of authorities had."
    if not outside:
        return "At every age it lies within what the middle four fifths of authorities had."
    return (
        f"For people aged {wording.area_list(outside)} it lies outside what the middle four fifths "
        "of authorities had."
    )


def _were(value: float) -> str:
    return "none was" if value == 0 else f"{counted(value)} {'was' if value == 1 else 'were'}"


def _ends(
    tested: pd.DataFrame,
    like: pd.Series,
    names: tuple[str, str],
    percentages: tuple[int, int],
    *,
    signed: bool = False,
) -> dict[str, Bound | str]:
    """Bind two percentiles of the group of an error."""
    words = wording.signed_percent if signed else wording.too_many_or_few
    return {
        name: bind(among_all(tested, PERCENTILE, like, percentage), words)
        for name, percentage in zip(names, percentages, strict=True)
    }


def _width(tested: pd.DataFrame, like: pd.Series) -> float:
    return _end(tested, like, 1) - _end(tested, like, 0)


def _end(tested: pd.DataFrame, like: pd.Series, which: int) -> float:
    """Give the lower (0) or the upper (1) end of the middle four fifths."""
    return float(among_all(tested, PERCENTILE, like, _FOUR_FIFTHS[which])["value"])


def _width_words(before: float, after: float) -> str:
    way = wording.higher_or_lower(after - before)
    return {"higher": "further apart", "lower": "closer together"}.get(way, "about as far apart")
