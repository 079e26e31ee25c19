"""The measure frame is the one shape in which numbers leave the library: columns, words, key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import CheckError, suggestion
from evidence.measures.definitions import DEFINITIONS
from evidence.standing import Standing

COLUMNS = (
    "measure",
    "variant",
    "area_code",
    "area_type",
    "area_name",
    "area_vintage",
    "period",
    "sex",
    "age_band",
    "breakdown",
    "category",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "confidence",
    "unit",
    "statistic",
    "method",
    "status",
    "standing",
    "lineage",
)
NUMBERS = ("numerator", "denominator", "value", "lower", "upper", "confidence")
TEXTS = tuple(column for column in COLUMNS if column not in NUMBERS)
KEY = (
    "measure",
    "variant",
    "area_code",
    "period",
    "sex",
    "age_band",
    "breakdown",
    "category",
    "confidence",
)
STATUSES = (
    "published",
    "calculated",
    "projected",
    "modelled",
    "suppressed",
    "not available",
    "not applicable",
)
SIGNIFICANT_DIGITS = 10

_NEEDED = ("measure", "area_code", "value", "status", "standing", "lineage")
_SHOWN = 5
# Powers of ten as the nearest floats, so that no processor's pow() has a say.
_POWERS = np.array([float(f"1e{power}") for power in range(-300, 301)])
_ZERO_POWER = 300


def measure_frame(rows: pd.DataFrame | Mapping[str, Any], **constants: Any) -> pd.DataFrame:
    """Build a measure frame from the columns that vary and the ``constants`` that do not.

    Columns not given are "" (texts) or NaN (numbers); unit and statistic come from the measure's
    definition. Rows keep their order within measure, variant and area. Numbers are rounded to 10
    significant digits. A frame that breaks the contract raises CheckError, which names the rows.
    """
    frame = pd.DataFrame(rows).reset_index(drop=True)
    for column, value in constants.items():
        frame[column] = value
    _check_columns(frame)
    columns = {column: _column(frame, column) for column in COLUMNS}
    built = pd.DataFrame(columns)
    problems = [*_unknown_words(built), *_repeated(built)]
    if problems:
        raise CheckError("\n  ".join(["a measure frame breaks its contract:", *problems]))
    return built.iloc[_order(built)].reset_index(drop=True)


def join(*frames: pd.DataFrame) -> pd.DataFrame:
    """Put measure frames together into one, checked and sorted; none gives an empty frame."""
    return gather(frames)


def gather(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Do as ``join`` does; frames that come from a generator are let go as they are joined."""
    filled = [frame.copy(deep=False) for frame in frames if len(frame)]
    if not filled:
        return empty()
    keys = pd.concat([frame[list(KEY)] for frame in filled], ignore_index=True)
    problems = _repeated(keys)
    if problems:
        raise CheckError("\n  ".join(["measure frames overlap:", *problems]))
    order = _order(keys)
    del keys
    # Column by column, each let go once joined: all authorities together are half a gigabyte.
    return pd.DataFrame(
        {
            name: pd.concat([frame.pop(name) for frame in filled], ignore_index=True)
            .take(order)
            .reset_index(drop=True)
            for name in COLUMNS
        }
    )


def empty() -> pd.DataFrame:
    """Give a measure frame without rows: nothing is held."""
    return pd.DataFrame(
        {name: pd.Series([], dtype="float64" if name in NUMBERS else "str") for name in COLUMNS}
    )


def row(frame: pd.DataFrame, **equal: object) -> pd.Series:
    """Give the one row whose columns equal the words given; none or several raise CheckError."""
    wanted = np.ones(len(frame), dtype=bool)
    for column, value in equal.items():
        if column not in frame.columns:
            near = suggestion(column, COLUMNS)
            raise CheckError(f"a measure frame has no column {column!r}{near}")
        wanted &= (frame[column] == value).to_numpy(dtype=bool)
    found = int(wanted.sum())
    if found != 1:
        words = ", ".join(f"{column}={value!r}" for column, value in equal.items())
        raise CheckError(f"{found or 'no'} rows have {words}: one is needed")
    return frame.loc[wanted].iloc[0]


def rounded(values: npt.ArrayLike, digits: int = SIGNIFICANT_DIGITS) -> npt.NDArray[np.float64]:
    """Round to ``digits`` significant digits, half to even; NaN and infinities stay."""
    found = np.array(values, dtype=np.float64)
    finite = np.isfinite(found) & (found != 0)
    known = found[finite]
    magnitude = np.searchsorted(_POWERS, np.abs(known), side="right") - 1 - _ZERO_POWER
    places = digits - 1 - magnitude
    up = _POWERS[_ZERO_POWER + np.clip(places, 0, 300)]
    down = _POWERS[_ZERO_POWER + np.clip(-places, 0, 300)]
    found[finite] = np.where(places >= 0, np.rint(known * up) / up, np.rint(known / down) * down)
    return found


def _check_columns(frame: pd.DataFrame) -> None:
    problems = [
        f"no column is called {name!r}{suggestion(str(name), COLUMNS)}"
        for name in frame.columns
        if name not in COLUMNS
    ]
    problems += [f"column {name!r} is needed" for name in _NEEDED if name not in frame.columns]
    if problems:
        raise CheckError("\n  ".join(["a measure frame breaks its contract:", *problems]))


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    if name in NUMBERS:
        if name not in frame.columns:
            return pd.Series(np.nan, index=frame.index, dtype="float64")
        try:
            return pd.Series(rounded(frame[name].to_numpy(dtype=np.float64, na_value=np.nan)))
        except (TypeError, ValueError) as error:
            raise CheckError(
                f"column {name!r} of a measure frame is not numbers: {error}"
            ) from None
    if name in frame.columns:
        return frame[name].astype("str").fillna("")
    if name in ("unit", "statistic"):
        # By distinct measure: frames are long and hold few.
        codes, measures = pd.factorize(frame["measure"])
        words = [getattr(DEFINITIONS.get(measure), name, "") for measure in measures]
        return pd.Series(words, dtype="str").take(codes).set_axis(frame.index)
    return pd.Series("", index=frame.index, dtype="str")


def _unknown_words(frame: pd.DataFrame) -> list[str]:
    problems = []
    vocabularies = {
        "measure": tuple(DEFINITIONS),
        "status": STATUSES,
        "standing": tuple(Standing),
    }
    for column, words in vocabularies.items():
        wrong = frame.loc[~frame[column].isin(words), column]
        for word in wrong.drop_duplicates()[:_SHOWN]:
            near = suggestion(word, words)
            problems.append(f"{column} is {word!r} in {int((wrong == word).sum())} rows{near}")
    for column in ("area_code", "lineage"):
        blank = int((frame[column] == "").sum())
        if blank:
            problems.append(f"{column} is blank in {blank} rows")
    return problems


def _repeated(frame: pd.DataFrame) -> list[str]:
    combined = np.zeros(len(frame), dtype=np.int64)
    for column in KEY:
        codes, values = pd.factorize(frame[column], use_na_sentinel=False)
        combined = combined * (len(values) + 1) + codes
        # Renumbered at each step, or nine columns of many words would not fit 64 bits.
        combined = pd.factorize(combined)[0]
    repeated = pd.Series(combined).duplicated(keep=False).to_numpy()
    if not repeated.any():
        return []
    shown = frame.loc[repeated, list(KEY)].drop_duplicates().head(_SHOWN)
    return [
        f"{int(repeated.sum())} rows are not told apart by {', '.join(KEY)}; the first:",
        *(", ".join(str(value) for value in values) for values in shown.itertuples(index=False)),
    ]


def _order(frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    keys = [pd.factorize(frame[name], sort=True)[0] for name in ("area_code", "variant", "measure")]
    return np.lexsort(keys)
