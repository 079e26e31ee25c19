"""Domains of deprivation are averaged over the people whom each is about.

MHCLG weighs the employment domain by people of working age, the index affecting children by
those aged 0 to 15, the one affecting older people by those aged 60 and over, and all others by
everybody (met by File 10 of 2019). Where those counts are not held, the rows are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import grouping as into
from evidence.measures import release as releases
from evidence.measures.area import checked
from evidence.measures.authority_rank import ranked
from evidence.measures.deprivation import denominator, group_frame, weighted_standing
from evidence.measures.frame import join
from evidence.measures.grouping import Grouping
from evidence.measures.release import DOMAINS, EXACT, SUPPLEMENTARY, Release, stands_in
from evidence.methods import deprivation as methods

if TYPE_CHECKING:
    from evidence.tables.store import Store

TITLES = {
    "income": "Income",
    "employment": "Employment",
    "education": "Education, skills and training",
    "health": "Health deprivation and disability",
    "crime": "Crime",
    "barriers": "Barriers to housing and services",
    "living_environment": "Living environment",
    "idaci": "Income deprivation affecting children",
    "idaopi": "Income deprivation affecting older people",
}

_AT_RISK = {
    "employment": ("population_working_age", "people of working age"),
    "idaci": ("population_0_15", "people aged 0 to 15"),
    "idaopi": ("population_60_over", "people aged 60 and over"),
}


def domains(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Give average rank and score of authorities (and England) by domain, for one release.

    breakdown is "domain", category one of ``DOMAINS`` or "idaci", "idaopi". Scores of 2019 are
    the transformed ones, the only kind held, and stand under a measure of their own.
    """
    item = releases.find(release)
    return by_domain(store, into.by_authority(store, areas, item, needed(item)))


def ranks(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Rank authorities by average rank on each domain among all of the release's: 1 is first.

    numerator is the average rank, denominator the number of authorities ranked. A domain that is
    not averaged for every authority, for want of those at risk, is not ranked. An authority
    created since the release gives no rows, nor does England.
    """
    item = releases.find(release)
    frame = by_domain(store, into.by_source_authority(store, item, needed(item)))
    frame = frame[frame["measure"] == "deprivation_domain_average_rank"]
    every = frame["area_code"].nunique()
    held = frame.groupby("category")["area_code"].transform("nunique") == every
    return ranked(frame[held], "category", every, checked(store, areas))


def needed(item: Release) -> dict[str, list[str]]:
    """Name the columns that the averages are made of, by table."""
    columns: dict[str, list[str]] = {}
    columns.setdefault(item.domains, []).extend(f"{name}_rank" for name in DOMAINS)
    columns.setdefault(item.supplementary, []).extend(f"{name}_rank" for name in SUPPLEMENTARY)
    columns.setdefault(item.denominators, []).append(item.population)
    at_risk = [column for column, _ in _AT_RISK.values()]
    if item.name in EXACT:
        exact = [*at_risk, "population", *(f"{name}_score" for name in SUPPLEMENTARY)]
        columns[EXACT[item.name].table] = exact
    else:
        columns[item.denominators].extend(at_risk)
    columns.setdefault(item.domain_scores, []).extend(
        f"{name}_{item.domain_score}" for name in DOMAINS
    )
    return columns


def by_domain(store: Store, grouped: Grouping) -> pd.DataFrame:
    """Average every domain for every group of a grouping that has the columns ``needed``."""
    exact, rest = grouped.exact_members()
    frames = []
    for part, own in ((exact, True), (rest, False)):
        if len(part.groups):
            for name in (*DOMAINS, *SUPPLEMENTARY):
                frames += _averages(store, part, name, own)
    return join(*frames)


def _averages(store: Store, grouped: Grouping, name: str, own: bool) -> list[pd.DataFrame]:
    item, members = grouped.release, grouped.members
    counted, note = denominator(grouped, own)
    if name in _AT_RISK:
        if stands_in(item, own):
            return []
        column, who = _AT_RISK[name]
        counted, note = (counted[0], column), f"{note}: {who}"
    people = members[counted[1]].astype("float64")
    total = people.groupby(members["group"]).sum()
    rank_table = item.supplementary if name in SUPPLEMENTARY else item.domains
    place = f"{name}_rank"
    chosen = [
        (
            "deprivation_domain_average_rank",
            methods.average_rank(members["group"], members[place], people, grouped.areas),
            [(rank_table, place), counted],
        )
    ]
    score = _score(item, name, own)
    if score is not None:
        measure, column_of_score = score
        values = methods.average_score(members["group"], members[column_of_score[1]], people)
        chosen.append((measure, values, [column_of_score, counted]))
    return [
        group_frame(
            grouped,
            measure,
            values,
            grouped.lineage(*tables),
            method=f"MHCLG's rules; weighted by {note}",
            standing=weighted_standing(store, grouped, tables, own),
            denominator=total,
            breakdown="domain",
            category=name,
        )
        for measure, values, tables in chosen
    ]


def _score(item: Release, name: str, own: bool) -> tuple[str, tuple[str, str]] | None:
    """Say which measure and column hold the scores of a domain; None where none are held."""
    if name in SUPPLEMENTARY:
        if not own:
            return None
        return "deprivation_domain_average_score", (EXACT[item.name].table, f"{name}_score")
    kind = "" if item.domain_score == "score" else f"{item.domain_score}_"
    return (
        f"deprivation_domain_average_{kind}score",
        (item.domain_scores, f"{name}_{item.domain_score}"),
    )
