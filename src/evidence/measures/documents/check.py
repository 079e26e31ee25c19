"""A check holds one claim of a document against one measure row, as declared in checks.csv."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from evidence.errors import InputError, Problem, suggestion
from evidence.measures.documents.basis import PRODUCERS, Producer
from evidence.measures.documents.calculation import CLAIMS, FIGURES
from evidence.measures.documents.verdict import (
    Case,
    Kind,
    Relation,
    Verdict,
    judged,
    printed_step,
)
from evidence.measures.frame import empty
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

CHECKS = "published_checks"
FILE = "data/published/checks.csv"
KEY = ("variant", "period", "sex", "age_band", "breakdown", "category")
NAN = float("nan")

_Frames: TypeAlias = dict[tuple[Producer, str], pd.DataFrame]

_TABLES = re.compile(r"(?:^| )([a-z][a-z0-9_]*)(?=[?#])")
PLANNED_TABLE = "projections_2016_statement"
_OWN = {CLAIMS, FIGURES, PLANNED_TABLE}
_ESTIMATES = {"mid_year_estimates", "mid_year_estimates_first_published"}


@dataclass(frozen=True)
class Checked:
    """One claim held against one figure; ``evidence`` is None where nothing is held.

    ``stated`` is NaN for a claim that puts no number. ``table``, ``claim`` and ``source`` name the
    transcribed row.
    """

    table: str
    claim: str
    source: str
    area_code: str
    document: str
    place: str
    subject: str
    statement: str
    against: str
    stated: float
    unit: str
    relation: Relation
    evidence: pd.Series | None
    kind: Kind | None
    verdict: Verdict
    reason: str
    standing: Standing

    @property
    def is_percentage(self) -> bool:
        """Whether the claim puts a percentage: it differs from another by percentage points."""
        return self.unit.startswith("per cent")

    @property
    def difference(self) -> float:
        """The evidence less the claim, in its unit; NaN where that says nothing."""
        apart = self.verdict in (Verdict.NOT_HELD, Verdict.NOT_COMPARABLE)
        if apart or self.evidence is None or not self.stated > 0:
            return NAN
        return float(self.evidence["value"]) - self.stated

    @property
    def difference_percent(self) -> float:
        """The difference in per cent of the claim; NaN for percentages."""
        return NAN if self.is_percentage else 100 * self.difference / self.stated


def evidence(checks: Sequence[Checked]) -> pd.DataFrame:
    """Give the measure rows that claims are held against, each once; nothing for those not held."""
    rows = [item.evidence for item in checks if item.evidence is not None]
    return pd.DataFrame(rows).drop_duplicates() if rows else empty()


def checked(store: Store, areas: Sequence[str]) -> tuple[Checked, ...]:
    """Check every claim of the documents about ``areas``, in the order of checks.csv.

    Raises InputError naming each row of the file that cannot be checked: a claim that is not
    transcribed, a measure or row that does not exist, several rows where one is meant; and each
    claim that no row checks.
    """
    table = store.read(CHECKS).sort_values("source_row")
    if table.empty:  # no check is declared: the claims stand by themselves
        return ()
    declared: list[dict[Any, Any]] = table.to_dict("records")
    claims = _claims(store)
    problems = [
        _problem(row, "claim", f"no claim or figure is called {row['claim']!r}")
        for row in declared
        if row["claim"] not in claims.index
    ]
    unchecked = claims.index[claims["table"].eq(CLAIMS)].difference(table["claim"].tolist())
    problems += [Problem(FILE, f"claim {name!r} has no row") for name in unchecked]
    if problems:
        raise InputError(f"{FILE} does not fit the claims", problems)
    frames: _Frames = {}
    found = []
    for row in declared:
        claim = claims.loc[row["claim"]]
        if claim["authority_code"] not in areas:
            continue
        try:
            found.append(_check(store, row, claim, frames))
        except LookupError as error:
            problems.append(_problem(row, "measure", str(error.args[0])))
    if problems:
        raise InputError(f"{FILE} names measure rows that do not exist", problems)
    return tuple(found)


def _claims(store: Store) -> pd.DataFrame:
    columns = ["authority_code", "document", "place", "subject", "value", "unit", "source"]
    stated = store.read(CLAIMS, columns=["claim", *columns]).rename(columns={"claim": "id"})
    printed = store.read(FIGURES, columns=["figure", *columns]).rename(columns={"figure": "id"})
    both = pd.concat([stated.assign(table=CLAIMS), printed.assign(table=FIGURES)])
    return both.set_index("id")


def _check(
    store: Store,
    row: Mapping[str, Any],
    claim: pd.Series,
    frames: _Frames,
) -> Checked:
    area = str(claim["authority_code"])
    wanted = {name: text for name in KEY if (text := _text(row, name))}
    measure = _text(row, "measure")
    evidence = _row(store, area, measure, wanted, frames) if measure else None
    stated = float(claim["value"])
    step = float(row["rounding"])
    half = (printed_step(stated) if math.isnan(step) else step) / 2
    relation = Relation(_text(row, "relation") or Relation.NOT_STATED)
    kind = _kind(evidence) if evidence is not None else None
    case = Case(
        stated=stated,
        lower=stated - half,
        upper=stated + half,
        ours=float(evidence["value"]) if evidence is not None else NAN,
        relation=relation,
        kind=kind or Kind.COUNTED,
        inferred=_text(row, "inferred") == "yes",
        holds_if=_text(row, "holds_if"),
    )
    standings = [store.standing(str(claim["table"])).value]
    if evidence is not None:
        standings.append(str(evidence["standing"]))
    return Checked(
        table=str(claim["table"]),
        claim=str(claim.name),
        source=str(claim["source"]),
        area_code=area,
        document=str(claim["document"]),
        place=str(claim["place"]),
        subject=str(claim["subject"]),
        statement=_text(row, "statement"),
        against=_text(row, "against"),
        stated=stated,
        unit=str(claim["unit"]),
        relation=relation,
        evidence=evidence,
        kind=kind,
        verdict=judged(case),
        reason=_text(row, "reason"),
        standing=weakest(standings),
    )


def _row(
    store: Store,
    area: str,
    measure: str,
    wanted: dict[str, str],
    frames: _Frames,
) -> pd.Series:
    """Pick the one row of a measure; LookupError says what is wrong with the declared key."""
    if measure not in PRODUCERS:
        raise LookupError(f"no measure is called {measure!r}{suggestion(measure, PRODUCERS)}")
    # Several measures are made in one go: by what makes them, each is made once.
    producer = PRODUCERS[measure]
    if (producer, area) not in frames:
        frames[producer, area] = producer(store, area)
    frame = frames[producer, area]
    meant = frame["measure"] == measure
    for name, text in wanted.items():
        meant &= frame[name] == text
    chosen = frame[meant]
    if len(chosen) != 1:
        words = ", ".join(f"{name} {text!r}" for name, text in wanted.items())
        count = "no row" if chosen.empty else f"{len(chosen)} rows"
        raise LookupError(f"{count} of {measure} for {area} with {words}: one is needed")
    return chosen.iloc[0]


def _kind(evidence: pd.Series) -> Kind:
    tables = set(_TABLES.findall(str(evidence["lineage"])))
    if tables <= _OWN:
        return Kind.OWN
    if evidence["status"] == "modelled" and PLANNED_TABLE in tables:
        return Kind.REMODELLED
    if evidence["status"] in ("modelled", "projected"):
        return Kind(str(evidence["status"]))
    return Kind.ESTIMATED if tables & _ESTIMATES else Kind.COUNTED


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    return value if isinstance(value, str) else ""


def _problem(row: Mapping[str, Any], column: str, message: str) -> Problem:
    return Problem(FILE, message, row=int(row["source_row"]), column=column)
