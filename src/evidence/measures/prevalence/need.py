"""Modelled need applies a study's rates to the people of an area: what is likely, not counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.errors import UsageError, suggestion
from evidence.measures.age import TOP, Band
from evidence.measures.area import described
from evidence.measures.coding import Coding
from evidence.measures.estimate import SERIES
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.prevalence.base import Base, People, held_people
from evidence.measures.prevalence.model import Mode, Model, find, sexes_of
from evidence.measures.prevalence.rate import APPLIED_STANDING, Held, Rates
from evidence.measures.rounds import ROUNDS
from evidence.measures.trail import together
from evidence.methods.interval import Floats
from evidence.methods.need import pansi_people, people_with
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

MODES: tuple[Mode, ...] = ("full", "pansi")
"""The arithmetics: at full precision, and rounded as PANSI and POPPI round."""
ROUNDED = ", rounded as PANSI does"
_SPLIT_NOTE = "; the sexes are those of the 2018-based round"
_HUNDRED = 100
# Where PANSI and POPPI cut the ages of people, and where a table of ten-year bands can be cut.
_PANSI = (18, *range(25, 91, 5))
_TENS = (18, 25, 35, 45, 55, *range(65, 91, 5))


def modelled(
    store: Store,
    areas: Sequence[str],
    models: Sequence[str],
    *,
    rounds: Sequence[str],
    years: Sequence[int] | None = None,
    mode: Mode = "full",
    by_sex: bool = False,
    by_age: bool = False,
) -> pd.DataFrame:
    """Give modelled numbers of people with a condition, by model, round, area and year.

    ``models`` are ids of ``prevalence.model.models``, ``rounds`` names of ``rounds.ROUNDS`` or
    of ``estimate.SERIES``. breakdown is the condition; variant "<title> on <round>". Totals
    come for the model's ages ("18-64", "65+") and, where it has both, for "18+"; with ``by_age``
    for each band of its rates too, with ``by_sex`` for women and men where its rates tell them
    apart. denominator is the people of the band, value the people with the condition, and
    ``modelled_prevalence`` their share in per cent. Mode "pansi" rounds as PANSI and POPPI do:
    people of each band to the nearest 100, each total to a whole number. A round or area that is
    not held gives no rows. No limits: see each model's note. Raises UsageError for a model that
    is not declared for ``mode``.
    """
    known = [*SERIES, *ROUNDS]
    for name in rounds:
        if name not in known:
            raise UsageError(f"no projection round is called {name!r}{suggestion(name, known)}")
    asked = _Asked(tuple(areas), None if years is None else tuple(years), mode, by_sex, by_age)
    chosen = find(store, models)
    for model in chosen:
        if mode not in model.modes:
            raise UsageError(f"{model.id} is not declared for mode {mode!r} (key 'modes')")
    rates = Held.read(store, chosen)
    people: dict[tuple[str, bool], People | None] = {}
    parts = []
    for model in chosen:
        for name in dict.fromkeys(rounds):
            read = name, model.by_sex
            if read not in people:
                people[read] = held_people(
                    store, asked.areas, name, years=asked.years, by_sex=model.by_sex
                )
            part = _part_of(people[read], rates, model, asked)
            if part is not None:
                parts.append(part)
    if not parts:
        return empty()
    rows = described(store, pd.concat(parts, ignore_index=True))
    shares = rows[rows["denominator"] > 0]
    return join(
        measure_frame(rows, measure="modelled_people"),
        measure_frame(
            shares.assign(
                numerator=shares["value"],
                value=_HUNDRED * shares["value"] / shares["denominator"],
            ),
            measure="modelled_prevalence",
        ),
    )


@dataclass(frozen=True)
class _Asked:
    areas: tuple[str, ...]
    years: tuple[int, ...] | None
    mode: Mode
    by_sex: bool
    by_age: bool


def _part_of(
    people: People | None, rates: Held, model: Model, asked: _Asked
) -> pd.DataFrame | None:
    """Apply a model to the people of a round; None where they are not held in its bands."""
    if people is None:
        return None
    first = rates.of(model, 0)
    cuts = (_PANSI, _TENS) if asked.mode == "pansi" else ((),)
    found = (people.in_bands(_cells(model, first, edges)) for edges in cuts)
    held = next((item for item in found if item is not None), None)
    if held is None:
        return None
    years = held.keys["year"].unique().tolist()
    return _rows(held, {year: rates.of(model, year) for year in sorted(years)}, model, asked)


def _cells(model: Model, read: Rates, cuts: Sequence[int]) -> list[Band]:
    """Cut the ages where a rate or a total begins: rates are applied to these bands of people."""
    starts = {rate.lowest for rate in read.rates} | {low for low, _ in model.ages}
    edges = sorted(starts | {cut for cut in cuts if model.lowest <= cut <= model.highest})
    ends = [*(start - 1 for start in edges[1:]), model.highest]
    return [_band(low, high) for low, high in zip(edges, ends, strict=True)]


def _rows(held: Base, reads: Mapping[int, Rates], model: Model, asked: _Asked) -> pd.DataFrame:
    outputs: list[tuple[Band, tuple[tuple[int, int], ...]]] = [
        (_band(low, high), ((low, high),)) for low, high in model.ages
    ]
    if len(model.ages) > 1:
        outputs.append((_band(model.lowest, model.highest), model.ages))
    if asked.by_age:
        taken = {band.name for band, _ in outputs}
        outputs += [
            (band, ((band.lowest, band.highest),)) for band in held.bands if band.name not in taken
        ]
    sexes = ["persons", *(sexes_of(model) if asked.by_sex and model.by_sex else ())]
    pansi = asked.mode == "pansi"
    applied = _Applied(held, reads, sexes_of(model), pansi)
    parts = [_band_rows(applied, band, totals, sex) for band, totals in outputs for sex in sexes]
    rows = pd.concat(parts, ignore_index=True).sort_values("year", kind="stable")
    method = f"{model.title} rates applied to {named(held)}"
    return rows.drop(columns="year").assign(
        breakdown=model.condition,
        variant=f"{model.title} on {held.name}" + (ROUNDED if pansi else ""),
        status="modelled",
        method=method + (ROUNDED if pansi else ""),
    )


@dataclass(frozen=True)
class _Applied:
    """The people of a round and the rates, by year, that are applied to them."""

    held: Base
    reads: Mapping[int, Rates]
    sexes: tuple[str, ...]
    pansi: bool

    def cells(self, low: int, high: int, sexes: Sequence[str]) -> tuple[Floats, Floats]:
        """Stand the cells of some ages and sexes side by side: people, and the rate of each."""
        inside = [low <= cell.lowest and cell.highest <= high for cell in self.held.bands]
        bands = [band for band, chosen in zip(self.held.bands, inside, strict=True) if chosen]
        own = [(self.held.keys["sex"] == sex).to_numpy() for sex in sexes]
        years = Coding.of(self.held.keys["year"][own[0]])
        rates = [
            [_share(self.reads[year], sex, band) for sex in sexes for band in bands]
            for year in years.words.tolist()
        ]
        people = [self.held.people[rows][:, inside] for rows in own]
        return np.hstack(people), np.array(rates)[years.codes]


def _band_rows(
    applied: _Applied, band: Band, totals: tuple[tuple[int, int], ...], sex: str
) -> pd.DataFrame:
    """Add the cells of one output band: each of ``totals`` is rounded apart where PANSI does."""
    held = applied.held
    own = [sex] if sex != "persons" else list(applied.sexes)
    keys = held.of_sex(own[0])
    value, people = np.zeros(len(keys)), np.zeros(len(keys))
    for low, high in totals:
        counted, rates = applied.cells(low, high, own)
        value += people_with(counted, rates, pansi=applied.pansi)
        people += (pansi_people(counted) if applied.pansi else counted).sum(axis=1)
    low, high = band.lowest, band.highest
    # What is said of the rates is the same for all areas of a year.
    years = Coding.of(keys["year"])
    read = [applied.reads[year] for year in years.words.tolist()]
    said = {
        "period": [f"mid-{year}" for year in years.words],
        "standing": [
            weakest([held.standing, one.standing(low, high, sex), APPLIED_STANDING]).value
            for one in read
        ],
        "lineage": [one.trail(low, high, sex) for one in read],
    }
    texts = {
        name: pd.Series(pd.array(words, dtype="str").take(years.codes))
        for name, words in said.items()
    }
    texts["lineage"] = pd.Series(together(texts["lineage"], held.trail(low, high, sex)))
    return pd.DataFrame(
        {
            "area_code": keys["area_code"],
            "year": keys["year"],
            "sex": sex,
            "age_band": band.name,
            "denominator": people,
            "value": value,
            **texts,
        }
    )


def _share(read: Rates, sex: str, band: Band) -> float:
    return next(
        rate.share
        for rate in read.rates
        if rate.sex == sex and rate.lowest <= band.lowest and band.highest <= rate.highest
    )


def named(held: Base) -> str:
    """Say in words whom rates are applied to, and how they were split by sex if they were."""
    if held.name in SERIES:
        return SERIES[held.name].title
    return f"the {held.name} projection" + (_SPLIT_NOTE if held.split else "")


def _band(low: int, high: int) -> Band:
    return Band(f"{low}+" if high == TOP else f"{low}-{high}", low, high)
