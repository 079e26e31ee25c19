"""The measure frame is the one shape in which numbers leave the library: columns, words, key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from evidence.errors import CheckError, suggestion
from evidence.measures.coding import Coding, in_one_piece, numbered
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

# Not worth coding: nearly every row says something else.
_HELD_WHOLE = (*(name for name in NUMBERS if name not in KEY), "lineage")
_NEEDED = ("measure", "area_code", "value", "status", "standing", "lineage")
_SHOWN = 5
_TEXT = pd.StringDtype(na_value=np.nan)
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
    coded = {name: Coding.of(built[name]) for name in KEY if name in varying}
    alike = _alike(coded, len(built))
    problems = _unknown_words(built, constants)
    if len(alike):
        problems += _repeated(built.iloc[alike])
    if problems:
        raise CheckError("\n  ".join(["a measure frame breaks its contract:", *problems]))
    order = _order(coded, len(built))
    if order is None:
        return built
    # What is the same in every row may stay as it is.
    for name in {*varying, *(("unit", "statistic") if "measure" in varying else ())}:
        columns[name] = columns[name].take(order)
    return pd.DataFrame(columns, copy=False)


def join(*frames: pd.DataFrame) -> pd.DataFrame:
    """Put measure frames together into one, checked and sorted; none gives an empty frame."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return empty()
    if len(filled) == 1:
        return filled[0].copy(deep=False)
    joined = pd.concat(filled, ignore_index=True)
    joined = pd.DataFrame({name: in_one_piece(joined[name]) for name in COLUMNS}, copy=False)
    coded = {name: Coding.of(joined[name]) for name in KEY}
    _check_apart(_alike(coded, len(joined)), coded)
    order = _order(coded, len(joined))
    return joined if order is None else joined.take(order).reset_index(drop=True)


def gather(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Do as ``join`` does in little memory: frames from a generator are let go as they come.

    All authorities together are more than half a gigabyte, most of it words said over and over;
    until all are there, texts are held as codes, and columns are put together one by one.
    """
    coded: list[dict[str, Coding]] = []
    whole: list[dict[str, pd.Series]] = []
    for frame in frames:
        if len(frame):
            coded.append({x: Coding.of(frame[x]) for x in COLUMNS if x not in _HELD_WHOLE})
            whole.append({name: frame[name] for name in _HELD_WHOLE})
    if not coded:
        return empty()
    keys = {name: Coding.joined([part.pop(name) for part in coded]) for name in KEY}
    length = len(keys["measure"].codes)
    _check_apart(_alike(keys, length), keys)
    order = _order(keys, length)
    if order is None:
        order = np.arange(length)
    columns: dict[str, Any] = {}
    # The heaviest first, while the others are still codes.
    for name in reversed(COLUMNS):
        if name in _HELD_WHOLE:
            joined = pd.concat([part.pop(name) for part in whole], ignore_index=True)
            columns[name] = in_one_piece(joined)
            del joined
            columns[name] = columns[name].take(order)
        elif name in keys:
            columns[name] = keys.pop(name).column(order)
        else:
            columns[name] = Coding.joined([part.pop(name) for part in coded]).column(order)
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, copy=False)


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
        texts = given.array[:] if given.dtype == _TEXT else given.astype(_TEXT).array
        return texts.fillna("") if texts.isna().any() else texts
    if isinstance(given, str):
        return pd.array(pa.repeat(pa.scalar(given, pa.large_string()), length), dtype=_TEXT)
    return pd.Series(given, dtype=_TEXT).fillna("").array


def _unknown_words(frame: pd.DataFrame, constants: Mapping[str, Any]) -> list[str]:
    problems = []
    vocabularies = {
        "measure": DEFINITIONS.keys(),
        "status": STATUSES,
        "standing": tuple(Standing),
    }
    for column, words in vocabularies.items():
        given = constants.get(column)
        distinct = [given] if isinstance(given, str) and len(frame) else frame[column].unique()
        for word in [word for word in distinct if word not in words][:_SHOWN]:
            near = suggestion(word, words)
            count = int((frame[column] == word).sum())
            problems.append(f"{column} is {word!r} in {count} rows{near}")
    for column in ("area_code", "lineage"):
        if blank := pc.sum(pc.equal(pa.array(frame[column].array), "")).as_py():
            problems.append(f"{column} is blank in {blank} rows")
    return problems


def _alike(keys: Mapping[str, Coding], length: int) -> npt.NDArray[np.intp]:
    """Give the rows that have the same key as another; only ``keys`` can tell rows apart."""
    return np.flatnonzero(pd.Series(numbered(keys.values(), length)).duplicated(keep=False))


def _check_apart(alike: npt.NDArray[np.intp], keys: Mapping[str, Coding]) -> None:
    if len(alike):
        told = _repeated(pd.DataFrame({name: keys[name].column(alike) for name in KEY}))
        raise CheckError("\n  ".join(["measure frames overlap:", *told]))


def _repeated(alike: pd.DataFrame) -> list[str]:
    """Tell of rows with the same key."""
    shown = alike[list(KEY)].drop_duplicates().head(_SHOWN)
    return [
        f"{len(alike)} rows are not told apart by {', '.join(KEY)}; the first:",
        *(", ".join(str(value) for value in values) for values in shown.itertuples(index=False)),
    ]


def _order(keys: Mapping[str, Coding], length: int) -> npt.NDArray[np.intp] | None:
    """Give the order of the rows by measure, variant and area; None where they stand in it."""
    ranks = [keys[name].ranks() for name in ("area_code", "variant", "measure") if name in keys]
    order = np.lexsort(ranks) if ranks else np.arange(length)
    return None if (order[1:] > order[:-1]).all() else order
