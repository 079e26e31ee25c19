"""A projection round is an input with a base year, a date and an owner; it is never a constant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.errors import UsageError, suggestion

if TYPE_CHECKING:
    from evidence.tables.store import Store

_CENSUS = 2021


@dataclass(frozen=True)
class Round:
    """One set of subnational population projections by the Office for National Statistics."""

    name: str
    title: str
    base_year: int
    published: str
    table: str
    first_year: int
    last_year: int
    by_single_year: bool
    note: str
    rounded_to: int = 1

    @property
    def is_plan(self) -> bool:
        """Whether the round is held as a council's document prints it."""
        return not self.by_single_year

    @property
    def published_year(self) -> int:
        """The year it came out: what it says of earlier years was no look ahead."""
        return int(self.published.rsplit(" ", 1)[-1])

    @property
    def follows_census(self) -> bool:
        """Whether it starts from an estimate that the 2021 Census has gone into."""
        return self.base_year >= _CENSUS

    def is_after(self, period: str) -> bool:
        """Whether it came out after the year of a period such as "mid-2023", so cannot miss it."""
        return self.published_year > int(period.removeprefix("mid-"))


# In order of publication: the last one held for an area is the newest.
ROUNDS = {
    item.name: item
    for item in (
        Round(
            name="2016-based",
            title="2016-based projections, as printed in the council's market position statement",
            base_year=2016,
            published="May 2018",
            table="projections_2016_statement",
            first_year=2020,
            last_year=2035,
            by_single_year=False,
            note="Held only as the statement's own table: rounded to the nearest 100, every five "
            "years, without sex. That it is the 2016-based round is inferred from the statement's "
            "sources and date.",
            rounded_to=100,
        ),
        Round(
            name="2018-based",
            title="2018-based projections, principal variant",
            base_year=2018,
            published="March 2020",
            table="projections_2018",
            first_year=2018,
            last_year=2043,
            by_single_year=True,
            note="Made before Census 2021, on estimates the census has since revised.",
        ),
        Round(
            name="2022-based migration category",
            title="2022-based projections, migration category variant",
            base_year=2022,
            published="June 2025",
            table="projections_2022_luton",
            first_year=2022,
            last_year=2047,
            by_single_year=True,
            note="ONS's headline variant. The other variants are not held.",
        ),
    )
}


def find(name: str) -> Round:
    """Look a round up by name; refuse an unknown one with a suggestion."""
    if name not in ROUNDS:
        near = suggestion(name, ROUNDS)
        raise UsageError(
            f"no projection round is called {name!r}{near or '; held: ' + ', '.join(ROUNDS)}"
        )
    return ROUNDS[name]


def rounds_held(store: Store, area: str) -> tuple[Round, ...]:
    """List the rounds that hold rows for ``area``, in order of publication."""
    return tuple(
        item
        for item in ROUNDS.values()
        if len(store.read(item.table, columns=["authority_code"], where={"authority_code": [area]}))
    )


def newest_held(store: Store, area: str) -> Round:
    """Give the round published last among those that hold ``area``."""
    held = rounds_held(store, area)
    if not held:
        raise UsageError(f"no projection round holds {area}: choose another area")
    return held[-1]
