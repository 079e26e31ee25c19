"""A release of the Indices of Deprivation has its own small areas, wards and denominators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from evidence.errors import UsageError, suggestion
from evidence.measures.coding import Coding
from evidence.measures.place import authorities

if TYPE_CHECKING:
    from evidence.tables.store import Store

DOMAINS = (
    "income",
    "employment",
    "education",
    "health",
    "crime",
    "barriers",
    "living_environment",
)
SUPPLEMENTARY = ("idaci", "idaopi")


@dataclass(frozen=True)
class Release:
    """One release that covers all of England, and the tables that hold it."""

    name: str
    period: str
    lsoa_vintage: str
    ward_vintage: str
    authority_vintage: str
    index: str
    scores: str
    domains: str
    domain_scores: str
    domain_score: str
    supplementary: str
    wards: str
    fine_lsoas: str
    fine_wards: str
    coarse_lsoas: str
    denominators: str
    population: str
    population_note: str


RELEASES = {
    item.name: item
    for item in (
        Release(
            name="IoD2019",
            period="2019 release",
            lsoa_vintage="2011",
            ward_vintage="2019",
            authority_vintage="2019",
            index="iod2019_index",
            scores="iod2019_scores",
            domains="iod2019_domains",
            domain_scores="iod2019_transformed",
            domain_score="transformed",
            supplementary="iod2019_supplementary",
            wards="lsoa11_ward19",
            fine_lsoas="boundary_lsoa11_luton",
            fine_wards="boundary_ward13_luton",
            coarse_lsoas="boundary_lsoa11",
            denominators="iod2019_denominators",
            population="population",
            population_note="the release's own population (mid-2015, without prisoners)",
        ),
        Release(
            name="IoD2025",
            period="2025 release",
            lsoa_vintage="2021",
            ward_vintage="2024",
            authority_vintage="2024",
            index="iod2025_index",
            scores="iod2025_scores",
            domains="iod2025_scores",
            domain_scores="iod2025_scores",
            domain_score="score",
            supplementary="iod2025_supplementary",
            wards="lsoa21_ward24",
            fine_lsoas="boundary_lsoa21_luton",
            fine_wards="boundary_ward25_luton",
            coarse_lsoas="boundary_lsoa21",
            denominators="iod2025_scores",
            population="population_mid2022",
            population_note="ONS mid-2022 population, in place of the release's own, which leaves "
            "prisoners out",
        ),
    )
}


def spoken(release: str) -> str:
    """Put a release as a reader knows it: "the 2025 index"."""
    return f"the {release.removeprefix('IoD')} index"


def is_latest(release: str) -> bool:
    """Say whether a release is the newest: only of it does a page speak in the present tense."""
    return release == list(RELEASES)[-1]


@dataclass(frozen=True)
class Exact:
    """Where a release's own denominators are held for some areas only: table and its note.

    ``elsewhere`` says in a reader's words which people stand in for them in all other areas.
    """

    table: str
    note: str
    elsewhere: str


EXACT = {
    "IoD2025": Exact(
        table="iod2025_luton",
        note="the release's own population (mid-2022, without prisoners)",
        elsewhere="all residents of mid-2022, prisoners included",
    )
}


def stands_in(release: Release, own: bool) -> bool:
    """Say whether other people stand in for a release's own denominators, which ``own`` has."""
    return not own and release.name in EXACT


def find(name: str) -> Release:
    """Look a release up by name; refuse an unknown one with a suggestion."""
    if name not in RELEASES:
        near = suggestion(name, RELEASES)
        raise UsageError(
            f"no release that covers England is called {name!r}"
            f"{near or '; held: ' + ', '.join(RELEASES)}"
        )
    return RELEASES[name]


def small_areas(store: Store, release: Release, columns: dict[str, list[str]]) -> pd.DataFrame:
    """Read all small areas of England, with ``columns`` of each table joined by lsoa_code.

    Always there: lsoa_code, lsoa_name, source_authority (the code in the release) and
    authority_code (the authority in use that holds the area now).
    """
    index = ["lsoa_code", "lsoa_name", "authority_code", *columns.get(release.index, [])]
    frame = store.read(release.index, columns=index).rename(
        columns={"authority_code": "source_authority"}
    )
    working = authorities(store).working
    held = Coding.of(frame["source_authority"])
    now = pd.array([working[code] for code in held.words], dtype="str")
    frame["authority_code"] = now.take(held.codes)
    for table, wanted in columns.items():
        if table != release.index and wanted:
            other = store.read(table, columns=["lsoa_code", *wanted])
            frame = beside(frame, other, how="left")
    return frame


def beside(
    frame: pd.DataFrame, other: pd.DataFrame, *, how: Literal["left", "inner"]
) -> pd.DataFrame:
    """Put the columns of another table of small areas beside those of ``frame``, by lsoa_code.

    Most tables of a release hold all of its small areas in the same order: nothing is looked up.
    """
    if other["lsoa_code"].equals(frame["lsoa_code"]):
        return pd.concat([frame, other.drop(columns="lsoa_code")], axis=1)
    return frame.merge(other, on="lsoa_code", how=how, validate="one_to_one")
