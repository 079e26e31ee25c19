"""An authority's rank hangs on the values of all of them, and stands no higher than the weakest."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evidence.measures.frame import empty, measure_frame
from evidence.methods.ranking import rank
from evidence.standing import weakest


def ranked(frame: pd.DataFrame, key: str, every: int, asked: Iterable[str]) -> pd.DataFrame:
    """Put ranks in the place of values, within each ``key``, and keep the authorities ``asked``.

    ``frame`` holds one row for each of ``every`` authorities and ``key``. 1 is the most deprived;
    numerator is the value, denominator the number ranked. Where most values were made another way
    than an authority's own, the method of its rank says how.
    """
    found = frame.assign(numerator=frame["value"], denominator=float(every))
    together = found.groupby(key)
    found["value"] = together["numerator"].transform(lambda values: rank(values.to_numpy()))
    found["standing"] = together["standing"].transform(lambda held: weakest(held.unique()).value)
    most = together["method"].transform(lambda methods: methods.mode().iloc[0])
    otherwise = (", most of them by " + most).where(found["method"] != most, "")
    found["measure"] = found["measure"] + "_rank"
    found["method"] = found["method"] + f"; ranked among the {every} authorities" + otherwise
    kept = found[found["area_code"].isin(set(asked))]
    return measure_frame(kept.drop(columns=["unit", "statistic"])) if len(kept) else empty()
