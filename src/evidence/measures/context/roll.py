"""A roll calls every English area for one published count over its base, in the latest period.

Only such counts are ranked and put into funnels: never what is modelled, projected or a score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

import pandas as pd

from evidence.errors import UsageError, suggestion
from evidence.geography import codes as gss
from evidence.measures import census, outcome, wording
from evidence.measures.care import outcome_limits
from evidence.measures.homelessness import temporary
from evidence.measures.place import authorities
from evidence.measures.trail import selection, together

if TYPE_CHECKING:
    from evidence.tables.store import Store

Kind = Literal["proportion", "rate"]
Read: TypeAlias = Callable[["Store", Sequence[str]], pd.DataFrame]
Trail: TypeAlias = Callable[["Store"], str]

ELSEWHERE_RATE = "temporary accommodation elsewhere, rate"
TEMPORARY_RATE = "temporary accommodation, rate"
ADMISSIONS_65_OVER = "care admissions, 65 and over"
ADMISSIONS_18_64 = "care admissions, 18 to 64"
DISABLED_SHARE = "disabled residents, share"


@dataclass(frozen=True)
class Roll:
    """One count over its base: ``read`` gives its measure rows for areas, ``per`` its multiplier.

    ``councils`` says that it is of the councils for social care, else of authorities. ``trail``
    names the table rows of all areas together, without naming every area. ``label`` says what it
    is in a sentence, after the area's name, ``base`` what it is over; ``note``, a clause, is what
    an order of areas by this count must not be read without; values are shown with ``decimals``.
    """

    id: str
    label: str
    base: str
    kind: Kind
    per: int
    councils: bool
    read: Read
    trail: Trail
    note: str = ""
    decimals: int = 1

    @property
    def among(self) -> str:
        """Whom it is a roll of, in the plural."""
        return "councils" if self.councils else "authorities"

    def words(self, value: float) -> str:
        """Put one of its values as readers see it: "3.4%", "1,056.2"."""
        put = wording.percent if self.kind == "proportion" else wording.number
        return put(value, decimals=self.decimals)


@dataclass(frozen=True)
class Called:
    """A roll as it was called: ``rows`` of the areas with a published count, ``england``'s own.

    ``absent`` is how many areas have none; ``lineage`` names what everyone was read from.
    """

    roll: Roll
    rows: pd.DataFrame
    england: pd.Series | None
    absent: int
    lineage: str


def _temporary(measure: str, store: Store, areas: Sequence[str]) -> pd.DataFrame:
    held = temporary.accommodation(store, areas, quarters=[_quarter(store)])
    return held[held["measure"] == measure]


def _temporary_trail(columns: tuple[str, str], store: Store) -> str:
    where = {"quarter": _quarter(store)}
    return str(
        together(
            *(selection(temporary.TABLE, "value", where | {"measure": name}) for name in columns)
        )
    )


def _quarter(store: Store) -> str:
    return str(store.read(temporary.TABLE, columns=["quarter"])["quarter"].max())


def _admissions(which: str, store: Store, areas: Sequence[str]) -> pd.DataFrame:
    found = outcome_limits.admissions(store, areas)
    return found[found["breakdown"] == which]


def _admissions_trail(which: str, store: Store) -> str:
    del store
    return str(selection("ascof", "value", {"measure": which, "year": outcome_limits.YEAR}))


def _disabled(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    found = census.shares(store, areas)
    return found[found["category"] == "disabled"]


def _disabled_trail(store: Store) -> str:
    where = {"topic": ["disability"]}
    sources = store.read(census.AUTHORITIES, columns=["source"], where=where)["source"]
    return str(
        selection(
            census.AUTHORITIES, "count", {"source": str(sources.iloc[0]), "topic": "disability"}
        )
    )


def _rolls() -> tuple[Roll, ...]:
    per_share, per_admission = 100, outcome_limits.MULTIPLIER
    return (
        Roll(
            ELSEWHERE_RATE,
            "rate of households recorded in another district",
            "households living in the area",
            "rate",
            temporary.PER,
            councils=False,
            read=partial(_temporary, temporary.ELSEWHERE_RATE),
            trail=partial(_temporary_trail, ("another_district", "households_in_area_thousands")),
            note="authorities whose number is suppressed (fewer than five elsewhere) or missing "
            "are left out",
            decimals=2,
        ),
        Roll(
            TEMPORARY_RATE,
            "rate of households in temporary accommodation",
            "households living in the area",
            "rate",
            temporary.PER,
            councils=False,
            read=partial(_temporary, temporary.RATE),
            trail=partial(_temporary_trail, ("households", "households_in_area_thousands")),
        ),
        *(
            Roll(
                name,
                f"rate of admissions to care homes at ages {name.rpartition(', ')[2]}",
                "residents of those ages",
                "rate",
                per_admission,
                councils=True,
                read=partial(_admissions, which),
                trail=partial(_admissions_trail, which),
            )
            for name, which in (
                (ADMISSIONS_65_OVER, outcome.ADMISSIONS_65_OVER),
                (ADMISSIONS_18_64, outcome.ADMISSIONS_18_64),
            )
        ),
        Roll(
            DISABLED_SHARE,
            "share of residents disabled under the Equality Act",
            "usual residents",
            "proportion",
            per_share,
            councils=False,
            read=_disabled,
            trail=_disabled_trail,
            note="not age-standardised",
        ),
    )


ROLLS = {item.id: item for item in _rolls()}


def call(store: Store, name: str) -> Called:
    """Read one count of every English area; those without one in the period are left out."""
    if name not in ROLLS:
        raise UsageError(f"no roll is called {name!r}{suggestion(name, ROLLS)}")
    item = ROLLS[name]
    asked = everyone(store, name)
    found = item.read(store, [*asked, gss.ENGLAND])
    own = found[found["area_code"] != gss.ENGLAND]
    rows = own[own["value"].notna() & own["numerator"].notna()]
    england = found[(found["area_code"] == gss.ENGLAND) & found["value"].notna()]
    return Called(
        item,
        rows.sort_values("area_code").reset_index(drop=True),
        england.iloc[0] if len(england) else None,
        len(asked) - len(rows),
        item.trail(store) if len(rows) else "",
    )


def everyone(store: Store, name: str) -> tuple[str, ...]:
    """Name every area of a roll, whether or not it has a published count."""
    known = authorities(store)
    return known.social_services if ROLLS[name].councils else known.in_use
