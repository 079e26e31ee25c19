"""A reproduction sets one printed figure of need against ours, and says what that shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence.measures.area import described
from evidence.measures.documents.verdict import Verdict, remodelled
from evidence.measures.frame import empty, measure_frame
from evidence.measures.prevalence.base import SPLIT
from evidence.measures.prevalence.model import Model, models
from evidence.measures.prevalence.need import ROUNDED
from evidence.measures.prevalence.published import PLANNED, against, printed
from evidence.measures.rounds import ROUNDS
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

MEASURE = "need_reproduced"
_PERCENT = "modelled_difference_percent"
_SPLIT_TABLE = ROUNDS[SPLIT].table


class Met(StrEnum):
    """What setting ours against a printed figure comes to, in the order in which it is listed."""

    EXACTLY = "reproduced exactly"
    ROUNDING = "within rounding"
    CLOSE = "close"
    DIFFERS = "differs"
    INFERRED = "consistent, but the rates were worked back from this document"
    NOT = "not reproducible"


_MET = {
    Verdict.REPRODUCED: Met.EXACTLY,
    Verdict.WITHIN_ROUNDING: Met.ROUNDING,
    Verdict.INFERRED: Met.INFERRED,
    Verdict.CLOSE: Met.CLOSE,
    Verdict.DIFFERS: Met.DIFFERS,
}


@dataclass(frozen=True)
class Reproduction:
    """One printed figure beside one model's; without a model where no rates are held.

    ``full`` and ``rounded`` are rows of ``published.against`` in per cent, None where the model is
    not declared for that arithmetic; ``verdict`` is by the arithmetic of PANSI where it is, since
    that is what documents used. ``is_own`` is False for another rate set of the same condition.
    ``split`` says that the sexes are another round's.
    """

    figure: str
    area_code: str
    condition: str
    year: str
    ages: str
    stated: float
    document: str
    place: str
    why: str
    model: Model | None
    is_own: bool
    full: pd.Series | None
    rounded: pd.Series | None
    split: bool
    verdict: Met
    standing: Standing

    @property
    def row(self) -> pd.Series | None:
        """The row that the verdict stands on."""
        return self.full if self.rounded is None else self.rounded

    @property
    def is_whole(self) -> bool:
        """Whether all ages of the model are counted, not one band of them."""
        if self.model is None:
            return True
        low, high = self.ages.rstrip("+").partition("-")[::2]
        return (int(low), int(high or self.model.highest)) == (
            self.model.lowest,
            self.model.highest,
        )


def reproductions(
    store: Store, areas: Sequence[str], held: pd.DataFrame | None = None
) -> tuple[Reproduction, ...]:
    """Set every printed figure of need of ``areas`` against ours, in the order they are declared.

    Each is set against its own model and then against every other of its condition, on the round
    that its document stands on. ``held`` is what ``published.against`` gives of these areas with
    ``tables``, where that has been made already.
    """
    figures = printed(store, areas)
    found = against(store, areas, tables=True) if held is None else held
    found = found[found["measure"] == _PERCENT]
    by_figure = {
        (area, name): rows for (area, name), rows in found.groupby(["area_code", "category"])
    }
    known = models(store)
    return tuple(
        made
        for item in figures.to_dict("records")
        for made in _of(item, known, by_figure.get((item["area_code"], item["figure"]), empty()))
    )


def tally(store: Store, made: Sequence[Reproduction]) -> pd.DataFrame:
    """Count printed figures by what setting their own model against them shows.

    category is the verdict, numerator the figures of it, denominator all of an area's; verdicts
    that none came to have 0.
    """
    rows = []
    own = [item for item in made if item.is_own]
    for area in dict.fromkeys(item.area_code for item in own):
        mine = [item for item in own if item.area_code == area]
        names = "|".join(sorted(item.figure for item in mine))
        for verdict in Met:
            found = [item.standing for item in mine if item.verdict is verdict]
            rows.append(
                {
                    "area_code": area,
                    "category": verdict.value,
                    "numerator": float(len(found)),
                    "denominator": float(len(mine)),
                    "value": float(len(found)),
                    "standing": weakest([Standing.DERIVED, *found]).value,
                    "lineage": f"published_need?figure={names}#why",
                }
            )
    if not rows:
        return empty()
    return measure_frame(
        described(store, pd.DataFrame(rows)),
        measure=MEASURE,
        variant=f"on {PLANNED}",
        period="as printed",
        breakdown="verdict",
        status="calculated",
        method="printed figures counted by the verdict that the rule gives",
    )


def judge(stated: float, ours: float, *, inferred: bool) -> Met:
    """Judge one printed number; the rule is that of the checked documents.

    Within rounding: ours is what was rounded to the printed number's last digit that is not
    nought. ``inferred``: the rates were worked back from the document that prints it.
    """
    return _MET[remodelled(stated, ours, inferred=inferred)]


def _of(
    item: Mapping[Any, Any], known: Mapping[str, Model], rows: pd.DataFrame
) -> Iterator[Reproduction]:
    own = item["model"] if isinstance(item["model"], str) else ""
    base = {
        name: str(item[name])
        for name in ("figure", "area_code", "condition", "document", "place", "why")
    }
    shared: dict[str, Any] = {
        **base,
        "year": item["year"] if isinstance(item["year"], str) else "",
        "ages": item["ages"] if isinstance(item["ages"], str) else "",
        "stated": float(item["value"]),
    }
    if not own or rows.empty:
        yield Reproduction(
            **shared,
            model=known.get(own),
            is_own=True,
            full=None,
            rounded=None,
            split=False,
            verdict=Met.NOT,
            standing=Standing(item["standing"]),
        )
        return
    others = [
        model
        for name, model in known.items()
        if model.condition == item["condition"] and name != own
    ]
    for model in (known[own], *others):
        mine = rows[rows["variant"].str.startswith(f"{model.title} on ")]
        rounded = _first(mine[mine["variant"].str.endswith(ROUNDED)])
        full = _first(mine[~mine["variant"].str.endswith(ROUNDED)])
        row = full if rounded is None else rounded
        if row is None:
            continue
        yield Reproduction(
            **shared,
            model=model,
            is_own=model.id == own,
            full=full,
            rounded=rounded,
            split=f"{_SPLIT_TABLE}?" in str(row["lineage"]),
            verdict=judge(
                shared["stated"],
                float(row["numerator"]),
                inferred=bool(row["worked_back"]),
            ),
            standing=Standing(row["standing"]),
        )


def _first(rows: pd.DataFrame) -> pd.Series | None:
    return None if rows.empty else rows.iloc[0]
