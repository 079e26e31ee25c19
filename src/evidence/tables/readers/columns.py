"""Columns are declared by the publisher's heading; what does not fit is reported, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
import pandas as pd
import pyarrow as pa

from evidence.errors import InputError, Problem, suggestion
from evidence.tables.readers.raw import Raw, fold

_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"


@dataclass(frozen=True)
class Column:
    """One column of a source: its exact heading, its tidy name, and what may stand in it."""

    name: str
    heading: str
    kind: str
    pattern: str = ""
    low: float = -inf
    high: float = inf
    blank: bool = False
    labels: Mapping[str, object] = field(default_factory=dict)


def code(name: str, heading: str, pattern: str, *, blank: bool = False) -> Column:
    """Declare a column of codes, each matching ``pattern`` from end to end."""
    return Column(name, heading, "code", pattern=pattern, blank=blank)


def text(name: str, heading: str, *, blank: bool = False) -> Column:
    """Declare a column of names, kept as they are written."""
    return Column(name, heading, "text", blank=blank)


def whole(name: str, heading: str, low: float = 0, high: float = 100_000_000) -> Column:
    """Declare a column of whole numbers in [low, high]; "12.0" is whole, "12.5" is not."""
    return Column(name, heading, "whole", low=low, high=high)


def decile(name: str, heading: str) -> Column:
    """Declare a column of deciles, 1 to 10."""
    return whole(name, heading, 1, 10)


def number(
    name: str, heading: str, low: float = -inf, high: float = inf, *, blank: bool = False
) -> Column:
    """Declare a column of numbers in [low, high]; ``blank`` ones are missing, not refused."""
    return Column(name, heading, "number", low=low, high=high, blank=blank)


def label(name: str, heading: str, labels: Mapping[str, object]) -> Column:
    """Declare a column of the source's labels, each with the value it stands for."""
    return Column(name, heading, "label", labels=labels)


def read_columns(
    raw: Raw,
    columns: Sequence[Column],
    *,
    key: Sequence[str],
    unused: Sequence[str] = (),
) -> pd.DataFrame:
    """Read the declared columns of ``raw`` into a tidy frame with ``source_row``.

    Headings are matched after folding white space; ``unused`` are headings known and passed over.
    Raises InputError with every problem: a heading missing or unknown, a value that does not fit
    its column, a ``key`` that stands twice. ``attrs["source_columns"]`` holds name -> heading.
    """
    found = {fold(heading): heading for heading in raw.cells.columns}
    problems = _headings(raw, list(found), [column.heading for column in columns], unused)
    tidy: dict[str, np.ndarray | pd.Series] = {}
    for column in columns:
        if column.heading in found:
            tidy[column.name], faults = _convert(raw, column, raw.cells[found[column.heading]])
            problems += faults
    if not problems:
        frame = pd.DataFrame(tidy)
        problems += repeated(raw.file, frame, key, raw.rows)
    if problems:
        raise refused(raw.file, problems)
    frame["source_row"] = raw.rows.astype(np.int32)
    frame.attrs["source_columns"] = {column.name: column.heading for column in columns}
    return frame


def refused(file: str, problems: Sequence[Problem]) -> InputError:
    """Refuse a file with everything found wrong in it, in the order of its rows."""
    ordered = sorted(problems, key=lambda problem: (problem.row or 0, problem.column or ""))
    count = f"{len(ordered)} problem" + ("" if len(ordered) == 1 else "s")
    return InputError(f"{file} is not understood: {count}", ordered)


def repeated(file: str, frame: pd.DataFrame, key: Sequence[str], rows: np.ndarray) -> list[Problem]:
    """Find the records whose ``key`` has stood before."""
    again = frame.duplicated(list(key)).to_numpy()
    return [
        Problem(
            file,
            "stands twice: " + ", ".join(f"{name} {frame[name].iloc[place]!s}" for name in key),
            "remove one of the two",
            row=int(rows[place]),
        )
        for place in np.flatnonzero(again)
    ]


def _headings(
    raw: Raw, found: Sequence[str], wanted: Sequence[str], unused: Sequence[str]
) -> list[Problem]:
    known = {*wanted, *unused}
    spare = [heading for heading in found if heading not in known]
    row = raw.heading_row or None
    missing = [
        Problem(
            raw.file,
            "the heading is missing" + suggestion(heading, spare),
            "expected exactly this heading",
            row=row,
            column=heading,
        )
        for heading in wanted
        if heading not in found
    ]
    unknown = [
        Problem(
            raw.file,
            "the heading is not known" + suggestion(heading, sorted(known)),
            "expected " + "; ".join(heading for heading in wanted),
            row=row,
            column=heading,
        )
        for heading in spare
    ]
    return missing + unknown


def _convert(
    raw: Raw, column: Column, cells: pd.Series
) -> tuple[np.ndarray | pd.Series, list[Problem]]:
    values: np.ndarray | pd.Series
    if column.kind in ("whole", "number"):
        values, bad = _numbers(column, cells)
        wanted = _wanted(column)
    else:
        values, bad = _words(column, cells)
        wanted = (
            f"expected {column.pattern}"
            if column.kind == "code"
            else f"expected one of {', '.join(column.labels)}"
            if column.kind == "label"
            else "expected a name"
        )
    faults = [
        Problem(
            raw.file,
            _said(cells.iloc[place]),
            wanted,
            row=int(raw.rows[place]),
            column=column.heading,
        )
        for place in np.flatnonzero(bad)
    ]
    return values, faults


def _said(cell: object) -> str:
    words = str(cell) if not _is_missing(cell) else ""
    shown = words if len(words) <= 60 else words[:60] + "..."
    return f"{shown!r} does not belong here" if words.strip() else "blank"


def _is_missing(cell: object) -> bool:
    return cell is None or (isinstance(cell, float) and np.isnan(cell))


def _wanted(column: Column) -> str:
    kind = "a whole number" if column.kind == "whole" else "a number"
    ends = (column.low, column.high)
    if ends == (-inf, inf):
        return f"expected {kind}"
    if column.high == inf:
        return f"expected {kind} of {column.low:g} or more"
    return f"expected {kind} from {column.low:g} to {column.high:g}"


def _numbers(column: Column, cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        values = cells.to_numpy(dtype=np.float64, na_value=np.nan)
    else:
        words = cells.astype(str).str.strip()
        legible = words.str.fullmatch(_NUMBER).fillna(False).astype(bool)
        exact = pa.array(words.where(legible, "nan"), type=pa.string())
        # Arrow reads decimals to the nearest double; pandas' own parser may miss the last bit.
        values = exact.cast(pa.float64()).to_numpy(zero_copy_only=False)
    bad = ~np.isfinite(values) | (values < column.low) | (values > column.high)
    if column.kind == "number":
        if column.blank:
            bad &= ~cells.astype(str).str.strip().eq("").to_numpy(dtype=bool)
        return values, bad
    bad |= np.where(bad, False, values != np.floor(values))
    # Years, ages, deciles and ranks of authorities are short; everything else has room to grow.
    width = np.int16 if column.high < 10_000 else np.int32
    return np.where(bad, 0, values).astype(width), bad


def _words(column: Column, cells: pd.Series) -> tuple[np.ndarray | pd.Series, np.ndarray]:
    # Checked once a distinct word: a million rows hold a few hundred codes.
    places, distinct = pd.factorize(cells.fillna("").astype(str))
    words = pd.Series(distinct, dtype=str).str.strip()
    if column.kind == "label":
        good = np.array(words.isin(list(column.labels)), dtype=bool)
        meant = words.map(dict(column.labels)).infer_objects()
    else:
        good = np.array(words.ne(""), dtype=bool)
        if column.kind == "code":
            good &= words.str.fullmatch(column.pattern).to_numpy(dtype=bool)
        meant = words
        if column.blank:
            good |= words.eq("").to_numpy(dtype=bool)
            meant = words.mask(words.eq(""))
    values = meant.take(places).reset_index(drop=True)
    return values, ~good[places]
