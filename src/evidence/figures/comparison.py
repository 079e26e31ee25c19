"""Comparison figures set a projection against the plan, against what came, and against words."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
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
    start_end,
)
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, CATEGORICAL, COMPARATOR, ENGLAND, PLAN
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_OLDER = ("18-64", "65+", "75+", "85+")
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
        value_title=f"{short(newest)} round against the {short(plan)} round, per cent",
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
        title=f"For {last} the {short(newest)} round has {told} than the {short(plan)} round",
        subtitle=f"Difference of the {newest} projection from the {plan} projection, per cent, "
        f"{place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=pairs_table(
            rows_of(differences, place, "population_difference"),
            rows,
            f"The two rounds compared, {place.name}",
            short(newest),
            short(plan),
        ),
        alt=f"Bar chart of how far the {newest} round lies from the {plan} round in {place.name} "
        f"by age and year: from {wording.signed_percent(low.value)} ({wording.ages(low.age_band)}, "
        f"{low.period}) to {wording.signed_percent(high.value)} ({wording.ages(high.age_band)}, "
        f"{high.period}).",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def stated_growth(
    stated: pd.DataFrame, printed: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set the growth that a statement puts in words beside that of its own table.

    ``stated``: ``statement.stated_growth``; ``printed``: ``population.change`` of the round that
    the statement prints, all ages.
    """
    said = items(rows_of(stated, place, "population_change_percent"))[0]
    table = rows_of(printed, place, "population_change_percent")
    table = table[table["age_band"] == "all ages"]
    if table.empty:
        raise CheckError("the statement's own table has no row of all ages: show a notice")
    own = items(table)[0]
    start, end = start_end(own.period)
    words, figures = wording.percent(said.value, 0), wording.percent(own.value)
    drawn = [
        Bar(f"In words: over the next {said.period}", said.value, words, PLAN),
        Bar(f"In its own table: {start} to {end}", own.value, figures, PLAN, hollow=True),
    ]
    drawing = bars(
        drawn, value_title="Growth of the population of all ages, per cent", decimals=1, row=40
    )
    columns = (
        Column("what", "Where"),
        Column("period", "Period"),
        Column("value", "Growth", "%", "number", 1),
    )
    records = [
        {"what": "In words", "period": f"over {said.period}", "value": said.value},
        {"what": "In its own table", "period": own.period, "value": own.value},
    ]
    named = notes(catalogue, stated, table)
    need = (
        f"The sentence names no years. Its table runs from {start} to {end}: growth over "
        f"{said.period} would need a table that covers as many."
    )
    return Figure(
        id="stated-growth",
        title=f"The statement says {words} growth in {said.period}; in its own table the "
        f"population {wording.rises_or_falls(own.value)} between {start} and {end}",
        subtitle=f"Projected growth of the population of {place.name}, all ages, as the council's "
        "market position statement puts it",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of("Growth as stated and as printed", columns, records),
        alt=f"Two bars: the statement's words, {words} over {said.period}, and its own table, "
        f"{figures} between {start} and {end}. The periods differ.",
        note=(need, *named.lines),
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
        f"cent, {place.name}, {period}",
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
