"""Need by ward: people aged 65 and over, and modelled dementia, that add up to the authority's.

The only people by small area, age and sex that are held are ONS's of mid-2019 as first published.
A ward's share of each sex and age among them is applied to the authority's newest rebased
estimate (raking), which assumes that wards have kept their shares since. Small areas of 2011 fill
the wards of 2019 exactly; they reach those of 2024 through the small areas of 2021, by best fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import estimate, ward
from evidence.measures.area import checked, described
from evidence.measures.frame import join, measure_frame
from evidence.measures.prevalence.base import base
from evidence.measures.prevalence.uncertainty import (
    PREDICTION,
    WITH_LIMITS,
    Survey,
    survey_people,
)
from evidence.measures.release import RELEASES
from evidence.measures.trail import Part, reference, selection, together
from evidence.methods.raking import rake
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

OLD, NEW = "IoD2019", "IoD2025"
"""The releases that the two sets of wards go with: wards of 2019, and of 2024."""
SHARES = "mid-2019, first published"

_PEOPLE = "lsoa11_population_sex_luton"
_SPLITS = "lsoa11_lsoa21"
_PARTS = "lsoa21_population_luton"
_SHARES_YEAR = 2019
_CONFIDENCE = 0.95


def need(
    store: Store,
    areas: Sequence[str],
    *,
    year: int | None = None,
    wards: Sequence[str] = (OLD, NEW),
) -> pd.DataFrame:
    """Give people aged 65 and over and modelled dementia by ward; no rows where no shares are held.

    ``year`` is one of the newest estimates, by default their last.

    Measures: ``ward_people``, without limits (the estimates are published without any), denominator
    the authority's people; ``modelled_people_interval`` on CFAS II rates, with 80% and 95%
    intervals of the survey alone and of the survey and a Poisson count, area a ward; and
    ``ward_pairs_apart``, of the authority, which counts the pairs of wards whose 95% intervals of
    survey and chance do not overlap. Wards of either set add up to the authority's number.
    """
    estimates = estimate.held(store)
    year = estimates.year if year is None else year
    return join(
        *(
            frame
            for area in _held(store, areas)
            for release in wards
            for frame in _of_authority(store, area, release, year, estimates.name)
        )
    )


def holds(store: Store, area: str) -> bool:
    """Say whether people by small area, age and sex are held for an authority."""
    return bool(_held(store, [area]))


@dataclass(frozen=True)
class _Wards:
    """The wards of one authority: ``people`` of mid-2019, a row a ward, a column for each rate.

    ``trail`` leads from each ward to its people, ``every`` from all of them to their small areas,
    which ``last`` refers to.
    """

    names: pd.Series
    vintage: str
    fit: str
    people: npt.NDArray[np.float64]
    trail: Part
    every: Part
    last: str
    tables: tuple[str, ...]


def _held(store: Store, areas: Sequence[str]) -> list[str]:
    """Name the authorities of whose small areas all are held."""
    table = store.read(_PEOPLE, columns=["lsoa_code"])
    lookup = store.read(RELEASES[OLD].wards, columns=["lsoa_code", "authority_code"])
    inside = lookup["lsoa_code"].isin(set(table["lsoa_code"])).groupby(lookup["authority_code"])
    whole = inside.all()
    held = set(whole.index[whole])
    return [area for area in checked(store, areas) if area != gss.ENGLAND and area in held]


def _of_authority(
    store: Store, area: str, release: str, year: int, series: str
) -> Iterator[pd.DataFrame]:
    survey = Survey.of(store, WITH_LIMITS)
    model = survey.rates.model
    held = base(store, [area], series, survey.bands, years=[year], by_sex=model.by_sex)
    if held is None:
        return
    if any(store.read(table, ["source_row"]).empty for table in _tables(release)):
        return  # without what the release's small areas are matched by, there are no such wards
    found = _wards(store, area, release, survey)
    (total,) = survey_people(held, survey)
    people = rake(found.people, total)
    standing = weakest(
        [
            held.standing,
            *(store.standing(table) for table in found.tables),
            # That wards keep their share of a total is an assumption of ours.
            Standing.DERIVED,
        ]
    ).value
    applied = (
        f"{series} mid-{year} people of the authority, by each ward's share of every sex and age "
        f"in {SHARES} (assumed kept); small areas matched with wards: {found.fit}"
    )
    whole = pd.Series(held.trail(model.lowest, model.highest, "persons"))
    keys = pd.DataFrame(
        {
            "area_code": found.names.index.astype("str"),
            "area_name": found.names.to_numpy(),
            "lineage": together(found.trail, str(whole.iloc[0])),
        }
    ).assign(area_type="ward", area_vintage=found.vintage, period=f"mid-{year}")
    same = {"sex": "persons", "age_band": survey.ages, "status": "modelled"}
    variant = f"{series}, wards of {found.vintage} by shares of {SHARES}"
    yield measure_frame(
        keys.assign(value=people.sum(axis=1), denominator=float(total.sum())),
        measure="ward_people",
        variant=variant,
        method=applied,
        standing=standing,
        **same,
    )
    dementia = keys.assign(lineage=together(survey.trail(), keys["lineage"]))
    limited = measure_frame(
        survey.limited(people, dementia, applied),
        measure="modelled_people_interval",
        variant=f"{model.title} on {variant}",
        breakdown=model.condition,
        standing=weakest([standing, survey.standing]).value,
        **same,
    )
    yield limited
    counted = _pairs(limited).assign(
        area_code=area,
        category=f"wards of {found.vintage}",
        method=f"pairs of wards whose 95% intervals ({PREDICTION}) do not overlap; small areas "
        f"matched with wards: {found.fit}",
        lineage=together(
            survey.trail(), found.every, str(_people(survey, found.last)), str(whole.iloc[0])
        ),
    )
    yield measure_frame(described(store, counted), measure="ward_pairs_apart", **same)


def _pairs(limited: pd.DataFrame) -> pd.DataFrame:
    """Count the pairs of wards whose intervals do not overlap, in one row."""
    own = limited[(limited["category"] == PREDICTION) & (limited["confidence"] == _CONFIDENCE)]
    lower, upper = own["lower"].to_numpy(), own["upper"].to_numpy()
    apart = float((upper[:, None] < lower[None, :]).sum())
    return (
        own[["variant", "period", "breakdown", "standing"]]
        .head(1)
        .assign(value=apart, numerator=apart, denominator=len(own) * (len(own) - 1) / 2)
    )


def _wards(store: Store, area: str, release: str, survey: Survey) -> _Wards:
    """Add the people of small areas into wards, those of 2011 divided where they were split."""
    item = RELEASES[release]
    lookup = ward.lookup(store, [area], release)
    small, codes = _small_areas(store, survey)
    matched = lookup.frame[["lsoa_code", "ward_code", "ward_name"]]
    names = matched.groupby("ward_code")["ward_name"].first().sort_index()
    across, last, _ = _across(release)
    fit = str(lookup.fit)
    if release == OLD:
        parts = matched.assign(lsoa11_code=matched["lsoa_code"], weight=1.0)
    else:
        parts = _split(store, matched)
        fit += "; a small area split since 2011 is divided as its parts' people of mid-2019 are"
    at = {code: number for number, code in enumerate(codes)}
    rows = [at[code] for code in parts["lsoa11_code"]]
    into = parts["ward_code"].map({code: number for number, code in enumerate(names.index)})
    people = np.zeros((len(names), small.shape[1]))
    np.add.at(people, into.to_numpy(), small[rows] * parts[["weight"]].to_numpy())
    wards = {"ward_code": pd.Series(names.index, dtype="str")}
    each, every = (
        together(selection(item.wards, "lsoa_code", where), *across)
        for where in (wards, {"ward_code": "|".join(names.index)})
    )
    return _Wards(
        names,
        lookup.vintage,
        fit,
        people,
        together(each, _people(survey, last)),
        every,
        last,
        _tables(release),
    )


def _across(release: str) -> tuple[list[Part], str, tuple[str, ...]]:
    """Lead from small areas in the lookup to those of 2011: steps, the last of them, tables."""
    first = reference(RELEASES[release].wards, "lsoa_code")
    if release == OLD:
        return [], first, ()
    steps = [
        selection(_PARTS, "population", {"lsoa_code": first, "year": str(_SHARES_YEAR)}),
        selection(_SPLITS, "lsoa11_code", {"lsoa21_code": first}),
    ]
    return steps, reference(_SPLITS, "lsoa11_code"), (_SPLITS, _PARTS)


def _tables(release: str) -> tuple[str, ...]:
    return (_PEOPLE, RELEASES[release].wards, *_across(release)[2])


def _people(survey: Survey, found: str) -> Part:
    low, high = survey.rates.model.lowest, survey.rates.model.highest
    where = {"lsoa_code": found, "year": str(_SHARES_YEAR), "age": f"{low}..{high}"}
    return selection(_PEOPLE, "population", where)


def _small_areas(store: Store, survey: Survey) -> tuple[npt.NDArray[np.float64], list[str]]:
    """Give the people of every small area held, a column for each rate of the survey."""
    table = store.read(_PEOPLE, where={"year": [_SHARES_YEAR]})
    codes = sorted(table["lsoa_code"].unique())
    columns = [
        table[(table["sex"] == rate.sex) & table["age"].between(rate.lowest, rate.highest)]
        .groupby("lsoa_code")["population"]
        .sum()
        .reindex(codes, fill_value=0)
        for rate in survey.known
    ]
    return np.column_stack([column.to_numpy(dtype=np.float64) for column in columns]), codes


def _split(store: Store, matched: pd.DataFrame) -> pd.DataFrame:
    """Lead small areas of 2021 back to those of 2011: which, and what share of its people."""
    changes = store.read(_SPLITS, columns=["lsoa11_code", "lsoa21_code"])
    parts = matched.merge(changes, left_on="lsoa_code", right_on="lsoa21_code")
    people = store.read(_PARTS, where={"year": [_SHARES_YEAR]}).set_index("lsoa_code")["population"]
    parts["weight"] = parts["lsoa21_code"].map(people).astype("float64")
    parts["weight"] /= parts.groupby("lsoa11_code")["weight"].transform("sum")
    return parts
