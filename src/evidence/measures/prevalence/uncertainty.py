"""Uncertainty of modelled need: what a survey's own limits leave open, and what they do not say.

Every rate is drawn 10,000 times from its published limits, and the same draws serve every area,
year and round, so that two numbers differ by the people only. The central value stays the point
estimate; the mean of the draws lies a little above it. An interval holds the survey's sampling
and nothing else: not whether a study of three parts of England holds here, not whether rates have
changed since, not which projection round comes true. The round is a scenario beside the interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import CheckError
from evidence.measures.age import TOP, Band
from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame
from evidence.measures.prevalence.base import Base, base
from evidence.measures.prevalence.model import find, models
from evidence.measures.prevalence.need import named
from evidence.measures.prevalence.rate import Held, Rate, Rates
from evidence.measures.trail import together
from evidence.methods.simulation import logit_draws, with_count_noise
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

WITH_LIMITS = "dementia-cfas2"
"""The dementia model whose rates were published with limits."""
LEVELS = (0.8, 0.95)
PARAMETER, PREDICTION = "survey", "survey and chance"
"""What an interval holds: the survey's sampling, or the chance of small counts besides."""

# Areas at a time: 10,000 draws for 300 areas and a few years would be a gigabyte.
_AT_ONCE = 400
_NOTES = {
    PARAMETER: "interval: 10,000 draws of the survey's rates from their limits",
    PREDICTION: "interval: 10,000 draws of the survey's rates, and a Poisson count around each",
}


def with_limits(store: Store) -> tuple[str, ...]:
    """Name the models every rate of which was published with limits."""
    known = models(store)
    held = Held.read(store, known.values())
    return tuple(name for name, item in known.items() if held.of(item, 0).have_limits)


@dataclass(frozen=True)
class _Survey:
    """The rates of one study, and draws of them: a column for each of ``known``."""

    rates: Rates
    known: tuple[Rate, ...]
    drawn: npt.NDArray[np.float64]


def intervals(
    store: Store,
    areas: Sequence[str],
    model: str,
    *,
    rounds: Sequence[str],
    years: Sequence[int],
) -> pd.DataFrame:
    """Give modelled people with 80% and 95% intervals, for a model whose rates have limits.

    One row for each round, area, year, level and kind of interval: category is ``PARAMETER`` or
    ``PREDICTION``, breakdown the condition, denominator the people of the model's ages. The value
    is that of ``need.modelled``. Raises CheckError for a model whose rates have no limits.
    """
    (item,) = find(store, [model])
    rates = Held.read(store, [item]).of(item, 0)
    if not rates.have_limits:
        raise CheckError(f"the rates of {model} have no limits: no interval can be given")
    known = tuple(sorted(rates.rates, key=_order))
    ends = item.lowest, item.highest
    drawn = logit_draws(
        [rate.share for rate in known],
        [rate.lower for rate in known],
        [rate.upper for rate in known],
    )
    survey = _Survey(rates, known, drawn)
    frames = [
        frame
        for name in dict.fromkeys(rounds)
        for frame in _of_round(store, areas, survey, name, years)
    ]
    if not frames:
        return empty()
    return measure_frame(
        described(store, pd.concat(frames, ignore_index=True)),
        measure="modelled_people_interval",
        breakdown=item.condition,
        sex="persons",
        age_band=f"{ends[0]}+" if ends[1] == TOP else f"{ends[0]}-{ends[1]}",
        status="modelled",
    )


def _of_round(
    store: Store,
    areas: Sequence[str],
    survey: _Survey,
    name: str,
    years: Sequence[int],
) -> Iterator[pd.DataFrame]:
    model, known = survey.rates.model, survey.known
    cells = sorted({(rate.lowest, rate.highest) for rate in known})
    bands = [Band(str(low), low, high) for low, high in cells]
    held = base(store, areas, name, bands, years=years, by_sex=model.by_sex)
    if held is None:
        return
    people, keys = _wide(held, known, cells)
    low, high = model.lowest, model.highest
    keys["lineage"] = together(survey.rates.trail(low, high), held.trail(low, high, "persons"))
    for start in range(0, len(keys), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        chosen = keys[part].reset_index(drop=True)
        yield _rows(held, survey, people[part], chosen)


def _wide(
    held: Base, known: Sequence[Rate], cells: Sequence[tuple[int, int]]
) -> tuple[npt.NDArray[np.float64], pd.DataFrame]:
    """Stand the people of every sex and band side by side: one row for each area and year."""
    columns = []
    for rate in known:
        own = (held.keys["sex"] == rate.sex).to_numpy()
        columns.append(held.people[own][:, cells.index((rate.lowest, rate.highest))])
    first = held.keys["sex"] == known[0].sex
    return np.column_stack(columns), held.keys[first].reset_index(drop=True)


def _rows(
    held: Base, survey: _Survey, people: npt.NDArray[np.float64], keys: pd.DataFrame
) -> pd.DataFrame:
    model, known = survey.rates.model, survey.known
    expected = survey.drawn @ people.T
    tails = [(1 + sign * level) / 2 for level in LEVELS for sign in (-1, 1)]
    parts = []
    for kind, draws in ((PARAMETER, expected), (PREDICTION, with_count_noise(expected))):
        # To a tenth of a person: the last bits differ between processors.
        limits = np.round(np.quantile(draws, tails, axis=0), 1)
        for number, level in enumerate(LEVELS):
            parts.append(
                pd.DataFrame(
                    {
                        "area_code": keys["area_code"],
                        "period": "mid-" + keys["year"].astype("str"),
                        "category": kind,
                        "denominator": people.sum(axis=1),
                        "value": people @ [rate.share for rate in known],
                        "lower": limits[2 * number],
                        "upper": limits[2 * number + 1],
                        "confidence": level,
                        "method": f"{model.title} rates applied to {named(held)}; {_NOTES[kind]}",
                        "lineage": keys["lineage"],
                    }
                )
            )
    return pd.concat(parts, ignore_index=True).assign(
        variant=f"{model.title} on {held.name}",
        standing=weakest([held.standing, *(rate.standing for rate in known)]).value,
    )


def _order(rate: Rate) -> tuple[str, int]:
    return rate.sex, rate.lowest
