"""A split into women and men decides a modelled number where a printed table tells no sexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame
from evidence.measures.prevalence.model import Model, find
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import PLANNED, printed
from evidence.measures.prevalence.rate import Held
from evidence.methods.need import people_with
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

MEASURE = "men_implied"
_HUNDRED = 100


def implied(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give how many of a table's people must be men for a printed figure to be met exactly.

    For figures of models with one rate for men and one for women, rounded as PANSI rounds, on the
    round the document stands on. The men are those of the model's first total (18 to 64); older
    ones keep the split that is used here. value is the number of men, in hundreds, lower and upper
    its least and most where several meet the figure (the nearest to the split used is the value),
    numerator the men of the split used, denominator the people. category is the figure's id. No row
    where none meets it. Inferred: worked back from the printed figure, whatever its rates are.
    """
    figures = printed(store, areas)
    figures = figures[figures["model"].notna()]
    if figures.empty:
        return empty()
    chosen = find(store, list(figures["model"].unique()))
    rows = [
        row
        for model in chosen
        if model.by_sex and "pansi" in model.modes
        for row in _rows(store, areas, model, figures[figures["model"] == model.id])
    ]
    if not rows:
        return empty()
    return measure_frame(described(store, pd.DataFrame(rows)), measure=MEASURE, status="calculated")


def _rows(
    store: Store, areas: Sequence[str], model: Model, figures: pd.DataFrame
) -> Iterator[dict[str, object]]:
    low, high = model.ages[0]
    first = model.totals[0]
    rates = Held.read(store, [model]).of(model, 0)
    shares = {sex: {rate.share for rate in rates.within(low, high, sex)} for sex in rates.sexes}
    if any(len(share) > 1 for share in shares.values()):
        return
    rate = [shares[sex].copy().pop() for sex in ("male", "female")]
    years = sorted({int(year) for year in figures["year"]})
    found = modelled(
        store, areas, [model.id], rounds=[PLANNED], years=years, mode="pansi", by_sex=True
    )
    found = found[found["measure"] == "modelled_people"]
    for item in figures.to_dict("records"):
        own = found[
            (found["area_code"] == item["area_code"]) & (found["period"] == f"mid-{item['year']}")
        ]
        own = own.set_index(["age_band", "sex"])
        if (first, "male") not in own.index or (item["ages"], "persons") not in own.index:
            continue
        # What is counted at other ages stays as it is.
        rest = own.loc[(item["ages"], "persons"), "value"] - own.loc[(first, "persons"), "value"]
        people = own.loc[(first, "persons"), "denominator"]
        men = np.arange(0.0, people + 1, _HUNDRED)
        given = people_with(np.column_stack([men, people - men]), rate, pansi=True) + rest
        fitting = men[given == item["value"]]
        if not len(fitting):
            continue
        used = own.loc[(first, "male"), "denominator"]
        row = own.loc[(first, "persons")]
        yield {
            "area_code": item["area_code"],
            "variant": row["variant"],
            "period": f"mid-{item['year']}",
            "sex": "male",
            "age_band": first,
            "breakdown": item["condition"],
            "category": item["figure"],
            "numerator": used,
            "denominator": people,
            "value": fitting[np.abs(fitting - used).argmin()],
            "lower": fitting.min(),
            "upper": fitting.max(),
            "method": "men, to the nearest hundred, with whom the model gives the printed figure",
            "standing": weakest([row["standing"], item["standing"], Standing.INFERRED]).value,
            "lineage": f"{row['lineage']} {item['lineage']}",
        }
