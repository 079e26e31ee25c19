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
from evidence.measures.prevalence.rate import APPLIED_STANDING, Held, Rate, Rates
from evidence.measures.trail import together
from evidence.methods.simulation import logit_draws, with_count_noise
from evidence.standing import Standing, weakest

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
class Survey:
    """The rates of one study, and draws of them: a column for each of ``known``."""

    rates: Rates
    known: tuple[Rate, ...]
    drawn: npt.NDArray[np.float64]

    @classmethod
    def of(cls, store: Store, model: str) -> Survey:
        """Draw the rates of a model; CheckError for one whose rates have no limits."""
        (item,) = find(store, [model])
        rates = Held.read(store, [item]).of(item, 0)
        if not rates.have_limits:
            raise CheckError(f"the rates of {model} have no limits: no interval can be given")
        known = tuple(sorted(rates.rates, key=_order))
        drawn = logit_draws(
            [rate.share for rate in known],
            [rate.lower for rate in known],
            [rate.upper for rate in known],
        )
        return cls(rates, known, drawn)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands of age that the rates hold for, each once."""
        cells = sorted({(rate.lowest, rate.highest) for rate in self.known})
        return tuple(Band(str(low), low, high) for low, high in cells)

    @property
    def ages(self) -> str:
        """The name of all the ages together: "65+"."""
        low, high = self.rates.model.lowest, self.rates.model.highest
        return f"{low}+" if high == TOP else f"{low}-{high}"

    @property
    def standing(self) -> Standing:
        """How firmly the rates are held of the people that they are applied to."""
        model = self.rates.model
        return weakest([self.rates.standing(model.lowest, model.highest), APPLIED_STANDING])

    def trail(self) -> str:
        """Name the table rows of all the rates."""
        model = self.rates.model
        return self.rates.trail(model.lowest, model.highest)

    def limited(
        self, people: npt.NDArray[np.float64], keys: pd.DataFrame, applied: str
    ) -> pd.DataFrame:
        """Apply the rates, and every draw of them, to people: a row an area, a column a rate.

        Gives ``keys`` with category, denominator, value, lower, upper, confidence and method, once
        for each level and kind of interval; ``applied`` names the people in words.
        """
        expected = self.drawn @ people.T
        tails = [(1 + sign * level) / 2 for level in LEVELS for sign in (-1, 1)]
        parts = []
        for kind, draws in ((PARAMETER, expected), (PREDICTION, with_count_noise(expected))):
            # To a tenth of a person: the last bits differ between processors.
            limits = np.round(np.quantile(draws, tails, axis=0), 1)
            for number, level in enumerate(LEVELS):
                parts.append(
                    keys.assign(
                        category=kind,
                        denominator=people.sum(axis=1),
                        value=people @ [rate.share for rate in self.known],
                        lower=limits[2 * number],
                        upper=limits[2 * number + 1],
                        confidence=level,
                        method=f"{self.rates.model.title} rates applied to {applied}; "
                        f"{_NOTES[kind]}",
                    )
                )
        return pd.concat(parts, ignore_index=True)


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
    survey = Survey.of(store, model)
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
        breakdown=survey.rates.model.condition,
        sex="persons",
        age_band=survey.ages,
        status="modelled",
    )


def _of_round(
    store: Store,
    areas: Sequence[str],
    survey: Survey,
    name: str,
    years: Sequence[int],
) -> Iterator[pd.DataFrame]:
    model = survey.rates.model
    held = base(store, areas, name, survey.bands, years=years, by_sex=model.by_sex)
    if held is None:
        return
    people = survey_people(held, survey)
    keys = held.keys[held.keys["sex"] == survey.known[0].sex].reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "area_code": keys["area_code"],
            "period": "mid-" + keys["year"].astype("str"),
            "lineage": together(survey.trail(), held.trail(model.lowest, model.highest, "persons")),
        }
    )
    for start in range(0, len(rows), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        chosen = rows[part].reset_index(drop=True)
        yield survey.limited(people[part], chosen, named(held)).assign(
            variant=f"{model.title} on {held.name}",
            standing=weakest([held.standing, survey.standing]).value,
        )


def survey_people(held: Base, survey: Survey) -> npt.NDArray[np.float64]:
    """Stand the people of every sex and band side by side, as the rates of a survey are drawn.

    One row for each area and year of ``held``, in its order.
    """
    cells = [(band.lowest, band.highest) for band in survey.bands]
    columns = []
    for rate in survey.known:
        own = (held.keys["sex"] == rate.sex).to_numpy()
        columns.append(held.people[own][:, cells.index((rate.lowest, rate.highest))])
    return np.column_stack(columns)


def _order(rate: Rate) -> tuple[str, int]:
    return rate.sex, rate.lowest
