"""Validation tells of every value that breaks a schema in which row and column of which file."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from evidence.errors import Problem, suggestion
from evidence.tables.parquet import PROVENANCE

_KEY = "multiple_fields_uniqueness"


def validate(
    frame: pd.DataFrame,
    schema: pa.DataFrameSchema,
    table: str,
    files: Mapping[str, str],
    headings: Mapping[str, Mapping[str, str]],
) -> tuple[pd.DataFrame, list[Problem]]:
    """Check ``frame`` (unique index, with ``source`` and ``source_row``) and return it or problems.

    ``files`` names the file of each source key for messages, ``headings`` its own headings by
    column. Provenance columns that the schema does not declare are not checked by it and stand
    last in the result. On problems the frame is returned as it came.
    """
    apart = [name for name in PROVENANCE if name in frame and name not in schema.columns]
    try:
        checked = schema.validate(frame.drop(columns=apart), lazy=True)
    except SchemaErrors as errors:
        return frame, _problems(errors, frame, table, files, headings)
    for name in apart:
        checked[name] = frame[name]
    return checked, []


def _problems(
    errors: SchemaErrors,
    frame: pd.DataFrame,
    table: str,
    files: Mapping[str, str],
    headings: Mapping[str, Mapping[str, str]],
) -> list[Problem]:
    cases = errors.failure_cases
    repeated = cases["check"] == _KEY
    problems = []
    for case in cases[~repeated].itertuples():
        column = None if pd.isna(case.column) else str(case.column)
        if case.index is None or pd.isna(case.index):
            problems.append(_of_table(case, column, table, frame))
            continue
        message = f"{case.failure_case!r} fails {case.check}"
        if case.check == "not_nullable":
            message = "no value"
        problems.append(_of_row(frame.loc[case.index], column, message, files, headings))
    for index, parts in cases[repeated].groupby("index", sort=False):
        key = ", ".join(f"{part.column} {part.failure_case}" for part in parts.itertuples())
        row = frame.loc[index]
        problems.append(_of_row(row, None, f"the key stands more than once: {key}", files, {}))
    return sorted(problems, key=lambda item: (item.file, item.row or 0, item.column or ""))


def _of_table(case: object, column: str | None, table: str, frame: pd.DataFrame) -> Problem:
    check, value = getattr(case, "check", ""), getattr(case, "failure_case", "")
    message = {
        "column_in_schema": f"the reader gives a column {value!r} that the schema does not know",
        "column_in_dataframe": f"the reader does not give column {value!r}"
        + suggestion(str(value), map(str, frame.columns)),
        "column_ordered": f"column {value!r} is out of its order",
    }.get(str(check), f"fails {check}" + ("" if value is False else f": {value}"))
    return Problem(f"data/tables/{table}.parquet", message, column=column)


def _of_row(
    row: pd.Series,
    column: str | None,
    message: str,
    files: Mapping[str, str],
    headings: Mapping[str, Mapping[str, str]],
) -> Problem:
    """Name the fault by the source's own file, row and heading."""
    source = str(row["source"])
    shown = column
    if column is not None and column in headings.get(source, {}):
        shown = headings[source][column]
    elif column is not None and row.get("source_column"):
        shown = str(row["source_column"])
    return Problem(files[source], message, row=int(row["source_row"]), column=shown)
