"""Comparison figures set a projection against the plan and against what came."""

from __future__ import annotations

import pandas as pd

from evidence.figures import round_line
from evidence.figures.bars import Bar, Dot, bars
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.notes import notes
from evidence.figures.population_selection import (
    band_label,
    extremes,
    items,
    known,
    more_and_fewer,
    one_period,
    pair,
    pairs_table,
    rows_of,
    short,
)
from evidence.figures.printed import not_printed
from evidence.figures.theme import AREA, CATEGORICAL, COMPARATOR, ENGLAND
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.plan import named as source_of
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_OLDER = ("18-64", "65+", "75+", "85+")
_GAIN, _LOSS = AREA, CATEGORICAL[3]


def plan_differences(differences: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw by how many per cent the newest round differs from the planned one.

    ``differences``: ``projection.differences`` of one pair of rounds; each of its years is drawn
    for the bands 18-64, 65+, 75+ and 85+.
    """
    every = rows_of(differences, place, "population_difference_percent")
    every = every.sort_values("period", kind="stable")
    rows = every[every["age_band"].isin(_OLDER)]
    newest, plan = pair(rows)
    drawn = [
        Bar(
            label=item.period,
            value=known(item.value),
            text=wording.signed_percent(item.value),
            colour=_GAIN if item.value >= 0 else _LOSS,
            group=wording.ages(band).capitalize(),
        )
        for band in _OLDER
        for item in items(rows[rows["age_band"] == band])
    ]
    drawing = bars(
        drawn,
        value_title=f"{short(newest)} round against {round_line.against(plan)}, per cent",
        decimals=1,
        row=24,
    )
    last = str(rows["period"].max())
    final = {item.age_band: item.value for item in items(rows[rows["period"] == last])}
    named = notes(catalogue, rows)
    told = more_and_fewer(final, ("18-64", "65+"))
    low, high = extremes(items(rows))
    return Figure(
        id="plan-differences",
        title=f"For {last} the {short(newest)} round has {told} than {round_line.against(plan)}",
        subtitle=f"Difference of the {newest} projection from {source_of(plan)}, per cent, "
        f"{place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=pairs_table(
            rows_of(differences, place, "population_difference"),
            # The table has all ages and children too: sentences are of them.
            every,
            f"The two compared, {place.name}",
            short(newest),
            "Statement's table" if ROUNDS[plan].is_plan else short(plan),
        ),
        alt=f"Bar chart of how far the {newest} round lies from {source_of(plan)} in {place.name} "
        f"by age and year: from {wording.signed_percent(low.value)} ({wording.ages(low.age_band)}, "
        f"{low.period}) to {wording.signed_percent(high.value)} ({wording.ages(high.age_band)}, "
        f"{high.period}).",
        note=(*not_printed(every), *named.lines),
        sources=named.sources,
        standing=named.standing,
    )


def errors(errors: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw how far a round missed the estimates of a past year, by age; others as dots.

    ``errors``: ``projection.errors`` of ``place.codes`` (or of the place alone).
    """
    rows = rows_of(errors, place, "projection_error_percent")
    bands = [band for band in ("all ages", "0-17", *_OLDER) if band in set(rows["age_band"])]
    rows = rows.set_index("age_band").loc[bands].reset_index()
    others = errors[
        (errors["measure"] == "projection_error_percent")
        & errors["age_band"].isin(bands)
        & errors["area_code"].isin([code for code in place.codes if code != place.code])
        & errors["value"].notna()
    ]
    name, _ = pair(rows)
    period = one_period(rows)
    drawn = [
        Bar(
            band_label(item.age_band),
            known(item.value),
            wording.signed_percent(item.value),
            AREA,
        )
        for item in items(rows)
    ]
    dots = [
        Dot(
            band_label(item.age_band),
            item.value,
            item.area_name,
            ENGLAND if item.area_code == place.england.code else COMPARATOR,
            hollow=item.area_code == place.england.code,
        )
        for item in items(others.sort_values(["area_code"], ascending=True, kind="stable"))
    ]
    entries = [Entry(place.name, AREA)]
    if any(not dot.hollow for dot in dots):
        entries.append(Entry("Similar authorities", COMPARATOR, "circle"))
    if any(dot.hollow for dot in dots):
        entries.append(Entry("England", ENGLAND, "ring"))
    drawing = bars(
        drawn,
        value_title=f"{short(name)} projection against the estimate for {period}, per cent",
        decimals=1,
        dots=dots,
        entries=entries,
        row=30,
    )
    final = {item.age_band: item.value for item in items(rows)}
    low, high = extremes(items(rows))
    everyone = pd.concat([rows, others])
    named = notes(catalogue, everyone)
    told = more_and_fewer(final, ("18-64", "65+"))
    return Figure(
        id="projection-errors",
        title=f"For {period} the {short(name)} round had {told} than have since "
        f"been estimated in {place.name}",
        subtitle=f"Difference of the {name} projection from the rebased estimate by age, per "
        f"cent, {place.name}, {period}" + _reach(others, place, "18-64"),
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=pairs_table(
            errors[errors["measure"] == "projection_error"],
            everyone,
            f"The {name} projection against the estimate, {period}",
            "Projected",
            "Estimated",
        ),
        alt=f"Bar chart of how far the {name} projection lies from the estimate for {period} in "
        f"{place.name}: from {wording.signed_percent(low.value)} ({wording.ages(low.age_band)}) to "
        f"{wording.signed_percent(high.value)} ({wording.ages(high.age_band)})"
        + (", with England and similar authorities as dots." if dots else "."),
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _reach(others: pd.DataFrame, place: Place, band: str) -> str:
    """Say how far the dots of similar authorities reach at one age; "" with fewer than two."""
    rows = others[(others["age_band"] == band) & (others["area_code"] != place.england.code)]
    if len(rows) < 2:
        return ""
    low, high = extremes(items(rows))
    return (
        f". Similar authorities {wording.ages(band)}: from {wording.signed_percent(low.value)} "
        f"({low.area_name}) to {wording.signed_percent(high.value)} ({high.area_name})"
    )
