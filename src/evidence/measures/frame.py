"""The measure frame is the one shape in which numbers leave the library: columns, words, key."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
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
    given = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
    _check_columns([*given.columns, *constants])
    varying: dict[str, Any] = {
        str(name): given[name] for name in given.columns if name not in constants
    }
    columns = {name: _column(name, varying, constants, len(given)) for name in COLUMNS}
    built = pd.DataFrame(columns, copy=False)
    problems = [*_unknown_words(built, constants), *_repeated(built, varying)]
    if problems:
        raise CheckError("\n  ".join(["a measure frame breaks its contract:", *problems]))
    return _sorted(built, varying)


def join(*frames: pd.DataFrame) -> pd.DataFrame:
    """Put measure frames together into one, checked and sorted; none gives an empty frame."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return empty()
    if len(filled) == 1:
        return filled[0].copy(deep=False)
    joined = pd.concat(filled, ignore_index=True)
    problems = _repeated(joined)
    if problems:
        raise CheckError("\n  ".join(["measure frames overlap:", *problems]))
    return _sorted(joined)


def gather(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Do as ``join`` does in little memory: frames from a generator are let go as they are joined.

    All authorities together are half a gigabyte, so columns are joined one after another.
    """
    filled = [{name: frame[name] for name in COLUMNS} for frame in frames if len(frame)]
    if not filled:
        return empty()

    def joined(name: str) -> pd.Series:
        return pd.concat([columns.pop(name) for columns in filled], ignore_index=True)

    keys = pd.DataFrame({name: joined(name) for name in KEY}, copy=False)
    problems = _repeated(keys)
    if problems:
        raise CheckError("\n  ".join(["measure frames overlap:", *problems]))
    order = _order(keys, KEY)
    ordered: dict[str, pd.Series] = {}
    for name in COLUMNS:
        column = keys.pop(name) if name in keys.columns else joined(name)
        ordered[name] = column.take(order).reset_index(drop=True)
    return pd.DataFrame(ordered, copy=False)


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


def _check_columns(names: Sequence[Any]) -> None:
    problems = [
        f"no column is called {name!r}{suggestion(str(name), COLUMNS)}"
        for name in names
        if name not in COLUMNS
    ]
    problems += [f"column {name!r} is needed" for name in _NEEDED if name not in names]
    if problems:
        raise CheckError("\n  ".join(["a measure frame breaks its contract:", *problems]))


def _column(
    name: str, varying: Mapping[str, pd.Series], constants: Mapping[str, Any], length: int
) -> Any:
    """Make one column of the contract's type: from the rows, from a constant, or as a default."""
    given = constants.get(name, varying.get(name))
    if name in NUMBERS:
        try:
            return _numbers(given, length)
        except (TypeError, ValueError) as error:
            raise CheckError(
                f"column {name!r} of a measure frame is not numbers: {error}"
            ) from None
    if given is not None:
        return _texts(given, length)
    if name not in ("unit", "statistic"):
        return _texts("", length)
    if "measure" in constants:
        return _texts(getattr(DEFINITIONS.get(constants["measure"]), name, ""), length)
    # By distinct measure: frames are long and hold few.
    codes, measures = pd.factorize(varying["measure"])
    words = [getattr(DEFINITIONS.get(measure), name, "") for measure in measures]
    return pd.Series(words, dtype="str").take(codes).array


def _numbers(given: Any, length: int) -> npt.NDArray[np.float64]:
    if given is None:
        return np.full(length, np.nan)
    if isinstance(given, pd.Series):
        return rounded(given.to_numpy(dtype=np.float64, na_value=np.nan))
    return np.broadcast_to(rounded(np.asarray(given, dtype=np.float64)), length).copy()


def _texts(given: Any, length: int) -> Any:
    if isinstance(given, pd.Series):
        texts = given.astype("str").array
        return texts.fillna("") if texts.isna().any() else texts
    if isinstance(given, str):
        return pd.Series([given], dtype="str").array.take(np.zeros(length, dtype=np.intp))
    return pd.Series(given, dtype="str").fillna("").array


def _unknown_words(frame: pd.DataFrame, constants: Mapping[str, Any]) -> list[str]:
    problems = []
    vocabularies = {
        "measure": DEFINITIONS.keys(),
        "status": STATUSES,
        "standing": tuple(Standing),
    }
    for column, words in vocabularies.items():
        distinct = frame[column].unique() if column not in constants else frame[column][:1]
        for word in [word for word in distinct if word not in words][:_SHOWN]:
            near = suggestion(word, words)
            count = int((frame[column] == word).sum())
            problems.append(f"{column} is {word!r} in {count} rows{near}")
    for column in ("area_code", "lineage"):
        blank = int((frame[column] == "").sum())
        if blank:
            problems.append(f"{column} is blank in {blank} rows")
    return problems


def _repeated(frame: pd.DataFrame, varying: Container[str] = KEY) -> list[str]:
    """Tell of rows with the same key; only the columns that are ``varying`` can tell rows apart."""
    keys = [name for name in KEY if name in varying]
    repeated = np.ones(len(frame), dtype=bool)
    if keys:
        repeated = frame.duplicated(subset=keys, keep=False).to_numpy()
    if not repeated.any() or len(frame) < 2:
        return []
    shown = frame.loc[repeated, list(KEY)].drop_duplicates().head(_SHOWN)
    return [
        f"{int(repeated.sum())} rows are not told apart by {', '.join(KEY)}; the first:",
        *(", ".join(str(value) for value in values) for values in shown.itertuples(index=False)),
    ]


def _sorted(frame: pd.DataFrame, varying: Container[str] = KEY) -> pd.DataFrame:
    order = _order(frame, varying)
    if (order[1:] > order[:-1]).all():
        return frame
    return frame.take(order).reset_index(drop=True)


def _order(frame: pd.DataFrame, varying: Container[str]) -> npt.NDArray[np.intp]:
    names = [name for name in ("area_code", "variant", "measure") if name in varying]
    if not names:
        return np.arange(len(frame))
    return np.lexsort([pd.factorize(frame[name], sort=True)[0] for name in names])
