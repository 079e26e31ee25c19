"""Modelled need applies a study's rates to the people of an area: what is likely, not counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import UsageError, suggestion
from evidence.measures.age import TOP, Band
from evidence.measures.area import described
from evidence.measures.coding import Coding
from evidence.measures.estimate import REBASED
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.prevalence.base import Base, People, held_people
from evidence.measures.prevalence.model import Model, find
from evidence.measures.prevalence.rate import Held, Rate, Rates
from evidence.measures.rounds import ROUNDS
from evidence.measures.trail import together
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

Mode = Literal["full", "pansi"]

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

    ``models`` are ids of ``prevalence.model.MODELS``, ``rounds`` names of ``rounds.ROUNDS`` or
    "rebased" (the estimates). breakdown is the condition; variant "<title> on <round>". Totals
    come for the model's ages ("18-64", "65+") and, where it has both, for "18+"; with ``by_age``
    for each band of its rates too, with ``by_sex`` for women and men where its rates tell them
    apart. denominator is the people of the band, value the people with the condition, and
    ``modelled_prevalence`` their share in per cent. Mode "pansi" rounds as PANSI and POPPI do:
    people of each band to the nearest 100, each total to a whole number. A round or area that is
    not held gives no rows. No limits: see each model's note.
    """
    known = [REBASED, *ROUNDS]
    for name in rounds:
        if name not in known:
            raise UsageError(f"no projection round is called {name!r}{suggestion(name, known)}")
    asked = _Asked(tuple(areas), None if years is None else tuple(years), mode, by_sex, by_age)
    known_rates = Held.read(store)
    people: dict[tuple[str, bool], People | None] = {}
    parts = []
    for model in find(models):
        for name in dict.fromkeys(rounds):
            read = name, model.by_sex
            if read not in people:
                people[read] = held_people(
                    store, asked.areas, name, years=asked.years, by_sex=model.by_sex
                )
            part = _applied(people[read], known_rates, model, asked)
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


def _applied(
    people: People | None, known: Held, model: Model, asked: _Asked
) -> pd.DataFrame | None:
    """Apply the rates of a model to the people of a round; None where it does not hold them."""
    if people is None:
        return None
    first = known.of(model, 0)
    cuts = (_PANSI, _TENS) if asked.mode == "pansi" else ((),)
    found = (people.in_bands(_cells(model, first, edges)) for edges in cuts)
    base = next((item for item in found if item is not None), None)
    if base is None:
        return None
    years = sorted(base.keys["year"].unique().tolist())
    return _rows(base, {year: known.of(model, year) for year in years}, model, asked)


def _cells(model: Model, read: Rates, cuts: Sequence[int]) -> list[Band]:
    """Cut the ages where a rate or a total begins: rates are applied to these bands of people."""
    starts = {rate.lowest for rate in read.rates} | {low for low, _ in model.ages}
    edges = sorted(starts | {cut for cut in cuts if model.lowest <= cut <= model.ages[-1][1]})
    ends = [*(start - 1 for start in edges[1:]), model.ages[-1][1]]
    return [_band(low, high) for low, high in zip(edges, ends, strict=True)]


def _rows(held: Base, reads: Mapping[int, Rates], model: Model, asked: _Asked) -> pd.DataFrame:
    mode = asked.mode
    exact = held.people
    people = np.rint(exact / _HUNDRED) * _HUNDRED if mode == "pansi" else exact
    found = people * _shares(held, reads)
    outputs: list[tuple[Band, tuple[tuple[int, int], ...]]] = [
        (_band(low, high), ((low, high),)) for low, high in model.ages
    ]
    if len(model.ages) > 1:
        outputs.append((_band(model.lowest, model.ages[-1][1]), model.ages))
    if asked.by_age:
        taken = {band.name for band, _ in outputs}
        outputs += [
            (band, ((band.lowest, band.highest),)) for band in held.bands if band.name not in taken
        ]
    told_apart = next(iter(reads.values())).sexes
    sexes = ["persons", *(told_apart if asked.by_sex and model.by_sex else ())]
    applied = _Applied(held, reads, people, found, mode)
    parts = [_part(applied, band, totals, sex) for band, totals in outputs for sex in sexes]
    rows = pd.concat(parts, ignore_index=True).sort_values("year", kind="stable")
    method = f"{model.title} rates applied to {named(held)}"
    return rows.drop(columns="year").assign(
        breakdown=model.condition,
        variant=f"{model.title} on {held.name}" + (ROUNDED if mode == "pansi" else ""),
        status="modelled",
        method=method + (ROUNDED if mode == "pansi" else ""),
    )


def _shares(held: Base, reads: Mapping[int, Rates]) -> npt.NDArray[np.float64]:
    """Give the rate that holds for each row and band of the people."""
    years, sexes = Coding.of(held.keys["year"]), Coding.of(held.keys["sex"])
    shares = np.array(
        [
            [[_share(reads[year], sex, band) for band in held.bands] for sex in sexes.words]
            for year in years.words.tolist()
        ]
    )
    return np.asarray(shares[years.codes, sexes.codes])


@dataclass(frozen=True)
class _Applied:
    """Rates applied to people: both arrays have a row for each of the base's keys."""

    held: Base
    reads: Mapping[int, Rates]
    people: npt.NDArray[np.float64]
    found: npt.NDArray[np.float64]
    mode: Mode


def _part(
    applied: _Applied, band: Band, totals: tuple[tuple[int, int], ...], sex: str
) -> pd.DataFrame:
    """Add the cells of one output band: each of ``totals`` is rounded apart where PANSI does."""
    held, reads = applied.held, applied.reads
    own = [sex] if sex != "persons" else list(next(iter(reads.values())).sexes)
    chosen = [(held.keys["sex"] == one).to_numpy() for one in own]
    value = np.zeros(int(chosen[0].sum()))
    people = np.zeros_like(value)
    for low, high in totals:
        inside = [low <= cell.lowest and cell.highest <= high for cell in held.bands]
        part = sum(applied.found[rows][:, inside].sum(axis=1) for rows in chosen)
        value += np.floor(part + 0.5) if applied.mode == "pansi" else part
        people += sum(applied.people[rows][:, inside].sum(axis=1) for rows in chosen)
    keys = held.keys[chosen[0]].reset_index(drop=True)
    low, high = band.lowest, band.highest
    years = Coding.of(keys["year"])
    read = [reads[year] for year in years.words.tolist()]
    standings = [weakest([held.standing, one.standing(low, high, sex)]).value for one in read]
    trails = pd.array([one.trail(low, high, sex) for one in read], dtype="str")
    periods = pd.array([f"mid-{year}" for year in years.words], dtype="str")
    return pd.DataFrame(
        {
            "area_code": keys["area_code"],
            "year": keys["year"],
            "period": periods.take(years.codes),
            "sex": sex,
            "age_band": band.name,
            "denominator": people,
            "value": value,
            "standing": pd.array(standings, dtype="str").take(years.codes),
            "lineage": together(pd.Series(trails.take(years.codes)), held.trail(low, high, sex)),
        }
    )


def _share(read: Rates, sex: str, band: Band) -> float:
    fitting: tuple[Rate, ...] = tuple(
        rate
        for rate in read.rates
        if rate.sex == sex and rate.lowest <= band.lowest and band.highest <= rate.highest
    )
    return fitting[0].share


def named(held: Base) -> str:
    """Say in words whom rates are applied to, and how they were split by sex if they were."""
    if held.name == REBASED:
        return "rebased mid-year estimates"
    return f"the {held.name} projection" + (_SPLIT_NOTE if held.split else "")


def _band(low: int, high: int) -> Band:
    return Band(f"{low}+" if high == TOP else f"{low}-{high}", low, high)
