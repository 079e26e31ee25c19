"""A group gathers rows: every method that sums by group numbers them in the same way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import InputError
from evidence.methods.interval import Confidence, Estimate, Floats, Values

Codes = npt.NDArray[np.intp]


def gathered(group: Values, *columns: Floats) -> tuple[Codes, pd.Index]:
    """Count groups off from 0, one number for each row, and name the groups in sorted order.

    Raises InputError where a row has no group, and where a column has not one value for each row.
    """
    codes, names = pd.factorize(pd.Series(group), sort=True)
    lengths = sorted({len(column) for column in columns} - {len(codes)})
    if lengths:
        raise InputError(f"{len(codes)} groups stand beside {lengths[0]} values: give one for each")
    if (codes < 0).any():
        raise InputError(f"{int((codes < 0).sum())} rows have no group: give every one")
    return codes, pd.Index(names)


def levelled(found: Estimate, names: pd.Index, confidence: Confidence) -> pd.DataFrame:
    """Lay estimates out by group: value, lower, upper; by group and level where several are."""
    if np.ndim(confidence) == 0:
        return pd.DataFrame(found._asdict(), index=names)
    levels = list(np.asarray(confidence, dtype=np.float64))
    repeated = names.repeat(len(levels))
    index = pd.MultiIndex.from_arrays(
        [repeated, levels * len(names)], names=[names.name, "confidence"]
    )
    return pd.DataFrame(
        {
            "value": np.repeat(found.value, len(levels)),
            "lower": found.lower.T.ravel(),
            "upper": found.upper.T.ravel(),
        },
        index=index,
    )
