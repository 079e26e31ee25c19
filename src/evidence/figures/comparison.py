"""Comparison figures set a projection against the plan, against what came, and against words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evidence.errors import CheckError
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
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, CATEGORICAL, COMPARATOR, ENGLAND, PLAN
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.plan import printed as table_of
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_OLDER = ("18-64", "65+", "75+", "85+")
_WORDS, _OWN = "In words", "In its own table"
_GAIN, _LOSS = AREA, CATEGORICAL[3]


def plan_differences(differences: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw by how many per cent the newest round differs from the planned one.

    ``differences``: ``projection.differences`` of one pair of rounds; each of its years is drawn
    for the bands 18-64, 65+, 75+ and 85+.
    """
    rows = rows_of(differences, place, "population_difference_percent")
    rows = rows[rows["age_band"].isin(_OLDER)].sort_values("period", kind="stable")
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
        subtitle=f"Difference of the {newest} projection from {_source(plan)}, per cent, "
        f"{place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=pairs_table(
            rows_of(differences, place, "population_difference"),
            rows,
            f"The two compared, {place.name}",
            short(newest),
            "Statement's table" if ROUNDS[plan].is_plan else short(plan),
        ),
        alt=f"Bar chart of how far the {newest} round lies from {_source(plan)} in {place.name} "
        f"by age and year: from {wording.signed_percent(low.value)} ({wording.ages(low.age_band)}, "
        f"{low.period}) to {wording.signed_percent(high.value)} ({wording.ages(high.age_band)}, "
        f"{high.period}).",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def stated_growth(
    stated: pd.DataFrame, yearly: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set the growth a year that a statement's words ask beside that of projections, by age.

    ``stated``: ``trend.growth``; ``yearly``: ``population.a_year`` of the round that the statement
    prints and of the newest, all ages and 65+. Spans of other lengths are compared a year at a
    time.
    """
    words = stated[
        (stated["area_code"] == place.code) & (stated["breakdown"] == "growth-a-year-in-words")
    ]
    if words.empty:
        raise CheckError(f"no growth in words is held for {place.name}: show a notice instead")
    said = items(words)[0]
    rows = rows_of(yearly, place, "population_growth_a_year")
    told = [_Told("all ages", _WORDS, f"over {said.period}", said.value, PLAN)]
    for band in ("all ages", "65+"):
        part = rows[rows["age_band"] == band]
        for name in (name for name in ROUNDS if name in set(part["variant"])):
            one = items(part[part["variant"] == name])[0]
            own = ROUNDS[name].is_plan
            where = _OWN if own else f"{short(name)} round"
            colour = round_line.colour(name)
            told.append(_Told(band, where, one.period, one.value, colour, hollow=own))
    drawing = bars(
        [
            Bar(
                f"{item.where}: {item.period}",
                item.value,
                item.text,
                item.colour,
                group=band_label(item.band),
                hollow=item.hollow,
            )
            for item in told
        ],
        value_title="Growth a year, per cent",
        decimals=2,
        row=40,
        label_width=26,
    )
    columns = (
        Column("age", "Age"),
        Column("where", "Where"),
        Column("period", "Period"),
        Column("value", "Growth a year", "%", "number", 2),
    )
    records = [
        {
            "age": band_label(item.band),
            "where": item.where,
            "period": item.period,
            "value": item.value,
        }
        for item in told
    ]
    named = notes(catalogue, words, rows)
    finding = wording.area_list([item.said for item in told if item.band == "all ages"])
    return Figure(
        id="stated-growth",
        title=f"Growth a year of the population of {place.name}, all ages: {finding}",
        subtitle="Projected growth a year, as the council's market position statement puts it"
        + (" and as projected since" if any(not item.hollow for item in told[1:]) else "")
        + ". Spans differ in length and in first year; the statement's words name "
        "no years",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of("Growth a year, as stated and as projected", columns, records),
        alt="Bars of growth a year. "
        + "; ".join(f"{band_label(item.band)}, {item.said}" for item in told)
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


@dataclass(frozen=True)
class _Told:
    """Growth a year of one age band, where it is told, and over what span."""

    band: str
    where: str
    period: str
    value: float
    colour: str
    hollow: bool = False

    @property
    def text(self) -> str:
        return f"{wording.number(self.value, 2)}%"

    @property
    def said(self) -> str:
        where = {_WORDS: "in the statement's words", _OWN: "in its own table"}
        return f"{self.text} {where.get(self.where, f'in the {self.where}')}"


def _source(plan: str) -> str:
    """Name in a subtitle what a round is set against, with what is only inferred of it."""
    return table_of(plan) if ROUNDS[plan].is_plan else f"the {plan} projection"


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
