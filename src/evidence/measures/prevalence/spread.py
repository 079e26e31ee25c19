"""The spread of modelled need says how much of it hangs on the round, the rate set, the survey."""

from __future__ import annotations

import pandas as pd

from evidence.measures.comparison import weaker
from evidence.measures.estimate import SERIES
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.prevalence.uncertainty import PARAMETER
from evidence.measures.rounds import ROUNDS

ROUND, RATES, SURVEY = "projection round", "rate set", "survey"
NEWER = "newer projection rounds"
"""What modelled need differs by, as category."""
_ESTIMATED = tuple(f" on {name}" for name in SERIES)
_CONFIDENCE = 0.95
_NAMES = ["area_type", "area_name", "area_vintage"]


def spread(need: pd.DataFrame, limits: pd.DataFrame) -> pd.DataFrame:
    """Give, by area and year, how far modelled dementia is apart by each of the three, in people.

    ``need``: ``need.modelled`` of both dementia models on projection rounds; ``limits``:
    ``uncertainty.intervals`` of CFAS II on the same rounds. ``ROUND``: the highest round less the
    lowest, on CFAS II rates (where two are held); ``NEWER``: the same without a document's own
    round, where that leaves two; ``RATES``: the two rate sets on the newest round; ``SURVEY``: CFAS
    II's 95% interval on the newest round, from end to end. denominator is CFAS II on the newest
    round; a second measure gives per cent of it.
    """
    need = need[
        (need["measure"] == "modelled_people")
        & (need["breakdown"] == "dementia")
        & (need["sex"] == "persons")
        & (need["age_band"] == "65+")
    ]
    limits = limits[(limits["confidence"] == _CONFIDENCE) & (limits["category"] == PARAMETER)]
    if need.empty or limits.empty:
        return empty()
    order = {name: number for number, name in enumerate(ROUNDS)}
    need, limits = (
        _placed(frame[~frame["variant"].str.endswith(_ESTIMATED)], order)
        for frame in (need, limits)
    )
    first, second = (need[need["rates"] == name] for name in ("CFAS II", "Dementia UK"))
    newest = _last(first)
    parts = [
        _between_rounds(first, newest, ROUND),
        *_without_documents(first, newest),
        _paired(newest, _last(second), RATES),
        _ends(newest, _last(limits)),
    ]
    rows = pd.concat([part for part in parts if len(part)], ignore_index=True)
    constants = {"breakdown": "dementia", "sex": "persons", "age_band": "65+"}
    return join(
        measure_frame(rows, measure="modelled_spread", status="modelled", **constants),
        measure_frame(
            rows.assign(numerator=rows["value"], value=100 * rows["value"] / rows["denominator"]),
            measure="modelled_spread_percent",
            status="modelled",
            **constants,
        ),
    )


def _placed(frame: pd.DataFrame, order: dict[str, int]) -> pd.DataFrame:
    parted = frame["variant"].str.split(" on ", n=1)
    rates, name = parted.str[0], parted.str[1]
    return frame.assign(rates=rates, round=name, place=name.map(order).astype("int64"))


def _last(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the newest round of each area and year."""
    ordered = frame.sort_values(["area_code", "period", "place"], kind="stable")
    return ordered.drop_duplicates(["area_code", "period"], keep="last")


def _without_documents(first: pd.DataFrame, newest: pd.DataFrame) -> list[pd.DataFrame]:
    """Leave out rounds held from a document, and areas where there are none to leave out."""
    printed = first["round"].isin([name for name, item in ROUNDS.items() if item.is_plan])
    told = first["area_code"].isin(first.loc[printed, "area_code"])
    own = first[told & ~printed]
    return [] if own.empty else [_between_rounds(own, newest, NEWER)]


def _between_rounds(first: pd.DataFrame, newest: pd.DataFrame, category: str) -> pd.DataFrame:
    ordered = first.sort_values(["area_code", "period", "value", "place"], kind="stable")
    keys = ["area_code", "period"]
    low = ordered.drop_duplicates(keys, keep="first")
    high = ordered.drop_duplicates(keys, keep="last")
    both = low.merge(high, on=keys, suffixes=("", "_high"))
    both = both[both["round"] != both["round_high"]]
    rows = both.merge(newest[[*keys, "value"]].rename(columns={"value": "denominator_"}), on=keys)
    return _row(
        rows,
        category,
        rows["value_high"] - rows["value"],
        rows["denominator_"],
        "CFAS II on " + rows["round_high"] + " less on " + rows["round"],
        "_high",
    )


def _paired(newest: pd.DataFrame, other: pd.DataFrame, category: str) -> pd.DataFrame:
    rows = newest.merge(other, on=["area_code", "period"], suffixes=("", "_other"))
    return _row(
        rows,
        category,
        (rows["value_other"] - rows["value"]).abs(),
        rows["value"],
        "Dementia UK against CFAS II, both on " + rows["round"],
        "_other",
    )


def _ends(newest: pd.DataFrame, limits: pd.DataFrame) -> pd.DataFrame:
    rows = newest.merge(
        limits[["area_code", "period", "lower", "upper", "lineage", "standing"]],
        on=["area_code", "period"],
        suffixes=("", "_limits"),
    )
    return _row(
        rows,
        SURVEY,
        rows["upper_limits"] - rows["lower_limits"],
        rows["value"],
        "95% interval of CFAS II on " + rows["round"] + ", from end to end",
        "_limits",
    )


def _row(
    rows: pd.DataFrame,
    category: str,
    value: pd.Series,
    denominator: pd.Series,
    method: pd.Series,
    *others: str,
) -> pd.DataFrame:
    lineage, standing = rows["lineage"], rows["standing"]
    for other in others:
        same = rows[f"lineage{other}"] == lineage
        lineage = lineage.where(same, lineage + " " + rows[f"lineage{other}"])
        standing = weaker(standing, rows[f"standing{other}"])
    return pd.DataFrame(
        {
            **{name: rows[name] for name in ("area_code", "period", *_NAMES)},
            "category": category,
            "variant": "CFAS II and Dementia UK",
            "value": value,
            "denominator": denominator,
            "method": method,
            "standing": standing,
            "lineage": lineage,
        }
    )
